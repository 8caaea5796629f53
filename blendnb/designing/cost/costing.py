"""The cost of one plan for the people it is meant for."""

from blendnb.designing.cost.assumptions import assumptions
from blendnb.designing.cost.building import cross_check, finished_hours
from blendnb.designing.cost.choices import Choices
from blendnb.designing.cost.delivering import ENDS, session_items
from blendnb.designing.cost.model import CostModel, Prices, cost_model
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.costs import PARTS, Cost, Part, Range
from blendnb.domain.plan import Plan


def cost(
    plan: Plan,
    catalogue: Catalogue,
    *,
    prices: Prices | None = None,
    choices: Choices = Choices(),  # noqa: B008 - a frozen value
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


def _part(model: CostModel, part: str, size: int) -> Part:
    hours = Range(*(float(model.hours(part, size, end)) for end in ENDS))
    unpriced = model.unpriced(part)
    if unpriced or not model.prices:
        return Part(hours, None, unpriced)
    return Part(hours, Range(*(float(model.money(part, size, end)) for end in ENDS)))
