"""Objectives of a brief: what is stated stays, the rest is drafted, and no number is invented."""

import re

import pytest

import blendnb as bl
from blendnb.api import catalogue_of
from blendnb.designing.objectives import kind_of, objectives_of
from blendnb.domain.brief import Brief

MOMENT = "work falls short for the second time"


def brief(topics, level="behavior", **more):
    data = {
        "title": "Leading well",
        "objective": "Managers talk before it is too late.",
        "topics": topics,
        "outcome": {"subject": "leadership", "level": level},
        "audience": {"role": "manager"},
        **more,
    }
    return Brief.model_validate(data)


def texts(of):
    return [objective.text for objective in objectives_of(of, catalogue_of())]


def test_a_topic_with_a_verb_and_a_moment_gives_a_whole_sentence():
    of = brief(["Asking before advising"], moments=[{"text": MOMENT}])
    assert texts(of)[0] == (
        f"At the moment “{MOMENT}”, managers ask before advising, within [time], in [n] cases "
        "running; the other side confirms the next step."
    )


def test_a_second_verb_is_put_into_its_form_too():
    assert (
        "managers give and receive feedback, " in texts(brief(["Giving and receiving feedback"]))[0]
    )


def test_beginnings_that_only_say_how_it_is_taught_fall_away():
    assert "use the acts of “feedback”" in texts(brief(["Introduction to feedback"], "skill"))[0]


def test_a_stated_objective_stays_as_it_is_and_a_drafted_one_is_marked():
    of = brief([{"name": "Delegating", "objective": "Hands it over."}, "Policy"], "skill")
    stated, drafted = objectives_of(of, catalogue_of())
    assert (stated.text, stated.origin, stated.id) == ("Hands it over.", "stated", "objective-1")
    assert (drafted.origin, drafted.kind) == ("drafted", "conceptual")


@pytest.mark.parametrize("level", ["awareness", "skill", "behavior"])
@pytest.mark.parametrize("risk", ["low", "high"])
def test_no_number_is_ever_filled_in(level, risk):
    topics = ["Giving feedback", "Reporting", "Policy", "Zzz"]
    of = brief(topics, outcome={"subject": "leadership", "level": level, "risk": risk})
    for text in texts(of):
        assert not re.search(r"\d", text)
        assert "[" in text


def test_at_high_risk_critical_steps_are_named_and_no_share_of_them_counts():
    outcome = {"subject": "safety", "level": "skill", "risk": "high"}
    text = texts(brief([{"name": "Pump", "kind": "procedural"}], outcome=outcome))[0]
    assert "with every critical step: [which]" in text


def test_demands_add_to_the_standard():
    topic = {"name": "Pump", "kind": "procedural", "demands": ["psychomotor", "judgement"]}
    text = texts(brief([topic], "skill"))[0]
    assert text.endswith("with no critical error, observed, giving the deciding reason.")


def test_a_condition_is_asked_for_where_several_moments_could_be_meant():
    of = brief(["Policy", "Risk"], moments=[{"text": "A", "topics": ["Risk"]}, "B"])
    policy, risk = texts(of)
    assert policy.startswith("Given [situation], ")
    assert risk.startswith("At the moment “A”, ")


@pytest.mark.parametrize(
    ("topic", "kind"),
    [
        ("Leading a talk about policy", "interpersonal"),
        ("Logging a return", "procedural"),
        ("Why prices differ", "conceptual"),
        ("Zzz", "procedural"),
    ],
)
def test_the_kind_follows_from_words_and_else_from_the_mix(topic, kind):
    of = brief([topic], content={"procedural": 3.0, "conceptual": 1.0})
    assert kind_of(topic, of, catalogue_of()) == kind


def test_a_plan_without_objectives_has_those_of_its_brief():
    plan = bl.design(brief(["Delegating", "Policy"]))
    assert [objective.topic for objective in bl.objectives(plan)] == ["Delegating", "Policy"]


def test_activities_are_at_hand_by_id():
    threes = bl.activities()["threes"]
    assert threes.title == "Practise in threes: {topic}"
    assert [step.rounds for step in threes.steps] == [1, 3, 1]
