"""The plan: one client's journey, in days from launch.

Day 0 is the launch; what comes before has negative days. Calendar dates are a projection of
`start`, so the same plan draws with or without dates. Keys that this version does not know are
kept and written back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, ValidationError, model_validator

from blendnb.domain.base import CalendarDate, Line, Many, Minutes, OpenValue, Text
from blendnb.domain.brief import Brief, StatedMaterial
from blendnb.domain.brief_checks import contradicts
from blendnb.domain.vocabulary import (
    AgendaPart,
    AssessmentKind,
    BlendModelId,
    ContentKind,
    Delivery,
    Level,
    MeasureKind,
    Modality,
    ObjectiveOrigin,
    Origin,
    Purpose,
    Role,
    Stage,
)  # fmt: skip
from blendnb.language import say

SCHEMA: Final = "blendnb.plan/1"
TIME_OF_DAY = r"^([01]\d|2[0-3]):[0-5]\d$"
Day = Annotated[int, Field(ge=-1000, le=5000)]
Span = Annotated[int, Field(ge=0, le=5000)]
Identifier = Annotated[str, Field(min_length=1, max_length=100)]


def _nothing(value: Any) -> bool:
    return value is None or value in ((), {})


UnlessEmpty = Field(exclude_if=_nothing)
"""Of a field that files of the first edition do not have: where it is empty, it is not written."""


class LearningObjective(OpenValue):
    """What people will do, and how well, with one topic."""

    id: Identifier
    topic: Line | None = None
    text: Text
    level: Level | None = None
    kind: ContentKind | None = None
    origin: ObjectiveOrigin = "edited"


class RoundPart(OpenValue):
    """What is done within each round of a step; its minutes weigh it against the other parts."""

    do: Line
    minutes: Annotated[float, Field(gt=0, le=100_000)]


class AgendaStep(OpenValue):
    """A few minutes of one occurrence: what is done, how, and who leads it."""

    minutes: Annotated[float, Field(gt=0, le=100_000)]
    do: Text
    method: Line | None = None
    leads: Line | None = None
    say: Text | None = None
    """What whoever leads it says."""
    show: Text | None = None
    """What is on the wall or the screen."""
    part: Annotated[AgendaPart | None, UnlessEmpty] = None
    """Which part of a session it is. Where no step says so, an agenda is what a session is for, and
    opening, closing, buffer and breaks are put around it; where steps say so, it is the session."""
    rounds: Annotated[Annotated[int, Field(ge=2, le=100)] | None, UnlessEmpty] = None
    """How often it is gone through, each time with other roles; None for once."""
    within: Annotated[Many[RoundPart], UnlessEmpty] = ()
    """What follows what in one round, or in the step."""
    fixed: Annotated[bool | None, UnlessEmpty] = None
    """Whether it keeps its minutes when the whole gets longer or shorter."""
    flex: Annotated[bool | None, UnlessEmpty] = None
    """Whether it takes what rounding leaves."""
    material: Annotated[Text | None, UnlessEmpty] = None
    """What must be at hand."""
    producer: Annotated[Text | None, UnlessEmpty] = None
    """What somebody beside the facilitator does meanwhile."""
    activity: Annotated[Identifier | None, UnlessEmpty] = None
    """Id of the activity that it is a step of, where a session has several."""


class HoursRange(OpenValue):
    """Hours of work, from the least to the most that is likely."""

    low: Annotated[float, Field(ge=0, le=1e6)]
    high: Annotated[float, Field(ge=0, le=1e6)]

    @model_validator(mode="after")
    def _one_order(self) -> Self:
        if self.low > self.high:
            raise ValueError(say("values.low_above_high", low=self.low, high=self.high))
        return self


class Deliverable(OpenValue):
    """Something that must be made before a touchpoint can take place."""

    what: Line
    count: Annotated[int, Field(ge=1, le=100_000)] = 1
    spec: Text = ""
    maker: Line | None = None
    hours: HoursRange | None = None


ContentMinutes = Annotated[float, Field(ge=0, le=10_000_000)]
"""As many as the most hours of content have."""


class LedgerLine(OpenValue):
    """Minutes of content of one topic: stated, placed in the plan, and left out."""

    topic: Line
    stated: ContentMinutes | None = None
    """None where the brief does not say how much of it there is."""
    placed: ContentMinutes = 0.0
    left_out: ContentMinutes = 0.0


class Repeat(OpenValue):
    """All occurrences of one touchpoint: offsets in days from its first day."""

    days: Annotated[Many[Span], Field(min_length=1, max_length=600)]
    topics: Many[Many[Line]] | None = None
    """Topics of each occurrence; None where every occurrence has the touchpoint's topics."""

    @classmethod
    def on(
        cls, days: Iterable[int], topics: Iterable[tuple[str, ...]] | None = None
    ) -> Self | None:
        """Return the repeat that falls on these days of a plan; None for a single day.

        Parameters
        ----------
        days
            In order, the touchpoint's first day among them.
        topics
            Of each day; None where every occurrence has the touchpoint's topics.
        """
        on = tuple(days)
        about = None if topics is None else tuple(topics)
        return None if len(on) == 1 else cls(days=tuple(day - on[0] for day in on), topics=about)

    @model_validator(mode="after")
    def _one_order(self) -> Self:
        if list(self.days) != sorted(set(self.days)):
            raise ValueError(say("values.days_ascend"))
        if self.topics is not None and len(self.topics) != len(self.days):
            sizes = {"topics": len(self.topics), "days": len(self.days)}
            raise ValueError(say("values.topics_by_day", **sizes))
        return self


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that a touchpoint takes place: its days and what it is about."""

    # Left out of comparing: the touchpoint keeps its occurrences, so that would go round for ever.
    touchpoint: "Touchpoint" = field(repr=False, compare=False)
    number: int
    """Which occurrence of the touchpoint it is, from 1."""
    start_day: int
    end_day: int | None
    """Last day, inclusive; None where it stays open."""
    topics: tuple[str, ...]

    @property
    def due_day(self) -> int:
        """The day by which it is done; of an open one, the day it opens."""
        return self.start_day if self.end_day is None else self.end_day

    @property
    def times(self) -> int:
        """How often the touchpoint takes place in all."""
        return len(self.touchpoint.occurrences)


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
    objectives: Annotated[Many[Identifier], UnlessEmpty] = ()
    """Ids of the plan's objectives that it serves."""
    activity: Annotated[Identifier | None, UnlessEmpty] = None
    """Id of the activity of the catalogue that it is made of."""
    agenda: Annotated[Many[AgendaStep], UnlessEmpty] = ()
    """What is done in one occurrence; the minutes add up to `learner_minutes`."""
    build: Annotated[Many[Deliverable], UnlessEmpty] = ()
    """What must be made for it."""
    criteria: Annotated[Many[Text], UnlessEmpty] = ()
    """By what it is seen that somebody can do it."""
    participation: Annotated[Annotated[float, Field(ge=0, le=1)] | None, UnlessEmpty] = None
    """Share of the learners who will really take part; by its modality where nothing is stated."""

    def replace(self, **values: Any) -> Self:
        """Return this touchpoint with some fields replaced; an agenda follows the minutes."""
        if self.agenda and "learner_minutes" in values and "agenda" not in values:
            values["agenda"] = fitted_agenda(self.agenda, values["learner_minutes"])
        return super().replace(**values)

    @model_validator(mode="after")
    def _agenda_adds_up(self) -> Self:
        together = sum(step.minutes for step in self.agenda)
        if self.agenda and abs(together - self.learner_minutes) > _SAME_MINUTES:
            text = say("values.agenda", together=together, minutes=self.learner_minutes)
            error = contradicts(("agenda",), None, text)
            raise ValidationError.from_exception_data("Touchpoint", [error])
        return self

    @model_validator(mode="after")
    def _delivered_only_live(self) -> Self:
        if self.modality == "live" and self.delivery is None:
            raise ValueError(say("values.needs_delivery"))
        if self.modality != "live" and self.delivery is not None:
            raise ValueError(say("values.takes_no_delivery", modality=self.modality))
        return self

    @property
    def live(self) -> bool:
        """Whether people meet, in a room or online."""
        return self.modality == "live"

    @property
    def stays_open(self) -> bool:
        """Whether it stays open: help that is there when it is needed."""
        return self.days is None

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """Every time that this touchpoint takes place, in order."""
        offsets = self.repeat.days if self.repeat else (0,)
        topics = (self.repeat and self.repeat.topics) or [self.topics] * len(offsets)
        length = None if self.days is None else max(self.days, 1) - 1
        return tuple(
            Occurrence(
                touchpoint=self,
                number=number,
                start_day=self.start_day + offset,
                end_day=None if length is None else self.start_day + offset + length,
                topics=tuple(about),
            )
            for number, (offset, about) in enumerate(zip(offsets, topics, strict=True), start=1)
        )

    @property
    def last_day(self) -> int:
        """Last day of the last occurrence; of an open one, the day it opens."""
        return self.occurrences[-1].due_day

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


