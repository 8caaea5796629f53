"""Minutes of an activity's steps add up, whatever the length, and rounds stay whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.domain.activity import ActivityStep, PartOfRound
from blendnb.domain.activity_minutes import part_minutes, step_minutes

TALK = ActivityStep(
    do="Rounds",
    share=42.0,
    rounds=3,
    parts=(
        PartOfRound(do="prepare", share=2.0),
        PartOfRound(do="talk", share=6.0),
        PartOfRound(do="feedback", share=4.0),
        PartOfRound(do="replay", share=2.0),
    ),
)
THREES = (
    ActivityStep(do="Recall", minutes=8.0),
    TALK,
    ActivityStep(do="Close", share=10.0, flex=True),
)
CONTRAST = tuple(
    ActivityStep(do="x", share=share, flex=share == 6.5) for share in (8.0, 10.0, 6.0, 10.0, 6.5)
)


@pytest.mark.parametrize(
    ("total", "minutes"),
    [(45, (8, 27, 10)), (40, (8, 24, 8)), (64, (8, 45, 11)), (60, (8, 42, 10)), (12, (8, 3, 1))],
)
def test_fixed_steps_keep_theirs_and_rounds_are_whole(total, minutes):
    assert step_minutes(THREES, total) == minutes


def test_what_rounding_leaves_goes_to_the_flexible_step():
    assert step_minutes(CONTRAST, 22) == (4, 5, 3, 5, 5)


def test_where_fixed_steps_leave_too_little_all_share_what_there_is():
    assert step_minutes(THREES, 9) == (1, 6, 2)


def test_fewer_minutes_than_rounds_give_no_times():
    assert step_minutes(THREES, 4) is None


def test_a_fraction_goes_to_the_last_step():
    assert step_minutes(THREES, 45.5) == (8, 27, 10.5)


def test_a_step_stays_within_its_own_bounds():
    steps = (ActivityStep(do="x", share=9.0, max=5.0), ActivityStep(do="y", share=1.0, flex=True))
    assert step_minutes(steps, 20) == (5, 15)


@pytest.mark.parametrize(
    ("minutes", "parts"),
    [(9, (1, 4, 3, 1)), (8, (1, 4, 2, 1)), (15, (2, 7, 4, 2)), (14, (2, 6, 4, 2))],
)
def test_parts_of_a_round_add_up_by_the_largest_remainder(minutes, parts):
    assert part_minutes(TALK, minutes) == parts


def any_step():
    return st.builds(
        ActivityStep,
        do=st.just("x"),
        minutes=st.one_of(st.none(), st.integers(1, 20).map(float)),
        share=st.integers(0, 60).map(float),
        rounds=st.integers(1, 5),
        max=st.one_of(st.none(), st.integers(1, 30).map(float)),
    )


@given(st.lists(any_step(), min_size=1, max_size=8), st.floats(1, 400), st.integers(0, 7))
def test_any_steps_add_up_to_any_length(steps, total, flex):
    steps = [step.replace(flex=number == flex) for number, step in enumerate(steps)]
    minutes = step_minutes(steps, total)
    if minutes is not None:
        assert sum(minutes) == pytest.approx(total, abs=1e-9)
        assert min(minutes) >= 1
