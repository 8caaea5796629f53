"""The database of the journal: appends moves, finds sessions, keeps leases.

One file holds all sessions of a user. Every write is one transaction that is forced to the disk
before it returns, so after a crash or a power cut a move is either there as a whole or not at all.

A *lease* says who may write to a session, so that two windows never overwrite each other. It names
its holder: one studio in one process on one machine. A holder whose process is gone, or who has not
been heard of for a while, has lost it.

A journal of an older version becomes one of this version, after a copy was made; one of a newer
version is refused, for half reading it could lose what it means. A database that cannot be read is
set aside, not deleted, and a new one takes in the snapshots that stand beside it: the sessions open
where they were, without what could have been undone.
"""

import json
import os
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from blendnb.files.problems import InputError
from blendnb.files.writing import process_lives, write_whole
from blendnb.language import say
from blendnb.widgets.journal.compaction import MOST_STEPS, Base, Damaged, pack, unpack
from blendnb.widgets.journal.journal_file import (
    Seen,
    is_busy,
    is_read_only,
    opened_to_look,
    seen,
    set_log,
)

BEAT_SECONDS = 10.0
SILENT_SECONDS = 45.0
"""A holder that was not heard of for so long is taken as gone."""


@dataclass(frozen=True, slots=True)
class Holder:
    """One studio in one process."""

    id: str = field(default_factory=lambda: uuid4().hex)
    pid: int = field(default_factory=os.getpid)
    host: str = field(default_factory=socket.gethostname)

    def same_process(self, other: "Holder") -> bool:
        """Whether both live in one process: a cell that was run again, for instance."""
        return (self.pid, self.host) == (other.pid, other.host)


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds a session, and when they were last heard of (seconds since 1970)."""

    holder: Holder
    beat: float

    def lives(self, now: float) -> bool:
        """Whether the holder is still there, as far as can be known."""
        if now - self.beat > SILENT_SECONDS:
            return False
        return self.holder.host != socket.gethostname() or process_lives(self.holder.pid)


FIRST = """
CREATE TABLE sessions (
  id TEXT PRIMARY KEY, origin TEXT NOT NULL, title TEXT NOT NULL, path TEXT,
  digest TEXT, own_name INTEGER NOT NULL, created REAL NOT NULL, edited REAL NOT NULL);
CREATE INDEX sessions_by_origin ON sessions (origin, edited);
CREATE TABLE moves (
  session TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, step TEXT,
  body BLOB, at REAL NOT NULL, PRIMARY KEY (session, number));
CREATE TABLE pieces (
  session TEXT NOT NULL, hash TEXT NOT NULL,
  body BLOB NOT NULL, PRIMARY KEY (session, hash)) WITHOUT ROWID;
CREATE TABLE leases (
  session TEXT PRIMARY KEY,
  holder TEXT NOT NULL, pid INTEGER NOT NULL, host TEXT NOT NULL, beat REAL NOT NULL);
"""
MIGRATIONS: Mapping[int, str] = {0: FIRST}
"""What leads from each version to the next; version 0 is an empty file."""


class NewerJournal(Exception):  # noqa: N818 -- read as a sentence
    """The journal was written by a newer version of blendnb."""


def migrate(
    connection: sqlite3.Connection, path: Path, migrations: Mapping[int, str] = MIGRATIONS
) -> bool:
    """Bring a journal to this version; a copy of an older one is left beside it first.

    Returns
    -------
    bool
        Whether the journal was empty, and so is a new one.

    Raises
    ------
    NewerJournal
        If it is of a later version.
    """
    version, newest = _version(connection), max(migrations) + 1
    first = version
    if version > newest:
        raise NewerJournal(
            f"The journal is of a newer blendnb (version {version}); update blendnb to use it"
        )
    if 0 < version < newest:
        _copy(connection, path.with_name(f"{path.name}.v{version}"))
    while (version := _version(connection)) < newest:
        _step(connection, version, migrations[version])
    return first == 0


def _step(connection: sqlite3.Connection, version: int, script: str) -> None:
    """One migration, whole or not at all; another process may have done it meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _version(connection) == version:
            for statement in filter(str.strip, script.split(";")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version + 1}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _copy(connection: sqlite3.Connection, path: Path) -> None:
    with sqlite3.connect(path) as copy:
        connection.backup(copy)
    copy.close()


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


