from itertools import pairwise

import pytest

from blendnb.api import catalogue_of
from blendnb.charts import columns as col
from blendnb.charts.cost_charts import (
    break_even_chart,
    break_even_drawing,
    cost_chart,
    cost_drawing,
    levels,
)
from blendnb.designing.cost import break_even, cost
from tests.designing.proof_plans import module, plan, workshop

LIVE = plan(workshop(), blend_model="live_led")
BUILT = plan(module(learner_minutes=47))


@pytest.fixture(scope="module")
def found():
    return cost(plan(module(), workshop()), catalogue_of())


@pytest.fixture(scope="module")
def even():
    return break_even(LIVE, BUILT, catalogue_of(), most=120)


def test_the_title_names_the_largest_part_with_the_whole_range(found):
    # 70 to 164 hours of building, 80 of learners, 6.9 to 15 of leading.
    assert cost_chart(found).to_dict()["title"]["text"] == (
        "Learners’ time is the largest part: 80 of 158 (157 to 259) hours"
    )


def test_a_bar_ends_at_the_usual_figure_and_its_line_spans_the_range(found):
    drawing = cost_drawing(found)
    bars, ranges = drawing.datasets["bars"], drawing.datasets["ranges"]
    build, line = bars[0], ranges[0]
    assert line[col.X] == pytest.approx(build[col.X2])  # the low end is the usual figure here
    assert (line[col.X2] - build[col.X]) / (build[col.X2] - build[col.X]) == pytest.approx(164 / 70)


def test_a_certain_figure_has_no_line(found):
    assert len(cost_drawing(found).datasets["ranges"]) == 2


def test_every_crossing_is_marked_where_the_cheaper_plan_changes(even):
    drawing = break_even_drawing(even)
    assert len(drawing.datasets["crossings"]) == 3
    title = break_even_chart(even).title.text
    assert " ".join(title).startswith(
        "Who is cheaper changes 3 times; Digital-first stays cheaper from 37 learners"
    )


def test_names_of_crossings_do_not_lie_over_each_other(even):
    names = break_even_drawing(even, width=340).datasets["crossing-names"]
    places = [name[col.X] for name in names]
    assert all(b - a > 14 for a, b in pairwise(places))


def test_on_a_phone_letters_stand_for_the_plans(even):
    drawing = break_even_drawing(even, width=340)
    assert [drawing.datasets[f"name-{n}"][0][col.TEXT] for n in (0, 1)] == ["A", "B"]


@pytest.mark.parametrize(
    ("most", "marks"), [(1300, [0, 500, 1000]), (9, [0, 2.5, 5, 7.5]), (4, [0, 1, 2, 3, 4])]
)
def test_levels_are_round_figures(most, marks):
    assert levels(most) == marks
