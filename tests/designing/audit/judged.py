"""Asking one plan about one constraint."""

from datetime import date

from blendnb.designing.audit import audit
from blendnb.domain.edits import apply_edit
from tests.designing.audit.plans import brief, catalogue

MONDAY = date(2027, 1, 11)


def constraint(id_, of):
    return next((c for c in audit(of, catalogue()).constraints if c.id == id_), None)


def repaired(id_, of):
    return apply_edit(of, constraint(id_, of).fix.edit)


def longest(minutes):
    return brief(work={"longest_session_minutes": minutes})
