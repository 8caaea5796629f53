"""What composing knows before the first touchpoint is placed.

Composing works on the *resolved* brief: assumed values compose the plan (and are listed with it),
though they never argue for a model. Formats are taken from the recommendation's choice where they
can be, so that the plan uses the few formats that were argued for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from blendnb.designing.facts import facts_of
from blendnb.designing.free_days import DAYS_IN_WEEK, FreeDays
from blendnb.designing.recommend.formats import choose_formats
from blendnb.designing.recommend.rules import vetoed
from blendnb.designing.reinforcement import first_gap_days
from blendnb.designing.stand_ins import first_in
from blendnb.designing.ways_to_meet import WaysToMeet
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Archetype, Catalogue, LearningFormat, Slot
from blendnb.domain.conditions import holds

LEAD_DAYS = 42
"""How far before the launch a touchpoint may lie: six weeks of pre-work at most."""


SAFE_PLACE = "practice_lab"
MUCH_PROCEDURE = 0.4
"""Share of procedures in the content from which they are tried where mistakes cost nothing."""
MOST_IS_THERE = 0.5
"""Part of the topics from which what is there already decides a row's format."""
Placing = Literal["recall", "equal", "expanding"]


@dataclass(frozen=True, slots=True)
class Returning:
    """How reinforcement is laid out, where another way than the usual one is asked for."""

    count: int
    """Returns of each topic."""
    placing: Placing = "recall"
    """Where recall gains most, in equal gaps, or in gaps that double."""


@dataclass(frozen=True)
class Context:
    """The brief with its gaps filled, the pattern to fill, and what may be used where."""

    brief: Brief
    """As stated."""
    full: Brief
    """With assumed values."""
    facts: Mapping[str, Any]
    catalogue: Catalogue
    archetype: Archetype
    allowed: frozenset[str]
    """Formats that nothing excludes."""
    chosen: frozenset[str]
    """Formats that the format choice argues for."""
    free: FreeDays
    gap_days: int
    """Recommended days from first exposure to first return."""
    returning: Returning | None = None
    deadlines: Mapping[str, int] = field(default_factory=dict)
    """Day by which a topic is met, practised and checked, where the brief sets one."""
    topics: tuple[str, ...] = ()
    """In the order in which they are taught: prerequisites first, then what is needed first."""
    topic_hours: Mapping[str, float] = field(default_factory=dict)
    """Hours of content of the topics that have their own."""
    reserved: float = 0.0
    """Minutes of the learners' time that checks, returns and talks take from content."""

    @property
    def ready_by(self) -> int:
        """The day by which people must be able to do it: of the programme, else its last day."""
        stated = ready_day(self.full)
        return self.last_day if stated is None else min(stated, self.last_day)

    def deadline(self, topics: Iterable[str]) -> int:
        """Return the last day of learning these topics."""
        return min([self.ready_by, *(self.deadlines.get(topic, self.ready_by) for topic in topics)])

    def sets_deadline(self, topics: Iterable[str]) -> bool:
        """Whether the brief says by when any of these topics counts."""
        return self.ready_by < self.last_day or not self.deadlines.keys().isdisjoint(topics)

    @property
    def last_day(self) -> int:
        """Last day of the window."""
        return self.weeks * 7 - 1

    @property
    def weeks(self) -> int:
        """Length of the window."""
        return int(self.facts["schedule.weeks"])

    @property
    def content_minutes(self) -> float:
        """How much there is to learn."""
        return float(self.facts["content.hours"]) * 60

    def wants(self, slot: Slot) -> bool:
        """Whether the archetype's row belongs into this journey."""
        if not holds(slot.when, self.facts):
            return False
        if slot.optional and slot.per == "session" and self.few:
            return True
        return not slot.optional or not self.chosen.isdisjoint(slot.formats)

    @property
    def few(self) -> bool:
        """Whether so few people learn that they talk and read instead of having things built."""
        return bool(self.facts["audience.size"] <= self.catalogue.threshold("small_population"))

    def format_for(self, slot: Slot) -> LearningFormat | None:
        """Return the format that fills a row: an argued one, else any allowed, else none."""
        there = [i for i in slot.formats if self.part_there(i) >= MOST_IS_THERE]
        chosen = first_in(self._as_people_meet(slot.formats) or there, self.allowed)
        if chosen is None and self._tries_in_safety(slot):
            chosen = SAFE_PLACE
        if chosen is None:
            few = self._few_read(slot.formats)
            chosen = first_in(few, self.chosen & self.allowed, self.allowed)
        return None if chosen is None else self.catalogue.formats[chosen]

    def part_there(self, format_id: str) -> float:
        """Return which part of the topics there is something for already, in this format.

        Something without a format is a document: there to be read.
        """
        covered: set[str] = set()
        for each in self.brief.content.existing:
            if (each.format or "reading") == format_id:
                covered |= set(each.topics or self.topics)
        return len(covered.intersection(self.topics)) / (len(self.topics) or 1)

    def _as_people_meet(self, formats: tuple[str, ...]) -> tuple[str, ...]:
        """The room, where people can walk into one and are few enough."""
        if not self.meets_in_person:
            return ()
        return tuple(i for i in formats if self.catalogue.formats[i].delivery == "in_person")

    def _tries_in_safety(self, slot: Slot) -> bool:
        """Whether procedures are tried in a sandbox that is there."""
        there = SAFE_PLACE in slot.formats and SAFE_PLACE in self.allowed
        much = self.full.mix.get("procedural", 0.0) >= MUCH_PROCEDURE
        return there and much and slot.purpose == "practice"

    def _few_read(self, formats: tuple[str, ...]) -> tuple[str, ...]:
        """Put a document before a module that nobody would build for a handful of people."""
        if not self.few or "reading" not in formats or "reading" not in self.allowed:
            return formats
        return ("reading",)

    @property
    def meets_in_person(self) -> bool:
        """Whether live sessions happen in a room rather than online."""
        most = self.catalogue.threshold("in_person_max_size")
        return WaysToMeet.of(self.facts).gather(self.facts["audience.size"], most)


