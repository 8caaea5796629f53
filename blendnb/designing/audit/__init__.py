"""The audit: ten questions in five dimensions, the constraints a plan keeps, the brief's tensions.

A blend fails more often for want of architecture than of content, and a journey with one dimension
absent can look good on a slide. So each dimension gets a verdict of its own, never an averaged
score, and whatever is not met comes with the edit that would mend it, or with the stated facts
that make mending impossible.
"""

from blendnb.designing.audit import assessment, modality, social, support, time
from blendnb.designing.audit.constraints import constraints
from blendnb.designing.audit.tensions import tensions
from blendnb.designing.audit.view import PlanView
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.findings import Audit, Dimension
from blendnb.domain.plan import Plan

__all__ = ["audit"]


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
        dimensions=(
            Dimension(id="time", questions=time.questions(view)),
            Dimension(id="modality", questions=modality.questions(view)),
            Dimension(id="social", questions=social.questions(view)),
            Dimension(id="support", questions=support.questions(view)),
            Dimension(id="assessment", questions=assessment.questions(view)),
        ),
        constraints=constraints(view),
        tensions=tensions(plan.brief, catalogue),
    )
