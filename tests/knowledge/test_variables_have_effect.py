"""Each design variable changes what is recommended, composed, audited or costed, or says why not.

A question that changes nothing costs the client's time; where it is asked all the same, `decides`
begins with "Changes nothing" and says why. Every variable is walked over several answers on three
briefs until something differs.
"""

import pytest

from blendnb.designing.audit import audit
from blendnb.designing.compose import Refusal
from blendnb.designing.consequences import with_consequences
from blendnb.designing.cost import costing
from blendnb.designing.design import design
from blendnb.designing.recommend import recommend
from blendnb.designing.tracks import tracks
from blendnb.domain.brief import Brief
from blendnb.files.briefs_and_plans import load_brief
from blendnb.files.catalogue_loading import load_catalogue
from blendnb.shipped import shipped

CATALOGUE = load_catalogue()
BASE = {
    "title": "Calls",
    "objective": "They ask before they offer.",
    "topics": ["Opening", "Asking"],
    "moments": [{"text": "The first call", "week": 6}],
    "outcome": {"subject": "sales", "level": "behavior", "risk": "medium"},
    "audience": {"size": 120, "minutes_per_week": 60, "location": "distributed"},
    "content": {"hours": 6, "conceptual": 1, "procedural": 2, "interpersonal": 2},
    "support": {"facilitators": 3, "managers": True},
    "schedule": {"weeks": 10, "start": "2027-01-04"},
}
SMALL = {
    **BASE,
    "outcome": {"subject": "software", "level": "skill", "risk": "high", "audit": True},
    "audience": {"size": 14, "minutes_per_week": 45, "location": "one_site"},
    "work": {"setting": "desk", "longest_session_minutes": 120},
}
NAMES = {"id", "brief", "title", "assumed"}
"""What a plan says of its brief, and its name."""
WORDS = {"title", "objective", "client"}
"""What is only said: they stand on the page, and nothing is worked out from them."""
ANSWERS = {
    "gap": ["Half of them offer first."],
    "moments": [[{"text": "The first call", "week": 3, "topics": ["Asking"]}]],
    "topics": [["Opening", "Asking", "Closing"]],
    "map": [[{"topic": "Asking", "stage": "during", "purposes": ["practice"]}]],
    "audience.groups": [[{"name": "buyers", "size": 30, "topics": ["Asking"]}]],
    "audience.languages": [["en", "de", "fr"]],
    "audience.accessibility": [["captions"], ["screen_reader"]],
    "content.existing": [[{"name": "Old", "format": "self_paced_module", "minutes": 20}]],
    "schedule.start": ["2027-06-07"],
    "schedule.blackout": [[["2027-01-04", "2027-01-29"]]],
    "outcome.causes": [["motivation"], ["knowledge", "tools"]],
    "technology.available": [[], ["lms", "social_platform"]],
    "budget.currency": ["EUR"],
}


def outcome(brief):
    """Everything that is worked out of a brief."""
    advice = with_consequences(recommend(brief, CATALOGUE), brief, CATALOGUE)
    try:
        plan = design(brief, CATALOGUE, advice=advice)
    except Refusal as refusal:
        return (advice.to_data(), refusal.reasons)
    composed = {k: v for k, v in plan.to_data().items() if k not in NAMES}
    judged, costs = audit(plan, CATALOGUE).to_data(), costing.cost(plan, CATALOGUE).to_data()
    ranked = [(m.id, m.score, m.percent, m.consequences) for m in advice.models]
    return composed, judged, costs, ranked, advice.format_choice, tracks(plan, CATALOGUE)


def answers(path):
    variable = CATALOGUE.variables[path]
    if path in ANSWERS:
        return ANSWERS[path]
    if variable.kind == "yes_no":
        return [True, False]
    if variable.kind == "weight":
        return [0.0, 5.0]
    return [*(choice.value for choice in variable.choices), *variable.typical]


@pytest.fixture(scope="module")
def bases():
    briefs = [Brief.model_validate(data) for data in (BASE, SMALL)]
    briefs.append(load_brief(shipped("templates") / "briefs" / "leadership_journey.toml"))
    return [(brief, outcome(brief)) for brief in briefs]


@pytest.mark.parametrize("path", [p for p in CATALOGUE.variables if p not in WORDS])
def test_a_variable_changes_something_or_says_why_it_changes_nothing(path, bases):
    tried = answers(path)
    assert tried, "no answer is tried"
    changes = any(
        outcome(brief.replacing({path: value})) != before
        for brief, before in bases
        for value in tried
    )
    assert changes or CATALOGUE.variables[path].decides.startswith("Changes nothing")
