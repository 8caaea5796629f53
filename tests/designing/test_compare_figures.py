"""What a comparison says of hand-made plans and figures, each number worked out in a comment."""

from types import SimpleNamespace

import pytest

from blendnb.api import catalogue_of
from blendnb.charts.comparison_charts import recall_takeaway
from blendnb.designing.compare import compare
from blendnb.designing.compare.trades import trade
from blendnb.domain.comparison import Comparison, MomentRecall, Recalled
from blendnb.domain.costs import Range
from tests.designing.proof_plans import module, plan, touchpoint, workshop

AGREED = "modelled recall at the moments that matter (all 2 memory models agree)"


@pytest.fixture(scope="module")
def catalogue():
    return catalogue_of()


def option(letter="A", *, build=(0, 0, 0), deliver=(0, 0, 0), money=None, verdicts=None, **hours):
    """One side of a trade: nothing but what is stated."""
    usual = dict.fromkeys(("learning_hours", "live_hours", "manager_hours"), 0.0)
    cost = SimpleNamespace(
        build=SimpleNamespace(hours=Range(*build)),
        deliver=SimpleNamespace(hours=Range(*deliver)),
        effort_money=money and Range(*money),
        currency="EUR",
    )
    return SimpleNamespace(
        letter=letter, name=letter, cost=cost, audit=SimpleNamespace(verdicts=verdicts or {}),
        **{**usual, "sessions_held": 0, **hours},
    )  # fmt: skip


def traded(one, other, moments=()):
    return trade((option(**one), option("B", **other)), 1, moments)


def recalled(*plans, text="The call", day=10):
    """A moment with recall of each plan by the models a and b; None where it is not taught."""
    found = (p and Recalled(dict(zip("ab", p, strict=True))) for p in plans)
    return MomentRecall(text, day, (), tuple(found))


# ----------------------------------------------------------------------------- of one plan


def test_an_option_has_the_figures_of_one_learner_and_those_of_everybody(catalogue):
    each = plan(
        module(learner_minutes=90),
        workshop(repeat={"days": [0, 7]}, learner_minutes=45),
        touchpoint("room", "in_person_workshop", modality="live", delivery="in_person",
                   purpose="practice", learner_minutes=120, facilitation_minutes=120),
        touchpoint("t", "on_the_job_assignment", modality="on_the_job", learner_minutes=30,
                   repeat={"days": [0, 1, 2]}),
        touchpoint("m", "manager_check_in", modality="on_the_job", purpose="support",
                   manager_minutes=10, repeat={"days": [0, 3, 6]}),
    )  # fmt: skip
    found = compare([each, each], catalogue).options[0]
    assert found.weeks == 4  # the window: its last day is 27
    assert found.learning_hours == 5  # 90 + 2 x 45 + 120 = 300 minutes
    assert found.on_the_job_hours == 1.5  # 3 x 30 minutes
    assert found.live_hours == 3.5  # 2 x 45 + 120 = 210 minutes
    assert found.live_sessions == 3  # two online, one in a room
    # 40 people: online in groups of 16, so 3; in a room of 20, so 2.
    assert found.most_groups == 3
    assert found.sessions_held == 8  # 2 x 3 + 2
    assert found.manager_hours == 0.5  # 3 x 10 minutes


@pytest.mark.parametrize("count", [2, 4])
def test_two_plans_and_four_can_be_compared_and_the_first_is_traded_for_each_other(
    catalogue, count
):
    found = compare([plan(module())] * count, catalogue)
    assert [(t.plan, t.instead_of) for t in found.trades] == [
        ("A", letter) for letter in "BCD"[: count - 1]
    ]
    assert len(found.break_evens) == count - 1


# -------------------------------------------------------------------------------- in words


def test_fewer_hours_of_learning_are_a_gain_and_more_of_them_a_price():
    few, many = {"learning_hours": 2.0}, {"learning_hours": 5.0}
    assert traded(few, many).gains == ("3 fewer hours of learning for each learner (2 against 5)",)
    assert traded(many, few).pays == ("3 more hours of learning for each learner (5 against 2)",)


def test_fewer_hours_of_managers_are_a_gain_and_named_as_theirs():
    found = traded({"manager_hours": 0.5}, {"manager_hours": 2.0})
    assert found.gains == (
        "1.5 fewer hours of managers’ time for each learner (0.5 against 2)",
    )  # fmt: skip


@pytest.mark.parametrize(("hours", "told"), [(19.0, 0), (18.9, 1), (21.0, 0), (21.2, 1)])
def test_a_twentieth_of_the_larger_figure_is_not_worth_a_word_and_more_is(hours, told):
    # Of 20 against 19, a twentieth of 20 is 1; of 21 against 20, a twentieth of 21 is 1.05.
    found = traded({"learning_hours": hours}, {"learning_hours": 20.0})
    assert len(found.gains) + len(found.pays) == told


