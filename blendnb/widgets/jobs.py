"""Jobs: what takes longer than a blink, done beside the conversation.

Reading a pilot's results or searching the best days takes seconds. Meanwhile the session goes on,
the progress is told, and the person may cancel. Only one job runs; a newer one takes its place.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Any


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
    told: Callable[[], None] = field(default=lambda: None)
    """Called when there is progress to tell."""
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
        self.told()

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
