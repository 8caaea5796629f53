"""Recall by topic, as planned, unreinforced and met once: the numbers of the chart.

Topics that a plan treats alike share one *schedule*. The line is what can be expected of everybody
who was invited, by material, dose and participation; the band runs over the memory models and from
few to many taking part, because neither is known and a reader must see it (see
`blendnb.spacing.expected_recall`). With a memory model of one's own choice the line is that model's
alone, for a learner who meets everything. Nothing here is a forecast for anybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from blendnb.domain.catalogue import Catalogue
from blendnb.domain.edits import Remove, apply_edit
from blendnb.domain.learning_format import Formats
from blendnb.domain.plan import Plan
from blendnb.spacing.events import StudyEvents, encounters, material_of, study_events
from blendnb.spacing.expected_recall import (
    ASSUMED,
    MATERIALS,
    MOST_WORKED_OUT,
    Assumptions,
    Encounters,
    Material,
    evenly,
    expected_recall,
)
from blendnb.spacing.models import MemoryModel, memory_models

COURSE = MATERIALS["course"]
WITH, WITHOUT, ONCE = "plan", "without", "once"
_NAMED_DAY = 90
_LEAST_AFTER_DAYS = 90
_JUST_AFTER_DAYS = 0.02
_AGES = (_JUST_AFTER_DAYS, *(0.25 * 1.8**power for power in range(17)))
"""Days since a study at which a curve is drawn: close together where it falls fast."""


@dataclass(frozen=True)
class Studies:
    """When topics are studied, and how likely each of it is to be met."""

    events: StudyEvents = field(default_factory=StudyEvents)
    met: Encounters = field(default_factory=Encounters)

    @property
    def once(self) -> "Studies":
        """The first teaching alone: what forgetting leaves of a topic that never comes back."""
        met = self.met.once
        at = slice(self.met.taught, self.met.taught + 1)
        touchpoints = self.events.touchpoints[at]
        return Studies(
            StudyEvents((0,)[: len(met)], (1.0,)[: len(met)], touchpoints, met.shift), met
        )


@dataclass(frozen=True)
class TopicSchedule:
    """When some topics are studied, and when they would be without reinforcement."""

    topics: tuple[str, ...]
    planned: Studies
    without: Studies
    material: Material = COURSE
    """How fast it is forgotten."""

    @property
    def events(self) -> StudyEvents:
        """The days on which the plan has the topics studied."""
        return self.planned.events

    @property
    def returns(self) -> int:
        """How often the topics come back after their first study."""
        return max(len(self.events.days) - 1, 0)

    @property
    def once(self) -> Studies:
        """The first study alone."""
        return self.planned.once

    @property
    def reinforced(self) -> bool:
        """Whether reinforcement adds anything."""
        return _studied(self.planned) != _studied(self.without)


@dataclass(frozen=True)
class Recall:
    """Recall of everything that a plan teaches."""

    schedules: tuple[TopicSchedule, ...]
    model: MemoryModel | None
    """The one whose curve is drawn alone; None for what can be expected of everybody."""
    last_day: int
    """Of the journey."""
    until_day: int
    """Of the chart: twice the journey, and at least 90 days more."""
    assumptions: Assumptions = ASSUMED

    def curve(self, studies: Studies, material: Material = COURSE) -> "RecallCurve":
        """Return the curve of these studies; each is worked out once."""
        named = (float(self.last_day + 1), float(self.named_day))
        if self.model:
            return _curve_of_model(studies.events, self.until_day, named, self.model)
        return _curve(studies, material, self.until_day, named, self.assumptions)

    def band(
        self, studies: Studies, day: int, material: Material = MATERIALS["course"]
    ) -> tuple[float, float]:
        """Return the least and the greatest recall over models and doses.

        The day is the one after the journey's last, the named one, or the last of the chart.
        """
        curve = self.curve(studies, material)
        index = curve.days.index(day)
        return float(curve.low[index]), float(curve.high[index])

    def on_day(self, studies: Studies, day: int, material: Material = COURSE) -> float:
        """Return the line's recall on one of these days."""
        curve = self.curve(studies, material)
        return float(curve.recall[curve.days.index(day)])

    @property
    def named_day(self) -> int:
        """The day that sentences compare on: day 90, or the one after a longer journey."""
        return max(_NAMED_DAY, self.last_day + 1)

    def on_named_day(self, *, once: bool = False) -> tuple[float, float]:
        """Return the least and the greatest line over the topics on that day.

        With `once`, of topics that were met once and never again.
        """
        lines = [
            self.on_day(s.once if once else s.planned, self.named_day, s.material)
            for s in self.schedules
        ]
        return min(lines), max(lines)

    def at_least(self) -> float:
        """Return the low edge on the named day: what holds for every topic, model and dose."""
        return min(self.band(s.planned, self.named_day, s.material)[0] for s in self.schedules)

    def unsure(self) -> tuple[float, float]:
        """Return how far models, and how far taking part, move recall on the named day."""
        expected = [
            expected_recall(
                s.planned.met, [self.named_day - s.planned.met.shift],
                material=s.material, assumptions=self.assumptions,
            )
            for s in self.schedules
        ]  # fmt: skip
        return (
            max((float(e.points_between_models[0]) for e in expected), default=0.0),
            max((float(e.points_between_doses[0]) for e in expected), default=0.0),
        )


