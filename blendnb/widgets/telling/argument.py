"""The argument for the blend model in the plan, and what choosing it costs.

Once somebody has chosen another model than the one ranked first, everything that is said speaks of
the chosen one: what speaks against it, which answers would put it first, and what the model that
it displaces had in its favor.
"""

from blendnb.domain.recommendation import RankedModel
from blendnb.widgets.telling.teller import Teller, Told


def argument(teller: Teller) -> Told:
    """Return what speaks for and against the model in the plan, beside the nearest other one."""
    model, other = teller.in_plan, _other(teller)
    by_ranking = model.id == teller.design.recommendation.best.id
    return {
        "model": model.id,
        "name": model.name,
        "by_ranking": by_ranking,
        "price": "" if by_ranking else _price(model, other),
        "for": [teller.reason(reason) for reason in model.reasons if reason.effect >= 0],
        "against": [teller.reason(reason) for reason in model.reasons if reason.effect < 0],
        "demands": list(model.risks),
        "changes_heading": "What would change this"
        if by_ranking
        else f"What would put {model.name} first",
        "changes": _changes(teller, model, by_ranking=by_ranking),
        "no_changes": "No single answer would bring another model to the top."
        if by_ranking
        else f"No single answer would bring {model.name} to the top.",
        "other": {
            "id": other.id,
            "heading": _heading(other, by_ranking=by_ranking),
            "summary": teller.catalogue.blend_models[other.id].summary,
            "reasons": [teller.reason(reason) for reason in other.reasons],
            "risks": list(other.risks),
        },
    }


def _other(teller: Teller) -> RankedModel:
    """The best of the models that the plan does not use."""
    return next(m for m in teller.design.recommendation.models if m.id != teller.in_plan.id)


def _price(model: RankedModel, other: RankedModel) -> str:
    lost = [reason for reason in other.reasons if reason.effect > 0]
    against = sum(reason.effect < 0 for reason in model.reasons)
    counted = {0: "Nothing speaks against it", 1: "One reason speaks against it"}
    own = counted.get(against, f"{against} reasons speak against it")
    given_up = f" What speaks most for {other.name}: {lost[0].text}" if lost else ""
    return (
        f"Chosen by hand. {model.name} comes first in {_percent(model)} of the variations, "
        f"{other.name} in {_percent(other)}. {own}.{given_up}"
    )


def _percent(model: RankedModel) -> str:
    return f"{model.percent} %"


def _heading(other: RankedModel, *, by_ranking: bool) -> str:
    share = f"{other.name}, first in {_percent(other)} of the variations"
    return f"Runner-up: {share}" if by_ranking else f"The ranking puts first: {share}"


def _changes(teller: Teller, model: RankedModel, *, by_ranking: bool) -> list[Told]:
    return [
        {"text": change.text, "set": {change.variable: change.to}}
        for change in teller.design.recommendation.what_if
        if by_ranking or change.model == model.id
    ]
