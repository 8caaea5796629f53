"""Flipped design and continuous reinforcement: decided on their own, each with its conditions."""

import pytest

from blendnb.designing.facts import facts_of
from blendnb.designing.recommend import flipped_for, recommend
from blendnb.designing.recommend.elements import flipped
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Rule
from blendnb.files.catalogue_loading import load_catalogue

CATALOGUE = load_catalogue(programmes=False)
CONCEPTS = {"conceptual": 0.8, "interpersonal": 0.2, "hours": 8.0}


def recommended(*, subject="leadership", **groups):
    outcome = {"subject": subject, **groups.pop("outcome", {})}
    return recommend(Brief(title="T", objective="O", outcome=outcome, **groups), CATALOGUE)


def test_much_concept_with_time_to_prepare_and_live_practice_is_flipped():
    found = recommended(content=CONCEPTS, audience={"minutes_per_week": 60})
    assert found.best.id == "live_led"
    assert found.flipped.use
    assert [reason.rule for reason in found.flipped.reasons] == ["A23"]


def test_without_a_sum_of_three_nothing_is_flipped():
    found = recommended(content={"procedural": 1.0})
    assert (found.flipped.use, found.flipped.score) == (False, 1.0)
    assert found.flipped.text.startswith("Not flipped: too little")


def test_a_model_without_a_live_session_to_practise_in_is_not_flipped():
    found = recommended(
        subject="product_knowledge",
        content=CONCEPTS,
        audience={"minutes_per_week": 60, "size": 2000, "location": "distributed"},
    )
    assert found.best.id == "digital_first"
    assert found.flipped.score >= 3
    assert not found.flipped.use
    assert "no live session to practise in" in found.flipped.text


def test_the_answer_is_for_the_blend_model_that_is_chosen_not_for_the_best_one():
    brief = Brief(
        title="T",
        objective="O",
        outcome={"subject": "leadership"},
        content=CONCEPTS,
        audience={"minutes_per_week": 60},
    )
    answers = [flipped_for(brief, CATALOGUE, model).use for model in ("live_led", "digital_first")]
    assert answers == [True, False]


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (14, "Not flipped: There is no time for pre-work."),
        (29, "Not flipped: 29 minutes a week leave no room for 30 of pre-work."),
        (30, "Flip it: people study the concepts beforehand"),
    ],
)
def test_pre_work_has_to_fit_the_week_however_much_speaks_for_flipping(minutes, text):
    brief = Brief(
        title="T",
        objective="O",
        outcome={"subject": "leadership"},
        audience={"minutes_per_week": minutes},
    )
    strong = Rule(
        id="X", when={}, effects={"flipped": 9}, because="-", source="-", confidence="L"
    )  # fmt: skip
    facts, resolved = facts_of(brief), facts_of(brief.resolved)
    assert flipped(facts, resolved, [strong], CATALOGUE, "live_led").text.startswith(text)


def test_a_habit_of_weeks_with_managers_is_reinforced_whatever_carries_the_core():
    found = recommended(
        outcome={"level": "behavior", "audit": False},
        support={"managers": True},
        schedule={"weeks": 12},
    )
    assert found.reinforcement.use
    fired = [reason.rule for reason in found.reinforcement.reasons]
    assert set(fired) == {"A01", "A20", "A28", "R07", "R08", "R10"}
    assert found.reinforcement.score == 10  # 1 + 2 + 1 + 2 + 2 + 2


def test_nothing_that_asks_for_reinforcement_leaves_it_out_and_says_so():
    found = recommended(subject="technical")
    assert (found.reinforcement.use, found.reinforcement.score) == (False, 0)
    assert "nothing that was stated asks for it" in found.reinforcement.text
