"""Where the table is in a file of text: its letters, its separator, its headings, its last row.

Exports put lines above their headings (a title, who exported it, a meeting's summary), several
tables below each other, or a first line that tells Excel the separator. What is found here is said
of the file; nothing is guessed without a word.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from io import StringIO
from pathlib import Path

from blendnb.files.reading import encoding_of
from blendnb.language import say
from blendnb.measuring.column_values import name_key
from blendnb.measuring.duckdb_engine import PilotDatabase
from blendnb.measuring.measure_templates import heading_lists, kinds

_SEPARATORS = (",", ";", "\t", "|")
_CHUNK = 1 << 20
_PEEK = 1 << 18
_ROWS_LOOKED_AT = 400
_HEADS_LOOKED_AT = 60
Row = list[str]


@dataclass(slots=True)
class Layout:
    """How the table stands in a text."""

    separator: str
    headings: Row
    skipped: int
    """Lines of the file up to and with the headings."""
    rows: list[Row] | None = None
    """The rows of a table that ends before the text does; None where it goes on to the end."""
    title: str = ""
    """What the lines above it call the meeting or the course."""
    remarks: list[str] = field(default_factory=list)


# -------------------------------------------------------------------------------------- letters


def as_utf8(path: Path, database: PilotDatabase) -> tuple[str, list[str]]:
    """Return the name of a file in UTF-8 with usual line ends, of a copy where it is otherwise.

    The whole file is looked at: an umlaut may come first in the last row.
    """
    encoding, lonely = _letters(path)
    if encoding == "utf-8" and not lonely:
        return str(path), []
    with (
        path.open(encoding=encoding, errors="replace", newline=None) as source,
        database.private_file() as (copy, target),
    ):
        while chunk := source.read(_CHUNK):
            target.write(chunk.replace("\0", ""))
    known = encoding in ("utf-8", "utf-8-sig")
    noted = [] if known else [say("pilot.remark.encoding", encoding=_SHOWN.get(encoding, encoding))]
    return copy, noted


_SHOWN = {
    "cp1252": "Windows-1252",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}


def _letters(path: Path) -> tuple[str, bool]:
    """The encoding of a whole file, and whether a line ends in a lone carriage return."""
    with path.open("rb") as stream:
        start = stream.read(_PEEK)
        encoding = encoding_of(start)
        if encoding != "utf-8":
            return encoding, False
        # Lines above a table may end otherwise than the table's own.
        lonely = bool(re.search(rb"\r(?!\n)", start[:-1]))
        decoder, chunk = codecs.getincrementaldecoder("utf-8")(), start
        try:
            while chunk:
                if not chunk.isascii() or decoder.getstate()[0]:
                    decoder.decode(chunk)
                chunk = stream.read(_CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252", lonely
    return "utf-8", lonely


# --------------------------------------------------------------------------------------- layout


def layout_of(path: str, named: Iterable[str]) -> Layout:
    """Return where the table stands in a file in UTF-8.

    Parameters
    ----------
    path
        The file.
    named
        Headings that a mapping names.
    """
    with Path(path).open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        start = stream.read(_PEEK)
        whole = not stream.read(1)
    noted = re.match(r"\s*\"?sep=(.)\"?\r?\n", start, re.IGNORECASE)
    separator = noted[1] if noted else _separator(start)
    lines, rows = _parsed(start, separator, whole=whole)
    return _placed(rows, lines, separator, frozenset(map(name_key, named)), whole=whole)


def layout_of_rows(rows: list[Row], named: Iterable[str]) -> Layout:
    """Return where the table stands in the rows of a sheet."""
    lines = list(range(1, len(rows) + 1))
    return _placed(rows, lines, ",", frozenset(map(name_key, named)), whole=True)


def _separator(start: str) -> str:
    """What splits most lines into the same number of values."""
    return max(_SEPARATORS, key=lambda mark: _evenness(start, mark))


def _evenness(start: str, mark: str) -> tuple[int, int, int]:
    """How many headings are known, how many lines have as many values, and how many values."""
    _, rows = _parsed(start, mark, whole=False)
    known = _known_headings()
    heads = max((len(known & set(map(name_key, r))) for r in rows[:_HEADS_LOOKED_AT]), default=0)
    widths = Counter(len(row) for row in rows[:_ROWS_LOOKED_AT] if len(row) > 1)
    width, count = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
    return min(heads, 2), count, width


def _parsed(start: str, separator: str, *, whole: bool) -> tuple[list[int], list[Row]]:
    """Rows with the number of the line that each ends on."""
    reader = csv.reader(StringIO(start, newline=""), delimiter=separator)
    lines: list[int] = []
    rows: list[Row] = []
    try:
        for row in reader:
            lines.append(reader.line_num)
            rows.append([cell.strip("\ufeff") for cell in row])
    except csv.Error:
        pass
    # The last row of a part of a file is seldom whole.
    return (lines, rows) if whole or len(rows) < 2 else (lines[:-1], rows[:-1])  # noqa: PLR2004


def _placed(
    rows: list[Row], lines: list[int], separator: str, named: frozenset[str], *, whole: bool
) -> Layout:
    head = _heading_row(rows, named)
    end = next((n for n in range(head + 1, len(rows)) if not any(map(str.strip, rows[n]))), None)
    more = end is not None and any(any(map(str.strip, row)) for row in rows[end:])
    ends = whole and more and end is not None and _another_table(rows[end:], len(rows[head]))
    layout = Layout(
        separator, _named_headings(rows[head]) if rows else [], lines[head] if rows else 0,
        rows=rows[head + 1 : end] if ends else None, title=_title(rows[:head]),
    )  # fmt: skip
    above = sum(any(map(str.strip, row)) for row in rows[:head])
    if above:
        layout.remarks.append(say("pilot.remark.above", lines=head, row=lines[head]))
    if ends:
        layout.remarks.append(say("pilot.remark.below"))
    _second_headings(rows[head:], layout)
    return layout


def _another_table(rows: Sequence[Row], width: int) -> bool:
    """Whether what follows a blank line is something else than more rows of the table."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows if any(map(str.strip, row))]
    return bool(filled) and (filled[0] <= 1 or filled[0] > width)


