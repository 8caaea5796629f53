"""What a blend takes: a bar for each part with its range, and who is cheaper for how many people.

A bar ends at the usual figure and a line runs from the low end to the high one: the surveys behind
it differ two to five times, and a bar without that line would be a promise. The break-even shows
two totals over the number of learners, each in its band, with every crossing marked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import TYPE_CHECKING, Any

from blendnb.charts import columns
from blendnb.charts.drawing import (
    PIXEL_X,
    PIXEL_X2,
    PIXEL_Y,
    PIXEL_Y2,
    Drawing,
    Layer,
    named,
    pixels,
    stacked,
    table,
    text,
    titled,
)  # fmt: skip
from blendnb.charts.lettering import width_px
from blendnb.charts.theme import LABEL_SIZE, NOTEBOOK_WIDTH, SMALL_SIZE, Theme, theme
from blendnb.domain.costs import BreakEven, Cost, Curve, Range
from blendnb.language import estimate, number, say

if TYPE_CHECKING:
    import altair as alt

_ROW, _BAR, _GAP, _CAP, _NAME = 30, 14, 12, 5, 18
_LEAST_FOR_BARS = 80
_PLOT, _TOP, _BELOW, _LEFT = 260, 16, 30, 64
_MOST_POINTS = 300
_DASH = [7, 4]
_LEAST_FOR_NAMES = 500


def cost_chart(
    cost: Cost,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> "alt.LayerChart":
    """Draw the parts of a cost in hours, with the takeaway as title.

    Parameters
    ----------
    cost
        What `cost` says about a plan.
    width
        Pixels.
    theme_name
        `light` or `dark`.

    Raises
    ------
    ValueError
        If the theme does not exist.
    """
    chart = cost_drawing(cost, width=width, theme_name=theme_name)
    return titled(chart, cost_takeaway(cost), cost_name(cost))


def cost_drawing(
    cost: Cost,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> Drawing:
    """Draw the chart without its title; the parameters are those of `cost_chart`."""
    rows = [BarRow("", say(f"cost.part.{name}"), part.hours) for name, part in cost.parts.items()]
    return bars(rows, cost_takeaway(cost), width=width, theme_name=theme_name)


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: the group it belongs to, its own label, its figure."""

    group: str
    label: str
    figure: Range


def bars(
    rows: Sequence[BarRow],
    description: str,
    *,
    width: float,
    theme_name: str = "light",
) -> Drawing:
    """Draw bars with ranges on one scale, with group headings where rows have groups."""
    colors = theme(theme_name)
    scale = _BarScale(rows, width)
    layers = [*_bar_layers(scale, colors), *_bar_texts(scale, colors)]
    return stacked(layers, colors, width=width, height=scale.height, description=description)


class _BarScale:
    """Where rows and figures are, in pixels."""

    def __init__(self, rows: Sequence[BarRow], width: float) -> None:
        self.rows = rows
        names = [width_px(row.label, LABEL_SIZE) for row in rows]
        figures = [width_px(range_text(row.figure), SMALL_SIZE) for row in rows]
        self.right = width - max(figures, default=0) * 1.16 - 12
        beside = max(names, default=0) * 1.1 + 12
        # On a phone the names would leave no room for the bars: there they stand above them.
        self.above = 0 if self.right - beside >= _LEAST_FOR_BARS else _NAME
        self.left = 0 if self.above else beside
        self.most = max((row.figure.high for row in rows), default=0) or 1.0
        self.headings: list[tuple[str, float]] = []
        self.tops = list(self._tops())
        self.height = (self.tops[-1] if self.tops else 0) + _ROW + self.above

    def _tops(self) -> Iterator[float]:
        top, group = 0.0, ""
        for row in self.rows:
            if row.group != group:
                top += _GAP if group else 0
                self.headings.append((row.group, top + _ROW * 0.6))
                top, group = top + _ROW * 0.8, row.group
            yield top
            top += _ROW + self.above

    def x(self, value: float) -> float:
        return self.left + value / self.most * (self.right - self.left)

    @property
    def middles(self) -> list[float]:
        return [top + self.above + _ROW / 2 for top in self.tops]


