from functools import cache

import pytest

from blendnb.api import audit, catalogue_of, recommend
from blendnb.exporting.page import render


@cache
def _page_of(plan_json):
    from blendnb.domain.plan import Plan

    plan = Plan.model_validate_json(plan_json)
    known = catalogue_of()
    return render(plan, recommend(plan.brief), audit(plan), known)


@pytest.fixture(scope="session")
def page_of():
    """The page of a plan, drawn once for all tests of one process."""
    return lambda plan: _page_of(plan.model_dump_json(by_alias=True))
