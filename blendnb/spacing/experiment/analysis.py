"""What an experiment showed: the effect with its interval, who is missing, and a plain verdict.

Two numbers stand side by side because each alone can mislead: the *retention rate* (of what was
asked, how much was right) can rise while people were asked less, and the *items retained* (right
answers per learner) can rise while people were asked more.  Learners count in the arm that the lot
gave them.

The verdict says what the interval allows and no more.  A difference whose interval spans 0 was
*not shown*, which is not the same as *not there*.  Methods that disagree leave the question open.
And whatever was found holds for these items, this delay and learners like these: it says nothing
about work.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from blendnb.language import count, listed, number, percent, say, signed
from blendnb.spacing.experiment.adjusted_differences import (
    LagEffect,
    adjusted_of,
    lag_effects_of,
)
from blendnb.spacing.experiment.answers import Answered, ExperimentResults
from blendnb.spacing.experiment.arm_differences import (
    ALL,
    NEW,
    REPEATED,
    ArmResult,
    Clustered,
    Effect,
    MissingBounds,
    bounds_of_missing,
    difference_of,
    sensitivity_of,
)
from blendnb.spacing.experiment.preregistration import (
    AnalysisModel,
    Choices,
    Preregistration,
    deviations_from,
)

if TYPE_CHECKING:
    import pandas as pd

    from blendnb.spacing.models.memory import Floats


DRAWS, PERMUTATIONS = 5_000, 10_000
_KINDS = {ALL: None, REPEATED: True, NEW: False}


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
    by_lag : tuple of LagEffect
        Every arm against the first one at every lag, and the change from the first lag to the last
        (arm by lag); empty with a single lag.
    deviations : tuple of str or None
        Where it differs from what was registered; None where nothing was.
    """

    lag_days: float
    clustered_by: str
    arms: tuple[ArmResult, ...]
    attrition: tuple[ArmResult, ...]
    effects: tuple[Effect, ...]
    verdict: str
    warnings: tuple[str, ...]
    by_lag: tuple[LagEffect, ...] = ()
    deviations: tuple[str, ...] | None = None

    def as_dict(self) -> dict[str, Any]:
        """The analysis as plain values, under the keys of ``spacing experiment analyze --json``."""
        frames = {
            "effects": self.effects_frame(), "arms": self.arms_frame(),
            "attrition": self.attrition_frame(), "by_lag": self.lags_frame(),
        }  # fmt: skip
        return {
            "lag_days": self.lag_days,
            "clustered_by": self.clustered_by,
            "verdict": self.verdict,
            **{name: _records(frame) for name, frame in frames.items()},
            "warnings": list(self.warnings),
            "deviations": None if self.deviations is None else list(self.deviations),
        }

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

    def lags_frame(self) -> pd.DataFrame:
        """Every arm's difference at every lag, and its change; the change has no lag."""
        import pandas as pd

        rows = [
            {"arm": e.arm, "against": e.against, "lag_days": e.lag_days,
             "difference": e.difference, "low": e.interval[0], "high": e.interval[1]}
            for e in self.by_lag
        ]  # fmt: skip
        names = ["arm", "against", "lag_days", "difference", "low", "high"]
        return pd.DataFrame(rows, columns=names)

    def effects_frame(self) -> pd.DataFrame:
        """Every difference with its intervals, as shares."""
        import pandas as pd

        return pd.DataFrame([_effect_row(effect) for effect in self.effects])


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values, None for what is not known."""
    known = frame.astype(object).where(frame.notna(), None)
    rows: list[dict[str, Any]] = known.to_dict("records")
    return rows


def _effect_row(effect: Effect) -> dict[str, object]:
    difference, (low, high) = effect.found, effect.interval
    odds = difference.odds_interval or (float("nan"),) * 2
    return {
        "items": effect.items, "arm": effect.arm, "against": effect.against,
        "difference": difference.difference, "low": low, "high": high,
        "bootstrap_low": difference.bootstrap[0], "bootstrap_high": difference.bootstrap[1],
        "permutation_p": difference.permutation_p, "holm_p": effect.holm_p,
        "odds_ratio": float("nan") if difference.odds_ratio is None else difference.odds_ratio,
        "odds_low": odds[0], "odds_high": odds[1], "clusters": difference.clusters,
        "missing_as_wrong": effect.missing_as_wrong, "missing_as_right": effect.missing_as_right,
        "adjusted": effect.adjusted and effect.adjusted.difference,
        "adjusted_low": effect.adjusted and effect.adjusted.interval[0],
        "adjusted_high": effect.adjusted and effect.adjusted.interval[1],
        "trimmed_low": effect.trimmed and effect.trimmed[0],
        "trimmed_high": effect.trimmed and effect.trimmed[1],
    }  # fmt: skip


def analyze(
    results: ExperimentResults,
    *,
    lag_days: float | None = None,
    against: str | None = None,
    equivalent_within: float | None = None,
    model: AnalysisModel | None = None,
    registered: Preregistration | None = None,
    draws: int = DRAWS,
    permutations: int = PERMUTATIONS,
    seed: int = 0,
    crossed: bool = False,
) -> Analysis:
    """Return what an experiment showed at its primary lag.

    Parameters
    ----------
    results : ExperimentResults
        What `read_results` gave.
    lag_days : float, optional
        The lag that was named before the experiment; default: the longest one, with a warning.
    against : str, optional
        The arm that others are compared with; default: the first one.
    equivalent_within : float, optional
        Difference of shares, named before the experiment, below which nobody would care.
    model : {"difference", "adjusted"}, optional
        Which difference decides: of the shares (default), or within strata and at the same
        baseline. The other one stands beside it.
    registered : Preregistration, optional
        What was settled before; it gives the choices that are not made here, and whatever differs
        from it is said.
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
    Whoever was drawn counts where the lot put them. The interval is for the difference of the
    shares, clustered on what was drawn by lot: CR2 with Satterthwaite's degrees of freedom, which
    covers with few and unequal teams too. A difference is not called shown where those who never
    answered could undo it: all of them wrong, all right, or the fuller arm trimmed (Lee 2009).
    """
    if registered is not None:
        lag_days = registered.lag_days if lag_days is None else lag_days
        against = _registered_first(registered, results) if against is None else against
        model = model or registered.model
        margin = registered.equivalent_within
        equivalent_within = margin if equivalent_within is None else equivalent_within
    model = model or "difference"
    results = results if against is None else results.against(against)
    lag = _lag(results, lag_days)
    choices = Choices(lag, model, equivalent_within)
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
            by_model=model == "adjusted",
        )
    )
    warnings = warnings_of(results, lag, arms, effects, named=lag_days is not None)
    return Analysis(
        lag, "team" if results.by_team else "learner", arms, attrition, effects,
        verdict_of(lag, arms, effects, equivalent_within), warnings,
        lag_effects_of(results),
        deviations_from(registered, results, choices) if registered else None,
    )  # fmt: skip


def _registered_first(registered: Preregistration, results: ExperimentResults) -> str | None:
    """The arm that was settled to compare with, if it is there; its absence is a deviation."""
    first = registered.arms[0]
    return first if first in results.arms else None


def _lag(results: ExperimentResults, lag_days: float | None) -> float:
    lags = results.lags
    if lag_days is None:
        return lags[-1]
    if lag_days not in lags:
        known = ", ".join(f"{lag:g}" for lag in lags)
        raise ValueError(say("experiment.file.no_lag", lag=f"{lag_days:g}", lags=known))
    return lag_days


def _arms(results: ExperimentResults, lag: float, kind: str, asked: Answered) -> list[ArmResult]:
    arm_of = results.learner_arms
    rows = []
    for arm_number, arm in enumerate(results.arms):
        mine = arm_of[asked.learners] == arm_number
        answered = len(np.unique(asked.learners[mine]))
        right = float(asked.right[mine].sum())
        answers = int(mine.sum())
        rows.append(
            ArmResult(
                arm=arm,
                lag_days=lag,
                items=kind,
                drawn=int((arm_of == arm_number).sum()),
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
        raise ValueError(say("experiment.file.no_answers", arms=silent))


def _effects(
    results: ExperimentResults,
    asked: Answered,
    kind: str,
    *,
    draws: int,
    permutations: int,
    seed: int,
    crossed: bool,
    by_model: bool,
) -> list[Effect]:
    """Every arm against the first one, as far as both have answers."""
    arm_of = results.learner_arms
    present = set(arm_of[asked.learners])
    if 0 not in present:
        return []
    others = [n for n in range(1, len(results.arms)) if n in present]
    compared = [_clustered(results, asked, number) for number in others]
    measured = [
        difference_of(data, draws=draws, permutations=permutations, seed=seed) for data in compared
    ]
    corrected = _holm([difference.permutation_p for difference in measured])
    return [
        Effect(
            results.arms[number], results.arms[0], kind, difference, p,
            sensitivity_of(data, crossed=crossed) if kind == ALL else {},
            _blanks_as_wrong(results, asked, number),
            _missing(results, asked, number),
            adjusted_of(results, asked, number),
            by_model,
        )
        for number, data, difference, p in zip(others, compared, measured, corrected, strict=True)
    ]  # fmt: skip


def _clustered(results: ExperimentResults, asked: Answered, number: int) -> Clustered:
    arms = results.learner_arms[asked.learners]
    kept = (arms == 0) | (arms == number)
    learners = asked.learners[kept]
    return Clustered(
        asked.right[kept], arms[kept] == number, results.learner_clusters[learners],
        asked.items[kept], results.learner_strata[learners],
    )  # fmt: skip


def _blanks_as_wrong(results: ExperimentResults, asked: Answered, number: int) -> float | None:
    if not asked.blank_learners.size:
        return None
    shares = []
    for arm in (number, 0):
        given = results.learner_arms[asked.learners] == arm
        blank = int((results.learner_arms[asked.blank_learners] == arm).sum())
        shares.append(asked.right[given].sum() / (given.sum() + blank))
    return float(shares[0] - shares[1])


def _missing(results: ExperimentResults, asked: Answered, number: int) -> MissingBounds:
    """What the difference would be, whatever those had known who were drawn and never answered."""
    rates = [_learner_rates(results, asked, arm) for arm in (number, 0)]
    drawn = [int((results.learner_arms == arm).sum()) for arm in (number, 0)]
    return bounds_of_missing(rates, drawn)


def _learner_rates(results: ExperimentResults, asked: Answered, arm: int) -> tuple[Floats, Floats]:
    """Learners of an arm with an answer: how many they gave, how many right."""
    mine = results.learner_arms[asked.learners] == arm
    learners, which = np.unique(asked.learners[mine], return_inverse=True)
    answers = np.bincount(which, minlength=len(learners)).astype(float)
    right = np.bincount(which, asked.right[mine], minlength=len(learners)).astype(float)
    return answers, right


def _holm(p_values: list[float]) -> list[float]:
    """Holm's step-down correction."""
    from statsmodels.stats.multitest import multipletests

    return [float(p) for p in multipletests(p_values, method="holm")[1]] if p_values else []


