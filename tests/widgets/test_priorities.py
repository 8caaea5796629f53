"""What matters to the client: sliders where the models are compared, undoable and kept."""

import pytest

from blendnb import Brief
from blendnb.api import catalogue_of
from blendnb.widgets.derive import designer
from blendnb.widgets.serialization import to_data
from blendnb.widgets.session import Session
from tests.designing.recommend.test_no_cliffs import LEADERS

CATALOGUE = catalogue_of()


@pytest.fixture
def session(tmp_path):
    return Session(
        Brief.model_validate(LEADERS), catalogue=CATALOGUE, designer=designer(CATALOGUE),
        export=lambda _plan, _path: None, folder=tmp_path,
    )  # fmt: skip


def heard(session, number, command):
    """Everything that a command has told, by key."""
    messages = session.hear({"view": "a view", "seq": number, "commands": [command]})
    return {key: value for message in messages for key, value in message.items()}


def test_sliders_are_told_only_while_the_models_are_compared(session):
    assert heard(session, 1, {"hello": 800}).get("priorities") is None
    told = heard(session, 2, {"go": "models"})["priorities"]
    assert [slider["id"] for slider in told["sliders"]] == [
        "learner_time", "facilitator_time", "cost", "staying_power", "meeting",
    ]  # fmt: skip
    assert told["text"].startswith("By the rules alone Bookend comes first.")


def test_a_slider_moved_says_whether_the_first_place_holds_and_can_be_undone(session):
    heard(session, 1, {"hello": 800})
    heard(session, 2, {"go": "models"})
    told = heard(session, 3, {"weigh": {"meeting": "3", "cost": "0"}})["priorities"]
    assert [s["said"] for s in told["sliders"]][-1] == "matters most"
    assert "Bookend" in told["text"]
    back = heard(session, 4, {"undo": True})["priorities"]
    assert [s["value"] for s in back["sliders"]] == [0, 0, 0, 0, 0]


def test_what_cannot_matter_is_refused_in_words(session):
    heard(session, 1, {"hello": 800})
    told = heard(session, 2, {"weigh": {"price": 2}})
    assert "what can matter is learner_time, facilitator_time, " in str(told)


def test_what_matters_is_kept_with_the_session(session):
    heard(session, 1, {"hello": 800})
    heard(session, 2, {"weigh": {"cost": 2}})
    [option] = to_data(session.history.now)["options"]
    assert option["priorities"] == {"cost": 2}
