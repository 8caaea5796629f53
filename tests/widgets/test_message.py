"""The model of all messages: what it refuses, and that the scripts know the types that it says."""

import pytest
from pydantic import ValidationError

from blendnb.widgets.message import START, STUDIO
from blendnb.widgets.publisher import KEYS
from blendnb.widgets.start import Start
from tools import browser_types

STATE = {"kind": "state", "revision": 1}


def test_the_scripts_types_are_those_of_the_model():
    assert browser_types.FILE.read_text("utf-8") == browser_types.types(), "run make types"


@pytest.mark.parametrize(
    "news",
    [
        {"can_udno": True},
        {"can_undo": "yes"},
        {"board": {"row:a": {"id": "a"}}},
        {"saved": {"state": "lost", "text": "", "path": None, "kept": True}},
    ],
)
def test_a_part_that_is_misspelt_or_of_another_type_is_refused(news):
    STUDIO.validate_python(STATE)
    with pytest.raises(ValidationError):
        STUDIO.validate_python(STATE | news)


def test_every_part_of_the_state_that_is_published_is_in_the_model():
    sent_beside = {"kind", "revision", "answers", "notice", "charts", "board_preview"}
    known = set(STUDIO.json_schema()["$defs"]["StateMessage"]["properties"])
    assert known - sent_beside == set(KEYS)


def test_the_start_page_offers_what_the_model_says(tmp_path, monkeypatch):
    monkeypatch.setenv("BLENDNB_STATE", str(tmp_path / "state"))
    (tmp_path / "a.toml").touch()
    page, sent = Start(tmp_path), []
    monkeypatch.setattr(page, "send", sent.append)
    page._heard(None, {"want": "offers"}, [])
    assert START.validate_python(sent[0], strict=False).files[0].name == "a.toml"


def test_a_file_that_is_larger_than_the_browser_may_send_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("BLENDNB_STATE", str(tmp_path / "state"))
    page, sent = Start(tmp_path), []
    monkeypatch.setattr(page, "send", sent.append)
    page._heard(None, {"dropped": "film.json"}, [memoryview(bytes(9_000_001))])
    assert sent[0]["notice"] == "film.json: larger than 9 MB, which no such file needs"
    assert sent[0]["largest"] == 9_000_000


def test_a_part_that_is_a_list_of_choices_is_written_with_its_brackets():
    schema = {"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "null"}]}}
    assert browser_types.type_of(schema) == "(string | null)[]"
