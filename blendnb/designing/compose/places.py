"""Where a row falls: due days first, then spans that keep the teaching order.

A due day moves to the next free day, which keeps the order of due days. A span is laid out
backwards from its due day and never begins before the purposes that must come first for its
topics. So `blackout` and `order` hold by construction, whatever the archetype's file says.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from blendnb.designing.compose.context import Context
from blendnb.designing.compose.units import Unit
from blendnb.domain.catalogue import Slot
from blendnb.domain.vocabulary import TEACHING_ORDER

WEEKLY_RHYTHM_WEEKS = 4
"""From this length on, rows of the journey fall on the start of a week."""


@dataclass(frozen=True)
class Due:
    """A day on which a row is due, and for which topics."""

    day: int
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Placed:
    """A row laid out: first days of its occurrences, one common length, topics of each."""

    starts: tuple[int, ...]
    days: int
    topics: tuple[tuple[str, ...], ...]


@dataclass
class Floors:
    """First day on which each purpose of each topic begins, filled while composing."""

    begun: dict[tuple[str, str], int] = field(default_factory=dict)

    def below(self, purpose: str, topics: Iterable[str]) -> int | None:
        """Earliest day on which the purpose may begin for these topics; None if it is free."""
        if purpose not in TEACHING_ORDER:
            return None
        earlier = TEACHING_ORDER[: TEACHING_ORDER.index(purpose)]
        days = [self.begun[t, p] for t in topics for p in earlier if (t, p) in self.begun]
        return max(days, default=None)

    def note(self, purpose: str, topics: Iterable[str], day: int) -> None:
        """Remember a beginning."""
        for topic in topics:
            self.begun[topic, purpose] = min(day, self.begun.get((topic, purpose), day))


def dues(slot: Slot, context: Context, units: tuple[Unit, ...]) -> tuple[Due, ...]:
    """Return the days on which a row of the journey or of its units is wanted."""
    offset = round(slot.gaps * context.gap_days) + slot.offset_days
    if slot.per == "unit":
        return tuple(_within(Due(u.day + offset, u.topics), context) for u in units)
    return tuple(
        _within(Due(_share_day(share, context) + offset, context.topics), context)
        for share in slot.at
    )


def _share_day(share: float, context: Context) -> int:
    """Day at a share of the window, on the start of a week where there are weeks enough."""
    day = round(share * context.last_day)
    if context.weeks < WEEKLY_RHYTHM_WEEKS:
        return day
    return min(7 * round(day / 7), 7 * (context.weeks - 1))


def _within(due: Due, context: Context) -> Due:
    return Due(min(due.day, context.last_day), due.topics)


def place(slot: Slot, wanted: tuple[Due, ...], context: Context, floors: Floors) -> Placed:
    """Lay a row out on free days, in the teaching order of its topics."""
    ends: dict[int, tuple[str, ...]] = {}
    room = [slot.span_days or 1]
    for due in wanted:
        floor = floors.below(slot.purpose, due.topics)
        end = context.free.on_or_after(due.day if floor is None else max(due.day, floor))
        assert end is not None, "a window without a free day is refused before"  # noqa: S101
        if floor is not None:
            room.append(end - floor + 1)
        ends[end] = tuple(dict.fromkeys((*ends.get(end, ()), *due.topics)))
    days = max(1, min(room))
    ordered = sorted(ends)
    placed = Placed(
        starts=tuple(end - days + 1 for end in ordered),
        days=days,
        topics=tuple(ends[end] for end in ordered),
    )
    for start, topics in zip(placed.starts, placed.topics, strict=True):
        floors.note(slot.purpose, topics, start)
    return placed