def context_for(
    brief: Brief,
    catalogue: Catalogue,
    blend_model: str,
    *,
    flipped: bool,
    reinforced: bool,
    returning: Returning | None = None,
) -> Context:
    """Prepare composing one blend model for a brief."""
    full = brief.resolved
    facts = {**facts_of(full), "flipped": flipped, "reinforced": reinforced}
    closed = vetoed(facts, catalogue)
    allowed = frozenset(id_ for id_ in catalogue.formats if id_ not in closed)
    facts["live.possible"] = any("live_practice" in catalogue.formats[i].gives for i in allowed)
    choice = choose_formats(facts, catalogue, blend_model, flipped=flipped, reinforced=reinforced)
    last_day = int(facts["schedule.weeks"]) * DAYS_IN_WEEK - 1
    deadlines = _deadlines(full, last_day)
    return Context(
        brief=brief,
        full=full,
        facts=facts,
        catalogue=catalogue,
        archetype=catalogue.archetypes[blend_model],
        allowed=allowed,
        chosen=frozenset(choice.ids),
        free=_days_to_use(full, last_day),
        gap_days=first_gap_days(last_day + 1, catalogue),
        returning=returning,
        deadlines=deadlines,
        topics=_in_order(full, deadlines),
        topic_hours={topic.name: topic.hours for topic in full.topics if topic.hours},
    )


ANY_MONDAY = date(2024, 1, 1)
"""An undated plan is laid out as if its launch were a Monday: week n begins on day 7(n-1)."""


def _days_to_use(full: Brief, last_day: int) -> FreeDays:
    """Return the days before and in the window; none where the window itself has no free day."""
    schedule = full.schedule
    start = schedule.start or ANY_MONDAY
    blackout = schedule.blackout if schedule.start else ()
    wide = FreeDays(-LEAD_DAYS, last_day, start, blackout)
    if wide.days and wide.days[-1] >= 0:
        return wide
    # Only days before the launch would be left: keep to the window, weekends and all.
    return FreeDays(0, last_day, start, blackout)


# ---------------------------------------------------------------------------------- deadlines


def ready_day(full: Brief) -> int | None:
    """Return the last day of the week by which people must be able to do it; None if not stated."""
    week = full.schedule.ready_by
    return None if week is None else DAYS_IN_WEEK * week - 1


def moment_day(week: int) -> int:
    """Return the day of a week on which a moment is expected: its fifth."""
    return DAYS_IN_WEEK * (week - 1) + DAYS_IN_WEEK - 3


def _deadlines(full: Brief, last_day: int) -> dict[str, int]:
    """Return the day by which each topic must be practised: its own, or the eve of its moment.

    What a topic builds on is never later than the topic itself.
    """
    days = {t: min(DAYS_IN_WEEK * week - 1, last_day) for t, week in full.ready_weeks.items()}
    for moment in full.moments:
        if moment.week is not None and moment.stands_still:
            for topic in moment.topics:
                if topic in full.topics_by_name:
                    eve = moment_day(moment.week) - 1
                    days[topic] = max(0, min(eve, days.get(topic, last_day)))
    for topic in reversed(full.topics_in_order):
        for earlier in full.topics_by_name[topic].after:
            if topic in days and earlier in full.topics_by_name:
                days[earlier] = min(days[topic], days.get(earlier, days[topic]))
    return days


def _in_order(full: Brief, deadlines: Mapping[str, int]) -> tuple[str, ...]:
    """Return the topics as they are taught: after what they build on, then by when they count."""
    ordered: list[str] = []
    waiting = sorted(full.topics_in_order, key=lambda topic: deadlines.get(topic, LATE))
    while waiting:
        known = {*ordered}
        ready = (t for t in waiting if known.issuperset(_before(full, t)))
        # A circle in the brief has no beginning: then the next in line is one.
        first = next(ready, waiting[0])
        ordered.append(first)
        waiting.remove(first)
    return tuple(ordered)


def _before(full: Brief, topic: str) -> set[str]:
    """The topics that a topic comes after."""
    return set(full.topics_by_name[topic].after) & full.topics_by_name.keys() - {topic}


LATE = 10_000
"""Later than any day of a plan."""
