"""Social: work together and contact afterwards; managers or mentors in more than one moment."""

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


def together(*touchpoints, **fields):
    return audit(plan(*touchpoints, **fields), catalogue()).questions["social.together"]


def managers(*touchpoints, **fields):
    return audit(plan(*touchpoints, **fields), catalogue()).questions["social.managers"]


def pairs(day, **fields):
    return task(f"pairs{day}", day, modality="social", **fields)


def talk(day, role="manager"):
    minutes = 20.0 if role == "manager" else 0.0
    return task(
        f"talk{day}", day, purpose="support", roles=("learner", role), manager_minutes=minutes
    )


def test_live_practice_and_a_peer_contact_after_it_are_enough():
    found = together(workshop("meet", 5), pairs(12))
    assert (found.verdict, found.touchpoints) == ("met", ("meet", "pairs12"))


def test_live_practice_alone_is_half_of_it():
    assert together(workshop("meet", 5)).verdict == "partly"
    assert together(pairs(2), workshop("meet", 5)).verdict == "partly"


def test_two_contacts_between_peers_are_enough_without_anything_live():
    assert together(pairs(5), pairs(12)).verdict == "met"
    assert together(pairs(5, repeat={"days": [0, 7]})).verdict == "met"
    assert together(pairs(5)).verdict == "partly"


def test_a_lecture_is_not_working_together():
    found = together(workshop("lecture", 5, purpose="inform"))
    assert found.verdict == "missing"
    assert found.text == "Learners never work, argue or reflect together."


def test_a_single_learner_has_no_peers_and_no_mend():
    alone = brief(audience={"size": 1})
    found = together(workshop("meet", 5), of=alone)
    assert (found.fix, found.forced_by) == (None, ("audience.size",))
    assert together(touchpoint("read", 0), of=alone).forced_by == ("audience.size",)


def test_the_mend_uses_the_shared_space_where_there_is_one():
    lonely = plan(touchpoint("read", 0))
    added = apply_edit(
        lonely, audit(lonely, catalogue()).questions["social.together"].fix.edit
    ).touchpoints[-1]
    assert (added.format, added.modality, len(added.occurrences)) == ("social_task", "social", 2)


def test_without_a_shared_space_the_mend_works_in_pairs():
    lonely = plan(touchpoint("read", 0), of=brief(technology={"available": ["lms"]}))
    added = apply_edit(
        lonely, audit(lonely, catalogue()).questions["social.together"].fix.edit
    ).touchpoints[-1]
    assert (added.format, added.modality) == ("on_the_job_assignment", "social")


def test_a_close_on_the_last_day_gets_its_peer_contacts_before_it():
    closing = plan(workshop("close", 69, purpose="close"))
    fixed = apply_edit(closing, audit(closing, catalogue()).questions["social.together"].fix.edit)
    assert fixed.last_day == 69
    assert audit(fixed, catalogue()).questions["social.together"].verdict == "met"


def test_managers_in_two_of_start_middle_and_end_are_enough():
    assert managers(talk(0), talk(60)).verdict == "met"
    assert managers(talk(0, "mentor"), talk(30, "mentor")).verdict == "met"


def test_managers_at_one_moment_are_half_of_it():
    found = managers(talk(0), talk(5))
    assert (found.verdict, found.text) == (
        "partly",
        "A manager or mentor takes part at the start only: “Talk0” and “Talk5”.",
    )


def test_nobody_taking_part_is_missing():
    found = managers(workshop("meet", 5))
    assert (found.verdict, found.text) == (
        "missing",
        "At no moment does a manager or mentor take part.",
    )


def test_managers_who_will_not_take_part_do_not_count():
    without = brief(support={"managers": False})
    assert managers(talk(0), talk(60), of=without).verdict == "missing"


def test_where_managers_will_not_take_part_a_mentor_takes_their_place_without_coaching():
    alone = plan(workshop("meet", 5), of=brief(support={"managers": False, "coaches": False}))
    fixed = apply_edit(alone, audit(alone, catalogue()).questions["social.managers"].fix.edit)
    added = fixed.touchpoints[-1]
    assert (added.format, added.roles) == ("on_the_job_assignment", ("learner", "mentor"))
    assert audit(fixed, catalogue()).questions["social.managers"].verdict == "met"


def test_coaches_carry_the_talks_where_there_are_any_and_managers_will_not():
    alone = plan(workshop("meet", 5), of=brief(support={"managers": False, "coaches": True}))
    fixed = apply_edit(alone, audit(alone, catalogue()).questions["social.managers"].fix.edit)
    assert fixed.touchpoints[-1].format == "coaching"


def test_the_complete_plan_meets_both_questions():
    assert audit(complete_plan(), catalogue()).verdicts["social"] == "met"
