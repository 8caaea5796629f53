"""The run sheet's plan of each session: purpose, parts, what comes before, with and after it.

The one thing that is not in the plan is an even split of a session's minutes over its topics, to
start from; the sheet says so.
"""

from collections.abc import Iterator

from blendnb.designing.key_figures import MINUTES_IN_HOUR
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.exporting.editions import Section
from blendnb.exporting.phrases import days_of, hour, minutes, taking_part, when
from blendnb.exporting.sections.agenda_section import place, to_lead
from blendnb.exporting.subject import Subject, View, state_of
from blendnb.language import say

_STEP_MINUTES = 5
_OTHERS = ("manager", "mentor", "sme")


def sessions(subject: Subject) -> View:
    """Return a plan of each session: purpose, parts, what comes before, with and after it."""
    led = to_lead(subject.plan)
    none = say("run_sheet.sessions_none")
    return {
        "heading": say("run_sheet.sessions", count=len(led)) if led else none,
        "name": say("run_sheet.sessions_name"),
        "sessions": [_session(subject, touchpoint) for touchpoint in led],
    }


def _session(subject: Subject, touchpoint: Touchpoint) -> View:
    dates = [days_of(subject, occurrence) for occurrence in touchpoint.occurrences]
    length = minutes(touchpoint.learner_minutes, len(touchpoint.occurrences))
    return {
        "title": touchpoint.title,
        "mode": touchpoint.modality.replace("_", "-"),
        "code": say(f"charts.code.{touchpoint.modality}"),
        "line": ", ".join(filter(None, (subject.format_name(touchpoint),
                                        place(touchpoint), length))),
        "dates": "; ".join(dates),
        "clock": hour(touchpoint),
        "who": taking_part(subject, touchpoint),
        "purpose": say(f"charts.purpose.{touchpoint.purpose}"),
        "why": touchpoint.why,
        "happens": touchpoint.description,
        "parts": _parts(touchpoint),
        "before": [
            _named(subject, subject.plan.by_id[id_]) for id_ in touchpoint.depends_on
        ],
        "after": [_named(subject, t) for t in _following(subject.plan, touchpoint)],
        "others": list(_others(touchpoint)),
        "materials": list(touchpoint.materials),
        "state": state_of(subject, *touchpoint.occurrences),
    }  # fmt: skip


def _named(subject: Subject, touchpoint: Touchpoint) -> str:
    day = when(subject, touchpoint.occurrences[0])
    return say("run_sheet.named", title=touchpoint.title, day=day)


def _following(plan: Plan, touchpoint: Touchpoint) -> list[Touchpoint]:
    return [other for other in plan.touchpoints if touchpoint.id in other.depends_on]


def _others(touchpoint: Touchpoint) -> Iterator[str]:
    """What managers, mentors and experts do in it, with their time where the plan gives one."""
    for role in touchpoint.roles:
        if role in _OTHERS:
            yield (
                say(
                    "run_sheet.takes_part",
                    role=say(f"roles.{role}"),
                    minutes=minutes(touchpoint.manager_minutes, 1),
                )
                if touchpoint.manager_minutes and role != "sme"
                else say(f"roles.{role}")
            )


def _parts(touchpoint: Touchpoint) -> list[tuple[str, str]]:
    """Topics with an even share of the minutes each, in steps of five minutes."""
    topics, total = touchpoint.all_topics, touchpoint.learner_minutes
    repeat = touchpoint.repeat
    if not topics or total < _STEP_MINUTES * len(topics) or (repeat and repeat.topics):
        return []
    ends = [_rounded(total * n / len(topics)) for n in range(len(topics))] + [total]
    return [
        (say("run_sheet.span", first=_hour(start), last=_hour(end)), topic)
        for start, end, topic in zip(ends, ends[1:], topics, strict=False)
    ]


def _rounded(value: float) -> float:
    return round(value / _STEP_MINUTES) * _STEP_MINUTES


def _hour(value: float) -> str:
    hours, rest = divmod(round(value), MINUTES_IN_HOUR)
    return f"{hours}:{rest:02d}"


SECTIONS = [Section("sessions", sessions, {"facilitator": 30}, "sessions.html")]
