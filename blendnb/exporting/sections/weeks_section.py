"""Week by week: everything that happens, what it is for, who takes part, how long it takes."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from blendnb.charts.calendar import week_name, week_number
from blendnb.charts.takeaways import workload_takeaway
from blendnb.designing.workload import DAYS_IN_WEEK, WeekLoad, week_of, week_shares, weekly_workload
from blendnb.domain.plan import Touchpoint
from blendnb.exporting import page_charts
from blendnb.exporting.editions import Section
from blendnb.exporting.entries import (
    Field,
    OccurrenceRow,
    by_week,
    fields,
    filled,
    noted,
    occurrences,
    on,
)
from blendnb.exporting.phrases import days, week_name_of, when_it_happens, who
from blendnb.exporting.subject import Subject, View, state_of
from blendnb.language import between, number, say
from blendnb.reporting.report import Column, Table, Value
from blendnb.reporting.workbook import Sheet


def weeks(subject: Subject) -> View:
    """Return the workload and the table of everything that happens."""
    name = say("weeks.chart_name")
    loads = {load.week: load for load in weekly_workload(subject.plan)}
    entries = by_week(subject.plan)
    return {
        "heading": workload_takeaway(subject.plan),
        "name": name,
        "chart": page_charts.workload(subject, name) if entries else None,
        "table_name": say("weeks.table_name"),
        "weeks": [
            {
                "name": week_name_of(subject, week),
                "load": _load(subject, loads.get(week)),
                "rows": [_row(subject, entry) for entry in members],
            }
            for week, members in groupby(entries, key=lambda e: week_of(e.start_day))
        ],
    }


def _load(subject: Subject, load: WeekLoad | None) -> str:
    """How full the week is; what is done at work stands beside it."""
    if load is None or not load.minutes:
        return ""
    available = subject.plan.brief.resolved.audience.minutes_per_week or 0
    minutes = number(load.learning_minutes, 0)
    parts = [say("weeks.load", minutes=minutes, available=number(available))]
    if load.on_the_job_minutes:
        parts.append(say("weeks.work_load", minutes=number(load.on_the_job_minutes, 0)))
    return ", ".join(parts)


def _row(subject: Subject, entry: OccurrenceRow) -> View:
    touchpoint = entry.touchpoint
    return {
        "when": days(subject, entry.occurrences),
        "state": state_of(subject, *entry.occurrences),
        "code": say(f"charts.code.{touchpoint.modality}"),
        "mode": touchpoint.modality.replace("_", "-"),
        "title": touchpoint.title,
        "anchor": touchpoint.anchor,
        "what": _what(subject, entry),
        "why": _why(subject, entry),
        "who": who(subject, touchpoint),
        "minutes": entry.minutes,
    }


def _what(subject: Subject, entry: OccurrenceRow) -> str:
    """Format, mode, delivery, and which of its repeats."""
    touchpoint = entry.touchpoint
    parts = [
        subject.format_name(touchpoint),
        say(f"charts.modality.{touchpoint.modality}").lower(),
    ]
    if touchpoint.delivery:
        parts.append(say(f"delivery.{touchpoint.delivery}"))
    times = len(touchpoint.occurrences)
    if times > 1:
        which = between(number(entry.number), number(entry.last))
        parts.append(say("weeks.occurrence", number=which, times=times))
    return ", ".join(parts)


def _why(subject: Subject, entry: OccurrenceRow) -> list[str]:
    """The reason at the first occurrence; afterwards what this one is about."""
    touchpoint = entry.touchpoint
    if entry.number == 1:
        return [*filter(None, [touchpoint.why]), *_set_off(subject, touchpoint)]
    if entry.topics and entry.topics != touchpoint.topics:
        return [say("weeks.about", topics=", ".join(entry.topics))]
    first = week_name(week_of(touchpoint.start_day))
    return [say("weeks.as_before", week=first)]


def _set_off(subject: Subject, touchpoint: Touchpoint) -> Iterator[str]:
    """What at work sets it off, and what managers and peers do at that moment."""
    trigger = touchpoint.trigger
    if trigger:
        yield when_it_happens(trigger)
    moment = next((m for m in subject.plan.brief.moments if m.text == trigger), None)
    for role, part in (moment.parts if moment else {}).items():
        yield say(f"weeks.{role}_part", part=part.rstrip("."))


# --------------------------------------------------------------------------------- workbook


_WEEK = (
    "start", "end", "time", "time_zone", "title", "which", "format", "mode", "topics", "who",
)  # fmt: skip
_WEEK_MORE = ("delivery", "purpose", "owner", "id")


def weeks_sheet(subject: Subject) -> Sheet:
    """Return what goes on in each week, with a share of the minutes of what runs longer."""
    plan = subject.plan
    entries = occurrences(plan)
    first, more = (filled(fields(*keys), subject, entries) for keys in (_WEEK, _WEEK_MORE))
    available = plan.brief.resolved.audience.minutes_per_week or 0
    return Sheet(
        name=say("tables.weeks"),
        title=workload_takeaway(plan),
        note=noted(subject.plan, say("tables.weeks_note", available=available)),
        tables=(_week_table(subject, first, more),),
        printed=len(first) + 4,
    )


def _week_table(subject: Subject, first: Sequence[Field], more: Sequence[Field]) -> Table:
    begins = say("tables.week_start" if subject.plan.start else "tables.week_start_day")
    return Table(
        (
            Column(say("tables.week"), "index", 6),
            Column(begins, "day", 11),
            *(field.column(subject) for field in first),
            Column(say("tables.week_minutes"), "number", 10),
            Column(say("tables.counted_minutes"), "number", 12),
            *(field.column(subject) for field in more),
        ),
        tuple(_week_rows(subject, first, more)),
    )


def _week_rows(
    subject: Subject, first: Sequence[Field], more: Sequence[Field]
) -> Iterator[tuple[Value, ...]]:
    """Each week's entries; the week's whole learning time stands in the first row of each."""
    loads = {load.week: load.learning_minutes for load in weekly_workload(subject.plan)}
    for week, entry, share in _touched(occurrences(subject.plan)):
        yield (
            week_number(week),
            on(subject.plan, (week - 1) * DAYS_IN_WEEK),
            *(field.value(subject, entry) for field in first),
            share * entry.touchpoint.learner_minutes,
            loads.pop(week, None),
            *(field.value(subject, entry) for field in more),
        )


def _touched(entries: Sequence[OccurrenceRow]) -> list[tuple[int, OccurrenceRow, float]]:
    """Each entry in each week that it touches, with that week's share of its minutes."""
    parts = [
        (week, entry, share)
        for entry in entries
        for week, share in week_shares(entry.occurrences[0].start_day, entry.occurrences[0].due_day)
    ]
    return sorted(parts, key=lambda part: part[0])


SECTIONS = [Section("weeks", weeks, {"client": 30, "facilitator": 50}, "weeks.html",
            sheet=weeks_sheet, sheet_order=20)]  # fmt: skip
