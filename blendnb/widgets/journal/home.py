"""Home: where a session is kept, by whom, and under what it is found again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from blendnb.widgets.journal.database import Database, Record
from blendnb.widgets.journal.lease import Holder
from blendnb.widgets.journal.plan_file import PlanFile


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
