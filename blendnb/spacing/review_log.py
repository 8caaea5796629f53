"""A log of single graded answers: reading it, and cutting it across for the memory models.

One row of a log is one graded answer.  A memory model needs the whole history of each learner
with each item in order, for thousands of them at once.  So the histories are sorted by length and
cut across: step j holds the j-th review of every history that has one, and they are always the
first rows of the step before.

Time is a trap.  Platforms write milliseconds or seconds since 1970, and taken for days they are
gaps of a thousand years.  And a night is shorter than 24 hours: days between two reviews are days
of the calendar where the answer was given, as flash-card programs count them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from blendnb.language import say
from blendnb.spacing.models.fsrs_equations import AGAIN, GOOD
from blendnb.spacing.models.memory import Floats, Integers
from blendnb.spacing.recall_fitting import no_columns

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("learner", "item", "time", "grade")
_MOST_DAYS: Final = 50 * 365.25
"""No log is longer; what is, does not count days."""
_MILLISECONDS: Final = 1e11
_MINUTES_A_DAY: Final = 1440.0
_OFFSET: Final = r"(?:(?P<utc>[Zz])|(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2}))$"
_WORDS: Final[Mapping[str, float]] = {"true": GOOD, "false": AGAIN}


@dataclass(frozen=True)
class ReviewLog:
    """Reviews in the order of `COLUMNS`, histories together, each in time order.

    Attributes
    ----------
    history : ndarray, shape (n,)
        Number of the history (learner and item) of each review.
    learner : ndarray, shape (n,)
        Number of the learner of each review.
    time : ndarray, shape (n,)
        Days, with their fractions.
    day : ndarray, shape (n,)
        Whole day of the calendar where the answer was given.
    grade : ndarray, shape (n,)
        1 to 4.
    """

    history: Integers
    learner: Integers
    time: Floats
    day: Floats
    grade: Integers

    @property
    def first(self) -> NDArray[np.bool_]:
        """Which reviews are the first of their history."""
        return np.concatenate([[True], np.diff(self.history) != 0])

    @property
    def elapsed_days(self) -> Floats:
        """Days of the calendar since the review before (0 for a first one)."""
        return self._gaps(self.day)

    @property
    def elapsed_exactly(self) -> Floats:
        """Days since the review before, with their fractions (0 for a first one)."""
        return self._gaps(self.time)

    def _gaps(self, when: Floats) -> Floats:
        return np.where(self.first, 0.0, np.maximum(np.diff(when, prepend=when[0]), 0.0))

    @property
    def scored(self) -> NDArray[np.bool_]:
        """Reviews that a model is judged on: not the first, and a day or more after the last."""
        later: NDArray[np.bool_] = self.elapsed_days >= 1.0
        return later

    def up_to(self, time: float) -> ReviewLog:
        """The reviews up to a moment."""
        kept = self.time <= time
        return ReviewLog(
            self.history[kept], self.learner[kept], self.time[kept], self.day[kept],
            self.grade[kept],
        )  # fmt: skip

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


def in_steps(log: ReviewLog, *, exactly: bool = False) -> Steps:
    """Cut a log across its histories, longest first; days whole, or with their fractions."""
    starts = np.flatnonzero(log.first)
    lengths = np.diff(np.append(starts, len(log.time)))
    order = np.argsort(-lengths, kind="stable")
    starts, lengths = starts[order], lengths[order]
    elapsed = log.elapsed_exactly if exactly else log.elapsed_days
    index = tuple(starts[lengths > j] + j for j in range(int(lengths.max(initial=0))))
    return Steps(index, tuple(elapsed[i] for i in index), tuple(log.grade[i] for i in index))


def read_reviews(frame: pd.DataFrame) -> ReviewLog:
    """Return the log of a table, or everything that is wrong with it.

    Parameters
    ----------
    frame : DataFrame
        Columns ``learner``, ``item``, ``time`` and ``grade``.  Times are dates with times of day,
        or days as numbers, whose whole part is the day of the calendar; milliseconds and seconds
        since 1970 are refused.  Days between reviews are counted by the calendar: an answer at ten
        in the evening and one at eight the next morning lie a day apart.  Grades are 1 again, 2
        hard, 3 good, 4 easy, or true (counts as 3) and false (as 1).

    Raises
    ------
    ValueError
        One line for each problem.
    """
    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        raise ValueError(no_columns(missing, frame))
    if not len(frame):
        raise ValueError(say("recall_data.no_rows"))
    time, day = _days(frame["time"])
    grade = _grades(frame["grade"])
    unknown = frame[["learner", "item"]].isna().any(axis=1).to_numpy()
    _refuse(
        {
            "time": ~np.isfinite(time),
            "grade": ~np.isin(grade, (1.0, 2.0, 3.0, 4.0)),
            "names": unknown,
        }
    )
    history = frame.groupby(["learner", "item"], sort=False).ngroup().to_numpy(dtype=np.int64)
    learner = frame.groupby("learner", sort=False).ngroup().to_numpy(dtype=np.int64)
    order = np.lexsort((time, history))
    return ReviewLog(
        history[order], learner[order], time[order], day[order], grade[order].astype(np.int64)
    )


def _grades(column: pd.Series) -> Floats:
    """Grades as numbers, from numbers or from whether the answer was right."""
    import pandas as pd

    said = column.astype(str).str.strip().str.lower().map(_WORDS)
    numbers = pd.to_numeric(column.where(said.isna()), errors="coerce")
    grades: Floats = said.fillna(numbers).to_numpy(dtype=float)
    return grades


def _days(column: pd.Series) -> tuple[Floats, Floats]:
    """Times as days, and the days of the calendar, from numbers or from dates."""
    import pandas as pd

    if not pd.api.types.is_datetime64_any_dtype(column):
        numeric = pd.api.types.is_numeric_dtype(column)
        numbers = pd.to_numeric(column if numeric else column.astype(str), errors="coerce")
        if numeric or numbers.notna().any():
            days: Floats = numbers.to_numpy(dtype=float)
            _refuse_other_units(days)
            return days, np.floor(days)
    wall, ahead = _wall_clock(column)
    start = wall.min().normalize() if wall.notna().any() else wall.min()
    local: Floats = ((wall - start) / pd.Timedelta(days=1)).to_numpy(dtype=float)
    return local - ahead / _MINUTES_A_DAY, np.floor(local)


def _refuse_other_units(days: Floats) -> None:
    """Milliseconds and seconds since 1970 are named, never guessed."""
    known = days[np.isfinite(days)]
    if known.size and np.ptp(known) > _MOST_DAYS:
        unit = "milliseconds" if known.max() > _MILLISECONDS else "seconds"
        raise ValueError(say("forgetting.not_days", unit=unit))


def _wall_clock(column: pd.Series) -> tuple[pd.Series, Floats]:
    """What the clock showed where the answer was given, and its minutes ahead of UTC."""
    import pandas as pd

    if isinstance(column.dtype, pd.DatetimeTZDtype):
        wall = column.dt.tz_localize(None)
        ahead = (wall - column.dt.tz_convert(None)) / pd.Timedelta(minutes=1)
        return wall, ahead.fillna(0.0).to_numpy(dtype=float)
    if pd.api.types.is_datetime64_any_dtype(column):
        return column, np.zeros(len(column))
    text = column.astype(str).str.strip()
    # A date alone ends like an offset, 2027-01-11; only what follows a time of day is one.
    zone = text.where(text.str.contains(":")).str.extract(_OFFSET)
    minutes = pd.to_numeric(zone["hours"]) * 60 + pd.to_numeric(zone["minutes"])
    ahead = minutes.where(zone["sign"] != "-", -minutes).fillna(0.0).to_numpy(dtype=float)
    bare = text.where(zone.isna().all(axis=1), text.str.replace(_OFFSET, "", regex=True))
    return pd.to_datetime(bare.str.strip(), errors="coerce", format="mixed"), ahead


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
