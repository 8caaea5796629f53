"""The report of what must be built: both kinds of hours beside each other, late items marked."""

from blendnb.designing.building import build_list
from blendnb.domain.plan import Deliverable
from blendnb.files.catalogue_loading import load_catalogue
from blendnb.reporting.build_report import build_report
from blendnb.reporting.report import Paragraph, Strong, Table
from tests.designing.proof_plans import module, plan, workshop

CATALOGUE = load_catalogue(programmes=False)
CASES = Deliverable(what="Cases", count=3, spec="80 words", hours={"low": 4.0, "high": 8.0})


def report_of(*touchpoints, today=None, **stated):
    return build_report(build_list(plan(*touchpoints, **stated), CATALOGUE, today=today))


def tables(report):
    return {block.kind: block for block in report.all_blocks() if isinstance(block, Table)}


def test_a_thing_stands_under_what_it_is_for_with_who_and_when():
    report = report_of(workshop(build=[CASES], title="Practice"))
    assert report.heading == "One thing has to be made, from week −4 on"
    assert tables(report)["build-list"].rows == (
        ("Practice", "3 × Cases", "80 words", "Designer", "Facilitator", "Week −4", "Week −2",
         "Week −1", "4 to 8", None),
    )  # fmt: skip


def test_hours_of_the_things_and_of_surveys_are_said_beside_each_other():
    said = [b.text for b in report_of(workshop(build=[CASES])).blocks if isinstance(b, Paragraph)]
    assert said[-1].startswith("1 of 1 things have hours of their own: 4 to 8 together. Surveys")
    assert said[-1].endswith("never added.")
    other = [b.text for b in report_of(module(materials=["Script"])).blocks
             if isinstance(b, Paragraph)]  # fmt: skip
    assert other[-1].endswith("Nobody has given hours for the single things yet.")


def test_what_is_late_is_said_first_and_marked():
    report = report_of(workshop(build=[CASES]), today=0)
    assert report.blocks[0] == Paragraph("One of them should have been begun by now.", "strong")
    assert tables(report)["build-list"].rows[0][-1] == Strong("late")


def test_what_is_there_already_says_so():
    stated = {"content.existing": ({"name": "Old course", "format": "self_paced_module"},)}
    row = tables(report_of(module(materials=["Built module"]), **stated))["build-list"].rows[0]
    assert row[-1] == "There already: Old course"


def test_weeks_with_too_much_for_one_person_are_named():
    much = Deliverable(what="All", hours={"low": 60.0, "high": 60.0})
    found = tables(report_of(workshop(build=[much])))
    assert found["by-week"].rows[0][-1] == Strong("more than one person’s week")
    assert len(found) == 4
