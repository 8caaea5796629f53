"""The folder that a consultant works in: notebooks, sample briefs, and a place for own entries.

Shipped files are never edited where they are installed, because the next version replaces them.
A working folder holds copies, which belong to the person who works there: whatever already stands
in the folder stays as it is, so the same call makes a new folder and adds what a newer version
brings to an old one. To get a fresh copy of a file, delete it and call again.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from blendnb.files.problems import refuse
from blendnb.files.reading import label, reason
from blendnb.files.writing import write_whole
from blendnb.language import say
from blendnb.shipped import shipped

STUDIO_FOLDER = "BLENDNB_STUDIO_FOLDER"
"""The environment variable that tells a kernel which folder the studio's app works in."""


@dataclass(frozen=True)
class WorkingFolder:
    """A working folder and what the last call did there (paths relative to it)."""

    path: Path
    added: tuple[Path, ...]
    """Files that were copied because they were not there."""
    kept: tuple[Path, ...]
    """Files that differ from the shipped ones and were left alone: somebody's work."""


def create_working_folder(path: Path) -> WorkingFolder:
    """Fill a folder with notebooks, sample briefs and a place for own catalogue entries.

    Parameters
    ----------
    path
        The folder; made if it does not exist. Nothing in it is overwritten.

    Raises
    ------
    InputError
        If the folder cannot be written, or a file stands where a folder must.
    """
    contents = sorted(_contents(), key=lambda pair: pair[1])
    try:
        return _fill(path, contents)
    except OSError as error:
        where = label(error.filename or path)
        raise refuse(where, say("files.folder_unwritable", reason=reason(error))) from error


def first_notebook(path: Path) -> Path | None:
    """Return the notebook of a working folder to begin with (relative), or None without one."""
    notebooks = sorted((path / "notebooks").glob("*.ipynb"))
    return notebooks[0].relative_to(path) if notebooks else None


def _fill(path: Path, contents: list[tuple[Path, Path]]) -> WorkingFolder:
    path.mkdir(parents=True, exist_ok=True)
    added, kept = [], []
    for source, relative in contents:
        target = path / relative
        if not target.exists():
            _copy(source, target)
            added.append(relative)
        elif target.read_bytes() != source.read_bytes():
            kept.append(relative)
    return WorkingFolder(path, tuple(added), tuple(kept))


def _contents() -> Iterator[tuple[Path, Path]]:
    """Pair each shipped file with its place in a working folder."""
    templates = shipped("templates")
    for source in shipped("notebooks").glob("*.ipynb"):
        yield source, Path("notebooks", source.name)
    for source in (templates / "briefs").glob("*.toml"):
        yield source, Path("briefs", source.name)
    scaffold = templates / "working_folder"
    for source in scaffold.rglob("*.md"):
        yield source, source.relative_to(scaffold)


def _copy(source: Path, target: Path) -> None:
    """Copy the bytes alone: a file of a read-only installation must be writable as a copy."""
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, source.read_bytes())


def notebook_folder() -> Path:
    """Return the folder of the notebook that runs, or the current one outside a notebook."""
    session = os.environ.get("JPY_SESSION_NAME", "")
    beside = Path(session).parent
    return beside if session.endswith(".ipynb") and beside.is_dir() else Path.cwd()
