"""Reinforcement: when each batch of topics comes back.

Topics that share their history so far share their returns. The days come from a greedy rule on one
memory model (SAC): each return goes where the mean recall over the rest of the journey gains most.
That is a design aid on factual material, not a forecast, and the minimax search over all models is
there for whoever wants it. Short because the memory model and the free days have modules of their
own.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from math import ceil

from blendnb.designing.compose.content import time_there
from blendnb.designing.compose.context import Context, Returning
from blendnb.designing.compose.placing import Due
from blendnb.designing.free_days import DAYS_IN_WEEK
from blendnb.designing.teaching_order import Begun
from blendnb.domain.plan import Plan
from blendnb.spacing.events import study_events
from blendnb.spacing.placement import greedy_days
from blendnb.spacing.schedules import equal, expanding

Days = tuple[int, ...]
History = tuple[Days, tuple[float, ...]]
"""Study days of some topics so far, and the weight of each."""

FEWEST, MOST = 2, 6
MINUTES = 5
"""Of a short return."""
RETURN_DAYS = (1, 3)
"""Days of a plan's week on which topics return, so that several do on one day, not one a day."""
ROOMY = 3
"""So many times the returns that are wanted must those days be, to be enough."""
WEEKS_A_RETURN = 4


def returns(plan: Plan, context: Context, begun: Begun) -> tuple[Due, ...]:
    """Return the days on which topics come back, for a journey that is complete but for them."""
    wanted = context.returning or _usual(context)
    topics_on: dict[int, list[str]] = defaultdict(list)
    histories = _histories(plan, context)
    shared = _shared_days(wanted.count * len(histories), context)
    for topics, days, weights in histories:
        floor = begun.floor("reinforce", topics) or 0
        allowed = [d for d in context.free.days if max(days[0], floor) < d <= context.last_day]
        together = [day for day in allowed if day in shared]
        if len(together) >= wanted.count:
            allowed = together
        for day in _as_many_as_wanted(wanted, (days, weights), context, tuple(allowed)):
            topics_on[day].extend(topics)
    return tuple(Due(day, tuple(topics_on[day])) for day in sorted(topics_on))


def _shared_days(returning: int, context: Context) -> frozenset[int]:
    """Days on which topics return together, where returns of their own would take too much time.

    Empty where there is time enough for every one of them.
    """
    fill = context.catalogue.threshold("returns_fill") / 100
    held = int(fill * time_there(context, context.last_day) / MINUTES)
    if returning <= held:
        return frozenset()
    days = [day for day in context.free.days if day >= 0]
    step = max(1.0, len(days) / max(held, FEWEST * 2))
    return frozenset(days[int(number * step)] for number in range(int(len(days) / step)))


def _as_many_as_wanted(
    wanted: Returning, history: History, context: Context, allowed: Days
) -> Days:
    """Return the days of the returns, closer to other studies where there is no room further off.

    Returns lie half of the recommended first gap from any other study of the topic, or else a
    quarter, or a day.
    """
    beat = tuple(day for day in allowed if day % DAYS_IN_WEEK in RETURN_DAYS)
    if len(beat) >= ROOMY * wanted.count:
        allowed = beat
    added: Days = ()
    for gap in dict.fromkeys((max(2, context.gap_days // 2), max(2, context.gap_days // 4), 1)):
        added = max(added, _placed(wanted, history, context.last_day, allowed, gap), key=len)
        if len(added) >= wanted.count:
            break
    return added


def _usual(context: Context) -> Returning:
    """One return for every four weeks, within bounds; where the risk is high, more.

    What people need to know of and not to do comes back as often as it takes to keep it.
    """
    most = FEWEST if context.facts["outcome.level"] == "awareness" else MOST
    usual = max(FEWEST, min(most, context.weeks // WEEKS_A_RETURN))
    if context.facts["outcome.risk"] != "high":
        return Returning(usual)
    return Returning(ceil(usual * context.catalogue.threshold("returns_high_risk") / 100))


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
    days: list[int] = []
    for day in wanted:
        after = next((d for d in allowed if d >= day and (not days or d > days[-1])), None)
        if after is not None:
            days.append(after)
    return tuple(days)


def _histories(
    plan: Plan, context: Context
) -> list[tuple[tuple[str, ...], tuple[int, ...], tuple[float, ...]]]:
    """Group the topics by the study events that they have had."""
    events = study_events(plan, formats=context.catalogue.formats)
    groups: dict[tuple[tuple[int, ...], tuple[float, ...]], list[str]] = defaultdict(list)
    for topic in context.topics:
        if topic in events:
            studied = events[topic]
            days = tuple(int(day) + studied.shift for day in studied.days)
            groups[days, tuple(map(float, studied.weights))].append(topic)
    return [(tuple(topics), days, weights) for (days, weights), topics in groups.items()]
