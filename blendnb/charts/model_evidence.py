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
from blendnb.charts.model_plots import ABOVE, BELOW, LEFT, PLOT, ModelPlots, Plot, names_room
from blendnb.charts.theme import NOTEBOOK_WIDTH, SMALL_SIZE, theme
from blendnb.language import count, number, say
from blendnb.spacing.models import MemoryModel, memory_models
from blendnb.spacing.models.memory import SAME_DAY_GAP_DAYS
from blendnb.spacing.models.power_curve import NAMED_CURVES, wickelgren
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
    plots = ModelPlots(theme(theme_name), width, description=takeaway)
    room = names_room([model.id for model in models])
    cell = (width - _COLUMN_GAP) / 2
    for index, delay in enumerate(_delays()):
        left = (index % 2) * (cell + _COLUMN_GAP)
        top = (index // 2) * (ABOVE + PLOT + BELOW + _GAP) + ABOVE
        plot = Plot(index, left + LEFT, left + cell - room, top, _gap_position)
        _draw_delay(plots, plot, delay, models)
        plots.height = plot.bottom + BELOW
    return titled(plots.chart(), takeaway, say("model_evidence.ridge_caption"))


def ridge_takeaway(models: Sequence[MemoryModel]) -> str:
    """Return which model comes nearest to the data, and which stays farthest away."""
    errors = {model.label: _rmse(model) for model in models}
    near, far = min(errors, key=errors.__getitem__), max(errors, key=errors.__getitem__)
    key = "ridge_one" if near == far else "ridge_takeaway"
    misses = {"least": number(100 * errors[near], 1), "most": number(100 * errors[far], 1)}
    return say(f"model_evidence.{key}", near=near, far=far, **misses)


def ridge_table(shown: str | Sequence[str | MemoryModel] = "all") -> pd.DataFrame:
    """Return each model's error and best gap by delay, with the data in the last row.

    Columns: ``Model``, ``RMSE`` in points, and the best gap in days for each delay of the test.
    The data have no error of their own: a dash stands there.
    """
    rows = [
        {say("model_evidence.model"): model.label,
         say("model_evidence.rmse"): number(100 * _rmse(model), 2),
         **{_column(delay): best_gap_days(model, delay) for delay in _delays()}}
        for model in memory_models(shown)
    ]  # fmt: skip
    observed = {_column(delay): round(_observed_best(delay).gap_days) for delay in _delays()}
    data = {
        say("model_evidence.model"): say("model_evidence.observed_gap"),
        say("model_evidence.rmse"): say("page.nothing"),
    }
    return pd.DataFrame([*rows, {**data, **observed}])


def best_gap_days(model: MemoryModel, delay_days: float) -> int:
    """Return the gap of 1 to 350 whole days after which a model recalls most at a delay."""
    days = np.column_stack([np.zeros(len(_BEST_GAPS)), _BEST_GAPS])
    recall = model.recall_rows(days, _BEST_GAPS[:, None] + delay_days, np.ones(days.shape))
    return int(_BEST_GAPS[int(np.argmax(recall[:, 0]))])


def _column(delay: float) -> str:
    return say("model_evidence.gap_for", count=delay)


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


def _gap_position(gap: float) -> float:
    """Short gaps need the room: the axis is the logarithm of the gap and a day."""
    return log10(1 + gap) / log10(1 + _LONGEST_GAP)


def _draw_delay(plots: ModelPlots, plot: Plot, delay: float, models: Sequence[MemoryModel]) -> None:
    ticks = {0.0: "0", 1.0: "1", 7.0: "7", 21.0: "21", 105.0: "105"}
    plots.ground(plot, (0, 0.25, 0.5, 0.75, 1), ticks)
    plots.head(plot, say("model_evidence.test_after", count=delay))
    ends = {}
    for model in models:
        recall = _modelled(model, _GAPS, np.full(len(_GAPS), delay)).tolist()
        plots.line(f"line-{model.id}", plot, zip(_GAPS.tolist(), recall, strict=True))
        ends[model.id] = recall[-1]
    plots.names(plot, ends)
    cells = [cell for cell in CEPEDA_2008 if cell.retention_interval_days == delay]
    plots.dots("data", ((plot.x(c.gap_days), plot.y(c.recall)) for c in cells))
    best = _observed_best(delay)
    plots.dots("best", [(plot.x(best.gap_days), plot.y(best.recall) - 12)])


# ------------------------------------------------------------------------------- Ebbinghaus


_LEARNERS = {
    "ebbinghaus": "data",
    "mack": "data-open",
    "seitz": "data-square",
    "dros": "data-triangle",
}
"""A look (its layer's) for each learner's savings."""
_CURVES = {
    "sac": "ebbinghaus_1885",
    "ppe": "power",
    "fsrs6": "wickelgren",
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
    plots = ModelPlots(theme(theme_name), width, description=takeaway)
    room = max(width_px(name, SMALL_SIZE) for name in _curve_names().values()) * ROOM + 10
    plot = Plot(0, LEFT, width - room, ABOVE, _minute_position, most=0.8, height=240)
    plots.ground(plot, (0, 0.2, 0.4, 0.6, 0.8), _minute_ticks())
    _draw_curves(plots, plot)
    for series, layer in _LEARNERS.items():
        points = zip(SAVINGS_MINUTES, SAVINGS[series], strict=True)
        plots.dots(layer, ((plot.x(minutes), plot.y(share)) for minutes, share in points))
    _legend(plots, plot)
    plots.height = plot.bottom + BELOW
    return titled(plots.chart(), takeaway, say("model_evidence.forgetting_caption"))


def _minute_ticks() -> dict[float, str]:
    """The delays that are named, those between two of them by their number alone."""
    return {
        20.0: say("charts.minutes", minutes=20), 60.0: count("hours", 1), 540.0: count("hours", 9),
        1440.0: count("days", 1), 2880.0: number(2), 8640.0: number(6), 44640.0: count("days", 31),
    }  # fmt: skip


def forgetting_takeaway() -> str:
    """Return how near Ebbinghaus' equation comes to his own data."""
    misses = [abs(row[say("model_evidence.difference")]) for row in _forgetting_rows("ebbinghaus")]
    return say("model_evidence.forgetting_takeaway", points=number(100 * max(misses), 1))


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
        {say("model_evidence.minutes"): m, say("model_evidence.observed"): seen,
         say("model_evidence.curve.ebbinghaus_1885"): round(float(curve), 3),
         say("model_evidence.difference"): round(seen - float(curve), 3)}
        for m, seen, curve in zip(SAVINGS_MINUTES, SAVINGS[series], modelled, strict=True)
    ]  # fmt: skip


def _minute_position(minutes: float) -> float:
    return log(minutes / _AT_MINUTES[0]) / log(_AT_MINUTES[-1] / _AT_MINUTES[0])


def _draw_curves(plots: ModelPlots, plot: Plot) -> None:
    ends = {}
    for look, curve in _CURVES.items():
        days = _AT_MINUTES / _MINUTES_A_DAY
        share = (wickelgren if curve == "wickelgren" else NAMED_CURVES[curve])(days)
        plots.line(f"line-{look}", plot, zip(_AT_MINUTES.tolist(), share.tolist(), strict=True))
        ends[look] = float(share[-1])
    plots.names(plot, ends, _curve_names())


def _curve_names() -> dict[str, str]:
    """What each curve is called, by the look of its line."""
    return {look: say(f"model_evidence.curve.{curve}") for look, curve in _CURVES.items()}


def _legend(plots: ModelPlots, plot: Plot) -> None:
    """Each learner's mark with the name, above the plot."""
    x = plot.left
    for series, layer in _LEARNERS.items():
        name = say(f"model_evidence.learner.{series}")
        plots.dots(layer, [(x + 4, plot.top - 18)])
        plots.write("notes", name, x + 14, plot.top - 14)
        x += width_px(name, SMALL_SIZE) * ROOM + 40
