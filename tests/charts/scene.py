"""Where a chart's marks stand: what Vega draws of it, not what its specification says.

`drawn` lets Vega draw a chart and gives its marks in pixels of the chart, x to the right and y
*down*. What a pixel means is read off the labels of the axes, as people do: a test names some of
them with their values (`scene.y_axis({"0": 0, "50": 50})`) and gets a scale. So a test fails when
marks and labels part ways, and does not when both move together.

Marks are found by what people see of them (kind, colour, dash, text), by layer only where two look
alike. Colours are the light theme's tokens.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest
import vl_convert

from blendnb.charts.theme import LIGHT

CLOSE = 1.5
"""Pixels that nobody sees."""
_TOKEN_OF = {color: token for token, color in LIGHT.colors.items()}
_TITLES = ("title-text", "title-subtitle")
_ABOVE_BASELINE = 0.35
"""From the foot of a letter to the middle of a figure, as a share of the type size."""


def at(pixel: float) -> Any:
    """Compare as people see it."""
    return pytest.approx(pixel, abs=CLOSE)


@dataclass(frozen=True)
class Mark:
    """One thing that is drawn."""

    kind: str
    """`rect`, `rule`, `symbol`, `text`, `line` or `area`."""
    role: str
    layer: str
    x: float
    """Left end; of a text where it is anchored, of a symbol its middle."""
    right: float
    top: float
    bottom: float
    text: str
    fill: str
    stroke: str
    dash: tuple[float, ...]
    shape: str
    align: str
    opacity: float
    size: float
    label: str
    """What a screen reader says of it, with what it stands for."""
    path: tuple[tuple[float, float, float], ...] = ()
    """Of a line or area, its points: x, y, and the other y of an area."""

    @property
    def middle(self) -> float:
        """Half way down."""
        return (self.top + self.bottom) / 2

    @property
    def center(self) -> float:
        """Half way across."""
        return (self.x + self.right) / 2

    @property
    def end(self) -> tuple[float, float]:
        """Last point of a line."""
        return self.path[-1][:2]

    def read(self, x: "Scale", y: "Scale") -> list[tuple[float, float]]:
        """Return the values of a line's points, to a tenth."""
        return [(x.tenth(point[0]), y.tenth(point[1])) for point in self.path]

    def y_at(self, x: float) -> float:
        """Height of a line at a place, straight between its points."""
        return self._at(x, 1)

    def span_at(self, x: float) -> tuple[float, float]:
        """Upper and lower edge of an area at a place."""
        upper, lower = sorted((self._at(x, 1), self._at(x, 2)))
        return upper, lower

    def _at(self, x: float, column: int) -> float:
        for before, after in zip(self.path, self.path[1:], strict=False):
            if before[0] <= x <= after[0] and before[0] < after[0]:
                share = (x - before[0]) / (after[0] - before[0])
                return before[column] + share * (after[column] - before[column])
        raise AssertionError(f"{self.layer} does not reach {x:.1f}")


@dataclass(frozen=True)
class Scale:
    """An axis as its labels tell it."""

    values: tuple[float, float]
    pixels: tuple[float, float]

    def at(self, value: float) -> Any:
        """Where a value should stand, to compare a place with."""
        return at(self.pixel(value))

    def pixel(self, value: float) -> float:
        """Where a value should stand."""
        (a, b), (first, last) = self.values, self.pixels
        return first + (value - a) / (b - a) * (last - first)

    def value(self, pixel: float) -> float:
        """What a place stands for."""
        (a, b), (first, last) = self.values, self.pixels
        return a + (pixel - first) / (last - first) * (b - a)

    def tenth(self, pixel: float) -> float:
        """Return the same to a tenth, for values that are drawn larger than that."""
        return round(self.value(pixel), 1) + 0.0


