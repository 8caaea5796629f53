"""Edits that put substance right: practice in time, a check, a title that says what, a reason.

What a fix adds is a draft to go on from: it names format, purpose and topics, which is more than a
title that says nothing, and somebody's words are better. Practice is placed as late as it may be,
and what must come before it in the teaching order comes with it where it would come later.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import inf

from blendnb.designing.audit.fixes import SEARCH_DAYS, as_one, fresh_ids, new_touchpoint
from blendnb.designing.audit.naming import topics_named, when
from blendnb.designing.audit.plan_facts import PlanView
from blendnb.domain.edits import Add, Change, Edit
from blendnb.domain.findings import Fix
from blendnb.domain.plan import Touchpoint
from blendnb.language import say, shortened

PRACTICE_MINUTES, MEETING_MINUTES, CHECK_MINUTES = 15.0, 10.0, 5.0
_PRACTICE = ("practice_lab", "scenario_assessment", "social_task", "on_the_job_assignment")
_LONGEST = 120
"""Letters of a title that is made of topics."""
_AFTER_PRACTICE = ("apply", "reinforce")
_BEFORE_PRACTICE = ("inform", "demonstrate")


# ------------------------------------------------------------------------------------- practice


def practice_by(
    view: PlanView, question: str, topics: Sequence[str], day: int, objectives: Sequence[str] = ()
) -> Fix | None:
    """Return practice of some topics on a free day no later than this one.

    None where no day is free, or nothing is available to practise with.
    """
    added = practice(view, fresh_ids(view, question), topics, day, objectives)
    if not added:
        return None
    text = say("audit.practise.fix", topics=topics_named(topics), when=when(added[-1].start_day))
    return Fix(text=text, edit=Add(touchpoints=tuple(added)))


def practice(
    view: PlanView,
    new_ids: Iterator[str],
    topics: Sequence[str],
    day: int,
    objectives: Sequence[str] = (),
) -> list[Touchpoint]:
    """Return the touchpoints of `practice_by`, the practice last; none where there is no room."""
    begun = view.order.days
    later = (begun.get((t, purpose), inf) for t in topics for purpose in _AFTER_PRACTICE)
    limit = int(min(day, *later)) if topics else day
    on = view.free.within(limit - SEARCH_DAYS, limit, near=limit)
    meeting, practising = view.allowed_of("first_look"), view.allowed(*_PRACTICE)
    if on is None or practising is None or meeting is None:
        return []
    added = []
    for purpose in _BEFORE_PRACTICE:
        late = tuple(t for t in topics if begun.get((t, purpose), on) > on)
        if late:
            added.append(
                _drafted(
                    view,
                    next(new_ids),
                    meeting,
                    on,
                    purpose=purpose,
                    topics=late,
                    minutes=MEETING_MINUTES,
                )
            )
    row = _drafted(
        view,
        next(new_ids),
        practising,
        on,
        purpose="practice",
        topics=topics,
        minutes=PRACTICE_MINUTES,
    )
    return [*added, row.replace(objectives=tuple(objectives))]


def _drafted(
    view: PlanView,
    id_: str,
    format_: str,
    day: int,
    *,
    purpose: str,
    topics: Sequence[str],
    minutes: float,
    assessment: Sequence[str] = (),
) -> Touchpoint:
    """A short touchpoint of one day, with a title and a reason to go on from."""
    known = view.catalogue.formats[format_]
    return new_touchpoint(
        view,
        id_,
        format_,
        end=day,
        title=_title(say(f"audit.drafted.{purpose}", topics=topics_named(topics))),
        modality=known.modality,
        purpose=purpose,
        learner_minutes=minutes,
        topics=tuple(topics),
        assessment=tuple(assessment),
        why=reason(purpose, topics),
    )


def _title(text: str) -> str:
    return shortened(text, _LONGEST)


def reason(purpose: str, topics: Sequence[str]) -> str:
    """Return why something with this purpose is there, to go on from."""
    return say(f"audit.reason.{purpose}", topics=topics_named(topics))


# ------------------------------------------------------------------------------------ objectives


def practised_and_checked(
    view: PlanView,
    question: str,
    unpractised: Sequence[str],
    unchecked: Sequence[str],
    objectives: Sequence[str],
) -> Fix | None:
    """Return practice of some topics and a check of some, both for objectives that name them."""
    new_ids = fresh_ids(view, question)
    added: list[Touchpoint] = []
    if unpractised:
        added = practice(view, new_ids, unpractised, view.last_day, objectives)
        if not added:
            return None
    if unchecked:
        day, format_ = view.free.nearest(view.last_day), view.allowed_of("quick_check")
        if day is None or format_ is None:
            return None
        row = _drafted(
            view,
            next(new_ids),
            format_,
            day,
            purpose="assess",
            topics=unchecked,
            minutes=CHECK_MINUTES,
            assessment=("knowledge",),
        )
        added.append(row.replace(objectives=tuple(objectives)))
    topics = tuple(dict.fromkeys((*unpractised, *unchecked)))
    return Fix(
        text=say("audit.objectives.fix", topics=topics_named(topics)),
        edit=Add(touchpoints=tuple(added)),
    )


# ---------------------------------------------------------------------------------------- content


def taught_again(
    view: PlanView, question: str, topics: Sequence[str], minutes: float
) -> Fix | None:
    """Return something to take in alone for topics that nothing teaches any more."""
    format_ = view.allowed_of("take_in_alone")
    starts = [view.first_met[topic] for topic in topics if topic in view.first_met]
    limit = min(starts, default=max(0, view.first_day))
    day = view.free.within(limit - SEARCH_DAYS, limit, near=limit)
    if format_ is None or day is None:
        return None
    row = _drafted(
        view,
        next(fresh_ids(view, question)),
        format_,
        day,
        purpose="inform",
        topics=topics,
        minutes=minutes,
    )
    text = say("audit.content.fix", topics=topics_named(topics), when=when(day))
    return Fix(text=text, edit=Add(touchpoints=(row,)))


# ------------------------------------------------------------------------------------------ texts


def said_anew(view: PlanView, titles: Iterable[Touchpoint], whys: Iterable[Touchpoint]) -> Fix:
    """Return titles made of format and topics, and reasons made of the purpose."""
    untitled, unreasoned = {t.id: t for t in titles}, {t.id: t for t in whys}
    rows = {**untitled, **unreasoned}.values()
    steps: list[Edit] = []
    for row in rows:
        values: dict[str, str] = {}
        if row.id in untitled:
            values["title"] = _named_anew(view, row)
        if row.id in unreasoned:
            values["why"] = reason(row.purpose, row.all_topics or view.topics)
        steps.append(Change(id=row.id, values=values))
    return Fix(text=say("audit.texts.fix", count=len(steps)), edit=as_one(steps))


def _named_anew(view: PlanView, row: Touchpoint) -> str:
    """Format, number in the journey, and topics: no two rows have the same."""
    number = view.plan.touchpoints.index(row) + 1
    topics = topics_named(row.all_topics or view.topics)
    name = view.format_name(row.format)
    return _title(say("audit.texts.title", format=name, number=number, topics=topics))
