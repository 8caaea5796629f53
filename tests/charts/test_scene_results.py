"""A pilot's charts, asked where their marks stand."""

from dataclasses import replace

import pytest

import blendnb as bl
from blendnb.domain.pilot_results import (
    HIDDEN,
    BeforeAfter,
    Estimate,
    Metric,
    PilotResults,
    Point,
    TouchpointUse,
)
from tests.charts.scene import at, drawn

SHARES = {"0\u00a0%": 0, "25\u00a0%": 0.25, "50\u00a0%": 0.5, "75\u00a0%": 0.75, "100\u00a0%": 1}
EMPTY = PilotResults("T", None, (), (), (), (), (), ())


def estimate(value, low, high):
    return Estimate(value, low, high, 20)


# ------------------------------------------------------------------------------------ metric

PILOT = ((-14, 8), (-7, 9), (0, 8), (7, 6), (14, 5))
BESIDE = ((-14, 7), (-7, 7.5), (0, 7), (7, 7), (14, 7.2))
DAYS = {"Week −2": -14, "Week −1": -7, "Week 0": 0, "Week 1": 7, "Week 2": 14}
LEVELS = {"5": 5, "6": 6, "7": 7, "8": 8, "9": 9}
METRIC = Metric(
    "Days to the entry", 8.5, 5.5, estimate(-3, -4, -2), estimate(-2.9, -3.8, -2.0), None, "",
    tuple(Point(*p) for p in PILOT), tuple(Point(*p) for p in BESIDE), 7,
)  # fmt: skip


@pytest.fixture(scope="module")
def metric():
    return drawn(bl.metric_chart, METRIC)


def test_each_point_of_a_metric_stands_at_its_day_and_at_its_value(metric):
    x, y = metric.x_axis(DAYS), metric.y_axis(LEVELS)
    assert metric.one(kind="line", stroke="accent").read(x, y) == list(PILOT)
    assert metric.one(kind="line", stroke="muted").read(x, y) == list(BESIDE)


def test_days_run_to_the_right_and_larger_values_stand_higher(metric):
    x, y = metric.x_axis(DAYS), metric.y_axis(LEVELS)
    assert x.pixel(14) > x.pixel(-14) + 300
    assert y.pixel(9) < y.pixel(5) - 100


def test_the_pilot_group_is_solid_and_the_comparison_dashed(metric):
    assert metric.one(kind="line", stroke="accent").dash in {(), (1, 0)}
    assert metric.one(kind="line", stroke="muted").dash == (6, 4)


def test_each_group_is_named_at_the_end_of_its_own_line(metric):
    for name, color in (("Pilot group", "accent"), ("Comparison", "muted")):
        line, word = metric.one(kind="line", stroke=color), metric.word(name)
        assert 0 < word.x - line.end[0] < 20
        assert word.middle == at(line.end[1])


def test_names_of_lines_that_end_together_keep_the_order_of_the_lines():
    close = tuple(Point(day, value) for day, value in (*BESIDE[:-1], (14, 5.1)))
    scene = drawn(bl.metric_chart, replace(METRIC, comparison=close))
    assert scene.word("Pilot group").middle - scene.word("Comparison").middle >= 14


def test_launch_and_the_days_that_count_as_after_are_marked_where_they_are(metric):
    x = metric.x_axis(DAYS)
    assert metric.one(kind="rule", stroke="ink").x == x.at(0)
    assert metric.word("Launch").x == x.at(0)
    shade = metric.one(kind="rect", fill="shade")
    assert (shade.x, shade.right) == (x.at(7), x.at(14))
    assert metric.word("After").x == x.at(7)


def test_each_level_line_of_a_metric_stands_at_its_own_label(metric):
    y = metric.y_axis(LEVELS)
    lines = sorted(m.middle for m in metric.find(kind="rule", stroke="grid"))
    assert lines == [y.at(value) for value in (9, 8, 7, 6, 5)]


def test_the_title_of_a_metric_gives_the_effect_and_alone_the_difference(metric):
    assert metric.title == ("Days to the entry: −2.9 (−3.8 to −2.0) next to the comparison group")
    assert metric.description == metric.title
    alone = drawn(bl.metric_chart, replace(METRIC, comparison=(), effect=None))
    assert alone.title == (
        "Days to the entry: −3.0 (−4.0 to −2.0) against before, with no comparison group"
    )
    assert alone.one(kind="line").stroke == "accent"
    assert alone.find(kind="text", text="Comparison") == []


