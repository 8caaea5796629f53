"""How fast one's own people forget, from a quiz log: curves by topic with honest intervals.

A learning platform knows who answered what, when, and whether it was right.  Each answer that comes
after an earlier one on the same topic says what was left after that many days.  A logistic model of
the logarithm of the days and of the number of earlier answers is fitted for all topics at once; a
topic's own level and slope are drawn to those of all topics, the more the fewer answers it has.
Answers of one learner are alike, so intervals come from drawing whole learners again.

A topic's curve becomes the `Material` of the next plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from blendnb.language import count, say
from blendnb.spacing.expected_recall import Material
from blendnb.spacing.models.memory import Floats, Integers

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final = ("learner", "topic", "time", "correct")
FEWEST_ANSWERS: Final = 30
"""Answers after an earlier one that a topic needs for a curve of its own."""
_FEWEST_LEARNERS = 8
_DRAWS = 200
_LEVEL = 0.95
_PRIOR_SD = 1.0
"""How far a topic's level and slope may lie from those of all: standard deviation, logits."""
_STEPS, _CLOSE = 30, 1e-8
_MILLISECONDS, _MOST_DAYS = 1e11, 50 * 365.25
_LONGEST = 3650
_KNOWN, _HALF = 0.8, 0.5
_FAR = 0.9


@dataclass(frozen=True)
class Attempts:
    """A quiz log, sorted by learner, topic and time.

    Attributes
    ----------
    learners, topics : ndarray, shape (n,)
        Numbers of learner and topic of each answer.
    names : tuple of str
        Names of the topics, by number.
    days : ndarray, shape (n,)
        Since the answer before on the same topic; NaN for a first answer.
    earlier : ndarray, shape (n,)
        How many answers of the learner on the topic came before.
    right : ndarray, shape (n,)
        1 or 0.
    """

    learners: Integers
    topics: Integers
    names: tuple[str, ...]
    days: Floats
    earlier: Floats
    right: Floats


@dataclass(frozen=True)
class TopicForgetting:
    """What a log says of one topic, after one earlier answer.

    Attributes
    ----------
    topic
        Its name.
    answers, learners
        Answers that came after an earlier one, and of how many people.
    days, recall, low, high : ndarray, shape (t,)
        The curve, with its 95 % interval by drawing learners again.
    half_life : (float, float, float)
        Days until recall is half of what it is after one day, with its interval; infinite where
        the log sees no forgetting.
    days_to_80 : (float, float, float)
        Days until four of five are still right; 0 where they never are.
    material
        How fast it is forgotten, for the next plan; None where the log sees no forgetting.
    """

    topic: str
    answers: int
    learners: int
    days: Floats
    recall: Floats
    low: Floats
    high: Floats
    half_life: tuple[float, float, float]
    days_to_80: tuple[float, float, float]
    material: Material | None


