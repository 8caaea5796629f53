"""What-if: single changes that change the answer, the nearest ones, and really so."""

from math import log2

import pytest
from hypothesis import given

from blendnb.designing.facts import facts_of
from blendnb.designing.recommend import recommend
from blendnb.designing.recommend.rules import Scoring
from blendnb.domain.brief import Brief
from blendnb.files.catalogue_loading import load_catalogue
from tests.designing.recommend.test_scoring import CRM
from tests.strategies import briefs, examples

CATALOGUE = load_catalogue(programmes=False)
SCORING = Scoring(CATALOGUE)
SAMPLES = {name: Brief.model_validate(b.brief) for name, b in CATALOGUE.blueprints.items()} | {
    "crm": Brief.model_validate(CRM),
    "bare": Brief(title="T", objective="O", outcome={"subject": "sales"}),
}


def winner(brief):
    return SCORING.winner(SCORING.held(facts_of(brief)))


@given(briefs())
@examples(60)
def test_every_what_if_really_changes_the_winner_to_the_model_it_names(brief):
    before = winner(brief)
    for change in recommend(brief, CATALOGUE).what_if:
        after = brief.replacing({change.variable: change.to})
        assert winner(after) == change.model != before
        assert change.to != change.from_
        assert change.from_ == brief.stated.get(change.variable)


@given(briefs())
@examples(30)
def test_there_is_one_entry_a_variable_and_the_smallest_step_comes_first(brief):
    changes = recommend(brief, CATALOGUE).what_if
    names = [
        "mix" if c.variable.startswith("content.") and c.variable != "content.hours"
        else c.variable
        for c in changes
    ]  # fmt: skip
    assert len(set(names)) == len(names)
    assert [c.step for c in changes] == sorted(c.step for c in changes)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("schedule.weeks", range(1, 261)),
        ("work.longest_session_minutes", range(1, 601, 1)),
        ("audience.minutes_per_week", range(1, 400)),
        ("audience.size", range(1, 1300)),
        ("support.facilitators", range(60)),
    ],
)
def test_no_nearer_number_changes_the_winner(name, path, values):
    brief = SAMPLES[name]
    stated = brief.stated.get(path)
    if stated is None:
        return
    found = {c.variable: c for c in recommend(brief, CATALOGUE).what_if}.get(path)
    facts = dict(brief.stated)
    turning = [
        value
        for value in values
        if _winner_with(facts, path, value) != winner(brief)
    ]  # fmt: skip
    nearest = min((_doublings(stated, value) for value in turning), default=None)
    if found is None:
        assert nearest is None
    else:
        assert nearest is None or found.step == pytest.approx(nearest, abs=1e-6)


def _winner_with(stated, path, value):
    from blendnb.designing.facts import with_derived

    return SCORING.winner(SCORING.held(with_derived({**stated, path: value})))


def _doublings(start, value):
    return abs(log2((value or 0.5) / (start or 0.5)))


def test_an_unanswered_question_that_could_turn_the_answer_is_named_from_nothing():
    changes = recommend(SAMPLES["bare"], CATALOGUE).what_if
    weeks = next(c for c in changes if c.variable == "schedule.weeks")
    assert (weeks.from_, weeks.to) == (None, 4)
    assert weeks.text.startswith("Not answered yet: with a window of 4 weeks")


def test_technology_changes_by_one_item():
    changes = recommend(SAMPLES["new_manager"], CATALOGUE).what_if
    change = next(c for c in changes if c.variable == "technology.available")
    assert set(change.from_) ^ set(change.to) == {"virtual_classroom"}
    assert change.text == "Without a virtual classroom, continuous would come first."


def test_a_value_that_was_only_assumed_is_called_assumed():
    bare = Brief(title="T", objective="O", outcome={"subject": "software"})
    texts = {change.variable: change.text for change in recommend(bare, CATALOGUE).what_if}
    assert texts["audience.size"] == (
        "Not answered yet: with 50 learners as assumed, live-led would come first."
    )