@dataclass(frozen=True)
class Scene:
    """All marks of a chart in the order in which they are drawn, the lowest first."""

    marks: tuple[Mark, ...]
    title: str
    subtitle: str
    description: str

    def find(self, **looks: Any) -> list[Mark]:
        """Return the marks that look so: any field of `Mark` with its value."""
        return [m for m in self.marks if all(getattr(m, k) == v for k, v in looks.items())]

    def one(self, **looks: Any) -> Mark:
        """Return the only mark that looks so."""
        found = self.find(**looks)
        assert len(found) == 1, f"{len(found)} marks look like {looks}"
        return found[0]

    def word(self, text: str, **looks: Any) -> Mark:
        """Return the only text that reads so."""
        return self.one(kind="text", text=text, **looks)

    def words(self, **looks: Any) -> list[str]:
        """Return the texts that look so, top to bottom and left to right."""
        found = sorted(self.find(kind="text", **looks), key=lambda m: (round(m.middle), m.x))
        return [mark.text for mark in found]

    def inside(
        self, left: float = -1e6, top: float = -1e6, right: float = 1e6, bottom: float = 1e6
    ) -> "Scene":
        """Return what lies in one part, such as one of several plots."""
        found = (m for m in self.marks if left <= m.x <= right and top <= m.top <= bottom)
        return replace(self, marks=tuple(found))

    def x_axis(self, labels: Mapping[str, float]) -> Scale:
        """Read the axis whose labels stand side by side."""
        return self._axis(labels, along=lambda m: m.x, across=lambda m: m.middle)

    def y_axis(self, labels: Mapping[str, float]) -> Scale:
        """Read the axis whose labels stand one above the other."""
        return self._axis(labels, along=lambda m: m.middle, across=lambda m: m.x)

    def _axis(
        self,
        labels: Mapping[str, float],
        along: Callable[[Mark], float],
        across: Callable[[Mark], float],
    ) -> Scale:
        groups: dict[int, dict[str, float]] = {}
        for mark in self.find(kind="text"):
            if mark.text in labels:
                groups.setdefault(round(across(mark)), {})[mark.text] = along(mark)
        whole = [found for found in groups.values() if len(found) == len(labels)]
        assert len(whole) == 1, f"{len(whole)} axes are labelled {', '.join(labels)}"
        first, *between, last = labels
        assert between, "two labels fit any scale: name a third"
        scale = Scale((labels[first], labels[last]), (whole[0][first], whole[0][last]))
        for label, value in labels.items():
            assert whole[0][label] == scale.at(value), f"the label {label} stands elsewhere"
        return scale


def drawn(chart: Callable[..., Any], *arguments: Any, **options: Any) -> Scene:
    """Let Vega draw what a chart function gives."""
    spec = chart(*arguments, **options).to_dict()
    found = vl_convert.vegalite_to_scenegraph(spec, allowed_base_urls=[])
    marks = list(_marks(found["scenegraph"], 0.0, 0.0))
    # Parts may have titles of their own; that of the whole is drawn last.
    titles = {mark.role: mark.text for mark in marks if mark.role in _TITLES}
    return Scene(
        marks=tuple(mark for mark in marks if mark.role not in _TITLES),
        title=titles["title-text"],
        subtitle=titles["title-subtitle"],
        description=spec["description"],
    )


def _marks(node: dict[str, Any], x: float, y: float, layer: str = "") -> Iterator[Mark]:
    """Every mark below a node of the scene, in pixels of the whole."""
    kind = node.get("marktype")
    if kind is None:  # one group, which has a place
        x, y = x + node.get("x", 0), y + node.get("y", 0)
        for child in node.get("items", ()):
            yield from _marks(child, x, y, layer)
        return
    layer = (node.get("name") or layer or "").removesuffix("_marks").replace("_", "-")
    named = {"kind": kind, "role": node.get("role") or "", "layer": layer}
    items = node["items"]
    if kind == "group":
        for item in items:
            yield from _marks(item, x, y, layer)
    elif kind in ("line", "area"):
        if items:
            yield _path(named, items, x, y)
    else:
        for item in items:
            yield _mark(named, item, x, y)


def _mark(named: dict[str, str], item: dict[str, Any], x: float, y: float) -> Mark:
    across = sorted((item.get("x", 0), item.get("x2", item.get("x", 0) + item.get("width", 0))))
    down = sorted((item.get("y", 0), item.get("y2", item.get("y", 0) + item.get("height", 0))))
    if named["kind"] == "text":
        middle = item.get("y", 0) - _ABOVE_BASELINE * item.get("fontSize", 0) * (
            item.get("baseline", "alphabetic") == "alphabetic"
        )
        across, down = [item.get("x", 0)] * 2, [middle, middle]
    text = item.get("text", "")
    return Mark(
        **named, x=x + across[0], right=x + across[1], top=y + down[0], bottom=y + down[1],
        text=" ".join(text) if isinstance(text, list) else str(text),
        **_look(item),
    )  # fmt: skip


def _path(named: dict[str, str], items: list[dict[str, Any]], x: float, y: float) -> Mark:
    points = tuple((x + i["x"], y + i["y"], y + i.get("y2", i["y"])) for i in items)
    heights = [end for point in points for end in point[1:]]
    return Mark(
        **named, x=min(p[0] for p in points), right=max(p[0] for p in points),
        top=min(heights), bottom=max(heights), text="", **_look(items[0]), path=points,
    )  # fmt: skip


def _look(item: dict[str, Any]) -> dict[str, Any]:
    colors = {part: item.get(part) or "" for part in ("fill", "stroke")}
    return {
        **{part: _TOKEN_OF.get(color, color) for part, color in colors.items()},
        "dash": tuple(item.get("strokeDash") or ()),
        "shape": item.get("shape", ""),
        "align": item.get("align", ""),
        "opacity": item.get("opacity", 1),
        "size": item.get("size", 0),
        "label": item.get("description") or "",
    }
