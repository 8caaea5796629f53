import pytest
from hypothesis import given

from blendnb.api import catalogue_of
from blendnb.designing.compare import compare
from blendnb.designing.compose import Refusal
from blendnb.designing.design import design
from tests.designing.proof_plans import module, plan, touchpoint, workshop
from tests.strategies import briefs, examples


@pytest.fixture(scope="module")
def catalogue():
    return catalogue_of()


def check(**fields):
    return touchpoint("q", "knowledge_check", purpose="reinforce", topics=["A"], **fields)


LIVE = plan(workshop(topics=["A"]), blend_model="live_led", topics=["A"])
BUILT = plan(module(topics=["A"]), check(start_day=14), topics=["A"])


def test_plans_keep_their_order_and_get_letters(catalogue):
    options = compare([BUILT, LIVE, BUILT], catalogue).options
    assert [o.letter for o in options] == ["A", "B", "C"]
    assert len({o.label for o in options}) == 3


@pytest.mark.parametrize("count", [1, 5])
def test_fewer_than_two_plans_or_more_than_four_are_refused(catalogue, count):
    with pytest.raises(ValueError, match=f"2 to 4 plans, not {count}"):
        compare([LIVE] * count, catalogue)


def test_numbers_are_those_of_one_learner_and_of_all_groups(catalogue):
    live, built = compare([LIVE, BUILT], catalogue).options
    assert (live.live_hours, built.live_hours) == (1, 0)
    assert (live.sessions_held, live.most_groups) == (3, 3)
    assert (built.learning_hours, built.sessions_held) == (1, 0)


def test_a_plan_against_itself_makes_no_difference(catalogue):
    found = compare([BUILT, BUILT], catalogue)
    assert found.trades[0].gains == found.trades[0].pays == found.trades[0].open == ()
    assert "no difference" in found.text
    assert all(d.same for d in found.differences)


def test_what_is_a_gain_one_way_is_a_price_the_other_way(catalogue):
    there = compare([LIVE, BUILT], catalogue).trades[0]
    back = compare([BUILT, LIVE], catalogue).trades[0]
    assert any("live practice" in text for text in there.gains)
    assert any("live practice" in text for text in back.pays)
    assert any("to hold" in text for text in there.pays)
    assert any("to hold" in text for text in back.gains)


def test_a_cost_whose_sign_depends_on_the_range_is_left_open(catalogue):
    # 40 to 93 build hours for print, 28 to 69 and more for short media at another length.
    print_ = plan(touchpoint("r", "reading", learner_minutes=60))
    media = plan(touchpoint("v", "video_demo", learner_minutes=45))
    trade = compare([print_, media], catalogue).trades[0]
    assert [text for text in trade.open if "building" in text] == [
        "hours of building (from 45 fewer to 8.5 more over the ranges)"
    ]
    assert not any("building" in text for text in (*trade.gains, *trade.pays))


def test_recall_is_looked_at_on_the_moments_day_for_its_topics(catalogue):
    moment = {"moments": [{"text": "The call", "week": 3, "topics": ["A"]}]}
    brief = BUILT.brief.replacing(moment)
    back = plan(workshop(topics=["A"]), check(start_day=7, learner_minutes=20), topics=["A"])
    found = compare([back.replace(brief=brief), LIVE.replace(brief=brief)], catalogue)
    assert [(m.text, m.day) for m in found.moments] == [("The call", 18)]
    returned, once = found.moments[0].recalled
    assert all(returned.by_model[m] > once.by_model[m] for m in once.by_model)
    assert any("all 3 memory models agree" in text for text in found.trades[0].gains)


def test_without_moments_recall_is_looked_at_when_the_longest_journey_is_over(catalogue):
    longer = plan(module(topics=["A"]), topics=["A"], **{"schedule.weeks": 10})
    assert [m.day for m in compare([BUILT, longer], catalogue).moments] == [70]


def test_a_plan_that_does_not_teach_the_topic_has_no_recall_of_it(catalogue):
    moment = {"moments": [{"text": "The call", "topics": ["A"]}]}
    other = plan(module(topics=["B"]), topics=["B"])
    found = compare([BUILT.replace(brief=BUILT.brief.replacing(moment)), other], catalogue)
    assert found.moments[0].recalled[0] is not None
    assert found.moments[0].recalled[1] is None


def test_touchpoints_of_one_id_stand_on_one_line_and_the_rest_alone(catalogue):
    found = compare([LIVE, BUILT], catalogue).differences
    assert [(d.title, [cell is not None for cell in d.cells]) for d in found] == [
        ("workshop", [True, False]), ("module", [False, True]), ("q", [False, True]),
    ]  # fmt: skip


@examples(5)
@given(briefs())
def test_every_two_designs_of_a_brief_can_be_compared(brief):
    catalogue = catalogue_of()
    plans = []
    for model in ("digital_first", "live_led"):
        try:
            plans.append(design(brief, catalogue, blend_model=model))
        except Refusal:
            continue
    if len(plans) == 2:
        found = compare(plans, catalogue)
        assert found.text
        assert found.to_data()["plans"][1]["letter"] == "B"
        shown = sum(d.cells[0] is not None for d in found.differences)
        assert shown == len(plans[0].touchpoints)
