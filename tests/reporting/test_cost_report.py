"""Which figure stands beside which name in the report of a cost: hand-made values, no two alike."""

from blendnb.api import catalogue_of
from blendnb.designing.cost import break_even, cost
from blendnb.domain.costs import Assumption, BreakEven, Cost, CostPart, Crossing, Curve, Range
from blendnb.reporting.cost_report import (
    break_even_report,
    cost_in_a_line,
    cost_report,
    hours_text,
    prices_report,
    return_report,
)
from blendnb.reporting.report import Chart, Folded, Pairs, Paragraph, Table
from tests.designing.proof_plans import module, plan, workshop


def part(hours, money=None):
    return CostPart(Range(*hours), None if money is None else Range(*money))


def cost_of(**fields):
    usual = {
        "title": "Plan", "size": 10, "build": part((100, 200, 300), (10, 20, 30)),
        "deliver": part((10, 20, 40), (1, 2, 4)), "learner_time": part((70, 70, 70), (7, 7, 7)),
        "manager_time": part((30, 30, 30), (3, 3, 3)), "on_the_job_hours": 55.0,
        "upkeep_hours": Range(0, 5, 9), "cross_check_hours": Range(80, 90, 95),
        "finished_hours": Range.exactly(6), "build_items": (), "sessions": (), "assumptions": (),
        "currency": "EUR",
    }  # fmt: skip
    return Cost(**{**usual, **fields})


def even_of(**fields):
    curve = Curve((1.0,) * 300, (1.0,) * 300, (1.0,) * 300)
    usual = {
        "titles": ("Live-led", "Digital-first"), "measure": "hours", "currency": "",
        "learner_time": False, "curves": (curve, curve),
        "crossings": (Crossing(25, 1, (2.0, 1.0)), Crossing(33, 0, (1.0, 2.0))),
        "cheaper_at_first": 0, "pays_from": (33, None),
        "pays_from_ends": ((40, None), (None, None)), "linear": None,
    }  # fmt: skip
    return BreakEven(**{**usual, **fields})


def only(report, kind):
    return [block for block in report.blocks if isinstance(block, kind)]


def test_each_part_of_a_cost_stands_beside_its_name():
    (chart,) = only(cost_report(cost_of()), Chart)
    assert chart.table.head == ("Part", "Low", "Usual", "High", "In money")
    assert chart.table.rows == (
        ("Build", "100", "200", "300", "EUR 20 (10 to 30)"),
        ("Deliver", "10", "20", "40", "EUR 2 (1 to 4)"),
        ("Learners’ time", "70", "70", "70", "EUR 7"),
        ("Managers’ and mentors’ time", "30", "30", "30", "EUR 3"),
    )


def test_the_total_is_without_and_with_learners_time_and_for_each_learner_a_tenth_of_it():
    (totals,) = only(cost_report(cost_of()), Table)
    # 200 + 20 + 30 = 250 from 140 to 370, and 70 more; 20 + 2 + 3 = 25 from 14 to 37, and 7.
    assert totals.head == (
        "In all", "Hours", "For each learner", "In money", "Money for each learner",
    )  # fmt: skip
    assert totals.rows == (
        ("Without learners’ time", "250 (140 to 370)", "25 (14 to 37)", "EUR 25 (14 to 37)",
         "EUR 2.5 (1.4 to 3.7)"),
        ("With learners’ time", "320 (210 to 440)", "32 (21 to 44)", "EUR 32 (21 to 44)",
         "EUR 3.2 (2.1 to 4.4)"),
    )  # fmt: skip


def test_without_prices_the_total_has_no_column_for_money():
    unpriced = {
        name: part((1, 2, 3)) for name in ("build", "deliver", "learner_time", "manager_time")
    }
    (totals,) = only(cost_report(cost_of(**unpriced)), Table)
    assert totals.head == ("In all", "Hours", "For each learner")


def test_beside_a_cost_stand_work_the_cross_check_and_upkeep():
    assert [note.text for note in only(cost_report(cost_of()), Paragraph)] == [
        "Tasks on the job take 55 hours beside it. They are work, so they are not counted.",
        (
            "Cross-check: a survey of whole blends gives 90 (80 to 95) hours of building for 6 "
            "finished hours."
        ),
        "Upkeep: 5 (0 to 9) hours a year; nothing is counted until somebody states it.",
    ]


def test_the_line_that_stays_in_sight_has_all_hours_and_those_of_each_learner():
    assert cost_in_a_line(cost_of()) == "320 (210 to 440) hours in all, 32 for each learner"


def test_a_single_hour_is_singular():
    assert hours_text(Range.exactly(1)) == "1 hour"
    assert hours_text(Range(0.5, 1, 2)) == "1 hour (0.5 to 2)"
    assert hours_text(Range(194, 222.5, 574)) == "222 hours (194 to 574)"


