"""What a pilot showed of people: how far they came, where they stop, and what changed.

Two figures a row, opened and finished or before and after, each lie on the line of their interval:
a dot alone would claim more than a small group can say. The first figure is an open dot above, the
second a full one below; the shape tells them apart without colour. The way along the journey is a
falling line: of those who began, how many are still there. Answers on a scale and shares of what
is seen are different things, so each has a chart of its own. Findings and reports say a figure in
the same words as the charts, with its interval or that it is hidden.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor
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
)
from blendnb.charts.lettering import width_px, wrap
from blendnb.charts.theme import LABEL_SIZE, NOTEBOOK_WIDTH, SMALL_SIZE, Theme, theme
from blendnb.domain.pilot_results import BeforeAfter, Estimate, PilotResults, TouchpointUse
from blendnb.language import number, percent, say, signed

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd


Facts = tuple[list[str], Sequence[tuple[str, ...]]]
"""What a chart shows: the head of a table and its rows."""


def share_text(estimate: Estimate | None, *, interval: bool = True) -> str:
    """Return a share in words, `79 % (64 to 89)`; the share alone without its interval."""
    if estimate is None or not estimate.known:
        return say("pilot.unknown")
    if estimate.value is None:
        return say("pilot.few")
    if estimate.low is None or estimate.high is None or not interval:
        return percent(estimate.value)
    low, high = (number(100 * end, 0) for end in (estimate.low, estimate.high))
    return say("pilot.interval", value=percent(estimate.value), low=low, high=high)


def figure_text(
    estimate: Estimate | None, *, sign: bool = False, digits: int = 1, interval: bool = True
) -> str:
    """Return a figure in words, `+0.9 (0.6 to 1.2)`; with its sign where it is a change."""
    if estimate is None or not estimate.known:
        return say("pilot.unknown")
    if estimate.value is None:
        return say("pilot.few")
    value = signed(estimate.value, digits) if sign else number(estimate.value, digits)
    if estimate.low is None or estimate.high is None or not interval:
        return value
    low, high = (number(end, digits) for end in (estimate.low, estimate.high))
    return say("pilot.interval", value=value, low=low, high=high)


def level_text(change: BeforeAfter, estimate: Estimate, *, interval: bool = True) -> str:
    """Return what was answered or seen on one side: points of a scale, or a share."""
    if change.unit == "share":
        return share_text(estimate, interval=interval)
    return figure_text(estimate, interval=interval)


def change_text(change: BeforeAfter, *, interval: bool = True) -> str:
    """Return by how much it moved: points of a scale, or percentage points."""
    estimate = change.difference
    if change.unit == "points" or estimate.value is None:
        return figure_text(estimate, sign=True, interval=interval)
    value = signed(100 * estimate.value, 0)
    if estimate.low is None or estimate.high is None or not interval:
        return say("pilot.points", value=value)
    low, high = (number(100 * end, 0) for end in (estimate.low, estimate.high))
    return say("pilot.points_interval", value=value, low=low, high=high)


def share_axis() -> tuple[tuple[float, str], ...]:
    """Return the levels of an axis of shares, each with its name."""
    return tuple((share, percent(share)) for share in (0.0, 0.25, 0.5, 0.75, 1.0))


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
        (columns.X, columns.Y, columns.Y2),
        [(scale.x(value), _TOP - 6, scale.height) for value, _ in levels],
    )
    rule = {"type": "rule", "color": colors["grid"]}
    yield named("levels", data, rule, x=PIXEL_X, y=PIXEL_Y, y2=PIXEL_Y2)
    named_levels = [(name, scale.x(value), _TOP - 12) for value, name in levels]
    names = table((columns.TEXT, columns.X, columns.Y), named_levels)
    yield text("level-names", names, colors["muted"], x=PIXEL_X, small=True, align="center")


def _figures(scale: _Scale, names: tuple[str, str], colors: Theme) -> Iterator[Layer]:
    sides = ((names[0], "first", -_OFFSET, colors["muted"], colors["paper"]),
             (names[1], "second", _OFFSET, colors["accent"], colors["accent"]))  # fmt: skip
    for name, side, offset, line, fill in sides:
        points = [
            (getattr(pair, side), middle + offset)
            for pair, middle in zip(scale.pairs, scale.middles, strict=True)
            if not getattr(pair, side).hidden
        ]
        spans = [(scale.x(e.low), scale.x(e.high), y) for e, y in points]
        rule = {"type": "rule", "color": line, "strokeWidth": 2}
        data = table((columns.X, columns.X2, columns.Y), spans)
        yield named(f"{name}-lines", data, rule, x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y)
        dots = table((columns.X, columns.Y), [(scale.x(e.value), y) for e, y in points])
        mark = {"type": "point", "filled": True, "color": fill, "stroke": line, "size": 52,
                "strokeWidth": 1.8, "opacity": 1}  # fmt: skip
        yield named(f"{name}-dots", dots, mark, x=PIXEL_X, y=PIXEL_Y)


def _texts(scale: _Scale, colors: Theme) -> Iterator[Layer]:
    names = (columns.TEXT, columns.X, columns.Y)
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


def use_chart(
    results: PilotResults,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> "alt.LayerChart":
    """Draw who opened and who finished each touchpoint, with the takeaway as title.

    Parameters
    ----------
    results
        What `measure` says about a pilot.
    width
        Pixels.
    theme_name
        `light` or `dark`.

    Raises
    ------
    ValueError
        If the theme does not exist.
    """
    chart = use_drawing(results, width=width, theme_name=theme_name)
    return titled(chart, use_takeaway(results), say("charts.use_name"))


def use_takeaway(results: PilotResults) -> str:
    """Return what is finished by fewest and by most, of what has an end."""
    shown = [u for u in results.uses if not u.stays_open and u.completed.value is not None]
    if not shown:
        return say("charts.use_empty")
    least = min(shown, key=lambda use: use.completed.value or 0)
    most = max(shown, key=lambda use: use.completed.value or 0)
    return say(
        "charts.use_takeaway",
        low=_percent(least.completed.value), least=least.title,
        high=_percent(most.completed.value), most=most.title,
    )  # fmt: skip


def use_drawing(
    results: PilotResults,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> Drawing:
    """Draw the chart without its title; the parameters are those of `use_chart`."""
    pairs = [Pair(u.title, u.reached, u.completed, share_text(u.completed)) for u in results.uses]
    takeaway, marks = use_takeaway(results), Marks(share_axis())
    return pairs_drawing(
        pairs, marks, ("reached", "completed"), takeaway, width=width, theme_name=theme_name
    )


def _percent(share: float | None) -> str:
    return number(100 * (share or 0.0), 0)


def use_rows(results: PilotResults) -> Facts:
    """Return the chart's facts: the head of a table and its rows."""
    heads = ("touchpoint", "opened", "finished")
    rows = [(u.title, share_text(u.reached), share_text(u.completed)) for u in results.uses]
    return [say(f"charts.column.{head}") for head in heads], rows


