"""Files as tables of text: CSV, Parquet, JSON, JSON lines and Excel, whatever wrote them.

Every value stays a text until its column is known, so nothing is guessed away: a leading zero of an
id or a date in an unusual form arrives as it was written. xAPI statements come as a table too, with
the few columns that measuring needs. A workbook has a table for each of its sheets.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb

from blendnb.files.problems import InputError, refuse, shortened
from blendnb.files.reading import encoding_of
from blendnb.language import say
from blendnb.measuring.bounded_reading import book_sheets, check_delimited, exact_name, start_of
from blendnb.measuring.duckdb_engine import MOST_SECONDS, PilotDatabase, literal, quoted
from blendnb.measuring.table_layout import Layout, as_utf8, layout_of, layout_of_rows

SUFFIXES = (".csv", ".tsv", ".txt", ".parquet", ".json", ".jsonl", ".ndjson", ".xlsx", ".xls")
STATEMENT_COLUMNS = (
    "learner", "id", "verb", "activity", "name", "timestamp", "duration", "completion", "success",
    "progress", "voids",
)  # fmt: skip
MOST_FILES = 1000
_LARGEST_STATEMENT = 16_000_000
_LARGEST_ANSWER = 64_000_000
_STATEMENT = {"actor", "verb", "object"}
_OLD_WORKBOOK, _WORKBOOK = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A table of a file as something that SQL can select from, all columns texts."""

    path: Path
    relation: str
    columns: tuple[str, ...]
    statements: bool = False
    """Whether it holds xAPI statements."""
    delimited: bool = False
    """Whether rows of a wrong length are kept apart while it is read."""
    remarks: tuple[str, ...] = ()
    """What was found while it was opened: its letters, lines above its headings."""
    title: str = ""
    """What the lines above the headings call the meeting or the course."""
    sheet: str = ""
    """Sheet of a workbook that has several."""
    sample: tuple[dict[str, str], ...] = field(default=(), compare=False)
    """The first rows."""

    @property
    def name(self) -> str:
        """Name of the file, for messages and mappings."""
        return self.path.name

    @property
    def shown(self) -> str:
        """Name of the file with its sheet."""
        return f"{self.name} [{self.sheet}]" if self.sheet else self.name


def data_files(data: Sequence[Path]) -> tuple[list[Path], list[str]]:
    """Return all files, those of a folder in the order of their names, and what is passed over.

    Passed over in a folder is what lies beside data: notes, our own plans and rows set aside, locks
    of an office program.
    """
    result: list[Path] = []
    passed: list[str] = []
    for path in data:
        if not path.is_dir():
            result.append(path)
            continue
        for inside in sorted(_inside(path)):
            (passed if is_foreign(inside) else result).append(inside)  # type: ignore[arg-type]
    if not result:
        raise refuse("data", say("pilot.problem.no_files", suffixes=", ".join(SUFFIXES)))
    if len(result) > MOST_FILES:
        raise refuse("data", say("pilot.problem.most_files", count=len(result), most=MOST_FILES))
    return list(dict.fromkeys(result)), [Path(each).name for each in passed]


def _inside(folder: Path) -> Iterator[Path]:
    """The files of a folder; a link in it that leads elsewhere was perhaps made by somebody else.

    Raises
    ------
    InputError
        If a link leads out of the folder.
    """
    for path in folder.iterdir():
        if path.suffix.lower() in SUFFIXES:
            if path.is_symlink() and folder.resolve() not in path.resolve().parents:
                raise refuse(str(path), say("pilot.problem.leads_out"))
            yield path


_NOTES = re.compile(
    r"(read[ _-]?me|licen[cs]e|changelog|notes?|liesmich|lisezmoi)\b", re.IGNORECASE
)
_OWN_TABLES = (b"file,row,reason,content", b"id,title,format,")
_PEEK_BYTES = 4096


def is_foreign(path: Path) -> bool:
    """Return whether a file that lies beside data is none: a note, a lock, or one of our own."""
    if path.name.startswith((".", "~$")) or _NOTES.match(path.stem):
        return True
    if path.stem.lower() in ("plan", "brief"):
        return True
    try:
        with path.open("rb") as stream:
            start = stream.read(_PEEK_BYTES).removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return False
    if path.suffix.lower() == ".json":
        return b'"schema"' in start and b'"blendnb.' in start
    return start.startswith(_OWN_TABLES)


