"""The library as examples to learn from: facts known before the design, and what was then run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from blendnb.designing.facts import with_derived
from blendnb.domain.catalogue import Programme

LEAKING = (
    "schedule.weeks",
    "support.coaches",
    "content.hours",
    "work.longest_session_minutes",
)
"""Fields that in one batch of the library partly come from what was run, and so give it away."""
LEAKING_BATCH = "V"
GRADE_WEIGHTS = {"A": 1.0, "B": 0.75, "C": 0.5}
"""What an example counts by how much of it is documented: judgement."""


@dataclass(frozen=True, slots=True)
class Case:
    """One programme: what was known, what may count as right, and how much it counts."""

    id: str
    owner: str
    """Programmes of one owner stay on the same side of every split."""
    facts: Mapping[str, Any]
    pattern: str
    acceptable: frozenset[str]
    """The pattern and its other defensible readings."""
    weight: float


def cases(programmes: Sequence[Programme], *, judged: bool = True) -> tuple[Case, ...]:
    """Return the shipped programmes as cases.

    Parameters
    ----------
    programmes
        The library; a user's own programmes are left out, so that the weights stay reproducible.
    judged
        Whether values that somebody judged rather than read count as known. Content weights are
        all judged, so without them no rule about content can be calibrated.
    """
    return tuple(_case(p, judged=judged) for p in programmes if p.origin == "shipped")


def _case(programme: Programme, *, judged: bool) -> Case:
    leaks = LEAKING if programme.id.startswith(LEAKING_BATCH) else ()
    hidden = {*leaks, *(() if judged else programme.inferred)}
    stated = {path: value for path, value in programme.brief.items() if path not in hidden}
    return Case(
        id=programme.id,
        owner=programme.owner,
        facts=with_derived(stated),
        pattern=programme.pattern,
        acceptable=frozenset((programme.pattern, *programme.also)),
        weight=GRADE_WEIGHTS[programme.grade[:1]],
    )
