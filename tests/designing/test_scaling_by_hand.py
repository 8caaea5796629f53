"""Scaling and fitting of a blueprint on hand-made plans, each number worked out in a comment.

The brief that they start from has 40 people and four weeks.
"""

import pytest

from blendnb.designing.blueprints.draft import Draft
from blendnb.designing.blueprints.fit_to_brief import (
    _topics_at,
    groups_fitted,
    sessions_fitted,
    stretched,
)
from blendnb.designing.blueprints.scaling import population_scaled, risk_scaled
from blendnb.files.catalogue_loading import load_catalogue
from tests.designing import proof_plans as made

CATALOGUE = load_catalogue(programmes=False)


def draft(*touchpoints, was=None, **now):
    """A plan for the usual brief, adapted to a brief with other values."""
    original = made.plan(*touchpoints, **(was or {}))
    plan = original.replace(brief=original.brief.replacing(now))
    return Draft(plan=plan, original=original, catalogue=CATALOGUE)


def refresher(*days, **fields):
    return made.touchpoint(
        "refresher", "knowledge_check", purpose="reinforce", repeat={"days": days, **fields},
        start_day=3, topics=["A"], assessment=["knowledge"],
    )  # fmt: skip


def returned(found):
    return found.plan.by_id["refresher"].repeat.days


# ------------------------------------------------------------------------------------ risk


def test_a_higher_risk_puts_a_return_half_way_between_each_two():
    found = risk_scaled(draft(refresher(0, 14, 29), **{"outcome.risk": "high"}))
    # On days 3, 17 and 32: between them days 10 and 24.
    assert returned(found) == (0, 7, 14, 21, 29)


def test_a_return_between_two_is_about_what_the_later_one_is_about():
    row = refresher(0, 14, topics=[["A"], ["B"]])
    found = risk_scaled(draft(row, **{"outcome.risk": "high"}))
    assert found.plan.by_id["refresher"].repeat.topics == (("A",), ("B",), ("B",))


def test_a_lower_risk_leaves_every_other_return_and_two_at_least():
    low = {"outcome.risk": "low"}
    assert returned(risk_scaled(draft(refresher(0, 7, 14, 21, 28), **low))) == (0, 14, 28)
    assert returned(risk_scaled(draft(refresher(0, 7, 14, 21), **low))) == (0, 14)
    assert returned(risk_scaled(draft(refresher(0, 7, 14), **low))) == (0, 7, 14)


def test_the_same_risk_changes_nothing():
    same = draft(refresher(0, 7, 14, 21, 28), **{"outcome.risk": "medium"})
    assert risk_scaled(same) is same


def test_a_higher_risk_adds_its_checks_at_their_shares_of_the_window():
    found = risk_scaled(draft(made.module(topics=["A"]), **{"outcome.risk": "high"})).plan
    added = {t.id: (t.start_day, t.learner_minutes, t.days) for t in found.touchpoints[1:]}
    # Of day 27: a quarter is 6.75, six tenths 16.2, 0.85 of it 22.95.
    assert added == {
        "risk-early-check": (7, 10, 5),
        "risk-scenarios": (16, 20, 5),
        "risk-observed-task": (23, 20, 5),
    }
    kinds = [t.assessment for t in found.touchpoints[1:]]
    assert kinds == [("knowledge",), ("decision",), ("performance",)]


def test_a_check_waits_until_every_topic_was_met_and_is_not_added_twice():
    late = made.module("late", topics=["B"], start_day=20)
    task = made.touchpoint("seen", "performance_task", modality="on_the_job", purpose="assess",
                           assessment=["performance"])  # fmt: skip
    found = risk_scaled(draft(made.module(topics=["A"]), late, task, **{"outcome.risk": "high"}))
    added = {t.id: t.start_day for t in found.plan.touchpoints[3:]}
    assert added == {"risk-early-check": 20, "risk-scenarios": 20}


def test_only_the_observed_check_is_work_at_work_with_a_mentor_after_the_journey():
    found = risk_scaled(draft(made.module(topics=["A"]), **{"outcome.risk": "high"})).plan
    assert [(t.modality, t.stage, t.roles) for t in found.touchpoints[1:]] == [
        ("self_paced", "during", ("learner",)),
        ("self_paced", "during", ("learner",)),
        ("on_the_job", "after", ("learner", "mentor")),
    ]


def test_only_returns_come_more_often_when_the_risk_is_higher():
    row = made.module("row", repeat={"days": [0, 14]}, topics=["A"])
    found = risk_scaled(draft(row, refresher(0, 14), **{"outcome.risk": "high"}))
    assert found.plan.by_id["row"].repeat.days == (0, 14)
    assert returned(found) == (0, 7, 14)


# ------------------------------------------------------------------------------- population


