"""A brief reads the same from TOML and JSON, and whatever is wrong with it is told."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blendnb.domain.brief import Brief, Moment
from blendnb.files.briefs_and_plans import load_brief
from blendnb.files.parsing import parse_json, parse_toml
from blendnb.files.problems import InputError, checked
from tests.strategies import briefs

CONTRACT_BRIEF = """
title = "CRM rollout"                                   # required
objective = "Sales teams use the new CRM consistently." # required
client = "Northwind"
gap = "Forecasts are 30 % off because opportunities are logged late."
moments = ["Logging the first opportunity after a customer call",
  {text = "The forecast call", week = 2, topics = ["Forecasting"], measure = "error"}]
topics = ["Process change", "Opportunity management", "Forecasting"]

[outcome]
subject = "software"
level = "behavior"
risk = "medium"
audit = false

[audience]
size = 400
role = "sales"
digital_comfort = "high"
minutes_per_week = 90
location = "distributed"
travel = false
languages = ["en", "no"]

[work]
setting = "field"
longest_session_minutes = 90
mobile_only = false

[content]
conceptual = 0.3
procedural = 0.6
interpersonal = 0.1
hours = 6.0

[technology]
available = ["lms", "virtual_classroom", "collaboration", "sandbox", "mobile", "nudges"]

[support]
managers = true
coaches = false
facilitators = 4

[schedule]
weeks = 6
start = 2027-01-11
blackout = [[2027-02-15, 2027-02-19]]
"""
SMALLEST = 'title = "t"\nobjective = "o"\n[outcome]\nsubject = "software"\n'


def told(source):
    with pytest.raises(InputError) as caught:
        load_brief(source)
    return str(caught.value).removeprefix(f"{source}: ")


@pytest.fixture
def written(tmp_path):
    def write(text, name="brief.toml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_every_key_of_the_contract_is_read(written):
    brief = load_brief(written(CONTRACT_BRIEF))
    assert brief.audience.languages == ("en", "no")
    assert brief.content.hours == 6.0
    assert brief.schedule.blackout[0][1].isoformat() == "2027-02-19"
    assert brief.moments == (
        Moment(text="Logging the first opportunity after a customer call"),
        Moment(
            text="The forecast call",
            week=2,
            topics=("Forecasting",),
            measure="error",
        ),
    )
    assert len(brief.stated) == 27


def test_three_answers_make_a_brief(written):
    assert load_brief(written(SMALLEST)).stated == {"outcome.subject": "software"}


def test_toml_and_json_give_the_same_brief(written):
    brief = load_brief(written(CONTRACT_BRIEF))
    assert load_brief(written(json.dumps(brief.to_data()), "brief.json")) == brief


@pytest.mark.parametrize("name", ["brief", "brief.txt", "brief.toml.bak"])
def test_under_another_name_the_content_decides(written, name):
    assert load_brief(written(SMALLEST, name)).title == "t"
    as_json = json.dumps({"title": "j", "objective": "o", "outcome": {"subject": "sales"}})
    assert load_brief(written(as_json, name)).title == "j"


@given(briefs())
def test_every_brief_survives_being_written_as_json(brief):
    data = parse_json(json.dumps(brief.to_data()), "f")
    assert checked(Brief, data, "f") == brief


def test_a_plan_is_told_as_a_plan(written):
    plan = written('{"schema": "blendnb.plan/1", "brief": {}}', "plan.json")
    assert told(plan) == "a plan, not a brief; its brief stands under the key brief"


def test_a_page_is_told_as_a_page(written):
    page = written("<!doctype html><title>x</title>", "page.html")
    assert told(page) == "a page, not a brief; a brief is a TOML or JSON file"


def test_json_under_the_name_of_toml_is_told(written):
    assert told(written('{"title": "x"}')).startswith("line 1, column 1: ")


# ------------------------------------------------------------------------- broken files


def is_brief_or_refused(path):
    try:
        return isinstance(load_brief(path), Brief)
    except InputError as refusal:
        return all(line.startswith(f"{path}: ") for line in str(refusal).split("\n"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("suffix", [".toml", ".json"])
def test_a_brief_broken_anywhere_is_read_or_refused(tmp_path, suffix, data):
    """Cut off, with bytes changed, or with a piece in it twice."""
    as_json = json.dumps(checked(Brief, parse_toml(CONTRACT_BRIEF, "f"), "f").to_data())
    raw = bytearray((CONTRACT_BRIEF if suffix == ".toml" else as_json).encode())
    place = st.integers(0, len(raw) - 1)
    start, end = sorted([data.draw(place), data.draw(place)])
    match data.draw(st.sampled_from(["cut", "changed", "twice"])):
        case "cut":
            del raw[start:]
        case "changed":
            raw[start:end] = data.draw(st.binary(max_size=4))
        case "twice":
            raw[end:end] = raw[start:end]
    path = tmp_path / f"brief{suffix}"
    path.write_bytes(raw)
    assert is_brief_or_refused(path)
