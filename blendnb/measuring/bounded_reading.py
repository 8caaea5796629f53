"""Files of others, opened within bounds: how large, wide and deep is known before they are read.

A file of a few kilobytes can ask for gigabytes: a cell in the last row of a sheet, a part that
unpacks to a thousand times its size, a quote that never closes. So everything that is measured is
opened here. What goes beyond a bound, or is damaged, is told in one sentence; what is read costs no
more than what it holds. A file's name is a name: no character of it is a pattern to the database.
"""

import re
import stat
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from blendnb.files.problems import InputError, refuse
from blendnb.files.reading import reason
from blendnb.language import number, say

MOST_COLUMNS = 1000
MOST_SHEET_CELLS = 5_000_000
"""Rows times columns of a workbook's sheet; a larger table comes as CSV or Parquet."""
LONGEST_VALUE = 100_000
"""Characters of one value; a cell of Excel holds a third of that."""
_MOST_UNPACKED = 500_000_000
_MOST_PARTS = 5000
_MOST_TIMES = 100
"""How many times its packed size a part may have; XML of real sheets has up to thirty."""
_SMALL = 1_000_000
"""Bytes of a part that may be packed as tightly as it likes."""
_MOST_STYLES = 5_000_000
"""Bytes of a part that says how a workbook looks or hangs together."""
_MOST_STRINGS = 1_000_000
_PEEK_BYTES, _CHUNK_BYTES = 4096, 1 << 20
_SHARED_STRINGS = "sharedStrings+xml"


def start_of(path: Path) -> bytes:
    """Return the first bytes of a file.

    Raises
    ------
    InputError
        If it is missing, no file that ends, not readable or empty.
    """
    try:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            raise refuse(str(path), say("pilot.problem.no_file"))
        with path.open("rb") as stream:
            start = stream.read(_PEEK_BYTES)
    except (OSError, ValueError) as error:
        raise refuse(str(path), say("pilot.problem.unreadable", reason=reason(error))) from None
    if not start.strip():
        raise refuse(str(path), say("pilot.problem.empty"))
    return start


def exact_name(path: Path) -> str:
    """Return a file's name as the database takes it for this file alone.

    DuckDB takes `*`, `?` and `[` in a name for a pattern, and `word://` for an address.
    """
    return re.sub(r"[*?[]", lambda match: f"[{match[0]}]", path.absolute().as_posix())


# ------------------------------------------------------------------------------------- delimited


def check_delimited(path: Path) -> None:
    """Refuse a table as text with a line, a value or a heading that no table has.

    Raises
    ------
    InputError
        If a line is longer than any table's, there are too many columns, or a quote stays open.
    """
    with path.open("rb") as stream:
        first = stream.readline(_CHUNK_BYTES)
        columns = 1 + max(first.count(mark) for mark in (b",", b";", b"\t", b"|"))
        if columns > MOST_COLUMNS:
            raise _too_many("columns", path, MOST_COLUMNS)
        stream.seek(0)
        _check_lines(path, stream)


def _check_lines(path: Path, stream: IO[bytes]) -> None:
    """Every line is short enough, though a quoted value may hold line ends."""
    since = 0
    most = LONGEST_VALUE * 10
    while chunk := stream.read(_CHUNK_BYTES):
        before = max(chunk.find(b"\n"), chunk.find(b"\r"))
        after = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        longest = since + len(chunk) if after < 0 else since + before
        if longest > most:
            raise refuse(str(path), say("pilot.problem.long_line", most=number(most)))
        since = longest if after < 0 else len(chunk) - after


# -------------------------------------------------------------------------------------- workbook


def sheet_rows(path: Path) -> list[list[str]]:
    """Return the rows of a workbook's first sheet as texts, without empty ones.

    Raises
    ------
    InputError
        As `book_sheets`.
    """
    _, rows = book_sheets(path, most=1)[0]
    return [row for row in rows if any(row)]


def book_sheets(path: Path, *, most: int = 200) -> list[tuple[str, list[list[str]]]]:
    """Return the sheets of a workbook that hold something, each with its rows as texts.

    Raises
    ------
    InputError
        If it is no workbook, damaged, protected by a password, without a sheet of cells, or larger
        than the bounds.
    """
    try:
        with path.open("rb") as stream, ZipFile(stream) as archive:
            _check_parts(path, archive)
            read = [
                (name, _even(path, [*rows])) for name, rows in _sheets(path, archive, stream, most)
            ]
    except InputError:
        raise
    except BadZipFile as error:
        known = "crc" in str(error).lower() or "magic" in str(error).lower()
        raise refuse(
            str(path), say(f"pilot.problem.{'damaged' if known else 'workbook'}")
        ) from None
    except OSError as error:
        raise refuse(str(path), say("pilot.problem.unreadable", reason=reason(error))) from None
    except Exception:  # noqa: BLE001 -- whatever a reader of XML trips over, the workbook is damaged
        raise refuse(str(path), say("pilot.problem.damaged")) from None
    sheets = [(name, rows) for name, rows in read if rows]
    if not sheets:
        raise refuse(str(path), say("pilot.problem.empty"))
    return sheets


