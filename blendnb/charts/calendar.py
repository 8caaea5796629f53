"""Days from launch as people say them, and the axis that shows them: week 1 begins on launch day.

The week before it is week −1. Dates are a projection of the start; the same functions serve dated
and undated plans. The axis has weeks, dates below them, the launch, and days without sessions.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 -- the type; `date` is how one is written
from datetime import timedelta

from blendnb.charts import columns
from blendnb.charts.drawing import (
    END_X2,
    PIXEL_X,
    PIXEL_Y,
    PIXEL_Y2,
    Channel,
    Layer,
    named,
    quantitative,
    table,
    text,
)
from blendnb.charts.lettering import ROOM, width_px
from blendnb.charts.theme import SMALL_SIZE, Theme
from blendnb.designing.workload import DAYS_IN_WEEK, week_of
from blendnb.domain.plan import Plan
from blendnb.language import date, say

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


def day_name(plan: Plan, day: int) -> str:
    """Return a day as its week, with its date where the plan has a start."""
    week = say("charts.in_week", week=week_name(week_of(day)))
    on = plan.date_of(day)
    if on is None:
        return week
    return say("charts.week_and_date", week=week, date=date(on, year=True))


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
    start: Date | None
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

    def ticks(self, step: int) -> list[Tick]:
        """Return every `step`-th week with its labels; launch is always one of them."""
        return [self._tick(day) for day in self.week_days(step)]

    def _tick(self, day: int) -> Tick:
        on = self.date_of(day)
        week = week_name(week_of(day))
        name = week if day else say("charts.first_week", week=week)
        return Tick(day, name, "" if on is None else date(on))

    def week_days(self, step: int = 1) -> list[int]:
        """Return the days on which every `step`-th week begins, counted from launch."""
        stride = step * DAYS_IN_WEEK
        first = -(-self.first_day // stride) * stride
        return list(range(first, self.end_day, stride))

    def date_of(self, day: int) -> Date | None:
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


_LAUNCH_LINE, _WEEK_LINE, _DATE_LINE, _GAP = 20, 18, 17, 8
_INDENT = 5
"""From a week's line to its label."""
_BETWEEN = 6
"""Between two labels, at least."""
_LEAST_WEEK = 24
"""Pixels that a week needs to have a line of its own."""

Extent = tuple[float, float]
"""Top and bottom of a panel, in pixels."""


