"""What is known of a topic or a moment beside its name is edited on the map, and can be undone."""

import pytest

from blendnb.api import catalogue_of
from blendnb.domain.brief import Brief
from blendnb.widgets.derive import designer
from blendnb.widgets.session import Session

CATALOGUE = catalogue_of()
STATED = {
    "title": "Calls",
    "objective": "They ask before they offer.",
    "topics": ["Opening", "Asking"],
    "moments": [{"text": "The first call", "week": 6, "managers": "Listen in"}],
    "outcome": {"subject": "sales"},
}


@pytest.fixture
def session(tmp_path):
    made = Session(
        Brief.model_validate(STATED), catalogue=CATALOGUE, designer=designer(CATALOGUE),
        export=lambda _plan, _path: None, folder=tmp_path,
    )  # fmt: skip
    heard(made, 1, {"hello": 800})
    return made


def heard(session, number, command):
    """Everything that a command has told, by key."""
    messages = session.hear({"view": "a view", "seq": number, "commands": [command]})
    return {key: value for message in messages for key, value in message.items()}


def topics(session):
    return session.design.brief.topics


def test_a_topics_details_reach_the_plan_and_are_undone_in_one_step(session):
    details = {"kind": "interpersonal", "objective": " Asks  first. ", "hours": "1,5",
               "ready_by": "4"}  # fmt: skip
    told = heard(session, 2, {"map": {"details_of": "Asking", **details}})
    asking = topics(session)[1]
    assert (asking.kind, asking.objective) == ("interpersonal", "Asks first.")
    assert (asking.hours, asking.ready_by) == (1.5, 4)
    lines = {line.topic: line.stated for line in session.design.plan.ledger}
    assert lines["Asking"] == 90
    assert told["result"]["map"]["topics"][1]["objective"] == "Asks first."
    heard(session, 3, {"undo": True})
    assert topics(session)[1].hours is None


def test_empty_boxes_take_details_back(session):
    heard(session, 2, {"map": {"details_of": "Asking", "hours": "2", "kind": "procedural"}})
    heard(session, 3, {"map": {"details_of": "Asking", "hours": "", "kind": ""}})
    assert session.history.now.entries["topics"] == ["Opening", "Asking"]


def test_what_is_no_number_is_said_at_the_topics_and_the_plan_stays(session):
    plan = session.design.plan
    told = heard(session, 2, {"map": {"details_of": "Asking", "hours": "some"}})
    assert "topics" in told["answers_shown"]["problems"]
    assert session.design.plan == plan


def test_a_moment_takes_kind_and_target_and_keeps_the_rest(session):
    heard(session, 2, {"map": {"moment": "The first call", "kind": "rare", "target": "15 %"}})
    [moment] = session.design.brief.moments
    assert (moment.kind, moment.target, moment.week) == ("rare", "15 %", 6)
    assert moment.managers == "Listen in"
    heard(session, 3, {"undo": True})
    assert session.design.brief.moments[0].kind is None


def test_a_topic_that_is_not_there_is_named(session):
    told = heard(session, 2, {"map": {"details_of": "Closing", "hours": "2"}})
    assert "There is no topic 'Closing'." in str(told)
