"""What stands on the sheets of a workbook: tables of plain values, before anything is drawn.

Four sheets, each for a question of its own: the *plan* (what is there), *week by week* (what goes
on
now, with a share of the minutes of everything that runs longer), *assessment and support* (what
shows that it works, and who helps), the *brief* (what it answers, and what had to be assumed).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from blendnb.charts.calendar import week_number
from blendnb.charts.takeaways import journey_takeaway, workload_takeaway
from blendnb.designing.workload import DAYS_IN_WEEK, week_of, week_shares, weekly_workload
from blendnb.domain.catalogue import Variable
from blendnb.domain.plan import Touchpoint
from blendnb.exporting.entries import (
    Column,
    Entry,
    Kind,
    Value,
    columns,
    filled,
    occurrences,
    on,
    touchpoints,
    which,
)
from blendnb.exporting.views import Subject, View
from blendnb.exporting.views.answers import answer, label
from blendnb.exporting.views.brief import brief
from blendnb.exporting.views.proof import GUIDES, checks, decisions, measures
from blendnb.exporting.views.weeks import taking_part

_PLAN = (
    "stage", "start", "end", "title", "format", "mode", "purpose", "times", "learner_minutes",
    "total_minutes", "who", "why",
)  # fmt: skip
"""What is printed; the rest follows to the right."""
_PLAN_MORE = (
    "week", "time", "time_zone", "delivery", "owner", "facilitation_minutes", "manager_minutes",
    "topics", "checks", "trigger", "description", "materials", "depends_on", "id",
)  # fmt: skip
_WEEK = (
    "start", "end", "time", "title", "which", "format", "mode", "topics", "who",
)  # fmt: skip
_WEEK_MORE = ("time_zone", "delivery", "purpose", "owner", "id")


@dataclass(frozen=True)
class Table:
    """Rows under a head, of one kind of value in each column."""

    head: tuple[str, ...]
    kinds: tuple[Kind, ...]
    rows: tuple[tuple[Value, ...], ...]
    name: str = ""
    """Its heading, where a sheet has several."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: what it says first, a note, its tables below each other."""

    name: str
    title: str
    note: str
    widths: tuple[float, ...]
    """Of the columns, in characters."""
    tables: tuple[Table, ...]
    printed: int = 0
    """How many columns are printed; all where it is 0."""


def sheets(subject: Subject) -> list[Sheet]:
    """Return the sheets of a plan."""
    return [_plan(subject), _weeks(subject), _proof(subject), _brief(subject)]


# ------------------------------------------------------------------------------------- plan


def _plan(subject: Subject) -> Sheet:
    words, entries = subject.words["tables"], touchpoints(subject.plan)
    first = filled(columns(*_PLAN), subject, entries)
    found = [*first, *filled(columns(*_PLAN_MORE), subject, entries)]
    return Sheet(
        name=words["plan"],
        title=f"{subject.plan.title}: {journey_takeaway(subject.plan, subject.words.charts)}",
        note=_noted(subject, words["plan_note"]),
        widths=tuple(column.width for column in found),
        tables=(_table(subject, found, entries),),
        printed=len(first),
    )


def _table(subject: Subject, found: Sequence[Column], entries: Sequence[Entry]) -> Table:
    return Table(
        head=tuple(column.name(subject) for column in found),
        kinds=tuple(column.kind for column in found),
        rows=tuple(tuple(c.value(subject, entry) for c in found) for entry in entries),
    )


def _noted(subject: Subject, note: str) -> str:
    """The note, and that there are no dates yet where that is so."""
    undated = subject.words["tables"]["undated"] if subject.plan.start is None else ""
    return " ".join(filter(None, (note, undated)))


# ------------------------------------------------------------------------------------ weeks


