"""Sample sizes: how many learners a spacing experiment needs.

Before a pilot compares two schedules it should know whether it could see the difference.  For two
shares p1 and p2 the usual measure of their distance is Cohen's h; from it follows the number of
independent answers in each arm.  Answers of one learner resemble each other, so with several
items a learner the number grows by the *design effect* ``1 + (items - 1) * icc`` before it is
divided by the items.
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
        By how much answers of the same learner raise the number.
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
    _refuse(p1, p2, alpha=alpha, power=power, items=items, icc=icc)
    h = 2.0 * math.asin(math.sqrt(p2)) - 2.0 * math.asin(math.sqrt(p1))
    normal = NormalDist()
    reach = normal.inv_cdf(1.0 - alpha / 2.0) + normal.inv_cdf(power)
    answers = math.ceil(2.0 * (reach / h) ** 2)
    design_effect = 1.0 + (items - 1) * icc
    return SampleSize(h, answers, design_effect, math.ceil(answers * design_effect / items))


def _refuse(p1: float, p2: float, *, alpha: float, power: float, items: int, icc: float) -> None:
    """Say everything that is out of range."""
    checks = [
        (0 <= p1 <= 1, f"p1 = {p1!r} is outside its bounds [0, 1]"),
        (0 <= p2 <= 1, f"p2 = {p2!r} is outside its bounds [0, 1]"),
        (p1 != p2, f"p1 and p2 are both {p1!r}: there is no difference to see"),
        (0 < alpha < 1, f"alpha = {alpha!r} is outside its bounds (0, 1)"),
        (0 < power < 1, f"power = {power!r} is outside its bounds (0, 1)"),
        (items >= 1, f"items = {items!r} must be at least 1"),
        (0 <= icc <= 1, f"icc = {icc!r} is outside its bounds [0, 1]"),
    ]
    problems = [message for fine, message in checks if not fine]
    if problems:
        raise ValueError("\n".join(problems))