def open_tables(path: Path, database: PilotDatabase, named: Iterable[str] = ()) -> list[DataFile]:
    """Return the tables of a file: one, but for a workbook of several sheets.

    Parameters
    ----------
    path
        The file.
    database
        What reads it.
    named
        Headings that a mapping names.

    Raises
    ------
    InputError
        If it is missing, empty, or no table of a kind that can be read.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        suffixes = ", ".join(SUFFIXES)
        raise refuse(str(path), say("pilot.problem.suffix", suffixes=suffixes), found=repr(suffix))
    start = start_of(path)
    suffix, noted = _true_suffix(path, suffix, start)
    try:
        opened = _opened(path, suffix, database, tuple(named))
        return [_sampled(table, noted, database) for table in opened]
    except duckdb.Error as error:
        raise unreadable(path, error) from None


def _sampled(table: DataFile, noted: Sequence[str], database: PilotDatabase) -> DataFile:
    rows = [] if table.statements else database.rows(f"SELECT * FROM {table.relation} LIMIT 200")  # noqa: S608
    forget_rejected(table, database)
    texts = ({n: c or "" for n, c in zip(table.columns, row, strict=True)} for row in rows)
    return replace(table, sample=tuple(texts), remarks=(*noted, *table.remarks))


def forget_rejected(table: DataFile, database: PilotDatabase) -> None:
    """Forget the rows of a wrong length that were found so far."""
    if table.delimited:
        database.rows("DELETE FROM rejects")
        database.rows("DELETE FROM scans")


def _true_suffix(path: Path, suffix: str, start: bytes) -> tuple[str, list[str]]:
    """What a file is, whatever its name says; and a word where the two differ."""
    if start.startswith(_OLD_WORKBOOK):
        raise refuse(str(path), say("pilot.problem.old_workbook"))
    if start.startswith(_WORKBOOK) and suffix in (".csv", ".tsv", ".txt", ".xls"):
        return ".xlsx", [say("pilot.remark.is_workbook")]
    marks = (b"<table", b"<html", b"<?xml")
    if suffix == ".xls" and any(mark in start.lower() for mark in marks):
        raise refuse(str(path), say("pilot.problem.old_workbook"))
    if suffix == ".xls" or (suffix == ".xlsx" and _is_table_text(start)):
        return ".csv", [say("pilot.remark.is_text")]
    return suffix, []


def _is_table_text(start: bytes) -> bool:
    if start.startswith(_WORKBOOK):
        return False
    separated = any(mark in start for mark in (b",", b";", b"\t"))
    return encoding_of(start) != "utf-8" or (b"\0" not in start and b"\n" in start and separated)


def _opened(
    path: Path, suffix: str, database: PilotDatabase, named: Sequence[str]
) -> list[DataFile]:
    if suffix == ".xlsx":
        return _workbook(path, database, named)
    if suffix == ".parquet":
        return [_typed(path, f"read_parquet({_file(path)}, hive_partitioning = false)", database)]
    if suffix in (".json", ".jsonl", ".ndjson"):
        return [_json(path, suffix, database)]
    check_delimited(path)
    return [_delimited(path, database, named)]


def _file(path: Path | str) -> str:
    """Return a file, and no other, as SQL writes it."""
    return literal(exact_name(Path(path)))


# ------------------------------------------------------------------------------------- delimited


def _delimited(path: Path, database: PilotDatabase, named: Sequence[str]) -> DataFile:
    file, noted = as_utf8(path, database)
    layout = layout_of(file, named)
    layout.remarks[:0] = noted
    if layout.rows is not None:
        file = _written(layout.rows, database)
        layout.separator, layout.skipped = ",", 0
    return _table(path, file, layout)


def _table(path: Path, file: str, layout: Layout) -> DataFile:
    columns = tuple(layout.headings)
    if len(columns) < 2:  # noqa: PLR2004
        text, hint = say("pilot.problem.single_column"), say("pilot.problem.heading_row")
        raise refuse(str(path), text, hint=hint)
    typed = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in columns)
    # Everything is said and nothing sniffed: a quotation mark may come first in the last row.
    relation = (
        f"read_csv({_file(file)}, columns = {{{typed}}}, auto_detect = false, header = false, "
        f"skip = {layout.skipped}, delim = {literal(layout.separator)}, quote = '\"', "
        "escape = '\"', null_padding = true, store_rejects = true, rejects_table = 'rejects', "
        "rejects_scan = 'scans', hive_partitioning = false)"
    )
    return DataFile(
        path, relation, columns, delimited=True, remarks=tuple(layout.remarks), title=layout.title
    )


def _written(rows: Iterable[Sequence[str]], database: PilotDatabase) -> str:
    """Name of rows as CSV, where nothing of it stays when the process is killed."""
    with database.private_file() as (name, stream):
        csv.writer(stream).writerows(rows)
    return name


def _typed(path: Path, source: str, database: PilotDatabase) -> DataFile:
    """A file whose columns have types; they become texts."""
    columns = tuple(_columns(source, database))
    texts = ", ".join(f"CAST({quoted(c)} AS VARCHAR) AS {quoted(c)}" for c in columns)
    return DataFile(path, f"(SELECT {texts} FROM {source})", columns)  # noqa: S608


def _columns(relation: str, database: PilotDatabase) -> dict[str, str]:
    """The columns of something that can be selected from, with their types."""
    described = database.rows(f"DESCRIBE SELECT * FROM {relation}")  # noqa: S608
    return {row[0]: row[1] for row in described}


# ----------------------------------------------------------------------------------------- JSON


def _json(path: Path, suffix: str, database: PilotDatabase) -> DataFile:
    source, noted = as_utf8(path, database)
    lines = suffix != ".json"
    if not lines and (answer := _answer(source)) is not None:
        statements, more = answer
        noted += [say("pilot.remark.more", address=shortened(more, 120))] if more else []
        file = _as_lines(statements, database)
        return _of_statements(path, _read_statements(file, "newline_delimited"), noted)
    form = "newline_delimited" if lines else "auto"
    bounds = f"maximum_object_size = {_LARGEST_STATEMENT}, hive_partitioning = false"
    plain = f"read_json({_file(source)}, format = '{form}', {bounds}, ignore_errors = {lines})"
    columns = _columns(plain, database)
    if set(columns) >= _STATEMENT:
        return _of_statements(path, _read_statements(source, form, lines=lines), noted)
    wrapped = next((name for name, kind in columns.items() if _is_statement(kind)), None)
    if wrapped:
        noted = [*noted, say("pilot.remark.wrapped", name=shortened(wrapped))]
        inside = _read_statements(source, form, lines=lines, wrapped=wrapped)
        return _of_statements(path, inside, noted)
    return replace(_typed(path, plain, database), remarks=tuple(noted))


def _is_statement(kind: str) -> bool:
    """Whether a column's type is that of a whole statement."""
    return kind.startswith("STRUCT") and all(
        re.search(rf'["( ]{part}["]? ', kind) for part in _STATEMENT
    )


