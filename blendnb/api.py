"""From just a brief or a plan to an answer: the verbs of the public interface.

The pure functions behind them take the catalogue as a value. Here, and only here, the shipped
catalogue is brought in, with a working folder's own entries laid over it where one is named.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Archetype, Blueprint, Catalogue
from blendnb.domain.plan import Plan
from blendnb.files.catalogue import load_catalogue
from blendnb.files.problems import did_you_mean, refuse, shown
from blendnb.files.reading import Source

if TYPE_CHECKING:
    from blendnb.designing.blueprints.alike import AlikeBlueprint
    from blendnb.designing.blueprints.generalizing import Generalized
    from blendnb.designing.explore.exploring import Progress
    from blendnb.domain.comparison import Comparison
    from blendnb.domain.costs import BreakEven, Cost, Price, Range
    from blendnb.domain.exploration import DesignSpace, Exploration
    from blendnb.domain.findings import Audit
    from blendnb.domain.recommendation import Recommendation

Costed = TypeVar("Costed")
Figure = float | tuple[float, float, float]
"""One figure, or its low, usual and high end."""
Figures = Mapping[str, Figure]
Own = Catalogue | Source | None
"""A catalogue as it is, a working folder with own entries, or nothing for the shipped one."""
ENTRIES = "catalogue"
"""The folder of a working folder that holds its own entries."""


def recommend(brief: Brief, *, catalogue: Own = None) -> "Recommendation":
    """Return which blend model fits a brief, with every reason.

    Parameters
    ----------
    brief
        The design variables; what they do not state argues for nothing.
    catalogue
        A working folder with own entries, or a catalogue; the shipped one by default.

    Raises
    ------
    InputError
        If the working folder's entries cannot be used.
    """
    from blendnb.designing.recommend import recommend as recommended

    return recommended(brief, catalogue_of(catalogue))


def design(
    brief: Brief | None = None,
    *,
    blend_model: str | None = None,
    blueprint: str | None = None,
    catalogue: Own = None,
) -> Plan:
    """Return a complete plan for a brief, or a blueprint as a plan.

    Parameters
    ----------
    brief
        The design variables; a blueprint brings its own, which one given here replaces.
    blend_model
        Id of the blend model; the one recommended first by default.
    blueprint
        Id of a blueprint or archetype to start from.
    catalogue
        A working folder with own entries, or a catalogue; the shipped one by default.

    Raises
    ------
    Refusal
        If the brief excludes the blend model, with the smallest changes that would reopen it.
    InputError
        If there is no such blend model or blueprint, or neither a brief nor a blueprint is given.
    """
    from blendnb.designing.design import design as composed

    if brief is None and blueprint is None:
        raise refuse("design", "needs a brief, or the id of a blueprint, which brings its own")
    known = catalogue_of(catalogue)
    _refuse_unknown("blend model", blend_model, list(known.blend_models))
    _refuse_unknown("blueprint", blueprint, [*known.blueprints, *known.archetypes])
    return composed(brief, known, blend_model=blend_model, blueprint=blueprint)


def audit(plan: Plan, *, catalogue: Own = None) -> "Audit":
    """Return what a plan has and lacks: five dimensions, ten questions, constraints, tensions.

    Parameters
    ----------
    plan
        The plan.
    catalogue
        A working folder with own entries, or a catalogue; the shipped one by default.
    """
    from blendnb.designing.audit import audit as audited

    return audited(plan, catalogue_of(catalogue))


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
        _refuse_unknown("format", format_, list(known.formats))
        _refuse_unknown("build rate", rate, [r for r in known.rates if r.startswith("build_")])
    choices = Choices(reused=reused, built_as=dict(build_as or {}))
    try:
        return verb(*plans, known, prices=_prices(prices or {}, currency), choices=choices)
    except CurrencyError as error:
        raise refuse("prices", str(error)) from None


def _prices(found: Figures, currency: str | None) -> "dict[str, Price]":
    from blendnb.domain.costs import PRICES, Price
    from blendnb.files.problems import checked

    for id_ in found:
        _refuse_unknown("price", id_, list(PRICES))
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


def blueprints(catalogue: Own = None) -> list[Blueprint | Archetype]:
    """Return every blueprint, then the archetype of every blend model."""
    known = catalogue_of(catalogue)
    return [*known.blueprints.values(), *known.archetypes.values()]


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


def save_blueprint(
    found: "Generalized", folder: Source = ".", *, replace: bool = False
) -> Path:
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


def blueprint(id_: str, catalogue: Own = None) -> Blueprint | Archetype:
    """Return one blueprint or archetype.

    Raises
    ------
    InputError
        If there is none of that id.
    """
    known = catalogue_of(catalogue)
    entries: dict[str, Blueprint | Archetype] = {**known.archetypes, **known.blueprints}
    _refuse_unknown("blueprint", id_, list(entries))
    return entries[id_]


def catalogue_of(own: Own = None) -> Catalogue:
    """Return the catalogue to use.

    Parameters
    ----------
    own
        A catalogue, which is returned as it is; a working folder or its `catalogue` folder, whose
        entries are laid over the shipped ones; or nothing.

    Raises
    ------
    InputError
        With every problem of the working folder's entries.
    """
    if isinstance(own, Catalogue):
        return own
    return _shipped() if own is None else load_catalogue(_working_folder(Path(own)))


@cache
def _shipped() -> Catalogue:
    # A frozen value of files that no one edits while the program runs: read once.
    return load_catalogue()


def _working_folder(folder: Path) -> Path:
    if (folder / ENTRIES).is_dir():
        return folder
    if folder.is_dir() and folder.resolve().name == ENTRIES:
        return folder.resolve().parent
    text = f"neither a working folder nor its folder {ENTRIES!r}"
    raise refuse(str(folder), text, hint="make a working folder with: blendnb new DIR")


def own_entries_here(folder: Path) -> Path | None:
    """Return the folder if `blendnb new` made it, so that its own entries count; else None."""
    return folder if (folder / ENTRIES / "README.md").is_file() else None


def _refuse_unknown(kind: str, id_: str | None, known: list[str]) -> None:
    if id_ is not None and id_ not in known:
        text = f"is not one of {', '.join(known)}"
        raise refuse(kind, text, found=shown(id_), hint=did_you_mean(id_, known))
