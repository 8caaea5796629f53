"""What a plan is as a table, as wiki text, as a calendar and as a workbook, cell by cell.

The accepted texts are the files in `__snapshots__`; how a change is accepted stands in
`test_plans.py`. Two plans: one with dates, times of sessions and groups, and one in weeks from
launch.
"""

import json

import pytest
from openpyxl import load_workbook

from tests.corpus import plan_of, said_by

PLANS = ("dated", "undated")


@pytest.fixture(scope="session")
def plan_files():
    """Give the two plans as the texts of their files."""
    return {
        "dated": json.dumps(with_times(plan_of("leadership_journey-dated").to_data())),
        "undated": json.dumps(plan_of("frontline_safety").to_data()),
    }


def with_times(plan):
    """Give each live touchpoint a time, groups, and leading that takes longer than taking part."""
    for number, session in enumerate(t for t in plan["touchpoints"] if t["modality"] == "live"):
        session |= {"time": "09:30", "time_zone": "Europe/Oslo", "groups": number + 2}
        session["facilitation_minutes"] += 15
    return plan


@pytest.fixture
def exported(plan_files, tmp_path):
    """Export one of the plans: ``exported("dated", "csv")`` is the path of its table."""

    def export(name, suffix, **said):
        path = tmp_path / f"{name}.{suffix}"
        said_by("export", "-", "-o", str(path), given=plan_files[name], **said)
        return path

    return export


def text_in(path, line_end, encoding="utf-8"):
    """Return the text of a file all of whose lines end in the same way."""
    text = path.read_bytes().decode(encoding)
    assert text.count("\n") == text.count(line_end)
    return text.replace(line_end, "\n")


@pytest.mark.parametrize("name", PLANS)
def test_the_table_is_the_accepted_one(name, exported, golden):
    assert text_in(exported(name, "csv"), "\r\n", "utf-8-sig") == golden("csv")


@pytest.mark.parametrize("name", PLANS)
def test_the_wiki_text_is_the_accepted_one(name, exported, golden):
    assert text_in(exported(name, "md"), "\n") == golden("md")


def test_the_calendar_is_the_accepted_one(exported, golden):
    assert text_in(exported("dated", "ics"), "\r\n").replace("\n ", "") == golden("ics")


def test_a_plan_without_dates_has_no_calendar(exported):
    assert not exported("undated", "ics", exit_code=2).exists()


@pytest.mark.parametrize("name", PLANS)
def test_the_cells_of_the_workbook_are_the_accepted_ones(name, exported, golden):
    workbook = load_workbook(exported(name, "xlsx"))
    assert "\n".join(line for sheet in workbook for line in lines_of(sheet)) + "\n" == golden("txt")


def lines_of(sheet):
    yield f"==== {sheet.title} ({sheet.dimensions})"
    yield from (" | ".join(map(cell_text, row)).rstrip(" |") for row in sheet.values)


def cell_text(value):
    """Say numbers, dates and texts so that one cannot pass for another: 5, 2027-03-01, 'Week'."""
    return "" if value is None else repr(value) if isinstance(value, str) else str(value)
