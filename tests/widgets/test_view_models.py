"""What the browser is told: about the model in the plan, in words that need no more knowledge."""

from types import SimpleNamespace

import pytest

from blendnb.domain.plan import Pilot
from blendnb.widgets.form_answers import moments_shown
from blendnb.widgets.view_models import guide_view
from tests.exporting.sample_plans import crm_rollout


@pytest.fixture
def bookend(open_view, crm):
    """A session in which somebody chose another model than the one ranked first."""
    view = open_view(crm)
    view.say({"choose": "bookend"})
    return view


def test_the_argument_speaks_of_the_chosen_model_and_not_of_the_ranking(bookend):
    told = bookend.result["argument"]
    first = bookend.result["models"][0]
    assert (told["model"], told["by_ranking"]) == ("bookend", False)
    assert told["price"].startswith("Chosen by hand. Bookend comes first in ")
    assert told["changes_heading"] == "What would put Bookend first"
    assert told["other"]["id"] == first["id"] != "bookend"
    assert told["other"]["heading"].startswith(f"The ranking puts first: {first['name']}")


def test_while_the_ranking_is_followed_nothing_is_said_about_a_price(open_view, crm):
    told = open_view(crm).result["argument"]
    assert (told["by_ranking"], told["price"]) == (True, "")
    assert told["other"]["heading"].startswith("Runner-up: ")


def test_checkpoints_stand_in_a_lane_for_each_kind_inside_the_time_axis(open_view, crm):
    support = open_view(crm).result["support"]
    assert [lane["kind"] for lane in support["lanes"]] == ["knowledge", "decision", "performance"]
    days = [mark["day"] for lane in support["lanes"] for mark in lane["marks"]]
    assert days
    assert all(support["first"] <= day <= support["last"] for day in days)


def test_the_map_has_the_topics_of_the_brief_with_what_the_plan_does_for_each(open_view, crm):
    topics = open_view(crm).result["map"]["topics"]
    assert [topic["name"] for topic in topics] == ["Process change", "Forecasting"]
    assert all("inform" in topic["planned"] for topic in topics)


def test_the_guide_has_a_text_for_every_step(open_view):
    assert set(open_view().state["guide"]["steps"]) == {
        "outcomes", "map", "models", "support", "pilot",
    }  # fmt: skip


def test_a_moment_is_shown_with_its_parts_whether_it_was_a_text_or_a_table():
    shown = moments_shown(["Text alone", {"text": "Table", "measure": "seen", "week": 2}])
    assert [row["text"] for row in shown] == ["Text alone", "Table"]
    assert (shown[0]["measure"], shown[1]["measure"], shown[1]["week"]) == ("", "seen", "2")
    assert moments_shown(None) is None


def test_an_export_is_told_as_made_before_the_last_change(open_view, crm):
    view = open_view(crm)
    view.say({"export": True})
    assert view.state["exported"]["stale"] is False
    view.say({"set": {"schedule.weeks": "9"}})
    assert view.state["exported"]["stale"] is True


@pytest.mark.parametrize(
    ("baseline", "day", "decided", "done"),
    [("64 %", 90, True, True), (None, 90, True, False), ("64 %", None, True, False),
     ("64 %", 90, False, False)],
)  # fmt: skip
def test_the_last_step_is_done_with_a_baseline_a_day_and_a_decision(baseline, day, decided, done):
    plan = crm_rollout()
    changed = plan.replace(
        measures=[plan.measures[0].replace(baseline=baseline, when_day=day)],
        pilot=plan.pilot or Pilot(size=10),
        decisions=[{"id": "d", "text": "Sales north goes first"}] if decided else [],
    )
    assert guide_view._STEPS["pilot"].done(SimpleNamespace(plan=changed)) is done
