"""The lease: who may write to a session, so that two windows never overwrite each other.

A lease names its holder: one studio in one process on one machine. It is renewed every few seconds.
A holder whose process is gone, or who has not been heard of for a while, has lost it.
"""

import os
import socket
from dataclasses import dataclass, field
from uuid import uuid4

BEAT_SECONDS = 10.0
SILENT_SECONDS = 45.0
"""A holder that was not heard of for so long is taken as gone."""


@dataclass(frozen=True, slots=True)
class Holder:
    """One studio in one process."""

    id: str = field(default_factory=lambda: uuid4().hex)
    pid: int = field(default_factory=os.getpid)
    host: str = field(default_factory=socket.gethostname)

    def same_process(self, other: "Holder") -> bool:
        """Whether both live in one process: a cell that was run again, for instance."""
        return (self.pid, self.host) == (other.pid, other.host)


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds a session, and when they were last heard of (seconds since 1970)."""

    holder: Holder
    beat: float

    def lives(self, now: float) -> bool:
        """Whether the holder is still there, as far as can be known."""
        if now - self.beat > SILENT_SECONDS:
            return False
        return self.holder.host != socket.gethostname() or _process_lives(self.holder.pid)


def _process_lives(pid: int) -> bool:
    """Whether there is such a process; where asking might do harm, say yes and let time tell."""
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
