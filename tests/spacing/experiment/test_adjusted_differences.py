"""A model that holds strata and a baseline alike, differences by lag, and intervals that cover."""

import numpy as np
import pytest
from hypothesis import settings

from blendnb.spacing import analyze, randomize, read_results, sample_size, verdict_power
from blendnb.spacing.experiment.table_rows import TableError

STRESS = settings.default.max_examples > 50


def trial(*, seed=3, effect=0.15, learners=120, lags=(0.0,), fading=0.0, baseline=True):
    """Learners of two sites whose score from before says much about how many they get right."""
    rng = np.random.default_rng(seed)
    people = [{"learner": f"L{i:03}", "site": "ab"[i % 2]} for i in range(learners)]
    drawn = randomize(people, seed=seed, strata=["site"])
    rows = []
    for place in drawn.places:
        before = rng.normal(0, 0.15)
        level = 0.45 + before + 0.1 * (place.stratum == ("b",))
        for lag in lags:
            more = (effect - fading * lag) * (place.arm == "spaced")
            chance = np.clip(level + more, 0.02, 0.98)
            rows += [
                {"learner": place.learner, "item": item, "outcome": int(rng.random() < chance),
                 "lag": lag, **({"baseline": round(50 + 100 * before)} if baseline else {})}
                for item in range(10)
            ]  # fmt: skip
    return read_results(rows, drawn)


def analyzed(results, **more):
    return analyze(results, draws=200, permutations=200, **more)


def test_a_baseline_and_strata_narrow_the_interval_and_keep_the_difference():
    effect = analyzed(trial()).effects[0]
    low, high = effect.adjusted.interval
    assert high - low < 0.8 * (effect.interval[1] - effect.interval[0])
    assert low < 0.15 < high
    assert effect.adjusted.correlation == pytest.approx(0.69, abs=0.1)
    assert (effect.adjusted.strata, effect.adjusted.baseline) == (True, True)


def test_without_either_there_is_nothing_to_hold_alike():
    people = [{"learner": n, "arm": "xy"[n % 2], "item": 1, "outcome": n % 3 % 2}
              for n in range(20)]  # fmt: skip
    assert analyzed(read_results(people)).effects[0].adjusted is None


def test_the_model_decides_where_that_was_settled():
    results = trial(effect=0.07)
    plain, by_model = analyzed(results), analyzed(results, model="adjusted")
    assert plain.effects[0].primary[0] == plain.effects[0].found.difference
    assert by_model.effects[0].primary[0] == by_model.effects[0].adjusted.difference
    assert plain.verdict != by_model.verdict


def test_differences_by_lag_and_their_change():
    found = analyzed(trial(lags=(7.0, 60.0), effect=0.25, fading=0.004), lag_days=60).by_lag
    assert [effect.lag_days for effect in found] == [7.0, 60.0, None]
    first, last, change = found
    assert change.difference == pytest.approx(last.difference - first.difference)
    assert change.interval[0] < -0.004 * 53 < change.interval[1] < 0
    assert analyzed(trial()).by_lag == ()


def test_without_covariates_the_errors_are_those_of_two_arms():
    results = trial(lags=(7.0, 60.0))
    analysis = analyzed(results, lag_days=7)
    plain = analysis.effects[0].interval
    assert analysis.by_lag[0].interval == pytest.approx(plain, abs=2e-3)
    assert analysis.by_lag[0].difference == pytest.approx(analysis.effects[0].found.difference)


def test_a_baseline_must_be_one_number_for_a_learner():
    rows = [{"learner": "A", "arm": "x", "item": 1, "outcome": 1, "baseline": 3},
            {"learner": "A", "arm": "x", "item": 2, "outcome": 1, "baseline": 4},
            {"learner": "B", "arm": "y", "item": 1, "outcome": 0, "baseline": "good"}]  # fmt: skip
    with pytest.raises(TableError) as problem:
        read_results(rows)
    assert str(problem.value).splitlines() == [
        "row 3, baseline: 'good' is not a number",
        "row 2, baseline: '4' differs from 3, the learner's baseline in an earlier row",
    ]


def test_a_baseline_that_correlates_a_half_saves_a_quarter():
    assert sample_size(0.5, 0.6).learners_per_arm == 388
    assert sample_size(0.5, 0.6, baseline_r=0.5).learners_per_arm == 291
    with pytest.raises(ValueError, match="baseline_r"):
        sample_size(0.5, 0.6, baseline_r=1)


@pytest.mark.parametrize("teams_per_arm", [3, 6, 15])
def test_intervals_cover_with_few_unequal_teams(teams_per_arm):
    runs = 8_000 if STRESS else 400
    found = verdict_power(
        0.5, 0.5, teams_per_arm, items=8, team_size=10, team_size_cv=0.6, runs=runs, seed=2
    )
    margin = 0.02 if STRESS else 0.035
    assert abs(found.coverage - 0.95) < margin
    assert found.power == 0


def test_power_of_the_verdict_agrees_with_the_formula_and_falls_with_those_who_leave():
    def power(attrition):
        return verdict_power(0.5, 0.6, 109, items=10, runs=200, attrition=attrition)

    whole, half = power(0.0), power(0.5)
    assert abs(whole.power - 0.8) < 3 * whole.error + 0.02
    assert half.power < whole.power - 0.2
    assert half.undone_by_missing > 0 == whole.undone_by_missing
    told = []
    verdict_power(0.4, 0.6, 4, runs=3, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(ValueError, match="units_per_arm from 2"):
        verdict_power(0.5, 0.6, 1)
