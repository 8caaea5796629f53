"""An audit to be read in a terminal: five dimensions with ten verdicts, constraints, tensions."""

from collections.abc import Iterator

from blendnb.cli.text.layout import columns, document, paragraph, section
from blendnb.cli.text.words import plural, spoken
from blendnb.domain.findings import Audit, ConstraintFinding, Dimension, Fix, Question
from blendnb.domain.plan import Plan
from blendnb.files.learning_designer import guesses_in

_SEVERITIES = ("broken", "warning", "note")
_WIDTHS = (len("Managers"), len("not needed"))
"""Of the columns of each dimension, so that all five align."""


def findings_text(plan: Plan, audit: Audit) -> str:
    """Return an audit as a text."""
    return document(
        section(plan.title, paragraph(plan_in_a_line(plan), indent=2)),
        guesses(plan),
        *map(_dimension, audit.dimensions),
        section("Constraints", _constraints(audit) or "  All kept."),
        section("Tensions in the brief, which no plan can mend", _tensions(audit)),
        paragraph(_verdict(audit)),
    )


def guesses(plan: Plan) -> str:
    """Return what was guessed of a design from another tool; nothing for any other plan."""
    rows = (("-", text) for text in guesses_in(plan))
    return section("From another tool's design, which does not say everything", columns(rows))


def plan_in_a_line(plan: Plan) -> str:
    """Return the plan's main facts: blend model, elements, length, touchpoints."""
    elements = [
        word for word, used in (("flipped", plan.flipped), ("reinforced", plan.reinforced)) if used
    ]
    size = [plural(plan.weeks, "week"), plural(len(plan.touchpoints), "touchpoint")]
    return ", ".join([spoken(plan.blend_model), *elements, *size])


def _dimension(dimension: Dimension) -> str:
    rows = (row for question in dimension.questions for row in _question(question))
    title = f"{spoken(dimension.id)}: {spoken(dimension.verdict).lower()}"
    return section(title, columns(rows, least=_WIDTHS))


def _question(question: Question) -> Iterator[tuple[str, str, str]]:
    name = spoken(question.id.partition(".")[2])
    yield name, spoken(question.verdict).lower(), question.text
    if question.forced_by:
        yield "", "", f"Forced by: {', '.join(question.forced_by)}."
    if question.fix:
        yield "", "", _fix(question.fix)


def _fix(fix: Fix) -> str:
    return f"To mend it: {fix.text}"


def _constraints(audit: Audit) -> str:
    ordered = sorted(audit.constraints, key=lambda c: _SEVERITIES.index(c.severity))
    return columns((c.severity, spoken(c.id), _constraint(c)) for c in ordered)


def _constraint(finding: ConstraintFinding) -> str:
    at = f" [{', '.join(finding.touchpoints)}]" if finding.touchpoints else ""
    fix = f" {_fix(finding.fix)}" if finding.fix else ""
    return f"{finding.text}{at}{fix}"


def _tensions(audit: Audit) -> str:
    return columns((spoken(t.id), t.text) for t in audit.tensions)


def _verdict(audit: Audit) -> str:
    if audit.broken:
        return f"{plural(len(audit.broken), 'constraint')} broken: the plan cannot run as it is."
    still_open = [q for q in audit.questions.values() if q.open]
    if still_open:
        return f"No constraint is broken; {plural(len(still_open), 'question')} left to work on."
    return "No constraint is broken, and every question is met or not needed."
