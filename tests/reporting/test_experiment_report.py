"""An analysis reported: the verdict first, every figure under its head, and names stay text."""

from types import SimpleNamespace

from blendnb.reporting.report import Bullets, Paragraph, Table
from blendnb.reporting.spacing_report import experiment_report
from blendnb.reporting.terminal import report_text
from blendnb.spacing import analyze, read_results
from blendnb.spacing.experiment.analysis import Analysis
from blendnb.spacing.experiment.arm_differences import ArmResult, Effect
from blendnb.widgets.cells import report_html_cell

ROWS = [
    {"learner": f"{arm}{n}", "arm": arm, "item": item, "outcome": int(n % 3 < limit), "lag": 30}
    for arm, limit in (("<b>old</b>", 1), ("new", 2))
    for n in range(12)
    for item in range(2)
]


def test_verdict_tables_and_warnings_are_shown_and_names_stay_text():
    page = str(report_html_cell(experiment_report(analyze(read_results(ROWS), draws=200,
                                                          permutations=200))))  # fmt: skip
    assert "<b>old</b>" not in page
    assert "&lt;b&gt;old&lt;/b&gt;" in page
    told = ("30 days after the last study", "95\u00a0% interval",
            "Retention rate and items retained")  # fmt: skip
    assert all(words in page for words in told)
    for words in ("Who is missing", "Only 24 learners", "clustered by learner"):
        assert words in page


def analysis_by_hand():
    found = SimpleNamespace(difference=0.25, interval=(-0.336, 0.836), bootstrap=(-0.1, 0.5))
    arms = (
        ArmResult("old", 30.0, "all items", 10, 9, 40, 0.5, 2.2),
        ArmResult("new", 30.0, "repeated items", 11, 8, 32, 0.755, 3.0),
    )
    attrition = (ArmResult("old", 7.5, "all items", 10, 6, 40, 0.5, 2.2),)
    return Analysis(
        lag_days=30.0, clustered_by="team", arms=arms, attrition=attrition,
        effects=(Effect("new", "old", "all items", found, holm_p=0.01234),),
        verdict="Said.", warnings=("Few.",),
    )  # fmt: skip


def test_each_figure_of_an_analysis_stands_under_its_head():
    report = experiment_report(analysis_by_hand())
    assert report.heading == "What was seen 30 days after the last study"
    effects, arms, attrition = (block for block in report.blocks if isinstance(block, Table))
    assert effects.head == (
        "Items", "Difference", "Points", "95\u00a0% interval", "Bootstrap", "Permutation p",
    )  # fmt: skip
    assert tuple(effects.texts()) == (
        ("all items", "new − old", "+25.0", "−33.6 to +83.6", "−10.0 to +50.0", "0.0123"),
    )
    assert tuple(arms.texts()) == (
        ("all items", "old", "9", "50.0\u00a0%", "2.2"),
        ("repeated items", "new", "8", "75.5\u00a0%", "3.0"),
    )
    assert attrition.head == ("Days after", "Arm", "Drawn", "Answered", "Missing")
    assert tuple(attrition.texts()) == (("7.5", "old", "10", "6", "40\u00a0%"),)
    assert [block.text for block in report.blocks if isinstance(block, Paragraph)] == [
        "Said.", "Errors clustered by team.",
    ]  # fmt: skip
    assert report.blocks[-1] == Bullets(("Few.",), "What to know")


def test_the_same_report_reads_in_a_terminal():
    text = report_text(experiment_report(analysis_by_hand()))
    assert text.startswith("What was seen 30 days after the last study\n  Said.\n")
    assert "  - Few." in text