def _weeks(subject: Subject) -> Sheet:
    words, plan = subject.words, subject.plan
    entries = occurrences(plan)
    first, more = (filled(columns(*keys), subject, entries) for keys in (_WEEK, _WEEK_MORE))
    return Sheet(
        name=words["tables"]["weeks"],
        title=workload_takeaway(plan, words.charts),
        note=_noted(subject, words.say("tables.weeks_note", available=_available(subject))),
        widths=(6, 11, *(c.width for c in first), 10, 12, *(c.width for c in more)),
        tables=(_week_table(subject, first, more),),
        printed=len(first) + 4,
    )


def _week_table(subject: Subject, first: Sequence[Column], more: Sequence[Column]) -> Table:
    words = subject.words["tables"]
    begins = words["week_start" if subject.plan.start else "week_start_day"]
    return Table(
        head=(
            words["week"], begins, *(column.name(subject) for column in first),
            words["week_minutes"], words["counted_minutes"],
            *(column.name(subject) for column in more),
        ),
        kinds=(
            "index", "day", *(c.kind for c in first), "number", "number", *(c.kind for c in more),
        ),
        rows=tuple(_week_rows(subject, first, more)),
    )  # fmt: skip


def _available(subject: Subject) -> str:
    return f"{subject.plan.brief.resolved.audience.minutes_per_week or 0:g}"


def _week_rows(
    subject: Subject, first: Sequence[Column], more: Sequence[Column]
) -> Iterator[tuple[Value, ...]]:
    """Each week's entries; the week's whole learning time stands in the first row of each."""
    loads = {load.week: load.learning_minutes for load in weekly_workload(subject.plan)}
    for week, entry, share in _by_week(occurrences(subject.plan)):
        yield (
            week_number(week),
            on(subject.plan, (week - 1) * DAYS_IN_WEEK),
            *(column.value(subject, entry) for column in first),
            share * entry.touchpoint.learner_minutes,
            loads.pop(week, None),
            *(column.value(subject, entry) for column in more),
        )


def _by_week(entries: Sequence[Entry]) -> list[tuple[int, Entry, float]]:
    """Each entry in each week that it touches, with that week's share of its minutes."""
    found = [
        (week, entry, share)
        for entry in entries
        for week, share in week_shares(entry.touchpoint.occurrences[entry.number - 1])
    ]
    return sorted(found, key=lambda part: part[0])


# --------------------------------------------------------------------- assessment and support


def _proof(subject: Subject) -> Sheet:
    words = subject.words["tables"]
    found = (_checks(subject), _support(subject), _guidance(subject), *_measures(subject))
    return Sheet(
        name=words["proof"],
        title=measures(subject)["heading"],
        note=_noted(subject, words["proof_note"]),
        widths=(52, 26, 30, 18, 18, 16),
        tables=tuple(table for table in found if table.rows),
    )


def _checks(subject: Subject) -> Table:
    words = subject.words["checks"]
    rows = tuple(
        (e.touchpoint.title, _shows(subject, e.touchpoint), which(subject, e),
         on(subject.plan, e.start_day))
        for e in occurrences(subject.plan)
        if e.touchpoint.assessment
    )  # fmt: skip
    head = (words["check"], words["shows"], subject.words["tables"]["which"], words["when"])
    return Table(head, ("text", "text", "text", "day"), rows, checks(subject)["heading"])


def _shows(subject: Subject, touchpoint: Touchpoint) -> str:
    return "; ".join(subject.words["checks"][kind] for kind in touchpoint.assessment)


def _support(subject: Subject) -> Table:
    words, plan = subject.words["checks"], subject.plan
    rows = tuple(
        (t.title, t.owner, taking_part(subject, t), on(plan, t.start_day))
        for t in plan.touchpoints
        if t.standing
    )
    head = (words["help"], words["ask"], subject.words["tables"]["who"], words["from"])
    return Table(head, ("text", "text", "text", "day"), rows, words["support"])


