"""A workspace that was saved is opened as it was."""

import json

import pytest

from blendnb.files.problems import InputError
from blendnb.widgets.derive import Deriver
from blendnb.widgets.serialization import from_data, resting, to_data


@pytest.fixture
def deriver(catalogue, minds):
    return Deriver(catalogue.variables, **minds)


@pytest.fixture
def worked_on(window):
    """A session in which a bit of everything was done."""
    view = window()
    edit = {"kind": "change", "id": view.plan.touchpoints[0].id, "values": {"title": "Größe 日本"}}
    view.say(
        {"edit": edit}, {"decide": {"text": "Keep it", "who": "Anna"}}, {"pilot": {"size": 20}},
        {"map": {"topic": "Forecasting", "stage": "before", "purpose": "inform", "on": True}},
        {"map": {"moment": "First call", "managers": "Sit in"}},
        {"option": {"new": "B"}}, {"choose": "live_led"}, {"measures": []}, {"go": "support"},
        {"set": {"audience.size": "many"}},
    )  # fmt: skip
    return view.session.history.now


def test_everything_that_was_done_is_there_again(worked_on, deriver):
    data = json.loads(json.dumps(to_data(worked_on)))
    assert from_data(data, deriver) == worked_on


def test_an_empty_form_and_a_brief_without_a_plan_are_kept(deriver):
    empty = deriver.opened(None)
    assert from_data(to_data(empty), deriver) == empty


def test_a_choice_that_is_refused_is_refused_again(deriver, crm):
    brief = crm.replacing({"technology.available": ("mobile",), "audience.travel": False})
    workspace = deriver.opened(brief)
    excluded = [m.id for m in workspace.design.recommendation.models if m.excluded]
    refused = deriver.chosen(workspace, excluded[0])
    assert refused.design.refusal
    found = from_data(to_data(refused), deriver).design
    assert str(found.refusal) == str(refused.design.refusal)
    assert found.plan == refused.design.plan


def test_a_composed_plan_is_opened_as_it_was_even_if_it_would_be_composed_otherwise(deriver, crm):
    workspace = deriver.opened(crm)
    data = to_data(workspace)
    data["options"][0]["plan"]["touchpoints"].pop()
    found = from_data(data, deriver)
    assert len(found.option.plan.touchpoints) == len(workspace.option.plan.touchpoints) - 1
    assert found.option.edited is None


def test_what_rests_is_woken_as_it_was(worked_on, deriver):
    assert resting(worked_on, deriver).wake() == worked_on


def test_a_document_of_a_newer_version_is_refused(worked_on, deriver):
    with pytest.raises(InputError, match="newer blendnb"):
        from_data({**to_data(worked_on), "schema": "blendnb.workspace/2"}, deriver)
