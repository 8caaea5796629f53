"""The audit: ten questions in five dimensions, the constraints a plan keeps, the brief's tensions.

A blend fails more often for want of architecture than of content, and a journey with one dimension
absent can look good on a slide. So each dimension gets a verdict of its own, never an averaged
score, and whatever is not met comes with the edit that would mend it, or with the stated facts
that make mending impossible.
"""

from collections.abc import Callable

from blendnb.designing.audit import assessment, modality, social, support, time
from blendnb.designing.audit.constraints import constraints
from blendnb.designing.audit.mends import permitted
from blendnb.designing.audit.tensions import tensions
from blendnb.designing.audit.view import PlanView
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.findings import Audit, Dimension, Question
from blendnb.domain.plan import Plan
from blendnb.domain.vocabulary import DimensionId

__all__ = ["audit"]

QUESTIONS: dict[DimensionId, Callable[[PlanView], tuple[Question, Question]]] = {
    "time": time.questions,
    "modality": modality.questions,
    "social": social.questions,
    "support": support.questions,
    "assessment": assessment.questions,
}
"""The two questions of each dimension."""


def audit(plan: Plan, catalogue: Catalogue) -> Audit:
    """Judge a plan.

    Parameters
    ----------
    plan
        The plan to judge.
    catalogue
        Its thresholds, formats and vetoes are what the plan is judged by.

    Returns
    -------
    Audit
        Verdicts with evidence and fixes; constraints that are not kept; tensions of the brief.
    """
    view = PlanView(plan, catalogue)
    return Audit(
        dimensions=tuple(
            Dimension(id=id_, questions=tuple(permitted(view, q) for q in questions(view)))
            for id_, questions in QUESTIONS.items()
        ),
        constraints=constraints(view),
        tensions=tensions(plan.brief, catalogue),
    )
