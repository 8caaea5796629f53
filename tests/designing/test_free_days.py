"""Free days: off the blackout, on working days where dates are known, never going back."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from blendnb.designing.free_days import FreeDays

MONDAY = date(2027, 1, 11)


def test_without_a_start_every_day_is_free_and_no_blackout_applies():
    days = FreeDays(0, 20, None, [[MONDAY, MONDAY + timedelta(days=400)]])
    assert [days.on_or_after(day) for day in (0, 5, 6, 20)] == [0, 5, 6, 20]
    assert days.is_free(3)


def test_with_a_start_a_weekend_gives_way_to_the_next_monday():
    days = FreeDays(0, 20, MONDAY)
    assert [days.on_or_after(day) for day in (4, 5, 6, 7)] == [4, 7, 7, 7]


def test_a_blackout_is_skipped_with_both_of_its_ends():
    days = FreeDays(0, 20, MONDAY, [[date(2027, 1, 13), date(2027, 1, 15)]])
    assert [days.on_or_after(day) for day in (1, 2, 4, 5)] == [1, 7, 7, 7]
    assert (days.is_free(1), days.is_free(2), days.is_free(4), days.is_free(5)) == (
        True, False, False, True,
    )  # fmt: skip


def test_at_the_end_of_the_window_the_last_free_day_is_taken():
    days = FreeDays(0, 13, MONDAY)
    assert (days.on_or_after(12), days.on_or_after(500)) == (11, 11)


def test_a_window_that_the_blackout_swallows_has_no_day():
    days = FreeDays(0, 6, MONDAY, [[MONDAY, MONDAY + timedelta(days=6)]])
    assert (days.on_or_after(0), days.nearest(3), days.within(0, 6)) == (None, None, None)


def test_where_only_a_weekend_is_left_the_weekend_will_do():
    days = FreeDays(0, 6, MONDAY, [[MONDAY, MONDAY + timedelta(days=4)]])
    assert (days.on_or_after(0), days.on_or_after(6)) == (5, 6)


def test_overlapping_blackouts_count_once():
    blackout = [
        [date(2027, 1, 14), date(2027, 1, 20)],
        [date(2027, 1, 12), date(2027, 1, 15)],
        [date(2027, 1, 21), date(2027, 1, 21)],
    ]
    days = FreeDays(0, 20, MONDAY, blackout)
    assert days.closed == [(1, 10)]
    assert days.free == [0, *range(11, 21)]
    assert not days.is_clear(0, 1)
    assert days.is_clear(11, 20)


def test_the_nearest_free_day_is_the_earlier_of_two():
    days = FreeDays(0, 20, MONDAY)
    assert (days.nearest(5), days.nearest(6), days.nearest(-9)) == (4, 7, 0)


def test_a_day_within_bounds_prefers_working_days_and_passes_over_those_taken():
    days = FreeDays(0, 20, MONDAY)
    assert days.within(4, 8) == 4
    assert days.within(5, 8) == 7
    assert days.within(5, 6) == 5
    assert days.within(0, 20, near=9) == 9
    assert days.within(0, 20, near=9, without=[9, 10]) == 8
    assert days.within(3, 2) is None


@given(
    st.integers(-60, 60),
    st.integers(0, 120),
    st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2028, 1, 1))),
    st.lists(st.tuples(st.integers(-80, 200), st.integers(0, 30)), max_size=6),
)
def test_a_later_day_never_gives_an_earlier_answer_and_every_answer_is_free(
    first, length, start, stretches
):
    base = start or MONDAY
    blackout = [
        [base + timedelta(days=day), base + timedelta(days=day + more)] for day, more in stretches
    ]
    days = FreeDays(first, first + length, start, blackout)
    found = [days.on_or_after(day) for day in range(first - 3, first + length + 4)]
    if found[0] is None:
        assert set(found) == {None}
        return
    assert found == sorted(found)
    for day in set(found):
        assert first <= day <= first + length
        on = base + timedelta(days=day)
        assert start is None or not any(opens <= on <= closes for opens, closes in blackout)