def _heading_row(rows: Sequence[Row], named: frozenset[str]) -> int:
    """The row of the headings: the first that is known as such and has a table below it."""
    known = _known_headings() | named
    heads = rows[:_HEADS_LOOKED_AT]
    counts = [len(known & set(map(name_key, row))) for row in heads]
    counts = [0 if any("@" in c for c in row) else n for n, row in zip(counts, heads, strict=True)]
    filled = [sum(bool(cell.strip()) for cell in row) for row in heads]
    candidates = [n for n, count in enumerate(counts) if count >= 2]  # noqa: PLR2004
    below = {n: _rows_below(rows, n) for n in candidates}
    for n in candidates:
        if below[n] > 1 or (len(candidates) == 1 and below[n]):
            return n
    widths = Counter(len(row) for row in rows[:_ROWS_LOOKED_AT] if len(row) > 1)
    width = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))[0]
    most = max((f for f, row in zip(filled, heads, strict=True) if len(row) == width), default=0)
    return next(
        (n for n, row in enumerate(heads)
         if (counts[n] and filled[n] > 1) or (len(row) == width and filled[n] > most / 2)), 0,
    )  # fmt: skip


def _rows_below(rows: Sequence[Row], head: int) -> int:
    count = 0
    for row in rows[head + 1 :]:
        if not any(map(str.strip, row)):
            break
        count += 1
    return count


@cache
def _known_headings() -> frozenset[str]:
    listed = {
        name for kind in kinds().values() for names in kind.headings.values() for name in names
    }
    more = heading_lists()
    return frozenset(map(name_key, (*listed, *more["attendance"], *more["no_question"])))


def _named_headings(row: Row) -> Row:
    """Headings without marks of the web, each once; a blank one has its place as its name."""
    result: Row = []
    for number, cell in enumerate(row, 1):
        text = " ".join(re.sub(r"</?[a-zA-Z][^<>]*>", " ", cell).replace("\u00a0", " ").split())
        text = text or f"{NO_HEADING} {number}"
        again = sum(text == other or other.startswith(f"{text} (") for other in result)
        result.append(f"{text} ({again + 1})" if text in result else text)
    return result


NO_HEADING = "column"
"""With a number the name of a column without a heading."""


def _title(above: Sequence[Row]) -> str:
    """The value beside or below a word such as “Topic”."""
    labels = heading_lists()["meeting"]
    for number, row in enumerate(above):
        for column, cell in enumerate(row):
            if name_key(cell).rstrip(":") not in labels:
                continue
            many = sum(bool(c.strip()) for c in row) > 2  # noqa: PLR2004
            if many and number + 1 < len(above) and column < len(above[number + 1]):
                return above[number + 1][column].strip()
            if column + 1 < len(row) and row[column + 1].strip():
                return row[column + 1].strip()
    return ""


def _second_headings(rows: Sequence[Row], layout: Layout) -> None:
    """Survey tools write two or three rows of headings: codes, questions, codes of the import."""
    second, third = ([*rows[1:3], [], []])[:2]
    if any("ImportId" in cell for cell in third):
        layout.rows = [list(row) for row in rows[3:]] if layout.rows is not None else None
        layout.headings = _named_headings(
            [text if _is_code(code) and text.strip() else code
             for code, text in zip(rows[0], second, strict=False)]
        )  # fmt: skip
        layout.skipped += _lines_of(second) + _lines_of(third)
        layout.remarks.append(say("pilot.remark.second_headings", count=3))
        return
    noted = {name_key(cell) for cell in second if cell.strip()}
    if noted and noted <= _SECOND:
        if layout.rows is not None:
            layout.rows = layout.rows[1:]
        layout.skipped += _lines_of(second)
        layout.remarks.append(say("pilot.remark.second_headings", count=2))


_SECOND = {"response", "open-ended response", "open ended response", "antwort", "réponse"}


def _is_code(text: str) -> bool:
    return bool(re.fullmatch(r"Q\w*\d[\w.]*", text.strip()))


def _lines_of(row: Row) -> int:
    return 1 + sum(cell.count("\n") for cell in row)