def _guidance(subject: Subject) -> Table:
    words, plan = subject.words["checks"], subject.plan
    rows = tuple(
        (t.title, None, taking_part(subject, t), on(plan, t.start_day), t.manager_minutes,
         t.manager_minutes * len(t.occurrences))
        for t in plan.touchpoints
        if GUIDES & set(t.roles)
    )  # fmt: skip
    tables = subject.words["tables"]
    head = (
        words["part"], "", tables["who"], words["from"],
        tables["learner_minutes"], tables["total_minutes"],
    )  # fmt: skip
    kinds: tuple[Kind, ...] = ("text", "text", "text", "day", "number", "number")
    return Table(head, kinds, rows, words["managers"])


def _measures(subject: Subject) -> Iterator[Table]:
    words, plan = subject.words["measures"], subject.plan
    rows = tuple(
        (m.text, words[m.kind], m.moment, None if m.when_day is None else on(plan, m.when_day),
         m.baseline, m.target)
        for m in plan.measures
    )  # fmt: skip
    head = tuple(words[key] for key in ("measure", "kind", "moment", "when", "baseline", "target"))
    yield Table(head, ("text", "text", "text", "day", "text", "text"), rows, words["name"])
    pilot = plan.pilot
    if pilot:
        starts = None if pilot.start_day is None else on(plan, pilot.start_day)
        row = (pilot.text, None, pilot.decide_by, starts, pilot.size)
        tables = subject.words["tables"]
        head = (tables["pilot"], "", tables["decides"], words["when"], tables["people"])
        name = subject.words.say("measures.pilot", size=f"{pilot.size:,}")
        yield Table(head, ("text", "text", "text", "day", "number"), (row,), name)


# ------------------------------------------------------------------------------------ brief


def _brief(subject: Subject) -> Sheet:
    words, plan = subject.words, subject.plan
    found = brief(subject)
    return Sheet(
        name=words["tables"]["brief"],
        title=plan.brief.title,
        note=words["tables"]["brief_note"],
        widths=(34, 60, 20, 18),
        tables=(
            _texts(subject, found),
            _answers(subject),
            *_decisions(subject),
        ),
    )


def _texts(subject: Subject, found: View) -> Table:
    words, plan = subject.words["brief"], subject.plan
    moments = "\n".join(" · ".join(filter(None, m.values())) for m in found["moments"])
    texts = (
        (label(subject.catalogue, "client"), plan.brief.client),
        (words["objective"], plan.brief.objective),
        (words["gap"], plan.brief.gap),
        (words["moments"], moments),
        (words["topics"], "\n".join(found["topics"])),
    )
    rows = tuple((name, text) for name, text in texts if text)
    tables = subject.words["tables"]
    return Table((tables["variable"], tables["value"]), ("text", "text"), rows)


def _answers(subject: Subject) -> Table:
    words, found = subject.words["tables"], subject.plan.brief
    known = {**found.assumed, **found.stated}
    variables = [v for path, v in subject.catalogue.variables.items() if path in known]
    rows = tuple(
        (v.label, *_answer(subject, v, known[v.path]),
         words["stated" if v.path in found.stated else "assumed"])
        for v in variables
        if "." in v.path and v.path != "schedule.blackout"
    )  # fmt: skip
    head = tuple(words[key] for key in ("variable", "value", "unit", "known"))
    return Table(head, ("text", "text", "text", "text"), rows)


def _answer(subject: Subject, variable: Variable, value: object) -> tuple[Value, Value]:
    """An answer with its unit: numbers and dates as they are, everything else in words."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value, variable.unit
    if variable.path == "schedule.start":
        return subject.plan.brief.schedule.start, None
    return answer(subject, variable.path, value), None


def _decisions(subject: Subject) -> Iterator[Table]:
    found = decisions(subject)
    rows = tuple((d.when, d.text, d.who, d.why) for d in subject.plan.decisions)
    if rows:
        head = (subject.words["measures"]["when"], found["name"], "", subject.words["weeks"]["why"])
        yield Table(head, ("day", "text", "text", "text"), rows, found["heading"])


def rows_of_weeks(subject: Subject) -> int:
    """Return how many rows the largest sheet has, without making it."""
    return sum(
        week_of(e.start_day if e.end_day is None else e.end_day) - week_of(e.start_day) + 1
        for e in occurrences(subject.plan)
    )
