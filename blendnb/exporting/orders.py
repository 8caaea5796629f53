"""What is asked of an export, and what a kind of file says of itself to be offered.

A target is a function that takes an order and returns the whole content of the file. Nothing is
written before it has returned, so whatever fails leaves an existing file as it was.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blendnb.designing.tracks import tracks
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan
from blendnb.domain.vocabulary import CHARTS, EDITIONS
from blendnb.files.briefs_and_plans import plan_from_data
from blendnb.files.problems import did_you_mean, refuse, shown
from blendnb.files.reading import Source, label
from blendnb.language import say

if TYPE_CHECKING:
    from blendnb.exporting.subject import Subject

_LARGEST_PREVIOUS = 50_000_000
_LARGEST_BESIDE = 5_000_000
_MOST_BESIDE = 50
_MARK = "internal"


@dataclass(frozen=True)
class ExportOption:
    """Something that may be chosen for a file."""

    name: str
    """Its argument; what it does is the sentence `export.option.<name>`."""
    values: tuple[str, ...] = ()
    """What it may be; anything that the target accepts where it is empty."""
    metavar: str = ""
    """How the command names the value; an option without values and name is a switch."""

    @property
    def text(self) -> str:
        """What it does, for people."""
        return say(f"export.option.{self.name}")


CHART = ExportOption("chart", CHARTS)
PIECE = ExportOption("piece", metavar="NUMBER")
EDITION = ExportOption("edition", EDITIONS)
LOGO = ExportOption("logo", metavar="FILE")
ACCENT = ExportOption("accent", metavar="COLOR")
AS_OF = ExportOption("as_of", metavar="DATE")
INTERACTIVE = ExportOption("interactive")
ROLE = ExportOption("role", metavar="NAME")
OF_A_PAGE = (EDITION, LOGO, ACCENT, AS_OF, ROLE)
"""What whoever exports a page may choose."""


@dataclass(frozen=True)
class Order:
    """What is to be made of a plan, and where it will go."""

    plan: Plan
    path: Source
    catalogue: "Catalogue | Source | None" = None
    options: Mapping[str, Any] = field(default_factory=dict)
    """What was chosen, by the names of options; None where nothing was."""

    @property
    def file(self) -> str:
        """How messages name the file."""
        return label(self.path)

    @property
    def own(self) -> Path | None:
        """The working folder that may hold own sentences and templates."""
        own = self.catalogue
        return None if own is None or isinstance(own, Catalogue) else Path(own)

    @property
    def previous(self) -> bytes | None:
        """The file that will be replaced, if there is one."""
        path = Path(self.path)
        if not path.is_file() or path.stat().st_size > _LARGEST_PREVIOUS:
            return None
        return path.read_bytes()

    @property
    def beside(self) -> list[bytes]:
        """Other files of the same kind in the folder, in the order of their names.

        Links are not followed, and of many or of large files some are left out.
        """
        path = Path(self.path)
        pattern = f"*{path.suffix}"
        try:
            files = sorted(p for p in path.parent.glob(pattern) if p.name != path.name)
            return [p.read_bytes() for p in files[:_MOST_BESIDE] if _may_be_read(p)]
        except OSError:
            return []

    @cached_property
    def shown_plan(self) -> Plan:
        """The plan without what it marks as internal."""
        return without_internal(self.plan)

    @cached_property
    def subject(self) -> "Subject":
        """The plan with everything that is known of it, without what is marked as internal."""
        from blendnb.api import audit, catalogue_of, recommend
        from blendnb.exporting.subject import Subject

        known = catalogue_of(self.catalogue)
        plan = _of_role(self.shown_plan, self.options.get(ROLE.name), known)
        advice, verdict = recommend(plan.brief, catalogue=known), audit(plan, catalogue=known)
        return Subject(plan, advice, verdict, known)


def without_internal(plan: Plan) -> Plan:
    """Return a plan without what it marks as internal; only the `.json` of a plan carries that.

    The mark is a key that any part of a plan may hold: `"internal": true` takes the whole part out
    (a decision, a measure, the brief's budget), a list of keys takes these out of it, such as
    `"internal": ["owner", "materials"]` at a touchpoint.

    Raises
    ------
    InputError
        If a plan cannot be without what is marked.
    """
    data = plan.to_data()
    left = _shown(data)
    if left == data:
        return plan
    ids = {touchpoint.get("id") for touchpoint in left.get("touchpoints", ())}
    for touchpoint in left.get("touchpoints", ()):
        needed = touchpoint.get("depends_on", ())
        touchpoint["depends_on"] = [id_ for id_ in needed if id_ in ids]
    return plan_from_data(left, say("export.internal"))


def _of_role(plan: Plan, role: str | None, catalogue: Catalogue) -> Plan:
    """Return what one role takes of a plan; all of it where none is named."""
    if role is None:
        return plan
    rows = {track.name: track.plan for track in tracks(plan, catalogue)}
    if role in rows:
        return rows[role]
    if not rows:
        raise refuse("role", say("export.problem.no_roles"), found=shown(role))
    text = say("export.not_one_of", values=", ".join(rows))
    raise refuse("role", text, found=shown(role), hint=did_you_mean(role, rows))


def _shown(part: Any) -> Any:
    """Plain data without what its marks take out, and without the marks."""
    if isinstance(part, list):
        return [_shown(member) for member in part if not _internal(member)]
    if not isinstance(part, dict):
        return part
    mark = part.get(_MARK)
    gone = {_MARK, *(mark if isinstance(mark, list) else ())}
    return {k: _shown(v) for k, v in part.items() if k not in gone and not _internal(v)}


def _internal(part: Any) -> bool:
    return isinstance(part, dict) and part.get(_MARK) is True


def _may_be_read(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and path.stat().st_size <= _LARGEST_BESIDE


@dataclass(frozen=True)
class Target:
    """One kind of file."""

    suffix: str
    """Such as `.csv`; its help is the sentence `export.what.csv`."""
    order: int
    """Where it stands among the targets that are offered; the first is proposed."""
    content: Callable[[Order], str | bytes]
    options: tuple[ExportOption, ...] = ()
    """What may be chosen for it."""

    @property
    def what(self) -> str:
        """What it is, for people."""
        return say(f"export.what.{self.suffix.removeprefix('.')}")
