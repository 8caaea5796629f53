"""Files as tables of text: CSV, Parquet, JSON, JSON lines and Excel, whatever wrote them.

Every value stays a text until its column is known, so nothing is guessed away: a leading zero of an
id or a date in an unusual form arrives as it was written. xAPI statements come as a table too, with
the few columns that measuring needs.
"""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from blendnb.files.problems import InputError, refuse, shortened
from blendnb.files.reading import reason
from blendnb.measuring.engine import Engine, literal, quoted

SUFFIXES = (".csv", ".tsv", ".txt", ".parquet", ".json", ".jsonl", ".ndjson", ".xlsx")
STATEMENT_COLUMNS = ("learner", "verb", "activity", "name", "timestamp", "duration")
_PEEK_BYTES = 4096
_LARGEST_STATEMENT = 16_000_000
_STATEMENT = {"actor", "verb", "object"}


@dataclass(frozen=True, slots=True)
class Table:
    """A file as something that SQL can select from, all columns texts."""

    path: Path
    relation: str
    columns: tuple[str, ...]
    statements: bool = False
    """Whether it holds xAPI statements."""
    delimited: bool = False
    """Whether rows of a wrong length are kept apart while it is read."""

    @property
    def name(self) -> str:
        """Name of the file, for messages and mappings."""
        return self.path.name


def open_table(path: Path, engine: Engine) -> Table:
    """Return a file as a table.

    Raises
    ------
    InputError
        If it is missing, empty, or no table of a kind that can be read.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise refuse(str(path), f"is not one of {', '.join(SUFFIXES)}", found=repr(suffix))
    start = _start(path)
    try:
        return _opened(path, suffix, start, engine)
    except duckdb.Error as error:
        raise _unreadable(path, suffix, error) from None


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            start = stream.read(_PEEK_BYTES)
    except OSError as error:
        raise refuse(str(path), f"cannot be read: {reason(error)}") from None
    if not start.strip():
        raise refuse(str(path), "empty")
    return start


def _opened(path: Path, suffix: str, start: bytes, engine: Engine) -> Table:
    if suffix == ".xlsx":
        return _delimited(path, _as_csv(path, engine.folder), engine)
    if suffix == ".parquet":
        return _typed(path, f"read_parquet({literal(str(path))})", engine)
    if suffix in (".json", ".jsonl", ".ndjson"):
        return _json(path, start, engine)
    return _delimited(path, path, engine)


def _delimited(path: Path, file: Path, engine: Engine) -> Table:
    relation = (
        f"read_csv({literal(str(file))}, all_varchar = true, header = true, store_rejects = true, "
        "rejects_table = 'rejects', rejects_scan = 'scans')"
    )
    columns = _columns(relation, engine)
    if len(columns) < 2:  # noqa: PLR2004
        raise refuse(str(path), "has a single column", hint="is it a table with a heading row?")
    return Table(path, relation, columns, delimited=True)


def _typed(path: Path, source: str, engine: Engine) -> Table:
    """A file whose columns have types; they become texts."""
    columns = _columns(source, engine)
    texts = ", ".join(f"CAST({quoted(c)} AS VARCHAR) AS {quoted(c)}" for c in columns)
    return Table(path, f"(SELECT {texts} FROM {source})", columns)  # noqa: S608


def _columns(relation: str, engine: Engine) -> tuple[str, ...]:
    return tuple(row[0] for row in engine.rows(f"DESCRIBE SELECT * FROM {relation}"))  # noqa: S608


# ----------------------------------------------------------------------------------------- JSON


def _json(path: Path, start: bytes, engine: Engine) -> Table:
    file, lines = literal(str(path)), path.suffix.lower() != ".json"
    form = "newline_delimited" if lines else "auto"
    size = f"maximum_object_size = {_LARGEST_STATEMENT}"
    plain = f"read_json({file}, format = '{form}', {size}, ignore_errors = {lines})"
    # One object that holds all statements is too large to be looked at first.
    if start.lstrip().startswith(b"{") and b'"statements"' in start and not lines:
        source = (
            "(SELECT s->'$.actor' AS actor, s->'$.verb' AS verb, s->'$.object' AS object, "  # noqa: S608
            "s->>'$.timestamp' AS timestamp, s->'$.result' AS result FROM "
            f"(SELECT unnest(statements) AS s FROM read_json({file}, format = 'auto', "
            "columns = {statements: 'JSON[]'}, maximum_object_size = 64000000)))"
        )
        return Table(path, _statements(source), STATEMENT_COLUMNS, statements=True)
    if set(_columns(plain, engine)) >= _STATEMENT:
        shape = (
            "{actor: 'JSON', verb: 'JSON', object: 'JSON', timestamp: 'VARCHAR', result: 'JSON'}"
        )
        source = (
            f"read_json({file}, format = '{form}', {size}, columns = {shape}, "
            f"ignore_errors = {lines})"
        )
        return Table(path, _statements(source), STATEMENT_COLUMNS, statements=True)
    return _typed(path, plain, engine)


def _statements(source: str) -> str:
    """XAPI statements as a table; see the xAPI specification 1.0.3, part two."""
    ids = ("$.mbox", "$.account.name", "$.openid", "$.mbox_sha1sum")
    learner = ", ".join(f"actor->>'{place}'" for place in ids)
    return (
        f"(SELECT coalesce({learner}) AS learner, "  # noqa: S608
        "regexp_extract(verb->>'$.id', '[^/#]+$') AS verb, object->>'$.id' AS activity, "
        "json_extract_string(object, '$.definition.name.*')[1] AS name, "
        f"timestamp, result->>'$.duration' AS duration FROM {source})"
    )


# ---------------------------------------------------------------------------------------- Excel


def _as_csv(path: Path, folder: Path) -> Path:
    """The first sheet as CSV in the private folder."""
    copy = folder / f"{path.stem}.csv"
    with copy.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(sheet_rows(path))
    return copy


def sheet_rows(path: Path) -> list[list[str]]:
    """Return the rows of a workbook's first sheet as texts, without empty ones.

    Raises
    ------
    InputError
        If it is no workbook.
    """
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError):
        raise refuse(str(path), "is not an Excel workbook (.xlsx)") from None
    try:
        found = [[_cell(cell) for cell in row] for row in book.worksheets[0].values]
    finally:
        book.close()
    rows = [row for row in found if any(row)]
    if not rows:
        raise refuse(str(path), "empty")
    width = max(number for row in rows for number, cell in enumerate(row, 1) if cell)
    return [row[:width] for row in rows]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat(" ") if hasattr(value, "hour") else str(value)


def _unreadable(path: Path, suffix: str, error: duckdb.Error) -> InputError:
    lines = str(error).splitlines()
    first = shortened(lines[0].partition(": ")[2] or lines[0], 160)
    hint = "save it as UTF-8" if "utf-8" in str(error).lower() else ""
    if "maximum_object_size" in str(error):
        hint = "export it as JSON lines, one statement a line"
    return refuse(str(path), f"cannot be read as {suffix[1:]}: {first}", hint=hint)
