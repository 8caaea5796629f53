"""Short reports whose ids and sentences other surfaces link to: blueprints, audits, assumptions."""

from types import SimpleNamespace

import pytest

from blendnb.files.catalogue_loading import load_catalogue
from blendnb.reporting.audit_report import forced_text
from blendnb.reporting.blueprints_report import blueprint_list_reports
from blendnb.reporting.recommendation_report import _assumed
from blendnb.reporting.terminal import fitted


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue(programmes=False)


def test_proven_blueprints_and_patterns_are_two_reports_that_a_page_can_link_to(catalogue):
    entries = (*catalogue.blueprints.values(), *catalogue.archetypes.values())
    assert [r.id for r in blueprint_list_reports(entries)] == ["blueprints", "archetypes"]


def test_what_leaves_no_room_for_a_fix_is_named_by_its_question(catalogue):
    assert forced_text((), catalogue) == ""
    assert forced_text(("audience.size", "schedule.weeks"), catalogue) == (
        "Cannot be fixed here, because of: Learners, Window"
    )


def test_without_its_brief_a_recommendation_assumes_all_but_the_topics():
    advice = SimpleNamespace(assumed=("audience.size", "topics", "schedule.weeks"))
    assert list(_assumed(advice)) == ["audience.size", "schedule.weeks"]


def test_an_id_that_is_too_long_for_its_column_breaks_after_a_joint(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    rows = [("leadership_self_paced_module_2027", "much " * 12)]
    assert [line.split("  ")[1] for line in fitted(rows).splitlines()[:2]] == [
        "leadership_self_paced_", "module_2027",
    ]  # fmt: skip
