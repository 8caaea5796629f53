"""Time: events framed before and after, topics that return at a good time."""

from blendnb.designing.audit import audit
from blendnb.domain.edits import apply_edit
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


def phases(*touchpoints, **fields):
    return audit(plan(*touchpoints, **fields), catalogue()).questions["time.phases"]


def spacing(*touchpoints, **fields):
    return audit(plan(*touchpoints, **fields), catalogue()).questions["time.spacing"]


# ----------------------------------------------------------------------------------- phases


def test_a_workshop_with_prework_and_a_task_afterwards_is_framed():
    found = phases(touchpoint("read", 0), workshop("meet", 5), task("try", 8))
    assert (found.verdict, found.touchpoints) == ("met", ("meet",))


def test_a_workshop_that_nothing_follows_is_framed_on_one_side():
    found = phases(touchpoint("read", 0), workshop("meet", 5))
    assert (found.verdict, found.text) == ("partly", "Nothing follows “Meet”.")


def test_a_workshop_alone_is_not_framed_at_all():
    found = phases(workshop("meet", 5))
    assert found.verdict == "missing"
    assert found.text == "Nothing prepares “Meet”. Nothing follows “Meet”."


def test_what_is_about_another_topic_frames_nothing():
    found = phases(
        touchpoint("read", 0, topics=["Contracts"]),
        workshop("meet", 5, topics=["Pricing"]),
        task("try", 8, topics=["Contracts"]),
    )
    assert found.verdict == "missing"


def test_what_is_about_the_whole_journey_frames_every_event():
    found = phases(
        touchpoint("word", -3, topics=()), workshop("meet", 5), task("try", 8, topics=())
    )
    assert found.verdict == "met"


def test_what_an_event_depends_on_prepares_it_whatever_its_topics():
    found = phases(
        touchpoint("read", 0, topics=["Contracts"]),
        workshop("meet", 5, topics=["Pricing"], depends_on=["read"]),
        task("try", 8, topics=["Contracts"], depends_on=["meet"]),
    )
    assert found.verdict == "met"


def test_standing_help_is_no_follow_up():
    found = phases(touchpoint("read", 0), workshop("meet", 5), aid(start_day=6))
    assert found.verdict == "partly"


def test_an_anchor_that_is_not_live_is_an_event_too():
    assert phases(touchpoint("launch", 0, anchor=True)).verdict == "missing"


def test_without_an_event_there_is_nothing_to_frame():
    found = phases(touchpoint("read", 0), task("try", 8))
    assert (found.verdict, found.fix) == ("not_needed", None)


def test_a_drop_in_hour_is_help_and_needs_no_frame():
    hour = workshop("ask", 5, format="office_hours", purpose="support")
    assert phases(hour).verdict == "not_needed"


def test_the_mend_puts_prework_before_the_launch_and_a_task_after_the_last_day():
    alone = plan(workshop("meet", 0), of=brief(schedule={"weeks": 1}))
    fix = audit(alone, catalogue()).questions["time.phases"].fix
    added = [t for t in apply_edit(alone, fix.edit).touchpoints if t.id != "meet"]
    assert [(t.id, t.purpose, t.modality) for t in added] == [
        ("time-phases-1", "inform", "self_paced"),
        ("time-phases-2", "apply", "on_the_job"),
    ]
    assert added[0].last_day == -1
    assert added[1].start_day > 0


def test_one_prework_serves_all_workshops_on_its_topics():
    series = plan(workshop("first", 5), workshop("second", 5), task("try", 9))
    fix = audit(series, catalogue()).questions["time.phases"].fix
    assert len(apply_edit(series, fix.edit).touchpoints) == 4


# ---------------------------------------------------------------------------------- spacing


def test_topics_that_return_twice_and_once_in_the_band_are_spaced():
    # 10 weeks from a first study on day 0: 8 to 16 days, and twice as long is good enough.
    found = spacing(touchpoint("read", 0), question("ask", 12, repeat={"days": [0, 20]}))
    assert found.verdict == "met"
    assert found.text == (
        "Pricing and Contracts: 2 returns, and one of them 8 to 31 days after the first study."
    )


