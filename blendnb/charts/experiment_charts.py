"""Differences with their intervals, one row each, around the line where there is none.

What a report on an experiment shows first: where the interval lies, and whether it spans 0.  The
same drawing serves effects by items and effects by lag.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

from blendnb.charts import columns
from blendnb.charts.drawing import (
    PIXEL_X,
    PIXEL_X2,
    PIXEL_Y,
    PIXEL_Y2,
    Drawing,
    Layer,
    headed,
    named,
    stacked,
    table,
    text,
)
from blendnb.charts.lettering import width_px
from blendnb.charts.theme import LABEL_SIZE, NOTEBOOK_WIDTH, Theme, theme
from blendnb.language import count, say, signed
from blendnb.spacing.experiment.analysis import Analysis
from blendnb.spacing.experiment.arm_differences import ALL, NEW, REPEATED

_ROW, _TOP, _AXIS, _RIGHT = 30, 14, 34, 24
_TICKS = (1, 2, 5, 10, 20, 50)
_MOST_TICKS = 8
_ITEMS = {ALL: "all", NEW: "new", REPEATED: "repeated"}


@dataclass(frozen=True)
class DifferenceRow:
    """One row: its name, the difference and the ends of its interval, in points."""

    name: str
    value: float
    low: float
    high: float


def effects_of(analysis: Analysis) -> list[DifferenceRow]:
    """Return the rows of an analysis: each arm and kind of items, and what a model says of it."""
    rows = []
    for effect in analysis.effects:
        arm = say("experiment.difference_of", arm=effect.arm, against=effect.against)
        items = say(f"experiment.items.{_ITEMS[effect.items]}")
        difference, (low, high) = effect.found.difference, effect.interval
        name = say("experiment.chart.row", difference=arm, what=items)
        rows.append(_in_points(name, difference, low, high))
        if effect.adjusted:
            name = say("experiment.chart.row", difference=items, what=say("experiment.adjusted"))
            rows.append(_in_points(name, effect.adjusted.difference, *effect.adjusted.interval))
    return rows


def lags_of(analysis: Analysis) -> list[DifferenceRow]:
    """Return the rows of an analysis by lag; none with a single lag."""
    rows = []
    for effect in analysis.by_lag:
        arm = say("experiment.difference_of", arm=effect.arm, against=effect.against)
        change = effect.lag_days is None
        lag = say("experiment.change") if change else count("days", effect.lag_days or 0)
        name = say("experiment.chart.row", difference=arm, what=lag)
        rows.append(_in_points(name, effect.difference, *effect.interval))
    return rows


def _in_points(name: str, value: float, low: float, high: float) -> DifferenceRow:
    return DifferenceRow(name, 100 * value, 100 * low, 100 * high)


def differences_drawing(
    rows: Sequence[DifferenceRow],
    title: str,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> Drawing:
    """Draw differences with their intervals.

    Parameters
    ----------
    rows
        At least one.
    title
        The takeaway.
    width
        Pixels.
    theme_name
        Light or dark.
    """
    colors, scale = theme(theme_name), _Scale(rows, width)
    layers = [*_ground(scale, colors), *_intervals(scale, colors)]
    height = _TOP + _ROW * len(rows) + _AXIS
    drawing = stacked(layers, colors, width=width, height=height, description=title)
    return headed(drawing, title, say("experiment.chart.name"))


class _Scale:
    """Where rows and points are, in pixels."""

    def __init__(self, rows: Sequence[DifferenceRow], width: float) -> None:
        self.rows = rows
        self.left = 16 + max(width_px(row.name, LABEL_SIZE) for row in rows) * 1.08
        self.right = width - _RIGHT
        low, high = min(0.0, *(r.low for r in rows)), max(0.0, *(r.high for r in rows))
        step = next((s for s in _TICKS if (high - low) / s <= _MOST_TICKS), _TICKS[-1])
        self.low, self.high = floor(low / step) * step, max(ceil(high / step) * step, step)
        self.ticks = range(self.low, self.high + 1, step)
        self.bottom = _TOP + _ROW * len(rows)

    def x(self, points: float) -> float:
        share = (points - self.low) / (self.high - self.low)
        return self.left + share * (self.right - self.left)

    def y(self, row: int) -> float:
        return _TOP + _ROW * (row + 0.5)


def _ground(scale: _Scale, colors: Theme) -> Iterator[Layer]:
    names = (columns.X, columns.Y, columns.Y2)
    lines = [(scale.x(tick), _TOP, scale.bottom) for tick in scale.ticks if tick]
    yield named("ticks", table(names, lines), {"type": "rule", "color": colors["grid"]},
                x=PIXEL_X, y=PIXEL_Y, y2=PIXEL_Y2)  # fmt: skip
    none = {"type": "rule", "color": colors["ink"], "strokeDash": [4, 3]}
    yield named("none", table(names, [(scale.x(0), _TOP, scale.bottom)]), none,
                x=PIXEL_X, y=PIXEL_Y, y2=PIXEL_Y2)  # fmt: skip
    words = (columns.TEXT, columns.X, columns.Y)
    said = [(signed(tick), scale.x(tick), scale.bottom + 20) for tick in scale.ticks]
    yield text("tick-names", table(words, said), colors["muted"], x=PIXEL_X, small=True,
               align="center")  # fmt: skip
    rows = [(row.name, scale.left - 12, scale.y(i) + 5) for i, row in enumerate(scale.rows)]
    yield text("rows", table(words, rows), colors["ink"], x=PIXEL_X, align="right")


def _intervals(scale: _Scale, colors: Theme) -> Iterator[Layer]:
    spans = [(scale.x(row.low), scale.x(row.high), scale.y(i)) for i, row in enumerate(scale.rows)]
    data = table((columns.X, columns.X2, columns.Y), spans)
    line = {"type": "rule", "color": colors["accent"], "strokeWidth": 2.4}
    yield named("intervals", data, line, x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y)
    points = [(scale.x(row.value), scale.y(i)) for i, row in enumerate(scale.rows)]
    dot = {"type": "point", "filled": True, "size": 70, "opacity": 1, "color": colors["accent"]}
    yield named("differences", table((columns.X, columns.Y), points), dot, x=PIXEL_X, y=PIXEL_Y)