FILE = "journal.db"
_OWNER_ONLY = 0o700
_KEYS = {"sessions": "id", "moves": "session", "pieces": "session", "leases": "session"}
"""Tables, and the column that names the session."""
_WAIT_SECONDS = 2.0
_HURRY_SECONDS = 0.1


class Unwritable(Exception):  # noqa: N818 -- read as a sentence
    """The journal cannot be used now: no space, no permission, a fault of the disk."""


class Busy(Unwritable):
    """Somebody else writes just now; in a moment it can be done."""


class Taken(Exception):  # noqa: N818 -- read as a sentence
    """Another window works on the session."""

    def __init__(self, lease: Lease | None = None) -> None:
        super().__init__("another window works on this plan")
        self.lease = lease


class Gone(Exception):  # noqa: N818 -- read as a sentence
    """The session is not in the journal any more."""


@dataclass(frozen=True, slots=True)
class Record:
    """One session as the journal lists it."""

    id: str
    origin: str
    """What it was opened with: the same cell with the same brief has the same origin."""
    title: str
    path: str | None
    """Its plan file."""
    digest: str | None
    """Of the plan file as the session last wrote or read it."""
    own_name: bool
    """Whether the session chose the name of that file."""
    created: float
    edited: float
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class JournalMove:
    """One thing that was done in a session."""

    kind: str
    """`put`, `amend`, `undo` or `redo`."""
    at: float
    step: str | None = None
    body: bytes | None = None
    """The version that was put in place."""
    pieces: Mapping[str, bytes] = field(default_factory=dict)


Connect = Callable[[Path], sqlite3.Connection]


def connect(path: Path) -> sqlite3.Connection:
    """Open a database file for one thread at a time."""
    return sqlite3.connect(
        path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
    )


