"""From touchpoints to study events."""

from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.domain.brief import Brief, Outcome
from blendnb.domain.learning_format import shipped_formats
from blendnb.domain.plan import Plan, Repeat, Touchpoint
from blendnb.domain.vocabulary import PURPOSES, Modality
from blendnb.spacing.events import STUDY_WEIGHTS, StudyClass, StudyEvents, study_class, study_events

FORMATS = (
    "self_paced_module", "microlearning", "reading", "virtual_workshop", "in_person_workshop",
    "video_demo", "practice_lab", "social_task", "job_aid", "performance_support", "coaching",
    "manager_check_in", "office_hours", "on_the_job_assignment", "knowledge_check",
    "scenario_assessment", "performance_task", "community_of_practice", "nudge", "message",
)  # fmt: skip
TESTS = ("knowledge_check", "scenario_assessment", "performance_task")


def touchpoint(day, learning_format="knowledge_check", purpose="assess", **changes):
    values = {
        "id": f"tp-{day}", "title": "A touchpoint", "format": learning_format,
        "modality": "self_paced", "purpose": purpose, "stage": "during", "start_day": day,
        "days": 1, "topics": ("Forecasting",),
    }  # fmt: skip
    return Touchpoint(**{**values, **changes})


def plan(*touchpoints, topics=()):
    brief = Brief(
        title="CRM rollout", objective="Use it.", outcome=Outcome(subject="software"), topics=topics
    )
    return Plan(title="CRM rollout", brief=brief, blend_model="bookend", touchpoints=touchpoints)


def events(*touchpoints):
    return study_events(plan(*touchpoints))["Forecasting"]


# --- classes --------------------------------------------------------------------------------


def test_the_weights_are_ordered_as_the_evidence_orders_the_classes():
    assert [STUDY_WEIGHTS[c] for c in StudyClass] == [1.0, 0.7, 0.5, 0.0]


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("learning_format", TESTS)
def test_a_test_is_a_retrieval(learning_format, purpose):
    assert study_class(learning_format, purpose) is StudyClass.RETRIEVAL


@pytest.mark.parametrize("learning_format", ["practice_lab", "on_the_job_assignment"])
def test_doing_it_is_a_retrieval(learning_format):
    for purpose in ("practice", "apply", "reinforce", "assess"):
        assert study_class(learning_format, purpose) is StudyClass.RETRIEVAL
    assert study_class(learning_format, "demonstrate") is StudyClass.RESTUDY


@pytest.mark.parametrize(
    "learning_format",
    ["coaching", "manager_check_in", "social_task", "virtual_workshop", "in_person_workshop"],
)
def test_practising_with_others_is_a_guided_retrieval(learning_format):
    for purpose in ("practice", "apply", "reinforce"):
        assert study_class(learning_format, purpose) is StudyClass.GUIDED_RETRIEVAL
    assert study_class(learning_format, "assess") is StudyClass.RETRIEVAL
    assert study_class(learning_format, "inform") is StudyClass.RESTUDY


@pytest.mark.parametrize("learning_format", ["self_paced_module", "microlearning", "video_demo"])
def test_seeing_it_again_is_restudy(learning_format):
    for purpose in ("inform", "demonstrate", "practice", "apply", "reinforce"):
        assert study_class(learning_format, purpose) is StudyClass.RESTUDY


@pytest.mark.parametrize(
    "learning_format",
    ["job_aid", "performance_support", "message", "nudge", "office_hours", "community_of_practice"],
)
def test_help_in_view_is_no_study(learning_format):
    for purpose in PURPOSES:
        assert study_class(learning_format, purpose) is StudyClass.NONE


def test_launch_support_and_close_are_no_study_unless_assessed():
    others = set(FORMATS) - set(TESTS)
    for learning_format, purpose in product(others, ("launch", "support", "close")):
        assert study_class(learning_format, purpose) is StudyClass.NONE
        assert study_class(learning_format, purpose, assessed=True) is StudyClass.RETRIEVAL


@pytest.mark.parametrize(
    ("modality", "use"),
    [
        ("live", "guided_retrieval"), ("social", "guided_retrieval"),
        ("on_the_job", "guided_retrieval"), ("self_paced", "restudy"),
    ],
)  # fmt: skip
def test_a_format_that_nobody_described_counts_by_its_modality_and_purpose(modality, use):
    found = {p: study_class("escape_room", p, modality=modality).value for p in PURPOSES}
    assert found == {
        "launch": "none", "inform": "restudy", "demonstrate": "restudy", "practice": use,
        "apply": use, "reinforce": use, "assess": "retrieval", "support": "none",
        "close": "none",
    }  # fmt: skip


def test_reading_again_is_no_study_but_where_it_informs():
    found = {p: study_class("reading", p).value for p in ("inform", "practice", "reinforce")}
    assert found == {"inform": "restudy", "practice": "none", "reinforce": "none"}


