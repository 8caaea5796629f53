"""From results to a simpler plan: drop, merge, shorten or move what is little used or confuses.

A result argues for a change only when its whole interval is on the far side of the threshold, so a
small group condemns nothing by chance. Each proposal carries its edit and what the edit would do to
the audit, to modelled recall, to a learner's time and to cost, worked out before anybody accepts
it. What is accepted becomes a decision of the plan, with the reason.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from blendnb.domain.catalogue import Catalogue
from blendnb.domain.edits import Batch, Change, Edit, Move, Remove, Resize, apply_edit
from blendnb.domain.figures import figure, percent
from blendnb.domain.plan import Decision, Plan, Touchpoint
from blendnb.domain.results import Action, Estimate, Results, Simplification, Use
from blendnb.measuring.effects import effect
from blendnb.measuring.knowledge import threshold

_STEP_MINUTES = 5
_SHORTER = 2 / 3
"""What is left of a confusing part when the rest of it goes."""
_NEAR_DAYS = 21
_NEVER_DROPPED = ("launch", "close")


@dataclass(frozen=True, slots=True)
class _Draft:
    action: Action
    touchpoints: tuple[str, ...]
    text: str
    why: str
    edit: Edit


def simplify(plan: Plan, results: Results, catalogue: Catalogue) -> tuple[Simplification, ...]:
    """Return the edits that the results argue for, those that harm nothing first.

    Parameters
    ----------
    plan
        The plan that the pilot tried.
    results
        What it showed.
    catalogue
        Formats, thresholds and build rates, for what each edit does.

    Notes
    -----
    Each effect is that of its edit alone. `effect` tells what several do together.
    """
    found: list[Simplification] = []
    taken: set[str] = set()
    for use in results.uses:
        if use.touchpoint in taken or use.touchpoint not in plan.by_id:
            continue
        for drafts in filter(None, _reasons(plan, use, taken)):
            chosen = _best(plan, drafts, catalogue, f"s-{len(found) + 1}")
            found.append(chosen)
            if chosen.action in ("drop", "merge"):
                taken |= set(chosen.touchpoints)
                break
    return tuple(sorted(found, key=lambda s: not s.advised))


def accept(
    plan: Plan,
    simplifications: Sequence[Simplification],
    *,
    who: str | None = None,
    when: date | None = None,
) -> Plan:
    """Return the plan with the edits applied and each of them on record as a decision.

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
    taken = {decision.id for decision in plan.decisions}
    ids = (f"pilot-{n}" for n in range(1, 10_000) if f"pilot-{n}" not in taken)
    decisions = [
        Decision(id=id_, text=s.text, why=s.why, who=who, when=when, about=s.touchpoints)
        for id_, s in zip(ids, simplifications, strict=False)
    ]
    for simplification in simplifications:
        plan = apply_edit(plan, simplification.edit)
    return plan.replace(decisions=(*plan.decisions, *decisions))


# ----------------------------------------------------------------------------------------- reasons


def _reasons(plan: Plan, use: Use, taken: set[str]) -> Iterator[list[_Draft]]:
    """For each thing that is the matter with a touchpoint, what could be done, best first."""
    touchpoint = plan.by_id[use.touchpoint]
    if use.reached.wholly_below(threshold("little_used")):
        why = f"Little used: {percent(use.reached)} of those expected opened it."
        yield [*_drop(touchpoint, why), *_merge(plan, touchpoint, why, taken)]
    elif use.confused is not None and use.confused.wholly_above(threshold("confusing")):
        why = f"It confuses: {percent(use.confused)} of those asked say so."
        yield [*_merge(plan, touchpoint, why, taken), *_cut(touchpoint, why)]
    if _too_long(use):
        yield [_shorten(touchpoint, use)]
    late = None if touchpoint.live else use.days_late
    if late is not None and late.wholly_above(threshold("too_late")):
        yield list(_later(plan, touchpoint, late))


def _too_long(use: Use) -> bool:
    limit = use.planned_minutes * threshold("too_long")
    return use.minutes is not None and limit > 0 and use.minutes.wholly_below(limit)


def _drop(touchpoint: Touchpoint, why: str) -> Iterator[_Draft]:
    if touchpoint.anchor or touchpoint.purpose in _NEVER_DROPPED:
        return
    yield _Draft("drop", (touchpoint.id,), f"Drop “{touchpoint.title}”.", why,
                 Remove(ids=(touchpoint.id,)))  # fmt: skip


