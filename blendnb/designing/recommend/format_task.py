"""What the choice of formats starts from: what a journey needs, and what each format costs it.

Purposes come from the blend model's typical sequence. To them the dimensions add what the audit
will ask for: people working together, a manager's part, help and a place for questions while
working, and checks of what people know, decide and do. A short message that only has to be known
needs none of the things that a changed habit needs.

Each format costs one place in the learners' heads, more where it suits the content badly, and a
little more where it is dear to build or hard to run. Against that stands what it gives.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from blendnb.designing.facts import with_derived
from blendnb.designing.recommend.covering import Covering
from blendnb.designing.recommend.rules import vetoed
from blendnb.designing.ways_to_meet import WaysToMeet
from blendnb.domain.brief import assumed_values
from blendnb.domain.catalogue import BlendModel, Catalogue, LearningFormat, Veto
from blendnb.domain.conditions import holds
from blendnb.domain.vocabulary import CONTENT_KINDS, PURPOSES, Modality

CORE_PURPOSES = ("inform", "practice", "apply")
"""The purposes that carry most of the learners' time."""
MOST_CORE_WEIGHT = 4.0
_STRANGE = 0.5
SHORT_HOURS = 1.0
"""Up to this much content, knowing alone needs no application (as in the audit)."""


@dataclass(frozen=True, slots=True)
class Needed:
    """One purpose or need of a journey."""

    id: str
    weight: float
    """How much it matters that a format made for it serves it."""
    only: Modality | None = None
    """The one modality that will do: an anchor is live, application happens on the job."""
    rather_not: Modality | None = None
    """A modality that would turn the pattern into another one; it leaves half the weight more."""
    welcome: bool = False
    """Only where it can be had: good, not indispensable."""

    def gap(self, format_: LearningFormat) -> float | None:
        """How far a format is from being made for this; None where it cannot serve it at all.

        A purpose that a format serves best leaves no gap, its second purpose half the weight, its
        third two thirds.
        """
        if self.only not in (None, format_.modality):
            return None
        if self.id in format_.gives:
            return 0.0
        if self.id not in format_.purposes:
            return None
        strange = _STRANGE if format_.modality == self.rather_not else 0.0
        return self.weight * (1 - 1 / (1 + format_.purposes.index(self.id)) + strange)


def needs(
    facts: Mapping[str, Any], blend_model: BlendModel, *, flipped: bool, reinforced: bool
) -> tuple[Needed, ...]:
    """Return what the journey of a blend model needs, purposes first, in a fixed order."""
    brief_message = _only_a_message(facts)
    wanted = {step.purpose for step in blend_model.sequence} | {"launch", "assess", "support"}
    if flipped:
        wanted |= {"inform", "practice"}
    if reinforced:
        wanted |= {"reinforce"}
    if brief_message:
        wanted -= {"apply", "practice", "reinforce"}
    dimensions = _for_dimensions(
        facts, prompt=reinforced or blend_model.id == "continuous", brief_message=brief_message
    )
    purposes = [_purpose(p, facts, blend_model.id) for p in PURPOSES if p in wanted]
    live = () if brief_message else _live_practice(blend_model.id, flipped=flipped)
    return (*purposes, *live, *(Needed(need, 1.0) for need in dimensions))


def _live_practice(blend_model: str, *, flipped: bool) -> tuple[Needed, ...]:
    """Practice in a session: the core of some patterns, welcome now and then in the continuous."""
    if flipped or blend_model == "live_led":
        return (Needed("live_practice", 1.0),)
    if blend_model == "continuous":
        return (Needed("live_practice", 1.0, welcome=True),)
    return ()


def _only_a_message(facts: Mapping[str, Any]) -> bool:
    return (
        facts.get("outcome.level") == "awareness"
        and facts.get("content.hours", SHORT_HOURS + 1) <= SHORT_HOURS
    )


def _purpose(purpose: str, facts: Mapping[str, Any], blend_model: str) -> Needed:
    # The more there is to learn, the more a core purpose deserves a format made for it. In the
    # continuous pattern nothing carries a core: bursts inform as well as anything.
    core = purpose in CORE_PURPOSES and not (blend_model == "continuous" and purpose == "inform")
    hours = facts.get("content.hours", MOST_CORE_WEIGHT)
    weight = min(max(hours, 1.0), MOST_CORE_WEIGHT) if core else 1.0
    only: Modality | None = "on_the_job" if purpose == "apply" else None
    if blend_model == "bookend" and purpose in ("launch", "close"):
        only = "live"
    carried_live = blend_model in ("live_led", "bookend")
    return Needed(purpose, weight, only, None if carried_live else "live")


def _for_dimensions(facts: Mapping[str, Any], *, prompt: bool, brief_message: bool) -> list[str]:
    """The needs that the dimensions add: social, support, assessment and time, in that order."""
    if brief_message:
        return ["help_at_need", "knowledge_check"]
    wanted = ["peer_contact", "manager_contact", "help_at_need", "question_channel"]
    wanted += ["knowledge_check"]
    if facts.get("outcome.risk") == "high":
        wanted += ["decision_check"]
    if facts.get("outcome.level") != "awareness":
        wanted += ["performance_check"]
    return wanted + (["prompt"] if prompt else [])


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
        assumed = vetoed(with_derived({**assumed_values(), **self.facts}), self.catalogue)
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
        rule_ids: dict[str, str] = {}
        for rule in calls:
            for id_ in rule.formats:
                rule_ids.setdefault(id_, rule.id)
        return rule_ids

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
            gaps={need: by_format for need, by_format in gaps.items() if by_format},
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
        if format_.delivery == "virtual" and self._ways.only_rooms:
            cost += NO_ROOM_TERM
        if format_.delivery == "in_person" and not self._ways.at_one_site:
            cost += TRAVEL_TERM / 2 if self._ways.may_travel else TRAVEL_TERM
        return cost

    @cached_property
    def _ways(self) -> WaysToMeet:
        return WaysToMeet.of(self.facts)

    def build_hours(self, format_: LearningFormat) -> float:
        """Hours to build one occurrence at the default rate; 0 where no rate is known."""
        rate = self.catalogue.build_rate(format_.id)
        if rate is None:
            return 0.0
        per_finished_hour = "finished hour" in rate.unit
        return rate.default * (format_.minutes / 60 if per_finished_hour else 1.0)


def gaps_of(need: Needed, formats: Iterable[LearningFormat]) -> dict[str, float]:
    """Return the gap that each format leaves in a need; one that cannot serve it is left out."""
    pairs = ((format_.id, need.gap(format_)) for format_ in formats)
    return {id_: gap for id_, gap in pairs if gap is not None}
