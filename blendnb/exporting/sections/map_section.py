"""What the framework's steps decide, each a section: map, ledger, tracks, what else must change.

Short because the reports say everything.
"""

from blendnb.exporting.editions import Section
from blendnb.exporting.subject import Subject
from blendnb.language import say
from blendnb.reporting.ledger_report import ledger_report
from blendnb.reporting.map_report import causes_report, map_report, tracks_report
from blendnb.reporting.report import Report
from blendnb.reporting.workbook import Sheet, report_sheet


def causes(subject: Subject) -> Report | None:
    """Return what training cannot mend; None where nothing of that is stated."""
    return causes_report(subject.plan.brief)


def stage_map(subject: Subject) -> Report:
    """Return topics by stages, with what leads at each stage."""
    return map_report(subject.plan)


def content_ledger(subject: Subject) -> Report | None:
    """Return what of the content has a place and what is left out; None without topics."""
    return ledger_report(subject.plan)


def ledger_sheet(subject: Subject) -> Sheet:
    """Return the same as a sheet of the workbook."""
    content = ledger_report(subject.plan)
    return (
        report_sheet(content) if content else Sheet(say("ledger.short"), say("ledger.none"), "", ())
    )


def role_tracks(subject: Subject) -> Report | None:
    """Return what each role takes; None where the brief names no groups."""
    return tracks_report(subject.plan, subject.catalogue)


SECTIONS = [
    Section("causes", causes, {"client": 5, "facilitator": 5}, wiki=True),
    Section("map", stage_map, {"client": 25}, wiki=True),
    Section(
        "ledger",
        content_ledger,
        {"client": 28, "facilitator": 34},
        wiki=True,
        sheet=ledger_sheet,
        sheet_order=35,
    ),
    Section("tracks", role_tracks, {"client": 35, "facilitator": 35}, wiki=True),
]
