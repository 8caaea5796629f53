"""A brief in words: what it states, and what had to be assumed, under the headings of the form.

`audience.role = "new_manager"` reads "Role: New managers".
"""

from collections.abc import Iterator, Mapping
from datetime import date as Date  # noqa: N812 -- the type; `date` is how one is written
from itertools import groupby
from typing import Any

from blendnb.domain.brief import MIX, Brief, Moment
from blendnb.domain.design_variables import Variable
from blendnb.language import date, number, say
from blendnb.reporting.report import Bullets, Pairs, Paragraph, Report, beside, part, report

Variables = Mapping[str, Variable]
"""What the catalogue says of each variable, by key path."""


def brief_report(brief: Brief, variables: Variables) -> Report:
    """Return everything that a brief states, and what had to be assumed.

    Parameters
    ----------
    brief
        The brief of a plan.
    variables
        How the catalogue calls its questions and answers.
    """
    moments = Bullets(
        tuple(moment.text for moment in brief.moments),
        say("brief.moments"),
        notes=tuple(moment_details(moment) for moment in brief.moments),
    )
    groups = groupby(answers(brief, variables), key=lambda row: row[0].group)
    return report(
        "brief",
        say("brief.heading"),
        beside(
            (
                part(say("brief.objective"), Paragraph(brief.objective)),
                part(say("brief.gap"), Paragraph(brief.gap or "")),
            ),
            (moments, Bullets(brief.resolved.topic_names, say("brief.topics"), kind="topics")),
        ),
        beside(
            *((Pairs(tuple(map(_said, rows)), group),) for group, rows in groups), kind="answers"
        ),
        name=say("brief.name"),
    )


def answers(brief: Brief, variables: Variables) -> Iterator[tuple[Variable, str, bool]]:
    """Yield the questions in the form's order, each with its answer and whether it was assumed.

    Title, objective, client, gap, moments and topics are shown in full elsewhere.
    """
    for path, variable in variables.items():
        if "." in path and path in brief.stated:
            yield variable, answer(variables, path, brief.stated[path]), False
        elif "." in path and path in brief.assumed:
            yield variable, answer(variables, path, brief.assumed[path]), True


def _said(row: tuple[Variable, str, bool]) -> tuple[str, str]:
    variable, text, assumed = row
    return variable.label, say("brief.assumed", answer=text) if assumed else text


def moment_details(moment: Moment) -> str:
    """Return when a moment comes, how it is measured, and what other people do at it."""
    parts = [say("brief.week", week=moment.week)] if moment.week else []
    if moment.measure and moment.baseline:
        facts = {"measure": moment.measure, "baseline": moment.baseline}
        parts.append(say("brief.measured_by", **facts))
    elif moment.measure:
        parts.append(say("brief.measured", measure=moment.measure))
    parts += [say(f"brief.{who}_part", part=part.rstrip(".")) for who, part in moment.parts.items()]
    return "; ".join(parts)


def label(variables: Variables, path: str) -> str:
    """Return the name of a design variable; its key path where the catalogue has none."""
    known = variables.get(path)
    return known.label if known else path


def answer(variables: Variables, path: str, value: Any) -> str:
    """Return an answer in words."""
    variable = variables.get(path)
    if variable and variable.kind == "ranges":
        return "; ".join(_range(first, last) for first, last in value)
    match value:
        case list() | tuple():
            return ", ".join(answer(variables, path, item) for item in value)
        case bool():
            return say("brief.yes" if value else "brief.no")
        case Date():
            return date(value, year=True)
        case int() | float():
            unit = variable.unit if variable else None
            return f"{number(value)} {unit}" if unit else number(value)
    choice = variable.choice(value) if variable else None
    return choice.label if choice else str(value)


def _range(first: Date, last: Date) -> str:
    return say("brief.blackout", first=date(first, year=True), last=date(last, year=True))


def assumptions(variables: Variables, assumed: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what was assumed, each with its name; the weights of the mix as one."""
    whole_mix = assumed.keys() >= set(MIX)
    rows = [
        (label(variables, path), answer(variables, path, value))
        for path, value in assumed.items()
        if not (whole_mix and path in MIX)
    ]
    mix = [(say("why.mix"), say("why.equal_mix"))] if whole_mix else []
    return (*rows, *mix)
