"""Calibration: bounded, honest about what it has not seen, and the same every time."""

import math
import re

import numpy as np
import pytest

from blendnb.designing.calibrate.__main__ import problem_of
from blendnb.designing.calibrate.examples import LEAKING, cases
from blendnb.designing.calibrate.fitting import Table, calibrated, fit, tabulated
from blendnb.designing.calibrate.folds import agreement, always, folds
from blendnb.designing.calibrate.report import weights_file
from blendnb.domain.vocabulary import BLEND_MODELS
from blendnb.files.catalogue import load_catalogue
from blendnb.files.shipped import shipped

CATALOGUE = load_catalogue()
PROBLEM = problem_of(CATALOGUE)
STATED = cases(CATALOGUE.programmes, judged=False)
TABLE = tabulated(PROBLEM, STATED)


@pytest.fixture(scope="module")
def fitted():
    return fit(PROBLEM, TABLE, 0.35)


def test_answering_live_led_every_time_is_right_62_and_acceptable_99_times_of_146():
    # Counted in the library itself, independent of any rule.
    figures = agreement([(case, always("live_led")) for case in STATED])
    assert (figures.first, figures.acceptable, figures.of) == (62, 99, 146)


def test_fields_that_leak_what_was_run_are_hidden_in_the_batch_that_leaks():
    leaking = [case for case in STATED if case.id.startswith("V")]
    assert len(leaking) == 41
    assert all(set(LEAKING).isdisjoint(case.facts) for case in leaking)
    assert any("schedule.weeks" in case.facts for case in STATED)


def test_values_that_somebody_judged_are_no_stated_ones():
    assert not any(path.startswith("content.share") for case in STATED for path in case.facts)
    judged = cases(CATALOGUE.programmes)
    assert any("content.share.procedural" in case.facts for case in judged)


def test_no_weight_changes_its_sign(fitted):
    assert np.all(fitted * PROBLEM.judgement >= 0)


def test_a_rule_keeps_to_the_blend_models_that_it_names(fitted):
    effects = {rule.id: rule.effects for rule in CATALOGUE.rules}
    for rule, by_model in calibrated(PROBLEM, fitted).items():
        assert by_model.keys() <= effects[rule].keys() & set(BLEND_MODELS)


def test_the_anchors_keep_their_blend_models(fitted):
    assert np.all(PROBLEM.leads @ fitted > 0.4)


def test_a_strong_ridge_leaves_the_judgement_and_none_follows_the_library():
    away = [
        np.abs((fit(PROBLEM, TABLE, ridge) - PROBLEM.judgement) * PROBLEM.held_to_judgement).max()
        for ridge in (1e4, 1.0, 0.05)
    ]
    assert away[0] < 0.01 < away[1] < away[2]


def test_the_likelihood_of_a_single_case_is_the_softmax_of_its_right_models():
    # Scores 1 and 0, 0, 0; the first and the second model are right: (e + 1) / (e + 3).
    table = Table(
        entries=np.array([[[1.0], [0.0], [0.0], [0.0]]]),
        right=np.array([[True, True, False, False]]),
        counts=np.array([2.0]),
    )
    value, slope = table.unlikely(np.array([1.0]))
    assert value == pytest.approx(-2 * math.log((math.e + 1) / (math.e + 3)))
    assert slope[0] == pytest.approx(2 * (math.e / (math.e + 3) - math.e / (math.e + 1)))


def test_the_slope_is_that_of_the_likelihood():
    weights = PROBLEM.judgement * 0.7
    _, slope = TABLE.unlikely(weights)
    for place in range(0, len(weights), 9):
        step = np.zeros_like(weights)
        step[place] = 1e-5
        rise = TABLE.unlikely(weights + step)[0] - TABLE.unlikely(weights - step)[0]
        assert slope[place] == pytest.approx(rise / 2e-5, abs=1e-4)


def test_folds_hold_every_case_once_are_even_and_keep_owners_together():
    owners = [case.owner for case in STATED]
    parts = folds(owners, 10, seed=0)
    assert sorted(place for part in parts for place in part) == list(range(146))
    assert max(map(len, parts)) - min(map(len, parts)) <= 1
    homes = {}
    for number, part in enumerate(parts):
        for place in part:
            assert homes.setdefault(owners[place], number) == number


def test_the_shipped_weights_are_what_the_command_fits_at_the_documented_ridge():
    templates = shipped("templates")
    page = (templates.parent / "docs" / "calibration.md").read_text(encoding="utf-8")
    found = re.search(r"weights that are shipped: ([\d.]+)\.\n", page)
    weights = calibrated(PROBLEM, fit(PROBLEM, TABLE, float(found[1])))
    written = (templates / "catalogue" / "calibrated_weights.toml").read_text(encoding="utf-8")
    assert weights_file(weights) == written


def test_calibrating_starts_from_the_judgement_whatever_was_shipped_before():
    place = PROBLEM.parameters.index((1, 0))
    rule = CATALOGUE.rules[1]
    assert rule.calibrated["live_led"] != rule.effects["live_led"]
    assert PROBLEM.judgement[place] == rule.effects["live_led"] == 2


def test_a_prior_may_shrink_but_never_argues_more_than_its_judgement(fitted):
    prior = PROBLEM.parameters.index((0, 0))
    assert CATALOGUE.rules[0].when == {}
    assert 0 <= fitted[prior] <= PROBLEM.judgement[prior] == 1
    free = fit(problem_of(CATALOGUE, prior_free=True), TABLE, 0.35)
    assert free[prior] == pytest.approx(2.6, abs=0.1)  # what the library alone would make of it
