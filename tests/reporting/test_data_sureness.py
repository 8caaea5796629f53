"""What the figures of a pilot rest on, and what one more column would answer."""

import pytest

from blendnb.measuring.column_mapping import FileMapping
from blendnb.measuring.measure import measure
from blendnb.reporting.data_sureness import headings_block, sure_rows
from blendnb.reporting.pilot_report import pilot_report
from tests.measuring.conftest import SALT, small_plan  # noqa: F401 -- a fixture

LINES = "User ID,Course name,Status,Room\n" + "".join(
    f"E{n},The module,{status},7\n"
    for n, status in enumerate(["Completed"] * 7 + ["Verschollen"] * 5 + ["Enrolled"] * 2)
)


@pytest.fixture
def results(tmp_path, small_plan):  # noqa: F811
    (tmp_path / "a.csv").write_text(LINES + "E1,Other,Completed,7\n", encoding="utf-8")
    entry = {"a.csv": FileMapping(ignore=("Other",))}
    return measure(small_plan, [tmp_path / "a.csv"], salt=SALT, mapping=entry).results


def test_each_figure_says_what_it_rests_on_and_what_is_missing(results):
    assert sure_rows(results) == [
        (
            "All of them", "14 of 15 rows (93\u00a0%)",
            "what 5 cells that were not understood mean: your own words, said once",
        ),
        (
            "Who was expected", "those who stand in the data; who never came is not in it",
            "who was expected: a list of participants",
        ),
        ("Who finished", "files that say so of 1 of 1 parts", "–"),
        (
            "Minutes taken", "files that say so of 0 of 1 parts",
            "how long people took for the others: minutes, or a start and an end",
        ),
    ]  # fmt: skip


def test_headings_and_texts_that_were_not_understood_are_shown(results):
    taken, unread = headings_block(results.files).blocks
    assert taken.rows == (
        ("a.csv", "User ID = learner; Course name = touchpoint; Status = status", "Room"),
    )
    assert unread.rows == (("a.csv", "Status", "Verschollen", "5"),)


def test_the_report_has_both(results):
    headings = [part.heading for part in pilot_report(results).blocks if hasattr(part, "heading")]
    assert "How sure the figures are because of the data" in headings
