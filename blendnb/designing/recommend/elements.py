"""Elements: flipped design and continuous reinforcement, each decided beside the blend models.

*What carries the core* and *whether reinforcement is added to it* are two questions: a bookend
model with continuous reinforcement is a good answer, and a habit to form does not by itself turn a
course into the continuous pattern. Flipped is an element too: it moves content ahead of a live
session, so without live practice, or without time for the pre-work, it is not flipped design.

Short because rules and weights are shared with the blend models.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from blendnb.designing.recommend.rules import reasons_for, vetoed
from blendnb.domain.catalogue import Catalogue, Rule
from blendnb.domain.recommendation import Element
from blendnb.language import exact, lowered, say

Facts = Mapping[str, Any]

FLIPPED_FROM = 3.0
"""Sum of weights from which flipped design is worth its demands."""
REINFORCED_FROM = 1.0
"""Sum of weights from which continuous reinforcement is added."""


def reinforcement(facts: Facts, fired: Sequence[Rule]) -> Element:
    """Return whether to add continuous reinforcement: where one slight argument in full is left.

    Parameters
    ----------
    facts
        Stated facts.
    fired
        The rules that fired on them.
    """
    reasons = reasons_for("reinforcement", fired, facts)
    score = round(sum(reason.effect for reason in reasons), 9)
    use = score >= REINFORCED_FROM
    kind = "" if use else "_even" if reasons else "_nothing"
    text = say(f"recommendation.reinforce{kind}")
    return Element(use, score, text, reasons)


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
    use = obstacle is None
    text = say("recommendation.flip" if use else "recommendation.flip_not", obstacle=obstacle)
    return Element(use=use, score=score, text=text, reasons=reasons)


def _obstacle(
    score: float, facts: Facts, resolved: Facts, catalogue: Catalogue, blend_model: str
) -> str | None:
    """What keeps a design from being flipped, in a sentence; None where nothing does."""
    vetoes = vetoed(facts, catalogue).get("flipped", ())
    if vetoes:
        return vetoes[0].sentence
    if score < FLIPPED_FROM:
        return say("recommendation.flip_little")
    if not has_live_practice(blend_model, resolved, catalogue):
        name = lowered(catalogue.blend_models[blend_model].name)
        return say("recommendation.flip_no_session", model=name)
    minutes = resolved["audience.minutes_per_week"]
    prework = catalogue.threshold("prework_max")
    if minutes < prework:
        said = {"minutes": exact(minutes), "prework": exact(prework)}
        return say("recommendation.flip_no_time", **said)
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
