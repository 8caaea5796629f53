"""The recommendation: which blend model fits a brief, argued so that a client can follow it.

It is an argument, not a forecast. Every number in it can be traced to rules that fired on stated
facts; `share` says how far the answer depends on weights that nobody knows, `sensitive_to` on
questions that nobody answered yet; precedents illustrate and never count as votes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

from blendnb.domain.costs import ZERO, Range

ExcludedKind = Literal["blend_model", "format", "element", "measure"]
ConfidenceKind = Literal["excluded", "unsettled", "close", "first", "firm"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that fired, and what it did to the model or element that it stands beside."""

    rule: str
    variables: tuple[str, ...]
    """Key paths of the brief that made it fire; none for a prior."""
    effect: float
    """Positive speaks for, negative against."""
    text: str
    source: str
    confidence: str
    origin: str = "shipped"


@dataclass(frozen=True, slots=True)
class RecallBand:
    """Expected recall on a day, averaged over topics: lowest and highest of the memory models."""

    day: int
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Consequences:
    """What the plan that a blend model would get takes, and where it breaks what is stated."""

    refused: str = ""
    """Why no plan can be composed; then every figure is empty."""
    learning_hours: float = 0.0
    """Of one learner; tasks at work are not in it."""
    learner_hours: float = 0.0
    """Of all learners."""
    together_hours: float = 0.0
    """Of one learner, with others."""
    live_sessions: int = 0
    """That one learner attends."""
    groups: int = 0
    """Of the led touchpoint that has most."""
    facilitator_days: float = 0.0
    """Leading and preparing, all groups, in days of eight hours."""
    facilitator_days_there: float | None = None
    """Working days of the stated facilitators in the window."""
    build_hours: Range = ZERO
    effort_hours: Range = ZERO
    """Everybody's hours but the learners': building, leading, managers."""
    money: Range | None = None
    """Of the effort; None while a price is not set."""
    currency: str = ""
    recall: tuple[RecallBand, ...] = ()
    """By the day on which people must be ready, and half a year later."""
    warnings: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    """What is stated that the plan does not keep."""
    unmet: int = 0
    """Questions of the audit that the plan leaves missing."""


@dataclass(frozen=True, slots=True)
class RankedModel:
    """One blend model with its place, its reasons and its risks."""

    id: str
    name: str
    score: float
    """Sum of its reasons' effects."""
    share: float
    """How often it comes first when the rules' weights vary, 0 to 1."""
    percent: int
    """`share` as it is shown: whole, and all four add up to 100."""
    excluded: bool
    excluded_by: tuple[str, ...]
    """Ids of the vetoes that exclude it."""
    risks: tuple[str, ...]
    reasons: tuple[Reason, ...]
    """Strongest first, those for it before those against it."""
    consequences: Consequences | None = None
    """What its plan would take; None where nobody asked for it."""


@dataclass(frozen=True, slots=True)
class AnswerConfidence:
    """How firm the first place is, and what the order follows."""

    kind: ConfidenceKind
    rival: str
    """Of the other models, the one that comes first most often when weights and answers vary."""
    hinge: str
    """What must stay as stated so that another model does not come first, to go on after "as long
    as"; empty where no small change of a stated value turns the answer."""
    order: str
    """One sentence or two: what the order follows."""


@dataclass(frozen=True, slots=True)
class Element:
    """Flipped design or continuous reinforcement: whether to use it, decided on its own."""

    use: bool
    score: float
    text: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ChosenFormat:
    """A format that the journey uses, and what it is here for."""

    id: str
    name: str
    purpose: str
    """The purpose it mainly serves in this journey."""
    serves: tuple[str, ...]
    """Every purpose and need of this journey that it covers."""
    text: str
    by: str | None = None
    """The format rule that calls for it, where one does."""


