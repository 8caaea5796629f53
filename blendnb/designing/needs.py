"""What a journey needs from its formats: the purposes of its pattern and the five dimensions.

Purposes come from the blend model's typical sequence. To them the dimensions add what the audit
will ask for: people working together, a manager's part, help and a place for questions while
working, and checks of what people know, decide and do. A short message that only has to be known
needs none of the things that a changed habit needs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from blendnb.domain.catalogue import BlendModel, LearningFormat
from blendnb.domain.vocabulary import PURPOSES, Modality

DOES: dict[str, str] = {
    "launch": "open the journey",
    "inform": "carry the content",
    "demonstrate": "show how it is done",
    "practice": "give room to try",
    "apply": "put what was learned to real use",
    "reinforce": "bring topics back to mind later",
    "assess": "show how far people have come",
    "support": "help people at work",
    "close": "look back together and agree what comes next",
    "live_practice": "let people practise together and get feedback",
    "peer_contact": "let colleagues learn from each other",
    "manager_contact": "keep a manager or mentor involved",
    "help_at_need": "help at the moment of need, also after the programme",
    "question_channel": "give questions a place while people are at it",
    "knowledge_check": "show what is understood",
    "decision_check": "show what people would decide",
    "performance_check": "show what people can do",
    "prompt": "keep the theme visible",
}
"""What serving each purpose or need does, as it goes on after "here to"."""

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
    found = ["peer_contact", "manager_contact", "help_at_need", "question_channel"]
    found += ["knowledge_check"]
    if facts.get("outcome.risk") == "high":
        found += ["decision_check"]
    if facts.get("outcome.level") != "awareness":
        found += ["performance_check"]
    return found + (["prompt"] if prompt else [])
