"""Variants side by side: the recall that each model gives, and on which days a topic comes back.

One plot for each variant with one line for each model and a band from the least to the greatest of
those that plan.  Below them a strip: a row for each variant and each rule of thumb, a dot for each
return.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from blendnb.charts import columns as col
from blendnb.charts.drawing import titled
from blendnb.charts.lettering import ROOM, width_px
from blendnb.charts.recall import drawn_days
from blendnb.charts.sheet import ABOVE, BELOW, LEFT, PLOT, Plot, Sheet, names_room, percent
from blendnb.charts.theme import LABEL_SIZE, NOTEBOOK_WIDTH, theme
from blendnb.spacing.captions import Band, caption_of
from blendnb.spacing.events import StudyEvents
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
    sheet = variants_sheet(question, curves, width=width, theme_name=theme_name)
    return titled(sheet.chart(), curves_takeaway(curves), curves_caption(curves, models))


MOST_VARIANTS = 4


def variants_sheet(
    question: Question,
    curves: Sequence[Curves],
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> Sheet:
    """Draw the plots of `variants_chart` without titles."""
    sheet = Sheet(theme(theme_name), width, description=curves_takeaway(curves))
    columns = 1 if width < _NARROW or len(curves) == 1 else 2
    room = names_room(list(curves[0].recall))
    cell = (width - (columns - 1) * _COLUMN_GAP) / columns
    until = until_of(question)
    tall = _SINGLE if len(curves) == 1 else PLOT
    for number, one in enumerate(curves):
        left = (number % columns) * (cell + _COLUMN_GAP)
        top = (number // columns) * (ABOVE + tall + BELOW + _GAP) + ABOVE
        plot = Plot(
            number, left + LEFT, left + cell - room, top, lambda day: day / until, height=tall
        )
        _draw(sheet, plot, one, question)
        sheet.height = plot.bottom + BELOW
    return sheet


def _draw(sheet: Sheet, plot: Plot, one: Curves, question: Question) -> None:
    sheet.ground(plot, _LEVELS, day_ticks(plot.right - plot.left, until_of(question)))
    sheet.head(plot, one.variant.name, _days_told(one.variant.days))
    sheet.band(plot, zip(one.days, one.low.tolist(), one.high.tolist(), strict=True))
    for name, recall in one.recall.items():
        sheet.line(f"line-{name}", plot, zip(one.days, recall.tolist(), strict=True))
    sheet.names(plot, {name: float(recall[-1]) for name, recall in one.recall.items()})
    _edges(sheet, plot, question)
    sheet.dots("met", ((plot.x(day), plot.bottom) for day in one.met))
    sheet.dots("studies", ((plot.x(day), plot.bottom) for day in one.own))


def _edges(sheet: Sheet, plot: Plot, question: Question) -> None:
    """The day that counts, where it is one day."""
    if question.objective == "day":
        x = plot.x(question.last)
        sheet.put("edges", **{col.X: x, col.Y: plot.top - 4, col.Y2: plot.bottom})


def _days_told(days: Sequence[int]) -> str:
    return f"days {', '.join(map(str, days))}" if days else "never comes back"


def day_ticks(width: float, until: float) -> dict[float, str]:
    """Return the days to name under a plot, as many as there is room for."""
    step = next((s for s in _STEPS if width / max(until / s, 1) >= _TICK_ROOM), _STEPS[-1])
    return {float(d): str(d) if d else "Day 0" for d in range(0, int(until) + 1, step)}


def curves_takeaway(curves: Sequence[Curves]) -> str:
    """Return what the curves show at their end."""
    until = curves[0].days[-1]
    ends = [f"{100 * c.low[-1]:.0f} to {percent(float(c.high[-1]))}" for c in curves]
    if len(ends) == 1:
        return f"After {until:.0f} days the models leave {ends[0]}"
    told = "; ".join(f"{c.variant.name} {end}" for c, end in zip(curves, ends, strict=True))
    return f"After {until:.0f} days the models leave: {told}"


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
    sheet = strip_sheet(question, rows, width=width, theme_name=theme_name)
    return titled(sheet.chart(), strip_takeaway(rows), strip_caption(question))


def strip_sheet(
    question: Question,
    rows: Sequence[Judged],
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> Sheet:
    """Draw the rows of `strip_chart` without titles."""
    sheet = Sheet(theme(theme_name), width, description=strip_takeaway(rows))
    names = max((width_px(row.name, LABEL_SIZE) for row in rows), default=0.0) * ROOM + 16
    height = max(len(rows), 1) * _ROW
    span = question.horizon
    plot = Plot(0, names, width - 12, _STRIP_HEAD, lambda day: day / span, height=height)
    sheet.ground(plot, (), day_ticks(plot.right - plot.left, span))
    for number, row in enumerate(rows):
        y = _STRIP_HEAD + (number + 0.5) * _ROW
        sheet.put("levels", **{col.X: plot.left, col.X2: plot.right, col.Y: y})
        sheet.write("rows", row.name, 0, y + 5)
        sheet.dots("met", ((plot.x(day), y) for day, _ in question.met))
        own = "data" if row.kind == "rule" else "studies"
        sheet.dots(own, ((plot.x(day), y) for day in (0, *row.days)))
    sheet.height = _STRIP_HEAD + height + _STRIP_FOOT
    return sheet


def strip_takeaway(rows: Sequence[Judged]) -> str:
    """Return which schedule loses least, as far as that is known."""
    known = [row for row in rows if row.max_regret is not None]
    if not known:
        return "When each schedule comes back"
    best = min(known, key=lambda row: row.max_regret or 0.0)
    lost = 100 * (best.max_regret or 0.0)
    return f"{best.name} loses at most {lost:.1f} points, whichever model is right"


def strip_caption(question: Question) -> str:
    """Return how to read the strip."""
    others = "; open dots: days on which the topic is met anyway" if question.met else ""
    return f"Each dot is a study day; day 0 is the first one{others}."
