"""What more touchpoints buy: retention against the learner's minutes, and the table of regret.

Each point is the best that so many touchpoints can do; where the lines flatten, one more return
costs minutes and buys little.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from blendnb.charts import columns as col
from blendnb.charts.drawing import titled
from blendnb.charts.sheet import BELOW, LEFT, Plot, Sheet, names_room
from blendnb.charts.theme import NOTEBOOK_WIDTH, theme
from blendnb.spacing.captions import caption_of
from blendnb.spacing.choice import FrontPoint
from blendnb.spacing.models import memory_models
from blendnb.spacing.questions import Judged

if TYPE_CHECKING:
    import altair as alt

_LEVELS = (0, 0.25, 0.5, 0.75, 1)
_HEIGHT, _AXIS = 180, 20
_AXIS_NAMES, _BESIDE, _TOP = 90, 14, 24
_WORTH = 0.01


def front_chart(
    points: Sequence[FrontPoint],
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> "alt.LayerChart":
    """Draw what each number of touchpoints can reach, with its takeaway as title.

    Parameters
    ----------
    points
        What `blendnb.spacing.front` gave.
    width
        Pixels.
    theme_name
        `light` or `dark`.
    """
    sheet = front_sheet(points, width=width, theme_name=theme_name)
    return titled(sheet.chart(), front_takeaway(points), front_caption(points))


def front_sheet(
    points: Sequence[FrontPoint],
    *,
    most: int | None = None,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> Sheet:
    """Draw `front_chart` without titles; `most` touchpoints keep the axis still."""
    sheet = Sheet(theme(theme_name), width, description=front_takeaway(points))
    models = list(points[0].best.value) if points else []
    last = max([most or 1, *(point.touchpoints for point in points)])
    right = width - max(names_room(models), _AXIS_NAMES)
    plot = Plot(0, LEFT, right, _TOP, lambda k: (k - 1) / max(last - 1, 1), height=_HEIGHT)
    sheet.ground(plot, _LEVELS, {k: str(k) for k in range(1, last + 1)})
    sheet.write("notes", "touchpoints", right + _BESIDE, plot.bottom + 20)
    sheet.write("notes", "minutes", right + _BESIDE, plot.bottom + 20 + _AXIS)
    for point in points:
        x = plot.x(point.touchpoints)
        sheet.write("ticks", f"{point.minutes:.0f}", x, plot.bottom + 20 + _AXIS)
    sheet.band(plot, [(p.touchpoints, p.low, p.high) for p in points])
    for name in models:
        sheet.line(f"line-{name}", plot, [(p.touchpoints, p.best.value[name]) for p in points])
    for point in points:
        for name in models:
            place = {col.X: plot.x(point.touchpoints), col.Y: plot.y(point.best.value[name])}
            sheet.put("data", **place)
    if points:
        _names_at_end(sheet, plot, points[-1])
    sheet.height = plot.bottom + BELOW + _AXIS
    return sheet


def _names_at_end(sheet: Sheet, plot: Plot, point: FrontPoint) -> None:
    """Names beside the last point that is known."""
    x = plot.x(point.touchpoints)
    end = Plot(0, plot.left, x, plot.top, plot.x_of, height=plot.height)
    sheet.names(end, point.best.value)


def front_takeaway(points: Sequence[FrontPoint]) -> str:
    """Return where one more touchpoint stops paying under every model."""
    if len(points) < 2:  # noqa: PLR2004 -- a comparison
        return "What more touchpoints buy"
    for before, after in pairwise(points):
        gains = [value - before.best.value[name] for name, value in after.best.value.items()]
        if max(gains) < _WORTH:
            return (
                f"Beyond {before.touchpoints} touchpoints ({before.minutes:.0f} minutes) one more "
                "buys less than a point under every model"
            )
    return f"Up to {points[-1].touchpoints} touchpoints, one more still buys a point or more"


def front_caption(points: Sequence[FrontPoint]) -> str:
    """Return how to read the lines and what they are calibrated on."""
    if not points:
        return ""
    first = points[0].best
    start, end = first.window
    counted = (
        f"Recall on day {end}"
        if first.objective == "day"
        else f"Mean recall, days {start} to {end}"
    )
    models = memory_models(list(first.value))
    studies = [point.touchpoints + 1 for point in points]
    return f"{counted}, on the days that lose least over the models. {caption_of(models, studies)}"


def regret_table(rows: Sequence[Judged]) -> pd.DataFrame:
    """Return value and regret of each schedule, one row each, in per cent and points.

    Parameters
    ----------
    rows
        What `blendnb.spacing.judged` gave; without a search regret is empty.
    """
    labels = {m.id: m.label for m in memory_models(list(rows[0].recall))} if rows else {}
    records = [
        {"Schedule": row.name, "Days": ", ".join(map(str, row.days)),
         **{f"{label}, %": round(100 * row.recall[name], 1) for name, label in labels.items()},
         **{f"{label}, regret": _points(row.regret.get(name)) for name, label in labels.items()},
         "Greatest regret": _points(row.max_regret)}
        for row in rows
    ]  # fmt: skip
    return pd.DataFrame(records)


def _points(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)