@dataclass(frozen=True)
class Forgetting:
    """What a log says of each topic, and what it cannot say."""

    topics: tuple[TopicForgetting, ...]
    left_out: tuple[str, ...]
    """Topics with too few answers, each as a sentence."""

    def frame(self) -> pd.DataFrame:
        """Return all curves as one table: topic, day, recall, low, high."""
        import pandas as pd

        frames = [
            pd.DataFrame({
                "topic": t.topic, "day": t.days, "recall": t.recall, "low": t.low, "high": t.high,
            })
            for t in self.topics
        ]  # fmt: skip
        names = ["topic", "day", "recall", "low", "high"]
        return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=names)

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as plain values; infinite ones as None."""
        return {
            "topics": [
                {
                    "topic": t.topic,
                    "answers": t.answers,
                    "learners": t.learners,
                    "half_life": _plain(t.half_life),
                    "days_to_80": _plain(t.days_to_80),
                    "material": t.material and {"days": t.material.days, "share": t.material.share},
                    "curve": [
                        {"day": float(day), "recall": round(float(r), 4), "low": round(float(a), 4),
                         "high": round(float(b), 4)}
                        for day, r, a, b in zip(t.days, t.recall, t.low, t.high, strict=True)
                    ],
                }
                for t in self.topics
            ],
            "left_out": list(self.left_out),
        }  # fmt: skip


def _plain(values: Iterable[float]) -> list[float | None]:
    return [round(value, 2) if np.isfinite(value) else None for value in values]


def read_attempts(
    log: pd.DataFrame | Iterable[Mapping[str, Any]], columns: Mapping[str, str] | None = None
) -> Attempts:
    """Return a quiz log, or everything that is wrong with it.

    Parameters
    ----------
    log : DataFrame or iterable of mappings
        One row an answer: ``learner``, ``topic`` (or the question, ``item``), ``time`` (dates with
        times, or days) and ``correct`` (1 or 0, true or false, or a share from .5 up for right).
    columns : mapping of str to str, optional
        What these are called in the log.

    Raises
    ------
    ValueError
        One line for each problem.
    """
    import pandas as pd

    frame = pd.DataFrame(log).rename(columns={v: k for k, v in (columns or {}).items()})
    if "topic" not in frame.columns and "item" in frame.columns:
        frame = frame.rename(columns={"item": "topic"})
    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        has = ", ".join(map(str, frame.columns))
        raise ValueError(say("forgetting.no_columns", missing=missing, has=has))
    time, right = _time(frame["time"]), _right(frame["correct"])
    unknown = frame[["learner", "topic"]].isna().any(axis=1).to_numpy()
    checks = {"time": ~np.isfinite(time), "correct": ~np.isfinite(right), "names": unknown}
    problems = [
        say(f"forgetting.bad_{name}", count=int(bad.sum()), row=int(bad.argmax()) + 1)
        for name, bad in checks.items()
        if bad.any()
    ]
    if problems:
        raise ValueError("\n".join(problems))
    if not len(frame):
        raise ValueError(say("forgetting.no_rows"))
    learners = frame["learner"].astype("category").cat.codes.to_numpy(dtype=np.int64)
    named = frame["topic"].astype(str).astype("category")
    topics = named.cat.codes.to_numpy(dtype=np.int64)
    order = np.lexsort((time, topics, learners))
    learners, topics = learners[order], topics[order]
    time, right = time[order], right[order]
    new = np.r_[True, (np.diff(learners) != 0) | (np.diff(topics) != 0)]
    days = np.where(new, np.nan, np.r_[np.nan, np.diff(time)])
    index = np.arange(len(new))
    earlier = (index - np.maximum.accumulate(np.where(new, index, 0))).astype(float)
    return Attempts(learners, topics, tuple(named.cat.categories), days, earlier, right)


def _time(column: pd.Series) -> Floats:
    """Days, from dates or numbers; seconds and milliseconds since 1970 are named, never guessed."""
    import pandas as pd

    numbers: Floats = pd.to_numeric(column, errors="coerce").to_numpy(dtype=float)
    if np.isfinite(numbers).all():
        if numbers.size and np.ptp(numbers) > _MOST_DAYS:
            unit = "milliseconds" if numbers.max() > _MILLISECONDS else "seconds"
            raise ValueError(say("forgetting.not_days", unit=unit))
        return numbers
    dates = pd.to_datetime(column, errors="coerce", utc=True, format="mixed")
    days: Floats = ((dates - dates.min()) / pd.Timedelta(days=1)).to_numpy(dtype=float)
    return days


def _right(column: pd.Series) -> Floats:
    """1 for right and 0 for wrong; NaN for what is neither."""
    import pandas as pd

    words = column.astype(str).str.strip().str.lower()
    known = words.map({"true": 1.0, "false": 0.0, "yes": 1.0, "no": 0.0})
    shares = pd.to_numeric(column, errors="coerce")
    shares = shares.where(shares.between(0, 1))
    rounded = (shares >= _HALF).astype(float).where(shares.notna())
    values: Floats = known.fillna(rounded).to_numpy(dtype=float)
    return values


def forgetting(
    log: Attempts | pd.DataFrame,
    *,
    days: Iterable[float] = (1, 3, 7, 14, 30, 60, 90, 180),
    draws: int = _DRAWS,
    seed: int = 0,
    progress: Callable[[int, int], object] | None = None,
) -> Forgetting:
    """Return how fast each topic of a log is forgotten, after one earlier answer.

    Parameters
    ----------
    log
        What `read_attempts` gave, or a table that it reads.
    days
        On which the curves are given.
    draws, seed
        How often learners are drawn again for the intervals, and by which chance.
    progress
        Told how many draws of how many are done.

    Returns
    -------
    Forgetting

    Raises
    ------
    ValueError
        For a log that cannot be read, or in which nobody comes back to a topic.

    Notes
    -----
    ``logit P(right) = a + a_topic + (b + b_topic) ln(1 + days) + c ln(1 + earlier answers)``,
    by penalised likelihood: a_topic and b_topic have a normal prior of one logit. An answer
    beyond the days that the log has is an extrapolation.
    """
    attempts = log if isinstance(log, Attempts) else read_attempts(log)
    back = np.isfinite(attempts.days)
    if not back.any():
        raise ValueError(say("forgetting.nobody_back"))
    rows = _Rows.of(attempts, back)
    enough, left_out = _enough(attempts, back)
    grid = np.asarray(list(days), dtype=float)
    usual = rows.fit(np.ones(len(rows.right)))
    drawn = _drawn(rows, usual, draws, seed, progress)
    return Forgetting(
        tuple(_topic(rows, number, grid, usual, drawn) for number in enough),
        tuple(left_out),
    )


def _enough(attempts: Attempts, back: np.ndarray) -> tuple[list[int], list[str]]:
    """Topics with answers for a curve, and sentences about the others."""
    enough, left_out = [], []
    for number, name in enumerate(attempts.names):
        mine = back & (attempts.topics == number)
        people = len(np.unique(attempts.learners[mine]))
        if mine.sum() >= FEWEST_ANSWERS and people >= _FEWEST_LEARNERS:
            enough.append(number)
        else:
            answers = count("answers", int(mine.sum()))
            left_out.append(say("forgetting.too_few", topic=name, answers=answers, people=people))
    return enough, left_out


@dataclass(frozen=True)
class _Rows:
    """Answers after an earlier one as a design: terms of the topics, then common ones."""

    names: tuple[str, ...]
    topics: Integers
    learners: Integers
    days: Floats
    right: Floats
    design: Floats
    penalty: Floats

    @classmethod
    def of(cls, attempts: Attempts, back: np.ndarray) -> _Rows:
        topics, many = attempts.topics[back], len(attempts.names)
        own = np.zeros((len(topics), 2 * many))
        lag = np.log1p(attempts.days[back])
        own[np.arange(len(topics)), topics] = 1.0
        own[np.arange(len(topics)), many + topics] = lag
        common = np.stack([np.ones(len(topics)), lag, np.log1p(attempts.earlier[back])], axis=1)
        penalty = np.r_[np.full(2 * many, _PRIOR_SD**-2), 1e-6, 1e-6, 1e-6]
        people = np.unique(attempts.learners[back], return_inverse=True)[1].ravel()
        return cls(
            attempts.names, topics, people, attempts.days[back], attempts.right[back],
            np.concatenate([own, common], axis=1), penalty,
        )  # fmt: skip

    def fit(self, weights: Floats, start: Floats | None = None) -> Floats:
        """Return the coefficients of greatest penalised likelihood, by Newton's method."""
        beta = np.zeros(self.design.shape[1]) if start is None else start.copy()
        for _ in range(_STEPS):
            chance = 1 / (1 + np.exp(-np.clip(self.design @ beta, -30, 30)))
            slope = self.design.T @ (weights * (self.right - chance)) - self.penalty * beta
            curved = weights * chance * (1 - chance)
            bend = (self.design * curved[:, None]).T @ self.design + np.diag(self.penalty)
            step = np.linalg.solve(bend, slope)
            beta += np.clip(step, -2, 2)
            if np.abs(step).max() < _CLOSE:
                break
        return beta

    def recall(self, beta: Floats, topic: int, days: Floats) -> Floats:
        """Recall of a topic after one earlier answer, so many days ago."""
        many = (len(beta) - 3) // 2
        level = beta[topic] + beta[-3] + beta[-1] * np.log(2.0)
        slope = beta[many + topic] + beta[-2]
        chance: Floats = 1 / (1 + np.exp(-(level + slope * np.log1p(days))))
        return chance


