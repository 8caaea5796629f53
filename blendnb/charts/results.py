"""How far people came in a pilot: who opened and who finished each touchpoint, and where they stop.

Use is drawn as two figures a touchpoint (`pairs`), opened and finished. The way along the journey
is a falling line: of those who began, how many are still there.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
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
)
from blendnb.charts.lettering import width_px, wrap
from blendnb.charts.pairs import Marks, Pair, pairs_drawing
from blendnb.charts.theme import LABEL_SIZE, NOTEBOOK_WIDTH, SMALL_SIZE, Theme, theme
from blendnb.charts.words import ENGLISH, Words
from blendnb.domain.results import Estimate, Results, Use

if TYPE_CHECKING:
    import altair as alt


def use_chart(
    results: Results,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
    words: Words = ENGLISH,
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
    words
        The words on the chart.

    Raises
    ------
    ValueError
        If the theme does not exist.
    """
    chart = use_drawing(results, width=width, theme_name=theme_name, words=words)
    return titled(chart, use_takeaway(results, words), words["use_name"])


def use_takeaway(results: Results, words: Words) -> str:
    """Return what is finished by fewest and by most, of what has an end."""
    shown = [u for u in results.uses if not u.standing and u.completed.value is not None]
    if not shown:
        return words["use_empty"]
    least = min(shown, key=lambda use: use.completed.value or 0)
    most = max(shown, key=lambda use: use.completed.value or 0)
    return words["use_takeaway"].format(
        low=_percent(least.completed.value), least=least.title,
        high=_percent(most.completed.value), most=most.title,
    )  # fmt: skip


def use_drawing(
    results: Results,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
    words: Words = ENGLISH,
) -> Drawing:
    """Draw the chart without its title; the parameters are those of `use_chart`."""
    pairs = [Pair(u.title, u.reached, u.completed, _said(u.completed, words)) for u in results.uses]
    takeaway = use_takeaway(results, words)
    return pairs_drawing(
        pairs, SHARES, ("reached", "completed"), takeaway, width=width, theme_name=theme_name
    )


SHARES = Marks(tuple((share, f"{100 * share:.0f}\u00a0%") for share in (0.0, 0.25, 0.5, 0.75, 1.0)))
"""An axis of shares."""


def _said(found: Estimate, words: Words) -> str:
    if found.value is None or found.low is None or found.high is None:
        return words["use_hidden"]
    return words["use_figure"].format(
        value=_percent(found.value), low=_percent(found.low), high=_percent(found.high)
    )


def _percent(share: float | None) -> str:
    return f"{(share or 0) * 100:.0f}"


def use_table(results: Results, words: Words = ENGLISH) -> pd.DataFrame:
    """Return the chart's facts as a table, with who is still there and the time people took."""

    def said(found: Estimate | None, *, share: bool = True) -> str:
        if found is None:
            return words["nothing_known"]
        if found.value is None:
            return words["use_hidden"]
        if not share or found.low is None or found.high is None:
            return f"{found.value:.0f}"
        return words["use_figure"].format(
            value=_percent(found.value), low=_percent(found.low), high=_percent(found.high)
        )

    rows = [
        (use.title, said(use.reached), said(use.completed), said(use.staying),
         f"{use.planned_minutes:g}", said(use.minutes, share=False), said(use.confused))
        for use in results.uses
    ]  # fmt: skip
    heads = ("touchpoint", "opened", "finished", "staying", "planned", "took", "confused")
    return pd.DataFrame(rows, columns=[words[f"column.{head}"] for head in heads])


# ------------------------------------------------------------------------------------- drop-off

_STEP, _TOP, _BOTTOM, _HIGH = 30, 30, 8, 10


def staying_chart(
    results: Results,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
    words: Words = ENGLISH,
) -> "alt.LayerChart":
    """Draw how many of those who began are still there at each step, with the takeaway as title.

    The parameters are those of `use_chart`.
    """
    chart = staying_drawing(results, width=width, theme_name=theme_name, words=words)
    return titled(chart, staying_takeaway(results, words), words["staying_name"])


