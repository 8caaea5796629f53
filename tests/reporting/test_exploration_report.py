"""Which figure stands beside which name in the report of an exploration: hand-made values."""

from blendnb.domain.costs import Range
from blendnb.domain.exploration import (
    DesignChoice,
    DesignSpace,
    Exploration,
    FormatSet,
    ScoredDesign,
)
from blendnb.reporting.exploration_report import exploration_report
from blendnb.reporting.report import Pairs, Paragraph, Table
from tests.designing.proof_plans import BRIEF

CHOICE = DesignChoice(
    number=7, blend_model="live_led", flipped=True, weeks=6, returns=3, placing="equal",
    group_size=8, formats=FormatSet("all formats"),
)  # fmt: skip
DESIGN = ScoredDesign(
    CHOICE, learner_hours=5.0, live_hours=2.0, effort_hours=Range(10, 90, 200), effort_money=None,
    recall=(0.5, 0.7), met=9, missing=0, questions=10, worst_regret=0.03, on_front=True,
)  # fmt: skip
EXPLORED = Exploration(
    brief=BRIEF.replacing({"title": "T"}),
    space=DesignSpace(
        ("live_led",), (False,), (6, 9), (0, 3), ("equal",), (8, 12), (FormatSet("all formats"),)
    ),
    designs=(DESIGN,), infeasible=(("No room.", 1200),), models=("a", "b"), until_day=132,
    asked=4000, complete=False,
)  # fmt: skip


def part_of(id_, kind):
    (found,) = (p for p in exploration_report(EXPLORED).blocks if getattr(p, "id", "") == id_)
    return [block for block in found.blocks if isinstance(block, kind)]


def test_a_row_of_the_front_has_its_scores_in_the_order_of_its_head():
    (front,) = part_of("front", Table)
    (row,) = front.rows
    assert dict(zip(front.head, row, strict=True)) == {
        "Number": "7",
        "Choices": "Live-led, flipped, 6 weeks, 3 returns by equal gaps, classes of 8, all formats",
        "Hours each": "5",
        "Live": "2",
        "Effort": "90 (10 to 200)",
        "Recall": "60\u00a0%",
        "Lost": "3\u00a0%",
        "Met": "9/10",
    }


def test_what_cannot_be_built_says_why_and_how_many():
    (table,) = part_of("infeasible", Table)
    assert table.rows == (("1,200", "No room."),)


def test_it_begins_with_how_many_there_are_and_where_it_was_stopped():
    report = exploration_report(EXPLORED)
    assert report.heading == (
        "1 of 1 designs are beaten by no other: 5 hours for each learner, 60\u00a0% modelled recall"
    )
    assert "from launch to day 132 over" in report.name
    texts = [block.text for block in report.blocks if isinstance(block, Paragraph)]
    assert texts == [
        "T: 1 design of 4,000 can be built.",
        "Stopped after 1,201 of 4,000 designs; what follows is about those.",
    ]


def test_what_was_looked_at_is_said_choice_by_choice():
    (looked,) = part_of("looked", Pairs)
    assert dict(looked.rows) == {
        "Blend models": "live-led", "Weeks": "6, 9", "Returns of each topic": "0, 3",
        "Largest class": "8, 12", "Formats": "all formats",
    }  # fmt: skip
