"""Findings as data: what `check --json` prints."""

import json

import pytest
from pydantic import TypeAdapter, ValidationError

from blendnb.domain.edits import Edit, Move
from blendnb.domain.findings import (
    Audit,
    AuditQuestion,
    ConstraintFinding,
    Dimension,
    Fix,
    Tension,
)

SPACING = AuditQuestion(
    id="time.spacing",
    verdict="partly",
    text="Once.",
    touchpoints=("tp-4",),
    fix=Fix(text="Move it.", edit=Move(id="tp-4", start_day=9)),
)
PHASES = AuditQuestion(id="time.phases", verdict="met", text="Framed.")
FOUND = Audit(
    dimensions=(Dimension(id="time", questions=(PHASES, SPACING)),),
    constraints=(
        ConstraintFinding(
            id="longest_session", severity="broken", text="Long.", touchpoints=("tp-2",)
        ),
        ConstraintFinding(id="empty_why", severity="warning", text="Why?"),
    ),
    tensions=(Tension(id="total_fit", text="Too much."),),
)


def test_an_audit_becomes_the_json_of_the_contract():
    assert FOUND.to_data() == {
        "dimensions": {
            "time": {
                "verdict": "partly",
                "questions": [
                    {
                        "id": "time.phases",
                        "verdict": "met",
                        "text": "Framed.",
                        "touchpoints": [],
                        "forced_by": [],
                        "fix": None,
                    },
                    {
                        "id": "time.spacing",
                        "verdict": "partly",
                        "text": "Once.",
                        "touchpoints": ["tp-4"],
                        "forced_by": [],
                        "fix": {
                            "text": "Move it.",
                            "edit": {"kind": "move", "id": "tp-4", "start_day": 9},
                        },
                    },
                ],
            }
        },
        "constraints": [
            {
                "id": "longest_session",
                "severity": "broken",
                "text": "Long.",
                "touchpoints": ["tp-2"],
                "fix": None,
            },
            {
                "id": "empty_why",
                "severity": "warning",
                "text": "Why?",
                "touchpoints": [],
                "fix": None,
            },
        ],
        "tensions": [{"id": "total_fit", "text": "Too much."}],
    }


def test_the_edit_of_a_fix_can_be_read_back_from_json():
    written = json.dumps(FOUND.to_data())
    shown = json.loads(written)["dimensions"]["time"]["questions"][1]["fix"]["edit"]
    assert TypeAdapter(Edit).validate_python(shown) == SPACING.fix.edit


@pytest.mark.parametrize(
    ("verdicts", "worse"),
    [
        (("met", "partly"), "partly"),
        (("missing", "partly"), "missing"),
        (("not_needed", "met"), "met"),
        (("not_needed", "not_needed"), "not_needed"),
    ],
)
def test_a_dimension_is_no_better_than_the_worse_of_its_questions(verdicts, worse):
    questions = tuple(AuditQuestion(id=f"time.{v}", verdict=v, text="-") for v in verdicts)
    assert Dimension(id="time", questions=questions).verdict == worse


def test_questions_are_found_by_id_and_broken_constraints_apart():
    assert FOUND.questions["time.spacing"] is SPACING
    assert FOUND.verdicts == {"time": "partly"}
    assert [c.id for c in FOUND.broken] == ["longest_session"]
    assert (PHASES.open, SPACING.open) == (False, True)


def test_a_verdict_outside_the_vocabulary_is_refused():
    with pytest.raises(ValidationError, match="verdict"):
        AuditQuestion(id="time.phases", verdict="fine", text="-")
