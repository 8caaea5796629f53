"""Placing: the beat of a journey, and where a row of an archetype falls on it.

A unit is a batch of topics that is studied, tried and checked together in a stretch of days of its
own. How many there are follows from what carries the core: live sessions, as many as their content
fills at the longest sensible session; modules, one unit for each topic, but none for a few minutes;
bursts, one a week, going round the topics again and again. The stretches are as long as the
learners' week asks for, and no longer than the risk allows: what can go wrong is met early.

A due day moves to the next free day, which keeps the order of due days. What teaches is not due
after the day by which its topics have to be ready. A span is laid out backwards from its due day
and never begins before the purposes that must come first for its topics; what proves comes after
the practice of what it proves. So `blackout` and `order` hold by construction, whatever the
archetype's file says.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from blendnb.designing.compose.content import (
    HALF_DAY,
    WEEK_DAYS,
    Allotment,
    allotted,
    most_sessions,
    session_minutes,
    sessions,
    sessions_a_week,
)
from blendnb.designing.compose.context import Context
from blendnb.designing.free_days import FreeDays
from blendnb.designing.teaching_order import Begun
from blendnb.domain.catalogue import Slot

MOST_UNITS = 26
"""More beats than this nobody can follow; longer sessions or modules carry the rest."""
FEWEST_MINUTES = 10.0
"""Content of a unit that is worth a beat of its own."""
BURST_MINUTES = 5.0
WORTH_NAMING = 0.2
"""Part of a unit from which a topic is named in it."""
WEEKLY_RHYTHM_WEEKS = 4
"""From this length on, rows of the journey fall on the start of a week."""
MET = ("inform", "demonstrate")
"""Purposes with which a topic is met."""
LEARNS = ("inform", "demonstrate", "practice")


@dataclass(frozen=True)
class Unit:
    """One beat: the day it opens, what it is about, and how many days it has."""

    day: int
    topics: tuple[str, ...]
    days: int = WEEK_DAYS


@dataclass(frozen=True)
class Beat:
    """The journey's units and sessions, and the content that its rows carry."""

    units: tuple[Unit, ...]
    allotment: Allotment
    ready_day: int
    """Last day of learning: what comes after is use and return."""


def beat_of(context: Context) -> Beat:
    """Return the beat of a journey."""
    allotment = allotted(context)
    units = units_of(context, allotment)
    met = {}
    for unit in units:
        met.update({t: unit.day + unit.days - 1 for t in unit.topics if t not in met})
    last = max(met.values(), default=0)
    ready = min(context.ready_by, max(last, min(last + context.gap_days, context.last_day)))
    return Beat(units, allotment, ready)


def carrier_of(context: Context) -> Slot:
    """Return the archetype's row that carries the core."""
    return next(slot for slot in context.archetype.slots if slot.carrier)


# ------------------------------------------------------------------------------------ units


def units_of(context: Context, allotment: Allotment | None = None) -> tuple[Unit, ...]:
    """Return the journey's units, in order, each on a day of its own."""
    allotment = allotment or allotted(context)
    batches = _batches(
        {topic: allotment.stated[topic] for topic in context.topics},
        _count(context, allotment),
        returning=context.archetype.topics_return,
    )
    return _stretched(batches, context, allotment)


def _count(context: Context, allotment: Allotment) -> int:
    slot, archetype = carrier_of(context), context.archetype
    carried = allotment.rows.get(slot.key, 0.0)
    weeks = max(1, round((archetype.units_to - archetype.units_from) * context.weeks))
    if archetype.topics_return:
        return max(1, min(weeks, MOST_UNITS, ceil(carried / BURST_MINUTES)))
    learning_format = context.format_for(slot)
    if learning_format is None or learning_format.modality != "live":
        return max(1, min(len(context.topics), MOST_UNITS, ceil(carried / FEWEST_MINUTES)))
    needed = sessions(carried, session_minutes(context, learning_format))
    return max(1, min(needed, most_sessions(context, learning_format), MOST_UNITS))


