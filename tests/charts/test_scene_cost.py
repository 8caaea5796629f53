"""What a plan takes, and who is cheaper: the charts asked where their marks stand."""

from dataclasses import replace

import pytest

import blendnb as bl
from blendnb.domain.costs import ZERO, BreakEven, Cost, CostPart, Crossing, Curve, Range
from tests.charts.scene import Scale, at, drawn


def cost_of(**hours):
    parts = ("build", "deliver", "learner_time", "manager_time")
    found = {part: CostPart(hours.get(part, ZERO), None) for part in parts}
    return Cost("Small", 40, **found, on_the_job_hours=0.0, upkeep_hours=ZERO,
                cross_check_hours=ZERO, finished_hours=ZERO, build_items=(), sessions=(),
                assumptions=())  # fmt: skip


COST = cost_of(
    build=Range(50, 70, 160),
    deliver=Range(10, 12, 15),
    learner_time=Range.exactly(80),
    manager_time=Range.exactly(20),
)


@pytest.fixture(scope="module")
def costs():
    return drawn(bl.cost_chart, COST)


def row_of(scene, label, **looks):
    """The marks beside a label, left to right."""
    middle = scene.word(label).middle
    return sorted((m for m in scene.find(**looks) if abs(m.middle - middle) < 9), key=lambda m: m.x)


def hours_of(scene):
    """The scale of the bars, which share one base: 0 to the certain 80 of the learners."""
    (bar,) = row_of(scene, "Learners’ time", kind="rect")
    return Scale((0, 80), (bar.x, bar.right))


def test_each_bar_of_cost_is_as_long_as_its_usual_figure(costs):
    x = hours_of(costs)
    assert x.pixel(80) > x.pixel(0) + 100
    for part, usual in (("Build", 70), ("Deliver", 12), ("Managers’ and mentors’ time", 20)):
        (bar,) = row_of(costs, part, kind="rect")
        assert (bar.x, bar.right) == (x.at(0), x.at(usual))


def test_the_line_of_a_cost_runs_over_its_range_and_a_certain_one_has_none(costs):
    x = hours_of(costs)
    for part, low, high in (("Build", 50, 160), ("Deliver", 10, 15)):
        lines = row_of(costs, part, kind="rule", stroke="ink")
        (line,) = [m for m in lines if m.right > m.x]
        assert (line.x, line.right) == (x.at(low), x.at(high))
        caps = [m.x for m in lines if m.bottom > m.top]
        assert caps == [x.at(low), x.at(high)]
    assert row_of(costs, "Managers’ and mentors’ time", kind="rule") == []


def test_parts_of_a_cost_stand_in_their_order_with_their_figures_after_the_range(costs):
    x = hours_of(costs)
    assert costs.words(fill="ink") == [
        "Build",
        "Deliver",
        "Learners’ time",
        "Managers’ and mentors’ time",
    ]
    for part, said, high in (
        ("Build", "70 (50 to 160)", 160),
        ("Deliver", "12 (10 to 15)", 15),
        ("Learners’ time", "80", 80),
        ("Managers’ and mentors’ time", "20", 20),
    ):
        (figure,) = row_of(costs, part, kind="text", fill="muted")
        assert figure.text == said
        assert figure.x - x.pixel(high) == at(10)


def test_the_title_of_a_cost_names_the_largest_part_and_the_whole(costs):
    assert costs.title == "Learners’ time is the largest part: 80 of 182 (160 to 275) hours"
    assert costs.description == costs.title
    assert costs.subtitle == (
        "Hours of everybody for 40 learners. A bar is the usual figure, the line the range of the "
        "surveys behind it; no figure is a quotation."
    )


def test_a_cost_without_figures_draws_no_bar():
    scene = drawn(bl.cost_chart, cost_of())
    assert scene.find(kind="rect") == []
    assert scene.title == "This plan takes nobody’s time yet"


# ------------------------------------------------------------------------------ break-even


def curve(low, default, high):
    """Fixed hours and hours for each learner, for 1 to 100 learners."""
    ends = (low, default, high)
    return Curve(*(tuple(fixed + each * n for n in range(1, 101)) for fixed, each in ends))


def with_one_group_more(totals):
    """The same with 60 hours on top from 51 learners on."""
    return (*totals[:50], *(total + 60.0 for total in totals[50:]))


GROUPS = curve((0, 8), (0, 10), (0, 12))
EVEN = BreakEven(
    titles=("Live-led", "Digital-first"), measure="hours", currency="", learner_time=False,
    curves=(replace(GROUPS, default=with_one_group_more(GROUPS.default)),
            curve((200, 4), (300, 4), (500, 4))),
    # 10 n and the group against 300 + 4 n: 570 and 504 at 51 learners.
    crossings=(Crossing(51, 1, (570.0, 504.0)),), cheaper_at_first=0, pays_from=(None, 51),
    pays_from_ends=((None, None), (26, None)), linear=50.0,
)  # fmt: skip
LEARNERS = {"25": 25, "50": 50, "75": 75, "100": 100}
HOURS = {"0": 0, "500": 500, "1,000": 1000}


