import pytest

from blendnb.charts import columns as col
from blendnb.charts.dimensions import dimensions_chart, dimensions_drawing
from blendnb.domain.findings import Audit, AuditQuestion, Dimension
from blendnb.language import say

IDS = {
    "time": ("phases", "spacing"), "modality": ("fit", "balance"),
    "social": ("together", "managers"), "support": ("at_need", "channels"),
    "assessment": ("spread", "kinds"),
}  # fmt: skip


def audit_with(**verdicts):
    """An audit in which every question is met except those named here."""
    return Audit(
        dimensions=tuple(
            Dimension(
                id=dimension,
                questions=tuple(
                    AuditQuestion(
                        id=f"{dimension}.{name}",
                        verdict=verdicts.get(f"{dimension}_{name}", "met"),
                        text="Evidence.",
                    )
                    for name in names
                ),
            )
            for dimension, names in IDS.items()
        )
    )


MIXED = audit_with(time_spacing="partly", social_managers="missing", modality_balance="not_needed")


def test_the_specification_is_valid_and_its_title_counts_what_is_met():
    assert dimensions_chart(MIXED).to_dict()["title"]["text"] == (
        "7 of 9 questions about the blend are met, 1 missing"
    )


@pytest.mark.parametrize(
    ("audit", "title"),
    [
        (audit_with(), "All 10 questions about the blend are met"),
        (
            audit_with(modality_balance="not_needed"),
            "All 9 questions about the blend that apply are met; 1 is not needed",
        ),
        (
            audit_with(time_spacing="partly"),
            "9 of 10 questions about the blend are met, the others partly",
        ),
    ],
)
def test_the_takeaway_says_what_is_left(audit, title):
    assert dimensions_chart(audit).title.text == title


def test_every_verdict_has_a_word_and_a_shape_of_its_own():
    data = dimensions_drawing(MIXED).datasets
    words = [entry[col.TEXT] for entry in data["verdicts"]]
    assert sorted(words) == ["met"] * 7 + ["missing", "not needed", "partly met"]
    assert len(data["rings"]) == 9
    assert [mark[col.QUESTION] for mark in data["partly"]] == ["time.spacing"]
    assert [mark[col.QUESTION] for mark in data["not_needed"]] == ["modality.balance"]
    assert len(data["met"]) == 7


def test_every_question_is_named_in_words():
    names = " ".join(e[col.TEXT] for e in dimensions_drawing(MIXED).datasets["questions"])
    for dimension, ids in IDS.items():
        for name in ids:
            assert say(f"audit.question.{dimension}.{name}") in names


def test_dimensions_stand_side_by_side_only_where_there_is_room():
    wide = {e[col.Y] for e in dimensions_drawing(MIXED, width=1120).datasets["dimensions"]}
    narrow = {e[col.Y] for e in dimensions_drawing(MIXED, width=340).datasets["dimensions"]}
    assert (len(wide), len(narrow)) == (1, 3)
