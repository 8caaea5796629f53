"""Rows of a table, checked one by one, so that everything that is wrong can be said at once.

Results and lists of learners come out of spreadsheets.  A `TableError` holds one `Fault` for each
cell that cannot be used; whoever read the file adds its name.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
    found: Any = None
    """The value in the cell; None where there is none to show."""
    meant: str = ""
    """A name that is not there,"""
    known: tuple[str, ...] = ()
    """and those that are: one of them may be it, misspelled."""

    @property
    def place(self) -> str:
        """Row and column, as far as they are known."""
        return ", ".join(filter(None, (f"row {self.row}" if self.row else "", self.column)))

    def __str__(self) -> str:
        """Return the fault on one line."""
        value = "" if self.found is None else f"{self.found!r} "
        return ": ".join(filter(None, (self.place, f"{value}{self.text}")))


class TableError(ValueError):
    """A table that cannot be used, with everything that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        found = tuple(faults)
        more = len(found) - _FAULTS_SHOWN
        rest = (Fault(f"and {more} more of this kind"),) if more > 0 else ()
        self.faults = found[:_FAULTS_SHOWN] + rest
        super().__init__("\n".join(map(str, self.faults)))


def rows_of(table: pd.DataFrame | Iterable[Mapping[str, Any]], needed: Sequence[str]) -> list[Row]:
    """Return a table as rows, or say which columns it lacks.

    Raises
    ------
    TableError
        If a needed column is missing or there are no rows.
    """
    found = table.to_dict("records") if hasattr(table, "to_dict") else table
    rows: list[Row] = [{str(name): value for name, value in row.items()} for row in found]
    if not rows:
        raise TableError([Fault("has no rows")])
    columns = tuple(rows[0])
    missing = [name for name in needed if name not in columns]
    if missing:
        listed = ", ".join(columns)
        raise TableError(
            Fault(f"has no column {name}; it has {listed}", meant=name, known=columns)
            for name in missing
        )
    return rows


def text_of(row: Row, column: str) -> str:
    """Return a cell as text without the space around it; nothing where it is empty."""
    value = row.get(column)
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()


def named(row: Row, number: int, column: str, faults: list[Fault]) -> str:
    """Return the name in a cell that must not be empty."""
    text = text_of(row, column)
    if not text:
        faults.append(Fault("is empty", number, column))
    return text


def yes_or_no(row: Row, number: int, column: str, faults: list[Fault]) -> bool | None:
    """Return what a cell says, None where it is empty."""
    text = text_of(row, column).lower()
    if not text:
        return None
    if text not in (*_YES, *_NO):
        faults.append(Fault("is neither 1 (right, yes) nor 0 (wrong, no)", number, column, text))
    return text in _YES


def days_of(row: Row, number: int, column: str, faults: list[Fault]) -> float:
    """Return a number of days, 0 or more."""
    text = text_of(row, column)
    try:
        days = float(text)
    except ValueError:
        days = math.nan
    if not 0 <= days < math.inf:
        faults.append(Fault("is not a number of days from 0", number, column, text))
        return 0.0
    return days
