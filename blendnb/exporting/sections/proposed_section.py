"""What could show that it works: a few measures that fit, and whom to ask for today's figures."""

from blendnb.designing.measures_to_take import measures_to_take
from blendnb.exporting.editions import Section
from blendnb.exporting.subject import Subject
from blendnb.reporting.measures_report import measures_report
from blendnb.reporting.report import Report
from blendnb.reporting.workbook import Sheet, report_sheet


def proposed(subject: Subject) -> Report:
    """Return the measures that are proposed, and the rest of the subject's library."""
    return measures_report(measures_to_take(subject.plan, subject.catalogue))


def proposed_sheet(subject: Subject) -> Sheet:
    """Return the same as a sheet, to be filled in with whoever has the figures."""
    return report_sheet(proposed(subject))


SECTIONS = [Section("proposed", proposed, {"client": 72}, wiki=True,
            sheet=proposed_sheet, sheet_order=33)]  # fmt: skip
