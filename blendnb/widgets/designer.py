"""The designer: one brief and one choice become a recommendation, a plan and its audit."""

from collections.abc import Callable

from blendnb.designing.audit import audit
from blendnb.designing.compose import Refusal
from blendnb.designing.design import design
from blendnb.designing.recommend import recommend
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan
from blendnb.domain.recommendation import Recommendation
from blendnb.widgets.workspace import Design


def designer(catalogue: Catalogue) -> Callable[[Brief, str | None], Design]:
    """Return the function that works out a design with this catalogue.

    A blend model that the brief excludes is refused in words, and the plan is then the one that the
    recommendation puts first; where even that is refused there is no plan.
    """

    def work_out(brief: Brief, chosen: str | None) -> Design:
        advice = recommend(brief, catalogue)
        plan, refusal = _composed(brief, catalogue, advice, chosen)
        found = None if plan is None else audit(plan, catalogue)
        return Design(brief, advice, plan, found, refusal)

    return work_out


def _composed(
    brief: Brief, catalogue: Catalogue, advice: Recommendation, chosen: str | None
) -> tuple[Plan | None, Refusal | None]:
    refusal = None
    for blend_model in dict.fromkeys(filter(None, (chosen, advice.best.id))):
        try:
            plan = design(brief, catalogue, blend_model=blend_model, advice=advice)
        except Refusal as refused:
            refusal = refusal or refused
        else:
            return plan, refusal
    return None, refusal
