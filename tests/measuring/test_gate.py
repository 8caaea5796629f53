"""No figure about fewer than five people leaves in any form; each form is gone over."""

import json
import re
from dataclasses import fields, is_dataclass

import pytest
from click.testing import CliRunner

from blendnb.cli import main
from blendnb.domain.pilot_results import SMALLEST_GROUP, Estimate
from blendnb.files.briefs_and_plans import plan_json
from blendnb.measuring.measure import measure
from blendnb.measuring.results_sheet import write_sheet
from blendnb.reporting.markdown import report_markdown
from blendnb.reporting.pilot_report import pilot_report
from blendnb.reporting.terminal import report_text
from tests.measuring.conftest import SALT
from tests.measuring.test_sheet import fill_csv

FEW = {
    "module": {"people": "20", "started": "18", "finished": "3", "minutes": "41.7", "confused": ""},
    "session": {"people": "4", "started": "4", "finished": "3", "minutes": "37.3", "confused": "1"},
}
GIVEN_AWAY = re.compile(r"41[.,]7|37[.,]3|75\b|25 %")
"""Minutes of three people, and shares of four."""


@pytest.fixture
def sheet(tmp_path, small_plan):
    path = tmp_path / "sheet.csv"
    write_sheet(small_plan, path)
    fill_csv(path, FEW)
    return path


@pytest.fixture
def results(sheet, small_plan):
    return measure(small_plan, [sheet], salt=SALT).results


def figures(value):
    """Every figure of people within a value."""
    if isinstance(value, Estimate):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from figures(getattr(value, each.name))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from figures(each)


def counts(data):
    """Every number of people in plain data."""
    if isinstance(data, dict):
        yield from (data[key] for key in data if key == "people")
        for each in data.values():
            yield from counts(each)
    elif isinstance(data, list):
        for each in data:
            yield from counts(each)


@pytest.mark.parametrize("people", range(SMALLEST_GROUP))
def test_a_figure_about_fewer_than_five_people_cannot_be_made(people):
    figure = Estimate(0.5, 0.1, 0.9, people)
    assert figure.hidden
    assert (figure.value, figure.low, figure.high, figure.people) == (None, None, None, None)
    assert not Estimate(0.5, 0.1, 0.9, 5).hidden


def test_the_values_hold_no_figure_about_fewer_than_five(results):
    found = list(figures(results))
    assert len(found) > 5
    assert all(figure.people is None or figure.people >= 5 for figure in found)


def test_no_rendering_tells_what_is_hidden(results):
    report = pilot_report(results)
    for text in (report_text(report), report_markdown(report)):
        assert "fewer than five" in text
        assert not GIVEN_AWAY.search(text)


def test_neither_the_command_nor_its_json_nor_the_page_for_a_sponsor_tells_it(
    tmp_path, sheet, small_plan
):
    (tmp_path / "plan.json").write_text(plan_json(small_plan), "utf-8")
    data = [str(tmp_path / "plan.json"), str(sheet)]
    said = CliRunner().invoke(main, ["measure", *data, "--story", str(tmp_path / "story.html")])
    as_json = CliRunner().invoke(main, ["measure", *data, "--json"])
    assert (said.exit_code, as_json.exit_code) == (0, 0)
    story = re.sub(r"<(style|script|svg).*?</\1>", "", (tmp_path / "story.html").read_text("utf-8"),
                   flags=re.DOTALL)  # fmt: skip
    for text in (said.output, re.sub("<[^>]+>", " ", story)):
        assert not GIVEN_AWAY.search(text)
    known = [number for number in counts(json.loads(as_json.output)) if isinstance(number, int)]
    assert all(number >= 5 for number in known)
    assert not re.search(r"41\.7|37\.3", as_json.output)
