"""Cepeda's ridge and Ebbinghaus' curve: what is drawn is what was published."""

import pytest

from blendnb.charts.model_evidence import (
    forgetting_chart,
    forgetting_table,
    ridge_chart,
    ridge_table,
)


def test_the_ridge_has_all_26_cells_and_four_delays():
    chart = ridge_chart()
    assert len(chart.datasets["data"]) == 26
    assert [row["text"] for row in chart.datasets["titles"]] == [
        f"Test after {delay} days" for delay in (7, 35, 70, 350)
    ]
    assert "26 cells" in " ".join(chart.title.subtitle)


def test_the_table_of_the_ridge_is_the_published_fit():
    # Fits to the 26 cells: session-specific SAC 3.11, PPE 4.16, Pavlik & Anderson 3.84 points;
    # best gaps of SAC 2.37, 8.73, 15.12, 54.10 days; best observed cells 1, 11, 21, 21.
    table = ridge_table().set_index("Model")
    assert table.loc["SAC", "RMSE"] == "3.11"
    assert table.loc["PPE", "RMSE"] == "4.16"
    assert table.loc["Pavlik & Anderson", "RMSE"] == "3.84"
    assert table.loc["FSRS-6", "RMSE"] == "24.59"
    assert table.loc["Best observed gap", "RMSE"] == "–"
    gaps = [f"Gap for {delay} days" for delay in (7, 35, 70, 350)]
    assert list(table.loc["SAC", gaps]) == [2, 9, 15, 54]
    assert list(table.loc["Best observed gap", gaps]) == [1, 11, 21, 21]


def test_the_headline_of_the_ridge_names_the_nearest_and_the_farthest_model():
    assert ridge_chart(["sac", "ppe"]).title.text == "SAC misses the data by 3.1 points, PPE by 4.2"
    assert ridge_chart("sac").title.text == "SAC misses the data by 3.1 points"


def test_ebbinghaus_minus_his_equation_is_the_published_row():
    table = forgetting_table()
    assert list(table["Minutes"]) == [19, 63, 525, 1440, 2880, 8640, 44640]
    published = [0.007, -0.027, 0.013, 0.033, -0.003, 0.005, -0.001]
    assert list(table["Difference"]) == pytest.approx(published, abs=0.0011)


def test_the_forgetting_chart_shows_four_learners_and_three_curves():
    chart = forgetting_chart(theme_name="dark")
    layers = ("data", "data-open", "data-square", "data-triangle")
    assert [len(chart.datasets[name]) for name in layers] == [8, 8, 8, 8]
    lines = {name for name, rows in chart.datasets.items() if name.startswith("line-") and rows}
    assert lines == {"line-sac", "line-ppe", "line-fsrs6"}
    assert "Savings are not recall" in " ".join(chart.title.subtitle)
