"""The conventions of `recall`, the same for every model."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.spacing.models import FSRS6, MEMORY_MODELS, PPE, SAC, memory_models

MODELS = [model() for model in MEMORY_MODELS.values()]
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda m: m.id)

SCHEDULES = st.lists(
    st.floats(0, 300, allow_nan=False).map(lambda d: round(d, 3)), min_size=1, max_size=6
).map(sorted)
DATES = st.lists(st.floats(-10, 800, allow_nan=False), min_size=1, max_size=5)
WEIGHT = st.one_of(st.just(0.0), st.floats(0.01, 1))


@each_model
def test_recall_is_zero_before_and_on_the_first_study_day(model):
    assert model.recall([5, 20], [-1, 0, 5]).tolist() == [0, 0, 0]


@each_model
def test_recall_on_a_study_day_is_the_value_just_before_it(model):
    assert model.recall([0, 10, 30], [10])[0] == model.recall([0], [10])[0]


@each_model
def test_a_study_on_or_after_the_date_adds_nothing(model):
    assert model.recall([0, 7, 40, 41], [40])[0] == model.recall([0, 7], [40])[0]


@each_model
def test_no_studies_give_no_recall(model):
    assert model.recall([], [1, 2]).tolist() == [0, 0]


@each_model
def test_two_studies_on_one_day_lie_three_minutes_apart(model):
    assert model.recall([0, 0], [7])[0] == model.recall([0, 0.00256], [7])[0]


@each_model
def test_many_schedules_give_one_row_each(model):
    table = [[0, 1, 7], [0, 20, 40], [0, 0, 3]]
    found = model.recall(table, [5, 30, 90])
    assert found.shape == (3, 3)
    for row, days in zip(found, table, strict=True):
        assert row == pytest.approx(model.recall(days, [5, 30, 90]), abs=1e-12)


@each_model
def test_a_study_of_weight_zero_did_not_happen(model):
    table = [[0, 4, 9], [0, 4, 9]]
    found = model.recall(table, [30], weights=[[1, 0, 1], [1, 1, 0]])
    assert found[0, 0] == pytest.approx(model.recall([0, 9], [30])[0], abs=1e-12)
    assert found[1, 0] == pytest.approx(model.recall([0, 4], [30])[0], abs=1e-12)


@each_model
def test_weights_of_one_change_nothing(model):
    plain = model.recall([0, 4, 9], [10, 30])
    assert model.recall([0, 4, 9], [10, 30], weights=[1, 1, 1]).tolist() == plain.tolist()


@pytest.mark.parametrize("model", memory_models("all"), ids=lambda m: m.id)
def test_the_more_a_study_weighs_the_more_it_leaves(model):
    found = [model.recall([0, 10], [40], weights=[1, w])[0] for w in (0.1, 0.5, 0.7, 1)]
    assert found[0] < found[1] < found[2] < found[3]


def test_ppe_forgets_a_single_study_as_if_its_gap_were_none():
    # The limit of two studies whose gap goes to 0; the published code would say 73 % at 60 days.
    assert PPE().recall([0], [7, 35, 70, 350]) == pytest.approx(
        [0.971, 0.489, 0.257, 0.066], abs=6e-4
    )
    assert (
        PPE().recall([0], [60])[0]
        < PPE().recall([0, 0.002], [60])[0]
        < PPE().recall([0, 9], [60])[0]
    )


@each_model
@given(days=SCHEDULES, at=DATES, data=st.data())
def test_recall_is_a_probability_for_every_valid_input(model, days, at, data):
    weights = data.draw(st.lists(WEIGHT, min_size=len(days), max_size=len(days)))
    found = model.recall(days, at, weights=weights)
    assert found.shape == (len(at),)
    assert np.isfinite(found).all()
    assert (found >= 0).all()
    assert (found <= 1).all()


@each_model
@given(days=SCHEDULES, age=st.floats(0.01, 300), more=st.floats(0.01, 300))
def test_recall_never_rises_while_nobody_studies(model, days, age, more):
    early, late = model.recall(days, [days[-1] + 1 + age, days[-1] + 1 + age + more])
    assert late <= early + 1e-12


@each_model
def test_a_tiny_age_gives_a_finite_probability(model):
    found = model.recall([0, 1e-12], [1e-11, 2e-9])
    assert np.isfinite(found).all()


@pytest.mark.parametrize(
    ("days", "at", "weights", "words"),
    [
        ([0, 30, 7], [9], None, ["days must ascend", "day 7", "day 30"]),
        ([0, float("nan")], [9], None, ["days", "missing"]),
        ([0, 1], [float("inf")], None, ["at", "infinite"]),
        (["Monday"], [9], None, ["days must be numbers"]),
        ([0, 1], [[1], [2]], None, ["at must have the shape"]),
        ([0, 1], [9], [1], ["weights", "(1,)", "(2,)"]),
        ([0, 1], [9], [1, 1.5], ["weights", "1.5", "between 0 and 1"]),
        ([[[0]]], [9], None, ["days must have the shape"]),
    ],
)
def test_bad_input_is_refused_in_a_sentence(days, at, weights, words):
    with pytest.raises(ValueError) as problem:
        SAC().recall(days, at, weights)
    for word in words:
        assert word in str(problem.value)


def test_all_means_the_planning_models_only():
    assert [m.id for m in memory_models("all")] == ["sac", "ppe", "pavlik_anderson", "fsrs6"]
    assert list(MEMORY_MODELS) == ["sac", "ppe", "pavlik_anderson", "fsrs6", "power_curve"]


def test_models_are_chosen_by_id_by_value_or_as_a_list():
    assert memory_models("ppe") == [PPE()]
    assert memory_models(SAC(d=0.3)) == [SAC(d=0.3)]
    assert memory_models(["fsrs6", SAC()]) == [FSRS6(), SAC()]


@pytest.mark.parametrize("chosen", ["sacc", [], ["sac", "sac"]])
def test_an_unknown_missing_or_doubled_model_is_refused(chosen):
    with pytest.raises(ValueError, match=r"memory model|memory_models"):
        memory_models(chosen)


@each_model
def test_a_model_can_be_made_again_with_other_parameters(model):
    for name in model.free_parameters():
        value = model.parameters[name] * 1.01
        assert model.with_parameters(**{name: value}).parameters[name] == pytest.approx(value)
    assert model.with_parameters() == model


@each_model
@given(data=st.data(), days=SCHEDULES, at=DATES)
def test_every_allowed_parameter_gives_probabilities(model, data, days, at):
    chosen = {
        p.name: data.draw(st.one_of(st.sampled_from([p.low, p.high]), st.floats(p.low, p.high)))
        for p in model.PARAMETERS
        if p.name in model.free_parameters()
    }
    found = model.with_parameters(**chosen).recall(days, at)
    assert np.isfinite(found).all()
    assert (found >= 0).all()
    assert (found <= 1).all()
