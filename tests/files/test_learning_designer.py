"""A design of the UCL Learning Designer becomes a plan that says what was guessed."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import blendnb as bl
from blendnb.files.learning_designer import guesses_in, is_learning_design
from blendnb.files.learning_designer import plan_from_learning_design as plan_from
from blendnb.files.problems import InputError

DESIGN = {
    "name": "Feedback that helps",
    "aims": "Give feedback that changes something.",
    "description": "A short course.",
    "learningTime": "180",
    "groupSize": 24,
    "outcomes": [{"details": "Name three traps"}, {"details": "Hold a conversation"}],
    "activities": [
        {"title": "What feedback is for", "slas": [
            {"type": "Read", "description": "Read the brief\nand note a question", "duration": 20,
             "groupSize": 1, "resources": [{"url": "https://example.org/brief.pdf"}]},
            {"type": "Discuss", "description": "Compare notes", "duration": "25", "groupSize": 5,
             "resources": []},
        ]},
        {"title": "Trying it", "slas": [
            {"type": "Practice", "description": "Role play", "duration": 45, "groupSize": 24},
            {"type": "Produce", "description": "", "duration": 60, "groupSize": 1},
            {"type": "Ponder", "description": "Think", "groupSize": 1},
        ]},
    ],
}  # fmt: skip


@pytest.fixture
def plan():
    return plan_from(DESIGN, "x.ldj")


def test_what_the_design_says_is_in_the_plan(plan):
    assert plan.title == "Feedback that helps"
    assert plan.brief.objective == (
        "Give feedback that changes something.\n- Name three traps\n- Hold a conversation"
    )
    assert plan.brief.audience.size == 24
    assert plan.brief.content.hours == 3
    assert plan.brief.topic_names == ("What feedback is for", "Trying it")
    assert [(t.title, t.format, t.purpose, t.learner_minutes) for t in plan.touchpoints] == [
        ("Read the brief", "reading", "inform", 20),
        ("Compare notes", "social_task", "practice", 25),
        ("Role play", "practice_lab", "practice", 45),
        ("Produce: Trying it", "performance_task", "apply", 60),
        ("Think", "reading", "inform", 0),
    ]
    assert plan.touchpoints[0].description == "Read the brief\nand note a question"
    assert plan.touchpoints[0].materials == ("https://example.org/brief.pdf",)


def test_activities_fill_weeks_and_their_parts_spread_over_them(plan):
    assert [t.start_day for t in plan.touchpoints] == [0, 2, 7, 8, 10]
    assert plan.weeks == 2


def test_a_part_in_smaller_groups_has_as_many_groups_as_it_takes(plan):
    assert [t.groups for t in plan.touchpoints] == [None, 5, None, None, None]


def test_everything_that_was_guessed_is_listed(plan):
    said = "\n".join(plan.changes)
    for guess in (
        "the subject is technical", "the blend is digital-first", "a week of its own",
        "'Discuss' is taken for a task with peers, not live, with the purpose practice",
        "'Ponder' is taken for reading by oneself", "180 means minutes", "1 of the parts",
        "managers, measures, support",
    ):  # fmt: skip
        assert guess in said
    assert guesses_in(plan) == list(plan.changes)


def test_nothing_is_called_guessed_that_the_design_says():
    bare = plan_from({"activities": [{"title": "A", "slas": []}]}, "my-course.ldj")
    assert bare.title == "my-course"
    assert "Not known: how many people learn. The size of the group is assumed." in bare.changes
    assert bare.assumed["audience.size"] == 50
    assert not any("means minutes" in text for text in bare.changes)


def test_a_file_opens_wherever_a_plan_does(tmp_path, plan):
    (tmp_path / "x.ldj").write_text(json.dumps(DESIGN), encoding="utf-8")
    assert bl.load_plan(tmp_path / "x.ldj") == plan
    bl.export(plan, tmp_path / "plan.html")
    assert bl.load_plan(tmp_path / "plan.html") == plan


def test_a_plan_is_not_taken_for_a_design(plan):
    assert is_learning_design(DESIGN)
    assert not is_learning_design(plan.to_data())
    assert not is_learning_design({"activities": ["walking"]})


def test_all_that_cannot_be_read_is_told_at_once():
    found = {"activities": [{"slas": [{"duration": -1}]}, {"slas": 4}], "learningTime": -3}
    with pytest.raises(InputError) as refused:
        plan_from(found, "y.ldj")
    assert str(refused.value).splitlines() == [
        "y.ldj: learningTime: -3 is too small; at least 0",
        "y.ldj: activities[0].slas[0].duration: -1 is too small; at least 0",
        "y.ldj: activities[1].slas: 4 is not a list",
    ]


def test_what_others_write_into_it_is_read_and_the_rest_is_not_known():
    plan = plan_from(
        {
            "name": "Safety &amp; Security",
            "topic": {"text": "T"},
            "learningTime": "0 days 3 hours 20 minutes",
            "modeOfDelivery": "Classroom-based",
            "activities": [
                {
                    "title": "Week <b>one</b>",
                    "slas": [
                        {
                            "type": "practise",
                            "duration": "20 minutes",
                            "description": "<p>Watch the <b>film</b></p><ul><li>one&nbsp;note</li>",
                            "resources": ["https://a.example/film"],
                            "groupSize": "whole class",
                        },
                        {"type": "Discuss", "duration": "1h 30m", "syncActivity": "true"},
                        {"type": "Read", "duration": 10, "tutorAvailable": True},
                    ],
                }
            ],
        },
        "x.ldj",
    )
    assert plan.title == "Safety & Security"
    assert plan.brief.content.hours == pytest.approx(200 / 60)
    assert plan.brief.topic_names == ("Week one",)
    shown = [
        (t.title, t.format, t.learner_minutes, t.facilitation_minutes) for t in plan.touchpoints
    ]
    assert shown == [
        ("Watch the film", "practice_lab", 20, 0),
        ("Discuss: Week one", "in_person_workshop", 90, 90),
        ("Read: Week one", "reading", 10, 10),
    ]
    assert plan.touchpoints[0].description == "Watch the film\none note"
    assert plan.touchpoints[0].materials == ("https://a.example/film",)
    assert plan.blend_model == "live_led"
    assert "Not known: groupSize = 'whole class' is no number and no duration." in plan.changes


ANYTHING = st.none() | st.integers(-5, 10**12) | st.floats(allow_nan=False) | st.text(max_size=30)


@given(st.data())
def test_whatever_stands_in_a_design_it_is_read_or_refused(data):
    design = copy.deepcopy(DESIGN)
    part = data.draw(st.sampled_from([p for a in design["activities"] for p in a["slas"]]))
    places = (design, data.draw(st.sampled_from(design["activities"])), part)
    for place in places:
        place[data.draw(st.sampled_from(sorted(place)))] = data.draw(ANYTHING)
    try:
        plan = plan_from(design, "x.ldj")
    except InputError as error:
        assert "x.ldj" in str(error)  # noqa: PT017
    else:
        assert plan.changes
