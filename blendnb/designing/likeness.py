"""How alike two programmes' contexts are, field by field of the brief.

Likeness compares only fields that both sides state. Each field has a weight; values that somebody
judged rather than read count half. Numbers are compared by ratio: equal is 1, ten times as many is
0. Few shared fields prove little, so likeness leans towards one half the fewer there are.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import log10
from typing import Any

from blendnb.designing.facts import MIX, derive
from blendnb.designing.variables import CONTENT_MIX

Facts = Mapping[str, Any]

WEIGHTS: dict[str, float] = {
    "outcome.subject": 3.0,
    "audience.role": 1.5,
    "audience.size": 1.5,
    "work.setting": 1.5,
    "schedule.weeks": 1.5,
    "content.mix": 1.5,
    "outcome.level": 1.0,
    "audience.location": 1.0,
    "audience.minutes_per_week": 1.0,
    "work.longest_session_minutes": 1.0,
    "support.managers": 1.0,
    "outcome.risk": 0.5,
    "outcome.audit": 0.5,
    "audience.digital_comfort": 0.5,
    "audience.languages": 0.5,
    "work.mobile_only": 0.5,
    "content.hours": 0.5,
    "technology.available": 0.5,
    "support.coaches": 0.5,
    "support.facilitators": 0.5,
}
"""How much a field counts in likeness: judgement."""
INFERRED = 0.5
"""Part of its weight that a judged value keeps."""
HALF = 0.5
"""Likeness of neighbours in an order and of related words."""
SHARES = ("content.share.conceptual", "content.share.procedural", "content.share.interpersonal")
PRIOR_WEIGHT, PRIOR_LIKENESS = 2.0, 0.5
"""Likeness starts from this, as if one more field had agreed by half."""
ALIKE, UNLIKE = 0.75, 0.4
"""Fields at least this alike are named as alike, at most that alike as different."""

KIN: tuple[frozenset[str], ...] = (
    frozenset({"leadership", "behavioral_skills", "role_transition", "culture", "change"}),
    frozenset({"software", "process", "technical"}),
    frozenset({"compliance", "safety"}),
    frozenset({"sales", "product_knowledge"}),
    frozenset({"manager", "new_manager"}),
)
"""Words that are different but related: half alike."""
ORDERED: tuple[tuple[str, ...], ...] = (
    ("awareness", "skill", "behavior"),
    ("low", "medium", "high"),
    ("one_site", "multi_site", "distributed"),
)


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


def compared_fields(facts: Facts) -> dict[str, Any]:
    """Return the fields of one side that likeness looks at, as it looks at them."""
    return {field: value for field in WEIGHTS if (value := _value(field, facts)) is not None}


def likeness(ours: Facts, theirs: Facts, inferred: Collection[str] = ()) -> Likeness:
    """Return how alike two contexts are.

    Parameters
    ----------
    ours
        What `compared_fields` gives for one side.
    theirs
        Stated facts of the other side, by key path.
    inferred
        Key paths of theirs that somebody judged.
    """
    return Likeness(tuple(_matches(ours, theirs, inferred)))


def _matches(ours: Facts, other: Facts, inferred: Collection[str]) -> Iterator[Match]:
    for field, value in ours.items():
        theirs = _value(field, other)
        if theirs is not None:
            judged = not set(_paths(field)).isdisjoint(inferred)
            weight = WEIGHTS[field] * (INFERRED if judged else 1.0)
            yield Match(field, _alike(value, theirs), weight)


def _paths(field: str) -> tuple[str, ...]:
    return MIX if field == CONTENT_MIX else (field,)


def _value(field: str, facts: Facts) -> Any:
    """A field's value; the mix as three shares, languages as how many."""
    if field == CONTENT_MIX:
        shares = tuple(derive(name, facts) for name in SHARES)
        return None if None in shares else shares
    value = facts.get(field)
    return len(value) if field == "audience.languages" and value is not None else value


def _alike(ours: Any, theirs: Any) -> float:
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
        return _related(ours, theirs)
    return max(0.0, 1.0 - abs(log10(ours / theirs))) if ours > 0 and theirs > 0 else 0.0


def _related(ours: str, theirs: str) -> float:
    for order in ORDERED:
        if ours in order and theirs in order:
            return HALF if abs(order.index(ours) - order.index(theirs)) == 1 else 0.0
    return HALF if any(ours in kin and theirs in kin for kin in KIN) else 0.0
