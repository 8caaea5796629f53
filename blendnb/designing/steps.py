"""Steps: the values that one design variable could take instead, the nearest first.

Rules and vetoes cut a number's range into stretches in which they all stay as they are. So only
the edges of those stretches need to be tried: the values on either side of every threshold, also
of thresholds on facts derived from the number. Trying them finds the nearest value that changes
anything, exactly, without trying every number.

How large a step is: 1 for the next entry in a vocabulary's order, for a yes turned into a no, for
one technology more or less, for one language or moment more or less, for a number doubled or
halved, and for a quarter of the content mix. An unanswered variable is measured from the value
that would be assumed, so confirming that value is a step of 0.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil, floor, log2, log10
from typing import Any

from blendnb.designing.facts import CLASS_SIZE, DERIVED, MIX, derive, groups, with_derived
from blendnb.designing.truth import Conditions
from blendnb.designing.variables import DesignVariable, design_variables
from blendnb.domain.brief import ASSUMED
from blendnb.domain.conditions import Option

Facts = Mapping[str, Any]
MORE_LANGUAGES = ("en", "es", "fr", "de", "pt", "it", "nl", "pl", "ja", "zh")
"""Languages that "more languages" is tried with; which ones they are makes no difference."""
_MIX_STEP = 0.25
_WEIGHT_GRID = 0.01
_HALF_OF_ONE = 0.5


@dataclass(frozen=True, slots=True)
class Step:
    """One design variable set to another value, and how large a step that is."""

    path: str
    value: Any
    size: float


def steps(variable: DesignVariable, facts: Facts, conditions: Conditions) -> list[Step]:
    """Return the values to try for one variable, the smallest step first.

    Parameters
    ----------
    variable
        The variable to change; unanswered ones too.
    facts
        Stated facts.
    conditions
        Where the thresholds stand.
    """
    found = _FINDERS[variable.kind](variable, facts, conditions)
    return sorted((s for s in found if s.value != facts.get(s.path)), key=lambda s: s.size)


def all_steps(facts: Facts, conditions: Conditions) -> list[Step]:
    """Return the values to try for every variable that some condition asks about."""
    asked = set(asked_paths(conditions))
    return [
        step
        for variable in design_variables().values()
        if not asked.isdisjoint(variable.paths)
        for step in steps(variable, facts, conditions)
    ]


def asked_paths(conditions: Conditions) -> tuple[str, ...]:
    """Return the key paths that the conditions depend on, themselves or through derived facts."""
    paths = (DERIVED[f].inputs if f in DERIVED else (f,) for f in conditions.options)
    return tuple(dict.fromkeys(path for several in paths for path in several))


def taken(facts: Facts, step: Step) -> dict[str, Any]:
    """Return the facts after a step, derived ones worked out again."""
    stated = {name: value for name, value in facts.items() if name not in DERIVED}
    return with_derived({**stated, step.path: step.value})


def _from(path: str, facts: Facts) -> Any:
    """What a step is measured from: the stated value, or the one that would be assumed."""
    found = facts.get(path)
    return ASSUMED.get(path) if found is None else found


def _choice_steps(variable: DesignVariable, facts: Facts, _: Conditions) -> Iterator[Step]:
    order = variable.values
    start = order.index(_from(variable.name, facts))
    for place, value in enumerate(order):
        yield Step(variable.name, value, abs(place - start))


def _technology_steps(variable: DesignVariable, facts: Facts, _: Conditions) -> Iterator[Step]:
    have = _from(variable.name, facts)
    if variable.name not in facts:
        yield Step(variable.name, have, 0)
    for item in variable.values:
        without = tuple(x for x in have if x != item)
        yield Step(variable.name, without if item in have else (*have, item), 1)


def _count_steps(variable: DesignVariable, facts: Facts, conditions: Conditions) -> Iterator[Step]:
    """More or fewer languages; moments only fewer, because more would have to be invented."""
    path = variable.name
    have = tuple(_from(path, facts) or ())
    more = MORE_LANGUAGES if variable.kind == "languages" else ()
    pool = (*have, *(tag for tag in more if tag not in have))
    counter = next(name for name, fact in DERIVED.items() if fact.inputs == (path,))
    for count in sorted({len(have), *_beside(_thresholds(conditions, counter))}):
        if 0 < count <= len(pool):
            yield Step(path, pool[: int(count)], abs(count - len(have)))


def _number_steps(variable: DesignVariable, facts: Facts, conditions: Conditions) -> Iterator[Step]:
    start = _from(variable.name, facts)
    if start is None:  # facilitators: as many as needed
        start = groups(_from("audience.size", facts), CLASS_SIZE)
    for value in sorted({start, *_edges(variable, variable.name, facts, conditions)}):
        if variable.low <= value <= variable.high:
            yield Step(variable.name, value, _doublings(start, value))


def _doublings(start: float, value: float) -> float:
    """How many times a number is doubled or halved; nothing counts as half of one."""
    return abs(log2((value or _HALF_OF_ONE) / (start or _HALF_OF_ONE)))


def _mix_steps(variable: DesignVariable, facts: Facts, conditions: Conditions) -> Iterator[Step]:
    weights = {path: facts.get(path) or 0.0 for path in MIX}
    total = sum(weights.values())
    scale = 10.0 ** floor(log10(total)) if total else 1.0
    for path in MIX:
        share = f"content.share.{path.rpartition('.')[2]}"
        before = facts.get(share, 1 / len(MIX))
        axis = DesignVariable(
            path, "number", (path,), high=min(variable.high, 100 * scale), grid=_WEIGHT_GRID * scale
        )
        edges = set(_edges(axis, path, facts, conditions)) if total else {scale}
        for value in sorted(edges):
            after = derive(share, {**weights, path: value})
            if after is not None and 0 <= value <= axis.high:
                yield Step(path, value, abs(after - before) / _MIX_STEP)


_FINDERS = {
    "choice": _choice_steps,
    "yes_no": _choice_steps,
    "technology": _technology_steps,
    "languages": _count_steps,
    "moments": _count_steps,
    "number": _number_steps,
    "mix": _mix_steps,
}


def _edges(
    variable: DesignVariable, path: str, facts: Facts, conditions: Conditions
) -> Iterator[float]:
    """Values of a number on either side of every place where a condition changes."""
    grid = variable.grid
    for beside in _beside(t / grid for t in _thresholds(conditions, path)):
        yield _on_grid(beside, grid)
    for name, derived in DERIVED.items():
        if path in derived.inputs and derive(name, {**facts, path: variable.high}) is not None:
            for threshold in _thresholds(conditions, name):
                for cell in _crossings(variable, name, facts, threshold):
                    yield _on_grid(cell, grid)


def _thresholds(conditions: Conditions, fact: str) -> set[float]:
    found: set[float] = set()
    for _, option in conditions.options.get(fact, ()):
        found |= set(_limits(option))
    return found


def _limits(option: Option) -> Iterator[float]:
    bounds = (option.min, option.max, option.above, option.below)
    yield from (bound for bound in bounds if bound is not None)
    for value in option.one_of or ():
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            yield value


def _beside(thresholds: Iterable[float]) -> set[int]:
    """The whole numbers at and on either side of each threshold."""
    return {near for t in thresholds for near in (ceil(t) - 1, floor(t), ceil(t), floor(t) + 1)}


def _on_grid(cell: int, grid: float) -> float:
    return cell if grid == 1 else round(cell * grid, 9)


def _crossings(
    variable: DesignVariable, derived: str, facts: Facts, threshold: float
) -> Iterator[int]:
    """Cells of the grid beside which a derived fact reaches and passes the threshold, by bisection.

    Every derived number rises or falls steadily with each of its inputs, so it crosses once.
    """
    path, grid = variable.paths[0], variable.grid

    def value(cell: int) -> float:
        found = derive(derived, {**facts, path: _on_grid(cell, grid)})
        return 0.0 if found is None else found

    first, last = ceil(variable.low / grid), floor(variable.high / grid)
    for beyond in (float.__ge__, float.__gt__):
        low, high = first, last
        before = beyond(float(value(low)), threshold)
        if beyond(float(value(high)), threshold) == before:
            continue
        while high - low > 1:
            middle = (low + high) // 2
            if beyond(float(value(middle)), threshold) == before:
                low = middle
            else:
                high = middle
        yield from (low, high)
