"""Designing: from a brief, or a blueprint, to a complete plan.

Short, because it only chooses who does it: composing or adapting.
"""

from hashlib import sha256

from blendnb.designing.blueprints import adapted, plan_of
from blendnb.designing.compose.composing import compose
from blendnb.designing.compose.refusal import refused
from blendnb.designing.facts import facts_of
from blendnb.designing.recommend import first_choice, flipped_for
from blendnb.designing.recommend.rules import vetoed
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan
from blendnb.domain.recommendation import Recommendation


def design(
    brief: Brief | None,
    catalogue: Catalogue,
    *,
    blend_model: str | None = None,
    blueprint: str | None = None,
    flipped: bool | None = None,
    reinforced: bool | None = None,
    advice: Recommendation | None = None,
) -> Plan:
    """Return a complete plan.

    Parameters
    ----------
    brief
        The design variables; None takes the blueprint's own brief.
    catalogue
        What the field knows.
    blend_model
        Id of the blend model; None takes the one that the recommendation ranks first.
    blueprint
        Id of a blueprint or archetype to adapt to the brief.
    flipped, reinforced
        Whether to use these elements; None takes the recommendation's answer.
    advice
        The recommendation for this brief, where it is at hand already.

    Raises
    ------
    Refusal
        If the brief excludes the blend model, or flipped design where it was asked for.
    KeyError
        If the catalogue has no such blueprint or blend model.
    ValueError
        If neither a brief nor a blueprint is given.
    """
    if blueprint is not None and blueprint in catalogue.archetypes:
        archetype = catalogue.archetypes[blueprint]
        brief = brief or Brief.model_validate(archetype.brief)
        blend_model = blend_model or archetype.blend_model
    elif blueprint is not None:
        source = catalogue.blueprints[blueprint]
        return _known(plan_of(source) if brief is None else adapted(source, brief, catalogue))
    if brief is None:
        raise ValueError("give a brief or the id of a blueprint")
    if advice is None:
        best, reinforcement = first_choice(brief, catalogue)
    else:
        best, reinforcement = advice.best.id, advice.reinforcement.use
    chosen = blend_model or best
    if chosen not in catalogue.archetypes:
        raise KeyError(chosen)
    _refuse_if_excluded(brief, catalogue, chosen)
    if flipped:
        _refuse_if_excluded(brief, catalogue, "flipped")
    plan = compose(
        brief,
        catalogue,
        chosen,
        flipped=flipped_for(brief, catalogue, chosen).use if flipped is None else flipped,
        reinforced=reinforcement if reinforced is None else reinforced,
    )
    return _known(plan)


def _known(plan: Plan) -> Plan:
    """Return a plan with an id that follows from its brief and what was chosen.

    The same design twice is the same plan.
    """
    brief = plan.brief.model_dump_json(exclude_defaults=True)
    asked = "\n".join((brief, plan.blend_model, str(plan.blueprint)))
    return plan.replace(id=f"plan-{sha256(asked.encode()).hexdigest()[:16]}")


def _refuse_if_excluded(brief: Brief, catalogue: Catalogue, wanted: str) -> None:
    vetoes = vetoed(facts_of(brief), catalogue).get(wanted)
    if vetoes:
        raise refused(brief, catalogue, wanted, vetoes)
