"""Modelled recall of a plan, as plain numbers: on some days, and on average over a window.

Topics that a plan treats alike share a schedule, so each schedule is worked out once. Everything is
given for each memory model apart: they disagree, and whoever shows a number shows how much.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from blendnb.domain.plan import Plan
from blendnb.spacing.events import study_events

Schedule = tuple[tuple[int, ...], tuple[float, ...], int]
"""Study days from the first one, their weights, and the plan's day of the first one."""
_EVERY_DAYS = 5

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from blendnb.spacing.models import MemoryModel

    Floats = NDArray[np.float64]


def recall_by_topic(
    plan: Plan, days: Sequence[int], models: "Sequence[MemoryModel]"
) -> "dict[str, Floats]":
    """Return recall of each topic on some days.

    Parameters
    ----------
    plan
        The plan.
    days
        Of the plan, launch being 0.
    models
        Memory models.

    Returns
    -------
    dict of str to ndarray, shape (models, days)
        Probabilities; 0 for a topic that nobody gets to study before the day.
    """
    schedules = schedules_of(plan)
    found = {each: _recall(each, days, models) for each in set(schedules.values())}
    return {topic: found[each] for topic, each in schedules.items()}


def schedules_of(plan: Plan) -> dict[str, Schedule]:
    """Return study days, weights and shift of each topic: all that memory depends on."""
    events = study_events(plan)
    return {topic: (e.days, e.weights, e.shift) for topic, e in events.items()}


def recall_of_schedules(
    schedules: Sequence[Schedule], until_day: int, models: "Sequence[MemoryModel]"
) -> "dict[Schedule, Floats]":
    """Return recall on average from the launch on, for many schedules at once.

    The mean is over every fifth day: enough for a mean, and no beat with a weekly rhythm.

    Parameters
    ----------
    schedules
        Different ones.
    until_day
        End of the window, which begins at launch.
    models
        Memory models.

    Returns
    -------
    dict of Schedule to ndarray, shape (models,)
        Probabilities; recall counts as 0 until the first study.
    """
    import numpy as np

    found: dict[Schedule, Floats] = {}
    for length in sorted({len(days) for days, _, _ in schedules}):
        rows = [each for each in schedules if len(each[0]) == length]
        means = _means(rows, until_day, models) if length else np.zeros((len(rows), len(models)))
        found |= dict(zip(rows, means, strict=True))
    return found


def _means(rows: Sequence[Schedule], until_day: int, models: "Sequence[MemoryModel]") -> "Floats":
    """Mean recall (rows, models) of schedules of one length."""
    import numpy as np

    days = np.array([studied for studied, _, _ in rows], dtype=float)
    weights = np.array([shares for _, shares, _ in rows])
    shifts = np.array([[shift] for _, _, shift in rows], dtype=float)
    at = np.arange(_EVERY_DAYS, until_day + 1, _EVERY_DAYS, dtype=float) - shifts
    return np.stack([m.recall_rows(days, at, weights).mean(axis=1) for m in models], axis=1)


def _recall(schedule: "Schedule", days: Sequence[int], models: "Sequence[MemoryModel]") -> "Floats":
    import numpy as np

    studied, weights, shift = schedule
    if not studied:
        return np.zeros((len(models), len(days)))
    at = np.asarray(days, dtype=float) - shift
    return np.array([model.recall(studied, at, weights) for model in models])
