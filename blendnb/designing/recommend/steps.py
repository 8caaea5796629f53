"""Steps: the values that one design variable could take instead, the nearest first.

Rules and vetoes cut a number's range into stretches in which they all stay as they are, or fade
steadily. So only the edges of those stretches need to be tried, and some places on each ramp: the
values on either side of every threshold, also of thresholds on facts derived from the number.

How large a step is: 1 for the next entry in a vocabulary's order, for a yes turned into a no, for
one technology more or less, for one language or moment more or less, for a number doubled or
halved, and for a quarter of the content mix. An unanswered variable is measured from the value
that would be assumed, so confirming that value is a step of 0.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil, floor, log2, log10
from typing import Any

from blendnb.designing.facts import DERIVED, class_size, derive, groups, with_derived
from blendnb.designing.recommend.rules import Conditions
from blendnb.domain.brief import MIX, assumed_values
from blendnb.domain.conditions import Requirement
from blendnb.domain.design_variables import DesignVariable

Facts = Mapping[str, Any]
_MIX_STEP = 0.25
_WEIGHT_GRID = 0.01
_HALF_OF_ONE = 0.5
_ON_RAMP = 4
"""Stretches in which a ramp is tried."""
_FACILITATORS = "support.facilitators"


@dataclass(frozen=True, slots=True)
class VariableStep:
    """One design variable set to another value, and how large a step that is."""

    path: str
    value: Any
    size: float


@dataclass(frozen=True, slots=True)
class Axis:
    """The numbers that are tried for one key path: from a least to a greatest one, on a grid."""

    path: str
    low: float
    high: float
    grid: float


def _axis(variable: DesignVariable) -> Axis:
    return Axis(variable.name, variable.low, variable.high, variable.entry.step)


def steps(variable: DesignVariable, facts: Facts, conditions: Conditions) -> list[VariableStep]:
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
    steps = _FINDERS[variable.kind](variable, facts, conditions)
    return sorted((s for s in steps if s.value != facts.get(s.path)), key=lambda s: s.size)


def all_steps(
    facts: Facts, conditions: Conditions, variables: Mapping[str, DesignVariable]
) -> list[VariableStep]:
    """Return the values to try for every variable that some condition asks about."""
    asked = set(asked_paths(conditions))
    return [
        step
        for variable in variables.values()
        if not asked.isdisjoint(variable.paths)
        for step in steps(variable, facts, conditions)
    ]


def asked_paths(conditions: Conditions) -> tuple[str, ...]:
    """Return the key paths that the conditions depend on, themselves or through derived facts."""
    paths = (DERIVED[f].inputs if f in DERIVED else (f,) for f in conditions.options)
    return tuple(dict.fromkeys(path for several in paths for path in several))


def taken(facts: Facts, step: VariableStep) -> dict[str, Any]:
    """Return the facts after a step, derived ones worked out again."""
    stated = {name: value for name, value in facts.items() if name not in DERIVED}
    return with_derived({**stated, step.path: step.value})


def _from(path: str, facts: Facts) -> Any:
    """What a step is measured from: the stated value, or the one that would be assumed."""
    stated = facts.get(path)
    return assumed_values().get(path) if stated is None else stated


def _choice_steps(variable: DesignVariable, facts: Facts, _: Conditions) -> Iterator[VariableStep]:
    order, start = variable.values, _from(variable.name, facts)
    for index, value in enumerate(order):
        size = abs(index - order.index(start)) if start in order else 1
        yield VariableStep(variable.name, value, size)


def _set_steps(variable: DesignVariable, facts: Facts, _: Conditions) -> Iterator[VariableStep]:
    have = _from(variable.name, facts) or ()
    if variable.name not in facts:
        yield VariableStep(variable.name, have, 0)
    for item in variable.values:
        without = tuple(x for x in have if x != item)
        yield VariableStep(variable.name, without if item in have else (*have, item), 1)


def _count_steps(
    variable: DesignVariable, facts: Facts, conditions: Conditions
) -> Iterator[VariableStep]:
    """More or fewer entries; only fewer where there are no examples to lengthen the list with."""
    path = variable.name
    have = tuple(_from(path, facts) or ())
    pool = (*have, *(more for more in variable.entry.examples if more not in have))
    counter = next(name for name, fact in DERIVED.items() if fact.inputs == (path,))
    for count in sorted({len(have), *_beside(_thresholds(conditions, counter))}):
        if 0 < count <= len(pool):
            yield VariableStep(path, pool[: int(count)], abs(count - len(have)))


def _number_steps(
    variable: DesignVariable, facts: Facts, conditions: Conditions
) -> Iterator[VariableStep]:
    start = measured_from(variable, facts)
    for value in sorted({start, *_edges(_axis(variable), facts, conditions)}):
        if variable.low <= value <= variable.high:
            yield step_to(variable, facts, value)


def step_to(variable: DesignVariable, facts: Facts, value: float) -> VariableStep:
    """Return the step of a number to a value."""
    size = _doublings(measured_from(variable, facts), value)
    return VariableStep(variable.name, value, size)


def measured_from(variable: DesignVariable, facts: Facts) -> Any:
    """Return the number that steps are measured from: stated, assumed or usual."""
    start = _from(variable.name, facts)
    return _supposed(variable, facts) if start is None else start


def _supposed(variable: DesignVariable, facts: Facts) -> float:
    """What a number is measured from that is not assumed: one in the middle of what is usual."""
    if variable.name == _FACILITATORS:  # as many as needed
        return groups(_from("audience.size", facts), class_size(facts))
    typical = variable.entry.typical
    return typical[len(typical) // 2]


def _doublings(start: float, value: float) -> float:
    """How many times a number is doubled or halved; nothing counts as half of one."""
    return abs(log2((value or _HALF_OF_ONE) / (start or _HALF_OF_ONE)))


def _mix_steps(
    variable: DesignVariable, facts: Facts, conditions: Conditions
) -> Iterator[VariableStep]:
    weights = {path: facts.get(path) or 0.0 for path in MIX}
    total = sum(weights.values())
    scale = 10.0 ** floor(log10(total)) if total else 1.0
    for path in MIX:
        share = f"content.share.{path.rpartition('.')[2]}"
        before = facts.get(share, 1 / len(MIX))
        axis = Axis(path, 0.0, min(variable.high, 100 * scale), _WEIGHT_GRID * scale)
        edges = set(_edges(axis, facts, conditions)) if total else {scale}
        for value in sorted(edges):
            after = derive(share, {**weights, path: value})
            if after is not None and 0 <= value <= axis.high:
                yield VariableStep(path, value, abs(after - before) / _MIX_STEP)


_FINDERS = {
    "choice": _choice_steps,
    "yes_no": _choice_steps,
    "set": _set_steps,
    "list": _count_steps,
    "number": _number_steps,
    "mix": _mix_steps,
}


def _edges(axis: Axis, facts: Facts, conditions: Conditions) -> Iterator[float]:
    """Values of a number on either side of every place where a condition changes."""
    path, grid = axis.path, axis.grid
    for beside in _beside(t / grid for t in _thresholds(conditions, path)):
        yield on_grid(beside, grid)
    for name, derived in DERIVED.items():
        if path in derived.inputs and derive(name, {**facts, path: axis.high}) is not None:
            for threshold in _thresholds(conditions, name):
                for cell in _crossings(axis, name, facts, threshold):
                    yield on_grid(cell, grid)


def _thresholds(conditions: Conditions, fact: str) -> set[float]:
    limits: set[float] = set()
    for _, option in conditions.options.get(fact, ()):
        limits |= set(_limits(option))
    return limits


def _limits(option: Requirement) -> Iterator[float]:
    bounds = (option.min, option.max, option.above, option.below)
    yield from _ramp(option.none_below, option.min, by_factors=option.log)
    yield from _ramp(option.max, option.none_above, by_factors=option.log)
    yield from (bound for bound in bounds if bound is not None)
    for value in option.one_of or ():
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            yield value


def _ramp(low: float | None, high: float | None, *, by_factors: bool) -> Iterator[float]:
    """Places along a ramp, its ends among them."""
    if low is None or high is None:
        return
    for index in range(_ON_RAMP + 1):
        way = index / _ON_RAMP
        yield low * (high / low) ** way if by_factors else low + (high - low) * way


def _beside(thresholds: Iterable[float]) -> set[int]:
    """The whole numbers at and on either side of each threshold."""
    return {near for t in thresholds for near in (ceil(t) - 1, floor(t), ceil(t), floor(t) + 1)}


def on_grid(cell: int, grid: float) -> float:
    """Return the number in a cell of a grid."""
    return cell if grid == 1 else round(cell * grid, 9)


def _crossings(axis: Axis, derived: str, facts: Facts, threshold: float) -> Iterator[int]:
    """Cells of the grid beside which a derived fact reaches and passes the threshold, by bisection.

    Every derived number rises or falls steadily with each of its inputs, so it crosses once.
    """
    path, grid = axis.path, axis.grid

    def value(cell: int) -> float:
        derived_value = derive(derived, {**facts, path: on_grid(cell, grid)})
        return 0.0 if derived_value is None else derived_value

    first, last = ceil(axis.low / grid), floor(axis.high / grid)
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
