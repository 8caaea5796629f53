"""Levers: what a change would buy in recall on a day, and what it would cost."""

import pytest

import blendnb as bl
from blendnb.api import catalogue_of
from blendnb.designing.levers_of_recall import compared_on, levers
from blendnb.domain.edits import apply_edit
from blendnb.reporting.spacing_report import levers_report
from blendnb.reporting.terminal import report_text
from blendnb.spacing import encounters, expected_recall
from tests.designing.proof_plans import module, plan, touchpoint


@pytest.fixture(scope="module")
def catalogue():
    return catalogue_of()


def nudge(id_, day, **more):
    return touchpoint(
        id_, "knowledge_check", purpose="reinforce", start_day=day, topics=["A"],
        learner_minutes=2, **more,
    )  # fmt: skip


# A module of an hour and three questions of two minutes on the days 10, 20 and 40.
PLAN = plan(
    module("a", topics=["A"], learner_minutes=60),
    nudge("n1", 10), nudge("n2", 20), nudge("n3", 40),
    topics=["A"], content={"conceptual": 1},
)  # fmt: skip


def test_days_move_least_and_longer_returns_and_practice_most(catalogue):
    gains = {lever.id: lever.gain for lever in levers(PLAN, catalogue)}
    assert abs(gains["days"]) < 0.01
    assert gains["longer"] > gains["more"] > abs(gains["days"])
    assert gains["practice"] > gains["participation"] > 0
    assert list(gains.values()) == sorted(gains.values(), reverse=True)


def test_a_gain_is_what_the_edit_leaves_more_on_the_day(catalogue):
    day = compared_on(PLAN)
    assert day == 180

    def left(of):
        met = encounters(of)["A"]
        return expected_recall(met, [day - met.shift]).values[..., 0]

    for lever in levers(PLAN, catalogue):
        apart = left(apply_edit(PLAN, lever.edit)) - left(PLAN)
        assert (lever.low, lever.high) == pytest.approx((apart.min(), apart.max()))


def test_what_a_lever_costs_is_counted_for_each_learner_and_for_building(catalogue):
    by_id = {lever.id: lever for lever in levers(PLAN, catalogue)}
    assert by_id["longer"].learner_minutes == 39  # three times 15 instead of 2
    assert by_id["more"].learner_minutes == 6
    assert by_id["practice"].learner_minutes == 60
    assert by_id["days"].learner_minutes == by_id["participation"].learner_minutes == 0
    assert by_id["practice"].build_hours == pytest.approx(28)  # a workshop is built once
    assert by_id["days"].build_hours == by_id["participation"].build_hours == 0


def test_a_reminder_becomes_a_question_and_questions_stay(catalogue):
    told = touchpoint("m", "message", purpose="reinforce", start_day=30, topics=["A"],
                      learner_minutes=2)  # fmt: skip
    with_reminder = plan(module("a", topics=["A"]), told, topics=["A"])
    by_id = {lever.id: lever for lever in levers(with_reminder, catalogue)}
    assert by_id["questions"].gain > 0
    assert "questions" not in {lever.id for lever in levers(PLAN, catalogue)}


def test_where_nothing_comes_back_only_practice_is_left_and_an_empty_plan_has_no_lever(catalogue):
    once = plan(module("a", topics=["A"]), topics=["A"])
    assert [lever.id for lever in levers(once, catalogue)] == ["practice"]
    assert levers(plan(), catalogue) == ()


def test_the_report_says_that_days_hardly_matter_and_what_moves_most(catalogue):
    text = report_text(levers_report(levers(PLAN, catalogue), 180))
    said = "Other days are worth less than a point of recall; what moves day 180 most is "
    assert text.startswith(said)


def test_the_analyst_gets_levers_and_curves_beside_the_models():
    assert next(lever.id for lever in bl.spacing.levers(PLAN)) in {"longer", "practice"}
    frame = bl.spacing.curve(PLAN, [40, 180])
    assert frame[["topic", "day"]].values.tolist() == [["A", 40], ["A", 180]]
    assert (frame["low"] < frame["recall"]).all()
    assert (frame["recall"] < frame["high"]).all()
    assert (frame["once"] < frame["recall"]).all()
    with pytest.raises(AttributeError, match="no attribute 'leavers'"):
        bl.spacing.leavers  # noqa: B018
