from itertools import pairwise

import pytest

from blendnb.api import catalogue_of
from blendnb.charts import columns as col
from blendnb.charts.comparison_charts import (
    compare_cost_chart,
    compare_journeys_chart,
    compare_journeys_drawing,
    compare_recall_chart,
    compare_recall_drawing,
)
from blendnb.designing.compare import compare
from tests.designing.proof_plans import module, plan, touchpoint, workshop

MOMENT = {"topics": ["A"], "moments": [{"text": "The call", "week": 3, "topics": ["A"]}]}
LIVE = plan(workshop(topics=["A"]), blend_model="live_led", **MOMENT)
CHECK = touchpoint("q", "knowledge_check", purpose="reinforce", topics=["A"], start_day=7)
BUILT = plan(module(topics=["A"], days=5), CHECK, **MOMENT)


@pytest.fixture(scope="module")
def found():
    return compare([LIVE, BUILT], catalogue_of())


def test_the_specifications_are_valid_and_their_titles_are_takeaways(found):
    titles = [
        chart(found).to_dict()["title"]["text"]
        for chart in (compare_journeys_chart, compare_recall_chart, compare_cost_chart)
    ]
    assert titles[0] == "All plans ask 1 hours of learning of each learner"
    assert titles[1].startswith("Recall differs most at “The call”: up to ")
    assert titles[2].startswith("B (Digital-first) takes most beside the learners’ time")


def test_all_journeys_stand_on_one_axis_of_days(found):
    drawing = compare_journeys_drawing(found)
    (session,) = drawing.datasets["sessions"]
    (bar,) = drawing.datasets["bars"]
    assert (session[col.START_DAY], bar[col.START_DAY], bar[col.END_DAY]) == (0, 0, 5)
    assert session[col.Y] < bar[col.Y]


def test_a_band_runs_from_the_least_to_the_greatest_model(found):
    drawing = compare_recall_drawing(found)
    once, returned = drawing.datasets["bands"]
    assert once[col.X] > returned[col.X]  # more come to a session than do a module
    moment = found.moments[0].recalled[0]
    said = [name[col.TEXT] for name in drawing.datasets["figures"]]
    assert said[0] == f"{100 * moment.low:.0f} to {100 * moment.high:.0f}\u00a0%"


def test_levels_on_a_phone_do_not_lie_over_each_other(found):
    names = compare_recall_drawing(found, width=340).datasets["level-names"]
    places = [name[col.X] for name in names]
    assert all(b - a > 40 for a, b in pairwise(places))
