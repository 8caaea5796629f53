"""A plan as rows of plain values, for every file that other tools open: dates, numbers, texts.

As touchpoints, one row holds all that a touchpoint is, however often it repeats. As occurrences,
one row is one of them with its own days; by week, one row has what a touchpoint has in a week.
Values are real: a date is a date, minutes are a number, and a text is as somebody wrote it, to be
escaped where it is written.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import groupby

from blendnb.charts.calendar import week_number
from blendnb.designing.workload import week_of
from blendnb.domain.plan import Occurrence, Plan, Touchpoint
from blendnb.exporting.phrases import minutes, taking_part
from blendnb.exporting.subject import Subject
from blendnb.language import say
from blendnb.reporting.report import Column, Kind, Table, Value


@dataclass(frozen=True)
class OccurrenceRow:
    """Some occurrences of one touchpoint in a row: all of them, those of a week, or one."""

    occurrences: tuple[Occurrence, ...]

    @property
    def touchpoint(self) -> Touchpoint:
        """The touchpoint that takes place."""
        return self.occurrences[0].touchpoint

    @property
    def number(self) -> int:
        """Which occurrence of the touchpoint the first of them is, from 1."""
        return self.occurrences[0].number

    @property
    def start_day(self) -> int:
        """First day of the first of them."""
        return self.occurrences[0].start_day

    @property
    def end_day(self) -> int | None:
        """Last day of the last of them; None where it stays open."""
        return self.occurrences[-1].end_day

    @property
    def last(self) -> int:
        """Which occurrence of the touchpoint the last of them is."""
        return self.occurrences[-1].number

    @property
    def topics(self) -> tuple[str, ...]:
        """What they are about, each topic once."""
        return tuple(dict.fromkeys(topic for o in self.occurrences for topic in o.topics))

    @property
    def times(self) -> int:
        """How often the touchpoint happens in all."""
        return self.occurrences[0].times

    @property
    def minutes(self) -> str:
        """How long they take a learner, in words."""
        return minutes(self.touchpoint.learner_minutes, len(self.occurrences))


def touchpoints(plan: Plan) -> list[OccurrenceRow]:
    """Return every touchpoint with all its occurrences, in the order of first days."""
    return _in_order(OccurrenceRow(t.occurrences) for t in plan.touchpoints)


def occurrences(plan: Plan) -> list[OccurrenceRow]:
    """Return every occurrence of every touchpoint, in the order of first days."""
    return _in_order(OccurrenceRow((occurrence,)) for occurrence in plan.occurrences)


def by_week(plan: Plan) -> list[OccurrenceRow]:
    """Return each touchpoint once a week, with all that begins of it in that week."""
    return _in_order(
        OccurrenceRow(tuple(members))
        for t in plan.touchpoints
        for _, members in groupby(t.occurrences, key=lambda o: week_of(o.start_day))
    )


def _in_order(entries: Iterable[OccurrenceRow]) -> list[OccurrenceRow]:
    return sorted(entries, key=lambda entry: entry.start_day)


# ----------------------------------------------------------------------------------- columns


@dataclass(frozen=True)
class Field:
    """What stands in one column of a table: its name is the sentence `tables.<key>`."""

    key: str
    value: Callable[[Subject, OccurrenceRow], Value]
    kind: Kind = "text"
    width: float = 14
    """In characters, where the file has widths."""
    optional: bool = False
    """Left out of a sheet where no entry has it."""

    def column(self, subject: Subject) -> Column:
        """Return the column of a report's table."""
        return Column(self.name(subject), self.kind, self.width)

    def name(self, subject: Subject) -> str:
        """Return the heading; an undated plan counts days instead of naming dates."""
        dated = subject.plan.start is not None or self.kind != "day"
        return say(f"tables.{self.key}" if dated else f"tables.{self.key}_day")


def on(plan: Plan, day: int) -> Value:
    """Return a day as its date, or as its number from launch while the plan is undated."""
    return plan.date_of(day) if plan.start else day


def joined(texts: Sequence[str]) -> str | None:
    """Return texts as a list in one cell; None where there are none."""
    return "; ".join(texts) or None


def time_of(touchpoint: Touchpoint) -> time | None:
    """Return when on the day a session begins, where that is known."""
    return time.fromisoformat(touchpoint.time) if touchpoint.time else None


