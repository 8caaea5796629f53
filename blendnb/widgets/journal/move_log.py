"""The moves of one session, written to the journal and read out of it.

A version of a workspace is cut into *pieces* under the hash of what they hold, so that each is
written once. The writer knows which move it wrote last, so it finds out when somebody else has
written; while the disk cannot take a move it keeps it, and writes all of them, in order, as soon as
it can. Reading goes through the moves once, without making a single workspace: what undo leads to
is only a number until somebody goes there.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from pydantic_core import to_json

from blendnb.language import say
from blendnb.widgets.derive import Deriver
from blendnb.widgets.history import History, Resting
from blendnb.widgets.journal.journal_database import (
    BEAT_SECONDS,
    Busy,
    Database,
    Gone,
    Holder,
    JournalMove,
    Lease,
    Record,
    Taken,
    Unwritable,
)
from blendnb.widgets.serialization import Saved, from_data, to_data
from blendnb.widgets.workspace import Workspace

_HASH_BYTES = 12


class Pieces:
    """Cuts workspaces into pieces and remembers those of the last one.

    The touchpoints of a plan stay the same objects while others are edited, so most of a version
    needs no writing and no hashing.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, str]] = {}

    def cut(self, workspace: Workspace) -> tuple[bytes, dict[str, bytes]]:
        """Return a version as its body, and those of its pieces that may be new, by hash."""
        used: dict[int, tuple[Any, str]] = {}
        new: dict[str, bytes] = {}

        def keep(part: Any) -> str:
            known = self._known.get(id(part))
            if known is None or known[0] is not part:
                raw = _raw(part)
                known = (part, blake2b(raw, digest_size=_HASH_BYTES).hexdigest())
                new[known[1]] = raw
            used[id(part)] = known
            return known[1]

        body = json.dumps(to_data(workspace, keep), separators=(",", ":")).encode()
        self._known = used
        return body, new


def _raw(part: Any) -> bytes:
    if isinstance(part, dict):
        return json.dumps(part, separators=(",", ":")).encode()
    return to_json(part, by_alias=True)


def read_body(body: bytes) -> Saved:
    """Return the body of a version as plain data, in which hashes stand for pieces."""
    saved: Saved = json.loads(body)
    return saved


_Moves = Iterable[tuple[int, str, str | None]]


def read_session(database: Database, id_: str, deriver: Deriver) -> tuple[History[Workspace], int]:
    """Return a session's store as it was left, and the number of its last move.

    Raises
    ------
    Unwritable
        If the journal cannot be read.
    InputError
        If a newer version wrote it.
    """
    moves = database.moves(id_)
    past, now, future = replayed(moves)

    def version(number: int) -> Workspace:
        return read_version(database, id_, number, deriver)

    def later(number: int) -> Resting[Workspace]:
        return Resting(lambda: version(number))

    return History(version(now), map(later, past), map(later, future)), moves[-1][0]


def read_version(database: Database, id_: str, number: int, deriver: Deriver) -> Workspace:
    """Return the workspace that a move put in place."""

    def fetch(part: Any) -> Any:
        return json.loads(database.piece(id_, part)) if isinstance(part, str) else part

    return from_data(read_body(database.body(id_, number)), deriver, fetch)


def replayed(moves: _Moves) -> tuple[list[int], int, list[int]]:
    """Return past, present and future of a session, as numbers of the moves that made them.

    Examples
    --------
    >>> replayed([(1, "put", None), (2, "put", None), (3, "put", None), (4, "undo", None)])
    ([1], 2, [3])
    """
    past: list[int] = []
    future: list[int] = []
    now, last_step = 0, None
    for number, kind, step in moves:
        match kind:
            case "put" if now == 0:
                now = number
            case "put":
                if step is None or step != last_step or not past:
                    past.append(now)
                now, future, last_step = number, [], step
            case "amend":
                now = number
            case "undo" if past:
                future.append(now)
                now, last_step = past.pop(), None
            case "redo" if future:
                past.append(now)
                now, last_step = future.pop(), None
    return past, now, future


