"""What the second edition adds to briefs and plans: read, checked against each other, kept."""

import json
from pathlib import Path

import pytest
from hypothesis import given

import blendnb
from blendnb.domain.brief import Brief
from blendnb.domain.plan import AgendaStep, fitted_agenda
from blendnb.files.briefs_and_plans import plan_from_data, plan_json
from blendnb.files.parsing import parse_toml
from blendnb.files.problems import InputError, checked
from tests.files.samples import PLAN, TOUCHPOINT
from tests.strategies import briefs, examples

PAGE = Path(blendnb.__file__).parent.parent / "docs" / "brief_and_plan.md"
LEAST = {"title": "Pumps", "objective": "O", "outcome": {"subject": "safety"}}
THREE = ["Types", "Set-up", "Double check"]


def brief(**stated):
    return checked(Brief, {**LEAST, **stated}, "f")


def refusals(**stated):
    with pytest.raises(InputError) as refused:
        brief(**stated)
    return str(refused.value).splitlines()


def documented():
    text = PAGE.read_text("utf-8").split("```toml\n")[1].split("```")[0]
    return checked(Brief, parse_toml(text, "f"), "f")


def test_the_documented_brief_is_read_and_written_back_as_it_was_stated():
    told = documented()
    data = told.to_data()
    assert told.topic_names == ("Insulin types", "Pump set-up", "Double check")
    assert data["topics"][0] == "Insulin types"
    assert data["topics"][1] == {
        "name": "Pump set-up",
        "kind": "procedural",
        "demands": ["psychomotor"],
        "objective": "Given a prescription, sets up the pump without a critical error",
        "hours": 1.0,
        "ready_by": 2,
        "after": ["Insulin types"],
        "audiences": ["Ward nurses"],
        "material": "accuracy",
    }
    assert data["topics"][2]["material"] == {"days": 198.0, "share": 0.5}
    assert data["leading"] == {
        "before": "self_paced", "during": "live", "after": "on_the_job",
    }  # fmt: skip
    assert Brief.model_validate(data) == told


def test_topics_without_details_stay_texts():
    told = brief(topics=["Types", {"name": "Set-up"}])
    assert told.to_data()["topics"] == ["Types", "Set-up"]


@examples(40)
@given(briefs())
def test_whatever_a_brief_states_is_written_and_read_again(told):
    data = json.loads(json.dumps(told.to_data()))
    assert Brief.model_validate(data) == told


def test_a_topic_is_needed_when_one_that_comes_after_it_is():
    told = brief(
        topics=[{"name": "Set-up", "ready_by": 2, "after": ["Types"]}, "Alarms", "Types"],
        schedule={"ready_by": 6},
    )
    assert told.topics_in_order == ("Types", "Set-up", "Alarms")
    assert told.ready_weeks == {"Types": 2, "Set-up": 2, "Alarms": 6}


def test_a_group_learns_what_it_lists_and_what_names_it():
    told = brief(
        topics=[{"name": "Types"}, {"name": "Set-up", "audiences": ["Nurses"]}, "Law"],
        audience={
            "groups": [{"name": "Nurses", "topics": ["Law"]}, {"name": "Pharmacists", "size": 40}]
        },
    )
    nurses, pharmacists = told.audience.groups
    assert told.topics_of(nurses) == ("Set-up", "Law")
    assert told.topics_of(pharmacists) == ("Types", "Law")


def test_parts_stand_in_for_the_whole_that_nobody_stated():
    told = brief(
        topics=[
            {"name": "Types", "hours": 1, "kind": "conceptual"},
            {"name": "Set-up", "hours": 3, "kind": "procedural"},
            "Alarms",
        ],
        audience={"groups": [{"name": "A", "size": 300}, {"name": "B", "size": 40}]},
        schedule={"ready_by": 12},
    )
    whole = told.resolved
    assert whole.audience.size == 340
    assert whole.content.hours == 6
    assert whole.mix == {"conceptual": 0.25, "procedural": 0.75, "interpersonal": 0.0}
    assert whole.schedule.weeks == 12
    assert "audience.size" not in told.stated


def test_names_that_lead_nowhere_are_told_with_those_that_are_known():
    known = "its topics are 'Types', 'Set-up' and 'Double check'"
    assert refusals(
        topics=[
            "Types",
            {"name": "Set-up", "after": ["Typos"], "audiences": ["nurse"]},
            "Double check",
        ],
        map=[{"topic": "Alarms", "stage": "during", "purposes": ["practice"]}],
        audience={"groups": [{"name": "nurses", "topics": ["Setup"]}]},
        content={"existing": [{"name": "Module", "topics": ["Types", "Law"]}]},
    ) == [
        (
            f"f: topics[1].after[0]: 'Typos' is not a topic of this brief; {known}; "
            "did you mean Types?"
        ),
        f"f: map[0].topic: 'Alarms' is not a topic of this brief; {known}",
        (
            f"f: audience.groups[0].topics[0]: 'Setup' is not a topic of this brief; {known}; "
            "did you mean Set-up?"
        ),
        f"f: content.existing[0].topics[1]: 'Law' is not a topic of this brief; {known}",
        (
            "f: topics[1].audiences[0]: 'nurse' is not a group of this brief; audience.groups has "
            "'nurses'; did you mean nurses?"
        ),
    ]  # fmt: skip


