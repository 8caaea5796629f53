"""What a page or a file is about, and where its journey stands on the day that is named."""

from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 -- the type; `date` is how one is written
from functools import cached_property
from typing import Any

from blendnb.charts.calendar import week_name
from blendnb.designing.group_spans import GroupSpan, spans_by_touchpoint
from blendnb.designing.workload import week_of
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.findings import Audit
from blendnb.domain.plan import Occurrence, Plan, Touchpoint
from blendnb.domain.recommendation import Recommendation
from blendnb.language import date, say

View = dict[str, Any]
"""What a template of a section's own shows, worked out and in words, not yet escaped."""


@dataclass(frozen=True)
class Subject:
    """The plan and what is known of it."""

    plan: Plan
    recommendation: Recommendation
    audit: Audit
    catalogue: Catalogue
    as_of: Date | None = None
    """The day that counts as today; None where none is named."""

    @property
    def today(self) -> int | None:
        """The day that counts as today, counted from launch; None without one, or without dates."""
        start = self.plan.start
        return None if self.as_of is None or start is None else (self.as_of - start).days

    @cached_property
    def group_spans(self) -> dict[str, tuple[GroupSpan, ...]]:
        """From the first group to the last, of each touchpoint that several groups attend."""
        return spans_by_touchpoint(self.plan, self.catalogue)

    def format_name(self, touchpoint: Touchpoint) -> str:
        """Return the name of a touchpoint's format; its id where the catalogue has none."""
        known = self.catalogue.formats.get(touchpoint.format)
        return known.name if known else touchpoint.format.replace("_", " ")

    def model_name(self, id_: str) -> str:
        """Return the name of a blend model."""
        known = self.catalogue.blend_models.get(id_)
        return known.name if known else id_.replace("_", " ")


DONE, NOW, NEXT = "done", "now", "next"


def state_of(subject: Subject, *occurrences: Occurrence) -> str:
    """Return where some occurrences stand, in words; empty while they lie further ahead.

    What stays open goes on from its first day. `next` is whatever begins first after today.
    """
    today = subject.today
    if today is None:
        return ""
    key = _state(subject, occurrences, today)
    return say(f"states.{key}") if key else ""


def _state(subject: Subject, occurrences: tuple[Occurrence, ...], today: int) -> str:
    if any(o.start_day <= today <= _end(o) for o in occurrences):
        return NOW
    if all(_end(o) < today for o in occurrences):
        return DONE
    return NEXT if next_day(subject) in {o.start_day for o in occurrences} else ""


def _end(occurrence: Occurrence) -> float:
    return float("inf") if occurrence.end_day is None else occurrence.end_day


def next_day(subject: Subject) -> int | None:
    """Return the first day after today on which anything begins."""
    today = subject.today
    starts = (o.start_day for t in subject.plan.touchpoints for o in t.occurrences)
    return None if today is None else min((day for day in starts if day > today), default=None)


def progress(subject: Subject, touchpoint: Touchpoint) -> str:
    """Return where a touchpoint stands over all its occurrences: done, now, next, 2 of 3 done."""
    state, today = state_of(subject, *touchpoint.occurrences), subject.today
    if today is None or state:
        return state
    done = sum(_end(occurrence) < today for occurrence in touchpoint.occurrences)
    if not done:
        return ""
    return say("states.part", done=done, of=len(touchpoint.occurrences))


def as_of(subject: Subject) -> str:
    """Return today with its week of the journey; empty where no day is named."""
    today = subject.today
    if today is None or subject.as_of is None:
        return ""
    facts = {
        "date": date(subject.as_of, year=True),
        "week": week_name(week_of(today)),
        "weeks": week_name(week_of(subject.plan.last_day)),
    }
    if today < 0:
        return say("states.before_launch", **facts)
    return say("states.over" if today > subject.plan.last_day else "states.as_of", **facts)
