"""From just a brief or a plan to an answer: the verbs of the public interface.

The pure functions behind them take the catalogue as a value. Here, and only here, the shipped
catalogue is brought in, with a working folder's own entries laid over it where one is named; and
the salt of each run that reads people's ids. One file holds all of them, however long it grows:
who looks for what a verb takes looks in one place. Long because whoever uses the package finds
every verb in one place, with its parameters.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Archetype, Blueprint, Catalogue
from blendnb.domain.plan import LearningObjective, Plan
from blendnb.files.catalogue_loading import load_catalogue
from blendnb.files.problems import did_you_mean, refuse, shown
from blendnb.files.reading import Source
from blendnb.language import say

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from blendnb.designing.blueprints.adapting import Offer
    from blendnb.designing.blueprints.generalizing import Generalized
    from blendnb.designing.blueprints.library import AlikeBlueprint
    from blendnb.designing.levers_of_recall import Lever
    from blendnb.designing.session_plan import SessionPlan
    from blendnb.domain.activity import ActivityPattern
    from blendnb.domain.build_list import BuildList
    from blendnb.domain.comparison import Comparison
    from blendnb.domain.costs import BreakEven, Cost, Price, Range
    from blendnb.domain.exploration import DesignSpace, Exploration
    from blendnb.domain.findings import Audit
    from blendnb.domain.measure_ideas import MeasuresToTake
    from blendnb.domain.pilot_results import EditEffect, PilotResults, PilotSize, Simplification
    from blendnb.domain.recommendation import Recommendation
    from blendnb.measuring.column_mapping import Mappings
    from blendnb.measuring.duckdb_engine import Progress
    from blendnb.measuring.measure import Measured
    from blendnb.measuring.pilot_anchors import PilotUsed
    from blendnb.spacing.forgetting import Forgetting

Own = Catalogue | Source | None
"""A catalogue as it is, a working folder with own entries, or nothing for the shipped one."""
ENTRIES = "catalogue"
"""The folder of a working folder that holds its own entries."""
_SALT_BYTES = 16
Costed = TypeVar("Costed")
Figure = float | tuple[float, float, float]
"""One figure, or its low, usual and high end."""
Figures = Mapping[str, Figure]


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
    from blendnb.designing import recommend
    from blendnb.designing.consequences import with_consequences

    known = catalogue_of(catalogue)
    return with_consequences(recommend.recommend(brief, known), brief, known)


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
    from blendnb.designing import design

    if brief is None and blueprint is None:
        raise refuse("design", say("api.needs_a_brief"))
    known = catalogue_of(catalogue)
    refuse_unknown(say("api.blend_model"), blend_model, list(known.blend_models))
    refuse_unknown(say("api.blueprint"), blueprint, [*known.blueprints, *known.archetypes])
    return design.design(brief, known, blend_model=blend_model, blueprint=blueprint)


def audit(plan: Plan, *, catalogue: Own = None) -> "Audit":
    """Return what a plan has and lacks: dimensions, constraints, tensions of the brief.

    Parameters
    ----------
    plan
        The plan.
    catalogue
        A working folder with own entries, or a catalogue; the shipped one by default.
    """
    from blendnb.designing import audit

    return audit.audit(plan, catalogue_of(catalogue))


def activities(catalogue: Own = None) -> "dict[str, ActivityPattern]":
    """Return what people can do in a touchpoint, by id: steps, what to build, what to watch for.

    Parameters
    ----------
    catalogue
        A catalogue, or a working folder whose entries count too; None takes the shipped one.
    """
    return dict(catalogue_of(catalogue).activities)


def objectives(plan: Plan, *, catalogue: Own = None) -> tuple[LearningObjective, ...]:
    """Return what people will do, and how well: a plan's objectives, or a draft for each topic.

    Parameters
    ----------
    plan
        Its own objectives count; where it has none, they are those of its brief. Topics without
        one get a draft, whose `origin` says so and whose brackets ask for what nobody stated.
    catalogue
        A catalogue, or a working folder whose entries count too; None takes the shipped one.
    """
    from blendnb.designing.objectives import objectives_of

    return plan.objectives or objectives_of(plan.brief, catalogue_of(catalogue))


def measures_for(plan: Plan, *, catalogue: Own = None) -> "MeasuresToTake":
    """Return the two or three measures that fit a plan, and the others of its subject.

    None has a figure: today's and the aim are the client's, to be asked for before the start.

    Parameters
    ----------
    plan
        The plan.
    catalogue
        A working folder with own entries, or a catalogue; the shipped one by default.
    """
    from blendnb.designing.measures_to_take import measures_to_take

    return measures_to_take(plan, catalogue_of(catalogue))


def build_list(plan: Plan, *, as_of: date | None = None, catalogue: Own = None) -> "BuildList":
    """Return everything that must exist before a plan can run: what, by whom, by when.

    Parameters
    ----------
    plan
        The plan; what is there already stands in its brief (`content.existing`).
    as_of
        The day that counts as today, to see what is late; a plan without a start has no dates.
    catalogue
        A working folder with own entries, or a catalogue; the shipped one by default.
    """
    from blendnb.designing import building

    today = None if as_of is None or plan.start is None else (as_of - plan.start).days
    return building.build_list(plan, catalogue_of(catalogue), today=today)


def blueprints(catalogue: Own = None) -> list[Blueprint | Archetype]:
    """Return every blueprint, then the archetype of every blend model."""
    known = catalogue_of(catalogue)
    return [*known.blueprints.values(), *known.archetypes.values()]


def blueprint(id_: str, catalogue: Own = None) -> Blueprint | Archetype:
    """Return one blueprint or archetype.

    Raises
    ------
    InputError
        If there is none of that id.
    """
    known = catalogue_of(catalogue)
    entries: dict[str, Blueprint | Archetype] = {**known.archetypes, **known.blueprints}
    refuse_unknown(say("api.blueprint"), id_, list(entries))
    return entries[id_]


def blueprints_like(brief: Brief, *, catalogue: Own = None) -> "tuple[AlikeBlueprint, ...]":
    """Return blueprints by how much the brief that each answers is like this one, nearest first."""
    from blendnb.designing.blueprints import library

    known = catalogue_of(catalogue)
    return library.blueprints_like(brief, known.blueprints.values(), known.design_variables)


def offered_blueprint(brief: Brief, *, catalogue: Own = None) -> "Offer | None":
    """Return the blueprint that answers nearly this brief, with what adapting it would change.

    It is an offer, which nothing takes by itself: `design(brief, blueprint=...)` does.
    """
    from blendnb.designing.blueprints import offered

    return offered(brief, catalogue_of(catalogue))


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
    """Write a generalised plan into a working folder's own catalogue and return the file.

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
    from blendnb.files import own_blueprints

    return own_blueprints.save_blueprint(found.blueprint, Path(folder), replace=replace)


