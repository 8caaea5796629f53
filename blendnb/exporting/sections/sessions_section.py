"""The run sheet's plan of each session: purpose, minutes, what comes before, with and after it.

What happens minute by minute is the session plan, as everywhere else.
"""

from collections.abc import Iterator

from markupsafe import Markup

from blendnb.designing.session_plan import SessionPlan, session_plan_of
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.exporting.editions import Section
from blendnb.exporting.entries import noted
from blendnb.exporting.phrases import days_of, hour, minutes, taking_part, when
from blendnb.exporting.sections.agenda_section import place, to_lead
from blendnb.exporting.subject import Subject, View, state_of
from blendnb.language import say
from blendnb.reporting.html import bullets_html, table_html
from blendnb.reporting.session_report import (
    about_text,
    name_text,
    session_plans,
    session_table,
    sessions_report,
)
from blendnb.reporting.workbook import Sheet

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
        "minutes": _by_the_minute(session_plan_of(subject.plan, touchpoint, subject.catalogue)),
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


def _by_the_minute(session: SessionPlan) -> View | None:
    """Return a session's table with what to know before; None where it has no steps."""
    if not session.blocks:
        return None
    return {
        "name": name_text(session),
        "table": table_html(session_table(session)),
        "notes": _listed(session.notes),
        "preparation": _listed(session.preparation),
    }


def _listed(texts: tuple[str, ...]) -> Markup:
    return bullets_html(texts) if texts else Markup()


def sessions_sheet(subject: Subject) -> Sheet:
    """Return every session by the minute, its tables below each other."""
    sessions = session_plans(subject.plan, subject.catalogue)
    said = sessions_report(sessions)
    several = len(sessions) > 1
    headings = [f"{each.title}: {about_text(each)}" for each in sessions]
    tables = tuple(
        session_table(session, heading if several else "")
        for session, heading in zip(sessions, headings, strict=True)
    )
    note = "" if several else "".join(headings)
    widest = max((t.columns for t in tables), key=len, default=())
    widths = tuple(column.width for column in widest)
    name = say("session_plan.short")
    return Sheet(name, said.heading, noted(subject.plan, note), tables, widths)


SECTIONS = [
    Section("sessions", sessions, {"facilitator": 30}, "sessions.html",
            sheet=sessions_sheet, sheet_order=50)
]  # fmt: skip
