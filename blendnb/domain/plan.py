"""The plan: one client's journey, in days from launch.

Day 0 is the launch; what comes before has negative days. Calendar dates are a projection of
`start`, so the same plan draws with or without dates. Keys that this version does not know are
kept and written back.
"""

from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, model_validator

from blendnb.domain.base import CalendarDate, Line, Many, Minutes, OpenValue, Text
from blendnb.domain.brief import Brief
from blendnb.domain.vocabulary import (
    AssessmentKind,
    BlendModelId,
    Delivery,
    MeasureKind,
    Modality,
    Origin,
    Purpose,
    Role,
    Stage,
)  # fmt: skip

SCHEMA: Final = "blendnb.plan/1"
TIME_OF_DAY = r"^([01]\d|2[0-3]):[0-5]\d$"
Day = Annotated[int, Field(ge=-1000, le=5000)]
Span = Annotated[int, Field(ge=0, le=5000)]
Identifier = Annotated[str, Field(min_length=1, max_length=100)]


class Repeat(OpenValue):
    """All occurrences of one touchpoint: offsets in days from its first day."""

    days: Annotated[Many[Span], Field(min_length=1, max_length=600)]
    topics: Many[Many[Line]] | None = None
    """Topics of each occurrence; None where every occurrence has the touchpoint's topics."""

    @model_validator(mode="after")
    def _one_order(self) -> Self:
        if list(self.days) != sorted(set(self.days)):
            raise ValueError("days must ascend, each offset once, for instance [0, 14, 28]")
        if self.topics is not None and len(self.topics) != len(self.days):
            raise ValueError(
                f"topics has {len(self.topics)} entries for {len(self.days)} days; one for each"
            )
        return self


class Occurrence(OpenValue):
    """One happening of a touchpoint: its days and what it is about."""

    start_day: int
    end_day: int | None
    """Last day, inclusive; None where it stays open."""
    topics: tuple[str, ...]


class Touchpoint(OpenValue):
    """One planned encounter, or a row of equal ones."""

    id: Identifier
    title: Line
    format: Identifier
    modality: Modality
    delivery: Delivery | None = None
    purpose: Purpose
    stage: Stage
    anchor: bool = False
    start_day: Day
    days: Span | None
    """Length of the span in days: 0 and 1 both are a single day, None stays open."""
    repeat: Repeat | None = None
    learner_minutes: Minutes = 0.0
    facilitation_minutes: Minutes = 0.0
    manager_minutes: Minutes = 0.0
    roles: Many[Role] = ("learner",)
    topics: Many[Line] = ()
    assessment: Many[AssessmentKind] = ()
    depends_on: Many[Identifier] = ()
    trigger: Line | None = None
    owner: Line | None = None
    description: Text = ""
    materials: Many[Line] = ()
    why: Text = ""
    time: Annotated[str, Field(pattern=TIME_OF_DAY)] | None = None
    time_zone: Annotated[str, Field(max_length=64)] | None = None
    groups: Annotated[int, Field(ge=1, le=10_000_000)] | None = None
    study_weight: Annotated[float, Field(ge=0, le=1)] | None = None
    origin: Origin = "edited"

    @model_validator(mode="after")
    def _delivered_only_live(self) -> Self:
        if self.modality == "live" and self.delivery is None:
            raise ValueError("is live and needs a delivery: 'in_person' or 'virtual'")
        if self.modality != "live" and self.delivery is not None:
            raise ValueError(f"is {self.modality} and takes no delivery; leave it null")
        return self

    @property
    def live(self) -> bool:
        """Whether people meet, in a room or online."""
        return self.modality == "live"

    @property
    def standing(self) -> bool:
        """Whether it stays open: help that is there when it is needed."""
        return self.days is None

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """Every happening of this touchpoint, in order."""
        offsets = self.repeat.days if self.repeat else (0,)
        topics = (self.repeat and self.repeat.topics) or [self.topics] * len(offsets)
        length = None if self.days is None else max(self.days, 1) - 1
        return tuple(
            Occurrence(
                start_day=self.start_day + offset,
                end_day=None if length is None else self.start_day + offset + length,
                topics=tuple(about),
            )
            for offset, about in zip(offsets, topics, strict=True)
        )

    @property
    def last_day(self) -> int:
        """Last day of the last occurrence; of an open one, the day it opens."""
        last = self.occurrences[-1]
        return last.start_day if last.end_day is None else last.end_day

    @cached_property
    def all_topics(self) -> tuple[str, ...]:
        """Every topic that any occurrence is about, in order of appearance."""
        seen = dict.fromkeys(self.topics)
        for occurrence in self.occurrences:
            seen |= dict.fromkeys(occurrence.topics)
        return tuple(seen)

    @property
    def total_learner_minutes(self) -> float:
        """Minutes of a learner over all occurrences."""
        return self.learner_minutes * len(self.occurrences)