_SAME_MINUTES = 0.01
"""Sums of minutes that differ by less are the same."""


def fitted_agenda(agenda: tuple[AgendaStep, ...], minutes: Any) -> tuple[AgendaStep, ...]:
    """Return an agenda of another length: each step longer or shorter in proportion.

    Whole minutes stay whole, and each step has at least one where there are as many minutes as
    steps; without a minute there is no agenda. Of a whole session only what it is for gets longer
    or shorter, as long as opening, breaks and closing leave a minute for each of its steps.

    Parameters
    ----------
    agenda
        The steps as they are.
    minutes
        How long they are to be together.
    """
    if not isinstance(minutes, int | float) or minutes <= 0 or not agenda:
        return ()
    core = [step for step in agenda if step.part in (None, "core")]
    left = minutes - sum(step.minutes for step in agenda if step.part not in (None, "core"))
    if 0 < len(core) < len(agenda) and left >= len(core):
        fitted = iter(_fitted(core, left))
        return tuple(next(fitted) if step.part in (None, "core") else step for step in agenda)
    return _fitted(agenda, minutes)


def _fitted(agenda: Sequence[AgendaStep], minutes: float) -> tuple[AgendaStep, ...]:
    together = sum(step.minutes for step in agenda)
    ends = _ends([step.minutes * minutes / together for step in agenda], minutes)
    lengths = [end - start for start, end in zip([0.0, *ends], ends, strict=False)]
    return tuple(step.replace(minutes=length) for step, length in zip(agenda, lengths, strict=True))


