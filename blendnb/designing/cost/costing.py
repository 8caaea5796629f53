"""The cost of one plan for the people it is meant for, with every figure that it rests on.

A number without its source is a rumour. So the rates that were used, the prices that were set, the
prices that nobody set and the answers that were assumed all travel with the result.
"""

from collections.abc import Iterator

from blendnb.designing.cost.build_hours import cross_check, finished_hours
from blendnb.designing.cost.cost_model import CostModel, Prices, cost_model
from blendnb.designing.cost.people_hours import ENDS, session_items
from blendnb.designing.cost.rates import FALLBACK, CostChoices, Rates, range_of
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.costs import PARTS, PRICES, Assumption, Cost, CostPart, Price, Range
from blendnb.domain.plan import Plan
from blendnb.language import say


def cost(
    plan: Plan,
    catalogue: Catalogue,
    *,
    prices: Prices | None = None,
    choices: CostChoices = CostChoices(),  # noqa: B008 - a frozen value
) -> Cost:
    """Return what a plan takes, part by part.

    Parameters
    ----------
    plan
        The plan; how many people learn is its brief's, stated or assumed.
    catalogue
        Formats, build rates and the user's own prices.
    prices
        Prices that take the place of the catalogue's, by id.
    choices
        How things are built.

    Raises
    ------
    CurrencyError
        If the prices are in more than one currency.
    KeyError
        If a build rate was chosen that the catalogue does not have.

    Notes
    -----
    Rates and ranges: surveys by ATD (Defelice), the Chapman Alliance and Kapp & Defelice; each
    assumption in the result names its own source.
    """
    return cost_of(plan, cost_model(plan, catalogue, prices, choices))


def cost_of(plan: Plan, model: CostModel) -> Cost:
    """Return what a plan takes by its cost model, for the people it is meant for."""
    size = plan.brief.resolved.audience.size or 1
    finished = finished_hours(model.items)
    build, deliver, learner_time, manager_time = (_part(model, part, size) for part in PARTS)
    return Cost(
        title=plan.title,
        size=size,
        build=build,
        deliver=deliver,
        learner_time=learner_time,
        manager_time=manager_time,
        on_the_job_hours=size * model.people.on_the_job_hours,
        upkeep_hours=build.hours * model.rates["upkeep"],
        cross_check_hours=cross_check(finished, model.rates),
        finished_hours=finished,
        build_items=model.items,
        sessions=session_items(plan, model.rates),
        assumptions=assumptions(plan, model),
        currency=model.currency,
    )


def effort(model: CostModel, learners: int) -> tuple[Range, Range | None]:
    """Return what everybody but the learners puts in: hours, and money where all prices are set."""
    parts = [_part(model, part, learners) for part in PARTS if part != "learner_time"]
    money = [part.money for part in parts if part.money is not None]
    hours = Range.total(part.hours for part in parts)
    return hours, Range.total(money) if len(money) == len(parts) else None


def _part(model: CostModel, part: str, size: int) -> CostPart:
    hours = Range(*(float(model.hours(part, size, end)) for end in ENDS))
    unpriced = model.unpriced(part)
    if unpriced or not model.prices:
        return CostPart(hours, None, unpriced)
    return CostPart(hours, Range(*(float(model.money(part, size, end)) for end in ENDS)))


# -------------------------------------------------------------------------------------- assumptions


_TIME_RATES = ("leaders", "prep_first", "prep_later")


def assumptions(plan: Plan, model: CostModel) -> tuple[Assumption, ...]:
    """Return what was assumed: answers of the brief, then rates, then prices."""
    return (*_answers(plan), *_rates(plan, model), *_prices(model))


def _answers(plan: Plan) -> Iterator[Assumption]:
    size = plan.brief.assumed.get("audience.size")
    if size is not None:
        yield _assumed("audience.size", size)
    if "audience.languages" in plan.brief.assumed:
        yield _assumed("audience.languages", 1)


def _assumed(id_: str, value: float) -> Assumption:
    text, unit = say(f"cost.assumed.{id_}"), say(f"cost.assumed_unit.{id_}")
    return Assumption(id_, text, unit, Range.exactly(value), say("cost.assumed"), state="assumed")


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
        text = say("cost.stands_in", text=text, formats=", ".join(stands_in_for))
    return Assumption(
        id_, text, rate.unit, range_of(rate), rate.source, rate.year, origin=rate.origin,
        state="assumed" if stands_in_for or id_ == "upkeep" else "rate",
    )  # fmt: skip


def _prices(model: CostModel) -> Iterator[Assumption]:
    for id_ in PRICES:
        if _concerns(id_, model):
            yield _price(id_, model.prices.get(id_))


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


def _price(id_: str, price: Price | None) -> Assumption:
    text, unit = say(f"prices.{id_}.text"), say(f"prices.{id_}.unit")
    if price is None:
        return Assumption(id_, text, unit, None, say("cost.not_set"), state="unset")
    source = price.source if price.source != "-" else say("cost.by_you")
    return Assumption(
        id_, price.text if price.text != "-" else text, unit, price.range, source,
        price.year, price.currency, price.origin, "set",
    )  # fmt: skip
