"""Before and after: what people say of themselves, and what is seen of them at work.

Answers on a scale and shares of what is seen are different things, so each has a chart of its own.
"""

from collections.abc import Sequence
from math import ceil, floor
from typing import TYPE_CHECKING

import pandas as pd

from blendnb.charts.drawing import (
    Drawing,
    titled,
)
from blendnb.charts.pairs import Marks, Pair, pairs_drawing
from blendnb.charts.results import SHARES
from blendnb.charts.theme import NOTEBOOK_WIDTH
from blendnb.charts.words import ENGLISH, Words
from blendnb.domain.figures import change_figure
from blendnb.domain.results import Change, Results

if TYPE_CHECKING:
    import altair as alt

_MOST_MARKS = 6


def units_of(results: Results) -> tuple[str, ...]:
    """Return which of the two charts there is something for: `points`, `share`."""
    shown = {c.unit for c in results.changes if not (c.before.hidden and c.after.hidden)}
    return tuple(unit for unit in ("points", "share") if unit in shown)


def changes_chart(
    results: Results,
    unit: str = "points",
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
    words: Words = ENGLISH,
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
    words
        The words on the chart.

    Raises
    ------
    ValueError
        If the theme does not exist.
    """
    chart = changes_drawing(results, unit, width=width, theme_name=theme_name, words=words)
    return titled(chart, changes_takeaway(results, unit, words), words["changes_name"])


def _of(results: Results, unit: str) -> list[Change]:
    return [change for change in results.changes if change.unit == unit]


def changes_takeaway(results: Results, unit: str, words: Words) -> str:
    """Return how many rose, fell or did not visibly move."""
    found = [change for change in _of(results, unit) if not change.difference.hidden]
    if not found:
        return words["changes_empty"]
    if len(found) == 1:
        return words["changes_one"].format(text=found[0].text, said=_said(found[0], words))
    rose = sum(change.difference.wholly_above(0) for change in found)
    fell = sum(change.difference.wholly_below(0) for change in found)
    return words[f"changes_takeaway_{unit}"].format(
        rose=rose, of=len(found), fell=words["changes_fell"].format(fell=fell) if fell else ""
    )


def changes_drawing(
    results: Results,
    unit: str = "points",
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
    words: Words = ENGLISH,
) -> Drawing:
    """Draw the chart without its title; the parameters are those of `changes_chart`."""
    found = _of(results, unit)
    pairs = [Pair(c.text, c.before, c.after, _said(c, words)) for c in found]
    marks = SHARES if unit == "share" else _marks(found)
    takeaway = changes_takeaway(results, unit, words)
    return pairs_drawing(
        pairs, marks, ("before", "after"), takeaway, width=width, theme_name=theme_name
    )


def _said(change: Change, words: Words) -> str:
    if change.difference.hidden:
        return words["use_hidden"]
    return change_figure(change, change.difference, signed=True)


def _marks(changes: Sequence[Change]) -> Marks:
    """Whole points around everything that is drawn."""
    ends = [
        end
        for change in changes
        for found in (change.before, change.after)
        for end in (found.low, found.high)
        if end is not None
    ] or [0.0, 1.0]
    low, high = floor(min(ends)), ceil(max(ends))
    step = max(1, ceil((high - low) / _MOST_MARKS))
    levels = range(low, max(high, low + 1) + step, step)
    return Marks(tuple((float(level), f"{level}") for level in levels if level < high + step))


def changes_table(results: Results, words: Words = ENGLISH) -> pd.DataFrame:
    """Return the facts of both charts as a table."""
    rows = [
        (
            c.text,
            change_figure(c, c.before),
            change_figure(c, c.after),
            _said(c, words),
            words["changes_same" if c.paired else "changes_different"],
        )
        for c in results.changes
    ]
    heads = ("asked", "before", "after", "difference", "whom")
    return pd.DataFrame(rows, columns=[words[f"column.{head}"] for head in heads])
