"""The report of a recommendation: which figure and which reason stands where, on made values."""

from dataclasses import replace

import pytest

from blendnb.designing.recommend import recommend
from blendnb.domain.brief import Brief
from blendnb.domain.recommendation import Exclusion, RankedModel, Reason, Uncovered
from blendnb.files.catalogue_loading import load_catalogue
from blendnb.reporting.html import blocks_html
from blendnb.reporting.recommendation_report import (
    argument_report,
    main_reason,
    recommendation_report,
    sources_report,
)
from blendnb.reporting.report import Bullets, Table
from blendnb.reporting.terminal import report_text
from tests.designing.proof_plans import module, plan

CATALOGUE = load_catalogue(programmes=False)
BRIEF = Brief.model_validate(
    {"title": "T", "objective": "O", "outcome": {"subject": "sales"}, "audience": {"size": 40}}
)
ADVICE = recommend(BRIEF, CATALOGUE)
REASONS = (
    Reason("A1", ("audience.size",), 3.0, "Many.", "BLM; Saks", "M"),
    Reason("A2", (), -2.0, "Far.", "Kang", "L", "own"),
)


@pytest.fixture(autouse=True)
def _wide(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")


def model(id_, name, percent, **fields):
    usual = {"score": 2.5, "excluded": False, "excluded_by": (), "risks": (f"Risk of {name}.",),
             "reasons": REASONS}  # fmt: skip
    return RankedModel(id=id_, name=name, share=percent / 100, percent=percent, **usual | fields)


def advice(*models, **fields):
    return replace(ADVICE, models=models, **fields)


LIVE = model("live_led", "Live-led", 60)
SHUT = model("bookend", "Bookend", 5, score=-1.0, excluded=True, excluded_by=("V03",), reasons=())
MADE = advice(LIVE, SHUT, excluded=(Exclusion("blend_model", "bookend", "V03", "No room."),))


def lines(report):
    """Lines with the spaces between their columns made single."""
    return [
        " ".join(line.replace("\u00a0", " ").split()) for line in report_text(report).splitlines()
    ]


def below(report, heading):
    found = lines(report)
    start = found.index(heading) + 1
    return found[start : found.index("", start)]


def test_models_are_ranked_with_share_bar_points_and_what_weighs_most():
    # A bar has twenty cells: 12 for 0.6, 1 for 0.05.
    assert below(recommendation_report(MADE, CATALOGUE, BRIEF), "Blend model Comes first Points "
                 "What weighs most") == [
        f"Live-led 60 % {'#' * 12} +2.5 Many.", "Bookend 5 % # −1.0 Excluded: No room.",
    ]  # fmt: skip


def test_reasons_stand_on_their_sides_with_points_question_and_grounds():
    report = recommendation_report(MADE, CATALOGUE, BRIEF)
    assert below(report, "What speaks for Live-led") == [
        "- Many. [+3.0 points. Learners. BLM; Saks; consistent practice]",
    ]
    assert below(report, "What speaks against it") == [
        "- Far. [−2.0 points. Kang; judgement; from your own catalogue]",
    ]
    assert below(report, "Risks and demands")[0] == "- Risk of Live-led."
    assert "Why not Bookend?" in lines(report)


def test_what_weighs_most_is_said_to_speak_against_where_it_does():
    assert main_reason(LIVE) == "Many."
    assert main_reason(replace(LIVE, reasons=REASONS[1:])) == "Against it: Far."
    assert main_reason(SHUT) == "Nothing stated argues for or against it."


def test_a_plan_is_argued_for_by_the_model_that_it_uses():
    chosen = plan(module()).replace(blend_model="bookend")
    other = replace(SHUT, excluded=False, reasons=REASONS)
    report = argument_report(advice(LIVE, other), chosen, CATALOGUE)
    assert report.heading == "Bookend was chosen; the rules put live-led first"
    (ranking,) = [block for block in report.blocks if isinstance(block, Table)]
    assert ranking.chosen == 1
    risks = [b.items for b in report.all_blocks() if isinstance(b, Bullets) and not b.notes]
    assert ("Risk of Bookend.",) in risks
    assert ("Risk of Live-led.",) not in risks


def test_a_plan_shows_the_six_strongest_reasons_and_a_recommendation_all():
    many = tuple(replace(REASONS[0], text=f"Reason {n}.") for n in range(9))
    found = advice(replace(LIVE, reasons=many), SHUT)
    used = plan(module()).replace(blend_model="live_led")

    def reasons(report):
        blocks = (b for b in report.all_blocks() if isinstance(b, Bullets) and b.notes)
        return [len(block.items) for block in blocks]

    assert reasons(argument_report(found, used, CATALOGUE)) == [6]
    assert reasons(recommendation_report(found, CATALOGUE, BRIEF)) == [9]


def test_the_model_that_is_meant_has_the_stronger_bar_on_a_page():
    report = recommendation_report(MADE, CATALOGUE, BRIEF)
    page = str(blocks_html(report.blocks, lambda chart: chart))
    assert '<tr class="chosen"><th scope="row" data-label="Blend model">Live-led</th>' in page
    assert '<rect class="f-accent" width="60" height="8"/></svg> 60\u00a0%' in page
    assert '<rect class="f-muted" width="5" height="8"/></svg> 5\u00a0%' in page
    assert "<li>Many. <small>+3.0 points. Learners. BLM; Saks; consistent practice</small>" in page


def test_short_names_of_sources_are_explained_once_each():
    report = sources_report(MADE, CATALOGUE)
    ((rows,),) = [[block.rows] for block in report.blocks]
    assert [name for name, _ in rows] == ["BLM"]
    assert sources_report(advice(SHUT), CATALOGUE) is None


def test_what_no_format_can_do_and_what_a_model_demands_stand_under_their_names():
    gap = Uncovered("practice", "Nothing here trains by doing.", ("V1",))
    report = recommendation_report(
        advice(LIVE, SHUT, format_choice=replace(ADVICE.format_choice, uncovered=(gap,))),
        CATALOGUE, BRIEF,
    )  # fmt: skip
    named = [(b.heading, b.items) for b in report.all_blocks() if isinstance(b, Bullets)]
    assert ("What no format here can do", ("Nothing here trains by doing.",)) in named
    assert ("Risks and demands", ("Risk of Live-led.",)) in named
    assert report.id == "recommendation"
