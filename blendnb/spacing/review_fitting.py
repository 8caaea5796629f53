"""Fitting FSRS-6 to an item-level log, and whether the fit was worth it.

Twenty-one weights fit the past of almost any log and the future of few.  So the log is split by
time: the weights are fitted on the earlier part, drawn to the defaults by a penalty, and judged
on the later part beside the defaults themselves and two simple rules.  Where the fit does not beat
the defaults there, the defaults are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from blendnb.spacing.models import fsrs_equations as fsrs
from blendnb.spacing.models.fsrs6 import FSRS6
from blendnb.spacing.models.memory import Floats, MemoryModel
from blendnb.spacing.review_log import ReviewLog, Steps, in_steps, read_reviews

if TYPE_CHECKING:
    import pandas as pd

FEWEST_REVIEWS = 400
"""With fewer scored reviews in the earlier part, the defaults are kept (fsrs-rs: about 100)."""

_STEP = 1e-5
_INSIDE = 1e-6


@dataclass(frozen=True)
class Score:
    """How well predictions met the later part of a log: lower log loss, higher AUC."""

    log_loss: float
    auc: float


@dataclass(frozen=True)
class ReviewFit:
    """FSRS-6 for one log.

    Attributes
    ----------
    memory_model : FSRS6
        The fitted model, or the defaults where the fit did not beat them.
    parameters : mapping
        Its weights by name.
    kept_defaults : bool
        Whether the defaults were kept.
    scores : mapping of str to Score
        On the later part: fitted, defaults, constant, logistic.
    earlier, later : int
        Reviews scored in the two parts.
    warnings : tuple of str
        What a reader must know, in sentences.
    """

    memory_model: FSRS6
    parameters: Mapping[str, float]
    kept_defaults: bool
    scores: Mapping[str, Score]
    earlier: int
    later: int
    warnings: tuple[str, ...]


def fit_reviews(
    memory_model: type[MemoryModel] | MemoryModel,
    reviews: pd.DataFrame,
    *,
    earlier_share: float = 0.8,
    prior_sd: float = 0.5,
    iterations: int = 60,
) -> ReviewFit:
    """Return FSRS-6 fitted to an item-level log, judged on the later part of it.

    Parameters
    ----------
    memory_model : FSRS6
        The class, or a model to start from.
    reviews : DataFrame
        Columns ``learner``, ``item``, ``time`` (days or dates) and ``grade`` (1 to 4).
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
    scored.  100,000 reviews take well under a minute.
    """
    start = memory_model if isinstance(memory_model, MemoryModel) else memory_model()
    if not isinstance(start, FSRS6):
        raise ValueError(  # noqa: TRY004 -- all that cannot be fitted is a ValueError
            f"an item-level log fits fsrs6, not {start.id}: a model that never looks at answers is "
            "turned upside down by a log in which hard items are practised more; use fit for "
            "recall on planned schedules"
        )
    if not 0 < earlier_share < 1 or prior_sd <= 0:
        raise ValueError("earlier_share must lie in (0, 1) and prior_sd above 0")
    log = read_reviews(reviews)
    cut = float(np.quantile(log.time, earlier_share))
    earlier = log.up_to(cut)
    counts = int(earlier.scored.sum()), int((log.scored & (log.time > cut)).sum())
    enough = counts[0] >= FEWEST_REVIEWS and counts[1] > 0
    fitted = FSRS6(_fitted(start.w, earlier, prior_sd, iterations)) if enough else start
    return _judged(start, fitted, log, cut, counts)


def _judged(
    start: FSRS6, fitted: FSRS6, log: ReviewLog, cut: float, counts: tuple[int, int]
) -> ReviewFit:
    """Score everything on the later part and keep what is better."""
    scores = _scores(start, fitted, log, cut) if all(counts) else {}
    better = fitted != start and scores["fitted"].log_loss < scores["defaults"].log_loss
    chosen = fitted if better else start
    return ReviewFit(
        memory_model=chosen,
        parameters=chosen.parameters,
        kept_defaults=not better,
        scores=scores,
        earlier=counts[0],
        later=counts[1],
        warnings=_warnings(counts, scores, better=better),
    )


def _scores(start: FSRS6, fitted: FSRS6, log: ReviewLog, cut: float) -> dict[str, Score]:
    """Scores on the later part, by name."""
    past, future = log.scored & (log.time <= cut), log.scored & (log.time > cut)
    right = (log.grade > 1).astype(float)
    steps = in_steps(log)
    return {
        "fitted": _score(predicted(fitted.w, steps, len(right))[future], right[future]),
        "defaults": _score(predicted(start.w, steps, len(right))[future], right[future]),
        "constant": _score(np.full(future.sum(), right[past].mean()), right[future]),
        "logistic": _score(_logistic(log, past)[future], right[future]),
    }


def predicted(w: fsrs.Weights, steps: Steps, reviews: int) -> Floats:
    """Probability of a right answer at each review; 1 at the first of each history."""
    out = np.ones(reviews)
    s = fsrs.first_stability(w, steps.grade[0])
    d = fsrs.first_difficulty(w, steps.grade[0])
    for index, elapsed, grade in zip(
        steps.index[1:], steps.elapsed_days[1:], steps.grade[1:], strict=True
    ):
        s, d = s[: len(index)], d[: len(index)]
        out[index] = fsrs.retrievability(w, elapsed, s)
        s = fsrs.next_stability(w, s, d, elapsed, grade)
        d = fsrs.next_difficulty(w, d, grade)
    return out


def _fitted(
    start: fsrs.Weights, log: ReviewLog, prior_sd: float, iterations: int
) -> tuple[float, ...]:
    """Weights that fit a log, drawn to the starting ones."""
    from scipy.optimize import minimize

    origin = np.array(start)
    unit = prior_sd * np.maximum(np.abs(origin), 0.1)
    steps, scored, right = in_steps(log), log.scored, log.grade > 1

    def loss(x: Floats) -> float:
        chance = predicted(tuple(origin + unit * x), steps, len(right))[scored]
        return float(_surprise(chance, right[scored]).sum() + 0.5 * x @ x) / int(scored.sum())

    def gradient(x: Floats) -> Floats:
        here = loss(x)
        return np.array([loss(x + _STEP * axis) - here for axis in np.eye(len(x))]) / _STEP

    low = np.array([p.low for p in FSRS6.PARAMETERS])
    high = np.array([p.high for p in FSRS6.PARAMETERS])
    bounds = list(zip((low - origin) / unit, (high - origin) / unit, strict=True))
    options = {"maxiter": iterations}
    found = minimize(
        loss, np.zeros(len(origin)), jac=gradient, method="L-BFGS-B", bounds=bounds, options=options
    )
    return tuple(np.clip(origin + unit * found.x, low, high).tolist())


def _surprise(chance: Floats, right: Floats | NDArray[np.bool_]) -> Floats:
    """Minus the log likelihood of each answer."""
    p = np.clip(chance, _INSIDE, 1.0 - _INSIDE)
    return -np.log(np.where(right, p, 1.0 - p))


def _score(chance: Floats, right: Floats) -> Score:
    """Log loss and AUC; AUC is .5 where all answers are alike."""
    from scipy.stats import rankdata

    positives, negatives = int(right.sum()), int(len(right) - right.sum())
    auc = 0.5
    if positives and negatives:
        rank_sum = float(rankdata(chance)[right > 0].sum())
        auc = (rank_sum - positives * (positives + 1) / 2) / (positives * negatives)
    return Score(float(_surprise(chance, right).mean()), auc)


def _logistic(log: ReviewLog, past: NDArray[np.bool_]) -> Floats:
    """The simple rule: logistic regression on log counts and log elapsed time."""
    counts = log.counts_before()
    features = np.column_stack(
        [np.ones(len(log.time)), *(np.log1p(c) for c in (*counts, log.elapsed_days))]
    )
    x, y = features[past], (log.grade[past] > 1).astype(float)
    beta = np.zeros(features.shape[1])
    for _ in range(25):
        p = 1.0 / (1.0 + np.exp(-x @ beta))
        hessian = (x * (p * (1.0 - p))[:, None]).T @ x + 1e-3 * np.eye(len(beta))
        beta += np.linalg.solve(hessian, x.T @ (y - p) - 1e-3 * beta)
    out: Floats = 1.0 / (1.0 + np.exp(-features @ beta))
    return out


def _warnings(
    counts: tuple[int, int], scores: Mapping[str, Score], *, better: bool
) -> tuple[str, ...]:
    out = []
    if counts[0] < FEWEST_REVIEWS:
        out.append(
            f"Only {counts[0]} scored reviews in the earlier part, fewer than {FEWEST_REVIEWS}: "
            "the default weights are kept."
        )
    elif not better:
        out.append("The fit does not beat the defaults on the later part: the defaults are kept.")
    if scores:
        chosen = scores["fitted" if better else "defaults"].log_loss
        simple = min(scores["constant"].log_loss, scores["logistic"].log_loss)
        if simple <= chosen:
            out.append("A simple rule predicts the later part as well as the memory model does.")
    return tuple(out)
