"""Reopening: the fewest facts to change until nothing excludes a blend model."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.designing.facts import facts_of
from blendnb.designing.recommend.rules import Conditions, vetoed
from blendnb.designing.recommend.steps import all_steps, taken
from blendnb.designing.recommend.what_if import reopening
from blendnb.domain.brief import Brief
from blendnb.domain.recommendation import VariableChange
from blendnb.domain.vocabulary import BLEND_MODELS
from blendnb.files.catalogue_loading import load_catalogue
from tests.strategies import examples

CATALOGUE = load_catalogue(programmes=False)
CONDITIONS = Conditions([c for v in CATALOGUE.vetoes for c in (v.when, v.unless or {})])

narrow = st.builds(
    Brief,
    title=st.just("T"),
    objective=st.just("O"),
    outcome=st.just({"subject": "sales"}),
    audience=st.fixed_dictionaries(
        {}, optional={"location": st.just("distributed"), "travel": st.booleans()}
    ),
    work=st.fixed_dictionaries({}, optional={"longest_session_minutes": st.integers(1, 60)}),
    technology=st.fixed_dictionaries(
        {},
        optional={
            "available": st.lists(st.sampled_from(["lms", "classroom", "nudges"]), unique=True)
        },
    ),
    support=st.fixed_dictionaries({}, optional={"facilitators": st.integers(0, 2)}),
    schedule=st.fixed_dictionaries({}, optional={"weeks": st.integers(1, 5)}),
)


def shut(facts, model):
    return model in vetoed(facts, CATALOGUE)


@given(narrow, st.sampled_from(BLEND_MODELS))
@examples(60)
def test_after_the_changes_nothing_excludes_the_model(brief, model):
    changes = reopening(brief, CATALOGUE, model)
    after = brief.replacing({change.variable: change.to for change in changes})
    assert not shut(facts_of(after), model)
    assert bool(changes) == shut(facts_of(brief), model)


@given(narrow, st.sampled_from(BLEND_MODELS))
@examples(40)
def test_no_single_step_reopens_what_needs_several_changes(brief, model):
    facts = facts_of(brief)
    changes = reopening(brief, CATALOGUE, model)
    if len(changes) > 1:
        assert all(
            shut(taken(facts, step), model)
            for step in all_steps(facts, CONDITIONS, CATALOGUE.design_variables)
        )


@pytest.mark.parametrize(
    ("groups", "model", "changes"),
    [
        ({"schedule": {"weeks": 2}}, "bookend", (VariableChange("schedule.weeks", 2, 3),)),
        (
            {"work": {"longest_session_minutes": 20}},
            "live_led",
            (VariableChange("work.longest_session_minutes", 20, 30),),
        ),
        (
            {"technology": {"available": ["lms"]}, "support": {"facilitators": 0}},
            "live_led",
            (
                VariableChange("technology.available", ("lms",), ("lms", "virtual_classroom")),
                VariableChange("support.facilitators", 0, 1),
            ),
        ),
        ({"schedule": {"weeks": 2}}, "live_led", ()),
    ],
)
def test_the_nearest_values_are_offered(groups, model, changes):
    brief = Brief(title="T", objective="O", outcome={"subject": "sales"}, **groups)
    assert reopening(brief, CATALOGUE, model) == changes