def _until(subject: Subject, entry: OccurrenceRow) -> Value:
    if entry.end_day is None:
        return say("charts.stays_open").replace("\u00a0", " ")
    return on(subject.plan, entry.end_day)


def which(_: Subject, entry: OccurrenceRow) -> Value:
    """Return which of its row an occurrence is; None where there is only one."""
    if entry.times == 1:
        return None
    return say("weeks.occurrence", number=entry.number, times=entry.times)


def _delivery(_: Subject, entry: OccurrenceRow) -> Value:
    delivery = entry.touchpoint.delivery
    return say(f"delivery.{delivery}") if delivery else None


def _checks(_: Subject, entry: OccurrenceRow) -> Value:
    return joined([say(f"checks.{kind}") for kind in entry.touchpoint.assessment])


def _depends_on(subject: Subject, entry: OccurrenceRow) -> Value:
    by_id = subject.plan.by_id
    return joined([by_id[id_].title for id_ in entry.touchpoint.depends_on])


_ALL = (
    Field("stage", lambda _, e: say(f"charts.group.{e.touchpoint.stage}"), width=8),
    Field("week", lambda _, e: week_number(week_of(e.start_day)), "index", 6),
    Field("start", lambda s, e: on(s.plan, e.start_day), "day", 12),
    Field("end", _until, "day", 12),
    Field("time", lambda _, e: time_of(e.touchpoint), "time", 8, optional=True),
    Field("time_zone", lambda _, e: e.touchpoint.time_zone, width=16, optional=True),
    Field("title", lambda _, e: e.touchpoint.title, width=36),
    Field("which", which, width=8, optional=True),
    Field("format", lambda s, e: s.format_name(e.touchpoint), width=19),
    Field("mode", lambda _, e: say(f"charts.modality.{e.touchpoint.modality}"), "mode", 11),
    Field("delivery", _delivery, width=10, optional=True),
    Field("purpose", lambda _, e: say(f"charts.purpose.{e.touchpoint.purpose}"), width=11),
    Field("times", lambda _, e: e.times, "number", 7),
    Field("learner_minutes", lambda _, e: e.touchpoint.learner_minutes, "number", 10),
    Field("total_minutes", lambda _, e: e.touchpoint.total_learner_minutes, "number", 10),
    Field("facilitation_minutes", lambda _, e: e.touchpoint.facilitation_minutes, "number", 12),
    Field("manager_minutes", lambda _, e: e.touchpoint.manager_minutes, "number", 10),
    Field("who", lambda s, e: taking_part(s, e.touchpoint), width=19),
    Field("owner", lambda _, e: e.touchpoint.owner, width=18, optional=True),
    Field("topics", lambda _, e: joined(e.topics), width=26),
    Field("checks", _checks, width=20),
    Field("why", lambda _, e: e.touchpoint.why or None, width=46),
    Field("trigger", lambda _, e: e.touchpoint.trigger, width=28, optional=True),
    Field("description", lambda _, e: e.touchpoint.description or None, width=56, optional=True),
    Field("materials", lambda _, e: joined(e.touchpoint.materials), width=30, optional=True),
    Field("depends_on", _depends_on, width=36, optional=True),
    Field("id", lambda _, e: e.touchpoint.id, width=14),
)
_BY_KEY = {field.key: field for field in _ALL}


def fields(*keys: str) -> list[Field]:
    """Return fields by their keys."""
    return [_BY_KEY[key] for key in keys]


def filled(
    candidates: Sequence[Field], subject: Subject, entries: Sequence[OccurrenceRow]
) -> list[Field]:
    """Return the fields without optional ones that nothing stands in."""
    return [
        field
        for field in candidates
        if not field.optional or any(field.value(subject, e) is not None for e in entries)
    ]


def table_of(subject: Subject, chosen: Sequence[Field], entries: Sequence[OccurrenceRow]) -> Table:
    """Return entries as a table with a column for each field."""
    return Table(
        tuple(field.column(subject) for field in chosen),
        tuple(tuple(field.value(subject, entry) for field in chosen) for entry in entries),
    )


def noted(plan: Plan, note: str) -> str:
    """Return the note of a sheet, and that there are no dates yet where that is so."""
    undated = say("tables.undated") if plan.start is None else ""
    return " ".join(filter(None, (note, undated)))
