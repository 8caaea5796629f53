"""Modality: no live time for mere information, use at work, no mode that swallows the rest."""

import pytest

from blendnb.designing.audit import audit
from blendnb.domain.edits import apply_edit
from tests.designing.audit.plans import (
    brief,
    catalogue,
    complete_plan,
    plan,
    task,
    touchpoint,
    workshop,
)  # fmt: skip


def fit(*touchpoints, **fields):
    return audit(plan(*touchpoints, **fields), catalogue()).questions["modality.fit"]


def balance(*touchpoints, **fields):
    return audit(plan(*touchpoints, **fields), catalogue()).questions["modality.balance"]


def test_practice_live_and_a_task_at_work_fit():
    found = fit(workshop("meet", 5), task("try", 8))
    assert (found.verdict, found.touchpoints) == ("met", ("meet", "try"))


def test_one_lecture_is_one_misfit():
    found = fit(workshop("lecture", 3, purpose="inform"), task("try", 8))
    assert (found.verdict, found.touchpoints) == ("partly", ("lecture",))
    assert found.text == "Live time is spent on information alone in “Lecture”."


def test_practice_that_is_never_used_at_work_is_one_misfit():
    found = fit(workshop("meet", 5))
    assert (found.verdict, found.text) == ("partly", "No task at work puts the learning to use.")


def test_a_lecture_and_nothing_at_work_are_two_misfits():
    assert fit(workshop("lecture", 3, purpose="inform")).verdict == "missing"
    lectures = (workshop("one", 3, purpose="inform"), workshop("two", 4, purpose="inform"))
    assert fit(*lectures, task("try", 8)).verdict == "missing"


def test_applying_with_others_is_no_task_at_work():
    assert fit(workshop("meet", 5), task("try", 8, modality="social")).verdict == "partly"


def test_a_short_message_needs_no_task_at_work():
    awareness = brief(outcome={"subject": "compliance", "level": "awareness"}, content={"hours": 1})
    assert fit(workshop("meet", 5), of=awareness).verdict == "met"


def test_without_live_parts_or_anchors_the_question_has_no_object():
    assert fit(touchpoint("read", 0)).verdict == "not_needed"


def test_the_mend_gives_the_lecture_to_read_and_uses_the_session_for_practice():
    lecture = plan(workshop("lecture", 3, purpose="inform"), task("try", 8))
    fix = audit(lecture, catalogue()).questions["modality.fit"].fix
    fixed = apply_edit(lecture, fix.edit)
    assert fixed.by_id["lecture"].purpose == "practice"
    reading = fixed.by_id["modality-fit-1"]
    assert (reading.purpose, reading.modality, reading.last_day) == ("inform", "self_paced", 2)


def test_a_lecture_between_tasks_is_used_for_them_because_practice_would_break_the_order():
    lecture = plan(touchpoint("read", 0), task("try", 2), workshop("lecture", 20, purpose="inform"))
    fixed = apply_edit(lecture, audit(lecture, catalogue()).questions["modality.fit"].fix.edit)
    assert fixed.by_id["lecture"].purpose == "apply"


def test_the_task_at_work_comes_after_practice_and_before_reinforcement():
    practiced = plan(
        workshop("meet", 10),
        touchpoint("remind", 12, format="microlearning", purpose="reinforce"),
    )
    fixed = apply_edit(practiced, audit(practiced, catalogue()).questions["modality.fit"].fix.edit)
    assert 10 <= fixed.by_id["modality-fit-1"].start_day <= 12


# ---------------------------------------------------------------------------------- balance


def minutes(live, alone, at_work=0.0):
    return (
        workshop("meet", 5, learner_minutes=live),
        touchpoint("read", 0, learner_minutes=alone),
        task("try", 9, learner_minutes=at_work),
    )


@pytest.mark.parametrize(
    ("live", "verdict"), [(60.0, "met"), (60.5, "partly"), (75.0, "partly"), (75.5, "missing")]
)
def test_a_mode_may_have_sixty_percent_and_is_out_of_balance_above_seventy_five(live, verdict):
    found = balance(*minutes(live, (100 - live) / 2, (100 - live) / 2))
    assert found.verdict == verdict
    assert found.touchpoints == ("meet",)


def test_repeats_weigh_as_often_as_they_happen():
    found = balance(
        workshop("meet", 5, repeat={"days": [0, 7, 14]}), touchpoint("read", 0, learner_minutes=50)
    )
    assert found.verdict == "missing"
    assert found.text.startswith("Live parts have 78\u00a0% of 230 minutes per learner (“Meet”)")


def test_a_single_format_is_overused_even_where_its_modality_is_not():
    found = balance(
        task("alone", 5, learner_minutes=50.0),
        task("pairs", 9, modality="social", learner_minutes=20.0),
        touchpoint("read", 0, learner_minutes=30.0),
    )
    assert found.verdict == "partly"
    assert found.text.startswith("On-the-job assignment parts have 70\u00a0%")


def test_without_learner_minutes_there_is_nothing_to_weigh():
    assert balance(touchpoint("read", 0, learner_minutes=0.0)).verdict == "not_needed"


def test_the_mend_moves_minutes_and_adds_none():
    heavy = plan(*minutes(120.0, 20.0))
    fixed = apply_edit(heavy, audit(heavy, catalogue()).questions["modality.balance"].fix.edit)
    assert sum(t.total_learner_minutes for t in fixed.touchpoints) == 140.0
    assert fixed.by_id["meet"].learner_minutes == 80.0
    assert fixed.by_id["meet"].facilitation_minutes == 20.0
    assert fixed.by_id["modality-balance-1"].modality == "on_the_job"
    assert audit(fixed, catalogue()).questions["modality.balance"].verdict == "met"


def test_a_single_part_gives_up_half_of_its_time_at_most():
    alone = plan(touchpoint("read", 0, learner_minutes=1.0))
    fixed = apply_edit(alone, audit(alone, catalogue()).questions["modality.balance"].fix.edit)
    assert fixed.by_id["read"].learner_minutes >= 0.5
    assert audit(fixed, catalogue()).questions["modality.balance"].verdict == "met"


def test_the_complete_plan_meets_both_questions():
    assert audit(complete_plan(), catalogue()).verdicts["modality"] == "met"


def test_minutes_that_no_touchpoint_could_hold_are_not_moved_into_one():
    rows = [task(f"read-{n}", 3 + n, learner_minutes=99_000.0) for n in range(4)]
    assert balance(*rows).verdict == "missing"