def _even(path: Path, rows: list[list[str]]) -> list[list[str]]:
    """Rows of one length, without empty ones at the end."""
    while rows and not any(rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    if width * len(rows) > MOST_SHEET_CELLS:
        raise _too_many("cells", path, MOST_SHEET_CELLS)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _too_many(what: str, path: Path, most: int) -> InputError:
    return refuse(str(path), say(f"pilot.problem.many_{what}", most=number(most)))


def _check_parts(path: Path, archive: ZipFile) -> None:
    """Refuse what unpacks to more than a workbook holds, before anything is unpacked.

    No more of a part is ever unpacked than its entry says, so the sizes can be trusted.
    """
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise refuse(str(path), say("pilot.problem.protected"))
    huge = sum(part.file_size for part in parts) > _MOST_UNPACKED or len(parts) > _MOST_PARTS
    if huge or any(map(_inflated, parts)):
        raise refuse(str(path), say("pilot.problem.inflated"))
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            _check_text(path, archive, part)


def _inflated(part: ZipInfo) -> bool:
    styles = part.filename.endswith(("styles.xml", "workbook.xml", "theme1.xml", ".rels"))
    return (styles and part.file_size > _MOST_STYLES) or part.file_size > max(
        _SMALL, _MOST_TIMES * part.compress_size
    )


def _check_text(path: Path, archive: ZipFile, part: ZipInfo) -> None:
    """Refuse entities, and a text longer than any cell: XML would hold it several times."""
    since, last = 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            if b"<!" in (text := last + chunk) and re.search(rb"<!(DOCTYPE|ENTITY)", text):
                raise refuse(str(path), say("pilot.problem.damaged"))
            before, after = chunk.find(b"<"), chunk.rfind(b"<")
            since += len(chunk) if before < 0 else before
            if since > LONGEST_VALUE * 10:
                raise refuse(str(path), say("pilot.problem.long_cell", most=number(LONGEST_VALUE)))
            since, last = (since if after < 0 else len(chunk) - after), chunk[-10:]


def _sheets(
    path: Path, archive: ZipFile, stream: IO[bytes], most: int
) -> Iterator[tuple[str, Iterator[list[str]]]]:
    book = _book(path, stream)
    if not book.worksheets:
        raise refuse(str(path), say("pilot.problem.no_sheet"))
    for sheet in book.worksheets[:most]:
        yield sheet.title, _rows(path, archive, book, sheet)


def _rows(path: Path, archive: ZipFile, book: Any, sheet: Any) -> Iterator[list[str]]:
    """The rows that a sheet of cells has, each as long as its last cell; a gap is an empty one."""
    from openpyxl.worksheet._reader import WorkSheetParser

    cells = last = 0
    with archive.open(sheet._worksheet_path) as source:  # noqa: SLF001
        # Only the cells that are there: openpyxl's own rows fill up to the farthest one.
        parser = WorkSheetParser(
            source, book.strings, data_only=True, epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )  # fmt: skip
        for number, row in parser.parse():
            if number > last + 1:
                yield []
            last = number
            texts = _placed(path, row)
            cells += max(len(row), len(texts))
            if cells > MOST_SHEET_CELLS:
                raise _too_many("cells", path, MOST_SHEET_CELLS)
            yield texts


def _placed(path: Path, row: Iterable[dict[str, Any]]) -> list[str]:
    """The texts of a row at their places."""
    texts = {cell["column"]: _cell(cell["value"]) for cell in row}
    last = max((column for column, text in texts.items() if text), default=0)
    if last > MOST_COLUMNS:
        raise _too_many("columns", path, MOST_COLUMNS)
    return [texts.get(column, "") for column in range(1, last + 1)]


def _book(path: Path, stream: IO[bytes]) -> Any:
    """The workbook without its cells, its shared texts as `strings`."""
    from openpyxl.reader.excel import ExcelReader

    class Reader(ExcelReader):  # type: ignore[misc]
        """Reads the shared texts a hundred times as fast, and counts them."""

        def read_strings(self) -> None:
            for part in self.package.Override:
                if part.ContentType.endswith(_SHARED_STRINGS):
                    with self.archive.open(part.PartName[1:]) as source:
                        self.shared_strings = _strings(path, source)

    reader = Reader(stream, read_only=True, data_only=True, keep_links=False)
    reader.read()
    reader.wb.strings = reader.shared_strings
    return reader.wb


def _strings(path: Path, source: IO[bytes]) -> list[str]:
    """The texts that cells share; how their letters are to be pronounced is left out."""
    result: list[str] = []
    inside: list[str] = []
    parts: list[str] = []

    def start(tag: str, _: dict[str, str]) -> None:
        inside.append(tag.rpartition(" ")[2])

    def end(_: str) -> None:
        if inside.pop() == "si":
            result.append("".join(parts))
            parts.clear()
            if len(result) > _MOST_STRINGS:
                raise _too_many("texts", path, _MOST_STRINGS)

    def text(data: str) -> None:
        if inside[-1:] == ["t"] and "rPh" not in inside:
            parts.append(data)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    parser.ParseFile(source)
    return result


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return value.isoformat() if isinstance(value, time) else str(value)
