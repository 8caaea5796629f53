"""When a rule, veto or archetype row applies: a conjunction of options, no expression language.

A condition is a table of fact names with what they must be::

    when = { "outcome.subject" = ["software", "process"], "schedule.weeks" = { min = 13 } }

A fact that is unknown (absent or None) satisfies no option, so what nobody stated never argues.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from blendnb.domain.base import Many, Value

Scalar = str | bool | int | float
Facts = Mapping[str, Any]
"""Fact name to value; sets of options (technology, formats) are tuples of ids."""


class Option(Value):
    """What one fact must be; every stated part must hold."""

    one_of: Many[Scalar] | None = None
    min: float | None = None
    """At least this."""
    max: float | None = None
    """At most this."""
    above: float | None = None
    below: float | None = None
    has: Many[str] = ()
    """All of these are in the set."""
    has_any: Many[str] = ()
    """At least one of these is in the set."""
    lacks: Many[str] = ()
    """None of these is in the set."""

    def holds(self, found: Any) -> bool:
        """Whether a known value satisfies every stated part."""
        if self.one_of is not None and found not in self.one_of:
            return False
        if self._asks_for_number and not self._in_range(found):
            return False
        return (
            all(item in found for item in self.has)
            and (not self.has_any or any(item in found for item in self.has_any))
            and not any(item in found for item in self.lacks)
        )

    @property
    def _asks_for_number(self) -> bool:
        return any(x is not None for x in (self.min, self.max, self.above, self.below))

    def _in_range(self, found: float) -> bool:
        return (
            (self.min is None or found >= self.min)
            and (self.max is None or found <= self.max)
            and (self.above is None or found > self.above)
            and (self.below is None or found < self.below)
        )


def _option(found: Any) -> Any:
    """A bare value or a list of values is short for `one_of`."""
    if isinstance(found, (str, bool, int, float)):
        return {"one_of": [found]}
    if isinstance(found, (list, tuple)):
        return {"one_of": list(found)}
    return found


Condition = dict[str, Annotated[Option, BeforeValidator(_option)]]
When = Annotated[Condition, Field(default_factory=dict)]


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether every option of the condition is satisfied by a known fact; an empty one holds."""
    return all(
        facts.get(name) is not None and option.holds(facts[name])
        for name, option in condition.items()
    )
