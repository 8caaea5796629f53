"""Scoring: sums of weights that anybody can add up, and vetoes that put a model last."""

import pytest
from hypothesis import given

from blendnb.api import catalogue_of
from blendnb.designing.facts import facts_of
from blendnb.designing.recommend.rules import SCORED, Scoring, vetoed
from blendnb.domain.brief import Brief
from blendnb.domain.conditions import holds
from blendnb.domain.vocabulary import BLEND_MODELS
from tests.strategies import briefs

CATALOGUE = catalogue_of()
SCORING = Scoring(CATALOGUE)

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


def test_the_worked_example_adds_up_by_hand_to_near_eight_for_digital_first():
    held = SCORING.held(facts_of(Brief.model_validate(CRM)))
    scores = dict(zip(SCORED, SCORING.scores(held), strict=True))
    # A14 holds by ln(400 / 150) / ln(1500 / 150) = 0.426, R03 by ln(2) / ln(250) = 0.126,
    # R01 by ln(6.5 / 4) / ln(100) = 0.105, R15 by a third (two languages of 1 to 4).
    assert scores == {
        # P00 +1, A14 -0.852, A17 -1, A21 +0.333, R01 -0.63, R03 -0.252, R15 -0.999
        "live_led": -2.4,
        # A06 +2, A14 +1.278, A17 +1, A21 +0.333, A22 +1, R01 +0.315, R03 +0.378, R12 +1, R15 +0.999
        "digital_first": 8.303,
        "continuous": 2.001,  # A06 +1, A17 +2, A21 -0.999 (two weeks short of 8, of 6)
        "bookend": -0.524,  # A21 -0.666, R01 -0.525, R15 -0.333, R19 +1 (four weeks past 2, of 8)
        "flipped": 4.6,  # A22 +1, A23 +0.6 (0.3 of 0.25 to 0.5), A24 +2, R12 +1
        "reinforcement": 3.2,  # A20 +1 (two weeks past 4 of 4), A28 +1, R10 +1.2 (3 of 5)
    }


def test_nothing_stated_but_the_subject_leaves_the_prior_alone():
    assert [rule.id for rule in SCORING.fired(SCORING.held(stating()))] == ["P00"]


@given(briefs())
def test_the_rules_that_fire_are_those_whose_conditions_hold(brief):
    facts = facts_of(brief)
    expected = [rule.id for rule in CATALOGUE.rules if holds(rule.when, facts)]
    assert [rule.id for rule in SCORING.fired(SCORING.held(facts))] == expected


@given(briefs())
def test_models_are_ranked_by_vetoes_then_share_then_score_then_the_vocabulary(brief):
    facts = facts_of(brief)
    held = SCORING.held(facts)
    scores = dict(zip(SCORED, SCORING.scores(held), strict=True))
    shares = dict(zip(BLEND_MODELS, SCORING.shares(held), strict=True))
    excluded = vetoed(facts, CATALOGUE)
    ranking = SCORING.ranking(held)
    places = [
        (len(excluded.get(m, ())), -shares[m], -scores[m], BLEND_MODELS.index(m)) for m in ranking
    ]  # fmt: skip
    assert places == sorted(places)
    assert set(ranking) == set(BLEND_MODELS)


@given(briefs())
def test_what_comes_first_is_found_without_drawing_where_no_draw_could_turn_it(brief):
    held = SCORING.held(facts_of(brief))
    assert SCORING.winner(held) == SCORING.ranking(held)[0]


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