def _batches(minutes: Mapping[str, int], count: int, *, returning: bool) -> list[tuple[str, ...]]:
    """Deal the topics out to the units, in order, each unit with about as much to learn."""
    if returning or count >= len(minutes):
        return _several_each(minutes, count, returning=returning)
    total, so_far, batches = sum(minutes.values()), 0.0, [list[str]() for _ in range(count)]
    left = len(minutes)
    for topic, each in minutes.items():
        at = min(count - 1, int((so_far + each / 2) * count / total))
        # No unit stays empty: the last topics are kept for the last units.
        at = max(at, count - left)
        at = min(at, next((n for n, batch in enumerate(batches) if not batch), at))
        batches[at].append(topic)
        so_far, left = so_far + each, left - 1
    return [tuple(batch) for batch in batches]


def _several_each(
    minutes: Mapping[str, int], count: int, *, returning: bool
) -> list[tuple[str, ...]]:
    """Topics in turn, or one after the other, each in as many units as its minutes fill.

    A unit in which one topic ends and the next begins is about both.
    """
    topics = tuple(minutes)
    if returning or count == len(topics):
        return [(topics[number % len(topics)],) for number in range(count)]
    each, ends, end = sum(minutes.values()) / count, dict[str, float](), 0.0
    for topic in topics:
        ends[topic] = end = end + minutes[topic] / each
    batches = [
        tuple(t for t in topics if _overlap(n, ends[t] - minutes[t] / each, ends[t]))
        for n in range(count)
    ]
    met = {topic for batch in batches for topic in batch}
    for topic in topics:
        if topic not in met:  # Too short for a part of its own.
            at = min(int(ends[topic]), count - 1)
            batches[at] = (*batches[at], topic)
    return batches


def _overlap(number: int, begins: float, ends: float) -> bool:
    """Whether a topic has a part worth naming in a unit."""
    part = min(number + 1.0, ends) - max(float(number), begins)
    return part >= min(WORTH_NAMING, ends - begins)


def _stretched(
    batches: Sequence[tuple[str, ...]], context: Context, allotment: Allotment
) -> tuple[Unit, ...]:
    """Lay the units out one after another, on free days, none on the day of another.

    A window with fewer free days than units gets fewer units; what they were about moves to those
    before them.
    """
    first, step = _first_and_step(len(batches), context, allotment)
    rounds = len(context.topics) if context.archetype.topics_return else len(batches)
    units: list[Unit] = []
    for number, topics in enumerate(batches):
        wanted = _on_week_start(_open_at(first + number * step, context), step)
        if number < rounds:
            latest = context.deadline(topics) - min(WEEK_DAYS, int(step)) + 1
            wanted = max(0, min(wanted, latest))
        earliest = units[-1].day + 1 if units else 0
        day = context.free.on_or_after(max(wanted, earliest))
        if day is None or day < earliest or (units and day <= units[-1].day):
            units[-1] = Unit(units[-1].day, (*units[-1].topics, *topics), units[-1].days)
        else:
            units.append(Unit(day, topics, max(1, int(step))))
    return tuple(_closed_up(units))


def _closed_up(units: Sequence[Unit]) -> list[Unit]:
    """No unit runs into the next one."""
    following = [unit.day for unit in units[1:]]
    return [
        Unit(unit.day, tuple(dict.fromkeys(unit.topics)), max(1, min(unit.days, after - unit.day)))
        for unit, after in zip(units, [*following, units[-1].day + units[-1].days], strict=True)
    ]


