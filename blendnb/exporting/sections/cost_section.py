"""What the plan takes: hours of everybody with their ranges, and what these figures rest on."""

from blendnb.designing.cost import costing
from blendnb.exporting.editions import Section
from blendnb.exporting.subject import Subject
from blendnb.reporting.cost_report import cost_report
from blendnb.reporting.report import Report


def cost(subject: Subject) -> Report:
    """Return what the plan takes, with chart, totals and assumptions."""
    return cost_report(costing.cost(subject.plan, subject.catalogue))


SECTIONS = [Section("cost", cost, {"client": 80})]
