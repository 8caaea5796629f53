"""Reading what was observed: one row is a schedule, a date, and the share that was recalled.

Data come from spreadsheets, so all that is wrong with them is said at once, row by row, before
anything is fitted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from blendnb.spacing.models.memory import Floats, MemoryModel

if TYPE_CHECKING:
    import pandas as pd

_PROBLEMS_SHOWN = 20


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
    """

    schedules: tuple[tuple[float, ...], ...]
    at: Floats
    recall: Floats
    counts: Floats
    counted: bool

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
        test, counted from day 0), ``recall`` (share, 0 to 1) and optionally ``n``.

    Raises
    ------
    ValueError
        One line for each problem, with its row (the first row of data is row 1).
    """
    missing = [name for name in ("schedule", "at", "recall") if name not in frame.columns]
    if missing:
        found = ", ".join(map(str, frame.columns)) or "none"
        raise ValueError(f"missing column(s): {', '.join(missing)}; the table has {found}")
    if not len(frame):
        raise ValueError("the table has no rows")
    counted = "n" in frame.columns
    rows: list[tuple[tuple[float, ...], float, float, float]] = []
    problems: list[str] = []
    for number, record in enumerate(frame.to_dict("records"), start=1):
        try:
            rows.append(_row(record, counted=counted))
        except ValueError as problem:
            problems.extend(f"row {number}: {line}" for line in str(problem).split("\n"))
    if problems:
        raise ValueError(_shown(problems))
    schedules, at, recall, counts = zip(*rows, strict=True)
    return Observations(schedules, np.array(at), np.array(recall), np.array(counts), counted)


def _shown(problems: list[str]) -> str:
    rest = len(problems) - _PROBLEMS_SHOWN
    more = [f"and {rest} more"] if rest > 0 else []
    return "\n".join(problems[:_PROBLEMS_SHOWN] + more)


def _row(record: dict[Any, Any], *, counted: bool) -> tuple[tuple[float, ...], float, float, float]:
    """One row, or all that is wrong with it."""
    problems: list[str] = []
    days = _days(record["schedule"], problems)
    at = _number("at", record["at"], problems)
    recall = _number("recall", record["recall"], problems)
    counts = _number("n", record["n"], problems) if counted else 1.0
    if not 0 <= recall <= 1:
        hint = "; is it in per cent?" if 1 < recall <= 100 else ""  # noqa: PLR2004 -- per cent
        problems.append(f"recall = {recall:g} is outside 0 to 1{hint}")
    if counts <= 0:
        problems.append(f"n = {counts:g} must be above 0")
    if days and at <= days[0]:
        problems.append(f"at = {at:g} is not after the first study on day {days[0]:g}")
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
        problems.append(f"schedule = {text!r} must be ascending days such as 0;21")
        return ()
    return days


def _number(name: str, value: object, problems: list[str]) -> float:
    """A finite number; a harmless one where it is not, with the problem noted."""
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        number = np.nan
    if np.isfinite(number):
        return number
    missing = value is None or value != value  # noqa: PLR0124 -- only NaN differs from itself
    problems.append(f"{name} is missing" if missing else f"{name} = {value!r} is not a number")
    return {"at": np.inf, "recall": 0.5}.get(name, 1.0)
