"""Precedents: published programmes near this brief, shown beside the rules and never counted.

They illustrate: "people in a place like yours ran this, and this is what they reported". They prove
nothing, because successes get published and failures hardly do, and they cast no vote on the
recommendation. So near ones that ran something else are shown too, always with their source.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from blendnb.designing.recommend.likeness import (
    Facts,
    Likeness,
    Variables,
    compared_fields,
    likeness,
)
from blendnb.designing.recommend.value_phrases import phrase
from blendnb.domain.catalogue import Catalogue, Programme
from blendnb.domain.design_variables import DesignVariable
from blendnb.domain.recommendation import Precedent
from blendnb.language import exact, listed, say

FEWEST_FIELDS = 3
NEAR = 0.6
"""Below this nothing is called near."""
MOST_SHOWN = 5
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Candidate:
    programme: Programme
    similarity: Likeness

    @property
    def likeness(self) -> float:
        return self.similarity.value

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
    ours = compared_fields(facts, catalogue.design_variables)
    near = sorted(_near(ours, catalogue), key=_precedent_order)
    shown = near[:MOST_SHOWN]
    others = [candidate for candidate in near[MOST_SHOWN:] if candidate.ran_else(winner)]
    if others and not any(candidate.ran_else(winner) for candidate in shown):
        shown[-1] = others[0]
    shown.sort(key=lambda candidate: (-candidate.likeness, candidate.programme.id))
    note = _note(shown, catalogue, winner)
    return tuple(_precedent(candidate, ours, catalogue) for candidate in shown), note


def _near(ours: Facts, catalogue: Catalogue) -> Iterator[_Candidate]:
    variables = catalogue.design_variables
    for programme in catalogue.programmes:
        similarity = likeness(ours, programme.brief, variables, programme.inferred)
        candidate = _Candidate(programme, similarity)
        if len(similarity.matches) >= FEWEST_FIELDS and candidate.likeness >= NEAR:
            yield candidate


def _precedent_order(candidate: _Candidate) -> tuple[bool, float, str]:
    programme = candidate.programme
    return programme.grade.startswith("C"), -candidate.likeness, programme.id


def _precedent(candidate: _Candidate, ours: Facts, catalogue: Catalogue) -> Precedent:
    programme = candidate.programme
    alike, differs = candidate.similarity.alike, candidate.similarity.differs
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
        text=_comparison(candidate, ours, catalogue.design_variables),
        sequence=programme.sequence,
        result=programme.result,
        source=_source(programme),
        kind=programme.kind,
        grade=programme.grade,
        origin=programme.origin,
    )


def _source(programme: Programme) -> str:
    named = {"title": programme.source_title, "owner": programme.owner}
    if programme.year is None:
        return say("recommendation.programme", **named)
    return say("recommendation.programme_year", **named, year=str(programme.year))


def _comparison(candidate: _Candidate, ours: Facts, variables: Variables) -> str:
    """In what a programme is like the brief, and in what it is not."""
    theirs, similarity = candidate.programme.brief, candidate.similarity
    same = [_said(variables[f], theirs, same=True) for f in similarity.alike[:MOST_NAMED]]
    other = [_difference(variables[f], theirs, ours) for f in similarity.differs[:MOST_NAMED]]
    sentences = [say("recommendation.like", what=listed(same))] if same else []
    sentences += [say("recommendation.unlike", what=listed(other))] if other else []
    return " ".join(sentences)


def _said(variable: DesignVariable, theirs: Facts, *, same: bool) -> str:
    if variable.kind == "mix":
        return say(f"recommendation.mix_{'alike' if same else 'unlike'}")
    entry = variable.entry
    if variable.kind == "set":
        return (entry.alike if same else entry.unlike) or ""
    return phrase(entry, theirs[variable.name], theirs)


def _difference(variable: DesignVariable, theirs: Facts, ours: Facts) -> str:
    said = _said(variable, theirs, same=False)
    mine = ours[variable.name]
    counted = isinstance(mine, (int, float)) and not isinstance(mine, bool)
    return say("recommendation.yours", what=said, figure=exact(mine)) if counted else said


def _note(shown: Sequence[_Candidate], catalogue: Catalogue, winner: str) -> str:
    """How to read the precedents, or that there are none."""
    if not shown:
        return say("recommendation.programmes_none", count=len(catalogue.programmes))
    note = say("recommendation.programmes_note")
    if any(candidate.ran_else(winner) for candidate in shown):
        return note
    name = catalogue.blend_models[winner].name.lower()
    return f"{note} {say('recommendation.programmes_same', model=name)}"