def _merge(plan: Plan, touchpoint: Touchpoint, why: str, taken: set[str]) -> Iterator[_Draft]:
    """Take what is essential into the nearest touchpoint that is done in the same way."""
    others = [t for t in plan.touchpoints if t.id not in taken and _alike(t, touchpoint)]
    if not others or touchpoint.anchor:
        return
    into = min(others, key=lambda t: (abs(t.start_day - touchpoint.start_day), t.id))
    topics = tuple(dict.fromkeys([*into.topics, *touchpoint.topics]))
    kept = _stepped(touchpoint.learner_minutes * _SHORTER)
    values = {
        "learner_minutes": into.learner_minutes + kept,
        "topics": topics,
        "assessment": tuple(dict.fromkeys([*into.assessment, *touchpoint.assessment])),
        "description": f"{into.description}\nTakes in what is essential of: "
        f"{touchpoint.title}.".strip(),
    }
    edit = Batch(edits=(Remove(ids=(touchpoint.id,)), Change(id=into.id, values=values)))
    yield _Draft("merge", (touchpoint.id, into.id),
                 f"Merge “{touchpoint.title}” into “{into.title}”.", why, edit)  # fmt: skip


def _alike(other: Touchpoint, touchpoint: Touchpoint) -> bool:
    """Whether two touchpoints could be one: same way, same purpose, near, a topic in common."""
    return (
        other.id != touchpoint.id
        and other.modality == touchpoint.modality
        and other.purpose == touchpoint.purpose
        and other.standing == touchpoint.standing
        and abs(other.start_day - touchpoint.start_day) <= _NEAR_DAYS
        and (not touchpoint.all_topics or bool({*other.all_topics} & {*touchpoint.all_topics}))
    )


def _cut(touchpoint: Touchpoint, why: str) -> Iterator[_Draft]:
    minutes = _stepped(touchpoint.learner_minutes * _SHORTER - _STEP_MINUTES / 2)
    if minutes >= touchpoint.learner_minutes:
        return
    text = (f"Write “{touchpoint.title}” anew and keep to the essential: {minutes:g} minutes "
            f"in place of {touchpoint.learner_minutes:g}.")  # fmt: skip
    yield _Draft("shorten", (touchpoint.id,), text, why,
                 Change(id=touchpoint.id, values={"learner_minutes": minutes}))  # fmt: skip


def _shorten(touchpoint: Touchpoint, use: Use) -> _Draft:
    assert use.minutes is not None, "asked before"  # noqa: S101
    minutes = _stepped(use.minutes.value or 0.0)
    why = (f"People need {figure(use.minutes, digits=0)} minutes; {use.planned_minutes:g} are "
           "planned.")  # fmt: skip
    return _Draft("shorten", (touchpoint.id,),
                  f"Plan {minutes:g} minutes for “{touchpoint.title}”.", why,
                  Change(id=touchpoint.id, values={"learner_minutes": minutes}))  # fmt: skip


def _later(plan: Plan, touchpoint: Touchpoint, found: Estimate) -> Iterator[_Draft]:
    """Begin later, or stay open longer where what follows needs it to begin when it does."""
    late, id_, title = round(found.value or 0.0), touchpoint.id, touchpoint.title
    why = f"People finish it {figure(found, digits=0)} days after its last day."
    day = touchpoint.start_day + late
    where = plan.date_of(day)
    to = f"day {day}" if where is None else where.isoformat()
    yield _Draft("move", (id_,), f"Move “{title}” {late} days later, to {to}.", why,
                 Move(id=id_, start_day=day))  # fmt: skip
    if touchpoint.days is not None:
        yield _Draft("move", (id_,), f"Leave “{title}” open {late} days longer.", why,
                     Resize(id=id_, days=max(touchpoint.days, 1) + late))  # fmt: skip


def _stepped(minutes: float) -> float:
    """Minutes as people plan them: in steps of five, rounded up."""
    return float(max(ceil(minutes / _STEP_MINUTES), 1) * _STEP_MINUTES)


def _best(plan: Plan, drafts: Sequence[_Draft], catalogue: Catalogue, id_: str) -> Simplification:
    """The first draft that makes nothing worse; the first of all where each of them does."""
    tried = [
        Simplification(
            id_, d.action, d.touchpoints, d.text, d.why, d.edit,
            effect(plan, apply_edit(plan, d.edit), catalogue),
        )
        for d in drafts
    ]  # fmt: skip
    return next((s for s in tried if s.advised), tried[0])
