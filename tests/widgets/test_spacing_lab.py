"""The lab without a browser: commands in, state out, searches beside it."""

import re
from dataclasses import replace

import pytest

from blendnb.api import design
from blendnb.charts.model_plots import ModelPlots
from blendnb.charts.theme import LIGHT
from blendnb.spacing.questions import Variant
from blendnb.widgets.assets import STATIC
from blendnb.widgets.chart_messages import Picture, SentCharts, figure_of_plots
from blendnb.widgets.lab_session import LabSession
from blendnb.widgets.lab_state import LabState, days_of, gaps_of, opened, within_horizon
from blendnb.widgets.spacing_lab import run_search, spacing_lab

PLAN = design(blueprint="new_manager")


def told(messages):
    """All that was told, newest last."""
    out = {"charts": {}}
    for message in messages:
        out["charts"] |= message.get("charts", {})
        out |= {key: value for key, value in message.items() if key != "charts"}
    return out


def send(session, *commands):
    return told(session.hear({"view": "v", "seq": 1, "commands": list(commands)}))


@pytest.fixture
def blank(tmp_path):
    session = LabSession(None, tmp_path)
    send(session, {"hello": 800})
    return session


@pytest.fixture
def planned(tmp_path):
    session = LabSession(PLAN, tmp_path)
    send(session, {"hello": 800})
    return session


def find_best(session):
    search = session.next_search()
    return told(session.finish_search(search, run_search(search)))


# ---------------------------------------------------------------------------------- state


def test_gaps_and_days_are_two_spellings_of_one_thing():
    assert gaps_of((7, 21, 49)) == [7, 14, 28]
    assert days_of([7, 14, 28]) == [7, 21, 49]


def test_a_longer_gap_moves_what_comes_later_and_stops_at_the_horizon():
    state = LabState()
    assert state.with_gap(0, 10).variant.days == (10, 24, 52)
    assert state.with_gap(2, 500).variant.days == (7, 21, 90)


@pytest.mark.parametrize(
    ("days", "horizon", "fitted"),
    [((5, 5, 5), 90, (5, 6, 7)), ((80, 95, 99), 90, (80, 89, 90)), ((0,), 9, (1,))],
)
def test_days_are_moved_into_the_horizon_in_order(days, horizon, fitted):
    assert within_horizon(days, horizon) == fitted


def test_more_touchpoints_repeat_the_last_gap_and_fewer_drop_the_last():
    state = LabState().with_touchpoints(5)
    assert state.variant.days == (7, 21, 49, 77, 90)
    assert state.with_touchpoints(1).variant.days == (7,)


def test_there_are_one_to_four_variants_with_different_names():
    state = LabState()
    for _ in range(5):
        state = state.copied()
    assert [v.name for v in state.variants] == ["A", "B", "C", "D"]
    assert state.renamed("A") == state
    assert state.renamed("  ") == state
    assert state.renamed("Weekly").variant.name == "Weekly"
    for _ in range(5):
        state = state.without_current()
    assert len(state.variants) == 1


def test_a_plan_opens_with_the_returns_that_it_has():
    state = opened(PLAN)
    assert state.returns.topics == ("Feedback",)
    assert state.variant.name == "As planned"
    assert state.variant.days == state.returns.days
    assert state.variant.weights == state.returns.weights


def test_weights_of_the_plan_stay_and_new_touchpoints_ask_a_question():
    state = opened(PLAN)
    more = state.with_touchpoints(len(state.variant.days) + 1)
    assert more.variant.weights == (*state.variant.weights, 1.0)


def test_a_day_that_is_not_open_is_pointed_out_and_not_written():
    state = opened(PLAN)
    met = state.question.met[0][0]
    taken = replace(state, variants=(Variant("A", (met,)),))
    assert taken.closed == (met,)
    with pytest.raises(ValueError, match=f"day {met} is not open in this plan"):
        taken.written()


# -------------------------------------------------------------------------------- session


def test_hello_tells_everything_once(blank):
    again = send(blank, {"hello": 800})
    assert set(again["charts"]) == {"curves", "strip", "front"}
    assert all(figure["drawing"] for figure in again["charts"].values())
    assert again["controls"]["gaps"] == [7, 14, 28]
    assert again["notice"] == ""


def test_a_slider_sends_data_only_and_only_what_changed(blank):
    answer = send(blank, {"set": {"gap.0": 9}})
    assert set(answer["charts"]) == {"curves", "strip"}
    assert all(figure["drawing"] is None for figure in answer["charts"].values())
    assert "limits" not in answer
    assert answer["controls"]["days"] == [9, 23, 51]


def test_regret_is_known_once_the_search_is_handed_in(blank):
    before = send(blank, {"hello": 800})["table"]["rows"][0]
    assert (before["greatest"], before["regret"]) == ("", [])
    after = find_best(blank)["table"]["rows"]
    assert float(after[0]["greatest"]) > 0
    assert [row["name"] for row in after[:2]] == ["A", "Least regret"]