def _drawn(
    rows: _Rows,
    usual: Floats,
    draws: int,
    seed: int,
    progress: Callable[[int, int], object] | None,
) -> Floats:
    """Coefficients (draws, terms) with whole learners drawn again."""
    rng = np.random.default_rng(seed)
    people = int(rows.learners.max()) + 1
    out = np.empty((draws, len(usual)))
    for number in range(draws):
        times = rng.multinomial(people, np.full(people, 1 / people))
        out[number] = rows.fit(times[rows.learners].astype(float), usual)
        if progress:
            progress(number + 1, draws)
    return out


def _topic(rows: _Rows, topic: int, days: Floats, usual: Floats, drawn: Floats) -> TopicForgetting:
    mine = rows.topics == topic
    curves = np.array([rows.recall(beta, topic, days) for beta in drawn])
    low, high = np.quantile(curves, [(1 - _LEVEL) / 2, (1 + _LEVEL) / 2], axis=0)
    return TopicForgetting(
        topic=rows.names[topic],
        answers=int(mine.sum()),
        learners=len(np.unique(rows.learners[mine])),
        days=days,
        recall=rows.recall(usual, topic, days),
        low=low,
        high=high,
        half_life=_with_interval(_half_life, usual, drawn, topic, rows),
        days_to_80=_with_interval(_days_to_80, usual, drawn, topic, rows),
        material=_material(rows, usual, topic, float(np.quantile(rows.days[mine], _FAR))),
    )


