"""The plan as the audit looks at it: read once, asked many times.

Every question and constraint looks at the same few things: what happens when, what is live, where
understanding is checked, which purposes a topic has begun. They are gathered here once, in one pass
each, so that an audit stays quick for a journey of hundreds of touchpoints.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from blendnb.designing.facts import facts_of, inputs_of
from blendnb.designing.free_days import FreeDays, free_days
from blendnb.designing.recommend.rules import vetoed
from blendnb.designing.stand_ins import first_in
from blendnb.designing.teaching_order import Begun
from blendnb.designing.ways_to_meet import WaysToMeet
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue, Veto
from blendnb.domain.plan import Occurrence, Plan, Touchpoint
from blendnb.domain.vocabulary import Delivery, Stage
from blendnb.language import lowered

THIRDS = 3
ROOM_AROUND_DAYS = 60
"""How far before and after the journey a fix may look for a free day."""


def _is_event(touchpoint: Touchpoint) -> bool:
    return touchpoint.anchor or (touchpoint.live and touchpoint.purpose != "support")


@dataclass(frozen=True)
class PlanView:
    """A plan and a catalogue, with what the audit asks about them."""

    plan: Plan
    catalogue: Catalogue

    def threshold(self, id_: str) -> float:
        """Return a threshold of the catalogue."""
        return self.catalogue.threshold(id_)

    # ------------------------------------------------------------------------- the brief

    @property
    def brief(self) -> Brief:
        """The brief with assumed values filled in."""
        return self.plan.brief.resolved

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What the brief states, and what follows from it."""
        return facts_of(self.plan.brief)

    def stated(self, *paths: str) -> tuple[str, ...]:
        """Return those key paths that the brief states."""
        return tuple(path for path in paths if path in self.plan.brief.stated)

    @property
    def short_message(self) -> bool:
        """Whether people need to know once, and little: awareness, an hour of content at most."""
        hours = self.brief.content.hours or 0.0
        little = hours <= self.threshold("awareness_short_hours")
        return little and self.brief.outcome.level == "awareness"

    @property
    def delivery(self) -> Delivery | None:
        """How people can meet: online, else in a room, else not at all."""
        return WaysToMeet.of(self.brief.stated).shortest

    @property
    def alone(self) -> bool:
        """Whether there is a single learner, so that nobody can be a peer."""
        return self.brief.audience.size == 1

    @property
    def needs_checks(self) -> int:
        """Fewest assessment points that level and risk ask for."""
        if self.short_message:
            return 1
        high = self.brief.outcome.risk == "high"
        return int(self.threshold("checks_min_high_risk" if high else "checks_min"))

    # ------------------------------------------------------------------- what is excluded

    @cached_property
    def excluded(self) -> dict[str, tuple[Veto, ...]]:
        """What stated facts exclude, with the vetoes."""
        return vetoed(self.facts, self.catalogue)

    @cached_property
    def _discouraged(self) -> frozenset[str]:
        """What stated or assumed facts exclude: a fix does not suggest it."""
        return frozenset(self.excluded) | frozenset(vetoed(facts_of(self.brief), self.catalogue))

    def format_name(self, format_: str) -> str:
        """Return the name of a format inside a sentence; its id where the catalogue has none."""
        known = self.catalogue.formats.get(format_)
        return lowered(known.name) if known else format_

    def allowed(self, *formats: str) -> str | None:
        """Return the first format that nothing excludes; None where stated facts exclude all."""
        known = [f for f in formats if f in self.catalogue.formats] or list(formats)
        usable = [f for f in known if f not in self.excluded]
        return first_in(usable, set(usable) - self._discouraged, usable)

    def allowed_of(self, list_id: str) -> str | None:
        """Return the first format of a list that nothing excludes; None where all are excluded."""
        return self.allowed(*self.catalogue.format_list(list_id))

    def one_of(self, list_id: str) -> str:
        """Return the first format of a list that nothing excludes, else the first."""
        return self.allowed_of(list_id) or self.catalogue.format_list(list_id)[0]

    def excluding(self, *formats: str) -> tuple[str, ...]:
        """Return the stated facts that exclude these formats."""
        vetoes = (veto for id_ in formats for veto in self.excluded.get(id_, ()))
        facts = (path for veto in vetoes for fact in veto.when for path in inputs_of(fact))
        return self.stated(*dict.fromkeys(facts))

    # ------------------------------------------------------------------------ the journey

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """Every occurrence of every touchpoint, in the plan's order."""
        return self.plan.occurrences

    @cached_property
    def live(self) -> tuple[Touchpoint, ...]:
        """Touchpoints at which people meet."""
        return tuple(t for t in self.plan.touchpoints if t.live)

    @cached_property
    def events(self) -> tuple[Occurrence, ...]:
        """Occurrences of anchors and of live touchpoints; a drop-in hour is help, not an event."""
        return tuple(o for o in self.occurrences if _is_event(o.touchpoint))

    @cached_property
    def applying(self) -> tuple[Occurrence, ...]:
        """Occurrences in which people apply what they learned."""
        return tuple(o for o in self.occurrences if o.touchpoint.purpose == "apply")

    @cached_property
    def checks(self) -> tuple[Occurrence, ...]:
        """Assessment points."""
        return tuple(o for o in self.occurrences if self.kinds(o.touchpoint))

    def kinds(self, touchpoint: Touchpoint) -> tuple[str, ...]:
        """Return what a touchpoint assesses; one meant to assess does what its format does."""
        if touchpoint.assessment or touchpoint.purpose != "assess":
            return touchpoint.assessment
        learning_format = self.catalogue.formats.get(touchpoint.format)
        return learning_format.assessment if learning_format else ()

    def gives(self, touchpoint: Touchpoint, need: str) -> bool:
        """Whether a touchpoint's format gives the journey what it needs."""
        learning_format = self.catalogue.formats.get(touchpoint.format)
        return learning_format is not None and need in learning_format.gives

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Topics that the brief states or touchpoints name, else the assumed one."""
        named = dict.fromkeys((*self.plan.brief.topic_names, *self.plan.topics))
        return tuple(named) or self.brief.topic_names

    @cached_property
    def order(self) -> Begun:
        """When each purpose of each topic begins."""
        return Begun.of(self.occurrences)

    @cached_property
    def first_met(self) -> dict[str, int]:
        """First day on which something is about a topic."""
        met: dict[str, int] = {}
        for occurrence in self.occurrences:
            for topic in occurrence.topics:
                met[topic] = min(occurrence.start_day, met.get(topic, occurrence.start_day))
        return met

    def met_by(self, day: int) -> tuple[str, ...]:
        """Return the topics that have come up by a day; all of them where none has."""
        known = tuple(t for t in self.topics if self.first_met.get(t, day + 1) <= day)
        return known or self.topics

    # --------------------------------------------------------------------------- the days

    @cached_property
    def free(self) -> FreeDays:
        """The free days of the journey and some weeks around it."""
        return free_days(self.plan, around=ROOM_AROUND_DAYS)

    @property
    def first_day(self) -> int:
        """First day of the journey."""
        return self.plan.first_day

    @property
    def last_day(self) -> int:
        """Last day of the journey."""
        return self.plan.last_day

    def stage_of(self, day: int) -> Stage:
        """Return the stage of a day: before the first event, after the last, or during."""
        first, last = self._events_from_to
        if day < first:
            return "before"
        return "after" if day > last else "during"

    @cached_property
    def _events_from_to(self) -> tuple[int, int]:
        """First and last day of events; the whole window where there are none."""
        if not self.events:
            return 0, self.last_day
        return min(o.start_day for o in self.events), max(o.due_day for o in self.events)

    def third(self, day: int) -> int:
        """Return which third of the journey a day is in: 0, 1 or 2."""
        length = self.last_day - self.first_day + 1
        return min(THIRDS - 1, max(0, (day - self.first_day) * THIRDS // length))

    def days_of_third(self, third: int) -> tuple[int, int]:
        """Return the first and last day of a third of the journey."""
        length = self.last_day - self.first_day + 1
        first = self.first_day + -(-third * length // THIRDS)
        last = self.first_day + -(-(third + 1) * length // THIRDS) - 1
        return first, last

    def free_in_third(self, third: int) -> int | None:
        """Return a free day in a third of the journey, near its middle; None without any."""
        first, last = self.days_of_third(third)
        return self.free.within(first, last, near=(first + last) // 2)
