"""Edits that repair a broken constraint, each tried on the plan before it is offered.

Moving or splitting a touchpoint can hurt another constraint: a session moved off a blackout day
may land before its own pre-work. So a repair is offered only if nothing that held is broken by it.
"""

from collections.abc import Sequence
from math import ceil
from typing import Any

from blendnb.designing.audit.constraints.breaches import (
    breaches,
    falls_on_blackout,
    group_limit,
)
from blendnb.designing.audit.mends import as_one
from blendnb.designing.audit.view import Happening, PlanView
from blendnb.designing.audit.wording import minutes, named, quoted
from blendnb.designing.facts import groups
from blendnb.domain.edits import Change, Edit
from blendnb.domain.findings import Fix
from blendnb.domain.plan import Plan, Touchpoint

MOST_OCCURRENCES = 600
SEARCH_DAYS = 60
INSTEAD: dict[str, tuple[str, ...]] = {
    "self_paced_module": ("reading", "video_demo", "microlearning"),
    "virtual_workshop": ("in_person_workshop",),
    "in_person_workshop": ("virtual_workshop",),
    "practice_lab": ("video_demo", "reading"),
    "scenario_assessment": ("knowledge_check",),
    "performance_support": ("job_aid",),
    "nudge": ("microlearning", "message"),
    "social_task": ("on_the_job_assignment",),
    "community_of_practice": ("on_the_job_assignment",),
    "coaching": ("manager_check_in", "on_the_job_assignment"),
}
"""What can stand in for an excluded format in the same modality."""


def safely(
    view: PlanView, text: str, changes: Sequence[Change], *, fewer: bool = True
) -> Fix | None:
    """Return the changes as a fix if they break nothing that held before, else None.

    With `fewer`, they also have to mend a hard constraint.
    """
    if not changes:
        return None
    steps: list[Edit] = [*changes]
    edit = as_one(steps)
    before = breaches(view)
    after = breaches(PlanView(_changed(view.plan, changes), view.catalogue))
    good = after < before if fewer else after <= before
    return Fix(text=text, edit=edit) if good else None


def _changed(plan: Plan, changes: Sequence[Change]) -> Plan:
    """Apply all changes in one pass: one by one they would cost as much as changes times plan."""
    values = {change.id: change.values for change in changes}
    return plan.replace(
        touchpoints=tuple(
            t.replace(**values[t.id]) if t.id in values else t for t in plan.touchpoints
        )
    )


def split(
    view: PlanView, sessions: Sequence[Touchpoint], limit: float, *, fewer: bool = True
) -> Fix | None:
    """Split sessions that are too long into parts on the days that follow."""
    changes = [change for t in sessions if (change := _split(view, t, limit)) is not None]
    texts = f"Split {named(sessions)} into parts of at most {minutes(limit)}."
    return safely(view, texts, changes, fewer=fewer)


def _split(view: PlanView, session: Touchpoint, limit: float) -> Change | None:
    """Give each occurrence its parts, each on a free day after the one before."""
    parts = ceil(session.learner_minutes / limit) if limit else 0
    occurrences = session.occurrences
    one_day = session.days is not None and session.days <= 1
    if not one_day or not parts or parts * len(occurrences) > MOST_OCCURRENCES:
        return None
    taken = {o.start_day for o in occurrences}
    topics: dict[int, tuple[str, ...]] = {}
    for occurrence in occurrences:
        day = occurrence.start_day
        topics[day] = occurrence.topics
        for _ in range(parts - 1):
            later = view.free.within(day + 1, day + SEARCH_DAYS, without=taken)
            if later is None:
                return None
            taken.add(day := later)
            topics[day] = occurrence.topics
    minutes_each = {
        "learner_minutes": session.learner_minutes / parts,
        "facilitation_minutes": session.facilitation_minutes / parts,
    }
    return Change(id=session.id, values={**_repeated(session, topics), **minutes_each})


def _repeated(touchpoint: Touchpoint, topics: dict[int, tuple[str, ...]]) -> dict[str, Any]:
    """Return the fields that place a touchpoint on these days, each with its topics."""
    days = sorted(topics)
    if len(days) == 1:
        return {"start_day": days[0], "repeat": None}
    own = touchpoint.repeat is not None and touchpoint.repeat.topics is not None
    return {
        "start_day": days[0],
        "repeat": {
            "days": [day - days[0] for day in days],
            "topics": [topics[day] for day in days] if own else None,
        },
    }


def moved(view: PlanView, fallen: Sequence[Happening]) -> Fix | None:
    """Move what falls on a blackout to free days, later where that keeps the order."""
    touchpoints = {h.touchpoint.id: h.touchpoint for h in fallen}.values()
    for direction in (1, -1):
        found = [_moved(view, touchpoint, direction) for touchpoint in touchpoints]
        changes = [change for change in found if change is not None]
        where = "later" if direction > 0 else "earlier"
        text = f"Move {named(touchpoints)} to the next free day {where}."
        fix = safely(view, text, changes)
        if fix is not None:
            return fix
    return None


def _moved(view: PlanView, touchpoint: Touchpoint, direction: int) -> Change | None:
    topics: dict[int, tuple[str, ...]] = {}
    for happening in (h for h in view.happenings if h.touchpoint is touchpoint):
        day = _free_start(view, happening, direction, topics)
        if day is None:
            return None
        topics[day] = happening.topics
    return Change(id=touchpoint.id, values=_repeated(touchpoint, topics))


def _free_start(
    view: PlanView, happening: Happening, direction: int, taken: dict[int, tuple[str, ...]]
) -> int | None:
    """Return the first day on which an occurrence can begin so that it is off the blackout."""
    for step in range(SEARCH_DAYS):
        shift = direction * step
        end = None if happening.end is None else happening.end + shift
        shifted = happening._replace(start=happening.start + shift, end=end)
        if shifted.start not in taken and not falls_on_blackout(view, shifted):
            return shifted.start
    return None


def swapped(view: PlanView, touchpoints: Sequence[Touchpoint]) -> Fix | None:
    """Swap excluded formats for ones that nothing excludes, in the same modality."""
    changes, said = [], []
    for touchpoint in touchpoints:
        format_ = view.allowed(*INSTEAD.get(touchpoint.format, (touchpoint.format,)))
        if format_ is not None:
            changes.append(Change(id=touchpoint.id, values=_swap(view, touchpoint, format_)))
            said.append(f"{quoted(touchpoint.title)} by {_name(view, format_)}")
    return safely(view, f"Replace {'; '.join(said)}.", changes)


def _name(view: PlanView, format_: str) -> str:
    learning_format = view.catalogue.formats.get(format_)
    return learning_format.name.lower() if learning_format else format_


def _swap(view: PlanView, touchpoint: Touchpoint, format_: str) -> dict[str, Any]:
    values: dict[str, Any] = {"format": format_}
    learning_format = view.catalogue.formats.get(format_)
    if touchpoint.live and learning_format and learning_format.delivery:
        values["delivery"] = learning_format.delivery
    if touchpoint.groups is not None:
        values["groups"] = groups_for(view, touchpoint.replace(format=format_))
    return values


def groups_for(view: PlanView, touchpoint: Touchpoint) -> int | None:
    """Return how many groups of a touchpoint hold everybody; None where groups do not matter."""
    most = group_limit(view, touchpoint)
    audience = view.brief.audience
    if most is None:
        return None
    return groups(audience.size or 1, most, len(audience.languages or ("en",)))
