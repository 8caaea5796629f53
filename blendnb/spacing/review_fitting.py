"""Fitting FSRS-6 or FSRS-7 to an item-level log, and whether the fit was worth it.

Dozens of weights fit the past of almost any log and the future of few.  So the log is split by
time: the weights are fitted on the earlier part, drawn to the defaults by a penalty, and judged
on the later part beside the defaults themselves and two simple rules.  Where the fit does not beat
the defaults there by more than the error of that difference, the defaults are kept.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from blendnb.language import say
from blendnb.spacing.models import fsrs7, fsrs_equations
from blendnb.spacing.models.fsrs6 import FSRS6
from blendnb.spacing.models.fsrs7 import FSRS7
from blendnb.spacing.models.fsrs_equations import State, Weights
from blendnb.spacing.models.memory import Floats, MemoryModel
from blendnb.spacing.review_log import ReviewLog, Steps, in_steps, read_reviews

if TYPE_CHECKING:
    import pandas as pd

FEWEST_REVIEWS = 400
"""With fewer scored reviews in the earlier part, the defaults are kept (fsrs-rs: about 100)."""

_STEP = 1e-5
_INSIDE = 1e-6
_LEAST_GROUPS = 2

ReviewModel = FSRS6 | FSRS7


class Equations(Protocol):
    """What a model does with graded answers, for arrays of items."""

    def first_state(self, w: Weights, grade: ArrayLike) -> State:
        """State after the first review."""

    def recall_after(self, w: Weights, state: State, elapsed_days: ArrayLike) -> Floats:
        """Probability of recall so many days later."""

    def next_state(
        self, w: Weights, state: State, elapsed_days: ArrayLike, grade: ArrayLike
    ) -> State:
        """State after any other review."""


_EQUATIONS: Final[Mapping[str, Equations]] = {FSRS6.id: fsrs_equations, FSRS7.id: fsrs7}


@dataclass(frozen=True)
class Score:
    """How well predictions met the later part of a log: lower log loss, higher AUC."""

    log_loss: float
    auc: float


@dataclass(frozen=True)
class ReviewFit:
    """FSRS-6 or FSRS-7 for one log.

    Attributes
    ----------
    memory_model : FSRS6 or FSRS7
        The fitted model, or the defaults where the fit did not beat them.
    parameters : mapping
        Its weights by name.
    kept_defaults : bool
        Whether the defaults were kept.
    scores : mapping of str to Score
        On the later part: fitted, defaults, constant, logistic.
    earlier, later : int
        Reviews scored in the two parts.
    gain, gain_error : float
        By how much the fit's log loss is below that of the defaults on the later part, and the
        standard error of that, learners being alike within themselves.
    warnings : tuple of str
        What a reader must know, in sentences.
    """

    memory_model: ReviewModel
    parameters: Mapping[str, float]
    kept_defaults: bool
    scores: Mapping[str, Score]
    earlier: int
    later: int
    gain: float
    gain_error: float
    warnings: tuple[str, ...]


def fit_reviews(
    memory_model: type[MemoryModel | FSRS7] | MemoryModel | FSRS7,
    reviews: pd.DataFrame,
    *,
    earlier_share: float = 0.8,
    prior_sd: float = 0.5,
    iterations: int = 60,
) -> ReviewFit:
    """Return FSRS-6 or FSRS-7 fitted to an item-level log, judged on the later part of it.

    Parameters
    ----------
    memory_model : FSRS6 or FSRS7
        The class, or a model to start from.
    reviews : DataFrame
        Columns ``learner``, ``item``, ``time`` (days or dates) and ``grade`` (1 to 4, or true and
        false), as `read_reviews` takes them.
    earlier_share : float, optional
        Share of the reviews, in order of time, to fit on.
    prior_sd : float, optional
        Width of the pull to the starting weights, as a share of each weight.
    iterations : int, optional
        Greatest number of steps of the optimiser.

    Returns
    -------
    ReviewFit

    Raises
    ------
    ValueError
        For another model, or a log that cannot be used.

    Notes
    -----
    Bounded L-BFGS on the log likelihood; first and same-day reviews move the state but are not
    scored.  FSRS-6 counts whole days of the calendar, FSRS-7 hours too.  100,000 reviews take well
    under a minute.  Which of the two fits a log better is seen by comparing their scores, which
    are about the same answers.
    """
    start = memory_model() if isinstance(memory_model, type) else memory_model
    if not isinstance(start, FSRS6 | FSRS7):
        raise ValueError(  # noqa: TRY004 -- all that cannot be fitted is a ValueError
            f"an item-level log fits fsrs6 or fsrs7, not {start.id}: a model that never looks at "
            "answers is turned upside down by a log in which hard items are practised more; use "
            "fit for recall on planned schedules"
        )
    if not 0 < earlier_share < 1 or prior_sd <= 0:
        raise ValueError("earlier_share must lie in (0, 1) and prior_sd above 0")
    log = read_reviews(reviews)
    cut = float(np.quantile(log.time, earlier_share))
    earlier = log.up_to(cut)
    counts = int(earlier.scored.sum()), int((log.scored & (log.time > cut)).sum())
    enough = counts[0] >= FEWEST_REVIEWS and counts[1] > 0
    fitted = _fitted(start, earlier, prior_sd, iterations) if enough else start
    return _judged(start, fitted, log, cut, counts)


def _judged(
    start: ReviewModel, fitted: ReviewModel, log: ReviewLog, cut: float, counts: tuple[int, int]
) -> ReviewFit:
    """Score everything on the later part and keep what is better."""
    scores, gain, error = _scores(start, fitted, log, cut) if all(counts) else ({}, 0.0, 0.0)
    better = fitted != start and gain > error
    chosen = fitted if better else start
    return ReviewFit(
        memory_model=chosen,
        parameters=chosen.parameters,
        kept_defaults=not better,
        scores=scores,
        earlier=counts[0],
        later=counts[1],
        gain=gain,
        gain_error=error,
        warnings=_warnings(counts, scores, better=better),
    )


def _scores(
    start: ReviewModel, fitted: ReviewModel, log: ReviewLog, cut: float
) -> tuple[dict[str, Score], float, float]:
    """Scores on the later part by name, and what the fit gains there with its standard error."""
    past, future = log.scored & (log.time <= cut), log.scored & (log.time > cut)
    right = (log.grade > 1).astype(float)
    by_fit, by_default = (predicted(model, log)[future] for model in (fitted, start))
    saved = _surprise(by_default, right[future]) - _surprise(by_fit, right[future])
    scores = {
        "fitted": _score(by_fit, right[future]),
        "defaults": _score(by_default, right[future]),
        "constant": _score(np.full(future.sum(), right[past].mean()), right[future]),
        "logistic": _score(_logistic(log, past)[future], right[future]),
    }
    return scores, float(saved.mean()), _error_of_mean(saved, log, future)


def _error_of_mean(values: Floats, log: ReviewLog, kept: NDArray[np.bool_]) -> float:
    """Standard error of a mean over answers that are alike within learners (or within items)."""
    groups = log.learner[kept]
    if len(np.unique(groups)) < _LEAST_GROUPS:
        groups = log.history[kept]
    sums = np.bincount(groups, values - values.mean())
    many = len(np.unique(groups))
    scale = many / max(many - 1, 1)
    return float(np.sqrt(scale * (sums**2).sum())) / len(values)


def predicted(model: ReviewModel, log: ReviewLog) -> Floats:
    """Probability of a right answer at each review; 1 at the first of each history."""
    return _predicted(_EQUATIONS[model.id], model.w, _steps(model, log), len(log.time))


def _steps(model: ReviewModel, log: ReviewLog) -> Steps:
    return in_steps(log, exactly=model.id == FSRS7.id)


def _predicted(equations: Equations, w: Weights, steps: Steps, reviews: int) -> Floats:
    out = np.ones(reviews)
    state = equations.first_state(w, steps.grade[0])
    for index, elapsed, grade in zip(
        steps.index[1:], steps.elapsed_days[1:], steps.grade[1:], strict=True
    ):
        state = tuple(part[: len(index)] for part in state)
        out[index] = equations.recall_after(w, state, elapsed)
        state = equations.next_state(w, state, elapsed, grade)
    return out


def _fitted(start: ReviewModel, log: ReviewLog, prior_sd: float, iterations: int) -> ReviewModel:
    """The model with weights that fit a log, drawn to the starting ones."""
    from scipy.optimize import minimize

    origin, equations = np.array(start.w), _EQUATIONS[start.id]
    unit = prior_sd * np.maximum(np.abs(origin), 0.1)
    steps, scored, right = _steps(start, log), log.scored, log.grade > 1

    def loss(x: Floats) -> float:
        chance = _predicted(equations, tuple(origin + unit * x), steps, len(right))[scored]
        return float(_surprise(chance, right[scored]).sum() + 0.5 * x @ x) / int(scored.sum())

    def gradient(x: Floats) -> Floats:
        here = loss(x)
        return np.array([loss(x + _STEP * axis) - here for axis in np.eye(len(x))]) / _STEP

    low = np.array([p.low for p in start.PARAMETERS])
    high = np.array([p.high for p in start.PARAMETERS])
    bounds = list(zip((low - origin) / unit, (high - origin) / unit, strict=True))
    options = {"maxiter": iterations}
    solution = minimize(
        loss, np.zeros(len(origin)), jac=gradient, method="L-BFGS-B", bounds=bounds, options=options
    )
    return type(start)(tuple(np.clip(origin + unit * solution.x, low, high).tolist()))


def _surprise(chance: Floats, right: Floats | NDArray[np.bool_]) -> Floats:
    """Minus the log likelihood of each answer."""
    p = np.clip(chance, _INSIDE, 1.0 - _INSIDE)
    return -np.log(np.where(right, p, 1.0 - p))


def _score(chance: Floats, right: Floats) -> Score:
    """Log loss and AUC; AUC is .5 where all answers are alike."""
    from scipy.stats import mannwhitneyu

    yes, no = chance[right > 0], chance[right == 0]
    auc = 0.5
    if yes.size and no.size:
        auc = float(mannwhitneyu(yes, no, method="asymptotic").statistic) / (yes.size * no.size)
    return Score(float(_surprise(chance, right).mean()), auc)


def _logistic(log: ReviewLog, past: NDArray[np.bool_]) -> Floats:
    """The simple rule: logistic regression on log counts and log elapsed time."""
    from statsmodels.genmod.families import Binomial
    from statsmodels.genmod.generalized_linear_model import GLM

    counts = log.counts_before()
    features = np.column_stack(
        [np.ones(len(log.time)), *(np.log1p(c) for c in (*counts, log.elapsed_days))]
    )
    model = GLM((log.grade[past] > 1).astype(float), features[past], family=Binomial())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a log that is right throughout is separated perfectly
        out: Floats = model.fit().predict(features)
    return out


def _warnings(
    counts: tuple[int, int], scores: Mapping[str, Score], *, better: bool
) -> tuple[str, ...]:
    out = []
    if counts[0] < FEWEST_REVIEWS:
        out.append(say("recall_fit.few_reviews", count=counts[0], fewest=FEWEST_REVIEWS))
    elif not better:
        out.append(say("recall_fit.defaults_win"))
    if scores:
        chosen = scores["fitted" if better else "defaults"].log_loss
        simple = min(scores["constant"].log_loss, scores["logistic"].log_loss)
        if simple <= chosen:
            out.append(say("recall_fit.simple_wins"))
    return tuple(out)
