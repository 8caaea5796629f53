"""From a plan to study events: which touchpoint lets whom meet which topic, and how strongly.

A memory model knows days and weights; a plan knows workshops, modules and nudges.  In between
stands a judgement: producing an answer from memory strengthens it more than seeing it again, and
having the answer in view does nothing.  Each touchpoint falls into one of four classes, by what
the learner has to do:

1. its own `study_weight`, where somebody set one;
2. an assessment makes it a retrieval;
3. else its format and purpose decide: a format's entry says what it asks of memory (`memory`), and
   a format that nobody described counts by its modality.

The order of the classes has support; the numbers of `STUDY_WEIGHTS` are design assumptions, to be
shown as assumed and changed freely.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from blendnb.domain.learning_format import Formats, StudyClass, shipped_formats, usual_study_class
from blendnb.spacing.expected_recall import (
    ASSUMED,
    MATERIALS,
    Assumptions,
    Encounters,
    Material,
    Triple,
    expected_recall,
)

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike

    from blendnb.domain.plan import Occurrence, Plan, Touchpoint
    from blendnb.domain.vocabulary import Modality


STUDY_WEIGHTS: Final[Mapping[StudyClass, float]] = MappingProxyType(
    {
        StudyClass.RETRIEVAL: 1.0,
        StudyClass.GUIDED_RETRIEVAL: 0.7,
        StudyClass.RESTUDY: 0.5,
        StudyClass.NONE: 0.0,
    }
)
"""Weight of each class: design assumptions (only their order has support), open to change."""


_UNKNOWN_MINUTES = 5.0
HALF_A_YEAR: Final = 180
"""Days: how long after a journey it is asked what is left of it."""


def study_class(
    learning_format: str,
    purpose: str,
    *,
    assessed: bool = False,
    modality: Modality = "self_paced",
    formats: Formats | None = None,
) -> StudyClass:
    """Return the class of an encounter from its format and purpose.

    Parameters
    ----------
    learning_format, purpose : str
        Ids of the format and the purpose.
    assessed : bool
        Whether the touchpoint carries an assessment, which makes it a retrieval.
    modality : str, optional
        Of the touchpoint: it decides where the format is not among those that are known.
    formats : mapping of str to LearningFormat, optional
        The formats that are known; the shipped ones by default.

    Examples
    --------
    >>> study_class("virtual_workshop", "practice").value
    'guided_retrieval'
    >>> study_class("nudge", "reinforce").value
    'none'
    >>> study_class("nudge", "reinforce", assessed=True).value
    'retrieval'
    """
    if assessed:
        return StudyClass.RETRIEVAL
    known = (shipped_formats() if formats is None else formats).get(learning_format)
    return usual_study_class(modality, purpose) if known is None else known.study_class(purpose)


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
    touchpoint: Touchpoint,
    weights: Mapping[StudyClass, float] = STUDY_WEIGHTS,
    formats: Formats | None = None,
) -> float:
    """Return the study weight of a touchpoint for each topic it is about.

    0 for one that no learner takes part in.
    """
    if "learner" not in touchpoint.roles:
        return 0.0
    if touchpoint.study_weight is not None:
        return float(touchpoint.study_weight)
    asked = study_class(
        touchpoint.format,
        touchpoint.purpose,
        assessed=bool(touchpoint.assessment),
        modality=touchpoint.modality,
        formats=formats,
    )
    return weights[asked]


def study_events(
    plan: Plan,
    weights: Mapping[StudyClass, float] = STUDY_WEIGHTS,
    formats: Formats | None = None,
) -> dict[str, StudyEvents]:
    """Return the study events of each topic of a plan.

    Parameters
    ----------
    plan : Plan
        The plan; its brief's topics come first, then others in order of appearance.
    weights : mapping of StudyClass to float, optional
        Weight of each class.
    formats : mapping of str to LearningFormat, optional
        The formats that are known, those of a working folder among them; the shipped ones by
        default.

    Returns
    -------
    dict of str to StudyEvents
        Empty events for a topic that no touchpoint lets anybody study.

    Notes
    -----
    A touchpoint of several days counts once, on its last day; one that stays open never; each
    occurrence of a repeat once, for that occurrence's topics.  Events of one day merge into one
    with the largest weight, and the first event of a topic is its first study, at weight 1.
    """
    met: dict[str, dict[int, list[tuple[float, str]]]] = defaultdict(lambda: defaultdict(list))
    for topic, day, weight, touchpoint_id in _encounters(plan, weights, formats):
        met[topic][day].append((weight, touchpoint_id))
    topics = dict.fromkeys(plan.brief.topic_names)
    for touchpoint in plan.touchpoints:
        topics |= dict.fromkeys(touchpoint.all_topics)
    return {topic: _events(met.get(topic, {})) for topic in topics}


def _encounters(
    plan: Plan, weights: Mapping[StudyClass, float], formats: Formats | None
) -> Iterator[tuple[str, int, float, str]]:
    """Topic, day, weight and touchpoint of everything that reaches memory."""
    for touchpoint in plan.touchpoints:
        weight = touchpoint_weight(touchpoint, weights, formats)
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


def encounters(
    plan: Plan,
    assumptions: Assumptions = ASSUMED,
    formats: Formats | None = None,
    weights: Mapping[StudyClass, float] = STUDY_WEIGHTS,
) -> dict[str, Encounters]:
    """Return how each topic of a plan may be met: the same days as `study_events`, with chances.

    Parameters
    ----------
    plan
        The plan.
    assumptions
        How much of a topic an encounter reaches, and who takes part. A touchpoint's own
        `participation` comes before what is assumed of its modality.
    formats, weights
        As in `study_events`.

    Notes
    -----
    The minutes of an occurrence, or else the usual ones of its format, are shared among its topics.
    On a day with several touchpoints the strongest counts, with all the minutes; whoever comes to
    one is taken to come to the others.
    The first teaching (the first encounter that informs, demonstrates or lets people practise)
    covers most of a topic by itself; its minutes say how many elements the topic has.
    """
    met: dict[str, dict[int, list[_Meeting]]] = defaultdict(lambda: defaultdict(list))
    for touchpoint in plan.touchpoints:
        weight = touchpoint_weight(touchpoint, weights, formats)
        if weight <= 0.0:
            continue
        for occurrence in touchpoint.occurrences:
            about = tuple(dict.fromkeys(occurrence.topics))
            if occurrence.end_day is None:
                continue
            minutes = touchpoint.learner_minutes or _usual_minutes(touchpoint, formats)
            meeting = _Meeting(weight, minutes / max(len(about), 1), touchpoint)
            for topic in about:
                met[topic][occurrence.end_day].append(meeting)
    topics = dict.fromkeys([*plan.brief.topic_names, *plan.topics])
    return {topic: _chances(met.get(topic, {}), assumptions) for topic in topics}


def _usual_minutes(touchpoint: Touchpoint, formats: Formats | None) -> float:
    """The minutes of a format, for a touchpoint that says nothing of its time."""
    known = (shipped_formats() if formats is None else formats).get(touchpoint.format)
    return known.minutes if known else _UNKNOWN_MINUTES


class _Meeting(NamedTuple):
    weight: float
    minutes: float
    touchpoint: Touchpoint


def _chances(by_day: Mapping[int, list[_Meeting]], assumed: Assumptions) -> Encounters:
    """Return one topic's encounters, one a day, the first on day 0."""
    days = sorted(by_day)
    if not days:
        return Encounters()
    taught = next((d for d in days if any(_teaches(m.touchpoint) for m in by_day[d])), days[0])
    elements = assumed.elements(sum(meeting.minutes for meeting in by_day[taught]))
    strength = [max(meeting.weight for meeting in by_day[day]) for day in days]
    reach = [
        assumed.reach(
            sum(assumed.attempts(m.minutes, m.weight, elements) for m in by_day[day]), weight
        )
        if day != taught
        else (assumed.coverage,) * 3
        for day, weight in zip(days, strength, strict=True)
    ]
    parts = [[_taking_part(m.touchpoint, assumed) for m in by_day[day]] for day in days]
    return Encounters(
        days=tuple(float(day - days[0]) for day in days),
        weights=tuple(strength),
        reach=tuple(reach),
        participation=tuple(max(of_day, key=lambda triple: triple[1]) for of_day in parts),
        shift=days[0],
        taught=days.index(taught),
    )


