import json
from datetime import date

import pytest

from blendnb.api import catalogue_of
from blendnb.designing.blueprints.generalizing import generalized, slug
from blendnb.designing.blueprints.library import blueprints_like
from blendnb.designing.design import design
from blendnb.domain.brief import Brief
from blendnb.domain.plan import Plan
from blendnb.files.catalogue_loading import load_catalogue
from blendnb.files.own_blueprints import save_blueprint

BRIEF = Brief.model_validate(
    {
        "title": "Selling at Northwind",
        "objective": "Northwind's sellers talk about Price Talks with care.",
        "client": "Northwind",
        "gap": "Northwind loses 12 % to discounts.",
        "topics": ["Price talks", "Forecasting"],
        "moments": [
            {"text": "A call at NORTHWIND", "week": 2, "topics": ["Forecasting"],
             "measure": "discount", "baseline": "12 %"},
        ],
        "outcome": {"subject": "sales", "risk": "high"},
        "audience": {"size": 120, "role": "sales"},
        "schedule": {"weeks": 8, "start": date(2027, 1, 11),
                     "blackout": [[date(2027, 2, 1), date(2027, 2, 5)]]},
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def plan():
    made = design(BRIEF, catalogue_of())
    first = made.touchpoints[0].replace(
        title="Northwind and price talks", owner="Ingrid Berg", time="09:00",
        description="What NORTHWIND means by forecasting.",
    )  # fmt: skip
    return made.replace(touchpoints=(first, *made.touchpoints[1:]))


@pytest.fixture(scope="module")
def found(plan):
    return generalized(plan, "Price talks, high risk", provenance="Our academy", results="n = 24")


def test_nothing_of_the_client_is_left(found):
    text = found.blueprint.model_dump_json().replace(found.blueprint.name, "")
    for theirs in ("northwind", "12 %", "ingrid", "2027", "price talks", "forecasting", "09:00"):
        assert theirs not in text.lower()


def test_topics_become_slots_wherever_their_names_stand(found):
    row = found.blueprint.rows[0]
    assert found.blueprint.brief["topics"] == ["Topic 1", "Topic 2"]
    assert row.title == "the client and Topic 1"
    assert row.adapted_title == "the client and {topics}"
    assert row.description == "What the client means by Topic 2."


def test_the_journey_and_the_design_variables_are_kept(plan, found):
    again = design(None, _with(found.blueprint), blueprint=found.blueprint.id)
    assert [(t.id, t.format, t.start_day, t.learner_minutes) for t in again.touchpoints] == [
        (t.id, t.format, t.start_day, t.learner_minutes) for t in plan.touchpoints
    ]
    assert again.brief.outcome == BRIEF.outcome
    assert again.weeks == 8
    assert again.start is None


def test_what_is_kept_and_what_is_not_is_shown_word_for_word(found):
    kept, left_out = dict(found.kept), found.left_out
    assert kept["objective"] == "the client's sellers talk about Topic 1 with care."
    assert kept["results"] == "n = 24"
    assert ("client", "Northwind") in left_out
    assert ("owner", "Ingrid Berg") in left_out
    assert ("dates", "start 2027-01-11") in left_out
    assert ("baseline", "12 %") in left_out


def test_another_briefs_topics_take_the_places_of_the_slots(found):
    other = BRIEF.replacing({"topics": ["Safety", "Quality", "Speed"], "schedule.weeks": 12})
    adapted = design(other, _with(found.blueprint), blueprint=found.blueprint.id)
    assert set(adapted.topics) == {"Safety", "Quality", "Speed"}
    assert any("12 weeks" in change for change in adapted.changes)


def test_blueprints_are_found_by_the_design_variables_that_they_share(found):
    known = _with(found.blueprint)
    near, *others = blueprints_like(BRIEF, known.blueprints.values(), known.design_variables)
    assert near.blueprint.id == "price_talks_high_risk"
    assert "outcome.subject" in near.compared.alike
    assert all(near.likeness > other.likeness for other in others)
    compliance = next(o for o in others if o.blueprint.id == "compliance_audit")
    assert "outcome.subject" in compliance.compared.differs


@pytest.mark.parametrize(
    ("name", "id_"),
    [("Shift leads!", "shift_leads"), ("Ålesund", "alesund"), ("学", "own_blueprint")],
)
def test_a_name_gives_an_id_of_plain_letters(name, id_):
    assert slug(name) == id_


def _with(blueprint):
    known = catalogue_of()
    return known.replace(blueprints={**known.blueprints, blueprint.id: blueprint})


def test_topics_beyond_what_a_brief_may_have_share_slots():
    plan = design(BRIEF, catalogue_of())
    topics = tuple(f"Matter {chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(34))
    first = plan.touchpoints[0].replace(topics=topics)
    made = generalized(plan.replace(touchpoints=(first,)), name="Many", provenance="Us, 2027")
    slots = made.blueprint.brief["topics"]
    assert len(slots) == 30
    assert set(made.blueprint.rows[0].topics) <= set(slots)


def test_an_answer_that_only_a_later_version_knows_is_not_kept(plan, tmp_path):
    data = plan.to_data()
    data["brief"]["audience"]["shoe_size"] = [43, {"eu": True}]
    later = Plan.model_validate_json(json.dumps(data), extra="allow")
    found = generalized(later, "Price talks", provenance="Our academy")
    save_blueprint(found.blueprint, tmp_path)
    kept = load_catalogue(tmp_path).blueprints["price_talks"].brief
    assert kept["audience"] == {"size": 120, "role": "sales"}
