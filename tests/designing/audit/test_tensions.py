"""Tensions: contradictions of the brief, said whatever the plan."""

from datetime import date

import pytest

from blendnb.designing.audit.tensions import tensions
from tests.designing.audit.plans import brief, catalogue


def said(**groups):
    return {t.id: t.text for t in tensions(brief(**groups), catalogue())}


def test_a_brief_that_states_little_has_no_tension():
    assert said() == {}


def test_content_that_does_not_fit_the_time_is_a_tension():
    fits = {"audience": {"minutes_per_week": 60}, "content": {"hours": 10}}
    assert "total_fit" not in said(**fits)
    over = said(**{**fits, "content": {"hours": 10.5}})["total_fit"]
    assert over.startswith("The content needs 630 minutes and the window holds 600 minutes:")


def test_an_assumed_value_in_a_tension_is_called_assumed():
    found = said(content={"hours": 40})["total_fit"]
    assert "(learning time assumed)" in found


@pytest.mark.parametrize(("size", "tense"), [(192, False), (193, True)])
def test_facilitators_with_more_than_twelve_groups_each_are_too_few(size, tense):
    found = said(audience={"size": size}, support={"facilitators": 1})
    assert ("facilitator_capacity" in found) == tense


def test_facilitators_that_nobody_stated_are_no_tension():
    assert "facilitator_capacity" not in said(audience={"size": 100_000})


def test_a_blackout_that_swallows_most_of_the_window_is_a_tension():
    start = date(2027, 1, 4)

    def window(last):
        return {"schedule": {"weeks": 4, "start": start, "blackout": [[start, last]]}}

    assert "blackout" not in said(**window(date(2027, 1, 17)))
    assert said(**window(date(2027, 1, 18)))["blackout"] == (
        "The blackout leaves only 13 of 28 days of the window."
    )
    assert "none of 28 days" in said(**window(date(2027, 2, 28)))["blackout"]


def test_an_audit_without_anything_that_keeps_records_is_a_tension():
    audited = {"outcome": {"subject": "compliance", "audit": True}}
    without = said(**audited, technology={"available": ["mobile"]})
    assert "records" in without["audit_records"]
    assert "audit_records" not in said(**audited, technology={"available": ["lms"]})
    assert "audit_records" not in said(**audited)


def test_a_brief_that_excludes_every_blend_model_is_told_which_facts_do():
    found = said(
        support={"facilitators": 0},
        technology={"available": ["classroom"]},
        schedule={"weeks": 2},
    )["no_blend_model"]
    assert "(V04)" in found
    assert "(V12)" in found
    assert "(V18)" in found


def test_a_moment_after_the_window_is_a_tension():
    late = {"moments": [{"text": "Renewal", "week": 11}]}
    assert said(**late)["moments"] == (
        "Moments that matter come after the window of 10 weeks: “Renewal” (week 11)."
    )
    assert said(moments=[{"text": "Renewal", "week": 10}]) == {}
