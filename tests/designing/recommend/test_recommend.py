"""The recommendation as a whole: its public form, its words, and that it is quick to import."""

import json
import re
import subprocess
import sys

import pytest
from hypothesis import given

from blendnb.api import catalogue_of
from blendnb.designing.recommend import recommend
from blendnb.domain.brief import Brief
from tests.designing.recommend.test_scoring import CRM
from tests.strategies import briefs, examples

CATALOGUE = catalogue_of()
BARE = Brief(title="T", objective="O", outcome={"subject": "leadership"})
SHUT = Brief(
    title="T",
    objective="O",
    outcome={"subject": "sales"},
    technology={"available": []},
    support={"facilitators": 0},
    schedule={"weeks": 2},
)


@pytest.mark.parametrize("id_", ["new_manager", "crm_rollout", "compliance_audit"])
def test_the_briefs_of_the_blueprints_come_out_as_their_blend_models(id_):
    blueprint = CATALOGUE.blueprints[id_]
    found = recommend(Brief.model_validate(blueprint.brief), CATALOGUE)
    assert found.best.id == blueprint.blend_model
    assert found.reinforcement.use == blueprint.reinforced


@pytest.mark.parametrize("model", ["live_led", "digital_first", "continuous", "bookend"])
def test_the_sample_briefs_of_the_general_patterns_come_out_as_themselves(model):
    brief = Brief.model_validate(CATALOGUE.archetypes[model].brief)
    assert recommend(brief, CATALOGUE).best.id == model


def test_the_public_form_has_every_key_of_the_contract():
    data = recommend(Brief.model_validate(CRM), CATALOGUE).to_data()
    assert {
        "models", "flipped", "reinforcement", "formats", "excluded", "precedents", "assumed",
        "coverage", "what_if", "sensitive_to",
    } <= data.keys()  # fmt: skip
    assert {"id", "score", "share", "risks", "reasons"} <= data["models"][0].keys()
    reason = data["models"][0]["reasons"][0]
    assert {"rule", "variables", "effect", "text", "source", "confidence"} <= reason.keys()
    assert {"use", "text", "reasons"} <= data["flipped"].keys()
    assert {"id", "purpose", "text"} <= data["formats"][0].keys()
    assert {"kind", "id", "by", "text"} == data["excluded"][0].keys()
    assert {"id", "likeness", "pattern", "text", "source"} <= data["precedents"][0].keys()
    turned = recommend(Brief.model_validate(CRM | {"schedule": {"weeks": 40}}), CATALOGUE).to_data()
    assert {"variable", "from", "to", "model"} <= turned["what_if"][0].keys()
    assert data["coverage"] == {"answered": 21, "of": 22}
    assert data["assumed"] == ["topics"]


@given(briefs())
@examples(60)
def test_any_brief_gives_a_plain_json_document_whose_reasons_add_up(brief):
    found = recommend(brief, CATALOGUE)
    assert json.loads(json.dumps(found.to_data(), allow_nan=False)) == found.to_data()
    for model in found.models:
        assert sum(reason.effect for reason in model.reasons) == pytest.approx(model.score)
        assert all(reason.effect for reason in model.reasons)
        stated = {path for reason in model.reasons for path in reason.variables}
        assert stated <= brief.stated.keys()


@given(briefs())
@examples(60)
def test_every_sentence_is_whole(brief):
    data = recommend(brief, CATALOGUE).to_data()
    for text in _texts(data, "text", "summary", "precedents_note"):
        assert re.search(r"[.?!]\)?$", text), text
        assert not re.search(r"None of these|\{|\}|  |\bNone instead|\[|\.\.", text), text
        assert text[0].isupper() or text[0].isdigit(), text


def _texts(value, *keys):
    if isinstance(value, dict):
        for key, item in value.items():
            if key in keys and isinstance(item, str):
                yield item
            else:
                yield from _texts(item, *keys)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, *keys)


def test_the_same_brief_gives_the_same_bytes():
    first, second = (
        json.dumps(recommend(Brief.model_validate(CRM), CATALOGUE).to_data()) for _ in range(2)
    )
    assert first == second


def test_what_is_excluded_is_listed_by_kind_with_its_veto():
    excluded = recommend(SHUT, CATALOGUE).excluded
    assert ("blend_model", "bookend", "V12") in [(e.kind, e.id, e.by) for e in excluded]
    assert ("format", "nudge", "V07") in [(e.kind, e.id, e.by) for e in excluded]
    assert ("measure", "usage_dashboard", "V09") in [(e.kind, e.id, e.by) for e in excluded]


def test_where_all_models_are_excluded_each_says_what_reopens_it():
    found = recommend(SHUT, CATALOGUE)
    assert all(model.excluded for model in found.models)
    assert [len(model.excluded_by) for model in found.models] == [1, 1, 2, 3]
    assert {r.model: r.text for r in found.reopenings} == {
        "live_led": "Live-led is open again with a virtual classroom as well and with one "
        "facilitator instead of none.",
        "digital_first": "Digital-first is open again with a learning management system as well.",
        "continuous": "Continuous is open again with a window of 3 weeks instead of 2.",
        "bookend": "Bookend is open again with a virtual classroom as well, with one facilitator "
        "instead of none and with a window of 3 weeks instead of 2.",
    }
    assert "excludes all four" in found.summary


def test_an_open_model_means_that_nothing_has_to_be_reopened():
    assert recommend(BARE, CATALOGUE).reopenings == ()


def test_risks_name_what_this_situation_adds():
    without = recommend(BARE.replacing({"support.managers": False}), CATALOGUE)
    bookend = next(model for model in without.models if model.id == "bookend")
    assert any("Managers will not take part" in risk for risk in bookend.risks)
    usual = next(model for model in recommend(BARE, CATALOGUE).models if model.id == "bookend")
    assert usual.risks == CATALOGUE.blend_models["bookend"].risks


def test_a_brief_that_says_little_is_told_so():
    brief = Brief(title="T", objective="O", outcome={"subject": "software"})
    summary = recommend(brief, CATALOGUE).summary
    assert summary.startswith("Too little is known to choose yet: 1 of 22 questions is answered.")


def test_recommending_loads_neither_numpy_nor_pandas():
    code = (
        "import sys, blendnb.designing.recommend; "
        "print([m for m in ('numpy', 'scipy', 'pandas', 'altair') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
