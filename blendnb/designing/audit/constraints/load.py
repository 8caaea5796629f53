"""How much the journey asks of learners in a week and of facilitators for one session."""

from collections.abc import Iterable

from blendnb.designing.audit.constraints.repairs import groups_for
from blendnb.designing.audit.view import PlanView
from blendnb.designing.audit.wording import (
    amount,
    counted,
    ids,
    listed,
    minutes,
    named,
    quoted,
    sentence,
    weeks_named,
)
from blendnb.designing.workload import AT_WORK, minutes_by_week, week_of, weekly_workload
from blendnb.domain.findings import ConstraintFinding
from blendnb.domain.plan import Touchpoint


def weekly_workload_fits(view: PlanView) -> ConstraintFinding | None:
    """Judge whether each week fits the time that learners have."""
    has = view.brief.audience.minutes_per_week or 0
    noted = view.threshold("weekly_workload_note") / 100 * has
    warned = view.threshold("weekly_workload_warn") / 100 * has
    loads = {load.week: load.learning_minutes for load in weekly_workload(view.plan)}
    full = {week: asked for week, asked in loads.items() if asked > noted}
    if not full:
        return None
    too_full = [week for week, asked in full.items() if asked > warned]
    heaviest = max(full, key=lambda week: (full[week], -week))
    assumed = "" if view.stated("audience.minutes_per_week") else " (assumed)"
    named_weeks = too_full or list(full)
    most = "" if named_weeks == [heaviest] else f" most {weeks_named([heaviest])},"
    return ConstraintFinding(
        id="weekly_workload",
        severity="warning" if too_full else "note",
        text=f"More learning than the {minutes(has)} a week that people have{assumed}: "
        f"{weeks_named(named_weeks)}{';' if most else ','}{most} "
        f"{minutes(round(full[heaviest]))}. Tasks at work do not count.",
        touchpoints=_asking(view, set(too_full or full)),
    )


def _asking(view: PlanView, weeks: set[int]) -> tuple[str, ...]:
    """Return the touchpoints that ask for learning time in these weeks."""
    return ids(
        h.touchpoint
        for h in view.happenings
        if h.touchpoint.learner_minutes
        and h.touchpoint.modality != AT_WORK
        and not weeks.isdisjoint(range(week_of(h.start), week_of(h.due) + 1))
    )


def window(view: PlanView) -> ConstraintFinding | None:
    """Judge whether everything that ends is over when the stated window is."""
    weeks = view.brief.schedule.weeks
    if not view.stated("schedule.weeks") or weeks is None:
        return None
    late = [h for h in view.happenings if h.end is not None and week_of(h.due) > weeks]
    if not late:
        return None
    last = max(week_of(h.due) for h in late)
    return ConstraintFinding(
        id="window",
        severity="warning",
        text=f"After the {weeks} weeks that were stated: {named(h.touchpoint for h in late)}, in "
        f"week {last} at the latest. Move what is late, or state a longer window.",
        touchpoints=ids(h.touchpoint for h in late),
    )


def prework(view: PlanView) -> ConstraintFinding | None:
    """Judge whether pre-work is short enough to be done."""
    limit, has = view.threshold("prework_max"), view.brief.audience.minutes_per_week or 0
    items = prework_of(view)
    long = [t for t in items if t.learner_minutes > limit]
    weeks = minutes_by_week(items)
    full = [week for week, asked in sorted(weeks.items()) if sum(asked.values()) > has]
    if not long and not full:
        return None
    parts = []
    if long:
        parts.append(f"pre-work of more than {minutes(limit)} in {named(long)}")
    if full:
        parts.append(f"pre-work of more than the {minutes(has)} of a week {weeks_named(full)}")
    return ConstraintFinding(
        id="prework_max",
        severity="warning",
        text=f"{sentence(parts)[:-1]}: what is longer is not done.",
        touchpoints=ids(long or items),
    )


def prework_of(view: PlanView) -> list[Touchpoint]:
    """Return what people do alone ahead of a live session: linked to it, or before the launch."""
    linked = {id_ for session in view.live for id_ in session.depends_on}
    return [
        t
        for t in view.plan.touchpoints
        if t.modality == "self_paced"
        and t.learner_minutes
        and not t.assessment
        and (t.id in linked or t.stage == "before")
    ]


def facilitators(view: PlanView) -> ConstraintFinding | None:
    """Judge whether the stated facilitators can run the groups of each live touchpoint."""
    people = view.plan.brief.support.facilitators
    if not people:
        return None
    strained, most = view.threshold("facilitator_strained"), view.threshold("facilitator_capacity")
    loads = {t.id: load / people for t in view.live if (load := _groups(view, t)) is not None}
    heavy = [t for t in view.live if loads.get(t.id, 0.0) > strained]
    if not heavy:
        return None
    too_heavy = [t for t in heavy if loads[t.id] > most]
    shown = too_heavy or heavy
    said = [f"{quoted(t.title)} {amount(loads[t.id])} groups each" for t in shown]
    band = f"more than {amount(most)} cannot be run" if too_heavy else "that is a strain"
    return ConstraintFinding(
        id="facilitator_capacity",
        severity="warning" if too_heavy else "note",
        text=f"With {counted(people, 'facilitator')}: {listed(said)}; {band}.",
        touchpoints=ids(shown),
    )


def _groups(view: PlanView, touchpoint: Touchpoint) -> int | None:
    return touchpoint.groups if touchpoint.groups is not None else groups_for(view, touchpoint)


def complex_software(view: PlanView) -> ConstraintFinding | None:
    """Note software training below the hours under which people were found to be ill at ease."""
    floor = view.threshold("complex_software_floor")
    outcome = view.brief.outcome
    hours = _hours(view.plan.touchpoints)
    if outcome.subject != "software" or outcome.level == "awareness" or hours >= floor:
        return None
    return ConstraintFinding(
        id="complex_software_floor",
        severity="note",
        text=f"{amount(hours)} hours per learner: with complex software, satisfaction and skill "
        f"fell below {amount(floor)} hours (found with health-record systems).",
    )


def _hours(touchpoints: Iterable[Touchpoint]) -> float:
    return sum(t.total_learner_minutes for t in touchpoints) / 60


LOAD = (weekly_workload_fits, window, prework, facilitators, complex_software)
"""Every judge of load."""
