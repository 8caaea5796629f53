"""The search: certain where it can be, never worse than what it is compared with."""

import json
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.spacing import best_days
from blendnb.spacing.best_days import best, front
from blendnb.spacing.models import FSRS6, SAC, memory_models
from blendnb.spacing.schedules import NoScheduleError, feasible_set
from tests.strategies import examples

MODELS = memory_models("all")
BETWEEN_THIRDS = tuple(day for day in range(1, 91) if day % 3)


def every_schedule(k, horizon, allowed=None):
    days = allowed or range(1, horizon + 1)
    return np.array([(0, *d) for d in combinations(days, k)])


def plain_values(models, tables, objective, last):
    dates = np.arange(1, last + 1) if objective == "mean" else [last]
    return np.array([model.recall(tables, dates).mean(axis=1) for model in models])


def first_within(scores):
    return int(np.argmax(scores >= scores.max() - 1e-10))


@pytest.mark.parametrize("objective", ["mean", "day"])
@pytest.mark.parametrize(("k", "horizon"), [(1, 90), (2, 60), (3, 24)])
def test_the_search_equals_brute_force_for_every_model_and_for_all(k, horizon, objective):
    tables = every_schedule(k, horizon)
    values = plain_values(MODELS, tables, objective, horizon)
    for model, row in zip(MODELS, values, strict=True):
        found = best(k, horizon, objective, memory_models=model)
        assert found.days == tuple(tables[first_within(row)][1:])
        assert found.value[model.id] == pytest.approx(row.max(), abs=1e-9)
    regret = values.max(axis=1, keepdims=True) - values
    found = best(k, horizon, objective)
    assert found.days == tuple(tables[first_within(-regret.max(axis=0))][1:])
    assert found.max_regret == pytest.approx(regret.max(axis=0).min(), abs=1e-9)


@pytest.mark.parametrize("objective", ["mean", "day"])
@pytest.mark.parametrize(("k", "horizon"), [(1, 60), (2, 45), (3, 90)])
def test_climbing_finds_what_looking_at_everything_finds(monkeypatch, k, horizon, objective):
    for chosen in [*MODELS, "all"]:
        certain = best(k, horizon, objective, memory_models=chosen)
        with monkeypatch.context() as patch:
            patch.setattr(best_days, "is_small", lambda *_: False)
            climbed = best(k, horizon, objective, memory_models=chosen)
        assert certain.exact
        assert not climbed.exact
        assert climbed.days == certain.days


def test_fsrs_recall_on_day_90_matches_the_worked_optimum():
    found = best(3, 90, "day", memory_models="fsrs6")
    assert found.days == (2, 86, 89)
    assert found.value["fsrs6"] == pytest.approx(0.98375, abs=0.6e-5)
    six = best(6, 90, "day", memory_models="fsrs6")
    assert six.days == (1, 4, 12, 83, 86, 89)
    assert six.value["fsrs6"] == pytest.approx(0.992595, abs=0.6e-6)


def test_weekly_slots_match_the_worked_optimum():
    between_weeks = [day for day in range(1, 91) if day % 7]
    found = best(6, 90, "day", memory_models="fsrs6", blackout=between_weeks)
    assert found.days == (7, 14, 28, 63, 77, 84)
    assert found.value["fsrs6"] == pytest.approx(0.97355, abs=0.6e-5)


@pytest.mark.parametrize(
    ("model", "on_day_180", "for_the_mean", "value", "equal", "early"),
    [
        ("pavlik_anderson", (66, 84, 90), (6, 18, 51), 0.949, 0.909, 0.936),
        ("ppe", (60, 78, 90), (24, 63, 90), 0.748, 0.736, 0.606),
        ("fsrs6", (3, 21, 90), (3, 18, 66), 0.891, 0.864, 0.874),
    ],
)
def test_three_touchpoints_for_180_days_match_the_worked_table(  # noqa: PLR0917 -- one row
    model, on_day_180, for_the_mean, value, equal, early
):
    day = best(3, 90, "day", at=180, memory_models=model, blackout=BETWEEN_THIRDS)
    assert day.days == on_day_180
    mean = best(3, 90, until=180, memory_models=model, blackout=BETWEEN_THIRDS)
    assert mean.days == for_the_mean
    assert mean.value[model] == pytest.approx(value, abs=0.6e-3)
    tables = np.array([[0, 22, 45, 68], [0, 1, 7, 30]])
    found = plain_values(memory_models([model]), tables, "mean", 180)[0]
    assert found == pytest.approx([equal, early], abs=0.6e-3)