def test_the_title_is_the_topic_of_a_brief_without_topics():
    assert brief(map=[{"topic": "Pumps", "stage": "after", "purposes": ["apply"]}]).map


@pytest.mark.parametrize(
    ("stated", "sentence"),
    [
        (
            {
                "topics": [
                    {"name": "A", "after": ["B"]},
                    {"name": "B", "after": ["C"]},
                    {"name": "C", "after": ["A"]},
                ]
            },
            (
                "topics[0].after: goes round in a circle, each topic after the next: "
                "'A' → 'B' → 'C' → 'A'"
            ),
        ),
        (
            {"topics": [{"name": "A", "after": ["A"]}]},
            "topics[0].after: goes round in a circle, each topic after the next: 'A' → 'A'",
        ),
        (
            {
                "topics": ["A"],
                "map": [
                    {"topic": "A", "stage": "before", "purposes": ["inform"]},
                    {"topic": "A", "stage": "before", "purposes": ["practice"]},
                ],
            },
            "map[1]: topic 'A' has two marks at stage before; put all its purposes into one",
        ),
        (
            {"audience": {"size": 20, "groups": [{"name": "A", "size": 30}]}},
            (
                "audience.groups[0].size: 30 is more than audience.size, which is 20; "
                "a group is a part of the audience"
            ),
        ),
        (
            {"audience": {"size": 40, "groups": [{"name": n, "size": 30} for n in "AB"]}},
            "audience.groups: the groups add up to 60 people, more than audience.size, which is 40",
        ),
        (
            {"schedule": {"weeks": 3, "ready_by": 4}},
            (
                "schedule.ready_by: 4 is later than schedule.weeks, which is 3 weeks; "
                "name a week of the window"
            ),
        ),
        (
            {"topics": [{"name": "A", "ready_by": 2}], "schedule": {"weeks": 1}},
            (
                "topics[0].ready_by: 2 is later than schedule.weeks, which is 1 week; "
                "name a week of the window"
            ),
        ),
        ({"topics": ["A", {"name": "A"}]}, "topics: names 'A' twice; name each once"),
        (
            {"topics": [{"name": "A", "material": "acuracy"}]},
            (
                "topics[0].material: 'acuracy' is not one of facts, accuracy, mixed_skill, speed, "
                "course, nor a table of keys; did you mean accuracy?"
            ),
        ),
        (
            {"leading": {"before": "selfpaced"}},
            (
                "leading.before: 'selfpaced' is not one of live, self_paced, social, on_the_job; "
                "did you mean self_paced?"
            ),
        ),
        (
            {"budget": {"currency": "euro"}},
            "budget.currency: 'euro' is not a currency; write its three letters, for instance EUR",
        ),
        (
            {"map": [{"topic": "Pumps", "stage": "durin", "purposes": ["practice"]}]},
            (
                "map[0].stage: 'durin' is not one of first_contact, before, during, after, "
                "sustained; did you mean during?"
            ),
        ),
    ],
)
def test_what_disagrees_is_told_where_it_would_be_put_right(stated, sentence):
    assert refusals(**stated) == [f"f: {sentence}"]


def test_what_if_there_were_fewer_people_or_weeks_may_be_asked():
    told = brief(
        audience={"size": 400, "groups": [{"name": "A", "size": 300}]},
        schedule={"weeks": 8, "ready_by": 6},
    )
    assert told.replacing({"audience.size": 40, "schedule.weeks": 4}).audience.size == 40


# ------------------------------------------------------------------------------------ plans


def plan_with(*, touchpoint=None, **values):
    return plan_from_data(
        {**PLAN, "touchpoints": [{**TOUCHPOINT, **(touchpoint or {})}], **values}, "f"
    )


def test_a_plan_of_the_first_edition_is_written_back_without_the_new_keys():
    again = json.loads(plan_json(plan_with()))
    assert {"objectives", "ledger", "material"}.isdisjoint(again)
    assert {"agenda", "activity", "build", "criteria", "participation", "objectives"}.isdisjoint(
        again["touchpoints"][0]
    )


