"""Fits reach the published errors, recover what made the data, and admit what they do not know."""

import json

import numpy as np
import pandas as pd
import pytest

from blendnb.spacing.models import FSRS6, PPE, SAC, PavlikAnderson, PowerCurve
from blendnb.spacing.published import cepeda_2008
from blendnb.spacing.recall_fitting import fit, read_observations

FAR_FROM_THE_DEFAULTS = SAC(d=0.3, tau_days=0.5, theta=0.25, s=0.08, delta_2=0.6)


def table(schedules, at, recall, **more):
    return pd.DataFrame({"schedule": schedules, "at": at, "recall": recall, **more})


def made_by(model):
    rows = [(gap, gap + ri) for gap in (0.5, 1, 4, 10, 25, 60) for ri in (2, 10, 30, 90, 300)]
    schedules = [f"0;{gap}" for gap, _ in rows]
    recall = [model.recall([0, gap], [at])[0] for gap, at in rows]
    return table(schedules, [at for _, at in rows], recall)


@pytest.mark.parametrize(
    ("model", "points"),
    [
        (SAC, 3.1069),
        (SAC(variant="common"), 4.0199),
        (PavlikAnderson, 3.8351),
        (PPE, 4.16),
        (PPE(variant="literature"), 4.88),
    ],
    ids=["sac", "sac_common", "pavlik_anderson", "ppe", "ppe_literature"],
)
def test_fits_to_cepeda_2008_reach_the_published_errors(model, points):
    found = fit(model, cepeda_2008(), starts=3)
    digits = len(str(points).split(".")[1])
    assert 100 * found.rmse == pytest.approx(points, abs=0.51 * 10**-digits)
    assert found.observations == 26


def test_a_weak_pull_lets_a_far_start_reach_the_published_error():
    far = SAC(d=0.6, tau_days=2.0, theta=0.1, s=0.2, delta_2=0.8)
    found = fit(far, cepeda_2008(), prior_sd=100.0)
    assert 100 * found.rmse == pytest.approx(3.107, abs=0.01)
    assert found.default_rmse > 0.1


def test_a_fit_recovers_the_parameters_that_made_the_data():
    found = fit(SAC, made_by(FAR_FROM_THE_DEFAULTS), starts=4, prior_sd=1000.0)
    assert found.rmse < 1e-4
    for name, value in FAR_FROM_THE_DEFAULTS.parameters.items():
        assert found.parameters[name] == pytest.approx(value, rel=0.02)
    assert found.memory_model.recall([0, 5, 30], [90]) == pytest.approx(
        FAR_FROM_THE_DEFAULTS.recall([0, 5, 30], [90]), abs=1e-3
    )


def test_intervals_hold_the_estimates_and_keep_to_the_bounds():
    found = fit(SAC, cepeda_2008(), starts=1)
    assert set(found.intervals) == set(SAC().free_parameters())
    for name, (low, high) in found.intervals.items():
        assert low < found.parameters[name] < high
    assert found.intervals["delta_2"][1] <= 1


def test_intervals_of_simulated_data_usually_hold_the_truth():
    truth, rng, held = SAC(), np.random.default_rng(1), 0
    clean = made_by(truth)
    for _ in range(10):
        noisy = clean.assign(recall=np.clip(clean["recall"] + rng.normal(0, 0.02, 30), 0, 1))
        low, high = fit(truth, noisy, starts=1, prior_sd=100.0).intervals["delta_2"]
        held += low <= truth.delta_2 <= high
    assert held >= 7


def test_few_observations_return_the_defaults_and_say_so():
    found = fit(SAC, table(["0;7"] * 3, [14, 30, 60], [0.9, 0.8, 0.6]))
    assert found.memory_model == SAC()
    assert found.unidentified == SAC().free_parameters()
    assert found.intervals == {}
    assert "Only 3 observations for 5 free parameters" in found.warnings[0]


def test_what_the_data_do_not_determine_is_named_and_stays_near_the_defaults():
    one_schedule = table(["0;7"] * 8, [8, 9, 10, 12, 15, 20, 30, 40], np.linspace(0.95, 0.7, 8))
    found = fit(PavlikAnderson, one_schedule, starts=3)
    assert "h" in found.unidentified
    assert any("Not identified" in line for line in found.warnings)
    assert 0.1 < found.parameters["h"] / PavlikAnderson().h < 10


def test_common_sac_keeps_its_one_delta():
    found = fit(SAC(variant="common"), cepeda_2008(), starts=2)
    assert found.parameters["delta_1"] == found.parameters["delta_2"]


def test_large_numbers_behind_a_row_draw_the_fit_to_it():
    rows = made_by(SAC())
    rows.loc[0, "recall"] = 0.5
    light = fit(SAC, rows.assign(n=[1, *[100] * 29]), starts=1)
    heavy = fit(SAC, rows.assign(n=[10_000, *[100] * 29]), starts=1)
    gap, at = 0.5, 2.5
    assert abs(heavy.memory_model.recall([0, gap], [at])[0] - 0.5) < 0.1
    assert abs(light.memory_model.recall([0, gap], [at])[0] - 0.5) > 0.2


