"""One question asked of many schedules, and of topics that a plan meets on other days too."""

from itertools import combinations

import numpy as np
import pytest

from blendnb.spacing import FSRS6, PPE, SAC, PavlikAnderson, best
from blendnb.spacing.questions import (
    Question,
    Variant,
    judged,
    least_regret_name,
    regret_against,
    tops_of,
)

MODELS = [SAC(), PPE(), PavlikAnderson(), FSRS6()]
MET = {5: 0.5, 12: 0.7}


@pytest.mark.parametrize("objective", ["mean", "day"])
@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.id)
def test_the_best_days_beside_other_days_are_those_of_brute_force(model, objective):
    found = best(2, 20, objective, met=MET, memory_models=[model])
    dates = np.arange(1, 21) if objective == "mean" else np.array([20])

    def value(days):
        events = sorted({0: 1.0, **MET, **dict.fromkeys(days, 1.0)}.items())
        studied, weights = zip(*events, strict=True)
        return model.recall(studied, dates, weights).mean()

    free = [day for day in range(1, 21) if day not in MET]
    top = max(value(days) for days in combinations(free, 2))
    assert found.value[model.id] == pytest.approx(top, abs=1e-9)
    assert value(found.days) == pytest.approx(top, abs=1e-9)


def test_no_touchpoint_is_put_on_a_day_on_which_the_topic_is_met_anyway():
    found = best(3, 15, met=dict.fromkeys(range(1, 13), 1.0))
    assert found.days == (13, 14, 15)


def test_other_days_of_weight_0_did_not_happen():
    assert best(2, 30, met={10: 0.0}) == best(2, 30)


@pytest.mark.parametrize("met", [{0: 1.0}, {-3: 1.0}, {5: 1.5}])
def test_other_days_that_make_no_sense_are_refused(met):
    with pytest.raises(ValueError, match="met names days from 1 with weights up to 1"):
        best(2, 30, met=met)


def test_a_question_asks_what_best_asks():
    question = Question(horizon=60, last=120)
    assert question.best(2) == best(2, 60, until=120)
    on_a_day = Question(horizon=60, last=120, objective="day")
    assert on_a_day.best(2) == best(2, 60, "day", at=120)


def test_values_of_the_best_days_are_those_that_best_reports():
    question = Question(horizon=60, last=120, met=((5, 0.5),))
    found = question.best(3)
    assert question.values(found.days) == pytest.approx(dict(found.value))


def test_a_weight_below_1_is_worth_less():
    question = Question()
    full, half = question.values((7, 30)), question.values((7, 30), (0.5, 0.5))
    assert all(half[name] < full[name] for name in full)


def test_events_hold_day_0_the_touchpoints_and_the_other_days_in_order():
    question = Question(met=((9, 0.5), (14, 0.7)))
    assert question.events((3, 40)) == ([0, 3, 9, 14, 40], [1.0, 1.0, 0.5, 0.7, 1.0])


def test_rules_of_thumb_that_do_not_fit_are_left_out():
    rules = Question(horizon=30).rules(4)
    assert "Every two weeks" not in rules
    assert rules["Weekly"] == (7, 14, 21, 28)
    assert "Weekly" not in Question(horizon=30, met=((14, 0.5),)).rules(4)


def test_regret_is_what_a_schedule_loses_against_each_models_own_best():
    question = Question(horizon=60, last=60)
    found = {2: question.best(2)}
    rows = judged(question, [Variant("Late", (50, 60)), Variant("Once", (20,))], found)
    by_name = {row.name: row for row in rows}
    tops = tops_of(found[2])
    for name, top in tops.items():
        own = best(2, 60, memory_models=name).value[name]
        assert top == pytest.approx(own, abs=1e-3)
    assert by_name["Once"].max_regret is None
    assert by_name[least_regret_name()].max_regret == min(
        row.max_regret for row in rows if row.max_regret is not None
    )
    assert [row.kind for row in rows[:3]] == ["variant", "variant", "best"]
    assert all(row.kind == "rule" for row in rows[3:])


def test_regret_is_never_below_0():
    assert regret_against({"sac": 0.5}, {"sac": 0.6}) == {"sac": 0.0}
