"""The run sheet's list of what has to be ready by when, to tick off, in order."""

from blendnb.domain.plan import Touchpoint
from blendnb.exporting.editions import Section
from blendnb.exporting.phrases import day_text
from blendnb.exporting.subject import Subject, View
from blendnb.language import say

_READY_BEFORE_DAYS = 7
"""Materials are due a week before they are first used; the sheet says that this is its rule."""


def preparing(subject: Subject) -> View:
    """Return what has to be ready by when, to tick off, in order."""
    prepared = [t for t in subject.plan.touchpoints if t.materials]
    prepared.sort(key=lambda touchpoint: touchpoint.start_day)
    rows = [_due(subject, touchpoint) for touchpoint in prepared]
    count = sum(len(row["things"]) for row in rows)
    none = say("run_sheet.ready_none")
    return {
        "heading": say("run_sheet.ready", count=count) if count else none,
        "name": say("run_sheet.ready_name"),
        "rows": rows,
    }


def _due(subject: Subject, touchpoint: Touchpoint) -> View:
    nothing = say("page.nothing")
    return {
        "by": day_text(subject, touchpoint.start_day - _READY_BEFORE_DAYS),
        "things": list(touchpoint.materials),
        "for": touchpoint.title,
        "on": day_text(subject, touchpoint.start_day),
        "owner": touchpoint.owner or nothing,
    }


SECTIONS = [Section("preparing", preparing, {"facilitator": 20}, "preparing.html")]
