"""Constraints: each found where it is not kept, and only there."""

from datetime import date

import pytest

from blendnb.designing.audit import audit
from blendnb.domain.edits import apply_edit
from blendnb.domain.plan import Measure
from tests.designing.audit.plans import (
    aid,
    brief,
    catalogue,
    check,
    complete_plan,
    plan,
    question,
    task,
    touchpoint,
    workshop,
)  # fmt: skip

MONDAY = date(2027, 1, 11)


def constraint(id_, of):
    return next((c for c in audit(of, catalogue()).constraints if c.id == id_), None)


def repaired(id_, of):
    return apply_edit(of, constraint(id_, of).fix.edit)


def longest(minutes):
    return brief(work={"longest_session_minutes": minutes})


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


# ---------------------------------------------------------------------------------- lengths


@pytest.mark.parametrize(
    ("minutes", "found"),
    [
        (90, set()),
        (91, {"live_virtual_warn_no_break"}),
        (120, {"live_virtual_warn_no_break"}),
        (121, {"live_virtual_warn_no_break", "live_virtual_warn"}),
        (181, {"live_virtual_warn_no_break", "live_virtual_error"}),
    ],
)
def test_a_virtual_session_is_warned_about_by_its_length(minutes, found):
    of = plan(workshop("meet", 5, learner_minutes=minutes), of=longest(600))
    ids = {c.id for c in audit(of, catalogue()).constraints}
    assert {id_ for id_ in ids if id_.startswith("live_virtual")} == found


def test_a_room_may_be_used_for_longer():
    of = plan(workshop("meet", 5, delivery="in_person", learner_minutes=240), of=longest(600))
    assert not [c for c in audit(of, catalogue()).constraints if c.id.startswith("live_virtual")]


def test_a_break_that_is_planned_quiets_the_warning():
    of = plan(workshop("meet", 5, learner_minutes=100), of=longest(120))
    assert (
        constraint("live_virtual_warn_no_break", repaired("live_virtual_warn_no_break", of)) is None
    )


def test_information_told_live_for_long_is_better_taken_in_alone():
    of = plan(workshop("lecture", 5, purpose="inform", learner_minutes=31))
    assert constraint("live_inform_max", of).severity == "warning"
    assert repaired("live_inform_max", of).by_id["lecture"].modality == "self_paced"
    brief_one = plan(workshop("lecture", 5, purpose="inform", learner_minutes=30))
    assert constraint("live_inform_max", brief_one) is None


def test_short_live_practice_is_only_noted():
    assert (
        constraint("live_short_note", plan(workshop("meet", 5, learner_minutes=59))).severity
        == "note"
    )
    assert constraint("live_short_note", plan(workshop("meet", 5, learner_minutes=60))) is None


@pytest.mark.parametrize(
    ("format_", "minutes", "id_", "severity"),
    [
        ("microlearning", 7, "microlearning_length", None),
        ("microlearning", 8, "microlearning_length", "note"),
        ("microlearning", 11, "microlearning_length", "warning"),
        ("video_demo", 6, "video_length", None),
        ("video_demo", 7, "video_length", "warning"),
        ("self_paced_module", 30, "self_paced_module_warn", None),
        ("self_paced_module", 31, "self_paced_module_warn", "warning"),
    ],
)
def test_digital_items_have_their_lengths(format_, minutes, id_, severity):
    found = constraint(id_, plan(touchpoint("item", 5, format=format_, learner_minutes=minutes)))
    assert (found and found.severity) == severity


# ------------------------------------------------------------------------------------- load


@pytest.mark.parametrize(("minutes", "severity"), [(60, None), (61, "note"), (73, "warning")])
def test_a_week_may_hold_what_people_have_and_is_warned_about_above_a_fifth_more(minutes, severity):
    of = plan(
        touchpoint("read", 7, learner_minutes=minutes), of=brief(audience={"minutes_per_week": 60})
    )
    found = constraint("weekly_workload", of)
    assert (found and found.severity) == severity


