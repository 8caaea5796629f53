"""What a pilot showed, what becomes simpler by it, and what it cannot show.

The sections stand alone on the sponsor's page and in the studio; a terminal and a notebook's cell
show them as one report.
"""

from collections.abc import Iterator, Sequence

from blendnb.charts.metric import metric_drawing, metric_rows, metric_takeaway
from blendnb.charts.pilot_charts import (
    Facts,
    change_text,
    changes_drawing,
    changes_rows,
    changes_takeaway,
    detail_rows,
    figure_text,
    share_text,
    staying_drawing,
    staying_rows,
    staying_takeaway,
    steps_of,
    units_of,
    use_drawing,
    use_rows,
    use_takeaway,
)
from blendnb.domain.pilot_results import (
    EditEffect,
    FileRead,
    MeasureOutcome,
    Metric,
    PilotResults,
    PilotSize,
    Simplification,
)
from blendnb.language import number, say, signed
from blendnb.measuring.measure_templates import levels
from blendnb.measuring.pilot_anchors import PilotUsed
from blendnb.reporting.data_sureness import headings_block, sureness_section
from blendnb.reporting.report import (
    Block,
    Bullets,
    Chart,
    Figure,
    Figures,
    Pairs,
    Paragraph,
    Part,
    Report,
    Table,
    folded,
    part,
    report,
    table,
)


def pilot_report(
    results: PilotResults,
    proposed: Sequence[Simplification] = (),
    accepted: Sequence[Simplification] = (),
    *,
    size: PilotSize | None = None,
    drawn: bool = True,
) -> Report:
    """Return everything about a pilot as one report.

    Parameters
    ----------
    results
        What the pilot showed.
    proposed, accepted
        The simplifications that the results argue for, and those of them that were accepted.
    size
        What a group of that size can show.
    drawn
        Whether charts can be drawn where it is shown. Where they cannot, only the table of use
        stands for them; the findings say what the others show.
    """
    sections = [
        findings_section(results),
        *(chart_sections(results) if drawn else [use_section(results, drawn=False)]),
        measures_section(results),
        proposals_section(proposed),
        *([accepted_section(accepted)] if accepted else []),
        cannot_section(results, size),
        sureness_section(results),
        files_section(results.files),
    ]
    parts = (
        part(each.heading, Paragraph(each.name, "note") if each.name else None, *each.blocks)
        for each in sections
        if each.blocks
    )
    heading = say("pilot.heading", title=results.title)
    return report("pilot", heading, pilot_figures(results), *parts)


def findings_section(results: PilotResults) -> Report:
    """Return what the figures say, most important first."""
    name = say("pilot.says_name")
    return report("says", say("pilot.says"), Bullets(results.findings), name=name)


def pilot_figures(results: PilotResults) -> Figures:
    """Return the figures that matter first, at most four."""
    return Figures(tuple(_figures(results)))


def _figures(results: PilotResults) -> Iterator[Figure]:
    taking = results.taking
    if taking and taking.expected:
        yield Figure(number(taking.expected), say("pilot.people", count=taking.expected))
    if taking and not taking.parts.hidden:
        yield Figure(share_text(taking.parts, interval=False), say("pilot.parts"))
    moved = (c for c in results.changes if c.kind == "confidence" and not c.difference.hidden)
    for change in list(moved)[:1]:
        yield Figure(change_text(change, interval=False), say("pilot.confidence"))
    for metric in results.metrics[:1]:
        yield _metric_figure(metric)


def _metric_figure(metric: Metric) -> Figure:
    compared = metric.effect is not None
    moved = metric.effect if metric.effect is not None else metric.difference
    noun = say(f"pilot.{'effect_number' if compared else 'alone_number'}", text=metric.text)
    return Figure(figure_text(moved, sign=True, interval=False), noun)


# ------------------------------------------------------------------------------------ charts


def chart_sections(results: PilotResults) -> list[Report]:
    """Return a section for each chart that there is something for."""
    return [
        *(_change_section(results, unit) for unit in units_of(results)),
        *([use_section(results)] if results.uses else []),
        *([_staying_section(results)] if steps_of(results) else []),
        *(_metric_section(metric, n) for n, metric in enumerate(results.metrics, 1)),
    ]


