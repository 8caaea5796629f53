"""The catalogue: what the field knows, as data that an L&D expert edits in TOML.

Every entry carries its source and a confidence (`sourced`). Journeys to start from have their own
file (`patterns`); here stand blend models, formats, rules, numbers, words and programmes, and the
value that holds everything.
"""

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field

from blendnb.domain.base import Line, Many, Text, Value
from blendnb.domain.conditions import Condition, Scalar, When
from blendnb.domain.costs import Price
from blendnb.domain.patterns import Archetype, Blueprint, Row, Slot
from blendnb.domain.plan import Identifier
from blendnb.domain.sourced import Sourced
from blendnb.domain.vocabulary import (
    AssessmentKind,
    BlendModelId,
    Delivery,
    Modality,
    Purpose,
)  # fmt: skip

__all__ = [
    "Archetype", "BlendModel", "Blueprint", "Catalogue", "Choice", "Example", "FormatRule",
    "HelpText", "LearningFormat", "Need", "Programme", "Rate", "Row", "Rule", "Situation", "Slot",
    "Sourced", "Step", "Threshold", "Variable", "Veto",
]  # fmt: skip

Need = Literal[
    "live_practice",  # people practice together and get feedback
    "peer_contact",  # learners work with or learn from each other
    "manager_contact",  # the line manager or a mentor takes part
    "help_at_need",  # help that stays open while working
    "question_channel",  # somewhere to ask while applying
    "knowledge_check",  # shows what is understood
    "decision_check",  # shows what people would decide
    "performance_check",  # shows what people can do
    "prompt",  # keeps the theme visible
]
"""What a format gives a journey beside its purposes; the format choice covers each need it has."""


class Step(Value):
    """One step of a blend model's typical sequence."""

    purpose: Purpose
    text: Line


class Situation(Value):
    """A risk that a blend model runs only where some stated fact holds."""

    when: When
    text: Line


class BlendModel(Sourced):
    """A reusable pattern that says which part of a blend comes when."""

    id: BlendModelId
    name: Line
    summary: Text
    sequence: Many[Step]
    best_for: Many[Line]
    risks: Many[Line]
    """Risks and demands."""
    live_practice: bool = False
    """Its pattern has a live session to practise in, so that it can be flipped."""
    situations: Many[Situation] = ()
    """Further risks, each for briefs that state something."""
    advice: Text


class LearningFormat(Sourced):
    """A format: what it is good for, how to use it, and what it can give a journey."""

    id: Identifier
    name: Line
    modality: Modality
    delivery: Delivery | None = None
    good_for: Text
    rule_of_use: Text
    purposes: Many[Purpose]
    """Purposes it can serve, the best first."""
    gives: Many[Need] = ()
    fit: dict[
        Literal["conceptual", "procedural", "interpersonal"], Annotated[float, Field(ge=0, le=1)]
    ]
    """How well it suits each kind of content, 0 to 1: judgement."""
    minutes: Annotated[float, Field(ge=0)]
    """Usual learner minutes of one occurrence."""
    facilitated: bool = False
    """Someone has to lead it."""
    group_max: Annotated[int, Field(ge=1)] | None = None
    """Most people in one group; None where groups do not matter."""
    assessment: Many[AssessmentKind] = ()
    learning_type: Line
    """Laurillard's type: acquisition, inquiry, discussion, practice, collaboration, production."""
    evidence_tier: Annotated[int, Field(ge=1, le=8)] | None = None
    """LTEM tier of what it can show, where it assesses."""
    materials: Many[Line] = ()
    """What has to be prepared."""


class Example(Value):
    """A small case that a rule's author promises; run as a test."""

    facts: dict[str, Any]
    fires: bool