@dataclass(frozen=True)
class TimeAxis:
    """Days from `left` to `right`, under labels that start at the top of the drawing."""

    calendar: Calendar
    left: float
    right: float
    limit: float
    """Labels end before this."""

    @property
    def height(self) -> float:
        """Pixels that the labels take."""
        return _LAUNCH_LINE + _WEEK_LINE + _DATE_LINE * self._dated + _GAP

    @property
    def pixels_a_day(self) -> float:
        """Width of a day."""
        return (self.right - self.left) / self.calendar.days

    def x(self, field: str) -> Channel:
        """Encode a column of days as places on the axis."""
        domain = [self.calendar.first_day, self.calendar.end_day]
        scale = {"domain": domain, "range": [self.left, self.right], "nice": False, "zero": False}
        return {**quantitative(field), "scale": scale, "axis": None}

    def ground(self, colors: Theme, panels: Sequence[Extent]) -> Iterator[Layer]:
        """Yield what lies behind the rows of each panel."""
        names = (columns.START_DAY, columns.END_DAY, columns.Y, columns.Y2)
        spans = [(a, b + 1, *self._below(p)) for p in panels for a, b in self.calendar.blackouts]
        shade = {"type": "rect", "color": colors["shade"], "stroke": colors["line"]}
        weeks = [(day, *self._below(p)) for p in panels for day in self._lines()]
        yield self._uprights("weeks", weeks, colors["grid"])
        yield named(
            "blackouts", table(names, spans), shade,
            x=self.x(columns.START_DAY), x2=END_X2, y=PIXEL_Y, y2=PIXEL_Y2,
        )  # fmt: skip
        launch = [(0, top + _INDENT, bottom) for top, bottom in panels]
        yield self._uprights("launch-line", launch, colors["ink"])

    def labels(self, colors: Theme, panels: Sequence[Extent]) -> Iterator[Layer]:
        """Yield the texts above the rows of each panel."""
        tops = [top + _LAUNCH_LINE - _INDENT for top, _ in panels]
        launch = [(0, self._launch(), top) for top in tops]
        yield self._texts("launch", launch, colors["ink"], bold=True)
        ticks = self._ticks()
        weeks = [(t.day, t.week, top + _WEEK_LINE) for top in tops for t in ticks]
        yield self._texts("week-ticks", weeks, colors["muted"])
        down = _WEEK_LINE + _DATE_LINE
        dates = [(t.day, t.date, top + down) for top in tops for t in ticks if t.date]
        yield self._texts("date-ticks", dates, colors["muted"])

    def mark(self, day: int, colors: Theme, panels: Sequence[Extent]) -> Iterator[Layer]:
        """Yield an upright line through the middle of a day that the axis shows."""
        if not self.left <= self._middle(day) <= self.right:
            return
        data = table(
            (columns.DAY, columns.Y, columns.Y2), [(day + 0.5, *self._below(p)) for p in panels]
        )
        upright = {"type": "rule", "color": colors["accent"], "strokeWidth": 2}
        yield named("today-line", data, upright, x=self.x(columns.DAY), y=PIXEL_Y, y2=PIXEL_Y2)

    def mark_label(
        self, day: int, label: str, colors: Theme, panels: Sequence[Extent]
    ) -> Iterator[Layer]:
        """Yield the name of such a line, where it has room beside that of the launch."""
        middle = self._middle(day)
        if not self.left <= middle <= self.right:
            return
        launch = self.left - self.calendar.first_day * self.pixels_a_day
        taken = launch, launch + _INDENT + width_px(self._launch(), SMALL_SIZE, bold=True)
        half = width_px(label, SMALL_SIZE, bold=True) * ROOM / 2
        left = min(max(middle - half, self.left), self.limit - 2 * half)
        if left - _BETWEEN < taken[1] and left + 2 * half + _BETWEEN > taken[0]:
            return
        texts = [(left, label, top + _LAUNCH_LINE - _INDENT) for top, _ in panels]
        data = table((columns.X, columns.TEXT, columns.Y), texts)
        yield text("today", data, colors["accent"], x=PIXEL_X, small=True, bold=True)

    def _middle(self, day: int) -> float:
        """Where the middle of a day is, in pixels."""
        return self.left + (day + 0.5 - self.calendar.first_day) * self.pixels_a_day

    def _below(self, panel: Extent) -> Extent:
        """The part of a panel that is under the labels."""
        return panel[0] + self.height - _GAP, panel[1]

    @property
    def _dated(self) -> bool:
        return self.calendar.start is not None

    def _uprights(
        self, name: str, lines: Sequence[tuple[float, float, float]], color: str
    ) -> Layer:
        data = table((columns.DAY, columns.Y, columns.Y2), lines)
        mark = {"type": "rule", "color": color}
        return named(name, data, mark, x=self.x(columns.DAY), y=PIXEL_Y, y2=PIXEL_Y2)

    def _texts(
        self, name: str, texts: Sequence[tuple[int, str, float]], color: str, *, bold: bool = False
    ) -> Layer:
        data = table((columns.DAY, columns.TEXT, columns.Y), texts)
        return text(name, data, color, x=self.x(columns.DAY), small=True, bold=bold, dx=_INDENT)

    def _lines(self) -> list[int]:
        """Every week has a line while there is room, else only those with a label."""
        roomy = self.pixels_a_day * DAYS_IN_WEEK >= _LEAST_WEEK
        return [d for d in self.calendar.week_days(1 if roomy else self._step()) if d]

    def _step(self) -> int:
        widest = max(map(self._label_width, self.calendar.ticks(1)), default=0)
        return self.calendar.step_weeks(self.right - self.left, widest + _BETWEEN)

    def _ticks(self) -> list[Tick]:
        return [t for t in self.calendar.ticks(self._step()) if self._fits(t)]

    def _label_width(self, tick: Tick) -> float:
        return max(width_px(label, SMALL_SIZE) for label in (tick.week, tick.date))

    def _fits(self, tick: Tick) -> bool:
        start = self.left + (tick.day - self.calendar.first_day) * self.pixels_a_day
        return start + _INDENT + self._label_width(tick) <= self.limit

    def _launch(self) -> str:
        start = self.calendar.start
        if start is None:
            return say("charts.launch")
        return say("charts.launch_on", date=date(start, year=True))
