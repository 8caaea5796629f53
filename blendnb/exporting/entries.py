"""A plan as rows of plain values, for every file that other tools open: dates, numbers, texts.

There are two views of a plan. As touchpoints, one row holds all that a touchpoint is, however often
it repeats. As occurrences, one row is one happening with its own days. Values are real: a date is a
date, minutes are a number, and a text is as somebody wrote it, to be escaped where it is written.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from blendnb.charts.calendar import week_number
from blendnb.designing.workload import week_of
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.exporting.views import Subject
from blendnb.exporting.views.weeks import taking_part

Value = str | float | date | time | None
"""None is an empty cell."""
Kind = Literal["text", "number", "index", "day", "time", "mode"]
"""An index is a number that counts nothing, so that none is a value like any other."""


@dataclass(frozen=True)
class Entry:
    """A touchpoint, or one occurrence of it."""

    touchpoint: Touchpoint
    start_day: int
    end_day: int | None
    topics: tuple[str, ...]
    number: int = 1
    """Which occurrence it is, from 1."""

    @property
    def times(self) -> int:
        """How often the touchpoint happens in all."""
        return len(self.touchpoint.occurrences)


def touchpoints(plan: Plan) -> list[Entry]:
    """Return every touchpoint from its first day to its last, in the order of first days."""
    found = [
        Entry(t, t.start_day, None if t.standing else t.last_day, t.all_topics)
        for t in plan.touchpoints
    ]
    return sorted(found, key=lambda entry: entry.start_day)


def occurrences(plan: Plan) -> list[Entry]:
    """Return every occurrence of every touchpoint, in the order of first days."""
    found = [
        Entry(t, o.start_day, o.end_day, o.topics, number)
        for t in plan.touchpoints
        for number, o in enumerate(t.occurrences, start=1)
    ]
    return sorted(found, key=lambda entry: entry.start_day)


# ----------------------------------------------------------------------------------- columns


@dataclass(frozen=True)
class Column:
    """What stands in one column: its name is `tables.<key>` of the page's words."""

    key: str
    value: Callable[[Subject, Entry], Value]
    kind: Kind = "text"
    width: float = 14
    """In characters, where the file has widths."""
    optional: bool = False
    """Left out of a sheet where no entry has it."""

    def name(self, subject: Subject) -> str:
        """Return the heading; an undated plan counts days instead of naming dates."""
        dated = subject.plan.start is not None or self.kind != "day"
        return subject.words["tables"][self.key if dated else f"{self.key}_day"]


def on(plan: Plan, day: int) -> Value:
    """Return a day as its date, or as its number from launch while the plan is undated."""
    return plan.date_of(day) if plan.start else day


def joined(texts: Sequence[str]) -> str | None:
    """Return texts as a list in one cell; None where there are none."""
    return "; ".join(texts) or None


def time_of(touchpoint: Touchpoint) -> time | None:
    """Return when on the day a session begins, where that is known."""
    return time.fromisoformat(touchpoint.time) if touchpoint.time else None


def _until(subject: Subject, entry: Entry) -> Value:
    if entry.end_day is None:
        return subject.words.charts["stays_open"].replace("\u00a0", " ")
    return on(subject.plan, entry.end_day)


def which(subject: Subject, entry: Entry) -> Value:
    """Return which of its row an occurrence is; None where there is only one."""
    if entry.times == 1:
        return None
    return subject.words.say("weeks.occurrence", number=entry.number, times=entry.times)


def _delivery(subject: Subject, entry: Entry) -> Value:
    delivery = entry.touchpoint.delivery
    return subject.words["delivery"][delivery] if delivery else None


def _checks(subject: Subject, entry: Entry) -> Value:
    return joined([subject.words["checks"][kind] for kind in entry.touchpoint.assessment])


def _depends_on(subject: Subject, entry: Entry) -> Value:
    by_id = subject.plan.by_id
    return joined([by_id[id_].title for id_ in entry.touchpoint.depends_on])


_ALL = (
    Column("stage", lambda s, e: s.words.charts[f"group.{e.touchpoint.stage}"], width=8),
    Column("week", lambda _, e: week_number(week_of(e.start_day)), "index", 6),
    Column("start", lambda s, e: on(s.plan, e.start_day), "day", 12),
    Column("end", _until, "day", 12),
    Column("time", lambda _, e: time_of(e.touchpoint), "time", 8, optional=True),
    Column("time_zone", lambda _, e: e.touchpoint.time_zone, width=16, optional=True),
    Column("title", lambda _, e: e.touchpoint.title, width=36),
    Column("which", which, width=8, optional=True),
    Column("format", lambda s, e: s.format_name(e.touchpoint), width=19),
    Column("mode", lambda s, e: s.words.charts[f"modality.{e.touchpoint.modality}"], "mode", 11),
    Column("delivery", _delivery, width=10, optional=True),
    Column("purpose", lambda s, e: s.words.charts[f"purpose.{e.touchpoint.purpose}"], width=11),
    Column("times", lambda _, e: e.times, "number", 7),
    Column("learner_minutes", lambda _, e: e.touchpoint.learner_minutes, "number", 10),
    Column("total_minutes", lambda _, e: e.touchpoint.total_learner_minutes, "number", 10),
    Column("facilitation_minutes", lambda _, e: e.touchpoint.facilitation_minutes, "number", 12),
    Column("manager_minutes", lambda _, e: e.touchpoint.manager_minutes, "number", 10),
    Column("who", lambda s, e: taking_part(s, e.touchpoint), width=19),
    Column("owner", lambda _, e: e.touchpoint.owner, width=18, optional=True),
    Column("topics", lambda _, e: joined(e.topics), width=26),
    Column("checks", _checks, width=20),
    Column("why", lambda _, e: e.touchpoint.why or None, width=46),
    Column("trigger", lambda _, e: e.touchpoint.trigger, width=28, optional=True),
    Column("description", lambda _, e: e.touchpoint.description or None, width=56, optional=True),
    Column("materials", lambda _, e: joined(e.touchpoint.materials), width=30, optional=True),
    Column("depends_on", _depends_on, width=36, optional=True),
    Column("id", lambda _, e: e.touchpoint.id, width=14),
)
_BY_KEY = {column.key: column for column in _ALL}


def columns(*keys: str) -> list[Column]:
    """Return columns by their keys."""
    return [_BY_KEY[key] for key in keys]


def filled(found: Sequence[Column], subject: Subject, entries: Sequence[Entry]) -> list[Column]:
    """Return the columns without optional ones that nothing stands in."""
    return [
        column
        for column in found
        if not column.optional or any(column.value(subject, e) is not None for e in entries)
    ]
