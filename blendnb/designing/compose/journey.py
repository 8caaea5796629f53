"""Filling an archetype: rows in the teaching order, then returns, balance, mends, outcomes."""

from blendnb.designing.compose.balance import balanced
from blendnb.designing.compose.context import Context, Returning, context_for
from blendnb.designing.compose.easing import eased
from blendnb.designing.compose.mending import mended
from blendnb.designing.compose.outcomes import measures, pilot
from blendnb.designing.compose.places import Floors
from blendnb.designing.compose.refusal import no_free_day
from blendnb.designing.compose.returns import returns
from blendnb.designing.compose.rows import placed_touchpoint, touchpoints_of
from blendnb.designing.compose.texts import shortened
from blendnb.designing.compose.units import units_of
from blendnb.designing.workload import week_of
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue, Slot
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.domain.vocabulary import TEACHING_ORDER

LONGEST_NAME = 60
"""Characters of a moment that stand in a sentence."""


def compose(
    brief: Brief,
    catalogue: Catalogue,
    blend_model: str,
    *,
    flipped: bool,
    reinforced: bool,
    returning: Returning | None = None,
) -> Plan:
    """Return the complete journey of one blend model for a brief.

    Parameters
    ----------
    brief
        The design variables.
    catalogue
        What the field knows.
    blend_model
        Id of the blend model.
    flipped, reinforced
        Whether to use these elements.
    returning
        How many returns there are and how they are placed; None leaves it to the composer.

    Raises
    ------
    Refusal
        If the blackout leaves no day inside the window.
    """
    return composed(
        context_for(
            brief,
            catalogue,
            blend_model,
            flipped=flipped,
            reinforced=reinforced,
            returning=returning,
        )
    )


def composed(context: Context) -> Plan:
    """Return the complete journey that a prepared context asks for.

    Raises
    ------
    Refusal
        If the blackout leaves no day inside the window.
    """
    if not context.free.days:
        raise no_free_day(context.archetype.blend_model)
    floors = Floors()
    plan = _empty(context)
    plan = _with(plan, _rows(context, floors))
    if plan.reinforced:
        plan = _with(plan, _returns(plan, context, floors))
    plan = mended(balanced(plan, context.catalogue), context.catalogue)
    plan = eased(plan, context)
    return plan.replace(
        touchpoints=_in_order(plan.touchpoints),
        measures=measures(plan, context),
        pilot=pilot(context),
        changes=(*_scaling(context), *_late_moments(plan, context)),
    )


def _empty(context: Context) -> Plan:
    brief = context.brief
    return Plan(
        title=brief.title,
        brief=brief,
        assumed=brief.assumed_data,
        blend_model=context.archetype.blend_model,
        flipped=context.facts["flipped"],
        reinforced=context.facts["reinforced"],
        start=brief.schedule.start,
    )


def _rows(context: Context, floors: Floors) -> tuple[Touchpoint, ...]:
    """Fill every wanted row, earlier purposes first so that later ones find their floor."""
    units = units_of(context)
    slots = [s for s in context.archetype.slots if s.per != "reinforcement" and context.wants(s)]
    return tuple(
        touchpoint
        for slot in sorted(slots, key=_teaching_place)
        for touchpoint in touchpoints_of(slot, context, units, floors)
    )


def _teaching_place(slot: Slot) -> int:
    return TEACHING_ORDER.index(slot.purpose) if slot.purpose in TEACHING_ORDER else -1


def _returns(plan: Plan, context: Context, floors: Floors) -> tuple[Touchpoint, ...]:
    slots = [s for s in context.archetype.slots if s.per == "reinforcement" and context.wants(s)]
    wanted = returns(plan, context, floors) if slots else ()
    found = (placed_touchpoint(slot, context, wanted, floors) for slot in slots)
    return tuple(touchpoint for touchpoint in found if touchpoint is not None)


def _with(plan: Plan, touchpoints: tuple[Touchpoint, ...]) -> Plan:
    """Add touchpoints; a dependency on a row that this journey does not have falls away."""
    everything = (*plan.touchpoints, *touchpoints)
    ids = {t.id for t in everything}
    return plan.replace(
        touchpoints=tuple(
            t
            if ids.issuperset(t.depends_on)
            else t.replace(depends_on=tuple(i for i in t.depends_on if i in ids))
            for t in everything
        )
    )


def _in_order(touchpoints: tuple[Touchpoint, ...]) -> tuple[Touchpoint, ...]:
    """Journey's order: by day, standing support last of those that open on it."""
    return tuple(sorted(touchpoints, key=lambda t: (t.start_day, t.standing)))


def _scaling(context: Context) -> tuple[str, ...]:
    """Say what population and risk did to the pattern."""
    return tuple(
        dict.fromkeys(
            slot.scaling for slot in context.archetype.slots if slot.scaling and context.wants(slot)
        )
    )


def _late_moments(plan: Plan, context: Context) -> list[str]:
    """Say which moments are served in another week than stated, and why."""
    found = []
    for moment in context.full.moments:
        served = next((t for t in plan.touchpoints if t.trigger == moment.text), None)
        if moment.week is None or served is None:
            continue
        week = week_of(served.occurrences[0].end_day or served.start_day)
        if week != moment.week:
            because = (
                "its topics are taught and tried first"
                if week > moment.week
                else "the journey ends before"
            )
            found.append(
                f"\u201c{shortened(moment.text, LONGEST_NAME)}\u201d has its task in week {week}, "
                f"not in week {moment.week} as stated: {because}."
            )
    return found
