"""The choice of formats: few that complement each other, not all that the tools offer.

Each format costs one place in the learners' heads, more where it suits the content badly, and a
little more where it is dear to build or hard to run. Against that stands what it gives. The choice
is the exact optimum under the vetoes (see `covering`); every format in it says what it is here
for, and every other one why it is not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from blendnb.designing.covering import Covering, cheapest
from blendnb.designing.facts import with_derived
from blendnb.designing.needs import Needed, needs
from blendnb.designing.scoring import vetoed
from blendnb.domain.brief import ASSUMED, CONTENT_KINDS
from blendnb.domain.catalogue import Catalogue, LearningFormat, Rate, Veto
from blendnb.domain.conditions import holds
from blendnb.domain.recommendation import FormatChoice

Facts = Mapping[str, Any]

BUILD_TERM = 0.2
"""Most that building adds to the cost of a format; half of it at `BUILD_HALF_HOURS`."""
BUILD_HALF_HOURS = 20.0
LEADING_TERM = 0.1
"""Somebody has to lead it."""
STRAINED_TERM = 0.2
"""... and the facilitators stated are strained already."""
TRAVEL_TERM = 0.3
"""People have to come to a room; half of it where they may travel."""
NO_ROOM_TERM = 1.0
"""A virtual session where only a real room is listed."""
UNCONFIRMED_TERM = 2.0
"""It needs something that nobody has stated and that a plan would not assume: as much as another
format, so that it is chosen only where nothing else will do."""


def choose_formats(
    facts: Facts, catalogue: Catalogue, blend_model: str, *, flipped: bool, reinforced: bool
) -> FormatChoice:
    """Return the formats for a journey, each with its reason, and why the others stay out.

    Parameters
    ----------
    facts
        Facts of the brief: stated ones for a recommendation, resolved ones for a plan.
    catalogue
        Formats, format rules, vetoes, thresholds and build rates.
    blend_model, flipped, reinforced
        The design that the formats serve.
    """
    from blendnb.designing.format_reasons import explained

    task = FormatTask(facts, catalogue, blend_model, flipped=flipped, reinforced=reinforced)
    return explained(task, cheapest(task.covering))


@dataclass(frozen=True)
class FormatTask:
    """What the choice starts from: needs, what each format offers for them, what is excluded."""

    facts: Facts
    catalogue: Catalogue
    blend_model: str
    flipped: bool
    reinforced: bool

    @cached_property
    def excluded(self) -> dict[str, tuple[Veto, ...]]:
        """What the facts exclude, by id."""
        return vetoed(self.facts, self.catalogue)

    @cached_property
    def unconfirmed(self) -> dict[str, tuple[Veto, ...]]:
        """What no fact excludes but the values assumed for unanswered questions would."""
        assumed = vetoed(with_derived({**ASSUMED, **self.facts}), self.catalogue)
        return {id_: vetoes for id_, vetoes in assumed.items() if id_ not in self.excluded}

    @cached_property
    def allowed(self) -> dict[str, LearningFormat]:
        """The formats that nothing excludes."""
        return {id_: f for id_, f in self.catalogue.formats.items() if id_ not in self.excluded}

    @cached_property
    def forced(self) -> dict[str, str]:
        """Formats that a format rule calls for, each with the first rule that does."""
        design = {
            **self.facts, "blend_model": self.blend_model, "flipped": self.flipped,
            "reinforced": self.reinforced,
        }  # fmt: skip
        calls = (rule for rule in self.catalogue.format_rules if holds(rule.when, design))
        found: dict[str, str] = {}
        for rule in calls:
            for id_ in rule.formats:
                found.setdefault(id_, rule.id)
        return found

    @cached_property
    def needs(self) -> tuple[Needed, ...]:
        """What the journey needs."""
        model = self.catalogue.blend_models[self.blend_model]
        wanted = needs(self.facts, model, flipped=self.flipped, reinforced=self.reinforced)
        return tuple(
            need for need in wanted if not need.welcome or gaps_of(need, self.allowed.values())
        )

    @cached_property
    def covering(self) -> Covering:
        """The needs that can be covered, as a problem to solve."""
        gaps = {need.id: gaps_of(need, self.allowed.values()) for need in self.needs}
        return Covering(
            cost={id_: self.cost(format_) for id_, format_ in self.allowed.items()},
            gaps={need: found for need, found in gaps.items() if found},
            forced=frozenset(id_ for id_ in self.forced if id_ in self.allowed),
        )

    def fit(self, format_: LearningFormat) -> float:
        """How well a format suits the content mix, 0 to 1; an unknown mix counts as equal."""
        equal = 1 / len(CONTENT_KINDS)
        shares = {kind: self.facts.get(f"content.share.{kind}", equal) for kind in CONTENT_KINDS}
        return float(sum(shares[kind] * suits for kind, suits in format_.fit.items()))

    def cost(self, format_: LearningFormat) -> float:
        """One place, plus the misfit to the content, plus small terms for building and running."""
        hours = self.build_hours(format_)
        building = BUILD_TERM * hours / (hours + BUILD_HALF_HOURS)
        unconfirmed = UNCONFIRMED_TERM if format_.id in self.unconfirmed else 0.0
        return 2 - self.fit(format_) + building + self._running(format_) + unconfirmed

    def _running(self, format_: LearningFormat) -> float:
        cost = 0.0
        if format_.facilitated:
            strained = self.catalogue.threshold("facilitator_strained")
            cost += LEADING_TERM
            cost += STRAINED_TERM if self.facts.get("support.load", 0) > strained else 0.0
        if format_.delivery == "virtual" and self._only_real_rooms:
            cost += NO_ROOM_TERM
        if format_.delivery == "in_person" and self.facts.get("audience.location") != "one_site":
            cost += TRAVEL_TERM / 2 if self.facts.get("audience.travel") else TRAVEL_TERM
        return cost

    @property
    def _only_real_rooms(self) -> bool:
        available = self.facts.get("technology.available", ())
        return "classroom" in available and "virtual_classroom" not in available

    def build_hours(self, format_: LearningFormat) -> float:
        """Hours to build one occurrence at the default rate; 0 where no rate is known."""
        rate = self._rates.get(format_.id)
        if rate is None:
            return 0.0
        per_finished_hour = "finished hour" in rate.unit
        return rate.default * (format_.minutes / 60 if per_finished_hour else 1.0)

    @cached_property
    def _rates(self) -> dict[str, Rate]:
        return {id_: rate for rate in self.catalogue.rates.values() for id_ in rate.formats}


def gaps_of(need: Needed, formats: Iterable[LearningFormat]) -> dict[str, float]:
    """Return the gap that each format leaves in a need; one that cannot serve it is left out."""
    found = ((format_.id, need.gap(format_)) for format_ in formats)
    return {id_: gap for id_, gap in found if gap is not None}
