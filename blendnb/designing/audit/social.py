"""Social: do learners work things out together, and are managers in it all along.

People learn much of their work from each other, and whether learning is used depends more on peers
and managers than on any course. So there is one place to work, argue or reflect together and one
contact between peers after it, and a manager or mentor takes part in more than one moment.
"""

from blendnb.designing.audit.mends import BLACKOUT, fresh_ids, new_touchpoint, question
from blendnb.designing.audit.view import THIRDS, Happening, PlanView
from blendnb.designing.audit.wording import about, ids, listed, named, when
from blendnb.designing.wording import capitalized
from blendnb.domain.edits import Add
from blendnb.domain.findings import Fix, Question
from blendnb.domain.plan import Touchpoint
from blendnb.domain.vocabulary import VerdictWord

TOGETHER, MANAGERS = "social.together", "social.managers"
TALKING = ("launch", "practice", "apply", "reinforce", "close")
"""Purposes of live sessions in which people do more than listen."""
PAIR_MINUTES, PAIR_GAP_DAYS = 20.0, 7
CHECK_IN_MINUTES = 20.0
PARTS = ("the start", "the middle", "the end")


def questions(view: PlanView) -> tuple[Question, Question]:
    """Answer the two social questions."""
    return together(view), managers(view)


# --------------------------------------------------------------------------------- together


def together(view: PlanView) -> Question:
    """Answer where learners work together, and whether peers meet again afterwards."""
    shared = [h for h in view.happenings if _is_shared(h.touchpoint)]
    first = min(shared, key=lambda h: h.start, default=None)
    later = [h for h in shared if first and _is_later_contact(h, first)]
    verdict: VerdictWord = "met" if later else "partly" if shared else "missing"
    evidence = ids(h.touchpoint for h in shared)
    text = _together_text(first, later)
    if verdict == "met":
        return question(TOGETHER, verdict, text, touchpoints=evidence)
    if view.alone:
        return question(
            TOGETHER, verdict, f"{text} A single learner has no peers.",
            touchpoints=evidence, forced_by=view.stated("audience.size"),
        )  # fmt: skip
    return question(
        TOGETHER, verdict, text,
        touchpoints=evidence, fix=_pairs(view, first), forced_by=view.stated(BLACKOUT),
    )  # fmt: skip


def _is_shared(touchpoint: Touchpoint) -> bool:
    talking = touchpoint.live and touchpoint.purpose in TALKING
    return touchpoint.modality == "social" or talking


def _is_later_contact(happening: Happening, first: Happening) -> bool:
    """Whether peers are in contact once the first thing they did together has begun."""
    social = happening.touchpoint.modality == "social"
    return (
        social and happening is not first and (happening.end is None or happening.end > first.start)
    )


def _together_text(first: Happening | None, later: list[Happening]) -> str:
    if first is None:
        return "Learners never work, argue or reflect together."
    met = f"Learners work together in {named([first.touchpoint])} {when(first.start)}"
    if later:
        return f"{met}, and peers are in contact again in {named(h.touchpoint for h in later)}."
    return f"{met}, but no contact between peers follows."


def _pairs(view: PlanView, first: Happening | None) -> Fix | None:
    """Add a contact between peers after the first shared touchpoint, or two where none is left."""
    days = _contact_days(view, first)
    if not days:
        return None
    pair = _pair(view, days)
    times = listed([when(day) for day in days])
    where = "in a shared task online" if pair.format == "social_task" else "in pairs"
    return Fix(
        text=f"Let peers compare {times}, {where}, how it goes.", edit=Add(touchpoints=(pair,))
    )


