"""Sample size and power: whether a spacing experiment could see the difference it looks for.

Before a pilot compares two schedules it should know how many learners that takes.  For two shares
p1 and p2 the usual measure of their distance is Cohen's h; from it follows the number of
independent answers in each arm.  Answers of one learner resemble each other, so with several
items a learner the number grows by the *design effect* ``1 + (items - 1) * icc`` before it is
divided by the items.  Where whole teams are drawn, the learners of one team resemble each other
too, and the number grows once more.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist


@dataclass(frozen=True)
class SampleSize:
    """The size of a comparison of two shares.

    Attributes
    ----------
    effect_h : float
        Cohen's h.
    answers_per_arm : int
        Independent answers in each arm.
    design_effect : float
        By how much likeness within learners, and within teams, raises the number.
    learners_per_arm : int
        Learners in each arm.
    """

    effect_h: float
    answers_per_arm: int
    design_effect: float
    learners_per_arm: int


def sample_size(
    p1: float,
    p2: float,
    *,
    alpha: float = 0.05,
    power: float = 0.8,
    items: int = 1,
    icc: float = 0.2,
    team_size: float = 1,
    team_icc: float = 0.05,
) -> SampleSize:
    """Return how many learners each arm needs to tell two shares apart.

    Parameters
    ----------
    p1, p2 : float
        Expected shares of right answers, 0 to 1, different.
    alpha, power : float, optional
        Two-sided level and power, both in (0, 1).
    items : int, optional
        Items each learner answers.
    icc : float, optional
        Likeness of one learner's answers, 0 to 1.
    team_size, team_icc : float, optional
        Where teams are drawn: learners in one, and how alike they are.  1 means that every
        learner is drawn alone.

    Raises
    ------
    ValueError
        With one line for each value out of range.

    Notes
    -----
    ``h = 2 asin(sqrt(p2)) - 2 asin(sqrt(p1))`` and ``n = 2 ((z + z) / h) ** 2``, rounded up
    (Cohen 1988).

    Examples
    --------
    >>> sample_size(0.5, 0.6, items=10).learners_per_arm
    109
    """
    likeness = (items, icc, team_size, team_icc)
    _refuse(p1, p2, likeness, alpha=alpha, power=power)
    design_effect = _design_effect(*likeness)
    h = _effect_h(p1, p2)
    reach = _NORMAL.inv_cdf(1.0 - alpha / 2.0) + _NORMAL.inv_cdf(power)
    answers = math.ceil(2.0 * (reach / h) ** 2)
    return SampleSize(h, answers, design_effect, math.ceil(answers * design_effect / items))


def power_of(
    p1: float,
    p2: float,
    learners_per_arm: int,
    *,
    alpha: float = 0.05,
    items: int = 1,
    icc: float = 0.2,
    team_size: float = 1,
    team_icc: float = 0.05,
) -> float:
    """Return the probability that an experiment of this size shows the difference.

    Parameters
    ----------
    p1, p2 : float
        Shares of right answers, 0 to 1.
    learners_per_arm : int
        Learners in each arm, at least 1.
    alpha, items, icc, team_size, team_icc
        As in `sample_size`.

    Returns
    -------
    float
        Power, 0 to 1, two-sided.

    Raises
    ------
    ValueError
        With one line for each value out of range.

    Examples
    --------
    >>> round(power_of(0.5, 0.6, 109, items=10), 2)
    0.8
    """
    likeness = (items, icc, team_size, team_icc)
    _refuse(p1, p2, likeness, alpha=alpha, learners_per_arm=learners_per_arm)
    answers = learners_per_arm * items / _design_effect(*likeness)
    seen = abs(_effect_h(p1, p2)) * math.sqrt(answers / 2.0)
    reach = _NORMAL.inv_cdf(1.0 - alpha / 2.0)
    return _NORMAL.cdf(seen - reach) + _NORMAL.cdf(-seen - reach)


_NORMAL = NormalDist()


def _effect_h(p1: float, p2: float) -> float:
    """Cohen's h, the distance between two shares."""
    return 2.0 * math.asin(math.sqrt(p2)) - 2.0 * math.asin(math.sqrt(p1))


def _design_effect(items: int, icc: float, team_size: float, team_icc: float) -> float:
    """By how much likeness within learners and within teams raises the number."""
    return (1.0 + (items - 1) * icc) * (1.0 + (team_size - 1) * team_icc)


def _refuse(
    p1: float,
    p2: float,
    likeness: tuple[int, float, float, float],
    *,
    alpha: float,
    power: float = 0.5,
    learners_per_arm: int = 1,
) -> None:
    """Say everything that is out of range."""
    items, icc, team_size, team_icc = likeness
    checks = [
        (0 <= p1 <= 1, f"p1 = {p1!r} is outside its bounds [0, 1]"),
        (0 <= p2 <= 1, f"p2 = {p2!r} is outside its bounds [0, 1]"),
        (p1 != p2, f"p1 and p2 are both {p1!r}: there is no difference to see"),
        (0 < alpha < 1, f"alpha = {alpha!r} is outside its bounds (0, 1)"),
        (0 < power < 1, f"power = {power!r} is outside its bounds (0, 1)"),
        (learners_per_arm >= 1, f"learners_per_arm = {learners_per_arm!r} must be at least 1"),
        (items >= 1, f"items = {items!r} must be at least 1"),
        (0 <= icc <= 1, f"icc = {icc!r} is outside its bounds [0, 1]"),
        (team_size >= 1, f"team_size = {team_size!r} must be at least 1"),
        (0 <= team_icc <= 1, f"team_icc = {team_icc!r} is outside its bounds [0, 1]"),
    ]
    problems = [message for fine, message in checks if not fine]
    if problems:
        raise ValueError("\n".join(problems))
