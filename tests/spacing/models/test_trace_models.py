"""SAC, PPE, Pavlik & Anderson: published fits, worked values, and what must hold for any input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.spacing.models import FSRS6, PPE, SAC, PavlikAnderson, PowerCurve
from blendnb.spacing.models.memory import FIRST_LOOK_ERROR
from blendnb.spacing.published import CEPEDA_2008
from tests.strategies import examples

# Least-squares fits to the 26 cells of Cepeda et al. 2008, in percentage points.
FITS = [
    (SAC(), 3.1069),
    (SAC(variant="common"), 4.0199),
    (PavlikAnderson(), 3.8351),
    (PPE(), 4.16),
    (PPE(variant="literature"), 4.88),
]

# Studies on day 0 and day a, test b days later: (a, b) = (1, 7) (11, 35) (21, 70) (21, 350).
WORKED = [
    (SAC(), [0.97164, 0.76683, 0.57059, 0.18336]),
    (SAC(variant="common"), [0.96158, 0.74182, 0.55304, 0.17679]),
    (PavlikAnderson(), [0.95150, 0.74912, 0.57191, 0.16186]),
    (PPE(), [0.98668, 0.77041, 0.56582, 0.18505]),
]
PAIRS = [(1, 7), (11, 35), (21, 70), (21, 350)]


def rmse_points(model):
    errors = [
        model.recall([0, c.gap_days], [c.gap_days + c.retention_interval_days])[0] - c.recall
        for c in CEPEDA_2008
    ]
    return 100 * float(np.sqrt(np.mean(np.square(errors))))


def test_the_published_table_has_26_cells():
    assert len(CEPEDA_2008) == 26


@pytest.mark.parametrize(("model", "points"), FITS, ids=lambda v: getattr(v, "variant", ""))
def test_defaults_reach_the_published_fit_to_cepeda_2008(model, points):
    digits = len(str(points).split(".")[1])
    assert rmse_points(model) == pytest.approx(points, abs=0.51 * 10**-digits)


@pytest.mark.parametrize(("model", "values"), WORKED, ids=lambda v: getattr(v, "id", ""))
def test_two_study_predictions_match_the_worked_values(model, values):
    found = [model.recall([0, a], [a + b])[0] for a, b in PAIRS]
    assert found == pytest.approx(values, abs=0.6e-5)


@pytest.mark.parametrize(
    ("model", "gaps"),
    [
        (SAC(), [2.37, 8.73, 15.12, 54.10]),
        (SAC(variant="common"), [2.11, 8.33, 15.07, 59.94]),
    ],
    ids=["session_specific", "common"],
)
def test_sac_best_gap_matches_the_published_closed_form(model, gaps):
    assert [model.best_gap_days(ri) for ri in (7, 35, 70, 350)] == pytest.approx(gaps, abs=0.006)


@pytest.mark.parametrize("model", [SAC(), SAC(variant="common")], ids=lambda m: m.variant)
def test_sac_recall_peaks_at_its_best_gap(model):
    gap = model.best_gap_days(35)
    best = model.recall([0, gap], [gap + 35])[0]
    assert best >= model.recall([0, gap * 0.98], [gap * 0.98 + 35])[0]
    assert best >= model.recall([0, gap * 1.02], [gap * 1.02 + 35])[0]


@pytest.mark.parametrize(
    ("model", "gaps"),
    [(PavlikAnderson(), [1.7, 8.3, 16.3, 79]), (PPE(), [1.8, 11.8, 21.5, 81])],
    ids=["pavlik_anderson", "ppe"],
)
def test_best_gaps_on_a_fine_grid_match_the_published_ones(model, gaps):
    grid = np.arange(0.1, 120, 0.1)
    for ri, gap in zip((7, 35, 70, 350), gaps, strict=True):
        days = np.column_stack([np.zeros(len(grid)), grid])
        recall = model.recall_rows(days, (grid + ri)[:, None], np.ones(days.shape))[:, 0]
        assert grid[recall.argmax()] == pytest.approx(gap, abs=0.06 if gap < 50 else 0.6)


def test_common_sac_promises_near_perfect_recall_for_six_touchpoints():
    for days in ([0, 7, 14, 21, 28, 35, 42], [0, 1, 3, 7, 15, 30, 60], [0, 15, 30, 45, 60, 75, 90]):
        assert SAC(variant="common").recall(days, [180])[0] >= 0.998
        assert 0.93 <= round(SAC().recall(days, [180])[0], 2) <= 0.98


def test_ppe_counts_only_the_gaps_before_the_test():
    assert PPE().recall([0, 3, 50], [20])[0] == PPE().recall([0, 3], [20])[0]


def test_pavlik_anderson_takes_the_item_log_parameters():
    model = PavlikAnderson(variant="item_logs")
    assert model.parameters == {
        "alpha": 0.1768,
        "c": 0.2170,
        "s": 0.2549,
        "tau": -0.7042,
        "h": 0.025,
    }


def test_common_sac_has_one_delta():
    assert SAC(variant="common", delta_2=0.5).delta_1 == 0.5
    with pytest.raises(ValueError, match="one delta"):
        SAC(variant="common", delta_1=0.4, delta_2=0.5)


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (lambda: SAC(d=-1), ["d = -1", "[0.0001, 5]"]),
        (lambda: SAC(delta_2=1.5, s=0), ["delta_2 = 1.5", "[0, 1]", "s = 0"]),
        (lambda: SAC(variant="three"), ["three", "session_specific", "common"]),
        (lambda: PPE(x=2), ["x = 2", "[0, 0.99]"]),
        (lambda: PPE(m=float("nan")), ["m = nan"]),
        (lambda: PavlikAnderson(h="fast"), ["h = 'fast'"]),
    ],
)
def test_a_bad_parameter_is_named_with_its_value_and_bounds(build, words):
    with pytest.raises(ValueError) as problem:
        build()
    for word in words:
        assert word in str(problem.value)


def test_weights_act_as_documented():
    # SAC: the new trace is multiplied.  One study of weight w leaves w * f(t).
    whole = SAC(theta=0.2, s=1.0).recall([0], [10])[0]
    half = SAC(theta=0.2, s=1.0).recall([0], [10], weights=[0.5])[0]
    logit = lambda p: np.log(p / (1 - p))  # noqa: E731
    assert logit(half) + 0.2 == pytest.approx(0.5 * (logit(whole) + 0.2))
    # PPE: N is the sum of weights, the weighted age of one study is its age.
    model = PPE(tau=0.0, s=1.0)
    ratio = logit(model.recall([0], [10], weights=[0.5])[0]) / logit(model.recall([0], [10])[0])
    assert ratio == pytest.approx(0.5**0.1)
    # Pavlik & Anderson: the term of the sum is multiplied.
    model = PavlikAnderson(tau=0.0, s=1.0)
    shift = logit(model.recall([0], [10], weights=[0.5])[0]) - logit(model.recall([0], [10])[0])
    assert shift == pytest.approx(np.log(0.5))


DAYS = st.lists(st.integers(0, 400), min_size=1, max_size=7).map(lambda d: sorted({0, *d}))


@given(DAYS, st.integers(1, 500))
def test_whole_day_window_sums_equal_recall_added_up(days, until):
    for model in (SAC(), PPE(), PavlikAnderson()):
        fast = model.window_sums(np.array([days]), until)[0]
        assert fast == pytest.approx(model.recall(days, np.arange(1, until + 1)).sum(), abs=1e-9)


@examples(40)
@given(DAYS, st.integers(1, 500))
def test_sums_over_extended_prefixes_equal_those_of_the_whole_schedules(days, until):
    last = np.array(sorted({1, 200, 450, days[-1] + 1}))
    sharp = (SAC(s=0.001), PPE(s=0.001), PavlikAnderson(s=0.001))
    for model in (SAC(), PPE(), PavlikAnderson(), FSRS6(), PowerCurve(), *sharp):
        found = model.extended_sums(np.array([days]), last, until)[0]
        for day, value in zip(last, found, strict=True):
            if day <= days[-1]:
                assert np.isnan(value)
            else:
                whole = model.window_sums(np.array([[*days, day]]), until)[0]
                assert value / until == pytest.approx(whole / until, abs=FIRST_LOOK_ERROR)
