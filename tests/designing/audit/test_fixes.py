"""Fixes: each finding that is not met carries an edit that makes it better and breaks nothing."""

import json
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from pydantic import TypeAdapter

from blendnb.designing.audit import audit
from blendnb.domain.catalogue import Veto
from blendnb.domain.edits import Edit, apply_edit
from blendnb.domain.vocabulary import VERDICTS
from tests.designing.audit.plans import (
    any_plan,
    brief,
    catalogue,
    check,
    complete_plan,
    hard_breaches,
    plan,
    question,
    task,
    touchpoint,
    workshop,
)  # fmt: skip

OPEN = {"missing", "partly"}
MONDAY = date(2027, 1, 11)

READ = touchpoint("read", 0)
OBSERVED = check("observed", 3, "performance", format="performance_task", modality="on_the_job")
LOST = ({"topic": "Returns", "stated": 30, "placed": 30, "left_out": 0},)
MOMENT = brief(moments=[{"text": "The call", "week": 3, "topics": ["Pricing"]}])
OBJECTIVES = ({"id": "o1", "topic": "Pricing", "text": "Names the price first", "level": "skill",
               "kind": "procedural", "origin": "stated"},)  # fmt: skip
CASES = {
    ("time.phases", "missing"): plan(workshop("meet", 5)),
    ("time.phases", "partly"): plan(READ, workshop("meet", 5)),
    ("time.spacing", "missing"): plan(READ),
    ("time.spacing", "partly"): plan(READ, question("ask", 2, repeat={"days": [0, 1]})),
    ("modality.fit", "missing"): plan(workshop("meet", 5, purpose="inform")),
    ("modality.fit", "partly"): plan(workshop("meet", 5)),
    ("modality.balance", "missing"): plan(READ),
    ("modality.balance", "partly"): plan(
        workshop("meet", 5, learner_minutes=70.0), touchpoint("read", 0, learner_minutes=30.0)
    ),
    ("social.together", "missing"): plan(READ),
    ("social.together", "partly"): plan(READ, workshop("meet", 5)),
    ("social.managers", "missing"): plan(READ),
    ("social.managers", "partly"): plan(
        READ, task("talk", 30, roles=["learner", "manager"], manager_minutes=20.0)
    ),
    ("support.at_need", "missing"): plan(READ, task("try", 5)),
    ("support.at_need", "partly"): plan(
        task("try", 5), touchpoint("card", 5, format="job_aid", purpose="support")
    ),
    ("support.channels", "missing"): plan(READ, task("try", 5)),
    ("support.channels", "partly"): plan(
        task("try", 5),
        workshop("hour", 5, format="office_hours", purpose="support"),
        task("again", 30),
    ),
    ("assessment.spread", "missing"): plan(READ),
    ("assessment.spread", "partly"): plan(check("end", 69)),
    ("assessment.kinds", "missing"): plan(READ),
    ("assessment.kinds", "partly"): plan(check("end", 69)),
    ("substance.texts", "missing"): plan(touchpoint("read", 0, title="Bla", why="x")),
    ("substance.texts", "partly"): plan(
        READ, touchpoint("more", 0, why=""), touchpoint("last", 0, why="Because.")
    ),
    ("substance.practice_first", "partly"): plan(READ, OBSERVED),
    ("substance.content", "partly"): plan(READ, ledger=LOST),
    ("substance.owners", "partly"): plan(task("try", 5, owner=None)),
    ("substance.moments", "partly"): plan(READ, task("try", 30), of=MOMENT),
    ("substance.objectives", "partly"): plan(READ, objectives=OBJECTIVES),
}


@pytest.mark.parametrize(("id_", "verdict"), CASES, ids=" ".join)
def test_every_question_is_met_once_its_mend_is_applied(id_, verdict):
    broken = CASES[id_, verdict]
    found = audit(broken, catalogue()).questions[id_]
    assert found.verdict == verdict
    fixed = apply_edit(broken, found.fix.edit)
    assert audit(fixed, catalogue()).questions[id_].verdict == "met"


def test_a_plan_with_nothing_in_it_is_fixed_step_by_step_until_every_question_is_met():
    fixed = plan()
    for _ in range(40):
        open_ = [q for q in audit(fixed, catalogue()).questions.values() if q.verdict in OPEN]
        if not open_:
            break
        fixed = apply_edit(fixed, open_[0].fix.edit)
    assert open_ == []
    assert hard_breaches(fixed) == set()


def test_the_mends_of_one_audit_can_all_be_applied_one_after_another():
    broken = plan(workshop("meet", 5, purpose="inform"))
    fixed = broken
    for found in audit(broken, catalogue()).questions.values():
        if found.fix:
            fixed = apply_edit(fixed, found.fix.edit)
    assert len(fixed.touchpoints) > len(broken.touchpoints) + 5


