"""A dated plan as a calendar that people import, and import again when the plan has changed.

A calendar program knows an entry by its UID, so an occurrence keeps its UID whatever is renamed or
moved: it follows from the plan's id, from its start and from the touchpoint's id. Another start is
another run of the journey, with ids of its own, unless it is written over the old file. A plan
without an id, as older ones are, is known by what its journey is for.

Which of two versions is newer says SEQUENCE, and a stamp that goes with it. Both are read off the
calendars of this run that lie in the folder, under whatever name: an entry that has changed counts
one up, one that is the same stays as it is, and one that the plan no longer has is cancelled rather
than forgotten in somebody's calendar. Nothing here depends on today.

Moments are in UTC: nothing recurs in these files, and no program has to read a list of the changes
of clocks, which some do wrongly. Whole days end on the day *after* the last one: that is how
calendars count.
"""

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo, available_timezones

from blendnb.domain.plan import Plan, Touchpoint
from blendnb.exporting.editions import EDITIONS, LEARNER
from blendnb.exporting.entries import OccurrenceRow, occurrences, time_of
from blendnb.exporting.orders import EDITION, Order, Target
from blendnb.exporting.phrases import (
    day_text,
    group_count,
    groups_sentence,
    hour,
    last_group,
    minutes,
    taking_part,
    when_it_happens,
)
from blendnb.exporting.subject import Subject
from blendnb.files.problems import InputError, Problem, did_you_mean, refuse, shown
from blendnb.language import listed, say
from blendnb.reporting import escape

if TYPE_CHECKING:
    from icalendar import Calendar, Component, Event

PRODUCT = "-//blendnb//blendnb//EN"
_OURS = UUID("2f6d3a55-0d4c-5a0e-9c0b-6a1f5d1f7c11")
"""The name space of our entries' ids."""
_STAMP = datetime(2000, 1, 1, tzinfo=UTC)
"""When an entry was made, as every one must say: so many days later as it was changed times."""
_LONG_AGO = date(2000, 1, 1)
"""Where a cancelled entry stands: programs that show what is cancelled show it on no day in use."""
_ASSUMED_MINUTES = 60
"""Length of a session that states none."""
_CANCELLED = "CANCELLED"
_RUN = "x-blendnb-plan"
"""The property that says whose calendar it is, so that no other plan's entries are carried on."""
_PURPOSE, _CLIENT, _TITLE, _START, _PLAN = _MARKS = (
    "x-blendnb-purpose", "x-blendnb-client", "x-blendnb-title", "x-blendnb-start", "x-blendnb-id",
)  # fmt: skip
"""Properties by which a run of a journey is known again where one of them has changed."""
_VERSION = ("SEQUENCE:", "DTSTAMP:", "LAST-MODIFIED:")
"""What changes with a version of an entry and says nothing else."""
_MOST_CHANGES = 100_000
_MOST_NAMED = 3
"""Sessions that a warning names."""


def dated_plan(order: Order) -> bytes:
    """Return the calendar that an order asks for, which carries on those of its folder."""
    from blendnb.exporting.choices import choices_of

    refuse_undated(order.plan, order.file)
    edition = choices_of(order.plan, edition=order.options.get("edition")).edition
    subject = order.subject
    subject = replace(subject, plan=EDITIONS[edition].shown(subject.plan))
    before = list(_calendars((order.previous, *order.beside)))
    return calendar(subject, order.file, edition, before)


def calendar(
    subject: Subject, file: str, edition: str = "client", previous: "Sequence[Calendar | None]" = ()
) -> bytes:
    """Return a plan as an iCalendar file.

    Parameters
    ----------
    subject
        The plan and what is known of it.
    file
        How messages name the file.
    edition
        Whom it is for: a learner's tells no reasons and materials of those who design and lead.
    previous
        The calendar that this one replaces, if any, then others; of those of this run, the entries'
        SEQUENCE numbers are carried on.

    Raises
    ------
    InputError
        If the plan has no start, or a session is in a time zone that does not exist.
    """
    refuse_undated(subject.plan, file)
    _refuse_unknown_zones(subject.plan, file)
    _tell_times_without_zone(subject.plan)
    run, calendars = _run_of(subject.plan, edition, previous)
    before = _newest(calendars)
    events = dict(_events(subject, run, edition))
    for uid, event in events.items():
        _number_it(event, _sequence(event, before.get(uid)))
    made = _calendar_for(subject.plan, run)
    for event in [*events.values(), *_cancelled(before, events)]:
        made.add_component(event)
    return bytes(made.to_ical())


