"""The published schemas accept whatever the reader accepts, and refuse what an editor can see."""

import json

import jsonschema
import pytest
from hypothesis import given

from blendnb.files.schemas import json_schema
from tests.files.samples import BRIEF, PLAN
from tests.strategies import briefs


def validator(of):
    schema = json_schema(of)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


BRIEFS, PLANS = validator("brief"), validator("plan")


@pytest.mark.parametrize("of", ["brief", "plan"])
def test_a_schema_says_what_it_is_and_names_no_host_of_its_own(of):
    schema = json_schema(of)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:blendnb:{of}:1"
    assert schema["title"] == f"blendnb {of}"


@given(briefs())
def test_the_schema_of_briefs_accepts_every_brief(brief):
    assert BRIEFS.is_valid(brief.to_data())


def test_a_moment_may_be_a_text_or_a_table_and_a_date_a_text():
    assert BRIEFS.is_valid({**BRIEF, "moments": ["x", {"text": "y", "week": 2}], "client": None})


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""},
        {"titel": "x"},
        {"outcome": {"subject": "sofware"}},
        {"audience": {"size": 0}},
        {"audience": {"size": "4"}},
        {"moments": [{"week": 2}]},
        {"schedule": {"blackout": [["2027-01-01"]]}},
    ],
    ids=json.dumps,
)
def test_the_schema_of_briefs_refuses_what_an_editor_can_see(change):
    assert BRIEFS.is_valid(BRIEF)
    assert not BRIEFS.is_valid({**BRIEF, **change})


def test_the_schema_of_plans_accepts_a_plan_with_keys_of_a_later_version():
    assert PLANS.is_valid(PLAN)
    assert PLANS.is_valid({**PLAN, "mood": 1, "brief": {**BRIEF, "urgency": 2}})


@pytest.mark.parametrize("key", ["schema", "title", "brief", "blend_model"])
def test_the_schema_of_plans_refuses_one_without_its_main_keys(key):
    assert not PLANS.is_valid({k: v for k, v in PLAN.items() if k != key})


def test_the_schema_explains_fields_whose_names_do_not():
    days = json_schema("plan")["$defs"]["Touchpoint"]["properties"]["days"]
    assert days["description"].startswith("Length of the span in days")


def test_the_schema_says_what_a_design_variable_means():
    schema = json_schema("brief", {"audience.size": "How many learn.", "topics": "What about."})
    assert schema["properties"]["topics"]["description"] == "What about."
    assert schema["$defs"]["Audience"]["properties"]["size"]["description"] == "How many learn."
