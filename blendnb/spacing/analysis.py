"""What an experiment showed: the effect with its interval, who is missing, and a plain verdict.

Two numbers stand side by side because each alone can mislead: the *retention rate* (of what was
asked, how much was right) can rise while people were asked less, and the *items retained* (right
answers per learner) can rise while people were asked more.  Learners count in the arm that the lot
gave them.  The verdict says what the interval allows and no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from blendnb.spacing.effects import Clustered, Difference, difference_of, sensitivity_of
from blendnb.spacing.results import Answered, Results

if TYPE_CHECKING:
    import pandas as pd

DRAWS, PERMUTATIONS = 5_000, 10_000
ALL, NEW, REPEATED = "all items", "new items", "repeated items"
_KINDS = {ALL: None, REPEATED: True, NEW: False}


@dataclass(frozen=True)
class ArmResult:
    """What one arm shows at one lag.

    Attributes
    ----------
    arm : str
        Its name.
    lag_days : float
        Days from the last study to the test.
    items : str
        All, repeated or new ones.
    drawn, answered : int
        Learners in the arm, and those of them with an answer.
    answers : int
        Answers given.
    retention_rate : float
        Right answers of the answers given; NaN without any.
    items_retained : float
        Right answers for each learner who answered; NaN without any.
    """

    arm: str
    lag_days: float
    items: str
    drawn: int
    answered: int
    answers: int
    retention_rate: float
    items_retained: float

    @property
    def missing_share(self) -> float:
        """Learners without an answer, of those drawn."""
        return 1 - self.answered / self.drawn if self.drawn else float("nan")


@dataclass(frozen=True)
class Effect:
    """One arm compared with the first one.

    Attributes
    ----------
    arm, against : str
        The two arms.
    items : str
        All, repeated or new ones.
    found : Difference
        Of the retention rates, with its intervals.
    holm_p : float
        Permutation p, corrected for the number of arms compared (Holm).
    sensitivity : mapping of str to (float, float, float)
        Odds ratio and 95 % interval by other models.
    blanks_as_wrong : float or None
        The difference if every answer that never came were wrong; None without such answers.
    """

    arm: str
    against: str
    items: str
    found: Difference
    holm_p: float
    sensitivity: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    blanks_as_wrong: float | None = None

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval to report: the model's, or the bootstrap's where it has none."""
        return self.found.interval or self.found.bootstrap


@dataclass(frozen=True)
class Analysis:
    """The analysis of one experiment at its primary lag.

    Attributes
    ----------
    lag_days : float
        The primary lag.
    clustered_by : str
        ``learner`` or ``team``.
    arms : tuple of ArmResult
        Every arm at the primary lag, for all, repeated and new items.
    attrition : tuple of ArmResult
        Every arm at every lag.
    effects : tuple of Effect
        Every arm against the first one; all items first.
    verdict : str
        What may be said, in plain sentences.
    warnings : tuple of str
        What a reader must know.
    """

    lag_days: float
    clustered_by: str
    arms: tuple[ArmResult, ...]
    attrition: tuple[ArmResult, ...]
    effects: tuple[Effect, ...]
    verdict: str
    warnings: tuple[str, ...]

    def arms_frame(self) -> pd.DataFrame:
        """Retention rate and items retained side by side, one row for each arm and kind."""
        import pandas as pd

        rows = [
            {"items": a.items, "arm": a.arm, "learners": a.answered, "answers": a.answers,
             "retention_rate": a.retention_rate, "items_retained": a.items_retained}
            for a in self.arms
        ]  # fmt: skip
        return pd.DataFrame(rows)

    def attrition_frame(self) -> pd.DataFrame:
        """Who was drawn and who answered, by lag and arm."""
        import pandas as pd

        rows = [
            {"lag_days": a.lag_days, "arm": a.arm, "drawn": a.drawn, "answered": a.answered,
             "missing_share": a.missing_share}
            for a in self.attrition
        ]  # fmt: skip
        return pd.DataFrame(rows)

    def effects_frame(self) -> pd.DataFrame:
        """Every difference with its intervals, as shares."""
        import pandas as pd

        return pd.DataFrame([_effect_row(effect) for effect in self.effects])


def _effect_row(effect: Effect) -> dict[str, object]:
    found, (low, high) = effect.found, effect.interval
    odds = found.odds_interval or (float("nan"),) * 2
    return {
        "items": effect.items, "arm": effect.arm, "against": effect.against,
        "difference": found.difference, "low": low, "high": high,
        "bootstrap_low": found.bootstrap[0], "bootstrap_high": found.bootstrap[1],
        "permutation_p": found.permutation_p, "holm_p": effect.holm_p,
        "odds_ratio": float("nan") if found.odds_ratio is None else found.odds_ratio,
        "odds_low": odds[0], "odds_high": odds[1], "clusters": found.clusters,
    }  # fmt: skip


