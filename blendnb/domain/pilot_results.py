"""What a pilot showed, as values: shares and means with their intervals, never a bare percentage.

A pilot is small, so every figure comes with the interval that it is compatible with (95 %). Figures
about fewer than five people are hidden: the value says that they are, and holds neither the figure
nor the number of people. Nothing here names a person or carries an id of one.
"""

from dataclasses import InitVar, asdict, dataclass, field
from typing import Any, Literal

from blendnb.domain.edits import Edit
from blendnb.domain.plan import Measure

SMALLEST_GROUP = 5
"""Figures about fewer people than this are hidden."""
Action = Literal["drop", "merge", "shorten", "move"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with the interval that the data are compatible with (95 %).

    The one gate for figures of people: about fewer than five it cannot be made, only hidden.
    """

    value: float | None
    low: float | None
    high: float | None
    people: int | None
    """How many people, or units, it is about; None where the figure is hidden."""
    known: bool = True
    """Whether the data say anything about it; where not, it is hidden for that reason."""
    units: InitVar[bool] = False
    """Whether it is about teams, days or the like, which are nobody."""

    def __post_init__(self, units: bool) -> None:
        """Hide a figure about fewer than five people."""
        if not units and not self.hidden and (self.people or 0) < SMALLEST_GROUP:
            for name in ("value", "low", "high", "people"):
                object.__setattr__(self, name, None)

    @property
    def hidden(self) -> bool:
        """Whether it is about fewer than five people and therefore not shown."""
        return self.value is None

    def wholly_below(self, limit: float) -> bool:
        """Whether even the upper end is below a limit; never of a hidden figure."""
        return self.high is not None and self.high < limit

    def wholly_above(self, limit: float) -> bool:
        """Whether even the lower end is above a limit; never of a hidden figure."""
        return self.low is not None and self.low > limit

    def to_data(self) -> dict[str, Any]:
        """Return the figure as plain JSON values."""
        ends = {"value": self.value, "low": self.low, "high": self.high}
        rounded = {name: None if end is None else round(end, 6) for name, end in ends.items()}
        unknown = {} if self.known else {"known": False}
        return {**rounded, "people": self.people, "hidden": self.hidden, **unknown}


HIDDEN = Estimate(None, None, None, None)
"""A figure about fewer than five people."""
NOT_KNOWN = Estimate(None, None, None, None, known=False)
"""A figure that no file says anything about."""


@dataclass(frozen=True, slots=True)
class TouchpointUse:
    """How one touchpoint was used."""

    touchpoint: str
    title: str
    times: int
    """How often it comes back in the plan."""
    stays_open: bool
    reached: Estimate
    """Share of those expected who opened it at all."""
    completed: Estimate
    """Share of those expected who finished it; of one that comes back, the share of its occurrences
    that they finished, on average."""
    staying: Estimate | None
    """Share of those who started anything who are active here or later; None of one that stays
    open."""
    planned_minutes: float
    minutes: Estimate | None
    """Median minutes that people took; None where nobody's time was recorded."""
    days_late: Estimate | None
    """Median days between the planned last day and the finish; negative is early."""
    confused: Estimate | None
    """Share of those asked who found it confusing; None where nobody was asked."""


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Something asked or seen before and after."""

    kind: Literal["confidence", "behavior"]
    text: str
    before: Estimate
    after: Estimate
    difference: Estimate
    paired: bool
    """Whether the difference is of the same people, before and after."""
    only_before: int | None
    """People who answered before and not after; None where fewer than five or not known."""
    unit: Literal["points", "share"] = "points"

    def __post_init__(self) -> None:
        """Hide a count of fewer than five people."""
        if self.only_before is not None and 0 < self.only_before < SMALLEST_GROUP:
            object.__setattr__(self, "only_before", None)


@dataclass(frozen=True, slots=True)
class Point:
    """The mean of a business metric in one group on one day, in days from launch."""

    day: int
    value: float


@dataclass(frozen=True, slots=True)
class Metric:
    """A business metric over time, against its baseline and, where there is one, a comparison."""

    text: str
    before: float
    after: float
    difference: Estimate
    """After less before, in the pilot group alone."""
    effect: Estimate | None
    """Difference in differences; None without a comparison group."""
    drift: Estimate | None
    """How fast the two groups moved apart before launch, a week; None without a comparison."""
    causal: str
    """What may be said about cause, in a sentence."""
    pilot: tuple[Point, ...]
    comparison: tuple[Point, ...]
    first_after: int
    """First day that counts as after."""


@dataclass(frozen=True, slots=True)
class Participation:
    """Who took part."""

    expected: int
    started: Estimate
    """Share of those expected who did anything."""
    attrition: Estimate
    """Share of those who started and left, or did nothing in the last third of the journey."""
    parts: Estimate
    """Share of the parts with an end that somebody finished, on average over those expected."""
    finished: Estimate
    """Share of those expected who finished every part with an end."""
    late: Estimate
    """Share of those expected who joined after the launch."""
    from_roster: bool
    """Whether a list of participants says who was expected; else everybody seen counts."""

    def __post_init__(self) -> None:
        """Hide a count of fewer than five people."""
        if self.expected < SMALLEST_GROUP:
            object.__setattr__(self, "expected", 0)


@dataclass(frozen=True, slots=True)
class FileRead:
    """What became of one file's rows."""

    file: str
    kind: str
    rows: int
    repeated: int
    """Rows that repeat another: the same learner and touchpoint; the earliest finish counts."""
    aside: tuple[tuple[str, int], ...]
    """Reasons why rows were set aside, with how many."""
    columns: tuple[tuple[str, str], ...] = ()
    """Headings with what each was taken for."""
    unused: tuple[str, ...] = ()
    """Headings that nothing was read from."""
    unread: tuple[tuple[str, str, int], ...] = ()
    """Texts that were not understood: their heading, the text, how often."""
    remarks: tuple[str, ...] = ()
    """What was found in it and taken for something without a heading that says so."""

    @property
    def set_aside(self) -> int:
        """Rows that could not be used."""
        return sum(count for _, count in self.aside)


@dataclass(frozen=True, slots=True)
class MeasureOutcome:
    """One measure of the plan with what was found."""

    measure: Measure
    level: str
    found: str
    """What was found, in a few words; empty where nothing was."""
    reached: bool | None
    """Whether the target was reached; None without a target or a figure to compare."""


@dataclass(frozen=True, slots=True)
class PilotResults:
    """What a pilot showed."""

    title: str
    taking: Participation | None
    uses: tuple[TouchpointUse, ...]
    changes: tuple[BeforeAfter, ...]
    metrics: tuple[Metric, ...]
    outcomes: tuple[MeasureOutcome, ...]
    files: tuple[FileRead, ...]
    findings: tuple[str, ...]
    """What the figures say, a sentence each, most important first."""
    notes: tuple[str, ...] = field(default=())
    """What could not be worked out, and why."""

    def to_data(self) -> dict[str, Any]:
        """Return the results as plain JSON values."""
        return {
            "title": self.title,
            "findings": list(self.findings),
            "notes": list(self.notes),
            "taking_part": None if self.taking is None else _data(self.taking),
            "touchpoints": [_data(use) for use in self.uses],
            "changes": [_data(change) for change in self.changes],
            "metrics": [_data(metric) for metric in self.metrics],
            "measures": [
                {
                    "id": o.measure.id,
                    "level": o.level,
                    "found": o.found,
                    "target": o.measure.target,
                    "reached": o.reached,
                }
                for o in self.outcomes
            ],
            "files": [_file(file) for file in self.files],
        }


def _file(file: FileRead) -> dict[str, Any]:
    unread = [{"column": c, "text": t, "count": n} for c, t, n in file.unread]
    noted = {"aside": dict(file.aside), "columns": dict(file.columns), "unread": unread}
    return {**asdict(file), **noted, "unused": list(file.unused), "remarks": list(file.remarks)}


def _data(value: Any) -> dict[str, Any]:
    return {_KEYS.get(name, name): _plain(getattr(value, name)) for name in value.__slots__}


_KEYS = {"stays_open": "standing"}
"""The JSON key of a field where it is another word, because others read it already."""


def _plain(value: Any) -> Any:
    if isinstance(value, Estimate):
        return value.to_data()
    if isinstance(value, tuple):
        return [[point.day, round(point.value, 6)] for point in value]
    return round(value, 6) if isinstance(value, float) else value


@dataclass(frozen=True, slots=True)
class EditEffect:
    """What an edit would do to the plan, worked out before it is accepted."""

    learner_minutes: tuple[float, float]
    """A learner's minutes, before and after."""
    weeks: tuple[int, int]
    """Weeks until the journey is over, before and after."""
    build_hours: tuple[float, float]
    """Usual build hours, before and after."""
    effort_hours: tuple[float, float]
    """Usual hours of building, leading and managers, before and after."""
    effort_money: tuple[float, float] | None
    """The same in money; None while a part of it has no price."""
    currency: str
    """Of the money; empty where there is none."""
    recall: tuple[float, float]
    """Change of mean recall at the journey's end over the topics: least and most of the models."""
    worse: tuple[str, ...]
    """What the audit would find worse, in words."""
    better: tuple[str, ...]
    """What it would find better."""

    def to_data(self) -> dict[str, Any]:
        """Return the effect as plain JSON values."""
        return {
            "learner_minutes": list(self.learner_minutes),
            "weeks": list(self.weeks),
            "build_hours": list(self.build_hours),
            "effort_hours": list(self.effort_hours),
            "effort_money": None if self.effort_money is None else list(self.effort_money),
            "currency": self.currency or None,
            "recall": [round(end, 6) for end in self.recall],
            "worse": list(self.worse),
            "better": list(self.better),
        }


@dataclass(frozen=True, slots=True)
class Simplification:
    """An edit that the results argue for, with its reason and with what it would do."""

    id: str
    action: Action
    touchpoints: tuple[str, ...]
    text: str
    why: str
    edit: Edit
    effect: EditEffect

    @property
    def advised(self) -> bool:
        """Whether nothing in the audit gets worse by it."""
        return not self.effect.worse

    def to_data(self) -> dict[str, Any]:
        """Return the simplification as plain JSON values."""
        return {
            "id": self.id,
            "action": self.action,
            "touchpoints": list(self.touchpoints),
            "text": self.text,
            "why": self.why,
            "advised": self.advised,
            "edit": self.edit.model_dump(mode="json", by_alias=True),
            "effect": self.effect.to_data(),
        }


@dataclass(frozen=True, slots=True)
class PilotSize:
    """What a pilot group of a size can show and cannot."""

    size: int
    answering: int
    """People of whom both answers, before and after, may be expected."""
    completion: Estimate
    """The interval around a completion of 80 % in a group of this size."""
    smallest_change: float
    """Smallest change that is seen with a power of 80 %, in standard deviations."""
    unseen: float
    """A difficulty that nobody in the group meets may still be met by this share of everybody."""
    text: tuple[str, ...]

    def to_data(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {
            "size": self.size,
            "answering": self.answering,
            "completion": self.completion.to_data(),
            "smallest_change": round(self.smallest_change, 6),
            "unseen": round(self.unseen, 6),
            "text": list(self.text),
        }