_Figure = Callable[[Callable[[Floats], Floats]], float]


def _with_interval(
    figure: _Figure, usual: Floats, drawn: Floats, topic: int, rows: _Rows
) -> tuple[float, float, float]:
    def of(beta: Floats) -> float:
        return figure(lambda days: rows.recall(beta, topic, days))

    each = np.sort([of(beta) for beta in drawn])
    ends = [each[round(q * (len(each) - 1))] for q in ((1 - _LEVEL) / 2, (1 + _LEVEL) / 2)]
    return of(usual), float(ends[0]), float(ends[1])


_LOOK = np.r_[np.arange(1, 60), np.geomspace(60, _LONGEST, 300)]


def _half_life(recall: Callable[[Floats], Floats]) -> float:
    left = recall(_LOOK)
    below = np.flatnonzero(left <= left[0] / 2)
    return float(_LOOK[below[0]]) if below.size else float("inf")


def _days_to_80(recall: Callable[[Floats], Floats]) -> float:
    above = np.flatnonzero(recall(_LOOK) >= _KNOWN)
    if not above.size:
        return 0.0
    return float("inf") if above[-1] == len(_LOOK) - 1 else float(_LOOK[above[-1]])


def _material(rows: _Rows, usual: Floats, topic: int, days: float) -> Material | None:
    """The share of what is known after a day that is left far out, where the log still has answers.

    Nearer by, little is forgotten yet, and chance would decide about the years to come.
    """
    at = max(days, 2.0)
    first, later = rows.recall(usual, topic, np.array([1.0, at]))
    return Material(round(at, 1), round(float(later / first), 4)) if later < first else None
