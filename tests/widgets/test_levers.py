"""Levers in the studio's step of support, and what the pilot showed in one step."""

import pytest


@pytest.fixture
def view(window):
    return window(patient=True)


def test_levers_are_shown_where_support_is_and_nowhere_else(view):
    view.say({"go": "models"})
    assert not view.state.get("levers")
    view.say({"go": "support"})
    levers = view.state["levers"]
    assert levers["head"][:2] == ["Change", "Points of recall"]
    gains = [row["gain"] for row in levers["rows"]]
    assert gains == sorted(gains, reverse=True)


def test_a_lever_is_an_edit_with_one_click(view):
    view.say({"go": "support"})
    row = view.state["levers"]["rows"][0]
    before = view.plan
    view.say({"edit": row["edit"]})
    assert view.notice == ""
    assert view.plan != before
    view.say({"undo": True})
    assert view.plan == before


def test_without_results_there_is_nothing_to_use(view):
    view.say({"use_pilot": True})
    assert "load the results again" in view.notice


@pytest.mark.parametrize("done", [30, 10])
def test_measured_participation_replaces_what_was_assumed(view, tmp_path, done):
    touchpoint = view.plan.touchpoints[1]
    rows = [f"p{n},{touchpoint.id},{'2027-01-12' if n < done else ''}" for n in range(40)]
    text = "\n".join(["learner,touchpoint,completed", *rows])
    (tmp_path / "completions.csv").write_text(text, encoding="utf-8")
    view.say({"results": ["completions.csv"]})
    view.work()
    assert view.state["pilot"]["results"]
    view.say({"use_pilot": True})
    assert view.notice == ""
    assert view.plan.by_id[touchpoint.id].participation == done / 40
    view.say({"undo": True})
    assert view.plan.by_id[touchpoint.id].participation is None
