"""From a plan to study events: which touchpoint lets whom meet which topic, and how strongly.

A memory model knows days and weights; a plan knows workshops, modules and nudges.  In between
stands a judgement: producing an answer from memory strengthens it more than seeing it again, and
having the answer in view does nothing.  Each touchpoint falls into one of four classes, by what
the learner has to do:

1. its own `study_weight`, where somebody set one;
2. an assessment makes it a retrieval;
3. else its format and purpose decide.

The order of the classes has support; the numbers of `STUDY_WEIGHTS` are design assumptions, to be
shown as assumed and changed freely.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from blendnb.domain.plan import Occurrence, Plan, Touchpoint


class StudyClass(StrEnum):
    """What an encounter asks of memory."""

    RETRIEVAL = "retrieval"
    """The answer or the act must be produced from memory."""
    GUIDED_RETRIEVAL = "guided_retrieval"
    """Partly prompted."""
    RESTUDY = "restudy"
    """Seen or heard again."""
    NONE = "none"
    """The answer is in view, or there is no content."""


STUDY_WEIGHTS: Final[Mapping[StudyClass, float]] = MappingProxyType(
    {
        StudyClass.RETRIEVAL: 1.0,
        StudyClass.GUIDED_RETRIEVAL: 0.7,
        StudyClass.RESTUDY: 0.5,
        StudyClass.NONE: 0.0,
    }
)
"""Weight of each class: design assumptions (only their order has support), open to change."""

_TESTS = frozenset({"knowledge_check", "scenario_assessment", "performance_task"})
_DOING = frozenset({"practice_lab", "on_the_job_assignment"})
_WORKSHOPS = frozenset({"virtual_workshop", "in_person_workshop"})
_WITH_OTHERS = frozenset({"coaching", "manager_check_in", "social_task"}) | _WORKSHOPS
_SHOWING = frozenset({"self_paced_module", "microlearning", "video_demo"})
_IN_VIEW = frozenset(
    {
        "job_aid",
        "performance_support",
        "message",
        "nudge",
        "office_hours",
        "community_of_practice",
    }
)
_FRAMING = frozenset({"launch", "support", "close"})
_USING = frozenset({"practice", "apply", "reinforce"})
_PRESENTING = frozenset({"inform", "demonstrate"})


def study_class(learning_format: str, purpose: str, *, assessed: bool = False) -> StudyClass:
    """Return the class of an encounter from its format and purpose.

    Parameters
    ----------
    learning_format, purpose : str
        Ids of the format and the purpose; a format of one's own counts by its purpose.
    assessed : bool
        Whether the touchpoint carries an assessment, which makes it a retrieval.

    Examples
    --------
    >>> study_class("virtual_workshop", "practice").value
    'guided_retrieval'
    >>> study_class("nudge", "reinforce").value
    'none'
    >>> study_class("nudge", "reinforce", assessed=True).value
    'retrieval'
    """
    if assessed or learning_format in _TESTS:
        return StudyClass.RETRIEVAL
    if purpose in _FRAMING or learning_format in _IN_VIEW:
        return StudyClass.NONE
    if learning_format in _SHOWING:
        return StudyClass.RESTUDY
    if purpose in _USING:
        return _class_of_use(learning_format)
    if purpose == "assess":
        return StudyClass.RETRIEVAL
    return StudyClass.RESTUDY if purpose in _PRESENTING else StudyClass.NONE


def _class_of_use(learning_format: str) -> StudyClass:
    """The class of practising, applying or reinforcing."""
    if learning_format in _DOING:
        return StudyClass.RETRIEVAL
    return StudyClass.GUIDED_RETRIEVAL if learning_format in _WITH_OTHERS else StudyClass.NONE


@dataclass(frozen=True)
class StudyEvents:
    """A learner's encounters with one topic, ready for `recall`.

    Attributes
    ----------
    days : tuple of int
        Study days, the first one 0.
    weights : tuple of float
        Weight of each, above 0; the first one 1.
    touchpoints : tuple of tuple of str
        Ids of the touchpoints behind each event; several where they share a day.
    shift : int
        The plan's day of the first event: ``days[i] + shift`` is a day of the plan.
    """

    days: tuple[int, ...] = ()
    weights: tuple[float, ...] = ()
    touchpoints: tuple[tuple[str, ...], ...] = ()
    shift: int = 0

    @property
    def plan_days(self) -> tuple[int, ...]:
        """The study days on the plan's own scale, launch being day 0."""
        return tuple(day + self.shift for day in self.days)


def touchpoint_weight(
    touchpoint: Touchpoint, weights: Mapping[StudyClass, float] = STUDY_WEIGHTS
) -> float:
    """Return the study weight of a touchpoint for each topic it is about.

    0 for one that no learner takes part in.
    """
    if "learner" not in touchpoint.roles:
        return 0.0
    if touchpoint.study_weight is not None:
        return float(touchpoint.study_weight)
    assessed = bool(touchpoint.assessment)
    return weights[study_class(touchpoint.format, touchpoint.purpose, assessed=assessed)]


def study_events(
    plan: Plan, weights: Mapping[StudyClass, float] = STUDY_WEIGHTS
) -> dict[str, StudyEvents]:
    """Return the study events of each topic of a plan.

    Parameters
    ----------
    plan : Plan
        The plan; its brief's topics come first, then others in order of appearance.
    weights : mapping of StudyClass to float, optional
        Weight of each class.

    Returns
    -------
    dict of str to StudyEvents
        Empty events for a topic that no touchpoint lets anybody study.

    Notes
    -----
    A touchpoint of several days counts once, on its last day; a standing one never; each
    occurrence of a repeat once, for that occurrence's topics.  Events of one day merge into one
    with the largest weight, and the first event of a topic is its first study, at weight 1.
    """
    met: dict[str, dict[int, list[tuple[float, str]]]] = defaultdict(lambda: defaultdict(list))
    for topic, day, weight, touchpoint_id in _encounters(plan, weights):
        met[topic][day].append((weight, touchpoint_id))
    topics = dict.fromkeys(plan.brief.topics)
    for touchpoint in plan.touchpoints:
        topics |= dict.fromkeys(touchpoint.all_topics)
    return {topic: _events(met.get(topic, {})) for topic in topics}


def _encounters(
    plan: Plan, weights: Mapping[StudyClass, float]
) -> Iterator[tuple[str, int, float, str]]:
    """Topic, day, weight and touchpoint of everything that reaches memory."""
    for touchpoint in plan.touchpoints:
        weight = touchpoint_weight(touchpoint, weights)
        if weight <= 0.0:
            continue
        for day, topics in _ended(touchpoint.occurrences):
            for topic in dict.fromkeys(topics):
                yield topic, day, weight, touchpoint.id


def _ended(occurrences: tuple[Occurrence, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Last day and topics of the occurrences that do not stay open."""
    for occurrence in occurrences:
        if occurrence.end_day is not None:
            yield occurrence.end_day, occurrence.topics


def _events(by_day: Mapping[int, list[tuple[float, str]]]) -> StudyEvents:
    """Merge a topic's encounters into one event a day, the first at weight 1."""
    if not by_day:
        return StudyEvents()
    days = sorted(by_day)
    weights = [max(weight for weight, _ in by_day[day]) for day in days]
    return StudyEvents(
        days=tuple(day - days[0] for day in days),
        weights=(1.0, *weights[1:]),
        touchpoints=tuple(tuple(dict.fromkeys(i for _, i in by_day[day])) for day in days),
        shift=days[0],
    )
