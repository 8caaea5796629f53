"""What forgetting leaves of each topic, over the journey and as long again after it.

One small chart for each schedule: a solid curve for the plan, a dotted one for the topic met once
and never again, dots where the topic is studied, and a band over memory models and participation.
The same plan without its reinforcement is a dashed curve, where it ends visibly lower: a topic that
comes back in many other ways loses little. Curves are named where they end: no legend is needed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from blendnb.charts import columns
from blendnb.charts.calendar import Calendar, Extent, week_name
from blendnb.charts.drawing import (
    PIXEL_X,
    PIXEL_X2,
    PIXEL_Y,
    PIXEL_Y2,
    Drawing,
    Layer,
    Records,
    named,
    nominal,
    pixels,
    stacked,
    table,
    text,
    titled,
)
from blendnb.charts.lettering import apart, width_px, wrap
from blendnb.charts.recall import (
    ONCE,
    WITH,
    WITHOUT,
    Recall,
    RecallCurve,
    TopicSchedule,
    recall_of,
    series_of,
)
from blendnb.charts.takeaways import recall_takeaway
from blendnb.charts.theme import LABEL_SIZE, NOTEBOOK_WIDTH, SMALL_SIZE, Theme, theme
from blendnb.designing.workload import DAYS_IN_WEEK, week_of
from blendnb.domain.learning_format import Formats
from blendnb.domain.plan import Plan
from blendnb.language import isolated, listed, number, percent, say
from blendnb.spacing.expected_recall import ASSUMED, Assumptions, Material, curve_models
from blendnb.spacing.model_caption import sources_text
from blendnb.spacing.models import MemoryModel

if TYPE_CHECKING:
    import altair as alt

_LINE, _PLOT, _ABOVE, _BELOW, _GAP = 18, 130, 26, 26, 22
_LEFT, _COLUMN_GAP = 50, 28
_BETWEEN_NAMES = 15
_WEEK_ROOM = 42
_TOP_ROOM = 5
"""Pixels above full recall, so that a dot there is whole."""
_LEVELS = (0, 0.5, 1)
_VISIBLE = 0.04
"""Recall by which curves must differ at their ends for both to be drawn."""
_ONCE_APART = 5
"""Pixels between the points of the smooth curve: it has no corners to show."""
_NAMES = {WITH: "curve_with", WITHOUT: "curve_without", ONCE: "curve_once"}
Cell = tuple[int, TopicSchedule]
_Share = TypeVar("_Share", float, np.ndarray)


def spacing_chart(
    plan: Plan,
    *,
    memory_model: str | MemoryModel | None = None,
    columns: int | None = None,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
    formats: Formats | None = None,
    assumptions: Assumptions = ASSUMED,
) -> "alt.LayerChart":
    """Draw the modelled recall of every topic, with its takeaway as title.

    Parameters
    ----------
    plan
        The plan.
    memory_model
        A model whose curve alone is drawn, for a learner who meets everything; by default what can
        be expected of everybody who was invited.
    columns
        How many small charts stand side by side; by default as many as are readable.
    width
        Pixels.
    theme_name
        `light` or `dark`.
    formats
        The formats that are known, as a catalogue has them; the shipped ones by default.
    assumptions
        About dose and participation; `Assumptions.of(catalogue.thresholds)` gives a catalogue's.

    Raises
    ------
    ValueError
        If model or theme do not exist.
    """
    recall = recall_of(plan, memory_model, formats, assumptions)
    drawing = spacing_drawing(recall, columns=columns, width=width, theme_name=theme_name)
    return titled(drawing.chart, recall_takeaway(recall), caption(recall))


@dataclass(frozen=True)
class SpacingDrawing:
    """The small charts without titles, and where each row of them begins and ends."""

    chart: Drawing
    panels: tuple[Extent, ...]


def spacing_drawing(
    recall: Recall,
    *,
    columns: int | None = None,
    width: float = NOTEBOOK_WIDTH,
    most: int | None = None,
    theme_name: str = "light",
) -> SpacingDrawing:
    """Draw the small charts without titles, at most `most` of them.

    The other parameters are those of `spacing_chart`.
    """
    shown = list(enumerate(recall.schedules))[:most]
    grid = _Grid(recall, width, columns or _columns(len(shown), width))
    colors, layers = theme(theme_name), list[Layer]()
    panels = list(grid.panels(shown))
    layers += _ground(grid, panels, colors)
    layers += _curves(grid, panels, colors)
    layers += _labels(grid, panels, colors)
    rows = tuple(dict.fromkeys((panel.top, panel.bottom) for panel in panels))
    chart = stacked(
        layers, colors, width=width, height=rows[-1][1] if rows else _LINE,
        description=recall_takeaway(recall),
    )  # fmt: skip
    return SpacingDrawing(chart, rows)


def caption(recall: Recall) -> str:
    """Return what every reader of these curves has to be told with them."""
    if not recall.schedules:
        return say("spacing.nothing")
    last = say("memory_model.not_a_forecast")
    if recall.model:
        return f"{sources_text([recall.model])} {say('memory_model.meets_all')} {last}"
    materials = dict.fromkeys(schedule.material for schedule in recall.schedules)
    models, part = recall.unsure()
    expected = say(
        "charts.expected",
        materials=listed([_material(material) for material in materials]),
        models=listed([model.label for model in curve_models()]),
    )
    unsure = say(
        "charts.unsure",
        day=recall.named_day,
        models=number(100 * models, 0),
        part=number(100 * part, 0),
    )
    return f"{expected} {unsure} {last}"


def _material(material: Material) -> str:
    """What is forgotten that fast, or its own number."""
    if material.id:
        return say(f"material.{material.id}")
    return say("material.own", share=percent(material.share), days=number(material.days))


def _columns(count: int, width: float) -> int:
    """Three side by side where there is room; two for two; one on a phone."""
    return max(1, min(count, int(width // 300)))


# ----------------------------------------------------------------------------------------- panels


@dataclass(frozen=True)
class _Panel:
    """One small chart: which schedule, and where it stands."""

    number: int
    schedule: TopicSchedule
    left: float
    top: float
    title: tuple[str, ...]

    @property
    def plot_top(self) -> float:
        return self.top + len(self.title) * _LINE + _ABOVE

    @property
    def plot_bottom(self) -> float:
        return self.plot_top + _PLOT

    @property
    def bottom(self) -> float:
        return self.plot_bottom + _BELOW

    def y(self, share: _Share) -> _Share:
        return self.plot_bottom - share * (_PLOT - _TOP_ROOM)


class _Grid:
    """Small charts in columns, all on the same scales."""

    def __init__(self, recall: Recall, width: float, columns: int) -> None:
        self.recall, self.columns = recall, columns
        self.cell = (width - (columns - 1) * _COLUMN_GAP) / columns
        names = [say(f"charts.{name}") for name in _NAMES.values()]
        self.right = max(width_px(name, SMALL_SIZE) for name in names) * 1.1 + 8
        shifts = [schedule.events.shift for schedule in recall.schedules]
        first = min([0, *shifts]) // DAYS_IN_WEEK * DAYS_IN_WEEK
        self.calendar = Calendar(first, recall.until_day, None)

    @cached_property
    def ends(self) -> dict[tuple[int, str], float]:
        """Recall at the end of each curve, by schedule and series."""
        ends = {
            (number, series): float(self.recall.curve(studies, schedule.material).recall[-1])
            for number, schedule in enumerate(self.recall.schedules)
            for series, studies in series_of(schedule)
        }
        return {key: recall for key, recall in ends.items() if self._is_shown(key, ends)}

    @staticmethod
    def _is_shown(key: tuple[int, str], ends: dict[tuple[int, str], float]) -> bool:
        panel, series = key
        return series != WITHOUT or ends[panel, WITH] - ends[key] >= _VISIBLE

    @property
    def plot_width(self) -> float:
        return self.cell - _LEFT - self.right

    def panels(self, shown: Sequence[Cell]) -> Iterator[_Panel]:
        """Place row by row; titles of one row have the same height."""
        top = 0.0
        for start in range(0, len(shown), self.columns):
            row = shown[start : start + self.columns]
            titles = [self._title(schedule) for _, schedule in row]
            lines = max(map(len, titles))
            for column, ((index, schedule), title) in enumerate(zip(row, titles, strict=True)):
                padded = (*title, *[""] * (lines - len(title)))
                left = column * (self.cell + _COLUMN_GAP)
                yield _Panel(index, schedule, left, top, padded)
            top += lines * _LINE + _ABOVE + _PLOT + _BELOW + _GAP

    def _title(self, schedule: TopicSchedule) -> tuple[str, ...]:
        return tuple(
            wrap(" · ".join(map(isolated, schedule.topics)), self.cell, LABEL_SIZE, bold=True)
        )

    def x(self, panel: _Panel, day: float) -> float:
        share = (day - self.calendar.first_day) / self.calendar.days
        return panel.left + _LEFT + share * self.plot_width


# -------------------------------------------------------------------------------------- layers


def _ground(grid: _Grid, panels: Sequence[_Panel], colors: Theme) -> Iterator[Layer]:
    """Levels, and the line where the journey ends."""
    levels = [
        (grid.x(p, grid.calendar.first_day), grid.x(p, grid.calendar.end_day), p.y(level))
        for p in panels
        for level in _LEVELS
    ]
    grid_line = {"type": "rule", "color": colors["grid"]}
    data = table((columns.X, columns.X2, columns.Y), levels)
    yield named("levels", data, grid_line, x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y)
    ends = [(grid.x(p, day), p.plot_top - 8, p.plot_bottom) for p in panels for day in _edges(grid)]
    upright = {"type": "rule", "color": colors["line"], "strokeDash": [2, 3]}
    data = table((columns.X, columns.Y, columns.Y2), ends)
    yield named("edges", data, upright, x=PIXEL_X, y=PIXEL_Y, y2=PIXEL_Y2)


def _edges(grid: _Grid) -> tuple[int, int]:
    return 0, grid.recall.last_day + 1


def _curves(grid: _Grid, panels: Sequence[_Panel], colors: Theme) -> Iterator[Layer]:
    """The band over all models, the dashed curve, the plan's own, and its study days."""
    points = _points(grid, panels)
    own = [point for point in points if point[columns.SERIES] == WITH]
    band = {"type": "area", "color": colors["band"]}
    detail = nominal(columns.PANEL)
    yield named("band", own, band, x=PIXEL_X, y=_LOW_Y, y2=_HIGH_Y2, detail=detail)
    for name, series, color, dash in (
        ("once", ONCE, colors["ink"], {"strokeDash": [1, 3], "strokeWidth": 1.5}),
        ("without", WITHOUT, colors["muted"], {"strokeDash": [5, 4], "strokeWidth": 2}),
        ("with", WITH, colors["accent"], {"strokeWidth": 2}),
    ):
        line = {"type": "line", "color": color, **dash}
        shown = [point for point in points if point[columns.SERIES] == series]
        yield named(name, shown, line, x=PIXEL_X, y=PIXEL_Y, detail=detail)
    dot = {"type": "point", "shape": "circle", "size": 36, "filled": True, "opacity": 1,
           "color": colors["accent"], "stroke": colors["paper"], "strokeWidth": 1}  # fmt: skip
    yield named("studies", _studies(grid, panels), dot, x=PIXEL_X, y=PIXEL_Y)


