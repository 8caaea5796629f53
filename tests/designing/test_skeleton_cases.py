"""What went wrong in briefs of clients, each kind with what is right."""

import pytest

from blendnb.api import catalogue_of
from blendnb.designing.audit import audit
from blendnb.designing.audit.tensions import tensions
from blendnb.designing.cost import cost
from blendnb.designing.design import design
from blendnb.domain.brief import Brief
from blendnb.domain.vocabulary import BLEND_MODELS
from tests.designing.measured import first_days

CATALOGUE = catalogue_of()
FEEDBACK = {
    "title": "Feedback", "objective": "Leads give feedback.",
    "outcome": {"subject": "leadership", "level": "behavior"},
    "audience": {"size": 620, "location": "one_site"},
    "technology": {"available": ["classroom", "lms"]}, "support": {"facilitators": 3},
}  # fmt: skip
POSTING = {
    "title": "Posting", "objective": "Clerks post correctly.",
    "topics": ["Orders", "Receipts", "Month-end"],
    "outcome": {"subject": "software", "level": "behavior"}, "audience": {"size": 1200},
}  # fmt: skip
ETHICS = {
    "title": "Research ethics", "objective": "Managers decide dilemmas rightly.",
    "outcome": {"subject": "safety", "level": "behavior", "risk": "high"},
}  # fmt: skip
TRAINERS = {
    "title": "Train the trainer", "objective": "Trainers deliver at the lead trainer's standard.",
    "topics": ["Facilitating practice", "Handling resistance", "Giving feedback"],
    "outcome": {"subject": "behavioral_skills", "level": "behavior", "risk": "medium"},
    "audience": {"size": 24, "minutes_per_week": 240, "location": "multi_site", "travel": True},
    "work": {"longest_session_minutes": 420},
    "content": {"conceptual": 0.2, "procedural": 0.2, "interpersonal": 0.6, "hours": 40},
    "technology": {"available": ["lms", "classroom", "virtual_classroom", "collaboration"]},
    "support": {"managers": True, "coaches": True, "facilitators": 2}, "schedule": {"weeks": 12},
}  # fmt: skip


def plan_of(data, model=None, **stated):
    brief = Brief.model_validate(data).replacing(stated)
    return design(brief, CATALOGUE, blend_model=model)


def said_of(plan, id_):
    return next(c.text for c in audit(plan, CATALOGUE).constraints if c.id == id_)


def test_a_group_is_one_and_the_same_for_plan_constraint_and_tension():
    plan = plan_of(FEEDBACK, "live_led")
    assert plan.by_id["session"].groups == 31  # 620 people, 20 in a room
    # 31 groups over three facilitators: whole groups, not 10.3, and no second count of 13.
    assert "11 groups each" in said_of(plan, "facilitator_capacity")
    assert not any("13" in t.text for t in tensions(plan.brief, CATALOGUE))


def test_mentors_cost_their_hours_as_managers_do():
    def hours(managers):
        return cost(plan_of(POSTING, "digital_first", **{"support.managers": managers}), CATALOGUE)

    mentored, managed = hours(False), hours(True)  # noqa: FBT003
    assert mentored.effort_hours.default >= managed.effort_hours.default


def test_fifteen_hundred_people_in_a_week_of_live_groups_are_not_all_kept():
    week = {
        "title": "Negotiation in one week", "objective": "People negotiate.",
        "outcome": {"subject": "behavioral_skills", "level": "behavior"},
        "audience": {"size": 1500, "minutes_per_week": 240}, "schedule": {"weeks": 1},
    }  # fmt: skip
    said = said_of(plan_of(week, "live_led"), "facilitator_capacity")
    assert "people have to lead them, and the brief does not say how many there are" in said


