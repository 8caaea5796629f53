"""The constraints that every composed plan keeps and no fix may break."""

from blendnb.designing.audit.breaches import (
    excluded,
    group_limit,
    on_blackout,
    session_limit,
    too_few_groups,
    too_long,
)
from blendnb.designing.audit.fixes import groups_for, moved, safely, split, swapped
from blendnb.designing.audit.naming import ids, minutes, named, when
from blendnb.designing.audit.plan_facts import PlanView
from blendnb.designing.audit.registry import Breach, constraint
from blendnb.domain.edits import Change
from blendnb.domain.plan import Occurrence, Touchpoint
from blendnb.language import date, listed, lowered, quoted, say, shortened

MOST_EARLY = 3
"""Purposes out of order that are named; of more their number."""
MOST_LISTED = 3


@constraint("longest_session")
def longest_session(view: PlanView) -> Breach | None:
    """Return whether anybody has to sit longer than they can."""
    long = too_long(view)
    if not long:
        return None
    limit = session_limit(view)
    stated = bool(view.stated("work.longest_session_minutes"))
    return Breach(
        "broken",
        say(
            f"audit.constraint.longest_session.{'text' if stated else 'assumed'}",
            minutes=minutes(limit),
            sessions=listed([_session(t) for t in long], MOST_LISTED),
        ),
        ids(long),
        fix=split(view, long, limit),
    )


def _session(touchpoint: Touchpoint) -> str:
    title, length = quoted(touchpoint.title), minutes(touchpoint.learner_minutes)
    return say("audit.constraint.longest_session.session", title=title, minutes=length)


@constraint("blackout")
def blackout(view: PlanView) -> Breach | None:
    """Return whether a live touchpoint or a deadline falls on a day that is not free."""
    if view.plan.brief.schedule.blackout and view.plan.start is None:
        return Breach("note", say("audit.constraint.blackout.undated"))
    fallen = on_blackout(view)
    if not fallen:
        return None
    days = listed([_fallen(view, o) for o in fallen], MOST_LISTED)
    return Breach(
        "broken",
        say("audit.constraint.blackout.text", fallen=days),
        ids(o.touchpoint for o in fallen),
        fix=moved(view, fallen),
    )


def _fallen(view: PlanView, occurrence: Occurrence) -> str:
    day = view.plan.date_of(occurrence.due_day)
    return say(
        "audit.constraint.blackout.fallen",
        title=quoted(occurrence.touchpoint.title),
        date=date(day, year=True) if day else "",
    )


@constraint("veto")
def veto(view: PlanView) -> Breach | None:
    """Return whether the plan uses what a stated fact excludes."""
    used = excluded(view)
    chosen = (view.plan.blend_model, *(("flipped",) if view.plan.flipped else ()))
    closed = [*(id_ for id_ in chosen if id_ in view.excluded), *(t.format for t in used)]
    if not closed:
        return None
    vetoes = {veto.id: veto.sentence for id_ in closed for veto in view.excluded[id_]}
    because = " ".join(
        say("audit.constraint.veto.because", sentence=sentence, id=id_)
        for id_, sentence in vetoes.items()
    )
    names = listed(list(dict.fromkeys(_name(view, id_) for id_ in closed)), MOST_LISTED)
    return Breach(
        "broken",
        say("audit.constraint.veto.text", names=names, because=because),
        ids(used),
        fix=swapped(view, used),
    )


def _name(view: PlanView, id_: str) -> str:
    if id_ in view.catalogue.formats:
        return view.format_name(id_)
    if id_ in view.catalogue.blend_models:
        name = lowered(view.catalogue.blend_models[id_].name)
        return say("audit.constraint.veto.blend_model", name=name)
    return say(f"audit.constraint.veto.{id_}")


@constraint("group_max")
def group_max(view: PlanView) -> Breach | None:
    """Return whether the planned groups hold everybody."""
    small = too_few_groups(view)
    if not small:
        return None
    changes = [Change(id=t.id, values={"groups": groups_for(view, t)}) for t in small]
    return Breach(
        "broken",
        say(
            "audit.constraint.group_max.text",
            count=view.brief.audience.size or 1,
            groups=listed([_groups(view, t) for t in small], MOST_LISTED),
        ),
        ids(small),
        fix=safely(view, say("audit.constraint.group_max.fix", names=named(small)), changes),
    )


def _groups(view: PlanView, touchpoint: Touchpoint) -> str:
    return say(
        "audit.constraint.group_max.groups",
        count=touchpoint.groups or 0,
        title=quoted(touchpoint.title),
        most=group_limit(view, touchpoint),
    )


@constraint("order")
def order(view: PlanView) -> Breach | None:
    """Return whether each topic is taught before it is practised, and practised before applied."""
    early = list(view.order.too_early())
    if not early:
        return None
    parts = [
        say(
            "audit.constraint.order.early",
            topic=shortened(e.topic),
            purpose=say(f"audit.purpose.{e.purpose}"),
            when=when(e.day),
            before=say(f"audit.purpose.{e.before}"),
        )
        for e in early
    ]
    rest = len(parts) - MOST_EARLY
    more = [say("audit.constraint.order.more", count=rest)] if rest > 0 else []
    begun = {(e.topic, e.purpose): e.day for e in early}
    return Breach(
        "broken",
        say("audit.constraint.order.text", early="; ".join([*parts[:MOST_EARLY], *more])),
        ids(
            o.touchpoint
            for o in view.occurrences
            if any(begun.get((topic, o.touchpoint.purpose)) == o.start_day for topic in o.topics)
        ),
    )