# ----------------------------------------------------------------------------------- use


def use(id_, reached, completed, staying=None):
    return TouchpointUse(id_, id_, 1, False, reached, completed, staying, 20.0, None, None, None)  # noqa: FBT003


USED = replace(
    EMPTY,
    uses=(
        use("Module", estimate(0.9, 0.8, 1.0), estimate(0.7, 0.6, 0.75), estimate(1.0, 0.9, 1.0)),
        use("Workshop", estimate(0.6, 0.5, 0.7), estimate(0.2, 0.1, 0.3), estimate(0.9, 0.8, 0.95)),
        use("Check", HIDDEN, HIDDEN, HIDDEN),
        use("Close", estimate(0.5, 0.4, 0.6), estimate(0.5, 0.4, 0.6), estimate(0.4, 0.2, 0.55)),
    ),
)


@pytest.fixture(scope="module")
def used():
    return drawn(bl.use_chart, USED)


def row_of(scene, label, **looks):
    """The marks beside a label: at most half a row away from it."""
    middle = scene.word(label).middle
    return [m for m in scene.find(**looks) if abs(m.middle - middle) < 9]


def test_parts_stand_in_their_order_from_the_top(used):
    assert used.words(fill="ink") == ["Module", "Workshop", "Check", "Close"]


@pytest.mark.parametrize(
    ("part", "opened", "finished"),
    [
        ("Module", (0.8, 0.9, 1.0), (0.6, 0.7, 0.75)),
        ("Workshop", (0.5, 0.6, 0.7), (0.1, 0.2, 0.3)),
        ("Close", (0.4, 0.5, 0.6), (0.4, 0.5, 0.6)),
    ],
)
def test_each_dot_stands_at_its_share_on_the_line_of_its_interval(used, part, opened, finished):
    x = used.x_axis(SHARES)
    assert x.pixel(1) > x.pixel(0) + 300
    for fill, stroke, (low, value, high) in (
        ("paper", "muted", opened),
        ("accent", "accent", finished),
    ):
        (dot,) = row_of(used, part, kind="symbol", fill=fill)
        (line,) = row_of(used, part, kind="rule", stroke=stroke)
        assert (dot.x, line.x, line.right) == (x.at(value), x.at(low), x.at(high))
        assert dot.middle == at(line.middle)


def test_opened_stands_above_finished(used):
    for part in ("Module", "Workshop", "Close"):
        opened, finished = (row_of(used, part, kind="symbol", fill=f) for f in ("paper", "accent"))
        assert opened[0].middle < used.word(part).middle < finished[0].middle


def test_a_hidden_part_has_no_mark_and_says_why(used):
    assert row_of(used, "Check", kind="symbol") == []
    (why,) = row_of(used, "Check", kind="text", fill="muted")
    assert why.text == "fewer than five people"


def test_the_figures_at_the_end_of_a_row_are_those_of_who_finished(used):
    for part, said in (("Module", "70\u00a0% (60 to 75)"), ("Workshop", "20\u00a0% (10 to 30)")):
        (figure,) = row_of(used, part, kind="text", fill="muted")
        assert figure.text == said


def test_the_title_of_use_names_least_and_most_finished(used):
    assert used.title == used.description
    assert used.title == (
        "From 20\u00a0% for “Workshop” to 70\u00a0% for “Module”: how many finish each part"
    )
    assert used.subtitle.startswith("Open: opened it; full: finished it; ")


# ------------------------------------------------------------------------------- staying


@pytest.fixture(scope="module")
def staying():
    return drawn(bl.staying_chart, USED)


def test_a_bar_of_staying_begins_at_nobody_and_ends_at_its_share(staying):
    x = staying.x_axis(SHARES)
    bars = sorted(staying.find(kind="rect"), key=lambda m: m.middle)
    assert [(b.x, b.right) for b in bars] == [(x.at(0), x.at(end)) for end in (1.0, 0.9, 0.4)]
    assert {bar.fill for bar in bars} == {"band"}


