"""Fitting FSRS-6 to an item-level log, and whether the fit was worth it.

Twenty-one weights fit the past of almost any log and the future of few.  So the log is split by
time: the weights are fitted on the earlier part, drawn to the defaults by a penalty, and judged
on the later part beside the defaults themselves and two simple rules.  Where the fit does not beat
the defaults there, the defaults are kept.

One row of a log is one graded answer.  A memory model needs the whole history of each learner
with each item in order, for thousands of them at once.  So the histories are sorted by length and
cut across: step j holds the j-th review of every history that has one, and they are always the
first rows of the step before.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from blendnb.language import say
from blendnb.spacing.models import fsrs_equations
from blendnb.spacing.models.fsrs6 import FSRS6
from blendnb.spacing.models.memory import Floats, Integers, MemoryModel
from blendnb.spacing.recall_fitting import no_columns

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


def predicted(w: fsrs_equations.Weights, steps: Steps, reviews: int) -> Floats:
    """Probability of a right answer at each review; 1 at the first of each history."""
    out = np.ones(reviews)
    s = fsrs_equations.first_stability(w, steps.grade[0])
    d = fsrs_equations.first_difficulty(w, steps.grade[0])
    for index, elapsed, grade in zip(
        steps.index[1:], steps.elapsed_days[1:], steps.grade[1:], strict=True
    ):
        s, d = s[: len(index)], d[: len(index)]
        out[index] = fsrs_equations.retrievability(w, elapsed, s)
        s = fsrs_equations.next_stability(w, s, d, elapsed, grade)
        d = fsrs_equations.next_difficulty(w, d, grade)
    return out


def _fitted(
    start: fsrs_equations.Weights, log: ReviewLog, prior_sd: float, iterations: int
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
    solution = minimize(
        loss, np.zeros(len(origin)), jac=gradient, method="L-BFGS-B", bounds=bounds, options=options
    )
    return tuple(np.clip(origin + unit * solution.x, low, high).tolist())


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


# -------------------------------------------------------------------------------- the log

COLUMNS = ("learner", "item", "time", "grade")


@dataclass(frozen=True)
class ReviewLog:
    """Reviews in the order of `COLUMNS`, histories together, each in time order.

    Attributes
    ----------
    history : ndarray, shape (n,)
        Number of the history (learner and item) of each review.
    time : ndarray, shape (n,)
        Days.
    grade : ndarray, shape (n,)
        1 to 4.
    """

    history: Integers
    time: Floats
    grade: Integers

    @property
    def first(self) -> NDArray[np.bool_]:
        """Which reviews are the first of their history."""
        return np.concatenate([[True], np.diff(self.history) != 0])

    @property
    def elapsed_days(self) -> Floats:
        """Whole days since the review before (0 for a first one)."""
        gaps = np.floor(np.diff(self.time, prepend=self.time[0]))
        return np.where(self.first, 0.0, gaps)

    @property
    def scored(self) -> NDArray[np.bool_]:
        """Reviews that a model is judged on: not the first, and a day or more after the last."""
        later: NDArray[np.bool_] = self.elapsed_days >= 1.0
        return later

    def up_to(self, time: float) -> ReviewLog:
        """The reviews up to a moment."""
        kept = self.time <= time
        return ReviewLog(self.history[kept], self.time[kept], self.grade[kept])

    def counts_before(self) -> tuple[Integers, Integers]:
        """Right and wrong answers in the history before each review."""
        right = (self.grade > 1).astype(np.int64)
        return _running(right, self.first), _running(1 - right, self.first)


def _running(values: Integers, first: NDArray[np.bool_]) -> Integers:
    """Sums of what came before within each history."""
    before = np.cumsum(values) - values
    starts = np.flatnonzero(first)
    lengths = np.diff(np.append(starts, len(values)))
    out: Integers = before - np.repeat(before[starts], lengths)
    return out


@dataclass(frozen=True)
class Steps:
    """The same reviews cut across: one entry a step, for the first rows of all histories."""

    index: tuple[Integers, ...]
    elapsed_days: tuple[Floats, ...]
    grade: tuple[Integers, ...]


def in_steps(log: ReviewLog) -> Steps:
    """Cut a log across its histories, longest first."""
    starts = np.flatnonzero(log.first)
    lengths = np.diff(np.append(starts, len(log.time)))
    order = np.argsort(-lengths, kind="stable")
    starts, lengths = starts[order], lengths[order]
    elapsed = log.elapsed_days
    index = tuple(starts[lengths > j] + j for j in range(int(lengths.max(initial=0))))
    return Steps(index, tuple(elapsed[i] for i in index), tuple(log.grade[i] for i in index))


def read_reviews(frame: pd.DataFrame) -> ReviewLog:
    """Return the log of a table, or everything that is wrong with it.

    Parameters
    ----------
    frame : DataFrame
        Columns ``learner``, ``item``, ``time`` (days, or dates with times) and ``grade`` (1 again,
        2 hard, 3 good, 4 easy).

    Raises
    ------
    ValueError
        One line for each problem.
    """
    import pandas as pd

    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        raise ValueError(no_columns(missing, frame))
    if not len(frame):
        raise ValueError(say("recall_data.no_rows"))
    time = _days(frame["time"])
    grade = pd.to_numeric(frame["grade"], errors="coerce").to_numpy(dtype=float)
    unknown = frame[["learner", "item"]].isna().any(axis=1).to_numpy()
    _refuse(
        {
            "time": ~np.isfinite(time),
            "grade": ~np.isin(grade, (1.0, 2.0, 3.0, 4.0)),
            "names": unknown,
        }
    )
    history = frame.groupby(["learner", "item"], sort=False).ngroup().to_numpy(dtype=np.int64)
    order = np.lexsort((time, history))
    return ReviewLog(history[order], time[order], grade[order].astype(np.int64))


def _days(column: pd.Series) -> Floats:
    """Times as days, from numbers or from dates."""
    import pandas as pd

    if pd.api.types.is_numeric_dtype(column):
        numbers: Floats = column.to_numpy(dtype=float)
        return numbers
    dates = pd.to_datetime(column, errors="coerce", utc=True)
    days: Floats = ((dates - dates.min()) / pd.Timedelta(days=1)).to_numpy(dtype=float)
    return days


def _refuse(checks: dict[str, NDArray[np.bool_]]) -> None:
    """Say for each check how many rows fail, and the first of them."""
    lines = [
        say("recall_data.rows_fail", rule=say(f"recall_data.{rule}"), count=int(bad.sum()),
            row=int(bad.argmax()) + 1)
        for rule, bad in checks.items()
        if bad.any()
    ]  # fmt: skip
    if lines:
        raise ValueError("\n".join(lines))
