"""The time axis of the journey: weeks, dates below them, the launch, days without sessions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from blendnb.charts import columns as col
from blendnb.charts.calendar import Calendar, Tick, date_name
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
from blendnb.charts.words import Words
from blendnb.designing.workload import DAYS_IN_WEEK

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
    words: Words

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
        names = (col.START_DAY, col.END_DAY, col.Y, col.Y2)
        spans = [(a, b + 1, *self._below(p)) for p in panels for a, b in self.calendar.blackouts]
        shade = {"type": "rect", "color": colors["shade"], "stroke": colors["line"]}
        weeks = [(day, *self._below(p)) for p in panels for day in self._lines()]
        yield self._uprights("weeks", weeks, colors["grid"])
        yield named(
            "blackouts", table(names, spans), shade,
            x=self.x(col.START_DAY), x2=END_X2, y=PIXEL_Y, y2=PIXEL_Y2,
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
        data = table((col.DAY, col.Y, col.Y2), [(day + 0.5, *self._below(p)) for p in panels])
        upright = {"type": "rule", "color": colors["accent"], "strokeWidth": 2}
        yield named("today-line", data, upright, x=self.x(col.DAY), y=PIXEL_Y, y2=PIXEL_Y2)

    def mark_label(
        self, day: int, label: str, colors: Theme, panels: Sequence[Extent]
    ) -> Iterator[Layer]:
        """Yield the name of such a line, where it has room beside that of the launch."""
        place = self._middle(day)
        if not self.left <= place <= self.right:
            return
        launch = self.left - self.calendar.first_day * self.pixels_a_day
        taken = launch, launch + _INDENT + width_px(self._launch(), SMALL_SIZE, bold=True)
        half = width_px(label, SMALL_SIZE, bold=True) * ROOM / 2
        left = min(max(place - half, self.left), self.limit - 2 * half)
        if left - _BETWEEN < taken[1] and left + 2 * half + _BETWEEN > taken[0]:
            return
        texts = [(left, label, top + _LAUNCH_LINE - _INDENT) for top, _ in panels]
        data = table((col.X, col.TEXT, col.Y), texts)
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
        data = table((col.DAY, col.Y, col.Y2), lines)
        mark = {"type": "rule", "color": color}
        return named(name, data, mark, x=self.x(col.DAY), y=PIXEL_Y, y2=PIXEL_Y2)

    def _texts(
        self, name: str, texts: Sequence[tuple[int, str, float]], color: str, *, bold: bool = False
    ) -> Layer:
        data = table((col.DAY, col.TEXT, col.Y), texts)
        return text(name, data, color, x=self.x(col.DAY), small=True, bold=bold, dx=_INDENT)

    def _lines(self) -> list[int]:
        """Every week has a line while there is room, else only those with a label."""
        roomy = self.pixels_a_day * DAYS_IN_WEEK >= _LEAST_WEEK
        return [d for d in self.calendar.week_days(1 if roomy else self._step()) if d]

    def _step(self) -> int:
        widest = max(map(self._label_width, self.calendar.ticks(1, self.words)), default=0)
        return self.calendar.step_weeks(self.right - self.left, widest + _BETWEEN)

    def _ticks(self) -> list[Tick]:
        return [t for t in self.calendar.ticks(self._step(), self.words) if self._fits(t)]

    def _label_width(self, tick: Tick) -> float:
        return max(width_px(label, SMALL_SIZE) for label in (tick.week, tick.date))

    def _fits(self, tick: Tick) -> bool:
        start = self.left + (tick.day - self.calendar.first_day) * self.pixels_a_day
        return start + _INDENT + self._label_width(tick) <= self.limit

    def _launch(self) -> str:
        start = self.calendar.start
        if start is None:
            return self.words["launch"]
        return self.words["launch_on"].format(date=date_name(start, self.words, year=True))
