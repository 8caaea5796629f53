"""A business metric over time: the pilot group beside its comparison group, where there is one.

Launch is a line and what counts as after is shaded, so that nobody reads the weeks in between, in
which people were still learning, as the result.
"""

from collections.abc import Iterator
from math import floor, log10
from typing import TYPE_CHECKING

import pandas as pd

from blendnb.charts import columns as col
from blendnb.charts.drawing import (
    PIXEL_X,
    PIXEL_X2,
    PIXEL_Y,
    PIXEL_Y2,
    Drawing,
    Layer,
    named,
    stacked,
    table,
    text,
    titled,
)  # fmt: skip
from blendnb.charts.lettering import width_px
from blendnb.charts.theme import NOTEBOOK_WIDTH, SMALL_SIZE, Theme, theme
from blendnb.charts.words import ENGLISH, Words
from blendnb.domain.results import Metric, Point

if TYPE_CHECKING:
    import altair as alt

_LINE, _TOP = 18, 30
_PLOT, _LEFT, _AXIS = 220, 52, 30
_WEEK = 7


def metric_chart(
    metric: Metric,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
    words: Words = ENGLISH,
) -> "alt.LayerChart":
    """Draw a business metric over time, with the takeaway as title.

    The parameters are those of `use_chart`, with one of the metrics of the results.
    """
    chart = metric_drawing(metric, width=width, theme_name=theme_name, words=words)
    return titled(chart, metric_takeaway(metric, words), words["metric_name"])


def metric_takeaway(metric: Metric, words: Words) -> str:
    """Return how the metric moved: against the comparison group, or alone."""
    compared = metric.effect is not None
    found = metric.effect if metric.effect is not None else metric.difference
    low, high = found.low or 0.0, found.high or 0.0
    return words["metric_compared" if compared else "metric_alone"].format(
        text=metric.text, value=_signed(found.value or 0.0), low=_signed(low), high=_signed(high)
    )


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "\u2212")


def metric_drawing(
    metric: Metric,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
    words: Words = ENGLISH,
) -> Drawing:
    """Draw the chart without its title; the parameters are those of `metric_chart`."""
    colors, scale = theme(theme_name), _MetricScale(metric, width, words)
    layers = [*_metric_ground(scale, colors), *_metric_lines(scale, colors)]
    height = _TOP + _PLOT + _AXIS
    description = metric_takeaway(metric, words)
    return stacked(layers, colors, width=width, height=height, description=description)


class _MetricScale:
    """Where days and values are, in pixels."""

    def __init__(self, metric: Metric, width: float, words: Words) -> None:
        self.metric, self.words = metric, words
        points = [*metric.pilot, *metric.comparison]
        self.first, self.last = min(p.day for p in points), max(p.day for p in points)
        ends = [words["metric_pilot"]] + [words["metric_comparison"]] * bool(metric.comparison)
        self.right = width - max(width_px(end, SMALL_SIZE) for end in ends) * 1.16 - 14
        low, high = min(p.value for p in points), max(p.value for p in points)
        step = self._step(high - low or abs(high) or 1.0)
        self.low = floor(low / step) * step
        count = max(int((high - self.low) / step + 0.999), 1)
        self.marks = [self.low + step * n for n in range(count + 1)]

    @staticmethod
    def _step(span: float) -> float:
        """A round step that makes at most five levels."""
        size = 10.0 ** floor(log10(span))
        steps = [size * factor for factor in (0.1, 0.2, 0.5, 1, 2, 5)]
        return next(step for step in steps if span / step <= 4)  # noqa: PLR2004

    def x(self, day: float) -> float:
        return _LEFT + (day - self.first) / max(self.last - self.first, 1) * (self.right - _LEFT)

    def y(self, value: float) -> float:
        return _TOP + _PLOT * (1 - (value - self.low) / (self.marks[-1] - self.low))


