"""Assessment: is understanding checked along the way, and doing as well as knowing.

A check at the end finds out what can no longer be fixed. So checks fall into different parts of
the journey, one of them before its last third; and because knowing a rule and acting on it are two
things, both are looked at. A decision in a case counts as knowing.
"""

from collections.abc import Sequence

from blendnb.designing.audit.fixes import BLACKOUT, fresh_ids, new_touchpoint
from blendnb.designing.audit.naming import days_named, ids, named, topics_named, when
from blendnb.designing.audit.plan_facts import THIRDS, PlanView
from blendnb.designing.audit.registry import Answer, question
from blendnb.domain.edits import Add
from blendnb.domain.findings import Fix
from blendnb.domain.plan import Occurrence, Repeat, Touchpoint
from blendnb.domain.vocabulary import VerdictWord
from blendnb.language import capitalized, listed, say

SPREAD, KINDS = "assessment.spread", "assessment.kinds"
KNOWING = ("knowledge", "decision")
LAST_THIRD = THIRDS - 1
PARTS = ("first", "second", "last")
CHECK_MINUTES, TASK_MINUTES = 10.0, 30.0


# ----------------------------------------------------------------------------------- spread


@question(SPREAD, order=90)
def spread(view: PlanView) -> Answer:
    """Answer whether checks fall into different parts of the journey, and early enough."""
    if view.short_message:
        return Answer("not_needed", say("audit.spread.short_message"))
    parts = {view.third(o.due_day) for o in view.checks}
    verdict = _spread_verdict(view, parts)
    return Answer(
        verdict,
        _spread_text(view, parts),
        touchpoints=ids(o.touchpoint for o in view.checks),
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
        return say("audit.spread.nothing")
    key = "late" if parts == {LAST_THIRD} else "gap" if parts == {0, LAST_THIRD} else "checks"
    where = [say(f"audit.spread.{PARTS[part]}") for part in sorted(parts)]
    return say(
        f"audit.spread.{key}",
        count=len(view.checks),
        names=named(o.touchpoint for o in view.checks),
        thirds=say("audit.spread.thirds", count=len(parts), parts=where),
    )


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
    return _checks_added(view, SPREAD, days)


def _knowledge_check(view: PlanView, id_: str, days: Sequence[int]) -> Touchpoint:
    topics = view.met_by(days[0])
    return new_touchpoint(
        view,
        id_,
        view.one_of("quick_check"),
        end=days[0],
        title=say("audit.spread.title", topics=topics_named(topics)),
        modality="self_paced",
        purpose="assess",
        repeat=Repeat.on(days),
        learner_minutes=CHECK_MINUTES,
        topics=topics,
        assessment=("knowledge",),
        why=say("audit.spread.why"),
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
    return _checks_added(view, base, days)


def _checks_added(view: PlanView, base: str, days: Sequence[int]) -> Fix:
    check = _knowledge_check(view, next(fresh_ids(view, base)), days)
    return Fix(text=say("audit.spread.fix", when=days_named(days)), edit=Add(touchpoints=(check,)))


# ------------------------------------------------------------------------------------ kinds


@question(KINDS, order=100)
def kinds(view: PlanView) -> Answer:
    """Answer whether knowing is checked as well as doing."""
    knowing = [o for o in view.checks if any(k in KNOWING for k in view.kinds(o.touchpoint))]
    doing = [o for o in view.checks if "performance" in view.kinds(o.touchpoint)]
    checked = bool(knowing) + bool(doing)
    needed = 1 if view.short_message else min(int(view.threshold("checks_kinds")), 2)
    verdict: VerdictWord = "met" if checked >= needed else "partly" if checked else "missing"
    return Answer(
        verdict,
        _kinds_text(knowing, doing, needed),
        touchpoints=ids(o.touchpoint for o in (*knowing, *doing)),
        fix=None if verdict == "met" else _kinds_fix(view, knowing, doing, needed),
        forced_by=view.stated(BLACKOUT),
    )


def _kinds_text(knowing: Sequence[Occurrence], doing: Sequence[Occurrence], needed: int) -> str:
    parts = [
        say(f"audit.kinds.{what}", names=named(o.touchpoint for o in checks))
        for what, checks in (("knowing", knowing), ("doing", doing))
        if checks
    ]
    if not parts:
        return say("audit.kinds.nothing")
    key = "enough" if len(parts) >= needed else "not_doing" if knowing else "not_knowing"
    return say(f"audit.kinds.{key}", text=capitalized(listed(parts)))


def _kinds_fix(
    view: PlanView,
    knowing: Sequence[Occurrence],
    doing: Sequence[Occurrence],
    needed: int,
) -> Fix | None:
    new_ids = fresh_ids(view, KINDS)
    middle, late = view.free_in_third(1), view.free_in_third(LAST_THIRD)
    anywhere = view.free.nearest(view.last_day)
    added: list[Touchpoint] = []
    advice: list[str] = []
    day = middle if middle is not None else anywhere
    if not knowing and day is not None:
        added.append(_knowledge_check(view, next(new_ids), [day]))
        advice.append(say("audit.kinds.check", when=when(day)))
    day = late if late is not None else anywhere
    if not doing and day is not None and len(added) + bool(knowing) < needed:
        added.append(_observed_task(view, next(new_ids), day))
        advice.append(say("audit.kinds.task", when=when(day)))
    if not added:
        return None
    text = say("audit.kinds.fix", parts=listed(advice))
    return Fix(text=text, edit=Add(touchpoints=tuple(added)))


def _observed_task(view: PlanView, id_: str, day: int) -> Touchpoint:
    topics = view.met_by(day)
    observer = "manager" if view.brief.support.managers else "mentor"
    return new_touchpoint(
        view,
        id_,
        view.one_of("observed_task"),
        end=day,
        title=say("audit.kinds.task_title", topics=topics_named(topics)),
        modality="on_the_job",
        purpose="assess",
        learner_minutes=TASK_MINUTES,
        manager_minutes=TASK_MINUTES if observer == "manager" else 0.0,
        roles=("learner", observer),
        topics=topics,
        assessment=("performance",),
        description=say("audit.kinds.task_description"),
        why=say("audit.kinds.task_why"),
    )
