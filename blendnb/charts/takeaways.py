"""What each chart says, in one sentence: its title, and its description for who cannot see it.

A sentence here states what is in the plan and nothing that is not.
"""

from typing import Any

from blendnb.charts.calendar import calendar_of, week_name
from blendnb.charts.recall import Recall
from blendnb.designing.workload import week_of, weekly_workload
from blendnb.domain.findings import Audit
from blendnb.domain.plan import Plan
from blendnb.domain.vocabulary import MODALITIES
from blendnb.language import number, say


def journey_takeaway(plan: Plan) -> str:
    """Return how long the journey is, when people meet, and what keeps it going."""
    if not plan.touchpoints:
        return say("charts.journey_empty")
    weeks = week_of(plan.last_day)
    meetings = _live_weeks(plan)
    lead = count_of("journey_weeks", weeks)
    if not meetings:
        return lead + say("charts.journey_without_live")
    return lead + _meetings(meetings)


def _live_weeks(plan: Plan) -> list[int]:
    sessions = (o.start_day for t in plan.touchpoints if t.live for o in t.occurrences)
    return sorted(week_of(day) for day in sessions)


def _meetings(weeks: list[int]) -> str:
    first, last = week_name(weeks[0]), week_name(weeks[-1])
    key = "journey_live_between" if first != last else "journey_live_in"
    sessions = count_of("live_sessions", len(weeks))
    return say(f"charts.{key}", sessions=sessions, first=first, last=last)


def recall_takeaway(recall: Recall) -> str:
    """Return how often topics come back, and what that gains on a named day."""
    returns = [s.returns for s in recall.schedules for _ in s.topics]
    if not returns:
        return say("charts.recall_nothing")
    if not min(returns):
        never = sum(1 for count in returns if not count)
        return count_of("recall_never", never)
    low, high = min(returns), max(returns)
    return f"{_coming_back(low, high)}: {_gained(recall)}"


def _coming_back(low: int, high: int) -> str:
    if low == high:
        return count_of("recall_same", low)
    return say("charts.recall_between", low=low, high=high)


def _gained(recall: Recall) -> str:
    """What is likely left on the named day, what holds at least, and what once would leave."""
    return say(
        "charts.recall_gained",
        day=recall.named_day,
        plan=_percents(recall.on_named_day()),
        least=number(100 * recall.at_least(), 0),
        once=_percents(recall.on_named_day(once=True)),
    )


def _percents(recalls: tuple[float, float]) -> str:
    low, high = (number(100 * recall, 0) for recall in recalls)
    return low if low == high else say("charts.range", low=low, high=high)


def workload_takeaway(plan: Plan) -> str:
    """Return in which week the journey asks for most, and whether learners have that time."""
    loads = [load for load in weekly_workload(plan) if load.learning_minutes]
    if not loads:
        return say("charts.workload_empty")
    peak = max(loads, key=lambda load: load.learning_minutes)
    available = plan.brief.resolved.audience.minutes_per_week or 0
    over = sum(1 for load in loads if load.learning_minutes > available)
    facts = {
        "week": week_name(peak.week),
        "minutes": f"{peak.learning_minutes:.0f}",
        "available": f"{available:g}",
    }
    if not over:
        return say("charts.workload_within", **facts)
    return count_of("workload_over", over, **facts)


def dimensions_takeaway(audit: Audit) -> str:
    """Return how many of the questions are met, what is missing, and what is broken or warns."""
    severities = [constraint.severity for constraint in audit.constraints]
    counted = {"broken": severities.count("broken"), "watch": severities.count("warning")}
    more = "".join(count_of(f"dimensions_{kind}", n) for kind, n in counted.items() if n)
    return f"{_questions_takeaway(audit)}{more}"


def _questions_takeaway(audit: Audit) -> str:
    verdicts = [q.verdict for q in audit.questions.values() if q.verdict != "not_needed"]
    met = sum(1 for verdict in verdicts if verdict == "met")
    missing = sum(1 for verdict in verdicts if verdict == "missing")
    spared = len(audit.questions) - len(verdicts)
    if met == len(verdicts) and spared:
        return count_of("dimensions_apply", spared, of=len(verdicts))
    if met == len(verdicts):
        return say("charts.dimensions_all_met", of=len(verdicts))
    key = "dimensions_missing" if missing else "dimensions_partly"
    return say(f"charts.{key}", met=met, of=len(verdicts), missing=missing)


def legend(plan: Plan) -> str:
    """Return what letters stand for, and a shaded band where a plan's time line has one."""
    said = letters(plan)
    return say("charts.with_shaded", legend=said) if calendar_of(plan).blackouts else said


def letters(plan: Plan) -> str:
    """Return what the letters of a plan's modalities stand for: `L Live, S Self-paced`."""
    used = {touchpoint.modality for touchpoint in plan.touchpoints}
    named = (mode for mode in MODALITIES if mode in used)
    return ", ".join(
        f"{say(f'charts.code.{mode}')} {say(f'charts.modality.{mode}')}" for mode in named
    )


def count_of(key: str, count: float, **facts: Any) -> str:
    """Return a sentence about charts that depends on a number."""
    return say(f"charts.{key}", count=count, **facts)
