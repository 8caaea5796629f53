"""Week by week: everything that happens, what it is for, who takes part, how long it takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from blendnb.charts.calendar import date_name, week_name
from blendnb.charts.spacing import between
from blendnb.charts.takeaways import workload_takeaway
from blendnb.designing.workload import DAYS_IN_WEEK, WeekLoad, week_of, weekly_workload
from blendnb.domain.plan import Occurrence, Touchpoint
from blendnb.exporting.views import Subject, View, number, pictures
from blendnb.exporting.views.states import state_of

_MOST_NAMED = 2
"""Occurrences of one week that are named by their days."""


@dataclass(frozen=True)
class Happening:
    """What one touchpoint has in one week: one occurrence, or several in a row."""

    touchpoint: Touchpoint
    occurrences: tuple[Occurrence, ...]
    first: int
    """Which occurrence of the touchpoint the first of them is, from 1."""

    @property
    def start_day(self) -> int:
        """Day of the first of them."""
        return self.occurrences[0].start_day

    @property
    def last(self) -> int:
        """Which occurrence the last of them is."""
        return self.first + len(self.occurrences) - 1


def weeks(subject: Subject) -> View:
    """Return the workload and the table of everything that happens."""
    words = subject.words
    name = words["weeks"]["chart_name"]
    loads = {load.week: load for load in weekly_workload(subject.plan)}
    found = sorted(happenings(subject), key=lambda h: h.start_day)
    return {
        "heading": workload_takeaway(subject.plan, words.charts),
        "name": name,
        "chart": pictures.workload(subject, name) if found else None,
        "table_name": words["weeks"]["table_name"],
        "weeks": [
            {
                "name": week_name_of(subject, week),
                "load": _load(subject, loads.get(week)),
                "rows": [_row(subject, happening) for happening in members],
            }
            for week, members in groupby(found, key=lambda h: week_of(h.start_day))
        ],
    }


def happenings(subject: Subject) -> Iterator[Happening]:
    """Yield each touchpoint once a week, with all that it has in that week."""
    for touchpoint in subject.plan.touchpoints:
        place = 1
        for _, found in groupby(touchpoint.occurrences, key=lambda o: week_of(o.start_day)):
            occurrences = tuple(found)
            yield Happening(touchpoint, occurrences, place)
            place += len(occurrences)


def week_name_of(subject: Subject, week: int) -> str:
    """Return a week's name, with the date on which it begins where the plan has a start."""
    words, name = subject.words, week_name(week)
    on = subject.plan.date_of((week - 1) * DAYS_IN_WEEK)
    if on is None:
        return words.say("weeks.week", week=name)
    return words.say("weeks.week_from", week=name, date=date_name(on, words.charts))


def _load(subject: Subject, load: WeekLoad | None) -> str:
    """How full the week is; what is done at work stands beside it."""
    if load is None or not load.minutes:
        return ""
    words = subject.words
    available = subject.plan.brief.resolved.audience.minutes_per_week or 0
    minutes = f"{load.learning_minutes:.0f}"
    parts = [words.say("weeks.load", minutes=minutes, available=f"{available:g}")]
    if load.on_the_job_minutes:
        parts.append(words.say("weeks.work_load", minutes=f"{load.on_the_job_minutes:.0f}"))
    return ", ".join(parts)


def _row(subject: Subject, happening: Happening) -> View:
    touchpoint = happening.touchpoint
    return {
        "when": days(subject, happening),
        "state": state_of(subject, *happening.occurrences),
        "code": subject.words.charts[f"code.{touchpoint.modality}"],
        "mode": touchpoint.modality.replace("_", "-"),
        "title": touchpoint.title,
        "anchor": touchpoint.anchor,
        "what": _what(subject, happening),
        "why": _why(subject, happening),
        "who": who(subject, touchpoint),
        "minutes": minutes(subject, touchpoint.learner_minutes, len(happening.occurrences)),
    }


def minutes(subject: Subject, each: float, times: int) -> str:
    """Return a stretch of time, or how many of them; a dash where it takes none."""
    charts = subject.words.charts
    if not each:
        return subject.words["page"]["nothing"]
    form = charts["minutes" if times == 1 else "minutes_each"]
    return form.format(minutes=number(each, subject.words), times=times)


