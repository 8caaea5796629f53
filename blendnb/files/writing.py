"""Files that appear whole or not at all, under names that every system takes.

A file is written beside its place under another name, forced to the disk, and then moved into its
place in one step. Whatever goes wrong before that step (no space, a pulled cable, Ctrl-C) leaves an
existing file as it was.
"""

import os
import re
import shutil
import sys
import unicodedata
from contextlib import suppress
from pathlib import Path

from blendnb.files.problems import refuse
from blendnb.files.reading import STANDARD_STREAM, Source, reason


def write_whole(target: Source, content: str | bytes) -> None:
    """Write a file so that it appears whole or not at all; `-` is standard output.

    An existing file keeps its permissions; a link keeps pointing to the file that is replaced.

    Parameters
    ----------
    target
        Where to; its folder must exist.
    content
        Bytes, or a text that is written as UTF-8 with its line ends as they are.

    Raises
    ------
    InputError
        If it cannot be written. An existing file is then as it was.
    """
    raw = content.encode() if isinstance(content, str) else content
    if target == STANDARD_STREAM:
        sys.stdout.flush()
        sys.stdout.buffer.write(raw)
        sys.stdout.buffer.flush()
        return
    try:
        _write_file(Path(os.path.realpath(target)), raw, os.fspath(target))
    except (OSError, ValueError) as error:
        raise refuse(os.fspath(target), f"cannot be written: {reason(error)}") from None


def _write_file(path: Path, raw: bytes, file: str) -> None:
    if path.is_dir():
        raise refuse(file, "cannot be written: it is a folder")
    if not path.parent.is_dir():
        raise refuse(file, f"cannot be written: there is no folder {str(path.parent)!r}")
    if path.exists() and not path.is_file():
        path.write_bytes(raw)  # a device or a pipe, which cannot be replaced
        return
    if path.exists() and not os.access(path, os.W_OK):
        raise refuse(file, "cannot be written: it is read-only")
    _replace(path, raw)


def _replace(path: Path, raw: bytes) -> None:
    beside = path.with_name(f".blendnb-{os.urandom(6).hex()}.part")
    try:
        with beside.open("xb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


# ------------------------------------------------------------------------------------ names

_LONGEST_NAME_BYTES = 120
_NOT_IN_NAMES = re.compile(r'[\s/\\:*?"<>|&;,$`!#%^=+@~\'(){}\[\]]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\.|$)", re.IGNORECASE)
"""Names that are devices on Windows, with any suffix."""


def safe_file_name(title: str, suffix: str = "") -> str:
    """Return a file name for a title that Linux, macOS and Windows all take, in small letters.

    Letters of every script stay, and small ones alone mean the same file whether or not a system
    tells them from large ones. Separators, spaces and characters with a meaning for a shell of some
    system become hyphens; control, direction and zero-width characters disappear.

    Parameters
    ----------
    title
        Any text.
    suffix
        With its dot, for instance `.html`.

    Examples
    --------
    >>> safe_file_name("CRM rollout: Q1/Q2", ".html")
    'crm-rollout-q1-q2.html'
    """
    spaced = _NOT_IN_NAMES.sub("-", unicodedata.normalize("NFC", title.lower()))
    printable = "".join(filter(str.isprintable, spaced))
    name = _cut(re.sub(r"-{2,}", "-", printable).strip("-. ")).rstrip("-. ") or "plan"
    return (f"plan-{name}" if _RESERVED.match(name) else name) + suffix


def _cut(name: str) -> str:
    return name.encode()[:_LONGEST_NAME_BYTES].decode(errors="ignore")
