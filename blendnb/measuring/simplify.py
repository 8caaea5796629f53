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

from blendnb import language
from blendnb.charts.pilot_charts import figure_text, share_text
from blendnb.designing.audit import audit
from blendnb.designing.cost import cost
from blendnb.designing.key_figures import journey_weeks
from blendnb.designing.recalled import recall_by_topic
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.edits import Batch, Change, Edit, Move, Remove, Resize, apply_edit
from blendnb.domain.findings import Audit
from blendnb.domain.pilot_results import (
    Action,
    EditEffect,
    Estimate,
    PilotResults,
    Simplification,
    TouchpointUse,
)
from blendnb.domain.plan import Decision, Plan, Touchpoint
from blendnb.domain.vocabulary import VERDICTS
from blendnb.language import count, say
from blendnb.measuring.measure_templates import threshold
from blendnb.spacing.expected_recall import curve_models

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


def simplify(plan: Plan, results: PilotResults, catalogue: Catalogue) -> tuple[Simplification, ...]:
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
    result: list[Simplification] = []
    taken: set[str] = set()
    for use in results.uses:
        if use.touchpoint in taken or use.touchpoint not in plan.by_id:
            continue
        for drafts in filter(None, _reasons(plan, use, taken)):
            chosen = _best(plan, drafts, catalogue, f"s-{len(result) + 1}")
            result.append(chosen)
            if chosen.action in ("drop", "merge"):
                taken |= set(chosen.touchpoints)
                break
    return tuple(sorted(result, key=lambda s: not s.advised))


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


def _reasons(plan: Plan, use: TouchpointUse, taken: set[str]) -> Iterator[list[_Draft]]:
    """For each thing that is the matter with a touchpoint, what could be done, best first."""
    touchpoint = plan.by_id[use.touchpoint]
    if use.reached.wholly_below(threshold("little_used")):
        why = say("pilot.proposal.little_used", share=share_text(use.reached))
        yield [*_drop(touchpoint, why), *_merge(plan, touchpoint, why, taken)]
    elif use.confused is not None and use.confused.wholly_above(threshold("confusing")):
        why = say("pilot.proposal.confusing", share=share_text(use.confused))
        yield [*_merge(plan, touchpoint, why, taken), *_cut(touchpoint, why)]
    if _too_long(use):
        yield [_shorten(touchpoint, use)]
    late = None if touchpoint.live else use.days_late
    if late is not None and late.wholly_above(threshold("too_late")):
        yield list(_later(plan, touchpoint, late))


def _too_long(use: TouchpointUse) -> bool:
    limit = use.planned_minutes * threshold("too_long")
    return use.minutes is not None and limit > 0 and use.minutes.wholly_below(limit)


def _drop(touchpoint: Touchpoint, why: str) -> Iterator[_Draft]:
    if touchpoint.anchor or touchpoint.purpose in _NEVER_DROPPED:
        return
    text = say("pilot.proposal.drop", title=touchpoint.title)
    yield _Draft("drop", (touchpoint.id,), text, why, Remove(ids=(touchpoint.id,)))


def _merge(plan: Plan, touchpoint: Touchpoint, why: str, taken: set[str]) -> Iterator[_Draft]:
    """Take what is essential into the nearest touchpoint that is done in the same way."""
    others = [t for t in plan.touchpoints if t.id not in taken and _alike(t, touchpoint)]
    if not others or touchpoint.anchor:
        return
    into = min(others, key=lambda t: (abs(t.start_day - touchpoint.start_day), t.id))
    topics = tuple(dict.fromkeys([*into.topics, *touchpoint.topics]))
    kept = _stepped(touchpoint.learner_minutes * _SHORTER)
    taken_in = say("pilot.proposal.takes_in", title=touchpoint.title)
    values = {
        "learner_minutes": into.learner_minutes + kept,
        "topics": topics,
        "assessment": tuple(dict.fromkeys([*into.assessment, *touchpoint.assessment])),
        "description": f"{into.description}\n{taken_in}".strip(),
    }
    edit = Batch(edits=(Remove(ids=(touchpoint.id,)), Change(id=into.id, values=values)))
    text = say("pilot.proposal.merge", title=touchpoint.title, into=into.title)
    yield _Draft("merge", (touchpoint.id, into.id), text, why, edit)


def _alike(other: Touchpoint, touchpoint: Touchpoint) -> bool:
    """Whether two touchpoints could be one: same way, same purpose, near, a topic in common."""
    return (
        other.id != touchpoint.id
        and other.modality == touchpoint.modality
        and other.purpose == touchpoint.purpose
        and other.stays_open == touchpoint.stays_open
        and abs(other.start_day - touchpoint.start_day) <= _NEAR_DAYS
        and (not touchpoint.all_topics or bool({*other.all_topics} & {*touchpoint.all_topics}))
    )