def _change_section(results: PilotResults, unit: str) -> Report:
    name = say("charts.changes_name")
    rows = _facts(changes_rows(results, unit), "use-table")
    chart = Chart(
        unit, name, lambda width: changes_drawing(results, unit, width=width), rows
    )  # fmt: skip
    return report(f"moved-{unit}", changes_takeaway(results, unit), chart, name=name)


def use_section(results: PilotResults, *, drawn: bool = True) -> Report:
    """Return who opened and who finished each touchpoint."""
    if not results.uses:
        return report("use", use_takeaway(results))
    name = say("charts.use_name" if drawn else "pilot.use")
    rows = _facts(use_rows(results), "use-table")
    chart = Chart("use", name, lambda width: use_drawing(results, width=width), rows)
    details = folded(say("pilot.details"), _facts(detail_rows(results), "use-table"))
    return report("use", use_takeaway(results), chart, details, name=name)


def _staying_section(results: PilotResults) -> Report:
    name = say("charts.staying_name")
    rows = _facts(staying_rows(results), "use-table")
    chart = Chart("staying", name, lambda width: staying_drawing(results, width=width), rows)
    return report("staying", staying_takeaway(results), chart, name=name)


def _metric_section(metric: Metric, position: int) -> Report:
    name, kind = say("charts.metric_name"), f"metric-{position}"
    rows = _facts(metric_rows(metric), "metric-table")
    chart = Chart(kind, name, lambda width: metric_drawing(metric, width=width), rows)
    return report(kind, metric_takeaway(metric), chart, name=name)


def _facts(facts: Facts, kind: str) -> Table:
    head, rows = facts
    return table(head, rows, kind=kind)


# -------------------------------------------------------------------------- measures and files


def measures_section(results: PilotResults) -> Report:
    """Return what was agreed to be measured, with what was found."""
    name = say("pilot.measures_name")
    return report("measures", say("pilot.measures"), measures_table(results), name=name)


def measures_table(results: PilotResults) -> Table:
    """Return every measure with its step of the ladders, its aim and what was found."""
    heads = (say("measures.measure"), say("pilot.level"), say("measures.baseline"),
             say("pilot.aim"), say("pilot.found_head"))  # fmt: skip
    return table(heads, map(_measure_row, results.outcomes), kind="measures-table")


def _measure_row(outcome: MeasureOutcome) -> tuple[str, ...]:
    measure, nothing = outcome.measure, say("page.nothing")
    return (
        measure.text,
        levels()[measure.kind]["short"],
        measure.baseline or nothing,
        _aim(outcome),
        outcome.found or say("pilot.nothing_found"),
    )


def _aim(outcome: MeasureOutcome) -> str:
    target = outcome.measure.target
    if not target or outcome.reached is None:
        return target or say("page.nothing")
    return say(f"pilot.{'aim_reached' if outcome.reached else 'aim_missed'}", target=target)


def files_section(files: Sequence[FileRead], *, named: bool = True) -> Report:
    """Return what became of every row of every file, which a sponsor need not know by name."""
    first = 0 if named else 1
    keys = ("file", "holds", "rows", "repeated", "set_aside")[first:]
    rows = [
        (
            file.file,
            say(f"pilot.kind.{file.kind}"),
            number(file.rows),
            _rows(file.repeated),
            _set_aside(file),
        )[first:]
        for file in files
    ]
    facts = table([say(f"pilot.{key}") for key in keys], rows)
    headings = headings_block(files) if named else None
    return report("data", say("pilot.data"), facts, headings, name=say("pilot.data_name"))


def _set_aside(file: FileRead) -> str:
    reasons = (say("pilot.reason", count=rows, reason=reason) for reason, rows in file.aside)
    return "; ".join(reasons) or say("page.nothing")


def _rows(rows: int) -> str:
    return number(rows) if rows else say("page.nothing")


# ------------------------------------------------------------------------------ what it is for


