"""Share: how far the order depends on weights and on what nobody answered."""

import pytest
from hypothesis import given, settings

from blendnb.designing.facts import facts_of
from blendnb.designing.scoring import Scoring, vetoed
from blendnb.designing.share import shares
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Rule
from blendnb.domain.vocabulary import BLEND_MODELS
from blendnb.files.catalogue import load_catalogue
from tests.designing.test_scoring import CRM
from tests.strategies import briefs

CATALOGUE = load_catalogue(programmes=False)
SCORING = Scoring(CATALOGUE)


def shares_of(brief, **options):
    return shares(facts_of(brief), SCORING, CATALOGUE.variables, **options)


@given(briefs())
@settings(max_examples=40)
def test_shares_sum_to_one_and_an_excluded_model_has_none_while_another_is_open(brief):
    found = shares_of(brief, draws=40)
    assert sum(found.values()) == pytest.approx(1)
    excluded = vetoed(facts_of(brief), CATALOGUE)
    if not excluded.keys() >= set(BLEND_MODELS):
        assert all(found[model] == 0 for model in BLEND_MODELS if model in excluded)


def test_the_same_seed_gives_the_same_shares_and_another_seed_others():
    bare = Brief(title="T", objective="O", outcome={"subject": "sales"})
    assert shares_of(bare) == shares_of(bare)
    assert shares_of(bare, seed=1) != shares_of(bare, seed=2)


def test_knowing_little_gives_shares_nearer_each_other_than_knowing_everything():
    known = shares_of(Brief.model_validate(CRM))
    unknown = shares_of(Brief(title="T", objective="O", outcome={"subject": "software"}))
    assert max(known.values()) == 1.0
    assert max(unknown.values()) < 0.75
    assert sum(share > 0.05 for share in unknown.values()) >= 3


def rule(id_, **effects):
    return Rule(id=id_, when={}, effects=effects, because="-", source="-", confidence="L")


def shares_under(*rules):
    scoring = Scoring(CATALOGUE.replace(rules=rules, vetoes=()))
    return shares(facts_of(Brief.model_validate(CRM)), scoring, CATALOGUE.variables, draws=2000)


def test_two_rules_of_equal_weight_share_the_first_place_evenly():
    found = shares_under(rule("A", bookend=2), rule("B", continuous=2))
    assert found["bookend"] == pytest.approx(0.5, abs=0.04)
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
