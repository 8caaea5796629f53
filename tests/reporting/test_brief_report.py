"""The report of a brief: what is stated, what was assumed, and how answers read."""

from datetime import date

from blendnb.domain.brief import Brief
from blendnb.files.catalogue_loading import load_catalogue
from blendnb.reporting.brief_report import answer, assumptions, brief_report, label
from blendnb.reporting.report import Bullets, Pairs

VARIABLES = load_catalogue(programmes=False).variables
BRIEF = Brief.model_validate({
    "title": "T", "objective": "They ask first.", "gap": "They tell.", "topics": ["Asking"],
    "moments": [
        "A call", {"text": "A visit", "week": 2, "measure": "complaints", "baseline": "9 a week",
                   "managers": "Come along."},
    ],
    "outcome": {"subject": "sales"}, "audience": {"size": 1200, "role": "new_manager"},
    "schedule": {"weeks": 4, "start": "2027-01-11", "blackout": [["2027-01-18", "2027-01-19"]]},
})  # fmt: skip


def blocks(kind):
    found = brief_report(BRIEF, VARIABLES).all_blocks()
    return {block.heading: block for block in found if isinstance(block, kind)}


def test_moments_say_their_week_their_measure_and_what_others_do():
    moments = blocks(Bullets)["Moments that matter"]
    assert list(moments.noted()) == [
        ("A call", ""),
        ("A visit", "week 2; measured by complaints, today 9 a week; managers: Come along"),
    ]
    assert blocks(Bullets)["Topics"].items == ("Asking",)


def test_answers_stand_under_the_headings_of_the_form_and_say_what_was_assumed():
    groups = {heading: dict(block.rows) for heading, block in blocks(Pairs).items()}
    assert groups["Audience"]["Learners"] == "1,200 people"
    assert groups["Audience"]["Role"] == "New managers"
    assert groups["Audience"]["Learning time"] == "60 minutes a week (assumed)"
    assert groups["Calendar"] == {
        "Window": "4 weeks", "Launch": "11 Jan 2027",
        "Blocked days": "18 Jan 2027 to 19 Jan 2027",
    }  # fmt: skip
    assert "The programme" not in groups


def test_an_answer_reads_as_its_choice_number_or_date():
    assert answer(VARIABLES, "technology.available", ("lms", "mobile")) == (
        "Learning management system, Mobile app"
    )
    assert answer(VARIABLES, "support.managers", value=False) == "no"
    assert answer(VARIABLES, "schedule.start", date(2027, 1, 11)) == "11 Jan 2027"
    assert label(VARIABLES, "unknown.path") == "unknown.path"


def test_weights_of_the_mix_are_assumed_together():
    equal = {"content.conceptual": 1.0, "content.procedural": 1.0, "content.interpersonal": 1.0}
    assert assumptions(VARIABLES, {"schedule.weeks": 8, **equal}) == (
        ("Window", "8 weeks"), ("Mix of content", "equal parts"),
    )  # fmt: skip
    assert assumptions(VARIABLES, {"content.conceptual": 1.0}) == (("Concepts", "1"),)
