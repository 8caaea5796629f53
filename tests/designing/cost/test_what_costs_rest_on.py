"""What a cost rests on, and break-even in money: hand-made plans, each number worked out."""

import pytest

from blendnb.api import catalogue_of
from blendnb.designing.cost import CostChoices, break_even, cost
from blendnb.designing.cost.break_even import _crossings, _stays_below
from blendnb.designing.cost.cost_model import cost_model
from blendnb.designing.cost.costing import effort
from blendnb.domain.brief import Brief
from blendnb.domain.costs import Price, Range
from tests.designing.proof_plans import BRIEF, module, plan, touchpoint, workshop


@pytest.fixture(scope="module")
def catalogue():
    return catalogue_of()


def prices(**figures):
    return {id_: Price(id=id_, default=found, currency="EUR") for id_, found in figures.items()}


def talk(**fields):
    usual = {"modality": "on_the_job", "purpose": "support", "manager_minutes": 15}
    return touchpoint("talk", "manager_check_in", **{**usual, **fields})


def room(**fields):
    usual = {
        "modality": "live", "delivery": "in_person", "purpose": "practice", "learner_minutes": 60,
        "facilitation_minutes": 60,
    }  # fmt: skip
    return touchpoint("room", "in_person_workshop", **{**usual, **fields})


# ----------------------------------------------------------------------------- assumptions


def rested_on(catalogue, *touchpoints, of=BRIEF, set_to=None):
    found = cost(plan(*touchpoints, brief=of), catalogue, prices=set_to or {})
    return {a.id: a for a in found.assumptions}


LEADING = {"leaders", "prep_first", "prep_later"}


def rates(found):
    return {id_ for id_, a in found.items() if a.state in ("rate", "assumed")}


def test_only_rates_that_count_are_named(catalogue):
    always = {"reuse_new", "upkeep"}
    assert rates(rested_on(catalogue, module())) == {*always, "build_module_passive"}
    # A producer joins a large group online, never one in a room.
    assert rates(rested_on(catalogue, module(), workshop())) == {
        *always, *LEADING, "build_module_passive", "build_virtual_workshop", "producer_above",
    }  # fmt: skip
    assert rates(rested_on(catalogue, room(), module())) == {
        *always, *LEADING, "build_module_passive", "build_in_person_workshop",
    }  # fmt: skip
    both = rates(rested_on(catalogue, room(), workshop()))
    assert "producer_above" in both
    aid = touchpoint("aid", "job_aid", modality="on_the_job", purpose="support", days=None)
    assert "aid_finished_minutes" in rates(rested_on(catalogue, module(), aid))
    assert "aid_finished_minutes" not in rates(rested_on(catalogue, module()))


@pytest.mark.parametrize(("languages", "named"), [(["en"], False), (["en", "no"], True)])
def test_translation_is_named_from_the_second_language_on(catalogue, languages, named):
    found = rested_on(catalogue, module(), of=BRIEF.replacing({"audience.languages": languages}))
    assert ("translation" in found) is named


def test_answers_that_nobody_gave_are_named_with_the_value_taken(catalogue):
    bare = Brief(title="T", objective="O", outcome={"subject": "process"})
    found = rested_on(catalogue, module(), of=bare)
    assert found["audience.size"].figure == Range.exactly(50)
    assert found["audience.languages"].figure == Range.exactly(1)
    assert {found[id_].state for id_ in ("audience.size", "audience.languages")} == {"assumed"}
    stated = rested_on(catalogue, module())
    assert not {"audience.size", "audience.languages"} & set(stated)


def test_only_prices_that_have_to_do_with_the_plan_are_asked_for(catalogue):
    def unset(*touchpoints):
        found = rested_on(catalogue, *touchpoints)
        return {id_ for id_, a in found.items() if a.state == "unset"}

    always = {"price_build_hour", "price_purchases", "wage_learner_hour"}
    led = {"price_facilitator_hour"}
    assert unset(module()) == always
    assert unset(module(), workshop()) == {*always, *led, "price_licence"}
    assert unset(room()) == {*always, *led, "price_room", "price_travel"}
    assert unset(room(), workshop()) == {
        *always, *led, "price_room", "price_travel", "price_licence",
    }  # fmt: skip
    assert unset(talk()) == {*always, "wage_manager_hour"}