def refuse_undated(plan: Plan, file: str) -> None:
    """Say what to set first where nothing has a date yet.

    Raises
    ------
    InputError
        If the plan has no start.
    """
    if plan.start is None:
        raise refuse(file, say("export.problem.undated"), hint=say("export.problem.undated_hint"))


def _refuse_unknown_zones(plan: Plan, file: str) -> None:
    asked = [t for t in plan.touchpoints if t.time and t.time_zone]
    known = available_timezones() if asked else set()
    problems = [
        Problem(
            file, "time_zone", shown(t.time_zone), say("export.problem.time_zone"),
            did_you_mean(t.time_zone, known), item=t.id,
        )
        for t in asked
        if t.time_zone not in known
    ]  # fmt: skip
    if problems:
        raise InputError(problems)


def _tell_times_without_zone(plan: Plan) -> None:
    """Warn of hours that are another moment for everybody who is somewhere else."""
    titles = [t.title for t in plan.touchpoints if t.time and not t.time_zone]
    if titles:
        warnings.warn(
            say("calendar.no_zone", count=len(titles), titles=listed(titles, _MOST_NAMED)),
            stacklevel=5,
        )


# --------------------------------------------------------------------------------- whose it is


@dataclass(frozen=True)
class _Run:
    """One run of a journey: what its entries' ids follow from, and what it is known again by."""

    id: str
    marks: Mapping[str, str]


def _run_of(
    plan: Plan, edition: str, calendars: "Sequence[Calendar | None]"
) -> "tuple[_Run, list[Calendar]]":
    """Return which run a plan is, and those of some calendars that are of this run."""
    marks = _marks(plan, edition)
    beside = [calendar for calendar in calendars[1:] if calendar is not None]
    id_ = _id_gone_on_with(plan, marks, calendars[0] if calendars else None, beside)
    if id_ is None:
        id_ = _id(marks[_PLAN] or marks[_PURPOSE], str(plan.start))
        while any(_said(calendar, _RUN) == id_ for calendar in beside):
            id_ = _id(id_)
    known = [c for c in calendars if c is not None and _said(c, _RUN) == id_]
    return _Run(id_, marks), known


def _marks(plan: Plan, edition: str) -> dict[str, str]:
    brief = plan.brief
    values = (
        _id(edition, plan.blueprint or "", brief.objective),
        _id(brief.client or ""),
        _id(brief.title),
        str(plan.start),
        _id(edition, plan.id) if plan.id else "",
    )
    return dict(zip(_MARKS, values, strict=True))


def _id_gone_on_with(
    plan: Plan,
    marks: Mapping[str, str],
    replaced: "Calendar | None",
    beside: "Iterable[Calendar]",
) -> str | None:
    """Return the id of the run that a plan goes on with.

    Whoever writes over a calendar of the same journey goes on with it, whatever has changed. One
    beside it is of the same run if the start is the same and so is the plan, see `_is_same_plan`.
    """
    if replaced is not None and (
        _agree(replaced, marks, _PURPOSE)
        or _agree(replaced, marks, _CLIENT, _TITLE)
        or _said(replaced, _RUN) == _first_edition_id(plan)
    ):
        return _said(replaced, _RUN)
    for calendar in beside:
        if _agree(calendar, marks, _START) and _is_same_plan(calendar, marks):
            return _said(calendar, _RUN)
    return None


def _is_same_plan(calendar: "Calendar", marks: Mapping[str, str]) -> bool:
    """Whether a calendar is of this plan: by its id, or by its journey where it has none.

    Of client and title one may have changed. A plan with another id was composed from another
    brief: for the same two names it is the same journey composed anew, else somebody else's.
    """
    names = [_agree(calendar, marks, _CLIENT), _agree(calendar, marks, _TITLE)]
    if not (marks[_PLAN] and _said(calendar, _PLAN)):
        return any(names) and _agree(calendar, marks, _PURPOSE)
    if _agree(calendar, marks, _PLAN):
        return any(names)
    return all(names) and _agree(calendar, marks, _PURPOSE)


