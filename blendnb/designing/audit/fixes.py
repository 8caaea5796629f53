"""What a fix is made of: touchpoints with fresh ids, on free days, in formats that are allowed.

A fix is small on purpose: the least that answers the question, short enough for a busy week, and
safe. It meets nobody longer than they can sit, falls on no blackout day, uses no format that a
stated fact excludes, and starts no purpose before those that must come first.

Moving or splitting a touchpoint can hurt another constraint: a session moved off a blackout day
may land before its own pre-work. So such a fix is tried on the plan, and offered only if nothing
that held is broken by it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from math import ceil
from typing import Any

from blendnb.designing.audit.breaches import (
    breaches,
    falls_on_blackout,
    group_limit,
)
from blendnb.designing.audit.naming import minutes, named
from blendnb.designing.audit.plan_facts import PlanView
from blendnb.designing.audit.registry import Answer
from blendnb.designing.facts import groups
from blendnb.designing.free_days import EARLIEST_DAY
from blendnb.designing.stage_map import StageMap
from blendnb.designing.stand_ins import similar
from blendnb.domain.edits import Add, Batch, Change, Edit, apply_edit
from blendnb.domain.findings import Fix
from blendnb.domain.learning_format import shipped_formats
from blendnb.domain.plan import Occurrence, Plan, Repeat, Touchpoint
from blendnb.domain.vocabulary import VERDICTS, VerdictWord
from blendnb.language import quoted, say

BLACKOUT = "schedule.blackout"
MOST_OCCURRENCES = 600
SEARCH_DAYS = 60


def fresh_ids(view: PlanView, question: str) -> Iterator[str]:
    """Give ids that the plan does not use, the same ones every time."""
    base = question.replace(".", "-")
    wanted = (f"{base}-{number}" for number in count(1))
    return (id_ for id_ in wanted if id_ not in view.plan.by_id)


def new_touchpoint(
    view: PlanView, id_: str, format_: str, *, end: int, days: int | None = 1, **values: Any
) -> Touchpoint:
    """Return a touchpoint that a fix adds.

    Parameters
    ----------
    view
        The plan it is for.
    id_, format_
        Its id and its format.
    end
        Its last day; the first where it stays open.
    days
        Length of its span; None keeps it open.
    **values
        Any other fields, the modality among them.
    """
    learning_format = view.catalogue.formats.get(format_) or shipped_formats()[format_]
    start = end if days is None else max(EARLIEST_DAY, end - days + 1)
    return learning_format.touchpoint(
        id_,
        start_day=start,
        days=None if days is None else end - start + 1,
        stage=view.stage_of(end),
        **values,
    )


def as_one(steps: Sequence[Edit]) -> Edit:
    """Return several edits as one step."""
    return steps[0] if len(steps) == 1 else Batch(edits=tuple(steps))


def better(left: VerdictWord, verdict: VerdictWord) -> bool:
    """Whether the first verdict is better than the second."""
    return VERDICTS.index(left) > VERDICTS.index(verdict)


def permitted(view: PlanView, answer: Answer) -> Answer:
    """Return the answer without a fix that would add a format which a stated fact excludes.

    The shipped vetoes leave a format for every fix. A working folder's own need not, and then
    the stated facts behind them are what forces the verdict.
    """
    if answer.fix is None:
        return answer
    if view.plan.brief.map and _adds_unmarked(view, answer.fix.edit):
        return replace(answer, fix=None, forced_by=("map",))
    if not view.excluded:
        return answer
    closed = [f for f in _formats_added(answer.fix.edit) if f in view.excluded]
    if not closed:
        return answer
    return replace(answer, fix=None, forced_by=view.excluding(*closed))


def _adds_unmarked(view: PlanView, edit: Edit) -> bool:
    """Whether an edit teaches a mapped topic something for which it has no mark."""
    before, after = (
        {(topic, purpose) for topic, purpose, _ in StageMap(plan).unmarked}
        for plan in (view.plan, apply_edit(view.plan, edit))
    )
    return not after <= before


def _formats_added(edit: Edit) -> Iterator[str]:
    match edit:
        case Batch():
            for step in edit.edits:
                yield from _formats_added(step)
        case Add():
            yield from (touchpoint.format for touchpoint in edit.touchpoints)


def self_paced_instead(view: PlanView, touchpoint: Touchpoint) -> Change | None:
    """Return the change that turns live information into something to take in alone.

    It keeps its days. None where nothing is available to deliver it.
    """
    format_ = view.allowed_of("take_in_alone")
    if format_ is None:
        return None
    return Change(
        id=touchpoint.id,
        values={
            "format": format_,
            "modality": "self_paced",
            "delivery": None,
            "anchor": False,
            "facilitation_minutes": 0.0,
            "groups": None,
            "time": None,
            "roles": tuple(r for r in touchpoint.roles if r != "facilitator") or ("learner",),
        },
    )


# ----------------------------------------------------------------------- fixes tried on the plan


def safely(
    view: PlanView, text: str, changes: Sequence[Change], *, fewer: bool = True
) -> Fix | None:
    """Return the changes as a fix if they break nothing that held before, else None.

    With `fewer`, they also have to put a hard constraint right.
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
    text = say("audit.fix.split", names=named(sessions), minutes=minutes(limit))
    return safely(view, text, changes, fewer=fewer)


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
    own = touchpoint.repeat is not None and touchpoint.repeat.topics is not None
    about = [topics[day] for day in days] if own else None
    return {"start_day": days[0], "repeat": Repeat.on(days, about)}


