from dataclasses import replace

import pytest

from blendnb.api import catalogue_of
from blendnb.designing.explore import explore, usual_space
from blendnb.domain.brief import Brief
from blendnb.widgets.explorer import Explorer

BRIEF = Brief.model_validate(
    {"title": "CRM", "objective": "Use it.", "outcome": {"subject": "software"}}
)


@pytest.fixture(scope="module")
def explorer():
    space = replace(usual_space(BRIEF, catalogue_of()), weeks=(6,), returns=(0,), group_sizes=(16,))
    return Explorer(explore(BRIEF, catalogue_of(), space, workers=1), catalogue_of())


def click(explorer, number):
    """What the browser tells when a dot is clicked."""
    chart = explorer.children[0]
    chart._vl_selections = {
        "opened": {"value": {"vlPoint": {"or": [{"number": number}]}}, "store": []}
    }


def test_a_click_opens_the_plan_of_that_design_below(explorer):
    choice = explorer.exploration.front[0].choice
    click(explorer, choice.number)
    assert explorer.plan.blend_model == choice.blend_model
    assert "<svg" in explorer.children[1].value


def test_a_number_that_is_no_design_is_refused(explorer):
    with pytest.raises(KeyError, match="no feasible design"):
        explorer.show_design(10_000)