def steps_of(results: Results) -> list[Use]:
    """Return the touchpoints along the way of which it may be said who is still there."""
    return [use for use in results.uses if use.staying is not None and not use.staying.hidden]


def staying_takeaway(results: Results, words: Words) -> str:
    """Return where most people stop, or that hardly anybody does."""
    steps = steps_of(results)
    if not steps:
        return words["staying_empty"]
    shares = [1.0, *(_value(use) for use in steps)]
    losses = [before - after for before, after in pairwise(shares)]
    worst = max(range(len(steps)), key=lambda place: losses[place])
    last = _percent(shares[-1])
    if losses[worst] < _WORTH_NAMING:
        return words["staying_even"].format(last=last)
    return words["staying_takeaway"].format(
        last=last, lost=_percent(losses[worst]), title=steps[worst].title
    )


_WORTH_NAMING = 0.1


def staying_table(results: Results, words: Words = ENGLISH) -> pd.DataFrame:
    """Return who is still there at each step as a table."""
    rows = [(u.title, _said(u.staying, words)) for u in steps_of(results) if u.staying]
    return pd.DataFrame(rows, columns=[words[f"column.{key}"] for key in ("touchpoint", "staying")])


def _value(use: Use) -> float:
    return (use.staying.value or 0.0) if use.staying else 0.0


def staying_drawing(
    results: Results,
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
    words: Words = ENGLISH,
) -> Drawing:
    """Draw the chart without its title; the parameters are those of `use_chart`."""
    colors, scale = theme(theme_name), _Steps(steps_of(results), width, words)
    layers = [*_step_bars(scale, colors), *_step_texts(scale, colors)]
    takeaway = staying_takeaway(results, words)
    return stacked(layers, colors, width=width, height=scale.height, description=takeaway)


class _Steps:
    """Where steps and shares are, in pixels."""

    def __init__(self, steps: Sequence[Use], width: float, words: Words) -> None:
        self.steps = steps
        room = width * 0.42 - 16
        self.labels = [wrap(use.title, room, LABEL_SIZE) for use in steps]
        widest = [width_px(line, LABEL_SIZE) for lines in self.labels for line in lines]
        self.left = min(max(widest, default=0) * 1.1, room) + 20
        self.said = [_said(use.staying, words) for use in steps if use.staying]
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
    levels = [(scale.x(value), _TOP - 6, scale.height) for value, _ in SHARES.levels]
    rule = {"type": "rule", "color": colors["grid"]}
    yield named("levels", table((col.X, col.Y, col.Y2), levels), rule,
                x=PIXEL_X, y=PIXEL_Y, y2=PIXEL_Y2)  # fmt: skip
    placed = list(zip(scale.steps, scale.middles, strict=True))
    bars = [(scale.left, scale.x(_value(u)), y - _HIGH / 2, y + _HIGH / 2) for u, y in placed]
    yield named("staying", table((col.X, col.X2, col.Y, col.Y2), bars),
                {"type": "rect", "color": colors["band"], "stroke": colors["accent"]},
                x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y, y2=PIXEL_Y2)  # fmt: skip
    ends = [(scale.x(u.staying.low or 0), scale.x(u.staying.high or 0), y)
            for u, y in placed if u.staying]  # fmt: skip
    yield named("staying-lines", table((col.X, col.X2, col.Y), ends),
                {"type": "rule", "color": colors["ink"], "strokeWidth": 2},
                x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y)  # fmt: skip


def _step_texts(scale: _Steps, colors: Theme) -> Iterator[Layer]:
    names = (col.TEXT, col.X, col.Y)
    levels = [(name, scale.x(value), _TOP - 12) for value, name in SHARES.levels]
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
        figures = [(words, scale.right + 12, middle + 4.5) for words, middle in said]
        yield text("figures", table(names, figures), colors["muted"], x=PIXEL_X, small=True)