@pytest.fixture(scope="module")
def even():
    return drawn(bl.break_even_chart, EVEN)


def test_more_learners_stand_further_right_and_more_hours_higher(even):
    assert even.x_axis(LEARNERS).pixel(100) > even.x_axis(LEARNERS).pixel(25) + 300
    assert even.y_axis(HOURS).pixel(1000) < even.y_axis(HOURS).pixel(0) - 100


@pytest.mark.parametrize(
    ("color", "totals"),
    [("accent", {1: 10, 50: 500, 51: 570, 100: 1060}), ("ink", {1: 304, 50: 500, 100: 700})],
)
def test_each_total_stands_at_its_number_of_learners(even, color, totals):
    x, y = even.x_axis(LEARNERS), even.y_axis(HOURS)
    line = even.one(kind="line", stroke=color)
    for learners, total in totals.items():
        assert line.y_at(x.pixel(learners)) == y.at(total)
    assert (line.x, line.right) == (x.at(1), x.at(100))


@pytest.mark.parametrize(
    ("fill", "low", "high"),
    [
        ("band", {1: 8, 100: 800}, {1: 12, 100: 1200}),
        ("shade", {1: 204, 100: 600}, {1: 504, 100: 900}),
    ],
)
def test_the_band_of_a_total_runs_from_its_low_end_to_its_high_one(even, fill, low, high):
    x, y = even.x_axis(LEARNERS), even.y_axis(HOURS)
    band = even.one(kind="area", fill=fill)
    for learners in (1, 100):
        upper, lower = band.span_at(x.pixel(learners))
        assert (upper, lower) == (y.at(high[learners]), y.at(low[learners]))


def test_the_first_plan_is_solid_and_the_second_dashed_and_each_is_named_at_its_end(even):
    for name, color, dash in (("Live-led", "accent", ()), ("Digital-first", "ink", (7, 4))):
        line, word = even.one(kind="line", stroke=color), even.word(name)
        assert line.dash == dash
        assert word.fill == color
        assert 0 < word.x - line.end[0] < 20
        assert word.middle == at(line.end[1])


def test_a_ring_marks_the_crossing_with_its_number_above_it(even):
    x, y = even.x_axis(LEARNERS), even.y_axis(HOURS)
    ring = even.one(kind="symbol")
    assert (ring.x, ring.middle) == (x.at(51), y.at(504))
    name = even.word("51")
    assert name.x == at(ring.x)
    assert 8 < ring.middle - name.middle < 24


def test_each_level_line_of_totals_stands_at_its_own_label(even):
    y = even.y_axis(HOURS)
    lines = sorted(m.middle for m in even.find(kind="rule", stroke="grid"))
    assert lines == [y.at(1000), y.at(500), y.at(0)]


def test_the_title_of_a_break_even_says_who_is_cheaper_from_where_on(even):
    assert even.title == (
        "Digital-first is cheaper from 51 learners on, Live-led below (26 to never over the ranges)"
    )
    assert even.description == even.title
    assert even.subtitle == (
        "Total hours by number of learners, without learners’ time; the bands are the ranges"
    )


def test_plans_in_the_other_order_change_their_looks_and_not_their_places(even):
    other = drawn(
        bl.break_even_chart,
        replace(
            EVEN, titles=EVEN.titles[::-1], curves=EVEN.curves[::-1], cheaper_at_first=1,
            crossings=(Crossing(51, 0, (504.0, 570.0)),), pays_from=(51, None),
            pays_from_ends=((26, None), (None, None)),
        ),
    )  # fmt: skip
    assert other.title == even.title
    assert other.one(kind="line", stroke="accent").path == even.one(kind="line", stroke="ink").path
    assert other.word("Live-led").middle == even.word("Live-led").middle


def test_a_number_of_learners_stands_at_that_many_even_where_few_were_looked_at():
    few = tuple(Curve(*(end[:9] for end in (c.low, c.default, c.high))) for c in EVEN.curves)
    scene = drawn(bl.break_even_chart, replace(EVEN, curves=few, crossings=()))
    line = scene.one(kind="line", stroke="accent")
    x = Scale((1, 9), (line.x, line.right))
    bottom = max(m.middle for m in scene.find(kind="text"))
    shown = [m for m in scene.find(kind="text", align="center") if m.middle == at(bottom)]
    assert shown
    assert [m.x for m in shown] == [x.at(int(m.text)) for m in shown]


def test_on_a_phone_the_names_stand_above_bars_that_keep_their_proportion():
    scene = drawn(bl.cost_chart, COST, width=300)

    def below(label):
        middle = scene.word(label).middle
        (bar,) = [m for m in scene.find(kind="rect") if 10 < m.middle - middle < 26]
        return bar

    build, learners = below("Build"), below("Learners’ time")
    assert (round(build.x), round(learners.x)) == (0, 0)
    assert round(build.right / learners.right, 3) == 0.875
    assert learners.right > 60