class Writer:
    """Writes the moves of one session.

    Parameters
    ----------
    database
        The journal.
    holder
        Who writes.
    record
        The session.
    number
        Number of its last move; 0 for a session that is not in the journal yet.

    Attributes
    ----------
    trouble
        Why moves could not be written; empty while all is well.
    """

    def __init__(self, database: Database, holder: Holder, record: Record, number: int = 0) -> None:
        self.database, self.holder = database, holder
        self.record, self.number = record, number
        self.trouble = ""
        self._pieces = Pieces()
        self._pending: list[JournalMove] = []
        self._beat = 0.0

    @property
    def behind(self) -> bool:
        """Whether there are moves that the journal does not have yet."""
        return bool(self._pending)

    @property
    def begun(self) -> bool:
        """Whether anything was ever done in this session."""
        return self.number > 0 or self.behind

    def write(
        self,
        kind: str,
        at: float,
        held: Sequence[Workspace],
        after: Workspace,
        step: str | None = None,
    ) -> None:
        """Write one move; where that cannot be done now, keep it for later.

        Parameters
        ----------
        kind
            `put`, `amend`, `undo` or `redo`.
        at
            Seconds since 1970.
        held
            The workspaces before it that are at hand, the current one last: should the journal have
            been replaced, it begins anew with them.
        after
            The workspace after it.
        step
            Moves of one step are taken back together.

        Raises
        ------
        Taken
            If another window works on the session; nothing is then written or kept.
        """
        record = replace(self.record, title=title_of(after), edited=at)
        opening = [] if self.begun else [self._move("put", at, held[-1])]
        moved = self._move(kind, at, after if kind in ("put", "amend") else None, step)
        with self._beginning_anew(record, [*held, after], at):
            self._append(record, [*self._pending, *opening, moved], at)

    @contextmanager
    def _beginning_anew(
        self, record: Record, held: Sequence[Workspace], at: float
    ) -> Iterator[None]:
        """Go on from what the journal holds now, where it was replaced under our hands."""
        try:
            yield
        except (Gone, Taken) as error:
            self._pieces = Pieces()
            lease = error.lease if isinstance(error, Taken) else None
            if lease is not None and lease.holder != self.holder:
                raise
            self._pending = []
            self.number = self.database.last_number(record.id)
            self._append(record, [self._move("put", at, each) for each in held], at)
            self.database.restored = True

    def rival(self, at: float) -> Lease | None:
        """Return who else works on the session now; None if nobody does."""
        lease = self.database.lease(self.record.id)
        mine = lease is None or lease.holder.id == self.holder.id
        return None if mine or lease is None or not lease.lives(at) else lease

    def retry(self, at: float, held: Sequence[Workspace]) -> None:
        """Write what could not be written before; the exceptions are those of `write`."""
        if self.behind:
            with self._beginning_anew(self.record, held, at):
                self._append(self.record, self._pending, at)

    def beat(self, at: float) -> None:
        """Renew the lease from time to time; the exceptions are those of `write`."""
        if self.number and at - self._beat >= BEAT_SECONDS:
            self.note(at)

    def note(self, at: float, **changes: Any) -> None:
        """Put changes of the session on record: its plan file, for instance."""
        self.record = replace(self.record, **changes)
        if not self.number:
            return
        try:
            self.database.note(self.record, self.holder, at)
        except Busy:
            raise
        except Unwritable as error:
            self.trouble = str(error)
        except Gone:
            self.number = 0
        else:
            self._beat, self.trouble = at, "" if not self.behind else self.trouble

    def _append(self, record: Record, moves: list[JournalMove], at: float) -> None:
        self.record = record
        try:
            self.number = self.database.append(record, moves, self.holder, self.number, at)
        except Unwritable as error:
            self._pending, self.trouble = moves, str(error)
        else:
            self._pending, self.trouble, self._beat = [], "", at

    def _move(
        self, kind: str, at: float, workspace: Workspace | None, step: str | None = None
    ) -> JournalMove:
        if workspace is None:
            return JournalMove(kind, at)
        body, pieces = self._pieces.cut(workspace)
        return JournalMove(kind, at, step, body, pieces)


def title_of(workspace: Workspace) -> str:
    """Return what a session is listed as."""
    return str(workspace.entries.get("title") or say("studio.start.untitled_programme"))
