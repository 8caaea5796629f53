"""The audit: questions in several dimensions, constraints to keep, tensions of the brief.

A blend fails more often for want of architecture than of content, and a journey with one dimension
absent can look good on a slide. So each dimension gets a verdict of its own, never an averaged
score, and whatever is not met comes with the edit that would fix it, or with the stated facts
that make fixing impossible.

A question, a constraint or a tension is one function that a module of this package registers; see
`registry`. Every module here is loaded, so a new one needs no entry anywhere else.
"""

from importlib import import_module
from pkgutil import iter_modules

from blendnb.designing.audit import registry
from blendnb.designing.audit.fixes import BLACKOUT, permitted
from blendnb.designing.audit.plan_facts import PlanView
from blendnb.designing.audit.registry import Answer, Breach, RegisteredQuestion
from blendnb.designing.audit.tensions import tensions
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.findings import Audit, AuditQuestion, ConstraintFinding, Dimension
from blendnb.domain.plan import Plan
from blendnb.domain.vocabulary import SEVERITIES
from blendnb.language import say

__all__ = ["audit"]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")


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
            Dimension(id=id_, questions=tuple(_answered(view, asked) for asked in questions))
            for id_, questions in registry.questions_by_dimension().items()
        ),
        constraints=_constraints(view),
        tensions=tensions(plan.brief, catalogue),
    )


def _answered(view: PlanView, asked: RegisteredQuestion) -> AuditQuestion:
    answer = permitted(view, asked.ask(view))
    forced_by = () if answer.fix or answer.verdict == "met" else answer.forced_by
    return AuditQuestion(
        id=asked.id,
        verdict=answer.verdict,
        text=_forced_text(answer) if BLACKOUT in forced_by else answer.text,
        touchpoints=answer.touchpoints,
        fix=answer.fix,
        forced_by=forced_by,
    )


def _forced_text(answer: Answer) -> str:
    return say("audit.naming.no_day", text=answer.text)


def _constraints(view: PlanView) -> tuple[ConstraintFinding, ...]:
    """What a plan does not keep, the worst first.

    `broken` makes a plan unfit to hand over: a session longer than people can sit, a deadline on a
    day on which nothing may fall, a format that a stated fact excludes, groups too small in number,
    a topic applied before it is taught. `warning` and `note` are advice with a number and a source.
    """
    findings = [
        ConstraintFinding(
            id=breach.id or id_,
            severity=breach.severity,
            text=breach.text,
            touchpoints=breach.touchpoints,
            fix=breach.fix,
        )
        for id_, judge in registry.CONSTRAINTS.items()
        for breach in _breaches(judge(view))
    ]
    return tuple(sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)))


def _breaches(judged: registry.Judged) -> tuple[Breach, ...]:
    if judged is None:
        return ()
    return (judged,) if isinstance(judged, Breach) else tuple(judged)