def analyze(
    results: Results,
    *,
    lag_days: float | None = None,
    against: str | None = None,
    equivalent_within: float | None = None,
    draws: int = DRAWS,
    permutations: int = PERMUTATIONS,
    seed: int = 0,
    crossed: bool = False,
) -> Analysis:
    """Return what an experiment showed at its primary lag.

    Parameters
    ----------
    results : Results
        What `read_results` gave.
    lag_days : float, optional
        The lag that was named before the experiment; default: the longest one, with a warning.
    against : str, optional
        The arm that others are compared with; default: the first one.
    equivalent_within : float, optional
        Difference of shares, named before the experiment, below which nobody would care.
    draws, permutations : int, optional
        How often clusters are drawn again, and arms dealt again.
    seed : int, optional
        Of both.
    crossed : bool, optional
        Whether a mixed model with crossed learners and items joins the sensitivity analysis; it
        takes seconds.

    Returns
    -------
    Analysis

    Raises
    ------
    ValueError
        If nobody was asked at this lag, an arm has no answers there, or there is no such arm.

    Notes
    -----
    The interval is that of a binomial GLM with errors clustered on what was drawn by lot, and t
    with clusters minus two degrees of freedom.
    """
    from blendnb.spacing.verdicts import verdict_of, warnings_of

    results = results if against is None else results.against(against)
    lag = _lag(results, lag_days)
    kinds = list(_KINDS) if results.says_repeated else [ALL]
    arms = tuple(
        arm for kind in kinds for arm in _arms(results, lag, kind, results.at(lag, _KINDS[kind]))
    )
    attrition = tuple(arm for at in results.lags for arm in _arms(results, at, ALL, results.at(at)))
    _refuse_silent_arms(arms)
    effects = tuple(
        effect
        for kind in kinds
        for effect in _effects(
            results,
            results.at(lag, _KINDS[kind]),
            kind,
            draws=draws,
            permutations=permutations,
            seed=seed,
            crossed=crossed,
        )
    )
    warnings = warnings_of(results, lag, arms, effects, named=lag_days is not None)
    return Analysis(
        lag, "team" if results.by_team else "learner", arms, attrition, effects,
        verdict_of(lag, arms, effects, equivalent_within), warnings,
    )  # fmt: skip


def _lag(results: Results, lag_days: float | None) -> float:
    lags = results.lags
    if lag_days is None:
        return lags[-1]
    if lag_days not in lags:
        known = ", ".join(f"{lag:g}" for lag in lags)
        raise ValueError(f"lag_days = {lag_days:g}: nobody was asked then; the table has {known}")
    return lag_days


def _arms(results: Results, lag: float, kind: str, asked: Answered) -> list[ArmResult]:
    arm_of = results.learner_arms
    rows = []
    for number, arm in enumerate(results.arms):
        mine = arm_of[asked.learners] == number
        answered = len(np.unique(asked.learners[mine]))
        right = float(asked.right[mine].sum())
        answers = int(mine.sum())
        rows.append(
            ArmResult(
                arm=arm,
                lag_days=lag,
                items=kind,
                drawn=int((arm_of == number).sum()),
                answered=answered,
                answers=answers,
                retention_rate=right / answers if answers else float("nan"),
                items_retained=right / answered if answered else float("nan"),
            )
        )
    return rows


def _refuse_silent_arms(arms: tuple[ArmResult, ...]) -> None:
    silent = [a.arm for a in arms if a.items == ALL and not a.answers]
    if silent:
        raise ValueError(f"arm {', '.join(map(repr, silent))} has no answers at this lag")


def _effects(
    results: Results,
    asked: Answered,
    kind: str,
    *,
    draws: int,
    permutations: int,
    seed: int,
    crossed: bool,
) -> list[Effect]:
    """Every arm against the first one, as far as both have answers."""
    arm_of = results.learner_arms
    present = set(arm_of[asked.learners])
    if 0 not in present:
        return []
    others = [n for n in range(1, len(results.arms)) if n in present]
    compared = [_clustered(results, asked, number) for number in others]
    found = [
        difference_of(data, draws=draws, permutations=permutations, seed=seed) for data in compared
    ]
    corrected = _holm([difference.permutation_p for difference in found])
    return [
        Effect(
            results.arms[number], results.arms[0], kind, difference, p,
            sensitivity_of(data, crossed=crossed) if kind == ALL else {},
            _blanks_as_wrong(results, asked, number),
        )
        for number, data, difference, p in zip(others, compared, found, corrected, strict=True)
    ]  # fmt: skip


def _clustered(results: Results, asked: Answered, number: int) -> Clustered:
    arms = results.learner_arms[asked.learners]
    kept = (arms == 0) | (arms == number)
    learners = asked.learners[kept]
    return Clustered(
        asked.right[kept], arms[kept] == number, results.learner_clusters[learners],
        asked.items[kept], results.learner_strata[learners],
    )  # fmt: skip


def _blanks_as_wrong(results: Results, asked: Answered, number: int) -> float | None:
    if not asked.blank_learners.size:
        return None
    shares = []
    for arm in (number, 0):
        given = results.learner_arms[asked.learners] == arm
        blank = int((results.learner_arms[asked.blank_learners] == arm).sum())
        shares.append(asked.right[given].sum() / (given.sum() + blank))
    return float(shares[0] - shares[1])


def _holm(p_values: list[float]) -> list[float]:
    """Holm's step-down correction."""
    out, largest = [1.0] * len(p_values), 0.0
    for place, i in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        largest = max(largest, min(1.0, (len(p_values) - place) * p_values[i]))
        out[i] = largest
    return out
