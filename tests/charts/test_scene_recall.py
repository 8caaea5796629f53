"""Recall over time: the charts of plans, of schedules and of what was published.

Where a model's recall is drawn, a model of our own forgets half a point a day since the last study,
so that every height can be said by hand; else the height is what the model says.
"""

import numpy as np
import pytest

import blendnb as bl
from blendnb import charts
from blendnb.charts.recall import recall_of
from blendnb.spacing import PPE, SAC, Question, Variant, memory_models
from blendnb.spacing.best_days import Best, FrontPoint
from blendnb.spacing.expected_recall import expected_recall
from blendnb.spacing.models import MemoryModel
from blendnb.spacing.questions import Judged
from tests.charts.scene import at, drawn
from tests.designing.proof_plans import module, plan, touchpoint

QUARTERS = {"0\u00a0%": 0, "25\u00a0%": 0.25, "50\u00a0%": 0.5, "75\u00a0%": 0.75, "100\u00a0%": 1}
HALVES = {"0\u00a0%": 0, "50\u00a0%": 0.5, "100\u00a0%": 1}
SOLID = {(), (1, 0)}


class Steady(MemoryModel):
    id = "steady"
    label = "Steady"
    PARAMETERS = ()
    variant = "own"
    calibration = "nothing"

    def _recall(self, days, x, _weights):
        before = np.where(days[:, None, :] < x[:, :, None], days[:, None, :], -np.inf)
        return np.clip(1 - 0.005 * (x - before.max(axis=2)), 0, 1)

    def free_parameters(self):
        return ()

    def with_parameters(self, **values):
        raise NotImplementedError


# ------------------------------------------------------------------------------- of a plan

# Studied on the days 0, 28, 42 and 70; without reinforcement on 0 and 28.
PLAN = plan(
    module("a", topics=["A"]),
    touchpoint("lab", "practice_lab", purpose="practice", start_day=28, topics=["A"]),
    touchpoint("check", "knowledge_check", purpose="reinforce", topics=["A"], start_day=42,
               repeat={"days": [0, 28]}),
    topics=["A"],
)  # fmt: skip
WEEKS = {"Week 1": 0, "3": 14, "5": 28, "11": 70, "23": 154}


@pytest.fixture(scope="module")
def spacing():
    return drawn(bl.spacing_chart, PLAN, memory_model=Steady())


def test_time_runs_to_the_right_and_more_recall_stands_higher(spacing):
    assert spacing.x_axis(WEEKS).pixel(154) > spacing.x_axis(WEEKS).pixel(0) + 300
    assert spacing.y_axis(HALVES).pixel(1) < spacing.y_axis(HALVES).pixel(0) - 100


@pytest.mark.parametrize(
    ("color", "dash", "recall"),
    [
        ("accent", (), {14: 0.93, 27.9: 0.86, 41.9: 0.93, 69.9: 0.86, 110: 0.8, 160: 0.55}),
        ("muted", (5, 4), {14: 0.93, 27.9: 0.86, 60: 0.84, 110: 0.59, 160: 0.34}),
        ("ink", (1, 3), {14: 0.93, 60: 0.7, 110: 0.45, 160: 0.2}),
    ],
    ids=["this plan", "unreinforced", "met once"],
)
def test_each_curve_stands_at_what_is_left_on_a_day(spacing, color, dash, recall):
    x, y = spacing.x_axis(WEEKS), spacing.y_axis(HALVES)
    line = spacing.one(kind="line", stroke=color)
    assert line.dash == dash
    assert {day: line.y_at(x.pixel(day) - 0.5) for day in recall} == {
        day: y.at(share) for day, share in recall.items()
    }


def test_each_curve_is_named_at_its_own_end_in_its_own_color(spacing):
    for name, color in (("this plan", "accent"), ("unreinforced", "muted"), ("met once", "ink")):
        line, word = spacing.one(kind="line", stroke=color), spacing.word(name)
        assert word.fill == color
        assert 0 < word.x - line.end[0] < 20
        assert word.middle == at(line.end[1])


