"""Scaling by population and by risk: what changes, and what the pattern keeps.

More people: parallel groups, online rooms, super-users. Fewer: one group, reading and conversation
instead of built modules. More risk: an early check, scenarios, an observed task, a second attempt,
shorter intervals, records. Less risk: longer intervals. Anchors, the order of purposes, practice,
feedback and support stay.
"""

from itertools import pairwise

from blendnb.designing.blueprints.draft import Draft
from blendnb.designing.facts import groups
from blendnb.designing.teaching_order import Begun
from blendnb.domain.learning_format import Formats, LearningFormat
from blendnb.domain.plan import Plan, Repeat, Touchpoint
from blendnb.domain.vocabulary import AssessmentKind
from blendnb.language import say

RISKS = ("low", "medium", "high")
FEWEST_RETURNS = 2
"""A topic comes back at least this often, whatever the risk."""

_CHECKS: tuple[tuple[AssessmentKind, str, float, float], ...] = (
    ("knowledge", "risk-early-check", 0.25, 10.0),
    ("decision", "risk-scenarios", 0.6, 20.0),
    ("performance", "risk-observed-task", 0.85, 20.0),
)
"""What a higher risk adds: kind of check, its id, where in the journey, its minutes."""
_ALWAYS: AssessmentKind = "knowledge"
"""An early check is added beside others of its kind, because it comes when there is time left."""
_DAYS_FOR_A_CHECK = 5


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
        new, old = groups(now, most), groups(then, most)
        draft = draft.changed("groups", new=new, old=old, people=now, most=most)
    if now > draft.catalogue.threshold("in_person_max_size"):
        draft = _online(draft, now)
    return _with_super_users(draft, now)


def _online(draft: Draft, now: int) -> Draft:
    """Meet online instead of in rooms, in the format that stands in for the room's."""
    formats, changed = draft.catalogue.formats, []
    for touchpoint in draft.plan.touchpoints:
        other = _online_instead(touchpoint, formats)
        if other is not None:
            touchpoint = touchpoint.replace(format=other.id, delivery="virtual")  # noqa: PLW2901
        changed.append(touchpoint)
    if tuple(changed) == draft.plan.touchpoints:
        return draft
    return draft.with_touchpoints(changed).changed("online", people=now)


def _online_instead(touchpoint: Touchpoint, formats: Formats) -> LearningFormat | None:
    """The format online that stands in for one that meets in rooms; None for any other."""
    known = formats.get(touchpoint.format)
    if known is None or known.delivery != "in_person":
        return None
    others = (formats[id_] for id_ in known.stand_ins if id_ in formats)
    return next((other for other in others if other.delivery == "virtual"), None)


def _with_super_users(draft: Draft, now: int) -> Draft:
    plan = draft.plan
    if plan.brief.outcome.subject not in ("software", "process"):
        return draft
    each = int(draft.catalogue.threshold("super_users_max"))
    count = -(-now // each)
    helpers = _of_list(draft, "help_at_need").touchpoint(
        _free_id(plan, "super-users"),
        title=say("adapted.super_users_title"),
        purpose="support",
        stage="during",
        start_day=0,
        days=None,
        roles=("learner", "sme"),
        topics=plan.topics,
        owner=say("adapted.super_users_owner"),
        materials=(),  # People, not the aid that they stand for.
        why=say("adapted.super_users_why", people=now, count=count, each=each),
        origin="addition",
    )
    added = draft.with_touchpoints((*plan.touchpoints, helpers))
    return added.changed("super_users", count=count, each=each)


def _of_list(draft: Draft, list_id: str) -> LearningFormat:
    """The first format of a list."""
    return draft.catalogue.formats[draft.catalogue.format_list(list_id)[0]]


def _scaled_down(draft: Draft, now: int) -> Draft:
    dear = draft.catalogue.format_list("too_dear_for_few")
    instead = {id_: draft.catalogue.formats[id_].stand_ins[:1] for id_ in dear}
    built = {t.id for t in draft.plan.touchpoints if instead.get(t.format)}
    if not built:
        return draft
    return draft.with_touchpoints(
        t.replace(format=instead[t.format][0]) if t.id in built else t
        for t in draft.plan.touchpoints
    ).changed("few_people", people=now)


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
    for kind, id_, share, minutes in _CHECKS:
        if kind in have and kind != _ALWAYS:
            continue
        check = _check(draft, kind, id_, share).replace(learner_minutes=minutes)
        added = draft.with_touchpoints((*draft.plan.touchpoints, check))
        draft = added.changed("check", title=check.title)
    return draft


def _check(draft: Draft, kind: AssessmentKind, id_: str, share: float) -> Touchpoint:
    plan, observed = draft.plan, kind == "performance"
    formats = (draft.catalogue.formats[i] for i in draft.catalogue.format_list("checks_at_risk"))
    learning_format = next(f for f in formats if kind in f.assessment)
    return learning_format.touchpoint(
        _free_id(plan, id_),
        title=say(f"adapted.check_{kind}"),
        purpose="assess",
        stage="after" if observed else "during",
        start_day=max(round(share * plan.last_day), _all_met_on(plan)),
        days=_DAYS_FOR_A_CHECK,
        roles=("learner", "mentor") if observed else ("learner",),
        topics=plan.topics,
        assessment=(kind,),
        materials=(),
        description=say("adapted.check_description"),
        why=say("adapted.check_why"),
        origin="addition",
    )


def _all_met_on(plan: Plan) -> int:
    """The day by which every topic has been met once."""
    first: dict[str, int] = {}
    for (topic, _), day in Begun.of(plan.occurrences).days.items():
        first[topic] = min(day, first.get(topic, plan.last_day))
    return max(first.values(), default=0)


def _denser(draft: Draft) -> Draft:
    """Halve the refresh interval: a return between each two."""
    rows = [t for t in draft.plan.touchpoints if t.purpose == "reinforce" and t.repeat]
    if not rows:
        return draft
    return draft.with_touchpoints(
        _halved(t) if t in rows else t for t in draft.plan.touchpoints
    ).changed("denser")


def _halved(touchpoint: Touchpoint) -> Touchpoint:
    first, *later = touchpoint.occurrences
    topics_on = {first.start_day: first.topics}
    for before, after in pairwise((first, *later)):
        topics_on[(before.start_day + after.start_day) // 2] = after.topics
        topics_on[after.start_day] = after.topics
    return _repeated(touchpoint, topics_on)


def _repeated(touchpoint: Touchpoint, topics_on: dict[int, tuple[str, ...]]) -> Touchpoint:
    days = sorted(topics_on)
    own = touchpoint.repeat is not None and touchpoint.repeat.topics is not None
    topics = [topics_on[day] for day in days] if own else None
    return touchpoint.replace(repeat=Repeat.on(days, topics))


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
    ).changed("lighter")


def _thinned(touchpoint: Touchpoint) -> Touchpoint:
    kept = touchpoint.occurrences[::2]
    return _repeated(touchpoint, {o.start_day: o.topics for o in kept})


def _free_id(plan: Plan, wanted: str) -> str:
    return wanted if wanted not in plan.by_id else f"{wanted}-{len(plan.touchpoints) + 1}"
