"""Cohorts: they agree with the models, with the equations, and with themselves."""

import numpy as np
import pytest

from blendnb.spacing import simulation
from blendnb.spacing.models import FSRS6, PPE, SAC, PowerCurve
from blendnb.spacing.models import fsrs_equations as fsrs
from blendnb.spacing.simulation import DesiredRetention, GradedLearners, Ladder, Spread, simulate

EQUALS = Spread(0.0, 0.0, 0.0)
LADDER_DAYS = [0, 1, 3, 7, 15, 30, 60]


@pytest.mark.parametrize("model", [SAC(), PPE(), PowerCurve()], ids=lambda m: m.id)
def test_a_cohort_of_equals_follows_its_model(model):
    found = simulate(model, LADDER_DAYS, learners=5000, at=[2, 90], spread=EQUALS)
    assert found.days == (1, 3, 7, 15, 30, 60)
    assert found.expected == pytest.approx(model.recall(LADDER_DAYS, LADDER_DAYS[1:]), abs=1e-9)
    assert found.recall == pytest.approx(model.recall(LADDER_DAYS, [2, 90]), abs=1e-9)
    assert found.low == pytest.approx(found.high)
    error = np.sqrt(0.25 / 5000)
    assert found.success == pytest.approx(found.expected, abs=5 * error)


def test_a_cohort_of_equals_under_fsrs_follows_the_outcome_tree():
    found = simulate(FSRS6(), LADDER_DAYS, learners=40_000, at=[90], spread=EQUALS)
    assert found.expected == pytest.approx(FSRS6().recall(LADDER_DAYS, LADDER_DAYS[1:]), abs=0.004)
    assert found.recall[0] == pytest.approx(FSRS6().recall(LADDER_DAYS, [90])[0], abs=0.004)


def test_the_fast_arithmetic_of_fsrs_is_that_of_the_equations():
    model, rng = FSRS6(), np.random.default_rng(7)
    learners = GradedLearners(model, 500, Spread(), rng)
    s, d, last = learners.stability.copy(), learners.difficulty.copy(), 0.0
    learners.start(0.0)
    for day in (1.0, 4.0, 4.5, 20.0, 90.0):
        chance = learners.recall(day)
        assert chance == pytest.approx(fsrs.retrievability(model.w, day - last, s), abs=1e-12)
        right = rng.random(500) < chance
        grade = np.where(right, 3, 1)
        learners.study(day, right, chance)
        s, d = (
            fsrs.next_stability(model.w, s, d, day - last, grade),
            fsrs.next_difficulty(model.w, d, grade),
        )
        last = day
        assert learners.stability == pytest.approx(s, rel=1e-10)
        assert learners.difficulty == pytest.approx(d, rel=1e-12)


def test_the_result_depends_on_the_seed_and_not_on_the_workers(monkeypatch):
    monkeypatch.setattr(simulation, "_BLOCKS_A_TASK", 1)
    job = {"learners": 40_000, "seed": 3, "at": [45, 90]}
    alone = simulate(SAC(), LADDER_DAYS, **job)
    assert simulate(SAC(), LADDER_DAYS, workers=2, **job) == alone
    assert simulate(SAC(), LADDER_DAYS, **job) == alone
    assert simulate(SAC(), LADDER_DAYS, **{**job, "seed": 4}) != alone


def test_each_block_has_the_stream_that_spawning_would_give(monkeypatch):
    monkeypatch.setattr(simulation, "BLOCK_LEARNERS", 10)
    seeds = np.random.SeedSequence(5).spawn(3)
    drawn = [np.random.Generator(np.random.SFC64(s)).standard_normal(10) for s in seeds]
    found = []
    real = simulation.new_learners

    def noted(*arguments):
        found.append(real(*arguments))
        return found[-1]

    monkeypatch.setattr(simulation, "new_learners", noted)
    simulate(SAC(), [0, 5], learners=30, seed=5, spread=Spread(log_odds=1.0))
    assert [block.shift.tolist() for block in found] == [d.tolist() for d in drawn]


