"""Activities: what people do in a touchpoint, as patterns that an L&D expert edits.

A format says in which form people learn; an activity says what they do there, step by step, what
must be made for it, by what it is seen that somebody can do it, and what goes wrong. A pattern is
written once, with gaps for topic and moment, and fills touchpoints of any plan. What patterns of a
kind share (variants, access, what to avoid, who owns them) stands in their family; a pattern's own
words come before it.
"""

import string
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from blendnb.domain.base import Line, Many, Text, Value
from blendnb.domain.brief_checks import contradicts
from blendnb.domain.conditions import Condition, When
from blendnb.domain.plan import HoursRange, Identifier
from blendnb.domain.sourced import Sourced
from blendnb.domain.vocabulary import ContentKind, Demand, Purpose, Subject
from blendnb.language import say

Method = Literal["individual", "pairs", "trios", "groups", "plenary"]
"""How people sit together in a step; online, groups are breakout rooms."""
Leader = Literal["facilitator", "producer", "learners", "manager", "mentor", "nobody"]
Maker = Literal["designer", "sme", "facilitator", "manager", "sponsor", "reviewer"]
"""Who makes or checks something that must be built."""
Part = Literal["core", "whole", "standing"]
"""`whole` brings its own opening and closing; `standing` is there without a fixed length."""
Expertise = Literal["novice", "able", "any"]
VariantName = Literal["virtual", "in_person", "asynchronous", "large_group", "no_technology"]
SLOTS: Final = ("topic", "moment", "role", "objective", "manager", "sponsor", "question")
"""Gaps of a pattern's texts, filled from the brief."""
INHERITED: Final[tuple[str, ...]] = ("variants", "access", "avoid", "owner")
"""What a pattern takes from its family where it says nothing itself; variants one by one."""

PositiveMinutes = Annotated[float, Field(gt=0, le=1000)]


class GroupRange(Value):
    """How many people one group may have; larger rooms run parallel tables."""

    min: Annotated[int, Field(ge=1)] = 1
    max: Annotated[int, Field(ge=1)] = 10_000


class MinutesRange(Value):
    """Learner minutes of one occurrence: the least, the most, and what is usual; 0 of help."""

    min: Annotated[float, Field(ge=0, le=1000)]
    max: Annotated[float, Field(ge=0, le=1000)]
    nominal: Annotated[float, Field(ge=0, le=1000)]


class Fits(Value):
    """Where an activity can be used."""

    formats: Annotated[Many[Identifier], Field(min_length=1)]
    purposes: Annotated[Many[Purpose], Field(min_length=1)]
    """Best first."""
    kinds: Annotated[Many[ContentKind], Field(min_length=1)]
    """Kinds of content, best first."""
    demands: Many[Demand] = ()
    """Demands of a topic that it meets especially well."""
    needs: Many[Demand] = ()
    """Demands without which it is not used at all."""
    subjects: Many[Subject] = ()
    """Subjects that it was made for; any where none is named."""
    cues: Many[Line] = ()
    """Words of a topic or moment that call for it. Where they are named and none occurs, its
    subjects do not speak for it."""
    group: GroupRange = GroupRange()
    minutes: MinutesRange
    when: When
    unless: Condition | None = None
    prefer: Condition | None = None
    """Where it holds, the activity comes before others."""


class PartOfRound(Value):
    """One part of a round, such as the talk in a practice in threes."""

    do: Line
    share: Annotated[float, Field(gt=0, le=1000)]
    """Its weight in the minutes of a round."""


class ActivityStep(Value):
    """A part of an activity: what is done, how long, in which company, who leads."""

    do: Line
    minutes: PositiveMinutes | None = None
    """Fixed, whatever the length of the whole; None takes its share of what is left."""
    share: Annotated[float, Field(ge=0, le=1000)] = 0.0
    """Its weight in what the fixed steps leave; of a standing activity 0."""
    min: PositiveMinutes | None = None
    max: PositiveMinutes | None = None
    rounds: Annotated[int, Field(ge=1, le=20)] = 1
    """How often it is gone through, each time with other roles; minutes are whole multiples."""
    parts: Many[PartOfRound] = ()
    """What each round consists of."""
    flex: bool = False
    """Takes what rounding leaves."""
    method: Method = "individual"
    leads: Leader = "learners"
    say: Text | None = None
    """What whoever leads it says, in these words or their own."""
    show: Line | None = None
    """What people see or have in hand."""
    uses: Many[Identifier] = ()
    """Ids of deliverables that it needs."""


class ToBuild(Value):
    """Something that must exist before an activity can take place."""

    id: Identifier
    what: Line
    count: Annotated[int, Field(ge=1, le=1000)] = 1
    per: Literal["topic", "occurrence", "programme"] = "topic"
    spec: Text
    """What it must hold, precisely enough to be written by somebody who was not in the room."""
    maker: Maker = "designer"
    checker: Maker | None = "sme"
    translate: bool = True
    """Whether each further language needs its own."""
    hours: HoursRange | None = None
    """A hint beside the rates of the cost model, never added to them."""


