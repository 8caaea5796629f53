"""The plan file: the plan as others open it, beside the notebook.

The studio writes it within a second of every edit, whole or not at all. It remembers what it wrote
by a digest. A file that holds anything else was changed by somebody, and is not overwritten until
the person at the studio has said which of the two counts.
"""

import re
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from blendnb.domain.plan import Plan
from blendnb.files.briefs_and_plans import plan_json
from blendnb.files.writing import free_path, safe_file_name, write_whole

SUFFIX = ".plan.json"


class ChangedOnDisk(Exception):  # noqa: N818 -- read as a sentence
    """The plan file holds something that this session did not write."""


@dataclass(frozen=True, slots=True)
class PlanFile:
    """Where a session's plan stands, and what the session knows of the file."""

    path: Path | None = None
    digests: tuple[str, ...] = ()
    """Of what the session read or wrote last, and of what it was about to write: should the power
    go in between, either is its own."""
    own_name: bool = True
    """Whether the session chose its name, and so may choose another with another title."""

    @property
    def changed(self) -> bool:
        """Whether the file holds something else than the session wrote or read."""
        digest = self.on_disk
        return digest is not None and digest not in self.digests

    @property
    def behind(self) -> bool:
        """Whether the file is there and holds something else than it was last meant to."""
        digest = self.on_disk
        return digest is not None and digest not in self.digests[-1:]

    @property
    def on_disk(self) -> str | None:
        """Digest of what the file holds now; None where there is none."""
        return None if self.path is None else digest_of(self.path)

    @property
    def stamp(self) -> tuple[int, int] | None:
        """Date and size of the file, which change with it; None where there is none."""
        try:
            status = None if self.path is None else self.path.stat()
        except OSError:
            return None
        return None if status is None else (status.st_mtime_ns, status.st_size)

    def intended(self, plan: Plan, folder: Path) -> "PlanFile":
        """Return what will be known of the file once the plan is written.

        Raises
        ------
        ChangedOnDisk
            If the file was changed by somebody else.
        """
        current = self.on_disk
        if current is not None and current not in self.digests:
            raise ChangedOnDisk
        path, new = self._path(plan, folder), digest(plan_json(plan).encode())
        # What stands there now, not what was meant to: a kill may have come in between.
        before = (current,) if current is not None and path == self.path else ()
        return PlanFile(path, (*before, new), self.own_name)

    def write(self, plan: Plan, before: "PlanFile") -> None:
        """Write the plan, and take away what stood under its name before.

        Raises
        ------
        InputError
            If it cannot be written.
        """
        assert self.path is not None, "it was intended"  # noqa: S101
        if self.on_disk != self.digests[-1]:
            write_whole(self.path, plan_json(plan))
        if before.path is not None and before.path != self.path:
            before.path.unlink(missing_ok=True)

    def _path(self, plan: Plan, folder: Path) -> Path:
        stem = safe_file_name(plan.title)
        if self.path is not None and (not self.own_name or _named(self.path, stem)):
            return self.path
        return free_path(folder, stem, (), SUFFIX)

    def set_aside(self) -> Path | None:
        """Keep what stands on the disk under another name; return that name."""
        if self.path is None or not self.path.exists():
            return None
        stem = self.path.name.removesuffix(".json").removesuffix(".plan")
        aside = free_path(self.path.parent, f"{stem}-from-disk", (), SUFFIX)
        self.path.rename(aside)
        return aside


def _named(path: Path, stem: str) -> bool:
    return re.fullmatch(rf"{re.escape(stem)}(-\d+)?{re.escape(SUFFIX)}", path.name) is not None


def digest(raw: bytes) -> str:
    """Return what a content is recognised by."""
    return blake2b(raw, digest_size=16).hexdigest()


def digest_of(path: Path) -> str | None:
    """Return the digest of a file; None where there is none, or it cannot be read now."""
    try:
        return digest(path.read_bytes())
    except OSError:
        return None
