"""Golden numbers are worked out by hand from the rates of the catalogue and the formulas."""

import pytest
from hypothesis import given

from blendnb.api import catalogue_of
from blendnb.designing.compose import Refusal
from blendnb.designing.cost import CostChoices, cost
from blendnb.designing.cost.cost_model import CurrencyError
from blendnb.designing.design import design
from blendnb.domain.costs import Price, Range
from tests.designing.proof_plans import module, plan, touchpoint, workshop
from tests.strategies import briefs, examples


@pytest.fixture(scope="module")
def catalogue():
    return catalogue_of()


def price(id_, default, currency="EUR", **ends):
    return Price(id=id_, default=default, currency=currency, **ends)


def ends(found):
    return pytest.approx((found.low, found.default, found.high))


def test_an_hour_of_a_passive_module_takes_42_to_95_hours_to_build(catalogue):
    build = cost(plan(module()), catalogue).build.hours
    assert ends(build) == (42, 42, 95)


def test_a_module_can_be_built_complex_instead(catalogue):
    choices = CostChoices(built_as={"self_paced_module": "build_module_complex"})
    build = cost(plan(module()), catalogue, choices=choices).build.hours
    assert ends(build) == (122, 130, 243)


def test_a_message_is_built_by_the_piece_whatever_its_length(catalogue):
    found = cost(plan(touchpoint("m", "message", learner_minutes=30)), catalogue)
    assert ends(found.build.hours) == (0.5, 1, 3)
    assert found.build_items[0].finished_hours.default == 0


def test_each_further_language_adds_a_tenth_to_four_tenths_of_text_and_media(catalogue):
    languages = {"audience.languages": ["en", "no", "de"]}
    build = cost(plan(module(), **languages), catalogue).build.hours
    assert ends(build) == (42 * 1.2, 42 * 1.4, 95 * 1.8)
    assert cost(plan(workshop(), **languages), catalogue).build.hours.default == 28


def test_repurposed_material_takes_a_third_and_pieces_are_not_made_cheaper_by_it(catalogue):
    both = plan(module(), touchpoint("m", "message"))
    build = cost(both, catalogue, choices=CostChoices(reused=True)).build.hours
    assert build.low == pytest.approx(0.32 * 42 + 0.5)
    assert build.default == pytest.approx(0.32 * 42 + 1)
    assert build.high == pytest.approx(95 + 3)


def test_a_recurrence_with_new_content_counts_each_time_and_one_without_counts_once(catalogue):
    same = module(repeat={"days": [0, 14, 28]})
    other = module(repeat={"days": [0, 14, 28], "topics": [["a"], ["b"], ["c"]]})
    assert cost(plan(same), catalogue).build.hours.default == 42
    assert cost(plan(other), catalogue).build.hours.default == 126


def test_coming_back_to_a_topic_is_built_once_for_each_topic(catalogue):
    repeat = {"days": [0, 7, 14, 21], "topics": [["a"], ["b"], ["a"], ["b"]]}
    check = touchpoint("q", "knowledge_check", purpose="reinforce", learner_minutes=60,
                       repeat=repeat)  # fmt: skip
    assert cost(plan(check), catalogue).build_items[0].pieces == 2


def test_an_aid_without_minutes_counts_as_5_to_20_finished_minutes(catalogue):
    aid = touchpoint("aid", "job_aid", modality="on_the_job", purpose="support", days=None)
    build = cost(plan(aid), catalogue).build.hours
    assert ends(build) == (40 * 5 / 60, 40 * 10 / 60, 93 * 20 / 60)


def test_delivery_is_groups_times_session_with_more_preparation_for_the_first(catalogue):
    # 40 people: 3 groups of at most 16, 14 in the fullest, so a producer joins each leader.
    found = cost(plan(workshop()), catalogue)
    assert found.sessions[0].groups == 3
    assert found.deliver.hours.default == pytest.approx(2 * (1.5 + 2 * 1.25))
    assert found.deliver.hours.low == pytest.approx(2 * (1.25 + 2 * 1.1))
    assert found.deliver.hours.high == pytest.approx(3 * (2 + 2 * 1.5))


def test_small_groups_online_need_no_producer(catalogue):
    assert cost(plan(workshop(), **{"audience.size": 12}), catalogue).deliver.hours.default == 1.5


def test_groups_are_whole_in_each_language(catalogue):
    found = cost(plan(workshop(), **{"audience.languages": ["en", "no", "de"]}), catalogue)
    assert found.sessions[0].groups == 3  # 14 people a language


def test_one_to_one_counts_every_learner(catalogue):
    coaching = touchpoint("c", "coaching", modality="on_the_job", purpose="support",
                          learner_minutes=30, facilitation_minutes=30)  # fmt: skip
    found = cost(plan(coaching), catalogue)
    assert found.sessions[0].groups == 40
    assert found.deliver.hours.default == pytest.approx(0.5 * (1.5 + 39 * 1.25))


