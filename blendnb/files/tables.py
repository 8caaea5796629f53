"""Tables that come out of spreadsheets: CSV with commas, semicolons or tabs."""

import csv
from io import StringIO

from blendnb.files.problems import InputError, Problem, refuse
from blendnb.files.reading import LARGEST_PLAN, Source, label, read_text

_SEPARATORS = ",;\t"
Row = dict[str, str]


def read_table(source: Source) -> list[Row]:
    """Read a table whose first row names its columns; every value stays a text.

    Raises
    ------
    InputError
        If it is no table: no rows, a row with more or fewer values than columns, a column named
        twice.
    """
    file = label(source)
    text = read_text(source, most_bytes=LARGEST_PLAN)
    try:
        header, *rows = list(csv.reader(StringIO(text, newline=""), delimiter=_separator(text)))
    except csv.Error as error:
        raise refuse(file, f"is not a table: {error}") from None
    names = [name.strip() for name in header]
    if not any(rows):
        raise refuse(file, "has no rows below the names of its columns")
    problems = [*_of_header(file, names), *_of_rows(file, names, rows)]
    if problems:
        raise InputError(problems)
    return [dict(zip(names, row, strict=True)) for row in rows if row]


def _separator(text: str) -> str:
    """Return what separates the names in the first row."""
    first = text.lstrip().split("\n", 1)[0]
    return max(_SEPARATORS, key=first.count)


def _of_header(file: str, names: list[str]) -> list[Problem]:
    twice = dict.fromkeys(name for name in names if names.count(name) > 1)
    return [Problem(file, text=f"two columns are named {name!r}") for name in twice]


def _of_rows(file: str, names: list[str], rows: list[list[str]]) -> list[Problem]:
    return [
        Problem(file, text=f"row {number}: {len(row)} values for {len(names)} columns")
        for number, row in enumerate(rows, 1)
        if row and len(row) != len(names)
    ][:200]
