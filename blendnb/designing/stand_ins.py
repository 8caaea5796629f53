"""Stand-ins: which format takes the place of one that cannot be used.

A format's entry names the formats that can take its place. Where it names none, or none of those
can be used either, the formats that serve the same purpose are asked, the nearest first. Short,
because it is one question that composing, adapting and the audit ask.
"""

from collections.abc import Container, Iterable

from blendnb.domain.catalogue import Catalogue, LearningFormat
from blendnb.domain.plan import Touchpoint


def first_in(wanted: Iterable[str], *pools: Container[str]) -> str | None:
    """Return the first of the formats that the first pool has, else that the next pool has."""
    ids = tuple(wanted)
    return next((id_ for pool in pools for id_ in ids if id_ in pool), None)


def similar(touchpoint: Touchpoint, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the formats of the same modality that can take a touchpoint's, best first."""
    known = catalogue.formats.get(touchpoint.format)
    if known and known.stand_ins:
        return known.stand_ins
    ranked = _by_purpose(touchpoint, catalogue)
    return tuple(
        f.id
        for f in ranked
        if f.modality == touchpoint.modality and touchpoint.purpose in f.purposes
    )


def substitute(
    touchpoint: Touchpoint, catalogue: Catalogue, closed: Container[str]
) -> LearningFormat:
    """Return the open format that serves a touchpoint's purpose best, whatever its modality.

    Raises
    ------
    ValueError
        If every format is closed.
    """
    return min(
        (f for f in catalogue.formats.values() if f.id not in closed),
        key=lambda candidate: _distance(candidate, touchpoint),
    )


def _by_purpose(touchpoint: Touchpoint, catalogue: Catalogue) -> list[LearningFormat]:
    others = (f for f in catalogue.formats.values() if f.id != touchpoint.format)
    return sorted(others, key=lambda candidate: _distance(candidate, touchpoint))


def _distance(candidate: LearningFormat, touchpoint: Touchpoint) -> tuple[bool, bool, int]:
    serves = touchpoint.purpose in candidate.purposes
    rank = candidate.purposes.index(touchpoint.purpose) if serves else len(candidate.purposes)
    return not serves, candidate.modality != touchpoint.modality, rank
