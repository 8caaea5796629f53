"""What the journey board is told, and what it asks for."""

import pytest

from blendnb.charts.recall import recall_of
from blendnb.charts.tables import journey_frame
from blendnb.domain.edits import Change, Resize, apply_edit
from blendnb.domain.plan import Touchpoint
from blendnb.files.catalogue_loading import load_catalogue
from blendnb.widgets.view_models import board_guide_of, board_of
from blendnb.widgets.view_models.board_view import curves_of


@pytest.fixture(scope="module")
def plan(work_out, crm):
    return work_out(crm, None).plan


@pytest.fixture
def view(open_view, crm):
    return open_view(crm)


def test_rows_stand_in_the_order_of_the_journey(plan):
    order = board_of(plan, load_catalogue())["order"]
    assert [group["name"] for group in order] == ["Before", "During", "After", "When it is needed"]
    shown = [id_ for group in order for id_ in group["rows"]]
    assert shown == list(dict.fromkeys(journey_frame(plan)["id"]))


def test_a_row_is_the_touchpoint_without_its_usual_values(plan):
    row = board_of(plan, load_catalogue())["row:practice"]
    assert (row["start_day"], row["days"], row["repeat"]["days"]) == (7, 5, [0, 21])
    assert row["effort"] == "2\u00a0×\u00a040\u00a0min"
    assert "time_zone" not in row
    row.pop("effort")
    assert Touchpoint.model_validate(row) == plan.by_id["practice"]


def test_what_stays_open_says_so(plan):
    row = board_of(plan, load_catalogue())["row:help-at-work"]
    assert (row["days"], row["effort"]) == (None, "stays\u00a0open")


def test_a_dated_plan_tells_its_launch_and_the_days_without_sessions(plan):
    dated = plan.replace(
        start="2027-01-11",
        brief=plan.brief.replace(
            schedule=plan.brief.schedule.replace(blackout=(("2027-01-18", "2027-01-20"),))
        ),
    )
    frame = board_of(dated, load_catalogue())["frame"]
    assert (frame["start"], frame["blackouts"]) == ("2027-01-11", ((7, 9),))
    assert (frame["first"], frame["end"]) == (-7, 42)


def test_every_format_of_the_catalogue_begins_as_a_touchpoint_that_a_plan_can_hold(catalogue):
    formats = board_guide_of(catalogue)["formats"]
    assert [each["id"] for each in formats] == list(catalogue.formats)
    for each in formats:
        begun = {**each["touchpoint"], "id": "new", "start_day": 3, "stage": "during"}
        touchpoint = Touchpoint.model_validate(begun)
        assert touchpoint.live == (touchpoint.delivery is not None)


def test_curves_stay_within_the_journey_and_within_their_band(plan):
    for curve in curves_of(recall_of(plan)):
        assert min(curve["day"]) >= 0
        assert max(curve["day"]) == plan.last_day + 1
        for low, recall, high in zip(curve["low"], curve["recall"], curve["high"], strict=True):
            assert 0 <= low <= recall <= high <= 100


# ---------------------------------------------------------------------------- what is told when


def test_an_empty_form_has_no_board(open_view):
    assert open_view().state["board"] is None


def test_only_what_moved_is_told_again(view):
    assert "row:practice" in view.state["board"]
    state = view.say({"edit": {"kind": "move", "id": "early-check", "start_day": 22}})[0]
    assert set(state["board"]) <= {"order", "row:early-check"}
    assert state["board"]["row:early-check"]["start_day"] == 22


def test_a_view_that_comes_later_is_told_the_whole_board(view):
    view.say({"edit": {"kind": "move", "id": "early-check", "start_day": 22}})
    state = view.say({"hello": 700})[0]
    assert {"frame", "order", "row:practice", "row:early-check"} <= set(state["board"])


def test_the_curves_below_the_rows_are_told_with_the_charts(view):
    topics = [topic for curve in view.charts["spacing"]["curves"] for topic in curve["topics"]]
    assert sorted(topics) == ["Forecasting", "Process change"]


def test_several_bars_are_dragged_together_and_push_together(view):
    places = [{"id": id_, "start_day": 9, "days": 2} for id_ in ("modules", "early-check")]
    view.say({"drag": places})
    moved = view.state["board_preview"]["touchpoints"]
    assert moved["early-check"] == {"start_day": 9, "days": 2}
    assert moved["practice"] == {"start_day": 14, "days": 5}
    assert view.plan.by_id["modules"].start_day == 0


def test_a_drop_leaves_no_preview_of_the_way_there(view):
    drag = {"drag": [{"id": "modules", "start_day": 9, "days": 2}]}
    drop = {"edit": {"kind": "move", "id": "modules", "start_day": 10}, "push": True}
    answers = view.say(drag, drop)
    assert not any(answer.get("board_preview") for answer in answers)
    assert view.plan.by_id["modules"].start_day == 10


def test_what_a_finding_is_called_stands_beside_its_text(view):
    view.say({"edit": {"kind": "change", "id": "early-check", "values": {"why": ""}}})
    found = [f for f in view.state["findings"] if f["touchpoints"] == ["early-check"]]
    words = [("partly", "partly met"), ("warning", "Warning")]
    assert [(f["kind"], f["word"]) for f in found] == words


def test_an_edit_that_python_refuses_is_said_and_changes_nothing(view):
    before = view.plan
    view.say({"edit": {"kind": "change", "id": "practice", "values": {"days": "soon"}}})
    assert "days" in view.notice
    assert view.plan == before


def test_one_touchpoint_is_taken_over_from_another_option(view):
    view.say({"option": {"new": "B"}})
    view.say({"edit": {"kind": "remove", "ids": ["practice"]}})
    titles = [option["touchpoints"] for option in view.state["options"]]
    assert ["practice", "Try it"] in titles[0]
    assert titles[1] == []
    view.say({"merge": {"from": 0, "touchpoint": "practice"}})
    assert view.plan.by_id["practice"].start_day == 7


def test_edits_of_the_plan_alone_leave_other_rows_as_they_were(plan):
    changed = apply_edit(plan, Resize(id="early-check", days=9))
    renamed = apply_edit(changed, Change(id="early-check", values={"title": "Late check"}))
    before, after = board_of(plan, load_catalogue()), board_of(renamed, load_catalogue())
    assert {part for part in before if before[part] != after[part]} == {"row:early-check"}