@dataclass(frozen=True, slots=True)
class LeftOutFormat:
    """A format that the journey does without, and why."""

    id: str
    name: str
    text: str
    by: str | None
    """The veto that excludes it, where one does."""
    instead: tuple[str, ...]
    """Chosen formats that serve what it would have served."""


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A purpose or need that no format allowed here can cover."""

    id: str
    text: str
    by: tuple[str, ...]
    """The vetoes that exclude the formats which could."""


@dataclass(frozen=True, slots=True)
class FormatChoice:
    """Few formats that complement each other, and the reason for each one in or out."""

    chosen: tuple[ChosenFormat, ...]
    left_out: tuple[LeftOutFormat, ...]
    uncovered: tuple[Uncovered, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the chosen formats, in the order of the catalogue."""
        return tuple(chosen.id for chosen in self.chosen)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What a veto excludes, with the sentence that is shown as it stands."""

    kind: ExcludedKind
    id: str
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Precedent:
    """A published programme near this brief: an illustration, never a proof."""

    id: str
    likeness: float
    """0 nothing alike, 1 the same in every field that both state."""
    title: str
    client: str
    pattern: str
    also: tuple[str, ...]
    flipped: str
    reinforced: str
    alike: tuple[str, ...]
    """Key paths of the fields in which both agree."""
    differs: tuple[str, ...]
    stated: int
    """How many fields the brief states: what is not known of the programme counts for nothing."""
    text: str
    """In what it is alike and in what not."""
    sequence: str
    """What was run, in order."""
    result: str
    """What was reported and by whom; empty where nothing is known."""
    source: str
    kind: str
    grade: str
    origin: str = "shipped"


@dataclass(frozen=True, slots=True)
class VariableChange:
    """One design variable set to another value; `from_` None where nothing was stated."""

    variable: str
    from_: Any
    to: Any


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The smallest change of one design variable after which another blend model comes first."""

    variable: str
    from_: Any
    to: Any
    model: str
    step: float
    """Size of the change, 0 to 1 within one variable's range and 1 for a whole other answer."""
    text: str


@dataclass(frozen=True, slots=True)
class Reopening:
    """The smallest set of changes after which nothing excludes a blend model any more."""

    model: str
    changes: tuple[VariableChange, ...]
    """Empty where no set of up to three changes reopens it."""
    text: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the design variables are answered."""

    answered: int
    of: int


@dataclass(frozen=True, slots=True)
class AskNext:
    """An open question whose answer would change the result most."""

    variable: str
    """Key path to answer; of the content mix, its first weight."""
    label: str
    """How the form calls the question."""
    text: str
    """What its answers would do to the result."""
    models: tuple[str, ...] = ()
    """The blend models that an answer would put first."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Everything a recommendation says, best blend model first."""

    summary: str
    """The answer in a few sentences, to be read aloud."""
    models: tuple[RankedModel, ...]
    confidence: AnswerConfidence
    flipped: Element
    reinforcement: Element
    format_choice: FormatChoice
    excluded: tuple[Exclusion, ...]
    precedents: tuple[Precedent, ...]
    precedents_note: str
    """How to read the precedents, or that nothing is near."""
    assumed: tuple[str, ...]
    """Key paths that a plan would have to assume."""
    coverage: Coverage
    what_if: tuple[WhatIf, ...]
    reopenings: tuple[Reopening, ...]
    """For each blend model, where all four are excluded; otherwise empty."""
    ask_next: tuple[AskNext, ...] = ()
    """While too little is known to choose: two or three questions to ask; otherwise empty."""
    sensitive_to: tuple[AskNext, ...] = ()
    """Open questions whose usual answers would put another model first, the most turning first."""

    @property
    def best(self) -> RankedModel:
        """The blend model that comes first."""
        return self.models[0]

    @property
    def runner_up(self) -> RankedModel:
        """The blend model that comes second."""
        return self.models[1]

    def to_data(self) -> dict[str, Any]:
        """Return the public JSON form: plain values, in a fixed order of keys."""
        choice = self.format_choice
        return {
            "summary": self.summary,
            "models": _plain(self.models),
            "standing": _plain(self.confidence),
            "flipped": _plain(self.flipped),
            "reinforcement": _plain(self.reinforcement),
            "formats": _plain(choice.chosen),
            "formats_left_out": _plain(choice.left_out),
            "uncovered": _plain(choice.uncovered),
            "excluded": _plain(self.excluded),
            "precedents": _plain(self.precedents),
            "precedents_note": self.precedents_note,
            "assumed": list(self.assumed),
            "coverage": _plain(self.coverage),
            "ask_next": _plain(self.ask_next),
            "sensitive_to": _plain(self.sensitive_to),
            "what_if": _plain(self.what_if),
            "reopen": _plain(self.reopenings),
        }


def _plain(value: Any) -> Any:
    """Turn dataclasses into objects and tuples into lists, as JSON has them."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name.rstrip("_"): _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value
