"""Priorities: what matters to the client weighs as rules do and may turn the order."""

import pytest

from blendnb import Brief, recommend
from blendnb.api import catalogue_of
from blendnb.designing.priorities import PRIORITIES, by_priorities
from tests.designing.recommend.test_no_cliffs import LEADERS

CATALOGUE = catalogue_of()
BRIEF = Brief.model_validate(LEADERS)
ADVICE = recommend(BRIEF)


def places(**priorities):
    return by_priorities(BRIEF, CATALOGUE, ADVICE, priorities)


def test_without_priorities_the_order_and_its_percentages_are_the_recommendation_s():
    assert [(place.id, place.percent) for place in places()] == [
        (model.id, model.percent) for model in ADVICE.models
    ]


@pytest.mark.parametrize("name", PRIORITIES)
def test_a_priority_weighs_no_more_than_it_says_and_speaks_for_the_best_in_it(name):
    effects = {place.id: place.effects[name] for place in places(**{name: 3})}
    assert max(map(abs, effects.values())) <= 3
    assert max(effects.values()) == -min(effects.values())
    assert all(value == 0 for place in places() for value in place.effects.values())


def test_time_of_learners_speaks_for_the_shortest_plan():
    hours = {model.id: model.consequences.learning_hours for model in ADVICE.models}
    effects = {place.id: place.effects["learner_time"] for place in places(learner_time=2)}
    assert max(effects, key=effects.get) == min(hours, key=hours.get)


def test_meeting_each_other_speaks_for_the_plan_with_most_hours_together():
    hours = {model.id: model.consequences.together_hours for model in ADVICE.models}
    effects = {place.id: place.effects["meeting"] for place in places(meeting=2)}
    assert max(effects, key=effects.get) == max(hours, key=hours.get)
