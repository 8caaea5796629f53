"""The audit looks inside: texts, practice before proof, content, owners, moments, objectives."""

import pytest

from blendnb.designing.audit import audit
from blendnb.designing.blueprints import plan_of
from blendnb.domain.edits import apply_edit
from blendnb.domain.plan import LearningObjective, LedgerLine
from tests.designing.audit.plans import brief, catalogue, plan, task, touchpoint, workshop


def asked(of, question):
    return audit(of, catalogue()).questions[f"substance.{question}"]


def blueprint(id_="crm_rollout"):
    return plan_of(catalogue().blueprints[id_])


def with_each(of, **values):
    return of.replace(touchpoints=tuple(t.replace(**values) for t in of.touchpoints))


@pytest.mark.parametrize("values", [{"title": "Bla"}, {"why": "x"}, {"title": "bla bla bla"}])
def test_a_plan_whose_texts_say_nothing_has_no_substance(values):
    found = asked(with_each(blueprint(), **values), "texts")
    assert (found.verdict, len(found.touchpoints)) == ("missing", 13)


def test_one_title_for_everything_says_nothing():
    assert asked(with_each(blueprint(), title="Learning together"), "texts").verdict == "missing"


def test_a_short_title_in_signs_says_something():
    one = plan(touchpoint("a", 0, title="开场会", why="共同的目标和期望"))
    assert asked(one, "texts").verdict == "met"


def test_people_are_observed_only_in_what_they_have_practised():
    proof = {"format": "performance_task", "purpose": "assess", "assessment": ("performance",)}
    early = plan(task("proof", 3, **proof), workshop("practice", 10))
    late = plan(workshop("practice", 10), task("proof", 17, **proof))
    found = asked(early, "practice_first")
    assert (found.verdict, found.touchpoints) == ("partly", ("proof",))
    assert asked(late, "practice_first").verdict == "met"


def test_content_without_a_place_is_counted():
    lines = (
        LedgerLine(topic="Pricing", stated=90, placed=60, left_out=30),
        LedgerLine(topic="Contracts", stated=60, placed=60),
    )
    found = asked(
        plan(workshop("practice", 10, learner_minutes=120)).replace(ledger=lines), "content"
    )
    assert found.verdict == "partly"
    assert "30 minutes" in found.text
    assert "Pricing" in found.text


def test_what_happens_at_work_without_anybody_gets_an_owner_by_the_fix():
    alone = plan(workshop("practice", 3), task("try", 10, owner=None))
    found = asked(alone, "owners")
    assert (found.verdict, found.touchpoints) == ("partly", ("try",))
    assert asked(apply_edit(alone, found.fix.edit), "owners").verdict == "met"


@pytest.mark.parametrize(("week", "verdict"), [(1, "partly"), (3, "met")])
def test_a_moment_that_comes_before_its_practice_is_not_kept(week, verdict):
    moments = [{"text": "The first offer", "week": week, "topics": ["Pricing"]}]
    one = plan(workshop("practice", 8)).replace(brief=brief(moments=moments))
    assert asked(one, "moments").verdict == verdict


def test_an_objective_needs_practice_and_a_check():
    goals = (LearningObjective(id="o1", topic="Pricing", text="Holds the price", origin="stated"),)
    practised = plan(workshop("practice", 8)).replace(objectives=goals)
    check = touchpoint("check", 10, format="knowledge_check", purpose="assess")
    checked = practised.replace(touchpoints=(*practised.touchpoints, check))
    assert asked(practised, "objectives").verdict == "partly"
    assert asked(checked, "objectives").verdict == "met"


def test_without_conversations_managers_are_not_met_by_a_message_that_reaches_them():
    sponsor = {"format": "message", "purpose": "launch", "roles": ("learner", "manager")}
    told = plan(touchpoint("word", 0, **sponsor), touchpoint("again", 60, **sponsor))
    found = audit(told, catalogue()).questions["social.managers"]
    assert (found.verdict, found.touchpoints) == ("missing", ())
