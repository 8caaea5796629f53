"""Answers: what an open question may be answered with, and what holds once it is.

A choice has its vocabulary, a number its usual values from the catalogue. Moments, languages and
the content mix have no vocabulary, so a few typical answers stand for all.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from blendnb.designing.facts import DERIVED, MIX, derive
from blendnb.designing.truth import Conditions
from blendnb.designing.variables import DesignVariable
from blendnb.domain.brief import Moment
from blendnb.domain.catalogue import Variable

QUARTERS = 4
MIXES = tuple(
    (float(i), float(j), float(QUARTERS - i - j))
    for i in range(QUARTERS + 1)
    for j in range(QUARTERS + 1 - i)
)
"""The content mixes that are drawn from: every one in quarters."""
LANGUAGES = (("en",), ("en",), ("en", "es"), ("en", "es", "fr", "de"))
"""What languages are drawn from: most programmes run in one or two."""
MOMENTS = (1, 2, 3, 5)
"""How many moments are drawn."""
_SOME_MOMENT = Moment(text="-")


def usual_answers(variable: DesignVariable, catalogue: Mapping[str, Variable]) -> Any:
    """Return what a variable may be answered with, each answer as likely as the next.

    Parameters
    ----------
    variable
        The question.
    catalogue
        Usual values (`typical`) of numbers.

    Returns
    -------
    sequence
        Values of its key path; of the content mix, its three weights together.
    """
    match variable.kind:
        case "choice" | "yes_no":
            return variable.values
        case "mix":
            return MIXES
        case "technology":
            return _Subsets(variable.values)
        case "languages":
            return LANGUAGES
        case "moments":
            return tuple((_SOME_MOMENT,) * count for count in MOMENTS)
        case "number":
            return catalogue[variable.name].typical if variable.name in catalogue else ()


class _Subsets:
    """All subsets of some items as a sequence, made only when asked for."""

    def __init__(self, items: tuple[str, ...]) -> None:
        self._items = items

    def __len__(self) -> int:
        return 1 << len(self._items)

    def __getitem__(self, number: int) -> tuple[str, ...]:
        return tuple(item for place, item in enumerate(self._items) if number >> place & 1)


def stated_as(variable: DesignVariable, answer: Any) -> dict[str, Any]:
    """Return the facts that an answer states."""
    if variable.kind == "mix":
        return dict(zip(MIX, answer, strict=True))
    return {variable.name: answer}


def held_after(
    variable: DesignVariable,
    answers: Iterable[Mapping[str, Any]],
    facts: Mapping[str, Any],
    conditions: Conditions,
) -> Iterator[int]:
    """Yield the bits of the conditions that hold after each answer to one question.

    Parameters
    ----------
    variable
        The question.
    answers
        Facts that each answer states, on the variable's own key paths.
    facts
        Stated and derived facts before.
    conditions
        Rules and vetoes.
    """
    derived = [
        name
        for name, fact in DERIVED.items()
        if name in conditions.options and not set(variable.paths).isdisjoint(fact.inputs)
    ]
    rest = conditions.held(facts, besides=frozenset([*variable.paths, *derived]))
    for answer in answers:
        changed = {**facts, **answer}
        held = rest
        for path in variable.paths:
            held &= conditions.lets(path, changed.get(path))
        for name in derived:
            held &= conditions.lets(name, derive(name, changed))
        yield held
