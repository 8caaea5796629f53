"""Scaling by population and by risk: what changes, and what the pattern keeps.

More people: parallel groups, online rooms, super-users. Fewer: one group, reading and conversation
instead of built modules. More risk: an early check, scenarios, an observed task, a second attempt,
shorter intervals, records. Less risk: longer intervals. Anchors, the order of purposes, practice,
feedback and support stay.
"""

from itertools import pairwise

from blendnb.designing.blueprints.draft import Draft
from blendnb.designing.facts import groups
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.domain.vocabulary import TEACHING_ORDER, AssessmentKind

RISKS = ("low", "medium", "high")
FEWEST_RETURNS = 2
"""A topic comes back at least this often, whatever the risk."""

_CHECKS = (
    ("risk-early-check", "knowledge_check", "Early check: what has landed so far", 0.25, 10),
    ("risk-scenarios", "scenario_assessment", "Scenario check with a second attempt", 0.6, 20),
    ("risk-observed-task", "performance_task", "Observed at work, with a checklist", 0.85, 20),
)
_KINDS: dict[str, AssessmentKind] = {
    "knowledge_check": "knowledge",
    "scenario_assessment": "decision",
    "performance_task": "performance",
}


def population_scaled(draft: Draft) -> Draft:
    """Scale to the number of learners."""
    now, then = draft.full.audience.size or 1, draft.original.brief.resolved.audience.size or 1
    if now > then:
        return _scaled_up(draft, now, then)
    if now < then and now <= draft.catalogue.threshold("small_population"):
        return _scaled_down(draft, now)
    return draft


def _scaled_up(draft: Draft, now: int, then: int) -> Draft:
    most = int(draft.catalogue.threshold("group_max_virtual"))
    if any(t.live for t in draft.plan.touchpoints):
        draft = draft.saying(
            f"{groups(now, most)} groups in parallel instead of {groups(then, most)}: "
            f"{now} people, {most} to a class."
        )
    if now > draft.catalogue.threshold("in_person_max_size"):
        draft = _online(draft, now)
    return _with_super_users(draft, now)


def _online(draft: Draft, now: int) -> Draft:
    rooms = [t for t in draft.plan.touchpoints if t.format == "in_person_workshop"]
    if not rooms:
        return draft
    return draft.with_touchpoints(
        t.replace(format="virtual_workshop", delivery="virtual") if t in rooms else t
        for t in draft.plan.touchpoints
    ).saying(f"Rooms became online rooms: {now} people are too many to gather.")


