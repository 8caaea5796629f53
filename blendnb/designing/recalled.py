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
    plans: Sequence[Plan], days: Sequence[int], models: "Sequence[MemoryModel]"
) -> "tuple[dict[str, Floats], ...]":
    """Return recall of each topic of each plan on some days.

    Parameters
    ----------
    plans
        The plans.
    days
        Of the plans, launch being 0.
    models
        Memory models.

    Returns
    -------
    tuple of dict of str to ndarray, shape (models, days)
        For each plan its topics' probabilities; 0 for a topic that nobody gets to study before the
        day.
    """
    topics = [schedules_of(plan) for plan in plans]
    schedules = sorted({schedule for each in topics for schedule in each.values()})
    found = dict(zip(schedules, _on_days(schedules, days, models), strict=True))
    return tuple({topic: found[each] for topic, each in of.items()} for of in topics)


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


def _on_days(
    rows: Sequence[Schedule], days: Sequence[int], models: "Sequence[MemoryModel]"
) -> "Floats":
    """Recall (rows, models, days) of schedules of any lengths.

    Shorter ones are filled up with studies after the last of the days, which no recall on the days
    can feel: so all schedules are one table, and each model is asked once.
    """
    import numpy as np

    shifts = np.array([shift for _, _, shift in rows], dtype=float)
    at = np.asarray(days, dtype=float) - shifts[:, None]
    longest = max((len(studied) for studied, _, _ in rows), default=0)
    last = max((float(at.max(initial=0.0)), *(float(d[-1]) for d, _, _ in rows if d)))
    studies = last + np.arange(1.0, longest + 1) + np.zeros((len(rows), 1))
    weights = np.ones(studies.shape)
    for row, (studied, shares, _) in enumerate(rows):
        studies[row, : len(studied)] = studied
        weights[row, : len(studied)] = shares
    return np.stack([model.recall_rows(studies, at, weights) for model in models], axis=1)
