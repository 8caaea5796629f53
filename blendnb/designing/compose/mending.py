"""Mending: what the audit finds missing in a fresh composition is mended by the audit's own edits.

An archetype serves the usual brief; an unusual one can leave a question unanswered. Every finding
carries its edit, so composing applies it as the user would, and needs no second set of rules.
"""

from blendnb.designing.audit import audit
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.edits import apply_edit
from blendnb.domain.plan import Plan

MOST_MENDS = 12


def mended(plan: Plan, catalogue: Catalogue) -> Plan:
    """Return the plan with every mendable `missing` mended."""
    for _ in range(MOST_MENDS):
        fixes = [
            question.fix
            for question in audit(plan, catalogue).questions.values()
            if question.verdict == "missing" and question.fix is not None
        ]
        if not fixes:
            return plan
        plan = _as_composed(apply_edit(plan, fixes[0].edit), plan)
    return plan


def _as_composed(plan: Plan, before: Plan) -> Plan:
    """Mark what was added as composed: no person has edited it yet."""
    return plan.replace(
        touchpoints=tuple(
            t if t.id in before.by_id else t.replace(origin="composed") for t in plan.touchpoints
        )
    )
