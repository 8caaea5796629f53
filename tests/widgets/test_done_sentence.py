"""What has just been done, as the studio says it in a line."""

import pytest


@pytest.fixture
def view(window):
    return window(patient=True)


def test_what_was_done_and_taken_back_is_told_in_a_line(view):
    first = view.plan.touchpoints[0]
    view.say({"set": {"schedule.weeks": "9"}})
    assert view.state["done"] == ""
    view.say({"undo": True})
    assert view.state["done"] == "Undo: Window is 6 weeks"
    view.say({"redo": True})
    assert view.state["done"] == "Redo: Window is 9 weeks"
    view.say({"edit": {"kind": "move", "id": first.id, "start_day": first.start_day + 7}})
    view.say({"undo": True})
    assert view.state["done"] == f"Undo: “{first.title}” begins on day \N{MINUS SIGN}7, week 0"


def test_a_choice_a_decision_and_an_option_are_told_in_a_line(view):
    told = []
    for command in (
        {"choose": "bookend"},
        {"decide": {"text": "No travel"}},
        {"undecide": 0},
        {"option": {"new": "Cheaper"}},
        {"option": {"switch": 0}},
    ):
        view.say(command)
        told.append(view.state["done"])
    assert told == [
        "The plan is Bookend now",
        "On record: “No travel”",
        "A decision is off the record",
        "Cheaper is added; working on Cheaper",
        "Working on Option A",
    ]


def test_what_is_taken_back_in_another_option_is_told_too(view):
    view.say({"option": {"new": "Cheaper"}})
    view.say({"decide": {"text": "No travel"}}, {"option": {"switch": 0}})
    view.say({"undo": True})
    assert view.state["done"] == "Undo: working on Cheaper; a decision is off the record"
    view.say({"option": {"switch": 0}}, {"redo": True})
    assert "on record: “No travel”" in view.state["done"]