_LOW_Y, _HIGH_Y2 = pixels(columns.LOW), {"field": columns.HIGH}


def _points(grid: _Grid, panels: Sequence[_Panel]) -> Records:
    """The curves with every number turned into a position, to a tenth of a pixel."""
    return [
        point
        for panel in panels
        for series, studies in series_of(panel.schedule)
        if (panel.number, series) in grid.ends
        for point in _seen(
            list(_placed(grid, panel, series, grid.recall.curve(studies, panel.schedule.material))),
            _ONCE_APART if series == ONCE else 1,
        )
    ]


def _placed(
    grid: _Grid, panel: _Panel, series: str, curve: RecallCurve
) -> Iterator[dict[str, Any]]:
    heights = (panel.y(share).round(1).tolist() for share in (curve.recall, curve.low, curve.high))
    for day, height, low, high in zip(curve.days, *heights, strict=True):
        yield {
            columns.PANEL: panel.number, columns.SERIES: series,
            columns.X: round(grid.x(panel, day), 1), columns.Y: height,
            columns.LOW: low, columns.HIGH: high,
        }  # fmt: skip


def _seen(curve: Records, apart: float) -> Iterator[dict[str, Any]]:
    """The corners of a curve, and between them only points that are so many pixels apart."""
    drawn = -inf
    ends = {0, len(curve) - 1}
    for index, point in enumerate(curve):
        before, after = curve[index - 1], curve[(index + 1) % len(curve)]
        corner = point[columns.Y] < before[columns.Y] or after[columns.Y] < point[columns.Y]
        if index in ends or corner or point[columns.X] - drawn >= apart:
            drawn = point[columns.X]
            yield point


