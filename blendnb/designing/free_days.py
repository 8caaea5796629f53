"""Which days of a journey are free for a live session or a deadline.

A plan lives in days from launch; a blackout lives in calendar dates. With a start the two meet:
the days inside a blackout are not free, and Monday to Friday are preferred, because few people can
be asked to meet or hand in on a Sunday. Without a start every day is as good as any other.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import itemgetter

from blendnb.domain.plan import Plan

WORKING_DAYS = 5
DAYS_IN_WEEK = 7
EARLIEST_DAY, LATEST_DAY = -1000, 5000
"""What a plan can hold."""


@dataclass(frozen=True)
class FreeDays:
    """The free days from `first_day` to `last_day`, both included, in days from launch.

    Parameters
    ----------
    first_day, last_day
        The days to choose from.
    start
        Calendar date of day 0; None while the plan is undated, when no blackout applies.
    blackout
        First and last date of each stretch that is not free, both included.
    """

    first_day: int
    last_day: int
    start: date | None = None
    blackout: Sequence[Sequence[date]] = ()

    def is_free(self, day: int) -> bool:
        """Whether no blackout covers the day; days outside the range may be asked for too."""
        return self.is_clear(day, day)

    def is_clear(self, first_day: int, last_day: int) -> bool:
        """Whether no blackout touches any of these days."""
        index = bisect_right(self.closed, last_day, key=itemgetter(0))
        return index == 0 or self.closed[index - 1][1] < first_day

    def on_or_after(self, day: int) -> int | None:
        """Return the first free day from `day` on, or the last free one where none follows.

        A later day never gives an earlier answer. None where no day is free at all.
        """
        if not self.days:
            return None
        return self.days[min(bisect_left(self.days, day), len(self.days) - 1)]

    def nearest(self, day: int) -> int | None:
        """Return the free day closest to `day`, the earlier of two; None where no day is free."""
        if not self.days:
            return None
        return _closest(self.days, day)

    def within(
        self, low: int, high: int, near: int | None = None, without: Collection[int] = ()
    ) -> int | None:
        """Return a free day from `low` to `high`, the closest to `near`, else the first.

        A working day where there is one, else any free day; None where nothing is free there.
        Days in `without` are passed over.
        """
        for days in (self.days, self.free):
            span = days[bisect_left(days, low) : bisect_right(days, high)]
            left = [day for day in span if day not in without]
            if left:
                return _closest(left, low if near is None else near)
        return None

    @cached_property
    def closed(self) -> list[tuple[int, int]]:
        """First and last day of each stretch that is not free, in order and merged.

        In days from launch; empty while the plan is undated.
        """
        if self.start is None:
            return []
        merged: list[tuple[int, int]] = []
        for first, last in sorted((range_[0], range_[1]) for range_ in self.blackout):
            opens, closes = (first - self.start).days, (last - self.start).days
            if merged and opens <= merged[-1][1] + 1:
                before = merged.pop()
                opens, closes = before[0], max(closes, before[1])
            merged.append((opens, closes))
        return merged

    @cached_property
    def free(self) -> list[int]:
        """Every free day of the range, in order."""
        days: list[int] = []
        open_from = self.first_day
        for first, last in self.closed:
            days.extend(range(open_from, min(first, self.last_day + 1)))
            open_from = max(open_from, last + 1)
        return [*days, *range(open_from, self.last_day + 1)]

    @property
    def days_a_week(self) -> int:
        """How many days of an open week are to be preferred."""
        return DAYS_IN_WEEK if self.days == self.free else WORKING_DAYS

    @cached_property
    def days(self) -> list[int]:
        """The days to prefer: the free working days, or every free day where there is none."""
        if self.start is None:
            return self.free
        monday = self.start.weekday()
        working = [d for d in self.free if (monday + d) % DAYS_IN_WEEK < WORKING_DAYS]
        return working or self.free


def _closest(days: Sequence[int], wish: int) -> int:
    """Return the day nearest to a wish, the earlier of two, from days in order."""
    index = bisect_left(days, wish)
    around = days[max(index - 1, 0) : index + 1]
    return min(around, key=lambda day: (abs(day - wish), day))


def free_days(plan: Plan, around: int = 0) -> FreeDays:
    """Return the free days of a journey, and of so many days before and after it."""
    first = max(plan.first_day - around, EARLIEST_DAY)
    last = min(plan.last_day + around, LATEST_DAY)
    return FreeDays(first, last, plan.start, plan.brief.schedule.blackout)