# -------------------------------------------------------------------------------- which option wins


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
    from blendnb.designing.cost import costing

    return _costing(
        costing.cost,
        (plan,),
        prices=prices,
        currency=currency,
        reused=reused,
        build_as=build_as,
        catalogue=catalogue,
    )


def session_plan(plan: Plan, touchpoint_id: str, *, catalogue: Own = None) -> "SessionPlan":
    """Return what happens in one session of a touchpoint, minute by minute; the minutes add up.

    Parameters
    ----------
    plan
        The plan.
    touchpoint_id
        Id of one of its touchpoints.
    catalogue
        A working folder with own entries, or a catalogue; the shipped one by default.

    Raises
    ------
    InputError
        If the plan has no such touchpoint.
    """
    from blendnb.designing.session_plan import session_plan_of

    refuse_unknown(say("api.touchpoint"), touchpoint_id, list(plan.by_id))
    return session_plan_of(plan, plan.by_id[touchpoint_id], catalogue_of(catalogue))


def levers(plan: Plan, *, day: int | None = None, catalogue: Own = None) -> "tuple[Lever, ...]":
    """Return what changes of a plan would buy in recall, and what they cost, the most gain first.

    Offered as `blendnb.spacing.levers`.

    Parameters
    ----------
    plan
        The plan.
    day
        Of the plan, on which recall is compared: half a year, or 90 days after a longer journey.
    catalogue
        A working folder with own entries, or a catalogue; the shipped one by default.
    """
    from blendnb.designing import levers_of_recall

    return levers_of_recall.levers(plan, catalogue_of(catalogue), day=day)


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
    from blendnb.designing.cost import break_even

    asked = partial(break_even, learner_time=learner_time, most=most)
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
    from blendnb.designing.compare import FEWEST_PLANS, MOST_PLANS, comparing

    if not FEWEST_PLANS <= len(plans) <= MOST_PLANS:
        raise refuse(
            "compare",
            say("api.number_of_plans", least=FEWEST_PLANS, most=MOST_PLANS, plans=len(plans)),
        )
    return _costing(
        comparing.compare,
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
    executor: "Executor | None" = None,
    progress: "Callable[[int, int], bool | None] | None" = None,
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
        number. None of them runs the script again that asks.
    executor
        Works on it instead of processes of our own: a pool of `concurrent.futures`, or whatever has
        that interface, as a Dask client's `get_executor()` gives.
    progress
        Called with how many designs are done, of how many; it returns False to stop.
    catalogue
        A working folder with own entries, or a catalogue; the shipped one by default.
    """
    from blendnb.designing.explore import exploring

    return exploring.explore(
        brief,
        catalogue_of(catalogue),
        space,
        workers=workers,
        executor=executor,
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
        design = exploration.design(number)
    except KeyError:
        raise refuse(say("api.design"), say("api.no_such_design"), found=str(number)) from None
    return plan_of_choice(exploration.brief, design.choice, catalogue_of(catalogue))


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
    from blendnb.designing.cost import return_on_investment
    from blendnb.domain.costs import Range

    if cost.total_money is None or cost.total_money.low <= 0:
        missing = ", ".join(cost.unset) or say("prices.all")
        raise refuse("benefit", say("roi.unpriced", prices=missing))
    low, default, high = _ends(benefit)
    return return_on_investment(Range(low, default, high), cost.total_money)


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
    from blendnb.designing.cost import CostChoices
    from blendnb.designing.cost.cost_model import CurrencyError

    known = catalogue_of(catalogue)
    for format_, rate in (build_as or {}).items():
        refuse_unknown(say("api.format"), format_, list(known.formats))
        refuse_unknown(
            say("api.build_rate"), rate, [r for r in known.rates if r.startswith("build_")]
        )
    choices = CostChoices(reused=reused, built_as=dict(build_as or {}))
    try:
        return verb(*plans, known, prices=_prices(prices or {}, currency), choices=choices)
    except CurrencyError as error:
        raise refuse("prices", str(error)) from None


def _prices(figures: Figures, currency: str | None) -> "dict[str, Price]":
    from blendnb.domain.costs import PRICES, Price
    from blendnb.files.problems import checked

    for id_ in figures:
        refuse_unknown(say("api.price"), id_, list(PRICES))
    made = {}
    for id_, figure in figures.items():
        low, default, high = _ends(figure)
        data = {"id": id_, "low": low, "default": default, "high": high, "currency": currency or ""}
        made[id_] = checked(Price, data, f"price {id_}")
    return made


def _ends(figure: Figure) -> tuple[float, float, float]:
    if isinstance(figure, int | float):
        return float(figure), float(figure), float(figure)
    low, default, high = figure
    return float(low), float(default), float(high)


# ------------------------------------------------------------------------------------- pilots


def pilot_size(size: int) -> "PilotSize":
    """Return what a pilot group of so many people can show and cannot.

    Parameters
    ----------
    size
        People in the group.

    Raises
    ------
    ValueError
        If there are fewer than five.
    """
    from blendnb.measuring import pilot_statistics

    return pilot_statistics.pilot_size(size)


def write_sheet(plan: Plan, path: Source) -> None:
    """Write the sheet that a pilot team fills in; `measure` reads it back.

    Parameters
    ----------
    plan
        The plan whose measures and touchpoints it asks about.
    path
        Where to: `.xlsx` or `.csv`.

    Raises
    ------
    InputError
        If the suffix is neither, or the file cannot be written.
    """
    from blendnb.measuring import results_sheet

    results_sheet.write_sheet(plan, path)


def measure(
    plan: Plan,
    results: Source | Sequence[Source],
    *,
    mapping: "Mappings | None" = None,
    launch: date | None = None,
    aside: Source | None = None,
    progress: "Progress | None" = None,
) -> "PilotResults":
    """Return what a pilot showed.

    Parameters
    ----------
    plan
        The plan that the pilot tried.
    results
        Files, or a folder of files: completions of an LMS, xAPI statements, participants, surveys,
        feedback, observations, a business metric, the sheet that was filled in.
    mapping
        How their columns are read; by default `mapping.toml` beside them, and known headings.
    launch
        The pilot's first day; by default from the plan.
    aside
        Where rows go that cannot be used; they are counted in any case.
    progress
        Told what is being read and how much of it, from 0 to 1.

    Raises
    ------
    InputError
        If a file does not fit.
    """
    measured = measured_files(plan, results, mapping=mapping, launch=launch, progress=progress)
    if aside is not None:
        write_aside(measured, aside)
    return measured.results


def measured_files(
    plan: Plan,
    results: Source | Sequence[Source],
    *,
    mapping: "Mappings | None" = None,
    launch: date | None = None,
    progress: "Progress | None" = None,
) -> "Measured":
    """Return results with the rows that were set aside; the parameters are those of `measure`."""
    from blendnb.measuring import measure

    salt = os.urandom(_SALT_BYTES)
    return measure.measure(
        plan, paths(results), salt=salt, mapping=mapping, launch=launch, progress=progress
    )


def paths(results: Source | Sequence[Source]) -> list[Path]:
    """Return one path or several as a list."""
    single = isinstance(results, str | os.PathLike)
    return [Path(results)] if single else [Path(each) for each in results]  # type: ignore[union-attr, arg-type]


def write_aside(measured: "Measured", path: Source) -> None:
    """Write the rows that were set aside as a CSV file, without who they are about.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    from blendnb.files.writing import write_whole
    from blendnb.measuring.load_rows import aside_csv

    write_whole(path, aside_csv(measured.aside))


def simplify(
    plan: Plan, results: "PilotResults", *, catalogue: Own = None
) -> "tuple[Simplification, ...]":
    """Return edits that the results argue for, each with what it would do.

    Parameters
    ----------
    plan
        The plan that the pilot tried.
    results
        What `measure` gave.
    catalogue
        A working folder with own entries, or a catalogue; the shipped one by default.
    """
    from blendnb.measuring import simplify

    return simplify.simplify(plan, results, catalogue_of(catalogue))


def effect(plan: Plan, changed: Plan, *, catalogue: Own = None) -> "EditEffect":
    """Return what a change of a plan does to learners' time, building, recall and the audit."""
    from blendnb.measuring import simplify

    return simplify.effect(plan, changed, catalogue_of(catalogue))


def accept(
    plan: Plan,
    simplifications: "Sequence[Simplification]",
    *,
    who: str | None = None,
    when: date | None = None,
) -> Plan:
    """Return the plan with accepted simplifications applied and on record as decisions.

    Parameters
    ----------
    plan
        The plan that they were proposed for.
    simplifications
        Those that were accepted.
    who, when
        Who decided, and on which day.

    Raises
    ------
    KeyError
        If a touchpoint is no longer in the plan.
    """
    from blendnb.measuring import simplify

    return simplify.accept(plan, simplifications, who=who, when=when)


def use_pilot(
    plan: Plan, results: "PilotResults | None", forgetting: "Forgetting | None" = None
) -> "PilotUsed":
    """Return the plan with what a pilot showed in place of what was assumed, in one step.

    Parameters
    ----------
    plan
        The plan that the pilot tried.
    results
        What `measure` gave: its shares of people who finished become each touchpoint's
        participation. None without.
    forgetting
        What `spacing.forgetting` said of a quiz log: its curves become the pace at which each topic
        is forgotten.
    """
    from blendnb.measuring import pilot_anchors

    return pilot_anchors.use_pilot(plan, results, forgetting)


def draft_mapping(plan: Plan, results: Source | Sequence[Source]) -> Path:
    """Write a mapping file beside data: what was recognised, to be completed by hand.

    Activities that are no touchpoint of the plan stand under `ignore`; whatever is a touchpoint
    under another name is moved to `touchpoints`, with its id.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    InputError
        If a file cannot be read, or there is a mapping file already.
    """
    from blendnb.measuring.mapping_draft import draft

    return draft(plan, paths(results), salt=os.urandom(_SALT_BYTES))


# ------------------------------------------------------------------------------- the catalogue


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
    text = say("api.no_working_folder", folder=repr(ENTRIES))
    raise refuse(str(folder), text, hint=say("api.make_one"))


def own_entries_here(folder: Path) -> Path | None:
    """Return the folder if `blendnb new` made it, so that its own entries count; else None."""
    return folder if (folder / ENTRIES / "README.md").is_file() else None


def refuse_unknown(kind: str, id_: str | None, known: list[str]) -> None:
    """Refuse an id that is not among those known, with what was probably meant.

    Raises
    ------
    InputError
        If it is not one of them; None is let through.
    """
    if id_ is not None and id_ not in known:
        text = say("problems.is_not_one_of", words=", ".join(known))
        raise refuse(kind, text, found=shown(id_), hint=did_you_mean(id_, known))