def _cut(touchpoint: Touchpoint, why: str) -> Iterator[_Draft]:
    minutes = _stepped(touchpoint.learner_minutes * _SHORTER - _STEP_MINUTES / 2)
    if minutes >= touchpoint.learner_minutes:
        return
    text = say(
        "pilot.proposal.anew",
        title=touchpoint.title, minutes=minutes, before=touchpoint.learner_minutes,
    )  # fmt: skip
    yield _Draft("shorten", (touchpoint.id,), text, why,
                 Change(id=touchpoint.id, values={"learner_minutes": minutes}))  # fmt: skip


def _shorten(touchpoint: Touchpoint, use: TouchpointUse) -> _Draft:
    assert use.minutes is not None, "asked before"  # noqa: S101
    minutes = _stepped(use.minutes.value or 0.0)
    needed = figure_text(use.minutes, digits=0)
    why = say("pilot.proposal.shorten_why", minutes=needed, planned=use.planned_minutes)
    text = say("pilot.proposal.shorten", minutes=minutes, title=touchpoint.title)
    edit = Change(id=touchpoint.id, values={"learner_minutes": minutes})
    return _Draft("shorten", (touchpoint.id,), text, why, edit)


def _later(plan: Plan, touchpoint: Touchpoint, result: Estimate) -> Iterator[_Draft]:
    """Begin later, or stay open longer where what follows needs it to begin when it does."""
    late, id_, title = round(result.value or 0.0), touchpoint.id, touchpoint.title
    why = say("pilot.proposal.late_why", days=figure_text(result, digits=0))
    day = touchpoint.start_day + late
    text = _later_text(title, late, day, plan.date_of(day))
    yield _Draft("move", (id_,), text, why, Move(id=id_, start_day=day))
    if touchpoint.days is not None:
        text = say("pilot.proposal.longer", title=title, days=count("days", late))
        longer = Resize(id=id_, days=max(touchpoint.days, 1) + late)
        yield _Draft("move", (id_,), text, why, longer)


def _later_text(title: str, late: int, day: int, where: date | None) -> str:
    days = count("days", late)
    if where is None:
        return say("pilot.proposal.later_day", title=title, days=days, day=day)
    when = language.date(where, year=True)
    return say("pilot.proposal.later", title=title, days=days, when=when)


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


# ---------------------------------------------------------------------- what an edit does


def effect(plan: Plan, changed: Plan, catalogue: Catalogue) -> EditEffect:
    """Return what a change of a plan does to learners' time, cost, recall and the audit."""
    worse, better = _differences(audit(plan, catalogue), audit(changed, catalogue))
    before, after = cost(plan, catalogue), cost(changed, catalogue)
    money = None
    if before.effort_money is not None and after.effort_money is not None:
        money = (round(before.effort_money.default, 2), round(after.effort_money.default, 2))
    return EditEffect(
        learner_minutes=(_minutes(plan), _minutes(changed)),
        weeks=(journey_weeks(plan), journey_weeks(changed)),
        build_hours=(_hours(before.build.hours.default), _hours(after.build.hours.default)),
        effort_hours=(_hours(before.effort_hours.default), _hours(after.effort_hours.default)),
        effort_money=money,
        currency=before.currency if money else "",
        recall=_recall_change(plan, changed, catalogue),
        worse=tuple(worse),
        better=tuple(better),
    )


def _hours(hours: float) -> float:
    return round(hours, 1)


def _minutes(plan: Plan) -> float:
    return sum(touchpoint.total_learner_minutes for touchpoint in plan.touchpoints)


def _differences(before: Audit, after: Audit) -> tuple[list[str], list[str]]:
    worse, better = [], []
    for id_, question in before.questions.items():
        changed = after.questions[id_]
        step = VERDICTS.index(changed.verdict) - VERDICTS.index(question.verdict)
        if step < 0:
            worse.append(changed.text)
        elif step > 0:
            better.append(say("pilot.effect.no_longer", text=question.text))
    had = {(c.id, c.severity) for c in before.constraints}
    has = {(c.id, c.severity): c.text for c in after.constraints if c.severity != "note"}
    worse += [text for key, text in has.items() if key not in had]
    gone = {(c.id, c.severity): c.text for c in before.constraints if c.severity != "note"}
    now = {(c.id, c.severity) for c in after.constraints}
    ended = [text for key, text in gone.items() if key not in now]
    better += [say("pilot.effect.no_longer", text=text) for text in ended]
    return worse, better


def _recall_change(plan: Plan, changed: Plan, catalogue: Catalogue) -> tuple[float, float]:
    """Change of mean recall at the journey's end, over the topics of the old plan, by model."""
    old, new = recall_by_topic((plan, changed), [plan.last_day], catalogue)
    if not old:
        return 0.0, 0.0
    changes = [
        sum((new[topic].middle(model) if topic in new else 0.0) for topic in old) / len(old)
        - sum(old[topic].middle(model) for topic in old) / len(old)
        for model in range(len(curve_models()))
    ]
    return min(changes), max(changes)