def _bar_layers(scale: _BarScale, colors: Theme) -> Iterator[Layer]:
    placed = list(zip(scale.rows, scale.middles, strict=True))
    fill = {"type": "rect", "color": colors["band"], "stroke": colors["accent"]}
    data = table(
        (columns.X, columns.X2, columns.Y, columns.Y2),
        [
            (scale.left, scale.x(row.figure.default), middle - _BAR / 2, middle + _BAR / 2)
            for row, middle in placed
            if row.figure.default
        ],
    )
    yield named("bars", data, fill, x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y, y2=PIXEL_Y2)
    ranged = [(row, middle) for row, middle in placed if not row.figure.certain]
    line = {"type": "rule", "color": colors["ink"], "strokeWidth": 1.5}
    spans = [(scale.x(r.figure.low), scale.x(r.figure.high), m) for r, m in ranged]
    data = table((columns.X, columns.X2, columns.Y), spans)
    yield named("ranges", data, line, x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y)
    ends = [(x, m - _CAP, m + _CAP) for low, high, m in spans for x in (low, high)]
    data = table((columns.X, columns.Y, columns.Y2), ends)
    yield named("range-ends", data, line, x=PIXEL_X, y=PIXEL_Y, y2=PIXEL_Y2)


def _bar_texts(scale: _BarScale, colors: Theme) -> Iterator[Layer]:
    names = (columns.TEXT, columns.X, columns.Y)
    placed = list(zip(scale.rows, scale.middles, strict=True))
    labels = [(row.label, 0, middle + 5 - scale.above) for row, middle in placed]
    yield text("labels", table(names, labels), colors["ink"], x=PIXEL_X)
    figures = [
        (range_text(row.figure), scale.x(row.figure.high) + 10, middle + 4.5)
        for row, middle in placed
    ]
    yield text("figures", table(names, figures), colors["muted"], x=PIXEL_X, small=True)
    headings = [(heading, 0, top) for heading, top in scale.headings if heading]
    yield text("groups", table(names, headings), colors["muted"], x=PIXEL_X, small=True, bold=True)


# --------------------------------------------------------------------------------- break-even


