"""The bench: what a command may use while it is carried out.

A command is a function of the bench and its arguments. It reads the current workspace, puts a new
one in its place, and leaves everything else (messages, journal, threads) to others.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan
from blendnb.widgets.desk import Desk
from blendnb.widgets.jobs import Job
from blendnb.widgets.keeping import Keeping
from blendnb.widgets.workspace import Workspace

Message = dict[str, Any]
ANEW = "The plan was composed anew; Undo brings your edits back."
"""Said whenever edits by hand go."""


class Export(Protocol):
    """Writes a plan to a file."""

    def __call__(self, plan: Plan, path: Path, **choices: Any) -> object:
        """Write the plan; choices are those of `blendnb.export`."""


@dataclass
class Bench:
    """Everything that commands work with.

    Attributes
    ----------
    desk
        Makes workspaces.
    keeping
        Holds the workspace, its history and the journal.
    catalogue
        What the field knows.
    export
        Writes files.
    folder
        Where they are written.
    today
        The date of a decision.
    """

    desk: Desk
    keeping: Keeping
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
    """What views are told after the state, worked out when it is their turn."""
    said: str = ""
    """A sentence to show, where a command has something to say."""
    done: str = ""
    """What was just done, in a line that takes no room."""
    replaced: tuple[Plan | None, str] = (None, "")
    """The plan whose reinforcement was placed again, and what that keeps."""

    @property
    def now(self) -> Workspace:
        """The current workspace."""
        return self.keeping.now

    def put(self, workspace: Workspace, step: object = None) -> None:
        """Make a workspace the current one, as a step that can be taken back."""
        self.keeping.put(workspace, str(step) if step else None)

    def start(self, job: Job) -> None:
        """Have something long done beside the conversation; an older one is given up."""
        if self.job is not None:
            self.job.cancel()
        self.job = job


Command = Mapping[str, Any]
Handler = Callable[[Bench, Command], None]
