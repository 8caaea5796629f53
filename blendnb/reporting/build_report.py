"""The list of what must be built, with its sums by person and by week, for every reader."""

from collections.abc import Iterable
from itertools import groupby

from blendnb.charts.calendar import day_name, week_name
from blendnb.charts.cost_charts import range_text
from blendnb.designing.workload import DAYS_IN_WEEK, week_of
from blendnb.domain.build_list import BuildList, BuildRow, Load
from blendnb.domain.costs import Range
from blendnb.domain.plan import HoursRange
from blendnb.language import between, capitalized, date, number, say
from blendnb.reporting.report import (
    Column,
    Folded,
    Paragraph,
    Report,
    Strong,
    Table,
    Value,
    beside,
    folded,
    report,
    table,
)

PEOPLE = ("designer", "sme", "facilitator", "manager", "sponsor")
"""Makers and checkers that have a name in every language; others are shown as they are written."""


def build_report(built: BuildList) -> Report:
    """Return what must be built, by whom and by when, with what is late."""
    count = len(built.made)
    heading = say("build_list.heading", count=count, week=_first_week(built))
    late = say("build_list.late", count=len(built.late)) if built.late else ""
    return report(
        "build_list",
        heading if count else say("build_list.nothing"),
        Paragraph(late, "strong"),
        Paragraph(_hours(built)) if count else None,
        beside([_by_person(built)], [_over(built)], kind="pair"),
        folded(say("build_list.by_week"), week_table(built)),
        _list(built),
        name=say("build_list.name"),
        short=say("build_list.in_short", count=count),
    )


def person(name: str) -> str:
    """Return how somebody who makes or checks is called."""
    return say(f"build_list.person.{name}") if name in PEOPLE else name


def _first_week(built: BuildList) -> str:
    return week_name(week_of(built.made[0].days.begin)) if built.made else ""


def _hours(built: BuildList) -> str:
    """Both figures, side by side: a sum of the two would count the same work twice."""
    surveys = range_text(built.survey_hours)
    given = sum(row.hours is not None for row in built.made)
    if not given:
        return say("build_list.surveys_only", surveys=surveys)
    hours = between(number(built.hours.low), number(built.hours.high))
    return say("build_list.both", hours=hours, given=given, count=len(built.made), surveys=surveys)


# ------------------------------------------------------------------------------------ the list


def _list(built: BuildList) -> Folded | None:
    return folded(say("build_list.whole", count=len(built.rows)), list_table(built))


def list_table(built: BuildList) -> Table:
    """Return every thing that must exist, under the touchpoint that it is for."""
    order = {touchpoint.id: n for n, touchpoint in enumerate(built.plan.touchpoints)}
    rows = sorted(built.rows, key=lambda row: order[row.touchpoint])
    return table(_columns(), [_row(row, built) for row in rows], kind="build-list")


def _columns() -> tuple[Column, ...]:
    widths = {"use": 30, "what": 34, "spec": 40, "maker": 16, "checker": 16, "begin": 16,
              "checked": 16, "ready": 16, "hours": 12, "state": 22}  # fmt: skip
    return tuple(Column(say(f"build_list.{key}"), width=width) for key, width in widths.items())


def _row(row: BuildRow, built: BuildList) -> tuple[Value, ...]:
    made = not row.arranged
    return (
        row.title,
        say("build_list.times", count=row.count, what=row.what) if row.count > 1 else row.what,
        row.spec or None,
        person(row.maker),
        person(row.checker) if made else None,
        _day(row.days.begin, built),
        _day(row.days.checked, built) if made else None,
        _day(row.days.ready, built),
        hours_text(row.hours),
        _state(row, built),
    )


def hours_text(hours: HoursRange | None) -> str | None:
    """Return hours as they were given; None where nobody gave any."""
    return None if hours is None else between(number(hours.low), number(hours.high))


def _day(day: int, built: BuildList) -> str:
    on = built.plan.date_of(day)
    return day_name(built.plan, day) if on is None else date(on, year=True)


def _state(row: BuildRow, built: BuildList) -> Value:
    """Late before all else; then what is there already, and what is booked rather than made."""
    if built.is_late(row):
        return Strong(say("build_list.is_late"))
    said = [
        say("build_list.reused" if row.reused_whole else "build_list.partly", name=row.reused)
        if row.reused
        else "",
        say("build_list.arranged") if row.arranged else "",
        say("build_list.translated") if row.translated else "",
    ]
    return capitalized("; ".join(filter(None, said))) or None


# ------------------------------------------------------------------------------------ sums


def _by_person(built: BuildList) -> Table:
    head = (
        Column(say("build_list.who"), width=24),
        Column(say("build_list.things"), "number"),
        Column(say("build_list.hours"), width=14),
        Column(say("build_list.survey_hours"), width=18),
    )
    rows = [(person(load.who), load.count, *_both(load)) for load in built.by_person]
    return table(head, rows, heading=say("build_list.by_person"), kind="by-person")


def week_table(built: BuildList) -> Table:
    """Return who makes how much in which week."""
    head = (
        Column(say("build_list.week"), width=18),
        Column(say("build_list.who"), width=24),
        Column(say("build_list.hours"), width=14),
        Column(say("build_list.survey_hours"), width=18),
        Column(say("build_list.state"), width=30),
    )
    return table(head, [_week(load, built) for load in built.by_week], kind="by-week")


def _week(load: Load, built: BuildList) -> tuple[Value, ...]:
    heavy = Strong(say("build_list.too_much")) if load.too_much else None
    return (_week_text(load.week or 0, built), person(load.who), *_both(load), heavy)


def _week_text(week: int, built: BuildList) -> str:
    on = built.plan.date_of((week - 1) * DAYS_IN_WEEK)
    name = week_name(week)
    return say("weeks.week", week=name) if on is None else say(
        "weeks.week_from", week=name, date=date(on)
    )  # fmt: skip


def _both(load: Load) -> tuple[str | None, str]:
    return _plain(load.hours), _plain(load.surveys) or ""


def _plain(hours: Range) -> str | None:
    if not hours.high:
        return None
    return between(number(round(hours.low)), number(max(1, round(hours.high))))


def _over(built: BuildList) -> Table | None:
    """Weeks in which somebody has more than a week's hours: what to begin earlier or to share."""
    heavy = [load for load in built.by_week if load.too_much]
    weeks = [(person(who), ", ".join(week_name(load.week or 0) for load in loads))
             for who, loads in _grouped(heavy)]  # fmt: skip
    head = (say("build_list.who"), say("build_list.heavy_weeks"))
    return table(head, weeks, heading=say("build_list.heavy")) if weeks else None


def _grouped(loads: list[Load]) -> Iterable[tuple[str, list[Load]]]:
    ordered = sorted(loads, key=lambda load: load.who)
    return [(who, list(members)) for who, members in groupby(ordered, key=lambda load: load.who)]
