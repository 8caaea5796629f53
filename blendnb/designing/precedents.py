"""Precedents: published programmes near this brief, shown beside the rules and never counted.

They illustrate: "people in a place like yours ran this, and this is what they reported". They prove
nothing, because successes get published and failures hardly do, and they cast no vote on the
recommendation. So near ones that ran something else are shown too, always with their source.

Likeness compares only fields that both the brief and the programme state. Each field has a weight;
values that somebody judged rather than read count half. Numbers are compared by ratio: equal is 1,
ten times as many is 0. Few shared fields prove little, so likeness leans towards one half the fewer
there are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log10
from typing import Any

from blendnb.designing.facts import MIX, derive
from blendnb.designing.variables import CONTENT_MIX
from blendnb.designing.wording import listed, number, phrase
from blendnb.domain.catalogue import Catalogue, Programme
from blendnb.domain.recommendation import Precedent

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
FEWEST_FIELDS = 3
NEAR = 0.6
"""Below this nothing is called near."""
MOST_SHOWN = 5
ALIKE, UNLIKE = 0.75, 0.4
"""Fields at least this alike are named as alike, at most that alike as different."""
MOST_NAMED = 3

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
class _Match:
    """One field that both sides state: how alike, and what it counts."""

    field: str
    likeness: float
    weight: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    programme: Programme
    matches: tuple[_Match, ...]

    @property
    def likeness(self) -> float:
        """Weighted mean over the shared fields and the prior."""
        weight = PRIOR_WEIGHT + sum(match.weight for match in self.matches)
        alike = sum(match.weight * match.likeness for match in self.matches)
        return (PRIOR_WEIGHT * PRIOR_LIKENESS + alike) / weight

    def ran_else(self, blend_model: str) -> bool:
        """Whether what was run can be read as this blend model in no way."""
        return blend_model not in (self.programme.pattern, *self.programme.also)


def nearest(facts: Facts, catalogue: Catalogue, winner: str) -> tuple[tuple[Precedent, ...], str]:
    """Return the nearest published programmes and a note on how to read them.

    Parameters
    ----------
    facts
        Stated facts of the brief.
    catalogue
        The programmes.
    winner
        The blend model recommended: at least one near programme that ran something else is shown,
        where there is one.

    Returns
    -------
    tuple
        Up to five precedents, nearest first (ties by id), and the note. Programs of grade A and B
        come before those of grade C.
    """
    ours = {field: value for field in WEIGHTS if (value := _value(field, facts)) is not None}
    near = sorted(_near(ours, catalogue.programmes), key=_places_first)
    shown = near[:MOST_SHOWN]
    others = [candidate for candidate in near[MOST_SHOWN:] if candidate.ran_else(winner)]
    if others and not any(candidate.ran_else(winner) for candidate in shown):
        shown[-1] = others[0]
    shown.sort(key=lambda candidate: (-candidate.likeness, candidate.programme.id))
    note = _note(shown, catalogue, winner)
    return tuple(_precedent(candidate, ours) for candidate in shown), note


def _near(ours: Facts, programmes: Sequence[Programme]) -> Iterator[_Candidate]:
    for programme in programmes:
        candidate = _Candidate(programme, tuple(_matches(ours, programme)))
        if len(candidate.matches) >= FEWEST_FIELDS and candidate.likeness >= NEAR:
            yield candidate


def _places_first(candidate: _Candidate) -> tuple[bool, float, str]:
    programme = candidate.programme
    return programme.grade.startswith("C"), -candidate.likeness, programme.id


def _matches(ours: Facts, programme: Programme) -> Iterator[_Match]:
    for field, value in ours.items():
        theirs = _value(field, programme.brief)
        if theirs is not None:
            judged = not set(_paths(field)).isdisjoint(programme.inferred)
            weight = WEIGHTS[field] * (INFERRED if judged else 1.0)
            yield _Match(field, _alike(value, theirs), weight)


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


def _precedent(candidate: _Candidate, ours: Facts) -> Precedent:
    programme = candidate.programme
    ranked = sorted(candidate.matches, key=lambda match: -match.weight)
    alike = [match.field for match in ranked if match.likeness >= ALIKE]
    differs = [match.field for match in ranked if match.likeness <= UNLIKE]
    return Precedent(
        id=programme.id,
        likeness=round(candidate.likeness, 3),
        title=programme.title,
        client=programme.client,
        pattern=programme.pattern,
        also=programme.also,
        flipped=programme.flipped,
        reinforced=programme.reinforced,
        alike=tuple(alike),
        differs=tuple(differs),
        text=_comparison(programme, alike, differs, ours),
        sequence=programme.sequence,
        result=programme.result,
        source=_source(programme),
        kind=programme.kind,
        grade=programme.grade,
        origin=programme.origin,
    )


def _source(programme: Programme) -> str:
    year = "" if programme.year is None else f", {programme.year}"
    return f"{programme.source_title}. {programme.owner}{year}"


def _comparison(
    programme: Programme, alike: Sequence[str], differs: Sequence[str], ours: Facts
) -> str:
    """In what a programme is like the brief, and in what it is not."""
    same = [_said(field, programme.brief, same=True) for field in alike[:MOST_NAMED]]
    sentences = [f"Like yours: {listed(same)}."] if same else []
    other = [_difference(field, programme.brief, ours) for field in differs[:MOST_NAMED]]
    return " ".join([*sentences, f"Unlike yours: {listed(other)}."] if other else sentences)


def _said(field: str, theirs: Facts, *, same: bool) -> str:
    if field == CONTENT_MIX:
        return "a similar mix of content" if same else "another mix of content"
    if field == "technology.available":
        return "similar technology" if same else "other technology"
    return phrase(field, theirs[field], theirs)


def _difference(field: str, theirs: Facts, ours: Facts) -> str:
    said = _said(field, theirs, same=False)
    mine = ours[field]
    counted = isinstance(mine, (int, float)) and not isinstance(mine, bool)
    return f"{said} (yours {number(mine)})" if counted else said


def _note(shown: Sequence[_Candidate], catalogue: Catalogue, winner: str) -> str:
    """How to read the precedents, or that there are none."""
    if not shown:
        return (
            f"None of the {len(catalogue.programmes)} published programmes in the library is near "
            "this brief. That says nothing about the design, only about the library."
        )
    note = (
        "What others in a similar place ran, in their own account. It shows what is done, not what "
        "works: successes get published, failures hardly do."
    )
    if not any(candidate.ran_else(winner) for candidate in shown):
        name = catalogue.blend_models[winner].name.lower()
        note += f" None of the near ones ran anything that cannot be read as {name}."
    return note