def _teaches(touchpoint: Touchpoint) -> bool:
    return touchpoint.purpose in {"inform", "demonstrate", "practice"}


def _taking_part(touchpoint: Touchpoint, assumed: Assumptions) -> Triple:
    """Its own share, which is known; else what is assumed of its modality."""
    own = touchpoint.participation
    return assumed.taking_part(touchpoint.modality) if own is None else (own, own, own)


def curve(
    plan: Plan,
    at: ArrayLike | None = None,
    *,
    material: str | Material | None = None,
    assumptions: Assumptions = ASSUMED,
    formats: Formats | None = None,
) -> pd.DataFrame:
    """Return what can be expected of each topic of a plan, over everybody who was invited.

    Parameters
    ----------
    plan
        The plan.
    at : array_like, optional
        Days of the plan, launch being 0; by default every day up to half a year after its end.
    material
        How fast everything is forgotten; by default as `material_of` says of each topic.
    assumptions
        About dose and participation.
    formats
        The formats that are known; the shipped ones by default.

    Returns
    -------
    DataFrame
        Columns topic, day, recall (the median of the memory models at the middle dose), low, high
        (over models and doses) and once (the first teaching alone); one row a topic and day.

    Examples
    --------
    >>> import blendnb as bl
    >>> curve(bl.design(blueprint="crm_rollout"), [90]).columns.tolist()
    ['topic', 'day', 'recall', 'low', 'high', 'once']
    """
    import pandas as pd

    days = np.arange(plan.last_day + HALF_A_YEAR + 1) if at is None else np.atleast_1d(at)
    frames = []
    for topic, met in encounters(plan, assumptions, formats).items():
        about = material_of(plan, topic) if material is None else material
        expected, once = (
            expected_recall(m, days - m.shift, material=about, assumptions=assumptions)
            for m in (met, met.once)
        )
        values = {"recall": expected.line, "low": expected.low, "high": expected.high}
        frames.append(pd.DataFrame({"topic": topic, "day": days, **values, "once": once.line}))
    empty = pd.DataFrame(columns=["topic", "day", "recall", "low", "high", "once"])
    return pd.concat(frames, ignore_index=True) if frames else empty


def material_of(plan: Plan, topic: str) -> Material:
    """Return how fast a topic is forgotten: as the plan or the brief says, else by its content.

    Knowledge of a course lasts longest; what has to be done step by step fades as skills do, and
    faster where it has to be exact, as it has where a mistake costs much.
    """
    about = plan.brief.topics_by_name.get(topic)
    stated = plan.material.get(topic) or (about and about.material)
    if isinstance(stated, str):
        return MATERIALS[stated]
    if stated:
        return Material(stated.days, stated.share)
    kind = (about and about.kind) or _main_kind(plan)
    if kind == "procedural":
        return MATERIALS[
            "accuracy" if plan.brief.resolved.outcome.risk == "high" else "mixed_skill"
        ]
    return MATERIALS["course"]


def _main_kind(plan: Plan) -> str:
    """The kind of most of the content; procedures only where they are more than either other."""
    content = plan.brief.resolved.content
    others = max(content.conceptual or 0.0, content.interpersonal or 0.0)
    return "procedural" if (content.procedural or 0.0) > others else "conceptual"
