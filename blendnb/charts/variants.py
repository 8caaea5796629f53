"""Variants side by side: each model's recall, the days of return, and what more touchpoints buy.

One plot for each variant with one line for each model and a band from the least to the greatest of
those that plan.  Below them a strip: a row for each variant and each rule of thumb, a dot for each
return.  The front sets retention against the learner's minutes: each point is the best that so
many touchpoints can do; where the lines flatten, one more return costs minutes and buys little.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from blendnb.charts import columns
from blendnb.charts.drawing import titled
from blendnb.charts.lettering import ROOM, width_px
from blendnb.charts.model_plots import ABOVE, BELOW, LEFT, PLOT, ModelPlots, Plot, names_room
from blendnb.charts.recall import drawn_days
from blendnb.charts.theme import LABEL_SIZE, NOTEBOOK_WIDTH, theme
from blendnb.language import number, say
from blendnb.spacing.best_days import FrontPoint
from blendnb.spacing.events import StudyEvents
from blendnb.spacing.model_caption import Band, caption_of
from blendnb.spacing.models import MemoryModel, memory_models
from blendnb.spacing.models.memory import Floats
from blendnb.spacing.questions import Judged, Question, Variant

if TYPE_CHECKING:
    import altair as alt


_GAP, _COLUMN_GAP = 14, 28
_ROW, _STRIP_HEAD, _STRIP_FOOT = 26, 8, 30
_LEVELS = (0, 0.25, 0.5, 0.75, 1)
_NARROW = 560
_SINGLE = 220
_TICK_ROOM = 58
_STEPS = (1, 2, 5, 7, 10, 14, 20, 30, 60, 90, 120, 180, 365, 730)


def until_of(question: Question) -> int:
    """Return the last day of the curves."""
    return max(question.last, question.horizon)


@dataclass(frozen=True)
class Curves:
    """The curves of one variant: every model on the days at which a line has its corners."""

    variant: Variant
    days: tuple[float, ...]
    recall: dict[str, Floats]
    low: Floats
    high: Floats
    own: tuple[int, ...]
    met: tuple[int, ...]

    def frame_rows(self) -> Iterator[tuple[str, float, str, float]]:
        """Variant, day, model and recall, one row each."""
        for name, recall in self.recall.items():
            for day, share in zip(self.days, recall.tolist(), strict=True):
                yield self.variant.name, day, name, share


def curves_of(question: Question, variant: Variant, shown: Sequence[MemoryModel]) -> Curves:
    """Work out the curves of one variant; the band runs over all models that plan."""
    days, weights = question.events(variant.days, variant.weights)
    until = until_of(question)
    at = drawn_days(StudyEvents(tuple(days), tuple(weights)), until)
    planning = {m.id: m.recall(days, at, weights) for m in memory_models()}
    recall = {m.id: planning.get(m.id, m.recall(days, at, weights)) for m in shown}
    every = np.array(list(planning.values()))
    return Curves(
        variant, tuple(at), recall, every.min(axis=0), every.max(axis=0),
        (0, *variant.days), tuple(day for day, _ in question.met),
    )  # fmt: skip


def variants_chart(
    question: Question,
    variants: Sequence[Variant],
    *,
    shown: str | Sequence[str | MemoryModel] = "all",
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> "alt.LayerChart":
    """Draw recall over time for up to four variants, with the takeaway as title.

    Parameters
    ----------
    question
        What counts, and on which other days the topic is met.
    variants
        One to four named schedules.
    shown
        The models whose lines are drawn; the band runs over all that plan in any case.
    width
        Pixels.
    theme_name
        `light` or `dark`.

    Raises
    ------
    ValueError
        If there is no variant or more than four, or a model is not known.
    """
    if not 1 <= len(variants) <= MOST_VARIANTS:
        raise ValueError(f"variants holds {len(variants)}; one to {MOST_VARIANTS} fit side by side")
    models = memory_models(shown)
    curves = [curves_of(question, variant, models) for variant in variants]
    plots = variants_plots(question, curves, width=width, theme_name=theme_name)
    return titled(plots.chart(), curves_takeaway(curves), curves_caption(curves, models))


MOST_VARIANTS = 4


def variants_plots(
    question: Question,
    curves: Sequence[Curves],
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> ModelPlots:
    """Draw the plots of `variants_chart` without titles."""
    plots = ModelPlots(theme(theme_name), width, description=curves_takeaway(curves))
    across = 1 if width < _NARROW or len(curves) == 1 else 2
    room = names_room(list(curves[0].recall))
    cell = (width - (across - 1) * _COLUMN_GAP) / across
    until = until_of(question)
    tall = _SINGLE if len(curves) == 1 else PLOT
    for index, one in enumerate(curves):
        left = (index % across) * (cell + _COLUMN_GAP)
        top = (index // across) * (ABOVE + tall + BELOW + _GAP) + ABOVE
        plot = Plot(
            index, left + LEFT, left + cell - room, top, lambda day: day / until, height=tall
        )
        _draw(plots, plot, one, question)
        plots.height = plot.bottom + BELOW
    return plots


def _draw(plots: ModelPlots, plot: Plot, one: Curves, question: Question) -> None:
    plots.ground(plot, _LEVELS, day_ticks(plot.right - plot.left, until_of(question)))
    plots.head(plot, one.variant.name, _days_text(one.variant.days))
    plots.band(plot, zip(one.days, one.low.tolist(), one.high.tolist(), strict=True))
    for name, recall in one.recall.items():
        plots.line(f"line-{name}", plot, zip(one.days, recall.tolist(), strict=True))
    plots.names(plot, {name: float(recall[-1]) for name, recall in one.recall.items()})
    _edges(plots, plot, question)
    plots.dots("met", ((plot.x(day), plot.bottom) for day in one.met))
    plots.dots("studies", ((plot.x(day), plot.bottom) for day in one.own))


def _edges(plots: ModelPlots, plot: Plot, question: Question) -> None:
    """The day that counts, where it is one day."""
    if question.objective == "day":
        x = plot.x(question.last)
        plots.put("edges", **{columns.X: x, columns.Y: plot.top - 4, columns.Y2: plot.bottom})


def _days_text(days: Sequence[int]) -> str:
    if not days:
        return say("variants.never")
    return say("variants.days", count=len(days), days=", ".join(map(str, days)))


def day_ticks(width: float, until: float) -> dict[float, str]:
    """Return the days to name under a plot, as many as there is room for."""
    step = next((s for s in _STEPS if width / max(until / s, 1) >= _TICK_ROOM), _STEPS[-1])
    days = range(0, int(until) + 1, step)
    return {float(day): str(day) if day else say("variants.day_0") for day in days}


def curves_takeaway(curves: Sequence[Curves]) -> str:
    """Return what the curves show at their end."""
    until = round(curves[0].days[-1])
    if len(curves) == 1:
        return say("variants.end", count=until, **_end(curves[0]))
    ends = [say("variants.named_end", name=c.variant.name, **_end(c)) for c in curves]
    return say("variants.ends", count=until, ends="; ".join(ends))


def _end(curves: Curves) -> dict[str, str]:
    low, high = curves.low[-1], curves.high[-1]
    return {"low": number(100 * float(low), 0), "high": number(100 * float(high), 0)}


def curves_caption(curves: Sequence[Curves], shown: Sequence[MemoryModel]) -> str:
    """Return what every reader of these curves has to be told with them."""
    studies = [len(c.own) + len(c.met) for c in curves]
    low, high = min(c.low[-1] for c in curves), max(c.high[-1] for c in curves)
    return caption_of(shown, studies, Band(np.array([low]), np.array([high])))


# ------------------------------------------------------------------------------------- strip


def strip_chart(
    question: Question,
    rows: Sequence[Judged],
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> "alt.LayerChart":
    """Draw a row of dots for each schedule, with its takeaway as title.

    Parameters
    ----------
    question
        What counts.
    rows
        What `blendnb.spacing.judged` gave.
    width
        Pixels.
    theme_name
        `light` or `dark`.
    """
    plots = strip_plots(question, rows, width=width, theme_name=theme_name)
    return titled(plots.chart(), strip_takeaway(rows), strip_caption(question))


def strip_plots(
    question: Question,
    rows: Sequence[Judged],
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> ModelPlots:
    """Draw the rows of `strip_chart` without titles."""
    plots = ModelPlots(theme(theme_name), width, description=strip_takeaway(rows))
    names = max((width_px(row.name, LABEL_SIZE) for row in rows), default=0.0) * ROOM + 16
    height = max(len(rows), 1) * _ROW
    span = question.horizon
    plot = Plot(0, names, width - 12, _STRIP_HEAD, lambda day: day / span, height=height)
    plots.ground(plot, (), day_ticks(plot.right - plot.left, span))
    for index, row in enumerate(rows):
        y = _STRIP_HEAD + (index + 0.5) * _ROW
        plots.put("levels", **{columns.X: plot.left, columns.X2: plot.right, columns.Y: y})
        plots.write("rows", row.name, 0, y + 5)
        plots.dots("met", ((plot.x(day), y) for day, _ in question.met))
        own = "data" if row.kind == "rule" else "studies"
        plots.dots(own, ((plot.x(day), y) for day in (0, *row.days)))
    plots.height = _STRIP_HEAD + height + _STRIP_FOOT
    return plots


def strip_takeaway(rows: Sequence[Judged]) -> str:
    """Return which schedule loses least, as far as that is known."""
    known = [row for row in rows if row.max_regret is not None]
    if not known:
        return say("variants.strip")
    best = min(known, key=lambda row: row.max_regret or 0.0)
    points = number(100 * (best.max_regret or 0.0), 1)
    return say("variants.least_regret", schedule=best.name, points=points)


def strip_caption(question: Question) -> str:
    """Return how to read the strip."""
    return say("variants.strip_caption_met" if question.met else "variants.strip_caption")


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
    plots = front_plots(points, width=width, theme_name=theme_name)
    return titled(plots.chart(), front_takeaway(points), front_caption(points))


def front_plots(
    points: Sequence[FrontPoint],
    *,
    most: int | None = None,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> ModelPlots:
    """Draw `front_chart` without titles; `most` touchpoints keep the axis still."""
    plots = ModelPlots(theme(theme_name), width, description=front_takeaway(points))
    models = list(points[0].best.value) if points else []
    last = max([most or 1, *(point.touchpoints for point in points)])
    right = width - max(names_room(models), _AXIS_NAMES)
    plot = Plot(0, LEFT, right, _TOP, lambda k: (k - 1) / max(last - 1, 1), height=_HEIGHT)
    plots.ground(plot, _LEVELS, {k: str(k) for k in range(1, last + 1)})
    plots.write("notes", say("front.touchpoints"), right + _BESIDE, plot.bottom + 20)
    plots.write("notes", say("front.minutes"), right + _BESIDE, plot.bottom + 20 + _AXIS)
    for point in points:
        x = plot.x(point.touchpoints)
        plots.write("ticks", number(point.minutes, 0), x, plot.bottom + 20 + _AXIS)
    plots.band(plot, [(p.touchpoints, p.low, p.high) for p in points])
    for name in models:
        plots.line(f"line-{name}", plot, [(p.touchpoints, p.best.value[name]) for p in points])
    for point in points:
        for name in models:
            place = {
                columns.X: plot.x(point.touchpoints),
                columns.Y: plot.y(point.best.value[name]),
            }
            plots.put("data", **place)
    if points:
        _names_at_end(plots, plot, points[-1])
    plots.height = plot.bottom + BELOW + _AXIS
    return plots


def _names_at_end(plots: ModelPlots, plot: Plot, point: FrontPoint) -> None:
    """Names beside the last point that is known."""
    x = plot.x(point.touchpoints)
    end = Plot(0, plot.left, x, plot.top, plot.x_of, height=plot.height)
    plots.names(end, point.best.value)


def front_takeaway(points: Sequence[FrontPoint]) -> str:
    """Return where one more touchpoint stops paying under every model."""
    if len(points) < 2:  # noqa: PLR2004 -- a comparison
        return say("front.heading")
    for before, after in pairwise(points):
        gains = [value - before.best.value[name] for name, value in after.best.value.items()]
        if max(gains) < _WORTH:
            minutes = number(before.minutes, 0)
            return say("front.enough", count=before.touchpoints, minutes=minutes)
    return say("front.not_enough", count=points[-1].touchpoints)


def front_caption(points: Sequence[FrontPoint]) -> str:
    """Return how to read the lines and what they are calibrated on."""
    if not points:
        return ""
    first = points[0].best
    start, end = first.window
    models = memory_models(list(first.value))
    studies = [point.touchpoints + 1 for point in points]
    reading = say(f"front.caption_{first.objective}", first=start, last=end)
    return f"{reading} {caption_of(models, studies)}"


def regret_table(rows: Sequence[Judged]) -> pd.DataFrame:
    """Return value and regret of each schedule, one row each, in per cent and points.

    Parameters
    ----------
    rows
        What `blendnb.spacing.judged` gave; without a search regret is empty.
    """
    labels = {m.id: m.label for m in memory_models(list(rows[0].recall))} if rows else {}
    records = [
        {say("regret.schedule"): row.name, say("regret.days"): ", ".join(map(str, row.days)),
         **{say("regret.recall", model=label): round(100 * row.recall[name], 1)
            for name, label in labels.items()},
         **{say("regret.regret", model=label): _points(row.regret.get(name))
            for name, label in labels.items()},
         say("regret.greatest"): _points(row.max_regret)}
        for row in rows
    ]  # fmt: skip
    return pd.DataFrame(records)


def _points(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)
