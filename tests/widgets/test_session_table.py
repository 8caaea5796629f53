"""A session by the minute in the studio: opened, changed, taken back; its minutes stay."""

import pytest

from blendnb.domain.brief import Brief

BRIEF = {
    "title": "Talks", "objective": "Managers hold hard talks.", "topics": ["Feedback"],
    "outcome": {"subject": "leadership", "level": "behavior"},
    "audience": {"size": 24, "role": "manager"},
    "content": {"interpersonal": 1.0},
}  # fmt: skip


@pytest.fixture
def view(window):
    return window(Brief.model_validate(BRIEF), patient=False)


@pytest.fixture
def live(view):
    """A live touchpoint of the plan whose session is open."""
    touchpoint = next(t for t in view.plan.touchpoints if t.live and t.purpose == "practice")
    view.say({"open_session": touchpoint.id})
    return touchpoint


def change(view, live, block, **values):
    view.say({"session": live.id, "block": block, **values})


def blocks(view):
    return [(row["span"], row["minutes"]) for row in view.state["session"]["blocks"]]


def agenda(view, live):
    return view.plan.by_id[live.id].agenda


def test_a_session_opens_and_closes_without_a_step_to_take_back(view, live):
    session = view.state["session"]
    assert (session["id"], session["title"], session["open"]) == (live.id, live.title, True)
    assert sum(float(row["minutes"]) for row in session["blocks"]) == live.learner_minutes
    assert not view.state["can_undo"]
    view.say({"open_session": None})
    assert view.state["session"] is None


def test_the_clock_follows_a_block_that_gets_longer_and_undo_takes_it_back(view, live):
    before = blocks(view)
    first = float(before[0][1])
    change(view, live, 0, act="minutes", minutes=first + 1)
    assert blocks(view)[1][0].startswith(f"0:0{first + 1:.0f}–")
    assert sum(step.minutes for step in agenda(view, live)) == live.learner_minutes
    assert all(step.part for step in agenda(view, live))
    view.say({"undo": True})
    assert (blocks(view), agenda(view, live)) == (before, live.agenda)


def test_a_block_is_moved_written_added_and_removed(view, live):
    before = [row["do"] for row in view.state["session"]["blocks"]]
    change(view, live, 1, act="move", to=2)
    assert [row["do"] for row in view.state["session"]["blocks"]] == [
        before[0], before[2], before[1], *before[3:],
    ]  # fmt: skip
    change(view, live, 0, act="write", values={"say": "Good morning", "leads": "manager"})
    row = view.state["session"]["blocks"][0]
    assert (row["say"], row["leads"], row["who"]) == ("Good morning", "manager", "manager")
    change(view, live, 0, act="add")
    assert view.state["session"]["blocks"][1]["do"] == "Our own block"
    change(view, live, 1, act="remove")
    assert "Our own block" not in [row["do"] for row in view.state["session"]["blocks"]]
    assert sum(step.minutes for step in agenda(view, live)) == live.learner_minutes


def test_another_activity_takes_the_place_and_the_minutes_of_one(view, live):
    before = view.state["session"]["blocks"]
    run = [row for row in before if row["part"] == "core"]
    offered = dict(map(tuple, run[0]["swaps"]))
    assert offered["pairs_drill"] == "Short rounds"
    change(view, live, run[0]["block"], act="swap", activity="pairs_drill")
    core = [step for step in agenda(view, live) if step.part == "core"]
    assert {step.activity for step in core} == {"pairs_drill"}
    in_rounds = next(step for step in core if step.rounds)
    assert in_rounds.minutes % in_rounds.rounds == 0
    assert sum(step.minutes for step in core) == sum(float(row["minutes"]) for row in run)
    after = view.state["session"]["blocks"]
    assert "pairs_drill" not in dict(map(tuple, after[run[0]["block"]]["swaps"]))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"block": 99, "act": "remove"}, "The session has no block 99."),
        ({"block": 0, "act": "minutes", "minutes": "many"}, "'many' is not a number."),
        ({"block": 0, "act": "minutes", "minutes": 9999}, "A block takes more than 0"),
        ({"block": 0, "act": "dance"}, "'dance' is nothing that can be done with a block"),
        ({"block": 1, "act": "swap", "activity": "x"}, "There is no activity 'x'"),
        ({"block": 0, "act": "swap", "activity": "threes"}, "There is no activity 'threes'"),
        ({"block": 0, "act": "move", "to": "x"}, "'x' is not a number."),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(view, live, values, sentence):
    view.say({"session": live.id, **values})
    assert view.state["notice"].startswith(sentence)
    assert agenda(view, live) == live.agenda


def test_a_session_that_is_not_there_is_not_opened(view):
    view.say({"open_session": "nothing"})
    assert view.state["notice"] == "The plan has no session 'nothing'."
    assert view.state["session"] is None


def test_a_session_whose_touchpoint_goes_away_closes(view, live):
    view.say({"edit": {"kind": "remove", "ids": [live.id]}})
    assert view.state["session"] is None