def _first_and_step(count: int, context: Context, allotment: Allotment) -> tuple[float, float]:
    """Return the day of the first unit, and from one unit to the next."""
    archetype, end = context.archetype, context.ready_by + 1
    closes = any(slot.purpose == "close" and context.wants(slot) for slot in archetype.slots)
    if end > WEEKLY_RHYTHM_WEEKS * WEEK_DAYS:
        # What was studied is tried, checked and used within the window, and before a close.
        high = context.facts["outcome.risk"] == "high"
        after = WEEK_DAYS * (1 + closes + high)
        end = max(WEEK_DAYS, end - context.gap_days - after)
    first = min(archetype.units_from * end, WEEK_DAYS)
    usual = (archetype.units_to - archetype.units_from) * (context.last_day + 1)
    if archetype.topics_return:
        return first, usual / max(count, 1)
    risk = context.facts["outcome.risk"]
    by_risk = context.catalogue.threshold(f"weeks_a_topic_{risk}") * WEEK_DAYS * count
    needed = _days_needed(allotment, context)
    length = min(max(needed, min(usual, by_risk)), end - first)
    # Sessions of which a week holds one are a week apart, as far as the window goes.
    apart = min(count * _days_apart(context), context.ready_by + 1 - first)
    return first, max(length, apart) / count


def _days_apart(context: Context) -> float:
    """Days from one session that carries the core to the next that a learner's week allows."""
    learning_format = context.format_for(carrier_of(context))
    if learning_format is None or learning_format.modality != "live":
        return 0.0
    return WEEK_DAYS / sessions_a_week(context, learning_format)


def _days_needed(allotment: Allotment, context: Context) -> float:
    """The days that the content takes at an even pace, with room for checks beside it."""
    end = context.ready_by + 1
    open_days = sum(0 <= day < end for day in context.free.days)
    weeks = open_days / context.free.days_a_week
    week = float(context.facts["audience.minutes_per_week"])
    pace = context.catalogue.threshold("content_pace") / 100
    return end * allotment.minutes / (pace * week * max(weeks, 0.2))


def _open_at(day: float, context: Context) -> float:
    """The day as far along the open days as this one is along all, so that none are closed."""
    if not context.free.closed:
        return day
    end = context.ready_by + 1
    open_days = [each for each in context.free.free if 0 <= each < end]
    if not open_days:
        return day
    return float(open_days[min(int(day / end * len(open_days)), len(open_days) - 1)])


def _on_week_start(day: float, step: float) -> int:
    """Keep a weekly rhythm where there is room for one."""
    return WEEK_DAYS * round(day / WEEK_DAYS) if step >= WEEK_DAYS else round(day)


# ------------------------------------------------------------------------------------- rows


@dataclass(frozen=True)
class Due:
    """A day on which a row is due, and for which topics."""

    day: int
    topics: tuple[str, ...]
    days: int = WEEK_DAYS
    """Of the stretch at whose end it is due."""


@dataclass(frozen=True)
class Placed:
    """A row laid out: first days of its occurrences, one common length, topics of each."""

    starts: tuple[int, ...]
    days: int
    topics: tuple[tuple[str, ...], ...]


def dues(slot: Slot, context: Context, beat: Beat) -> tuple[Due, ...]:
    """Return the days on which a row of the journey, of its units or its sessions is wanted."""
    offset = round(slot.gaps * context.gap_days) + slot.offset_days
    if slot.per == "unit":
        wanted = [_unit_due(slot, unit, offset) for unit in _units_for(slot, context, beat)]
    elif slot.per == "session":
        wanted = _session_dues(slot, context, beat)
    else:
        share_days = (_share_day(share, slot, context, beat) for share in slot.at)
        wanted = [Due(day + offset, context.topics) for day in share_days]
    return tuple(_in_time(due, slot, context) for due in wanted)


def _units_for(slot: Slot, context: Context, beat: Beat) -> tuple[Unit, ...]:
    """The units that a row belongs to: a gate is passed once, however often its topic returns."""
    if slot.gate and context.archetype.topics_return:
        return beat.units[: len(context.topics)]
    return beat.units


def _unit_due(slot: Slot, unit: Unit, offset: int) -> Due:
    """A long unit is studied to its end, and tried when it has been studied."""
    leads_up = slot.gaps < 0 and slot.share is not None
    stretches = slot.gaps > 0 or leads_up or (slot.carrier and slot.purpose in MET)
    longer = max(0, unit.days - WEEK_DAYS) if stretches else 0
    return Due(unit.day + offset + (0 if leads_up else longer), unit.topics, WEEK_DAYS + longer)


