"""The verbs of the public interface bring the catalogue along."""

import pytest

import blendnb as bl
from blendnb import api
from blendnb.domain.catalogue import Catalogue
from blendnb.files.problems import InputError
from blendnb.files.working_folder import create_working_folder


@pytest.fixture
def brief():
    return bl.Brief(title="CRM", objective="Use it.", outcome={"subject": "software"})


@pytest.fixture
def working_folder(tmp_path):
    """A working folder in which rule A06 is disabled."""
    folder = create_working_folder(tmp_path / "work").path
    (folder / "catalogue" / "disabled.toml").write_text('disabled = ["A06"]\n', encoding="utf-8")
    return folder


def rules(recommendation):
    return {reason.rule for model in recommendation.models for reason in model.reasons}


def test_just_a_brief_gives_a_recommendation_a_plan_and_an_audit(brief):
    best = bl.recommend(brief).best
    plan = bl.design(brief)
    assert (plan.title, plan.blend_model) == ("CRM", best.id)
    assert len(bl.audit(plan).questions) == 16


def test_a_blend_model_may_be_chosen(brief):
    assert bl.design(brief, blend_model="bookend").blend_model == "bookend"


def test_a_blueprint_brings_its_own_brief():
    plan = bl.design(blueprint="crm_rollout")
    assert (plan.blueprint, plan.brief.outcome.subject) == ("crm_rollout", "software")


def test_without_a_brief_or_a_blueprint_nothing_is_designed():
    with pytest.raises(InputError, match="needs a brief, or the id of a blueprint"):
        bl.design()


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"blend_model": "book_end"}, "blend model: 'book_end' is not one of .* mean bookend?"),
        ({"blueprint": "crm"}, "blueprint: 'crm' is not one of .*crm_rollout"),
    ],
)
def test_an_id_that_does_not_exist_is_told_with_those_that_do(brief, choice, sentence):
    with pytest.raises(InputError, match=sentence):
        bl.design(brief, **choice)


def test_the_shipped_catalogue_is_read_once():
    assert isinstance(api.catalogue_of(), Catalogue)
    assert api.catalogue_of() is api.catalogue_of()


def test_a_catalogue_is_taken_as_it_is():
    catalogue = api.catalogue_of()
    assert api.catalogue_of(catalogue) is catalogue


@pytest.mark.parametrize("place", ["", "catalogue"])
def test_own_entries_count_where_their_folder_is_named(brief, working_folder, place):
    assert "A06" in rules(bl.recommend(brief))
    assert "A06" not in rules(bl.recommend(brief, catalogue=working_folder / place))
    assert "A06" not in rules(bl.recommend(brief, catalogue=str(working_folder / place)))


def test_own_entries_are_read_again_each_time(brief, working_folder):
    bl.recommend(brief, catalogue=working_folder)
    (working_folder / "catalogue" / "disabled.toml").unlink()
    assert "A06" in rules(bl.recommend(brief, catalogue=working_folder))


def test_only_a_folder_that_blendnb_made_counts_by_itself(tmp_path, working_folder):
    assert api.own_entries_here(working_folder) == working_folder
    (tmp_path / "other" / "catalogue").mkdir(parents=True)
    assert api.own_entries_here(tmp_path / "other") is None


def test_blueprints_come_before_archetypes():
    ids = [entry.id for entry in api.blueprints()]
    assert ids[:3] == ["call_centre_nesting", "care_leaders", "compliance_audit"]
    assert ids[-5] == "train_the_trainer"
    assert set(ids[-4:]) == {"live_led", "digital_first", "continuous", "bookend"}
    assert api.blueprint("bookend").id == "bookend"
