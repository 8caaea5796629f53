"""A plan, a made pilot with its mapping, and its results, made once."""

from datetime import date

import pytest

from blendnb import api
from blendnb.domain.brief import Brief
from blendnb.domain.edits import Change, apply_edit
from blendnb.domain.plan import Measure, Plan, Touchpoint
from blendnb.measuring.column_mapping import MAPPING_FILE, FileMapping, write_mapping
from blendnb.measuring.example_pilot import ELSEWHERE, RENAMED, make_pilot

SALT = bytes(range(16))


@pytest.fixture(scope="session")
def plan():
    """A composed plan with moments, measures and a start, whose returns are worth shortening."""
    composed = api.design(
        Brief.model_validate(
            {
                "title": "CRM rollout",
                "objective": "Sales teams use the new CRM consistently.",
                "gap": "Forecasts are 30 % off.",
                "moments": [
                    {
                        "text": "Logging the first opportunity",
                        "measure": "Days from call to entry",
                        "baseline": "6 days",
                    }
                ],
                "topics": ["Process change", "Forecasting"],
                "outcome": {"subject": "software", "level": "behavior"},
                "audience": {"size": 400, "location": "distributed"},
                "schedule": {"weeks": 6, "start": "2027-01-11"},
            }
        )
    )
    changed = Change(id="returns", values={"learner_minutes": 15})
    return apply_edit(composed, changed)


@pytest.fixture(scope="session")
def pilot_folder(tmp_path_factory, plan):
    """Raw files of a made pilot of 60, with a mapping."""
    folder = tmp_path_factory.mktemp("pilot")
    make_pilot(plan, folder, seed=3, size=60)
    module = next(t for t in plan.touchpoints if t.format == "self_paced_module")
    named = {RENAMED.format(title=module.title): module.id}
    write_mapping(
        {"lms_export.csv": FileMapping(touchpoints=named, ignore=(ELSEWHERE,))},
        folder / MAPPING_FILE,
    )
    return folder


@pytest.fixture(scope="session")
def measured(plan, pilot_folder):
    return api.measured_files(plan, pilot_folder)


@pytest.fixture(scope="session")
def small_plan():
    """Three touchpoints that tests count by hand: a module, a session, help that stays open."""
    live = {"modality": "live", "delivery": "virtual", "anchor": True}
    return Plan(
        title="Small",
        brief=Brief.model_validate(
            {"title": "Small", "objective": "Do it.", "topics": ["A"],
             "outcome": {"subject": "software"}}
        ),
        blend_model="live_led",
        start=date(2027, 1, 11),
        touchpoints=(
            Touchpoint(id="module", title="The module", format="self_paced_module",
                       modality="self_paced", purpose="inform", stage="before", start_day=-7,
                       days=7, learner_minutes=40.0, topics=("A",)),
            Touchpoint(id="session", title="The session", format="virtual_workshop",
                       purpose="practice", stage="during", start_day=0, days=1,
                       learner_minutes=60.0, topics=("A",), **live),
            Touchpoint(id="cards", title="Cards", format="job_aid", modality="on_the_job",
                       purpose="support", stage="during", start_day=0, days=None),
        ),
        measures=(
            Measure(id="m-done", text="Finished", kind="completion", target="70 %", when_day=30),
            Measure(id="m-biz", text="Days to entry", kind="business", baseline="6 days",
                    target="5 days", when_day=60),
        ),
    )  # fmt: skip