def _session_dues(slot: Slot, context: Context, beat: Beat) -> list[Due]:
    """As many sessions as the row's content fills, spread over the learning."""
    learning_format = context.format_for(slot)
    carried = beat.allotment.rows.get(slot.key, 0.0)
    if learning_format is None or not carried:
        return []
    longest = session_minutes(context, learning_format)
    # Where a session may be a day, half a day for each unit is better than one day for all.
    halves = min(len(beat.units), int(carried / HALF_DAY)) if longest >= HALF_DAY else 1
    needed = max(sessions(carried, longest), halves)
    count = min(needed, most_sessions(context, learning_format))
    minutes = {topic: beat.allotment.stated[topic] for topic in context.topics}
    step = (beat.ready_day + 1) / (count + 1)
    batches = _batches(minutes, count, returning=False)
    return [
        Due(round(_open_at((number + 1) * step, context)), topics)
        for number, topics in enumerate(batches)
    ]


def _share_day(share: float, slot: Slot, context: Context, beat: Beat) -> int:
    """Day at a share of the phase, on the start of a week where there are weeks enough."""
    first, last = {
        "window": (0, context.last_day),
        "learning": (0, beat.ready_day),
        "use": (beat.ready_day, context.last_day),
    }[slot.phase]
    day = round(first + share * (last - first))
    if last - first + 1 < WEEKLY_RHYTHM_WEEKS * WEEK_DAYS:
        return day
    latest = WEEK_DAYS * ((last + 1) // WEEK_DAYS - 1)
    return min(WEEK_DAYS * round(day / WEEK_DAYS), max(latest, first))


def _in_time(due: Due, slot: Slot, context: Context) -> Due:
    """Not after the window, and what teaches or checks learning not after it counts."""
    return Due(min(due.day, _latest(slot, due.topics, context)), due.topics, due.days)


def _latest(slot: Slot, topics: Sequence[str], context: Context) -> int:
    """The last day of a row: what teaches or checks learning is over when its topics count."""
    learns = slot.purpose in LEARNS or slot.phase == "learning"
    bound = slot.per in ("unit", "session") or slot.phase == "learning"
    if context.archetype.topics_return and slot.per == "unit":
        bound = False
    latest = context.deadline(topics) if learns and bound else context.last_day
    if slot.purpose == "practice" and bound:
        # A day is left on which it is shown what was practised.
        before_last = context.free.days[-2:]
        return min(latest, before_last[0]) if before_last[0] >= 0 else latest
    return latest


def _not_after(
    latest: int, end: int, floor: int | None, free: FreeDays, taken: Mapping[int, object]
) -> int:
    """The day, or the last one by which it counts that is free and that no other piece has.

    Where what comes first leaves none, it is late.
    """
    if end <= latest:
        return end
    before = free.days[: bisect_right(free.days, latest)]
    return next((d for d in reversed(before) if d not in taken and d >= (floor or 0)), end)


@dataclass
class Laid(Begun):
    """When purposes of topics begin, and when the practice of a topic is over."""

    practised: dict[str, int] = field(default_factory=dict)
    """First day after the first practice of a topic."""
    cleared: dict[str, int] = field(default_factory=dict)
    """Day by which a topic's gate is passed."""

    def proof_floor(self, topics: Sequence[str]) -> int | None:
        """Return the first day for proving topics; None where none is practised."""
        days = [self.practised[topic] for topic in topics if topic in self.practised]
        return max(days, default=None)

    def floor_of(self, slot: Slot, topics: Sequence[str]) -> int | None:
        """Return the first day on which a row may begin for topics; None if it is free."""
        days = [self.floor(slot.purpose, topics)]
        if proves(slot):
            days.append(self.proof_floor(topics))
        if slot.purpose == "apply":
            days.extend(self.cleared.get(topic) for topic in topics)
        return max((day for day in days if day is not None), default=None)

    def note_placed(self, slot: Slot, topics: Sequence[str], start: int, end: int) -> None:
        """Remember when a row begins and ends for topics."""
        self.note(slot.purpose, topics, start)
        for topic in topics:
            if slot.purpose == "practice":
                self.practised[topic] = min(end + 1, self.practised.get(topic, end + 1))
            if slot.gate:
                self.cleared[topic] = min(end, self.cleared.get(topic, end))


def proves(slot: Slot) -> bool:
    """Whether a row shows what people can do; a check at a session's door shows what they read."""
    return slot.purpose == "assess" and slot.stage != "before"


def place(
    slot: Slot, wanted: Sequence[Due], context: Context, laid: Laid, *, apart: bool = False
) -> Placed:
    """Lay a row out on free days, in the teaching order of its topics.

    Parameters
    ----------
    apart
        Whether occurrences whose days fall together move to the next days, instead of becoming one.
    """
    ends: dict[int, tuple[str, ...]] = {}
    room = [slot.span_days or 1]
    for due, about in _about(slot, wanted, laid):
        floor = laid.floor_of(slot, about)
        if proves(slot) and (floor or 0) > context.free.days[-1]:
            continue  # Nobody is asked to show what there was no day to practise.
        end = _free_day(slot, due.day, floor, context.free)
        end = _own_day(slot, end, ends, context.free) if apart else end
        end = _not_after(_latest(slot, about, context), end, floor, context.free, ends)
        if floor is not None:
            room.append(end - floor + 1)
        ends[end] = tuple(dict.fromkeys((*ends.get(end, ()), *about)))
    ordered = sorted(ends)
    days = _opening_on_free_days(max(1, min(room)), ordered, context.free)
    placed = Placed(
        starts=tuple(end - days + 1 for end in ordered),
        days=days,
        topics=tuple(ends[end] for end in ordered),
    )
    for start, topics in zip(placed.starts, placed.topics, strict=True):
        laid.note_placed(slot, topics, start, start + days - 1)
    return placed


def _about(slot: Slot, wanted: Sequence[Due], laid: Laid) -> Iterator[tuple[Due, tuple[str, ...]]]:
    """Each due day with its topics: those that people are ready for by then.

    An early check asks for what was practised; a session practises what has been met, and what
    comes too early for one is in the next.
    """
    waiting: tuple[str, ...] = ()
    for due in wanted:
        topics = tuple(dict.fromkeys((*waiting, *due.topics)))
        if slot.per == "session":
            met = {t: laid.floor(slot.purpose, (t,)) or 0 for t in topics}
        elif proves(slot) and slot.spare:
            met = {t: laid.practised.get(t, due.day) for t in topics}
        else:
            yield due, topics
            continue
        latest = max(due.day, min(met.values()))
        about = tuple(topic for topic in topics if met[topic] <= latest)
        if slot.per == "session":
            waiting = tuple(topic for topic in topics if topic not in about)
        yield due, about


def _free_day(slot: Slot, day: int, floor: int | None, free: FreeDays) -> int:
    """The next free day; of what leads up to a session, the last one before it if there is one."""
    if slot.gaps < 0:
        before = free.days[: bisect_right(free.days, day)]
        if before and before[-1] >= (before[-1] if floor is None else floor):
            return before[-1]
    end = free.on_or_after(day if floor is None else max(day, floor))
    assert end is not None, "a window without a free day is refused before"  # noqa: S101
    return end


def _own_day(slot: Slot, end: int, taken: Mapping[int, object], free: FreeDays) -> int:
    """The day, or the next free one that no other occurrence of the row has; the day if none is.

    Of what leads up to a session, the one before.
    """
    left = [day for day in free.days if day not in taken]
    if slot.gaps < 0:
        return next((day for day in reversed(left) if day <= end), end)
    return next((day for day in left if day >= end), end)


def _opening_on_free_days(days: int, ends: Sequence[int], free: FreeDays) -> int:
    """The longest span up to `days` with which nothing opens on a day on which nobody works."""
    open_days = set(free.days)
    before = free.first_day
    for length in range(days, 1, -1):
        if all(end - length + 1 in open_days or end - length + 1 < before for end in ends):
            return length
    return 1
