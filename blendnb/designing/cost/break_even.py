"""Whether it pays: for how many people another plan is the cheaper one, and what comes back.

Building is paid once and delivery with every group, so totals are staircases, and two staircases
may cross more than once. All crossings are returned. "Pays from" is the number from which a plan
*stays* cheaper, which is the one to decide by.

A return on investment is worked out from the user's own benefit and nothing else. No default
benefit exists here and none ever will: a return that a tool made up is worse than none. The formula
is Phillips': benefits less costs, in per cent of the costs.
"""

from typing import TYPE_CHECKING, Literal

from blendnb.designing.cost.cost_model import CostModel, Prices, cost_model
from blendnb.designing.cost.people_hours import ENDS, End
from blendnb.designing.cost.rates import CostChoices
from blendnb.designing.labels import labels
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.costs import BreakEven, Crossing, Curve, Range
from blendnb.domain.plan import Plan

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LEAST_LOOKED_AT, MOST_LOOKED_AT = 200, 20_000
REACH = 3
"""How many times the learners of the larger plan are looked at."""
_SAME = 1e-9


def break_even(
    plan: Plan,
    other: Plan,
    catalogue: Catalogue,
    *,
    learner_time: bool = False,
    most: int | None = None,
    prices: Prices | None = None,
    choices: CostChoices = CostChoices(),  # noqa: B008 - a frozen value
) -> BreakEven:
    """Return for how many learners each of two plans is the cheaper one.

    Parameters
    ----------
    plan, other
        The plans; their own numbers of learners only decide how far is looked.
    catalogue
        Formats, build rates and the user's own prices.
    learner_time
        Whether the learners' time counts.
    most
        Largest number of learners; by default three times the larger plan's.
    prices
        Prices that take the place of the catalogue's, by id.
    choices
        How things are built, in both.

    Returns
    -------
    BreakEven
        In money where every part that counts has its price in both plans, else in hours.

    Raises
    ------
    CurrencyError
        If the prices are in more than one currency.
    """
    plans = (plan, other)
    models = (
        cost_model(plan, catalogue, prices, choices),
        cost_model(other, catalogue, prices, choices),
    )
    titles = _two(labels(plans, catalogue))
    return break_even_of(plans, models, titles, learner_time=learner_time, most=most)


def break_even_of(
    plans: tuple[Plan, Plan],
    models: tuple[CostModel, CostModel],
    titles: tuple[str, str],
    *,
    learner_time: bool = False,
    most: int | None = None,
) -> BreakEven:
    """Return the break-even of two plans by their cost models, under the names that they go by."""
    import numpy as np

    priced = all(model.prices for model in models)
    money = priced and not any(_unpriced(m, learner_time=learner_time) for m in models)
    learners = np.arange(1, (most or _reach(plans)) + 1)

    def totals(model: CostModel, end: End) -> "Floats":
        return np.asarray(
            model.total(learners, end, learner_time=learner_time, money=money), dtype=float
        )

    by_end = {end: (totals(models[0], end), totals(models[1], end)) for end in ENDS}
    usual = by_end["default"]
    return BreakEven(
        titles=titles,
        measure="money" if money else "hours",
        currency=models[0].currency if money else "",
        learner_time=learner_time,
        curves=(_curve(by_end, 0), _curve(by_end, 1)),
        crossings=_crossings(*usual),
        cheaper_at_first=int(usual[1][0] < usual[0][0] - _SAME),
        pays_from=(_stays_below(*usual), _stays_below(*usual[::-1])),
        pays_from_ends=(
            (_stays_below(*by_end["low"]), _stays_below(*by_end["high"])),
            (_stays_below(*by_end["low"][::-1]), _stays_below(*by_end["high"][::-1])),
        ),
        linear=_linear(
            models, (float(usual[0][-1]), float(usual[1][-1])), len(learners), money=money
        ),
    )


def _two(names: tuple[str, ...]) -> tuple[str, str]:
    first, second = names
    return first, second


def _unpriced(model: CostModel, *, learner_time: bool) -> bool:
    parts: tuple[Literal["build", "deliver", "manager_time", "learner_time"], ...]
    parts = ("build", "deliver", "manager_time", "learner_time")
    return any(model.unpriced(p) for p in parts if learner_time or p != "learner_time")


def _reach(plans: tuple[Plan, Plan]) -> int:
    size = max(plan.brief.resolved.audience.size or 1 for plan in plans)
    return max(LEAST_LOOKED_AT, min(REACH * size, MOST_LOOKED_AT))


def _curve(by_end: "dict[End, tuple[Floats, Floats]]", plan: int) -> Curve:
    return Curve(*(tuple(by_end[end][plan].tolist()) for end in ENDS))


def _crossings(first: "Floats", second: "Floats") -> tuple[Crossing, ...]:
    """Return every number at which the cheaper plan is another one than before."""
    import numpy as np

    sign = np.where(first < second - _SAME, -1, np.where(second < first - _SAME, 1, 0))
    # Where both cost the same, whoever was cheaper before still counts as cheaper.
    decided = np.flatnonzero(sign)
    changes = decided[1:][np.diff(sign[decided]) != 0]
    return tuple(
        Crossing(int(i) + 1, int(sign[i] == 1), (float(first[i]), float(second[i])))
        for i in changes
    )


def _stays_below(mine: "Floats", others: "Floats") -> int | None:
    """Return the smallest number from which mine costs less for every number up to the largest."""
    import numpy as np

    dearer = np.flatnonzero(mine >= others - _SAME)
    if not dearer.size:
        return 1
    return None if dearer[-1] + 1 >= len(mine) else int(dearer[-1]) + 2


def _linear(
    models: tuple[CostModel, CostModel], ends: tuple[float, float], learners: int, *, money: bool
) -> float | None:
    """Return where straight lines would cross: what is built, and then the same for each learner.

    N* = (build of one - build of the other) / (cost for a learner of the other - of the one), at
    the usual figures and for groups as full as they are at the largest number looked at.
    """
    built = [float((m.money if money else m.hours)("build", 1, "default")) for m in models]
    each = [(end - fixed) / learners for end, fixed in zip(ends, built, strict=True)]
    apart = each[1] - each[0]
    if abs(apart) < _SAME:
        return None
    at = (built[0] - built[1]) / apart
    return at if at > 0 else None


# ----------------------------------------------------------------------------- return on investment


def return_on_investment(benefits: Range, costs: Range) -> Range:
    """Return the return on investment in per cent.

    Parameters
    ----------
    benefits
        What the user expects or has measured, in the currency of the costs.
    costs
        All costs, above 0.

    Returns
    -------
    Range
        Its low end is the least benefit against the greatest cost.

    Raises
    ------
    ValueError
        If a cost is not above 0.

    Examples
    --------
    >>> return_on_investment(Range.exactly(350), Range.exactly(125)).default
    180.0
    """
    if costs.low <= 0:
        raise ValueError("costs must be above 0 to be earned back")
    return Range(
        _percent(benefits.low, costs.high),
        _percent(benefits.default, costs.default),
        _percent(benefits.high, costs.low),
    )


def _percent(benefit: float, cost: float) -> float:
    return (benefit - cost) / cost * 100
