"""The brief as it was stated, with what was assumed marked as such."""

from itertools import groupby

from blendnb.domain.design_variables import Variable
from blendnb.exporting.editions import Section
from blendnb.exporting.sections.decisions_section import decision_table
from blendnb.exporting.subject import Subject, View
from blendnb.language import say
from blendnb.reporting.brief_report import answer, answers, brief_report, label, moment_details
from blendnb.reporting.report import Report, Table, Value, table
from blendnb.reporting.workbook import Sheet


def brief(subject: Subject) -> Report:
    """Return everything that the brief states, and what had to be assumed."""
    return brief_report(subject.plan.brief, subject.catalogue.variables)


def brief_view(subject: Subject) -> View:
    """Return the same for the template of a wiki's text."""
    brief = subject.plan.brief
    rows = answers(brief, subject.catalogue.variables)
    return {
        "heading": say("brief.heading"),
        "gap": brief.gap or "",
        "moments": [{"text": m.text, "details": moment_details(m)} for m in brief.moments],
        "topics": list(brief.resolved.topic_names),
        "groups": [
            {
                "name": group,
                "rows": [
                    {"label": variable.label, "value": text, "assumed": assumed}
                    for variable, text, assumed in members
                ],
            }
            for group, members in groupby(rows, key=lambda row: row[0].group)
        ],
    }


# --------------------------------------------------------------------------------- workbook


def brief_sheet(subject: Subject) -> Sheet:
    """Return what the plan answers, and what had to be assumed."""
    plan = subject.plan
    decided = decision_table(plan)
    return Sheet(
        name=say("tables.brief"),
        title=plan.brief.title,
        note=say("tables.brief_note"),
        tables=(_texts(subject), _answers(subject), *([decided] if decided.rows else ())),
        widths=(34, 60, 20, 18),
    )


def _texts(subject: Subject) -> Table:
    stated = subject.plan.brief
    moments = ((m.text, moment_details(m)) for m in stated.moments)
    texts = (
        (label(subject.catalogue.variables, "client"), stated.client),
        (say("brief.objective"), stated.objective),
        (say("brief.gap"), stated.gap),
        (say("brief.moments"), "\n".join(" · ".join(filter(None, m)) for m in moments)),
        (say("brief.topics"), "\n".join(stated.resolved.topic_names)),
    )
    rows = ((name, text) for name, text in texts if text)
    return table((say("tables.variable"), say("tables.value")), rows)


def _answers(subject: Subject) -> Table:
    brief = subject.plan.brief
    known = {**brief.assumed, **brief.stated}
    variables = [v for path, v in subject.catalogue.variables.items() if path in known]
    rows = (
        (
            v.label,
            *_answer(subject, v, known[v.path]),
            say("tables.stated" if v.path in brief.stated else "tables.assumed"),
        )
        for v in variables
        if "." in v.path and v.kind != "ranges"
    )
    return table([say(f"tables.{key}") for key in ("variable", "value", "unit", "known")], rows)


def _answer(subject: Subject, variable: Variable, value: object) -> tuple[Value, Value]:
    """An answer with its unit: numbers and dates as they are, everything else in words."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value, variable.unit
    if variable.path == "schedule.start":
        return subject.plan.brief.schedule.start, None
    return answer(subject.catalogue.variables, variable.path, value), None


SECTIONS = [Section("brief", brief, {"client": 100},
            sheet=brief_sheet, sheet_order=40)]  # fmt: skip
