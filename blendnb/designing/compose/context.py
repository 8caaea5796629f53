"""What composing knows before the first touchpoint is placed.

Composing works on the *resolved* brief: assumed values compose the plan (and are listed with it),
though they never argue for a model. Formats are taken from the recommendation's choice where they
can be, so that the plan uses the few formats that were argued for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from blendnb.designing.calendar import FreeDays
from blendnb.designing.facts import facts_of
from blendnb.designing.formats import choose_formats
from blendnb.designing.scoring import vetoed
from blendnb.designing.spaced import first_gap_days
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Archetype, Catalogue, LearningFormat, Slot
from blendnb.domain.conditions import holds

LEAD_DAYS = 42
"""How far before the launch a touchpoint may lie: six weeks of pre-work at most."""


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

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics in the brief's order."""
        return self.full.topics

    def wants(self, slot: Slot) -> bool:
        """Whether the archetype's row belongs into this journey."""
        if not holds(slot.when, self.facts):
            return False
        return not slot.optional or not self.chosen.isdisjoint(slot.formats)

    def format_for(self, slot: Slot) -> LearningFormat | None:
        """Return the format that fills a row: an argued one, else any allowed, else none."""
        preferred = self._rooms_first(slot.formats)
        for pool in (self.chosen & self.allowed, self.allowed):
            for id_ in preferred:
                if id_ in pool:
                    return self.catalogue.formats[id_]
        return None

    def _rooms_first(self, formats: tuple[str, ...]) -> tuple[str, ...]:
        """Put the room before the screen where people can walk into one and are few enough."""
        if not self.meets_in_person:
            return formats
        in_person = [id_ for id_ in formats if self.catalogue.formats[id_].delivery == "in_person"]
        return (*in_person, *(id_ for id_ in formats if id_ not in in_person))

    @property
    def meets_in_person(self) -> bool:
        """Whether live sessions happen in a room rather than online."""
        available = self.facts["technology.available"]
        if "classroom" not in available:
            return False
        if "virtual_classroom" not in available:
            return True
        near = self.facts["audience.location"] == "one_site" or self.facts["audience.travel"]
        few = self.facts["audience.size"] <= self.catalogue.threshold("in_person_max_size")
        return bool(near and few)


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
    facts["live.possible"] = any(
        id_ in allowed for id_ in ("virtual_workshop", "in_person_workshop")
    )
    choice = choose_formats(facts, catalogue, blend_model, flipped=flipped, reinforced=reinforced)
    weeks = int(facts["schedule.weeks"])
    return Context(
        brief=brief,
        full=full,
        facts=facts,
        catalogue=catalogue,
        archetype=catalogue.archetypes[blend_model],
        allowed=allowed,
        chosen=frozenset(choice.ids),
        free=_days_to_use(full, weeks * 7 - 1),
        gap_days=first_gap_days(weeks * 7, catalogue),
        returning=returning,
    )


def _days_to_use(full: Brief, last_day: int) -> FreeDays:
    """Return the days before and in the window; none where the window itself has no free day."""
    schedule = full.schedule
    wide = FreeDays(-LEAD_DAYS, last_day, schedule.start, schedule.blackout)
    if wide.days and wide.days[-1] >= 0:
        return wide
    # Only days before the launch would be left: keep to the window, weekends and all.
    return FreeDays(0, last_day, schedule.start, schedule.blackout)