_ALPHA = 0.05
_FEW_CLUSTERS = 40
_UNEVEN = 0.05
_MUCH_MISSING = 0.2


def verdict_of(
    lag_days: float,
    arms: tuple[ArmResult, ...],
    effects: tuple[Effect, ...],
    equivalent_within: float | None,
) -> str:
    """Return what may be said about the effects on all items.

    Parameters
    ----------
    lag_days, arms, effects
        As in `Analysis`.
    equivalent_within
        Difference below which nobody would care, named before the experiment; None without one.
    """
    primary = [effect for effect in effects if effect.items == ALL]
    sentences = [_sentence(effect, lag_days, equivalent_within) for effect in primary]
    scope = say("experiment.verdict.scope")
    return " ".join([*sentences, *_contradictions(arms, primary), scope])


def _sentence(effect: Effect, lag_days: float, equivalent_within: float | None) -> str:
    """What the interval and the lot together allow to be said of one difference."""
    difference, (low, high) = effect.primary
    values = {
        "arm": effect.arm, "against": effect.against, "lag": count("days", lag_days),
        "low": signed_points(low), "high": signed_points(high),
        "p": number(effect.holm_p, 3), "difference": signed_points(difference),
        "points": points(abs(difference)),
    }  # fmt: skip
    by_interval, by_lot = not low <= 0 <= high, effect.holm_p < _ALPHA
    if by_interval and by_lot and not effect.survives_the_missing:
        ends = sorted((*effect.bounds, difference))
        reach = {"least": signed_points(ends[0]), "most": signed_points(ends[-1])}
        return say("experiment.verdict.missing", **values, **reach)
    if by_interval and by_lot:
        return say(f"experiment.verdict.{'more' if difference > 0 else 'less'}", **values)
    if by_interval or by_lot:
        return say("experiment.verdict.open", **values)
    if equivalent_within is not None and max(-low, high) < equivalent_within:
        margin = points(equivalent_within)
        return say("experiment.verdict.ruled_out", **{**values, "points": margin})
    return say("experiment.verdict.not_shown", **values)


