"""A plan as Markdown, for a wiki or a ticket: headings, tables and lists, and nothing else.

The template escapes all that it prints, so a title stays a title, whatever stands in it.
"""

from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from blendnb.charts.tables import day_name
from blendnb.charts.takeaways import dimensions_takeaway, journey_takeaway, workload_takeaway
from blendnb.designing.workload import week_of
from blendnb.exporting.entries import Entry, occurrences, touchpoints
from blendnb.exporting.escape import markdown
from blendnb.exporting.views import Subject, View
from blendnb.exporting.views.brief import brief
from blendnb.exporting.views.first_screen import header
from blendnb.exporting.views.proof import checks, decisions, measures
from blendnb.exporting.views.weeks import minutes, taking_part, week_name_of
from blendnb.files.shipped import shipped

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
    words = subject.words
    text = (
        _environment(own)
        .get_template(TEMPLATE)
        .render(
            w=words,
            head=header(subject),
            journey=journey_takeaway(subject.plan, words.charts),
            rows=[_row(subject, entry) for entry in touchpoints(subject.plan)],
            load=workload_takeaway(subject.plan, words.charts),
            weeks=_weeks(subject),
            dimensions=dimensions_takeaway(subject.audit, words.charts),
            questions=_questions(subject),
            checks=checks(subject),
            measures=measures(subject),
            decisions=decisions(subject),
            brief=brief(subject),
            changes=list(subject.plan.changes),
        )
    )
    return text.strip() + "\n"


@cache
def _environment(own: Path | None) -> Environment:
    shipped_templates = FileSystemLoader(str(shipped("templates") / "page"))
    own_templates = [FileSystemLoader(str(own / "page"))] if own else []
    return Environment(
        loader=ChoiceLoader([*own_templates, shipped_templates]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_escaped,
    )


def _escaped(value: Any) -> Markup:
    """Escape what a template prints for Markdown; `Markup` is what HTML shall not escape again."""
    return value if isinstance(value, Markup) else Markup(markdown(str(value)))  # noqa: S704


def _row(subject: Subject, entry: Entry) -> list[str]:
    words, touchpoint = subject.words.charts, entry.touchpoint
    last = entry.end_day
    return [
        day_name(subject.plan, entry.start_day, words),
        words["stays_open"] if last is None else day_name(subject.plan, last, words),
        touchpoint.title,
        subject.format_name(touchpoint),
        words[f"modality.{touchpoint.modality}"],
        words[f"purpose.{touchpoint.purpose}"],
        minutes(subject, touchpoint.learner_minutes, entry.times),
        taking_part(subject, touchpoint),
    ]


def _weeks(subject: Subject) -> list[View]:
    by_week = groupby(occurrences(subject.plan), key=lambda entry: week_of(entry.start_day))
    return [
        {"name": week_name_of(subject, week), "entries": [_entry(subject, e) for e in members]}
        for week, members in by_week
    ]


def _entry(subject: Subject, entry: Entry) -> View:
    times = entry.times
    which = subject.words.say("weeks.occurrence", number=entry.number, times=times)
    return {
        "title": entry.touchpoint.title,
        "which": which if times > 1 else "",
        "topics": ", ".join(entry.topics) if times > 1 else "",
        "why": entry.touchpoint.why if entry.number == 1 else "",
        "description": entry.touchpoint.description if entry.number == 1 else "",
    }


def _questions(subject: Subject) -> list[list[str]]:
    words = subject.words.charts
    return [
        [
            words[f"dimension.{dimension.id}"],
            words[f"question.{question.id}"],
            words[f"verdict.{question.verdict}"],
            question.text,
        ]
        for dimension in subject.audit.dimensions
        for question in dimension.questions
    ]
