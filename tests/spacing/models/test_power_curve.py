"""Single-study curves against the published savings tables."""

import numpy as np
import pytest

from blendnb.spacing.models import PowerCurve, power_curve
from blendnb.spacing.published import SAVINGS, SAVINGS_MINUTES

DAYS = np.array(SAVINGS_MINUTES) / 1440


def squared_error(curve, series="ebbinghaus"):
    return float(((curve - np.array(SAVINGS[series])) ** 2).sum())


def explained(curve, series="ebbinghaus"):
    y = np.array(SAVINGS[series])
    return 1 - squared_error(curve, series) / float(((y - y.mean()) ** 2).sum())


def test_the_default_curve_fits_ebbinghaus_as_published():
    found = PowerCurve().recall([0], DAYS)
    assert squared_error(found) == pytest.approx(0.00246, abs=0.6e-5)
    assert explained(found) == pytest.approx(0.9744, abs=0.6e-4)


@pytest.mark.parametrize(
    ("series", "a", "b", "ssd", "r2"),
    [
        ("ebbinghaus", 0.81837, 0.13016, 0.00244, 0.9747),
        ("mack", 0.65974, 0.09247, 0.01278, 0.7856),
        ("seitz", 0.54808, 0.09901, 0.00500, 0.8754),
        ("dros", 0.78240, 0.16638, 0.01620, 0.8628),
    ],
)
def test_the_power_fits_match_the_refitted_table(series, a, b, ssd, r2):
    found = power_curve.power(DAYS, a, b)
    assert squared_error(found, series) == pytest.approx(ssd, abs=0.6e-5)
    assert explained(found, series) == pytest.approx(r2, abs=1e-4)


@pytest.mark.parametrize(
    ("series", "a", "b", "r2"),
    [
        ("ebbinghaus", 0.66425, 0.04524, 0.9379),
        ("mack", 0.57590, 0.03148, 0.733),
        ("seitz", 0.47657, 0.02765, 0.839),
        ("dros", 0.61346, 0.04998, 0.933),
    ],
)
def test_the_log_fits_match_the_refitted_table(series, a, b, r2):
    assert explained(power_curve.logarithmic(DAYS, a, b), series) == pytest.approx(r2, abs=6e-4)


@pytest.mark.parametrize(
    ("series", "k", "c", "ssd", "r2"),
    [
        ("ebbinghaus", 1.78366, 1.19913, 0.00182, 0.9811),
        ("mack", 1.32679, 0.86760, 0.00962, 0.8387),
        ("seitz", 0.89578, 0.81628, 0.00378, 0.9059),
        ("dros", 1.34300, 1.32551, 0.02127, 0.8199),
    ],
)
def test_the_1885_form_matches_the_refitted_table(series, k, c, ssd, r2):
    found = power_curve.ebbinghaus_1885(DAYS, k, c)
    assert squared_error(found, series) == pytest.approx(ssd, abs=0.6e-5)
    assert explained(found, series) == pytest.approx(r2, abs=1e-4)


def test_ebbinghaus_own_equation_leaves_the_published_residuals():
    residuals = np.array(SAVINGS["ebbinghaus"]) - power_curve.ebbinghaus_1885(DAYS)
    expected = [0.007, -0.027, 0.013, 0.033, -0.003, 0.005, -0.001]
    assert residuals == pytest.approx(expected, abs=0.6e-3)
    assert float((residuals**2).sum()) == pytest.approx(0.00206, abs=0.6e-5)


def test_the_best_exponential_explains_far_less():
    from scipy.optimize import curve_fit

    for series, r2 in (("ebbinghaus", 0.397), ("mack", 0.274), ("seitz", 0.344), ("dros", 0.836)):
        best, _ = curve_fit(power_curve.exponential, DAYS, SAVINGS[series], p0=(0.4, 0.01))
        assert explained(power_curve.exponential(DAYS, *best), series) == pytest.approx(
            r2, abs=6e-4
        )


def test_the_curve_starts_again_at_a_study_of_half_weight_or_more():
    once = PowerCurve().recall([0], [5])[0]
    assert PowerCurve().recall([0, 10], [15], weights=[1, 0.5])[0] == once
    assert (
        PowerCurve().recall([0, 10], [15], weights=[1, 0.4])[0] == PowerCurve().recall([0], [15])[0]
    )


@pytest.mark.parametrize("name", sorted(power_curve.NAMED_CURVES))
def test_every_named_curve_falls_from_the_first_hour_to_a_month(name):
    found = PowerCurve(variant=name).recall([0], [1 / 24, 1, 31])
    assert 1 > found[0] > found[1] > found[2] > 0


def test_a_named_curve_keeps_its_published_numbers():
    with pytest.raises(ValueError, match="fixed numbers"):
        PowerCurve(variant="power", beta=2.0)
    with pytest.raises(ValueError, match="wickelgren"):
        PowerCurve(variant="linear")
