"""Which option wins, in verbs: what a plan costs, plans side by side, everything else there is.

The prices and choices that people set are checked here; what is behind takes them as values. Plans
that worked are saved as blueprints of one's own.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from blendnb.api import Own, catalogue_of, refuse_unknown
from blendnb.domain.brief import Brief
from blendnb.domain.plan import Plan
from blendnb.files.problems import refuse
from blendnb.files.reading import Source

if TYPE_CHECKING:
    from blendnb.designing.blueprints.alike import AlikeBlueprint
    from blendnb.designing.blueprints.generalizing import Generalized
    from blendnb.designing.explore.exploring import Progress
    from blendnb.domain.comparison import Comparison
    from blendnb.domain.costs import BreakEven, Cost, Price, Range
    from blendnb.domain.exploration import DesignSpace, Exploration

Costed = TypeVar("Costed")
Figure = float | tuple[float, float, float]
"""One figure, or its low, usual and high end."""
Figures = Mapping[str, Figure]


def cost(
    plan: Plan,
    *,
    prices: Figures | None = None,
    currency: str | None = None,
    reused: bool = False,
    build_as: Mapping[str, str] | None = None,
    catalogue: Own = None,
) -> "Cost":
    """Return what a plan takes to build and deliver, and of learners' and managers' time.

    Parameters
    ----------
    plan
        The plan; how many people learn is its brief's.
    prices
        Your own prices by id, each one figure or (low, usual, high). They take the place of those
        in the working folder's `prices.toml`. Without a price a part stays in hours.
    currency
        Of these prices.
    reused
        Whether 60 % or more of what is built is repurposed.
    build_as
        Build rate by format, where another than the usual one is meant.
    catalogue
        A working folder with own entries, or a catalogue; the shipped one by default.

    Raises
    ------
    InputError
        If a price or a build rate is not known, or prices are in several currencies.
    """
    from blendnb.designing.cost import cost as costed

    return _costing(
        costed,
        (plan,),
        prices=prices,
        currency=currency,
        reused=reused,
        build_as=build_as,
        catalogue=catalogue,
    )


def break_even(
    plan: Plan,
    other: Plan,
    *,
    learner_time: bool = False,
    most: int | None = None,
    prices: Figures | None = None,
    currency: str | None = None,
    reused: bool = False,
    build_as: Mapping[str, str] | None = None,
    catalogue: Own = None,
) -> "BreakEven":
    """Return for how many learners each of two plans is the cheaper one, with every crossing.

    Parameters
    ----------
    plan, other
        The plans.
    learner_time
        Whether the learners' time counts.
    most
        Largest number of learners to look at.
    prices, currency, reused, build_as, catalogue
        As in `cost`.

    Raises
    ------
    InputError
        As in `cost`.
    """
    from blendnb.designing.cost import break_even as compared

    asked = partial(compared, learner_time=learner_time, most=most)
    return _costing(
        asked,
        (plan, other),
        prices=prices,
        currency=currency,
        reused=reused,
        build_as=build_as,
        catalogue=catalogue,
    )


def compare(
    plans: Sequence[Plan],
    *,
    prices: Figures | None = None,
    currency: str | None = None,
    reused: bool = False,
    build_as: Mapping[str, str] | None = None,
    catalogue: Own = None,
) -> "Comparison":
    """Return two to four plans side by side, and in words what one buys with the other.

    Parameters
    ----------
    plans
        The plans; the first is set against each of the others.
    prices, currency, reused, build_as, catalogue
        As in `cost`.

    Raises
    ------
    InputError
        As in `cost`; if there are fewer than two plans or more than four.
    """
    from blendnb.designing.compare import FEWEST_PLANS, MOST_PLANS
    from blendnb.designing.compare import compare as compared

    if not FEWEST_PLANS <= len(plans) <= MOST_PLANS:
        raise refuse("compare", f"takes {FEWEST_PLANS} to {MOST_PLANS} plans, not {len(plans)}")
    return _costing(
        compared,
        (list(plans),),
        prices=prices,
        currency=currency,
        reused=reused,
        build_as=build_as,
        catalogue=catalogue,
    )


def explore(
    brief: Brief,
    space: "DesignSpace | None" = None,
    *,
    workers: int | None = None,
    client: Any = None,
    progress: "Progress | None" = None,
    catalogue: Own = None,
) -> "Exploration":
    """Compose and score every feasible design of a space for one brief.

    Parameters
    ----------
    brief
        The design variables.
    space
        The choices to go through; by default `bl.design_space(brief)`.
    workers
        Processes; by default as many as there are processors. The answer is the same for any
        number. A script that uses several needs the usual `if __name__ == "__main__":`.
    client
        A `dask.distributed.Client` to work on instead.
    progress
        Called with how many designs are done, of how many; it returns False to stop.
    catalogue
        A working folder with own entries, or a catalogue; the shipped one by default.
    """
    from blendnb.designing.explore import explore as explored

    return explored(
        brief,
        catalogue_of(catalogue),
        space,
        workers=workers,
        client=client,
        progress=progress,
    )


def design_space(brief: Brief, *, catalogue: Own = None) -> "DesignSpace":
    """Return the space that `explore` goes through by default, to be changed with `replace`."""
    from blendnb.designing.explore import usual_space

    return usual_space(brief, catalogue_of(catalogue))


def open_design(exploration: "Exploration", number: int, *, catalogue: Own = None) -> Plan:
    """Return one design of an exploration as a plan.

    Raises
    ------
    InputError
        If no feasible design has the number.
    """
    from blendnb.designing.explore import plan_of_choice

    try:
        found = exploration.design(number)
    except KeyError:
        raise refuse("design", "is the number of no feasible design", found=str(number)) from None
    return plan_of_choice(exploration.brief, found.choice, catalogue_of(catalogue))


def roi(benefit: Figure, cost: "Cost") -> "Range":
    """Return the return on investment in per cent, from a benefit of your own.

    Parameters
    ----------
    benefit
        One figure or (low, usual, high), in the currency of the cost.
    cost
        What `cost` gave; every part of it must be in money.

    Raises
    ------
    InputError
        If a part of the cost has no price yet.
    """
    from blendnb.designing.cost import roi as earned
    from blendnb.domain.costs import Range

    if cost.total_money is None or cost.total_money.low <= 0:
        missing = ", ".join(cost.unset) or "all prices"
        raise refuse("benefit", f"needs all costs in money; not set: {missing}")
    low, default, high = _ends(benefit)
    return earned(Range(low, default, high), cost.total_money)


def _costing(
    verb: Callable[..., Costed],
    plans: tuple[Any, ...],
    *,
    prices: Figures | None,
    currency: str | None,
    reused: bool,
    build_as: Mapping[str, str] | None,
    catalogue: Own,
) -> Costed:
    """Check what was set and count with it."""
    from blendnb.designing.cost import Choices
    from blendnb.designing.cost.model import CurrencyError

    known = catalogue_of(catalogue)
    for format_, rate in (build_as or {}).items():
        refuse_unknown("format", format_, list(known.formats))
        refuse_unknown("build rate", rate, [r for r in known.rates if r.startswith("build_")])
    choices = Choices(reused=reused, built_as=dict(build_as or {}))
    try:
        return verb(*plans, known, prices=_prices(prices or {}, currency), choices=choices)
    except CurrencyError as error:
        raise refuse("prices", str(error)) from None


def _prices(found: Figures, currency: str | None) -> "dict[str, Price]":
    from blendnb.domain.costs import PRICES, Price
    from blendnb.files.problems import checked

    for id_ in found:
        refuse_unknown("price", id_, list(PRICES))
    made = {}
    for id_, figure in found.items():
        low, default, high = _ends(figure)
        data = {"id": id_, "low": low, "default": default, "high": high, "currency": currency or ""}
        made[id_] = checked(Price, data, f"price {id_}")
    return made


def _ends(figure: Figure) -> tuple[float, float, float]:
    if isinstance(figure, int | float):
        return float(figure), float(figure), float(figure)
    low, default, high = figure
    return float(low), float(default), float(high)


def blueprints_like(brief: Brief, *, catalogue: Own = None) -> "tuple[AlikeBlueprint, ...]":
    """Return blueprints by how much the brief that each answers is like this one, nearest first."""
    from blendnb.designing.blueprints.alike import blueprints_like as alike

    return alike(brief, catalogue_of(catalogue).blueprints.values())


def generalize(
    plan: Plan, name: str, *, provenance: str, results: str = "", notes: str = ""
) -> "Generalized":
    """Return a plan as a blueprint for others, with what of it would be kept and what not.

    Dates, client, figures and owners go, topics become slots. Read `kept` before you save it.

    Parameters
    ----------
    plan
        The plan.
    name
        Of the blueprint.
    provenance
        Who ran it where, as far as others may know.
    results, notes
        What came of it and how that was measured; what the next one should know.
    """
    from blendnb.designing.blueprints.generalizing import generalized

    return generalized(plan, name, provenance=provenance, results=results, notes=notes)


def save_blueprint(found: "Generalized", folder: Source = ".", *, replace: bool = False) -> Path:
    """Write a generalized plan into a working folder's own catalogue and return the file.

    Parameters
    ----------
    found
        What `generalize` gave.
    folder
        The working folder.
    replace
        Take the place of an own blueprint of the same id; its version counts on.

    Raises
    ------
    InputError
        If the id is taken, a format is not known, or the file cannot be written.
    """
    from blendnb.files.own_blueprints import save_blueprint as saved

    return saved(found.blueprint, Path(folder), replace=replace)
