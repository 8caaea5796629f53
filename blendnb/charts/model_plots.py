"""Small plots of memory models: same marks, same names, whatever is plotted.

Every model has its line, by colour and dash, and its name stands where its line ends.  The layers
are always the same ones, empty where nothing is to be shown, so that a widget only ever sends fresh
data into a drawing that stays.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from blendnb.charts import columns
from blendnb.charts.drawing import (
    PIXEL_X,
    PIXEL_X2,
    PIXEL_Y,
    PIXEL_Y2,
    Drawing,
    Layer,
    named,
    nominal,
    stacked,
    text,
)  # fmt: skip
from blendnb.charts.lettering import ROOM, width_px
from blendnb.charts.theme import LABEL_SIZE, SMALL_SIZE, Theme
from blendnb.language import percent
from blendnb.spacing.models import MEMORY_MODELS, model_label

LEFT, ABOVE, BELOW, PLOT = 44, 30, 30, 150
_TOP_ROOM = 5
_BETWEEN_NAMES = 15

_Look = tuple[str, tuple[int, ...]]

_CHOSEN: Mapping[str, _Look] = {
    "sac": ("accent", ()),
    "ppe": ("ink", (7, 3)),
    "pavlik_anderson": ("accent", (2, 3)),
    "fsrs6": ("muted", ()),
    "power_curve": ("muted", (1, 3)),
}
_FURTHER: Sequence[_Look] = (("ink", (2, 3)), ("accent", (7, 3)), ("muted", (7, 3)), ("ink", ()))

_OTHERS = tuple(id_ for id_ in MEMORY_MODELS if id_ not in _CHOSEN)

LINES: Mapping[str, _Look] = {**_CHOSEN, **dict(zip(_OTHERS, cycle(_FURTHER), strict=False))}
"""Colour and dash of each model's line; without one of its own a model takes the next free one."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Plot:
    """One plot: where it stands and how values become positions."""

    number: int
    left: float
    right: float
    top: float
    x_of: Callable[[float], float]
    """From a value to its share of the width, 0 to 1."""
    least: float = 0.0
    most: float = 1.0
    height: float = PLOT

    @property
    def bottom(self) -> float:
        """The base line."""
        return self.top + self.height

    def x(self, value: float) -> float:
        """Return the position of a value on the x axis."""
        return self.left + self.x_of(value) * (self.right - self.left)

    def y(self, value: float) -> float:
        """Return the position of a share on the y axis."""
        share = (value - self.least) / (self.most - self.least)
        return self.bottom - share * (self.height - _TOP_ROOM)


