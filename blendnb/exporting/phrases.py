"""What pages and files say of days, minutes and people, in the same words everywhere.

A module of its own, because page, wiki, calendar and workbook all need it.
"""

from collections.abc import Sequence
from dataclasses import replace

from blendnb.charts.calendar import week_name
from blendnb.designing.key_figures import groups_of
from blendnb.designing.workload import DAYS_IN_WEEK
from blendnb.domain.plan import Occurrence, Touchpoint
from blendnb.exporting.subject import Subject
from blendnb.language import date, number, say
from blendnb.reporting.plan_report import stretch

_MOST_NAMED = 2
"""Occurrences of one week that are named by their days."""

# ------------------------------------------------------------------------- days and minutes


def week_name_of(subject: Subject, week: int) -> str:
    """Return a week's name, with the date on which it begins where the plan has a start."""
    name = week_name(week)
    on = subject.plan.date_of((week - 1) * DAYS_IN_WEEK)
    if on is None:
        return say("weeks.week", week=name)
    return say("weeks.week_from", week=name, date=date(on))


def minutes(each: float, times: int) -> str:
    """Return a stretch of time, or how many of them; a dash where it takes none."""
    if not each:
        return say("page.nothing")
    form = "charts.minutes" if times == 1 else "charts.minutes_each"
    return say(form, minutes=number(each), times=times)


def days(subject: Subject, occurrences: Sequence[Occurrence]) -> str:
    """Return the days of a week's occurrences, with their hour: each of two, the ends of more."""
    first, last = occurrences[0], occurrences[-1]
    if len(occurrences) <= _MOST_NAMED:
        on = ", ".join(days_of(subject, occurrence) for occurrence in occurrences)
    else:
        on = days_of(subject, replace(first, end_day=last.end_day))
    return at_hour(on, first.touchpoint)


def when(subject: Subject, occurrence: Occurrence) -> str:
    """Return the days of an occurrence, with the hour and its zone where the plan says them."""
    return at_hour(days_of(subject, occurrence), occurrence.touchpoint)


def at_hour(on: str, touchpoint: Touchpoint) -> str:
    """Return days with the hour of a touchpoint, and its zone, as far as the plan says them."""
    return say("weeks.at_hour", days=on, hour=hour(touchpoint)) if touchpoint.time else on


def days_of(subject: Subject, occurrence: Occurrence) -> str:
    """Return the days of an occurrence: dates where the plan has a start, else days from launch."""
    first, last = occurrence.start_day, occurrence.end_day
    start = day_text(subject, first)
    if last is None:
        return say("weeks.opens", day=start)
    if last == first:
        return start
    if subject.plan.start is None:
        return say("weeks.day_to_day", first=first, last=last)
    return say("weeks.date_to_date", first=start, last=day_text(subject, last))


def hour(touchpoint: Touchpoint) -> str:
    """Return when on the day a session begins and in which zone, as far as the plan says it."""
    return " ".join(
        filter(None, (touchpoint.time, touchpoint.time_zone if touchpoint.time else None))
    )


def day_text(subject: Subject, day: int) -> str:
    """Return a day as its date, or as the day from launch."""
    on = subject.plan.date_of(day)
    if on is None:
        return say("weeks.day", day=number(day, 0))
    return date(on)


def when_it_happens(trigger: str) -> str:
    """Say what at work sets a touchpoint off; one that begins with "When" says it itself."""
    itself = trigger.casefold().startswith(f"{say('weeks.when')} ".casefold())
    form = "it_happens" if itself else "when_it_happens"
    return say(f"weeks.{form}", trigger=trigger.rstrip("."))


def who(subject: Subject, touchpoint: Touchpoint) -> str:
    """Return who takes part, in how many groups, and who owns it."""
    people = taking_part(subject, touchpoint)
    if not touchpoint.owner:
        return people
    return say("weeks.owner", who=people, owner=touchpoint.owner)


def taking_part(subject: Subject, touchpoint: Touchpoint) -> str:
    """Return who takes part, in how many groups."""
    parts = [say(f"roles.{role}") for role in touchpoint.roles]
    groups = group_count(subject, touchpoint)
    if groups > 1:
        parts.append(_in_groups(subject, touchpoint, groups))
    return ", ".join(parts)


def _in_groups(subject: Subject, touchpoint: Touchpoint, groups: int) -> str:
    """Return how many groups there are, and how much later than the first the last one is."""
    later = max((s.later for s in subject.group_spans.get(touchpoint.id, ())), default=0)
    if not later:
        return say("weeks.groups", groups=number(groups))
    return say("weeks.groups_span", groups=number(groups), later=stretch(later))


def groups_sentence(subject: Subject, occurrence: Occurrence) -> str:
    """Tell learners that groups follow one another, until when, and that theirs is announced."""
    groups = number(group_count(subject, occurrence.touchpoint))
    last = last_group(subject, occurrence)
    if last is None:
        return say("learner.groups_told", groups=groups)
    return say("learner.groups_told_until", groups=groups, day=day_text(subject, last))


def last_group(subject: Subject, occurrence: Occurrence) -> int | None:
    """Return the day of an occurrence's last group; None where it is the first's, or unknown."""
    spans = subject.group_spans.get(occurrence.touchpoint.id, ())
    days_ = (s.last_day for s in spans if s.occurrence.number == occurrence.number and s.later)
    return next(days_, None)


def group_count(subject: Subject, touchpoint: Touchpoint) -> int:
    """Return how many groups come one after another; 1 where nobody waits for another group."""
    if not (touchpoint.live or touchpoint.groups):
        return 1
    return groups_of(touchpoint, subject.plan, subject.catalogue)