def test_learners_who_differ_more_spread_wider():
    narrow = simulate(SAC(), [0, 7], learners=20_000, at=[40], spread=Spread(log_odds=0.2))
    wide = simulate(SAC(), [0, 7], learners=20_000, at=[40], spread=Spread(log_odds=1.0))
    assert wide.high[0] - wide.low[0] > 3 * (narrow.high[0] - narrow.low[0])
    # 10 % and 90 % of a normal spread lie 1.2816 standard deviations out on the log odds, around
    # the centre whose mean is the model's recall of .782 (by numerical integration).
    assert (wide.low[0], wide.high[0]) == pytest.approx((0.5594, 0.9428), abs=0.01)


@pytest.mark.parametrize("model", [SAC(), PPE(), PowerCurve()])
def test_a_cohort_that_differs_knows_as_much_as_the_curve_on_average(model):
    dates = [14, 60, 180]
    found = simulate(model, [0, 7, 30], learners=60_000, at=dates, spread=Spread(log_odds=1.0))
    assert found.recall == pytest.approx(model.recall([0, 7, 30], dates), abs=0.003)


def test_on_a_ladder_a_wrong_answer_starts_over():
    never_forgets = PowerCurve(psi=1e-4, beta=1e-6)
    sure = simulate(never_forgets, Ladder((1, 3, 7), reviews=4), learners=500, spread=EQUALS)
    assert sure.days == pytest.approx((1, 4, 11, 18), abs=0.05)
    always_forgets = PowerCurve(lam=0.0)
    lost = simulate(always_forgets, Ladder((1, 3, 7), reviews=4), learners=500, spread=EQUALS)
    assert lost.days == (1, 2, 3, 4)
    assert lost.success == (0, 0, 0, 0)


def test_a_desired_retention_reviews_each_learner_near_that_level():
    found = simulate(FSRS6(), DesiredRetention(0.85, reviews=5), learners=5000)
    assert found.success[1:] == pytest.approx([0.85] * 4, abs=0.03)
    stricter = simulate(FSRS6(), DesiredRetention(0.95, reviews=5), learners=5000)
    assert stricter.days[-1] < found.days[-1]


def test_dates_between_the_studies_use_what_was_studied_before():
    found = simulate(FSRS6(), [0, 10, 30], learners=2000, at=[0, 5, 10, 20], spread=EQUALS)
    assert found.recall[:3] == pytest.approx(FSRS6().recall([0, 10, 30], [0, 5, 10]), abs=1e-9)
    assert found.recall[0] == found.low[0] == 0
    assert found.recall[3] == pytest.approx(FSRS6().recall([0, 10], [20])[0], abs=0.01)


def test_progress_is_told_and_ends_at_all_learners(monkeypatch):
    monkeypatch.setattr(simulation, "_BLOCKS_A_TASK", 1)
    told = []
    simulate(
        SAC(), [0, 5], learners=40_000, progress=lambda done, total: told.append((done, total))
    )
    assert told == [(16_384, 40_000), (32_768, 40_000), (40_000, 40_000)]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((SAC(), [0, 5], {"learners": 0}), "learners = 0"),
        ((SAC(), [0, 5], {"seed": -1}), "seed = -1"),
        ((SAC(), [5, 0], {}), "days must ascend"),
        ((SAC(), [], {}), "at least the first study"),
        ((SAC(), [[0, 1], [0, 2]], {}), "one schedule"),
        ((SAC(), DesiredRetention(), {}), "sac has none, use a Ladder"),
    ],
)
def test_an_impossible_cohort_is_refused(arguments, words):
    model, days, options = arguments
    with pytest.raises(ValueError, match=words):
        simulate(model, days, **options)


def test_policies_and_spreads_refuse_nonsense():
    for build in (
        lambda: Ladder((), 3),
        lambda: Ladder((0, 1)),
        lambda: Ladder(reviews=0),
        lambda: DesiredRetention(1.0),
        lambda: Spread(log_odds=-1),
    ):
        with pytest.raises(ValueError):
            build()