def _metric_ground(scale: _MetricScale, colors: Theme) -> Iterator[Layer]:
    names = (col.TEXT, col.X, col.Y)
    first = max(scale.metric.first_after, scale.first)
    shade = table((col.X, col.X2, col.Y, col.Y2),
                  [(scale.x(first), scale.x(scale.last), _TOP, _TOP + _PLOT)])  # fmt: skip
    rect = {"type": "rect", "color": colors["shade"]}
    yield named("after", shade, rect, x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y, y2=PIXEL_Y2)
    data = table((col.X, col.X2, col.Y), [(_LEFT, scale.right, scale.y(m)) for m in scale.marks])
    yield named("levels", data, {"type": "rule", "color": colors["grid"]},
                x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y)  # fmt: skip
    levels = [(f"{mark:g}", _LEFT - 8, scale.y(mark) + 4) for mark in map(_tidy, scale.marks)]
    yield text("level-names", table(names, levels), colors["muted"], x=PIXEL_X, small=True,
               align="right")  # fmt: skip
    launch = table((col.X, col.Y, col.Y2), [(scale.x(0), _TOP, _TOP + _PLOT)])
    rule = {"type": "rule", "color": colors["ink"], "strokeDash": [4, 3]}
    yield named("launch", launch, rule, x=PIXEL_X, y=PIXEL_Y, y2=PIXEL_Y2)
    said = [(scale.words["launch"], scale.x(0), _TOP - 8)]
    if scale.x(first) - scale.x(0) > width_px(scale.words["launch"], SMALL_SIZE) * 2:
        said.append((scale.words["metric_after"], scale.x(first), _TOP - 8))
    yield text("moments", table(names, said), colors["muted"], x=PIXEL_X, small=True)
    weeks = [(week_text, scale.x(day), _TOP + _PLOT + 18) for day, week_text in _weeks(scale)]
    yield text("weeks", table(names, weeks), colors["muted"], x=PIXEL_X, small=True, align="center")


def _tidy(value: float) -> float:
    return round(value, 6)


def _weeks(scale: _MetricScale) -> Iterator[tuple[int, str]]:
    """Weeks from launch that have room for their number, launch among them."""
    pixels = (scale.right - _LEFT) * _WEEK / max(scale.last - scale.first, 1)
    step = next(s for s in (1, 2, 4, 8, 13, 26, 52, 520) if s * pixels >= 64)  # noqa: PLR2004
    for week in range(-(-scale.first // (_WEEK * step)) * step, scale.last // _WEEK + 1, step):
        if scale.first <= week * _WEEK <= scale.last:
            yield week * _WEEK, scale.words["metric_week"].format(week=week).replace("-", "\u2212")


def _metric_lines(scale: _MetricScale, colors: Theme) -> Iterator[Layer]:
    sides: list[tuple[str, tuple[Point, ...], str, list[int]]] = [
        ("comparison", scale.metric.comparison, colors["muted"], [6, 4]),
        ("pilot", scale.metric.pilot, colors["accent"], [1, 0]),
    ]
    ends: list[tuple[str, float, float]] = []
    for name, points, color, dash in sides:
        if not points:
            continue
        data = table((col.X, col.Y), [(scale.x(p.day), scale.y(p.value)) for p in points])
        mark = {"type": "line", "color": color, "strokeWidth": 2.2, "strokeDash": dash}
        yield named(name, data, mark, x=PIXEL_X, y=PIXEL_Y)
        ends.append((scale.words[f"metric_{name}"], scale.right + 8, scale.y(points[-1].value) + 4))
    yield text("ends", table((col.TEXT, col.X, col.Y), _apart(ends)), colors["ink"], x=PIXEL_X,
               small=True)  # fmt: skip


def _apart(ends: list[tuple[str, float, float]]) -> list[tuple[str, float, float]]:
    """Labels at the lines' ends, moved apart where they would touch."""
    ordered = sorted(ends, key=lambda end: end[2])
    for number in range(1, len(ordered)):
        name, x, y = ordered[number]
        ordered[number] = (name, x, max(y, ordered[number - 1][2] + _LINE - 2))
    return ordered


def metric_table(metric: Metric, words: Words = ENGLISH) -> pd.DataFrame:
    """Return the chart's facts as a table: one row a day, in days from launch."""
    comparison = {point.day: point.value for point in metric.comparison}
    rows = [
        (p.day, f"{p.value:.2f}", f"{comparison[p.day]:.2f}" if p.day in comparison else "")
        for p in metric.pilot
    ]
    heads = [words["column.day"], words["metric_pilot"], words["metric_comparison"]]
    return pd.DataFrame(rows, columns=heads)
