"""Social: do learners work things out together, and are managers in it all along.

People learn much of their work from each other, and whether learning is used depends more on peers
and managers than on any course. So there is one place to work, argue or reflect together and one
contact between peers after it, and a manager or mentor takes part in more than one moment.
"""

from blendnb.designing.audit.fixes import BLACKOUT, fresh_ids, new_touchpoint
from blendnb.designing.audit.naming import days_named, ids, named, topics_named, when
from blendnb.designing.audit.plan_facts import THIRDS, PlanView
from blendnb.designing.audit.registry import Answer, question
from blendnb.domain.edits import Add
from blendnb.domain.findings import Fix
from blendnb.domain.plan import Occurrence, Repeat, Touchpoint
from blendnb.domain.vocabulary import VerdictWord
from blendnb.language import capitalized, listed, say

TOGETHER, MANAGERS = "social.together", "social.managers"
TALKING = ("launch", "practice", "apply", "reinforce", "close")
"""Purposes of live sessions in which people do more than listen."""
PAIR_MINUTES, PAIR_GAP_DAYS = 20.0, 7
CHECK_IN_MINUTES = 20.0
PARTS = ("start", "middle", "end")


# --------------------------------------------------------------------------------- together


@question(TOGETHER, order=50)
def together(view: PlanView) -> Answer:
    """Answer where learners work together, and whether peers meet again afterwards."""
    shared = [o for o in view.occurrences if _is_shared(o.touchpoint)]
    first = min(shared, key=lambda o: o.start_day, default=None)
    later = [o for o in shared if first and _is_later_contact(o, first)]
    verdict: VerdictWord = "met" if later else "partly" if shared else "missing"
    evidence = ids(o.touchpoint for o in shared)
    text = _together_text(first, later)
    if verdict == "met":
        return Answer(verdict, text, evidence)
    if view.alone:
        text = say("audit.together.alone", text=text)
        return Answer(verdict, text, evidence, forced_by=view.stated("audience.size"))
    fix = _pairs(view, first)
    return Answer(verdict, text, evidence, fix=fix, forced_by=view.stated(BLACKOUT))


def _is_shared(touchpoint: Touchpoint) -> bool:
    talking = touchpoint.live and touchpoint.purpose in TALKING
    return touchpoint.modality == "social" or talking


def _is_later_contact(occurrence: Occurrence, first: Occurrence) -> bool:
    """Whether peers are in contact once the first thing they did together has begun."""
    social = occurrence.touchpoint.modality == "social"
    return (
        social
        and occurrence is not first
        and (occurrence.end_day is None or occurrence.end_day > first.start_day)
    )


def _together_text(first: Occurrence | None, later: list[Occurrence]) -> str:
    if first is None:
        return say("audit.together.never")
    return say(
        "audit.together.again" if later else "audit.together.once",
        name=named([first.touchpoint]),
        when=when(first.start_day),
        names=named(o.touchpoint for o in later),
    )


def _pairs(view: PlanView, first: Occurrence | None) -> Fix | None:
    """Add a contact between peers after the first shared touchpoint, or two where none is left."""
    days = _contact_days(view, first)
    if not days:
        return None
    pair = _pair(view, days)
    own = view.catalogue.formats.get(pair.format)
    key = "fix_online" if own and own.modality == "social" else "fix_pairs"
    text = say(f"audit.together.{key}", when=days_named(days))
    return Fix(text=text, edit=Add(touchpoints=(pair,)))


def _contact_days(view: PlanView, first: Occurrence | None) -> tuple[int, ...]:
    """Return one day after a first shared touchpoint, else two days in a row of contacts."""
    if first is not None:
        wish = max(first.start_day, first.due_day) + PAIR_GAP_DAYS
        after = view.free.within(first.start_day + 1, view.last_day, near=wish)
        if after is not None:
            return (after,)
    middle = (view.first_day + view.last_day) // 2
    for low, high in ((view.first_day, view.last_day), (view.free.first_day, view.free.last_day)):
        one = view.free.within(low, high, near=middle)
        two = None if one is None else view.free.within(one + 1, high, near=one + PAIR_GAP_DAYS)
        if one is not None and two is not None:
            return (one, two)
    return ()


