"""Which of many conditions hold, one bit each: fast enough to ask a thousand times in a blink.

A condition is a conjunction over facts. So each value of a fact lets some conditions live and
rules out others, whatever the other facts are; the conditions that hold are those that every fact
lets live. A fact's verdict is worked out once for each value and kept, so asking again with one
fact changed costs a few lookups.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from blendnb.domain.conditions import Condition, Option


class Conditions:
    """A list of conditions, prepared for asking which of them hold.

    The same facts always give the same answer; what is kept between questions is only speed.
    """

    def __init__(self, conditions: Sequence[Condition]) -> None:
        self.options: dict[str, list[tuple[int, Option]]] = {}
        """Fact name to the options on it, each with the bit of its condition."""
        for place, condition in enumerate(conditions):
            for fact, option in condition.items():
                self.options.setdefault(fact, []).append((1 << place, option))
        self._all = (1 << len(conditions)) - 1
        self._lets: dict[tuple[str, Any], int] = {}

    def lets(self, fact: str, value: Any) -> int:
        """Return the bits of the conditions that this value lets live; None means unknown."""
        key = (fact, value)
        if key not in self._lets:
            ruled_out = 0
            for bit, option in self.options.get(fact, ()):
                if value is None or not option.holds(value):
                    ruled_out |= bit
            self._lets[key] = self._all & ~ruled_out
        return self._lets[key]

    def held(self, facts: Mapping[str, Any], *, besides: frozenset[str] = frozenset()) -> int:
        """Return the bits of the conditions that hold, leaving the facts `besides` out of account.

        With `besides`, the answer can be narrowed later: `held(..., besides={f}) & lets(f, value)`.
        """
        bits = self._all
        for fact in self.options:
            if fact not in besides:
                bits &= self.lets(fact, facts.get(fact))
        return bits


def places(bits: int) -> Iterator[int]:
    """Yield the places of the set bits, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
