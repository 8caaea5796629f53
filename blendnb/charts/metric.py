"""A business metric over time: the pilot group beside its comparison group, where there is one.

Launch is a line and what counts as after is shaded, so that nobody reads the weeks in between, in
which people were still learning, as the result.
"""

from collections.abc import Iterator
from math import floor, log10
from typing import TYPE_CHECKING

from blendnb.charts import columns
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
from blendnb.charts.pilot_charts import Facts, figure_text
from blendnb.charts.theme import NOTEBOOK_WIDTH, SMALL_SIZE, Theme, theme
from blendnb.domain.pilot_results import Metric, Point
from blendnb.language import number, say

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

_LINE, _TOP = 18, 30
_PLOT, _LEFT, _AXIS = 220, 52, 30
_WEEK = 7


def metric_chart(
    metric: Metric,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> "alt.LayerChart":
    """Draw a business metric over time, with the takeaway as title.

    The parameters are those of `use_chart`, with one of the metrics of the results.
    """
    chart = metric_drawing(metric, width=width, theme_name=theme_name)
    return titled(chart, metric_takeaway(metric), say("charts.metric_name"))


def metric_takeaway(metric: Metric) -> str:
    """Return how the metric moved: against the comparison group, or alone."""
    if metric.effect is None:
        change = figure_text(metric.difference, sign=True)
        return say("charts.metric_alone", text=metric.text, change=change)
    change = figure_text(metric.effect, sign=True)
    return say("charts.metric_compared", text=metric.text, change=change)


def metric_drawing(
    metric: Metric,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> Drawing:
    """Draw the chart without its title; the parameters are those of `metric_chart`."""
    colors, scale = theme(theme_name), _MetricScale(metric, width)
    layers = [*_metric_ground(scale, colors), *_metric_lines(scale, colors)]
    height = _TOP + _PLOT + _AXIS
    description = metric_takeaway(metric)
    return stacked(layers, colors, width=width, height=height, description=description)


class _MetricScale:
    """Where days and values are, in pixels."""

    def __init__(self, metric: Metric, width: float) -> None:
        self.metric = metric
        points = [*metric.pilot, *metric.comparison]
        self.first, self.last = min(p.day for p in points), max(p.day for p in points)
        groups = ("pilot", "comparison") if metric.comparison else ("pilot",)
        ends = [say(f"charts.metric_{group}") for group in groups]
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
    names = (columns.TEXT, columns.X, columns.Y)
    first = max(scale.metric.first_after, scale.first)
    shade = table((columns.X, columns.X2, columns.Y, columns.Y2),
                  [(scale.x(first), scale.x(scale.last), _TOP, _TOP + _PLOT)])  # fmt: skip
    rect = {"type": "rect", "color": colors["shade"]}
    yield named("after", shade, rect, x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y, y2=PIXEL_Y2)
    data = table(
        (columns.X, columns.X2, columns.Y), [(_LEFT, scale.right, scale.y(m)) for m in scale.marks]
    )
    yield named("levels", data, {"type": "rule", "color": colors["grid"]},
                x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y)  # fmt: skip
    levels = [(_level_name(mark), _LEFT - 8, scale.y(mark) + 4) for mark in scale.marks]
    yield text("level-names", table(names, levels), colors["muted"], x=PIXEL_X, small=True,
               align="right")  # fmt: skip
    launch = table((columns.X, columns.Y, columns.Y2), [(scale.x(0), _TOP, _TOP + _PLOT)])
    rule = {"type": "rule", "color": colors["ink"], "strokeDash": [4, 3]}
    yield named("launch", launch, rule, x=PIXEL_X, y=PIXEL_Y, y2=PIXEL_Y2)
    said = [(say("charts.launch"), scale.x(0), _TOP - 8)]
    if scale.x(first) - scale.x(0) > width_px(say("charts.launch"), SMALL_SIZE) * 2:
        said.append((say("charts.metric_after"), scale.x(first), _TOP - 8))
    yield text("moments", table(names, said), colors["muted"], x=PIXEL_X, small=True)
    weeks = [(week_text, scale.x(day), _TOP + _PLOT + 18) for day, week_text in _weeks(scale)]
    yield text("weeks", table(names, weeks), colors["muted"], x=PIXEL_X, small=True, align="center")


def _level_name(level: float) -> str:
    """A level with as many decimals as it has."""
    decimals = f"{round(level, 6):.6f}".rstrip("0").partition(".")[2]
    return number(level, len(decimals))


def _weeks(scale: _MetricScale) -> Iterator[tuple[int, str]]:
    """Weeks from launch that have room for their number, launch among them."""
    pixels = (scale.right - _LEFT) * _WEEK / max(scale.last - scale.first, 1)
    step = next(s for s in (1, 2, 4, 8, 13, 26, 52, 520) if s * pixels >= 64)  # noqa: PLR2004
    for week in range(-(-scale.first // (_WEEK * step)) * step, scale.last // _WEEK + 1, step):
        if scale.first <= week * _WEEK <= scale.last:
            yield week * _WEEK, say("charts.metric_week", week=week)


def _metric_lines(scale: _MetricScale, colors: Theme) -> Iterator[Layer]:
    sides: list[tuple[str, tuple[Point, ...], str, list[int]]] = [
        ("comparison", scale.metric.comparison, colors["muted"], [6, 4]),
        ("pilot", scale.metric.pilot, colors["accent"], [1, 0]),
    ]
    ends: list[tuple[str, float, float]] = []
    for name, points, color, dash in sides:
        if not points:
            continue
        data = table((columns.X, columns.Y), [(scale.x(p.day), scale.y(p.value)) for p in points])
        mark = {"type": "line", "color": color, "strokeWidth": 2.2, "strokeDash": dash}
        yield named(name, data, mark, x=PIXEL_X, y=PIXEL_Y)
        ends.append((say(f"charts.metric_{name}"), scale.right + 8, scale.y(points[-1].value) + 4))
    names = table((columns.TEXT, columns.X, columns.Y), _apart(ends))
    yield text("ends", names, colors["ink"], x=PIXEL_X, small=True)


def _apart(ends: list[tuple[str, float, float]]) -> list[tuple[str, float, float]]:
    """Labels at the lines' ends, moved apart where they would touch."""
    ordered = sorted(ends, key=lambda end: end[2])
    for index in range(1, len(ordered)):
        name, x, y = ordered[index]
        ordered[index] = (name, x, max(y, ordered[index - 1][2] + _LINE - 2))
    return ordered


def metric_rows(metric: Metric) -> Facts:
    """Return the chart's facts, one row a day from launch: the head of a table and its rows."""
    comparison = {point.day: point.value for point in metric.comparison}
    rows = [
        (
            number(point.day),
            number(point.value, 2),
            number(comparison[point.day], 2) if point.day in comparison else "",
        )
        for point in metric.pilot
    ]
    heads = ("column.day", "metric_pilot", "metric_comparison")
    return [say(f"charts.{head}") for head in heads], rows


def metric_table(metric: Metric) -> "pd.DataFrame":
    """Return the chart's facts as a table: one row a day, in days from launch."""
    import pandas as pd

    head, rows = metric_rows(metric)
    return pd.DataFrame(rows, columns=head)
