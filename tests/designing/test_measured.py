"""Sixty scenarios and any brief: what a composed plan has to keep, measured."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from blendnb.api import catalogue_of
from blendnb.designing.compose import Refusal
from blendnb.designing.design import design
from blendnb.designing.facts import facts_of
from blendnb.designing.recommend.rules import vetoed
from blendnb.domain.vocabulary import BLEND_MODELS, Risk, Subject
from tests.designing.measured import faults, proofs, scenarios
from tests.strategies import briefs, examples

CATALOGUE = catalogue_of()
SCENARIOS = scenarios()


def composed(brief, model):
    """The plan; None where a stated fact excludes the model."""
    if vetoed(facts_of(brief), CATALOGUE).get(model):
        return None
    try:
        return design(brief, CATALOGUE, blend_model=model)
    except Refusal as refusal:
        if "schedule.blackout" not in str(refusal):
            raise
        return None


def returns(plan):
    """How often topics come back, counted by topic; where the map decides it, it decides."""
    mapped = {mark.topic for mark in plan.brief.map}
    back = (t for t in plan.touchpoints if t.id == "returns")
    return sum(len({*o.topics} - mapped) for t in back for o in t.occurrences)


def groups(plan):
    """Groups of each touchpoint at which people meet."""
    return {t.id: t.groups or 1 for t in plan.touchpoints if t.live}


def placed(plan):
    return sum(line.placed for line in plan.ledger)


def test_there_are_sixty_scenarios_five_of_each_subject():
    subjects = [brief.outcome.subject for brief in SCENARIOS.values()]
    assert len(SCENARIOS) == 60
    assert {subject: subjects.count(subject) for subject in Subject.__args__} == dict.fromkeys(
        Subject.__args__, 5
    )


@pytest.mark.parametrize("title", SCENARIOS)
def test_a_scenario_is_served_without_a_fault_whatever_the_model(title):
    found = {}
    for model in BLEND_MODELS:
        plan = composed(SCENARIOS[title], model)
        wrong = {} if plan is None else faults(plan, CATALOGUE)
        if wrong:
            found[model] = wrong
    assert found == {}


@examples(15)
@given(briefs(), st.sampled_from(BLEND_MODELS))
def test_any_brief_is_served_without_a_fault(brief, model):
    plan = composed(brief, model)
    assume(plan is not None)
    assert faults(plan, CATALOGUE) == {}


@pytest.mark.parametrize("title", list(SCENARIOS)[::4])
def test_a_higher_risk_never_has_fewer_checks_or_returns_in_a_scenario(title):
    for model in BLEND_MODELS:
        plans = [
            composed(SCENARIOS[title].replacing({"outcome.risk": r}), model) for r in Risk.__args__
        ]
        for count in (lambda plan: len(proofs(plan)), returns):
            counts = [count(plan) for plan in plans if plan is not None]
            assert counts == sorted(counts), model


@pytest.mark.parametrize("title", list(SCENARIOS)[1::4])
def test_more_people_never_meet_in_fewer_groups_in_a_scenario(title):
    for model in BLEND_MODELS:
        sizes = (10, 90, 400, 3000)
        stated = {"audience.groups": None}
        plans = [
            composed(SCENARIOS[title].replacing(stated).replacing({"audience.size": size}), model)
            for size in sizes
        ]
        counts = [groups(plan) for plan in plans if plan is not None]
        # With many people a session may give way to what is built; where both meet they compare.
        for fewer, more in pairwise(counts):
            assert [id_ for id_ in fewer if fewer[id_] > more.get(id_, fewer[id_])] == [], model


@pytest.mark.parametrize("title", list(SCENARIOS)[2::4])
def test_more_minutes_a_week_never_place_less_content_in_a_scenario(title):
    for model in BLEND_MODELS:
        now = SCENARIOS[title].resolved.audience.minutes_per_week
        more = {"audience.minutes_per_week": 2 * now}
        plans = [composed(SCENARIOS[title], model),
                 composed(SCENARIOS[title].replacing(more), model)]  # fmt: skip
        counts = [placed(plan) for plan in plans if plan is not None]
        assert counts == sorted(counts), model