def test_the_full_weeks_are_named_and_work_at_work_does_not_count():
    of = plan(
        touchpoint("read", 7, learner_minutes=80, repeat={"days": [0, 14]}),
        task("try", 28, learner_minutes=500),
    )
    found = constraint("weekly_workload", of)
    assert "in weeks 2 and 4; most in week 2, 80 minutes" in found.text
    assert found.touchpoints == ("read",)


def test_prework_is_short_and_fits_its_week():
    long = touchpoint("read", -5, stage="before", days=5, learner_minutes=31)
    assert constraint("prework_max", plan(long)).touchpoints == ("read",)
    several = [touchpoint(f"read{n}", -5, stage="before", learner_minutes=25) for n in range(3)]
    assert "before launch" in constraint("prework_max", plan(*several)).text
    assert constraint("prework_max", plan(*several[:2])) is None


@pytest.mark.parametrize(
    ("groups", "severity"), [(5, None), (6, "note"), (12, "note"), (13, "warning")]
)
def test_facilitators_are_strained_above_five_groups_and_overrun_above_twelve(groups, severity):
    of = brief(audience={"size": groups * 16}, support={"facilitators": 1})
    found = constraint("facilitator_capacity", plan(workshop("meet", 5), of=of))
    assert (found and found.severity) == severity


def test_facilitators_that_nobody_stated_are_as_many_as_needed():
    of = brief(audience={"size": 10_000})
    assert constraint("facilitator_capacity", plan(workshop("meet", 5), of=of)) is None


def test_few_hours_of_complex_software_are_noted():
    software = brief(outcome={"subject": "software"})
    of = plan(touchpoint("read", 5, learner_minutes=230), of=software)
    assert constraint("complex_software_floor", of).severity == "note"
    assert (
        constraint(
            "complex_software_floor", plan(touchpoint("read", 5, learner_minutes=240), of=software)
        )
        is None
    )
    assert constraint("complex_software_floor", plan(touchpoint("read", 5))) is None


# --------------------------------------------------------------------------------- coverage


def test_purposes_that_a_plan_lacks_are_named():
    found = constraint("purposes_present", plan(touchpoint("read", 0), task("try", 5)))
    assert found.severity == "warning"
    assert found.text == (
        "Nothing in the plan is there to demonstrate or practice, reinforce, assess and support."
    )


def test_purposes_that_only_a_topic_lacks_are_noted():
    found = constraint("purposes_present", complete_plan(touchpoint("extra", 3, topics=["Taxes"])))
    assert found.severity == "note"
    assert found.text == ("Nothing to demonstrate or practice, apply and reinforce for Taxes.")


def test_a_touchpoint_that_does_not_say_why_is_named():
    of = plan(touchpoint("read", 0, why=" "), touchpoint("more", 1))
    assert constraint("empty_why", of).touchpoints == ("read",)


@pytest.mark.parametrize(
    ("risk", "checks", "enough"),
    [("medium", 1, False), ("medium", 2, True), ("high", 2, False), ("high", 3, True)],
)
def test_two_assessment_points_are_enough_and_three_where_risk_is_high(risk, checks, enough):
    of = plan(
        check("check", 5, repeat={"days": list(range(checks))}),
        of=brief(outcome={"subject": "safety", "risk": risk}),
    )
    assert (constraint("checks_min", of) is None) == enough
    if not enough:
        assert constraint("checks_min", repaired("checks_min", of)) is None


def test_the_best_evidence_goes_beyond_attendance_and_satisfaction():
    happy = [
        Measure(id="a", text="Attendance", kind="completion"),
        Measure(id="b", text="Confidence", kind="confidence"),
    ]
    assert constraint("highest_measure", plan(measures=happy)).severity == "warning"
    assert constraint("highest_measure", plan(check("check", 5), measures=happy)) is None
    risky = brief(outcome={"subject": "safety", "risk": "high"})
    assert constraint("highest_measure", plan(check("check", 5), of=risky)) is not None
    assert constraint("highest_measure", plan(check("check", 5, "decision"), of=risky)) is None
    seen = [Measure(id="c", text="Observed", kind="behavior")]
    assert constraint("highest_measure", plan(measures=seen, of=risky)) is None


