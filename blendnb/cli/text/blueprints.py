"""Blueprints and archetypes to be read in a terminal: the list, or one row by row."""

from collections.abc import Iterable, Iterator

from blendnb.cli.text.layout import columns, document, paragraph, section
from blendnb.cli.text.words import plural
from blendnb.designing.wording import EVIDENCE
from blendnb.domain.catalogue import Archetype, Blueprint, Catalogue, Row, Slot

_HOW_TO_SHOW = "Show one with: blendnb blueprints ID"
_HOW_TO_USE = "Make a plan of it with: blendnb design --blueprint {id} -o PLAN.json"


def list_text(entries: Iterable[Blueprint | Archetype]) -> str:
    """Return blueprints and archetypes, one a row."""
    entries = list(entries)
    return document(
        section(
            "Blueprints: proven architectures, each with the brief it answers",
            columns(_listed(entry for entry in entries if isinstance(entry, Blueprint))),
        ),
        section(
            "Archetypes: the general pattern of each blend model, which any brief can fill",
            columns(_listed(entry for entry in entries if isinstance(entry, Archetype))),
        ),
        _HOW_TO_SHOW,
    )


def entry_text(entry: Blueprint | Archetype, catalogue: Catalogue) -> str:
    """Return one blueprint or archetype in full, with the catalogue's names for its ids."""
    if isinstance(entry, Blueprint):
        return blueprint_text(entry, catalogue)
    return archetype_text(entry, catalogue)


def _listed(entries: Iterable[Blueprint | Archetype]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        own = " (own entry)" if entry.origin == "own" else ""
        yield entry.id, f"{entry.name}{own}. {entry.summary}"


def blueprint_text(blueprint: Blueprint, catalogue: Catalogue) -> str:
    """Return one blueprint, row by row in the order of its days."""
    rows = sorted(blueprint.rows, key=lambda row: row.start_day)
    return document(
        section(
            f"{blueprint.name} ({blueprint.id}), version {blueprint.version}",
            paragraph(blueprint.summary, indent=2),
            paragraph(_facts(blueprint, catalogue), indent=2),
        ),
        section("From the source", _rows([r for r in rows if r.layer == "source"], catalogue)),
        section("Additions", _rows([r for r in rows if r.layer == "addition"], catalogue)),
        section("Served", paragraph(blueprint.served, indent=2) if blueprint.served else ""),
        section("Results", paragraph(blueprint.results, indent=2) if blueprint.results else ""),
        section("Notes", paragraph(blueprint.notes, indent=2) if blueprint.notes else ""),
        _HOW_TO_USE.format(id=blueprint.id),
    )


def _facts(blueprint: Blueprint, catalogue: Catalogue) -> str:
    elements = [
        word
        for word, used in (("flipped", blueprint.flipped), ("reinforced", blueprint.reinforced))
        if used
    ]
    name = catalogue.blend_models[blueprint.blend_model].name
    facts = ", ".join([name, *elements, plural(len(blueprint.rows), "touchpoint")])
    return f"{facts}. {_source(blueprint)}"


def _source(entry: Blueprint | Archetype) -> str:
    return f"Source: {entry.source} ({EVIDENCE[entry.confidence]})."


def _rows(rows: Iterable[Row], catalogue: Catalogue) -> str:
    return columns(
        (_when(row), catalogue.formats[row.format].name, row.purpose, _what(row)) for row in rows
    )


def _when(row: Row) -> str:
    if row.days is None:
        return f"day {row.start_day} on"
    if row.days > 1:
        return f"day {row.start_day} to {row.start_day + row.days - 1}"
    return f"day {row.start_day}"


def _what(row: Row) -> str:
    times = f"{len(row.repeat.days)} times " if row.repeat else ""
    minutes = f" ({times}{row.learner_minutes:g} min)" if row.learner_minutes else ""
    return f"{row.title}{minutes}"


def archetype_text(archetype: Archetype, catalogue: Catalogue) -> str:
    """Return one archetype, slot by slot in the order of the journey."""
    return document(
        section(
            f"{archetype.name} ({archetype.id})",
            paragraph(archetype.summary, indent=2),
            paragraph(_source(archetype), indent=2),
        ),
        section("What it fills in", columns(_slot(slot, catalogue) for slot in archetype.slots)),
        _HOW_TO_USE.format(id=archetype.id),
    )


def _slot(slot: Slot, catalogue: Catalogue) -> tuple[str, str, str]:
    formats = " or ".join(catalogue.formats[id_].name.lower() for id_ in slot.formats)
    return slot.stage, slot.purpose, f"{slot.title} ({formats})"