def test_the_search_that_is_needed_most_comes_first_and_none_twice(blank):
    send(blank, {"set": {"touchpoints": 2}})
    asked = []
    while (search := blank.next_search()) and len(asked) < 12:
        asked.append(search[1])
        list(blank.finish_search(search, "not searched in this test"))
    assert asked == [2, 1, 3, 4, 5, 6, 7, 8]


def test_a_search_for_an_older_question_is_kept_but_not_told(blank):
    search = blank.next_search()
    send(blank, {"set": {"last": 100}})
    assert list(blank.finish_search(search, run_search(search))) == []
    assert send(blank, {"set": {"last": 180}})["table"]["rows"][1]["name"] == "Least regret"


def test_an_empty_set_of_schedules_says_why(planned):
    closed = replace(planned.state.question, blackout=tuple(range(1, 200)))
    assert "no schedule of 2 touchpoints fits" in run_search((closed, 2))


def test_steps_are_taken_back_and_a_drag_is_one_step(blank):
    for gap in (8, 9, 10):
        send(blank, {"set": {"gap.0": gap}, "step": "drag"})
    assert send(blank, {"undo": True})["controls"]["days"] == [7, 21, 49]
    assert send(blank, {"redo": True})["controls"]["days"] == [10, 24, 52]


def test_a_variant_is_written_into_the_plan_with_its_regret_and_taken_back(planned):
    find_best(planned)
    answer = send(planned, {"set": {"ready": "Least regret"}}, {"write": True})
    days = planned.state.variant.days
    assert "points lost" in answer["done"]
    assert planned.state.returns.days == days
    assert planned.state.edit is not None
    send(planned, {"undo": True})
    assert planned.state.plan == PLAN


def test_what_goes_wrong_is_said_and_the_state_stays(blank):
    for command in ({"write": True}, {"set": {"magic": 1}}, {"dance": 1}, {"set": {"ready": "?"}}):
        answer = send(blank, command)
        assert answer["notice"].startswith("That did not work: ")
    assert blank.state == LabState()


def test_models_can_be_hidden_but_one_stays(blank):
    for name in ("sac", "ppe", "pavlik_anderson", "fsrs6"):
        send(blank, {"set": {f"model.{name}": False}})
    assert blank.state.shown == ("fsrs6",)


def test_files_hold_the_curves_and_the_regret_and_no_formula(blank, tmp_path):
    send(blank, {"set": {"name": "=1+1"}}, {"csv": True})
    lines = (tmp_path / "spacing-lab.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "variant,day,memory_model,recall"
    assert lines[1].startswith("'=1+1,")
    assert (tmp_path / "spacing-lab-regret.csv").exists()


# ------------------------------------------------------------------------ gallery and widget


def test_a_sheet_taken_apart_quickly_is_the_sheet_taken_apart():
    plots = ModelPlots(LIGHT, 333, height=120, description="Recall")
    plots.write("titles", "a\u202eb", 0, 10)
    plots.dots("data", [(1, 2)])
    gallery = SentCharts()
    slow = gallery.message_of("one", Picture("T", "C", plots.chart()))
    fast = figure_of_plots(plots)
    assert (slow["shape"], slow["data"], slow["height"]) == (fast.shape, fast.data, fast.height)
    assert fast.data["titles"]["text"] == ["ab"]


def test_a_drawing_is_sent_once_for_each_place_and_no_picture_twice():
    gallery, picture = SentCharts(), Picture("T", "C", ModelPlots(LIGHT, 320, height=100))
    assert gallery.message_of("one", picture)["drawing"]
    assert gallery.message_of("one", picture) == {}
    assert gallery.message_of("two", picture)["drawing"]
    assert gallery.message_of("one", Picture("New", "C", picture.chart))["drawing"] is None


def test_the_widget_shows_the_plan_and_its_variants():
    lab = spacing_lab(PLAN)
    assert lab.plan == PLAN
    assert lab.edit is None
    assert lab.variants[0].name == "As planned"
    assert list(lab.frame()) == ["variant", "day", "memory_model", "recall"]
    assert lab.regret_frame()["Schedule"].iloc[0] == "As planned"


def test_the_script_has_a_sentence_for_every_text_that_it_writes_and_no_other():
    used = set(re.findall(r"(?<!/)\btexts\.(\w+)", (STATIC / "lab.js").read_text(encoding="utf-8")))
    assert used == set(spacing_lab().texts)
    assert spacing_lab().texts["write"] == "Write into plan"


def test_progress_of_a_search_is_told_in_tenths_and_only_to_its_own_question(blank):
    search = blank.next_search()
    assert told(blank.report_progress(search, 5, 10))["searching"].endswith("50\u00a0% done.")
    assert list(blank.report_progress(search, 5, 10)) == []
    send(blank, {"set": {"last": 120}})
    assert not blank.is_current(search)
    assert blank.is_current(blank.next_search())
