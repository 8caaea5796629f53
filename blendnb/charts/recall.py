"""Modelled recall by topic, as planned, unreinforced and met once: the numbers of the chart.

Topics that a plan treats alike share one *schedule*. The curve is one memory model's; the band
runs from the least to the greatest of all planning models, because they disagree and a reader must
see it. Nothing here is a forecast for anybody: it is modelled recall of factual content.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from blendnb.domain.edits import Remove, apply_edit
from blendnb.domain.plan import Plan
from blendnb.spacing.events import StudyEvents, study_events
from blendnb.spacing.models import MemoryModel, memory_models

Studied = tuple[tuple[int, ...], tuple[float, ...]]
WITH, WITHOUT, ONCE = "plan", "without", "once"
_NAMED_DAY = 90
_LEAST_AFTER_DAYS = 90
_JUST_AFTER_DAYS = 0.02
_AGES = (_JUST_AFTER_DAYS, *(0.25 * 1.6**power for power in range(22)))
"""Days since a study at which a curve is drawn: close together where it falls fast."""


@dataclass(frozen=True)
class Schedule:
    """When some topics are studied, and when they would be without reinforcement."""

    topics: tuple[str, ...]
    events: StudyEvents
    without: StudyEvents

    @property
    def returns(self) -> int:
        """How often the topics come back after their first study."""
        return max(len(self.events.days) - 1, 0)

    @property
    def once(self) -> StudyEvents:
        """The first study alone: what forgetting leaves of a topic that never comes back."""
        first = self.events
        return StudyEvents(
            days=first.days[:1],
            weights=first.weights[:1],
            touchpoints=first.touchpoints[:1],
            shift=first.shift,
        )

    @property
    def reinforced(self) -> bool:
        """Whether reinforcement adds anything."""
        return _studied(self.events) != _studied(self.without)


@dataclass(frozen=True)
class Recall:
    """Modelled recall of everything that a plan teaches."""

    schedules: tuple[Schedule, ...]
    model: MemoryModel
    """The one whose curve is drawn."""
    models: tuple[MemoryModel, ...]
    """Those that the band runs over."""
    last_day: int
    """Of the journey."""
    until_day: int
    """Of the chart: twice the journey, and at least 90 days more."""

    def curve(self, events: StudyEvents) -> "Curve":
        """Return the curve of these study days and weights; each is worked out once."""
        named = (float(self.last_day + 1), float(self.named_day))
        studied = StudyEvents(events.days, events.weights, shift=events.shift)
        return _curve(studied, self.until_day, named, self.model, self.models)

    def band(self, events: StudyEvents, day: int) -> tuple[float, float]:
        """Return the least and the greatest recall over the models.

        The day is the one after the journey's last, the named one, or the last of the chart.
        """
        curve = self.curve(events)
        place = curve.days.index(day)
        return float(curve.low[place]), float(curve.high[place])

    @property
    def named_day(self) -> int:
        """The day that sentences compare on: day 90, or the one after a longer journey."""
        return max(_NAMED_DAY, self.last_day + 1)

    def on_named_day(self, *, once: bool = False) -> tuple[float, float]:
        """Return the least and the greatest recall on that day, over models and topics.

        With `once`, of topics that were met once and never again.
        """
        bands = [self.band(s.once if once else s.events, self.named_day) for s in self.schedules]
        return min(low for low, _ in bands), max(high for _, high in bands)


@dataclass(frozen=True)
class Curve:
    """Recall at the corners of one curve: the drawn model's, and the range over all of them."""

    days: tuple[float, ...]
    recall: np.ndarray
    low: np.ndarray
    high: np.ndarray


# While a plan is edited, most of its topics keep their days.
@lru_cache(maxsize=512)
def _curve(
    events: StudyEvents,
    until_day: int,
    named_days: tuple[float, ...],
    model: MemoryModel,
    models: tuple[MemoryModel, ...],
) -> Curve:
    days = sorted({*drawn_days(events, until_day), *named_days})
    at = np.asarray(days) - events.shift
    found = {m: m.recall(events.days, at, events.weights) for m in models}
    band = np.array(list(found.values()))
    own = found[model] if model in found else model.recall(events.days, at, events.weights)
    return Curve(tuple(days), own, band.min(axis=0), band.max(axis=0))


def recall_of(plan: Plan, model: str | MemoryModel = "sac") -> Recall:
    """Work out the modelled recall of a plan.

    Parameters
    ----------
    plan
        The plan.
    model
        The memory model whose curve is drawn, or its id.

    Raises
    ------
    ValueError
        If there is no such memory model.
    """
    last = plan.last_day
    (given,) = memory_models([model])
    models = tuple(memory_models())
    usual = next((m for m in models if m.id == model), None)
    return Recall(
        schedules=schedules(plan),
        model=given if usual is None else usual,
        models=models,
        last_day=last,
        until_day=max(2 * last, last + _LEAST_AFTER_DAYS),
    )


def schedules(plan: Plan) -> tuple[Schedule, ...]:
    """Return the schedules of all topics that are studied, those of equal topics as one."""
    full, reduced = study_events(plan), study_events(_without_reinforcement(plan))
    together: dict[tuple[Studied, Studied], list[str]] = {}
    for topic, events in full.items():
        if events.days:
            other = reduced.get(topic, StudyEvents())
            together.setdefault((_studied(events), _studied(other)), []).append(topic)
    return tuple(
        Schedule(tuple(topics), full[topics[0]], reduced.get(topics[0], StudyEvents()))
        for topics in together.values()
    )


def _without_reinforcement(plan: Plan) -> Plan:
    ids = tuple(t.id for t in plan.touchpoints if t.purpose == "reinforce")
    return apply_edit(plan, Remove(ids=ids)) if ids else plan


def _studied(events: StudyEvents) -> Studied:
    """What decides about recall: on which days, how strongly."""
    return events.plan_days, events.weights


def series_of(schedule: Schedule) -> Iterable[tuple[str, StudyEvents]]:
    """Yield the series of a schedule that are drawn: `plan`, `without`, `once`."""
    yield WITH, schedule.events
    if schedule.reinforced and schedule.without.days:
        yield WITHOUT, schedule.without
    if schedule.returns:
        yield ONCE, schedule.once


def drawn_days(events: StudyEvents, until_day: int) -> list[float]:
    """Return the days at which a curve has its corners, up to `until_day`.

    Each study gives two, just before it and just after; the fall after it gets closer points first.
    """
    starts = events.plan_days
    ends = (*starts[1:], until_day)
    days: list[float] = []
    for start, end in zip(starts, ends, strict=True):
        days.extend(start + age for age in _AGES if start + age < end)
        days.append(float(end))
    return days
