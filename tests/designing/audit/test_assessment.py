"""Assessment: checks along the way, of knowing and of doing."""

from blendnb.designing.audit import audit
from blendnb.domain.edits import apply_edit
from tests.designing.audit.plans import brief, catalogue, check, complete_plan, plan, touchpoint

AWARENESS = {"outcome": {"subject": "compliance", "level": "awareness"}, "content": {"hours": 1}}


def spread(*touchpoints, **fields):
    return audit(plan(*touchpoints, **fields), catalogue()).questions["assessment.spread"]


def kinds(*touchpoints, **fields):
    return audit(plan(*touchpoints, **fields), catalogue()).questions["assessment.kinds"]


def fixed(broken, id_):
    return apply_edit(broken, audit(broken, catalogue()).questions[id_].fix.edit)


def test_checks_in_two_thirds_are_spread():
    # Ten weeks are days 0 to 69: the thirds end on days 23, 46 and 69.
    assert spread(check("one", 23), check("two", 24)).verdict == "met"
    assert spread(check("one", 46), check("two", 47)).verdict == "met"


def test_checks_that_are_all_late_are_half_of_it():
    found = spread(check("one", 47), check("two", 69))
    assert found.verdict == "partly"
    assert found.text == (
        "2 checks (“One” and “Two”) in the last third of the journey, too late to fix anything."
    )


def test_checks_that_are_all_early_are_half_of_it_too():
    assert spread(check("one", 5, repeat={"days": [0, 7]})).verdict == "partly"


def test_repeats_of_one_check_can_spread():
    assert spread(check("one", 5, repeat={"days": [0, 40]})).verdict == "met"


def test_a_check_counts_on_the_day_by_which_it_is_done():
    assert spread(check("one", 20, days=5), check("two", 30)).verdict == "partly"


def test_without_checks_nothing_is_known():
    assert spread(touchpoint("read", 0)).verdict == "missing"


def test_a_short_message_has_nothing_to_spread():
    assert spread(check("one", 5), of=brief(**AWARENESS)).verdict == "not_needed"


def test_the_mend_of_late_checks_is_an_early_one():
    added = fixed(plan(check("one", 60)), "assessment.spread").touchpoints[-1]
    assert (added.format, added.assessment) == ("knowledge_check", ("knowledge",))
    assert 24 <= added.start_day <= 46


def test_knowing_and_doing_are_both_checked():
    assert kinds(check("one", 5), check("two", 9, "performance")).verdict == "met"
    assert kinds(check("one", 5, "decision"), check("two", 9, "performance")).verdict == "met"


def test_one_kind_is_half_of_it():
    assert kinds(check("one", 5), check("two", 9, "decision")).verdict == "partly"
    assert kinds(check("one", 5, "performance")).verdict == "partly"
    assert kinds(touchpoint("read", 0)).verdict == "missing"


def test_what_is_meant_to_assess_does_what_its_format_does():
    silent = check("two", 9, format="performance_task", modality="on_the_job", assessment=())
    assert kinds(check("one", 5), silent).verdict == "met"


def test_a_short_message_asks_for_one_check_of_any_kind():
    assert kinds(check("one", 5), of=brief(**AWARENESS)).verdict == "met"
    assert kinds(touchpoint("read", 0), of=brief(**AWARENESS)).verdict == "missing"


def test_the_mend_adds_the_kind_that_is_not_there():
    added = fixed(plan(check("one", 5)), "assessment.kinds").touchpoints[-1]
    assert (added.format, added.roles) == ("performance_task", ("learner", "manager"))
    added = fixed(plan(check("one", 5, "performance")), "assessment.kinds").touchpoints[-1]
    assert added.format == "knowledge_check"


def test_where_managers_will_not_take_part_a_mentor_observes():
    without = brief(support={"managers": False})
    added = fixed(plan(check("one", 5), of=without), "assessment.kinds").touchpoints[-1]
    assert added.roles == ("learner", "mentor")


def test_the_complete_plan_meets_both_questions():
    assert audit(complete_plan(), catalogue()).verdicts["assessment"] == "met"