def test_live_hours_are_a_gain_and_the_sessions_to_hold_for_them_a_price():
    more = {"live_hours": 4.0, "sessions_held": 10}
    less = {"live_hours": 1.5, "sessions_held": 4}
    live = "hours of live practice and contact"
    there, back = traded(more, less), traded(less, more)
    assert there.gains == (f"2.5 more {live} (4 against 1.5)",)
    assert there.pays == ("6 more sessions to hold",)
    assert back.gains == ("6 fewer sessions to hold",)
    assert back.pays == (f"2.5 fewer {live} (1.5 against 4)",)


def test_ends_of_hours_to_build_are_set_against_the_same_ends():
    # Low 10 - 30, usual 20 - 50, high 40 - 90: from 20 to 50 fewer.
    little, much = {"build": (10, 20, 40)}, {"build": (30, 50, 90)}
    assert traded(little, much).gains == ("20 to 50 fewer hours of building",)
    assert traded(much, little).pays == ("20 to 50 more hours of building",)
    # Where the low ends lie farthest apart, 50, 30 and 20, the smaller figure still stands first.
    low = {"build": (60, 50, 60)}
    assert traded(little, low).gains == ("20 to 50 fewer hours of building",)


def test_ends_that_touch_leave_nothing_open_and_small_differences_keep_their_sign():
    base = {"build": (10, 20, 40)}
    more, less = {"build": (10, 30, 60)}, {"build": (10, 10, 20)}  # by 0, 10 and 20 each
    assert traded(base, more).gains == ("0 to 20 fewer hours of building",)
    assert traded(base, less).pays == ("0 to 20 more hours of building",)
    assert traded({"build": (10.5, 12, 13)}, {"build": (10, 10, 10)}).pays == (
        "0.5 to 3 more hours of building",
    )
    assert traded({"build": (1.2, 1.2, 1.2)}, {"build": (1, 1, 1)}).pays == (
        "0.2 more hours of building",
    )


def test_hours_of_leading_and_money_are_told_by_their_own_names():
    cheap = {"deliver": (5, 5, 5), "money": (100, 100, 100)}
    dear = {"deliver": (8, 8, 8), "money": (160, 160, 160)}
    assert traded(cheap, dear).gains == (
        "3 fewer hours of leading sessions", "60 fewer EUR without learners’ time",
    )  # fmt: skip
    assert traded({**cheap, "money": None}, dear).gains == ("3 fewer hours of leading sessions",)


def test_a_range_that_lies_on_both_sides_is_left_open_with_both_its_ends():
    # Low 10 - 4 is 6 more, high 40 - 70 is 30 fewer.
    found = traded({"build": (10, 20, 40)}, {"build": (4, 20, 70)})
    assert found.open == ("hours of building (from 30 fewer to 6 more over the ranges)",)
    assert found.gains == found.pays == ()


def test_recall_is_the_mean_over_the_moments_for_each_memory_model():
    # Model a: 0.2 and 0.4, mean 0.3; model b: 0.1 and 0.1, mean 0.1.
    moments = (recalled((0.7, 0.6), (0.5, 0.5)), recalled((0.9, 0.5), (0.5, 0.4)))
    assert traded({}, {}, moments).gains == (f"10 to 30 points more {AGREED}",)


def test_less_recall_is_a_price_and_its_smaller_figure_stands_first():
    # Model a: 0.30 less; model b: 0.20 less.
    found = traded({}, {}, (recalled((0.4, 0.3), (0.7, 0.5)),))
    assert found.pays == (f"20 to 30 points less {AGREED}",)


def test_recall_on_which_the_models_disagree_is_left_open():
    # Model a: 0.10 more; model b: 0.01 less.
    found = traded({}, {}, (recalled((0.6, 0.49), (0.5, 0.5)),))
    (said,) = found.open
    assert said == (
        "recall at the moments that matter, where the memory models disagree (from 1 point less "
        "to 10 points more)"
    )


@pytest.mark.parametrize(("recall", "told"), [(0.508, 0), (0.492, 0), (0.512, 1)])
def test_less_than_a_hundredth_of_recall_is_not_worth_a_word(recall, told):
    found = traded({}, {}, (recalled((recall, recall), (0.5, 0.5)),))
    assert len(found.gains) + len(found.pays) + len(found.open) == told


def test_recall_is_told_of_the_plan_that_is_set_against_and_not_where_one_does_not_teach_it():
    options = (option(), option("B"), option("C"))
    moments = (recalled((0.6, 0.6), (0.6, 0.6), (0.5, 0.5)), recalled(None, (0.1, 0.1), (0.1, 0.1)))
    assert trade(options, 1, moments).gains == ()
    assert trade(options, 2, moments).gains[0].startswith("10 points more modelled recall")


def test_a_better_verdict_is_a_gain_a_worse_one_a_price_and_one_not_needed_neither():
    found = traded(
        {"verdicts": {"time": "met", "social": "missing", "support": "not_needed"}},
        {"verdicts": {"time": "partly", "social": "partly", "support": "missing"}},
    )
    assert found.gains == ("the dimension time met instead of partly met",)
    assert found.pays == ("the dimension social missing instead of partly met",)


