"""Covering: the cheapest few providers for a list of needs, found exactly.

Every provider costs something to open, and each need goes to the open provider that serves it with
the smallest gap. So one more provider is worth opening only where it closes gaps that are larger
than its cost: that is what "few that complement each other" means here. (Operations research knows
it as the uncapacitated facility location problem.)

The search branches over the first need that is not served yet and drops every branch that cannot
become cheaper than the best answer so far, so the answer is the optimum and not a good guess. A
module of its own, because it is mathematics that knows nothing of formats.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

_SAME = 1e-9
"""Costs closer than this tie; ties go to the providers that come first."""


@dataclass(frozen=True, slots=True)
class Covering:
    """Providers with their cost of opening, and for each need the gap left by each provider."""

    cost: Mapping[str, float]
    """Above 0 for every provider, in the order that breaks ties."""
    gaps: Mapping[str, Mapping[str, float]]
    """Need to provider to gap; a provider that is not listed cannot serve the need."""
    forced: frozenset[str] = frozenset()
    """Providers that are open whatever they cost."""

    def total(self, opened: frozenset[str]) -> float:
        """Return cost and gaps together; infinite where a need is left unserved."""
        served = (
            min((gap for p, gap in gaps.items() if p in opened), default=float("inf"))
            for gaps in self.gaps.values()
        )
        return sum(self.cost[provider] for provider in opened) + sum(served)


def cheapest(covering: Covering) -> frozenset[str]:
    """Return the providers to open: the smallest total, ties to those that come first.

    Every need must have a provider. Providers that serve nothing best stay closed unless forced.
    """
    search = _Search(covering)
    search.explore(0, covering.forced, sum(covering.cost[p] for p in covering.forced))
    return search.best


@dataclass(slots=True)
class _Search:
    covering: Covering
    best: frozenset[str] = frozenset()
    best_total: float = float("inf")
    needs: list[Mapping[str, float]] = field(init=False)
    reach: dict[str, int] = field(init=False)
    order: list[str] = field(init=False)

    def __post_init__(self) -> None:
        # The needs with the fewest providers first: they leave the least to decide.
        self.needs = sorted(self.covering.gaps.values(), key=len)
        self.order = list(self.covering.cost)
        self.reach = {p: sum(p in gaps for gaps in self.needs) for p in self.order}

    def explore(self, index: int, opened: frozenset[str], spent: float) -> None:
        """Serve the needs from `index` on in every way that may still be the cheapest."""
        if spent + self._least(index, opened) > self.best_total + _SAME:
            return
        if index == len(self.needs):
            self._offer(opened, spent)
            return
        gaps = self.needs[index]
        at_hand = min((gap for p, gap in gaps.items() if p in opened), default=float("inf"))
        branches = [(gap + self.covering.cost[p], gap, p) for p, gap in gaps.items()
                    if p not in opened and gap < at_hand]  # fmt: skip
        if at_hand < float("inf"):
            self.explore(index + 1, opened, spent + at_hand)
        for step, _, provider in sorted(branches):
            self.explore(index + 1, opened | {provider}, spent + step)

    def _least(self, index: int, opened: frozenset[str]) -> float:
        """What the needs from `index` on will cost at least: each pays its part of an opening."""
        cost, reach = self.covering.cost, self.reach
        return sum(
            min(gap if p in opened else gap + cost[p] / reach[p] for p, gap in gaps.items())
            for gaps in self.needs[index:]
        )

    def _offer(self, opened: frozenset[str], spent: float) -> None:
        cheaper = spent < self.best_total - _SAME
        tie = not cheaper and self._opened_indices(opened) < self._opened_indices(self.best)
        if cheaper or tie:
            self.best, self.best_total = opened, spent

    def _opened_indices(self, opened: frozenset[str]) -> list[int]:
        return [index for index, provider in enumerate(self.order) if provider in opened]