def _contact_days(view: PlanView, first: Happening | None) -> tuple[int, ...]:
    """Return one day after a first shared touchpoint, else two days in a row of contacts."""
    if first is not None:
        wish = max(first.start, first.due) + PAIR_GAP_DAYS
        after = view.free.within(first.start + 1, view.last_day, near=wish)
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
    repeat = {"days": [day - days[0] for day in days]} if len(days) > 1 else None
    return new_touchpoint(
        view,
        next(fresh_ids(view, TOGETHER)),
        view.allowed("social_task", "on_the_job_assignment") or "on_the_job_assignment",
        end=days[0],
        title=f"Peers compare notes: {about(topics)}",
        modality="social",
        purpose=view.order.first_admitted(("apply", "reinforce"), days[0], topics),
        repeat=repeat,
        learner_minutes=PAIR_MINUTES,
        topics=topics,
        description="Each brings one real case: what was tried, what happened, what comes next.",
        why="Peers carry what is learned into daily work more than anybody else.",
    )


# --------------------------------------------------------------------------------- managers


def managers(view: PlanView) -> Question:
    """Answer in which parts of the journey a manager or mentor takes part."""
    taking_part = [h for h in view.happenings if _guided(view, h.touchpoint)]
    parts = sorted({part for h in taking_part for part in _parts(view, h)})
    needed = min(int(view.threshold("manager_moments")), THIRDS)
    verdict: VerdictWord = "met" if len(parts) >= needed else "partly" if parts else "missing"
    text = _managers_text(view, taking_part, parts)
    evidence = ids(h.touchpoint for h in taking_part)
    if verdict == "met":
        return question(MANAGERS, verdict, text, touchpoints=evidence)
    return question(
        MANAGERS, verdict, text,
        touchpoints=evidence, fix=_check_ins(view, parts, needed), forced_by=view.stated(BLACKOUT),
    )  # fmt: skip


def _guided(view: PlanView, touchpoint: Touchpoint) -> bool:
    """Whether a mentor takes part, or a manager where the brief does not rule managers out."""
    return "mentor" in touchpoint.roles or ("manager" in touchpoint.roles and _managers_help(view))


def _managers_help(view: PlanView) -> bool:
    return view.brief.support.managers is not False


def _parts(view: PlanView, happening: Happening) -> set[int]:
    return {view.third(happening.start), view.third(happening.due)}


def _who(view: PlanView) -> str:
    return (
        "a manager or mentor" if _managers_help(view) else "a mentor (managers will not take part)"
    )


def _managers_text(view: PlanView, taking_part: list[Happening], parts: list[int]) -> str:
    who = _who(view)
    if not parts:
        return f"At no moment does {who} take part."
    places = listed([PARTS[part] for part in parts])
    only = "" if len(parts) > 1 else " only"
    names = named(h.touchpoint for h in taking_part)
    return f"{capitalized(who)} takes part at {places}{only}: {names}."


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
    with_whom = "line managers" if "manager" in check_in.roles else "a mentor"
    return Fix(
        text=f"Add a talk with {with_whom} {listed([when(day) for day in sorted(days)])}, "
        "with a guide for the conversation.",
        edit=Add(touchpoints=(check_in,)),
    )


def _check_in(view: PlanView, days: list[int]) -> Touchpoint:
    by_mentor = ("coaching", "on_the_job_assignment")
    formats = ("manager_check_in", *by_mentor) if _managers_help(view) else by_mentor
    format_ = view.allowed(*formats) or by_mentor[-1]
    by_manager = format_ == "manager_check_in"
    return new_touchpoint(
        view,
        next(fresh_ids(view, MANAGERS)),
        format_,
        end=days[0],
        title="Check-in with the line manager" if by_manager else "Talk with a mentor",
        modality="on_the_job",
        purpose="support",
        repeat={"days": [day - days[0] for day in days]} if len(days) > 1 else None,
        learner_minutes=CHECK_IN_MINUTES,
        manager_minutes=CHECK_IN_MINUTES if by_manager else 0.0,
        roles=("learner", "manager" if by_manager else "mentor"),
        topics=view.met_by(days[0]),
        description="What did you try, what happened, what will you do next, what do you need?",
        why="Support at work decides whether what was learned is used.",
    )
