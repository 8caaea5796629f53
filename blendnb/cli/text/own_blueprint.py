"""What would be kept of a plan as a blueprint, and which blueprints are like a brief."""

from collections.abc import Sequence

from blendnb.cli.text.layout import columns, document, paragraph, section
from blendnb.designing.blueprints.alike import AlikeBlueprint
from blendnb.designing.blueprints.generalizing import Generalized
from blendnb.domain.catalogue import Catalogue

_ASK = (
    "Nothing is written yet. Read what would be kept: a name of a person or a client may stand in "
    "a text where no program finds it. Then run it again with --yes."
)


_OTHERS = {"content.mix": "Mix of content"}


def generalized_text(found: Generalized, file: str | None) -> str:
    """Return what would be kept and what not; `file` where it has been written."""
    blueprint = found.blueprint
    return document(
        section(
            f"{blueprint.name} ({blueprint.id}), version {blueprint.version}: what is kept",
            columns((where, text) for where, text in found.kept if text),
        ),
        section("What is left out, and topics that became slots", columns(found.left_out)),
        paragraph(_ASK if file is None else f"Wrote {file}."),
        f"Make a plan of it with: blendnb design BRIEF --blueprint {blueprint.id} -o PLAN.json",
    )


def alike_text(found: Sequence[AlikeBlueprint], catalogue: Catalogue) -> str:
    """Return blueprints by how much the brief that each answers is like this one."""
    rows = [row for each in found for row in _alike(each, catalogue)]
    return document(
        section("Blueprints like this brief, nearest first", columns(rows)),
        "Adapt one with: blendnb design BRIEF --blueprint ID -o PLAN.json",
    )


def _alike(each: AlikeBlueprint, catalogue: Catalogue) -> list[tuple[str, str, str]]:
    blueprint = each.blueprint
    own = " (own entry)" if blueprint.origin == "own" else ""
    rows = [
        (f"{100 * each.likeness:.0f} %", blueprint.id, f"{blueprint.name}{own}"),
        ("", "", _named("Alike", each.found.alike, catalogue)),
        ("", "", _named("Not alike", each.found.differs, catalogue)),
        ("", "", f"Results: {blueprint.results}" if blueprint.results else ""),
    ]
    return [row for row in rows if row[2]]


def _named(lead: str, fields: Sequence[str], catalogue: Catalogue) -> str:
    known = catalogue.variables
    names = [known[path].label if path in known else _OTHERS[path] for path in fields]
    return f"{lead}: {'; '.join(names)}." if names else ""
