"""Scoring: sums of weights that anybody can add up, and vetoes that put a model last."""

import pytest
from hypothesis import given

from blendnb.designing.calibrate.fitting import with_weights
from blendnb.designing.facts import facts_of
from blendnb.designing.scoring import SCORED, Scoring, vetoed
from blendnb.domain.brief import Brief
from blendnb.domain.conditions import holds
from blendnb.domain.vocabulary import BLEND_MODELS
from blendnb.files.catalogue import load_catalogue
from tests.strategies import briefs

CATALOGUE = load_catalogue()
SCORING = Scoring(CATALOGUE)
JUDGEMENT = Scoring(with_weights(CATALOGUE, {}))

CRM = {
    "title": "CRM rollout",
    "objective": "Sales teams use the new CRM consistently.",
    "outcome": {"subject": "software", "level": "behavior", "risk": "medium", "audit": False},
    "audience": {
        "size": 400, "role": "sales", "digital_comfort": "high", "minutes_per_week": 90,
        "location": "distributed", "travel": False, "languages": ["en", "no"],
    },
    "work": {"setting": "field", "longest_session_minutes": 90, "mobile_only": False},
    "content": {"conceptual": 0.3, "procedural": 0.6, "interpersonal": 0.1, "hours": 6.0},
    "technology": {
        "available": [
            "lms", "virtual_classroom", "collaboration", "sandbox", "mobile", "nudges",
            "in_app_help", "analytics",
        ]
    },
    "support": {"managers": True, "coaches": False, "facilitators": 4},
    "schedule": {"weeks": 6},
}  # fmt: skip


def stating(**groups):
    outcome = {"subject": "technical", **groups.pop("outcome", {})}
    return facts_of(Brief(title="T", objective="O", outcome=outcome, **groups))


def test_the_worked_example_adds_up_by_hand_to_six_for_digital_first():
    # A06 +2, A17 +1, A22 +1, R01b +1, R12 +1 for digital-first; the others likewise by hand.
    held = JUDGEMENT.held(facts_of(Brief.model_validate(CRM)))
    scores = dict(zip(SCORED, JUDGEMENT.scores(held), strict=True))
    assert scores == {
        "live_led": -1.0,  # P00 +1, A17 -1, R01b -1
        "digital_first": 6.0,
        "continuous": 3.0,  # A06 +1, A17 +2
        "bookend": 1.0,  # R19 +2, R01b -1
        "flipped": 4.0,  # A22 +1, A24 +2, R12 +1
        "reinforcement": 1.0,  # A28 +1
    }


def test_nothing_stated_but_the_subject_leaves_the_prior_alone():
    assert [rule.id for rule in SCORING.fired(SCORING.held(stating()))] == ["P00"]


@given(briefs())
def test_the_rules_that_fire_are_those_whose_conditions_hold(brief):
    facts = facts_of(brief)
    expected = [rule.id for rule in CATALOGUE.rules if holds(rule.when, facts)]
    assert [rule.id for rule in SCORING.fired(SCORING.held(facts))] == expected


@given(briefs())
def test_models_are_ranked_by_vetoes_then_score_then_the_order_of_the_vocabulary(brief):
    facts = facts_of(brief)
    held = SCORING.held(facts)
    scores = dict(zip(SCORED, SCORING.scores(held), strict=True))
    excluded = vetoed(facts, CATALOGUE)
    ranking = SCORING.ranking(held)
    places = [
        (len(excluded.get(m, ())), -scores[m], BLEND_MODELS.index(m)) for m in ranking
    ]  # fmt: skip
    assert places == sorted(places)
    assert set(ranking) == set(BLEND_MODELS)


@pytest.mark.parametrize(
    ("groups", "by"),
    [
        ({"technology": {"available": ["lms"]}}, ("V01",)),
        ({"support": {"facilitators": 0}}, ("V12",)),
        ({"work": {"longest_session_minutes": 29}}, ("V13",)),
        ({"work": {"longest_session_minutes": 30}}, ()),
        (
            {"technology": {"available": ["classroom"]}, "audience": {"location": "distributed"}},
            ("V02",),
        ),
        (
            {
                "technology": {"available": ["classroom"]},
                "audience": {"location": "distributed", "travel": True},
            },
            (),
        ),
        ({}, ()),
    ],
)
def test_live_led_is_excluded_by_what_is_stated_and_by_nothing_else(groups, by):
    vetoes = vetoed(stating(**groups), CATALOGUE).get("live_led", ())
    assert tuple(veto.id for veto in vetoes) == by


def test_an_excluded_model_comes_after_all_others_however_well_it_scores():
    facts = stating(outcome={"subject": "change"}, schedule={"weeks": 2})
    held = SCORING.held(facts)
    assert SCORING.ranking(held)[2:] == ("bookend", "continuous")
    assert dict(zip(SCORED, SCORING.scores(held), strict=True))["bookend"] > 0