def test_the_interval_of_staying_lies_on_its_own_bar(staying):
    x = staying.x_axis(SHARES)
    for part, low, high in (("Module", 0.9, 1.0), ("Workshop", 0.8, 0.95), ("Close", 0.2, 0.55)):
        (bar,) = row_of(staying, part, kind="rect")
        (line,) = row_of(staying, part, kind="rule", stroke="ink")
        assert (line.x, line.right, line.middle) == (x.at(low), x.at(high), at(bar.middle))


def test_steps_stand_in_their_order_without_hidden_ones_and_with_their_figures(staying):
    assert staying.words(fill="ink") == ["Module", "Workshop", "Close"]
    for part, said in (
        ("Module", "100\u00a0% (90 to 100)"),
        ("Workshop", "90\u00a0% (80 to 95)"),
        ("Close", "40\u00a0% (20 to 55)"),
    ):
        (figure,) = row_of(staying, part, kind="text", fill="muted")
        assert figure.text == said


def test_the_title_of_staying_names_the_step_before_which_most_stop(staying):
    assert staying.title == staying.description
    assert staying.title == (
        "40\u00a0% of those who began are there at the end; most stop before “Close” "
        "(50 percentage points)"
    )


# ------------------------------------------------------------------------------- changes


def change(text, before, after, difference, unit="points"):
    kind = "confidence" if unit == "points" else "behavior"
    return BeforeAfter(
        kind, text, before, after, difference, paired=True, only_before=None, unit=unit
    )


CHANGED = replace(
    EMPTY,
    changes=(
        change("Sure", estimate(2, 1.5, 2.5), estimate(4, 3.5, 4.2), estimate(2, 1.5, 2.5)),
        change("Calm", estimate(3, 2.8, 3.2), estimate(2, 1.7, 2.4), estimate(-1, -1.4, -0.6)),
        change("Same", estimate(3, 2.5, 3.5), estimate(3.1, 2.6, 3.6), estimate(0.1, -0.4, 0.6)),
        change("Safe", estimate(1.4, 1.2, 1.6), estimate(2, 1.8, 2.2), estimate(0.6, 0.3, 0.9)),
        change("Logs", estimate(0.3, 0.2, 0.4), estimate(0.8, 0.7, 0.9), estimate(0.5, 0.3, 0.7),
               "share"),
    ),
)  # fmt: skip
POINTS = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}


@pytest.fixture(scope="module")
def points():
    return drawn(bl.changes_chart, CHANGED, "points")


@pytest.mark.parametrize(
    ("asked", "before", "after", "said"),
    [
        ("Sure", (1.5, 2, 2.5), (3.5, 4, 4.2), "+2.0 (1.5 to 2.5)"),
        ("Calm", (2.8, 3, 3.2), (1.7, 2, 2.4), "−1.0 (−1.4 to −0.6)"),
        ("Same", (2.5, 3, 3.5), (2.6, 3.1, 3.6), "+0.1 (−0.4 to 0.6)"),
    ],
)
def test_before_and_after_stand_at_their_points(points, asked, before, after, said):
    x = points.x_axis(POINTS)
    assert points.words(align="center") == list(POINTS)
    assert x.pixel(5) > x.pixel(1) + 300
    for fill, stroke, (low, value, high) in (
        ("paper", "muted", before),
        ("accent", "accent", after),
    ):
        (dot,) = row_of(points, asked, kind="symbol", fill=fill)
        (line,) = row_of(points, asked, kind="rule", stroke=stroke)
        assert (dot.x, line.x, line.right) == (x.at(value), x.at(low), x.at(high))
    (figure,) = row_of(points, asked, kind="text", fill="muted")
    assert figure.text == said


def test_answers_stand_in_their_order_and_shares_are_a_chart_of_their_own(points):
    assert points.words(fill="ink") == ["Sure", "Calm", "Same", "Safe"]
    shares = drawn(bl.changes_chart, CHANGED, "share")
    x = shares.x_axis(SHARES)
    assert shares.words(fill="ink") == ["Logs"]
    assert [m.x for m in shares.find(kind="symbol")] == [x.at(0.3), x.at(0.8)]
    assert shares.title == "Logs: +50 percentage points (30 to 70)"


def test_the_title_of_changes_counts_what_clearly_rose_and_fell(points):
    assert points.title == "Of what people say of themselves, 2 of 4 rose and 1 fell"
    assert points.description == points.title
    assert points.subtitle.startswith("Open: before; full: after.")
