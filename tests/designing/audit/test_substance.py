"""The audit looks inside: texts, practice before proof, content, owners, moments, objectives."""

import pytest

from blendnb.designing.audit import audit
from blendnb.designing.blueprints import plan_of
from blendnb.domain.edits import apply_edit
from blendnb.domain.plan import LearningObjective, LedgerLine
from tests.designing.audit.plans import brief, catalogue, check, plan, task, touchpoint, workshop


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


# ------------------------------------------------------------------------------------------ fixes


def repaired(broken, question):
    return apply_edit(broken, asked(broken, question).fix.edit)


def added(broken, question):
    return [
        (t.purpose, t.start_day, t.topics, t.objectives)
        for t in repaired(broken, question).touchpoints[len(broken.touchpoints) :]
    ]


def test_titles_and_reasons_that_say_nothing_are_drafted_from_what_the_plan_knows():
    broken = plan(*(touchpoint(f"t{n}", n, title="Bla", why="x") for n in range(5)))
    rows = repaired(broken, "texts").touchpoints
    assert rows[0].title == "1. Pricing and Contracts: reading"
    assert rows[0].why == (
        "So that people know what it takes before they try: Pricing and Contracts."
    )
    assert len({row.title for row in rows}) == 5


def test_practice_comes_before_it_counts_and_brings_along_what_must_come_first():
    observed = check("observed", 3, "performance", format="performance_task", topics=("Pricing",))
    late = touchpoint("show", 9, purpose="demonstrate", topics=("Pricing",))
    assert added(plan(touchpoint("read", 0), observed, late), "practice_first") == [
        ("demonstrate", 3, ("Pricing",), ()),
        ("practice", 3, ("Pricing",), ()),
    ]


def test_content_that_was_taken_out_is_taught_again_and_what_never_fitted_is_named_by_its_cause():
    lines = (LedgerLine(topic="Returns", stated=40, placed=40),)
    [row] = repaired(plan(touchpoint("read", 0), ledger=lines), "content").touchpoints[1:]
    assert (row.purpose, row.learner_minutes, row.topics) == ("inform", 40, ("Returns",))
    never = (LedgerLine(topic="Pricing", stated=40, placed=10, left_out=30),)
    found = asked(plan(touchpoint("read", 0), ledger=never), "content")
    assert (found.fix, found.forced_by) == (None, ("schedule.weeks",))


def test_an_objective_that_a_touchpoint_names_is_served_by_name():
    objective = LearningObjective(id="o1", topic="Pricing", text="Names the price first.")
    whole = LearningObjective(id="o2", text="Keeps the price.")
    broken = plan(touchpoint("read", 0, objectives=("o1",)), objectives=(objective, whole))
    topics = ("Pricing", "Contracts")
    assert added(broken, "objectives") == [
        ("practice", 69, topics, ("o1", "o2")),
        ("assess", 69, topics, ("o1", "o2")),
    ]
    assert asked(repaired(broken, "objectives"), "objectives").verdict == "met"
