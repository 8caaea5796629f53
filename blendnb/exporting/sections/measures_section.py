"""How it will be known: the pilot, and what will be measured, from which baseline to which aim."""

from collections.abc import Iterator

from blendnb.charts.calendar import day_name
from blendnb.domain.plan import Measure, Pilot, Plan
from blendnb.exporting.editions import Section
from blendnb.exporting.entries import noted, on
from blendnb.exporting.sections.checks_section import check_tables
from blendnb.exporting.subject import Subject, View
from blendnb.language import number, say
from blendnb.reporting.report import Column, Table, table
from blendnb.reporting.workbook import Sheet


def measures(subject: Subject) -> View:
    """Return the pilot and what will be measured, from which baseline to which aim."""
    plan = subject.plan
    return {
        "heading": _measures_heading(subject),
        "name": say("measures.name"),
        "pilot": _pilot(subject),
        "measures": [_measure(subject, measure) for measure in plan.measures],
    }


def _measures_heading(subject: Subject) -> str:
    """Only a measure with an aim can say whether it worked."""
    plan = subject.plan
    if not plan.measures:
        return say("measures.heading_none")
    count, open_ = len(plan.measures), sum(not m.target for m in plan.measures)
    if open_ == count:
        return say("measures.heading_open", count=count)
    return say("measures.heading_some" if open_ else "measures.heading", count=count)


def _pilot(subject: Subject) -> View | None:
    pilot = subject.plan.pilot
    if pilot is None:
        return None
    start = pilot.start_day
    day = "" if start is None else day_name(subject.plan, start)
    return {
        "heading": say("measures.pilot", size=number(pilot.size)),
        "texts": [
            text
            for text in (
                pilot.text,
                say("measures.pilot_starts", day=day) if day else "",
                pilot.decide_by,
            )
            if text
        ],
    }


def _measure(subject: Subject, measure: Measure) -> list[str]:
    nothing = say("page.nothing")
    day = measure.when_day
    return [
        measure.text,
        say(f"measures.{measure.kind}"),
        measure.moment or nothing,
        measure.baseline or nothing,
        measure.target or nothing,
        nothing if day is None else day_name(subject.plan, day),
    ]


# --------------------------------------------------------------------------------- workbook


def proof_sheet(subject: Subject) -> Sheet:
    """Return what shows that it works, and who helps."""
    tables = (*check_tables(subject), *_measure_tables(subject.plan))
    return Sheet(
        name=say("tables.proof"),
        title=measures(subject)["heading"],
        note=noted(subject.plan, say("tables.proof_note")),
        tables=tuple(table for table in tables if table.rows),
        widths=(52, 26, 30, 18, 18, 16),
    )


def _measure_tables(plan: Plan) -> Iterator[Table]:
    keys = ("measure", "kind", "moment", "when", "baseline", "target")
    head = [Column(say(f"measures.{key}"), "day" if key == "when" else "text") for key in keys]
    rows = (
        (
            m.text,
            say(f"measures.{m.kind}"),
            m.moment,
            None if m.when_day is None else on(plan, m.when_day),
            m.baseline,
            m.target,
        )
        for m in plan.measures
    )
    yield table(head, rows, heading=say("measures.name"))
    if plan.pilot:
        yield _pilot_table(plan, plan.pilot)


def _pilot_table(plan: Plan, pilot: Pilot) -> Table:
    head = (
        say("tables.pilot"),
        "",
        say("tables.decides"),
        Column(say("measures.when"), "day"),
        Column(say("tables.people"), "number"),
    )
    starts = None if pilot.start_day is None else on(plan, pilot.start_day)
    row = (pilot.text, None, pilot.decide_by, starts, pilot.size)
    return table(head, [row], heading=say("measures.pilot", size=pilot.size))


SECTIONS = [Section("measures", measures, {"client": 70}, "measures.html",
            sheet=proof_sheet, sheet_order=30)]  # fmt: skip
