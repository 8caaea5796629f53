"""Placing a plan's returns again: what may move, what stays, and the edit that moves it.

A topic is met in a workshop, in practice, in a conversation with the manager; in between it *comes
back* in small self-paced touchpoints.  Only these returns are placed again.  Everything else
belongs to the journey for other reasons and stays where it is, but it counts: a memory model that
looks for the best days for the returns knows of every other day on which the topic is met.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from blendnb.designing.calendar import free_days
from blendnb.domain.edits import Add, Batch, Change, Edit, Remove, apply_edit
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.domain.vocabulary import TEACHING_ORDER
from blendnb.spacing.events import StudyEvents, study_events, touchpoint_weight
from blendnb.spacing.questions import Question

_MINUTES = 5.0
_LEAST_AFTER_DAYS = 90
_LONGEST_TITLE = 200


@dataclass(frozen=True)
class Returns:
    """The returns of topics that a plan treats alike, in days from their first study.

    Attributes
    ----------
    topics : tuple of str
        The topics.
    shift : int
        The plan's day of their first study: ``day + shift`` is a day of the plan.
    days, weights : tuple
        Today's returns with what they ask of memory (0 where they only remind).
    question : Question
        What the memory models are asked when these returns are placed again.
    """

    topics: tuple[str, ...]
    shift: int
    days: tuple[int, ...]
    weights: tuple[float, ...]
    question: Question

    def plan_days(self, days: Iterable[int]) -> tuple[int, ...]:
        """Days from the first study as days of the plan."""
        return tuple(day + self.shift for day in days)


def returns_of(plan: Plan) -> tuple[Returns, ...]:
    """Return every group of topics that are studied alike, with their returns.

    Parameters
    ----------
    plan
        The plan. Days that a blackout covers, weekends of a dated plan and days before all of the
        topic's teaching has begun are left out of the question.
    """
    rest = study_events(_without_returns(plan))
    together: dict[object, list[str]] = {}
    for topic, events in rest.items():
        if events.days:
            placed = tuple(_placed(plan, topic))
            key = (events.plan_days, events.weights, placed)
            together.setdefault(key, []).append(topic)
    return tuple(_returns(plan, tuple(topics), rest[topics[0]]) for topics in together.values())


def _returns(plan: Plan, topics: tuple[str, ...], rest: StudyEvents) -> Returns:
    placed = dict(_placed(plan, topics[0]))
    after = {day - rest.shift: weight for day, weight in placed.items() if day > rest.shift}
    return Returns(
        topics=topics,
        shift=rest.shift,
        days=tuple(after),
        weights=tuple(after.values()),
        question=_question(plan, topics, rest),
    )


def _question(plan: Plan, topics: tuple[str, ...], rest: StudyEvents) -> Question:
    horizon = max(plan.last_day - rest.shift, 1)
    begun = _teaching_begun(plan, topics)
    open_days = {day - rest.shift for day in free_days(plan).days if day > begun}
    return Question(
        horizon=horizon,
        last=max(2 * horizon, horizon + _LEAST_AFTER_DAYS),
        blackout=tuple(day for day in range(1, horizon + 1) if day not in open_days),
        met=tuple(zip(rest.days[1:], rest.weights[1:], strict=True)),
    )


def _teaching_begun(plan: Plan, topics: tuple[str, ...]) -> int:
    """The day on which the last kind of teaching of these topics has begun."""
    first: dict[str, int] = {}
    for touchpoint in plan.touchpoints:
        if touchpoint.purpose in TEACHING_ORDER[:-1] and set(topics) & set(touchpoint.all_topics):
            day = min(touchpoint.start_day, first.get(touchpoint.purpose, touchpoint.start_day))
            first[touchpoint.purpose] = day
    return max(first.values(), default=0)


def _is_return(touchpoint: Touchpoint) -> bool:
    """Whether it only brings a topic back: others meet people, or are work."""
    return (
        touchpoint.purpose == "reinforce"
        and touchpoint.modality == "self_paced"
        and "learner" in touchpoint.roles
        and not touchpoint.standing
    )


def _without_returns(plan: Plan) -> Plan:
    ids = tuple(t.id for t in plan.touchpoints if _is_return(t))
    return apply_edit(plan, Remove(ids=ids)) if ids else plan


def _placed(plan: Plan, topic: str) -> Iterator[tuple[int, float]]:
    """Day and weight of a topic's returns, in order."""
    found: dict[int, float] = {}
    for touchpoint in filter(_is_return, plan.touchpoints):
        for occurrence in touchpoint.occurrences:
            if topic in occurrence.topics and occurrence.end_day is not None:
                weight = max(touchpoint_weight(touchpoint), found.get(occurrence.end_day, 0.0))
                found[occurrence.end_day] = weight
    yield from sorted(found.items())


