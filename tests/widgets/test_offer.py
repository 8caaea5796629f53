"""The nearest blueprint is offered where a model is chosen, and taken only when somebody asks."""

import pytest

from blendnb.api import catalogue_of
from blendnb.files.briefs_and_plans import load_brief
from blendnb.shipped import shipped
from blendnb.widgets.derive import designer
from blendnb.widgets.session import Session

CATALOGUE = catalogue_of()
BRIEFS = shipped("templates") / "briefs"


@pytest.fixture
def session(tmp_path):
    return Session(
        load_brief(BRIEFS / "crm_rollout.toml"), catalogue=CATALOGUE, designer=designer(CATALOGUE),
        export=lambda _plan, _path: None, folder=tmp_path,
    )  # fmt: skip


def heard(session, number, command):
    """Everything that a command has told, by key."""
    messages = session.hear({"view": "a view", "seq": number, "commands": [command]})
    return {key: value for message in messages for key, value in message.items()}


@pytest.fixture
def offer(session):
    heard(session, 1, {"hello": 800})
    return heard(session, 2, {"go": "models"})["offer"]


def test_it_is_offered_only_while_the_models_are_compared(session):
    assert heard(session, 1, {"hello": 800}).get("offer") is None
    told = heard(session, 2, {"go": "models"})["offer"]
    assert (told["id"], told["taken"]) == ("crm_rollout", False)
    assert told["heading"].startswith("A proven blueprint is near: ")
    assert told["alike"].endswith("%")
    assert told["changes"]
    assert not any("blendnb design" in text for text in told["texts"])


def test_it_becomes_the_plan_when_it_is_taken_and_undo_brings_back_the_one_before(session, offer):
    before = session.design.plan
    told = heard(session, 3, {"take_blueprint": offer["id"]})
    assert session.design.plan.blueprint == "crm_rollout"
    assert session.design.plan.brief == before.brief
    assert told["offer"]["taken"]
    heard(session, 4, {"undo": True})
    assert session.design.plan == before


def test_another_one_is_refused_in_words(session, offer):
    assert offer["id"] != "new_manager"
    told = heard(session, 3, {"take_blueprint": "new_manager"})
    assert "is not offered for the brief any more" in str(told)
    assert session.design.plan.blueprint is None
