"""Composing: whatever the brief, the journey keeps its promises."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.api import catalogue_of
from blendnb.designing.audit import audit
from blendnb.designing.compose import Refusal
from blendnb.designing.design import design
from blendnb.designing.facts import facts_of
from blendnb.designing.recommend.rules import vetoed
from blendnb.domain.brief import Brief
from blendnb.domain.plan import Plan
from blendnb.domain.vocabulary import BLEND_MODELS
from tests.strategies import briefs

CATALOGUE = catalogue_of()
HARD = {"longest_session", "blackout", "veto", "group_max", "order", "live_virtual_error"}
elements = st.sampled_from([None, False, True])


def composed(brief: Brief, model: str, **elements: bool | None) -> Plan | None:
    """The plan, or None where the brief refuses the model."""
    try:
        return design(brief, CATALOGUE, blend_model=model, **elements)
    except Refusal:
        return None


def refusal_of(brief: Brief, model: str) -> str | None:
    """What a refusal says, or None where the model is composed."""
    try:
        design(brief, CATALOGUE, blend_model=model)
    except Refusal as refusal:
        return str(refusal)
    return None


@given(briefs(), st.sampled_from(BLEND_MODELS), elements, elements)
def test_every_composed_plan_keeps_every_hard_constraint(brief, model, flipped, reinforced) -> None:
    plan = composed(brief, model, flipped=flipped, reinforced=reinforced)
    if plan is not None:
        broken = [c for c in audit(plan, CATALOGUE).constraints if c.severity == "broken"]
        assert not broken, [(c.id, c.text) for c in broken]


@given(briefs(), st.sampled_from(BLEND_MODELS))
def test_composing_is_deterministic_and_round_trips_through_json(brief, model) -> None:
    plan = composed(brief, model)
    if plan is not None:
        text = json.dumps(plan.to_data())
        assert text == json.dumps(design(brief, CATALOGUE, blend_model=model).to_data())
        assert Plan.model_validate_json(text) == plan


@given(briefs(), st.sampled_from(BLEND_MODELS))
def test_a_missing_verdict_is_forced_by_stated_facts_and_gone_without_them(brief, model) -> None:
    plan = composed(brief, model)
    if plan is None:
        return
    for question in audit(plan, CATALOGUE).questions.values():
        if question.verdict != "missing":
            continue
        assert question.forced_by, question.text
        assert set(question.forced_by) <= set(brief.stated)
        freed = design(
            brief.replacing(dict.fromkeys(question.forced_by)), CATALOGUE, blend_model=model
        )
        assert audit(freed, CATALOGUE).questions[question.id].verdict != "missing"


@given(briefs(), st.sampled_from(BLEND_MODELS))
def test_a_model_is_refused_exactly_where_a_veto_excludes_it(brief, model) -> None:
    excluded = vetoed(facts_of(brief), CATALOGUE).get(model)
    answer = refusal_of(brief, model)
    if answer is None:
        assert not excluded
    else:
        assert excluded or "schedule.blackout" in answer


@given(briefs(), st.sampled_from(BLEND_MODELS))
def test_every_touchpoint_says_why_and_every_moment_is_served_by_name(brief, model) -> None:
    plan = composed(brief, model)
    if plan is not None:
        assert all(t.why.strip() for t in plan.touchpoints)
        triggers = {t.trigger for t in plan.touchpoints}
        assert [m.text for m in brief.moments if m.text not in triggers] == []


def test_a_refusal_names_the_reason_and_the_smallest_change_that_reopens() -> None:
    brief = Brief(
        title="T", objective="O", outcome={"subject": "leadership"}, support={"facilitators": 0}
    )
    with pytest.raises(Refusal) as refused:
        design(brief, CATALOGUE, blend_model="bookend")
    assert "Nobody is available to lead live sessions." in str(refused.value)
    assert [(c.variable, c.from_, c.to) for c in refused.value.changes] == [
        ("support.facilitators", 0, 1)
    ]


def test_a_window_swallowed_by_its_blackout_is_refused_in_words() -> None:
    brief = Brief(
        title="T",
        objective="O",
        outcome={"subject": "sales"},
        schedule={"weeks": 2, "start": "2027-01-11", "blackout": [["2027-01-01", "2027-03-01"]]},
    )
    with pytest.raises(Refusal, match="Every day of the window"):
        design(brief, CATALOGUE, blend_model="digital_first")