@dataclass
class ModelPlots:
    """Marks collected by layer."""

    theme: Theme
    width: float
    height: float = 0.0
    description: str = ""
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def put(self, layer: str, **values: Any) -> None:
        """Add one mark to a layer."""
        self.rows[layer].append(values)

    def write(self, layer: str, text: str, x: float, y: float) -> None:
        """Add a text; `y` is where its letters stand."""
        self.put(layer, **{columns.TEXT: text, columns.X: x, columns.Y: y})

    def line(self, layer: str, plot: Plot, points: Iterable[Point]) -> None:
        """Add a line through points of a plot."""
        for x, y in points:
            self.put(
                layer, **{columns.PANEL: plot.number, columns.X: plot.x(x), columns.Y: plot.y(y)}
            )

    def dots(self, layer: str, points: Iterable[Point]) -> None:
        """Add dots at positions."""
        for x, y in points:
            self.put(layer, **{columns.X: x, columns.Y: y})

    def band(self, plot: Plot, points: Iterable[tuple[float, float, float]]) -> None:
        """Add the band between least and greatest."""
        for x, low, high in points:
            positions = {columns.X: plot.x(x), columns.Y: plot.y(low), columns.Y2: plot.y(high)}
            self.put("band", **{columns.PANEL: plot.number, **positions})

    def ground(self, plot: Plot, levels: Iterable[float], ticks: Mapping[float, str]) -> None:
        """Add level lines with their per cents, and names under the base line."""
        for level in levels:
            y = plot.y(level)
            self.put("levels", **{columns.X: plot.left, columns.X2: plot.right, columns.Y: y})
            self.write("level-names", percent(level), plot.left - 8, y + 4)
        for value, name in ticks.items():
            self.write("ticks", name, plot.x(value), plot.bottom + 20)

    def head(self, plot: Plot, title: str, note: str = "") -> None:
        """Add a title above a plot, and a note at its right end."""
        left = plot.left - LEFT
        self.write("titles", title, left, plot.top - 14)
        if note:
            after = left + width_px(title, LABEL_SIZE, bold=True) * ROOM + 10
            self.write("notes", note, after, plot.top - 14)

    def names(
        self, plot: Plot, ends: Mapping[str, float], names: Mapping[str, str] | None = None
    ) -> None:
        """Write each line's name where it ends, moved apart where they would collide."""
        names = names or {}
        heights = apart({name: plot.y(value) for name, value in ends.items()}, plot)
        for name, y in heights.items():
            label = names.get(name) or model_label(name)
            self.write(f"name-{name}", label, plot.right + 6, y + 4)

    def chart(self) -> Drawing:
        """Return everything as a chart without titles."""
        return stacked(
            list(self._layers()), self.theme, width=self.width, height=self.height,
            description=self.description,
        )  # fmt: skip

    def _layers(self) -> Iterator[Layer]:
        theme, rows = self.theme, self.rows
        rule = {"type": "rule", "color": theme["grid"]}
        yield named("levels", rows["levels"], rule, x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y)
        upright = {"type": "rule", "color": theme["line"], "strokeDash": [2, 3]}
        yield named("edges", rows["edges"], upright, x=PIXEL_X, y=PIXEL_Y, y2=PIXEL_Y2)
        detail = nominal(columns.PANEL)
        area = {"type": "area", "color": theme["band"]}
        yield named("band", rows["band"], area, x=PIXEL_X, y=PIXEL_Y, y2=PIXEL_Y2, detail=detail)
        for name, (color, dash) in LINES.items():
            line = {"type": "line", "color": theme[color], "strokeWidth": 2,
                    "strokeDash": list(dash) or [1, 0]}  # fmt: skip
            data = rows[f"line-{name}"]
            yield named(f"line-{name}", data, line, x=PIXEL_X, y=PIXEL_Y, detail=detail)
        for layer, fill, stroke, shape in (
            ("met", "paper", "muted", "circle"),
            ("studies", "accent", "paper", "circle"),
            ("data", "ink", "paper", "circle"),
            ("data-open", "paper", "ink", "circle"),
            ("data-square", "paper", "ink", "square"),
            ("data-triangle", "paper", "ink", "triangle-up"),
            ("best", "accent", "paper", "triangle-down"),
        ):
            dot = {
                "type": "point",
                "shape": shape,
                "size": 64 if "triangle" in shape else 44,
                "filled": True,
                "opacity": 1,
                "fill": theme[fill],
                "stroke": theme[stroke],
                "strokeWidth": 1.2,
            }
            yield named(layer, rows[layer], dot, x=PIXEL_X, y=PIXEL_Y)
        yield from self._texts()

    def _texts(self) -> Iterator[Layer]:
        theme, rows = self.theme, self.rows
        yield text("titles", rows["titles"], theme["ink"], x=PIXEL_X, bold=True)
        yield text("rows", rows["rows"], theme["ink"], x=PIXEL_X)
        yield text("notes", rows["notes"], theme["muted"], x=PIXEL_X, small=True)
        for layer, align in (("level-names", "right"), ("ticks", "center"), ("figures", "right")):
            color = theme["ink" if layer == "figures" else "muted"]
            yield text(layer, rows[layer], color, x=PIXEL_X, small=True, align=align)
        for name, (color, _) in LINES.items():
            yield text(f"name-{name}", rows[f"name-{name}"], theme[color], x=PIXEL_X, small=True)


def names_room(models: Sequence[str]) -> float:
    """Return the pixels that the models' names need to the right of a plot."""
    widths = [width_px(model_label(name), SMALL_SIZE) for name in models]
    return max(widths, default=0.0) * ROOM + 10


def apart(heights: Mapping[str, float], plot: Plot) -> dict[str, float]:
    """Move labels apart along y, as little as it takes, none of them below the plot."""
    order = sorted(heights, key=lambda name: heights[name])
    moved: dict[str, float] = {}
    for name in order:
        above = max(moved.values(), default=float("-inf"))
        moved[name] = max(heights[name], above + _BETWEEN_NAMES)
    floor = plot.bottom
    for name in reversed(order):
        moved[name] = min(moved[name], floor)
        floor = moved[name] - _BETWEEN_NAMES
    return moved
