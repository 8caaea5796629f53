"""The learner's own steps: what I do, when, how long it takes and why, and nothing else."""

from collections.abc import Iterator
from itertools import groupby

from blendnb.designing.workload import WeekLoad, week_of, weekly_workload
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.exporting.editions import Section
from blendnb.exporting.entries import OccurrenceRow, by_week, occurrences, which
from blendnb.exporting.phrases import (
    at_hour,
    day_text,
    days,
    days_of,
    group_count,
    groups_sentence,
    hour,
    minutes,
    week_name_of,
)
from blendnb.exporting.subject import Subject, View, state_of
from blendnb.language import number, say
from blendnb.reporting.report import Report, Value, report, table

_LEARNER = "learner"


def steps(subject: Subject) -> View:
    """Return each week with what is to be done in it, then the help that stays open."""
    plan = subject.plan
    moving = [entry for entry in by_week(plan) if not entry.touchpoint.stays_open]
    loads = {load.week: load for load in weekly_workload(plan)}
    return {
        "heading": say("learner.steps"),
        "name": _name(plan),
        "moments": [moment.text for moment in plan.brief.moments],
        "weeks": [
            {
                "name": week_name_of(subject, week),
                "time": _week_time(loads.get(week)),
                "steps": [_step(subject, entry) for entry in members],
            }
            for week, members in groupby(moving, key=lambda e: week_of(e.start_day))
        ],
        "help": [_help(subject, t) for t in plan.touchpoints if t.stays_open],
    }


def _name(plan: Plan) -> str:
    """What each step says, which is its reason only where somebody wrote one for learners."""
    reasons = any(touchpoint.why for touchpoint in plan.touchpoints)
    return say("learner.steps_name") if reasons else say("learner.steps_name_without")


def _week_time(load: WeekLoad | None) -> str:
    """How much learning a week asks for, then its time on real tasks."""
    if load is None:
        return ""
    parts = (
        ("week_time", load.learning_minutes),
        ("week_work", load.on_the_job_minutes),
    )
    return ", ".join(say(f"learner.{key}", minutes=number(time, 0)) for key, time in parts if time)


def _step(subject: Subject, entry: OccurrenceRow) -> View:
    touchpoint = entry.touchpoint
    first_time = entry.number == 1
    again = say(
        "weeks.occurrence", number=entry.number, times=len(touchpoint.occurrences)
    )  # fmt: skip
    return {
        "title": touchpoint.title,
        "mode": touchpoint.modality.replace("_", "-"),
        "code": say(f"charts.code.{touchpoint.modality}"),
        "when": _when(subject, entry),
        "time": entry.minutes,
        "state": state_of(subject, *entry.occurrences),
        "again": again if len(touchpoint.occurrences) > 1 else "",
        "do": touchpoint.description if first_time else "",
        "why": touchpoint.why if first_time else "",
        "facts": list(_facts(subject, entry)) if first_time else _topics(entry),
    }


def _when(subject: Subject, entry: OccurrenceRow) -> str:
    """When it is; where groups come one after another, only from when."""
    if group_count(subject, entry.touchpoint) > 1:
        on = say("learner.from_day", day=day_text(subject, entry.start_day))
        return at_hour(on, entry.touchpoint)
    return days(subject, entry.occurrences)


def _facts(subject: Subject, entry: OccurrenceRow) -> Iterator[tuple[str, str]]:
    """How I take part, what I do first, what is there for me, and what I show."""
    touchpoint = entry.touchpoint
    how = [say(f"charts.modality.{touchpoint.modality}")]
    if touchpoint.delivery:
        how.append(say(f"delivery.{touchpoint.delivery}"))
    others = [say(f"learner.with_{role}") for role in touchpoint.roles if role != _LEARNER]
    yield say("learner.how"), ", ".join([*how, *others])
    if group_count(subject, touchpoint) > 1:
        yield say("learner.your_day"), groups_sentence(subject, entry.occurrences[0])
    if touchpoint.trigger:
        yield say("learner.trigger"), touchpoint.trigger
    before = [subject.plan.by_id[id_].title for id_ in touchpoint.depends_on]
    if before:
        yield say("learner.first"), ", ".join(before)
    yield from _topics(entry)
    if touchpoint.assessment:
        yield (
            say("learner.shows"),
            ", ".join(say(f"learner.shows_{k}") for k in touchpoint.assessment),
        )


def _topics(entry: OccurrenceRow) -> list[tuple[str, str]]:
    topics = entry.topics
    return [(say("learner.about"), ", ".join(topics))] if topics else []


def _help(subject: Subject, touchpoint: Touchpoint) -> View:
    return {
        "title": touchpoint.title,
        "from": days(subject, touchpoint.occurrences),
        "do": touchpoint.description,
        "ask": touchpoint.owner or "",
    }


# -------------------------------------------------------------------------------- dates and hours


def dates(subject: Subject) -> Report | None:
    """Return one table of all dates on which a learner meets others, each with its hour."""
    met = [entry for entry in occurrences(subject.plan) if entry.touchpoint.live]
    if not met:
        return None
    head = (
        say("learner.date"),
        say("learner.hour"),
        say("learner.meeting"),
        say("learner.how"),
        say("learner.long"),
    )
    return report(
        "dates",
        say("learner.dates", count=len(met)),
        table(head, [_date(subject, entry) for entry in met], kind="dates"),
        name=say("learner.dates_name"),
    )


def _date(subject: Subject, entry: OccurrenceRow) -> tuple[Value, ...]:
    touchpoint = entry.touchpoint
    title = touchpoint.title
    number_of = which(subject, entry)
    later = group_count(subject, touchpoint) > 1
    return (
        say("learner.your_group", day=day_text(subject, entry.start_day))
        if later
        else days_of(subject, entry.occurrences[0]),
        hour(touchpoint) or say("learner.not_told"),
        say("run_sheet.numbered", title=title, of=number_of) if number_of else title,
        say(f"delivery.{touchpoint.delivery}"),
        minutes(touchpoint.learner_minutes, 1),
    )


SECTIONS = [
    Section("dates", dates, {"learner": 15}),
    Section("steps", steps, {"learner": 20}, "steps.html"),
]
