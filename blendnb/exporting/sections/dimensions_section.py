"""The dimensions of the blend: what the plan has and what it lacks. The report says it all."""

from blendnb.exporting.editions import Section
from blendnb.exporting.subject import Subject
from blendnb.reporting.audit_report import audit_report
from blendnb.reporting.report import Report


def dimensions(subject: Subject) -> Report:
    """Return every verdict with its evidence, then constraints and tensions."""
    return audit_report(subject.audit, subject.catalogue)


SECTIONS = [Section("dimensions", dimensions, {"client": 50})]