def _first_edition_id(plan: Plan) -> str:
    """The id in calendars of the first edition, which had no other mark."""
    return _id(plan.brief.client or "", plan.brief.title)


def _agree(calendar: "Calendar", marks: Mapping[str, str], *keys: str) -> bool:
    return all(_said(calendar, key) == marks[key] for key in keys)


def _calendar_for(plan: Plan, run: _Run) -> "Calendar":
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    # The first is the standard's name for it, the second the one that most programs read.
    for key in ("name", "x-wr-calname"):
        made.add(key, escape.calendar_line(plan.title))
    made.add(_RUN, run.id)
    for key, mark in run.marks.items():
        made.add(key, mark)
    return made


def _id(*parts: str) -> str:
    return str(uuid5(_OURS, "\n".join(map(repr, parts))))


# ------------------------------------------------------------------------------------ entries


def _events(subject: Subject, run: _Run, edition: str) -> Iterator[tuple[str, "Event"]]:
    for entry in occurrences(subject.plan):
        uid = _id(run.id, entry.touchpoint.id, str(entry.number))
        yield uid, _event(subject, entry, uid, edition)


def _event(subject: Subject, entry: OccurrenceRow, uid: str, edition: str) -> "Event":
    from icalendar import Event

    touchpoint = entry.touchpoint
    at_an_hour = _timed(entry) and not _day_announced(subject, entry, edition)
    event = Event()
    event.add("uid", uid)
    starts, ends = _span(subject.plan, entry, at_an_hour=at_an_hour)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", escape.calendar_line(_title(entry)))
    event.add("description", escape.calendar("\n".join(_description(subject, entry, edition))))
    modes = (f"modality.{touchpoint.modality}", f"purpose.{touchpoint.purpose}")
    event.add("categories", [escape.calendar_line(say(f"charts.{key}")) for key in modes])
    if touchpoint.delivery:
        event.add("location", escape.calendar_line(say(f"delivery.{touchpoint.delivery}")))
    event.add("transp", "OPAQUE" if touchpoint.live and at_an_hour else "TRANSPARENT")
    return event


def _day_announced(subject: Subject, entry: OccurrenceRow, edition: str) -> bool:
    """Whether a learner is yet to be told the day, because groups come one after another."""
    return edition == LEARNER and group_count(subject, entry.touchpoint) > 1


def _span(plan: Plan, entry: OccurrenceRow, *, at_an_hour: bool) -> tuple[date, date]:
    """From when to when, the end exclusive: moments for a session with a time, else whole days."""
    first = plan.date_of(entry.start_day)
    assert first, "checked before"  # noqa: S101
    if at_an_hour:
        return _session(first, entry.touchpoint)
    last_day = entry.start_day if entry.end_day is None else entry.end_day
    return first, first + timedelta(days=last_day - entry.start_day + 1)


def _timed(entry: OccurrenceRow) -> bool:
    """Whether it has a time and is on a single day; over several days the time is in its text."""
    return entry.touchpoint.time is not None and entry.start_day == entry.end_day


def _session(on: date, touchpoint: Touchpoint) -> tuple[datetime, datetime]:
    starts = datetime.combine(on, time_of(touchpoint) or time.min)
    if touchpoint.time_zone:
        starts = starts.replace(tzinfo=ZoneInfo(touchpoint.time_zone)).astimezone(UTC)
    length = touchpoint.learner_minutes or touchpoint.facilitation_minutes or _ASSUMED_MINUTES
    return starts, starts + timedelta(minutes=round(length))


def _title(entry: OccurrenceRow) -> str:
    title = entry.touchpoint.title
    if entry.end_day is None:
        return say("calendar.opens", title=title)
    if entry.times > 1:
        return say("calendar.session", title=title, number=entry.number, times=entry.times)
    return title