def test_the_result_names_its_objective_and_window():
    assert (best(1, 30).objective, best(1, 30).window) == ("mean", (1, 30))
    assert best(1, 30, until=60).window == (1, 60)
    assert (best(1, 30, "day").objective, best(1, 30, "day").window) == ("day", (30, 30))
    assert best(1, 30, "day", at=45).window == (45, 45)


def test_the_reported_values_are_those_of_recall():
    found = best(4, 60)
    dates = np.arange(1, 61)
    for model in MODELS:
        assert found.value[model.id] == model.recall([0, *found.days], dates).mean()
    for rule in found.rules_of_thumb:
        expected = SAC().recall([0, *rule.days], dates).mean()
        assert rule.value["sac"] == pytest.approx(expected, abs=1e-12)


@examples(15)
@given(
    k=st.integers(1, 4), horizon=st.integers(25, 70), objective=st.sampled_from(["mean", "day"]),
    min_gap=st.integers(1, 4), blackout=st.frozensets(st.integers(1, 25), max_size=8),
    chosen=st.sampled_from(["all", "sac", ("sac", "ppe"), ("pavlik_anderson", "fsrs6")]),
)  # fmt: skip
def test_the_robust_plan_keeps_its_promises(  # noqa: PLR0917 -- drawn together
    k, horizon, objective, min_gap, blackout, chosen
):
    models = memory_models(chosen)
    found = best(k, horizon, objective, min_gap=min_gap, blackout=blackout, memory_models=models)
    feasible = feasible_set(k, horizon, min_gap=min_gap, blackout=blackout)
    assert feasible.contains(np.array([(0, *found.days)]))[0]
    assert min(found.regret.values()) >= 0
    for rule in found.rules_of_thumb:
        assert min(rule.regret.values()) >= 0
        assert found.max_regret <= max(rule.regret.values()) + 1e-9
    tables = np.array([(0, *found.optima[m.id]) for m in models])
    values = plain_values(models, tables, objective, horizon)
    own = values.diagonal()[:, None]
    assert (own - values >= -1e-7).all()
    assert found.max_regret <= (own - values).max(axis=0).min() + 1e-7
    again = best(k, horizon, objective, min_gap=min_gap, blackout=blackout, memory_models=models)
    assert again == found


def test_a_single_model_has_no_regret_at_its_own_optimum():
    for model in MODELS:
        found = best(3, 60, memory_models=model)
        assert found.regret == {model.id: 0.0}
        assert found.optima[model.id] == found.days


def test_another_model_never_lowers_the_greatest_regret():
    ids = [model.id for model in MODELS]
    regrets = [best(2, 60, memory_models=ids[:n]).max_regret for n in range(1, 5)]
    assert regrets == sorted(regrets)


def test_ties_go_to_the_earliest_schedule():
    nothing_to_gain = SAC(delta_2=0.0)
    for k in (2, 5):
        found = best(k, 120, memory_models=nothing_to_gain, min_gap=3)
        assert found.days == tuple(range(3, 3 * k + 1, 3))


def test_only_feasible_rules_of_thumb_are_compared():
    names = [rule.id for rule in best(4, 30).rules_of_thumb]
    assert names == ["equal", "expanding", "ladder", "weekly", "massed"]
    assert [r.id for r in best(4, 60, min_gap=14).rules_of_thumb] == ["every_two_weeks"]


