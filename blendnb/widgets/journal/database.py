"""The database of the journal: appends moves, finds sessions, keeps leases.

One file holds all sessions of a user. Every write is one transaction that is forced to the disk
before it returns, so after a crash or a power cut a move is either there as a whole or not at all.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from blendnb.widgets.journal.lease import Holder, Lease
from blendnb.widgets.journal.migrations import MIGRATIONS, NewerJournal, migrate
from blendnb.widgets.journal.snapshots import is_damage, set_aside, snapshots

FILE = "journal.db"
_WAIT_SECONDS = 2.0


class Unwritable(Exception):  # noqa: N818 -- read as a sentence
    """The journal cannot be used now: no space, no permission, a fault of the disk."""


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
class Move:
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
        self._damaged = False

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    # ------------------------------------------------------------------------------ writing

    def append(
        self, record: Record, moves: Sequence[Move], holder: Holder, known: int, now: float
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
                raise Gone if last == 0 else Taken(_lease(db, record.id))
            _write_record(db, record)
            _write_lease(db, record.id, Lease(holder, now))
            for number, move in enumerate(moves, known + 1):
                _write_move(db, record.id, number, move)
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
        with self._reading() as db:
            sql = "SELECT body FROM moves WHERE session = ? AND number = ?"
            return bytes(db.execute(sql, (id_, number)).fetchone()[0])

    def piece(self, id_: str, hash_: str) -> bytes:
        """Return one piece."""
        with self._reading() as db:
            sql = "SELECT body FROM pieces WHERE session = ? AND hash = ?"
            return bytes(db.execute(sql, (id_, hash_)).fetchone()[0])

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
        except (sqlite3.Error, OSError) as error:
            self._damaged = is_damage(error)
            self._abandon()
            raise Unwritable(_reason(error)) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if self._damaged:
                set_aside(self.path)
            try:
                self._connection = self._opened()
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
                set_aside(self.path)
                self._connection = self._opened()
            self._damaged = False
        return self._connection

    def _opened(self) -> sqlite3.Connection:
        connection = self._connect(self.path)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            # In this mode only FULL forces every commit to the disk.
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
            _write_move(db, record["id"], 1, Move("put", at, body=body))

    def _abandon(self) -> None:
        """After a fault begin anew with the next use: a file may have come back meanwhile."""
        try:
            self.close()
        except sqlite3.Error:
            self._connection = None


def _record(row: tuple[Any, ...]) -> Record:
    told = dict(zip(Record.__slots__, row, strict=True))
    return Record(**{**told, "own_name": bool(told["own_name"])})


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


def _write_move(db: sqlite3.Connection, id_: str, number: int, move: Move) -> None:
    db.executemany(
        "INSERT OR IGNORE INTO pieces VALUES (?, ?, ?)",
        ((id_, hash_, raw) for hash_, raw in move.pieces.items()),
    )
    db.execute(
        "INSERT INTO moves VALUES (?, ?, ?, ?, ?, ?)",
        (id_, number, move.kind, move.step, move.body, move.at),
    )
