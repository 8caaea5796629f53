"""Recent sessions: what the start page lists, and how one of them is opened again.

A session is found by its key, by its plan file, or by what it was opened with. The journal that
knows them stands in the user's state folder; `BLENDNB_STATE` names another one.
"""

import os
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from platformdirs import user_state_path

from blendnb.domain.brief import Brief
from blendnb.domain.plan import Plan
from blendnb.files.parsing import canonical_json
from blendnb.widgets.journal.database import Database, Record, Unwritable
from blendnb.widgets.journal.snapshots import forget_snapshot
from blendnb.widgets.telling_time import day_and_time

STATE = "BLENDNB_STATE"
"""The environment variable that names another state folder."""


@dataclass(frozen=True, slots=True)
class Recent:
    """One session that can be gone on with: `studio(resume=recent.key)`."""

    key: str
    title: str
    path: Path | None
    """Its plan file, where it has one that is still there."""
    edited: datetime
    when: str
    """The same in words: `today 14:03`."""


def state_folder() -> Path:
    """Return the folder that the journal stands in."""
    named = os.environ.get(STATE)
    return Path(named) if named else user_state_path("blendnb", appauthor=False)


def recent(most: int = 20, *, now: datetime | None = None) -> list[Recent]:
    """Return the sessions that were edited last, latest first; none where there is no journal.

    Parameters
    ----------
    most
        How many at most.
    now
        The local time that `when` is told beside.
    """
    database = Database(state_folder())
    try:
        records = database.recent(most)
    except Unwritable:
        return []
    finally:
        database.close()
    return [_recent(record, now or datetime.now()) for record in records]  # noqa: DTZ005


def _recent(record: Record, now: datetime) -> Recent:
    path = Path(record.path) if record.path else None
    return Recent(
        record.id,
        record.title,
        path if path and path.is_file() else None,
        datetime.fromtimestamp(record.edited),  # noqa: DTZ006 -- told to a person
        day_and_time(record.edited, now),
    )


def forget(key: str) -> None:
    """Delete a session from the journal, with everything that could be undone; files stay.

    Raises
    ------
    Unwritable
        If the journal cannot be written.
    """
    database = Database(state_folder())
    try:
        database.forget(key)
    finally:
        database.close()
    forget_snapshot(database.folder, key)


def origin_of(folder: Path, opened_with: Brief | Plan | None) -> str:
    """Return what a session is offered again by: the notebook, and what the studio was given."""
    notebook = os.environ.get("JPY_SESSION_NAME", "")
    given = "" if opened_with is None else canonical_json(opened_with.to_data())
    raw = "\n".join((str(folder.resolve()), notebook, given)).encode()
    return blake2b(raw, digest_size=16).hexdigest()