def test_the_band_runs_from_the_least_to_the_greatest_of_the_planning_models(spacing):
    x, y = spacing.x_axis(WEEKS), spacing.y_axis(HALVES)
    band = spacing.one(kind="area", fill="band")
    days = [0, 28, 42, 70]
    for day in (71, 90, 160):
        left = [model.recall(days, [day], [1] * 4)[0] for model in memory_models()]
        upper, lower = band.span_at(x.pixel(day) - 0.01)
        assert (upper, lower) == (y.at(max(left)), y.at(min(left)))
    assert recall_of(PLAN).named_day == 90


def test_study_days_are_dots_on_the_base_line(spacing):
    x, y = spacing.x_axis(WEEKS), spacing.y_axis(HALVES)
    dots = spacing.find(kind="symbol", fill="accent")
    assert [(m.x, m.middle) for m in dots] == [(x.at(day), y.at(0)) for day in (0, 28, 42, 70)]


def test_launch_and_the_end_of_the_journey_are_lines_with_their_names(spacing):
    x = spacing.x_axis(WEEKS)
    edges = [m.x for m in spacing.find(kind="rule", stroke="line")]
    assert edges == [x.at(0), x.at(71)]
    assert spacing.word("Launch").x - edges[0] == at(4)
    assert spacing.word("journey ends").x - edges[1] == at(4)


def test_each_topic_has_a_plot_of_its_own_with_its_own_study_days():
    two = plan(
        *PLAN.touchpoints, module("b", topics=["B"], start_day=7), topics=["A", "B"]
    )  # fmt: skip
    scene = drawn(bl.spacing_chart, two, memory_model=Steady())
    first, second = scene.word("A"), scene.word("B")
    assert first.x < second.x
    left, right = scene.inside(right=second.x - 1), scene.inside(left=second.x - 1)
    for plot, days in ((left, (0, 28, 42, 70)), (right, (7,))):
        labels = {"Week 1": 0, "5": 28, "9": 56}
        x, y = plot.x_axis(labels), plot.y_axis(HALVES)
        assert [m.x for m in plot.find(kind="symbol")] == [x.at(day) for day in days]
        end = 1 - 0.005 * (160 - days[-1])
        assert plot.one(kind="line", stroke="accent").end[1] == y.at(end)
    assert right.find(kind="text", text="met once") == []
    assert scene.title == "One topic never comes back after its first study"


def test_the_title_of_recall_says_what_coming_back_gains_on_a_named_day(spacing):
    days = [0, 28, 42, 70]
    # By the model of our own, 20 days after the last study and 90 after the only one.
    least = 100 * min(model.recall(days, [90], [1] * 4)[0] for model in memory_models())
    assert spacing.title == (
        "Every topic comes back 3 times after its first study: on day 90 at least "
        f"{least:.0f}\u00a0% of what was taught is still known, likely 90\u00a0%; met only once, "
        "likely 55\u00a0%"
    )
    assert spacing.description == spacing.title


# ---------------------------------------------------------------------------- of schedules

QUESTION = Question(horizon=30, last=60, met=((9, 0.5),))
VARIANTS = [Variant("Early", (2, 5)), Variant("Late", (20, 40))]
DAYS = {"Day 0": 0, "10": 10, "20": 20, "60": 60}
ALL_DAYS = {"Early": ([0, 2, 5, 9], [1, 1, 1, 0.5]), "Late": ([0, 9, 20, 40], [1, 0.5, 1, 1])}


@pytest.fixture(scope="module")
def variants():
    return drawn(charts.variants_chart, QUESTION, VARIANTS, shown=["sac", "ppe"])


@pytest.fixture(params=["Early", "Late"])
def plot(request, variants):
    """One of the two plots, with the name of its variant."""
    between = variants.word("Late").x - 1
    assert variants.word("Early").x < between
    part = {"Early": variants.inside(right=between), "Late": variants.inside(left=between)}
    return request.param, part[request.param]


