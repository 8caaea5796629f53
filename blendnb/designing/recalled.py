"""Modelled recall of a plan, as plain numbers: on some days, and on average over a window.

Topics that a plan treats alike share a schedule, so each schedule is worked out once. Everything
is given for each memory model apart: they disagree, and whoever shows a number shows how much.
Short because charts, audit and comparison ask it the same few questions.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from blendnb.domain.catalogue import Catalogue
from blendnb.domain.learning_format import Formats
from blendnb.domain.plan import Plan
from blendnb.spacing.events import encounters, material_of, study_events

Schedule = tuple[tuple[int, ...], tuple[float, ...], int]
"""Study days from the first one, their weights, and the plan's day of the first one."""
_EVERY_DAYS = 5

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from blendnb.spacing.expected_recall import ExpectedRecall
    from blendnb.spacing.models import MemoryModel

    Floats = NDArray[np.float64]


def recall_by_topic(
    plans: Sequence[Plan], days: Sequence[int], catalogue: Catalogue
) -> "tuple[dict[str, ExpectedRecall], ...]":
    """Return what can be expected of each topic of each plan on some days.

    Parameters
    ----------
    plans
        The plans.
    days
        Of the plans, launch being 0.
    catalogue
        Whose formats are known, and whose thresholds say what is assumed.

    Returns
    -------
    tuple of dict of str to ExpectedRecall
        For each plan its topics, over everybody who was invited; 0 for a topic that nobody gets to
        study before the day.
    """
    from blendnb.spacing.expected_recall import Assumptions, expected_recall

    assumptions = Assumptions.of(catalogue.thresholds)
    return tuple(
        {
            topic: expected_recall(
                met,
                [day - met.shift for day in days],
                material=material_of(plan, topic),
                assumptions=assumptions,
            )
            for topic, met in encounters(plan, assumptions, catalogue.formats).items()
        }
        for plan in plans
    )


def schedules_of(plan: Plan, formats: Formats | None = None) -> dict[str, Schedule]:
    """Return study days, weights and shift of each topic: all that memory depends on."""
    events = study_events(plan, formats=formats)
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

    recalled: dict[Schedule, Floats] = {}
    for length in sorted({len(days) for days, _, _ in schedules}):
        rows = [each for each in schedules if len(each[0]) == length]
        means = _means(rows, until_day, models) if length else np.zeros((len(rows), len(models)))
        recalled |= dict(zip(rows, means, strict=True))
    return recalled


def _means(rows: Sequence[Schedule], until_day: int, models: "Sequence[MemoryModel]") -> "Floats":
    """Mean recall (rows, models) of schedules of one length."""
    import numpy as np

    days = np.array([studied for studied, _, _ in rows], dtype=float)
    weights = np.array([shares for _, shares, _ in rows])
    shifts = np.array([[shift] for _, _, shift in rows], dtype=float)
    at = np.arange(_EVERY_DAYS, until_day + 1, _EVERY_DAYS, dtype=float) - shifts
    return np.stack([m.recall_rows(days, at, weights).mean(axis=1) for m in models], axis=1)
