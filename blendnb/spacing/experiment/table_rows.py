"""Rows of a table, checked one by one, so that everything that is wrong can be said at once.

Results and lists of learners come out of spreadsheets.  A `TableError` holds one `Fault` for each
cell that cannot be used; whoever read the file adds its name.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blendnb.language import as_typed, say

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]
_FAULTS_SHOWN = 50
_YES, _NO = ("1", "1.0", "yes", "true", "right"), ("0", "0.0", "no", "false", "wrong")


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in a table."""

    text: str
    """What is wrong and what is allowed; reads on after the value found."""
    row: int | None = None
    """Row of data, the first one being 1; None where the whole table is meant."""
    column: str = ""
    value: Any = None
    """The value in the cell; None where there is none to show."""
    meant: str = ""
    """A name that is not there,"""
    known: tuple[str, ...] = ()
    """and those that are: one of them may be it, misspelled."""

    @property
    def position(self) -> str:
        """Row and column, as far as they are known."""
        row = say("experiment.file.row", row=self.row) if self.row else ""
        return ", ".join(filter(None, (row, self.column)))

    def __str__(self) -> str:
        """Return the fault on one line."""
        value = "" if self.value is None else f"{self.value!r} "
        return ": ".join(filter(None, (self.position, f"{value}{self.text}")))


class TableError(ValueError):
    """A table that cannot be used, with everything that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        all_faults = tuple(faults)
        more = len(all_faults) - _FAULTS_SHOWN
        rest = (Fault(say("experiment.file.more", count=more)),) if more > 0 else ()
        self.faults = all_faults[:_FAULTS_SHOWN] + rest
        super().__init__("\n".join(map(str, self.faults)))


def rows_of(table: pd.DataFrame | Iterable[Mapping[str, Any]], needed: Sequence[str]) -> list[Row]:
    """Return a table as rows, or say which columns it lacks.

    Raises
    ------
    TableError
        If a needed column is missing or there are no rows.
    """
    records = table.to_dict("records") if hasattr(table, "to_dict") else table
    rows: list[Row] = [{as_typed(str(name)): x for name, x in row.items()} for row in records]
    if not rows:
        raise TableError([Fault(say("experiment.file.no_rows"))])
    columns = tuple(rows[0])
    missing = [name for name in needed if name not in columns]
    if missing:
        raise TableError(_no_column(name, columns) for name in missing)
    return rows


def _no_column(name: str, columns: tuple[str, ...]) -> Fault:
    text = say("experiment.file.no_column", column=name, columns=", ".join(columns))
    return Fault(text, meant=name, known=columns)


def text_of(row: Row, column: str) -> str:
    """Return a cell as text without the space around it; nothing where it is empty."""
    value = row.get(column)
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    text = str(int(value) if isinstance(value, float) and value.is_integer() else value)
    return as_typed(text.strip())


def named(row: Row, number: int, column: str, faults: list[Fault]) -> str:
    """Return the name in a cell that must not be empty."""
    text = text_of(row, column)
    if not text:
        faults.append(Fault(say("experiment.file.empty"), number, column))
    return text


def yes_or_no(row: Row, number: int, column: str, faults: list[Fault]) -> bool | None:
    """Return what a cell says, None where it is empty."""
    text = text_of(row, column).lower()
    if not text:
        return None
    if text not in (*_YES, *_NO):
        faults.append(Fault(say("experiment.file.not_yes_or_no"), number, column, text))
    return text in _YES


def days_of(row: Row, number: int, column: str, faults: list[Fault]) -> float:
    """Return a number of days, 0 or more."""
    text = text_of(row, column)
    try:
        days = float(text)
    except ValueError:
        days = math.nan
    if not 0 <= days < math.inf:
        faults.append(Fault(say("experiment.file.not_days"), number, column, text))
        return 0.0
    return days


def score_of(row: Row, number: int, column: str, faults: list[Fault]) -> float | None:
    """Return a score on any scale, None where there is none."""
    text = text_of(row, column)
    if not text:
        return None
    try:
        score = float(text)
    except ValueError:
        score = math.nan
    if not math.isfinite(score):
        faults.append(Fault(say("experiment.file.not_a_score"), number, column, text))
        return None
    return score