def test_each_model_has_its_line_at_what_it_says(plot):
    name, scene = plot
    x, y = scene.x_axis(DAYS), scene.y_axis(QUARTERS)
    assert x.pixel(60) > x.pixel(0) + 100
    assert y.pixel(1) < y.pixel(0) - 100
    days, weights = ALL_DAYS[name]
    for model, color, dashes in ((SAC(), "accent", SOLID), (PPE(), "ink", {(7, 3)})):
        line = scene.one(kind="line", stroke=color)
        assert line.dash in dashes
        for day in (9, 20, 60):
            left = model.recall(days, [day], weights)[0]
            assert line.y_at(x.pixel(day) - 0.01) == y.at(left)


def test_each_line_of_a_model_is_named_at_its_end_in_its_color(plot):
    _, scene = plot
    for label, color in (("SAC", "accent"), ("PPE", "ink")):
        line, word = scene.one(kind="line", stroke=color), scene.word(label)
        assert word.fill == color
        assert 0 < word.x - line.end[0] < 20
        assert word.middle == at(line.end[1])


def test_the_band_of_a_variant_encloses_all_models_that_plan(plot):
    name, scene = plot
    x, y = scene.x_axis(DAYS), scene.y_axis(QUARTERS)
    days, weights = ALL_DAYS[name]
    left = [model.recall(days, [60], weights)[0] for model in memory_models()]
    upper, lower = scene.one(kind="area", fill="band").span_at(x.pixel(60) - 0.01)
    assert (upper, lower) == (y.at(max(left)), y.at(min(left)))


def test_own_study_days_are_full_dots_and_others_open_ones(plot):
    name, scene = plot
    x, y = scene.x_axis(DAYS), scene.y_axis(QUARTERS)
    own = {"Early": (0, 2, 5), "Late": (0, 20, 40)}[name]
    full = scene.find(kind="symbol", fill="accent")
    assert [(m.x, m.middle) for m in full] == [(x.at(day), y.at(0)) for day in own]
    assert scene.one(kind="symbol", fill="paper").x == x.at(9)
    assert scene.find(kind="text", text=f"days {own[1]}, {own[2]}")


def test_the_day_that_counts_is_a_line_where_it_is_one_day():
    question = Question(horizon=30, objective="day", last=50)
    scene = drawn(charts.variants_chart, question, VARIANTS[:1], shown="all")
    x = scene.x_axis({"Day 0": 0, "10": 10, "20": 20, "50": 50})
    assert scene.one(kind="rule", stroke="line").x == x.at(50)
    looks = {
        ("SAC", "accent", (1, 0)), ("PPE", "ink", (7, 3)),
        ("Pavlik & Anderson", "accent", (2, 3)), ("FSRS-6", "muted", (1, 0)),
    }  # fmt: skip
    lines = sorted(scene.find(kind="line"), key=lambda m: m.end[1])
    names = sorted((scene.word(name) for name, _, _ in looks), key=lambda m: m.middle)
    assert {(w.text, m.stroke, m.dash) for w, m in zip(names, lines, strict=True)} == looks


def test_the_title_of_variants_gives_the_band_of_each_at_the_end(variants):
    told = []
    for name, (days, weights) in ALL_DAYS.items():
        left = [100 * model.recall(days, [60], weights)[0] for model in memory_models()]
        told.append(f"{name} {min(left):.0f} to {max(left):.0f}\u00a0%")
    assert variants.title == f"After 60 days the models leave: {'; '.join(told)}"
    assert variants.description == variants.title


JUDGED = [
    Judged("Own", "variant", (3, 25), {"sac": 0.8}, {"sac": 0.05, "ppe": 0.02}),
    Judged("Least regret", "best", (6, 20), {"sac": 0.8}, {"sac": 0.01, "ppe": 0.015}),
    Judged("Weekly", "rule", (7, 14), {"sac": 0.7}, {"sac": 0.1, "ppe": 0.2}),
]


