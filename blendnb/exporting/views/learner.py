"""The learner's own page: what I do, when, how long it takes and why, and nothing else.

It is made from a plan that was cut down first: rows in which learners have no part are gone, and so
are prices, decisions, aims to be measured and everybody else's minutes. What is not there cannot be
shown by mistake.
"""

from collections.abc import Iterator
from itertools import groupby

from blendnb.charts.calendar import date_name
from blendnb.designing.workload import AT_WORK, week_of
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.exporting.views import Subject, View, number
from blendnb.exporting.views.first_screen import journey
from blendnb.exporting.views.states import as_of, state_of
from blendnb.exporting.views.weeks import Happening, days, happenings, minutes, week_name_of

_LEARNER = "learner"
_MINUTES_IN_HOUR = 60


def for_learners(plan: Plan) -> Plan:
    """Return a plan with nothing but what learners take part in."""
    theirs = [t for t in plan.touchpoints if _LEARNER in t.roles]
    ids = {touchpoint.id for touchpoint in theirs}
    return plan.replace(
        touchpoints=tuple(
            t.replace(
                depends_on=tuple(id_ for id_ in t.depends_on if id_ in ids),
                facilitation_minutes=0.0,
                manager_minutes=0.0,
                groups=None,
            )
            for t in theirs
        ),
        measures=(),
        decisions=(),
        changes=(),
        pilot=None,
    )


def learner_header(subject: Subject) -> View:
    """Return what it is, what for, when it starts, and what it asks of me."""
    plan, words = subject.plan, subject.words
    client, start = plan.brief.client, plan.start
    undated = words["page"]["undated"]
    return {
        "title": plan.title,
        "kicker": words.say("learner.by_client", client=client)
        if client
        else words["learner"]["by_nobody"],
        "objective": plan.brief.objective,
        "start": undated
        if start is None
        else words.say("page.starts", date=date_name(start, words.charts, year=True)),
        "as_of": as_of(subject),
        "numbers": _numbers(subject),
    }


def _numbers(subject: Subject) -> list[View]:
    plan, words = subject.plan, subject.words
    minutes_by = {True: 0.0, False: 0.0}
    for touchpoint in plan.touchpoints:
        minutes_by[touchpoint.modality == AT_WORK] += touchpoint.total_learner_minutes
    sessions = sum(len(t.occurrences) for t in plan.touchpoints if t.live and not t.standing)
    found = (
        ("weeks", float(week_of(plan.last_day))),
        ("your_hours", minutes_by[False] / _MINUTES_IN_HOUR),
        ("your_sessions", float(sessions)),
        ("your_work_hours", minutes_by[True] / _MINUTES_IN_HOUR),
    )
    return [
        {
            "value": number(value, words),
            "noun": words["numbers"][f"{key}_{'one' if number(value, words) == '1' else 'many'}"],
            "assumed": False,
        }
        for key, value in found
        if value
    ]


def my_journey(subject: Subject) -> View:
    """Return the journey as the client's page has it, under words of its own."""
    return {**journey(subject), "name": subject.words["learner"]["journey_name"]}


def steps(subject: Subject) -> View:
    """Return each week with what is to be done in it, then the help that stays open."""
    words, plan = subject.words, subject.plan
    moving = sorted(
        (h for h in happenings(subject) if not h.touchpoint.standing), key=lambda h: h.start_day
    )
    return {
        "heading": words["learner"]["steps"],
        "name": words["learner"]["steps_name"],
        "moments": [moment.text for moment in plan.brief.moments],
        "weeks": [
            {
                "name": week_name_of(subject, week),
                "time": _week_time(subject, found),
                "steps": [_step(subject, happening) for happening in found],
            }
            for week, members in groupby(moving, key=lambda h: week_of(h.start_day))
            for found in [list(members)]
        ],
        "help": [_help(subject, t) for t in plan.touchpoints if t.standing],
    }


def _week_time(subject: Subject, found: list[Happening]) -> str:
    total = sum(h.touchpoint.learner_minutes * len(h.occurrences) for h in found)
    return (
        subject.words.say("learner.week_time", minutes=number(total, subject.words))
        if total
        else ""
    )


def _step(subject: Subject, happening: Happening) -> View:
    touchpoint, words = happening.touchpoint, subject.words
    first_time = happening.first == 1
    again = words.say(
        "weeks.occurrence", number=happening.first, times=len(touchpoint.occurrences)
    )  # fmt: skip
    return {
        "title": touchpoint.title,
        "mode": touchpoint.modality.replace("_", "-"),
        "code": words.charts[f"code.{touchpoint.modality}"],
        "when": days(subject, happening),
        "time": minutes(subject, touchpoint.learner_minutes, len(happening.occurrences)),
        "state": state_of(subject, *happening.occurrences),
        "again": again if len(touchpoint.occurrences) > 1 else "",
        "do": touchpoint.description if first_time else "",
        "why": touchpoint.why if first_time else "",
        "facts": list(_facts(subject, happening)) if first_time else _topics(subject, happening),
    }


def _facts(subject: Subject, happening: Happening) -> Iterator[tuple[str, str]]:
    """How I take part, what I do first, what is there for me, and what I show."""
    touchpoint, words = happening.touchpoint, subject.words["learner"]
    how = [subject.words.charts[f"modality.{touchpoint.modality}"]]
    if touchpoint.delivery:
        how.append(subject.words["delivery"][touchpoint.delivery])
    others = [words[f"with_{role}"] for role in touchpoint.roles if role != _LEARNER]
    yield words["how"], ", ".join([*how, *others])
    if touchpoint.trigger:
        yield words["trigger"], touchpoint.trigger
    before = [subject.plan.by_id[id_].title for id_ in touchpoint.depends_on]
    if before:
        yield words["first"], ", ".join(before)
    yield from _topics(subject, happening)
    if touchpoint.assessment:
        yield words["shows"], ", ".join(words[f"shows_{k}"] for k in touchpoint.assessment)


def _topics(subject: Subject, happening: Happening) -> list[tuple[str, str]]:
    topics = dict.fromkeys(topic for o in happening.occurrences for topic in o.topics)
    return [(subject.words["learner"]["about"], ", ".join(topics))] if topics else []


def _help(subject: Subject, touchpoint: Touchpoint) -> View:
    happening = Happening(touchpoint, touchpoint.occurrences, 1)
    return {
        "title": touchpoint.title,
        "from": days(subject, happening),
        "do": touchpoint.description,
        "ask": touchpoint.owner or "",
    }
