"""The catalogue: what the field knows, as data that an L&D expert edits in TOML.

Every entry carries its source and a confidence (`sourced`). Journeys to start from have their own
module (`patterns`), and so have formats (`learning_format`) and activities (`activity`); here stand
blend models, rules, numbers, words and programmes, and the value that holds everything.
"""

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field

from blendnb.domain.activity import ActivityFamily, ActivityPattern
from blendnb.domain.base import Line, Many, Text, Value
from blendnb.domain.build_list import ProductionRule
from blendnb.domain.conditions import Condition, When
from blendnb.domain.costs import Price
from blendnb.domain.design_variables import DesignVariable, Variable, design_variables
from blendnb.domain.learning_format import LearningFormat, Need
from blendnb.domain.measure_ideas import MeasureIdea
from blendnb.domain.patterns import Archetype, Blueprint, Row, Slot
from blendnb.domain.plan import Identifier
from blendnb.domain.sourced import Sourced
from blendnb.domain.vocabulary import BlendModelId, ContentKind, Purpose

__all__ = [
    "ActivityFamily", "ActivityPattern", "Archetype", "BlendModel", "Blueprint", "Catalogue",
    "Example", "FormatList", "FormatRule", "HelpText", "LearningFormat", "Need", "Programme",
    "Rate", "Row", "Rule", "Situation", "Slot", "Sourced", "Step", "Threshold", "TopicWord",
    "Variable", "Veto",
]  # fmt: skip


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


class Example(Value):
    """A small case that a rule's author promises; run as a test."""

    facts: dict[str, Any]
    fires: bool


class Rule(Sourced):
    """One argument for or against blend models and elements, from stated facts."""

    id: Identifier
    when: When
    effects: dict[str, float]
    """Weight for each blend model, `flipped` or `reinforcement`; negative is against."""
    because: Text
    variables: Many[Line] = ()
    """Design variables to name where `when` uses a derived fact."""
    examples: Many[Example] = ()


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


class FormatList(Sourced):
    """Formats that are meant where the program adds or swaps touchpoints itself, best first."""

    id: Identifier
    formats: Annotated[Many[Identifier], Field(min_length=1)]
    text: Line


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
    """Formats that a working folder builds at this rate, whatever their entries say."""
    alternative_for: Many[Identifier] = ()
    """Formats that a working folder can build at this rate too."""
    low: float
    default: float
    high: float
    unit: Line
    year: int | None = None
    text: Line = "-"
    translated: bool = False
    """What is built at this rate is text and media, which each further language needs again."""


class TopicWord(Value):
    """A word of a topic's name: which kind of content it speaks of, and what is done."""

    id: Identifier
    """The word, in small letters."""
    kind: ContentKind
    does: Line | None = None
    """Of a word in -ing what people do, to go on after "they": `give`, of `giving`."""
    origin: Literal["shipped", "own"] = "shipped"


class HelpText(Sourced):
    """A text that notebook, app and page show: an answer, a caption, a myth, a framework."""

    id: Identifier
    kind: Literal["faq", "caption", "myth", "framework", "step", "source"]
    """`source`: what a short name in the `source` of other entries stands for."""
    title: Line
    text: Text


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
    format_lists: dict[str, FormatList]
    thresholds: dict[str, Threshold]
    rates: dict[str, Rate]
    prices: dict[str, Price] = Field(default_factory=dict)
    """The user's own, from the working folder; none is shipped."""
    variables: dict[str, Variable]
    help_texts: dict[str, HelpText]
    measure_ideas: dict[str, MeasureIdea] = Field(default_factory=dict)
    """What can be measured, by subject."""
    production: dict[str, ProductionRule] = Field(default_factory=dict)
    """Who makes and checks what a format needs, and how long before its first use."""
    archetypes: dict[str, Archetype]
    """By blend model."""
    blueprints: dict[str, Blueprint]
    activity_families: dict[str, ActivityFamily] = Field(default_factory=dict)
    activities: dict[str, ActivityPattern] = Field(default_factory=dict)
    """What people do in touchpoints, each whole: what its family says is in it."""
    topic_words: dict[str, TopicWord] = Field(default_factory=dict)
    programmes: Many[Programme]

    def build_rate(self, format_: str) -> Rate | None:
        """Return the rate at which a format is built; None for a format that nobody described.

        A working folder's own rate that names the format comes before the format's own entry.
        """
        named = (rate for rate in self.rates.values() if format_ in rate.formats)
        known = self.formats.get(format_)
        return next(named, None) or (self.rates.get(known.build_rate) if known else None)

    def format_list(self, id_: str) -> tuple[str, ...]:
        """Return the formats of a list, best first.

        Raises
        ------
        KeyError
            If the catalogue has no such list.
        """
        return self.format_lists[id_].formats

    @cached_property
    def design_variables(self) -> dict[str, DesignVariable]:
        """The variables that a recommendation can depend on, by name in the order of the brief."""
        return design_variables(self.variables)

    def threshold(self, id_: str) -> float:
        """Return the value of one threshold.

        Raises
        ------
        KeyError
            If the catalogue has no such threshold.
        """
        return self.thresholds[id_].value
