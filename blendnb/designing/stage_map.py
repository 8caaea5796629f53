"""The map of a journey: what happens with each topic at which stage, marked and planned.

A brief may mark cells of the map (topic, stage, purposes). A plan fills them: each occurrence has
one place on the map, its home, which is the first contact where it is the first of its topic,
sustained performance where it comes back or stays open late, and the plan's own stage otherwise. A
mark is kept by whatever serves its purpose at its stage, be it at home there or not.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from blendnb.domain.plan import Occurrence, Plan
from blendnb.domain.vocabulary import (
    MAP_STAGES,
    TEACHING_ORDER,
    MapStage,
    Modality,
)

LATE = 2 / 3
"""From this share of the window on, what comes after the core sustains it."""


class Wish(NamedTuple):
    """What a mark asks for: one purpose of one topic at one stage."""

    topic: str
    stage: MapStage
    purpose: str


@dataclass(frozen=True, slots=True)
class Filled:
    """One purpose in one cell: whether it is marked, and which touchpoints serve it."""

    purpose: str
    marked: bool
    touchpoints: tuple[str, ...]
    """Ids, in the plan's order."""

    @property
    def kept(self) -> bool:
        """Whether the plan does here what the map says."""
        return bool(self.touchpoints)


@dataclass(frozen=True, slots=True)
class StageLead:
    """The modality that leads at a stage."""

    stage: MapStage
    stated: Modality | None
    planned: Modality | None
    """That of most learner minutes; None where nothing happens."""
    minutes: dict[Modality, float]
    """Learner minutes by modality."""

    @property
    def kept(self) -> bool:
        """Whether what leads in the plan is what the brief asks for, if it asks."""
        return self.stated in (None, self.planned)


