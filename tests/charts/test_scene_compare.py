"""Plans side by side and designs to choose from: the charts asked where their marks stand."""

from dataclasses import replace
from datetime import date

import pytest

import blendnb as bl
from blendnb import charts
from blendnb.domain.comparison import ComparedPlan, Comparison, MomentRecall, Recalled
from blendnb.domain.costs import Range
from blendnb.domain.exploration import (
    DesignChoice,
    DesignSpace,
    Exploration,
    FormatSet,
    ScoredDesign,
)
from tests.charts.scene import Scale, at, drawn
from tests.charts.test_scene_cost import cost_of
from tests.designing.proof_plans import BRIEF, module, plan, touchpoint, workshop

WEEKS = {"Week 1": 0, "2": 7, "3": 14, "4": 21}


def option(letter, label, journey, hours, **parts):
    cost = cost_of(**parts)
    return ComparedPlan(letter, label, journey, cost, None, 4, hours, 0.0, 1.0, 1, 2, 2, 0.0)


LIVE = plan(
    workshop("Kick-off", start_day=0),
    workshop("Close", start_day=21),
    touchpoint("Check", "knowledge_check", purpose="assess", start_day=14),
)
BUILT = plan(
    module("Module", start_day=3, days=4),
    touchpoint("Ask", "community_of_practice", modality="social", start_day=7, days=None),
    touchpoint("Try", "on_the_job_assignment", modality="on_the_job", start_day=14, days=7),
)
COMPARED = Comparison(
    options=(
        option("A", "Live-led", LIVE, 3.0, build=Range(10, 20, 40), learner_time=Range.exactly(80)),
        option("B", "Built", BUILT, 5.0, build=Range(50, 60, 90), learner_time=Range.exactly(40)),
    ),
    moments=(
        MomentRecall("The call", 14, ("A",), (
            Recalled({"sac": 0.3, "ppe": 0.6}), Recalled({"sac": 0.5, "ppe": 0.9}))),
        MomentRecall("The visit", 21, ("B",), (Recalled({"sac": 0.2, "ppe": 0.25}), None)),
    ),
    differences=(), trades=(), break_evens=(),
)  # fmt: skip


# -------------------------------------------------------------------------------- journeys


@pytest.fixture(scope="module")
def journeys():
    return drawn(bl.compare_journeys_chart, COMPARED)


@pytest.fixture(scope="module")
def weeks(journeys):
    return journeys.x_axis(WEEKS)


def test_sessions_and_dots_of_all_plans_stand_at_their_days(journeys, weeks):
    assert weeks.pixel(21) > weeks.pixel(0) + 300
    sessions = journeys.find(kind="symbol", shape="diamond")
    assert [(m.x, m.fill) for m in sessions] == [(weeks.at(0), "live"), (weeks.at(21), "live")]
    check = journeys.one(kind="symbol", shape="circle")
    assert (check.x, check.fill) == (weeks.at(14), "self_paced")


def test_bars_of_all_plans_begin_and_end_at_their_days(journeys, weeks):
    rows = {m.fill: m for m in journeys.find(layer="bars") + journeys.find(layer="open-bars")}
    places = {fill: (bar.x, bar.right) for fill, bar in rows.items()}
    assert places == {
        "self_paced": (weeks.at(3), weeks.at(7)),
        "on_the_job": (weeks.at(14), weeks.at(21)),
        "social": (weeks.at(7), weeks.at(28)),  # open until the last week is over
    }


def test_each_plan_keeps_its_order_and_each_lane_its_own_marks(journeys):
    assert journeys.words(fill="ink") == ["Launch", "A  Live-led", "B  Built"]
    first, second = (journeys.one(kind="text", text=t) for t in ("A  Live-led", "B  Built"))
    lanes = [
        ("Live", first, journeys.find(kind="symbol", shape="diamond")),
        ("Self-paced", first, journeys.find(kind="symbol", shape="circle")),
        ("Self-paced", second, journeys.find(layer="bars", fill="self_paced")),
        ("With peers", second, journeys.find(layer="open-bars")),
        ("On the job", second, journeys.find(layer="bars", fill="on_the_job")),
    ]
    for lane, heading, marks in lanes:
        own = [
            m.middle
            for m in journeys.find(kind="text", text=lane)
            if (m.middle > second.middle) == (heading is second)
        ]
        assert [mark.middle for mark in marks] == [at(own[0])] * len(marks)
        assert own[0] > heading.middle


def test_each_lane_has_the_letter_and_the_color_of_its_modality(journeys):
    chips = sorted(journeys.find(layer="chips"), key=lambda m: m.middle)
    letters = sorted(journeys.find(kind="text", fill="on_modality"), key=lambda m: m.middle)
    assert [m.text for m in letters] == ["L", "S", "L", "S", "P", "J"]
    assert [m.fill for m in chips] == [
        "live", "self_paced", "live", "self_paced", "social", "on_the_job",
    ]  # fmt: skip
    for chip, letter in zip(chips, letters, strict=True):
        assert (letter.x, letter.middle) == (at(chip.center), at(chip.middle))


