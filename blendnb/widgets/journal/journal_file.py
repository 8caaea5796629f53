"""The journal's file where it lies: on a network, read-only, or changed under an open studio.

The write-ahead log needs memory that all who write share, so it works on one machine only. On a
network drive the older way of writing is taken, which is slower and safe. A file that may only be
read is opened to look, out of a copy: the log that belongs to it could not be read in its place.
"""

import re
import shutil
import sqlite3
import sys
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

_MOUNTS = Path("/proc/self/mounts")
_NETWORK_TYPE = re.compile(
    r"9p|afs|beegfs|ceph|cifs|coda|davfs|glusterfs|gpfs|lustre|ncpfs|nfs4?|orangefs|smb\w*"
    r"|fuse\.(davfs2|glusterfs|rclone|sshfs)"
)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_READ_ONLY = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
_NO_LOG = (sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOLFS)
LOGS = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file and its logs are recognised by."""

    file: tuple[int, int] | None
    logs: tuple[tuple[int, int] | None, ...]
    stamp: tuple[int, int] | None
    """Size and date of the file: somebody else may write into it."""


def seen(path: Path) -> Seen:
    """Return what stands on the disk now."""
    logs = tuple(_identity(path.with_name(path.name + suffix)) for suffix in LOGS)
    try:
        status = path.stat()
    except OSError:
        return Seen(None, logs, None)
    return Seen((status.st_dev, status.st_ino), logs, (status.st_size, status.st_mtime_ns))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def is_busy(error: Exception) -> bool:
    """Whether an error says that somebody else writes just now."""
    return _code(error) in _BUSY


def is_read_only(error: Exception) -> bool:
    """Whether an error says that a database may not be written where it lies."""
    return _code(error) in _READ_ONLY


def _code(error: Exception) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


# ------------------------------------------------------------------------------------ the log


def set_log(db: sqlite3.Connection, path: Path) -> bool:
    """Choose how a database is written where it lies; say whether that is the write-ahead log."""
    return (not on_network(path) and _takes_log(db)) or _set_plain(db)


def _takes_log(db: sqlite3.Connection) -> bool:
    try:
        mode = db.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        # Whether the shared memory can be had shows only when something is read.
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if _code(error) in _NO_LOG:
            return False
        raise
    return str(mode) == "wal"


def _set_plain(db: sqlite3.Connection) -> bool:
    # Alone with the file, a log that was left there is read without shared memory.
    db.execute("PRAGMA locking_mode = EXCLUSIVE")
    db.execute("PRAGMA journal_mode = DELETE")
    db.execute("PRAGMA locking_mode = NORMAL")
    db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return False


def on_network(path: Path, mounts: Path = _MOUNTS) -> bool:
    """Whether a path lies on a network drive, as far as the system tells."""
    if sys.platform == "win32":
        return str(path.absolute()).startswith("\\\\")
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    place, best, kind_there = path.absolute(), -1, ""
    for line in lines:
        _, mount, kind, *_ = line.split(" ")
        point = Path(mount.replace("\\040", " "))
        # Of two mounts at one point the later one counts.
        if place.is_relative_to(point) and len(point.parts) >= best:
            best, kind_there = len(point.parts), kind
    return _NETWORK_TYPE.fullmatch(kind_there) is not None


# ------------------------------------------------------------------------------ opened to look


def opened_to_look(path: Path) -> sqlite3.Connection:
    """Return what a database and its log hold, in memory; both stay as they are."""
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    with TemporaryDirectory(prefix="blendnb-") as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        with suppress(FileNotFoundError):
            shutil.copyfile(f"{path}-wal", f"{copy}-wal")
        with closing(sqlite3.connect(copy)) as whole:
            whole.backup(memory)
    memory.execute("PRAGMA query_only = ON")
    return memory
