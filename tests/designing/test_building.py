"""What must be built, counted back from each first use, with sums by person and by week."""

import pytest
from pydantic import ValidationError

from blendnb.designing.building import build_list, production_rule
from blendnb.domain.build_list import ProductionRule
from blendnb.domain.costs import Range
from blendnb.domain.plan import Deliverable
from blendnb.files.catalogue_loading import load_catalogue
from tests.designing.proof_plans import module, plan, touchpoint, workshop

CATALOGUE = load_catalogue(programmes=False)
NORDIC = {"audience.languages": ("en", "no")}


def rows(*touchpoints, **stated):
    return build_list(plan(*touchpoints, **stated), CATALOGUE).rows


def days(row):
    found = row.days
    return (found.begin, found.draft, found.checked, found.ready, found.first_use)


def test_everything_is_counted_back_from_the_first_use():
    (row,) = rows(module(start_day=10, materials=["Built module"], topics=["A"]))
    assert days(row) == (-39, -18, -4, 3, 10)
    assert (row.what, row.spec, row.count) == ("Built module", "A; 60\xa0min", 1)
    assert (row.maker, row.checker, row.hours) == ("designer", "sme", None)


def test_hours_that_somebody_gave_say_when_to_begin():
    item = Deliverable(what="Cases", hours={"low": 10.0, "high": 30.0}, maker="Ada")
    (row,) = rows(workshop(build=[item], materials=["Session plan"]))
    assert days(row) == (-28, -21, -14, -7, 0)
    assert (row.what, row.maker, row.checker) == ("Cases", "Ada", "facilitator")


def test_translation_lies_between_checked_and_ready():
    (row,) = rows(module(materials=["Built module"]), **NORDIC)
    assert row.translated
    assert days(row) == (-59, -38, -24, -7, 0)
    (session,) = rows(workshop(materials=["Session plan"]), **NORDIC)
    assert not session.translated
    told = Deliverable.model_validate({"what": "Cases", "translate": True, "checker": "Bo"})
    (cases,) = rows(workshop(build=[told]), **NORDIC)
    assert (cases.translated, cases.checker) == (True, "Bo")
    assert not rows(workshop(build=[told]))[0].translated


def test_what_is_booked_has_no_draft_and_counts_as_nothing_made():
    built = build_list(plan(workshop(materials=["Room and equipment"])), CATALOGUE)
    (row,) = built.rows
    assert (row.arranged, built.made, days(row)) == (True, (), (-7, -7, -7, -7, 0))


def test_a_row_that_brings_new_content_each_time_needs_as_many():
    repeat = {"days": [0, 7], "topics": [["A"], ["B"]]}
    (row,) = rows(module(materials=["Built module"], repeat=repeat))
    assert (row.count, row.spec) == (2, "A, B; 60\xa0min")


@pytest.mark.parametrize(
    ("there", "name", "whole"),
    [
        ({"format": "self_paced_module", "topics": ["A", "B"]}, "Course", True),
        ({"format": "self_paced_module"}, "Course", True),
        ({"format": "self_paced_module", "topics": ["A"]}, "Course", False),
        ({"topics": ["A"]}, "Course", False),
        ({"format": "reading", "topics": ["A", "B"]}, "", False),
        ({}, "", False),
    ],
)
def test_what_is_there_already_is_used(there, name, whole):
    stated = {"topics": ("A", "B"), "content.existing": ({"name": "Course", **there},)}
    (row,) = rows(module(materials=["Built module"], topics=["A", "B"]), **stated)
    assert (row.reused, row.reused_whole, row.made) == (name, whole, not whole)


def test_what_should_have_been_begun_before_today_is_late():
    both = plan(
        module(materials=["Built module"]), workshop(start_day=40, materials=["Session plan"])
    )
    assert build_list(both, CATALOGUE).late == ()
    late = build_list(both, CATALOGUE, today=-48).late
    assert [row.what for row in late] == ["Built module"]
    assert build_list(both, CATALOGUE, today=-49).late == ()


def test_hours_are_spread_over_the_days_of_making_and_never_added_to_surveys():
    item = Deliverable(what="Cases", hours={"low": 12.0, "high": 30.0})
    built = build_list(plan(workshop(build=[item])), CATALOGUE)
    assert (built.hours.low, built.hours.high) == (12, 30)
    # Made on days -28 to -22, which are one week of the journey.
    assert [(load.week, load.hours.low, load.hours.high) for load in built.by_week] == [
        (-3, 12, 30)
    ]
    assert built.by_week[0].too_much
    assert built.surveys.keys() == {"workshop"}
    assert built.survey_hours == built.surveys["workshop"]
    (ours,) = built.by_person
    assert ours.surveys.low == pytest.approx(built.survey_hours.low)
    assert ours.hours == Range(12, 12, 30)


def test_a_formats_own_rule_comes_before_the_one_for_everything():
    assert production_rule("nudge", CATALOGUE).id == "words"
    assert production_rule("lunch_talk", CATALOGUE).id == "anything"


def test_a_rule_has_its_days_in_order():
    rule = {"id": "r", "maker": "a", "checker": "b", "making": 1, "draft": 7, "checked": 9,
            "ready": 3, "source": "s", "confidence": "L"}  # fmt: skip
    with pytest.raises(ValidationError, match="at least as early"):
        ProductionRule.model_validate(rule)
    assert ProductionRule.model_validate({**rule, "draft": 9}).draft == 9


def test_the_list_as_data_has_every_day_and_both_sums():
    data = build_list(plan(module(materials=["Built module"])), CATALOGUE, today=-40).to_data()
    (row,) = data["rows"]
    assert (row["begin"], row["ready"], row["first_use"], row["late"]) == (-49, -7, 0, True)
    assert data["hours"] == {"low": 0, "default": 0, "high": 0}
    assert data["survey_hours"]["default"] > 0


def test_what_stays_open_must_be_there_when_it_opens():
    aid = touchpoint("aid", "job_aid", purpose="support", days=None, start_day=5,
                     materials=["One-page checklist or card"])  # fmt: skip
    (row,) = rows(aid)
    assert days(row) == (-23, -16, -9, -2, 5)
