"""The run sheet's agenda: every session by date, with who is there, how and for how long.

Everything comes from the plan. Where it says nothing, the sheet leaves room to write rather than
make something up.
"""

from blendnb.designing.key_figures import groups_of
from blendnb.domain.plan import Occurrence, Plan, Touchpoint
from blendnb.exporting.editions import Section
from blendnb.exporting.phrases import days_of, hour, minutes, taking_part
from blendnb.exporting.subject import Subject, View, state_of
from blendnb.language import say


def agenda(subject: Subject) -> View:
    """Return every session by date, with who is there, how and for how long."""
    held = [(o, n, t) for t in to_lead(subject.plan) for n, o in enumerate(t.occurrences, start=1)]
    rows = [_held(subject, *entry) for entry in sorted(held, key=lambda entry: entry[0].start_day)]
    count = len(rows)
    none = say("run_sheet.agenda_none")
    return {
        "heading": say("run_sheet.agenda", count=count) if count else none,
        "name": say("run_sheet.agenda_name"),
        "rows": rows,
    }


def _held(subject: Subject, occurrence: Occurrence, which: int, touchpoint: Touchpoint) -> View:
    times = len(touchpoint.occurrences)
    title = touchpoint.title
    if times > 1:
        of = say("weeks.occurrence", number=which, times=times)
        title = say("run_sheet.numbered", title=title, of=of)
    return {
        "when": days_of(subject, occurrence),
        "clock": hour(touchpoint),
        "title": title,
        "key": touchpoint.id,
        "place": place(touchpoint),
        "who": taking_part(subject, touchpoint),
        "minutes": minutes(touchpoint.learner_minutes, 1),
        "lead": minutes(
            touchpoint.facilitation_minutes, groups_of(touchpoint, subject.plan, subject.catalogue)
        ),
        "state": state_of(subject, occurrence),
    }


def is_led(touchpoint: Touchpoint) -> bool:
    """Return whether somebody leads it or meets learners in it, on days that are fixed."""
    return (touchpoint.live or touchpoint.facilitation_minutes > 0) and not touchpoint.stays_open


def to_lead(plan: Plan) -> list[Touchpoint]:
    """Return what is led, in the order of first days."""
    return sorted((t for t in plan.touchpoints if is_led(t)), key=lambda t: t.start_day)


def place(touchpoint: Touchpoint) -> str:
    """Return how people meet, or in which mode it is done."""
    if touchpoint.delivery:
        return say(f"delivery.{touchpoint.delivery}")
    return say(f"charts.modality.{touchpoint.modality}")


SECTIONS = [Section("agenda", agenda, {"facilitator": 10}, "agenda.html")]