@pytest.fixture(scope="module")
def strip():
    return drawn(charts.strip_chart, QUESTION, JUDGED)


def test_each_schedule_is_a_row_of_dots_at_its_days(strip):
    x = strip.x_axis({"Day 0": 0, "10": 10, "30": 30})
    assert x.pixel(30) > x.pixel(0) + 300
    for name, fill, days in (
        ("Own", "accent", (0, 3, 25)),
        ("Least regret", "accent", (0, 6, 20)),
        ("Weekly", "ink", (0, 7, 14)),
    ):
        row = [m for m in strip.find(kind="symbol") if m.middle == at(strip.word(name).middle)]
        assert [m.x for m in row if m.fill == fill] == [x.at(day) for day in days]
        assert [m.x for m in row if m.fill == "paper"] == [x.at(9)]
        assert len(row) == 4


def test_schedules_stand_in_their_order_and_the_title_names_the_one_that_loses_least(strip):
    assert strip.words(fill="ink") == ["Own", "Least regret", "Weekly"]
    assert strip.title == "Least regret loses at most 1.5 points, whichever model is right"
    assert strip.description == strip.title


def point(touchpoints, minutes, **value):
    best = Best((7,), value, dict.fromkeys(value, 0.0), (), "mean", (1, 60), {})
    return FrontPoint(touchpoints, minutes, best)


FRONT = [
    point(1, 15, sac=0.5, ppe=0.2),
    point(2, 40, sac=0.7, ppe=0.3),
    point(3, 65, sac=0.705, ppe=0.305),
]


@pytest.fixture(scope="module")
def front():
    return drawn(charts.front_chart, FRONT)


def test_what_touchpoints_buy_stands_at_their_number_and_value(front):
    x, y = front.x_axis({"1": 1, "2": 2, "3": 3}), front.y_axis(QUARTERS)
    assert x.pixel(3) > x.pixel(1)
    assert y.pixel(1) < y.pixel(0)
    for color, values in (("accent", (0.5, 0.7, 0.705)), ("ink", (0.2, 0.3, 0.305))):
        line = front.one(kind="line", stroke=color)
        assert [(a, b) for a, b, _ in line.path] == [
            (x.at(k), y.at(v)) for k, v in enumerate(values, start=1)
        ]
    dots = {(round(m.x), round(m.middle)) for m in front.find(kind="symbol", fill="ink")}
    corners = {(round(a), round(b)) for m in front.find(kind="line") for a, b, _ in m.path}
    assert dots == corners


def test_the_band_of_the_front_lies_between_its_lines(front):
    x, y = front.x_axis({"1": 1, "2": 2, "3": 3}), front.y_axis(QUARTERS)
    band = front.one(kind="area", fill="band")
    for k, low, high in ((1, 0.2, 0.5), (2, 0.3, 0.7)):
        upper, lower = band.span_at(x.pixel(k))
        assert (upper, lower) == (y.at(high), y.at(low))


def test_minutes_stand_under_their_number_of_touchpoints_and_names_at_the_ends(front):
    x = front.x_axis({"1": 1, "2": 2, "3": 3})
    assert front.x_axis({"15": 1, "40": 2, "65": 3}).pixels == (x.at(1), x.at(3))
    assert front.word("minutes").middle == at(front.word("40").middle)
    assert front.word("touchpoints").middle == at(front.word("2").middle)
    for label, color in (("SAC", "accent"), ("PPE", "ink")):
        line, word = front.one(kind="line", stroke=color), front.word(label)
        assert (word.fill, word.middle) == (color, at(line.end[1]))
        assert 0 < word.x - line.end[0] < 20


def test_the_title_of_the_front_says_where_it_stops_paying(front):
    assert front.title == (
        "Beyond 2 touchpoints (40 minutes) one more buys less than a point under every model"
    )
    assert front.description == front.title
    assert drawn(charts.front_chart, FRONT[:2]).title == (
        "Up to 2 touchpoints, one more still buys a point or more"
    )


