"""Reinforcement: when each batch of topics comes back.

Topics that share their history so far share their returns. The days come from a greedy rule on one
memory model (SAC): each return goes where the mean recall over the rest of the journey gains most.
That is a design aid on factual material, not a forecast, and the minimax search over all models is
there for whoever wants it.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from blendnb.designing.compose.context import Context, Returning
from blendnb.designing.compose.places import Due, Floors
from blendnb.domain.plan import Plan
from blendnb.spacing.events import study_events
from blendnb.spacing.placement import greedy_days
from blendnb.spacing.schedules import equal, expanding

Days = tuple[int, ...]
History = tuple[Days, tuple[float, ...]]
"""Study days of some topics so far, and the weight of each."""

FEWEST, MOST = 2, 6
WEEKS_A_RETURN = 4


def returns(plan: Plan, context: Context, floors: Floors) -> tuple[Due, ...]:
    """Return the days on which topics come back, for a journey that is complete but for them."""
    wanted = context.returning or _usual(context)
    topics_on: dict[int, list[str]] = defaultdict(list)
    for topics, days, weights in _histories(plan, context):
        floor = floors.below("reinforce", topics) or 0
        allowed = [d for d in context.free.days if max(days[0], floor) < d <= context.last_day]
        gap = max(2, context.gap_days // 2)
        added = _placed(wanted, (days, weights), context.last_day, tuple(allowed), gap)
        for day in added:
            topics_on[day].extend(topics)
    return tuple(Due(day, tuple(topics_on[day])) for day in sorted(topics_on))


def _usual(context: Context) -> Returning:
    return Returning(max(FEWEST, min(MOST, context.weeks // WEEKS_A_RETURN)))


@lru_cache(maxsize=512)
def _placed(
    wanted: Returning, history: History, last_day: int, allowed: Days, gap_days: int
) -> Days:
    """Return the days of the returns to topics with one history.

    Remembered, because whoever composes many designs of one brief asks for the same many times.
    """
    days, weights = history
    if wanted.placing == "recall":
        return greedy_days(
            days, last_day, wanted.count, allowed, weights=weights, min_gap_days=gap_days
        )
    rule = equal if wanted.placing == "equal" else expanding
    first = days[0]
    return _on_allowed((first + day for day in rule(wanted.count, last_day - first)), allowed)


def _on_allowed(wanted: Iterable[int], allowed: Days) -> Days:
    """Move days of a rule to the next days that may be used; what finds none falls away."""
    found: list[int] = []
    for day in wanted:
        after = next((d for d in allowed if d >= day and (not found or d > found[-1])), None)
        if after is not None:
            found.append(after)
    return tuple(found)


def _histories(
    plan: Plan, context: Context
) -> list[tuple[tuple[str, ...], tuple[int, ...], tuple[float, ...]]]:
    """Group the topics by the study events that they have had."""
    events = study_events(plan)
    groups: dict[tuple[tuple[int, ...], tuple[float, ...]], list[str]] = defaultdict(list)
    for topic in context.topics:
        if topic in events:
            studied = events[topic]
            days = tuple(int(day) + studied.shift for day in studied.days)
            groups[days, tuple(map(float, studied.weights))].append(topic)
    return [(tuple(topics), days, weights) for (days, weights), topics in groups.items()]
