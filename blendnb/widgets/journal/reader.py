"""The reader: a session out of the journal, with its past and future as it was left.

The moves are gone through once, without making a single workspace: what undo leads to is only a
number until somebody goes there.
"""

import json
from collections.abc import Iterable
from typing import Any

from blendnb.widgets.desk import Desk
from blendnb.widgets.journal.database import Database
from blendnb.widgets.journal.pieces import read_body
from blendnb.widgets.saved import from_saved
from blendnb.widgets.store import Resting, Store
from blendnb.widgets.workspace import Workspace

_Moves = Iterable[tuple[int, str, str | None]]


def read_session(database: Database, id_: str, desk: Desk) -> tuple[Store[Workspace], int]:
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
        return read_version(database, id_, number, desk)

    def later(number: int) -> Resting[Workspace]:
        return Resting(lambda: version(number))

    return Store(version(now), map(later, past), map(later, future)), moves[-1][0]


def read_version(database: Database, id_: str, number: int, desk: Desk) -> Workspace:
    """Return the workspace that a move put in place."""

    def fetch(part: Any) -> Any:
        return json.loads(database.piece(id_, part)) if isinstance(part, str) else part

    return from_saved(read_body(database.body(id_, number)), desk, fetch)


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
