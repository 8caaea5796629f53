"""Text from a file or from standard input, within bounds and with a sentence for whatever fails.

Everything that a user names comes in through `read_text`: a missing file, a folder, a picture, an
empty file or one of ten gigabytes is told as such. At most the allowed size is ever read.
"""

import os
import sys
from collections.abc import Iterator
from itertools import islice
from os import PathLike
from pathlib import Path

from blendnb.files.problems import InputError, did_you_mean, refuse

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
    b"PK\x03\x04": "an Office document or a zip archive",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x1f\x8b": "a compressed file",
}
_NAMES_LOOKED_AT = 2000


def label(source: Source) -> str:
    """Return how messages name a source."""
    return "standard input" if source == STANDARD_STREAM else os.fspath(source)


def read_text(source: Source, *, most_bytes: int = LARGEST_BRIEF) -> str:
    """Read a text file, or standard input where the source is `-`.

    UTF-8 is expected; a byte-order mark is understood and dropped.

    Raises
    ------
    InputError
        If it is missing, a folder, too large, empty, not text or not readable.
    """
    file = label(source)
    raw = _read_bytes(source, file, most_bytes + 1)
    if len(raw) > most_bytes:
        raise refuse(file, f"larger than {most_bytes // 1_000_000} MB, which no such file needs")
    text = _decoded(raw, file)
    if not text.strip():
        raise refuse(file, "empty")
    return text


def _read_bytes(source: Source, file: str, most: int) -> bytes:
    try:
        if source == STANDARD_STREAM:
            return sys.stdin.buffer.read(most)
        if Path(source).is_dir():
            raise refuse(file, "a folder, not a file")
        with Path(source).open("rb") as stream:
            return stream.read(most)
    except FileNotFoundError:
        raise refuse(file, "there is no such file", hint=_near_name(Path(source))) from None
    except (OSError, ValueError) as error:
        raise refuse(file, f"cannot be read: {reason(error)}") from None


def reason(error: OSError | ValueError) -> str:
    """Return the operating system's reason in lower case, without its number."""
    text = error.strerror if isinstance(error, OSError) else str(error)
    text = text or type(error).__name__
    return text[:1].lower() + text[1:]


def _near_name(path: Path) -> str:
    if not path.parent.is_dir():
        return f"nor is there a folder {str(path.parent)!r}"
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


def _not_text(raw: bytes, file: str, place: int) -> InputError:
    kind = next((name for mark, name in _KNOWN_BINARIES.items() if raw.startswith(mark)), None)
    if kind or b"\0" in raw[:100_000]:
        return refuse(file, f"{kind or 'binary data'}, not a text file")
    line = raw.count(b"\n", 0, place) + 1
    return refuse(
        file,
        f"line {line}: byte {raw[place]:#04x} is not UTF-8",
        hint="save the file as UTF-8",
    )
