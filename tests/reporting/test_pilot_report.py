"""The one report of a pilot, on hand-made results: every reader sees these words and figures."""

import re
from dataclasses import replace

import pytest

from blendnb.domain.edits import Remove
from blendnb.domain.pilot_results import (
    HIDDEN,
    BeforeAfter,
    EditEffect,
    Estimate,
    FileRead,
    MeasureOutcome,
    Metric,
    Participation,
    PilotResults,
    Simplification,
    TouchpointUse,
)
from blendnb.domain.plan import Measure
from blendnb.language.texts import Language, current, speaking
from blendnb.measuring.pilot_statistics import pilot_size
from blendnb.reporting.pilot_report import (
    accepted_section,
    cannot_section,
    files_section,
    findings_section,
    measures_section,
    pilot_figures,
    pilot_report,
    proposals_section,
)
from blendnb.reporting.report import Bullets, Chart, Folded, Pairs, Paragraph, Part, Table
from blendnb.reporting.terminal import report_text

SHARE = Estimate(0.75, 0.65, 0.85, 20)
TAKING = Participation(20, SHARE, SHARE, SHARE, SHARE, SHARE, from_roster=True)
USE = TouchpointUse(
    "a", "Part", 1, False, Estimate(0.9, 0.8, 0.95, 20), Estimate(0.5, 0.4, 0.6, 20),  # noqa: FBT003
    None, 40.0, Estimate(35.4, 30, 40, 18), None, HIDDEN,
)  # fmt: skip
ABLE = BeforeAfter(
    "confidence", "Able", Estimate(2.5, 2, 3, 20), Estimate(3.4, 3, 4, 20),
    Estimate(0.9, 0.6, 1.2, 20), paired=True, only_before=None,
)  # fmt: skip
DAYS = Metric(
    "Days", 6.0, 4.5, Estimate(-1.5, -2, -1, 9), Estimate(-1.2, -2, -0.4, 8), None,
    "Cause is open.", (), (), 0,
)  # fmt: skip
EFFECT = EditEffect((60.0, 40.0), (8, 8), (10.0, 10.0), (20.0, 20.0), None, "", (0, 0), (), ())


def results(**fields):
    usual = {
        "title": "CRM", "taking": None, "uses": (), "changes": (), "metrics": (), "outcomes": (),
        "files": (), "findings": (), "notes": (),
    }  # fmt: skip
    return PilotResults(**{**usual, **fields})


def outcome(reached, found="5", **fields):
    measure = Measure(id="m", text="Days.", kind="business", **fields)
    return MeasureOutcome(measure, "level", found, reached)


def proposal(**fields):
    usual = {
        "id": "s-1", "action": "drop", "touchpoints": ("a",), "text": "Drop it.",
        "why": "Nobody came.", "edit": Remove(ids=("a",)), "effect": EFFECT,
    }  # fmt: skip
    return Simplification(**{**usual, **fields})


def test_people_parts_confidence_and_the_metric_are_the_figures_that_matter_first():
    found = pilot_figures(results(taking=TAKING, changes=(ABLE,), metrics=(DAYS,)))
    assert [(figure.value, figure.noun) for figure in found.items] == [
        ("20", "people in the pilot"),
        ("75\u00a0%", "of the parts finished, on average"),
        ("+0.9", "confidence, same people before and after"),
        ("−1.2", "Days, next to the comparison group"),
    ]
    assert pilot_figures(results()).items == ()


def test_findings_stand_as_they_are():
    (block,) = findings_section(results(findings=("One.", "Two."))).blocks
    assert block == Bullets(("One.", "Two."))


def test_use_is_told_opened_before_finished_with_the_time_taken_below():
    report = pilot_report(results(uses=(USE,)), drawn=False)
    (part,) = [block for block in report.blocks if block.heading.startswith("From 50")]
    note, chart, details = part.blocks
    assert note.text == "Of those expected, with 95\u00a0% intervals"
    assert chart.table.head == ("Touchpoint", "Opened", "Finished")
    assert chart.table.rows == (("Part", "90\u00a0% (80 to 95)", "50\u00a0% (40 to 60)"),)
    assert isinstance(details, Folded)
    assert details.blocks[0].rows == (("Part", "–", "40", "35", "fewer than five people"),)


@pytest.mark.parametrize(
    ("reached", "aim"),
    [(True, "4 days (reached)"), (False, "4 days (not reached)"), (None, "4 days")],
)
def test_a_measure_says_whether_its_aim_was_reached(reached, aim):
    (block,) = measures_section(results(outcomes=(outcome(reached, target="4 days"),))).blocks
    assert block.head == ("Measure", "Ladder", "Today", "Aim", "Found")
    assert block.rows == (("Days.", "Kirkpatrick 4 · LTEM 8", "–", aim, "5"),)


def test_a_measure_of_which_nothing_was_found_says_so():
    (block,) = measures_section(results(outcomes=(outcome(None, found=""),))).blocks
    assert block.rows[0][2:] == ("–", "–", "nothing found yet")