def _studies(grid: _Grid, panels: Sequence[_Panel]) -> Records:
    """A dot on the base line for each day on which a topic is studied."""
    dots = [
        (grid.x(panel, day), panel.plot_bottom)
        for panel in panels
        for day in panel.schedule.events.plan_days
    ]
    return table((columns.X, columns.Y), dots)


def _labels(grid: _Grid, panels: Sequence[_Panel], colors: Theme) -> Iterator[Layer]:
    names = (columns.TEXT, columns.X, columns.Y)
    titles = [
        (line, panel.left, panel.top + _LINE * (row + 0.7))
        for panel in panels
        for row, line in enumerate(panel.title)
        if line
    ]
    yield text("topics", table(names, titles), colors["ink"], x=PIXEL_X, bold=True)
    levels = [
        (percent(level), panel.left + _LEFT - 8, panel.y(level) + 4)
        for panel in panels
        for level in _LEVELS
    ]
    yield text(
        "level-names", table(names, levels), colors["muted"], x=PIXEL_X, small=True, align="right"
    )
    edges = [entry for panel in panels for entry in _edge_names(grid, panel)]
    yield text("edge-names", table(names, edges), colors["muted"], x=PIXEL_X, small=True)
    weeks = [entry for panel in panels for entry in _week_names(grid, panel)]
    yield text("weeks", table(names, weeks), colors["muted"], x=PIXEL_X, small=True, align="center")
    for series, color in (
        (WITH, colors["accent"]),
        (WITHOUT, colors["muted"]),
        (ONCE, colors["ink"]),
    ):
        ends = [entry for panel in panels for entry in _curve_names(grid, panel, series)]
        yield text(f"{series}-names", table(names, ends), color, x=PIXEL_X, small=True)


