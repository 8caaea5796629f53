"""Comma-separated values: what a spreadsheet guesses from them is text, number or date."""

import csv
import io

import pytest

import blendnb as bl
from tests.exporting.hostile import CORPUS
from tests.exporting.sample_plans import crm_rollout, new_manager
from tests.exporting.shapes import with_texts


def raw_of(plan, tmp_path):
    bl.export(plan, tmp_path / "plan.csv")
    return (tmp_path / "plan.csv").read_bytes()


def rows_of(plan, tmp_path, **options):
    text = raw_of(plan, tmp_path).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), **options))


def test_it_has_a_row_for_each_occurrence_with_dates_and_numbers(tmp_path):
    rows = rows_of(new_manager("2027-01-11"), tmp_path, quoting=csv.QUOTE_NONNUMERIC)
    assert len(rows) == 16
    nudge = next(row for row in rows if row["Id"] == "tp-6")
    assert {key: nudge[key] for key in ("Which", "Week", "Start", "End", "Mode")} == {
        "Which": "1 of 4", "Week": 4, "Start": "2027-02-01", "End": "2027-02-01",
        "Mode": "Self-paced",
    }  # fmt: skip
    assert nudge["Minutes, each time"] == 10


def test_an_undated_plan_counts_days_from_launch(tmp_path):
    rows = rows_of(new_manager(), tmp_path)
    assert [row["Start (day)"] for row in rows][:4] == ["0", "1", "1", "5"]


def test_it_is_utf8_with_the_mark_that_excel_needs(tmp_path):
    raw = raw_of(new_manager().replace(title="Größe"), tmp_path)
    assert raw.startswith(b'\xef\xbb\xbf"Id",')
    assert raw.endswith(b"\r\n")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 17


@pytest.mark.filterwarnings("ignore:.* apostrophes? in front")
@pytest.mark.parametrize("turn", range(0, len(CORPUS), 20))
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_no_cell_is_a_formula_whatever_separator_a_spreadsheet_expects(tmp_path, turn, delimiter):
    plan = with_texts(crm_rollout(), [*CORPUS[turn:], *CORPUS[:turn]])
    text = raw_of(plan, tmp_path).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert len(rows) == 14 or delimiter == ";"
    cells = [cell.strip(' "\ufeff') for row in rows for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "@")]
    assert not [cell for cell in cells if cell[:1] == "-" and not cell[1:].isdigit()]


def test_why_a_text_begins_with_an_apostrophe_is_said_once(tmp_path):
    plan = new_manager()
    first, second, *rest = plan.touchpoints
    typed = (first.replace(title="=Kick-off"), second.replace(description="-Modules"), *rest)
    with pytest.warns(UserWarning, match="2 texts have an apostrophe in front") as told:
        rows = rows_of(plan.replace(touchpoints=typed), tmp_path)
    assert len(told) == 1
    assert [rows[0]["Touchpoint"], rows[1]["Description"]] == ["'=Kick-off", "'-Modules"]
