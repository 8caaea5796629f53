"""Where we are now: what is done, what goes on, and what comes next, on the day that is named."""

from blendnb.charts.calendar import date_name, week_name
from blendnb.designing.workload import week_of
from blendnb.domain.plan import Occurrence, Touchpoint
from blendnb.exporting.views import Subject

DONE, NOW, NEXT = "done", "now", "next"


def state_of(subject: Subject, *occurrences: Occurrence) -> str:
    """Return where some happenings stand, in words; empty while they lie further ahead.

    What stays open goes on from its first day. `next` is whatever begins first after today.
    """
    today = subject.today
    if today is None:
        return ""
    key = _state(subject, occurrences, today)
    return subject.words["states"][key] if key else ""


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
    return subject.words.say("states.part", done=done, of=len(touchpoint.occurrences))


def as_of(subject: Subject) -> str:
    """Return today with its week of the journey; empty where no day is named."""
    today, words = subject.today, subject.words
    if today is None or subject.as_of is None:
        return ""
    facts = {
        "date": date_name(subject.as_of, words.charts, year=True),
        "week": week_name(week_of(today)),
        "weeks": week_name(week_of(subject.plan.last_day)),
    }
    if today < 0:
        return words.say("states.before_launch", **facts)
    return words.say("states.over" if today > subject.plan.last_day else "states.as_of", **facts)
