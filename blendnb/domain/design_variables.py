"""Design variables: what the catalogue says of each, and what the brief's own type says.

A variable is one entry of the catalogue (how it is asked, said, assumed and compared) and one field
of the brief (its vocabulary or its bounds). `Variable` is the entry; `DesignVariable` is both
together, for the variables that a recommendation can depend on. The three weights of the content
mix are one of these.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from blendnb.domain.base import Line, Many, Text, Value
from blendnb.domain.brief import MIX
from blendnb.domain.conditions import Scalar
from blendnb.domain.fact_kinds import Bounds, brief_paths, number_bounds, stated_facts
from blendnb.domain.sourced import Sourced

EntryKind = Literal[
    "choice", "number", "weight", "yes_no", "set", "list", "text", "date", "ranges", "rows",
]  # fmt: skip
Kind = Literal["choice", "number", "yes_no", "set", "list", "mix"]
Phrase = Line | dict[str, Line]
"""How an answer is said in a sentence, or one text for each plural category."""
CONTENT_MIX = "content.mix"
"""Name of the one variable that three weights answer together."""


class Choice(Value):
    """One value of a design variable with the words people see."""

    value: Scalar
    label: Line
    help: Text = ""
    phrase: Line | None = None
    """The value inside a sentence."""


class Variable(Sourced):
    """One question of the brief as a person meets it, and as sentences and comparisons use it."""

    path: Line
    group: Line
    label: Line
    help: Text
    decides: Text
    kind: EntryKind
    unit: Line | None = None
    choices: Many[Choice] = ()
    ordered: bool = False
    """The choices have an order, so that a neighbour is a smaller step than another."""
    kin: Many[Many[Scalar]] = ()
    """Choices that are half alike, where there is no order."""
    typical: Many[int | float] = ()
    """Values that an unanswered number is drawn from; of a list, how many entries."""
    examples: Many[Line] = ()
    """What a list is lengthened with; without them it is only made shorter."""
    step: Annotated[float, Field(gt=0)] = 1
    """The smallest change of a number that is tried."""
    assumed: Any = None
    """What a plan is composed with while nobody answers, as a brief file writes it."""
    otherwise: Line | None = None
    """What is said of it while nobody answers, where nothing is assumed."""
    likeness: Annotated[float, Field(ge=0)] | None = None
    """How much it counts when two programmes are compared."""
    named: int = 0
    """Of two that count the same, the one with the smaller number is named first."""
    phrase: Phrase | None = None
    yes: Line | None = None
    no: Line | None = None
    none: Line | None = None
    """The empty set inside a sentence."""
    no_more: Phrase | None = None
    """That a number is at most what it is, to go on after "as long as"."""
    no_fewer: Phrase | None = None
    alike: Line | None = None
    """How another programme is called that has much the same set."""
    unlike: Line | None = None
    rows: Annotated[int, Field(ge=1, le=20)] = 1
    """Lines that its text box shows."""
    argues: bool = True
    """A recommendation can depend on it; otherwise it shapes the plan alone."""
    one_line: bool = False
    """A list of short words, which stand in one line with commas."""

    def choice(self, value: Any) -> Choice | None:
        """Return the choice that has a value."""
        return next((choice for choice in self.choices if choice.value == value), None)

    @property
    def is_argument(self) -> bool:
        """Whether a recommendation can depend on it, by itself or as a part of the mix."""
        asked = self.kind in ARGUMENTS or (self.kind == "list" and bool(self.typical))
        return self.argues and asked


ARGUMENTS = ("choice", "yes_no", "number", "weight", "set")
"""Kinds that rules can ask about. A list is asked about where somebody says how long it may be."""


_NO_BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class DesignVariable:
    """One question that a recommendation can depend on, and what may be answered."""

    name: str
    """Its key path; `content.mix` for the three weights."""
    kind: Kind
    paths: tuple[str, ...]
    """The key paths that answer it."""
    entries: tuple[Variable, ...]
    """What the catalogue says of each path."""
    values: tuple[Any, ...] = ()
    """Of a choice or a set: its vocabulary, in order."""
    bounds: Bounds = _NO_BOUNDS
    """Of a number or a weight."""

    @property
    def entry(self) -> Variable:
        """What the catalogue says of it; of the mix, of its first weight."""
        return self.entries[0]

    @property
    def likeness(self) -> float:
        """How much it counts when two programmes are compared."""
        return sum(entry.likeness or 0.0 for entry in self.entries)

    @property
    def low(self) -> float:
        """The least number that is tried."""
        bounds = self.bounds
        return (bounds.above or 0.0) + self.entry.step if bounds.low is None else bounds.low

    @property
    def high(self) -> float:
        """The greatest number."""
        return self.bounds.high or 0.0

    def answered(self, facts: Mapping[str, Any]) -> bool:
        """Whether one of its key paths is stated."""
        return any(path in facts for path in self.paths)


def design_variables(entries: Mapping[str, Variable]) -> dict[str, DesignVariable]:
    """Return the variables that a recommendation can depend on, in the order of the brief.

    Parameters
    ----------
    entries
        The catalogue's variables by key path.
    """
    paths = [path for path in brief_paths() if path in entries and entries[path].is_argument]
    # What stands outside the groups comes last, however early the form asks for it.
    ordered = sorted(paths, key=lambda path: "." not in path)
    return {variable.name: variable for variable in _variables(ordered, entries)}


def _variables(paths: list[str], entries: Mapping[str, Variable]) -> Iterator[DesignVariable]:
    for path in paths:
        if path == MIX[0]:
            weights = tuple(entries[weight] for weight in MIX)
            yield DesignVariable(CONTENT_MIX, "mix", MIX, weights, bounds=number_bounds(path))
        elif path not in MIX:
            yield _variable(path, entries[path])


def _variable(path: str, entry: Variable) -> DesignVariable:
    entries = (entry,)
    match entry.kind:
        case "yes_no":
            return DesignVariable(path, "yes_no", (path,), entries, (False, True))
        case "choice" | "set":
            values = stated_facts()[path].values
            return DesignVariable(path, entry.kind, (path,), entries, values)
        case "number":
            return DesignVariable(path, "number", (path,), entries, bounds=number_bounds(path))
        case _:
            return DesignVariable(path, "list", (path,), entries)
