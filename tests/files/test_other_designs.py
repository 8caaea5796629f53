"""Designs of edCrumble, Courseomatic and session planners become plans with a list of guesses."""

import datetime as dt
import json

import pytest

import blendnb as bl
from blendnb.files.design_values import amount
from blendnb.files.problems import InputError


@pytest.fixture
def opened(tmp_path):
    def open_(design):
        (tmp_path / "design.json").write_text(json.dumps(design), encoding="utf-8")
        return bl.load_plan(tmp_path / "design.json")

    return open_


def shown(plan):
    return [(t.title, t.format, t.learner_minutes, t.start_day, t.topics) for t in plan.touchpoints]


def test_an_edcrumble_design_keeps_its_days_and_what_is_live(opened):
    plan = opened(
        {
            "version": 7, "designTitle": "Course", "objectivesList": ["Name a trap"],
            "students": "30", "startDate": "2027-01-10T23:00:00.000Z",
            "itemsList": [
                {"title": "Class 1", "start": "2027-01-11T08:30:00.000Z",
                 "end": "2027-01-11T10:30:00.000Z", "className": "in", "tasks": []},
                {"title": "At home", "start": "2027-01-14T08:30:00.000Z", "className": "out",
                 "tasks": [{"title": "Read", "type": "Reading", "time": "20 min"},
                           {"title": "Look"}]},
            ],
        }
    )  # fmt: skip
    assert plan.start == dt.date(2027, 1, 11)
    assert plan.brief.audience.size == 30
    assert shown(plan) == [
        ("Class 1", "virtual_workshop", 120, 0, ("Class 1",)),
        ("Read", "reading", 20, 3, ("At home",)),
        ("Look", "self_paced_module", 0, 3, ("At home",)),
    ]
    assert any("the design is from edCrumble" in text for text in plan.changes)
    assert any("on the day that the design gives it" in text for text in plan.changes)
    assert any(text.startswith("Not known: how long 1 of the parts takes") for text in plan.changes)


def test_a_courseomatic_design_keeps_its_units(opened):
    plan = opened(
        {
            "program": {"name": "P"},
            "course": {"name": "Getting <i>started</i>", "goal": "<p>Learn it</p>",
                       "deliveryMode": "Self paced", "learningOutcomes": ["use it"]},
            "units": [{"id": "u1", "title": "One"}, {"id": "u2", "title": "Two"}],
            "activities": [
                {"id": "a", "type": "acquisition", "title": "Start", "studyHours": 1.5,
                 "unitId": "u2"},
                {"id": "b", "type": "discussion", "title": "Talk", "studyHours": "1",
                 "unitId": "u1", "isAssessed": True},
                {"id": "c", "type": "practice", "title": "Loose"},
            ],
        }
    )  # fmt: skip
    assert plan.title == "Getting started"
    assert plan.brief.objective == "Learn it\n- use it"
    assert shown(plan) == [
        ("Talk", "performance_task", 60, 0, ("One",)),
        ("Start", "reading", 90, 7, ("Two",)),
        ("Loose", "practice_lab", 0, 14, ()),
    ]


def test_sessions_with_activities_are_a_plan(opened):
    plan = opened(
        {"meta": {"name": "Course", "modeDelivery": "onsite"},
         "sessions": [{"title": "1. Start",
                       "activities": [{"title": "Discuss", "duration": 15}]}]}
    )  # fmt: skip
    assert shown(plan) == [("Discuss", "social_task", 15, 0, ("1. Start",))]


def test_what_is_no_design_is_told_what_is_read(opened):
    with pytest.raises(InputError, match="designs of the Learning Designer"):
        opened({"lessons": []})


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("2 hrs", 120), ("1,5 Stunden", 90), ("45'", None), ("whole class", None), ("", None),
     ("1 week", 10080), ("30 s", 0.5), (True, None), ("2 Stunden und 5 Minuten", None)],
)  # fmt: skip
def test_a_duration_in_words_is_minutes(text, minutes):
    assert amount(text) == minutes