def proposals_section(proposed: Sequence[Simplification]) -> Report:
    """Return what could become simpler, with what each edit would do."""
    parts = (_proposal(each) for each in proposed)
    return report("simplify", say("pilot.simplify"), *parts, name=say("pilot.simplify_name"))


def _proposal(proposed: Simplification) -> Part | None:
    heading = say(
        f"pilot.{'advised' if proposed.advised else 'not_advised'}",
        id=proposed.id, text=proposed.text,
    )  # fmt: skip
    return part(heading, Paragraph(proposed.why), Pairs(effect_pairs(proposed.effect)))


def accepted_section(accepted: Sequence[Simplification], total: EditEffect | None = None) -> Report:
    """Return what changes, and what the changes do together where that is known."""
    blocks: list[Block | None] = [
        Bullets(tuple(f"{each.text} {each.why}" for each in accepted))
        if accepted
        else Paragraph(say("pilot.accepted_none")),
        Pairs(effect_pairs(total), say("pilot.together")) if total else None,
    ]
    name = say("pilot.accepted_name")
    return report("accepted", say("pilot.accepted"), *blocks, name=name)


def pilot_used_report(used: PilotUsed) -> Report:
    """Return what is known now of the plan instead of assumed."""
    if not used.changes:
        return report("used", say("pilot.anchored.nothing"))
    return report("used", say("pilot.anchored.heading"), Bullets(used.changes))


def cannot_section(results: PilotResults, size: PilotSize | None) -> Report:
    """Return what the results cannot show: about cause, at this size, and from these files."""
    lines = cannot_show(results, size)
    return report("cannot", say("pilot.cannot"), Bullets(lines), name=say("pilot.cannot_name"))


def cannot_show(results: PilotResults, size: PilotSize | None) -> tuple[str, ...]:
    """Return the sentences of `cannot_section`, each once."""
    causal = [metric.causal for metric in results.metrics] or [say("pilot.cause.no_comparison")]
    return tuple(dict.fromkeys([*causal, *(size.text if size else ()), *results.notes]))


# ------------------------------------------------------------------------- what an edit does


def effect_pairs(effect: EditEffect) -> tuple[tuple[str, str], ...]:
    """Return what an edit does to a plan, a name and a phrase for each thing."""
    before, after = effect.weeks
    weeks = say("pilot.effect.weeks", before=before, after=after)
    length = ((say("pilot.effect.length"), weeks),) if before != after else ()
    return (
        *length,
        (say("pilot.effect.time"), _moved("minutes", effect.learner_minutes)),
        (say("pilot.effect.cost"), _cost(effect)),
        (say("pilot.effect.recall"), recall_change(effect.recall)),
        (say("pilot.effect.audit"), _audit(effect)),
    )


def _moved(key: str, ends: tuple[float, float], **values: str) -> str:
    before, after = _distinguished(*ends)
    same = "_same" if before == after else ""
    return say(f"pilot.effect.{key}{same}", before=before, after=after, **values)


def _distinguished(before: float, after: float) -> tuple[str, str]:
    """Two figures, with one decimal where they would read the same and are not."""
    digits = 1 if before != after and number(before) == number(after) else None
    return number(before, digits), number(after, digits)


def _cost(effect: EditEffect) -> str:
    text = _moved("effort", effect.effort_hours)
    if effect.build_hours[0] != effect.build_hours[1]:
        text = _moved("build", effect.build_hours, effort=text)
    if effect.effort_money is not None:
        text = _moved("money", effect.effort_money, effort=text, currency=effect.currency)
    return text


def recall_change(recall: tuple[float, float]) -> str:
    """Return the change of modelled recall in percentage points, over the memory models."""
    low, high = (round(100 * end, 1) + 0.0 for end in recall)
    if not low and not high:
        return say("pilot.effect.recall_same")
    return say("pilot.effect.recall_moved", low=_points(low), high=_points(high))


def _points(change: float) -> str:
    return signed(change, 1) if change else number(0)


def _audit(effect: EditEffect) -> str:
    worse = (say("pilot.effect.worse", text=text) for text in effect.worse)
    lines = [text if text.endswith(".") else f"{text}." for text in (*worse, *effect.better)]
    return " ".join(lines) or say("pilot.effect.audit_same")