def test_a_break_even_says_from_where_on_which_plan_is_cheaper():
    found = break_even_report(even_of())
    assert found.heading == "Break-even, in hours: A is Live-led, B is Digital-first"
    (turns,) = only(found, Pairs)
    assert turns.rows == (
        ("from 1 on", "A is cheaper"),
        ("from 25 on", "B is cheaper"),
        ("from 33 on", "A is cheaper"),
    )
    assert only(found, Paragraph)[0].text == (
        "A stays cheaper from 33 learners on (all figures low: from 40 on; all high: never). "
        "Looked at up to 300 learners."
    )
    other = break_even_report(
        even_of(pays_from=(None, None), cheaper_at_first=1, crossings=(), learner_time=True,
                measure="money", currency="EUR")
    )  # fmt: skip
    assert other.heading.startswith("Break-even with learners’ time, in EUR: ")
    assert only(other, Pairs)[0].rows == (("from 1 on", "B is cheaper"),)
    assert only(other, Paragraph)[0].text == "Neither stays cheaper. Looked at up to 300 learners."


def test_a_return_is_told_in_per_cent_with_its_ends():
    (said,) = only(return_report(Range(-20, 180, 420)), Paragraph)
    assert said.text.replace("\u00a0", " ") == (
        "180 % of the costs (−20 to 420 %), from your own benefit."
    )


def test_reports_of_costs_are_named_for_whoever_links_to_them_and_notes_stand_back():
    assert return_report(Range(1, 2, 3)).id == "roi"
    assert only(break_even_report(even_of()), Chart)[0].name == (
        "Total hours by number of learners, without learners’ time; the bands are the ranges"
    )
    assert {text.tone for text in only(cost_report(cost_of()), Paragraph)} == {"note"}


def test_what_a_cost_rests_on_says_what_was_set_assumed_and_not_set():
    usual = {"source": "ATD", "unit": "an hour"}
    assumed = (
        Assumption("one", "A rate.", figure=Range(1, 2.25, 4), year=2020, **usual),
        Assumption("two", "Your price.", figure=Range.exactly(9), currency="EUR", state="set",
                   **usual),
        Assumption("three", "An answer.", figure=Range.exactly(3), state="assumed", **usual),
        Assumption("four", "Not set.", figure=None, state="unset", **usual),
    )  # fmt: skip
    (rests,) = only(cost_report(cost_of(assumptions=assumed)), Folded)
    assert rests.heading == "What these figures rest on"
    assert rests.blocks[0].rows == (
        ("A rate.", "2.25 (1 to 4)", "an hour", "ATD (2020)"),
        ("Your price.", "9", "EUR an hour", "ATD; set by you"),
        ("An answer.", "3", "an hour", "ATD; assumed"),
        ("Not set.", "not set", "an hour", "ATD"),
    )


def test_prices_are_listed_by_the_ids_that_they_are_set_by():
    listed = (
        Assumption("build_blend", "A rate.", "an hour", Range(1, 2, 3), "ATD"),
        Assumption("price_room", "The room.", "a session", Range(90, 100, 120), "you",
                   currency="EUR", state="set"),
        Assumption("wage_learner_hour", "An hour.", "a learner", None, "not set", state="unset"),
    )  # fmt: skip
    (prices,) = only(prices_report(listed), Pairs)
    assert prices.rows == (
        ("price_room", "The room. Unit: a session; now: EUR 100 (90 to 120)."),
        ("wage_learner_hour", "An hour. Unit: a learner; now: not set."),
    )


# ------------------------------------------------------------------------------- of whole plans


def test_the_chart_of_a_break_even_has_the_ends_and_every_crossing_as_a_table():
    live, built = plan(workshop(), blend_model="live_led"), plan(module(learner_minutes=47))
    even = break_even(live, built, catalogue_of(), most=120)
    (chart,) = only(break_even_report(even), Chart)
    assert chart.table.head == ("Learners", "Live-led", "Digital-first")
    assert [row[0] for row in chart.table.rows] == ["1", "25", "33", "37", "120"]


def test_a_cost_says_what_has_no_price_and_every_figure_that_it_rests_on_with_its_source():
    costed = cost(plan(module(), workshop()), catalogue_of())
    report = cost_report(costed)
    ((chart,), (rests,)) = only(report, Chart), only(report, Folded)
    assert [row[4] for row in chart.table.rows] == ["not set"] * 4
    assert chart.table.rows[0][:4] == ("Build", "70", "70", "164")
    (figures,) = rests.blocks
    assert len(figures.rows) == len(costed.assumptions)
    assert all(row[3] for row in figures.rows)
    (passive,) = (row for row in figures.rows if row[0].startswith("A module to read"))
    assert passive[1:3] == ("42 (42 to 95)", "build hours per finished hour")
