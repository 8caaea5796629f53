"""The rules say what the evidence says, and each fires where its author promises."""

import pytest

from blendnb.domain.brief import Brief
from blendnb.domain.conditions import holds
from blendnb.domain.fact_kinds import DERIVED_FACTS
from blendnb.files.catalogue_loading import load_catalogue

RULES = load_catalogue(programmes=False).rules

WEIGHTS = {
    "P00": {"live_led": 1},
    "A01": {"bookend": 2, "live_led": 2, "reinforcement": 1},
    "A02": {"live_led": 3, "flipped": 1},
    "A03": {"bookend": 3, "live_led": 1},
    "A04": {"continuous": 3, "bookend": 1},
    "A05": {"continuous": 3},
    "A06": {"digital_first": 2, "continuous": 1},
    "A07": {"continuous": 2},
    "A08": {"digital_first": 3, "live_led": -1},
    "A09": {"live_led": 3},
    "A10": {"digital_first": 2},
    "A11": {"live_led": 1, "reinforcement": 2, "digital_first": -1},
    "A12": {"continuous": 2, "bookend": 2},
    "A13": {"bookend": 2},
    "A14": {"digital_first": 3, "live_led": -2},
    "A15": {"digital_first": 3, "continuous": 3, "live_led": -4, "bookend": -3},
    "A16": {"continuous": 2, "live_led": -1, "bookend": -1},
    "A17": {"continuous": 2, "digital_first": 1, "live_led": -1},
    "A18": {"live_led": 2, "bookend": 2, "digital_first": -1},
    "A19": {"digital_first": 2, "continuous": -2, "bookend": -1},
    "A20": {"reinforcement": 2},
    "A21": {"live_led": 1, "digital_first": 1, "continuous": -3, "bookend": -2},
    "A22": {"digital_first": 1, "flipped": 1},
    "A23": {"flipped": 3},
    "A24": {"flipped": 2},
    "A25": {"flipped": -3},
    "A26": {"live_led": 2, "digital_first": -2, "continuous": -1},
    "A27": {"continuous": -3, "digital_first": -1, "bookend": -1},
    "A28": {"reinforcement": 1},
    "A29": {"continuous": -2},
    "A30": {"reinforcement": 1},
    "R01": {"digital_first": 3, "live_led": -6, "bookend": -5},
    "R02": {"digital_first": 2, "continuous": 1, "live_led": -3, "bookend": -3},
    "R03": {"digital_first": 3, "live_led": -2},
    "R04": {"live_led": 2, "digital_first": -3},
    "R05": {"live_led": 1, "bookend": 1, "digital_first": -2},
    "R06": {"digital_first": 3},
    "R07": {"reinforcement": 2},
    "R08": {"reinforcement": 2},
    "R09": {"continuous": 1},
    "R10": {"reinforcement": 2},
    "R11": {"reinforcement": 2},
    "R12": {"digital_first": 1, "flipped": 1},
    "R13": {"flipped": 2, "live_led": 1},
    "R14": {"continuous": -2},
    "R15": {"digital_first": 3, "live_led": -3, "bookend": -1},
    "R16": {"continuous": 4, "live_led": -3, "bookend": -3},
    "R17": {"flipped": -1},
    "R18": {"continuous": 2, "bookend": 1},
    "R19": {"bookend": 2},
    "R20": {"continuous": 2, "bookend": -1},
    "R21": {"digital_first": 2, "bookend": -2, "live_led": -1},
    "R22": {"continuous": 2, "live_led": -1},
    "R23": {"flipped": -2},
    "R24": {"continuous": 1, "bookend": 1},
    "R25": {"digital_first": 1},
    "R26": {"live_led": 1, "bookend": 1},
    "R27": {"bookend": 2, "live_led": 1},
    "R28": {"live_led": 2, "bookend": 2},
    "R29": {"digital_first": 1},
    "R30": {"digital_first": 1, "continuous": 1},
}
"""What each rule weighs in full, in the order of the catalogue; negative is against."""

CONFIDENCE = {
    "H": "R05 R07 R08 R09 R10 R11",
    "M": "P00 A01 A02 A06 A08 A11 A14 A15 A16 A18 A20 A22 A23 A25 A27 A28 R01 R02 R03 R04 R06 "
    "R12 R15 R16 R17",
    "L": "A03 A04 A05 A07 A09 A10 A12 A13 A17 A19 A21 A24 A26 A29 A30 R13 R14 R18 R19 R20 R21 R22 "
    "R23 R24 R25 R26 R27 R28 R29 R30",
}


def test_every_weight_is_the_judgement_of_the_catalogue_and_none_is_zero():
    assert [(rule.id, rule.effects) for rule in RULES] == list(WEIGHTS.items())
    assert all(weight for rule in RULES for weight in rule.effects.values())


@pytest.mark.parametrize("confidence", CONFIDENCE)
def test_each_rule_has_the_confidence_of_its_claim(confidence):
    found = [rule.id for rule in RULES if rule.confidence == confidence]
    assert found == CONFIDENCE[confidence].split()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_fires_and_stays_silent_as_its_examples_promise(rule):
    for example in rule.examples:
        assert holds(rule.when, example.facts) is example.fires, example.facts


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_an_example_that_fires_and_one_that_does_not(rule):
    outcomes = {example.fires for example in rule.examples}
    assert len(rule.examples) >= 2
    assert outcomes == ({True, False} if rule.when else {True})


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_that_asks_about_a_derived_fact_names_the_design_variables_behind_it(rule):
    derived = rule.when.keys() & DERIVED_FACTS.keys()
    assert bool(rule.variables) == bool(derived)
    assert set(rule.variables) >= rule.when.keys() - derived if derived else True


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_rule_but_the_prior_fires_on_a_brief_that_states_only_what_is_required(rule):
    brief = Brief.model_validate(
        {"title": "t", "objective": "o", "outcome": {"subject": "technical"}}
    )
    assert holds(rule.when, brief.stated) is (rule.id == "P00")


def test_derived_facts_are_those_that_the_design_works_out():
    from blendnb.designing.facts import DERIVED

    assert set(DERIVED) == set(DERIVED_FACTS)
