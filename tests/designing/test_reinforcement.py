"""A plan's returns are placed again by one edit; everything else stays where it is."""

import pytest

from blendnb.api import audit, blueprints, design
from blendnb.designing.reinforcement import replace_reinforcement, returns_of
from blendnb.domain.edits import Batch, apply_edit
from blendnb.spacing import study_events

PLANS = {known.id: design(blueprint=known.id) for known in blueprints()}
NEW_MANAGER = PLANS["new_manager"]


def group(plan, topic):
    return next(found for found in returns_of(plan) if topic in found.topics)


def returns(plan):
    return [t for t in plan.touchpoints if t.purpose == "reinforce" and t.modality == "self_paced"]


@pytest.mark.parametrize("name", PLANS)
def test_every_topic_that_is_studied_is_in_one_group(name):
    plan = PLANS[name]
    studied = [topic for topic, events in study_events(plan).items() if events.days]
    grouped = [topic for found in returns_of(plan) for topic in found.topics]
    assert sorted(grouped) == sorted(studied)


@pytest.mark.parametrize("name", PLANS)
def test_a_topic_returns_on_the_new_days_with_a_question_and_nothing_else_moves(name):
    plan = PLANS[name]
    found = returns_of(plan)[0]
    question = found.question
    taken = {*question.blackout, *(day for day, _ in question.met)}
    days = [day for day in range(1, question.horizon + 1) if day not in taken][-2:]
    edit = replace_reinforcement(plan, found.plan_days(days), found.topics)
    changed = apply_edit(plan, edit)
    assert isinstance(edit, Batch)
    after = group(changed, found.topics[0])
    assert (after.days, after.weights) == (tuple(days), (1.0, 1.0))
    assert after.question == question
    others = [t for t in plan.touchpoints if t not in returns(plan)]
    assert [t for t in changed.touchpoints if t not in returns(changed)] == others


@pytest.mark.parametrize("name", ["new_manager", "crm_rollout", "live_led"])
def test_returns_of_other_topics_stay(name):
    plan = PLANS[name]
    first, *rest = returns_of(plan)
    day = first.shift + first.question.horizon
    changed = apply_edit(plan, replace_reinforcement(plan, [day], first.topics))
    for other in rest:
        assert group(changed, other.topics[0]).days == other.days


@pytest.mark.parametrize("name", PLANS)
def test_the_days_that_are_open_break_no_hard_constraint(name):
    plan = PLANS[name]
    broken = {c.id for c in audit(plan).constraints if c.severity == "broken"}
    found = returns_of(plan)[0]
    taken = {*found.question.blackout, *(day for day, _ in found.question.met)}
    first = next(d for d in range(1, found.question.horizon + 1) if d not in taken)
    changed = apply_edit(plan, replace_reinforcement(plan, found.plan_days([first]), found.topics))
    assert {c.id for c in audit(changed).constraints if c.severity == "broken"} == broken


def test_a_plan_without_a_return_gets_one():
    plan = PLANS["digital_first"]
    plan = plan.replace(touchpoints=[t for t in plan.touchpoints if t.purpose != "reinforce"])
    found = returns_of(plan)[0]
    assert found.days == ()
    days = found.plan_days([found.question.horizon])
    changed = apply_edit(plan, replace_reinforcement(plan, days, found.topics))
    (added,) = set(changed.by_id) - set(plan.by_id)
    assert (added, changed.by_id[added].assessment) == ("returns-1", ("knowledge",))
    assert changed.by_id[added].start_day == days[0]


def test_a_blackout_and_weekends_of_a_dated_plan_are_not_open():
    data = NEW_MANAGER.brief.to_data()
    data["schedule"] |= {"start": "2027-01-11", "blackout": [["2027-02-15", "2027-02-19"]]}
    brief = type(NEW_MANAGER.brief).model_validate(data)
    plan = NEW_MANAGER.replace(brief=brief, start=brief.schedule.start)
    found = group(plan, "Feedback")
    closed = {plan.date_of(day) for day in found.plan_days(found.question.blackout)}
    dates = [plan.date_of(found.shift + day) for day in range(1, found.question.horizon + 1)]
    assert all(date in closed for date in dates if date.weekday() >= 5)
    assert all(
        date in closed
        for date in dates
        if date.isoformat()[:7] == "2027-02" and 15 <= date.day <= 19
    )


@pytest.mark.parametrize(
    ("days", "topics", "words"),
    [
        ([], ["Feedback"], "one or more days of the plan, ascending"),
        ([40, 30], ["Feedback"], "one or more days of the plan, ascending"),
        ([30], [], "the plan has no topic named"),
        ([30], ["Magic"], "the plan has no topic 'Magic'"),
        ([1, 30], ["Feedback"], "'Feedback' is first studied on day 5"),
    ],
)
def test_what_cannot_be_placed_is_refused(days, topics, words):
    with pytest.raises(ValueError, match=words):
        replace_reinforcement(NEW_MANAGER, days, topics)
