"""What a command may use while it is carried out, and the jobs that it may start.

A command is a function of this context and its arguments. It reads the current workspace, puts a
new one in its place, and leaves everything else (messages, journal, threads) to others.

What takes longer than a blink (reading a pilot's results, searching the best days) is a job, done
beside the conversation: the session goes on, progress is reported, and the person may cancel. Only
one job runs; a newer one takes its place.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any, Protocol

from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan
from blendnb.widgets.derive import Deriver
from blendnb.widgets.journaled_history import JournaledHistory
from blendnb.widgets.workspace import Workspace


class Cancelled(Exception):  # noqa: N818 -- no error: somebody asked for it
    """Raised inside a job that is no longer wanted."""


@dataclass(eq=False)
class Job:
    """Something long: how it is done, and what is made of its outcome."""

    text: str
    """What is being done, for people."""
    run: Callable[["Job"], Any]
    """Does it, away from the session; tells `report` how far it is."""
    done: Callable[[Any], None]
    """Brings the outcome into the session."""
    share: float | None = None
    """How much of it is done, 0 to 1; None while nobody knows."""
    begun: bool = False
    on_progress: Callable[[], None] = field(default=lambda: None)
    """Called when there is progress to show."""
    _unwanted: Event = field(default_factory=Event)

    def report(self, text: str, share: float) -> None:
        """Take note of progress.

        Raises
        ------
        Cancelled
            If the job is no longer wanted.
        """
        if self._unwanted.is_set():
            raise Cancelled
        self.text, self.share = text, share
        self.on_progress()

    def cancel(self) -> None:
        """Give it up: its outcome will be ignored."""
        self._unwanted.set()

    @property
    def wanted(self) -> bool:
        """Whether anybody still waits for it."""
        return not self._unwanted.is_set()

    def attempt(self) -> Any:
        """Do it; return the outcome, or the exception that it ended with."""
        try:
            return self.run(self)
        except Exception as error:  # noqa: BLE001 -- told in the session, which goes on
            return error


Message = dict[str, Any]


class Export(Protocol):
    """Writes a plan to a file."""

    def __call__(self, plan: Plan, path: Path, **choices: Any) -> object:
        """Write the plan; choices are those of `blendnb.export`."""


@dataclass
class CommandContext:
    """Everything that commands work with.

    Attributes
    ----------
    deriver
        Makes workspaces.
    history
        The workspaces before and after the current one, kept in the journal.
    catalogue
        What the field knows.
    export
        Writes files.
    folder
        Where they are written.
    today
        The date of a decision.
    """

    deriver: Deriver
    history: JournaledHistory
    catalogue: Catalogue
    export: Export
    folder: Path
    today: Callable[[], date]
    written: list[Path] = field(default_factory=list)
    exported: Plan | None = None
    """The plan as it was written last."""
    job: Job | None = None
    proof: dict[str, Any] = field(default_factory=dict)
    """Results of pilots that were read, by option name; not kept in the journal."""
    extra: list[Callable[[], Iterator[Message]]] = field(default_factory=list)
    """What views are sent after the state, worked out when it is its turn."""
    notice: str = ""
    """A sentence to show, where a command has something to say."""
    done: str = ""
    """What was just done, in a line that takes no room."""
    session: str | None = None
    """Id of the touchpoint whose session is open by the minute."""
    replaced: tuple[Plan | None, str] = (None, "")
    """The plan whose reinforcement was placed again, and what that keeps."""

    @property
    def now(self) -> Workspace:
        """The current workspace."""
        return self.history.now

    def put(self, workspace: Workspace, step: object = None) -> None:
        """Make a workspace the current one, as a step that can be taken back."""
        self.history.put(workspace, str(step) if step else None)

    def start(self, job: Job) -> None:
        """Have something long done beside the conversation; an older one is given up."""
        if self.job is not None:
            self.job.cancel()
        self.job = job


Command = Mapping[str, Any]
Handler = Callable[[CommandContext, Command], None]