def test_groups_that_the_plan_states_are_kept(catalogue):
    assert cost(plan(workshop(groups=5)), catalogue).sessions[0].groups == 5


def test_learners_time_leaves_out_tasks_on_the_job_and_shows_them_beside(catalogue):
    task = touchpoint("t", "on_the_job_assignment", modality="on_the_job", learner_minutes=30)
    found = cost(plan(module(), task), catalogue)
    assert found.learner_time.hours == Range.exactly(40)
    assert found.on_the_job_hours == 20


def test_managers_count_once_for_each_learner_or_once_for_each_stated_group(catalogue):
    talk = {"modality": "on_the_job", "purpose": "support", "manager_minutes": 15}
    each = touchpoint("m", "manager_check_in", **talk)
    teams = touchpoint("m", "manager_check_in", groups=4, **talk)
    assert cost(plan(each), catalogue).manager_time.hours.default == 10
    assert cost(plan(teams), catalogue).manager_time.hours.default == 1


def test_hours_are_always_there_and_no_money_is_made_up(catalogue):
    found = cost(plan(module(), workshop()), catalogue)
    assert [part.money for part in found.parts.values()] == [None] * 4
    assert found.total_money is None
    assert found.total_hours.default > 0
    assert "price_build_hour" in found.unset
    unset = {a.id for a in found.assumptions if a.state == "unset"}
    assert unset == {
        "price_build_hour", "price_purchases", "price_facilitator_hour", "price_licence",
        "wage_learner_hour",
    }  # fmt: skip


def test_one_price_puts_its_own_part_into_money_and_no_other(catalogue):
    prices = {"price_build_hour": price("price_build_hour", 100.0, low=80.0, high=150.0)}
    found = cost(plan(module(), workshop()), catalogue, prices=prices)
    assert ends(found.build.money) == (80 * 70, 100 * 70, 150 * 164)
    assert found.deliver.money is None
    assert found.effort_money is None


def test_rooms_and_travel_are_paid_for_each_session_of_each_group(catalogue):
    room = touchpoint(
        "w",
        "in_person_workshop",
        modality="live",
        delivery="in_person",
        learner_minutes=60,
        facilitation_minutes=60,
        repeat={"days": [0, 7]},
    )
    prices = {
        id_: price(id_, amount)
        for id_, amount in (
            ("price_facilitator_hour", 0.0), ("price_room", 200.0), ("price_travel", 50.0),
        )
    }  # fmt: skip
    found = cost(plan(room), catalogue, prices=prices)
    assert found.deliver.money.default == 2 * 2 * 250  # two groups of 20, twice


def test_prices_in_two_currencies_are_refused(catalogue):
    prices = {
        "price_build_hour": price("price_build_hour", 100.0),
        "wage_learner_hour": price("wage_learner_hour", 40.0, currency="NOK"),
    }
    with pytest.raises(CurrencyError, match="EUR and NOK"):
        cost(plan(module()), catalogue, prices=prices)


def test_a_whole_blend_checks_the_sum_with_a_rate_of_its_own_below_a_day(catalogue):
    short, long = (
        cost(plan(module()), catalogue),
        cost(plan(module(learner_minutes=600)), catalogue),
    )
    assert short.cross_check_hours.default == 81
    assert ends(long.cross_check_hours) == (220, 490, 690)


def test_upkeep_is_not_counted_until_somebody_states_it(catalogue):
    found = cost(plan(module()), catalogue)
    assert found.upkeep_hours.default == 0
    assert {a.id: a.state for a in found.assumptions}["upkeep"] == "assumed"


def test_a_format_that_nobody_described_is_built_at_that_of_a_whole_blend_and_said_so(catalogue):
    found = cost(plan(touchpoint("l", "lunch", learner_minutes=60)), catalogue)
    assert ends(found.build.hours) == (22, 49, 69)
    said = {a.id: a for a in found.assumptions}["build_blend"]
    assert said.state == "assumed"
    assert "lunch" in said.text


@examples(10)
@given(briefs())
def test_every_composed_plan_has_a_cost_in_order_with_a_source_for_every_figure(brief):
    catalogue = catalogue_of()
    try:
        found = cost(design(brief, catalogue), catalogue)
    except Refusal:
        return
    for part in found.parts.values():
        assert 0 <= part.hours.low <= part.hours.default <= part.hours.high
        assert part.money is None
    assert all(assumption.source for assumption in found.assumptions)
    assert sum(item.hours.default for item in found.build_items) == pytest.approx(
        found.build.hours.default
    )
    assert sum(item.hours.default for item in found.sessions) == pytest.approx(
        found.deliver.hours.default
    )
