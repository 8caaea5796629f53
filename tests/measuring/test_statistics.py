"""Intervals against published and reference values, written down as literals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.domain.pilot_results import Estimate
from blendnb.measuring import pilot_statistics
from blendnb.measuring.pilot_statistics import pilot_size


def ends(found):
    return found.low, found.high


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        # Newcombe 1998, Stat. Med. 17, 857, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_a_share_has_wilsons_interval(count, of, low, high):
    assert ends(pilot_statistics.share(count, of)) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 400), st.integers(5, 400))
def test_an_interval_of_a_share_stays_inside_0_and_1_and_around_the_share(count, of):
    found = pilot_statistics.share(min(count, of), of)
    assert 0 <= found.low <= found.value <= found.high <= 1


@pytest.mark.parametrize("of", range(5))
def test_figures_about_fewer_than_five_people_are_hidden(of):
    assert pilot_statistics.share(of, of).hidden
    assert pilot_statistics.mean([1.0] * of).hidden
    assert pilot_statistics.median([1.0], [of]).hidden
    assert pilot_statistics.mean_of(of, 1.0, 0.1).hidden


def test_a_mean_has_students_interval():
    # R: t.test(c(5.1, 4.9, 6.2, 5.8, 6.0))$conf.int
    found = pilot_statistics.mean([5.1, 4.9, 6.2, 5.8, 6.0])
    assert ends(found) == pytest.approx((4.892143, 6.307857), abs=1e-6)
    assert ends(pilot_statistics.mean_of(5, 5.6, 0.5700877)) == pytest.approx(ends(found), abs=1e-5)


def test_a_difference_of_means_has_welchs_interval():
    # As scipy.stats.ttest_ind gives it without equal variances.
    found = pilot_statistics.difference([1, 2, 3, 4, 5], [3, 4, 5, 6, 9])
    assert ends(found) == pytest.approx((-0.546099, 5.346099), abs=1e-6)


def test_a_slope_has_its_interval():
    # scipy.stats.linregress with t at 4 degrees of freedom
    found = pilot_statistics.slope([1, 2, 3, 4, 5, 6], [2, 2.5, 2.9, 4.4, 4.6, 6.1])
    assert (found.value, found.low) == pytest.approx((0.808571, 0.557216), abs=1e-6)


def test_a_median_lies_between_two_order_statistics():
    # Conover, Practical Nonparametric Statistics: for 20 values the 6th and the 15th.
    found = pilot_statistics.median(list(range(1, 21)), [1] * 20)
    assert (found.value, *ends(found)) == (10.5, 6, 15)


@pytest.mark.parametrize(
    ("people", "change"), [(4, 2.127949), (15, 0.778022), (34, 0.495028), (200, 0.199064)]
)
def test_the_smallest_change_is_that_of_a_paired_t_test(people, change):
    # As the TTestPower of statsmodels gives it for 5 % and a power of 80 %.
    assert pilot_statistics.smallest_change(people) == pytest.approx(change, abs=2e-6)


def test_what_nobody_met_follows_the_rule_of_three():
    # Hanley & Lippman-Hand 1983: about 3 / n
    assert pilot_statistics.unseen_share(100) == pytest.approx(0.0295, abs=5e-5)


def test_a_pilot_says_what_its_size_can_and_cannot_show():
    found = pilot_size(20)
    assert found.answering == 15
    assert ends(found.completion) == pytest.approx((0.5840, 0.9193), abs=5e-5)
    assert "anywhere between 58 and 92\u00a0%" in found.text[0]
    assert "does not prove" in found.text[-1]


def test_a_pilot_that_shows_nothing_is_refused():
    with pytest.raises(ValueError, match="from 5 people on"):
        pilot_size(4)


@pytest.mark.parametrize("people", [0, 1, 4, None])
def test_a_figure_of_fewer_than_five_people_cannot_be_made(people):
    made = Estimate(0.25, 0.1, 0.4, people)
    assert (made.value, made.low, made.high, made.people) == (None, None, None, None)


def test_a_figure_of_two_teams_can():
    assert Estimate(0.25, 0.1, 0.4, 2, units=True).people == 2
