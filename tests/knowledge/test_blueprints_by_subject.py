"""The blueprints beside the first three: each in figures, and found by a brief like its own."""

import pytest

import blendnb as bl
from blendnb.api import catalogue_of
from blendnb.designing.audit import audit
from blendnb.designing.blueprints import adapted, plan_of
from blendnb.designing.blueprints.library import blueprints_like
from blendnb.domain.brief import Brief

CATALOGUE = catalogue_of()
FIGURES = {
    # id: blend model, touchpoints, encounters, minutes of a learner, of it live, of the manager
    "sales_ramp": ("continuous", 11, 34, 989, 360, 205),
    "erp_go_live": ("digital_first", 13, 21, 465, 0, 85),
    "cyber_awareness": ("digital_first", 11, 28, 148, 0, 6),
    "call_centre_nesting": ("live_led", 13, 41, 2244, 840, 90),
    "supervised_advice": ("live_led", 12, 30, 995, 360, 180),
    "train_the_trainer": ("bookend", 12, 19, 987, 480, 55),
    "shift_safety": ("continuous", 11, 40, 295, 0, 38),
    "merger_announcement": ("digital_first", 13, 28, 235, 0, 68),
    "machine_technicians": ("live_led", 14, 32, 1283, 720, 65),
    "care_leaders": ("bookend", 14, 35, 1385, 600, 180),
    "field_product_launch": ("digital_first", 12, 23, 356, 60, 90),
    "service_micro_practice": ("continuous", 11, 41, 218, 0, 48),
}
CLIENTS = {
    "sales_ramp": {"audience.size": 65, "schedule.weeks": 16, "support.coaches": None},
    "erp_go_live": {"audience.size": 800, "schedule.weeks": 12, "content.hours": 8.0},
    "cyber_awareness": {"audience.size": 35_000, "audience.languages": ["en"]},
    "call_centre_nesting": {"audience.size": 24, "schedule.weeks": 10, "support.facilitators": 2},
    "supervised_advice": {"audience.size": 60, "schedule.weeks": 30, "content.hours": 16.0},
    "train_the_trainer": {"audience.size": 40, "schedule.weeks": 10, "audience.travel": None},
    "shift_safety": {"audience.size": 450, "audience.languages": ["en"], "schedule.weeks": 30},
    "merger_announcement": {"audience.size": 5000, "schedule.weeks": 10, "support.coaches": None},
    "machine_technicians": {"audience.size": 90, "schedule.weeks": 20, "support.facilitators": 3},
    "care_leaders": {"audience.size": 30, "schedule.weeks": 26, "support.facilitators": 2},
    "field_product_launch": {"audience.size": 500, "schedule.weeks": 12},
    "service_micro_practice": {"audience.size": 1500, "schedule.weeks": 26},
}
"""What a client states otherwise than the blueprint's own brief."""
BY_SUBJECT = list(FIGURES)
ALIKE = 0.8


@pytest.fixture(params=BY_SUBJECT)
def blueprint(request):
    return CATALOGUE.blueprints[request.param]


def test_key_figures_are_as_meant(blueprint):
    plan = plan_of(blueprint)
    encounters = [o for t in plan.touchpoints for o in t.occurrences]
    learner = sum(o.touchpoint.learner_minutes for o in encounters)
    live = sum(o.touchpoint.learner_minutes for o in encounters if o.touchpoint.live)
    manager = sum(o.touchpoint.manager_minutes for o in encounters)
    figures = (plan.blend_model, len(plan.touchpoints), len(encounters), learner, live, manager)
    assert figures == FIGURES[blueprint.id]


def test_nothing_is_missing_nothing_broken_and_the_brief_has_no_tension(blueprint):
    found = audit(plan_of(blueprint), CATALOGUE)
    assert not [q.id for q in found.questions.values() if q.verdict == "missing"]
    assert (found.broken, found.tensions) == ((), ())


def test_nobody_is_observed_at_something_not_practised_before(blueprint):
    encounters = [o for t in plan_of(blueprint).touchpoints for o in t.occurrences]
    for topic in blueprint.brief["topics"]:
        about = [o for o in encounters if topic in o.topics]
        practised = min(o.start_day for o in about if o.touchpoint.purpose == "practice")
        shown = [o.start_day for o in about if "performance" in o.touchpoint.assessment]
        assert shown
        assert min(shown) > practised


def test_a_moment_with_a_week_comes_after_its_topics_are_practised(blueprint):
    plan = plan_of(blueprint)
    encounters = [o for t in plan.touchpoints for o in t.occurrences]
    for moment in plan.brief.moments:
        for topic in moment.topics if moment.week else ():
            practised = [
                o.start_day
                for o in encounters
                if topic in o.topics and o.touchpoint.purpose == "practice"
            ]
            assert min(practised) < 7 * (moment.week - 1)


def test_adapted_to_its_own_brief_it_keeps_its_rows_and_days(blueprint):
    own = plan_of(blueprint)
    again = adapted(blueprint, own.brief, CATALOGUE)
    days = {t.id: t.start_day for t in own.touchpoints}
    assert {t.id: t.start_day for t in again.touchpoints} == days


def test_each_row_says_what_people_get_and_why_in_words_of_its_own(blueprint):
    whys = [row.why for row in blueprint.rows]
    assert len(set(whys)) == len(whys)
    assert all(row.materials and len(row.description) > 40 for row in blueprint.rows)


def test_a_client_with_such_a_brief_finds_it_first(blueprint):
    own = Brief.model_validate(blueprint.brief)
    brief = own.replacing({"title": "Ours", "topics": ["One", "Two"], "moments": []})
    brief = brief.replacing(CLIENTS[blueprint.id])
    nearest, second, *_ = blueprints_like(
        brief, CATALOGUE.blueprints.values(), CATALOGUE.design_variables
    )
    assert nearest.blueprint.id == blueprint.id
    assert nearest.likeness >= ALIKE > second.likeness


def test_every_blueprint_but_the_first_three_is_held_here():
    others = {b.id for b in bl.blueprints()} - set(CATALOGUE.archetypes)
    assert others - {"new_manager", "crm_rollout", "compliance_audit"} == set(BY_SUBJECT)
