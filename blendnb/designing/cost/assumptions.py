"""Every figure that a cost rests on, with where it comes from.

A number without its source is a rumour. So the rates that were used, the prices that were set, the
prices that nobody set and the answers that were assumed all travel with the result.
"""

from collections.abc import Iterator

from blendnb.designing.cost.choices import FALLBACK, Rates, range_of
from blendnb.designing.cost.model import CostModel
from blendnb.domain.costs import PRICES, Assumption, Price, Range
from blendnb.domain.plan import Plan

_TIME_RATES = ("leaders", "prep_first", "prep_later")


def assumptions(plan: Plan, model: CostModel) -> tuple[Assumption, ...]:
    """Return what was assumed: answers of the brief, then rates, then prices."""
    return (*_answers(plan), *_rates(plan, model), *_prices(model))


def _answers(plan: Plan) -> Iterator[Assumption]:
    size, languages = plan.brief.assumed.get("audience.size"), plan.brief.assumed
    if size is not None:
        yield _assumed("audience.size", "How many people learn was not stated.", "learners", size)
    if "audience.languages" in languages:
        yield _assumed("audience.languages", "Languages were not stated.", "languages", 1)


def _assumed(id_: str, text: str, unit: str, value: float) -> Assumption:
    return Assumption(id_, text, unit, Range.exactly(value), "assumed", state="assumed")


def _rates(plan: Plan, model: CostModel) -> Iterator[Assumption]:
    """The rates in use, in the order of the catalogue."""
    used = {item.rate for item in model.items}
    used |= {"upkeep", model.rates.reuse_id}
    used |= set(_TIME_RATES) if model.stairs else set()
    if any(stair.online and stair.grouping.group_max is not None for stair in model.stairs):
        used.add("producer_above")
    if len(plan.brief.resolved.audience.languages or ()) > 1:
        used.add("translation")
    if any(not t.learner_minutes for t in plan.touchpoints):
        used.add("aid_finished_minutes")
    unrated = _unrated(model)
    for id_ in model.rates.catalogue.rates:
        if id_ in used:
            yield _rate(model.rates, id_, unrated if id_ == FALLBACK else ())


def _unrated(model: CostModel) -> tuple[str, ...]:
    """Formats that were built at the rate of a whole blend, for want of one of their own."""
    return tuple(dict.fromkeys(i.format for i in model.items if i.rate == FALLBACK))


def _rate(rates: Rates, id_: str, stands_in_for: tuple[str, ...]) -> Assumption:
    rate = rates.catalogue.rates[id_]
    text = rate.text
    if stands_in_for:
        text = f"{text} It stands in for formats without a rate: {', '.join(stands_in_for)}."
    return Assumption(
        id_, text, rate.unit, range_of(rate), rate.source, rate.year, origin=rate.origin,
        state="assumed" if stands_in_for or id_ == "upkeep" else "rate",
    )  # fmt: skip


def _prices(model: CostModel) -> Iterator[Assumption]:
    for id_, (unit, text) in PRICES.items():
        if _concerns(id_, model):
            yield _price(id_, unit, text, model.prices.get(id_))


def _concerns(id_: str, model: CostModel) -> bool:
    """Whether a price has anything to do with this plan."""
    if id_ in model.prices:
        return True
    if id_ in ("price_room", "price_travel"):
        return any(stair.in_room for stair in model.stairs)
    if id_ == "price_licence":
        return any(stair.online for stair in model.stairs)
    if id_ == "price_facilitator_hour":
        return bool(model.stairs)
    return id_ != "wage_manager_hour" or bool(model.people.managers(1))


def _price(id_: str, unit: str, text: str, price: Price | None) -> Assumption:
    if price is None:
        return Assumption(id_, text, unit, None, "not set", state="unset")
    return Assumption(
        id_, price.text if price.text != "-" else text, unit, price.range, price.source,
        price.year, price.currency, price.origin, "set",
    )  # fmt: skip
