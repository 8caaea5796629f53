"""The models beside the data that everybody cites: Cepeda's ridge and Ebbinghaus' curve.

Before anybody trusts a model for six touchpoints over a year, they should see how it does on the
one experiment with many gaps and many delays, and what the famous forgetting curve is a curve of.
"""

from collections.abc import Sequence
from math import log, log10
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from blendnb.charts.drawing import titled
from blendnb.charts.lettering import ROOM, width_px
from blendnb.charts.sheet import ABOVE, BELOW, LEFT, PLOT, Plot, Sheet, names_room
from blendnb.charts.theme import NOTEBOOK_WIDTH, SMALL_SIZE, theme
from blendnb.spacing.models import MemoryModel, memory_models
from blendnb.spacing.models.forgetting import NAMED_CURVES, wickelgren
from blendnb.spacing.models.memory import SAME_DAY_GAP_DAYS
from blendnb.spacing.published import CEPEDA_2008, SAVINGS, SAVINGS_MINUTES, Cell

if TYPE_CHECKING:
    import altair as alt

_GAP, _COLUMN_GAP = 14, 28
_LONGEST_GAP = 105.0
_GAPS = np.unique(np.concatenate([[SAME_DAY_GAP_DAYS], np.geomspace(0.25, _LONGEST_GAP, 90)]))
_BEST_GAPS = np.arange(1.0, 351.0)
_MINUTES_A_DAY = 1440.0


# ------------------------------------------------------------------------------ Cepeda 2008