def test_a_trade_is_told_with_its_gains_first_and_then_its_price():
    cheap, dear = {"learning_hours": 2.0, "build": (9, 9, 9)}, {"learning_hours": 5.0}
    gain = "3 fewer hours of learning for each learner (2 against 5)"
    assert traded(cheap, dear).text == (
        f"Taking A instead of B buys {gain}. The price is 9 more hours of building."
    )
    assert traded({"learning_hours": 2.0}, dear).text == (
        f"Taking A instead of B buys {gain}, and costs nothing that the figures show."
    )
    assert traded({"build": (9, 9, 9)}, {}).text == (
        "Taking A instead of B costs 9 more hours of building, and buys nothing that the figures "
        "show."
    )


# --------------------------------------------------------------------------------- moments


def test_moments_stand_in_the_order_of_their_days_and_fall_on_a_friday(catalogue):
    texts = [{"text": "Late"}, {"text": "Third", "week": 3}, {"text": "First", "week": 1}]
    one = plan(module(topics=["A"]), topics=["A"], moments=texts)
    found = compare([one, one], catalogue).moments
    # Fridays are the fifth days: 4 and 2 x 7 + 4; the journey's last day is 27.
    assert [(m.text, m.day) for m in found] == [("First", 4), ("Third", 18), ("Late", 28)]


def test_recall_of_a_moment_is_the_mean_over_its_own_topics(catalogue):
    both = plan(
        module(topics=["A"]), module("again", topics=["A"], start_day=10),
        module("other", topics=["B"], start_day=-20), topics=["A", "B"],
        moments=[{"text": text, "week": 3, "topics": topics} for text, topics in
                 (("one", ["A"]), ("two", ["B"]), ("all", ["A", "B"]))],
    )  # fmt: skip
    found = {m.text: m.recalled[0].by_model for m in compare([both, both], catalogue).moments}
    for model in found["all"]:
        assert found["one"][model] > found["two"][model]
        middle = (found["one"][model] + found["two"][model]) / 2
        assert found["all"][model] == pytest.approx(middle)


def compared(*moments):
    return Comparison((option(), option("B")), moments, (), (), ())


def test_the_headline_names_the_moment_at_which_the_plans_lie_farthest_apart():
    # 10 points apart at the first, 30 at the second for model b, 20 at the third.
    found = compared(
        recalled((0.5, 0.5), (0.6, 0.6), text="First"),
        recalled((0.5, 0.8), (0.5, 0.5), text="Second"),
        recalled((0.5, 0.5), (0.7, 0.7), text="Third"),
    )
    said = recall_takeaway(found)
    assert "Second" in said
    assert "30 points" in said


# ------------------------------------------------------------------------------ touchpoints


def test_a_cell_names_format_number_minutes_and_weeks(catalogue):
    one = plan(
        module(start_day=-3, days=3),
        touchpoint("checks", "knowledge_check", learner_minutes=5, start_day=6, days=2,
                   repeat={"days": [0, 14]}),
        touchpoint("aid", "job_aid", modality="on_the_job", purpose="support", start_day=7,
                   days=None),
        touchpoint("own", "lunch_talk", start_day=8),
        touchpoint("before", "reading", start_day=-8, learner_minutes=7.5),
    )  # fmt: skip
    found = {d.title: d.cells[0] for d in compare([one, one], catalogue).differences}
    names = catalogue.formats
    minus = "\N{MINUS SIGN}"
    # Days -3 to -1 are the week before launch; -8 is the one before that.
    assert found["module"] == f"{names['self_paced_module'].name}, 60 min, week {minus}1"
    # Days 6 and 7, 20 and 21: weeks 1 to 4.
    assert found["checks"] == f"{names['knowledge_check'].name}, 2 × 5 min, weeks 1 to 4"
    assert found["aid"] == f"{names['job_aid'].name}, from week 2 on"
    assert found["own"] == "lunch talk, week 2"
    assert found["before"] == f"{names['reading'].name}, 7.5 min, week {minus}2"


def test_touchpoints_stand_by_their_earliest_day_in_any_plan_and_help_after_the_rest(catalogue):
    aid = {"modality": "on_the_job", "purpose": "support", "days": None}
    one = plan(touchpoint("aid", "job_aid", **aid), module("m"), module("late", start_day=20))
    other = plan(module("late", start_day=1), workshop("n", start_day=9))
    found = compare([one, other], catalogue).differences
    assert [d.title for d in found] == ["m", "aid", "late", "n"]


def test_without_a_common_id_the_first_of_one_purpose_and_format_stands_for_the_other(catalogue):
    one = plan(module("a"), module("b", start_day=2))
    other = plan(module("x"), module("b", start_day=3), module("y", start_day=9))
    found = compare([one, other], catalogue).differences
    assert [(d.title, [c is not None for c in d.cells]) for d in found] == [
        ("a", [True, True]), ("b", [True, True]), ("y", [False, True]),
    ]  # fmt: skip