class Database:
    """The journal's file.

    Parameters
    ----------
    folder
        The state folder; made when it is first needed.
    connect
        How a file is opened.
    migrations
        What leads from one version of the file to the next.
    """

    def __init__(
        self,
        folder: Path,
        connect: Connect = connect,
        migrations: Mapping[int, str] = MIGRATIONS,
    ) -> None:
        self.folder, self.path = folder, folder / FILE
        self._connect, self._migrations = connect, migrations
        self._connection: sqlite3.Connection | None = None
        self._damaged = self.restored = False
        self._read_only, self.write_ahead, self._opened_at = False, True, 0.0
        self._patience = _WAIT_SECONDS
        self._bases: dict[str, Base] = {}
        """Of each thing, what is in the file and the next version can be told by."""
        self._seen: Seen | None = None
        """Which file is open, as we left it: one of that name may come and go."""

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    # ------------------------------------------------------------------------------ writing

    def append(
        self, record: Record, moves: Sequence[JournalMove], holder: Holder, known: int, now: float
    ) -> int:
        """Append moves to a session, all or none, and return the number of the last one.

        Parameters
        ----------
        record
            The session as it is from now on.
        moves
            What was done, in order.
        holder
            Who writes.
        known
            Number of the last move that the writer knows of; 0 for a new session.
        now
            Seconds since 1970.

        Raises
        ------
        Taken
            If another window holds the session, or has written to it.
        Gone
            If the session is not there any more.
        Unwritable
            If it cannot be written.
        """
        with self._writing() as db:
            self._hold(db, record.id, holder, now)
            last = _last_number(db, record.id)
            if last != known:
                self._bases = {}
                raise Gone if last == 0 else Taken(_lease(db, record.id))
            _write_record(db, record)
            _write_lease(db, record.id, Lease(holder, now))
            bases = dict(self._bases)
            for number, move in enumerate(moves, known + 1):
                _write_move(db, record.id, number, move, bases)
        self._bases = bases
        return known + len(moves)

    def note(self, record: Record, holder: Holder, now: float) -> None:
        """Renew the lease and what is listed of a session; the exceptions are those of `append`."""
        with self._writing() as db:
            self._hold(db, record.id, holder, now)
            if _last_number(db, record.id) == 0:
                raise Gone
            _write_record(db, record)
            _write_lease(db, record.id, Lease(holder, now))

    def acquire(self, id_: str, holder: Holder, now: float, *, force: bool = False) -> Lease | None:
        """Take a session's lease if it is free, or by force; return the one that is in the way.

        A studio of the same process gives way: a cell that is run again goes on.
        """
        with self._writing() as db:
            lease = _lease(db, id_)
            if lease and not force and _in_the_way(lease, holder, now):
                return lease
            _write_lease(db, id_, Lease(holder, now))
        return None

    def release(self, id_: str, holder: Holder) -> None:
        """Give the lease back, if it is still held."""
        with self._writing() as db:
            db.execute("DELETE FROM leases WHERE session = ? AND holder = ?", (id_, holder.id))

    def forget(self, id_: str) -> None:
        """Delete a session with all its moves."""
        self._bases = {}
        with self._writing() as db:
            for table in ("moves", "pieces", "leases"):
                db.execute(f"DELETE FROM {table} WHERE session = ?", (id_,))  # noqa: S608 -- our names
            db.execute("DELETE FROM sessions WHERE id = ?", (id_,))

    def _hold(self, db: sqlite3.Connection, id_: str, holder: Holder, now: float) -> None:
        lease = _lease(db, id_)
        if lease is not None and lease.holder.id != holder.id and lease.lives(now):
            raise Taken(lease)

    # ------------------------------------------------------------------------------ reading

    def lease(self, id_: str) -> Lease | None:
        """Return who holds a session."""
        with self._reading() as db:
            return _lease(db, id_)

    def last_number(self, id_: str) -> int:
        """Return the number of a session's last move; 0 if there is none."""
        with self._reading() as db:
            return _last_number(db, id_)

    def moves(self, id_: str) -> list[tuple[int, str, str | None]]:
        """Return number, kind and step of a session's moves, in order."""
        with self._reading() as db:
            sql = "SELECT number, kind, step FROM moves WHERE session = ? ORDER BY number"
            return list(db.execute(sql, (id_,)))

    def body(self, id_: str, number: int) -> bytes:
        """Return the version that a move put in place."""
        return self._unpacked(
            "SELECT body FROM moves WHERE session = ? AND number = ?", id_, number
        )

    def piece(self, id_: str, hash_: str) -> bytes:
        """Return one piece."""
        sql = "SELECT body FROM pieces WHERE session = ? AND hash = ?"
        return self._unpacked(sql, id_, hash_)

    def _unpacked(self, sql: str, id_: str, name: str | int) -> bytes:
        with self._reading() as db:

            def fetch(name: str | int) -> bytes:
                row = db.execute(sql, (id_, name)).fetchone()
                if row is None:
                    raise Damaged
                return bytes(row[0])

            try:
                return unpack(fetch(name), fetch)
            except Damaged as error:
                raise sqlite3.DatabaseError(
                    "the journal is malformed: a version is lost"
                ) from error

    def find(self, column: str, value: str) -> list[Record]:
        """Return the sessions with this `id`, `origin` or `path`, latest first."""
        return self._records(f"WHERE {column} = ?", (value,))

    def recent(self, most: int) -> list[Record]:
        """Return the sessions that were edited last, latest first."""
        return self._records("", (), most)

    def _records(self, where: str, values: tuple[Any, ...], most: int = -1) -> list[Record]:
        columns = ", ".join(Record.__slots__)
        sql = f"SELECT {columns} FROM sessions {where} ORDER BY edited DESC LIMIT {most}"  # noqa: S608
        with self._reading() as db:
            return [_record(row) for row in db.execute(sql, values)]

    # --------------------------------------------------------------------------- connection

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            yield self._open()
        except NewerJournal as error:
            raise Unwritable(str(error)) from error
        except sqlite3.OperationalError as error:
            if is_busy(error):
                raise Busy(_reason(error)) from error
            self._abandon()
            raise Unwritable(_reason(error)) from error
        except (sqlite3.Error, OSError) as error:
            self._damaged = is_damage(error)
            self._abandon()
            raise Unwritable(_reason(error)) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as db:
            if self._read_only:
                self._look_again()
                raise Unwritable(say("studio.status.read_only"))
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
                self._seen = seen(self.path)
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """Hardly wait for others who write: what is done now and then can be done next time."""
        self._wait(_HURRY_SECONDS)
        try:
            yield
        finally:
            self._wait(_WAIT_SECONDS)

    def _wait(self, seconds: float) -> None:
        self._patience = seconds
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.execute(f"PRAGMA busy_timeout = {seconds * 1000:.0f}")

    def _open(self) -> sqlite3.Connection:
        if self._connection is not None:
            self._look_at_file()
        if self._connection is None:
            self._bases = {}
            self._connection = self._usable()
            self._damaged = False
            self._seen = seen(self.path)
        return self._connection

    def _usable(self) -> sqlite3.Connection:
        """Open the file: made if there is none, set aside if it is damaged, else to look at."""
        with suppress(OSError) if self.path.is_file() else nullcontext():
            self.path.parent.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
        if self._damaged:
            set_aside(self.path)
        self._read_only = False
        try:
            return self._opened()
        except sqlite3.DatabaseError as error:
            if is_damage(error):
                set_aside(self.path)
                return self._opened()
            if is_read_only(error) and self.path.is_file():
                self._read_only, self._opened_at = True, time.monotonic()
                return opened_to_look(self.path)
            raise

    def _look_at_file(self) -> None:
        """Find out whether somebody else put his hands on the file or its logs."""
        before, now = self._seen, seen(self.path)
        if self._read_only or before is None or now == before:
            return
        if now.file != before.file:
            self._restore()
        elif self.write_ahead and now.logs != before.logs:
            self._bring_home()
        elif now.stamp != before.stamp:
            self._check()

    def _look_again(self) -> None:
        """Let go of a copy now and then: the file may be writable by now."""
        if time.monotonic() - self._opened_at > BEAT_SECONDS:
            self._abandon()

    def _bring_home(self) -> None:
        """The log was deleted under our hands: bring what it held into the file."""
        assert self._connection is not None, "it was open"  # noqa: S101
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.close()
        self._open()
        self.restored = True

    def _check(self) -> None:
        """Somebody wrote into the file: another studio, or a copy was laid over it."""
        self.close()
        verdict = self._open().execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise sqlite3.DatabaseError(f"the journal is malformed: {verdict}")

    def _restore(self) -> None:
        """Bring what the file held that was deleted or replaced under our hands into its place."""
        old, self._connection = self._connection, None
        assert old is not None, "it was open"  # noqa: S101
        try:
            _copy_sessions(old, self._open())
            self.restored = True
        except sqlite3.Error:
            # The writer goes on with what it holds, as after any other fault.
            self._abandon()
        finally:
            old.close()

    def _opened(self) -> sqlite3.Connection:
        connection = self._connect(self.path)
        try:
            # What clients said is nobody else's; log and index take on the file's permissions.
            with suppress(OSError):
                self.folder.chmod(_OWNER_ONLY)
                self.path.chmod(_OWNER_ONLY & ~0o111)
            connection.execute(f"PRAGMA busy_timeout = {self._patience * 1000:.0f}")
            self.write_ahead = set_log(connection, self.path)
            # With the log only FULL forces every commit to the disk.
            connection.execute("PRAGMA synchronous = FULL")
            if migrate(connection, self.path, self._migrations):
                self._take_in(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _take_in(self, db: sqlite3.Connection) -> None:
        """Fill a new journal with what snapshots hold of an older one."""
        for record, body, at in snapshots(self.folder):
            _write_record(db, Record(**record))
            _write_move(db, record["id"], 1, JournalMove("put", at, body=body), {})

    def _abandon(self) -> None:
        """After a fault begin anew with the next use: a file may have come back meanwhile."""
        try:
            self.close()
        except sqlite3.Error:
            self._connection = None


def _copy_sessions(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    """Copy the sessions that went further in the old journal than in the new one."""
    new.execute("BEGIN IMMEDIATE")
    try:
        for (id_,) in old.execute("SELECT id FROM sessions").fetchall():
            if _last_number(old, id_) > _last_number(new, id_):
                for table, key in _KEYS.items():
                    _copy_rows(old, new, table, key, id_)
        new.execute("COMMIT")
    except BaseException:
        new.execute("ROLLBACK")
        raise


def _copy_rows(
    old: sqlite3.Connection, new: sqlite3.Connection, table: str, key: str, id_: str
) -> None:
    rows = old.execute(f"SELECT * FROM {table} WHERE {key} = ?", (id_,)).fetchall()  # noqa: S608
    new.execute(f"DELETE FROM {table} WHERE {key} = ?", (id_,))  # noqa: S608 -- our names
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        new.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608


def _record(row: tuple[Any, ...]) -> Record:
    values = dict(zip(Record.__slots__, row, strict=True))
    return Record(**{**values, "own_name": bool(values["own_name"])})


def _in_the_way(lease: Lease, holder: Holder, now: float) -> bool:
    mine = lease.holder.id == holder.id or lease.holder.same_process(holder)
    return not mine and lease.lives(now)


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def _last_number(db: sqlite3.Connection, id_: str) -> int:
    sql = "SELECT max(number) FROM moves WHERE session = ?"
    return int(db.execute(sql, (id_,)).fetchone()[0] or 0)


def _lease(db: sqlite3.Connection, id_: str) -> Lease | None:
    sql = "SELECT holder, pid, host, beat FROM leases WHERE session = ?"
    row = db.execute(sql, (id_,)).fetchone()
    return None if row is None else Lease(Holder(*row[:3]), row[3])


def _write_record(db: sqlite3.Connection, record: Record) -> None:
    values = [getattr(record, name) for name in Record.__slots__]
    marks = ", ".join("?" * len(values))
    kept = ", ".join(f"{name} = excluded.{name}" for name in Record.__slots__)
    sql = f"INSERT INTO sessions VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {kept}"  # noqa: S608
    db.execute(sql, values)


def _write_lease(db: sqlite3.Connection, id_: str, lease: Lease) -> None:
    holder = lease.holder
    db.execute(
        "INSERT OR REPLACE INTO leases VALUES (?, ?, ?, ?, ?)",
        (id_, holder.id, holder.pid, holder.host, lease.beat),
    )


def _write_move(
    db: sqlite3.Connection, id_: str, number: int, move: JournalMove, bases: dict[str, Base]
) -> None:
    """Write a move; each version as what differs from the one before, which `bases` know."""
    sql = "SELECT 1 FROM pieces WHERE session = ? AND hash = ?"
    for hash_, raw in move.pieces.items():
        thing = f"{id_} {raw[: raw.find(b',')]!r}"
        if db.execute(sql, (id_, hash_)).fetchone():
            # How far back it reaches is not known; the next version is written whole.
            bases.pop(thing, None)
        else:
            packed = _packed(thing, hash_, raw, bases)
            db.execute("INSERT INTO pieces VALUES (?, ?, ?)", (id_, hash_, packed))
    body = None if move.body is None else _packed(f"{id_} moves", str(number), move.body, bases)
    db.execute(
        "INSERT INTO moves VALUES (?, ?, ?, ?, ?, ?)",
        (id_, number, move.kind, move.step, body, move.at),
    )


def _packed(thing: str, name: str, raw: bytes, bases: dict[str, Base]) -> bytes:
    base = bases.get(thing)
    if base is not None and base.steps >= MOST_STEPS:
        base = None
    bases[thing] = Base(name, raw, base.steps + 1 if base else 0)
    return pack(raw, base)
