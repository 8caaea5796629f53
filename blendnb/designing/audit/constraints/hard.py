"""The constraints that every composed plan keeps and no mend may break."""

from blendnb.designing.audit.constraints.breaches import (
    excluded,
    group_limit,
    on_blackout,
    session_limit,
    too_early,
    too_few_groups,
    too_long,
)
from blendnb.designing.audit.constraints.repairs import groups_for, moved, safely, split, swapped
from blendnb.designing.audit.view import PlanView
from blendnb.designing.audit.wording import (
    counted,
    ids,
    listed,
    minutes,
    named,
    quoted,
    short,
    when,
)
from blendnb.domain.edits import Change
from blendnb.domain.findings import ConstraintFinding

MOST_TOLD = 3


def longest_session(view: PlanView) -> ConstraintFinding | None:
    """Judge whether anybody has to sit longer than they can."""
    long = too_long(view)
    if not long:
        return None
    limit = session_limit(view)
    assumed = "" if view.stated("work.longest_session_minutes") else " (assumed)"
    return ConstraintFinding(
        id="longest_session",
        severity="broken",
        text=f"Longer than the {minutes(limit)}{assumed} that people can be free for: "
        f"{listed([f'{quoted(t.title)} ({minutes(t.learner_minutes)})' for t in long])}.",
        touchpoints=ids(long),
        fix=split(view, long, limit),
    )


def blackout(view: PlanView) -> ConstraintFinding | None:
    """Judge whether a live touchpoint or a deadline falls on a day that is not free."""
    if view.plan.brief.schedule.blackout and view.plan.start is None:
        return ConstraintFinding(
            id="blackout",
            severity="note",
            text="The blackout days are not applicable yet: the plan has no start date.",
        )
    fallen = on_blackout(view)
    if not fallen:
        return None
    where = listed([f"{quoted(h.touchpoint.title)} ({view.plan.date_of(h.due)})" for h in fallen])
    return ConstraintFinding(
        id="blackout",
        severity="broken",
        text=f"On days on which nothing may fall: {where}.",
        touchpoints=ids(h.touchpoint for h in fallen),
        fix=moved(view, fallen),
    )


def veto(view: PlanView) -> ConstraintFinding | None:
    """Judge whether the plan uses what a stated fact excludes."""
    used = excluded(view)
    chosen = (view.plan.blend_model, *(("flipped",) if view.plan.flipped else ()))
    names = [*(id_ for id_ in chosen if id_ in view.excluded), *(t.format for t in used)]
    if not names:
        return None
    vetoes = {veto.id: veto.sentence for id_ in names for veto in view.excluded[id_]}
    because = " ".join(f"{sentence} ({id_})" for id_, sentence in vetoes.items())
    spoken = list(dict.fromkeys(_name(view, id_) for id_ in names))
    return ConstraintFinding(
        id="veto",
        severity="broken",
        text=f"The brief excludes {listed(spoken)}. {because}",
        touchpoints=ids(used),
        fix=swapped(view, used),
    )


def _name(view: PlanView, id_: str) -> str:
    if id_ in view.catalogue.formats:
        return view.catalogue.formats[id_].name.lower()
    if id_ in view.catalogue.blend_models:
        return f"the blend model {view.catalogue.blend_models[id_].name.lower()}"
    return f"{id_} design"


def group_max(view: PlanView) -> ConstraintFinding | None:
    """Judge whether the planned groups hold everybody."""
    small = too_few_groups(view)
    if not small:
        return None
    said = [
        f"{quoted(t.title)} has {counted(t.groups or 0, 'group')} of at most {group_limit(view, t)}"
        for t in small
    ]
    changes = [Change(id=t.id, values={"groups": groups_for(view, t)}) for t in small]
    return ConstraintFinding(
        id="group_max",
        severity="broken",
        text=f"{listed(said)}, for {counted(view.brief.audience.size or 1, 'learner')}.",
        touchpoints=ids(small),
        fix=safely(view, f"Run {named(small)} in enough groups for everybody.", changes),
    )


def order(view: PlanView) -> ConstraintFinding | None:
    """Judge whether each topic is taught before it is practiced, and practiced before applied."""
    early = list(too_early(view))
    if not early:
        return None
    said = [f"{short(e.topic)}: {e.purpose} begins {when(e.day)}, before {e.before}" for e in early]
    more = f"; and {len(said) - MOST_TOLD} more" if len(said) > MOST_TOLD else ""
    places = {(e.topic, e.purpose): e.day for e in early}
    return ConstraintFinding(
        id="order",
        severity="broken",
        text=f"Purposes out of the teaching order. {'; '.join(said[:MOST_TOLD])}{more}.",
        touchpoints=ids(
            h.touchpoint
            for h in view.happenings
            if any(places.get((topic, h.touchpoint.purpose)) == h.start for topic in h.topics)
        ),
    )


HARD = (longest_session, blackout, veto, group_max, order)
"""Every hard constraint, in the order in which they are told."""