def _contradictions(arms: tuple[ArmResult, ...], effects: list[Effect]) -> Iterator[str]:
    """Say where the rate and the number of items point in different directions."""
    by_arm = {arm.arm: arm for arm in arms if arm.items == ALL}
    for effect in effects:
        one, other = by_arm[effect.arm], by_arm[effect.against]
        items = one.items_retained - other.items_retained
        if effect.found.difference * items < 0:
            yield say("experiment.verdict.contradiction", arm=effect.arm)


def warnings_of(
    results: ExperimentResults,
    lag_days: float,
    arms: tuple[ArmResult, ...],
    effects: tuple[Effect, ...],
    *,
    named: bool,
) -> tuple[str, ...]:
    """Return what a reader must know before trusting the numbers."""
    primary = [arm for arm in arms if arm.items == ALL]
    return (
        *_about_the_lag(results, lag_days, named=named),
        *_about_the_lot(results),
        *_about_the_missing(primary),
        *_about_the_numbers(results, [effect for effect in effects if effect.items == ALL]),
    )


def _about_the_lag(results: ExperimentResults, lag_days: float, *, named: bool) -> Iterator[str]:
    if not named and len(results.lags) > 1:
        yield say("experiment.warning.lag", lag=count("days", lag_days))


def _about_the_lot(results: ExperimentResults) -> Iterator[str]:
    if not results.allocated:
        yield say("experiment.warning.no_allocation")
    if results.crossed:
        yield say("experiment.warning.crossed", learners=results.crossed)


def _about_the_missing(arms: list[ArmResult]) -> Iterator[str]:
    missing = [arm.missing_share for arm in arms]
    shares = listed([f"{arm.arm} {percent(arm.missing_share)}" for arm in arms])
    if max(missing) - min(missing) > _UNEVEN:
        yield say("experiment.warning.uneven", shares=shares)
    elif max(missing) > _MUCH_MISSING:
        yield say("experiment.warning.missing", shares=shares)


def _about_the_numbers(results: ExperimentResults, effects: list[Effect]) -> Iterator[str]:
    clusters = min((effect.found.clusters for effect in effects), default=0)
    if clusters < _FEW_CLUSTERS:
        key = "teams" if results.by_team else "learners"
        yield say(f"experiment.warning.few_{key}", count=clusters)
    if any(effect.found.interval is None for effect in effects):
        yield say("experiment.warning.one_sided")
    if len(results.arms) > 2:  # noqa: PLR2004 -- more than one comparison
        yield say("experiment.warning.several")


def points(share: float) -> str:
    """Return a share as percentage points with one decimal."""
    return number(100 * share, 1)


def signed_points(share: float) -> str:
    """Return a difference of shares as percentage points with its sign."""
    return signed(100 * share, 1)