def _pair(view: PlanView, days: tuple[int, ...]) -> Touchpoint:
    topics = view.met_by(days[0])
    repeat = Repeat.on(days)
    return new_touchpoint(
        view,
        next(fresh_ids(view, TOGETHER)),
        view.allowed_of("peers") or view.catalogue.format_list("peers")[-1],
        end=days[0],
        title=say("audit.together.title", topics=topics_named(topics)),
        modality="social",
        purpose=view.order.first_admitted(("apply", "reinforce"), days[0], topics),
        repeat=repeat,
        learner_minutes=PAIR_MINUTES,
        topics=topics,
        description=say("audit.together.description"),
        why=say("audit.together.why"),
    )


# --------------------------------------------------------------------------------- managers


@question(MANAGERS, order=60)
def managers(view: PlanView) -> Answer:
    """Answer in which parts of the journey a manager or mentor takes part."""
    taking_part = [o for o in view.occurrences if _guided(view, o.touchpoint)]
    parts = sorted({part for o in taking_part for part in _parts(view, o)})
    needed = min(int(view.threshold("manager_moments")), THIRDS)
    verdict: VerdictWord = "met" if len(parts) >= needed else "partly" if parts else "missing"
    text = _managers_text(view, taking_part, parts)
    evidence = ids(o.touchpoint for o in taking_part)
    if verdict == "met":
        return Answer(verdict, text, evidence)
    fix = _check_ins(view, parts, needed)
    return Answer(verdict, text, evidence, fix=fix, forced_by=view.stated(BLACKOUT))


def _guided(view: PlanView, touchpoint: Touchpoint) -> bool:
    """Whether a mentor takes part, or a manager where the brief does not rule managers out."""
    return "mentor" in touchpoint.roles or (
        "manager" in touchpoint.roles and _managers_help(view) and _with_part(view, touchpoint)
    )


def _with_part(view: PlanView, touchpoint: Touchpoint) -> bool:
    """Whether a manager has something to do in it; a message that reaches managers is none."""
    known = view.catalogue.formats.get(touchpoint.format)
    return touchpoint.manager_minutes > 0 or (known is not None and known.with_manager)


def _managers_help(view: PlanView) -> bool:
    return view.brief.support.managers is not False


def _parts(view: PlanView, occurrence: Occurrence) -> set[int]:
    return {view.third(occurrence.start_day), view.third(occurrence.due_day)}


def _who(view: PlanView) -> str:
    return say("audit.managers.manager" if _managers_help(view) else "audit.managers.mentor")


def _managers_text(view: PlanView, taking_part: list[Occurrence], parts: list[int]) -> str:
    who = _who(view)
    if not parts:
        return say("audit.managers.never", who=who)
    return say(
        "audit.managers.parts" if len(parts) > 1 else "audit.managers.only",
        who=capitalized(who),
        parts=listed([say(f"audit.managers.{PARTS[part]}") for part in parts]),
        names=named(o.touchpoint for o in taking_part),
    )


def _check_ins(view: PlanView, parts: list[int], needed: int) -> Fix | None:
    """Add check-ins in the parts of the journey that have none, the outer ones first."""
    days: list[int] = []
    for part in (2, 0, 1):
        if part not in parts and len(parts) + len(days) < needed:
            day = view.free_in_third(part)
            days.extend([] if day is None else [day])
    if not days or (parts and len(parts) + len(days) < needed):
        return None
    check_in = _check_in(view, sorted(days))
    key = "fix_managers" if "manager" in check_in.roles else "fix_mentor"
    text = say(f"audit.managers.{key}", when=days_named(sorted(days)))
    return Fix(text=text, edit=Add(touchpoints=(check_in,)))


def _check_in(view: PlanView, days: list[int]) -> Touchpoint:
    by_mentor = view.catalogue.format_list("talk_with_mentor")
    by_managers = view.catalogue.format_list("talk_with_manager")
    formats = (*by_managers, *by_mentor) if _managers_help(view) else by_mentor
    format_ = view.allowed(*formats) or by_mentor[-1]
    by_manager = format_ in by_managers
    return new_touchpoint(
        view,
        next(fresh_ids(view, MANAGERS)),
        format_,
        end=days[0],
        title=say(f"audit.managers.{'manager' if by_manager else 'mentor'}_title"),
        modality="on_the_job",
        purpose="support",
        repeat=Repeat.on(days),
        learner_minutes=CHECK_IN_MINUTES,
        manager_minutes=CHECK_IN_MINUTES if by_manager else 0.0,
        roles=("learner", "manager" if by_manager else "mentor"),
        topics=view.met_by(days[0]),
        description=say("audit.managers.description"),
        why=say("audit.managers.why"),
    )