def _with_super_users(draft: Draft, now: int) -> Draft:
    plan = draft.plan
    if plan.brief.outcome.subject not in ("software", "process"):
        return draft
    each = int(draft.catalogue.threshold("super_users_max"))
    count = -(-now // each)
    helpers = Touchpoint(
        id=_free_id(plan, "super-users"),
        title="Super-users: a colleague nearby who knows",
        format="job_aid",
        modality="on_the_job",
        purpose="support",
        stage="during",
        start_day=0,
        days=None,
        roles=("learner", "sme"),
        topics=plan.topics,
        owner="Super-users (to be named)",
        why=f"With {now} people the experts cannot answer everybody; {count} super-users, one for "
        f"every {each} learners, can.",
        origin="addition",
    )
    return draft.with_touchpoints((*plan.touchpoints, helpers)).saying(
        f"{count} super-users added, one for every {each} learners."
    )


def _scaled_down(draft: Draft, now: int) -> Draft:
    built = [t for t in draft.plan.touchpoints if t.format == "self_paced_module"]
    if not built:
        return draft
    return draft.with_touchpoints(
        t.replace(format="reading") if t in built else t for t in draft.plan.touchpoints
    ).saying(
        f"Built modules became reading and conversation: with {now} people a digital build does "
        "not pay back."
    )


def risk_scaled(draft: Draft) -> Draft:
    """Scale to the risk."""
    now = RISKS.index(draft.full.outcome.risk or "medium")
    then = RISKS.index(draft.original.brief.resolved.outcome.risk or "medium")
    if now > then:
        return _denser(_checked(draft))
    return _lighter(draft) if now < then else draft


def _checked(draft: Draft) -> Draft:
    """Add the checks that a higher risk asks for and the blueprint does not have."""
    have = {kind for t in draft.plan.touchpoints for kind in t.assessment}
    for id_, format_, name, share, minutes in _CHECKS:
        if _KINDS[format_] in have and format_ != "knowledge_check":
            continue
        check = _check(draft.plan, id_, format_, share).replace(
            title=name, learner_minutes=float(minutes)
        )
        draft = draft.with_touchpoints((*draft.plan.touchpoints, check)).saying(
            f"{name}: added, because the risk is higher than in the blueprint."
        )
    return draft


def _check(plan: Plan, id_: str, format_: str, share: float) -> Touchpoint:
    observed = format_ == "performance_task"
    return Touchpoint(
        id=_free_id(plan, id_),
        title=format_,
        format=format_,
        modality="on_the_job" if observed else "self_paced",
        purpose="assess",
        stage="after" if observed else "during",
        start_day=max(round(share * plan.last_day), _all_met_on(plan)),
        days=5,
        roles=("learner", "mentor") if observed else ("learner",),
        topics=plan.topics,
        assessment=(_KINDS[format_],),
        description="Who falls short goes back to the part concerned and tries again; result, "
        "version and date are kept.",
        why="The risk is higher than in the blueprint: what people know, decide and do has to be "
        "seen, and those who miss the mark get a second way through.",
        origin="addition",
    )


def _all_met_on(plan: Plan) -> int:
    """The day by which every topic has been met once."""
    first: dict[str, int] = {}
    for touchpoint in plan.touchpoints:
        if touchpoint.purpose in TEACHING_ORDER:
            for occurrence in touchpoint.occurrences:
                for topic in occurrence.topics:
                    first[topic] = min(occurrence.start_day, first.get(topic, plan.last_day))
    return max(first.values(), default=0)


def _denser(draft: Draft) -> Draft:
    """Halve the refresh interval: a return between each two."""
    rows = [t for t in draft.plan.touchpoints if t.purpose == "reinforce" and t.repeat]
    if not rows:
        return draft
    return draft.with_touchpoints(
        _halved(t) if t in rows else t for t in draft.plan.touchpoints
    ).saying("Refreshers come twice as often, because the risk is higher.")


def _halved(touchpoint: Touchpoint) -> Touchpoint:
    first, *later = touchpoint.occurrences
    found = {first.start_day: first.topics}
    for before, after in pairwise((first, *later)):
        found[(before.start_day + after.start_day) // 2] = after.topics
        found[after.start_day] = after.topics
    return _repeated(touchpoint, found)


def _repeated(touchpoint: Touchpoint, topics_on: dict[int, tuple[str, ...]]) -> Touchpoint:
    repeat = touchpoint.repeat
    if repeat is None:
        return touchpoint
    return touchpoint.replace(
        repeat=repeat.replace(
            days=tuple(day - touchpoint.start_day for day in sorted(topics_on)),
            topics=None
            if repeat.topics is None
            else tuple(topics_on[d] for d in sorted(topics_on)),
        )
    )


def _lighter(draft: Draft) -> Draft:
    """Double the refresh interval: every other return goes, the fewest stay."""
    rows = [
        t
        for t in draft.plan.touchpoints
        if t.purpose == "reinforce" and t.repeat and len(t.repeat.days) >= 2 * FEWEST_RETURNS
    ]
    if not rows:
        return draft
    return draft.with_touchpoints(
        _thinned(t) if t in rows else t for t in draft.plan.touchpoints
    ).saying("Refreshers come half as often, because the risk is lower.")


def _thinned(touchpoint: Touchpoint) -> Touchpoint:
    kept = touchpoint.occurrences[::2]
    return _repeated(touchpoint, {o.start_day: o.topics for o in kept})


def _free_id(plan: Plan, wanted: str) -> str:
    return wanted if wanted not in plan.by_id else f"{wanted}-{len(plan.touchpoints) + 1}"
