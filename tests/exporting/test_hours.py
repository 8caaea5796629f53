"""The hour of a session stands wherever its date does, and learners are told of groups."""

import pytest

import blendnb as bl
from tests.exporting.sample_plans import new_manager
from tests.exporting.test_calendar import change

TIMED = change(new_manager("2027-01-11"), "tp-1", time="14:00", time_zone="America/New_York")
GROUPED = change(new_manager("2027-01-11"), "tp-1", groups=25, time="14:00", time_zone="Asia/Tokyo")


def written(plan, path, **choices):
    bl.export(plan, path, **choices)
    return path.read_text(encoding="utf-8").replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(("edition", "day"), [("client", "11 Jan"), ("learner", "from 11 Jan")])
def test_the_hour_and_its_zone_stand_beside_the_date_on_pages(tmp_path, edition, day):
    page = written(TIMED, tmp_path / "page.html", edition=edition)
    assert f"{day}, 14:00 America/New_York" in page


def test_the_hour_and_its_zone_stand_beside_the_date_in_a_wiki(tmp_path):
    text = written(TIMED, tmp_path / "plan.md")
    assert "Week 1 (11 Jan 2027), 14:00 America/New\\_York" in text


def test_a_learner_has_one_table_of_dates_with_hours(tmp_path):
    page = written(TIMED, tmp_path / "page.html", edition="learner")
    table = page.partition('class="dates"')[2].partition("</table>")[0]
    assert "14:00 America/New_York" in table
    assert table.count("not yet settled") == 2


def test_a_learner_is_told_that_the_day_of_the_own_group_is_announced(tmp_path):
    page = written(GROUPED, tmp_path / "page.html", edition="learner")
    assert "from 11 Jan" in page
    assert "There are 25 groups, one after another from that day; the day of your group" in page
    assert "from 11 Jan; the day of your group is announced" in page


def test_groups_are_said_alike_to_client_and_facilitator(tmp_path):
    for edition in ("client", "facilitator"):
        page = written(GROUPED, tmp_path / f"{edition}.html", edition=edition)
        assert "25 groups, one after another from that day" in page
