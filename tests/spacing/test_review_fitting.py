"""Item-level logs: reading them, predicting them, and keeping the defaults when they are better."""

import numpy as np
import pandas as pd
import pytest

from blendnb.spacing import FSRS7
from blendnb.spacing.models import FSRS6, PPE
from blendnb.spacing.models import fsrs_equations as fsrs
from blendnb.spacing.models.scheduler import ItemState, review
from blendnb.spacing.review_fitting import fit_reviews, predicted
from blendnb.spacing.review_log import read_reviews

OTHER_WEIGHTS = FSRS6(w2=6.0, w8=1.3, w20=0.4)


def drawn_log(model, histories, reviews, seed=0):
    """A log drawn from a model, every item reviewed roughly when it is due."""
    rng = np.random.default_rng(seed)
    grade = rng.choice([1, 3, 4], histories, p=[0.2, 0.6, 0.2])
    s, d = fsrs.first_stability(model.w, grade), fsrs.first_difficulty(model.w, grade)
    time = rng.uniform(0, 100, histories)
    parts = [(time, grade)]
    for _ in range(reviews):
        gap = np.clip(np.rint(s * rng.lognormal(0, 0.7, histories)), 1, 200)
        right = rng.random(histories) < fsrs.retrievability(model.w, gap, s)
        grade = np.where(right, rng.choice([2, 3, 4], histories, p=[0.1, 0.8, 0.1]), 1)
        s = fsrs.next_stability(model.w, s, d, gap, grade)
        d = fsrs.next_difficulty(model.w, d, grade)
        time = time + gap
        parts.append((time, grade))
    number = np.tile(np.arange(histories), reviews + 1)
    return pd.DataFrame({
        "learner": number // 20, "item": number % 20,
        "time": np.concatenate([t for t, _ in parts]),
        "grade": np.concatenate([g for _, g in parts]),
    })  # fmt: skip


def log_of(*rows):
    return read_reviews(pd.DataFrame(rows, columns=["learner", "item", "time", "grade"]))


def test_a_log_is_read_in_the_order_of_its_histories():
    log = log_of(("b", 1, 9.0, 3), ("a", 1, 5.5, 1), ("b", 1, 2.0, 4), ("a", 1, 7.7, 3))
    assert log.history.tolist() == [0, 0, 1, 1]
    assert log.grade.tolist() == [4, 3, 1, 3]
    assert log.elapsed_days.tolist() == [0, 7, 0, 2]
    assert log.scored.tolist() == [False, True, False, True]


def test_dates_are_read_as_days():
    times = pd.to_datetime(["2027-01-11 09:00", "2027-01-14 10:00"])
    log = read_reviews(pd.DataFrame({"learner": 1, "item": 1, "time": times, "grade": [3, 3]}))
    assert log.elapsed_days.tolist() == [0, 3]


def test_counts_before_a_review_leave_that_review_out():
    log = log_of(*[("a", 1, float(t), g) for t, g in enumerate((3, 1, 4, 3))], ("b", 1, 0.0, 1))
    right, wrong = log.counts_before()
    assert right.tolist() == [0, 1, 1, 2, 0]
    assert wrong.tolist() == [0, 0, 1, 1, 0]


def test_predictions_equal_the_scheduler_review_by_review():
    frame = drawn_log(FSRS6(), 40, 5, seed=3).assign(time=lambda t: t["time"].round(1))
    log = read_reviews(frame)
    found = predicted(FSRS6(), log)
    state = ItemState()
    for i, (first, grade) in enumerate(zip(log.first, log.grade, strict=True)):
        if first:
            state = ItemState()
        else:
            elapsed = log.elapsed_days[i]
            recall = fsrs.retrievability(FSRS6().w, elapsed, state.stability_days)
            assert found[i] == pytest.approx(float(recall), abs=1e-12)
        state = review(FSRS6(), state, int(grade), 0.0 if first else state.reviewed_day + elapsed)


def test_a_fit_finds_other_weights_and_beats_the_defaults_on_the_later_part():
    found = fit_reviews(FSRS6, drawn_log(OTHER_WEIGHTS, 1800, 6), iterations=12)
    assert not found.kept_defaults
    assert found.scores["fitted"].log_loss < found.scores["defaults"].log_loss
    assert found.scores["fitted"].log_loss < found.scores["constant"].log_loss
    assert found.scores["fitted"].auc > 0.55
    assert abs(found.parameters["w2"] - 6.0) < abs(2.3065 - 6.0)
    assert found.memory_model.parameters == found.parameters
    assert found.gain > found.gain_error > 0
    assert found.warnings == ()


