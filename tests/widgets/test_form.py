"""The form is the catalogue's questions, each with what is assumed while nobody answers."""

from blendnb.domain.brief import GROUPS, Brief, assumed_values
from blendnb.domain.vocabulary import MAP_STAGES
from blendnb.widgets.form_answers import answers_of, entries_of, form_of, read


def controls(catalogue):
    return {c["path"]: c for group in form_of(catalogue.variables) for c in group["controls"]}


def shown(catalogue, entries):
    return answers_of(catalogue.variables, entries, read(entries, tuple(catalogue.variables)))


def test_every_field_of_a_brief_has_a_control(catalogue, crm):
    groups = {name: getattr(crm, name) for name in GROUPS}
    paths = set(Brief.model_fields) - set(groups)
    paths |= {f"{name}.{field}" for name, group in groups.items() for field, _ in group}
    on_the_map = {"map", *(f"leading.{stage}" for stage in MAP_STAGES)}
    assert set(controls(catalogue)) == paths - on_the_map


def test_every_control_has_words_that_say_what_it_asks_and_what_it_decides(catalogue):
    for control in controls(catalogue).values():
        assert control["label"]
        assert control["help"]
        assert control["decides"]


def test_the_five_design_variables_people_calendar_and_budget_are_groups_of_the_form(catalogue):
    titles = [group["title"] for group in form_of(catalogue.variables)]
    assert len(titles) == len(set(titles)) == 9


def test_every_open_question_that_can_be_assumed_says_what_is_assumed(catalogue):
    answers = shown(catalogue, {})
    assert set(assumed_values()) <= set(answers["assumed"])


def test_what_is_assumed_is_said_in_the_words_of_the_control(catalogue):
    assumed = shown(catalogue, {})["assumed"]
    assert assumed["schedule.weeks"] == "8 weeks"
    assert assumed["outcome.audit"] == "no"
    assert assumed["outcome.risk"] == "medium"
    assert assumed["audience.location"] == "several sites"
    assert assumed["content.procedural"] == "equal parts"
    assert assumed["support.facilitators"] == "as many as needed"


def test_an_answered_question_assumes_nothing(catalogue, crm):
    assumed = shown(catalogue, entries_of(crm))["assumed"]
    assert "audience.size" not in assumed
    assert "schedule.weeks" not in assumed
    assert "outcome.risk" in assumed


def test_a_set_of_boxes_shows_which_of_them_are_assumed(catalogue):
    assumed = shown(catalogue, {})["assumed_values"]["technology.available"]
    assert assumed == list(assumed_values()["technology.available"])
