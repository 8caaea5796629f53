"""Blueprints and archetypes in reports: the list, one row by row, and one's own before it is kept.

What would be kept of a plan as a blueprint is listed word for word, because only a person can see
a name that no program finds.
"""

from collections.abc import Iterable, Iterator, Sequence

from blendnb.designing.blueprints.adapting import Offer
from blendnb.designing.blueprints.generalizing import Generalized
from blendnb.designing.blueprints.library import AlikeBlueprint
from blendnb.domain.catalogue import Archetype, Blueprint, Catalogue, Row, Slot
from blendnb.domain.design_variables import CONTENT_MIX
from blendnb.language import count, current, number, percent, say
from blendnb.reporting.report import (
    Bullets,
    Pairs,
    Paragraph,
    Report,
    Table,
    part,
    report,
    sentence,
    table,
)

Entry = Blueprint | Archetype


def blueprint_list_reports(entries: Iterable[Entry]) -> tuple[Report, ...]:
    """Return blueprints and archetypes, one a row."""
    known = tuple(entries)
    proven = (entry for entry in known if isinstance(entry, Blueprint))
    patterns = (entry for entry in known if isinstance(entry, Archetype))
    return (
        report("blueprints", say("blueprints.proven"), Pairs(tuple(map(_listed, proven)))),
        report("archetypes", say("blueprints.patterns"), Pairs(tuple(map(_listed, patterns)))),
    )


def blueprint_report(entry: Entry, catalogue: Catalogue) -> Report:
    """Return one blueprint or archetype in full, with the catalogue's names for its ids."""
    if isinstance(entry, Blueprint):
        return _blueprint(entry, catalogue)
    slots = table(("", "", ""), (_slot(slot, catalogue) for slot in entry.slots))
    return report(
        entry.id,
        say("blueprints.archetype", name=entry.name, id=entry.id),
        Paragraph(entry.summary),
        Paragraph(_source(entry)),
        part(say("blueprints.fills"), slots),
    )


def _blueprint(blueprint: Blueprint, catalogue: Catalogue) -> Report:
    rows = sorted(blueprint.rows, key=lambda row: row.start_day)
    by_layer = {
        layer: _rows([row for row in rows if row.layer == layer], catalogue)
        for layer in ("source", "addition")
    }
    return report(
        blueprint.id,
        _heading(blueprint),
        Paragraph(blueprint.summary),
        Paragraph(_facts(blueprint, catalogue)),
        part(say("blueprints.source_rows"), by_layer["source"]),
        part(say("blueprints.additions"), by_layer["addition"]),
        part(say("blueprints.served"), Paragraph(blueprint.served)),
        part(say("blueprints.results"), Paragraph(blueprint.results)),
        part(say("blueprints.notes"), Paragraph(blueprint.notes)),
    )


def _heading(blueprint: Blueprint) -> str:
    values = {"id": blueprint.id, "version": blueprint.version}
    return say("blueprints.heading", name=blueprint.name, **values)


def _listed(entry: Entry) -> tuple[str, str]:
    return entry.id, f"{_named(entry)}. {entry.summary}"


def _named(entry: Entry) -> str:
    return say("blueprints.own", name=entry.name) if entry.origin == "own" else entry.name


def _facts(blueprint: Blueprint, catalogue: Catalogue) -> str:
    elements = {"flipped": blueprint.flipped, "reinforced": blueprint.reinforced}
    facts = (
        catalogue.blend_models[blueprint.blend_model].name,
        *(say(f"plan.{element}") for element, used in elements.items() if used),
        count("touchpoints", len(blueprint.rows)),
    )
    return f"{', '.join(facts)}. {_source(blueprint)}"


def _source(entry: Entry) -> str:
    evidence = say(f"why.evidence_{entry.confidence}")
    return say("blueprints.source", source=entry.source, evidence=evidence)


