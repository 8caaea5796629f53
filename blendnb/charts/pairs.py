"""Two figures a row, each on the line of its interval: opened and finished, before and after.

A dot alone would claim more than a small group can say, so each dot lies on the line of its
interval. The first figure is an open dot above, the second a full one below; the shape tells them
apart without color.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
)
from blendnb.charts.lettering import width_px, wrap
from blendnb.charts.theme import LABEL_SIZE, SMALL_SIZE, Theme, theme
from blendnb.domain.results import Estimate

_LINE, _PAD, _TOP, _BOTTOM, _OFFSET = 18, 12, 30, 8, 5
_LEAST_FOR_FIGURES, _MOST_LABEL = 600, 0.42


@dataclass(frozen=True, slots=True)
class Pair:
    """One row: its label, both figures, and what is said of them at the end of the row."""

    label: str
    first: Estimate
    second: Estimate
    said: str

    @property
    def hidden(self) -> bool:
        """Whether there is nothing to draw, so that the row has to say why."""
        return self.second.hidden


@dataclass(frozen=True, slots=True)
class Marks:
    """The levels of the axis, ascending, each with its name."""

    levels: tuple[tuple[float, str], ...]

    @property
    def span(self) -> tuple[float, float]:
        """First and last level."""
        return self.levels[0][0], self.levels[-1][0]


def pairs_drawing(
    pairs: Sequence[Pair],
    marks: Marks,
    names: tuple[str, str],
    description: str,
    *,
    width: float,
    theme_name: str = "light",
) -> Drawing:
    """Draw the rows on one axis.

    Parameters
    ----------
    pairs
        The rows.
    marks
        The axis.
    names
        Of the first and the second figures, as layers of the chart are called.
    description
        The takeaway.
    width
        Pixels.
    theme_name
        `light` or `dark`.
    """
    colors, scale = theme(theme_name), _Scale(pairs, marks, width)
    layers = [*_ground(scale, colors), *_figures(scale, names, colors), *_texts(scale, colors)]
    return stacked(layers, colors, width=width, height=scale.height, description=description)


class _Scale:
    """Where rows and figures are, in pixels."""

    def __init__(self, pairs: Sequence[Pair], marks: Marks, width: float) -> None:
        self.pairs, self.marks = pairs, marks
        room = width * _MOST_LABEL - 16
        self.labels = [wrap(pair.label, room, LABEL_SIZE) for pair in pairs]
        widest = [width_px(line, LABEL_SIZE) for lines in self.labels for line in lines]
        self.left = min(max(widest, default=0) * 1.1, room) + 20
        self.figures = width >= _LEAST_FOR_FIGURES
        said = max((width_px(pair.said, SMALL_SIZE) for pair in pairs), default=0)
        self.right = width - (said * 1.16 + 20 if self.figures else 22)
        self.middles: list[float] = []
        top = float(_TOP)
        for lines in self.labels:
            high = max(len(lines), 1) * _LINE + _PAD
            self.middles.append(top + high / 2)
            top += high
        self.height = top + _BOTTOM

    def x(self, value: float) -> float:
        first, last = self.marks.span
        inside = min(max(value, first), last)
        return self.left + (inside - first) / (last - first) * (self.right - self.left)


def _ground(scale: _Scale, colors: Theme) -> Iterator[Layer]:
    levels = scale.marks.levels
    data = table(
        (col.X, col.Y, col.Y2), [(scale.x(value), _TOP - 6, scale.height) for value, _ in levels]
    )
    rule = {"type": "rule", "color": colors["grid"]}
    yield named("levels", data, rule, x=PIXEL_X, y=PIXEL_Y, y2=PIXEL_Y2)
    names = [(name, scale.x(value), _TOP - 12) for value, name in levels]
    yield text(
        "level-names", table((col.TEXT, col.X, col.Y), names), colors["muted"], x=PIXEL_X,
        small=True, align="center",
    )  # fmt: skip


def _figures(scale: _Scale, names: tuple[str, str], colors: Theme) -> Iterator[Layer]:
    sides = ((names[0], "first", -_OFFSET, colors["muted"], colors["paper"]),
             (names[1], "second", _OFFSET, colors["accent"], colors["accent"]))  # fmt: skip
    for name, side, offset, line, fill in sides:
        found = [
            (getattr(pair, side), middle + offset)
            for pair, middle in zip(scale.pairs, scale.middles, strict=True)
            if not getattr(pair, side).hidden
        ]
        spans = [(scale.x(e.low), scale.x(e.high), y) for e, y in found]
        rule = {"type": "rule", "color": line, "strokeWidth": 2}
        data = table((col.X, col.X2, col.Y), spans)
        yield named(f"{name}-lines", data, rule, x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y)
        dots = table((col.X, col.Y), [(scale.x(e.value), y) for e, y in found])
        mark = {"type": "point", "filled": True, "color": fill, "stroke": line, "size": 52,
                "strokeWidth": 1.8, "opacity": 1}  # fmt: skip
        yield named(f"{name}-dots", dots, mark, x=PIXEL_X, y=PIXEL_Y)


def _texts(scale: _Scale, colors: Theme) -> Iterator[Layer]:
    names = (col.TEXT, col.X, col.Y)
    labels = [
        (line, 0, middle + 5 + (number - (len(lines) - 1) / 2) * _LINE)
        for lines, middle in zip(scale.labels, scale.middles, strict=True)
        for number, line in enumerate(lines)
    ]
    yield text("labels", table(names, labels), colors["ink"], x=PIXEL_X)
    figures = [
        (pair.said, scale.right + 12 if scale.figures else scale.left, middle + 4.5)
        for pair, middle in zip(scale.pairs, scale.middles, strict=True)
        if scale.figures or pair.hidden
    ]
    yield text("figures", table(names, figures), colors["muted"], x=PIXEL_X, small=True)