# -------------------------------------------------------------------------------------- edit


def replace_reinforcement(plan: Plan, days: Sequence[int], topics: Sequence[str]) -> Edit:
    """Return the edit that brings topics back on these days, each time with a question.

    Parameters
    ----------
    plan
        The plan.
    days
        Days of the plan (launch is day 0), ascending.
    topics
        Topics of the plan.

    Returns
    -------
    Edit
        One step. The returns these topics had go; returns of other topics stay. The first
        touchpoint that has no other topic left carries the new days, else a new one does.

    Raises
    ------
    ValueError
        If days do not ascend, a topic is not in the plan, or a day is not after the first study.
    """
    _refuse(plan, days, topics)
    edits: list[Edit] = []
    free: list[Touchpoint] = []
    for touchpoint in filter(_is_return, plan.touchpoints):
        kept = _kept(touchpoint, topics)
        if not kept:
            free.append(touchpoint)
        elif kept != [(o.start_day, o.topics) for o in touchpoint.occurrences]:
            edits.append(Change(id=touchpoint.id, values=_on_days(kept)))
    if free:
        carrier, *others = free
        edits.append(Change(id=carrier.id, values=_carrying(carrier, days, topics)))
        edits.extend(Remove(ids=(touchpoint.id,)) for touchpoint in others)
    else:
        edits.append(Add(touchpoints=(_new(plan, days, topics),)))
    return Batch(edits=tuple(edits))


def _refuse(plan: Plan, days: Sequence[int], topics: Sequence[str]) -> None:
    if not days or list(days) != sorted(set(days)):
        raise ValueError(f"days must be one or more days of the plan, ascending; found {days}")
    events = study_events(_without_returns(plan))
    unknown = [topic for topic in topics if topic not in events]
    if unknown or not topics:
        raise ValueError(f"the plan has no topic {', '.join(map(repr, unknown)) or 'named'}")
    for topic in topics:
        first = events[topic].shift
        if not events[topic].days or days[0] <= first:
            raise ValueError(f"{topic!r} is first studied on day {first}; it can return after that")


def _kept(touchpoint: Touchpoint, topics: Sequence[str]) -> list[tuple[int, tuple[str, ...]]]:
    """Days and topics that a return has left without these topics."""
    rest = [
        (o.start_day, tuple(t for t in o.topics if t not in topics)) for o in touchpoint.occurrences
    ]
    return [(day, left) for day, left in rest if left]


def _on_days(kept: Sequence[tuple[int, tuple[str, ...]]]) -> dict[str, object]:
    first = kept[0][0]
    about = tuple(dict.fromkeys(topic for _, topics in kept for topic in topics))
    repeat = {
        "days": tuple(day - first for day, _ in kept),
        "topics": tuple(topics for _, topics in kept),
    }
    return {"start_day": first, "repeat": repeat, "topics": about}


def _carrying(carrier: Touchpoint, days: Sequence[int], topics: Sequence[str]) -> dict[str, object]:
    """What a return's fields become: its new days, and a question where it only reminded."""
    values: dict[str, object] = {**_repeat(days), "topics": tuple(topics), "study_weight": None}
    if touchpoint_weight(carrier.replace(study_weight=None)) < 1:
        values["assessment"] = ("knowledge",)
    return values


def _repeat(days: Sequence[int]) -> dict[str, object]:
    offsets = tuple(day - days[0] for day in days)
    repeat = {"days": offsets} if len(days) > 1 else None
    return {"start_day": days[0], "days": 1, "repeat": repeat}


def _new(plan: Plan, days: Sequence[int], topics: Sequence[str]) -> Touchpoint:
    taken = set(plan.by_id)
    number = next(n for n in range(1, len(taken) + 2) if f"returns-{n}" not in taken)
    return Touchpoint.model_validate(
        {
            "id": f"returns-{number}",
            "title": f"Questions on {' and '.join(topics)}"[:_LONGEST_TITLE],
            "format": "microlearning",
            "modality": "self_paced",
            "purpose": "reinforce",
            "stage": "after",
            "learner_minutes": _MINUTES,
            "topics": tuple(topics),
            "assessment": ("knowledge",),
            "why": "Brings the topics back on days that the memory models were asked for.",
            "origin": "edited",
            **_repeat(days),
        }
    )
