"""Which figure stands beside which name in the report of a comparison: hand-made values."""

from types import SimpleNamespace

import pytest

from blendnb.api import catalogue_of
from blendnb.designing.compare import compare
from blendnb.domain.comparison import Comparison, Difference, MomentRecall, Recalled, Trade
from blendnb.domain.costs import PARTS, CostPart, Range
from blendnb.reporting.comparison_report import comparison_report, figures_table
from blendnb.reporting.report import Chart, Pairs, Paragraph, Table, report, table
from blendnb.reporting.terminal import report_text
from tests.designing.proof_plans import module, plan, touchpoint, workshop


def part(hours, money=None):
    return CostPart(Range(*hours), None if money is None else Range(*money))


def option(letter, factor):
    audit = SimpleNamespace(verdicts={"time": "met" if letter == "A" else "partly"})
    hours = ((10, 20, 30), (4,) * 3, (9,) * 3, (5,) * 3)  # build, deliver, learners, managers
    parts = {
        name: part(tuple(end * factor for end in ends))
        for name, ends in zip(PARTS, hours, strict=True)
    }
    cost = SimpleNamespace(
        **parts, parts=parts, effort_money=Range(*(90 * factor,) * 3), currency="EUR",
        effort_hours=Range(19 * factor, 29 * factor, 39 * factor), assumptions=(),
        total_hours=Range(28 * factor, 38 * factor, 48 * factor), size=10,
    )  # fmt: skip
    return SimpleNamespace(
        letter=letter, label=f"Model {letter}", name=f"{letter} (Model {letter})",
        full_name=f"Plan {letter}", audit=audit, cost=cost,
        weeks=6 * factor, learning_hours=7.0 * factor, on_the_job_hours=8.0 * factor,
        live_hours=3.0 * factor, most_groups=25 * factor, sessions_held=50 * factor,
    )  # fmt: skip


def compared():
    moments = (
        MomentRecall("The call", 18, (), (Recalled({"a": 0.5, "b": 0.8}), None)),
        MomentRecall("The visit", 30, (), (Recalled({"a": 0.4}), Recalled({"a": 0.2, "b": 0.3}))),
    )
    differences = (
        Difference("Module", "inform", ("60 min", None)),
        Difference("Aid", "support", ("week 1", "week 1")),
    )
    trade = Trade("A", "B", (), (), (), "Taking A instead of B buys nothing.")
    return Comparison((option("A", 1), option("B", 2)), moments, differences, (trade,), ())


def part_of(id_, kind, comparison=None):
    """The blocks of one kind in one part of the report."""
    report = comparison_report(comparison or compared())
    (found,) = (p for p in report.blocks if getattr(p, "id", "") == id_)
    return [block for block in found.blocks if isinstance(block, kind)]


def test_side_by_side_each_figure_stands_in_its_row_and_under_its_plan():
    (figures,) = part_of("numbers", Table)
    assert figures.head == ("Measure", "A (Model A)", "B (Model B)")
    assert figures.rows == (
        ("Weeks", "6", "12"),
        ("Hours of learning for each learner", "7", "14"),
        ("Hours on real tasks for each learner", "8", "16"),
        ("Live hours for each learner", "3", "6"),
        ("Groups", "25", "50"),
        ("Sessions to hold", "50", "100"),
        ("Hours of building", "20 (10 to 30)", "40 (20 to 60)"),
        ("Hours of leading sessions", "4", "8"),
        ("Hours of managers and mentors", "5", "10"),
        ("All hours but tasks at work", "38 (28 to 48)", "76 (56 to 96)"),
        ("All hours for each learner", "3.8 (2.8 to 4.8)", "7.6 (5.6 to 9.6)"),
        ("Money without learners’ time", "EUR 90", "EUR 180"),
        ("Time", "met", "partly met"),
    )


def test_the_plans_are_named_first_and_what_one_buys_stands_in_words():
    report = comparison_report(compared())
    assert report.heading == "Model A or Model B?"
    assert report.blocks[0] == Pairs((("A", "Plan A"), ("B", "Plan B")))
    (text,) = part_of("words", Paragraph)
    assert text.text == "Taking A instead of B buys nothing."


def test_recall_is_told_by_day_and_plan_from_the_least_to_the_most():
    (chart,) = part_of("recall", Chart)
    assert chart.table.head == ("Moment that matters", "Day", "A (Model A)", "B (Model B)")
    assert chart.table.rows == (
        ("The call", "18", "50 to 80\u00a0%", "not studied"),
        ("The visit", "30", "40\u00a0%", "20 to 30\u00a0%"),
    )


def test_where_journeys_differ_only_differences_are_told_and_the_same_are_counted():
    ((differences,), (same,)) = part_of("journeys", Table), part_of("journeys", Paragraph)
    assert differences.rows == (("Module", "60 min", "does without it"),)
    assert same.text == "One touchpoint is the same in all plans."


def test_each_part_of_the_cost_stands_under_its_plan():
    (chart,) = part_of("cost", Chart)
    assert chart.table.rows == (
        ("Build", "20 (10 to 30)", "40 (20 to 60)"),
        ("Deliver", "4", "8"),
        ("Learners’ time", "9", "18"),
        ("Managers’ and mentors’ time", "5", "10"),
    )


def test_a_terminal_has_the_figures_in_lines_of_their_own(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    lines = [
        " ".join(line.split()) for line in report_text(comparison_report(compared())).split("\n")
    ]
    assert "Hours of building 20 (10 to 30) 40 (20 to 60)" in lines
    assert "The visit 30 40 % 20 to 30 %" in lines
    assert "Module 60 min does without it" in lines


@pytest.fixture(scope="module")
def real():
    moment = {"topics": ["A"], "moments": [{"text": "The call", "week": 3, "topics": ["A"]}]}
    live = plan(workshop(topics=["A"]), blend_model="live_led", **moment)
    check = touchpoint("q", "knowledge_check", purpose="reinforce", topics=["A"], start_day=7)
    return compare([live, plan(module(topics=["A"], days=5), check, **moment)], catalogue_of())


def test_the_tables_of_real_plans_hold_what_was_counted(real):
    figures = {row[0]: row[1:] for row in figures_table(real).rows}
    assert figures["Live hours for each learner"] == ("1", "0")
    # 42 to 95 for the module; the check without minutes counts as 5, 10 or 20 of them.
    assert figures["Hours of building"] == ("28 (28 to 69)", "54 (48 to 156)")
    (recall,) = part_of("recall", Chart, real)
    assert [row[0] for row in recall.table.rows] == ["The call"]
    (differences,) = part_of("journeys", Table, real)
    assert [row[1] for row in differences.rows][1:] == ["does without it", "does without it"]


def test_the_break_even_with_each_other_plan_has_its_own_chart(real):
    (chart,) = part_of("even-1", Chart, real)
    assert chart.name == ("Plan A and plan B over the number of learners, learners’ time left out")
    assert chart.table.head == ("Learners", "Live-led", "Digital-first")


def test_a_head_wraps_before_figures_do_where_a_terminal_is_narrow(monkeypatch):
    monkeypatch.setenv("COLUMNS", "44")
    long = table(
        ["Measure", "A (a rather long name of a plan)"], [("Hours of building", "28 (28 to 69)")]
    )
    lines = report_text(report("r", "Figures", long)).splitlines()
    assert lines[1:] == [
        "  Measure            A (a rather",
        "                     long name of",
        "                     a plan)",
        "  Hours of building  28 (28 to 69)",
    ]