def test_more_people_make_more_groups_and_a_super_user_for_every_twenty():
    found = population_scaled(draft(made.workshop(), **{"audience.size": 141})).plan
    # 141 in classes of 16 are 9 groups, 40 were 3; 141 / 20 are 7.05 super-users.
    assert found.changes[0].startswith("9 groups in parallel instead of 3: 141 people, 16 to a")
    assert found.changes[-1] == "8 super-users added, one for every 20 learners."
    helpers = found.touchpoints[-1]
    assert (helpers.start_day, helpers.days, helpers.roles) == (0, None, ("learner", "sme"))


def test_groups_are_told_where_anything_is_live_and_super_users_for_software_and_processes_only():
    sales = {"outcome.subject": "sales"}
    both = draft(made.module(), made.workshop(), was=sales, **{"audience.size": 141})
    assert [said.split()[0] for said in population_scaled(both).plan.changes] == ["9"]
    alone = draft(made.module(), was=sales, **{"audience.size": 141})
    assert population_scaled(alone).plan.changes == ()


def test_as_many_people_as_before_change_nothing():
    same = draft(made.module(), made.workshop(), was={"audience.size": 20})
    assert population_scaled(same) is same


@pytest.mark.parametrize(("size", "online"), [(100, False), (101, True)])
def test_rooms_become_online_rooms_beyond_a_hundred_people(size, online):
    room = made.touchpoint("room", "in_person_workshop", modality="live", delivery="in_person")
    found = population_scaled(draft(room, **{"audience.size": size})).plan.by_id["room"]
    assert (found.delivery == "virtual") is online


@pytest.mark.parametrize(
    ("size", "learning_format"), [(30, "reading"), (31, "self_paced_module"), (40, None)]
)
def test_up_to_thirty_people_read_what_would_not_pay_to_build(size, learning_format):
    found = population_scaled(draft(made.module(), **{"audience.size": size}))
    wanted = learning_format or "self_paced_module"
    assert found.plan.by_id["module"].format == wanted


# ----------------------------------------------------------------------------------- fitting


def test_topics_are_dealt_to_the_places_in_order_and_none_stays_empty():
    five = tuple("ABCDE")
    assert [_topics_at(place, 2, five) for place in (0, 1)] == [("A", "B"), ("C", "D", "E")]
    assert [_topics_at(place, 4, ("A", "B")) for place in range(4)] == [
        ("A",), ("A",), ("B",), ("B",),
    ]  # fmt: skip


def days(found):
    return {t.id: (t.start_day, t.days) for t in found.plan.touchpoints}


ROWS = (
    made.module("before", start_day=-7, days=6),
    made.module("long", start_day=9, days=4),
    made.module("short", start_day=20, days=3),
)


def test_a_longer_window_moves_whole_weeks_and_keeps_the_weekday():
    # From 4 to 6 weeks: week 1 goes to week 1 (1.5), week 2 to week 3; spans over three days grow.
    found = days(stretched(draft(*ROWS, **{"schedule.weeks": 6})))
    assert found == {"before": (-7, 9), "long": (9, 6), "short": (27, 3)}


def test_a_shorter_window_takes_the_share_of_each_day():
    # From 4 to 2 weeks: half of 9 and of 20, and of four and six days.
    found = days(stretched(draft(*ROWS, **{"schedule.weeks": 2})))
    assert found == {"before": (-7, 3), "long": (4, 2), "short": (10, 3)}


def test_no_day_moves_beyond_the_window_and_occurrences_that_meet_become_one():
    row = made.module("row", start_day=26, repeat={"days": [0, 1]})
    far = stretched(draft(row, **{"schedule.weeks": 1})).plan.by_id["row"]
    assert (far.start_day, far.repeat) == (6, None)  # a quarter of 26 and of 27


def test_sessions_are_cut_to_what_people_can_attend():
    longer = made.workshop(learner_minutes=90, facilitation_minutes=80)
    (found,) = sessions_fitted(
        draft(longer, **{"work.longest_session_minutes": 60})
    ).plan.touchpoints
    assert (found.learner_minutes, found.facilitation_minutes) == (60, 60)
    kept = sessions_fitted(draft(longer, **{"work.longest_session_minutes": 90}))
    assert kept.plan.touchpoints == (longer,)


def test_every_session_gets_its_groups_and_nothing_else_does():
    stated = {"audience.size": 50, "audience.languages": ["en", "no"]}
    hours = made.touchpoint("hours", "office_hours", modality="live", delivery="virtual")
    found = groups_fitted(draft(made.workshop(), hours, made.module(), **stated)).plan
    # 25 people in each of two languages, 16 to a class: two classes each.
    assert {t.id: t.groups for t in found.touchpoints} == {
        "workshop": 4, "hours": None, "module": None,
    }  # fmt: skip