def ridge_chart(
    shown: str | Sequence[str | MemoryModel] = "all",
    *,
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
) -> "alt.LayerChart":
    """Draw recall against the gap, one plot for each delay: dots observed, lines modelled.

    Parameters
    ----------
    shown
        Memory models, those that plan by default.
    width
        Pixels.
    theme_name
        `light` or `dark`.
    """
    models = memory_models(shown)
    takeaway = ridge_takeaway(models)
    sheet = Sheet(theme(theme_name), width, description=takeaway)
    room = names_room([model.id for model in models])
    cell = (width - _COLUMN_GAP) / 2
    for number, delay in enumerate(_delays()):
        left = (number % 2) * (cell + _COLUMN_GAP)
        top = (number // 2) * (ABOVE + PLOT + BELOW + _GAP) + ABOVE
        plot = Plot(number, left + LEFT, left + cell - room, top, _gap_place)
        _draw_delay(sheet, plot, delay, models)
        sheet.height = plot.bottom + BELOW
    return titled(sheet.chart(), takeaway, _RIDGE_CAPTION)


_RIDGE_CAPTION = (
    "Recall of trivia facts by the gap between two study sessions, in days; one plot for each "
    "delay of the test. Dots: observed (Cepeda et al. 2008, 26 cells, more than 1,350 adults). "
    "Lines: the models with their published parameters. Triangles: the best observed gap."
)


def ridge_takeaway(models: Sequence[MemoryModel]) -> str:
    """Return which model comes nearest to the data, and which stays farthest away."""
    errors = {model.label: _rmse(model) for model in models}
    near, far = min(errors, key=errors.__getitem__), max(errors, key=errors.__getitem__)
    told = f"{near} misses the data by {100 * errors[near]:.1f} points"
    return told if near == far else f"{told}, {far} by {100 * errors[far]:.1f}"


def ridge_table(shown: str | Sequence[str | MemoryModel] = "all") -> pd.DataFrame:
    """Return each model's error and best gap by delay, with the data in the last row.

    Columns: ``Model``, ``RMSE`` in points, and the best gap in days for each delay of the test.
    The data have no error of their own: a dash stands there.
    """
    rows = [
        {"Model": model.label, "RMSE": f"{100 * _rmse(model):.2f}",
         **{_column(delay): best_gap_days(model, delay) for delay in _delays()}}
        for model in memory_models(shown)
    ]  # fmt: skip
    observed = {_column(delay): round(_observed_best(delay).gap_days) for delay in _delays()}
    return pd.DataFrame([*rows, {"Model": "Best observed gap", "RMSE": "\N{EN DASH}", **observed}])


def best_gap_days(model: MemoryModel, delay_days: float) -> int:
    """Return the gap of 1 to 350 whole days after which a model recalls most at a delay."""
    days = np.column_stack([np.zeros(len(_BEST_GAPS)), _BEST_GAPS])
    recall = model.recall_rows(days, _BEST_GAPS[:, None] + delay_days, np.ones(days.shape))
    return int(_BEST_GAPS[int(np.argmax(recall[:, 0]))])


def _column(delay: float) -> str:
    return f"Gap for {delay:.0f} days"


def _delays() -> list[float]:
    return sorted({cell.retention_interval_days for cell in CEPEDA_2008})


def _observed_best(delay: float) -> Cell:
    cells = [cell for cell in CEPEDA_2008 if cell.retention_interval_days == delay]
    return max(cells, key=lambda cell: cell.recall)


def _modelled(model: MemoryModel, gaps: np.ndarray, delays: np.ndarray) -> np.ndarray:
    days = np.column_stack([np.zeros(len(gaps)), gaps])
    return model.recall_rows(days, (gaps + delays)[:, None], np.ones(days.shape))[:, 0]


def _rmse(model: MemoryModel) -> float:
    gaps, delays, recall = (np.array(column) for column in zip(*CEPEDA_2008, strict=True))
    return float(np.sqrt(np.mean((_modelled(model, gaps, delays) - recall) ** 2)))


def _gap_place(gap: float) -> float:
    """Short gaps need the room: the axis is the logarithm of the gap and a day."""
    return log10(1 + gap) / log10(1 + _LONGEST_GAP)


def _draw_delay(sheet: Sheet, plot: Plot, delay: float, models: Sequence[MemoryModel]) -> None:
    ticks = {0.0: "0", 1.0: "1", 7.0: "7", 21.0: "21", 105.0: "105"}
    sheet.ground(plot, (0, 0.25, 0.5, 0.75, 1), ticks)
    sheet.head(plot, f"Test after {delay:.0f} days")
    ends = {}
    for model in models:
        recall = _modelled(model, _GAPS, np.full(len(_GAPS), delay)).tolist()
        sheet.line(f"line-{model.id}", plot, zip(_GAPS.tolist(), recall, strict=True))
        ends[model.id] = recall[-1]
    sheet.names(plot, ends)
    cells = [cell for cell in CEPEDA_2008 if cell.retention_interval_days == delay]
    sheet.dots("data", ((plot.x(c.gap_days), plot.y(c.recall)) for c in cells))
    best = _observed_best(delay)
    sheet.dots("best", [(plot.x(best.gap_days), plot.y(best.recall) - 12)])


# ------------------------------------------------------------------------------- Ebbinghaus


_LEARNERS = {
    "ebbinghaus": ("data", "Ebbinghaus 1885"),
    "mack": ("data-open", "Mack"),
    "seitz": ("data-square", "Seitz"),
    "dros": ("data-triangle", "Dros"),
}
_CURVES = {
    "sac": ("ebbinghaus_1885", "1885 equation"),
    "ppe": ("power", "power of time"),
    "fsrs6": ("wickelgren", "Wickelgren power"),
}
"""A line's look (its layer's) for each curve."""
_AT_MINUTES = np.geomspace(15, 60_000, 80)


def forgetting_chart(
    *, width: float = NOTEBOOK_WIDTH, theme_name: str = "light"
) -> "alt.LayerChart":
    """Draw Ebbinghaus' forgetting curve, his savings, and those of three people after him.

    Parameters
    ----------
    width
        Pixels.
    theme_name
        `light` or `dark`.
    """
    takeaway = forgetting_takeaway()
    sheet = Sheet(theme(theme_name), width, description=takeaway)
    room = max(width_px(name, SMALL_SIZE) for _, name in _CURVES.values()) * ROOM + 10
    plot = Plot(0, LEFT, width - room, ABOVE, _minute_place, most=0.8, height=240)
    sheet.ground(plot, (0, 0.2, 0.4, 0.6, 0.8), _MINUTE_TICKS)
    _draw_curves(sheet, plot)
    for series, (layer, _) in _LEARNERS.items():
        points = zip(SAVINGS_MINUTES, SAVINGS[series], strict=True)
        sheet.dots(layer, ((plot.x(minutes), plot.y(share)) for minutes, share in points))
    _legend(sheet, plot)
    sheet.height = plot.bottom + BELOW
    return titled(sheet.chart(), takeaway, _FORGETTING_CAPTION)


_MINUTE_TICKS = {
    20.0: "20 min", 60.0: "1 hour", 540.0: "9 hours", 1440.0: "1 day", 2880.0: "2", 8640.0: "6",
    44640.0: "31 days",
}  # fmt: skip
_FORGETTING_CAPTION = (
    "Savings in relearning lists of nonsense syllables, by the time since they were learned "
    "(logarithmic). One learner each: Ebbinghaus 1885; Mack and Seitz in Heller, Mack & Seitz "
    "1991; Dros in Murre & Dros 2015. Savings are not recall, and lists are not course content."
)


def forgetting_takeaway() -> str:
    """Return how near Ebbinghaus' equation comes to his own data."""
    misses = [abs(row["Difference"]) for row in _forgetting_rows("ebbinghaus")]
    return f"Ebbinghaus’ equation follows his own savings within {100 * max(misses):.1f} points"


def forgetting_table(series: str = "ebbinghaus") -> pd.DataFrame:
    """Return observed savings beside the 1885 equation, one row for each delay.

    Parameters
    ----------
    series
        `ebbinghaus`, `mack`, `seitz` or `dros`.
    """
    return pd.DataFrame(_forgetting_rows(series))


def _forgetting_rows(series: str) -> list[dict[str, float]]:
    minutes = np.array(SAVINGS_MINUTES, dtype=float)
    modelled = NAMED_CURVES["ebbinghaus_1885"](minutes / _MINUTES_A_DAY)
    return [
        {"Minutes": m, "Observed": seen, "1885 equation": round(float(curve), 3),
         "Difference": round(seen - float(curve), 3)}
        for m, seen, curve in zip(SAVINGS_MINUTES, SAVINGS[series], modelled, strict=True)
    ]  # fmt: skip


def _minute_place(minutes: float) -> float:
    return log(minutes / _AT_MINUTES[0]) / log(_AT_MINUTES[-1] / _AT_MINUTES[0])


def _draw_curves(sheet: Sheet, plot: Plot) -> None:
    ends = {}
    for look, (curve, _) in _CURVES.items():
        days = _AT_MINUTES / _MINUTES_A_DAY
        share = (wickelgren if curve == "wickelgren" else NAMED_CURVES[curve])(days)
        sheet.line(f"line-{look}", plot, zip(_AT_MINUTES.tolist(), share.tolist(), strict=True))
        ends[look] = float(share[-1])
    sheet.names(plot, ends, {look: name for look, (_, name) in _CURVES.items()})


def _legend(sheet: Sheet, plot: Plot) -> None:
    """Each learner's mark with the name, above the plot."""
    x = plot.left
    for layer, name in _LEARNERS.values():
        sheet.dots(layer, [(x + 4, plot.top - 18)])
        sheet.write("notes", name, x + 14, plot.top - 14)
        x += width_px(name, SMALL_SIZE) * ROOM + 40