def test_the_binomial_likelihood_recovers_the_truth_from_counts():
    rng = np.random.default_rng(3)
    rows = made_by(FAR_FROM_THE_DEFAULTS)
    counted = rows.assign(recall=rng.binomial(2000, rows["recall"]) / 2000, n=2000)
    found = fit(SAC, counted, loss="binomial", starts=2)
    assert found.parameters["delta_2"] == pytest.approx(0.6, abs=0.08)
    low, high = found.intervals["delta_2"]
    assert low < 0.6 < high


def test_schedules_of_different_lengths_fit_together():
    schedules = ["0", "0;3", "0;3;9", "0;1;2;3", "0", "0;7;21", "0;5", "0;2;30"]
    at = [5, 20, 40, 60, 90, 100, 120, 200]
    recall = [PowerCurve(psi=0.3).recall([float(x) for x in s.split(";")], [a])[0]
              for s, a in zip(schedules, at, strict=True)]  # fmt: skip
    found = fit(PowerCurve(beta=50.0), table(schedules, at, recall), prior_sd=1000.0)
    assert found.rmse < 1e-4
    assert "At most 4 studies were observed" in found.warnings[-1]


def test_the_planning_weights_of_fsrs_can_be_fitted():
    found = fit(FSRS6, cepeda_2008(), starts=1)
    assert found.rmse < found.default_rmse / 2
    assert found.parameters["w0"] == FSRS6().parameters["w0"]


def test_all_faults_of_a_table_are_said_at_once():
    with pytest.raises(ValueError) as problem:
        fit(
            SAC,
            table(
                ["0;7", "7;0", "x", "0"], [9, 9, "soon", 0], [90, 0.5, None, 0.5], n=[1, 1, 1, 0]
            ),
        )
    assert str(problem.value).split("\n") == [
        "row 1: recall = 90 is outside 0 to 1; is it in per cent?",
        "row 2: schedule = '7;0' must be ascending days such as 0;21",
        "row 3: schedule = 'x' must be ascending days such as 0;21",
        "row 3: at = 'soon' is not a number",
        "row 3: recall is missing",
        "row 4: n = 0 must be above 0",
        "row 4: at = 0 is not after the first study on day 0",
    ]


def test_a_long_list_of_faults_is_cut_short():
    with pytest.raises(ValueError, match="and 30 more"):
        fit(SAC, table(["0;7"] * 50, [9] * 50, [2.0] * 50))


@pytest.mark.parametrize(
    ("frame", "options", "words"),
    [
        (pd.DataFrame({"schedule": ["0"]}), {}, "at, recall; the table has schedule"),
        (table([], [], []), {}, "no rows"),
        (cepeda_2008(), {"loss": "median"}, "least_squares, binomial"),
        (cepeda_2008(), {"loss": "binomial"}, "needs the column n"),
        (cepeda_2008(), {"starts": 0}, "above 0"),
    ],
)
def test_unusable_data_or_options_are_refused(frame, options, words):
    with pytest.raises(ValueError, match=words):
        fit(SAC, frame, **options)


def test_a_named_curve_has_nothing_to_fit():
    with pytest.raises(ValueError, match="no free parameters"):
        fit(PowerCurve(variant="power"), cepeda_2008())


def test_the_fit_is_plain_values_under_the_keys_of_the_command():
    found = fit(SAC, cepeda_2008(), starts=1).as_dict()
    assert json.loads(json.dumps(found)) == found
    assert {"memory_model", "parameters", "intervals", "rmse", "warnings"} <= set(found)
    assert found["memory_model"] == "sac"


def test_a_decimal_comma_is_read_and_thousands_are_not_guessed():
    frame = pd.DataFrame({"schedule": ["0;21"], "at": ["30"], "recall": ["0,85"], "n": ["12"]})
    assert read_observations(frame).recall.tolist() == [0.85]
    with pytest.raises(ValueError, match="n = '1,000' is not a number"):
        read_observations(frame.assign(n="1,000"))


def test_a_log_of_reviews_is_told_where_it_goes():
    anki = pd.DataFrame(columns=["id", "cid", "usn", "ease", "ivl", "time", "type"])
    with pytest.raises(ValueError, match=r"Anki.*fit_reviews.*cid the item, ease the grade"):
        read_observations(anki)


def test_copies_of_one_learners_rows_are_no_further_evidence():
    rng = np.random.default_rng(5)
    days = [1.0, 5.0, 20.0, 60.0]
    true = PowerCurve(beta=2.0, psi=0.4).recall([0.0], days)
    rows = [
        {"schedule": "0", "at": at, "recall": float(np.clip(p + rng.normal(0, 0.1), 0, 1)),
         "learner": learner}
        for learner in range(12)
        for at, p in zip(days, true, strict=True)
    ]  # fmt: skip
    once, copied = pd.DataFrame(rows), pd.DataFrame(rows * 9)

    def width(frame):
        low, high = fit(PowerCurve, frame, starts=1, prior_sd=50).intervals["psi"]
        return high - low

    unnamed = width(copied.drop(columns="learner")) / width(once.drop(columns="learner"))
    named = width(copied) / width(once)
    assert unnamed == pytest.approx(1 / 3, abs=0.02)
    assert named == pytest.approx(1, abs=0.02)
    assert fit(PowerCurve, copied, starts=1).learners == 12
    assert fit(PowerCurve, once.head(12), starts=1).learners is None