@dataclass(frozen=True)
class StageMap:
    """The map of one plan."""

    plan: Plan

    @cached_property
    def marks(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Marked purposes by topic and stage."""
        return {(mark.topic, mark.stage): mark.purposes for mark in self.plan.brief.map}

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Topics of the brief, then any that only touchpoints name."""
        return tuple(dict.fromkeys((*self.plan.brief.resolved.topic_names, *self.plan.topics)))

    @cached_property
    def mapped(self) -> frozenset[str]:
        """Topics with at least one mark."""
        return frozenset(topic for topic, _ in self.marks)

    def cell(self, topic: str, stage: MapStage) -> tuple[Filled, ...]:
        """Return the purposes of a cell, marked ones and planned ones, in the teaching order."""
        marked = self.marks.get((topic, stage), ())
        planned = self._at_home.get((topic, stage), {})
        purposes = [p for p in _in_order({*marked, *planned}) if p in marked or p in TEACHING_ORDER]
        return tuple(
            Filled(
                purpose,
                purpose in marked,
                self.serving(topic, stage, purpose)
                if purpose in marked
                else tuple(planned.get(purpose, ())),
            )
            for purpose in purposes
        )

    def serving(self, topic: str, stage: str, purpose: str) -> tuple[str, ...]:
        """Return the ids of what serves a purpose of a topic at a stage, at home there or not."""
        return tuple(self._serving.get((topic, stage, purpose), {}))

    @property
    def unserved(self) -> Iterator[Wish]:
        """What the marks ask for and nothing in the plan does."""
        for mark in self.plan.brief.map:
            for purpose in mark.purposes:
                if not self.serving(mark.topic, mark.stage, purpose):
                    yield Wish(mark.topic, mark.stage, purpose)

    @property
    def unmarked(self) -> Iterator[tuple[str, str, str]]:
        """What the plan does with a mapped topic without a mark anywhere: topic, purpose, id."""
        wanted = {(m.topic, purpose) for m in self.plan.brief.map for purpose in m.purposes}
        named: set[tuple[str, str, str]] = set()
        for occurrence in self.plan.occurrences:
            touchpoint = occurrence.touchpoint
            for topic in occurrence.topics:
                key = (topic, touchpoint.purpose, touchpoint.id)
                if (
                    topic in self.mapped
                    and touchpoint.purpose in TEACHING_ORDER
                    and key[:2] not in wanted
                    and key not in named
                ):
                    named.add(key)
                    yield key

    @cached_property
    def leads(self) -> tuple[StageLead, ...]:
        """What leads at each stage, as the brief asks and as the plan has it."""
        minutes: dict[str, dict[Modality, float]] = defaultdict(dict)
        for occurrence in self.plan.occurrences:
            touchpoint = occurrence.touchpoint
            for stage in {touchpoint.stage, self.home(occurrence)}:
                by = minutes[stage]
                by[touchpoint.modality] = (
                    by.get(touchpoint.modality, 0) + touchpoint.learner_minutes
                )
        return tuple(
            StageLead(
                stage,
                getattr(self.plan.brief.leading, stage),
                _most(minutes[stage]),
                minutes[stage],
            )
            for stage in MAP_STAGES
        )

    # ---------------------------------------------------------------------------- occurrences

    @cached_property
    def _first_met(self) -> dict[str, int]:
        met: dict[str, int] = {}
        for occurrence in self.plan.occurrences:
            if occurrence.touchpoint.purpose in (*TEACHING_ORDER, "launch"):
                for topic in occurrence.topics:
                    met[topic] = min(occurrence.start_day, met.get(topic, occurrence.start_day))
        return met

    def home(self, occurrence: Occurrence, topic: str | None = None) -> MapStage:
        """Return where an occurrence is drawn; without a topic, by the first of its own."""
        topics = occurrence.topics if topic is None else (topic,)
        if any(self._first_met.get(name) == occurrence.start_day for name in topics):
            return "first_contact"
        return "sustained" if self._late(occurrence) else occurrence.touchpoint.stage

    def _late(self, occurrence: Occurrence) -> bool:
        after = occurrence.touchpoint.stage == "after"
        return after and occurrence.due_day >= LATE * 7 * self.plan.weeks

    @cached_property
    def _at_home(self) -> dict[tuple[str, str], dict[str, dict[str, None]]]:
        cells: dict[tuple[str, str], dict[str, dict[str, None]]] = defaultdict(dict)
        for occurrence in self.plan.occurrences:
            touchpoint = occurrence.touchpoint
            for topic in occurrence.topics:
                cell = cells[topic, self.home(occurrence, topic)]
                cell.setdefault(touchpoint.purpose, {})[touchpoint.id] = None
        return cells

    @cached_property
    def _serving(self) -> dict[tuple[str, str, str], dict[str, None]]:
        served: dict[tuple[str, str, str], dict[str, None]] = defaultdict(dict)
        for occurrence in self.plan.occurrences:
            touchpoint = occurrence.touchpoint
            for topic in occurrence.topics:
                for stage in {touchpoint.stage, self.home(occurrence, topic)}:
                    served[topic, stage, touchpoint.purpose][touchpoint.id] = None
        return served


def planned_purposes(stage_map: StageMap, topic: str) -> dict[str, list[str]]:
    """Return what a plan teaches of a topic, by stage: the marks that it would keep."""
    cells = {stage: stage_map.cell(topic, stage) for stage in MAP_STAGES}
    return {
        stage: purposes
        for stage, cell in cells.items()
        if (purposes := [e.purpose for e in cell if e.kept and e.purpose in TEACHING_ORDER])
    }


def _in_order(purposes: set[str]) -> list[str]:
    """Teaching purposes in their order, then the others by name."""
    taught = [purpose for purpose in TEACHING_ORDER if purpose in purposes]
    return [*taught, *sorted(purposes - set(taught))]


def _most(minutes: dict[Modality, float]) -> Modality | None:
    return max(minutes.items(), key=lambda pair: pair[1])[0] if minutes else None
