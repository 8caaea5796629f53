"""The writer: one studio's pen in the journal.

It knows which move it wrote last, so it finds out when somebody else has written. While the disk
cannot take a move it keeps it, and writes all of them, in order, as soon as it can.
"""

from dataclasses import replace
from typing import Any

from blendnb.widgets.journal.database import Database, Gone, Move, Record, Taken, Unwritable
from blendnb.widgets.journal.lease import BEAT_SECONDS, Holder, Lease
from blendnb.widgets.journal.pieces import Pieces
from blendnb.widgets.workspace import Workspace

UNTITLED = "Untitled programme"


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
        self._pending: list[Move] = []
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
        before: Workspace,
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
        before, after
            The workspace before and after it.
        step
            Moves of one step are taken back together.

        Raises
        ------
        Taken
            If another window works on the session; nothing is then written or kept.
        """
        record = replace(self.record, title=title_of(after), edited=at)
        opening = [] if self.begun else [self._move("put", at, before)]
        moved = self._move(kind, at, after if kind in ("put", "amend") else None, step)
        try:
            self._append(record, [*self._pending, *opening, moved], at)
        except Gone:
            self._begin_anew(record, before, after, at)
        except Taken as taken:
            self._pieces = Pieces()
            if taken.lease is not None and taken.lease.holder != self.holder:
                raise
            self._begin_anew(record, before, after, at)

    def _begin_anew(self, record: Record, before: Workspace, after: Workspace, at: float) -> None:
        """Go on from what the journal holds now: it was replaced under our hands."""
        self._pieces, self._pending = Pieces(), []
        self.number = self.database.last_number(record.id)
        moves = [self._move("put", at, before), self._move("put", at, after)]
        self._append(record, moves, at)

    def rival(self, at: float) -> Lease | None:
        """Return who else works on the session now; None if nobody does."""
        lease = self.database.lease(self.record.id)
        mine = lease is None or lease.holder.id == self.holder.id
        return None if mine or lease is None or not lease.lives(at) else lease

    def retry(self, at: float) -> None:
        """Write what could not be written before; the exceptions are those of `write`."""
        if self.behind:
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
        except Unwritable as error:
            self.trouble = str(error)
        except Gone:
            self.number = 0
        else:
            self._beat, self.trouble = at, "" if not self.behind else self.trouble

    def _append(self, record: Record, moves: list[Move], at: float) -> None:
        self.record = record
        try:
            self.number = self.database.append(record, moves, self.holder, self.number, at)
        except Unwritable as error:
            self._pending, self.trouble = moves, str(error)
        else:
            self._pending, self.trouble, self._beat = [], "", at

    def _move(
        self, kind: str, at: float, workspace: Workspace | None, step: str | None = None
    ) -> Move:
        if workspace is None:
            return Move(kind, at)
        body, pieces = self._pieces.cut(workspace)
        return Move(kind, at, step, body, pieces)


def title_of(workspace: Workspace) -> str:
    """Return what a session is listed as."""
    return str(workspace.entries.get("title") or UNTITLED)
