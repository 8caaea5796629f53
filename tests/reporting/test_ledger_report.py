"""What is said of the content: all placed, some left out, only counted, or nobody knows."""

import pytest

from blendnb.reporting.ledger_report import ledger_report, time_text
from blendnb.reporting.report import Paragraph, Table
from tests.designing.test_ledger import KEPT, line, plan, touchpoint, without

ALL = KEPT.replace(ledger=(line("Orders", 70.0, 70.0), line("Returns", 50.0, 50.0)))
UNSTATED = KEPT.replace(ledger=(line("Orders", None, 100.0), line("Returns", None, 60.0)))

COUNTED = plan(touchpoint("a", 45, "Orders"), hours=4)


def paragraphs(report):
    return [block.text for block in report.blocks if isinstance(block, Paragraph)]


def rows(report):
    [table] = [block for block in report.blocks if isinstance(block, Table)]
    return [list(row) for row in table.texts()]


@pytest.mark.parametrize(
    ("shown", "heading"),
    [
        (ALL, "All 2 hours of content that were stated have a place"),
        (KEPT, "2.2 hours of 2.7 hours of content have a place; 30 minutes are left out"),
        (UNSTATED, "2.7 hours of content have a place; nobody has said how much there is"),
        (COUNTED, "45 minutes of this plan carry content; 4 hours were stated"),
    ],
)
def test_the_heading_says_how_much_has_a_place(shown, heading):
    assert ledger_report(shown).heading == heading


def test_each_topic_has_a_row_and_all_of_them_one():
    assert rows(ledger_report(KEPT)) == [
        ["Orders", "70", "70", "0"],
        ["Returns", "90", "60", "30"],
        ["All topics", "160", "130", "30"],
    ]


def test_what_nobody_stated_stays_empty_and_is_asked_for():
    said = ledger_report(UNSTATED)
    assert rows(said)[-1] == ["All topics", "", "160", "0"]
    assert paragraphs(said)[-1].endswith(
        "Ask how many hours of content there are: until then the plan rests on an assumption."
    )


def test_a_topic_that_nothing_teaches_is_named():
    said = ledger_report(without("b", "c"))
    assert paragraphs(said)[0] == "Nothing teaches “Returns”."
    assert "38 % has a place" in paragraphs(said)[1]


def test_without_topics_there_is_nothing_to_account_for():
    bare = plan().brief.replace(topics=())
    assert ledger_report(plan().replace(brief=bare)) is None


def test_time_is_said_in_hours_where_there_is_much_of_it():
    assert [time_text(each) for each in (1, 119, 120, 5400)] == [
        "1 minute", "119 minutes", "2 hours", "90 hours",
    ]  # fmt: skip
