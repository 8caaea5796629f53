"""Where a session is kept, and the recent ones that can be gone on with.

A session is found by its key, by its plan file, or by what it was opened with. The journal that
knows them stands in the user's state folder; `BLENDNB_STATE` names another one.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from uuid import uuid4

from platformdirs import user_state_path

from blendnb.domain.brief import Brief
from blendnb.domain.plan import Plan
from blendnb.files.parsing import canonical_json
from blendnb.widgets.journal.journal_database import (
    Database,
    Holder,
    Record,
    Unwritable,
    forget_snapshot,
)
from blendnb.widgets.journal.plan_file import PlanFile
from blendnb.widgets.journal.status import day_and_time


@dataclass(frozen=True, slots=True)
class Home:
    """Where a session is kept.

    Attributes
    ----------
    database
        The journal; None keeps everything in memory only.
    folder
        Where its plan file stands.
    origin
        What the session was opened with: the same origin is offered to go on with.
    holder
        Who writes.
    clock
        The time now.
    """

    database: Database | None
    folder: Path
    origin: str = ""
    holder: Holder = field(default_factory=Holder)
    clock: Callable[[], datetime] = datetime.now

    def new_record(self, file: PlanFile) -> Record:
        """Return the record of a session that begins now."""
        now = self.clock().timestamp()
        path = None if file.path is None else str(file.path)
        return Record(
            uuid4().hex,
            self.origin,
            "",
            path,
            " ".join(file.digests),
            file.own_name,
            created=now,
            edited=now,
        )


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
