"""Assessment: is understanding checked along the way, and doing as well as knowing.

A check at the end finds out what can no longer be mended. So checks fall into different parts of
the journey, one of them before its last third; and because knowing a rule and acting on it are two
things, both are looked at. A decision in a case counts as knowing.
"""

from collections.abc import Sequence

from blendnb.designing.audit.mends import BLACKOUT, fresh_ids, new_touchpoint, question
from blendnb.designing.audit.view import THIRDS, Happening, PlanView
from blendnb.designing.audit.wording import about, counted, ids, listed, named, when
from blendnb.designing.wording import capitalized
from blendnb.domain.edits import Add
from blendnb.domain.findings import Fix, Question
from blendnb.domain.plan import Touchpoint
from blendnb.domain.vocabulary import VerdictWord

SPREAD, KINDS = "assessment.spread", "assessment.kinds"
KNOWING = ("knowledge", "decision")
LAST_THIRD = THIRDS - 1
PARTS = ("first", "second", "last")
CHECK_MINUTES, TASK_MINUTES = 10.0, 30.0


def questions(view: PlanView) -> tuple[Question, Question]:
    """Answer the two questions of assessment."""
    return spread(view), kinds(view)


# ----------------------------------------------------------------------------------- spread


def spread(view: PlanView) -> Question:
    """Answer whether checks fall into different parts of the journey, and early enough."""
    if view.short_message:
        text = "Awareness with little content: one check is enough, so there is nothing to spread."
        return question(SPREAD, "not_needed", text)
    parts = {view.third(h.due) for h in view.checks}
    verdict = _spread_verdict(view, parts)
    return question(
        SPREAD,
        verdict,
        _spread_text(view, parts),
        touchpoints=ids(h.touchpoint for h in view.checks),
        fix=None if verdict == "met" else _spread_fix(view, parts, verdict),
        forced_by=view.stated(BLACKOUT),
    )


def _spread_verdict(view: PlanView, parts: set[int]) -> VerdictWord:
    if not parts:
        return "missing"
    enough = len(parts) >= min(int(view.threshold("checks_spread")), THIRDS)
    return "met" if enough and min(parts) < LAST_THIRD else "partly"


def _spread_text(view: PlanView, parts: set[int]) -> str:
    if not parts:
        return "Nothing checks what people understand or can do."
    checks = counted(len(view.checks), "check")
    where = listed([PARTS[part] for part in sorted(parts)])
    late = ", too late to mend anything" if parts == {LAST_THIRD} else ""
    thirds = "third" if len(parts) == 1 else "thirds"
    names = named(h.touchpoint for h in view.checks)
    gap = "; none in the middle" if parts == {0, LAST_THIRD} else ""
    return f"{checks} ({names}) in the {where} {thirds} of the journey{late}{gap}."


def _spread_fix(view: PlanView, parts: set[int], verdict: VerdictWord) -> Fix | None:
    """Add short checks in thirds that have none, an early one first."""
    days: list[int] = []
    reached = set(parts)
    for part in (1, 2, 0):
        if part not in reached and _spread_verdict(view, reached) != "met":
            day = view.free_in_third(part)
            days.extend([] if day is None else [day])
            reached |= set() if day is None else {part}
    if not days or (verdict == "partly" and _spread_verdict(view, reached) != "met"):
        return None
    days.sort()
    return Fix(
        text=f"Add a short check {listed([when(day) for day in days])}.",
        edit=Add(touchpoints=(_knowledge_check(view, next(fresh_ids(view, SPREAD)), days),)),
    )


def _knowledge_check(view: PlanView, id_: str, days: Sequence[int]) -> Touchpoint:
    topics = view.met_by(days[0])
    return new_touchpoint(
        view,
        id_,
        view.allowed("knowledge_check", "microlearning", "nudge") or "knowledge_check",
        end=days[0],
        title=f"Short check: {about(topics)}",
        modality="self_paced",
        purpose="assess",
        repeat={"days": [day - days[0] for day in days]} if len(days) > 1 else None,
        learner_minutes=CHECK_MINUTES,
        topics=topics,
        assessment=("knowledge",),
        why="What is not understood shows while there is still time to help.",
    )


