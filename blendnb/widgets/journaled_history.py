"""The history of a design session, kept in the journal so that none of it is lost.

Every change goes through here. It is in the journal before it counts; a little later the plan file
and a snapshot follow. Whatever the disk or another window does meanwhile, the work stays in memory,
and `status` says in one sentence how things stand.
"""

from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from blendnb.domain.plan import Plan
from blendnb.files.briefs_and_plans import load_plan
from blendnb.files.problems import InputError
from blendnb.files.writing import clear_parts
from blendnb.language import say
from blendnb.widgets.derive import Deriver
from blendnb.widgets.errors import Cannot, sentence
from blendnb.widgets.history import History
from blendnb.widgets.journal.journal_database import (
    FOLDER,
    Busy,
    Database,
    Lease,
    Record,
    Taken,
    Unwritable,
    write_snapshot,
)
from blendnb.widgets.journal.known_sessions import Home
from blendnb.widgets.journal.move_log import Writer, read_session
from blendnb.widgets.journal.plan_file import ChangedOnDisk, PlanFile
from blendnb.widgets.journal.status import Facts, offer_of, status_of
from blendnb.widgets.serialization import resting, to_data
from blendnb.widgets.workspace import Workspace

HELD_WHOLE = 50
"""Steps back that need no working out."""
_NO_FILE = PlanFile()