def _ends(lengths: list[float], minutes: float) -> list[float]:
    """Return when each step ends: on a whole minute where the whole has whole minutes for all."""
    exact = [sum(lengths[: number + 1]) for number in range(len(lengths))]
    if minutes != int(minutes) or minutes < len(lengths):
        return [*exact[:-1], float(minutes)]
    ends: list[float] = []
    for number, end in enumerate(exact):
        left = len(exact) - 1 - number
        earliest = (ends[-1] if ends else 0.0) + 1
        ends.append(min(max(float(round(end)), earliest), minutes - left))
    return ends


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
    id: Annotated[Identifier | None, UnlessEmpty] = None
    """Given when the plan is composed, and kept whatever is edited; older plans have none."""
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
    objectives: Annotated[Many[LearningObjective], UnlessEmpty] = ()
    """What people will do, by topic."""
    ledger: Annotated[Many[LedgerLine], UnlessEmpty] = ()
    """Minutes of content stated, placed and left out, by topic."""
    material: Annotated[dict[Line, StatedMaterial], UnlessEmpty] = Field(default_factory=dict)
    """How fast each topic is forgotten, where it is another pace than the brief's."""

    @model_validator(mode="after")
    def _ids_are_sound(self) -> Self:
        ids = [touchpoint.id for touchpoint in self.touchpoints]
        if len(set(ids)) < len(ids):
            twice = sorted({i for i in ids if ids.count(i) > 1})
            raise ValueError(say("values.ids_twice", ids=", ".join(twice)))
        known = set(ids)
        for touchpoint in self.touchpoints:
            lost = [i for i in touchpoint.depends_on if i not in known]
            if lost:
                raise ValueError(
                    say(
                        "values.depends_on_nothing",
                        id=repr(touchpoint.id),
                        lost=", ".join(map(repr, lost)),
                    )
                )
        return self

    @model_validator(mode="after")
    def _objectives_are_known(self) -> Self:
        known = [objective.id for objective in self.objectives]
        errors = [
            contradicts(("objectives", number, "id"), id_, say("values.objective_twice"))
            for number, id_ in enumerate(known)
            if id_ in known[:number]
        ]
        errors += [
            contradicts(
                ("touchpoints", number, "objectives", index),
                id_,
                say("values.no_objective", known=", ".join(map(repr, known)) or "-"),
                known,
            )
            for number, touchpoint in enumerate(self.touchpoints)
            for index, id_ in enumerate(touchpoint.objectives)
            if id_ not in known
        ]
        if errors:
            raise ValidationError.from_exception_data("Plan", errors)
        return self

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """Every occurrence of every touchpoint, in the plan's order."""
        return tuple(o for touchpoint in self.touchpoints for o in touchpoint.occurrences)

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
        ends = [t.last_day for t in self.touchpoints if not t.stays_open]
        return max([self.weeks * 7 - 1, *ends])

    @cached_property
    def first_day(self) -> int:
        """The day on which something first happens; launch at the latest."""
        return min([0, *(t.start_day for t in self.touchpoints)])

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Topics in the brief's order, then any that only touchpoints name."""
        seen = dict.fromkeys(self.brief.resolved.topic_names)
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
