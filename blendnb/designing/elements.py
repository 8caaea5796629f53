"""Elements: flipped design and continuous reinforcement, each decided beside the blend models.

*What carries the core* and *whether reinforcement is added to it* are two questions: a bookend
model with continuous reinforcement is a good answer, and a habit to form does not by itself turn a
course into the continuous pattern. Flipped is an element too: it moves content ahead of a live
session, so without live practice, or without time for the pre-work, it is not flipped design.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from blendnb.designing.reasons import reasons_for
from blendnb.designing.scoring import vetoed
from blendnb.designing.wording import lowered, number
from blendnb.domain.catalogue import Catalogue, Rule
from blendnb.domain.recommendation import Element

Facts = Mapping[str, Any]

FLIPPED_FROM = 3.0
"""Sum of weights from which flipped design is worth its demands."""

_PLAIN = "No continuous reinforcement"
_STILL = "Topics still come back in the journey's own tasks and checks."


def reinforcement(facts: Facts, fired: Sequence[Rule]) -> Element:
    """Return whether to add continuous reinforcement: where more speaks for it than against.

    Parameters
    ----------
    facts
        Stated facts.
    fired
        The rules that fired on them.
    """
    reasons = reasons_for("reinforcement", fired, facts)
    score = round(sum(reason.effect for reason in reasons), 9)
    if score > 0:
        text = (
            "Add continuous reinforcement: short returns to each topic between the main events and "
            "after them."
        )
    elif reasons:
        text = f"{_PLAIN}: what was stated speaks against it as much as for it. {_STILL}"
    else:
        text = f"{_PLAIN}: nothing that was stated asks for it. {_STILL}"
    return Element(score > 0, score, text, reasons)


def flipped(
    facts: Facts,
    resolved: Facts,
    fired: Sequence[Rule],
    catalogue: Catalogue,
    blend_model: str,
) -> Element:
    """Return whether to flip: enough speaks for it, there is live practice, and time to prepare.

    Parameters
    ----------
    facts
        Stated facts; only they argue.
    resolved
        Facts with assumed values; they say whether a plan would have the session and the time.
    fired
        The rules that fired on the stated facts.
    catalogue
        Archetypes, vetoes and the threshold `prework_max`.
    blend_model
        The blend model chosen.
    """
    reasons = reasons_for("flipped", fired, facts)
    score = round(sum(reason.effect for reason in reasons), 9)
    obstacle = _obstacle(score, facts, resolved, catalogue, blend_model)
    if obstacle is None:
        text = (
            "Flip it: people study the concepts beforehand, and the live time goes to using them. "
            "Say that the pre-work is expected, and open with a short entry check."
        )
        return Element(use=True, score=score, text=text, reasons=reasons)
    return Element(use=False, score=score, text=f"Not flipped: {obstacle}", reasons=reasons)


def _obstacle(
    score: float, facts: Facts, resolved: Facts, catalogue: Catalogue, blend_model: str
) -> str | None:
    """What keeps a design from being flipped, in a sentence; None where nothing does."""
    vetoes = vetoed(facts, catalogue).get("flipped", ())
    if vetoes:
        return vetoes[0].sentence
    if score < FLIPPED_FROM:
        return "too little of what was stated asks for study ahead of the live time."
    if not has_live_practice(blend_model, resolved, catalogue):
        name = lowered(catalogue.blend_models[blend_model].name)
        return f"a {name} journey, as it can be run here, has no live session to practise in."
    minutes = resolved["audience.minutes_per_week"]
    prework = catalogue.threshold("prework_max")
    if minutes < prework:
        return f"{number(minutes)} minutes a week leave no room for {number(prework)} of pre-work."
    return None


def has_live_practice(blend_model: str, resolved: Facts, catalogue: Catalogue) -> bool:
    """Return whether a blend model's pattern has a live practice session that can take place.

    Parameters
    ----------
    blend_model
        The blend model chosen.
    resolved
        Facts with assumed values, which exclude as they will in the plan.
    catalogue
        Blend models, formats and vetoes.
    """
    excluded = vetoed(resolved, catalogue)
    can_meet = any(
        "live_practice" in format_.gives and format_.id not in excluded
        for format_ in catalogue.formats.values()
    )
    return catalogue.blend_models[blend_model].live_practice and can_meet