def more_checks(view: PlanView, base: str, count: int) -> Fix | None:
    """Add so many short checks, spread over the journey; None where days are missing."""
    days: list[int] = []
    length = view.last_day - view.first_day
    for number in range(count):
        wish = view.first_day + round(length * (number + 1) / (count + 1))
        day = view.free.within(view.first_day, view.last_day, near=wish, without=days)
        days.extend([] if day is None else [day])
    if len(days) < count:
        return None
    days.sort()
    check = _knowledge_check(view, next(fresh_ids(view, base)), days)
    return Fix(
        text=f"Add a short check {listed([when(day) for day in days])}.",
        edit=Add(touchpoints=(check,)),
    )


# ------------------------------------------------------------------------------------ kinds


def kinds(view: PlanView) -> Question:
    """Answer whether knowing is checked as well as doing."""
    knowing = [h for h in view.checks if any(k in KNOWING for k in view.kinds(h.touchpoint))]
    doing = [h for h in view.checks if "performance" in view.kinds(h.touchpoint)]
    found = bool(knowing) + bool(doing)
    needed = 1 if view.short_message else min(int(view.threshold("checks_kinds")), 2)
    verdict: VerdictWord = "met" if found >= needed else "partly" if found else "missing"
    return question(
        KINDS,
        verdict,
        _kinds_text(knowing, doing, needed),
        touchpoints=ids(h.touchpoint for h in (*knowing, *doing)),
        fix=None if verdict == "met" else _kinds_fix(view, knowing, doing, needed),
        forced_by=view.stated(BLACKOUT),
    )


def _kinds_text(knowing: Sequence[Happening], doing: Sequence[Happening], needed: int) -> str:
    said = [
        f"{what} is checked by {named(h.touchpoint for h in checks)}"
        for what, checks in (("knowing", knowing), ("doing", doing))
        if checks
    ]
    if not said:
        return "Neither knowing nor doing is checked."
    rest = "" if len(said) >= needed else f", but {'doing' if knowing else 'knowing'} is not"
    return f"{capitalized(listed(said))}{rest}."


def _kinds_fix(
    view: PlanView, knowing: Sequence[Happening], doing: Sequence[Happening], needed: int
) -> Fix | None:
    new_ids = fresh_ids(view, KINDS)
    middle, late = view.free_in_third(1), view.free_in_third(LAST_THIRD)
    anywhere = view.free.nearest(view.last_day)
    added: list[Touchpoint] = []
    advice: list[str] = []
    day = middle if middle is not None else anywhere
    if not knowing and day is not None:
        added.append(_knowledge_check(view, next(new_ids), [day]))
        advice.append(f"a short check of knowledge {when(day)}")
    day = late if late is not None else anywhere
    if not doing and day is not None and len(added) + bool(knowing) < needed:
        added.append(_observed_task(view, next(new_ids), day))
        advice.append(f"an observed task at work {when(day)}")
    if not added:
        return None
    return Fix(text=f"Add {listed(advice)}.", edit=Add(touchpoints=tuple(added)))


def _observed_task(view: PlanView, id_: str, day: int) -> Touchpoint:
    topics = view.met_by(day)
    observer = "manager" if view.brief.support.managers else "mentor"
    return new_touchpoint(
        view,
        id_,
        view.allowed("performance_task", "on_the_job_assignment") or "performance_task",
        end=day,
        title=f"Observed task: {about(topics)}",
        modality="on_the_job",
        purpose="assess",
        learner_minutes=TASK_MINUTES,
        manager_minutes=TASK_MINUTES if observer == "manager" else 0.0,
        roles=("learner", observer),
        topics=topics,
        assessment=("performance",),
        description="A real task, watched by somebody who knows it, with a short list of criteria.",
        why="Knowing how is not yet doing it; somebody has to see it done.",
    )