@dataclass(frozen=True)
class RecallCurve:
    """Recall at the corners of one curve: the line, and the range over models and doses."""

    days: tuple[float, ...]
    recall: np.ndarray
    low: np.ndarray
    high: np.ndarray


# While a plan is edited, most of its topics keep their days.
@lru_cache(maxsize=512)
def _curve(
    studies: Studies,
    material: Material,
    until_day: int,
    named_days: tuple[float, ...],
    assumptions: Assumptions,
) -> RecallCurve:
    days = sorted({*drawn_days(studies.events, until_day), *named_days})
    at = np.asarray(days) - studies.met.shift
    expected = expected_recall(studies.met, at, material=material, assumptions=assumptions)
    return RecallCurve(tuple(days), expected.line, expected.low, expected.high)


@lru_cache(maxsize=512)
def _curve_of_model(
    events: StudyEvents, until_day: int, named_days: tuple[float, ...], model: MemoryModel
) -> RecallCurve:
    days = sorted({*drawn_days(events, until_day), *named_days})
    at = np.asarray(days) - events.shift
    band = np.array([m.recall(events.days, at, events.weights) for m in memory_models()])
    own = model.recall(events.days, at, events.weights)
    return RecallCurve(tuple(days), own, band.min(axis=0), band.max(axis=0))


def recall_of(
    plan: Plan,
    model: str | MemoryModel | None = None,
    formats: Formats | None = None,
    assumptions: Assumptions = ASSUMED,
) -> Recall:
    """Work out the recall of a plan.

    Parameters
    ----------
    plan
        The plan.
    model
        A memory model, or its id, whose curve alone is drawn; by default what can be expected of
        everybody who was invited.
    formats
        The formats that are known; the shipped ones by default.
    assumptions
        About dose and participation; a catalogue's thresholds make some.

    Raises
    ------
    ValueError
        If there is no such memory model.
    """
    last = plan.last_day
    return Recall(
        schedules=schedules(plan, formats, assumptions),
        model=None if model is None else memory_models([model])[0],
        last_day=last,
        until_day=max(2 * last, last + _LEAST_AFTER_DAYS),
        assumptions=assumptions,
    )


def recall_by(plan: Plan, catalogue: Catalogue) -> Recall:
    """Work out the recall of a plan as a catalogue has it: its formats, and what it assumes.

    Everything that shows recall beside a comparison, a lever or an audit asks here, so that all of
    them rest on the same thresholds.
    """
    assumptions = Assumptions.of(catalogue.thresholds)
    return recall_of(plan, formats=catalogue.formats, assumptions=assumptions)


def schedules(
    plan: Plan, formats: Formats | None = None, assumptions: Assumptions = ASSUMED
) -> tuple[TopicSchedule, ...]:
    """Return the schedules of all topics that are studied, those of equal topics as one."""
    full = _studies(plan, formats, assumptions)
    reduced = _studies(_without_reinforcement(plan), formats, assumptions)
    together: dict[object, list[str]] = {}
    for topic, studies in full.items():
        if studies.events.days:
            other = reduced.get(topic, Studies())
            key = (_studied(studies), _studied(other), material_of(plan, topic))
            together.setdefault(key, []).append(topic)
    return tuple(
        TopicSchedule(
            tuple(topics),
            full[topics[0]],
            reduced.get(topics[0], Studies()),
            material_of(plan, topics[0]),
        )
        for topics in together.values()
    )


def _studies(plan: Plan, formats: Formats | None, assumptions: Assumptions) -> dict[str, Studies]:
    met = encounters(plan, assumptions, formats)
    return {
        topic: Studies(events, met.get(topic, Encounters()))
        for topic, events in study_events(plan, formats=formats).items()
    }


def _without_reinforcement(plan: Plan) -> Plan:
    ids = tuple(t.id for t in plan.touchpoints if t.purpose == "reinforce")
    return apply_edit(plan, Remove(ids=ids)) if ids else plan


def _studied(studies: Studies) -> object:
    """What decides about recall: on which days, how strongly, how likely."""
    return studies.events.plan_days, studies.events.weights, studies.met


def series_of(schedule: TopicSchedule) -> Iterable[tuple[str, Studies]]:
    """Yield the series of a schedule that are drawn: `plan`, `without`, `once`."""
    yield WITH, schedule.planned
    if schedule.reinforced and schedule.without.events.days:
        yield WITHOUT, schedule.without
    if schedule.returns:
        yield ONCE, schedule.once


def drawn_days(events: StudyEvents, until_day: int) -> list[float]:
    """Return the days at which a curve has its corners, up to `until_day`.

    Each study gives two, just before it and just after; the fall after it gets closer points first.
    """
    study_days = events.plan_days
    starts = [study_days[number] for number in evenly(len(study_days), MOST_WORKED_OUT)]
    ends = (*starts[1:], until_day)
    days: list[float] = []
    for start, end in zip(starts, ends, strict=True):
        days.extend(start + age for age in _AGES if start + age < end)
        days.append(float(end))
    return days
