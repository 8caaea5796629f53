"""A dated plan as a calendar that people import, and import again when the plan has changed.

A calendar program knows an entry by its UID, so an occurrence keeps its UID as long as its plan's
brief has this title and client, its touchpoint this id, and it is the same one of its row. Which of
two versions is newer says SEQUENCE. It is read off the file that is being replaced, if that is an
older version of this plan's calendar: an entry that has changed counts one up, one that is the same
stays as it is, and one that the plan no longer has is cancelled rather than forgotten in somebody's
calendar. Nothing here depends on today.

Whole days end on the day *after* the last one: that is how calendars count.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo, available_timezones

from blendnb.domain.plan import Plan, Touchpoint
from blendnb.exporting.entries import Entry, occurrences, time_of
from blendnb.exporting.escape import calendar as text
from blendnb.exporting.escape import calendar_line as line
from blendnb.exporting.views import Subject
from blendnb.exporting.views.weeks import minutes, taking_part, when_it_happens
from blendnb.files.problems import InputError, Problem, did_you_mean, refuse, shown

if TYPE_CHECKING:
    from icalendar import Calendar, Event

PRODUCT = "-//blendnb//blendnb//EN"
_OURS = UUID("2f6d3a55-0d4c-5a0e-9c0b-6a1f5d1f7c11")
"""The name space of our entries' ids."""
_STAMP = datetime(2000, 1, 1, tzinfo=UTC)
"""Every entry must say when it was made; ours say the same, so that equal plans make equal files."""  # noqa: E501
_ASSUMED_MINUTES = 60
"""Length of a session that states none."""
_CANCELLED = "CANCELLED"
_PLAN = "x-blendnb-plan"
"""The property that says whose calendar it is, so that no other plan's entries are carried on."""


def calendar(subject: Subject, file: str, previous: bytes | None = None) -> bytes:
    """Return a plan as an iCalendar file.

    Parameters
    ----------
    subject
        The plan and what is known of it.
    file
        How messages name the file.
    previous
        The calendar that this one replaces; its entries' SEQUENCE numbers are carried on.

    Raises
    ------
    InputError
        If the plan has no start, or a session is in a time zone that does not exist.
    """
    refuse_undated(subject.plan, file)
    _refuse_unknown_zones(subject.plan, file)
    before = _entries_of(previous, subject.plan)
    found = dict(_events(subject))
    for uid, event in found.items():
        event.add("sequence", _sequence(event, before.get(uid)))
    made = _calendar_for(subject.plan)
    for event in [*found.values(), *_cancelled(before, found)]:
        made.add_component(event)
    made.add_missing_timezones()
    return bytes(made.to_ical())


def refuse_undated(plan: Plan, file: str) -> None:
    """Say what to set first where nothing has a date yet.

    Raises
    ------
    InputError
        If the plan has no start.
    """
    if plan.start is None:
        hint = (
            'set "start": "2027-01-11" in the plan, or start = 2027-01-11 under [schedule] in its '
            "brief and design it again"
        )
        raise refuse(file, "the plan has no start yet, so nothing in it has a date", hint=hint)


def _refuse_unknown_zones(plan: Plan, file: str) -> None:
    asked = [t for t in plan.touchpoints if t.time and t.time_zone]
    known = available_timezones() if asked else set()
    problems = [
        Problem(
            file, "time_zone", shown(t.time_zone), "is not a time zone, such as 'Europe/Oslo'",
            did_you_mean(t.time_zone, known), item=t.id,
        )
        for t in asked
        if t.time_zone not in known
    ]  # fmt: skip
    if problems:
        raise InputError(problems)


def _calendar_for(plan: Plan) -> "Calendar":
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    # The first is the standard's name for it, the second the one that most programs read.
    for key in ("name", "x-wr-calname"):
        made.add(key, line(plan.title))
    made.add(_PLAN, _key(plan))
    return made


# ------------------------------------------------------------------------------------ entries


def _events(subject: Subject) -> Iterator[tuple[str, "Event"]]:
    for entry in occurrences(subject.plan):
        uid = _uid(subject.plan, entry)
        yield uid, _event(subject, entry, uid)


def _uid(plan: Plan, entry: Entry) -> str:
    return _id(_key(plan), entry.touchpoint.id, str(entry.number))


def _key(plan: Plan) -> str:
    return _id(plan.brief.client or "", plan.brief.title)


def _id(*parts: str) -> str:
    return str(uuid5(_OURS, "\n".join(map(repr, parts))))