def _answer(source: str) -> tuple[list[Any], str] | None:
    """The statements of a store's answer, and where it says that more are; None if it is none."""
    file = Path(source)
    if file.stat().st_size > _LARGEST_ANSWER:
        return None
    with file.open(encoding="utf-8-sig", errors="replace") as stream:
        text = stream.read()
    if not text.lstrip().startswith("{") or '"statements"' not in text:
        return None
    try:
        whole = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return None
    statements = whole.get("statements")
    return (statements, str(whole.get("more") or "")) if isinstance(statements, list) else None


def _as_lines(statements: list[Any], database: PilotDatabase) -> str:
    with database.private_file() as (name, stream):
        for each in statements:
            inner = each.get("statement", each) if isinstance(each, dict) else each
            stream.write(json.dumps(inner) + "\n")
    return name


def _of_statements(path: Path, source: str, noted: Sequence[str]) -> DataFile:
    return DataFile(
        path, _statements(source), STATEMENT_COLUMNS, statements=True, remarks=tuple(noted)
    )


_PARTS = {"id": "VARCHAR", "actor": "JSON", "verb": "JSON", "object": "JSON",
          "timestamp": "VARCHAR", "stored": "VARCHAR", "result": "JSON"}  # fmt: skip


def _read_statements(
    source: str, form: str, *, lines: bool = True, wrapped: str | None = None
) -> str:
    """SQL of the parts of each statement, one that stands in a field of its line as well."""
    shape = {wrapped: "JSON"} if wrapped else _PARTS
    columns = ", ".join(f"{literal(name)}: '{kind}'" for name, kind in shape.items())
    relation = (
        f"read_json({_file(source)}, format = '{form}', columns = {{{columns}}}, "
        f"maximum_object_size = {_LARGEST_STATEMENT}, hive_partitioning = false, "
        f"ignore_errors = {lines})"
    )
    if not wrapped:
        return relation
    parts = ", ".join(
        f"{quoted(wrapped)}->{'>' if kind == 'VARCHAR' else ''}'$.{name}' AS {name}"
        for name, kind in _PARTS.items()
    )
    return f"(SELECT {parts} FROM {relation})"  # noqa: S608


