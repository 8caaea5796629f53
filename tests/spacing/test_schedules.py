"""Rules of thumb are what their names say."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.spacing import schedules
from blendnb.spacing.models import FSRS6


def test_each_rule_gives_the_days_that_people_mean_by_it():
    assert schedules.massed(3) == (1, 2, 3)
    assert schedules.weekly(3) == (7, 14, 21)
    assert schedules.every_two_weeks(3) == (14, 28, 42)
    assert schedules.ladder(6) == (1, 3, 7, 15, 30, 60)
    assert schedules.ladder(8) == (1, 3, 7, 15, 30, 60, 120, 240)
    assert schedules.equal(3, 90) == (22, 45, 68)
    assert schedules.expanding(3, 90) == (6, 18, 42)


def test_equal_days_give_the_worked_recall_on_day_90():
    days = schedules.equal(6, 90)
    assert FSRS6().recall([0, *days], [90])[0] == pytest.approx(0.956, abs=0.6e-3)


def test_expanding_gaps_grow():
    days = (0, *schedules.expanding(5, 180))
    gaps = [b - a for a, b in pairwise(days)]
    assert gaps == sorted(gaps)
    with pytest.raises(ValueError, match="above 1"):
        schedules.expanding(3, 90, ratio=1.0)


@given(st.integers(1, 12), st.integers(1, 400))
def test_every_rule_gives_that_many_ascending_days_after_launch(touchpoints, horizon):
    for rule in schedules.RULES_OF_THUMB.values():
        days = rule(touchpoints, horizon)
        assert len(days) == touchpoints
        assert days[0] >= 1
        assert list(days) == sorted(set(days))


def test_the_band_of_first_gaps_narrows_from_a_week_to_a_year():
    # Cepeda et al. 2008: about 20 to 40 % of a 1-week delay, 5 to 10 % of a 1-year delay.
    assert schedules.gap_band_days(7) == pytest.approx((1.4, 2.8))
    assert schedules.gap_band_days(365) == pytest.approx((18.25, 36.5))
    shares = [schedules.gap_band_days(d)[0] / d for d in (3, 7, 30, 90, 365, 900)]
    assert shares == sorted(shares, reverse=True)
    assert (shares[0], shares[-1]) == pytest.approx((0.20, 0.05))
    with pytest.raises(ValueError, match="delay_days = 0"):
        schedules.gap_band_days(0)