class JournaledHistory:
    """The workspaces before and after the current one; all of them outlive the program.

    Parameters
    ----------
    workspace
        What to begin with.
    deriver
        Works out what follows from a workspace that is read again.
    home
        Where the session is kept.
    file
        The plan file that was opened, if one was.
    """

    def __init__(
        self, workspace: Workspace, deriver: Deriver, home: Home, file: PlanFile = _NO_FILE
    ) -> None:
        self._deriver, self._home, self._file = deriver, home, file
        self._history: History[Workspace] = History(workspace)
        self._writer = self._new_writer(home.new_record(file), 0)
        self._lease: Lease | None = None
        """Who works on the session elsewhere; None while it is worked on here."""
        self._dirty = self._conflict = False
        self._stamp: tuple[int, int] | None = None
        self._file_trouble = ""
        self._offered: Record | None = None
        self._plain_since: float | None = None
        """The first edit that was written without a log, with which that is said."""
        if home.database is not None:
            clear_parts(home.folder)
            clear_parts(home.database.folder / FOLDER)

    def _new_writer(self, record: Record, number: int) -> Writer | None:
        database = self._home.database
        return None if database is None else Writer(database, self._home.holder, record, number)

    @property
    def key(self) -> str | None:
        """What the session is found by."""
        return None if self._writer is None else self._writer.record.id

    # ------------------------------------------------------------------------------ history

    @property
    def now(self) -> Workspace:
        """The current workspace."""
        return self._history.now

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return self._history.can_redo

    def put(self, workspace: Workspace, step: str | None = None) -> None:
        """Make a workspace the current one, as a step; puts of one step are taken back together.

        Raises
        ------
        Cannot
            If another window works on the plan; this and all that follow raise the same.
        """
        if workspace == self.now:
            return
        self._write("put", workspace, step)
        self._history.put(workspace, step)
        self._history.rest(HELD_WHOLE, lambda old: resting(old, self._deriver))

    def amend(self, workspace: Workspace) -> None:
        """Change what is looked at, which is no step."""
        self._write("amend", workspace)
        self._history.amend(workspace)

    def undo(self) -> None:
        """Go back one step; without one, stay."""
        if self.can_undo:
            self._write("undo", self._history.before)
            self._history.undo()

    def redo(self) -> None:
        """Go forward again by one step; without one, stay."""
        if self.can_redo:
            self._write("redo", self._history.after)
            self._history.redo()

    def _write(self, kind: str, after: Workspace, step: str | None = None) -> None:
        self.refuse_watching()
        if self._writer is None:
            return
        try:
            self._writer.write(kind, self._seconds, self._history.held, after, step)
        except Taken as taken:
            self._lease = taken.lease
            raise Cannot(say("studio.status.not_made")) from None
        self._dirty = True
        if self._plain_since is None and not self._writer.database.write_ahead:
            self._plain_since = self._writer.record.edited

    @property
    def _seconds(self) -> float:
        return self._home.clock().timestamp()

    # ------------------------------------------------------------------------------ opening

    def offer(self) -> None:
        """Look for a session of the same origin that one could go on with."""
        database = self._home.database
        if database is not None:
            try:
                records = database.find("origin", self._home.origin)
            except Unwritable as error:
                self._note_trouble(str(error))
            else:
                self._offered = records[0] if records else None

    def decline(self) -> None:
        """Leave the session that is offered."""
        self._offered = None

    def resume(self) -> None:
        """Go on with the session that is offered.

        Raises
        ------
        Cannot
            If there is none.
        """
        if self._offered is None:
            raise Cannot(say("studio.command.nothing_to_resume"))
        self.open(self._offered)

    def open(self, record: Record, *, watch: bool = False) -> None:
        """Go on with a session where it was left; where another window has it, watch.

        Parameters
        ----------
        record
            The session.
        watch
            Leave the lease to whoever has it.

        Raises
        ------
        Unwritable
            If the journal cannot be read.
        """
        database = self._home.database
        assert database is not None, "the record is out of it"  # noqa: S101
        trouble = "" if watch else self._acquire(database, record)
        self._history, number = read_session(database, record.id, self._deriver)
        self._writer = self._new_writer(record, number)
        path = None if record.path is None else Path(record.path)
        digests = tuple((record.digest or "").split())
        self._file = PlanFile(path, digests, record.own_name)
        self._conflict, self._offered = self._file.changed, None
        # A kill before the plan file was written leaves it behind the journal.
        self._dirty, self._file_trouble = self._file.behind, ""
        self._note_trouble(trouble)

    def _acquire(self, database: Database, record: Record) -> str:
        """Take the lease; return why that cannot be done: a journal may only be looked at."""
        try:
            self._lease = database.acquire(record.id, self._home.holder, self._seconds)
        except Unwritable as error:
            return str(error)
        return ""

    # ------------------------------------------------------------------- others at the plan

    def refuse_watching(self) -> None:
        """Refuse what would change the plan while another window works on it.

        Raises
        ------
        Cannot
            If one does.
        """
        if self._lease is not None:
            raise Cannot(say("studio.status.watching"))

    def take_over(self) -> None:
        """Work here on what another window works on; what was only in memory here comes on top."""
        writer = self._writer
        if writer is None or self._lease is None:
            return
        mine, behind = self.now, writer.behind
        writer.database.acquire(writer.record.id, self._home.holder, self._seconds, force=True)
        self.open(writer.database.find("id", writer.record.id)[0])
        self._lease = None
        if behind:
            self.put(mine)

    def keep_mine(self) -> None:
        """Let the plan that is shown here count; the file's stays under another name."""
        self._file.set_aside()
        self._conflict, self._dirty = False, True
        self._write_files()

    def plan_on_disk(self) -> Plan:
        """Return the plan that stands in the file.

        Raises
        ------
        Cannot
            If there is no file.
        InputError
            If it holds no plan.
        """
        if self._file.path is None:
            raise Cannot(say("studio.command.no_plan_file"))
        return load_plan(self._file.path)

    def settle(self) -> None:
        """Take the file as it stands: what it holds is shown here now."""
        assert self._file.path is not None, "it was read"  # noqa: S101
        self._file = replace(self._file, digests=(self._file.on_disk or "",))
        self._conflict, self._dirty = False, True
        self._write_files()

    # ------------------------------------------------------------------------------- ticking

    def tick(self) -> bool:
        """Do what is due: files, the lease, trying again; return whether there is news."""
        before = self.status
        try:
            with self._hurried():
                followed = self._look_on() if self._lease is not None else self._look_after()
        except Busy:
            followed = False
        except Taken as taken:
            self._lease, followed = taken.lease, True
        except Unwritable as error:
            self._note_trouble(str(error))
            followed = False
        return followed or self.status != before

    def _hurried(self) -> AbstractContextManager[None]:
        return nullcontext() if self._writer is None else self._writer.database.hurried()

    def _look_after(self) -> bool:
        writer = self._writer
        if writer is not None and writer.begun:
            self._lease = writer.rival(self._seconds)
            if self._lease is not None:
                return True
            writer.retry(self._seconds, self._history.held)
            writer.beat(self._seconds)
        self._conflict = self._conflict or self._was_touched()
        if self._dirty and not self._conflict:
            self._write_files()
        return False

    def _was_touched(self) -> bool:
        """Whether somebody changed the plan file; it is read only if its date or size changed."""
        stamp = self._file.stamp
        if stamp == self._stamp:
            return False
        self._stamp = stamp
        return self._file.changed

    def catch_up(self) -> None:
        """Show what another window has done meanwhile, before anything is asked of this one."""
        if self._lease is not None:
            with suppress(Unwritable, Taken):
                self._follow()

    def _look_on(self) -> bool:
        # A cell that was run again leaves a studio that nobody sees: it waits to be asked.
        same = self._lease is not None and self._lease.holder.same_process(self._home.holder)
        return False if same else self._follow()

    def _follow(self) -> bool:
        """Show what the other window has done; nothing that is only here is given up for it."""
        writer = self._writer
        if writer is None or writer.behind:
            return False
        gone = writer.rival(self._seconds) is None
        if not gone and writer.database.last_number(writer.record.id) == writer.number:
            return False
        self.open(writer.database.find("id", writer.record.id)[0], watch=not gone)
        return True

    def _write_files(self) -> None:
        """Write plan file and snapshot; what cannot be written now is tried again."""
        plan, before = self.now.option.plan, self._file
        try:
            if plan is not None:
                self._file = before.intended(plan, self._home.folder)
                self._note_file()
                self._file.write(plan, before)
            self._write_snapshot()
        except ChangedOnDisk:
            self._conflict = True
        except Busy:
            self._file = before
        except (InputError, OSError) as error:
            self._file, self._file_trouble = before, sentence(error)
        else:
            self._dirty, self._file_trouble = False, ""

    def _note_file(self) -> None:
        """Put on record what will stand in the file before it does."""
        file, writer = self._file, self._writer
        if writer is not None:
            writer.note(
                self._seconds,
                path=str(file.path),
                digest=" ".join(file.digests),
                own_name=file.own_name,
            )

    def _write_snapshot(self) -> None:
        writer = self._writer
        if writer is not None and writer.begun:
            data = to_data(self.now)
            write_snapshot(writer.database.folder, asdict(writer.record), data, self._seconds)

    def close(self) -> None:
        """Write what is still due and give the session back."""
        self.tick()
        if self._writer is not None:
            if self._lease is None and self._writer.number:
                self._writer.database.release(self._writer.record.id, self._home.holder)
            self._writer.database.close()

    def _note_trouble(self, text: str) -> None:
        if self._writer is not None:
            self._writer.trouble = text

    # -------------------------------------------------------------------------------- status

    @property
    def status(self) -> dict[str, Any]:
        """How things stand: `state`, a sentence, the plan file, and what the file holds."""
        writer = self._writer
        facts = Facts(
            kept=writer is not None,
            watching=self._lease is not None,
            conflict=self._conflict,
            trouble="" if writer is None else writer.trouble,
            file_trouble=self._file_trouble,
            edited=writer.record.edited if writer is not None and writer.begun else None,
            restored=writer is not None and writer.database.restored,
            plain=writer is not None and self._plain_since == writer.record.edited,
        )
        return status_of(facts, self._file.path, self.now.option.plan)

    @property
    def offered(self) -> dict[str, Any] | None:
        """The session that one can go on with."""
        return None if self._offered is None else offer_of(self._offered, self._home.clock())
