"""Usual answers: what an open question may be answered with, and what holds once it is.

A choice has its vocabulary, a number its usual values, a list its usual lengths (from the
catalogue). The content mix has none of these, so it is answered in quarters. A module of its own,
because what-ifs and the next question both ask it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from blendnb.designing.facts import DERIVED, derive
from blendnb.designing.recommend.rules import Conditions, Held
from blendnb.domain.brief import MIX
from blendnb.domain.design_variables import DesignVariable, Variable

QUARTERS = 4
MIXES = tuple(
    (float(i), float(j), float(QUARTERS - i - j))
    for i in range(QUARTERS + 1)
    for j in range(QUARTERS + 1 - i)
)
"""The content mixes that are drawn from: every one in quarters."""
_SOMETHING = "-"
"""Stands for an entry of a list of which only the length counts."""


def usual_answers(variable: DesignVariable) -> Sequence[Any]:
    """Return what a variable may be answered with, each answer as likely as the next.

    Parameters
    ----------
    variable
        The question.

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
        case "set":
            return _Subsets(variable.values)
        case "list":
            return [_of_length(int(count), variable.entry) for count in variable.entry.typical]
        case "number":
            return variable.entry.typical


def _of_length(count: int, entry: Variable) -> tuple[str, ...]:
    return entry.examples[:count] if entry.examples else (_SOMETHING,) * count


class _Subsets(Sequence[tuple[str, ...]]):
    """All subsets of some items as a sequence, made only when asked for."""

    def __init__(self, items: tuple[str, ...]) -> None:
        self._items = items

    def __len__(self) -> int:
        return 1 << len(self._items)

    def __getitem__(self, number: Any) -> Any:
        return tuple(item for index, item in enumerate(self._items) if number >> index & 1)


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
) -> Iterator[Held]:
    """Yield the conditions that hold after each answer to one question.

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
            held = conditions.narrowed(held, path, changed.get(path))
        for name in derived:
            held = conditions.narrowed(held, name, derive(name, changed))
        yield held
