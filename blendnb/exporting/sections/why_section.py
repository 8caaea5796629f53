"""Why this design: ranking and reasons, what would change it, assumptions, precedents."""

from blendnb.exporting.editions import Section
from blendnb.exporting.subject import Subject
from blendnb.reporting.recommendation_report import argument_report
from blendnb.reporting.report import Report


def why(subject: Subject) -> Report:
    """Return the argument for the plan's blend model."""
    return argument_report(subject.recommendation, subject.plan, subject.catalogue)


SECTIONS = [Section("why", why, {"client": 20}, wiki=True)]