def test_formats_that_are_given_count_instead_of_the_shipped_ones():
    reading = shipped_formats()["reading"].replace(memory={"inform": StudyClass.RETRIEVAL})
    known = {"reading": reading}
    assert study_class("reading", "inform", formats=known) is StudyClass.RETRIEVAL
    assert study_class("nudge", "reinforce", formats=known) is StudyClass.RESTUDY


# --- events ---------------------------------------------------------------------------------


def test_a_touchpoint_counts_for_its_own_topics_only():
    found = study_events(
        plan(
            touchpoint(0, topics=("Process change", "Forecasting")),
            touchpoint(7, topics=("Forecasting",)),
            topics=("Forecasting", "Reporting"),
        )
    )
    assert list(found) == ["Forecasting", "Reporting", "Process change"]
    assert found["Forecasting"].days == (0, 7)
    assert found["Process change"].days == (0,)
    assert found["Reporting"] == StudyEvents()


def test_the_first_event_is_the_first_study_at_weight_one():
    found = events(
        touchpoint(0, "message", "launch"),
        touchpoint(3, "self_paced_module", "inform"),
        touchpoint(10, "coaching", "apply"),
        touchpoint(20, "video_demo", "demonstrate"),
    )
    assert found.shift == 3
    assert found.days == (0, 7, 17)
    assert found.weights == (1.0, 0.7, 0.5)
    assert found.plan_days == (3, 10, 20)
    assert found.touchpoints == (("tp-3",), ("tp-10",), ("tp-20",))


def test_days_before_launch_are_shifted():
    found = events(touchpoint(-10), touchpoint(0), touchpoint(14))
    assert (found.days, found.shift) == ((0, 10, 24), -10)


def test_the_users_override_comes_first():
    message = {"learning_format": "message", "purpose": "launch"}
    found = events(touchpoint(0), touchpoint(5, **message, study_weight=0.3))
    assert found.weights == (1.0, 0.3)
    assert events(touchpoint(0), touchpoint(5, study_weight=0.0)).days == (0,)


def test_an_assessment_makes_a_nudge_a_retrieval():
    found = events(touchpoint(0), touchpoint(5, "nudge", "reinforce", assessment=("knowledge",)))
    assert found.weights == (1.0, 1.0)


def test_only_what_learners_attend_counts():
    assert events(touchpoint(0), touchpoint(5, roles=("manager",))).days == (0,)
    assert events(touchpoint(0), touchpoint(5, roles=("manager", "learner"))).days == (0, 5)


def test_a_span_counts_once_on_its_last_day_and_a_standing_one_never():
    assert events(touchpoint(0), touchpoint(5, days=4)).days == (0, 8)
    assert events(touchpoint(0), touchpoint(5, days=None)).days == (0,)


def test_each_occurrence_of_a_repeat_counts_for_its_topics():
    repeat = Repeat(days=(0, 7, 14), topics=(("Forecasting",), ("Reporting",), ("Forecasting",)))
    found = study_events(plan(touchpoint(0, repeat=repeat, topics=("Forecasting", "Reporting"))))
    assert found["Forecasting"].plan_days == (0, 14)
    assert found["Reporting"].plan_days == (7,)


def test_events_of_one_day_merge_into_the_strongest():
    found = events(
        touchpoint(0),
        touchpoint(9, "video_demo", "demonstrate", id="shown"),
        touchpoint(9, "coaching", "practice", id="coached"),
    )
    assert found.days == (0, 9)
    assert found.weights == (1.0, 0.7)
    assert found.touchpoints[1] == ("shown", "coached")


def test_weights_can_be_changed_for_all():
    halved = {c: w / 2 for c, w in STUDY_WEIGHTS.items()}
    found = study_events(plan(touchpoint(0), touchpoint(5)), halved)["Forecasting"]
    assert found.weights == (1.0, 0.5)


ANY_TOUCHPOINT = st.builds(
    lambda i, day, f, p, days, w: touchpoint(day, f, p, id=f"t{i}", days=days, study_weight=w),
    st.integers(0, 99), st.integers(-30, 200), st.sampled_from(FORMATS), st.sampled_from(PURPOSES),
    st.one_of(st.none(), st.integers(0, 20)), st.one_of(st.none(), st.floats(0, 1)),
)  # fmt: skip


@given(st.lists(ANY_TOUCHPOINT, max_size=8, unique_by=lambda t: t.id))
def test_events_of_every_plan_are_ready_for_recall(touchpoints):
    found = study_events(plan(*touchpoints)).get("Forecasting", StudyEvents())
    assert list(found.days) == sorted(set(found.days))
    assert found.days[:1] in ((), (0,))
    assert found.weights[:1] in ((), (1.0,))
    assert all(0 < w <= 1 for w in found.weights)
    assert len(found.touchpoints) == len(found.weights) == len(found.days)


def test_the_modalities_do_not_matter():
    for modality in get_args(Modality):
        delivery = "virtual" if modality == "live" else None
        assert events(touchpoint(0, modality=modality, delivery=delivery)).days == (0,)