# ------------------------------------------------------------------------------- published


@pytest.fixture(scope="module")
def ridge():
    return drawn(charts.ridge_chart, ["sac", "ppe"])


OBSERVED = {
    7: {"0": 0.882, "1": 0.973, "7": 0.938, "21": 0.933, "105": 0.806},
    35: {"0": 0.517, "1": 0.689, "7": 0.799, "21": 0.759, "105": 0.591},
    70: {"0": 0.291, "1": 0.421, "7": 0.601, "21": 0.612, "105": 0.424},
    350: {"0": 0.124, "1": 0.125, "7": 0.147, "21": 0.219, "105": 0.133},
}
BEST = {7: (1, 0.973), 35: (11, 0.819), 70: (21, 0.612), 350: (21, 0.219)}


def delay_plot(ridge, delay):
    """The plot under one title: of four, in two columns."""
    title = ridge.word(f"Test after {delay} days")
    return ridge.inside(title.x - 1, title.middle - 5, title.x + 430, title.middle + 200)


@pytest.mark.parametrize("delay", OBSERVED)
def test_observed_recall_stands_over_its_gap_in_the_plot_of_its_delay(ridge, delay):
    scene = delay_plot(ridge, delay)
    y = scene.y_axis(QUARTERS)
    assert y.pixel(1) < y.pixel(0) - 100
    dots = scene.find(kind="symbol", fill="ink")
    assert 6 <= len(dots) <= 8
    for gap, recall in OBSERVED[delay].items():
        (tick,) = scene.find(kind="text", text=gap, align="center")
        (dot,) = [m for m in dots if m.x == at(tick.x)]
        assert dot.middle == y.at(recall)


@pytest.mark.parametrize("delay", OBSERVED)
def test_longer_gaps_stand_further_right(ridge, delay):
    scene = delay_plot(ridge, delay)
    places = [scene.word(gap, align="center").x for gap in ("0", "1", "7", "21", "105")]
    assert places == sorted(places)
    assert places[-1] - places[0] > 200


@pytest.mark.parametrize("delay", OBSERVED)
def test_models_run_at_what_they_say_in_their_own_looks(ridge, delay):
    scene = delay_plot(ridge, delay)
    y = scene.y_axis(QUARTERS)
    for model, color, dashes in ((SAC(), "accent", SOLID), (PPE(), "ink", {(7, 3)})):
        line = scene.one(kind="line", stroke=color)
        assert line.dash in dashes
        for gap in (7, 21):
            x = scene.word(str(gap), align="center").x
            assert line.y_at(x) == y.at(model.recall([0, gap], [gap + delay], [1, 1])[0])
        last = model.recall([0, 105], [105 + delay], [1, 1])[0]
        assert line.end == (at(scene.word("105", align="center").x), y.at(last))


@pytest.mark.parametrize("delay", OBSERVED)
def test_a_triangle_stands_above_the_best_observed_gap(ridge, delay):
    scene = delay_plot(ridge, delay)
    _, recall = BEST[delay]
    triangle = scene.one(kind="symbol", shape="triangle-down")
    (dot,) = [m for m in scene.find(kind="symbol", fill="ink") if m.x == at(triangle.x)]
    assert dot.middle == scene.y_axis(QUARTERS).at(recall)
    assert 8 < dot.middle - triangle.middle < 16


def test_plots_go_by_delay_and_the_title_says_how_far_models_miss(ridge):
    titles = [m for m in ridge.find(kind="text", fill="ink") if m.text.startswith("Test")]
    ordered = sorted(titles, key=lambda m: (round(m.middle), m.x))
    assert [m.text for m in ordered] == [f"Test after {d} days" for d in (7, 35, 70, 350)]
    assert ridge.title == "SAC misses the data by 3.1 points, PPE by 4.2"
    assert ridge.description == ridge.title


@pytest.fixture(scope="module")
def forgetting():
    return drawn(charts.forgetting_chart)


