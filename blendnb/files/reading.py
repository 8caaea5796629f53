"""Text and tables from a file or standard input, within bounds, with a sentence for what fails.

Everything that a user names comes in through here: a missing file, a folder, a picture, an empty
file or one of ten gigabytes is told as such. At most the allowed size is ever read.
"""

import csv
import os
import re
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from itertools import islice
from os import PathLike
from pathlib import Path

from blendnb.files.problems import InputError, Problem, did_you_mean, refuse
from blendnb.language import say

STANDARD_STREAM = "-"
"""The file name that means standard input or standard output."""
LARGEST_BRIEF = 2_000_000
"""Bytes of a brief or of a catalogue file."""
LARGEST_PLAN = 16_000_000
"""Bytes of a plan or of a page that holds one."""

Source = str | PathLike[str]

_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
"""Byte-order marks that editors and Windows shells put in front of a text."""
_KNOWN_BINARIES = {
    b"PK\x03\x04": "office_or_zip",
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"\xd0\xcf\x11\xe0": "old_office",
    b"\x1f\x8b": "compressed",
}
_NAMES_LOOKED_AT = 2000
_HALF = 0.5


def label(source: Source) -> str:
    """Return how messages name a source."""
    return say("files.standard_input") if source == STANDARD_STREAM else os.fspath(source)


def read_text(
    source: Source,
    *,
    most_bytes: int = LARGEST_BRIEF,
    decode: Callable[[bytes, str], str] | None = None,
) -> str:
    """Read a text file, or standard input where the source is `-`.

    UTF-8 is expected; a byte-order mark is understood and dropped.

    Parameters
    ----------
    source
        The file.
    most_bytes
        Bytes that it may have.
    decode
        How its bytes become a text, where other encodings than UTF-8 are usual.

    Raises
    ------
    InputError
        If it is missing, a folder, too large, empty, not text or not readable.
    """
    file = label(source)
    raw = _read_bytes(source, file, most_bytes + 1)
    if len(raw) > most_bytes:
        raise refuse(file, say("files.too_large", megabytes=most_bytes // 1_000_000))
    text = (decode or _decoded)(raw, file)
    if not text.strip():
        raise refuse(file, say("files.empty"))
    return text


def _read_bytes(source: Source, file: str, most: int) -> bytes:
    try:
        if source == STANDARD_STREAM:
            return sys.stdin.buffer.read(most)
        if Path(source).is_dir():
            raise refuse(file, say("files.a_folder"))
        with Path(source).open("rb") as stream:
            return stream.read(most)
    except FileNotFoundError:
        raise refuse(file, say("files.no_such_file"), hint=_near_name(Path(source))) from None
    except (OSError, ValueError) as error:
        raise refuse(file, say("files.unreadable", reason=reason(error))) from None


def reason(error: OSError | ValueError) -> str:
    """Return the operating system's reason in lower case, without its number."""
    text = error.strerror if isinstance(error, OSError) else str(error)
    text = text or type(error).__name__
    return text[:1].lower() + text[1:]


def _near_name(path: Path) -> str:
    if not path.parent.is_dir():
        return say("files.no_folder_either", folder=repr(str(path.parent)))
    return did_you_mean(path.name, _names_in(path.parent))


def _names_in(folder: Path) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            yield from (entry.name for entry in islice(entries, _NAMES_LOOKED_AT))
    except OSError:
        return


def _decoded(raw: bytes, file: str) -> str:
    encoding = next((name for mark, name in _MARKS.items() if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text(raw, file, error.start) from None
    if "\0" in text:
        raise _not_text(raw, file, 0)
    return text


def encoding_of(raw: bytes) -> str:
    r"""Return the encoding that the first bytes of a text speak for: by its mark, or by its zeros.

    Examples
    --------
    >>> encoding_of("Name\tTime".encode("utf-16-le"))
    'utf-16-le'
    """
    for mark, name in _MARKS.items():
        if raw.startswith(mark):
            return name
    pairs = max(len(raw) // 2, 1)
    # A letter of a European language has a zero beside it in UTF-16, and none in anything else.
    if raw[1::2].count(0) > pairs * _HALF:
        return "utf-16-le"
    return "utf-16-be" if raw[::2].count(0) > pairs * _HALF else "utf-8"


def _table_text(raw: bytes, file: str) -> str:
    """The text of a table, which spreadsheets also write in UTF-16 and Windows-1252."""
    encoding = encoding_of(raw)
    if encoding == "utf-8" and (b"\0" in raw or any(map(raw.startswith, _KNOWN_BINARIES))):
        raise _not_text(raw, file, 0)
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return raw.decode("cp1252" if encoding == "utf-8" else encoding, errors="replace")


def _not_text(raw: bytes, file: str, position: int) -> InputError:
    kind = next((name for mark, name in _KNOWN_BINARIES.items() if raw.startswith(mark)), None)
    if kind or b"\0" in raw[:100_000]:
        return refuse(file, say(f"files.not_text.{kind or 'binary'}"))
    line = raw.count(b"\n", 0, position) + 1
    return refuse(
        file,
        say("files.not_utf8", line=str(line), byte=f"{raw[position]:#04x}"),
        hint=say("files.save_as_utf8"),
    )


_SEPARATORS = ",;\t"
MOST_PROBLEMS = 200
"""Rows of a table that are named as wrong."""
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
    text = read_text(source, most_bytes=LARGEST_PLAN, decode=_table_text)
    noted = re.match(r"\s*sep=(.)\r?\n", text, re.IGNORECASE)
    text = text[noted.end() :] if noted else text
    text = text if "\n" in text else text.replace("\r", "\n")
    try:
        header, *rows = list(csv.reader(StringIO(text, newline=""), delimiter=_separator(text)))
    except csv.Error as error:
        raise refuse(file, say("files.no_table", reason=str(error))) from None
    names = [name.strip() for name in header]
    if not any(rows):
        raise refuse(file, say("files.no_rows"))
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
    return [Problem(file, text=say("files.column_twice", name=repr(name))) for name in twice]


def _of_rows(file: str, names: list[str], rows: list[list[str]]) -> list[Problem]:
    return [
        Problem(
            file, text=say("files.row_length", row=str(number), values=len(row), columns=len(names))
        )
        for number, row in enumerate(rows, 1)
        if row and len(row) != len(names)
    ][:200]
