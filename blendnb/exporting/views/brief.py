"""The brief as it was stated, with what was assumed marked as such."""

from itertools import groupby

from blendnb.charts.calendar import date_name
from blendnb.domain.brief import Brief, Moment
from blendnb.domain.catalogue import Catalogue, Variable
from blendnb.exporting.views import Subject, View
from blendnb.exporting.views.answers import answer

_TEXTS = ("title", "objective", "client", "gap", "moments", "topics")
"""Shown in full, not in the list of answers."""


def brief(subject: Subject) -> View:
    """Return everything that the brief states, and what had to be assumed."""
    words, found = subject.words, subject.plan.brief
    return {
        "heading": words["brief"]["heading"],
        "name": words["brief"]["name"],
        "objective": found.objective,
        "gap": found.gap or "",
        "moments": [_moment(subject, moment) for moment in found.moments],
        "topics": list(found.resolved.topics),
        "groups": _groups(subject),
    }


def _moment(subject: Subject, moment: Moment) -> View:
    words = subject.words
    parts = [words.say("brief.week", week=moment.week)] if moment.week else []
    if moment.measure and moment.baseline:
        facts = {"measure": moment.measure, "baseline": moment.baseline}
        parts.append(words.say("brief.measured_by", **facts))
    elif moment.measure:
        parts.append(words.say("brief.measured", measure=moment.measure))
    parts += [
        words.say(f"brief.{who}_part", part=part.rstrip(".")) for who, part in moment.parts.items()
    ]
    return {"text": moment.text, "details": "; ".join(parts)}


def _groups(subject: Subject) -> list[View]:
    """Answers under the headings of the form."""
    found = subject.plan.brief
    rows = [_row(subject, variable) for variable in _variables(subject.catalogue, found)]
    return [
        {"name": name, "rows": [row for _, row in members]}
        for name, members in groupby(rows, key=lambda entry: entry[0])
    ]


def _variables(catalogue: Catalogue, found: Brief) -> list[Variable]:
    known = found.stated.keys() | found.assumed.keys()
    return [v for path, v in catalogue.variables.items() if path in known and path not in _TEXTS]


def _row(subject: Subject, variable: Variable) -> tuple[str, View]:
    found, path = subject.plan.brief, variable.path
    assumed = path not in found.stated
    value = found.assumed[path] if assumed else found.stated[path]
    shown = _blackouts(subject) if path == "schedule.blackout" else answer(subject, path, value)
    return variable.group, {"label": variable.label, "value": shown, "assumed": assumed}


def _blackouts(subject: Subject) -> str:
    words = subject.words
    return "; ".join(
        words.say(
            "brief.blackout",
            first=date_name(first, words.charts, year=True),
            last=date_name(last, words.charts, year=True),
        )
        for first, last in subject.plan.brief.schedule.blackout
    )
