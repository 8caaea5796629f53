"""Fitting a memory model to observed recall, without promising more than the data hold.

Two sessions and a handful of tests cannot pin down five parameters.  So a fit starts from the
published defaults and is drawn back to them by a weak penalty, it is started from many places,
and what comes back says which parameters the data did not identify, how wide the rest are, and
whether the fit beats the defaults at all.

One row of data is a schedule, a date, and the share that was recalled.  Where rows say which
learner they are of, answers of one learner are alike: the standard errors then add up what each
learner says, and are wider than those of rows that are taken for independent.  Data come from
spreadsheets, so all that is wrong with them is said at once, row by row, before anything is fitted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from blendnb.language import say
from blendnb.spacing.models.memory import Floats, Integers, MemoryModel

if TYPE_CHECKING:
    import pandas as pd

STARTS = 25
PRIOR_SD = 1.0
"""How far a parameter may lie from its default before the penalty counts as one observation that
misses by `NOISE`: one unit of the log for positive parameters, else one unit of the default."""

NOISE = 0.05
FEWEST_LEARNERS = 8
"""With fewer, how they differ cannot be known; rows are then taken for independent."""
_LOSSES = ("least_squares", "binomial")
_SINGULAR = 1e-9
_VAGUE = 0.75
"""A standard error above this on the scale of the fit means: not identified (the 95 % interval of
a positive parameter spans more than a factor of 18)."""


@dataclass(frozen=True)
class Fit:
    """A fitted memory model, and how far to trust it.

    Attributes
    ----------
    memory_model : MemoryModel
        The model with the parameters found.
    parameters, intervals : mapping
        All parameters by name, and 95 % intervals of the free ones.
    rmse, default_rmse : float
        Root mean squared error of the fit and of the published defaults, as a share.
    unidentified : tuple of str
        Free parameters that these data do not determine.
    warnings : tuple of str
        What a reader must know, in sentences.
    observations : int
        Rows used.
    learners : int or None
        How many learners the intervals are clustered on; None where rows do not say.
    """

    memory_model: MemoryModel
    parameters: Mapping[str, float]
    intervals: Mapping[str, tuple[float, float]]
    rmse: float
    default_rmse: float
    unidentified: tuple[str, ...]
    warnings: tuple[str, ...]
    observations: int
    learners: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """The fit as plain values, under the keys of ``spacing fit --json``."""
        return {
            "memory_model": self.memory_model.id,
            "parameters": dict(self.parameters),
            "intervals": {name: list(ends) for name, ends in self.intervals.items()},
            "rmse": self.rmse,
            "default_rmse": self.default_rmse,
            "unidentified": list(self.unidentified),
            "warnings": list(self.warnings),
            "observations": self.observations,
        }


def fit(
    memory_model: type[MemoryModel] | MemoryModel,
    observations: pd.DataFrame,
    *,
    loss: str = "least_squares",
    starts: int = STARTS,
    seed: int = 0,
    prior_sd: float = PRIOR_SD,
) -> Fit:
    """Return a memory model fitted to observed recall.

    Parameters
    ----------
    memory_model : class or model
        ``SAC``, or a model whose variant and fixed parameters are kept.
    observations : DataFrame
        Columns ``schedule`` ("0;21"), ``at``, ``recall`` (0 to 1), optionally ``n`` and
        ``learner``.
    loss : {"least_squares", "binomial"}
        Squared error weighted by n, or the binomial likelihood (needs n).
    starts : int, optional
        Starting points; the first one is the default.
    seed : int, optional
        For the other starting points.
    prior_sd : float, optional
        Width of the pull towards the defaults; greater is weaker.

    Returns
    -------
    Fit

    Raises
    ------
    ValueError
        For data or options that cannot be used.
    """
    default = memory_model if isinstance(memory_model, MemoryModel) else memory_model()
    data = read_observations(observations)
    _refuse_options(data, loss, starts, prior_sd)
    names = default.free_parameters()
    if not names:
        raise ValueError(f"{default.id} in this variant has no free parameters")
    if len(data.at) <= len(names):
        return _kept(default, data)
    problem = _Problem(default, data, names, loss, prior_sd)
    return _fitted(problem, _best_of_starts(problem, starts, seed))


def _refuse_options(data: Observations, loss: str, starts: int, prior_sd: float) -> None:
    if loss not in _LOSSES:
        raise ValueError(f"loss = {loss!r}; choose one of {', '.join(_LOSSES)}")
    if loss == "binomial" and not data.counted:
        raise ValueError("the binomial likelihood needs the column n")
    if starts < 1 or prior_sd <= 0:
        raise ValueError(f"starts = {starts!r} and prior_sd = {prior_sd!r} must be above 0")


class _Problem:
    """The residuals of a fit, on a scale where every parameter moves by about 1."""

    def __init__(
        self,
        default: MemoryModel,
        data: Observations,
        names: tuple[str, ...],
        loss: str,
        prior_sd: float,
    ) -> None:
        self.default, self.data, self.names, self.loss = default, data, names, loss
        self.pull = NOISE / prior_sd
        declared = {p.name: p for p in default.PARAMETERS}
        values = default.parameters
        self.positive = np.array([declared[name].low >= 0 for name in names])
        self.unit = np.array(
            [1.0 if declared[n].low >= 0 else max(abs(values[n]), 0.1) for n in names]
        )
        self.start = self.scaled(np.array([values[name] for name in names]))
        self.low = self.scaled(np.array([declared[name].low for name in names]))
        self.high = self.scaled(np.array([declared[name].high for name in names]))
        self.share = np.sqrt(data.counts / data.counts.mean())

    def scaled(self, values: Floats) -> Floats:
        """From parameters to the scale of the fit: logs of what is positive, units of the rest."""
        logs = np.log(np.maximum(np.where(self.positive, values, 1.0), 1e-6))
        out: Floats = np.where(self.positive, logs, values / self.unit)
        return out

    def values(self, x: Floats) -> Floats:
        """From the scale of the fit to parameters."""
        powers = np.exp(np.where(self.positive, x, 0.0))
        out: Floats = np.where(self.positive, powers, x * self.unit)
        return out

    def model(self, x: Floats) -> MemoryModel:
        """The memory model at a point."""
        return self.default.with_parameters(**dict(zip(self.names, self.values(x), strict=True)))

    def misses(self, x: Floats) -> Floats:
        """Residuals of the data alone."""
        predicted = self.data.predicted(self.model(x))
        if self.loss == "binomial":
            return _deviance_residuals(self.data, predicted)
        misses: Floats = self.share * (predicted - self.data.recall)
        return misses

    def residuals(self, x: Floats) -> Floats:
        """Residuals of the data and of the pull to the defaults."""
        pull = 1.0 if self.loss == "binomial" else self.pull
        return np.concatenate([self.misses(x), pull * (x - self.start)])


def _deviance_residuals(data: Observations, predicted: Floats) -> Floats:
    """Signed square roots of the binomial deviance."""
    from scipy.special import rel_entr

    p, r = np.clip(predicted, 1e-9, 1 - 1e-9), data.recall
    surprise = rel_entr(r, p) + rel_entr(1 - r, 1 - p)
    deviance: Floats = np.maximum(2 * data.counts * surprise, 0.0)
    out: Floats = np.sign(p - r) * np.sqrt(deviance)
    return out


def _best_of_starts(problem: _Problem, starts: int, seed: int) -> Any:
    """The best of several bounded least-squares fits."""
    from scipy.optimize import least_squares

    rng = np.random.default_rng(seed)
    jumps = rng.normal(0.0, 0.7, size=(starts, len(problem.names)))
    jumps[0] = 0.0
    margin = 1e-9 * (problem.high - problem.low)
    tries = (
        least_squares(
            problem.residuals,
            np.clip(problem.start + jump, problem.low + margin, problem.high - margin),
            bounds=(problem.low, problem.high),
            max_nfev=200,
        )
        for jump in jumps
    )
    return min(tries, key=lambda solution: round(float(solution.cost), 12))


def _kept(default: MemoryModel, data: Observations) -> Fit:
    """The defaults, because there is too little to fit."""
    rmse = data.rmse(data.predicted(default))
    names = default.free_parameters()
    warning = say("recall_fit.kept", observations=len(data.at), parameters=len(names),
                  model=default.id)  # fmt: skip
    return Fit(default, default.parameters, {}, rmse, rmse, names, (warning,), len(data.at))


def _fitted(problem: _Problem, solution: Any) -> Fit:
    """Everything about a fit."""
    model = problem.model(solution.x)
    data_rows = solution.jac[: len(problem.data.at)]
    spread = _standard_errors(problem, data_rows, problem.misses(solution.x))
    vague = tuple(n for n, se in zip(problem.names, spread, strict=True) if not se < _VAGUE)
    data = problem.data
    rmse = data.rmse(data.predicted(model))
    default_rmse = data.rmse(data.predicted(problem.default))
    return Fit(
        memory_model=model,
        parameters=model.parameters,
        intervals=_intervals(problem, solution.x, spread),
        rmse=rmse,
        default_rmse=default_rmse,
        unidentified=vague,
        warnings=_warnings(problem, solution, vague, rmse, default_rmse),
        observations=len(data.at),
        learners=data.people if data.clustered else None,
    )


def _standard_errors(problem: _Problem, jacobian: Floats, misses: Floats) -> Floats:
    """Standard errors on the scale of the fit, infinite where the data say nothing."""
    left, singular, rows = np.linalg.svd(jacobian, full_matrices=False)
    informed = singular > _SINGULAR * singular[0]
    inverse = np.divide(1.0, singular, out=np.full(len(singular), np.inf), where=informed)
    with np.errstate(invalid="ignore"):
        parts = np.where(np.abs(rows) > _SINGULAR, rows * inverse[:, None], 0.0)
        if problem.data.clustered:
            return _clustered_errors(problem.data, left @ parts, misses)
    freedom = len(misses) - jacobian.shape[1]
    variance = 1.0 if problem.loss == "binomial" else float(misses @ misses) / freedom
    errors: Floats = np.sqrt(variance * (parts**2).sum(axis=0))
    return errors


def _clustered_errors(data: Observations, influence: Floats, misses: Floats) -> Floats:
    """Standard errors by what each learner adds to a parameter (Liang & Zeger 1986).

    `influence` (n, parameters) is how far a row's miss moves each parameter.
    """
    moved = influence * misses[:, None]
    sums = np.zeros((data.people, moved.shape[1]))
    np.add.at(sums, data.learners, moved)
    errors: Floats = np.sqrt(data.people / (data.people - 1) * (sums**2).sum(axis=0))
    return np.where(np.isfinite(errors), errors, np.inf)


def _intervals(problem: _Problem, x: Floats, spread: Floats) -> dict[str, tuple[float, float]]:
    """95 % intervals of the parameters, inside their bounds."""
    from scipy.stats import t

    data = problem.data
    independent = data.people - 1 if data.clustered else len(data.at) - len(x)
    reach = float(t.ppf(0.975, max(1, independent))) * spread
    low = problem.values(np.maximum(x - reach, problem.low)).tolist()
    high = problem.values(np.minimum(x + reach, problem.high)).tolist()
    return dict(zip(problem.names, zip(low, high, strict=True), strict=True))


def _warnings(
    problem: _Problem, solution: Any, vague: tuple[str, ...], rmse: float, default_rmse: float
) -> tuple[str, ...]:
    """What a reader must know."""
    data, out = problem.data, []
    if vague:
        out.append(say("recall_fit.unidentified", parameters=", ".join(vague)))
    if not solution.success:
        out.append(say("recall_fit.unsettled"))
    room = np.minimum(solution.x - problem.low, problem.high - solution.x)
    hits = room < 1e-4 * (problem.high - problem.low)
    at_bounds = [name for name, hit in zip(problem.names, hits, strict=True) if hit]
    if at_bounds:
        out.append(say("recall_fit.at_bounds", parameters=", ".join(at_bounds)))
    if rmse >= default_rmse - 1e-9:
        out.append(say("recall_fit.no_better"))
    most = max(map(len, data.schedules))
    out.append(say("recall_fit.extrapolation", count=most))
    return tuple(out)


# --------------------------------------------------------------------------------- observations

_PROBLEMS_SHOWN = 20
_REVIEW_LOGS = {
    "anki": {"id", "cid", "ease"},
    "fsrs": {"card_id", "review_time", "review_rating"},
    "plain": {"learner", "item", "time", "grade"},
}
"""Headings by which a log of single answers is known."""
_DECIMAL_COMMA = re.compile(r"-?\d+,\d+")
_MAYBE_THOUSANDS = re.compile(r"-?[1-9]\d{0,2},\d{3}")


@dataclass(frozen=True)
class Observations:
    """Observed recall: schedules of any length, the date of the test, and how many answered.

    Attributes
    ----------
    schedules : tuple of tuple of float
        Study days of each row.
    at, recall, counts : ndarray, shape (n,)
        Date of the test, share recalled, number behind it (1 where it is not known).
    counted : bool
        Whether the numbers behind the shares were given.
    learners : ndarray, shape (n,)
        Number of the learner of each row; the same for all where rows do not say.
    """

    schedules: tuple[tuple[float, ...], ...]
    at: Floats
    recall: Floats
    counts: Floats
    counted: bool
    learners: Integers

    @property
    def clustered(self) -> bool:
        """Whether rows of several learners say whose they are."""
        return self.people >= FEWEST_LEARNERS

    @property
    def people(self) -> int:
        """How many learners there are, 1 where rows do not say."""
        return int(self.learners.max()) + 1

    def predicted(self, model: MemoryModel) -> Floats:
        """What a memory model says of each row (n,)."""
        out = np.empty(len(self.at))
        lengths = np.array([len(days) for days in self.schedules])
        for length in np.unique(lengths):
            rows = np.flatnonzero(lengths == length)
            days = np.array([self.schedules[i] for i in rows])
            out[rows] = model.recall_rows(days, self.at[rows, None], np.ones(days.shape))[:, 0]
        return out

    def rmse(self, predicted: Floats) -> float:
        """Root mean squared error, rows weighted by their numbers."""
        squared = np.average((predicted - self.recall) ** 2, weights=self.counts)
        return float(np.sqrt(squared))


def read_observations(frame: pd.DataFrame) -> Observations:
    """Return the observations of a table, or everything that is wrong with it.

    Parameters
    ----------
    frame : DataFrame
        Columns ``schedule`` (study days such as ``"0;21"``, day 0 included), ``at`` (day of the
        test, counted from day 0), ``recall`` (share, 0 to 1), and optionally ``n`` and
        ``learner``.

    Raises
    ------
    ValueError
        One line for each problem, with its row (the first row of data is row 1).
    """
    missing = [name for name in ("schedule", "at", "recall") if name not in frame.columns]
    if missing:
        raise ValueError(no_columns(missing, frame))
    if not len(frame):
        raise ValueError(say("recall_data.no_rows"))
    counted = "n" in frame.columns
    rows: list[tuple[tuple[float, ...], float, float, float]] = []
    problems: list[str] = []
    for row, record in enumerate(frame.to_dict("records"), start=1):
        try:
            rows.append(_row(record, counted=counted))
        except ValueError as problem:
            lines = str(problem).split("\n")
            problems += [say("recall_data.row", row=row, problem=line) for line in lines]
    if problems:
        raise ValueError(_shown(problems))
    schedules, at, recall, counts = zip(*rows, strict=True)
    return Observations(
        schedules, np.array(at), np.array(recall), np.array(counts), counted, _learners(frame)
    )


def _learners(frame: pd.DataFrame) -> Integers:
    """Numbers of the learners, 0 for all where there is no such column."""
    if "learner" not in frame.columns:
        return np.zeros(len(frame), dtype=np.int64)
    names = frame["learner"].astype(str).astype("category")
    numbers: Integers = names.cat.codes.to_numpy(dtype=np.int64)
    return numbers


def no_columns(missing: list[str], frame: pd.DataFrame) -> str:
    """Say which columns a table lacks, and which it has; a log of reviews is named as one."""
    has = {str(name).strip().lower() for name in frame.columns}
    for kind, headings in _REVIEW_LOGS.items():
        if "schedule" in missing and headings <= has:
            return say(f"recall_data.review_log.{kind}")
    columns = ", ".join(map(str, frame.columns)) or say("recall_data.none")
    return say("recall_data.no_columns", missing=", ".join(missing), columns=columns)


def _shown(problems: list[str]) -> str:
    rest = len(problems) - _PROBLEMS_SHOWN
    more = [say("recall_data.more", count=rest)] if rest > 0 else []
    return "\n".join(problems[:_PROBLEMS_SHOWN] + more)


def _row(record: dict[Any, Any], *, counted: bool) -> tuple[tuple[float, ...], float, float, float]:
    """One row, or all that is wrong with it."""
    problems: list[str] = []
    days = _days(record["schedule"], problems)
    at = _number("at", record["at"], problems)
    recall = _number("recall", record["recall"], problems)
    counts = _number("n", record["n"], problems) if counted else 1.0
    if not 0 <= recall <= 1:
        key = "recall_percent" if 1 < recall <= 100 else "recall"  # noqa: PLR2004 -- per cent
        problems.append(say(f"recall_data.{key}", value=f"{recall:g}"))
    if counts <= 0:
        problems.append(say("recall_data.counts", value=f"{counts:g}"))
    if days and at <= days[0]:
        problems.append(say("recall_data.test_too_early", at=f"{at:g}", first=f"{days[0]:g}"))
    if problems:
        raise ValueError("\n".join(problems))
    return days, at, recall, counts


def _days(text: object, problems: list[str]) -> tuple[float, ...]:
    """The study days of a schedule such as ``0;21``."""
    try:
        days = tuple(float(part) for part in str(text).split(";"))
    except ValueError:
        days = (np.nan,)
    if not np.isfinite(days).all() or any(np.diff(days) < 0):
        problems.append(say("recall_data.schedule", value=repr(text)))
        return ()
    return days


def _number(name: str, value: object, problems: list[str]) -> float:
    """A finite number; a harmless one where it is not, with the problem noted."""
    try:
        given = float(_with_point(value))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        given = np.nan
    if np.isfinite(given):
        return given
    missing = value is None or value != value  # noqa: PLR0124 -- only NaN differs from itself
    key = "missing" if missing else "not_a_number"
    problems.append(say(f"recall_data.{key}", column=name, value=repr(value)))
    return {"at": np.inf, "recall": 0.5}.get(name, 1.0)


def _with_point(value: object) -> object:
    """Write a decimal comma as a point; what may be thousands (1,000) is no number."""
    text = value.strip() if isinstance(value, str) else ""
    plain = _DECIMAL_COMMA.fullmatch(text) and not _MAYBE_THOUSANDS.fullmatch(text)
    return text.replace(",", ".") if plain else value