class Watch(Value):
    """A sign that it goes wrong, and what to do then."""

    sign: Line
    do: Line


class Avoid(Value):
    """What not to do; with a condition, a kind of brief in which the pattern is not used."""

    text: Line
    when: When


class ActivityVariant(Value):
    """How it is done in another setting: in words, and by another pattern where that is better."""

    text: Line
    activity: Identifier | None = None


def _variant(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


StatedVariant = Annotated[ActivityVariant, BeforeValidator(_variant)]
"""A variant as a file states it: a text alone, or a table."""


class ActivityFamily(Sourced):
    """What patterns of one kind have in common."""

    id: Identifier
    name: Line
    text: Line
    variants: dict[VariantName, StatedVariant] = Field(default_factory=dict)
    access: Line
    """How everybody can take part."""
    avoid: Many[Avoid] = ()
    owner: Line
    hours: HoursRange
    """Hours of building for a topic: a hint."""


class ActivityPattern(Sourced):
    """What people do in a touchpoint, written once for any plan."""

    id: Identifier
    name: Line
    title: Line
    """Says what people do, with gaps of `SLOTS`."""
    family: Identifier
    part: Part = "core"
    expertise: Expertise = "any"
    most: Annotated[int, Field(ge=1, le=100)] = 6
    """How often a plan may use it for different touchpoints."""
    fits: Fits
    outcome: Line
    """What people have or can do afterwards, as a sentence with gaps."""
    criteria: Annotated[Many[Line], Field(min_length=1)]
    """By what it is seen that somebody can do it."""
    steps: Annotated[Many[ActivityStep], Field(min_length=1)]
    deliverables: Many[ToBuild] = ()
    watch: Many[Watch] = ()
    variants: dict[VariantName, StatedVariant] = Field(default_factory=dict)
    access: Text = ""
    """How everybody can take part."""
    avoid: Many[Avoid] = ()
    owner: Line | None = None
    """Who answers for it, where the plan names nobody."""

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        errors = [*self._of_minutes(), *self._of_steps(), *self._of_texts()]
        if errors:
            raise ValidationError.from_exception_data("ActivityPattern", errors)
        return self

    def _of_minutes(self) -> Iterator[Any]:
        minutes, group = self.fits.minutes, self.fits.group
        if not minutes.min <= minutes.nominal <= minutes.max:
            text = say("values.nominal_between", low=minutes.min, high=minutes.max)
            yield contradicts(("fits", "minutes", "nominal"), minutes.nominal, text)
        if group.min > group.max:
            text = say("values.low_above_high", low=group.min, high=group.max)
            yield contradicts(("fits", "group", "min"), group.min, text)
        fixed = sum(step.minutes or 0.0 for step in self.steps)
        if fixed > minutes.nominal:
            text = say("values.fixed_steps", fixed=fixed, nominal=minutes.nominal)
            yield contradicts(("steps",), fixed, text)

    def _of_steps(self) -> Iterator[Any]:
        built = [each.id for each in self.deliverables]
        if sum(step.flex for step in self.steps) > 1:
            yield contradicts(("steps",), None, say("values.one_flex"))
        for number, step in enumerate(self.steps):
            for index, id_ in enumerate(step.uses):
                if id_ not in built:
                    text = say("values.no_deliverable", known=", ".join(built) or "-")
                    yield contradicts(("steps", number, "uses", index), id_, text, built)

    def _of_texts(self) -> Iterator[Any]:
        for place, text in self._with_gaps():
            unknown = [name for name in gaps_of(text) if name not in SLOTS]
            if unknown:
                refused = say("values.no_slot", gaps=", ".join(unknown), known=", ".join(SLOTS))
                yield contradicts(place, text, refused)

    def _with_gaps(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield the texts that may have gaps, each with its place."""
        yield ("title",), self.title
        yield ("outcome",), self.outcome
        for number, criterion in enumerate(self.criteria):
            yield ("criteria", number), criterion
        for number, step in enumerate(self.steps):
            yield ("steps", number, "do"), step.do
            yield from (
                (("steps", number, "parts", i, "do"), p.do) for i, p in enumerate(step.parts)
            )
            yield ("steps", number, "say"), step.say or ""

    @property
    def standing(self) -> bool:
        """Whether it is there without a length of its own."""
        return self.part == "standing"


def gaps_of(text: str) -> tuple[str, ...]:
    """Return the names of the gaps of a text; a brace that stands alone is a gap without a name."""
    try:
        return tuple(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
    except ValueError:
        return ("",)


Activities = Mapping[str, ActivityPattern]
"""Patterns by id, as a catalogue has them."""