def test_the_title_of_journeys_names_who_asks_most_and_least(journeys):
    assert journeys.title == "B (Built) asks most of each learner, 5 hours; A (Live-led) least, 3"
    assert journeys.description == journeys.title


def test_plans_that_start_on_one_day_have_its_dates_under_their_weeks(journeys):
    assert journeys.find(kind="text", text="11 Jan") == []
    start = date(2027, 1, 11)
    both = (LIVE.replace(start=start), BUILT.replace(start=start))
    options = tuple(
        option(o.letter, o.label, p, o.learning_hours)
        for o, p in zip(COMPARED.options, both, strict=True)
    )
    dated = drawn(bl.compare_journeys_chart, Comparison(options, (), (), (), ()))
    x = dated.x_axis(WEEKS)
    for day, text in ((0, "11 Jan"), (7, "18 Jan"), (14, "25 Jan"), (21, "1 Feb")):
        assert dated.word(text).x == x.at(day)
    assert dated.word("Launch 11 Jan 2027").x == x.at(0)


# ---------------------------------------------------------------------------------- recall

RECALL = {"0\u00a0%": 0, "25\u00a0%": 0.25, "50\u00a0%": 0.5, "75\u00a0%": 0.75, "100\u00a0%": 1}


@pytest.fixture(scope="module")
def recall():
    return drawn(bl.compare_recall_chart, COMPARED)


def test_each_band_of_recall_runs_from_the_least_to_the_greatest_model(recall):
    x = recall.x_axis(RECALL)
    assert x.pixel(1) > x.pixel(0) + 200
    bands = sorted(recall.find(kind="rect"), key=lambda m: m.middle)
    assert [(b.x, b.right) for b in bands] == [
        (x.at(0.3), x.at(0.6)), (x.at(0.5), x.at(0.9)), (x.at(0.2), x.at(0.25)),
    ]  # fmt: skip


def test_each_band_stands_in_the_row_of_its_plan_with_its_figures(recall):
    rows = sorted(recall.find(kind="text", fill="muted", align="left"), key=lambda m: m.middle)
    letters = [m for m in recall.find(kind="text", fill="ink") if m.text in "AB"]
    letters.sort(key=lambda m: m.middle)
    assert [m.text for m in letters] == ["A", "B", "A", "B"]
    assert [m.text for m in rows] == [
        "30 to 60\u00a0%", "50 to 90\u00a0%", "20 to 25\u00a0%", "not studied",
    ]  # fmt: skip
    bands = sorted(recall.find(kind="rect"), key=lambda m: m.middle)
    for letter, figure in zip(letters, rows, strict=True):
        assert letter.middle == at(figure.middle)
    for band, figure in zip(bands, rows[:3], strict=True):
        assert band.middle == at(figure.middle)


def test_moments_stand_in_their_order_at_the_first_of_their_rows(recall):
    call, visit = recall.word("The call"), recall.word("The visit")
    first, _, third = sorted(m.middle for m in recall.find(kind="rect"))
    assert call.middle == pytest.approx(first, abs=4)
    assert visit.middle == pytest.approx(third, abs=4)


def test_the_title_of_recall_names_the_moment_of_the_largest_difference(recall):
    assert recall.title == "Recall differs most at “The call”: up to 30 points"
    assert recall.description == recall.title
    near = MomentRecall("The offer", 21, ("A",), tuple(Recalled({"sac": s}) for s in (0.5, 0.6)))
    for moments in ((near, *COMPARED.moments), (*COMPARED.moments, near)):
        other = drawn(bl.compare_recall_chart, replace(COMPARED, moments=moments))
        assert other.title == recall.title


# ------------------------------------------------------------------------------------ cost


@pytest.fixture(scope="module")
def costs():
    return drawn(bl.compare_cost_chart, COMPARED)


def test_each_bar_is_the_usual_figure_of_its_part_and_plan(costs):
    build, learners = costs.word("Build"), costs.word("Learners’ time")
    bars = sorted(costs.find(kind="rect"), key=lambda m: m.middle)
    x = Scale((0, 80), (bars[2].x, bars[2].right))  # the certain 80 hours of A's learners
    assert [(b.x, b.right) for b in bars] == [
        (x.at(0), x.at(20)), (x.at(0), x.at(60)), (x.at(0), x.at(80)), (x.at(0), x.at(40)),
    ]  # fmt: skip
    assert build.middle < bars[0].middle < bars[1].middle < learners.middle < bars[2].middle
    lines = [m for m in costs.find(kind="rule", stroke="ink") if m.right > m.x]
    assert [(m.x, m.right, m.middle) for m in lines] == [
        (x.at(10), x.at(40), at(bars[0].middle)), (x.at(50), x.at(90), at(bars[1].middle)),
    ]  # fmt: skip