class Measure(OpenValue):
    """What will be measured, from which baseline to which target, and when."""

    id: Identifier
    text: Text
    kind: MeasureKind
    moment: Line | None = None
    baseline: Line | None = None
    target: Line | None = None
    when_day: Day | None = None


class Pilot(OpenValue):
    """The small group that goes first, and what decides whether everybody follows."""

    size: Annotated[int, Field(ge=1, le=10_000_000)]
    text: Text = ""
    start_day: Day | None = None
    decide_by: Text = ""


class Decision(OpenValue):
    """Something that was decided: who, when, why."""

    id: Identifier
    text: Text
    why: Text = ""
    who: Line | None = None
    when: CalendarDate | None = None
    about: Many[Identifier] = ()
    """Ids of the touchpoints it concerns."""


class Plan(OpenValue):
    """A complete journey for one client, with the brief it answers."""

    schema_: Annotated[Literal["blendnb.plan/1"], Field(alias="schema")] = SCHEMA
    title: Line
    brief: Brief
    assumed: dict[str, Any] = Field(default_factory=dict)
    blend_model: BlendModelId
    flipped: bool = False
    reinforced: bool = False
    blueprint: Identifier | None = None
    start: CalendarDate | None = None
    touchpoints: Annotated[Many[Touchpoint], Field(max_length=5000)] = ()
    measures: Many[Measure] = ()
    pilot: Pilot | None = None
    decisions: Many[Decision] = ()
    changes: Many[Text] = ()
    """What scaling or adapting changed, each with its reason."""

    @model_validator(mode="after")
    def _ids_are_sound(self) -> Self:
        ids = [touchpoint.id for touchpoint in self.touchpoints]
        if len(set(ids)) < len(ids):
            twice = sorted({i for i in ids if ids.count(i) > 1})
            raise ValueError(f"touchpoints share an id: {', '.join(twice)}; each needs its own")
        known = set(ids)
        for touchpoint in self.touchpoints:
            lost = [i for i in touchpoint.depends_on if i not in known]
            if lost:
                raise ValueError(
                    f"touchpoint {touchpoint.id!r} depends on {', '.join(map(repr, lost))}, "
                    "which the plan does not have"
                )
        return self

    @cached_property
    def by_id(self) -> dict[str, Touchpoint]:
        """Touchpoints by id."""
        return {touchpoint.id: touchpoint for touchpoint in self.touchpoints}

    @cached_property
    def weeks(self) -> int:
        """Length of the window in weeks, as stated or assumed."""
        weeks = self.brief.resolved.schedule.weeks
        assert weeks is not None, "assumed where it is not stated"  # noqa: S101
        return weeks

    @cached_property
    def last_day(self) -> int:
        """The journey's last day: the window's, or the last touchpoint's if that is later."""
        ends = [t.last_day for t in self.touchpoints if not t.standing]
        return max([self.weeks * 7 - 1, *ends])

    @cached_property
    def first_day(self) -> int:
        """The day on which something first happens; launch at the latest."""
        return min([0, *(t.start_day for t in self.touchpoints)])

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Topics in the brief's order, then any that only touchpoints name."""
        seen = dict.fromkeys(self.brief.resolved.topics)
        for touchpoint in self.touchpoints:
            seen |= dict.fromkeys(touchpoint.all_topics)
        used = {topic for t in self.touchpoints for topic in t.all_topics}
        return tuple(topic for topic in seen if topic in used)

    def date_of(self, day: int) -> date | None:
        """Calendar date of a day from launch; None while the plan is undated."""
        return None if self.start is None else self.start + timedelta(days=day)

    def to_data(self) -> dict[str, Any]:
        """Return the plan as plain JSON values, in a fixed order of keys, unknown keys included."""
        data = self.model_dump(mode="json", by_alias=True)
        data["brief"] = self.brief.to_data()
        return data
