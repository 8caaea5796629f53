"""What each blend model would take: figures of the plan that it would get, and what it breaks."""

import pytest

from blendnb import Brief, recommend
from blendnb.api import catalogue_of, design
from blendnb.designing.consequences import consequences_of, with_consequences
from tests.designing.recommend.test_no_cliffs import CLERKS

CATALOGUE = catalogue_of()


def by_model(**changes):
    brief = Brief.model_validate(CLERKS).replacing(
        {path.replace("__", "."): value for path, value in changes.items()}
    )
    return {model.id: model.consequences for model in recommend(brief).models}


@pytest.fixture(scope="module")
def crowd():
    return by_model(audience__size=20_000)


def test_every_blend_model_is_composed_and_judged(crowd):
    assert all(takes.refused == "" for takes in crowd.values())
    assert all(takes.learning_hours > 1 for takes in crowd.values())
    assert all(takes.build_hours.low <= takes.build_hours.high for takes in crowd.values())


def test_a_plan_that_takes_more_facilitators_than_there_are_says_so(crowd):
    live = crowd["live_led"]
    assert live.facilitator_days_there == 80  # two people, eight weeks of five days
    assert live.facilitator_days > 80
    assert live.breaks[-1].endswith(" facilitator days; there are 80 in the window.")


def test_a_budget_that_building_goes_beyond_is_named():
    takes = by_model(budget={"build_hours": 10})["digital_first"]
    assert takes.breaks[-1].startswith("Building it takes some ")
    assert takes.breaks[-1].endswith(" hours; 10 are in the budget.")


def test_a_model_that_what_is_stated_excludes_says_why_instead_of_figures():
    takes = by_model(support__facilitators=0)["live_led"]
    assert "Nobody is available to lead live sessions." in takes.refused
    assert (takes.live_sessions, takes.recall) == (0, ())


def test_recall_is_a_band_of_the_memory_models_by_the_stated_day_and_half_a_year_later():
    ready, later = by_model(schedule__ready_by=4)["live_led"].recall
    assert (ready.day, later.day) == (28, 210)
    assert 0 <= ready.low <= ready.high <= 1
    assert later.low < ready.low


def test_a_plan_at_hand_stands_for_its_blend_model():
    brief = Brief.model_validate(CLERKS)
    plan = design(brief, blend_model="bookend")
    halved = plan.replace(touchpoints=plan.touchpoints[:3])
    advice = with_consequences(recommend(brief), brief, CATALOGUE, plan=halved)
    takes = next(model.consequences for model in advice.models if model.id == "bookend")
    assert takes == consequences_of(halved, CATALOGUE)


def test_the_public_form_holds_what_each_model_takes():
    data = recommend(Brief.model_validate(CLERKS)).to_data()["models"][0]["consequences"]
    assert {
        "learner_hours", "live_sessions", "groups", "facilitator_days", "build_hours", "recall",
        "warnings", "breaks",
    } <= data.keys()  # fmt: skip
    assert data["build_hours"].keys() == {"low", "default", "high"}
