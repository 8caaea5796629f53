"""What must be built before the journey can begin: by whom, by when, and what is late."""

from blendnb.designing.building import build_list
from blendnb.domain.build_list import BuildList
from blendnb.exporting.editions import Section
from blendnb.exporting.entries import noted
from blendnb.exporting.subject import Subject
from blendnb.language import say
from blendnb.reporting.build_report import build_report, list_table, week_table
from blendnb.reporting.report import Report
from blendnb.reporting.workbook import Sheet, report_sheet


def _built(subject: Subject) -> BuildList:
    return build_list(subject.plan, subject.catalogue, today=subject.today)


def to_build(subject: Subject) -> Report | None:
    """Return what must be built; None where nothing has to be."""
    built = _built(subject)
    return build_report(built) if built.rows else None


def build_sheet(subject: Subject) -> Sheet:
    """Return every thing that must exist, a row each, to be worked through."""
    built = _built(subject)
    sheet = report_sheet(build_report(built))
    widths = tuple(column.width for column in list_table(built).columns)
    tables = (list_table(built), week_table(built))
    return Sheet(
        sheet.name, sheet.title, noted(subject.plan, say("build_list.name")), tables, widths
    )


SECTIONS = [Section("build_list", to_build, {"client": 76}, wiki=True,
            sheet=build_sheet, sheet_order=25)]  # fmt: skip
