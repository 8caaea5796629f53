"""When a rule, veto or archetype row applies: a conjunction of options, no expression language.

A condition is a table of fact names with what they must be::

    when = { "outcome.subject" = ["software", "process"], "schedule.weeks" = { min = 13 } }

A number may count more or less instead of yes or no: with
`{ min = 75, none_below = 30 }` the option holds in full from 75 on, by half at 52.5, and not at all
at 30. So one minute more or less never turns an answer that should not turn.

A fact that is unknown (absent or None) satisfies no option, so what nobody stated never argues. A
module of its own, because rules, vetoes and archetypes all have conditions.
"""

from collections.abc import Mapping
from math import log, prod
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from blendnb.domain.base import Many, Value

_STRENGTH_DECIMALS = 3
_LEAST = 1e-9
"""Stands for nothing where factors count."""
Scalar = str | bool | int | float
Facts = Mapping[str, Any]
"""Fact name to value; sets of options (technology, formats) are tuples of ids."""


class Requirement(Value):
    """What one fact must be; every stated part must hold."""

    one_of: Many[Scalar] | None = None
    min: float | None = None
    """At least this."""
    max: float | None = None
    """At most this."""
    above: float | None = None
    below: float | None = None
    none_below: float | None = None
    """Below `min` the option fades: at this value nothing is left of it."""
    none_above: float | None = None
    """Above `max` the option fades: at this value nothing is left of it."""
    log: bool = False
    """Whether it fades by factors rather than by differences, as sizes do."""
    has: Many[str] = ()
    """All of these are in the set."""
    has_any: Many[str] = ()
    """At least one of these is in the set."""
    lacks: Many[str] = ()
    """None of these is in the set."""

    def holds(self, value: Any) -> bool:
        """Whether a known value satisfies every stated part."""
        if self.one_of is not None and value not in self.one_of:
            return False
        if self._asks_for_number and not self._in_range(value):
            return False
        return (
            all(item in value for item in self.has)
            and (not self.has_any or any(item in value for item in self.has_any))
            and not any(item in value for item in self.lacks)
        )

    @property
    def fades(self) -> bool:
        """Whether it holds more or less, rather than holding or not."""
        return self.none_below is not None or self.none_above is not None

    def strength(self, value: Any) -> float:
        """How far a known value satisfies the option: 0 not at all, 1 fully, between on a ramp."""
        if not self.holds(value):
            return 0.0
        return self._left(value) if self.fades else 1.0

    def _left(self, value: float) -> float:
        """What is left of it at a number: 1 inside its bounds, 0 from where it has faded."""
        if self.min is not None and value < self.min:
            return self._way(value, self.none_below, self.min)
        if self.max is not None and value > self.max:
            return self._way(value, self.none_above, self.max)
        return 1.0

    def _way(self, value: float, none: float | None, full: float) -> float:
        """How far a number has come from where nothing holds to where all does."""
        if none is None:
            return 0.0
        at, none, full = (log(max(x, _LEAST)) if self.log else x for x in (value, none, full))
        return round(max(0.0, (at - none) / (full - none)), _STRENGTH_DECIMALS)

    @property
    def _asks_for_number(self) -> bool:
        return any(x is not None for x in (self.min, self.max, self.above, self.below))

    def _in_range(self, value: float) -> bool:
        return (
            (self.min is None or value >= self.min or self._left(value) > 0)
            and (self.max is None or value <= self.max or self._left(value) > 0)
            and (self.above is None or value > self.above)
            and (self.below is None or value < self.below)
        )


def _option(value: Any) -> Any:
    """A bare value or a list of values is short for `one_of`."""
    if isinstance(value, (str, bool, int, float)):
        return {"one_of": [value]}
    if isinstance(value, (list, tuple)):
        return {"one_of": list(value)}
    return value


Condition = dict[str, Annotated[Requirement, BeforeValidator(_option)]]
When = Annotated[Condition, Field(default_factory=dict)]


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether every option of the condition is satisfied by a known fact; an empty one holds."""
    return all(
        facts.get(name) is not None and option.holds(facts[name])
        for name, option in condition.items()
    )


def strength(condition: Condition, facts: Facts) -> float:
    """How far the condition holds: the product of its options, 0 where a fact is unknown."""
    return prod(
        0.0 if facts.get(name) is None else option.strength(facts[name])
        for name, option in condition.items()
    )