def test_constraints_are_kept_in_a_climbed_plan():
    found = best(6, 120, min_gap=7, max_gap=30, blackout=[(20, 40)], memory_models="sac")
    days = np.array([0, *found.days])
    assert not found.exact
    assert np.diff(days).min() >= 7
    assert np.diff(days).max() <= 30
    assert not [day for day in found.days if 20 <= day <= 40]


def test_an_impossible_question_says_why():
    with pytest.raises(NoScheduleError, match="min_gap = 30"):
        best(6, 90, min_gap=30)
    with pytest.raises(NoScheduleError, match="budget is 30"):
        best(6, 90, minutes=30, minutes_each=10)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"objective": "median"}, "choose mean or day"),
        ({"objective": "mean", "at": 90}, "at = 90 belongs to the objective day"),
        ({"objective": "day", "until": 90}, "until = 90 belongs to the objective mean"),
        ({"until": 0}, "until = 0 must be a whole day"),
        ({"memory_models": "elephant"}, "no memory model 'elephant'"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(arguments, words):
    with pytest.raises(ValueError, match=words):
        best(3, 90, **arguments)


def test_the_front_rises_with_the_number_of_touchpoints():
    points = front(90, minutes_each=20, memory_models="sac")
    assert [p.touchpoints for p in points] == list(range(1, 9))
    assert [p.minutes for p in points] == [20.0 * k for k in range(1, 9)]
    assert [p.low for p in points] == sorted(p.low for p in points)
    both = front(60, touchpoints=[2], memory_models=["sac", "fsrs6"])[0]
    assert both.low < both.high


def test_the_result_is_plain_values_under_the_keys_of_the_command():
    found = best(2, 30, memory_models=["sac", "fsrs6"]).as_dict()
    assert json.loads(json.dumps(found)) == found
    assert {"days", "objective", "window", "value", "regret", "rules_of_thumb"} <= set(found)
    assert set(found["rules_of_thumb"][0]) == {"id", "days", "value", "regret"}
    assert set(found["value"]) == {"sac", "fsrs6"}


def test_a_year_with_many_touchpoints_is_still_searched():
    found = best(10, 365, memory_models="sac")
    assert len(found.days) == 10
    ladder = next(rule for rule in found.rules_of_thumb if rule.id == "every_two_weeks")
    assert found.value["sac"] > ladder.value["sac"]


def test_a_long_plan_is_no_worse_than_a_rule_of_thumb_by_the_exact_values():
    # Nine touchpoints: the search merges branches of FSRS-6, the result must not.
    found = best(9, 60, memory_models="fsrs6")
    dates = np.arange(1, 61)
    exact = FSRS6().recall([0, *found.days], dates).mean()
    assert found.value["fsrs6"] == exact
    for rule in found.rules_of_thumb:
        assert FSRS6().recall([0, *rule.days], dates).mean() <= exact


def test_a_search_tells_how_far_it_is_and_ends_when_told_to():
    steps = []
    best(4, 90, memory_models="sac", progress=lambda done, of: steps.append((done, of)))
    assert steps == sorted(steps)
    assert steps[0] == (0, 2)
    assert steps[-1][0] <= 2

    def stop(*_):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        best(4, 90, memory_models="sac", progress=stop)


def test_a_topic_met_all_year_is_searched_and_no_rule_of_thumb_is_better():
    met = dict.fromkeys(range(3, 363, 24), 0.5)
    found = best(3, 365, "day", met=met)
    assert not found.exact
    assert not set(found.days) & set(met)
    for rule in found.rules_of_thumb:
        assert found.max_regret <= max(rule.regret.values()) + 1e-9


def test_learning_once_is_worth_less_than_twice_so_the_best_days_begin_early():
    assert best(3, 70).days == (6, 18, 34)
    found = best(3, 90, until=180)
    assert found.days == (13, 38, 75)
    assert max(found.regret.values()) == pytest.approx(0.017, abs=6e-4)
