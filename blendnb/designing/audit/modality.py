"""Modality: is each part in the mode that suits it, and does no mode swallow the rest.

Live time is for what only works together: practice, feedback, decisions. Information travels
better alone, and only work itself shows whether anything is used. And a journey in one mode, be it
slide after slide in a virtual class or module after module, tires people however good each part.
"""

from collections.abc import Iterator

from blendnb.designing.audit.balance import balance
from blendnb.designing.audit.mends import (
    BLACKOUT,
    as_one,
    better,
    fresh_ids,
    new_touchpoint,
    question,
    self_paced_instead,
)
from blendnb.designing.audit.view import ROOM_AROUND_DAYS, PlanView
from blendnb.designing.audit.wording import (
    about,
    counted,
    ids,
    listed,
    named,
    quoted,
    sentence,
    when,
)
from blendnb.designing.workload import AT_WORK
from blendnb.domain.edits import Add, Change, Edit, apply_edit
from blendnb.domain.findings import Fix, Question
from blendnb.domain.plan import Touchpoint
from blendnb.domain.vocabulary import VerdictWord

FIT = "modality.fit"
READING_MINUTES, TASK_MINUTES = 15.0, 30.0
SPAN_DAYS = 5
LIVE_PURPOSES = ("practice", "apply", "reinforce", "demonstrate")
"""What a session may become once its information has moved out of it, in order of preference."""


def questions(view: PlanView) -> tuple[Question, Question]:
    """Answer the two questions of modality."""
    return fit(view), balance(view)


def fit(view: PlanView) -> Question:
    """Answer whether live time is kept free of mere information, and use is tried at work."""
    if not any(t.live or t.anchor for t in view.plan.touchpoints):
        return question(
            FIT, "not_needed", "No live or anchor event is planned, so no live time can be misused."
        )
    telling = [t for t in view.live if t.purpose == "inform"]
    trying = [t for t in view.plan.touchpoints if t.purpose == "apply" and t.modality == AT_WORK]
    unused = not trying and not view.short_message
    if not telling and not unused:
        return question(FIT, "met", _fits(view, trying), touchpoints=ids((*view.live, *trying)))
    fix, left = _mend(view, telling, unused=unused)
    verdict = _verdict(len(telling) + unused)
    return question(
        FIT,
        verdict,
        _misfits(telling, unused=unused),
        touchpoints=ids(telling or view.live),
        fix=fix if better(_verdict(left), verdict) else None,
        forced_by=view.stated(BLACKOUT),
    )


def _verdict(misfits: int) -> VerdictWord:
    return ("met", "partly", "missing")[min(misfits, 2)]


def _fits(view: PlanView, trying: list[Touchpoint]) -> str:
    live = (
        f"No live time is spent on information alone ({counted(len(view.live), 'live touchpoint')})"
    )
    if not trying:
        return f"{live}; a short message asks for no task at work."
    return f"{live}, and learning is put to use at work in {named(trying)}."


def _misfits(telling: list[Touchpoint], *, unused: bool) -> str:
    parts = []
    if telling:
        parts.append(f"live time is spent on information alone in {named(telling)}")
    if unused:
        parts.append("no task at work puts the learning to use")
    return sentence(parts)


# ---------------------------------------------------------------------------------- the mend


def _mend(view: PlanView, telling: list[Touchpoint], *, unused: bool) -> tuple[Fix | None, int]:
    """Return the mend, and the number of misfits that it would leave."""
    new_ids = fresh_ids(view, FIT)
    steps: list[Edit] = []
    advice: list[str] = []
    for session in telling:
        step, said = _use_live_time(view, session, new_ids)
        steps.extend(step)
        advice.extend(said)
    left = len(telling) - len(advice)
    if unused:
        moved = PlanView(apply_edit(view.plan, as_one(steps)), view.catalogue) if steps else view
        tasks = tasks_at_work(moved, new_ids)
        if tasks:
            steps.append(Add(touchpoints=tuple(tasks)))
            advice.append(f"add {listed([f'a task at work {when(t.start_day)}' for t in tasks])}")
        else:
            left += 1
    return (Fix(text=sentence(advice), edit=as_one(steps)) if steps else None), left


def _use_live_time(
    view: PlanView, session: Touchpoint, new_ids: Iterator[str]
) -> tuple[list[Edit], list[str]]:
    """Move the information ahead and use the session; where it cannot move, drop the session."""
    purposes = [
        p for p in LIVE_PURPOSES if view.order.admits(p, session.start_day, session.all_topics)
    ]
    reading = _reading(view, session, new_ids) if purposes else None
    if reading is not None:
        use = Change(id=session.id, values={"purpose": purposes[0]})
        said = f"give what {quoted(session.title)} tells to read beforehand, and use the session"
        return [Add(touchpoints=(reading,)), use], [f"{said} for {purposes[0]}"]
    change = self_paced_instead(view, session)
    if change is None:
        return [], []
    return [change], [f"make {quoted(session.title)} self-paced"]


def _reading(view: PlanView, session: Touchpoint, new_ids: Iterator[str]) -> Touchpoint | None:
    format_ = view.allowed("reading", "self_paced_module", "video_demo", "microlearning")
    last = session.start_day - 1
    end = view.free.within(last - ROOM_AROUND_DAYS, last, near=last)
    if format_ is None or end is None:
        return None
    return new_touchpoint(
        view,
        next(new_ids),
        format_,
        end=end,
        days=SPAN_DAYS,
        title=f"Read before {quoted(session.title)}",
        modality="self_paced",
        purpose="inform",
        learner_minutes=READING_MINUTES,
        topics=session.all_topics,
        why="What can be taken in alone comes first, so that live time goes to practice.",
    )


def tasks_at_work(view: PlanView, new_ids: Iterator[str]) -> list[Touchpoint]:
    """Return tasks at work for every topic whose order leaves room; empty without a free day."""
    return [
        task
        for day, topics in _days_to_apply(view)
        if (task := _task(view, day, topics, new_ids)) is not None
    ]


def _days_to_apply(view: PlanView) -> list[tuple[int, tuple[str, ...]]]:
    """Find few days on which applying may begin, each with the topics it suits."""
    windows = {topic: view.order.window("apply", topic, view.last_day) for topic in view.topics}
    left = {t: w for t, w in windows.items() if w[0] <= w[1]}
    days = []
    while left:
        latest = min(high for _, high in left.values())
        topics = tuple(t for t, (low, _) in left.items() if low <= latest)
        days.append((min(latest, max(left[t][0] for t in topics) + 1), topics))
        left = {t: w for t, w in left.items() if t not in topics}
    return days or [((view.first_day + view.last_day) // 2, ())]


def _task(
    view: PlanView, day: int, topics: tuple[str, ...], new_ids: Iterator[str]
) -> Touchpoint | None:
    format_ = view.allowed("on_the_job_assignment", "performance_task", "coaching")
    end = view.free.within(day, day + ROOM_AROUND_DAYS, near=day + SPAN_DAYS - 1)
    if format_ is None or end is None:
        return None
    return new_touchpoint(
        view,
        next(new_ids),
        format_,
        end=end,
        days=end - day + 1,
        title=f"Task at work: {about(topics)}",
        modality=AT_WORK,
        purpose="apply",
        learner_minutes=TASK_MINUTES,
        topics=topics,
        why="Only the work itself shows whether what was learned is used.",
    )
