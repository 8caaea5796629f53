"""Which figure stands beside which name in an answer: hand-made values, no two alike."""

import pytest

from blendnb.cli.design_commands import findings_text
from blendnb.domain.findings import Audit, AuditQuestion, ConstraintFinding, Dimension
from blendnb.reporting.plan_report import plan_in_a_line
from blendnb.reporting.terminal import columns
from tests.designing.proof_plans import module, plan

DIMENSIONS = ("time", "modality", "social", "support", "assessment")


@pytest.fixture(autouse=True)
def _wide(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")


def lines(text):
    """Lines with the spaces between their columns made single."""
    return [" ".join(line.split()) for line in text.splitlines()]


def section_of(text, title):
    """The lines below a heading, up to the next empty one."""
    found = lines(text)
    start = next(n for n, line in enumerate(found) if line.startswith(title)) + 1
    return found[start : found.index("", start) if "" in found[start:] else None]


# ---------------------------------------------------------------------------------- findings


FIRST = {
    "time": "phases", "modality": "fit", "social": "together", "support": "channels",
    "assessment": "kinds",
}  # fmt: skip


def asked(id_, verdict, text="Said."):
    return AuditQuestion(id=f"{id_}.{FIRST[id_]}", verdict=verdict, text=text)


def audit_of(*constraints, verdicts=("met",) * 5):
    dimensions = tuple(
        Dimension(id=id_, questions=(asked(id_, verdict),))
        for id_, verdict in zip(DIMENSIONS, verdicts, strict=True)
    )
    return Audit(dimensions=dimensions, constraints=constraints)


def constraint(severity):
    return ConstraintFinding(id=f"is_{severity}", severity=severity, text="So.", touchpoints=("a",))


def test_what_is_broken_stands_before_warnings_and_notes():
    audit = audit_of(*map(constraint, ("note", "broken", "warning")))
    text = findings_text(plan(module()), audit)
    watched = lines(text)[lines(text).index("What to watch") + 1 : -1]
    watched = list(filter(None, watched))
    assert watched == [
        "Broken", "Is broken: So.", "Warning", "Is warning: So.", "Note", "Is note: So.",
    ]  # fmt: skip
    assert lines(text)[-1] == "1 constraint is broken: the plan cannot run as it is."


def test_the_last_line_counts_what_is_left_to_work_on():
    some = audit_of(verdicts=("met", "partly", "missing", "not_needed", "met"))
    assert lines(findings_text(plan(module()), some))[-1] == (
        "No constraint is broken; 2 questions are left to work on."
    )
    assert lines(findings_text(plan(module()), audit_of()))[-1] == (
        "No constraint is broken, and every question is met or not needed."
    )


def test_a_plan_in_a_line_names_its_elements_weeks_and_touchpoints():
    made = plan(module("a"), module("b"), blend_model="live_led")
    assert plan_in_a_line(made) == "Live-led, 4 weeks, 2 touchpoints"
    assert plan_in_a_line(made.replace(flipped=True)) == "Live-led, flipped, 4 weeks, 2 touchpoints"
    assert plan_in_a_line(made.replace(reinforced=True)) == (
        "Live-led, reinforced, 4 weeks, 2 touchpoints"
    )


# ------------------------------------------------------------------------------------ columns


def test_columns_align_and_only_the_last_one_wraps():
    assert columns([("a", "bb", "c"), ("aaa", "b", "c")]) == "  a    bb  c\n  aaa  b   c"
