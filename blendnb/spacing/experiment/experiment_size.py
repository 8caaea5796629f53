"""Sample size and power: whether a spacing experiment could see the difference it looks for.

Before a pilot compares two schedules it should know how many learners that takes.  For two shares
p1 and p2 the usual measure of their distance is Cohen's h; from it follows the number of
independent answers in each arm.  Answers of one learner resemble each other, so with several
items a learner the number grows by the *design effect* ``1 + (items - 1) * icc`` before it is
divided by the items.  Where whole teams are drawn, the learners of one team resemble each other
too, the number grows once more, and it is teams that are counted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal, get_args

TeamLikeness = Literal["answers", "scores"]
FEWEST_TEAMS: Final = 4
"""In each arm: with three against three no draw can give a p below .10."""


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
    teams_per_arm : int or None
        Teams in each arm; None where every learner is drawn alone.
    """

    effect_h: float
    answers_per_arm: int
    design_effect: float
    learners_per_arm: int
    teams_per_arm: int | None = None


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
    team_icc_of: TeamLikeness = "answers",
    team_size_cv: float = 0.0,
    baseline_r: float = 0.0,
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
        Where teams are drawn: learners in one on average, and how alike they are.  1 means that
        every learner is drawn alone.
    team_icc_of : "answers" or "scores"
        What is that alike within a team: single answers of two learners, or two learners' scores.
        The same number is a much larger team effect of answers than of scores.
    team_size_cv : float, optional
        How unequal teams are: standard deviation of their sizes over the mean.
    baseline_r : float, optional
        Correlation of the outcome with a score from before that the model holds alike, -1 to 1:
        .5 saves a quarter of the answers.

    Raises
    ------
    ValueError
        With one line for each value out of range.

    Notes
    -----
    ``h = 2 asin(sqrt(p2)) - 2 asin(sqrt(p1))`` and ``n = 2 ((z + z) / h) ** 2``, rounded up
    (Cohen 1988).  With m items and teams of T learners the design effect is
    ``1 + (m - 1) icc + (((cv ** 2 + 1) T) - 1) m team_icc`` for answers that are alike (Eldridge
    et al. 2006 for unequal teams).  Few teams leave few degrees of freedom, so teams are counted
    by quantiles of t, and fewer than four an arm are never proposed: with three against three the
    least p that a draw can give is .10.

    Examples
    --------
    >>> sample_size(0.5, 0.6, items=10).learners_per_arm
    109
    """
    likeness = ClusterLikeness(items, icc, team_size, team_icc, team_icc_of, team_size_cv)
    _refuse(p1, p2, likeness, alpha=alpha, power=power, baseline_r=baseline_r)
    from statsmodels.stats.power import normal_sample_size_one_tail
    from statsmodels.stats.proportion import proportion_effectsize

    h = float(proportion_effectsize(p2, p1))
    effect = likeness.design_effect * (1 - baseline_r**2)
    # One of the two tails at half the level, and two arms, so the variance counts twice.
    answers = math.ceil(normal_sample_size_one_tail(h, power, alpha / 2.0, std_null=math.sqrt(2.0)))
    if team_size <= 1:
        return SampleSize(h, answers, effect, math.ceil(answers * effect / items))
    teams = _teams(2 / h**2 * effect / (items * team_size), alpha, power)
    return SampleSize(h, answers, effect, math.ceil(teams * team_size), teams)


def _teams(each: float, alpha: float, power: float) -> int:
    """Fewest teams an arm for which t with their degrees of freedom sees the difference.

    `each` is how many teams stand for one squared quantile.
    """
    from scipy.stats import t

    def enough(teams: int) -> bool:
        freedom = 2 * teams - 2
        reach = float(t.ppf(1 - alpha / 2, freedom) + t.ppf(power, freedom))
        return teams >= each * reach**2

    teams = FEWEST_TEAMS
    while not enough(teams):
        teams += 1
    return teams


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
    team_icc_of: TeamLikeness = "answers",
    team_size_cv: float = 0.0,
) -> float:
    """Return the probability that an experiment of this size shows the difference.

    Parameters
    ----------
    p1, p2 : float
        Shares of right answers, 0 to 1.
    learners_per_arm : int
        Learners in each arm, at least 1.
    alpha, items, icc, team_size, team_icc, team_icc_of, team_size_cv
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
    likeness = ClusterLikeness(items, icc, team_size, team_icc, team_icc_of, team_size_cv)
    _refuse(p1, p2, likeness, alpha=alpha, learners_per_arm=learners_per_arm)
    from statsmodels.stats.power import NormalIndPower, TTestIndPower
    from statsmodels.stats.proportion import proportion_effectsize

    h = float(proportion_effectsize(p2, p1))
    answers = learners_per_arm * items / likeness.design_effect
    if team_size <= 1:
        return float(NormalIndPower().power(h, answers, alpha))
    teams = max(learners_per_arm / team_size, 1.0)
    if teams < FEWEST_TEAMS:
        return 0.0
    # A team's mean is one observation: the difference in units of its spread.
    return float(TTestIndPower().power(abs(h) * math.sqrt(answers / teams), teams, alpha))


@dataclass(frozen=True)
class ClusterLikeness:
    """How alike answers are: of one learner, and of one team."""

    items: int
    icc: float
    team_size: float
    team_icc: float
    team_icc_of: str
    team_size_cv: float

    @property
    def design_effect(self) -> float:
        """By how much likeness within learners and within teams raises the number."""
        learner = 1.0 + (self.items - 1) * self.icc
        others = (self.team_size_cv**2 + 1.0) * self.team_size - 1.0
        if self.team_size <= 1:
            return learner
        if self.team_icc_of == "scores":
            return learner * (1.0 + others * self.team_icc)
        return learner + others * self.items * self.team_icc


def _refuse(
    p1: float,
    p2: float,
    likeness: ClusterLikeness,
    *,
    alpha: float,
    power: float = 0.5,
    learners_per_arm: int = 1,
    baseline_r: float = 0.0,
) -> None:
    """Say everything that is out of range."""
    items, icc, team_size = likeness.items, likeness.icc, likeness.team_size
    team_icc, kinds = likeness.team_icc, get_args(TeamLikeness)
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
        (
            likeness.team_icc_of in kinds,
            f"team_icc_of = {likeness.team_icc_of!r} is none of {kinds}",
        ),
        (abs(baseline_r) < 1, f"baseline_r = {baseline_r!r} is outside its bounds (-1, 1)"),
        (likeness.team_size_cv >= 0, f"team_size_cv = {likeness.team_size_cv!r} is below 0"),
    ]
    problems = [message for fine, message in checks if not fine]
    if problems:
        raise ValueError("\n".join(problems))