def test_what_must_stand_an_audit_leaves_records_a_pass_mark_and_an_attestation():
    def evidence(wanted):
        plan = plan_of(ETHICS, "live_led", **{"outcome.audit": wanted})
        checks = [t for t in plan.touchpoints if t.purpose == "assess"]
        assert checks
        return [
            "".join(m for m in t.materials if m.startswith(("Record of each", "Pass", "Attest")))
            for t in checks
        ]

    assert all("Pass mark" in said and "Attestation" in said for said in evidence(True))  # noqa: FBT003
    assert set(evidence(False)) == {""}  # noqa: FBT003


def test_trainers_who_travel_practise_in_the_room_for_days_and_read_little():
    plan = plan_of(TRAINERS, "bookend")
    days = plan.by_id["working-session"]
    assert days.format == "in_person_workshop"
    assert days.learner_minutes >= 180  # before: two meetings of 90 minutes online
    assert len(days.occurrences) >= 3
    read = plan.by_id["study"].total_learner_minutes
    assert read * 5 < days.total_learner_minutes  # before: 25 readings of 35 minutes
    assert [o.start_day for o in plan.by_id["coaching"].occurrences] == [35, 56, 77]
    assert any(change.startswith("More than the 240 minutes a week") for change in plan.changes)


@pytest.mark.parametrize("model", BLEND_MODELS)
def test_a_programme_that_must_be_ready_is_met_and_tried_by_then_and_used_after(model):
    plan = plan_of(POSTING, model, **{"schedule.weeks": 20, "schedule.ready_by": 6})
    met, tried = first_days(plan, "inform", "demonstrate"), first_days(plan, "practice")
    assert max(met.values()) < 42
    assert max(tried.values()) < 42
    back = [o.start_day for o in plan.occurrences if o.touchpoint.purpose in ("apply", "reinforce")]
    assert max(back) > 42


def test_a_topic_with_a_week_of_its_own_comes_before_the_others():
    topics = ["Orders", "Receipts", {"name": "Month-end", "ready_by": 2}]
    plan = plan_of(POSTING | {"topics": topics}, "digital_first", **{"schedule.weeks": 12})
    tried = first_days(plan, "practice")
    assert tried["Month-end"] < 14
    assert tried["Month-end"] < min(tried["Orders"], tried["Receipts"])


def test_what_comes_too_late_for_its_week_is_named_with_the_week_it_gets():
    topics = [{"name": f"T{n}", "ready_by": 1, "hours": 4} for n in range(6)]
    plan = plan_of(POSTING | {"topics": topics}, "digital_first", **{"schedule.weeks": 12})
    late = [change for change in plan.changes if "is tried only in week" in change]
    assert late
    assert all("not by week 1" in change for change in late)


def test_everything_has_an_owner_at_least_a_role():
    owners = {t.id: t.owner for t in plan_of(TRAINERS, "bookend").touchpoints}
    assert None not in owners.values()
    assert owners["working-session"] == "Facilitators"
    assert owners["coaching"] == "Coaches"
    assert owners["observed-task"] == "Line managers"
    assert owners["study"] == "Content author, with a subject-matter expert"


def test_what_is_there_already_is_used_before_anything_is_built():
    few = {"audience.size": 20, "content.hours": 6.0}
    there = [{"name": "Posting course", "format": "self_paced_module", "minutes": 90}]
    without = plan_of(POSTING, "digital_first", **few)
    used = plan_of(POSTING, "digital_first", **few, **{"content.existing": there})
    # Nobody builds modules for twenty people; where they are there, they are used.
    assert without.by_id["modules"].format == "reading"
    assert used.by_id["modules"].format == "self_paced_module"
    assert "There already: Posting course (90 minutes)" in used.by_id["modules"].materials
    assert any(change.startswith("“Posting course” is there already") for change in used.changes)
    assert (
        used.by_id["modules"].total_learner_minutes > without.by_id["modules"].total_learner_minutes
    )


def test_what_is_there_and_fits_nothing_is_said_to_have_no_place():
    there = [{"name": "Film", "format": "community_of_practice"}]
    plan = plan_of(POSTING, "digital_first", **{"content.existing": there})
    assert "“Film” is there already and has no place" in " ".join(plan.changes)
