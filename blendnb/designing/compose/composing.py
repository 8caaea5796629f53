"""Filling an archetype: rows in the teaching order, then returns, balance, fixes, outcomes.

An archetype serves the usual brief; an unusual one can leave a question unanswered. Every finding
of the audit carries its edit, so composing applies it as the user would (`with_fixes`), and needs
no second set of rules.
"""

from collections.abc import Iterator
from dataclasses import replace

from blendnb.designing.audit import audit
from blendnb.designing.audit.naming import minutes
from blendnb.designing.compose.archetype_rows import placed_touchpoint, shortened, touchpoints_of
from blendnb.designing.compose.content import (
    carried_minutes,
    ledger_minutes,
    time_for_content,
    time_there,
)
from blendnb.designing.compose.context import Context, Returning, context_for
from blendnb.designing.compose.levelling import balanced, forced_weeks, levelled
from blendnb.designing.compose.mapped import forced_out, on_the_map
from blendnb.designing.compose.outcomes import measures, pilot
from blendnb.designing.compose.owners import evidenced, owned, reused
from blendnb.designing.compose.placing import LEARNS, Beat, Laid, beat_of
from blendnb.designing.compose.refusal import no_free_day
from blendnb.designing.compose.returns import returns
from blendnb.designing.teaching_order import Begun
from blendnb.designing.workload import AT_WORK, week_of
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.edits import apply_edit
from blendnb.domain.plan import LedgerLine, Plan, Touchpoint
from blendnb.language import say

LONGEST_NAME = 60
"""Characters of a moment that stand in a sentence."""
MOST_FIXES = 12
FEW_MINUTES = 1.0
MOST_ROUNDS = 4
"""Times that rows are laid out before what remains too much is left to levelling."""


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
    context, plan, beat = _laid_out(context)
    plan = with_fixes(balanced(plan, context.catalogue), context.catalogue)
    plan = on_the_map(levelled(plan, context), context)
    reuse = reused(evidenced(owned(plan), context), context)
    plan, ledger = reuse.plan, _ledger(plan, context, beat)
    return plan.replace(
        touchpoints=_in_order(plan.touchpoints),
        measures=measures(plan, context),
        pilot=pilot(context),
        ledger=ledger,
        changes=(
            *_left_out(ledger, beat, context),
            *_scaling(context),
            *forced_weeks(plan, context),
            *reuse.said,
            *_late_topics(plan, context),
            *_late_moments(plan, context),
            *forced_out(plan, context),
        ),
    )


def _laid_out(context: Context) -> tuple[Context, Plan, Beat]:
    """Lay the rows out, with as much less content as checks, talks and returns need beside it."""
    rounds = 0
    while True:
        laid, beat = Laid(), beat_of(context)
        plan = _with(_empty(context), _rows(context, beat, laid))
        missing = _missing_minutes(plan, context)
        if missing < FEW_MINUTES and plan.reinforced:
            plan = _with(plan, _returns(plan, context, laid))
            missing = _missing_minutes(plan, context)
        reserved = _reserved(context) + missing
        rounds += 1
        if missing < FEW_MINUTES or rounds == MOST_ROUNDS or reserved <= context.reserved:
            break
        context = replace(context, reserved=reserved)
    if plan.reinforced and rounds == MOST_ROUNDS and not _returning(plan, context):
        plan = _with(plan, _returns(plan, context, laid))
    return context, plan, beat


def _returning(plan: Plan, context: Context) -> bool:
    """Whether the rows of returns are laid out already."""
    keys = {slot.key for slot in context.archetype.slots if slot.per == "reinforcement"}
    return not keys.isdisjoint(plan.by_id)


def _reserved(context: Context) -> float:
    """Minutes that content leaves to others now."""
    return time_there(context, context.ready_by) - time_for_content(context)


def _missing_minutes(plan: Plan, context: Context) -> float:
    """Minutes that the rows ask for above what the window, and learning's part of it, holds."""
    spare = {slot.key for slot in context.archetype.slots if slot.gives_way}
    asked = [
        (o.due_day, t.learner_minutes)
        for t in plan.touchpoints
        if t.learner_minutes and t.modality != AT_WORK and t.id not in spare
        for o in t.occurrences
        if o.start_day >= 0
    ]
    return max(
        sum(each for due, each in asked if due <= day) - time_there(context, day)
        for day in (context.ready_by, context.last_day)
    )


def _ledger(plan: Plan, context: Context, beat: Beat) -> tuple[LedgerLine, ...]:
    """Minutes of content of each topic: as stated, placed, and left out."""
    carried = carried_minutes(plan.touchpoints, beat.allotment.fitting)
    says = "content.hours" in context.brief.stated
    return tuple(
        LedgerLine(
            topic=topic,
            stated=float(stated) if says or topic in context.topic_hours else None,
            placed=float(placed),
            left_out=float(left_out),
        )
        for topic, (stated, placed, left_out) in ledger_minutes(beat.allotment, carried).items()
    )


def _left_out(ledger: tuple[LedgerLine, ...], beat: Beat, context: Context) -> Iterator[str]:
    """Say what of the content is left out, and what of the brief decided that."""
    left = round(sum(line.left_out for line in ledger))
    if not left:
        return
    placed = round(sum(line.placed for line in ledger))
    why = "time" if beat.allotment.minutes >= time_for_content(context) else "sessions"
    even = len({round(line.placed / (line.placed + line.left_out), 1) for line in ledger}) == 1
    yield say(
        f"compose.left_out_{why}",
        left=minutes(left),
        all=minutes(left + placed),
        share=say(f"compose.share_{'same' if even else 'uneven'}"),
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


def _late_topics(plan: Plan, context: Context) -> Iterator[str]:
    """Say which topics are met or tried only after the week by which the brief wants them."""
    begun = Begun.of(plan.occurrences).days
    for topic, stated in context.full.ready_weeks.items():
        days = [begun[topic, purpose] for purpose in LEARNS if (topic, purpose) in begun]
        week = week_of(max(days, default=0))
        if week > stated:
            yield say("compose.late_topic", topic=topic, week=week, stated=stated)


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