def test_a_manager_and_a_peer_carry_the_learning_into_work():
    talk = task("talk", 5, roles=["learner", "mentor"])
    pairs = task("pairs", 5, modality="social")
    assert constraint("manager_and_peer", plan(talk, pairs)) is None
    assert "with a peer" in constraint("manager_and_peer", plan(talk)).text
    assert "with a manager or mentor" in constraint("manager_and_peer", plan(pairs)).text
    aware = brief(outcome={"subject": "compliance", "level": "awareness"})
    assert constraint("manager_and_peer", plan(of=aware)) is None


def test_support_stays_open_a_month_after_the_last_live_part():
    meet = workshop("meet", 20)
    assert constraint("support_after", plan(meet, aid())) is None
    assert constraint("support_after", plan(meet, aid(days=51))) is None
    of = plan(meet, aid(days=50))
    assert constraint("support_after", of).severity == "warning"
    assert constraint("support_after", repaired("support_after", of)) is None
    assert constraint("support_after", plan(touchpoint("read", 0))) is None


def test_a_habit_is_not_left_alone_for_more_than_four_weeks():
    quiet = plan(touchpoint("read", 0), question("ask", 30, repeat={"days": [0, 20]}))
    found = constraint("reinforcement_silence", quiet)
    assert "29 days from week 1 on" in found.text
    busy = plan(touchpoint("read", 0), question("ask", 29, repeat={"days": [0, 20]}))
    assert constraint("reinforcement_silence", busy) is None


@pytest.mark.parametrize("outcome", [{"level": "skill"}, {"level": "behavior", "audit": True}])
def test_silence_is_judged_where_behavior_changes_and_no_audit_sets_the_pace(outcome):
    of = plan(touchpoint("read", 0), of=brief(outcome={"subject": "sales", **outcome}))
    assert constraint("reinforcement_silence", of) is None


def test_silence_after_half_a_year_is_not_judged():
    of = brief(schedule={"weeks": 52})
    kept = question("ask", 0, repeat={"days": list(range(0, 182, 28))})
    assert constraint("reinforcement_silence", plan(kept, of=of)) is None


def test_flipped_design_needs_prework_and_an_entry_check():
    read, meet = touchpoint("read", 0, days=5), workshop("meet", 7)
    assert "has pre-work" in constraint("flipped", plan(meet, flipped=True)).text
    unchecked = constraint("flipped", plan(read, meet, flipped=True))
    assert (unchecked.severity, unchecked.touchpoints) == ("warning", ("meet",))
    assert constraint("flipped", plan(read, check("entry", 6), meet, flipped=True)) is None
    assert constraint("flipped", plan(read, check("late", 8), meet, flipped=True)) is not None
    assert constraint("flipped", plan(read, meet)) is None


def test_an_entry_check_may_be_linked_instead_of_sharing_a_topic():
    read = touchpoint("read", 0, topics=["Pricing"])
    entry = check("entry", 6, topics=["Contracts"])
    meet = workshop("meet", 7, topics=["Pricing"], depends_on=["read", "entry"])
    assert constraint("flipped", plan(read, entry, meet, flipped=True)) is None


def test_more_than_eight_formats_are_too_many():
    talk = {"message", "nudge", "manager_check_in", "office_hours"}
    formats = [f for f in catalogue().formats if f not in talk][:9]
    many = [touchpoint(f, 5, format=f) for f in formats]
    spoken = [touchpoint(f, 5, format=f) for f in sorted(talk)]
    assert constraint("format_variety", plan(*many[:8], *spoken)) is None
    assert constraint("format_variety", plan(*many)).severity == "warning"
