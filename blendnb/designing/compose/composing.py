"""Filling an archetype: rows in the teaching order, then returns, balance, fixes, outcomes.

An archetype serves the usual brief; an unusual one can leave a question unanswered. Every finding
of the audit carries its edit, so composing applies it as the user would (`with_fixes`), and needs
no second set of rules.
"""

from collections.abc import Iterator

from blendnb.designing.audit import audit
from blendnb.designing.audit.naming import minutes
from blendnb.designing.compose.archetype_rows import placed_touchpoint, shortened, touchpoints_of
from blendnb.designing.compose.content import ledger_minutes, time_for_content
from blendnb.designing.compose.context import Context, Returning, context_for
from blendnb.designing.compose.levelling import balanced, levelled
from blendnb.designing.compose.mapped import forced_out, on_the_map
from blendnb.designing.compose.outcomes import measures, pilot
from blendnb.designing.compose.placing import Beat, Laid, beat_of
from blendnb.designing.compose.refusal import no_free_day
from blendnb.designing.compose.returns import returns
from blendnb.designing.ledger import CARRYING
from blendnb.designing.workload import week_of
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.edits import apply_edit
from blendnb.domain.plan import LedgerLine, Plan, Touchpoint
from blendnb.language import say

LONGEST_NAME = 60
"""Characters of a moment that stand in a sentence."""
MOST_FIXES = 12


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
    laid, beat = Laid(), beat_of(context)
    plan = _empty(context)
    plan = _with(plan, _rows(context, beat, laid))
    if plan.reinforced:
        plan = _with(plan, _returns(plan, context, laid))
    plan = with_fixes(balanced(plan, context.catalogue), context.catalogue)
    plan = on_the_map(levelled(plan, context), context)
    return plan.replace(
        touchpoints=_in_order(plan.touchpoints),
        measures=measures(plan, context),
        pilot=pilot(context),
        ledger=_ledger(plan, context, beat),
        changes=(
            *_left_out(beat, context),
            *_scaling(context),
            *_late_moments(plan, context),
            *forced_out(plan, context),
        ),
    )


def _ledger(plan: Plan, context: Context, beat: Beat) -> tuple[LedgerLine, ...]:
    """Minutes of content of each topic: as stated, placed, and left out."""
    taught = {t for o in plan.occurrences if o.touchpoint.purpose in CARRYING for t in o.topics}
    says = "content.hours" in context.brief.stated
    return tuple(
        LedgerLine(
            topic=topic,
            stated=float(stated) if says or topic in context.topic_hours else None,
            placed=float(placed),
            left_out=float(left_out),
        )
        for topic, (stated, placed, left_out) in ledger_minutes(beat.allotment, taught).items()
    )


def _left_out(beat: Beat, context: Context) -> Iterator[str]:
    """Say what of the content is left out, and what of the brief decided that."""
    stated, placed = sum(beat.allotment.stated.values()), beat.allotment.minutes
    if stated == placed:
        return
    held = time_for_content(context)
    why = "time" if placed >= held else "sessions"
    yield say(
        f"compose.left_out_{why}",
        left=minutes(stated - placed),
        all=minutes(stated),
        held=minutes(placed),
        week=minutes(context.facts["audience.minutes_per_week"]),
        weeks=week_of(context.ready_by),
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


PLACED = (
    "launch", "inform", "demonstrate", "practice", "assess", "apply", "reinforce", "support",
    "close",
)  # fmt: skip
"""The order in which rows are placed: what others wait for comes first."""


def _rows(context: Context, beat: Beat, laid: Laid) -> tuple[Touchpoint, ...]:
    """Fill every wanted row, what others wait for first, so that those find their floor."""
    slots = [s for s in context.archetype.slots if s.per != "reinforcement" and context.wants(s)]
    return tuple(
        touchpoint
        for slot in sorted(slots, key=lambda slot: PLACED.index(slot.purpose))
        for touchpoint in touchpoints_of(slot, context, beat, laid)
    )


def _returns(plan: Plan, context: Context, laid: Laid) -> tuple[Touchpoint, ...]:
    slots = [s for s in context.archetype.slots if s.per == "reinforcement" and context.wants(s)]
    wanted = returns(plan, context, laid) if slots else ()
    placed = (placed_touchpoint(slot, context, wanted, laid) for slot in slots)
    return tuple(touchpoint for touchpoint in placed if touchpoint is not None)


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
    """Journey's order: by day, help that stays open last of those that open on it."""
    return tuple(sorted(touchpoints, key=lambda t: (t.start_day, t.stays_open)))


def _scaling(context: Context) -> tuple[str, ...]:
    """Say what population and risk did to the pattern."""
    return tuple(
        dict.fromkeys(
            slot.scaling for slot in context.archetype.slots if slot.scaling and context.wants(slot)
        )
    )


def _late_moments(plan: Plan, context: Context) -> Iterator[str]:
    """Say which moments are served in another week than stated, or unprepared, and why."""
    for moment in context.full.moments:
        served = next((t for t in plan.touchpoints if t.trigger == moment.text), None)
        if moment.week is None or served is None:
            continue
        name = shortened(moment.text, LONGEST_NAME)
        week = week_of(served.occurrences[0].start_day)
        if week != moment.week:
            key = "later_than_stated" if week > moment.week else "earlier_than_stated"
            yield say(f"compose.{key}", moment=name, week=week, stated=moment.week)
        elif served.purpose == "support":
            yield say("compose.unprepared", moment=name, week=week)


def with_fixes(plan: Plan, catalogue: Catalogue) -> Plan:
    """Return the plan with every `missing` that has a fix put right."""
    for _ in range(MOST_FIXES):
        fixes = [
            question.fix
            for question in audit(plan, catalogue).questions.values()
            if question.verdict == "missing" and question.fix is not None
        ]
        if not fixes:
            return plan
        plan = _as_composed(apply_edit(plan, fixes[0].edit), plan)
    return plan


def _as_composed(plan: Plan, before: Plan) -> Plan:
    """Mark what was added as composed: no person has edited it yet."""
    return plan.replace(
        touchpoints=tuple(
            t if t.id in before.by_id else t.replace(origin="composed") for t in plan.touchpoints
        )
    )
