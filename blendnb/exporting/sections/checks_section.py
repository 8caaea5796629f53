"""How it will be known on the way: checks, help that stays, what managers and mentors do."""

from collections.abc import Iterable

from blendnb.charts.calendar import day_name, week_name
from blendnb.designing.workload import week_of
from blendnb.domain.plan import Touchpoint
from blendnb.exporting.editions import Section
from blendnb.exporting.entries import occurrences, on, which
from blendnb.exporting.phrases import at_hour, days_of, minutes, taking_part
from blendnb.exporting.subject import Subject, View
from blendnb.language import say
from blendnb.reporting.report import Column, Table, table

GUIDES = {"manager", "mentor"}


def checks(subject: Subject) -> View:
    """Return what is checked and when, the help that stays, and what managers and mentors do."""
    plan = subject.plan
    checking = sorted((t for t in plan.touchpoints if t.assessment), key=lambda t: t.start_day)
    return {
        "heading": _checks_heading(checking),
        "name": say("checks.name"),
        "checks": [_check(subject, touchpoint) for touchpoint in checking],
        "support": [_support(subject, t) for t in plan.touchpoints if t.stays_open],
        "managers": [(t.title, _own_time(t)) for t in plan.touchpoints if GUIDES & set(t.roles)],
    }


def _checks_heading(checking: list[Touchpoint]) -> str:
    count = sum(len(touchpoint.occurrences) for touchpoint in checking)
    kinds = {kind for touchpoint in checking for kind in touchpoint.assessment}
    if not count:
        return say("checks.heading_none")
    both = "performance" in kinds and len(kinds) > 1
    return say(f"checks.heading_{'both' if both else 'some'}", count=count)


def _check(subject: Subject, touchpoint: Touchpoint) -> tuple[str, str, str]:
    shows = [say(f"checks.{kind}") for kind in touchpoint.assessment]
    return (
        touchpoint.title,
        ", ".join(shows),
        at_hour(", ".join(_times(subject, touchpoint)), touchpoint),
    )


def _times(subject: Subject, touchpoint: Touchpoint) -> Iterable[str]:
    """When something happens: dates where the plan has a start, else weeks, each once."""
    if subject.plan.start is not None:
        return [days_of(subject, occurrence) for occurrence in touchpoint.occurrences]
    weeks = dict.fromkeys(week_of(occurrence.start_day) for occurrence in touchpoint.occurrences)
    return [say("checks.in_week", week=week_name(week)) for week in weeks]


def _support(subject: Subject, touchpoint: Touchpoint) -> tuple[str, str, str]:
    nothing = say("page.nothing")
    start = day_name(subject.plan, touchpoint.start_day)
    return touchpoint.title, start, touchpoint.owner or nothing


def _own_time(touchpoint: Touchpoint) -> str:
    return minutes(touchpoint.manager_minutes, len(touchpoint.occurrences))


# --------------------------------------------------------------------------------- workbook


def check_tables(subject: Subject) -> list[Table]:
    """Return every check on its day, the help that stays, and what managers and mentors do."""
    return [_check_table(subject), _support_table(subject), _guidance_table(subject)]


def _check_table(subject: Subject) -> Table:
    head = (
        say("checks.check"),
        say("checks.shows"),
        say("tables.which"),
        Column(say("checks.when"), "day"),
    )
    rows = (
        (e.touchpoint.title, _shows(e.touchpoint), which(subject, e), on(subject.plan, e.start_day))
        for e in occurrences(subject.plan)
        if e.touchpoint.assessment
    )
    return table(head, rows, heading=checks(subject)["heading"])


def _shows(touchpoint: Touchpoint) -> str:
    return "; ".join(say(f"checks.{kind}") for kind in touchpoint.assessment)


def _support_table(subject: Subject) -> Table:
    plan = subject.plan
    head = (
        say("checks.help"),
        say("checks.ask"),
        say("tables.who"),
        Column(say("checks.from"), "day"),
    )
    rows = (
        (t.title, t.owner, taking_part(subject, t), on(plan, t.start_day))
        for t in plan.touchpoints
        if t.stays_open
    )
    return table(head, rows, heading=say("checks.support"))


def _guidance_table(subject: Subject) -> Table:
    plan = subject.plan
    head = (
        say("checks.part"),
        "",
        say("tables.who"),
        Column(say("checks.from"), "day"),
        Column(say("tables.learner_minutes"), "number"),
        Column(say("tables.total_minutes"), "number"),
    )
    rows = (
        (
            t.title,
            None,
            taking_part(subject, t),
            on(plan, t.start_day),
            t.manager_minutes,
            t.manager_minutes * len(t.occurrences),
        )
        for t in plan.touchpoints
        if GUIDES & set(t.roles)
    )
    return table(head, rows, heading=say("checks.managers"))


SECTIONS = [Section("checks", checks, {"client": 60, "facilitator": 60}, "checks.html")]