def test_a_price_stands_with_your_words_else_with_what_it_means(catalogue):
    plain = prices(price_build_hour=100.0)
    found = rested_on(catalogue, module(), set_to=plain)["price_build_hour"]
    assert found.text == "What an hour of designing and building costs."
    assert (found.state, found.figure, found.currency) == ("set", Range.exactly(100), "EUR")
    said = {"price_build_hour": plain["price_build_hour"].replace(text="Our agency")}
    assert rested_on(catalogue, module(), set_to=said)["price_build_hour"].text == "Our agency"
    # A price is named where it was set, needed or not.
    room_price = prices(price_room=5.0)
    assert rested_on(catalogue, module(), set_to=room_price)["price_room"].state == "set"


# --------------------------------------------------------------------------------- pieces


def test_a_composed_row_brings_new_content_each_time_and_an_edited_one_does_not(catalogue):
    row = module(repeat={"days": [0, 7, 14]})
    composed = row.replace(origin="composed")
    assert cost(plan(row), catalogue).build_items[0].pieces == 1
    assert cost(plan(composed), catalogue).build_items[0].pieces == 3
    task = row.replace(origin="composed", purpose="reinforce")
    assert cost(plan(task), catalogue).build_items[0].pieces == 1


@pytest.mark.parametrize(("minutes", "check"), [(479, 81 * 479 / 60), (480, 49 * 8)])
def test_from_eight_finished_hours_on_the_survey_of_whole_blends_holds(catalogue, minutes, check):
    found = cost(plan(module(learner_minutes=minutes)), catalogue)
    assert found.cross_check_hours.default == pytest.approx(check)


def test_upkeep_and_repurposing_are_shares_of_what_is_built(catalogue):
    found = cost(plan(module()), catalogue)
    assert found.upkeep_hours == Range(0, 0, 95 * 0.3)
    again = cost(plan(module()), catalogue, choices=CostChoices(reused=True))
    # 0.32 of 42 hours, and at most all of 95.
    assert again.build.hours.low == pytest.approx(13.44)
    assert again.build.hours.high == 95


@pytest.mark.parametrize(("size", "hours"), [(12, 1.5), (13, 3.0)])
def test_a_producer_joins_from_the_thirteenth_person_on(catalogue, size, hours):
    small = plan(workshop(), **{"audience.size": size})
    assert cost(small, catalogue).deliver.hours.default == hours


# ---------------------------------------------------------------------------------- money


MONEY = prices(
    price_build_hour=10.0, price_purchases=7.0, price_facilitator_hour=100.0, price_licence=4.0,
    wage_learner_hour=30.0, wage_manager_hour=50.0,
)  # fmt: skip


def test_each_part_is_its_hours_times_its_price_with_purchases_once_and_licences_each_time(
    catalogue,
):
    found = cost(plan(module(), workshop(repeat={"days": [0, 7]}), talk()), catalogue, prices=MONEY)
    # Build: 42 and 28, and 4 for the talk's guide.
    assert found.build.money.default == 74 * 10 + 7
    # Lead: two hours a group, two people, first group 1.5 and two more 1.25; six licences.
    assert found.deliver.money.default == pytest.approx(2 * 2 * (1.5 + 2 * 1.25) * 100 + 6 * 4)
    assert found.learner_time.money.default == 40 * 3 * 30
    assert found.manager_time.money.default == 40 * 0.25 * 50
    assert found.effort_money.default == pytest.approx(747 + 1624 + 500)
    assert found.total_money.default == pytest.approx(747 + 1624 + 500 + 3600)


def test_for_each_learner_everything_is_divided_by_how_many_they_are(catalogue):
    data = cost(plan(module(), workshop()), catalogue).to_data()
    # 70 hours of building, 8 of leading, 80 of learning; 40 people.
    assert data["total"]["without_learner_time"]["hours"]["default"] == 78
    assert data["total"]["with_learner_time"]["hours"]["default"] == 158
    assert data["per_learner"]["without_learner_time"]["hours"]["default"] == 1.95
    assert data["per_learner"]["with_learner_time"]["hours"]["default"] == 3.95