def break_even_chart(
    even: BreakEven,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> "alt.LayerChart":
    """Draw two totals over the number of learners, with the takeaway as title.

    The parameters are those of `cost_chart`, with what `break_even` says instead of a cost.
    """
    chart = break_even_drawing(even, width=width, theme_name=theme_name)
    return titled(chart, break_even_takeaway(even), break_even_name(even))


def break_even_drawing(
    even: BreakEven,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> Drawing:
    """Draw the chart without its title; the parameters are those of `break_even_chart`."""
    colors, scale = theme(theme_name), _EvenScale(even, width)
    layers = [
        *_even_ground(scale, colors),
        *_even_lines(scale, colors),
        *_even_marks(scale, colors),
    ]
    height = _TOP + _PLOT + _BELOW
    return stacked(
        layers, colors, width=width, height=height, description=break_even_takeaway(even)
    )


class _EvenScale:
    """Where learners and totals are, in pixels."""

    def __init__(self, even: BreakEven, width: float) -> None:
        self.even = even
        # On a phone there is no room for names: letters stand for the plans in their order.
        self.names = even.titles if width >= _LEAST_FOR_NAMES else ("A", "B")
        ends = [*self.names, f"{number(even.most)}  {say('break_even.axis')}"]
        self.right = width - max(width_px(name, SMALL_SIZE) for name in ends) * 1.1 - 12
        self.most = max(max(curve.high) for curve in even.curves) or 1.0
        self.shown = _shown(even)

    def x(self, learners: float) -> float:
        return _LEFT + (learners - 1) / max(self.even.most - 1, 1) * (self.right - _LEFT)

    def y(self, total: float) -> float:
        return _TOP + _PLOT - total / self.most * _PLOT


def _shown(even: BreakEven) -> list[int]:
    """Numbers of learners that are drawn: evenly many, and every crossing with its neighbours."""
    step = max(1, even.most // _MOST_POINTS)
    near = (c.learners + d for c in even.crossings for d in (-1, 0, 1))
    numbers = {1, even.most, *range(1, even.most + 1, step), *near}
    return sorted(n for n in numbers if 1 <= n <= even.most)


def levels(most: float, count: int = 4) -> list[float]:
    """Return round figures from 0 up to `most`, about `count` steps.

    Examples
    --------
    >>> levels(1300)
    [0.0, 500.0, 1000.0]
    """
    rough = most / count
    size = 10.0 ** floor(log10(rough)) if rough > 0 else 1.0
    step = next(size * by for by in (1, 2, 2.5, 5, 10) if size * by >= rough)
    return [step * number for number in range(int(most / step) + 1)]


def _even_ground(scale: _EvenScale, colors: Theme) -> Iterator[Layer]:
    rule = {"type": "rule", "color": colors["grid"]}
    marks = levels(scale.most)
    data = table(
        (columns.X, columns.X2, columns.Y), [(_LEFT, scale.right, scale.y(m)) for m in marks]
    )
    yield named("levels", data, rule, x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y)
    names = (columns.TEXT, columns.X, columns.Y)
    shown = [(estimate(m), _LEFT - 8, scale.y(m) + 4) for m in marks]
    yield text(
        "level-names", table(names, shown), colors["muted"], x=PIXEL_X, small=True, align="right"
    )
    base = _TOP + _PLOT + 20
    counts = (n for n in levels(scale.even.most) if n and n.is_integer())
    people = [(number(n), scale.x(n), base) for n in counts]
    yield text(
        "learners", table(names, people), colors["muted"], x=PIXEL_X, small=True, align="center"
    )
    beside = width_px(number(scale.even.most), SMALL_SIZE) / 2 + 10
    axis = [(say("break_even.axis"), scale.right + beside, base)]
    yield text("axis-name", table(names, axis), colors["muted"], x=PIXEL_X, small=True)


def _even_lines(scale: _EvenScale, colors: Theme) -> Iterator[Layer]:
    """A band and a line for each plan: the first solid in the accent, the second dashed in ink."""
    y, y2 = pixels(columns.LOW), {"field": columns.HIGH}
    looks: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("accent", "band", {}),
        ("ink", "shade", {"strokeDash": _DASH}),
    )
    for plan in (1, 0):
        color, band, dash = looks[plan]
        points = _points(scale, scale.even.curves[plan])
        area = {"type": "area", "color": colors[band], "opacity": 0.75}
        yield named(f"band-{plan}", points, area, x=PIXEL_X, y=y, y2=y2)
    for plan in (1, 0):
        color, band, dash = looks[plan]
        points = _points(scale, scale.even.curves[plan])
        line = {
            "type": "line",
            "color": colors[color],
            "strokeWidth": 2,
            "interpolate": "step",
            **dash,
        }
        yield named(f"line-{plan}", points, line, x=PIXEL_X, y=PIXEL_Y)


def _points(scale: _EvenScale, curve: Curve) -> list[dict[str, float]]:
    return table(
        (columns.X, columns.Y, columns.LOW, columns.HIGH),
        [
            (
                scale.x(n),
                scale.y(curve.default[n - 1]),
                scale.y(curve.low[n - 1]),
                scale.y(curve.high[n - 1]),
            )
            for n in scale.shown
        ],
    )


def _even_marks(scale: _EvenScale, colors: Theme) -> Iterator[Layer]:
    """A ring on every crossing with its number, and the name of each plan at its end."""
    crossings = [(scale.x(c.learners), scale.y(min(c.totals))) for c in scale.even.crossings]
    ring = {"type": "point", "shape": "circle", "size": 70, "filled": True, "opacity": 1,
            "color": colors["paper"], "stroke": colors["ink"], "strokeWidth": 1.5}  # fmt: skip
    yield named("crossings", table((columns.X, columns.Y), crossings), ring, x=PIXEL_X, y=PIXEL_Y)
    names = (columns.TEXT, columns.X, columns.Y)
    yield text("crossing-names", table(names, list(_crossing_names(scale))), colors["ink"],
               x=PIXEL_X, small=True, bold=True, align="center")  # fmt: skip
    ends = [scale.y(curve.default[-1]) for curve in scale.even.curves]
    apart = max(0.0, 16 - abs(ends[0] - ends[1])) / 2
    moved = (-apart, apart) if ends[0] <= ends[1] else (apart, -apart)
    for plan, color in ((0, "accent"), (1, "ink")):
        name = [(scale.names[plan], scale.right + 8, ends[plan] + moved[plan] + 4)]
        yield text(f"name-{plan}", table(names, name), colors[color], x=PIXEL_X, small=True)


def _crossing_names(scale: _EvenScale) -> Iterator[tuple[str, float, float]]:
    """The number of learners at each crossing, where it does not collide with the one before."""
    free_from = float("-inf")
    for crossing in scale.even.crossings:
        name, x = number(crossing.learners), scale.x(crossing.learners)
        half = width_px(name, SMALL_SIZE, bold=True) * 0.55 + 2
        if x - half >= free_from:
            yield name, x, max(scale.y(min(crossing.totals)) - 12, 12)
            free_from = x + half


# ------------------------------------------------------------------------------------ in words


def range_text(figure: Range) -> str:
    """Return an estimate with its range, `222 (194 to 574)`; the figure alone where it is exact."""
    low, usual, high = map(estimate, (figure.low, figure.default, figure.high))
    return usual if low == high else say("cost.range", usual=usual, low=low, high=high)


def cost_takeaway(cost: Cost) -> str:
    """Return which part is the largest, in hours."""
    part, largest = max(cost.parts.items(), key=lambda item: item[1].hours.default)
    if not largest.hours.default:
        return say("cost.empty")
    return say(
        "cost.takeaway",
        part=say(f"cost.part.{part}"),
        largest=estimate(largest.hours.default),
        total=range_text(cost.total_hours),
    )


def cost_name(cost: Cost) -> str:
    """Return what the chart shows, dry."""
    return say("cost.name", learners=number(cost.size))


def break_even_takeaway(even: BreakEven) -> str:
    """Return which plan is the cheaper one, and from how many learners on."""
    first, second = even.titles[even.cheaper_at_first], even.titles[1 - even.cheaper_at_first]
    if not even.crossings:
        return say("break_even.always", cheaper=first, other=second, most=even.most)
    last = even.crossings[-1]
    facts = {
        "first": first,
        "later": even.titles[last.cheaper],
        "learners": last.learners,
        "count": len(even.crossings),
        "most": even.most,
    }
    if even.pays_from[last.cheaper] is None:
        return say("break_even.unsettled", **facts)
    key = "once" if len(even.crossings) == 1 else "often"
    return _over_the_ranges(say(f"break_even.{key}", **facts), even, last.cheaper)


def _over_the_ranges(takeaway: str, even: BreakEven, plan: int) -> str:
    """The same number with all figures low and with all figures high, smaller one first."""
    ends = sorted(even.pays_from_ends[plan], key=lambda n: float("inf") if n is None else n)
    low, high = (say("break_even.never") if n is None else number(n) for n in ends)
    if low == high:
        return takeaway
    return say("break_even.over_the_ranges", takeaway=takeaway, low=low, high=high)


def break_even_name(even: BreakEven) -> str:
    """Return what the chart shows, dry."""
    key = "name_with" if even.learner_time else "name_without"
    return say(f"break_even.{key}", unit=even.currency or say("break_even.hours"))
