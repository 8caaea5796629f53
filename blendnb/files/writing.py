"""Files that appear whole or not at all, under names that every system takes.

A file is written beside its place under another name, forced to the disk, and then moved into its
place in one step. Whatever goes wrong before that step (no space, a pulled cable, Ctrl-C) leaves an
existing file as it was.
"""

import os
import re
import shutil
import socket
import sys
import time
import unicodedata
from collections.abc import Collection
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from blendnb.files.problems import InputError, refuse
from blendnb.files.reading import STANDARD_STREAM, Source, reason
from blendnb.language import say

if TYPE_CHECKING:
    from xlsxwriter import Workbook


def write_whole(target: Source, content: str | bytes) -> None:
    """Write a file so that it appears whole or not at all; `-` is standard output.

    An existing file keeps its permissions; a link keeps pointing to the file that is replaced.
    Nothing is written through a link that leads out of the folder it stands in: a folder that
    somebody sent may hold one to any file of the system.

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
        if link := _leading_elsewhere(Path(os.path.abspath(target))):  # noqa: PTH100 -- links stay
            place = os.path.realpath(link)
            raise refuse(os.fspath(target), say("files.unwritable_link", link=link, place=place))
        _write_file(Path(os.path.realpath(target)), raw, os.fspath(target))
    except InputError:
        raise
    except (OSError, ValueError) as error:
        raise refuse(os.fspath(target), say("files.unwritable", reason=reason(error))) from None


_OF_THE_SYSTEM = ("/dev/", "/proc/")
"""Where links to devices and pipes stand, such as `/dev/stdout`."""


def _leading_elsewhere(path: Path) -> Path | None:
    """The link on the way to a file that leads out of its folder, if there is one.

    Below the current folder each step is looked at, elsewhere the file and its folder. Links in
    folders of the system, which nobody can have sent, count for nothing.
    """
    if path.as_posix().startswith(_OF_THE_SYSTEM):
        return None
    here = Path.cwd()
    steps = (
        [p for p in path.parents if here in p.parents] if here in path.parents else [path.parent]
    )
    for step in (path, *steps):
        ours = step.parent != Path(step.anchor) and os.access(step.parent, os.W_OK)
        inside = Path(os.path.realpath(step.parent)) in Path(os.path.realpath(step)).parents
        if step.is_symlink() and ours and not inside:
            return step
    return None


def _write_file(path: Path, raw: bytes, file: str) -> None:
    if path.is_dir():
        raise refuse(file, say("files.unwritable_folder"))
    if not path.parent.is_dir():
        raise refuse(file, say("files.unwritable_no_folder", folder=repr(str(path.parent))))
    if path.exists() and not path.is_file():
        path.write_bytes(raw)  # a device or a pipe, which cannot be replaced
        return
    if path.exists() and not os.access(path, os.W_OK):
        raise refuse(file, say("files.unwritable_read_only"))
    _replace(path, raw)


_ABANDONED_SECONDS = 86_400.0
"""A file that another machine began so long ago will not be finished."""


def clear_parts(folder: Path) -> None:
    """Delete what killed processes have begun to write in a folder and never finished."""
    with suppress(OSError):
        for path in folder.glob(".blendnb-*.part"):
            with suppress(OSError):
                if _is_abandoned(path):
                    path.unlink()


def _is_abandoned(path: Path) -> bool:
    match path.name.removesuffix(".part").split("-"):
        case [_, host, pid, _] if host == _host() and pid.isdecimal():
            return not process_lives(int(pid))
    return time.time() - path.stat().st_mtime > _ABANDONED_SECONDS


def _host() -> str:
    return blake2b(socket.gethostname().encode(), digest_size=4).hexdigest()


def process_lives(pid: int) -> bool:
    """Whether there is such a process; where asking might do harm, say yes and let time tell."""
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _replace(path: Path, raw: bytes) -> None:
    beside = path.with_name(f".blendnb-{_host()}-{os.getpid()}-{os.urandom(6).hex()}.part")
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


def open_workbook(stream: IO[bytes], **options: Any) -> "Workbook":
    """Return a new workbook in which every text stands as it was typed.

    XlsxWriter takes a text that is shaped like `<r>...</r>` for XML of its own and passes it
    through as it is, so that whoever typed it writes into the file. We write no such texts.
    """
    from xlsxwriter import Workbook, packager
    from xlsxwriter.sharedstrings import SharedStrings

    class PlainTexts(SharedStrings):  # type: ignore[misc]
        """Texts, none of which is XML."""

        def _xml_rich_si_element(self, string: str) -> None:
            self._xml_si_element(string, [])

    packager.SharedStrings = PlainTexts
    plain = {f"strings_to_{kind}": False for kind in ("formulas", "urls", "numbers")}
    return Workbook(stream, {"in_memory": True, **plain, **options})


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


def free_path(folder: Path, stem: str, own: Collection[Path], suffix: str = ".html") -> Path:
    """Return the path to write a file to: the plain name, or a numbered one where it is taken.

    A file of another session is never overwritten: a session replaces only what it wrote itself.

    Parameters
    ----------
    folder, stem, suffix
        Where to, and what the file is called.
    own
        Files that may be written again.
    """
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists() and path not in own:
        number += 1
        path = folder / f"{stem}-{number}{suffix}"
    return path