def test_the_defaults_are_kept_where_the_fit_does_not_beat_them():
    found = fit_reviews(FSRS6, drawn_log(FSRS6(), 500, 6), iterations=12)
    assert found.kept_defaults
    assert found.memory_model == FSRS6()
    assert "does not beat the defaults" in found.warnings[0]


def test_a_short_log_keeps_the_defaults_and_says_so():
    found = fit_reviews(FSRS6, drawn_log(OTHER_WEIGHTS, 30, 3))
    assert found.kept_defaults
    assert "fewer than 400" in found.warnings[0]
    assert set(found.scores) == {"fitted", "defaults", "constant", "logistic"}


def test_answers_that_time_does_not_explain_are_left_to_a_simple_rule():
    log = drawn_log(FSRS6(), 300, 5)
    coins = np.random.default_rng(0).integers(0, 2, len(log))
    found = fit_reviews(FSRS6, log.assign(grade=np.where(coins, 3, 1)), iterations=2)
    assert any("simple rule" in line for line in found.warnings)


def test_outcome_blind_models_are_refused_with_the_reason():
    with pytest.raises(ValueError, match="upside down"):
        fit_reviews(PPE, drawn_log(FSRS6(), 30, 3))


def test_all_faults_of_a_log_are_said_at_once():
    frame = pd.DataFrame({
        "learner": ["a", None, "a"], "item": 1, "grade": [3, 5, 0],
        "time": [0.0, 1.0, float("nan")],
    })  # fmt: skip
    with pytest.raises(ValueError) as problem:
        fit_reviews(FSRS6, frame)
    assert str(problem.value).split("\n") == [
        "time must be days or dates: 1 row(s) are not, the first is row 3",
        "grade must be 1, 2, 3 or 4, or true or false: 2 row(s) are not, the first is row 2",
        "learner and item must not be empty: 1 row(s) are not, the first is row 2",
    ]
    with pytest.raises(ValueError, match="missing column"):
        fit_reviews(FSRS6, frame.drop(columns="item"))
    with pytest.raises(ValueError, match="no rows"):
        fit_reviews(FSRS6, frame.iloc[:0])


@pytest.mark.parametrize("options", [{"earlier_share": 1.0}, {"prior_sd": 0.0}])
def test_options_out_of_range_are_refused(options):
    with pytest.raises(ValueError, match="earlier_share"):
        fit_reviews(FSRS6, drawn_log(FSRS6(), 30, 3), **options)


def elapsed(times):
    frame = pd.DataFrame({"learner": "a", "item": "x", "time": times, "grade": 3})
    return read_reviews(frame).elapsed_days.tolist()


def test_a_night_is_a_day_however_short_it_is():
    assert elapsed(["2027-01-11 22:00", "2027-01-12 08:00", "2027-01-14 07:30"]) == [0, 1, 2]
    assert elapsed(["2027-03-27 09:00+01:00", "2027-03-28 09:00+02:00"]) == [0, 1]
    assert elapsed(["2027-01-11", "2027-01-12"]) == [0, 1]
    assert elapsed([0.9, 1.1, 3.0]) == [0, 1, 2]
    berlin = pd.to_datetime(["2027-01-11T21:00Z", "2027-01-12T07:00Z"]).tz_convert("Europe/Berlin")
    assert elapsed(berlin) == [0, 1]


@pytest.mark.parametrize(("a_day", "unit"), [(86_400_000, "milliseconds"), (86_400, "seconds")])
def test_a_clock_of_1970_is_named_and_not_taken_for_days(a_day, unit):
    with pytest.raises(ValueError, match=f"looks like {unit} since 1970"):
        elapsed([20_800 * a_day, 20_801 * a_day, 20_807 * a_day])


@pytest.mark.parametrize("answers", [[True, False], ["TRUE", "false"]])
def test_true_is_good_and_false_is_again(answers):
    frame = pd.DataFrame({"learner": "a", "item": "x", "time": [0.0, 1.0], "grade": answers})
    assert read_reviews(frame).grade.tolist() == [3, 1]


def test_fsrs_7_counts_hours_and_is_judged_on_the_same_answers():
    frame = drawn_log(OTHER_WEIGHTS, 400, 4).assign(time=lambda t: t["time"] * 1.01)
    six, seven = (fit_reviews(model, frame, iterations=4) for model in (FSRS6, FSRS7))
    assert seven.memory_model.id == "fsrs7"
    assert (six.earlier, six.later) == (seven.earlier, seven.later)
    assert six.scores["constant"] == seven.scores["constant"]
    assert six.scores["defaults"] != seven.scores["defaults"]
