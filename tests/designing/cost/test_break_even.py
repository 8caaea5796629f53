import pytest

from blendnb.api import catalogue_of
from blendnb.designing.cost import break_even, cost, return_on_investment
from blendnb.domain.costs import Range
from tests.designing.proof_plans import BRIEF, module, plan, workshop


@pytest.fixture(scope="module")
def catalogue():
    return catalogue_of()


LIVE = plan(workshop(), blend_model="live_led")
BUILT = plan(module())


def test_the_workshop_is_cheaper_first_and_the_module_from_its_crossing_on(catalogue):
    even = break_even(LIVE, BUILT, catalogue, most=200)
    # 28 h to build and 1.25 h a group with one leader, 2.5 h with a producer; 42 h for the module.
    assert even.cheaper_at_first == 0
    assert even.pays_from == (None, 81)
    assert even.crossings[-1].learners == 81


def test_delivery_is_a_staircase_so_every_crossing_is_marked(catalogue):
    # Groups that have just split are small and need no producer: the total falls there again.
    half = plan(module(learner_minutes=47))  # 32.9 h
    found = break_even(LIVE, half, catalogue, most=120).crossings
    assert [(c.learners, c.cheaper) for c in found] == [(25, 1), (33, 0), (37, 1)]


def test_it_stays_cheaper_only_from_the_last_crossing_on(catalogue):
    half = plan(module(learner_minutes=47))
    assert break_even(LIVE, half, catalogue, most=120).pays_from == (None, 37)


def test_the_order_of_the_plans_makes_no_difference(catalogue):
    one, other = (break_even(*p, catalogue, most=200) for p in ((LIVE, BUILT), (BUILT, LIVE)))
    assert one.pays_from == other.pays_from[::-1]
    assert [c.learners for c in one.crossings] == [c.learners for c in other.crossings]
    assert one.linear == pytest.approx(other.linear)


def test_plans_of_one_cost_never_cross(catalogue):
    even = break_even(BUILT, BUILT, catalogue, most=50)
    assert (even.crossings, even.pays_from, even.linear) == ((), (None, None), None)


def test_the_total_at_a_number_is_the_cost_of_that_plan_for_that_number(catalogue):
    even = break_even(LIVE, BUILT, catalogue, most=100)
    for size in (1, 16, 17, 40, 100):
        live = plan(workshop(), brief=BRIEF.replacing({"audience.size": size}))
        assert even.curves[0].default[size - 1] == pytest.approx(
            cost(live, catalogue).effort_hours.default
        )


def test_learners_time_is_left_out_unless_it_is_asked_for(catalogue):
    without = break_even(LIVE, BUILT, catalogue, most=10)
    with_it = break_even(LIVE, BUILT, catalogue, most=10, learner_time=True)
    assert with_it.curves[1].default[9] - without.curves[1].default[9] == 10


def test_the_straight_line_reading_is_build_apart_by_cost_for_a_learner_apart(catalogue):
    # 14 h of building apart; at 160 learners ten groups of 16 take 2 * (1.5 + 9 * 1.25) = 25.5 h.
    even = break_even(LIVE, BUILT, catalogue, most=160)
    assert even.linear == pytest.approx(14 / (25.5 / 160))


def test_350_against_125_returns_180_per_cent():
    assert return_on_investment(Range.exactly(350), Range.exactly(125)) == Range.exactly(180)


def test_the_range_of_a_return_sets_the_least_benefit_against_the_greatest_cost():
    assert return_on_investment(Range(100, 200, 300), Range(50, 100, 200)) == Range(-50, 100, 500)


def test_a_cost_of_nothing_cannot_be_earned_back():
    with pytest.raises(ValueError, match="above 0"):
        return_on_investment(Range.exactly(1), Range.exactly(0))