def days(subject: Subject, happening: Happening) -> str:
    """Return the days of a week's occurrences: each of two, first and last of more."""
    found = [when(subject, occurrence) for occurrence in happening.occurrences]
    if len(found) <= _MOST_NAMED:
        return ", ".join(found)
    last = happening.occurrences[-1]
    whole = Occurrence(start_day=happening.start_day, end_day=last.end_day, topics=())
    return when(subject, whole)


def when(subject: Subject, occurrence: Occurrence) -> str:
    """Return the days of an occurrence: dates where the plan has a start, else days from launch."""
    words = subject.words
    first, last = occurrence.start_day, occurrence.end_day
    start = day_name(subject, first)
    if last is None:
        return words.say("weeks.opens", day=start)
    if last == first:
        return start
    if subject.plan.start is None:
        return words.say("weeks.day_to_day", first=first, last=last)
    return words.say("weeks.date_to_date", first=start, last=day_name(subject, last))


def day_name(subject: Subject, day: int) -> str:
    """Return a day as its date, or as the day from launch."""
    on = subject.plan.date_of(day)
    if on is None:
        return subject.words.say("weeks.day", day=f"{day}".replace("-", "−"))
    return date_name(on, subject.words.charts)


def _what(subject: Subject, happening: Happening) -> str:
    """Format, mode, delivery, and which of its repeats."""
    words, touchpoint = subject.words, happening.touchpoint
    parts = [
        subject.format_name(touchpoint),
        words.charts[f"modality.{touchpoint.modality}"].lower(),
    ]
    if touchpoint.delivery:
        parts.append(words["delivery"][touchpoint.delivery])
    times = len(touchpoint.occurrences)
    if times > 1:
        which = between(happening.first, happening.last, words.charts)
        parts.append(words.say("weeks.occurrence", number=which, times=times))
    return ", ".join(parts)


def _why(subject: Subject, happening: Happening) -> list[str]:
    """The reason at the first occurrence; afterwards what this one is about."""
    words, touchpoint = subject.words, happening.touchpoint
    if happening.first == 1:
        return [*filter(None, [touchpoint.why]), *_set_off(subject, touchpoint)]
    topics = dict.fromkeys(topic for o in happening.occurrences for topic in o.topics)
    if topics and tuple(topics) != touchpoint.topics:
        return [words.say("weeks.about", topics=", ".join(topics))]
    first = week_name(week_of(touchpoint.start_day))
    return [words.say("weeks.as_before", week=first)]


def _set_off(subject: Subject, touchpoint: Touchpoint) -> Iterator[str]:
    """What at work sets it off, and what managers and peers do at that moment."""
    say, trigger = subject.words.say, touchpoint.trigger
    if trigger:
        yield when_it_happens(subject, trigger)
    moment = next((m for m in subject.plan.brief.moments if m.text == trigger), None)
    for role, part in (moment.parts if moment else {}).items():
        yield say(f"weeks.{role}_part", part=part.rstrip("."))


def when_it_happens(subject: Subject, trigger: str) -> str:
    """Say what at work sets a touchpoint off; one that begins with "When" says it itself."""
    words = subject.words
    itself = trigger.casefold().startswith(f"{words['weeks']['when']} ".casefold())
    form = "it_happens" if itself else "when_it_happens"
    return words.say(f"weeks.{form}", trigger=trigger.rstrip("."))


def who(subject: Subject, touchpoint: Touchpoint) -> str:
    """Return who takes part, in how many groups, and who owns it."""
    people = taking_part(subject, touchpoint)
    if not touchpoint.owner:
        return people
    return subject.words.say("weeks.owner", who=people, owner=touchpoint.owner)


def taking_part(subject: Subject, touchpoint: Touchpoint) -> str:
    """Return who takes part, in how many groups."""
    words = subject.words
    parts = [words["roles"][role] for role in touchpoint.roles]
    if touchpoint.groups and touchpoint.groups > 1:
        parts.append(words.say("weeks.groups", groups=number(touchpoint.groups, words)))
    return ", ".join(parts)
