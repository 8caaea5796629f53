"""Snapshots: each session as one file beside the database, should the database ever be damaged.

A database that cannot be read is set aside, not deleted, and a new one takes in the snapshots: the
sessions open where they were, without what could have been undone.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from blendnb.files.problems import InputError
from blendnb.files.writing import write_whole

FOLDER = "snapshots"
_DAMAGE = ("malformed", "not a database")


def write_snapshot(folder: Path, record: dict[str, Any], saved: dict[str, Any], at: float) -> None:
    """Write a session's snapshot, whole or not at all.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    home = folder / FOLDER
    with suppress(OSError):
        home.mkdir(parents=True, exist_ok=True)
    content = {"record": record, "at": at, "workspace": saved}
    write_whole(home / f"{record['id']}.json", json.dumps(content, separators=(",", ":")))


def forget_snapshot(folder: Path, id_: str) -> None:
    """Delete the snapshot of a session."""
    (folder / FOLDER / f"{id_}.json").unlink(missing_ok=True)


def snapshots(folder: Path) -> Iterator[tuple[dict[str, Any], bytes, float]]:
    """Yield what each snapshot holds: the session, its workspace, and when that was."""
    for path in sorted((folder / FOLDER).glob("*.json")):
        with suppress(OSError, ValueError, KeyError, InputError):
            content = json.loads(path.read_text(encoding="utf-8"))
            body = json.dumps(content["workspace"], separators=(",", ":")).encode()
            yield dict(content["record"]), body, float(content["at"])


def is_damage(error: Exception) -> bool:
    """Whether an error says that the file is no sound database."""
    return isinstance(error, sqlite3.DatabaseError) and any(word in str(error) for word in _DAMAGE)


def set_aside(path: Path) -> None:
    """Move a damaged database away, under a name that says so."""
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
