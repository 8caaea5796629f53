"""Precedents: published programmes near this brief, shown beside the rules and never counted.

They illustrate: "people in a place like yours ran this, and this is what they reported". They prove
nothing, because successes get published and failures hardly do, and they cast no vote on the
recommendation. So near ones that ran something else are shown too, always with their source.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from blendnb.designing.likeness import Facts, Likeness, compared_fields, likeness
from blendnb.designing.variables import CONTENT_MIX
from blendnb.designing.wording import listed, number, phrase
from blendnb.domain.catalogue import Catalogue, Programme
from blendnb.domain.recommendation import Precedent

FEWEST_FIELDS = 3
NEAR = 0.6
"""Below this nothing is called near."""
MOST_SHOWN = 5
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Candidate:
    programme: Programme
    found: Likeness

    @property
    def likeness(self) -> float:
        return self.found.value

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
    ours = compared_fields(facts)
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
        found = likeness(ours, programme.brief, programme.inferred)
        candidate = _Candidate(programme, found)
        if len(found.matches) >= FEWEST_FIELDS and candidate.likeness >= NEAR:
            yield candidate


def _places_first(candidate: _Candidate) -> tuple[bool, float, str]:
    programme = candidate.programme
    return programme.grade.startswith("C"), -candidate.likeness, programme.id


def _precedent(candidate: _Candidate, ours: Facts) -> Precedent:
    programme = candidate.programme
    alike, differs = candidate.found.alike, candidate.found.differs
    return Precedent(
        id=programme.id,
        likeness=round(candidate.likeness, 3),
        title=programme.title,
        client=programme.client,
        pattern=programme.pattern,
        also=programme.also,
        flipped=programme.flipped,
        reinforced=programme.reinforced,
        alike=alike,
        differs=differs,
        stated=len(ours),
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
