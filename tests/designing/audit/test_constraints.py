"""Hard constraints: each found where it is not kept, and only there."""

from datetime import date

import pytest

from blendnb.designing.audit import audit
from blendnb.domain.plan import Measure
from tests.designing.audit.judged import MONDAY, constraint, longest, repaired
from tests.designing.audit.plans import (
    aid,
    brief,
    catalogue,
    complete_plan,
    plan,
    task,
    touchpoint,
    workshop,
)  # fmt: skip


def test_the_complete_plan_breaks_nothing_and_is_warned_about_nothing():
    whole = complete_plan(measures=[Measure(id="m", text="Discounts", kind="business")])
    assert [c.id for c in audit(whole, catalogue()).constraints] == []


def test_the_worst_findings_come_first():
    of = plan(workshop("meet", 5, learner_minutes=200, why=""), of=longest(90))
    severities = [c.severity for c in audit(of, catalogue()).constraints]
    assert severities == sorted(severities, key=["broken", "warning", "note"].index)
    assert severities[0] == "broken"


# ------------------------------------------------------------------------------------- hard


def test_a_session_longer_than_people_can_be_free_is_broken():
    of = plan(workshop("meet", 5, learner_minutes=91), of=longest(90))
    found = constraint("longest_session", of)
    assert (found.severity, found.touchpoints) == ("broken", ("meet",))
    assert (
        found.text == "Longer than the 90 minutes that people can be free for: “Meet” (91 minutes)."
    )
    assert (
        constraint("longest_session", plan(workshop("meet", 5, learner_minutes=90), of=longest(90)))
        is None
    )


def test_a_long_session_is_measured_by_the_assumed_length_too_and_says_so():
    found = constraint("longest_session", plan(workshop("meet", 5, learner_minutes=91)))
    assert "90 minutes (assumed)" in found.text


def test_what_is_not_live_may_take_longer_than_a_session():
    assert constraint("longest_session", plan(task("try", 5, learner_minutes=400))) is None


def test_a_long_session_is_split_over_the_next_days():
    of = plan(
        workshop("meet", 4, learner_minutes=180, facilitation_minutes=180), of=longest(90),
        start=MONDAY,
    )  # fmt: skip
    after = repaired("longest_session", of).by_id["meet"]
    assert (after.learner_minutes, after.facilitation_minutes) == (90.0, 90.0)
    assert [o.start_day for o in after.occurrences] == [4, 7]


def blacked_out(*touchpoints, start=MONDAY):
    of = brief(
        schedule={
            "weeks": 10, "start": MONDAY, "blackout": [[date(2027, 2, 15), date(2027, 2, 19)]],
        }
    )  # fmt: skip
    return plan(*touchpoints, of=of, start=start)


@pytest.mark.parametrize(
    ("touchpoint_", "broken"),
    [
        (workshop("meet", 34), False),
        (workshop("meet", 35), True),
        (workshop("meet", 39), True),
        (workshop("meet", 40), False),
        (workshop("meet", 30, days=20), True),
        (workshop("meet", 28, repeat={"days": [0, 7]}), True),
        (touchpoint("read", 33, days=4), True),
        (touchpoint("read", 33, days=20), False),
        (aid(start_day=36), False),
    ],
)
def test_live_parts_and_deadlines_keep_off_the_blackout_and_spans_may_cross_it(touchpoint_, broken):
    found = constraint("blackout", blacked_out(touchpoint_))
    assert (found is not None and found.severity == "broken") == broken


def test_without_a_start_the_blackout_is_noted_as_not_applicable_yet():
    found = constraint("blackout", blacked_out(workshop("meet", 35), start=None))
    assert (found.severity, found.touchpoints) == ("note", ())
    assert "not applicable yet" in found.text


def test_what_falls_on_the_blackout_moves_to_the_next_free_day():
    moved = repaired("blackout", blacked_out(workshop("meet", 28, repeat={"days": [0, 8]})))
    assert [o.start_day for o in moved.by_id["meet"].occurrences] == [28, 40]


def test_what_would_leave_the_order_by_moving_later_moves_earlier():
    moved = repaired("blackout", blacked_out(touchpoint("read", 36), task("try", 38, days=9)))
    assert moved.by_id["read"].start_day == 34


def test_a_format_that_a_stated_fact_excludes_is_broken_and_an_assumption_excludes_nothing():
    lab = touchpoint("lab", 5, format="practice_lab", purpose="practice")
    found = constraint("veto", plan(lab, of=brief(technology={"available": ["lms"]})))
    assert (found.severity, found.touchpoints) == ("broken", ("lab",))
    assert "Without a sandbox" in found.text
    assert "(V05)" in found.text
    assert constraint("veto", plan(lab)) is None


def test_a_blend_model_that_the_brief_excludes_is_told_without_a_touchpoint():
    found = constraint("veto", plan(of=brief(support={"facilitators": 0})))
    assert found.touchpoints == ()
    assert "live-led" in found.text.lower()


def test_an_excluded_format_is_swapped_for_one_that_is_allowed():
    share = touchpoint("share", 5, format="social_task", modality="social", purpose="apply")
    of = plan(share, of=brief(technology={"available": ["lms"]}), blend_model="digital_first")
    assert repaired("veto", of).by_id["share"].format == "on_the_job_assignment"


def test_too_few_groups_for_everybody_are_broken():
    of = brief(audience={"size": 50})
    assert constraint("group_max", plan(workshop("meet", 5, groups=4), of=of)) is None
    assert constraint("group_max", plan(workshop("meet", 5), of=of)) is None
    few = plan(workshop("meet", 5, groups=3), of=of)
    assert constraint("group_max", few).text == (
        "“Meet” has 3 groups of at most 16, for 50 learners."
    )
    assert repaired("group_max", few).by_id["meet"].groups == 4


def test_a_topic_applied_before_it_is_taught_is_out_of_order():
    of = plan(task("try", 3), touchpoint("read", 5))
    found = constraint("order", of)
    assert (found.severity, found.touchpoints) == ("broken", ("try",))
    assert found.text == (
        "Purposes out of the teaching order. Pricing: apply begins in week 1, before inform; "
        "Contracts: apply begins in week 1, before inform."
    )


def test_each_topic_has_its_own_order_and_the_same_day_is_in_order():
    assert (
        constraint(
            "order",
            plan(task("try", 3, topics=["Pricing"]), touchpoint("read", 5, topics=["Contracts"])),
        )
        is None
    )
    assert constraint("order", plan(task("try", 5), touchpoint("read", 5))) is None