def test_a_topic_met_once_never_returns():
    found = spacing(
        touchpoint("read", 0),
        question("ask", 12, topics=["Pricing"], repeat={"days": [0, 20]}),
    )
    assert found.verdict == "missing"
    assert found.text.startswith("Contracts: met once, and never again; Pricing: 2 returns")
    assert found.touchpoints == ("read",)


def test_a_topic_that_returns_once_is_spaced_in_part():
    found = spacing(touchpoint("read", 0), question("ask", 12))
    assert found.verdict == "partly"
    assert found.text == (
        "Pricing and Contracts: 1 return after the first study, where 2 are needed."
    )


def test_returns_that_all_come_too_soon_do_not_count_as_spaced():
    found = spacing(touchpoint("read", 0), question("ask", 1, repeat={"days": [0, 1, 5]}))
    assert found.verdict == "partly"
    assert "but none of them 8 to 31 days" in found.text


def test_a_return_somewhat_late_still_counts_and_a_far_too_late_one_does_not():
    late = {"days": [0, 20]}
    assert spacing(touchpoint("read", 0), question("ask", 31, repeat=late)).verdict == "met"
    assert spacing(touchpoint("read", 0), question("ask", 32, repeat=late)).verdict == "partly"


def test_a_short_return_before_the_spaced_one_does_no_harm():
    early_too = {"days": [0, 11, 30]}
    assert spacing(touchpoint("read", 0), question("ask", 1, repeat=early_too)).verdict == "met"


def test_a_topic_of_the_brief_that_nothing_is_about_is_missing():
    found = spacing(
        touchpoint("read", 0, topics=["Pricing"]),
        question("ask", 12, topics=["Pricing"], repeat={"days": [0, 20]}),
    )
    assert found.verdict == "missing"
    assert found.text.startswith("Nobody ever studies Contracts; Pricing")


def test_help_and_prompts_without_a_question_are_no_returns():
    prompts = question("prompt", 12, format="nudge", assessment=(), repeat={"days": [0, 20]})
    assert spacing(touchpoint("read", 0), prompts, aid()).verdict == "missing"


def test_a_short_message_asks_for_no_returns():
    awareness = brief(outcome={"subject": "compliance", "level": "awareness"}, content={"hours": 1})
    assert spacing(touchpoint("read", 0), of=awareness).verdict == "not_needed"
    longer = brief(outcome={"subject": "compliance", "level": "awareness"}, content={"hours": 1.5})
    assert spacing(touchpoint("read", 0), of=longer).verdict == "missing"


def test_the_mend_asks_short_questions_in_the_band_and_later():
    once = plan(touchpoint("read", 0))
    fix = audit(once, catalogue()).questions["time.spacing"].fix
    added = apply_edit(once, fix.edit).touchpoints[1:]
    assert [(t.format, t.purpose, t.topics) for t in added] == [
        ("microlearning", "reinforce", ("Pricing", "Contracts")),
        ("microlearning", "reinforce", ("Pricing", "Contracts")),
    ]
    assert 8 <= added[0].start_day <= 31
    assert added[1].start_day > added[0].start_day


def test_a_question_before_the_task_is_a_check_so_that_the_order_holds():
    once = plan(touchpoint("read", 0), task("try", 60, study_weight=0.0))
    fix = audit(once, catalogue()).questions["time.spacing"].fix
    purposes = {t.start_day: t.purpose for t in apply_edit(once, fix.edit).touchpoints[2:]}
    assert {purpose for day, purpose in purposes.items() if day < 60} == {"assess"}


def test_a_topic_met_on_the_last_day_is_met_earlier_so_that_returns_find_room():
    late = plan(check("end", 69))
    fixed = apply_edit(late, audit(late, catalogue()).questions["time.spacing"].fix.edit)
    assert min(t.start_day for t in fixed.touchpoints) < 69
    assert audit(fixed, catalogue()).questions["time.spacing"].verdict == "met"


def test_the_complete_plan_meets_both_questions():
    assert audit(complete_plan(), catalogue()).verdicts["time"] == "met"