def _event(subject: Subject, entry: Entry, uid: str) -> "Event":
    from icalendar import Event

    touchpoint, words = entry.touchpoint, subject.words
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", _STAMP)
    starts, ends = _span(subject.plan, entry)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", line(_title(subject, entry)))
    event.add("description", text("\n".join(_description(subject, entry))))
    modes = (f"modality.{touchpoint.modality}", f"purpose.{touchpoint.purpose}")
    event.add("categories", [line(words.charts[key]) for key in modes])
    if touchpoint.delivery:
        event.add("location", line(words["delivery"][touchpoint.delivery]))
    event.add("transp", "OPAQUE" if touchpoint.live else "TRANSPARENT")
    return event


def _span(plan: Plan, entry: Entry) -> tuple[date, date]:
    """From when to when, the end exclusive: moments for a session with a time, else whole days."""
    first = plan.date_of(entry.start_day)
    assert first, "checked before"  # noqa: S101
    if _timed(entry):
        return _session(first, entry.touchpoint)
    last_day = entry.start_day if entry.end_day is None else entry.end_day
    return first, first + timedelta(days=last_day - entry.start_day + 1)


def _timed(entry: Entry) -> bool:
    """Whether it has a time and is on a single day; over several days the time is in its text."""
    return entry.touchpoint.time is not None and entry.start_day == entry.end_day


def _session(on: date, touchpoint: Touchpoint) -> tuple[datetime, datetime]:
    zone = ZoneInfo(touchpoint.time_zone) if touchpoint.time_zone else None
    starts = datetime.combine(on, time_of(touchpoint) or time.min, zone)
    length = touchpoint.learner_minutes or touchpoint.facilitation_minutes or _ASSUMED_MINUTES
    return starts, starts + timedelta(minutes=round(length))


def _title(subject: Subject, entry: Entry) -> str:
    say, title = subject.words.say, entry.touchpoint.title
    if entry.end_day is None:
        return say("calendar.opens", title=title)
    if entry.times > 1:
        return say("calendar.session", title=title, number=entry.number, times=entry.times)
    return title


def _description(subject: Subject, entry: Entry) -> Iterator[str]:
    """Why first, then what one has to know."""
    touchpoint, say = entry.touchpoint, subject.words.say
    yield from filter(None, (touchpoint.why, touchpoint.description))
    yield f"{subject.format_name(touchpoint)}."
    if touchpoint.learner_minutes:
        yield say("calendar.takes", minutes=minutes(subject, touchpoint.learner_minutes, 1))
    if touchpoint.time and not _timed(entry) and entry.end_day is not None:
        yield say("calendar.time_each_day", time=touchpoint.time)
    if touchpoint.trigger:
        yield when_it_happens(subject, touchpoint.trigger)
    yield say("calendar.with", who=taking_part(subject, touchpoint))
    if entry.topics:
        yield say("calendar.topics", topics=", ".join(entry.topics))
    if touchpoint.materials:
        yield say("calendar.bring", materials=", ".join(touchpoint.materials))


# ------------------------------------------------------------------------ what was there before


def _entries_of(previous: bytes | None, plan: Plan) -> dict[str, "Event"]:
    """Return the entries of an older version of this plan's calendar; none of any other file."""
    from icalendar import Calendar

    try:
        found = Calendar.from_ical(previous) if previous else None
    except (ValueError, IndexError, KeyError):
        return {}
    if found is None or str(found.get(_PLAN)) != _key(plan):
        return {}
    return {str(event.get("uid")): event for event in found.walk("VEVENT")}  # type: ignore[misc]


def _sequence(event: "Event", before: "Event | None") -> int:
    if before is None:
        return 0
    return _number(before) + (_content(event) != _content(before))


def _number(event: "Event") -> int:
    try:
        return int(event.get("sequence", 0))
    except (TypeError, ValueError):
        return 0


def _content(event: "Event") -> list[str]:
    lines = event.to_ical().decode().replace("\r\n ", "").splitlines()
    return [found for found in lines if not found.startswith("SEQUENCE:")]


def _cancelled(before: Mapping[str, "Event"], found: Mapping[str, "Event"]) -> Iterator["Event"]:
    """What the plan no longer has, as entries that tell a calendar to drop them."""
    for uid, event in before.items():
        if uid not in found:
            if event.get("status") != _CANCELLED:
                sequence = _number(event) + 1
                event.pop("sequence", None)
                event.add("sequence", sequence)
                event["status"] = _CANCELLED
            yield event
