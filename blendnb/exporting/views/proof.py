"""How it will be known: checks and help on the way, pilot, measures, decisions."""

from collections.abc import Iterable

from blendnb.charts.calendar import date_name, week_name
from blendnb.charts.tables import day_name
from blendnb.designing.workload import week_of
from blendnb.domain.plan import Decision, Measure, Touchpoint
from blendnb.exporting.views import Subject, View, number
from blendnb.exporting.views.weeks import minutes, when

GUIDES = {"manager", "mentor"}


def checks(subject: Subject) -> View:
    """Return what is checked and when, the help that stays, and what managers and mentors do."""
    plan, words = subject.plan, subject.words
    checking = sorted((t for t in plan.touchpoints if t.assessment), key=lambda t: t.start_day)
    return {
        "heading": _checks_heading(subject, checking),
        "name": words["checks"]["name"],
        "checks": [_check(subject, touchpoint) for touchpoint in checking],
        "support": [_support(subject, t) for t in plan.touchpoints if t.standing],
        "managers": [
            (t.title, _own_time(subject, t)) for t in plan.touchpoints if GUIDES & set(t.roles)
        ],
    }


def _checks_heading(subject: Subject, checking: list[Touchpoint]) -> str:
    count = sum(len(touchpoint.occurrences) for touchpoint in checking)
    kinds = {kind for touchpoint in checking for kind in touchpoint.assessment}
    if not count:
        return subject.words["checks"]["heading_none"]
    both = "performance" in kinds and len(kinds) > 1
    return subject.words.count(f"checks.heading_{'both' if both else 'some'}", count)


def _check(subject: Subject, touchpoint: Touchpoint) -> tuple[str, str, str]:
    words = subject.words
    shows = [words["checks"][kind] for kind in touchpoint.assessment]
    return touchpoint.title, ", ".join(shows), ", ".join(_times(subject, touchpoint))


def _times(subject: Subject, touchpoint: Touchpoint) -> Iterable[str]:
    """When something happens: dates where the plan has a start, else weeks, each once."""
    if subject.plan.start is not None:
        return [when(subject, occurrence) for occurrence in touchpoint.occurrences]
    weeks = dict.fromkeys(week_of(occurrence.start_day) for occurrence in touchpoint.occurrences)
    return [subject.words.say("checks.in_week", week=week_name(week)) for week in weeks]


def _support(subject: Subject, touchpoint: Touchpoint) -> tuple[str, str, str]:
    nothing = subject.words["page"]["nothing"]
    start = day_name(subject.plan, touchpoint.start_day, subject.words.charts)
    return touchpoint.title, start, touchpoint.owner or nothing


def _own_time(subject: Subject, touchpoint: Touchpoint) -> str:
    return minutes(subject, touchpoint.manager_minutes, len(touchpoint.occurrences))


def measures(subject: Subject) -> View:
    """Return the pilot and what will be measured, from which baseline to which aim."""
    plan, words = subject.plan, subject.words
    return {
        "heading": _measures_heading(subject),
        "name": words["measures"]["name"],
        "pilot": _pilot(subject),
        "measures": [_measure(subject, measure) for measure in plan.measures],
    }


def _measures_heading(subject: Subject) -> str:
    """Only a measure with an aim can say whether it worked."""
    plan, words = subject.plan, subject.words
    if not plan.measures:
        return words["measures"]["heading_none"]
    count, open_ = len(plan.measures), sum(not m.target for m in plan.measures)
    if open_ == count:
        return words.count("measures.heading_open", count)
    return words.count("measures.heading_some" if open_ else "measures.heading", count)


def _pilot(subject: Subject) -> View | None:
    pilot, words = subject.plan.pilot, subject.words
    if pilot is None:
        return None
    start = pilot.start_day
    day = "" if start is None else day_name(subject.plan, start, words.charts)
    return {
        "heading": words.say("measures.pilot", size=number(pilot.size, words)),
        "texts": [
            text
            for text in (
                pilot.text,
                words.say("measures.pilot_starts", day=day) if day else "",
                pilot.decide_by,
            )
            if text
        ],
    }


def _measure(subject: Subject, measure: Measure) -> list[str]:
    words = subject.words
    nothing = words["page"]["nothing"]
    day = measure.when_day
    return [
        measure.text,
        words["measures"][measure.kind],
        measure.moment or nothing,
        measure.baseline or nothing,
        measure.target or nothing,
        nothing if day is None else day_name(subject.plan, day, words.charts),
    ]


def decisions(subject: Subject) -> View:
    """Return what was decided."""
    words, found = subject.words, subject.plan.decisions
    none = words["decisions"]["heading_none"]
    return {
        "heading": words.count("decisions.heading", len(found)) if found else none,
        "name": words["decisions"]["name"],
        "decisions": [_decision(subject, decision) for decision in found],
    }


def _decision(subject: Subject, decision: Decision) -> View:
    words, by_id = subject.words, subject.plan.by_id
    on = date_name(decision.when, words.charts, year=True) if decision.when else ""
    about = [by_id[id_].title for id_ in decision.about if id_ in by_id]
    return {
        "text": decision.text,
        "why": decision.why,
        "by": ", ".join(filter(None, (on, decision.who))),
        "about": ", ".join(about),
    }
