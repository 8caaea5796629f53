"""Blueprints: as they stand, and adapted to other briefs."""

import pytest
from hypothesis import given

from blendnb.api import catalogue_of
from blendnb.designing.audit import audit
from blendnb.designing.blueprints import adapted, offered, plan_of
from blendnb.designing.compose import Refusal
from blendnb.designing.design import design
from blendnb.domain.brief import Brief
from blendnb.domain.plan import Plan
from tests.strategies import briefs

CATALOGUE = catalogue_of()
SHIPPED = ["new_manager", "crm_rollout", "compliance_audit"]


def brief_like(blueprint: str, **values: object) -> Brief:
    """The blueprint's own brief with some values replaced, by key path."""
    own = Brief.model_validate(CATALOGUE.blueprints[blueprint].brief)
    return own.replacing({path.replace("__", "."): value for path, value in values.items()})


@pytest.mark.parametrize("blueprint", SHIPPED)
def test_a_blueprint_with_its_additions_has_nothing_missing_and_nothing_broken(blueprint) -> None:
    found = audit(design(None, CATALOGUE, blueprint=blueprint), CATALOGUE)
    assert not [q.id for q in found.questions.values() if q.verdict == "missing"]
    assert not found.broken


@pytest.mark.parametrize("blueprint", SHIPPED)
def test_without_additions_a_blueprint_holds_the_rows_of_its_source_alone(blueprint) -> None:
    plan = plan_of(CATALOGUE.blueprints[blueprint], additions=False)
    assert {t.origin for t in plan.touchpoints} == {"source"}


@pytest.mark.parametrize("blueprint", SHIPPED)
def test_adapted_to_its_own_brief_a_blueprint_keeps_all_its_rows(blueprint) -> None:
    own = plan_of(CATALOGUE.blueprints[blueprint])
    again = adapted(CATALOGUE.blueprints[blueprint], own.brief, CATALOGUE)
    assert {t.id: t.start_day for t in again.touchpoints} == {
        t.id: t.start_day for t in own.touchpoints
    }


@pytest.mark.parametrize("blueprint", SHIPPED)
@given(brief=briefs())
def test_a_scaled_plan_stays_recognizable_and_keeps_every_hard_constraint(blueprint, brief) -> None:
    source = CATALOGUE.blueprints[blueprint]
    try:
        plan = adapted(source, brief, CATALOGUE)
    except Refusal:
        return
    own = plan_of(source)
    assert plan.blend_model == own.blend_model
    assert {t.purpose for t in own.touchpoints} <= {t.purpose for t in plan.touchpoints}
    broken = [c for c in audit(plan, CATALOGUE).constraints if c.severity == "broken"]
    assert not broken, [(c.id, c.text) for c in broken]
    assert Plan.model_validate(plan.to_data()) == plan


def test_more_people_mean_parallel_groups_and_super_users_and_it_says_so() -> None:
    plan = adapted(
        CATALOGUE.blueprints["crm_rollout"],
        brief_like("crm_rollout", audience__size=4000),
        CATALOGUE,
    )
    assert any("250 groups in parallel instead of 25" in change for change in plan.changes)
    assert any("200 super-users added" in change for change in plan.changes)


def test_few_people_read_and_talk_instead_of_having_modules_built() -> None:
    plan = adapted(
        CATALOGUE.blueprints["new_manager"],
        brief_like("new_manager", audience__size=8),
        CATALOGUE,
    )
    assert "self_paced_module" not in {t.format for t in plan.touchpoints}
    assert any("does not pay back" in change for change in plan.changes)


def test_higher_risk_adds_an_early_check_and_shortens_the_refresh_interval() -> None:
    own = plan_of(CATALOGUE.blueprints["new_manager"])
    plan = adapted(
        CATALOGUE.blueprints["new_manager"],
        brief_like("new_manager", outcome__risk="high"),
        CATALOGUE,
    )

    def refreshers(of: Plan) -> int:
        return sum(len(t.occurrences) for t in of.touchpoints if t.purpose == "reinforce")

    assert refreshers(plan) > refreshers(own)
    assert any(t.format == "scenario_assessment" for t in plan.touchpoints)
    assert any("because the risk is higher" in change for change in plan.changes)


def test_an_archetype_is_composed_for_its_own_sample_brief() -> None:
    plan = design(None, CATALOGUE, blueprint="continuous")
    assert (plan.blend_model, plan.title) == ("continuous", "Selling on value")


def test_neither_a_brief_nor_a_blueprint_is_no_task() -> None:
    with pytest.raises(ValueError, match="give a brief or the id of a blueprint"):
        design(None, CATALOGUE)


def test_a_blueprint_that_nearly_answers_a_brief_is_offered_with_what_would_change() -> None:
    brief = brief_like("shift_safety", topics=["Lifting", "Forklifts"], schedule__weeks=20)
    offer = offered(brief.replacing({"moments": []}), CATALOGUE)
    assert offer is not None
    assert (offer.alike.blueprint.id, offer.plan.blueprint) == ("shift_safety", "shift_safety")
    assert offer.plan.changes[:2] == (
        "Your topics (Lifting and Forklifts) stand in the places of the blueprint's.",
        "Days moved from 26 to 20 weeks; anchors and order are kept.",
    )


def test_nothing_is_offered_where_no_blueprint_is_alike_enough() -> None:
    brief = Brief.model_validate(
        {"title": "Ours", "objective": "They do it.", "outcome": {"subject": "culture"}}
    )
    assert offered(brief, CATALOGUE) is None


def test_an_offer_is_never_taken_silently() -> None:
    brief = brief_like("crm_rollout")
    assert offered(brief, CATALOGUE) is not None
    assert design(brief, CATALOGUE).blueprint is None


def test_a_blueprint_that_the_brief_excludes_is_not_offered() -> None:
    brief = brief_like("call_centre_nesting", support__facilitators=0)
    offer = offered(brief, CATALOGUE)
    assert offer is None or offer.alike.blueprint.id != "call_centre_nesting"
