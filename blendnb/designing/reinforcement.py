"""Placing a plan's returns again: what may move, what stays, and the edit that moves it.

A topic is met in a workshop, in practice, in a conversation with the manager; in between it *comes
back* in small self-paced touchpoints.  Only these returns are placed again.  Everything else
belongs to the journey for other reasons and stays where it is, but it counts: a memory model that
looks for the best days for the returns knows of every other day on which the topic is met.

How long to wait before the first return is read off the spacing studies: the best gap grows with
the delay over which something has to be remembered, 20 to 40 % of a week, falling to 5 to 10 % of a
year, on the logarithm of the delay (Cepeda et al. 2008, trivia facts). A gap that is too long costs
little, one that is too short costs much (Cepeda et al. 2009).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, log

from blendnb.designing.free_days import free_days
from blendnb.designing.teaching_order import Begun
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.edits import Add, Batch, Change, Edit, Remove, apply_edit
from blendnb.domain.learning_format import Formats, LearningFormat, shipped_formats
from blendnb.domain.plan import Plan, Repeat, Touchpoint
from blendnb.language import listed, say
from blendnb.spacing.events import StudyEvents, study_events, touchpoint_weight
from blendnb.spacing.questions import Question

_MINUTES = 5.0
_LEAST_AFTER_DAYS = 90
RETURNS = "reinforce"
ALIKE = "topics that are studied alike"
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


def returns_of(plan: Plan, formats: Formats | None = None) -> tuple[Returns, ...]:
    """Return every group of topics that are studied alike, with their returns.

    Parameters
    ----------
    plan
        The plan. Days that a blackout covers, weekends of a dated plan and days before all of the
        topic's teaching has begun are left out of the question.
    formats
        The formats that are known; the shipped ones by default.
    """
    rest = study_events(_without_returns(plan), formats=formats)
    together: dict[object, list[str]] = {}
    for topic, events in rest.items():
        if events.days:
            placed = tuple(_placed(plan, topic, formats))
            key = (events.plan_days, events.weights, placed)
            together.setdefault(key, []).append(topic)
    return tuple(
        _returns(plan, tuple(topics), rest[topics[0]], formats) for topics in together.values()
    )


def _returns(
    plan: Plan, topics: tuple[str, ...], rest: StudyEvents, formats: Formats | None
) -> Returns:
    placed = dict(_placed(plan, topics[0], formats))
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
    begun = Begun()
    for touchpoint in plan.touchpoints:
        if set(topics) & set(touchpoint.all_topics):
            begun.note(touchpoint.purpose, (ALIKE,), touchpoint.start_day)
    floor = begun.floor(RETURNS, (ALIKE,))
    return 0 if floor is None else floor


def _is_return(touchpoint: Touchpoint) -> bool:
    """Whether it only brings a topic back: others meet people, or are work."""
    return (
        touchpoint.purpose == RETURNS
        and touchpoint.modality == "self_paced"
        and "learner" in touchpoint.roles
        and not touchpoint.stays_open
    )


def _without_returns(plan: Plan) -> Plan:
    ids = tuple(t.id for t in plan.touchpoints if _is_return(t))
    return apply_edit(plan, Remove(ids=ids)) if ids else plan


def _placed(plan: Plan, topic: str, formats: Formats | None) -> Iterator[tuple[int, float]]:
    """Day and weight of a topic's returns, in order."""
    weights: dict[int, float] = {}
    for touchpoint in filter(_is_return, plan.touchpoints):
        for occurrence in touchpoint.occurrences:
            if topic in occurrence.topics and occurrence.end_day is not None:
                weight = touchpoint_weight(touchpoint, formats=formats)
                weights[occurrence.end_day] = max(weight, weights.get(occurrence.end_day, 0.0))
    yield from sorted(weights.items())


# -------------------------------------------------------------------------------------- edit


