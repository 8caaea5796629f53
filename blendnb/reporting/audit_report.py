"""What a plan has and lacks: every question of the audit by dimension, and what to watch."""

from collections.abc import Iterable, Iterator

from blendnb.charts.dimensions import dimensions_drawing
from blendnb.charts.takeaways import dimensions_takeaway
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.findings import Audit, AuditQuestion, Dimension, Fix
from blendnb.domain.vocabulary import SEVERITIES
from blendnb.files.catalogue_loading import load_catalogue
from blendnb.language import capitalized, current, say
from blendnb.reporting.brief_report import label
from blendnb.reporting.report import (
    Chart,
    Paragraph,
    Part,
    Report,
    Strong,
    Table,
    part,
    report,
    table,
)


def audit_report(audit: Audit, catalogue: Catalogue | None = None) -> Report:
    """Return verdicts with their evidence, then constraints and tensions.

    Parameters
    ----------
    audit
        What is reported.
    catalogue
        How the questions of the brief are called; by default the shipped one.
    """
    name = say("dimensions.name")
    return report(
        "dimensions",
        dimensions_takeaway(audit),
        Chart("dimensions", name, lambda width: dimensions_drawing(audit, width=width)),
        _verdicts(audit, catalogue or load_catalogue()),
        _watch(audit),
        name=name,
        short=_in_short(audit),
    )


def fix_text(fix: Fix | None) -> str:
    """Return what would put a finding right; nothing where nothing would."""
    return say("dimensions.fix", text=fix.text) if fix else ""


def forced_text(forced_by: Iterable[str], catalogue: Catalogue) -> str:
    """Return which stated facts leave no room for a fix; nothing where none does."""
    facts = ", ".join(label(catalogue.variables, path) for path in forced_by)
    return say("dimensions.forced", facts=facts) if facts else ""


def finding_name(kind: str, id_: str) -> str:
    """Return what a constraint or a tension is called; a working folder's own by its id."""
    key = f"audit.{kind}.{id_}.name"
    return say(key) if key in current() else capitalized(id_.replace("_", " "))


# ------------------------------------------------------------------------------------ pieces


def _verdicts(audit: Audit, catalogue: Catalogue) -> Table:
    rows = [
        _verdict(dimension, question, catalogue)
        for dimension in audit.dimensions
        for question in dimension.questions
    ]
    head = [say(f"charts.column.{key}") for key in ("dimension", "verdict", "question", "evidence")]
    return table(head, rows, kind="verdicts", grouped=True)


def _verdict(
    dimension: Dimension, question: AuditQuestion, catalogue: Catalogue
) -> tuple[str, str, str, str]:
    word = say(f"audit.verdict.{question.verdict}")
    evidence = (question.text, fix_text(question.fix), forced_text(question.forced_by, catalogue))
    return (
        say(
            "dimensions.dimension",
            name=say(f"audit.dimension.{dimension.id}"),
            verdict=say(f"audit.verdict.{dimension.verdict}"),
        ),
        Strong(word) if question.open else word,
        say(f"audit.question.{question.id}"),
        "\n".join(filter(None, evidence)),
    )


def _watch(audit: Audit) -> Part | None:
    rows = [*_constraints(audit), *_tensions(audit)]
    head = [say(f"dimensions.{key}") for key in ("kind", "about", "finding")]
    nothing = Paragraph("" if rows else say("dimensions.no_watch"))
    findings = table(head, rows, kind="watch", grouped=True)
    return part(say("dimensions.watch"), findings, nothing)


def _constraints(audit: Audit) -> Iterator[tuple[str, str, str]]:
    worst_first = sorted(audit.constraints, key=lambda c: SEVERITIES.index(c.severity))
    for finding in worst_first:
        text = "\n".join(filter(None, (finding.text, fix_text(finding.fix))))
        yield say(f"dimensions.{finding.severity}"), finding_name("constraint", finding.id), text


def _tensions(audit: Audit) -> Iterator[tuple[str, str, str]]:
    for tension in audit.tensions:
        yield say("dimensions.tension"), finding_name("tension", tension.id), tension.text


def _in_short(audit: Audit) -> str:
    """Whether the plan can run, and how much is left to work on."""
    still_open = sum(question.open for question in audit.questions.values())
    if audit.broken:
        return say("dimensions.cannot_run", count=len(audit.broken))
    if still_open:
        return say("dimensions.to_work_on", count=still_open)
    return say("dimensions.fine")
