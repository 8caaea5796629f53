"""Where too little is known, the recommendation says so first, and what to ask."""

import pytest
from hypothesis import given

from blendnb.api import catalogue_of
from blendnb.designing.recommend import recommend
from blendnb.domain.brief import Brief
from tests.designing.recommend.test_scoring import CRM
from tests.strategies import briefs, examples

CATALOGUE = catalogue_of()


def bare(subject):
    return Brief(title="T", objective="O", outcome={"subject": subject})


@pytest.mark.parametrize("subject", ["leadership", "compliance", "sales", "technical"])
def test_one_answer_is_too_little_to_choose_and_that_is_said_first(subject):
    found = recommend(bare(subject), CATALOGUE)
    assert found.confidence.kind == "unsettled"
    assert found.summary.startswith("Too little is known to choose yet: 1 of 22 questions is")
    assert 2 <= len(found.ask_next) <= 3
    assert all(f"“{question.label}”" in found.summary for question in found.ask_next)


@pytest.mark.parametrize("subject", ["software", "process", "product_knowledge"])
def test_one_fact_that_speaks_clearly_outweighs_what_most_others_run(subject):
    found = recommend(bare(subject), CATALOGUE)
    assert found.best.id == "digital_first"
    assert found.best.share == max(model.share for model in found.models)


def test_the_questions_stand_in_the_order_of_what_they_would_change():
    asked = recommend(bare("compliance"), CATALOGUE).ask_next
    assert [(q.variable, q.label, q.text) for q in asked] == [
        ("work.setting", "Place of work", "2 of 3 usual answers would put continuous first."),
        ("audience.languages", "Languages", "2 of 4 usual answers would put digital-first first."),
        ("work.mobile_only", "Phone only", "1 of 2 usual answers would put continuous first."),
    ]


def test_what_an_answer_is_said_to_turn_it_turns():
    turned = recommend(bare("compliance").replacing({"work.setting": "field"}), CATALOGUE)
    assert turned.best.id == "continuous"
    assert recommend(bare("compliance"), CATALOGUE).best.id == "live_led"


def test_a_full_brief_asks_nothing():
    found = recommend(Brief.model_validate(CRM), CATALOGUE)
    assert found.ask_next == ()
    assert "Too little" not in found.summary


def test_a_strong_brief_with_an_open_question_is_an_answer_that_names_the_question():
    brief = Brief.model_validate(CRM).replacing(
        {"audience.size": None, "support.facilitators": None}
    )
    found = recommend(brief.replacing({"outcome.subject": "technical"}), CATALOGUE)
    assert found.confidence.kind != "unsettled"
    assert found.ask_next == ()
    assert [(q.variable, q.models) for q in found.sensitive_to] == [
        ("audience.size", ("live_led",))
    ]
    assert "“Learners”" in found.summary


def test_the_questions_are_part_of_the_public_form():
    first = recommend(bare("sales"), CATALOGUE).to_data()["ask_next"][0]
    assert first.keys() == {"variable", "label", "text", "models"}


@given(briefs())
@examples(40)
def test_only_open_questions_are_asked_and_only_while_too_little_is_known(brief):
    found = recommend(brief, CATALOGUE)
    if found.ask_next:
        assert found.coverage.answered <= 6
        assert len(found.sensitive_to) > 2
        assert not found.best.excluded
        assert found.summary.startswith("Too little is known")
    assert all(question.variable not in brief.stated for question in found.ask_next)