def test_what_is_inside_a_touchpoint_is_kept():
    inside = {
        "learner_minutes": 30.0,
        "objectives": ["ob-1"],
        "activity": "trios",
        "agenda": [
            {"minutes": 10.0, "do": "Case alone", "method": "alone", "leads": "facilitator",
             "say": "Read it once.", "show": "Case card"},
            {"minutes": 20.0, "do": "In threes", "method": None, "leads": None, "say": None,
             "show": None},
        ],
        "build": [
            {"what": "Case card", "count": 3, "spec": "150 words", "maker": "designer",
             "hours": {"low": 1.0, "high": 2.0}}
        ],
        "criteria": ["asks before advising"],
        "participation": 0.8,
    }  # fmt: skip
    objective = {
        "id": "ob-1", "topic": "Feedback", "text": "Asks before advising", "level": "behavior",
        "kind": "interpersonal", "origin": "drafted",
    }  # fmt: skip
    ledger = [{"topic": "Feedback", "stated": None, "placed": 30.0, "left_out": 0.0}]
    material = {"Feedback": "course", "Law": {"days": 90.0, "share": 0.4}}
    measure = {"id": "m", "text": "Quiz", "kind": "learning"}
    plan = plan_with(
        touchpoint=inside,
        objectives=[objective],
        ledger=ledger,
        material=material,
        measures=[measure],
    )
    again = json.loads(plan_json(plan))
    assert {key: again["touchpoints"][0][key] for key in inside} == inside
    assert again["objectives"] == [objective]
    assert (again["ledger"], again["material"]) == (ledger, material)
    assert again["measures"][0]["kind"] == "learning"


def plan_refusals(**values):
    with pytest.raises(InputError) as refused:
        plan_with(**values)
    return str(refused.value).splitlines()


def test_an_agenda_of_another_length_than_the_touchpoint_is_refused():
    agenda = [{"minutes": 10, "do": "Open"}, {"minutes": 15, "do": "Try"}]
    (sentence,) = plan_refusals(touchpoint={"learner_minutes": 30, "agenda": agenda})
    assert sentence == (
        f"f: touchpoints[0].agenda (id {TOUCHPOINT['id']}): the steps add up to 25 minutes, "
        "but learner_minutes of one occurrence is 30; they must be the same"
    )


def test_an_objective_that_the_plan_does_not_have_is_refused():
    objective = {"id": "ob-1", "text": "Asks"}
    sentences = plan_refusals(
        touchpoint={"objectives": ["ob-2"]}, objectives=[objective, objective]
    )
    assert [sentence.partition(": ")[2] for sentence in sentences] == [
        "objectives[1].id (id ob-1): 'ob-1' is the id of two objectives; each needs its own",
        (
            f"touchpoints[0].objectives[0] (id {TOUCHPOINT['id']}): 'ob-2' is not an objective of "
            "this plan; its objectives are 'ob-1', 'ob-1'; did you mean ob-1?"
        ),
    ]


def steps(*minutes):
    return tuple(AgendaStep(minutes=float(m), do="x") for m in minutes)


@pytest.mark.parametrize(
    ("before", "minutes", "after"),
    [
        ((10, 20, 30), 30, [5, 10, 15]),
        ((10, 20, 30), 61, [10, 20, 31]),
        ((1, 1, 58), 10, [1, 1, 8]),
        ((30, 30), 1, [0.5, 0.5]),
        ((10, 20), 0, []),
    ],
)
def test_an_agenda_follows_the_minutes_of_its_touchpoint(before, minutes, after):
    assert [step.minutes for step in fitted_agenda(steps(*before), minutes)] == after


def test_a_touchpoint_that_gets_shorter_keeps_an_agenda_that_adds_up():
    agenda = [{"minutes": 20, "do": "Open"}, {"minutes": 40, "do": "Try"}]
    (touchpoint,) = plan_with(touchpoint={"learner_minutes": 60, "agenda": agenda}).touchpoints
    shorter = touchpoint.replace(learner_minutes=30.0)
    assert [(step.minutes, step.do) for step in shorter.agenda] == [(10, "Open"), (20, "Try")]


def test_a_whole_session_that_gets_longer_keeps_opening_break_and_closing():
    parts = ("opening", "core", "break", "core", "buffer", "closing")
    agenda = [
        {"minutes": minutes, "do": part, "part": part}
        for minutes, part in zip((5, 20, 10, 10, 5, 10), parts, strict=True)
    ]
    (touchpoint,) = plan_with(touchpoint={"learner_minutes": 60, "agenda": agenda}).touchpoints
    longer, shorter = (touchpoint.replace(learner_minutes=m).agenda for m in (90.0, 31.0))
    assert [step.minutes for step in longer] == [5, 40, 10, 20, 5, 10]
    assert [step.minutes for step in shorter] == [3, 10, 5, 5, 3, 5]


def test_rounds_and_their_parts_are_kept_and_steps_without_them_do_not_name_them():
    within = [{"do": "talk", "minutes": 6.0}, {"do": "feedback", "minutes": 4.0}]
    agenda = [
        {"minutes": 30, "do": "Threes", "rounds": 3, "within": within, "material": "Act card",
         "producer": "Rooms of three", "activity": "threes", "part": "core", "flex": True},
        {"minutes": 8, "do": "Look back"},
    ]  # fmt: skip
    plan = plan_with(touchpoint={"learner_minutes": 38, "agenda": agenda})
    in_threes, look_back = json.loads(plan_json(plan))["touchpoints"][0]["agenda"]
    assert {key: in_threes[key] for key in agenda[0]} == agenda[0]
    assert sorted(look_back) == ["do", "leads", "method", "minutes", "say", "show"]
