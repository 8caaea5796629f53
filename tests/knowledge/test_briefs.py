"""The sample briefs are valid, realistic in size, and those of the blueprints are the same."""

import pytest

from blendnb.domain.brief import Brief
from blendnb.files.briefs_and_plans import load_brief
from blendnb.shipped import shipped

SAMPLES = {
    "new_manager": ("role_transition", 24, 12),
    "crm_rollout": ("software", 400, 6),
    "compliance_audit": ("compliance", 200, 53),
    "leadership_journey": ("leadership", 28, 14),
    "frontline_safety": ("safety", 320, 16),
    "sales_capability": ("sales", 180, 26),
}


def sample(name):
    return load_brief(shipped("templates") / "briefs" / f"{name}.toml")


def test_there_are_six_sample_briefs():
    found = {path.stem for path in (shipped("templates") / "briefs").glob("*.toml")}
    assert found == set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_brief_says_who_learns_what_in_which_window(name):
    brief = sample(name)
    found = (brief.outcome.subject, brief.audience.size, brief.schedule.weeks)
    assert found == SAMPLES[name]
    assert brief.gap
    assert len(brief.topics) == 3
    assert brief.moments


@pytest.mark.parametrize("name", ["new_manager", "crm_rollout", "compliance_audit"])
def test_the_brief_of_a_blueprint_is_its_sample_without_client_and_dates(catalogue, name):
    brief = sample(name)
    undated = brief.schedule.replace(start=None, blackout=())
    own = Brief.model_validate(catalogue.blueprints[name].brief)
    assert own == brief.replace(client=None, schedule=undated)