def replace_reinforcement(
    plan: Plan, days: Sequence[int], topics: Sequence[str], formats: Formats | None = None
) -> Edit:
    """Return the edit that brings topics back on these days, each time with a question.

    Parameters
    ----------
    plan
        The plan.
    days
        Days of the plan (launch is day 0), ascending.
    topics
        Topics of the plan.
    formats
        The formats that are known; the shipped ones by default.

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
    formats = shipped_formats() if formats is None else formats
    _refuse(plan, days, topics, formats)
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
        edits.append(Change(id=carrier.id, values=_carrying(carrier, days, topics, formats)))
        edits.extend(Remove(ids=(touchpoint.id,)) for touchpoint in others)
    else:
        edits.append(Add(touchpoints=(_new(plan, days, topics, formats),)))
    return Batch(edits=tuple(edits))


def _refuse(plan: Plan, days: Sequence[int], topics: Sequence[str], formats: Formats) -> None:
    if not days or list(days) != sorted(set(days)):
        raise ValueError(say("reinforcement.wrong_days", days=days))
    events = study_events(_without_returns(plan), formats=formats)
    unknown = [topic for topic in topics if topic not in events]
    if unknown or not topics:
        named = ", ".join(map(repr, unknown)) or say("reinforcement.unnamed")
        raise ValueError(say("reinforcement.no_topic", topics=named))
    for topic in topics:
        first = events[topic].shift
        if not events[topic].days or days[0] <= first:
            raise ValueError(say("reinforcement.too_early", topic=repr(topic), day=first))


def _kept(touchpoint: Touchpoint, topics: Sequence[str]) -> list[tuple[int, tuple[str, ...]]]:
    """Days and topics that a return has left without these topics."""
    rest = [
        (o.start_day, tuple(t for t in o.topics if t not in topics)) for o in touchpoint.occurrences
    ]
    return [(day, left) for day, left in rest if left]


def _on_days(kept: Sequence[tuple[int, tuple[str, ...]]]) -> dict[str, object]:
    """What of a return's fields say its days and topics."""
    topics = [about for _, about in kept]
    return {
        "start_day": kept[0][0],
        "repeat": Repeat.on((day for day, _ in kept), topics),
        "topics": tuple(dict.fromkeys(topic for about in topics for topic in about)),
    }


def _carrying(
    carrier: Touchpoint, days: Sequence[int], topics: Sequence[str], formats: Formats
) -> dict[str, object]:
    """What a return's fields become: its new days, and a question where it only reminded."""
    values: dict[str, object] = {
        "start_day": days[0],
        "days": 1,
        "repeat": Repeat.on(days),
        "topics": tuple(topics),
        "study_weight": None,
    }
    if touchpoint_weight(carrier.replace(study_weight=None), formats=formats) < 1:
        values["assessment"] = ("knowledge",)
    return values


def _new(plan: Plan, days: Sequence[int], topics: Sequence[str], formats: Formats) -> Touchpoint:
    """A touchpoint of its own that brings topics back on these days, each time with a question."""
    taken = set(plan.by_id)
    number = next(n for n in range(1, len(taken) + 2) if f"returns-{n}" not in taken)
    return _format_of_returns(formats).touchpoint(
        f"returns-{number}",
        title=say("reinforcement.title", topics=listed(topics))[:_LONGEST_TITLE],
        purpose=RETURNS,
        stage="after",
        start_day=days[0],
        days=1,
        repeat=Repeat.on(days),
        learner_minutes=_MINUTES,
        topics=tuple(topics),
        assessment=("knowledge",),
        materials=(),
        why=say("reinforcement.why"),
        origin="edited",
    )


def _format_of_returns(formats: Formats) -> LearningFormat:
    """The format that is made to bring topics back: more than a prompt, and done alone."""

    def made_for_it(each: LearningFormat) -> bool:
        return each.modality == "self_paced" and each.purposes[:1] == (RETURNS,) and not each.light

    return next(filter(made_for_it, (*formats.values(), *shipped_formats().values())))


# --------------------------------------------------------------------------------- first gaps

WEEK_DAYS, YEAR_DAYS = 7, 365
MOST_GAP_DAYS = 14
"""Composing keeps a unit together: a longer wait would scatter it over the journey."""


def first_gap_band(delay_days: float, catalogue: Catalogue) -> tuple[float, float]:
    """Return the shortest and longest recommended first gap, in days.

    Parameters
    ----------
    delay_days
        Days from the first exposure to the day up to which it has to be remembered.
    catalogue
        Its thresholds `gap_share_*` are shares of the delay, in per cent.
    """
    delay = max(delay_days, 1.0)
    along = (log(delay) - log(WEEK_DAYS)) / (log(YEAR_DAYS) - log(WEEK_DAYS))
    along = min(1.0, max(0.0, along))
    low, high = (
        (1 - along) * catalogue.threshold(f"gap_share_{end}_week")
        + along * catalogue.threshold(f"gap_share_{end}_year")
        for end in ("low", "high")
    )
    return low / 100 * delay, high / 100 * delay


def first_gap_days(delay_days: float, catalogue: Catalogue) -> int:
    """Return the gap to plan with: whole weeks where the band holds one, else its shorter end."""
    low, high = first_gap_band(delay_days, catalogue)
    weeks = ceil(low / WEEK_DAYS) * WEEK_DAYS
    return min(MOST_GAP_DAYS, weeks if weeks <= high else max(1, ceil(low)))
