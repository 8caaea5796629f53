"""What is composed, recommended and found for every sample brief, blueprint and archetype.

The accepted answers are the files in `__snapshots__`. A failing test shows what differs.
Accept a change that is meant with

    python -m pytest tests/golden --snapshot-update

and read the diff of those files line by line before it is committed: each line is something that
users will see change.
"""

import json

import pytest

import blendnb as bl
from tests.corpus import (
    BLUEPRINTS,
    BRIEFS,
    PLANS,
    RICH,
    brief_of,
    file_of,
    plan_of,
    said_by,
    text_of,
)

SAMPLED = [name for name in BLUEPRINTS if name.removeprefix("blueprint-") in BRIEFS]
ARCHETYPES = [name for name in BLUEPRINTS if name not in SAMPLED]


@pytest.mark.parametrize("name", PLANS)
def test_the_plan_is_the_accepted_one(name, golden):
    assert file_of(name) == golden("json")


@pytest.mark.parametrize("name", PLANS)
def test_the_audit_is_the_accepted_one(name, golden):
    assert said_by("check", "-", "--json", given=file_of(name)) == golden("json")


@pytest.mark.parametrize("name", [*BRIEFS, *ARCHETYPES])
def test_the_recommendation_is_the_accepted_one(name, golden):
    brief = json.dumps(plan_of(name).to_data()["brief"])
    assert said_by("recommend", "-", "--json", given=brief) == golden("json")


@pytest.mark.parametrize("name", SAMPLED)
def test_a_blueprint_brings_the_sample_brief_of_its_name_without_client_and_dates(name):
    sample = brief_of(name.removeprefix("blueprint-"))
    own = {"client": None, "schedule.start": None, "schedule.blackout": None}
    assert plan_of(name).brief == sample.replacing(own)


@pytest.mark.parametrize("name", SAMPLED)
def test_the_client_and_the_dates_change_nothing_in_a_recommendation(name):
    # Days on which nobody works may change what a plan takes, not what is recommended.
    stated = plan_of(name).brief, brief_of(name.removeprefix("blueprint-"))
    own, sample = (
        json.loads(said_by("recommend", "-", "--json", given=json.dumps(brief.to_data())))
        for brief in stated
    )
    for model in (*own["models"], *sample["models"]):
        del model["consequences"]
    assert own == sample


@pytest.mark.parametrize("name", BRIEFS)
def test_the_command_writes_the_file_of_the_plan(name):
    brief = json.dumps(brief_of(name).to_data())
    assert said_by("design", "-", "-o", "-", given=brief) == file_of(name)


def test_forcing_the_blend_model_that_is_recommended_anyway_changes_nothing():
    assert text_of(bl.design(brief_of(RICH), blend_model="bookend")) == file_of(RICH)