def test_new_touchpoints_get_ids_that_the_plan_does_not_use():
    taken = plan(touchpoint("time-spacing-1", 0), touchpoint("time-spacing-3", 0))
    fix = audit(taken, catalogue()).questions["time.spacing"].fix
    added = [t.id for t in apply_edit(taken, fix.edit).touchpoints[2:]]
    assert added == ["time-spacing-2", "time-spacing-4"]


@pytest.mark.parametrize(("id_", "verdict"), CASES, ids=" ".join)
def test_a_mend_travels_as_json_and_does_the_same_when_it_arrives(id_, verdict):
    broken = CASES[id_, verdict]
    found = audit(broken, catalogue())
    judged = json.loads(json.dumps(found.to_data()))["dimensions"][id_.split(".")[0]]
    [shown] = [each for each in judged["questions"] if each["id"] == id_]
    edit = TypeAdapter(Edit).validate_python(shown["fix"]["edit"])
    assert apply_edit(broken, edit) == apply_edit(broken, found.questions[id_].fix.edit)


def test_an_own_veto_on_every_fitting_format_forces_the_verdict():
    own = Veto(
        id="OWN",
        when={"work.mobile_only": True},
        excludes=["knowledge_check", "microlearning", "nudge"],
        sentence="Nothing with a keyboard.",
        source="own",
        confidence="L",
    )
    stricter = catalogue().replace(vetoes=(*catalogue().vetoes, own))
    phones = plan(READ, of=brief(work={"mobile_only": True}))
    found = audit(phones, stricter).questions["assessment.spread"]
    assert (found.fix, found.forced_by) == (None, ("work.mobile_only",))
    assert audit(phones, catalogue()).questions["assessment.spread"].fix is not None


def test_a_blackout_without_a_free_day_forces_what_needs_one_and_says_so():
    closed = brief(
        schedule={
            "weeks": 10, "start": MONDAY, "blackout": [[date(2026, 1, 1), date(2028, 1, 1)]],
        }
    )  # fmt: skip
    found = audit(plan(READ, workshop("meet", 5), of=closed, start=MONDAY), catalogue()).questions
    forced = {id_ for id_, q in found.items() if q.forced_by == ("schedule.blackout",)}
    assert forced == {
        "time.phases", "time.spacing", "modality.fit", "modality.balance", "social.together",
        "social.managers", "assessment.spread", "assessment.kinds",
    }  # fmt: skip
    assert all("blackout leaves no day" in found[id_].text for id_ in forced)
    assert found["support.at_need"].fix is not None


def test_a_blackout_that_leaves_one_day_a_third_forces_nothing():
    start, days = date(2027, 1, 4), (2, 30, 60)
    open_on = [start.toordinal() + day for day in days]
    bounds = [start.toordinal() - 100, *open_on, start.toordinal() + 200]
    gaps = [
        [date.fromordinal(before + 1), date.fromordinal(after - 1)]
        for before, after in pairwise(bounds)
    ]
    stated = brief(schedule={"weeks": 10, "start": start, "blackout": gaps})
    found = audit(plan(touchpoint("read", 2), of=stated, start=start), catalogue()).questions
    assert {id_ for id_, q in found.items() if q.forced_by} == set()


@given(any_plan())
def test_whatever_the_plan_each_open_question_is_fixed_by_its_edit_or_forced_by_stated_facts(
    drawn,
):
    for found in audit(drawn, catalogue()).questions.values():
        if found.verdict not in OPEN:
            assert (found.fix, found.forced_by) == (None, ())
        elif found.fix is None:
            assert found.forced_by
            assert set(found.forced_by) <= set(drawn.brief.stated)
            freed = drawn.replace(brief=drawn.brief.replacing(dict.fromkeys(found.forced_by)))
            assert audit(freed, catalogue()).questions[found.id].forced_by == ()
        else:
            fixed = apply_edit(drawn, found.fix.edit)
            after = audit(fixed, catalogue()).questions[found.id]
            assert VERDICTS.index(after.verdict) > VERDICTS.index(found.verdict), found
            assert hard_breaches(fixed) <= hard_breaches(drawn), found


@given(any_plan())
def test_whatever_the_plan_no_repair_of_a_constraint_breaks_another(drawn):
    for found in audit(drawn, catalogue()).constraints:
        if found.fix is not None:
            repaired = apply_edit(drawn, found.fix.edit)
            assert hard_breaches(repaired) <= hard_breaches(drawn), found


@given(any_plan())
def test_the_same_plan_gets_the_same_audit(drawn):
    again = type(drawn).model_validate(drawn.to_data())
    assert audit(again, catalogue()).to_data() == audit(drawn, catalogue()).to_data()


def test_the_complete_plan_needs_no_fix():
    found = audit(complete_plan(), catalogue())
    assert set(found.verdicts.values()) == {"met"}
    assert found.broken == ()
