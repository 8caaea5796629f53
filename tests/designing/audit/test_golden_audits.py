"""The audits of the shipped blueprints, as their source tells them and with their additions."""

import pytest

from blendnb.designing.audit import audit
from blendnb.designing.blueprints import plan_of
from tests.designing.audit.plans import catalogue

QUESTIONS = (
    "time.phases", "time.spacing", "modality.fit", "modality.balance", "social.together",
    "social.managers", "support.at_need", "support.channels", "assessment.spread",
    "assessment.kinds", "substance.texts", "substance.practice_first", "substance.content",
    "substance.owners", "substance.moments", "substance.objectives",
)  # fmt: skip
# One letter a question in the order above: met, partly, Missing.
GOLDEN = {
    ("new_manager", False): "pmppppMMMMmnnmmn",
    ("new_manager", True): "pmmmmmmmmmmmnmmn",
    ("crm_rollout", False): "mmmmpmmmMMmnnmmn",
    ("crm_rollout", True): "mmmmpmmmmmmmnmmn",
    ("compliance_audit", False): "mppmpMmmmpmnnmnn",
    ("compliance_audit", True): "mmmmmmmmmmmmnmnn",
}
LETTERS = {"met": "m", "partly": "p", "missing": "M", "not_needed": "n"}


@pytest.mark.parametrize(("blueprint", "additions"), GOLDEN)
def test_each_blueprint_gets_its_verdicts(blueprint, additions):
    plan = plan_of(catalogue().blueprints[blueprint], additions=additions)
    questions = audit(plan, catalogue()).questions
    assert tuple(questions) == QUESTIONS
    letters = "".join(LETTERS[question.verdict] for question in questions.values())
    assert letters == GOLDEN[blueprint, additions]


@pytest.mark.parametrize(("blueprint", "additions"), GOLDEN)
def test_no_blueprint_breaks_a_constraint_or_has_a_tension(blueprint, additions):
    found = audit(plan_of(catalogue().blueprints[blueprint], additions=additions), catalogue())
    assert (found.broken, found.tensions) == ((), ())


@pytest.mark.parametrize(
    ("blueprint", "warned"),
    [
        ("new_manager", {"weekly_workload"}),
        ("crm_rollout", {"format_variety"}),
        ("compliance_audit", {"weekly_workload"}),
    ],
)
def test_with_its_additions_each_blueprint_is_warned_about_one_thing(blueprint, warned):
    found = audit(plan_of(catalogue().blueprints[blueprint]), catalogue())
    assert {c.id for c in found.constraints if c.severity == "warning"} == warned
