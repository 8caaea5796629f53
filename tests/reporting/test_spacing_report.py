"""Answers about spacing: hand-made values, no two alike, each beside its name in the terminal."""

from types import SimpleNamespace

import numpy as np
import pytest

from blendnb.reporting.report import Bullets, Paragraph, Table
from blendnb.reporting.spacing_report import best_days_report, fit_report, retention_report
from blendnb.reporting.terminal import report_text
from blendnb.spacing import SAC
from blendnb.spacing.best_days import Best, RuleOfThumb


@pytest.fixture(autouse=True)
def _wide(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")


def only(report, kind):
    return [block for block in report.blocks if isinstance(block, kind)]


def test_recall_is_told_in_per_cent_below_its_day():
    recall = {"sac": np.array([0.815, 0.4]), "ppe": np.array([0.9, 1.0])}
    assert report_text(retention_report((0, 7), (30, 90), recall)).splitlines()[:4] == [
        "Recall after studying on days 0, 7",
        "  Memory model  Day 30  Day 90",
        "  SAC           82 %    40 %",
        "  PPE           90 %    100 %",
    ]


def best_of(**fields):
    usual = {
        "days": (7, 28), "objective": "mean", "window": (1, 90), "exact": True,
        "value": {"sac": 0.8, "ppe": 0.75}, "regret": {"sac": 0.0, "ppe": 0.013}, "optima": {},
        "rules_of_thumb": (RuleOfThumb("equal", (30, 60), {"sac": 0.7, "ppe": 0.71},
                                       {"sac": 0.102, "ppe": 0.063}),),
    }  # fmt: skip
    return Best(**{**usual, **fields})


def test_best_days_are_told_with_how_far_they_fall_short_at_most():
    report = best_days_report(best_of())
    assert report.heading == "Best on days 7, 28"
    aim, lost, _ = (block.text for block in only(report, Paragraph))
    assert aim == (
        "For mean recall over days 1 to 90; every schedule was looked at. The first study is on "
        "day 0."
    )
    assert lost == "It loses at most 1.3 points, whichever memory model is right."
    values, days = only(report, Table)
    assert values.head == ("Schedule", "SAC", "PPE")
    assert values.rows == (
        ("Least regret", "80.0 (0.0)", "75.0 (−1.3)"),
        ("Equal gaps", "70.0 (−10.2)", "71.0 (−6.3)"),
    )
    assert days.rows == (("Least regret", "7, 28"), ("Equal gaps", "30, 60"))


def test_a_single_day_that_was_searched_is_told_as_such():
    report = best_days_report(best_of(objective="day", days=(9,), exact=False))
    assert report.heading == "Best on day 9"
    assert only(report, Paragraph)[0].text == (
        "For recall on day 90; found by searching. The first study is on day 0."
    )


def test_a_fit_is_told_by_parameter_and_what_was_held_has_no_interval():
    fit = SimpleNamespace(
        memory_model=SAC(), parameters={"d": 0.22203, "theta": -3.1, "h": 938.0137},
        intervals={"d": (0.1, 0.00003)}, rmse=0.0311, default_rmse=0.0402, observations=26,
        warnings=("Careful.",),
    )  # fmt: skip
    report = fit_report(fit)
    assert report.heading == "SAC, fitted to 26 observations"
    (table,) = only(report, Table)
    assert table.head == ("Parameter", "Value", "95\u00a0% interval")
    assert table.rows == (
        ("d", "0.22203", "0.1 to 3e-05"), ("theta", "−3.1", "held"), ("h", "938.01", "held"),
    )  # fmt: skip
    assert only(report, Paragraph)[0].text == (
        "It misses the observations by 0.031 (root mean square), the published defaults by 0.040."
    )
    assert only(report, Bullets) == [Bullets(("Careful.",), "Beware")]
