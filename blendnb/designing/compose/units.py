"""Units: the beat of a journey, each a batch of topics that is studied, tried and used together.

How many there are follows from what carries the core. Live sessions: as many as the content's live
share fills at the longest sensible session. Modules: one unit for each topic, or more where a
week's learning time asks for it, at most one a week. Bursts: one a week, going round the topics
again and again.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from blendnb.designing.audit.tensions import SHORTEST_SESSION_MINUTES
from blendnb.designing.compose.context import Context
from blendnb.domain.catalogue import LearningFormat, Slot

WEEK_DAYS = 7
WEEK_FILL = 0.8
"""Share of a week's learning time that self-paced content may take."""
MOST_UNITS = 26
"""More beats than this nobody can follow; longer sessions or modules carry the rest."""


@dataclass(frozen=True)
class Unit:
    """One beat: the day it falls on and what it is about."""

    day: int
    topics: tuple[str, ...]


def carrier_of(context: Context) -> Slot:
    """Return the archetype's row that carries the core."""
    return next(slot for slot in context.archetype.slots if slot.carrier)


def session_minutes(context: Context, learning_format: LearningFormat) -> float:
    """Longest sensible session.

    What people can attend; online no longer than can be borne, nor than a week's learning time
    unless that is less than half an hour. A room is worth the journey: there it may be long.
    """
    longest = float(context.facts["work.longest_session_minutes"])
    if learning_format.delivery == "in_person":
        return min(longest, context.catalogue.threshold("live_virtual_error"))
    week = float(context.facts["audience.minutes_per_week"])
    borne = context.catalogue.threshold("live_virtual_warn_no_break")
    return min(longest, borne, max(week, float(SHORTEST_SESSION_MINUTES)))


def units_of(context: Context) -> tuple[Unit, ...]:
    """Return the journey's units, in order, each on a day of its own."""
    days = _distinct_days(context, _count(context))
    batches = _batches(context.topics, len(days), returning=context.archetype.topics_return)
    return tuple(Unit(day, topics) for day, topics in zip(days, batches, strict=True))


def _count(context: Context) -> int:
    slot, archetype = carrier_of(context), context.archetype
    weeks = max(1, round((archetype.units_to - archetype.units_from) * context.weeks))
    if archetype.topics_return:
        return min(weeks, MOST_UNITS)
    learning_format = context.format_for(slot)
    carried = (slot.share or 0) * context.content_minutes
    if learning_format is None or learning_format.modality != "live":
        week_minutes = float(context.facts["audience.minutes_per_week"])
        full_weeks = ceil(carried / (WEEK_FILL * week_minutes))
        return max(1, min(max(len(context.topics), full_weeks), weeks, MOST_UNITS))
    needed = ceil(carried / session_minutes(context, learning_format))
    return max(1, min(needed, 2 * weeks, MOST_UNITS))


def _distinct_days(context: Context, count: int) -> tuple[int, ...]:
    """Spread the units over their part of the window, on working days, no two on one day.

    A window with fewer free days than units gets fewer units; their topics move together.
    """
    first = context.archetype.units_from * (context.last_day + 1)
    last = context.archetype.units_to * (context.last_day + 1)
    step = (last - first) / max(count - 1, 1)
    days: list[int] = []
    for number in range(count):
        wanted = _on_week_start(first + number * step, step)
        free = context.free.on_or_after(max(wanted, days[-1] + 1 if days else wanted))
        if free is not None and (not days or free > days[-1]):
            days.append(free)
    return tuple(days)


def _on_week_start(day: float, step: float) -> int:
    """Keep a weekly rhythm where there is room for one."""
    return WEEK_DAYS * round(day / WEEK_DAYS) if step >= WEEK_DAYS else round(day)


def _batches(topics: tuple[str, ...], count: int, *, returning: bool) -> list[tuple[str, ...]]:
    """Deal the topics out to the units, in order."""
    groups = min(count, len(topics))
    bounds = [round(number * len(topics) / groups) for number in range(groups + 1)]
    batches = [topics[a:b] for a, b in pairwise(bounds)]
    if returning:
        return [batches[number % groups] for number in range(count)]
    return [batches[number * groups // count] for number in range(count)]