def _description(subject: Subject, entry: OccurrenceRow, edition: str) -> Iterator[str]:
    """Why first, then what one has to know."""
    touchpoint, last = entry.touchpoint, last_group(subject, entry.occurrences[0])
    for_learner = edition == LEARNER
    yield from filter(None, ("" if for_learner else touchpoint.why, touchpoint.description))
    yield f"{subject.format_name(touchpoint)}."
    if touchpoint.learner_minutes:
        yield say("calendar.takes", minutes=minutes(touchpoint.learner_minutes, 1))
    if touchpoint.time:
        yield _hour(entry)
    if touchpoint.trigger:
        yield when_it_happens(touchpoint.trigger)
    yield say("calendar.with", who=taking_part(subject, touchpoint))
    if _day_announced(subject, entry, edition):
        yield groups_sentence(subject, entry.occurrences[0])
    elif last is not None:
        yield say("calendar.last_group", day=day_text(subject, last))
    if entry.topics:
        yield say("calendar.topics", topics=", ".join(entry.topics))
    if touchpoint.materials and not for_learner:
        yield say("calendar.bring", materials=", ".join(touchpoint.materials))


def _hour(entry: OccurrenceRow) -> str:
    """The hour as it is where the session is: the entry itself has it in everybody's own zone."""
    many_days = not _timed(entry) and entry.end_day is not None
    return say(
        "calendar.time_each_day" if many_days else "calendar.time", time=hour(entry.touchpoint)
    )


# ------------------------------------------------------------------------ what was there before


def _calendars(contents: "Iterable[bytes | None]") -> "Iterator[Calendar | None]":
    """Each content as a calendar of ours; None where it is none."""
    from icalendar import Calendar

    for content in contents:
        try:
            ours = content is not None and _RUN.upper().encode() in content
            yield Calendar.from_ical(content) if content and ours else None
        except (ValueError, IndexError, KeyError):
            yield None


def _said(calendar: "Calendar", key: str) -> str:
    return str(calendar.get(key, ""))


def _newest(calendars: "Iterable[Calendar]") -> dict[str, "Event"]:
    """Return the newest version of each entry, the replaced file's where two are as new."""
    newest: dict[str, Event] = {}
    for calendar in calendars:
        for event in calendar.walk("VEVENT"):
            uid = str(event.get("uid"))
            if uid not in newest or _number(event) > _number(newest[uid]):
                newest[uid] = event  # type: ignore[assignment]
    return newest


def _sequence(event: "Event", before: "Event | None") -> int:
    if before is None:
        return 0
    return _number(before) + (_content(event) != _content(before))


def _number(event: "Component") -> int:
    try:
        return min(max(int(event.get("sequence", 0)), 0), _MOST_CHANGES)
    except (TypeError, ValueError):
        return 0


def _number_it(event: "Event", sequence: int) -> None:
    """Say which version it is, twice: some programs look at the number, some at the stamp."""
    for key in ("dtstamp", "last-modified", "sequence"):
        event.pop(key, None)
    stamp = _STAMP + timedelta(days=sequence)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", sequence)


def _content(event: "Event") -> list[str]:
    lines = event.to_ical().decode().replace("\r\n ", "").splitlines()
    return [line for line in lines if not line.startswith(_VERSION)]


def _cancelled(before: Mapping[str, "Event"], events: Mapping[str, "Event"]) -> Iterator["Event"]:
    """What the plan no longer has, as entries that tell a calendar to drop them."""
    for uid, event in before.items():
        if uid not in events:
            yield event if event.get("status") == _CANCELLED else _cancelled_now(event)


def _cancelled_now(event: "Event") -> "Event":
    """Return an entry that says that it is cancelled.

    Programs that show such entries would show it to people who never had it, so it leaves its day.
    """
    from icalendar import Event

    title = str(event.get("summary", ""))
    made = Event()
    made.add("uid", str(event.get("uid")))
    made.add("dtstart", _LONG_AGO)
    made.add("dtend", _LONG_AGO + timedelta(days=1))
    made.add("summary", escape.calendar_line(say("calendar.cancelled", title=title)))
    made.add("description", escape.calendar(say("calendar.cancelled_text")))
    made.add("transp", "TRANSPARENT")
    made.add("status", _CANCELLED)
    _number_it(made, _number(event) + 1)
    return made


TARGETS = [Target(".ics", 30, dated_plan, (EDITION,))]
