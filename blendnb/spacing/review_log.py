"""An item-level log as arrays: who answered which item when, and how well.

One row of a log is one graded answer.  A memory model needs the whole history of each learner
with each item in order, for thousands of them at once.  So the histories are sorted by length and
cut across: step j holds the j-th review of every history that has one, and they are always the
first rows of the step before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from blendnb.spacing.models.memory import Floats, Integers

if TYPE_CHECKING:
    import pandas as pd

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
        found = ", ".join(map(str, frame.columns)) or "none"
        raise ValueError(f"missing column(s): {', '.join(missing)}; the table has {found}")
    if not len(frame):
        raise ValueError("the table has no rows")
    time = _days(frame["time"])
    grade = pd.to_numeric(frame["grade"], errors="coerce").to_numpy(dtype=float)
    unknown = frame[["learner", "item"]].isna().any(axis=1).to_numpy()
    _refuse(
        {
            "time must be days or dates": ~np.isfinite(time),
            "grade must be 1, 2, 3 or 4": ~np.isin(grade, (1.0, 2.0, 3.0, 4.0)),
            "learner and item must not be empty": unknown,
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
        f"{words}: {int(bad.sum())} row(s) are not, the first is row {int(bad.argmax()) + 1}"
        for words, bad in checks.items()
        if bad.any()
    ]
    if lines:
        raise ValueError("\n".join(lines))
