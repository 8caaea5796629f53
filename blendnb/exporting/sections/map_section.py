"""What the framework's steps decide, each a section: map, tracks, and what else must change.

Short because the reports say everything.
"""

from blendnb.exporting.editions import Section
from blendnb.exporting.subject import Subject
from blendnb.reporting.map_report import causes_report, map_report, tracks_report
from blendnb.reporting.report import Report


def causes(subject: Subject) -> Report | None:
    """Return what training cannot mend; None where nothing of that is stated."""
    return causes_report(subject.plan.brief)


def stage_map(subject: Subject) -> Report:
    """Return topics by stages, with what leads at each stage."""
    return map_report(subject.plan)


def role_tracks(subject: Subject) -> Report | None:
    """Return what each role takes; None where the brief names no groups."""
    return tracks_report(subject.plan, subject.catalogue)


SECTIONS = [
    Section("causes", causes, {"client": 5, "facilitator": 5}, wiki=True),
    Section("map", stage_map, {"client": 25}, wiki=True),
    Section("tracks", role_tracks, {"client": 35, "facilitator": 35}, wiki=True),
]