def moved(view: PlanView, fallen: Sequence[Occurrence]) -> Fix | None:
    """Move what falls on a blackout to free days, later where that keeps the order."""
    touchpoints = {o.touchpoint.id: o.touchpoint for o in fallen}.values()
    for direction in (1, -1):
        shifts = [_moved(view, touchpoint, direction) for touchpoint in touchpoints]
        changes = [change for change in shifts if change is not None]
        where = "later" if direction > 0 else "earlier"
        text = say(f"audit.fix.{where}", names=named(touchpoints))
        fix = safely(view, text, changes)
        if fix is not None:
            return fix
    return None


def _moved(view: PlanView, touchpoint: Touchpoint, direction: int) -> Change | None:
    topics: dict[int, tuple[str, ...]] = {}
    for occurrence in (o for o in view.occurrences if o.touchpoint is touchpoint):
        day = _free_start(view, occurrence, direction, topics)
        if day is None:
            return None
        topics[day] = occurrence.topics
    return Change(id=touchpoint.id, values=_repeated(touchpoint, topics))


def _free_start(
    view: PlanView, occurrence: Occurrence, direction: int, taken: dict[int, tuple[str, ...]]
) -> int | None:
    """Return the first day on which an occurrence can begin so that it is off the blackout."""
    for step in range(SEARCH_DAYS):
        shift = direction * step
        end = None if occurrence.end_day is None else occurrence.end_day + shift
        shifted = replace(occurrence, start_day=occurrence.start_day + shift, end_day=end)
        if shifted.start_day not in taken and not falls_on_blackout(view, shifted):
            return shifted.start_day
    return None


def swapped(view: PlanView, touchpoints: Sequence[Touchpoint]) -> Fix | None:
    """Swap excluded formats for ones that nothing excludes, in the same modality."""
    changes, swaps = [], []
    for touchpoint in touchpoints:
        format_ = view.allowed(*similar(touchpoint, view.catalogue))
        if format_ is not None:
            changes.append(Change(id=touchpoint.id, values=_swap(view, touchpoint, format_)))
            swaps.append(_swap_text(view, touchpoint, format_))
    return safely(view, say("audit.constraint.veto.fix", swaps="; ".join(swaps)), changes)


def _swap_text(view: PlanView, touchpoint: Touchpoint, format_: str) -> str:
    title, name = quoted(touchpoint.title), view.format_name(format_)
    return say("audit.constraint.veto.swap", title=title, format=name)


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
