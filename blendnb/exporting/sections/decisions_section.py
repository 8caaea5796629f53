"""What was decided: who, when, why."""

from blendnb.domain.plan import Decision, Plan
from blendnb.exporting.editions import Section
from blendnb.exporting.subject import Subject, View
from blendnb.language import date, say
from blendnb.reporting.report import Column, Table, table


def decisions(subject: Subject) -> View | None:
    """Return what was decided."""
    decisions = subject.plan.decisions
    if not decisions:
        return None
    return {
        "heading": say("decisions.heading", count=len(decisions)),
        "name": say("decisions.name"),
        "decisions": [_decision(subject, decision) for decision in decisions],
    }


def _decision(subject: Subject, decision: Decision) -> View:
    by_id = subject.plan.by_id
    on = date(decision.when, year=True) if decision.when else ""
    about = [by_id[id_].title for id_ in decision.about if id_ in by_id]
    return {
        "text": decision.text,
        "why": decision.why,
        "by": ", ".join(filter(None, (on, decision.who))),
        "about": ", ".join(about),
    }


# --------------------------------------------------------------------------------- workbook


def decision_table(plan: Plan) -> Table:
    """Return what was decided as a table, without rows where nothing was."""
    head = (
        Column(say("measures.when"), "day"),
        say("decisions.name"),
        "",
        say("weeks.why"),
    )
    rows = ((d.when, d.text, d.who, d.why) for d in plan.decisions)
    return table(head, rows, heading=say("decisions.heading", count=len(plan.decisions)))


SECTIONS = [Section("decisions", decisions, {"client": 90}, "decisions.html")]