def detail_rows(results: PilotResults) -> Facts:
    """Return who is still there, the time that people took and who was confused."""
    heads = ("touchpoint", "staying", "planned", "took", "confused")
    rows = [
        (
            use.title,
            _known(use.staying),
            number(use.planned_minutes),
            _minutes(use.minutes),
            _known(use.confused),
        )
        for use in results.uses
    ]
    return [say(f"charts.column.{head}") for head in heads], rows


def use_table(results: PilotResults) -> "pd.DataFrame":
    """Return the chart's facts as a table, with who is still there and the time people took."""
    import pandas as pd

    (head, rows), (more, details) = use_rows(results), detail_rows(results)
    joined = [(*row, *detail[1:]) for row, detail in zip(rows, details, strict=True)]
    return pd.DataFrame(joined, columns=[*head, *more[1:]])


def _known(estimate: Estimate | None) -> str:
    return say("page.nothing") if estimate is None else share_text(estimate)


def _minutes(estimate: Estimate | None) -> str:
    return (
        say("page.nothing") if estimate is None else figure_text(estimate, digits=0, interval=False)
    )


# ------------------------------------------------------------------------------------- drop-off

_STEP, _HIGH = 30, 10


def staying_chart(
    results: PilotResults,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> "alt.LayerChart":
    """Draw how many of those who began are still there at each step, with the takeaway as title.

    The parameters are those of `use_chart`.
    """
    chart = staying_drawing(results, width=width, theme_name=theme_name)
    return titled(chart, staying_takeaway(results), say("charts.staying_name"))


def steps_of(results: PilotResults) -> list[TouchpointUse]:
    """Return the touchpoints along the way of which it may be said who is still there."""
    return [use for use in results.uses if use.staying is not None and not use.staying.hidden]


def staying_takeaway(results: PilotResults) -> str:
    """Return where most people stop, or that hardly anybody does."""
    steps = steps_of(results)
    if not steps:
        return say("charts.staying_empty")
    shares = [1.0, *(_value(use) for use in steps)]
    losses = [before - after for before, after in pairwise(shares)]
    worst = max(range(len(steps)), key=lambda step: losses[step])
    last = _percent(shares[-1])
    if losses[worst] < _WORTH_NAMING:
        return say("charts.staying_even", last=last)
    return say(
        "charts.staying_takeaway", last=last, lost=_percent(losses[worst]), title=steps[worst].title
    )


_WORTH_NAMING = 0.1


def staying_rows(results: PilotResults) -> Facts:
    """Return who is still there at each step: the head of a table and its rows."""
    head = [say(f"charts.column.{key}") for key in ("touchpoint", "staying")]
    return head, [(use.title, share_text(use.staying)) for use in steps_of(results)]


def _value(use: TouchpointUse) -> float:
    return (use.staying.value or 0.0) if use.staying else 0.0


def staying_drawing(
    results: PilotResults,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> Drawing:
    """Draw the chart without its title; the parameters are those of `use_chart`."""
    colors, scale = theme(theme_name), _Steps(steps_of(results), width)
    layers = [*_step_bars(scale, colors), *_step_texts(scale, colors)]
    takeaway = staying_takeaway(results)
    return stacked(layers, colors, width=width, height=scale.height, description=takeaway)


class _Steps:
    """Where steps and shares are, in pixels."""

    def __init__(self, steps: Sequence[TouchpointUse], width: float) -> None:
        self.steps, self.axis = steps, share_axis()
        room = width * 0.42 - 16
        self.labels = [wrap(use.title, room, LABEL_SIZE) for use in steps]
        widest = [width_px(line, LABEL_SIZE) for lines in self.labels for line in lines]
        self.left = min(max(widest, default=0) * 1.1, room) + 20
        self.said = [share_text(use.staying) for use in steps if use.staying]
        figures = max((width_px(said, SMALL_SIZE) for said in self.said), default=0)
        self.figures = width >= 600  # noqa: PLR2004 -- narrower, the table has the figures
        self.right = width - (figures * 1.16 + 20 if self.figures else 22)
        self.middles: list[float] = []
        top = float(_TOP)
        for lines in self.labels:
            high = max(len(lines), 1) * 18 + 12
            self.middles.append(top + high / 2)
            top += high
        self.height = top + _BOTTOM

    def x(self, share: float) -> float:
        return self.left + share * (self.right - self.left)


def _step_bars(scale: _Steps, colors: Theme) -> Iterator[Layer]:
    """A bar as long as the share that is left, with its interval as a line on its end."""
    levels = [(scale.x(value), _TOP - 6, scale.height) for value, _ in scale.axis]
    rule = {"type": "rule", "color": colors["grid"]}
    yield named("levels", table((columns.X, columns.Y, columns.Y2), levels), rule,
                x=PIXEL_X, y=PIXEL_Y, y2=PIXEL_Y2)  # fmt: skip
    placed = list(zip(scale.steps, scale.middles, strict=True))
    bars = [(scale.left, scale.x(_value(u)), y - _HIGH / 2, y + _HIGH / 2) for u, y in placed]
    yield named("staying", table((columns.X, columns.X2, columns.Y, columns.Y2), bars),
                {"type": "rect", "color": colors["band"], "stroke": colors["accent"]},
                x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y, y2=PIXEL_Y2)  # fmt: skip
    ends = [(scale.x(u.staying.low or 0), scale.x(u.staying.high or 0), y)
            for u, y in placed if u.staying]  # fmt: skip
    yield named("staying-lines", table((columns.X, columns.X2, columns.Y), ends),
                {"type": "rule", "color": colors["ink"], "strokeWidth": 2},
                x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y)  # fmt: skip


def _step_texts(scale: _Steps, colors: Theme) -> Iterator[Layer]:
    names = (columns.TEXT, columns.X, columns.Y)
    levels = [(name, scale.x(value), _TOP - 12) for value, name in scale.axis]
    yield text("level-names", table(names, levels), colors["muted"], x=PIXEL_X, small=True,
               align="center")  # fmt: skip
    labels = [
        (line, 0, middle + 5 + (number - (len(lines) - 1) / 2) * 18)
        for lines, middle in zip(scale.labels, scale.middles, strict=True)
        for number, line in enumerate(lines)
    ]
    yield text("labels", table(names, labels), colors["ink"], x=PIXEL_X)
    if scale.figures:
        said = zip(scale.said, scale.middles, strict=True)
        figures = [(share, scale.right + 12, middle + 4.5) for share, middle in said]
        yield text("figures", table(names, figures), colors["muted"], x=PIXEL_X, small=True)


_MOST_MARKS = 6


def units_of(results: PilotResults) -> tuple[str, ...]:
    """Return which of the two charts there is something for: `points`, `share`."""
    shown = {c.unit for c in results.changes if not (c.before.hidden and c.after.hidden)}
    return tuple(unit for unit in ("points", "share") if unit in shown)


def changes_chart(
    results: PilotResults,
    unit: str = "points",
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> "alt.LayerChart":
    """Draw each question or indicator before and after, with the takeaway as title.

    Parameters
    ----------
    results
        What `measure` says about a pilot.
    unit
        `points` for answers on a scale, `share` for what is seen at work.
    width
        Pixels.
    theme_name
        `light` or `dark`.

    Raises
    ------
    ValueError
        If the theme does not exist.
    """
    chart = changes_drawing(results, unit, width=width, theme_name=theme_name)
    return titled(chart, changes_takeaway(results, unit), say("charts.changes_name"))


def _of(results: PilotResults, unit: str) -> list[BeforeAfter]:
    return [change for change in results.changes if change.unit == unit]


def changes_takeaway(results: PilotResults, unit: str) -> str:
    """Return how many rose, fell or did not visibly move."""
    shown = [change for change in _of(results, unit) if not change.difference.hidden]
    if not shown:
        return say("charts.changes_empty")
    if len(shown) == 1:
        return say("charts.changes_one", text=shown[0].text, said=change_text(shown[0]))
    rose = sum(change.difference.wholly_above(0) for change in shown)
    fell = sum(change.difference.wholly_below(0) for change in shown)
    key = f"charts.changes_{unit}{'_fell' if fell else ''}"
    return say(key, rose=rose, of=len(shown), fell=fell)


def changes_drawing(
    results: PilotResults,
    unit: str = "points",
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> Drawing:
    """Draw the chart without its title; the parameters are those of `changes_chart`."""
    shown = _of(results, unit)
    pairs = [Pair(c.text, c.before, c.after, change_text(c)) for c in shown]
    marks = Marks(share_axis()) if unit == "share" else _marks(shown)
    takeaway = changes_takeaway(results, unit)
    return pairs_drawing(
        pairs, marks, ("before", "after"), takeaway, width=width, theme_name=theme_name
    )


def _marks(changes: Sequence[BeforeAfter]) -> Marks:
    """Whole points around everything that is drawn."""
    ends = [
        end
        for change in changes
        for estimate in (change.before, change.after)
        for end in (estimate.low, estimate.high)
        if end is not None
    ] or [0.0, 1.0]
    low, high = floor(min(ends)), ceil(max(ends))
    step = max(1, ceil((high - low) / _MOST_MARKS))
    levels = range(low, max(high, low + 1) + step, step)
    return Marks(tuple((float(level), f"{level}") for level in levels if level < high + step))


def changes_rows(results: PilotResults, unit: str = "") -> Facts:
    """Return the facts of one chart or of both: the head of a table and its rows."""
    heads = ("asked", "before", "after", "difference", "whom")
    rows = [
        (
            change.text,
            level_text(change, change.before),
            level_text(change, change.after),
            change_text(change),
            say("charts.changes_same" if change.paired else "charts.changes_different"),
        )
        for change in results.changes
        if unit in ("", change.unit)
    ]
    return [say(f"charts.column.{head}") for head in heads], rows


def changes_table(results: PilotResults) -> "pd.DataFrame":
    """Return the facts of both charts as a table."""
    import pandas as pd

    head, rows = changes_rows(results)
    return pd.DataFrame(rows, columns=head)
