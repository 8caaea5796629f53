"""A plan as Markdown, for a wiki or a ticket: headings, tables and lists, and nothing else.

The template escapes all that it prints, so a title stays a title, whatever stands in it.
"""

from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from blendnb.charts.calendar import day_name
from blendnb.charts.takeaways import journey_takeaway, workload_takeaway
from blendnb.designing.workload import week_of
from blendnb.exporting.editions import client_head
from blendnb.exporting.entries import OccurrenceRow, occurrences, touchpoints
from blendnb.exporting.own_templates import filled_in, template_environment
from blendnb.exporting.phrases import at_hour, taking_part, week_name_of
from blendnb.exporting.sections import sections_of
from blendnb.exporting.sections.brief_section import brief_view
from blendnb.exporting.sections.checks_section import checks
from blendnb.exporting.sections.decisions_section import decisions
from blendnb.exporting.sections.dimensions_section import dimensions
from blendnb.exporting.sections.measures_section import measures
from blendnb.exporting.subject import Subject, View
from blendnb.language import current, say
from blendnb.reporting.escape import markdown
from blendnb.reporting.markdown import report_markdown
from blendnb.reporting.report import Report
from blendnb.reporting.session_report import session_plans, sessions_report

TEMPLATE = "plan.md"


def wiki(subject: Subject, own: Path | None = None) -> str:
    """Return a plan as Markdown.

    Parameters
    ----------
    subject
        The plan and what is known of it.
    own
        A working folder whose `page/plan.md` may stand in for the shipped template.
    """
    given = {
        "w": current(),
        "head": client_head(subject),
        "journey": journey_takeaway(subject.plan),
        "rows": [_row(subject, entry) for entry in touchpoints(subject.plan)],
        "load": workload_takeaway(subject.plan),
        "weeks": _weeks(subject),
        "audit": Markup(report_markdown(dimensions(subject))),  # noqa: S704 -- Markdown, escaped
        "checks": checks(subject),
        "measures": measures(subject),
        "decisions": decisions(subject),
        "brief": brief_view(subject),
        "changes": list(subject.plan.changes),
        "more": Markup(_more(subject)),  # noqa: S704 -- Markdown, escaped
    }
    text = filled_in(_environment(own), TEMPLATE, given)
    return text.strip() + "\n"


def _more(subject: Subject) -> str:
    """The sessions by the minute, and the reports of sections that stand in a wiki too."""
    sessions = session_plans(subject.plan, subject.catalogue)
    by_the_minute = [sessions_report(sessions)] if sessions else []
    views = (section.view(subject) for section in sections_of("client") if section.wiki)
    return report_markdown(*by_the_minute, *(view for view in views if isinstance(view, Report)))


@cache
def _environment(own: Path | None) -> Environment:
    return template_environment(own, _escaped, {})


def _escaped(value: Any) -> Markup:
    """Escape what a template prints for Markdown; `Markup` is what HTML shall not escape again."""
    return value if isinstance(value, Markup) else Markup(markdown(str(value)))  # noqa: S704


def _from(subject: Subject, entry: OccurrenceRow) -> str:
    """The first day with its hour, whose colon stays one: it begins no name of an emoji."""
    clock = entry.touchpoint.time or ""
    day = markdown(at_hour(day_name(subject.plan, entry.start_day), entry.touchpoint))
    return Markup(day.replace(markdown(clock), clock) if clock else day)  # noqa: S704 -- escaped


def _row(subject: Subject, entry: OccurrenceRow) -> list[str]:
    touchpoint = entry.touchpoint
    last = entry.end_day
    return [
        _from(subject, entry),
        say("charts.stays_open") if last is None else day_name(subject.plan, last),
        touchpoint.title,
        subject.format_name(touchpoint),
        say(f"charts.modality.{touchpoint.modality}"),
        say(f"charts.purpose.{touchpoint.purpose}"),
        entry.minutes,
        taking_part(subject, touchpoint),
    ]


def _weeks(subject: Subject) -> list[View]:
    by_week = groupby(occurrences(subject.plan), key=lambda entry: week_of(entry.start_day))
    return [
        {"name": week_name_of(subject, week), "entries": [_entry(e) for e in members]}
        for week, members in by_week
    ]


def _entry(entry: OccurrenceRow) -> View:
    times = entry.times
    which = say("weeks.occurrence", number=entry.number, times=times)
    return {
        "title": entry.touchpoint.title,
        "which": which if times > 1 else "",
        "topics": ", ".join(entry.topics) if times > 1 else "",
        "why": entry.touchpoint.why if entry.number == 1 else "",
        "description": entry.touchpoint.description if entry.number == 1 else "",
    }