SAVED = {"0\u00a0%": 0, "20\u00a0%": 0.2, "40\u00a0%": 0.4, "60\u00a0%": 0.6, "80\u00a0%": 0.8}


@pytest.mark.parametrize(
    ("fill", "shape", "learner", "saved"),
    [
        ("ink", "circle", "Ebbinghaus 1885", (0.582, 0.442, 0.358, 0.337, 0.278, 0.254, 0.211)),
        ("paper", "circle", "Mack", (0.544, 0.432, 0.285, 0.316, 0.365, 0.309, 0.258)),
        ("paper", "square", "Seitz", (0.442, 0.325, 0.270, 0.270, 0.286, 0.205, 0.201)),
        ("paper", "triangle-up", "Dros", (0.472, 0.373, 0.276, 0.317, 0.230, 0.168, 0.041)),
    ],
)
def test_savings_stand_at_their_delays_with_the_mark_of_their_learner(
    forgetting, fill, shape, learner, saved
):
    y = forgetting.y_axis(SAVED)
    assert y.pixel(0.8) < y.pixel(0)
    *dots, key = forgetting.find(kind="symbol", fill=fill, shape=shape)
    assert [dot.middle for dot in dots] == [y.at(share) for share in saved]
    for dot, tick in zip(dots[3:], ("1 day", "2", "6", "31 days"), strict=True):
        assert dot.x == at(forgetting.word(tick).x)
    word = forgetting.word(learner)
    assert 0 < word.x - key.x < 20
    assert key.middle == at(word.middle)


def test_longer_delays_stand_further_right(forgetting):
    ticks = ("20\u00a0min", "1 hour", "9 hours", "1 day", "2", "6", "31 days")
    places = [forgetting.word(tick).x for tick in ticks]
    assert places == sorted(places)


def test_the_equation_of_1885_runs_through_what_it_gives(forgetting):
    y = forgetting.y_axis(SAVED)
    line = forgetting.one(kind="line", stroke="accent")
    # 1.84 / (1.84 + lg(minutes) ** 1.25): after a day, two, six and 31 of them.
    for tick, share in (("1 day", 0.304), ("2", 0.281), ("6", 0.249), ("31 days", 0.212)):
        assert line.y_at(forgetting.word(tick).x) == y.at(share)


def test_curves_are_named_in_the_order_of_their_ends_and_in_their_looks(forgetting):
    looks = {
        "1885 equation": ("accent", (1, 0)),
        "power of time": ("ink", (7, 3)),
        "Wickelgren power": ("muted", (1, 0)),
    }
    for name, (color, dash) in looks.items():
        line, word = forgetting.one(kind="line", stroke=color), forgetting.word(name)
        assert (word.fill, line.dash) == (color, dash)
        assert 0 < word.x - line.end[0] < 20
        assert word.middle == pytest.approx(line.end[1], abs=30)
    ends = sorted(looks, key=lambda name: forgetting.one(kind="line", stroke=looks[name][0]).end[1])
    assert ends == sorted(looks, key=lambda name: forgetting.word(name).middle)


def test_the_title_of_forgetting_gives_the_largest_miss_of_the_equation(forgetting):
    assert forgetting.title == ("Ebbinghaus’ equation follows his own savings within 3.3 points")
    assert forgetting.description == forgetting.title


def test_what_can_be_expected_stands_between_the_least_and_the_greatest_of_all():
    scene = drawn(bl.spacing_chart, PLAN)
    x, y = scene.x_axis(WEEKS), scene.y_axis(HALVES)
    (schedule,) = recall_of(PLAN).schedules
    line, band = scene.one(kind="line", stroke="accent"), scene.one(kind="area", fill="band")
    for day in (71, 90, 160):
        expected = expected_recall(schedule.planned.met, [day])
        assert line.y_at(x.pixel(day) - 0.01) == y.at(expected.line[0])
        upper, lower = band.span_at(x.pixel(day) - 0.01)
        assert (upper, lower) == (y.at(expected.high[0]), y.at(expected.low[0]))
