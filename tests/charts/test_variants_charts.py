"""The charts of the spacing lab: curves, strip, front, and the table of regret."""

from itertools import pairwise

import pytest

from blendnb.charts.model_plots import ModelPlots, Plot, apart
from blendnb.charts.theme import LIGHT
from blendnb.charts.variants import (
    curves_of,
    front_chart,
    front_takeaway,
    regret_table,
    strip_chart,
    variants_chart,
)
from blendnb.spacing import FSRS6, SAC, Question, Variant, front, judged, memory_models

QUESTION = Question(horizon=90, last=180, met=((9, 0.5),))
VARIANTS = [Variant(name, (7 + n, 21, 49)) for n, name in enumerate("ABCD")]


@pytest.fixture(scope="module")
def found():
    question = Question(horizon=30, last=60)
    return question, judged(question, [Variant("Own", (3, 25))], {2: question.best(2)})


def test_a_curve_is_what_the_model_recalls():
    one = curves_of(QUESTION, VARIANTS[0], [SAC(), FSRS6()])
    at = one.days.index(max(day for day in one.days if day < 49))
    expected = SAC().recall([0, 7, 9, 21, 49], [one.days[at]], [1, 1, 0.5, 1, 1])
    assert one.recall["sac"][at] == pytest.approx(expected[0])
    assert list(one.recall) == ["sac", "fsrs6"]


def test_the_band_runs_over_all_models_that_plan_even_if_few_are_shown():
    one = curves_of(QUESTION, VARIANTS[0], [SAC()])
    ends = [m.recall([0, 7, 9, 21, 49], [180], [1, 1, 0.5, 1, 1])[0] for m in memory_models()]
    assert (one.low[-1], one.high[-1]) == pytest.approx((min(ends), max(ends)))


def test_every_chart_of_curves_carries_its_caption():
    chart = variants_chart(QUESTION, VARIANTS[:1])
    told = " ".join(chart.title.subtitle)
    for words in ("calibrated on Cepeda et al. 2008", "5 study days it is an extrapolation",
                  "the models give", "Not a forecast"):  # fmt: skip
        assert words in told
    assert chart.title.text.startswith("After 180 days the models leave ")


def test_up_to_four_variants_stand_side_by_side_and_no_more():
    chart = variants_chart(QUESTION, VARIANTS)
    assert [row["text"] for row in chart.datasets["titles"]] == ["A", "B", "C", "D"]
    with pytest.raises(ValueError, match="holds 5; one to 4 fit"):
        variants_chart(QUESTION, [*VARIANTS, Variant("E", (1,))])
    with pytest.raises(ValueError, match="holds 0"):
        variants_chart(QUESTION, [])


def test_a_line_is_drawn_for_each_model_that_is_shown_and_no_other():
    chart = variants_chart(QUESTION, VARIANTS[:2], shown=["sac", "power_curve"])
    lines = {name for name, rows in chart.datasets.items() if name.startswith("line-") and rows}
    assert lines == {"line-sac", "line-power_curve"}


def test_the_strip_has_a_row_for_each_schedule(found):
    question, rows = found
    chart = strip_chart(question, rows)
    assert [row["text"] for row in chart.datasets["rows"]] == [row.name for row in rows]
    assert "loses at most" in chart.title.text


def test_labels_never_come_closer_than_a_line_and_stay_above_the_base():
    plot = Plot(0, 0, 100, 0, lambda x: x, height=150)
    moved = apart({"sac": 149.0, "ppe": 148.0, "fsrs6": 150.0, "pavlik_anderson": 20.0}, plot)
    places = sorted(moved.values())
    assert all(b - a >= 15 for a, b in pairwise(places))
    assert places[-1] <= plot.bottom
    assert moved["pavlik_anderson"] == 20.0


def test_all_sheets_have_the_same_layers_whatever_they_show():
    empty, full = ModelPlots(LIGHT, 300).chart(), variants_chart(QUESTION, VARIANTS[:1], width=300)
    assert [layer.name for layer in empty.layers] == [layer.name for layer in full.layer]


def test_the_table_of_regret_gives_per_cent_and_points(found):
    _, rows = found
    table = regret_table(rows)
    assert list(table["Schedule"])[:2] == ["Own", "Least regret"]
    own = table.iloc[0]
    assert own["SAC, %"] == pytest.approx(100 * rows[0].recall["sac"], abs=0.05)
    assert own["Greatest regret"] == pytest.approx(100 * rows[0].max_regret, abs=0.05)


def test_the_front_rises_and_says_where_it_stops_paying():
    points = front(30, until=60, touchpoints=range(1, 4), minutes_each=10)
    chart = front_chart(points)
    assert [row["text"] for row in chart.datasets["ticks"]] == ["1", "2", "3", "10", "20", "30"]
    assert "Mean recall, days 1 to 60" in " ".join(chart.title.subtitle)
    assert front_takeaway(points) == "Up to 3 touchpoints, one more still buys a point or more"
    assert "What more touchpoints buy" in front_takeaway(points[:1])
