"""What each chart says, in one sentence: its title, and its description for who cannot see it.

A sentence here states what is in the plan and nothing that is not.
"""

from blendnb.charts.calendar import week_name
from blendnb.charts.recall import Recall
from blendnb.charts.words import Words
from blendnb.designing.workload import week_of, weekly_workload
from blendnb.domain.findings import Audit
from blendnb.domain.plan import Plan
from blendnb.domain.vocabulary import MODALITIES


def journey_takeaway(plan: Plan, words: Words) -> str:
    """Return how long the journey is, when people meet, and what keeps it going."""
    if not plan.touchpoints:
        return words["journey_empty"]
    weeks = week_of(plan.last_day)
    meetings = _live_weeks(plan)
    lead = count_of("journey_weeks", weeks, words)
    if not meetings:
        return f"{lead}{words['journey_without_live']}"
    return lead + _meetings(meetings, words)


def _live_weeks(plan: Plan) -> list[int]:
    sessions = (o.start_day for t in plan.touchpoints if t.live for o in t.occurrences)
    return sorted(week_of(day) for day in sessions)


def _meetings(weeks: list[int], words: Words) -> str:
    first, last = week_name(weeks[0]), week_name(weeks[-1])
    key = "journey_live_between" if first != last else "journey_live_in"
    sessions = count_of("live_sessions", len(weeks), words)
    return words[key].format(sessions=sessions, first=first, last=last)


def recall_takeaway(recall: Recall, words: Words) -> str:
    """Return how often topics come back, and what that gains on a named day."""
    returns = [s.returns for s in recall.schedules for _ in s.topics]
    if not returns:
        return words["recall_nothing"]
    if not min(returns):
        never = sum(1 for count in returns if not count)
        return count_of("recall_never", never, words)
    low, high = min(returns), max(returns)
    return f"{_coming_back(low, high, words)}: {_gained(recall, words)}"


def _coming_back(low: int, high: int, words: Words) -> str:
    if low == high:
        return count_of("recall_same", low, words)
    return words["recall_between"].format(low=low, high=high)


def _gained(recall: Recall, words: Words) -> str:
    """What the models give on the named day, and what they would after a single meeting."""
    return words["recall_gained"].format(
        day=recall.named_day,
        plan=_band(recall.on_named_day(), words),
        once=_band(recall.on_named_day(once=True), words),
    )


def _band(recalls: tuple[float, float], words: Words) -> str:
    low, high = (f"{100 * recall:.0f}" for recall in recalls)
    return low if low == high else words["range"].format(low=low, high=high)


def workload_takeaway(plan: Plan, words: Words) -> str:
    """Return in which week the journey asks for most, and whether learners have that time."""
    loads = [load for load in weekly_workload(plan) if load.learning_minutes]
    if not loads:
        return words["workload_empty"]
    peak = max(loads, key=lambda load: load.learning_minutes)
    available = plan.brief.resolved.audience.minutes_per_week or 0
    over = sum(1 for load in loads if load.learning_minutes > available)
    facts = {
        "week": week_name(peak.week),
        "minutes": f"{peak.learning_minutes:.0f}",
        "available": f"{available:g}",
    }
    if not over:
        return words["workload_within"].format(**facts)
    return count_of("workload_over", over, words).format(**facts)


def dimensions_takeaway(audit: Audit, words: Words) -> str:
    """Return how many of the questions are met, what is missing, and what is broken or warns."""
    found = [constraint.severity for constraint in audit.constraints]
    counted = {"broken": found.count("broken"), "watch": found.count("warning")}
    more = "".join(count_of(f"dimensions_{kind}", n, words) for kind, n in counted.items() if n)
    return f"{_questions_takeaway(audit, words)}{more}"


def _questions_takeaway(audit: Audit, words: Words) -> str:
    verdicts = [q.verdict for q in audit.questions.values() if q.verdict != "not_needed"]
    met = sum(1 for verdict in verdicts if verdict == "met")
    missing = sum(1 for verdict in verdicts if verdict == "missing")
    spared = len(audit.questions) - len(verdicts)
    if met == len(verdicts) and spared:
        return count_of("dimensions_apply", spared, words).format(of=len(verdicts))
    if met == len(verdicts):
        return words["dimensions_all_met"].format(of=len(verdicts))
    key = "dimensions_missing" if missing else "dimensions_partly"
    return words[key].format(met=met, of=len(verdicts), missing=missing)


def letters(plan: Plan, words: Words) -> str:
    """Return what the letters of a plan's modalities stand for: `L Live, S Self-paced`."""
    used = {touchpoint.modality for touchpoint in plan.touchpoints}
    named = (mode for mode in MODALITIES if mode in used)
    return ", ".join(f"{words[f'code.{mode}']} {words[f'modality.{mode}']}" for mode in named)


def count_of(key: str, count: float, words: Words) -> str:
    """Return a counted noun: the key's `_one` form for 1, its `_many` form for all else."""
    form = f"{key}_one" if count == 1 else f"{key}_many"
    return words[form].replace("{count}", f"{count:g}")
