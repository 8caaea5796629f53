"""Reinforcement: when each batch of topics comes back.

Topics that share their history so far share their returns. The days come from a greedy rule on one
memory model (SAC): each return goes where the mean recall over the rest of the journey gains most.
That is a design aid on factual material, not a forecast, and the minimax search over all models is
there for whoever wants it.
"""

from collections import defaultdict

from blendnb.designing.compose.context import Context
from blendnb.designing.compose.places import Due, Floors
from blendnb.domain.plan import Plan
from blendnb.spacing.events import study_events
from blendnb.spacing.placement import greedy_days

FEWEST, MOST = 2, 6
WEEKS_A_RETURN = 4


def returns(plan: Plan, context: Context, floors: Floors) -> tuple[Due, ...]:
    """Return the days on which topics come back, for a journey that is complete but for them."""
    count = max(FEWEST, min(MOST, context.weeks // WEEKS_A_RETURN))
    topics_on: dict[int, list[str]] = defaultdict(list)
    for topics, days, weights in _histories(plan, context):
        floor = floors.below("reinforce", topics) or 0
        allowed = [d for d in context.free.days if max(days[0], floor) < d <= context.last_day]
        added = greedy_days(
            days,
            context.last_day,
            count,
            allowed,
            weights=weights,
            min_gap_days=max(2, context.gap_days // 2),
        )
        for day in added:
            topics_on[day].extend(topics)
    return tuple(Due(day, tuple(topics_on[day])) for day in sorted(topics_on))


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
