"""One item's review history: an event goes in, a new state comes out.

A planner works with expectations, a flash-card log with facts: this item was answered, on this
day, with this grade.  `review` takes the state of an item and one graded answer and returns the
next state with the day the item is due.  Nothing is drawn, read from a clock or changed in place.
A new item passes through short *learning steps* of minutes before it is reviewed over days, and a
lapse sends it through *relearning steps*.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from blendnb.spacing.models import fsrs_equations
from blendnb.spacing.models.fsrs6 import FSRS6

_MINUTES_A_DAY = 1440.0


class Phase(StrEnum):
    """Where an item stands: still being learned, in review, or being learned again."""

    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True)
class ItemState:
    """The memory of one item for one learner; days on any scale, as long as it is one scale."""

    phase: Phase = Phase.LEARNING
    step: int = 0
    stability_days: float | None = None
    difficulty: float | None = None
    reviewed_day: float | None = None
    due_day: float | None = None


@dataclass(frozen=True)
class SchedulerSettings:
    """How strictly items come back.

    Parameters
    ----------
    desired_retention : float, 0 to 1 (open interval)
        Probability of recall at which an item is due.
    learning_steps_minutes, relearning_steps_minutes : tuple of float
        Waits before a new or a lapsed item moves on to reviews over days.
    maximum_interval_days : int
        No interval is longer.

    Raises
    ------
    ValueError
        For a value outside its bounds.
    """

    desired_retention: float = 0.9
    learning_steps_minutes: tuple[float, ...] = (1.0, 10.0)
    relearning_steps_minutes: tuple[float, ...] = (10.0,)
    maximum_interval_days: int = 36_500

    def __post_init__(self) -> None:
        if not 0.0 < self.desired_retention < 1.0:
            raise ValueError(
                f"desired_retention = {self.desired_retention!r} is outside its bounds (0, 1)"
            )
        if min((*self.learning_steps_minutes, *self.relearning_steps_minutes, 1.0)) <= 0:
            raise ValueError("learning and relearning steps are minutes above 0")
        if self.maximum_interval_days < 1:
            raise ValueError(
                f"maximum_interval_days = {self.maximum_interval_days!r} is below its bound 1"
            )

    def steps(self, phase: Phase) -> tuple[float, ...]:
        """The waits of a phase, in minutes."""
        if phase is Phase.REVIEW:
            return ()
        learning = phase is Phase.LEARNING
        return self.learning_steps_minutes if learning else self.relearning_steps_minutes


DEFAULT_SETTINGS: Final = SchedulerSettings()


def review(
    model: FSRS6, state: ItemState, grade: int, day: float,
    settings: SchedulerSettings = DEFAULT_SETTINGS,
) -> ItemState:  # fmt: skip
    """Return the item's state after an answer of grade 1 to 4 on a day.

    Parameters
    ----------
    model : FSRS6
        The weights to use.
    state : ItemState
        The state before; ``ItemState()`` for a new item.
    grade : int
        1 again, 2 hard, 3 good, 4 easy.
    day : float
        When, in days; fractions are times of day.
    settings : SchedulerSettings, optional
        Desired retention and steps.

    Returns
    -------
    ItemState
        With `due_day` set.

    Raises
    ------
    ValueError
        For a grade outside 1 to 4, or a day before the latest review.

    Notes
    -----
    Agrees with py-fsrs without fuzz: elapsed time counts in whole days.
    """
    if grade not in (1, 2, 3, 4):
        raise ValueError(f"grade = {grade!r} is outside its bounds [1, 4]")
    if state.reviewed_day is not None and day < state.reviewed_day:
        raise ValueError(f"day {day:g} lies before the latest review on day {state.reviewed_day:g}")
    known = _remembered(model, state, grade, day)
    phase, step, wait_days = _next_step(model, known, grade, settings)
    return replace(known, phase=phase, step=step, due_day=day + wait_days)


def _remembered(model: FSRS6, state: ItemState, grade: int, day: float) -> ItemState:
    """Stability and difficulty after the answer."""
    if state.stability_days is None or state.difficulty is None or state.reviewed_day is None:
        stability = float(fsrs_equations.first_stability(model.w, grade))
        difficulty = float(fsrs_equations.first_difficulty(model.w, grade))
    else:
        elapsed = math.floor(day - state.reviewed_day)
        s, d = state.stability_days, state.difficulty
        stability = float(fsrs_equations.next_stability(model.w, s, d, elapsed, grade))
        difficulty = float(fsrs_equations.next_difficulty(model.w, d, grade))
    return replace(state, stability_days=stability, difficulty=difficulty, reviewed_day=day)


def _next_step(
    model: FSRS6, state: ItemState, grade: int, settings: SchedulerSettings
) -> tuple[Phase, int, float]:
    """Phase, step and wait in days that follow the answer."""
    phase = state.phase
    if (
        phase is Phase.REVIEW
        and grade == fsrs_equations.AGAIN
        and settings.relearning_steps_minutes
    ):
        return Phase.RELEARNING, 0, settings.relearning_steps_minutes[0] / _MINUTES_A_DAY
    steps = settings.steps(phase)
    step = 0 if grade == fsrs_equations.AGAIN else state.step + (grade == fsrs_equations.GOOD)
    if grade == fsrs_equations.EASY or step >= len(steps):
        return Phase.REVIEW, 0, _interval(model, state, settings)
    minutes = _hard_wait(steps, step) if grade == fsrs_equations.HARD else steps[step]
    return phase, step, minutes / _MINUTES_A_DAY


def _hard_wait(steps: tuple[float, ...], step: int) -> float:
    """Minutes after a hard answer: between this step and the next at the start, else the step."""
    if step:
        return steps[step]
    return steps[0] * 1.5 if len(steps) == 1 else (steps[0] + steps[1]) / 2


def _interval(model: FSRS6, state: ItemState, settings: SchedulerSettings) -> float:
    if state.stability_days is None:
        raise ValueError("an item without a review has no interval")
    days = float(
        fsrs_equations.interval_days(model.w, state.stability_days, settings.desired_retention)
    )
    return min(days, float(settings.maximum_interval_days))