def _statements(source: str) -> str:
    """XAPI statements as a table; see the xAPI specification 1.0.3, part two."""
    ids = ("$.mbox", "$.account.name", "$.openid", "$.mbox_sha1sum")
    learner = ", ".join(f"actor->>'{id_}'" for id_ in ids)
    progress = '$.extensions."https://w3id.org/xapi/cmi5/result/extensions/progress"'
    return (
        f"(SELECT coalesce({learner}) AS learner, id, "  # noqa: S608
        "lower(regexp_extract(rtrim(verb->>'$.id', '/'), '[^/#]+$')) AS verb, "
        "object->>'$.id' AS activity, "
        "json_extract_string(object, '$.definition.name.*')[1] AS name, "
        "coalesce(timestamp, stored) AS timestamp, result->>'$.duration' AS duration, "
        "result->>'$.completion' AS completion, result->>'$.success' AS success, "
        f"result->>'{progress}' AS progress, "
        "CASE WHEN object->>'$.objectType' = 'StatementRef' THEN object->>'$.id' END AS voids "
        f"FROM {source})"
    )


# ---------------------------------------------------------------------------------------- Excel


def _workbook(path: Path, database: PilotDatabase, named: Sequence[str]) -> list[DataFile]:
    """The tables of a workbook; sheets with the same headings are one."""
    together: dict[tuple[str, ...], tuple[list[str], Layout, list[list[str]]]] = {}
    for sheet, rows in book_sheets(path):
        layout = layout_of_rows(rows, named)
        below = rows[layout.skipped :] if layout.rows is None else layout.rows
        entry = together.setdefault(tuple(layout.headings), ([], layout, []))
        entry[0].append(sheet)
        entry[2].extend(below)
    whole = {headings: each for headings, each in together.items() if len(headings) > 1 and each[2]}
    return [
        _sheet(path, sheets, layout, rows, database, several=len(whole) > 1)
        for sheets, layout, rows in (whole or together).values()
    ]


def _sheet(
    path: Path, sheets: list[str], layout: Layout, rows: list[list[str]], database: PilotDatabase,
    *, several: bool,
) -> DataFile:  # fmt: skip
    layout.skipped, layout.rows, layout.separator = 0, None, ","
    names = ", ".join(sheets)
    if len(sheets) > 1:
        layout.remarks.append(say("pilot.remark.sheets", sheets=names))
    return replace(_table(path, _written(rows, database), layout), sheet=names if several else "")


def unreadable(path: Path, error: duckdb.Error) -> InputError:
    """Return what to say of a file that the database cannot read to its end."""
    if isinstance(error, duckdb.InterruptException):
        return refuse(str(path), say("pilot.problem.slow", minutes=round(MOST_SECONDS / 60)))
    lines = str(error).splitlines()
    first = shortened(lines[0].partition(": ")[2] or lines[0], 160)
    hint = say("pilot.problem.lines") if "maximum_object_size" in str(error) else ""
    text = say("pilot.problem.unreadable_as", kind=path.suffix.lower()[1:], reason=first)
    return refuse(str(path), text, hint=hint)
