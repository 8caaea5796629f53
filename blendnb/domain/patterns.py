"""Patterns: journeys to start from, as rows of touchpoints.

A blueprint is a proven architecture with its own rows and days. An archetype is the general pattern
of one blend model: its slots say where a row falls as shares of any window, and the composer fills
them for a brief.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from blendnb.domain.base import Line, Many, Text, Value
from blendnb.domain.conditions import When
from blendnb.domain.plan import Identifier, Repeat
from blendnb.domain.sourced import Sourced
from blendnb.domain.vocabulary import (
    AssessmentKind,
    BlendModelId,
    Confidence,
    Delivery,
    Modality,
    MomentKind,
    Purpose,
    Role,
    Stage,
)  # fmt: skip
from blendnb.language import say


def _span(value: Any) -> Any:
    return None if value == "open" else value


class Row(Sourced):
    """One touchpoint of a blueprint, in the layer of the source or of the additions."""

    id: Identifier
    title: Line
    adapted_title: Line | None = None
    """Title for another client's topics, with `{topics}`."""
    format: Identifier
    alternatives: Many[Identifier] = ()
    modality: Modality
    delivery: Delivery | None = None
    purpose: Purpose
    stage: Stage
    anchor: bool = False
    start_day: int
    days: Annotated[int | None, BeforeValidator(_span)]
    """As in a plan; in TOML, which has no null, `"open"` stays open."""
    repeat: Repeat | None = None
    learner_minutes: float = 0.0
    facilitation_minutes: float = 0.0
    manager_minutes: float = 0.0
    roles: Many[Role]
    topics: Many[Line] = ()
    assessment: Many[AssessmentKind] = ()
    depends_on: Many[Identifier] = ()
    trigger: Line | None = None
    owner: Line | None = None
    description: Text = ""
    materials: Many[Line] = ()
    study_weight: Annotated[float, Field(ge=0, le=1)] | None = None
    """Overrides the memory weight that format and purpose would give."""
    why: Text
    layer: Literal["source", "addition"]
    source: Line = "BLM"
    confidence: Confidence = "M"

    @model_validator(mode="after")
    def _delivered_only_live(self) -> Self:
        if (self.modality == "live") != (self.delivery is not None):
            raise ValueError(say("values.rows_delivery"))
        return self


class Blueprint(Sourced):
    """A proven architecture for one kind of programme, with the brief it answers."""

    id: Identifier
    name: Line
    summary: Text
    blend_model: BlendModelId
    flipped: bool
    reinforced: bool
    brief: dict[str, Any]
    rows: Many[Row]
    version: Line = "1"
    notes: Text = ""
    served: Text = ""
    """Which kind of brief it served; of own blueprints."""
    results: Text = ""
    """What came of it, and how that was measured; of own blueprints."""


class Wording(Value):
    """Words of a slot that fit one of its formats better than the usual ones."""

    title: Line | None = None
    description: Text | None = None
    why: Text | None = None


class Slot(Value):
    """One row of an archetype: a touchpoint that any brief can fill."""

    key: Identifier
    title: Line
    """With `{topics}` and `{moment}` where they belong."""
    purpose: Purpose
    formats: Annotated[Many[Identifier], Field(min_length=1)]
    """In order of preference: the first that the format choice holds, else the first allowed."""
    optional: bool = False
    """Only where the format choice holds one of the formats."""
    modality: Modality | None = None
    """Where it is not the format's own: a task done in pairs is social."""
    spare: bool = False
    """Left out where a week asks for more time than people have."""
    per: Literal["journey", "unit", "session", "moment", "reinforcement"] = "journey"
    """Once for each place in `at`, each unit (a batch of topics), as many sessions as its content
    fills, each moment that matters, or each return that the memory model places."""
    kinds: Many[MomentKind] = ("routine",)
    """Of a row for moments: the kinds of moment that it serves."""
    at: Many[Annotated[float, Field(ge=0, le=1)]] = (0.0,)
    """Where it is due: shares of the phase, 0 its first and 1 its last week."""
    phase: Literal["window", "learning", "use"] = "window"
    """What `at` divides: the whole window, its part up to the day on which people must be able to
    do it, or the part after that, which is for use and return."""
    gaps: float = 0.0
    """How many recommended first gaps after that place (negative: before it)."""
    offset_days: int = 0
    """Days after the place that `at` or the unit, and `gaps`, give."""
    span_days: int | None = 1
    """Length in days up to the due day; None stays open from there."""
    stage: Stage = "during"
    anchor: bool = False
    carrier: bool = False
    """It carries the core: its occurrences make the units."""
    roles: Many[Role] = ("learner",)
    minutes: float | None = None
    """Learner minutes of one occurrence; None takes the format's usual minutes."""
    share: float | None = None
    """Share of the content's minutes that it carries over all occurrences, instead of `minutes`."""
    manager_minutes: float = 0.0
    assessment: Many[AssessmentKind] = ()
    gate: bool = False
    """Of a check: nobody does it alone at work before it is passed."""
    depends_on: Many[Identifier] = ()
    """Keys of slots that come first."""
    trigger: Line | None = None
    owner: Line | None = None
    description: Text = ""
    when: When
    """Conditions on the brief's facts and on `flipped`, `reinforced` and `live.possible`."""
    scaling: Line | None = None
    """Said among the plan's changes: what population or risk added, and why."""
    why: Text
    words: dict[Identifier, Wording] = Field(default_factory=dict)
    """Words for a format that the usual ones do not fit: a try at work is no safe place."""

    @property
    def gives_way(self) -> bool:
        """Whether it goes first where a week asks for more time than people have."""
        return (self.optional or self.spare) and not self.share

    def worded(self, format_: str) -> Self:
        """Return the row in the words that fit a format."""
        words = self.words.get(format_)
        return self if words is None else self.replace(**words.model_dump(exclude_none=True))


class Archetype(Sourced):
    """The general pattern of one blend model, which the composer fills for a brief."""

    id: Identifier
    blend_model: BlendModelId
    name: Line
    summary: Text
    topics_return: bool = False
    """Units go round the topics again and again, instead of once through them."""
    units_min_per_week: float = 0.0
    """Fewest units a week, whatever the content: small regular bursts."""
    units_from: float
    units_to: float
    """The part of the window, 0 to 1, over which units are spread."""
    brief: dict[str, Any] = Field(default_factory=dict)
    """A sample brief that this pattern answers."""
    slots: Many[Slot]
    """Its own rows; the rows that every pattern has are merged in when the catalogue is read."""