class Rule(Sourced):
    """One argument for or against blend models and elements, from stated facts."""

    id: Identifier
    when: When
    effects: dict[str, float]
    """Judgement weight for each blend model, `flipped` or `reinforcement`; negative is against."""
    calibrated: dict[str, float] = Field(default_factory=dict)
    """Weight after calibration on the published programmes; used where it is given."""
    because: Text
    variables: Many[Line] = ()
    """Design variables to name where `when` uses a derived fact."""
    examples: Many[Example] = ()

    @cached_property
    def weights(self) -> dict[str, float]:
        """The weights in use: calibrated where there is one, else judgement."""
        return {**self.effects, **self.calibrated}


class Veto(Sourced):
    """What a stated fact excludes, with the sentence that is shown as it stands."""

    id: Identifier
    when: When
    unless: Condition | None = None
    """The veto does not hold where this does."""
    excludes: Many[Line]
    """Ids of blend models and formats, or `flipped`."""
    sentence: Text


class FormatRule(Sourced):
    """Formats that a fact calls for, whatever the optimum would be."""

    id: Identifier
    when: When
    formats: Many[Identifier]
    because: Text


class Threshold(Sourced):
    """One editable number of the audit, the constraints or the composer."""

    id: Identifier
    value: float
    unit: Line
    text: Line = "-"


class Rate(Sourced):
    """One editable rate of the cost model, with its range."""

    id: Identifier
    formats: Many[Identifier] = ()
    """Formats that are built at this rate."""
    alternative_for: Many[Identifier] = ()
    """Formats that can be built at this rate instead of their own."""
    low: float
    default: float
    high: float
    unit: Line
    year: int | None = None
    text: Line = "-"
    translated: bool = False
    """What is built at this rate is text and media, which each further language needs again."""


class HelpText(Sourced):
    """A text that notebook, app and page show: an answer, a caption, a myth, a framework."""

    id: Identifier
    kind: Literal["faq", "caption", "myth", "framework", "step", "source"]
    """`source`: what a short name in the `source` of other entries stands for."""
    title: Line
    text: Text


class Choice(Value):
    """One value of a design variable with the words people see."""

    value: Scalar
    label: Line
    help: Text = ""


class Variable(Sourced):
    """One design variable as a person meets it: label, help, what it decides, usual values."""

    path: Line
    group: Line
    label: Line
    help: Text
    decides: Text
    kind: Literal["choice", "number", "yes_no", "set", "text", "list", "date", "ranges"]
    unit: Line | None = None
    choices: Many[Choice] = ()
    typical: Many[Scalar] = ()
    """Values that an unanswered number is drawn from."""
    ordered: bool = False
    """The choices have an order, so that a neighbor is a smaller step than another."""


class Programme(Value):
    """A published programme: its context, what was run, and who says so."""

    id: Identifier
    brief: dict[str, Any]
    """Stated fields by key path, as in `Brief.stated`."""
    inferred: Many[Line] = ()
    """Key paths of values that were judged from the kind of employer, not stated."""
    title: Line
    objective: Text
    client: Line
    gap: Text = ""
    pattern: BlendModelId
    also: Many[BlendModelId]
    flipped: Literal["yes", "no", "unknown"]
    reinforced: Literal["yes", "no", "unknown"]
    sequence: Text
    result: Text
    source_title: Line
    owner: Line
    year: int | None = None
    kind: Line
    grade: Line
    origin: Literal["shipped", "own"] = "shipped"


class Catalogue(Value):
    """Everything the product knows, read once and passed on as a value."""

    blend_models: dict[str, BlendModel]
    formats: dict[str, LearningFormat]
    rules: Many[Rule]
    vetoes: Many[Veto]
    format_rules: Many[FormatRule]
    thresholds: dict[str, Threshold]
    rates: dict[str, Rate]
    prices: dict[str, Price] = Field(default_factory=dict)
    """The user's own, from the working folder; none is shipped."""
    variables: dict[str, Variable]
    help_texts: dict[str, HelpText]
    archetypes: dict[str, Archetype]
    """By blend model."""
    blueprints: dict[str, Blueprint]
    programmes: Many[Programme]

    def threshold(self, id_: str) -> float:
        """Return the value of one threshold.

        Raises
        ------
        KeyError
            If the catalogue has no such threshold.
        """
        return self.thresholds[id_].value