def test_the_letters_of_the_plans_stand_beside_their_bars(costs):
    letters = sorted(costs.find(kind="text", fill="ink"), key=lambda m: m.middle)
    assert [m.text for m in letters] == ["A", "B"] * 4
    bars = sorted(costs.find(kind="rect"), key=lambda m: m.middle)
    beside = [m.middle for m in (letters[0], letters[1], letters[4], letters[5])]
    assert [b.middle for b in bars] == [at(y) for y in beside]


def test_the_title_of_compared_costs_names_who_takes_most_beside_the_learners_time(costs):
    assert costs.title == (
        "B (Built) takes most beside the learners’ time, 60 hours; A (Live-led) least, 20"
    )
    assert costs.description == costs.title


# --------------------------------------------------------------------------------- designs


def design(number, learner, effort, recall, regret, *, front=False):
    choice = DesignChoice(number, "bookend", False, 6, 0, "recall", 8, FormatSet("all formats"))  # noqa: FBT003
    hours = Range(effort / 2, effort, effort * 2)
    return ScoredDesign(choice, learner, 1.0, hours, None, (recall,), 8, 1, 10, regret, front)


EXPLORED = Exploration(
    brief=BRIEF,
    space=DesignSpace(("bookend",), (False,), (6,), (0,), ("recall",), (8,), (FormatSet("all"),)),
    designs=(
        design(1, 4.0, 300, 0.8, 0.1, front=True),
        design(2, 6.0, 100, 0.9, 0.0, front=True),
        design(3, 5.0, 200, 0.6, 0.3),
    ),
    infeasible=(), models=("sac",), until_day=90, asked=3,
)  # fmt: skip


@pytest.fixture(scope="module")
def explored():
    return drawn(charts.exploration_chart, EXPLORED)


def test_designs_stand_at_their_hours_and_at_their_recall(explored):
    left = explored.inside(right=440)
    x = left.x_axis({"4.0": 4, "5.0": 5, "6.0": 6})
    y = left.y_axis({"60\u00a0%": 0.6, "70\u00a0%": 0.7, "80\u00a0%": 0.8, "90\u00a0%": 0.9})
    assert x.pixel(6) > x.pixel(4)
    assert y.pixel(0.9) < y.pixel(0.6)
    front = left.find(kind="symbol", fill="accent")
    assert [(m.x, m.middle) for m in front] == [(x.at(4), y.at(0.8)), (x.at(6), y.at(0.9))]
    other = left.one(kind="symbol", fill="line")
    assert (other.x, other.middle) == (x.at(5), y.at(0.6))
    assert other.size < front[0].size


def test_designs_stand_at_their_effort_and_at_what_they_may_lose(explored):
    right = explored.inside(left=440)
    x = right.x_axis({"100": 100, "200": 200, "300": 300})
    y = right.y_axis({"0\u00a0%": 0, "10\u00a0%": 0.1, "20\u00a0%": 0.2, "30\u00a0%": 0.3})
    assert x.pixel(300) > x.pixel(100)
    assert y.pixel(0.3) < y.pixel(0)
    front = right.find(kind="symbol", fill="accent")
    assert [(m.x, m.middle) for m in front] == [(x.at(300), y.at(0.1)), (x.at(100), y.at(0))]
    other = right.one(kind="symbol", fill="line")
    assert (other.x, other.middle) == (x.at(200), y.at(0.3))


def test_the_axes_of_designs_say_what_stands_on_them(explored):
    titles = [m.text for m in explored.find(role="axis-title")]
    assert titles == [
        "Hours for each learner", "Mean modelled recall",
        "Hours of building, leading and managers", "Recall lost in the worst case of the models",
    ]  # fmt: skip


def test_the_list_of_designs_has_each_figure_under_its_head_least_hours_first(explored):
    heads = {
        "Number": ["1", "2"], "Hours each": ["4", "6"], "Effort": ["300", "100"],
        "Recall": ["80\u00a0%", "90\u00a0%"], "Lost": ["10\u00a0%", "0\u00a0%"],
    }  # fmt: skip
    for head, figures in heads.items():
        top = explored.word(head)
        below = [
            m for m in explored.find(kind="text", fill="ink")
            if m.x == at(top.x) and m.middle > top.middle
        ]  # fmt: skip
        assert [m.text for m in sorted(below, key=lambda m: m.middle)] == figures


def test_the_title_of_designs_says_how_many_and_how_far_apart(explored):
    assert explored.title == (
        "2 of 3 designs are beaten by no other: 4 to 6 hours for each learner, "
        "80 to 90\u00a0% modelled recall"
    )
    assert explored.description == explored.title
