"""The choice of formats: few, complementary, argued for, and never against a veto."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.designing.facts import facts_of
from blendnb.designing.recommend.formats import choose_formats
from blendnb.designing.recommend.rules import vetoed
from blendnb.domain.brief import Brief
from blendnb.domain.conditions import holds
from blendnb.domain.vocabulary import BLEND_MODELS
from blendnb.files.catalogue_loading import load_catalogue
from tests.strategies import briefs, examples

CATALOGUE = load_catalogue(programmes=False)
models = st.sampled_from(BLEND_MODELS)


def chosen_for(model, *, flipped=False, reinforced=False, subject="technical", **groups):
    outcome = {"subject": subject, **groups.pop("outcome", {})}
    brief = Brief(title="T", objective="O", outcome=outcome, **groups)
    return choose_formats(
        facts_of(brief), CATALOGUE, model, flipped=flipped, reinforced=reinforced
    )  # fmt: skip


@given(briefs(), models, st.booleans(), st.booleans())
@examples(60)
def test_every_format_is_in_with_its_purpose_or_out_with_its_reason(
    brief, model, flipped, reinforced
):
    choice = choose_formats(
        facts_of(brief), CATALOGUE, model, flipped=flipped, reinforced=reinforced
    )
    left_out = [one.id for one in choice.left_out]
    assert sorted([*choice.ids, *left_out]) == sorted(CATALOGUE.formats)
    assert all(one.text.endswith(".") for one in (*choice.chosen, *choice.left_out))
    for one in choice.chosen:
        assert one.purpose in CATALOGUE.formats[one.id].purposes


@given(briefs(), models, st.booleans(), st.booleans())
@examples(60)
def test_no_veto_is_broken_and_every_format_that_a_rule_calls_for_is_in(
    brief, model, flipped, reinforced
):
    facts = facts_of(brief.resolved)
    choice = choose_formats(facts, CATALOGUE, model, flipped=flipped, reinforced=reinforced)
    excluded = vetoed(facts, CATALOGUE)
    assert excluded.keys().isdisjoint(choice.ids)
    design = {**facts, "blend_model": model, "flipped": flipped, "reinforced": reinforced}
    for rule in CATALOGUE.format_rules:
        if holds(rule.when, design):
            assert set(rule.formats) - excluded.keys() <= set(choice.ids)


@given(briefs(), models)
@examples(60)
def test_a_need_is_covered_or_said_to_be_open_with_the_vetoes_that_keep_it_so(brief, model):
    facts = facts_of(brief)
    choice = choose_formats(facts, CATALOGUE, model, flipped=False, reinforced=True)
    served = {need for one in choice.chosen for need in one.serves}
    for need in choice.uncovered:
        assert need.id not in served
        assert need.by
    if facts.get("outcome.level") != "awareness":
        wanted = {"peer_contact", "manager_contact", "help_at_need", "knowledge_check", "prompt"}
        assert wanted <= served | {need.id for need in choice.uncovered}


def test_a_vetoed_format_shows_the_sentence_of_its_veto():
    choice = chosen_for("digital_first", technology={"available": ["lms", "authoring"]})
    lab = next(one for one in choice.left_out if one.id == "practice_lab")
    assert (lab.by, lab.text) == (
        "V05",
        "Without a sandbox, practise by guided demo and reviewed real tasks.",
    )


def test_where_nobody_may_meet_or_share_the_missing_peer_contact_is_said():
    choice = chosen_for("continuous", technology={"available": ["lms"]})
    assert [need.id for need in choice.uncovered if need.id == "peer_contact"]


@pytest.mark.parametrize("model", ["live_led", "bookend"])
def test_patterns_with_a_live_core_have_a_workshop(model):
    assert {"virtual_workshop", "in_person_workshop"} & set(chosen_for(model).ids)


def test_bookend_is_opened_live_and_not_by_a_message():
    workshop = next(one for one in chosen_for("bookend").chosen if "workshop" in one.id)
    assert {"launch", "close"} <= set(workshop.serves)


def test_digital_first_carries_its_content_in_modules_and_practises_without_a_session():
    ids = chosen_for("digital_first").ids
    assert "self_paced_module" in ids
    assert not {"virtual_workshop", "in_person_workshop"} & set(ids)


def test_application_happens_on_the_job_in_every_pattern():
    for model in BLEND_MODELS:
        serving = [one.id for one in chosen_for(model).chosen if "apply" in one.serves]
        assert {CATALOGUE.formats[id_].modality for id_ in serving} == {"on_the_job"}, model


def test_a_short_message_needs_no_application_and_fewer_formats():
    short = chosen_for(
        "digital_first",
        subject="compliance",
        outcome={"level": "awareness"},
        content={"hours": 1.0},
    )
    served = {need for one in short.chosen for need in one.serves}
    assert not {"apply", "practice", "performance_check"} & served
    assert len(short.chosen) < len(chosen_for("digital_first", subject="compliance").chosen)


def test_people_at_one_site_meet_in_a_room_and_spread_out_people_online():
    near = chosen_for("live_led", audience={"location": "one_site"},
                      technology={"available": ["classroom", "virtual_classroom"]})  # fmt: skip
    far = chosen_for("live_led", audience={"location": "distributed"},
                     technology={"available": ["classroom", "virtual_classroom"]})  # fmt: skip
    assert "in_person_workshop" in near.ids
    assert "virtual_workshop" in far.ids


def test_what_nobody_has_confirmed_is_chosen_only_where_a_rule_calls_for_it_and_says_so():
    assert "coaching" not in chosen_for("live_led").ids
    lab = next(
        one for one in chosen_for("live_led", subject="software").chosen
        if one.id == "practice_lab"
    )  # fmt: skip
    assert lab.text.endswith("To be confirmed first: a sandbox.")


def test_choosing_is_deterministic():
    assert chosen_for("bookend", flipped=True) == chosen_for("bookend", flipped=True)
