"""Precedents: near programmes with their source, also those that ran something else."""

import pytest
from hypothesis import given

from blendnb.api import catalogue_of
from blendnb.designing.facts import facts_of
from blendnb.designing.recommend.precedents import nearest
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Programme
from blendnb.domain.vocabulary import BLEND_MODELS
from tests.designing.recommend.test_scoring import CRM
from tests.strategies import briefs, examples

CATALOGUE = catalogue_of()
FACTS = facts_of(Brief.model_validate(CRM))


def programme(id_, brief, pattern="live_led", **fields):
    return Programme(
        **{
            "id": id_, "brief": brief, "title": "A", "objective": "O", "client": "B",
            "pattern": pattern, "also": (), "flipped": "unknown", "reinforced": "unknown",
            "sequence": "-", "result": "",
            "source_title": "Title", "owner": "Owner", "year": 2020, "kind": "paper",
            "grade": "A", **fields,
        }
    )  # fmt: skip


def near(programmes, facts=FACTS, winner="digital_first"):
    return nearest(facts, CATALOGUE.replace(programmes=tuple(programmes)), winner)[0]


THREE = {"outcome.subject": "software", "audience.role": "sales", "work.setting": "field"}


def test_equal_fields_make_a_programme_near_and_are_named():
    (found,) = near([programme("P", THREE)])
    # Weights 3, 1.5 and 1.5 all alike, and the prior of 2 at one half: (6 + 1) / 8.
    assert found.likeness == 0.875
    assert found.text == "Like yours: software as the subject, salespeople and work in the field."
    assert found.source == "Title. Owner, 2020"


def test_fewer_than_three_shared_fields_are_not_enough():
    two = {"outcome.subject": "software", "audience.role": "sales"}
    assert near([programme("P", two)]) == ()


def test_judged_values_count_half():
    (stated,) = near([programme("P", {**THREE, "outcome.level": "awareness"})])
    (judged,) = near(
        [programme("P", {**THREE, "outcome.level": "awareness"}, inferred=("outcome.level",))]
    )
    # The level disagrees (weight 1, or one half): (6 + 1) / 9 against (6 + 1) / 8.5.
    assert (stated.likeness, judged.likeness) == (0.778, 0.824)


@pytest.mark.parametrize(
    ("size", "likeness"),
    [(400, 0.895), (4000, 0.737), (40, 0.737), (126, 0.816)],
)
def test_numbers_are_compared_by_ratio_and_ten_times_is_nothing_alike(size, likeness):
    (found,) = near([programme("P", {**THREE, "audience.size": size})])
    assert found.likeness == pytest.approx(likeness, abs=0.001)


def test_what_differs_is_named_with_the_briefs_own_figure():
    (found,) = near([programme("P", {**THREE, "audience.size": 6000})])
    assert found.text.endswith("Unlike yours: 6,000 learners (yours 400).")


def test_a_near_one_that_ran_something_else_is_shown_even_from_farther_down():
    same = [programme(f"S{n}", THREE, "digital_first") for n in range(6)]
    other = programme("X", {**THREE, "outcome.level": "awareness"}, "bookend")
    found = near([*same, other])
    assert [p.pattern for p in found] == ["digital_first"] * 4 + ["bookend"]


def test_well_documented_programmes_come_before_thin_ones():
    thin = [programme(f"A{n}", THREE, grade="C") for n in range(5)]
    solid = [programme(f"Z{n}", {**THREE, "outcome.level": "skill"}, grade="B") for n in range(5)]
    assert {p.id[0] for p in near([*thin, *solid])} == {"Z"}


def test_where_nothing_is_near_it_says_so():
    facts = facts_of(Brief(title="T", objective="O", outcome={"subject": "culture"}))
    precedents, note = nearest(facts, CATALOGUE, "live_led")
    assert precedents == ()
    assert note.startswith("None of the 146 published programmes")


@given(briefs())
@examples(50)
def test_likeness_falls_and_an_other_pattern_is_shown_where_a_near_one_ran_it(brief):
    for winner in BLEND_MODELS[:2]:
        precedents, note = nearest(facts_of(brief), CATALOGUE, winner)
        likeness = [p.likeness for p in precedents]
        assert likeness == sorted(likeness, reverse=True)
        assert all(0.6 <= value <= 1 for value in likeness)
        assert len(precedents) <= 5
        assert all(p.text and p.source and p.grade for p in precedents)
        others = [p for p in precedents if winner not in (p.pattern, *p.also)]
        assert others or not precedents or "None of the near ones ran anything" in note


def test_no_sentence_of_ours_claims_that_anything_worked():
    _, note = nearest(FACTS, CATALOGUE, "digital_first")
    assert "not what works" in note
