"""Days from launch as people say them: week 1 begins on launch day, week −1 is the one before.

Dates are a projection of the start; the same functions serve dated and undated plans.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from blendnb.charts.words import ENGLISH, Words
from blendnb.designing.workload import DAYS_IN_WEEK, week_of
from blendnb.domain.plan import Plan

_STEPS = (1, 2, 4, 8, 13, 26, 52, 104, 260)
_MINUS = "\u2212"


def week_name(week: int) -> str:
    """Return a week's number as printed: people know no week 0.

    Examples
    --------
    >>> week_name(1), week_name(0), week_name(-1)
    ('1', '−1', '−2')
    """
    return str(week_number(week)).replace("-", _MINUS)


def week_number(week: int) -> int:
    """Return the same as a number to compute with."""
    return week if week > 0 else week - 1


def date_name(day: date, words: Words = ENGLISH, *, year: bool = False) -> str:
    """Return a date in words.

    Examples
    --------
    >>> date_name(date(2027, 1, 11)), date_name(date(2027, 1, 11), year=True)
    ('11 Jan', '11 Jan 2027')
    """
    month = words["months"].split()[day.month - 1]
    pattern = words["date_with_year" if year else "date"]
    return pattern.format(day=day.day, month=month, year=day.year)


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled week on an axis."""

    day: int
    week: str
    date: str
    """Empty where the plan is undated."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The stretch of days that a chart shows, in whole weeks."""

    first_day: int
    end_day: int
    """The day after the last one shown."""
    start: date | None
    blackouts: tuple[tuple[int, int], ...] = ()
    """First and last day of each, those that fall inside."""

    @property
    def days(self) -> int:
        """Number of days shown."""
        return self.end_day - self.first_day

    def step_weeks(self, pixels: float, needed: float) -> int:
        """Return every how many weeks a label of `needed` pixels fits into `pixels` in all."""
        for step in _STEPS:
            if pixels / self.days * DAYS_IN_WEEK * step >= needed:
                return step
        return _STEPS[-1]

    def ticks(self, step: int, words: Words = ENGLISH) -> list[Tick]:
        """Return every `step`-th week with its labels; launch is always one of them."""
        return [self._tick(day, words) for day in self.week_days(step)]

    def _tick(self, day: int, words: Words) -> Tick:
        on = self.date_of(day)
        week = week_name(week_of(day))
        name = week if day else words["first_week"].format(week=week)
        return Tick(day, name, "" if on is None else date_name(on, words))

    def week_days(self, step: int = 1) -> list[int]:
        """Return the days on which every `step`-th week begins, counted from launch."""
        stride = step * DAYS_IN_WEEK
        first = -(-self.first_day // stride) * stride
        return list(range(first, self.end_day, stride))

    def date_of(self, day: int) -> date | None:
        """Return the date of a day; None while there is no start."""
        return None if self.start is None else self.start + timedelta(days=day)


def calendar_of(plan: Plan, *, until: int | None = None) -> Calendar:
    """Return the whole weeks from the plan's first day to its last, or to another day."""
    last = plan.last_day if until is None else until
    first_day = plan.first_day // DAYS_IN_WEEK * DAYS_IN_WEEK
    end_day = (last // DAYS_IN_WEEK + 1) * DAYS_IN_WEEK
    return Calendar(first_day, end_day, plan.start, _blackouts(plan, first_day, end_day))


def _blackouts(plan: Plan, first_day: int, end_day: int) -> tuple[tuple[int, int], ...]:
    """Blackout days from launch; none while the plan has no start to count them from."""
    start = plan.start
    if start is None:
        return ()
    spans = (((a - start).days, (b - start).days) for a, b in plan.brief.schedule.blackout)
    return tuple(
        (max(first, first_day), min(last, end_day - 1))
        for first, last in spans
        if last >= first_day and first < end_day
    )