def test_of_a_file_rows_repeats_and_what_was_set_aside_are_counted():
    clean = FileRead("b.csv", "survey", 1200, 0, ())
    file = FileRead("f.csv", "completions", 30, 4, (("no learner id", 2), ("is no statement", 1)))
    (block,) = files_section([file, clean]).blocks
    assert block.rows == (
        ("f.csv", "completions", "30", "4", "2: no learner id; 1: is no statement"),
        ("b.csv", "survey", "1,200", "–", "–"),
    )


def test_a_proposal_says_why_and_what_it_would_do():
    (part,) = proposals_section([proposal()]).blocks
    assert isinstance(part, Part)
    assert part.heading == "s-1: Drop it."
    why, effect = part.blocks
    assert why == Paragraph("Nobody came.")
    assert isinstance(effect, Pairs)
    assert effect.rows[0] == ("Learner time", "60 to 40 minutes")


def test_a_proposal_that_makes_something_worse_is_not_advised():
    worse = EditEffect((60, 40), (8, 8), (1, 1), (2, 2), None, "", (0, 0), ("Alone.",), ())
    (part,) = proposals_section([proposal(effect=worse)]).blocks
    assert part.heading == "s-1: Drop it. (not advised)"


def test_what_was_accepted_stands_with_its_reason_and_what_all_of_it_does():
    first, together = accepted_section([proposal()], EFFECT).blocks
    assert first == Bullets(("Drop it. Nobody came.",))
    assert together.heading == "What the changes do together"
    (nothing,) = accepted_section(()).blocks
    assert nothing.text == "Nothing is changed yet."


def test_what_cannot_be_shown_is_cause_then_size_then_what_is_missing_each_once():
    (block,) = cannot_section(
        results(metrics=(DAYS, DAYS), notes=("No file.",)), pilot_size(20)
    ).blocks
    assert block.items[0] == "Cause is open."
    assert block.items[1].startswith("If 16 of 20 finish")
    assert block.items[-1] == "No file."
    assert len(block.items) == 6
    (alone,) = cannot_section(results(), None).blocks
    assert alone.items[0].startswith("There is no comparison group")


def test_charts_are_drawn_where_they_can_be_and_use_alone_is_a_table_elsewhere():
    whole = results(uses=(USE,), changes=(ABLE,), metrics=(DAYS,))
    kinds = [b.kind for b in pilot_report(whole).all_blocks() if isinstance(b, Chart)]
    assert kinds == ["points", "use", "metric-1"]
    plain = pilot_report(whole, drawn=False)
    assert [b.kind for b in plain.all_blocks() if isinstance(b, Chart)] == ["use"]


def test_a_terminal_writes_a_wide_table_row_by_row_and_proposals_below_their_heading(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    long = outcome(None, found="x" * 30, target="y" * 30, baseline="z" * 30)
    text = report_text(pilot_report(results(outcomes=(long,)), [proposal()], drawn=False))
    assert f"  Days.\n    Ladder: Kirkpatrick 4 · LTEM 8\n    Today: {'z' * 30}\n" in text
    assert "\n  s-1: Drop it.\n    Nobody came.\n    Learner time" in text


def test_the_table_of_measures_keeps_its_kind_for_style_sheets():
    (block,) = measures_section(results(outcomes=(outcome(None),))).blocks
    assert isinstance(block, Table)
    assert block.kind == "measures-table"


def _marked(text):
    if isinstance(text, str):
        return f"«{text}»"
    return {category: f"«{form}»" for category, form in text.items()}


def test_nothing_of_the_report_is_english_where_another_language_is_spoken():
    marked = {key: _marked(text) for key, text in current().texts.items()}
    with speaking(Language("en", "en-GB", marked)):
        whole = results(
            taking=TAKING, uses=(USE,), changes=(ABLE,), metrics=(DAYS,),
            outcomes=(outcome(reached=True, target="4 d"),),
            files=(FileRead("f", "survey", 3, 1, ()),),
        )  # fmt: skip
        text = report_text(pilot_report(whole, [proposal()], [proposal()], size=pilot_size(20)))
    before = ""
    while before != text:
        before, text = text, re.sub(r"«[^«»]*»", "", text)
    own = {"Part", "Able", "Days", "Cause", "is", "open", "Drop", "it", "Nobody", "came", "CRM"}
    ladder = {"Kirkpatrick", "LTEM"}
    assert set(re.findall(r"[A-Za-z]{2,}", text)) <= own | ladder


def test_what_an_edit_costs_has_both_its_ends_in_hours_and_in_money():
    dearer = replace(EFFECT, effort_hours=(20.0, 26.0), effort_money=(900.0, 1170.0),
                     currency="EUR")  # fmt: skip
    _, together = accepted_section([proposal()], dearer).blocks
    assert dict(together.rows)["Cost"] == (
        "20 to 26 hours of building, leading and managers; 900 to 1,170 EUR"
    )