def _edge_names(grid: _Grid, panel: _Panel) -> Iterator[tuple[str, float, float]]:
    """Where the journey begins and ends; the end goes unnamed where the two would collide."""
    texts = (say("charts.launch"), say("charts.journey_ends"))
    starts = [grid.x(panel, day) + 4 for day in _edges(grid)]
    line = panel.plot_top - 1 - 6
    yield texts[0], starts[0], line
    if starts[0] + width_px(texts[0], SMALL_SIZE) * 1.1 + 6 < starts[1]:
        yield texts[1], starts[1], line


def _week_names(grid: _Grid, panel: _Panel) -> Iterator[tuple[str, float, float]]:
    """Weeks below the base line, as many as there is room for."""
    step = grid.calendar.step_weeks(grid.plot_width, _WEEK_ROOM)
    for day in grid.calendar.week_days(step):
        week = week_name(week_of(day))
        name = week if day else say("charts.first_week", week=week)
        yield name, grid.x(panel, day), panel.plot_bottom + 20


def _curve_names(grid: _Grid, panel: _Panel, series: str) -> Iterator[tuple[str, float, float]]:
    """The name of a curve at its end, moved apart from the others'."""
    ends = {
        name: panel.y(recall)
        for (position, name), recall in grid.ends.items()
        if position == panel.number
    }
    if series in ends:
        y = apart({name: ends[name] for name in _NAMES if name in ends}, _BETWEEN_NAMES)[series]
        yield say(f"charts.{_NAMES[series]}"), grid.x(panel, grid.calendar.end_day) + 6, y + 4
