"""Constraints that warn: lengths, load and what a whole plan needs."""

import pytest

from blendnb.designing.audit import audit
from blendnb.domain.plan import Measure
from tests.designing.audit.judged import constraint, longest, repaired
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


def test_facilitators_that_nobody_stated_are_as_many_as_needed_but_many_are_named():
    # 800 people are 50 groups of 16, ten leaders at five sessions a week; 816 are 51 groups.
    few = brief(audience={"size": 800})
    assert constraint("facilitator_capacity", plan(workshop("meet", 5), of=few)) is None
    many = brief(audience={"size": 1500})
    found = constraint("facilitator_capacity", plan(workshop("meet", 5), of=many))
    assert found.severity == "warning"
    assert found.text.startswith("In week 1 94 sessions are held over all groups: at 5 a week each")
    assert "19 people have to lead them" in found.text


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
        "Nothing in the plan is there to demonstrate or practise, reinforce, assess and support."
    )


def test_purposes_that_only_a_topic_lacks_are_noted():
    found = constraint("purposes_present", complete_plan(touchpoint("extra", 3, topics=["Taxes"])))
    assert found.severity == "note"
    assert found.text == ("Nothing to demonstrate or practise, apply and reinforce for Taxes.")


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


# ----------------------------------------------------------------------------------- window


def test_what_ends_after_the_stated_weeks_is_warned_about():
    of = plan(task("early", 60, days=10), task("late", 65, days=10), of=brief())
    found = constraint("window", of)
    assert (found.severity, found.touchpoints) == ("warning", ("late",))
    assert found.text == (
        "After the 10 weeks that were stated: “Late”, in week 11 at the latest. "
        "Move what is late, or state a longer window."
    )


def test_help_that_stays_open_and_an_assumed_window_are_not_warned_about():
    assert constraint("window", plan(aid("help", 60, days=None))) is None
    assert constraint("window", plan(task("late", 100), of=brief(schedule={}))) is None