def _rows(rows: Iterable[Row], catalogue: Catalogue) -> Table:
    return table(
        ("", "", "", ""),
        ((_when(r), catalogue.formats[r.format].name, _purpose(r.purpose), _what(r)) for r in rows),
    )


def _purpose(purpose: str) -> str:
    return say(f"audit.purpose.{purpose}")


def _when(row: Row) -> str:
    if row.days is None:
        return say("blueprints.open_from", day=row.start_day)
    if row.days > 1:
        last = row.start_day + row.days - 1
        return say("blueprints.days", first=row.start_day, last=last)
    return say("blueprints.day", day=row.start_day)


def _what(row: Row) -> str:
    if not row.learner_minutes:
        return row.title
    values = {"title": row.title, "minutes": number(row.learner_minutes)}
    if row.repeat is None:
        return say("blueprints.row", **values)
    return say("blueprints.row_repeated", times=len(row.repeat.days), **values)


def _slot(slot: Slot, catalogue: Catalogue) -> tuple[str, str, str]:
    formats = say("blueprints.or").join(catalogue.formats[i].name.lower() for i in slot.formats)
    what = say("blueprints.slot", title=slot.title, formats=formats)
    return say(f"charts.group.{slot.stage}"), _purpose(slot.purpose), what


# ---------------------------------------------------------------------------- of one's own


def own_blueprint_reports(generalized: Generalized, file: str | None) -> tuple[Report, Report]:
    """Return what would be kept of a plan and what not; `file` where it has been written."""
    blueprint = generalized.blueprint
    kept = tuple((_label(where), text) for where, text in generalized.kept if text)
    left_out = tuple((_label(what), text) for what, text in generalized.left_out)
    done = say("blueprints.ask") if file is None else say("blueprints.wrote", file=file)
    return report(
        "own_blueprint",
        say("blueprints.kept", heading=_heading(blueprint)),
        Pairs(kept),
        part(say("blueprints.left_out"), Pairs(left_out)),
    ), sentence(done)


def _label(part: str) -> str:
    """What a part of a blueprint is called; a row goes by its id."""
    key = f"blueprints.label.{part.replace(' ', '_')}"
    return say(key) if key in current() else part


def alike_blueprints_report(alike: Sequence[AlikeBlueprint], catalogue: Catalogue) -> Report:
    """Return blueprints by how much the brief that each answers is like another one."""
    rows = (row for each in alike for row in _alike(each, catalogue))
    return report(
        "alike",
        say("blueprints.alike"),
        table(("", "", ""), rows),
    )


def _alike(each: AlikeBlueprint, catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    blueprint = each.blueprint
    yield percent(each.likeness), blueprint.id, _named(blueprint)
    for key, fields in (("same", each.compared.alike), ("different", each.compared.differs)):
        if fields:
            names = "; ".join(_field(path, catalogue) for path in fields)
            yield "", "", say(f"blueprints.{key}", fields=names)
    if blueprint.results:
        yield "", "", say("blueprints.had_results", results=blueprint.results)


def offer_report(offer: Offer) -> Report:
    """Return a blueprint that nearly answers the brief: how alike, and what adapting it changes."""
    blueprint, alike = offer.alike.blueprint, percent(offer.alike.likeness)
    compared = tuple(text for *_, text in _alike(offer.alike, offer.catalogue))[1:]
    changes = offer.plan.changes
    return report(
        "offer",
        say("blueprints.offer", alike=alike),
        Paragraph(say("blueprints.offered", name=_named(blueprint), summary=blueprint.summary)),
        *(Paragraph(text) for text in compared),
        part(say("blueprints.would_change"), Bullets(changes)) if changes else None,
        Paragraph("" if changes else say("blueprints.as_it_stands")),
        Paragraph(say("blueprints.take", id=blueprint.id)),
    )


def _field(path: str, catalogue: Catalogue) -> str:
    if path == CONTENT_MIX:
        return say("why.mix")
    return catalogue.variables[path].label
