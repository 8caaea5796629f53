"""The cost of a plan as a function of how many people learn.

`CostModel` holds what does not depend on their number and works for one number as well as for a
whole array of numbers, so the figure on a page and the curve of a break-even can never differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from blendnb.designing.cost.build_hours import build_items
from blendnb.designing.cost.people_hours import End, PeoplesTime, Stair, peoples_time, stairs
from blendnb.designing.cost.rates import CostChoices, Rates
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.costs import PARTS, BuildItem, Price, Range
from blendnb.domain.plan import Plan
from blendnb.language import listed, say

Prices = Mapping[str, Price]
HOURLY = {
    "build": "price_build_hour",
    "deliver": "price_facilitator_hour",
    "learner_time": "wage_learner_hour",
    "manager_time": "wage_manager_hour",
}
"""The price that puts each part's hours into money."""
IN_ROOM, ONLINE = ("price_room", "price_travel"), ("price_licence",)
"""Prices for each session of a group; without a price they count as nothing and are named."""


class CurrencyError(ValueError):
    """Prices in more than one currency, which cannot be added."""


@dataclass(frozen=True)
class CostModel:
    """What a plan takes, for any number of learners."""

    rates: Rates
    prices: Prices
    items: tuple[BuildItem, ...]
    build_hours: Range
    stairs: tuple[Stair, ...]
    people: PeoplesTime

    def hours(self, part: str, learners: Any, end: End) -> Any:
        """Return the hours of one part, for a number of learners or an array of numbers."""
        if part == "build":
            return learners * 0 + getattr(self.build_hours, end)
        if part == "deliver":
            each = (stair.delivery_hours(learners, self.rates, end) for stair in self.stairs)
            return sum(each, learners * 0.0)
        if part == "learner_time":
            return learners * self.people.learning_hours
        return self.people.managers(learners)

    def money(self, part: str, learners: Any, end: End) -> Any:
        """Return the money of one part.

        Raises
        ------
        KeyError
            If its price is not set: ask `unpriced` first.
        """
        hours = self.hours(part, learners, end)
        paid = hours * self._price(HOURLY[part], end) if self._takes(part) else hours
        if part == "build":
            return paid + self._price("price_purchases", end, 0.0)
        if part == "deliver":
            return paid + self._for_sessions(learners, end)
        return paid

    def unpriced(self, part: str) -> tuple[str, ...]:
        """Return the price that a part lacks to be in money; none where it takes no hours."""
        wanted = HOURLY[part]
        return (wanted,) if self._takes(part) and wanted not in self.prices else ()

    def total(self, learners: Any, end: End, *, learner_time: bool, money: bool) -> Any:
        """Return the sum of all parts, with or without the learners' time."""
        counted = [part for part in PARTS if learner_time or part != "learner_time"]
        of = self.money if money else self.hours
        return sum((of(part, learners, end) for part in counted), learners * 0.0)

    @property
    def currency(self) -> str:
        """Currency of the prices; empty where none is set."""
        return next((price.currency for price in self.prices.values()), "")

    def _takes(self, part: str) -> bool:
        return bool(self.hours(part, 1, "high"))

    def _for_sessions(self, learners: Any, end: End) -> Any:
        total = learners * 0.0
        for stair in self.stairs:
            ids = (IN_ROOM if stair.in_room else ()) + (ONLINE if stair.online else ())
            each = sum(self._price(id_, end, 0.0) for id_ in ids)
            total = total + stair.runs(learners) * each
        return total

    def _price(self, id_: str, end: End, unset: float | None = None) -> float:
        if id_ not in self.prices and unset is not None:
            return unset
        return float(getattr(self.prices[id_], end))


def cost_model(
    plan: Plan,
    catalogue: Catalogue,
    prices: Prices | None = None,
    choices: CostChoices = CostChoices(),  # noqa: B008 - a frozen value
) -> CostModel:
    """Return the cost of a plan as a function of the number of learners.

    Raises
    ------
    CurrencyError
        If the prices are in more than one currency.
    KeyError
        If a build rate was chosen that the catalogue does not have.
    """
    rates = Rates(catalogue, choices)
    prices = {**catalogue.prices, **(prices or {})}
    currencies = dict.fromkeys(price.currency for price in prices.values())
    if len(currencies) > 1:
        raise CurrencyError(say("cost.currencies", currencies=listed(tuple(currencies))))
    items = build_items(plan, rates)
    return CostModel(
        rates=rates,
        prices=prices,
        items=items,
        build_hours=Range.total(item.hours for item in items),
        stairs=stairs(plan, catalogue),
        people=peoples_time(plan, catalogue),
    )
