"""How alike two programmes' contexts are, field by field of the brief.

Likeness compares only fields that both sides state. Each field has a weight; values that somebody
judged rather than read count half. Numbers are compared by ratio: equal is 1, ten times as many is
0. Few shared fields prove little, so likeness leans towards one half the fewer there are.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import log10
from typing import Any

from blendnb.designing.facts import derive
from blendnb.domain.design_variables import DesignVariable, Variable

Facts = Mapping[str, Any]
Variables = Mapping[str, DesignVariable]

INFERRED = 0.5
"""Part of its weight that a judged value keeps."""
HALF = 0.5
"""Likeness of neighbours in an order and of related words."""
SHARES = ("content.share.conceptual", "content.share.procedural", "content.share.interpersonal")
PRIOR_WEIGHT, PRIOR_LIKENESS = 2.0, 0.5
"""Likeness starts from this, as if one more field had agreed by half."""
ALIKE, UNLIKE = 0.75, 0.4
"""Fields at least this alike are named as alike, at most that alike as different."""


@dataclass(frozen=True, slots=True)
class Match:
    """One field that both sides state: how alike, and what it counts."""

    field: str
    likeness: float
    weight: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two contexts are, and in what."""

    matches: tuple[Match, ...]

    @property
    def value(self) -> float:
        """Weighted mean over the shared fields and the prior."""
        weight = PRIOR_WEIGHT + sum(match.weight for match in self.matches)
        alike = sum(match.weight * match.likeness for match in self.matches)
        return (PRIOR_WEIGHT * PRIOR_LIKENESS + alike) / weight

    @property
    def alike(self) -> tuple[str, ...]:
        """Fields in which both agree, the weightiest first."""
        return tuple(m.field for m in self._ranked if m.likeness >= ALIKE)

    @property
    def differs(self) -> tuple[str, ...]:
        """Fields in which they differ, the weightiest first."""
        return tuple(m.field for m in self._ranked if m.likeness <= UNLIKE)

    @property
    def _ranked(self) -> list[Match]:
        return sorted(self.matches, key=lambda match: -match.weight)


def compared_fields(facts: Facts, variables: Variables) -> dict[str, Any]:
    """Return the fields of one side that likeness looks at, as it looks at them.

    Parameters
    ----------
    facts
        Stated facts.
    variables
        The design variables (`Catalogue.design_variables`): what each counts.
    """
    compared = [variable for variable in variables.values() if variable.likeness]
    compared.sort(key=lambda variable: (-variable.likeness, variable.entry.named))
    values = ((variable.name, _value(variable, facts)) for variable in compared)
    return {name: value for name, value in values if value is not None}


def likeness(
    ours: Facts, theirs: Facts, variables: Variables, inferred: Collection[str] = ()
) -> Likeness:
    """Return how alike two contexts are.

    Parameters
    ----------
    ours
        What `compared_fields` gives for one side.
    theirs
        Stated facts of the other side, by key path.
    variables
        The design variables.
    inferred
        Key paths of theirs that somebody judged.
    """
    return Likeness(tuple(_matches(ours, theirs, variables, inferred)))


def _matches(
    ours: Facts, other: Facts, variables: Variables, inferred: Collection[str]
) -> Iterator[Match]:
    for field, value in ours.items():
        variable = variables[field]
        theirs = _value(variable, other)
        if theirs is not None:
            judged = not set(variable.paths).isdisjoint(inferred)
            weight = variable.likeness * (INFERRED if judged else 1.0)
            yield Match(field, _alike(value, theirs, variable.entry), weight)


def _value(variable: DesignVariable, facts: Facts) -> Any:
    """A field's value; the mix as three shares, a list as how long it is."""
    if variable.kind == "mix":
        shares = tuple(derive(name, facts) for name in SHARES)
        return None if None in shares else shares
    value = facts.get(variable.name)
    return len(value) if variable.kind == "list" and value is not None else value


def _alike(ours: Any, theirs: Any, entry: Variable) -> float:
    """How alike two values of one field are, 0 to 1."""
    if isinstance(ours, tuple) and ours and isinstance(ours[0], float):
        return 1 - float(sum(abs(a - b) for a, b in zip(ours, theirs, strict=True))) / 2
    if isinstance(ours, (tuple, list)):
        either = set(ours) | set(theirs)
        return len(set(ours) & set(theirs)) / len(either) if either else 1.0
    if ours == theirs:
        return 1.0
    if isinstance(ours, bool):
        return 0.0
    if isinstance(ours, str):
        return _related(ours, theirs, entry)
    return max(0.0, 1.0 - abs(log10(ours / theirs))) if ours > 0 and theirs > 0 else 0.0


def _related(ours: str, theirs: str, entry: Variable) -> float:
    if entry.ordered:
        order = [choice.value for choice in entry.choices]
        return HALF if abs(order.index(ours) - order.index(theirs)) == 1 else 0.0
    return HALF if any(ours in kin and theirs in kin for kin in entry.kin) else 0.0
