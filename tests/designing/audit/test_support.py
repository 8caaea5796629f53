"""Support: help that stays, and somebody to ask in every stretch of applying."""

from blendnb.designing.audit import audit
from blendnb.domain.edits import apply_edit
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


def at_need(*touchpoints, **fields):
    return audit(plan(*touchpoints, **fields), catalogue()).questions["support.at_need"]


def channels(*touchpoints, **fields):
    return audit(plan(*touchpoints, **fields), catalogue()).questions["support.channels"]


def hour(day):
    return workshop(f"hour{day}", day, format="office_hours", purpose="support")


def contact(day=0, **fields):
    return aid("contact", day, **{"roles": ("learner", "sme"), "owner": "Help desk", **fields})


def fixed(broken, id_):
    return apply_edit(broken, audit(broken, catalogue()).questions[id_].fix.edit)


def test_an_aid_open_when_people_begin_to_apply_and_for_good_is_enough():
    found = at_need(task("try", 8), aid(start_day=8))
    assert (found.verdict, found.touchpoints) == ("met", ("aid",))


def test_an_aid_that_ends_is_half_of_it():
    assert at_need(task("try", 8), aid(days=30)).verdict == "partly"


def test_an_aid_that_opens_too_late_is_half_of_it():
    assert at_need(task("try", 8), aid(start_day=9)).verdict == "partly"


def test_without_an_aid_nothing_helps():
    assert at_need(task("try", 8), touchpoint("library", 0, days=None)).verdict == "missing"


def test_the_mend_keeps_an_aid_open_and_names_an_owner():
    kept = fixed(plan(task("try", 8), aid(start_day=10, days=5)), "support.at_need").by_id["aid"]
    assert (kept.start_day, kept.days, kept.owner) == (8, None, "to be named")


def test_the_mend_adds_a_checklist_where_there_is_no_aid():
    added = fixed(plan(task("try", 8)), "support.at_need").touchpoints[-1]
    assert (added.format, added.start_day, added.days) == ("job_aid", 8, None)


def test_a_drop_in_hour_inside_the_stretch_of_applying_is_a_channel():
    assert channels(task("try", 8, days=5), hour(12)).verdict == "met"
    assert channels(task("try", 8, days=5), hour(13)).verdict == "missing"


def test_a_stretch_without_a_channel_is_half_of_it():
    found = channels(task("try", 8, days=5), task("again", 30, days=5), hour(12))
    assert (found.verdict, found.touchpoints) == ("partly", ("again",))


def test_a_named_contact_who_stays_is_a_channel_and_a_nameless_or_passing_one_is_not():
    assert channels(task("try", 8), contact()).verdict == "met"
    assert channels(task("try", 8), contact(owner=None)).verdict == "missing"
    assert channels(task("try", 8), contact(roles=("learner",))).verdict == "missing"
    assert channels(task("try", 8), contact(days=60)).verdict == "missing"


def test_where_nothing_is_applied_a_named_contact_is_asked_for():
    assert channels(workshop("meet", 5)).verdict == "missing"
    assert channels(workshop("meet", 5), contact()).verdict == "met"


def test_the_mend_offers_a_drop_in_hour_in_each_stretch():
    added = fixed(
        plan(task("try", 8, days=5), task("again", 30, days=5)), "support.channels"
    ).touchpoints[-1]
    assert (added.format, added.delivery) == ("office_hours", "virtual")
    assert [o.start_day for o in added.occurrences] == [12, 34]


def test_the_drop_in_hour_is_no_longer_than_people_can_be_free():
    short = brief(work={"longest_session_minutes": 15})
    added = fixed(plan(task("try", 8), of=short), "support.channels").touchpoints[-1]
    assert (added.format, added.learner_minutes) == ("office_hours", 15.0)


def test_without_facilitators_or_rooms_a_contact_is_named_instead():
    for stated in (
        brief(support={"facilitators": 0}),
        brief(technology={"available": ["lms"]}),
        brief(technology={"available": ["classroom"]}, audience={"location": "distributed"}),
    ):
        added = fixed(plan(task("try", 8), of=stated), "support.channels").touchpoints[-1]
        assert (added.format, added.roles, added.days) == ("job_aid", ("learner", "sme"), None)
        assert added.owner == "to be named"


def test_the_complete_plan_meets_both_questions():
    assert audit(complete_plan(), catalogue()).verdicts["support"] == "met"