def test_effort_is_all_but_the_learners_time_and_money_only_where_all_of_it_is_priced(catalogue):
    journey = plan(module(), workshop())
    hours, money = effort(cost_model(journey, catalogue, MONEY), 40)
    assert (hours.default, money.default) == (78, 70 * 10 + 7 + 8 * 100 + 3 * 4)
    some = {k: v for k, v in MONEY.items() if k != "price_facilitator_hour"}
    assert effort(cost_model(journey, catalogue, some), 40)[1] is None


# ------------------------------------------------------------------------------ break-even


LIVE = plan(workshop(), blend_model="live_led")
BUILT = plan(module())


def test_a_break_even_is_in_money_where_all_that_counts_is_priced_in_both(catalogue):
    even = break_even(LIVE, BUILT, catalogue, most=16, prices=MONEY)
    assert (even.measure, even.currency) == ("money", "EUR")
    # One learner: 28 x 10 + 7, an hour and a half at 100, a licence; 42 x 10 + 7 for the module.
    assert even.curves[0].default[0] == 280 + 7 + 150 + 4
    assert even.curves[1].default[0] == 427
    assert even.cheaper_at_first == 1
    without = {k: v for k, v in MONEY.items() if k != "wage_learner_hour"}
    assert break_even(LIVE, BUILT, catalogue, most=9, prices=without).measure == "money"
    asked = break_even(LIVE, BUILT, catalogue, most=9, prices=without, learner_time=True)
    assert (asked.measure, asked.currency) == ("hours", "")
    unled = {k: v for k, v in MONEY.items() if k != "price_facilitator_hour"}
    assert break_even(LIVE, BUILT, catalogue, most=9, prices=unled).measure == "hours"
    assert break_even(BUILT, LIVE, catalogue, most=9, prices=unled).measure == "hours"


def test_a_break_even_names_its_plans_in_their_order(catalogue):
    assert break_even(LIVE, BUILT, catalogue, most=9).titles == ("Live-led", "Digital-first")
    assert break_even(BUILT, LIVE, catalogue, most=9).titles == ("Digital-first", "Live-led")


@pytest.mark.parametrize(
    ("sizes", "most"), [((40, 50), 200), ((40, 90), 270), ((90, 40), 270), ((9000, 1), 20_000)]
)
def test_three_times_the_larger_number_is_looked_at_but_200_to_20000(catalogue, sizes, most):
    one, other = (plan(module(), brief=BRIEF.replacing({"audience.size": size})) for size in sizes)
    assert break_even(one, other, catalogue).most == most


def test_the_ends_of_a_break_even_are_those_of_low_and_of_high_figures(catalogue):
    # Low: 28 and 42 h to build, a leader and a producer for the 16 people of a group. High: 69 and
    # 95 h, two leaders and a producer.
    even = break_even(LIVE, BUILT, catalogue, most=200)
    assert even.pays_from == (None, 81)
    (live_low, live_high), (built_low, built_high) = even.pays_from_ends
    assert (live_low, live_high) == (None, None)
    # 14 h apart at the low rates: six groups take 2 x (1.25 + 5 x 1.1) = 13.5, a seventh more.
    assert built_low == 97
    # 26 h apart at the high rates: five take 3 x (2 + 4 x 1.5) = 24, the sixth makes it 28.5.
    assert built_high == 81


def test_crossings_name_who_is_cheaper_from_there_and_ties_change_nothing():
    import numpy as np

    first, second = np.array([1.0, 5, 5, 4, 9]), np.array([2.0, 5, 5, 5, 3])
    assert [(c.learners, c.cheaper, c.totals) for c in _crossings(first, second)] == [
        (5, 1, (9.0, 3.0))
    ]
    back = _crossings(np.array([3.0, 3, 1]), np.array([2.0, 3, 2]))
    assert [(c.learners, c.cheaper) for c in back] == [(3, 0)]


def test_staying_cheaper_begins_after_the_last_number_at_which_it_is_not():
    import numpy as np

    others = np.array([2.0, 2, 2, 2])
    assert _stays_below(np.array([3.0, 1, 2, 1]), others) == 4
    assert _stays_below(np.array([3.0, 1, 1, 1]), others) == 2
    assert _stays_below(np.array([1.0, 1, 1, 1]), others) == 1
    assert _stays_below(np.array([1.0, 1, 1, 2]), others) is None
