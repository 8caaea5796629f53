"""Share: how far the order depends on weights."""

import pytest
from hypothesis import given

from blendnb.designing.facts import facts_of
from blendnb.designing.recommend.rules import Scoring, vetoed
from blendnb.designing.recommend.share import first_places
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Rule
from blendnb.domain.vocabulary import BLEND_MODELS
from blendnb.files.catalogue_loading import load_catalogue
from tests.designing.recommend.test_scoring import CRM
from tests.strategies import briefs, examples

CATALOGUE = load_catalogue(programmes=False)
SCORING = Scoring(CATALOGUE)


def shares_of(brief, scoring=SCORING):
    found = scoring.shares(scoring.held(facts_of(brief)))
    return dict(zip(BLEND_MODELS, found, strict=True))


@given(briefs())
@examples(40)
def test_shares_sum_to_one_and_an_excluded_model_has_none_while_another_is_open(brief):
    found = shares_of(brief)
    assert sum(found.values()) == pytest.approx(1)
    excluded = vetoed(facts_of(brief), CATALOGUE)
    if not excluded.keys() >= set(BLEND_MODELS):
        assert all(found[model] == 0 for model in BLEND_MODELS if model in excluded)


def test_the_same_seed_gives_the_same_shares_and_another_seed_others():
    effects = {0: (1.0, 0.0, 0.0, 0.0), 1: (0.0, 1.0, 0.0, 0.0)}
    anybody = (True, True, True, True)
    assert first_places(effects, anybody) == first_places(effects, anybody)
    assert first_places(effects, anybody, seed=1) != first_places(effects, anybody, seed=2)


def test_what_nobody_stated_stays_unknown_in_every_draw():
    # Of software alone A06 gives digital-first 2 and continuous 1, the prior live-led 1.
    bare = Brief(title="T", objective="O", outcome={"subject": "software"})
    found = shares_of(bare)
    assert found["digital_first"] > 0.9
    assert found["bookend"] == 0


def rule(id_, **effects):
    return Rule(id=id_, when={}, effects=effects, because="-", source="-", confidence="L")


def shares_under(*rules):
    scoring = Scoring(CATALOGUE.replace(rules=rules, vetoes=()))
    return shares_of(Brief.model_validate(CRM), scoring)


def test_two_rules_of_equal_weight_share_the_first_place_evenly():
    found = shares_under(rule("A", bookend=2), rule("B", continuous=2))
    assert found["bookend"] == pytest.approx(0.5, abs=0.06)
    assert found["bookend"] + found["continuous"] == 1


def test_a_weight_three_times_another_is_first_in_every_trial():
    # 3 x 0.5 is still not below 1 x 1.5.
    assert shares_under(rule("A", bookend=3), rule("B", continuous=1))["bookend"] == 1


def test_a_weight_twice_another_loses_now_and_then():
    # P(2a < b) for a, b uniform on 0.5 to 1.5: the triangle 0.5 <= a <= 0.75, 2a <= b: 1/16.
    found = shares_under(rule("A", bookend=2), rule("B", continuous=1))
    assert found["continuous"] == pytest.approx(1 / 16, abs=0.02)


def test_where_all_are_excluded_those_with_the_fewest_vetoes_compete():
    shut = Brief(
        title="T",
        objective="O",
        outcome={"subject": "sales"},
        technology={"available": []},
        support={"facilitators": 0},
        schedule={"weeks": 2},
    )
    found = shares_of(shut)
    assert found["live_led"] == found["bookend"] == 0
    assert found["digital_first"] + found["continuous"] == 1
