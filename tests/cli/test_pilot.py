"""`blendnb measure`: from raw files to a simpler plan and a page, in one command."""

import csv
import json
import re

import pytest

from blendnb.files.briefs_and_plans import load_plan, plan_json
from blendnb.measuring.example_pilot import ELSEWHERE
from tests.measuring.conftest import pilot_folder, plan  # noqa: F401 -- fixtures


@pytest.fixture
def started(tmp_path, plan):  # noqa: F811
    path = tmp_path / "started.json"
    path.write_text(plan_json(plan), encoding="utf-8")
    return path


def test_the_whole_way_in_one_command(run, started, pilot_folder, tmp_path):  # noqa: F811
    result = run(
        "measure", started, pilot_folder, "--accept", "advised", "--who", "Sponsor",
        "--when", "2027-05-03", "-o", "simpler.json", "--story", "story.html",
        "--aside", "aside.csv",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "what the pilot showed" in result.output
    assert "To simplify" in result.output
    assert ": no learner id" in " ".join(result.output.split())
    simpler = load_plan(tmp_path / "simpler.json")
    assert {d.who for d in simpler.decisions} == {"Sponsor"}
    assert (tmp_path / "story.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    head = (tmp_path / "aside.csv").read_text(encoding="utf-8").splitlines()[0]
    assert head == "file,row,reason,content"


def test_json_is_one_document_and_nothing_else(run, started, pilot_folder):  # noqa: F811
    result = run("measure", started, pilot_folder, "--json")
    found = json.loads(result.stdout)
    assert {"findings", "touchpoints", "metrics", "files", "simplify", "accepted"} <= set(found)
    assert found["accepted"] == []
    assert set(found["touchpoints"][0]) == {
        "touchpoint", "title", "times", "standing", "reached", "completed", "staying",
        "planned_minutes", "minutes", "days_late", "confused",
    }  # fmt: skip


def test_a_sheet_is_written_and_read_back(run, started):
    assert run("measure", started, "--sheet", "sheet.xlsx").exit_code == 0
    result = run("measure", started, "sheet.xlsx")
    assert result.exit_code == 0
    assert "nothing found yet" in result.output


def test_an_example_is_there_to_try_it_on(run, started):
    assert run("measure", started, "--example", "pilot").exit_code == 0
    result = run("measure", started, "pilot")
    assert result.exit_code == 0, result.output
    assert "is little used" in " ".join(result.output.split())


def test_a_draft_mapping_recognises_what_is_renamed(run, started, pilot_folder, tmp_path):  # noqa: F811
    raw = (pilot_folder / "lms_export.csv").read_bytes()
    (tmp_path / "lms_export.csv").write_bytes(raw)
    before = run("measure", started, "lms_export.csv")
    assert "names no touchpoint of the plan" in " ".join(before.output.split())
    assert run("measure", started, "lms_export.csv", "--draft-mapping").exit_code == 0
    asked = (tmp_path / "mapping.toml").read_text(encoding="utf-8")
    assert f"which touchpoint is “{ELSEWHERE}”?" in asked
    again = run("measure", started, "lms_export.csv", "--draft-mapping")
    assert (again.exit_code, (tmp_path / "mapping.toml").read_text("utf-8")) == (0, asked)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Give the DATA"),
        (("x.csv", "--accept", "s-1"), "belong together"),
        (("x.csv", "--launch", "soon"), "is not a date such as"),
        (("x.csv",), "no such file"),
    ],
)
def test_what_cannot_be_done_is_said_without_a_traceback(run, started, arguments, message):
    result = run("measure", started, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_a_simplification_that_is_not_there_is_told(run, started, pilot_folder):  # noqa: F811
    result = run("measure", started, pilot_folder, "--accept", "s-99", "-o", "x.json")
    assert result.exit_code == 2
    assert "there are: s-1, s-4, s-2, s-3" in result.stderr


@pytest.mark.parametrize("finished", ["1", "4"])
def test_the_time_of_a_few_people_stands_in_no_output(run, started, tmp_path, finished):
    run("measure", started, "--sheet", "sheet.csv")
    sheet = tmp_path / "sheet.csv"
    rows = list(csv.DictReader(sheet.read_text(encoding="utf-8-sig").splitlines()))
    rows[-1].update(people="20", started="4", finished=finished, minutes="8317.25")
    with sheet.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    outputs = ["--accept", "advised", "-o", "simpler.json", "--story", "story.html"]
    shown = [run("measure", started, sheet, *more) for more in ([], ["--json"], outputs)]
    assert [answer.exit_code for answer in shown] == [0, 0, 0]
    written = [(tmp_path / name).read_text() for name in ("simpler.json", "story.html")]
    for text in [*(answer.output for answer in shown), *written]:
        assert not re.search(r"8[,  ]?317", text)


def test_what_the_pilot_showed_is_used_in_one_step(run, started, pilot_folder, tmp_path):  # noqa: F811
    result = run("measure", started, pilot_folder, "--use", "-o", "known.json")
    assert result.exit_code == 0
    assert "Known now, where it was assumed" in result.stdout
    known = json.loads((tmp_path / "known.json").read_text())
    shares = [t["participation"] for t in known["touchpoints"] if "participation" in t]
    assert len(shares) > 3
    assert all(0 < share < 1 for share in shares)
    answer = json.loads(
        run("measure", started, pilot_folder, "--use", "-o", "x.json", "--json").stdout
    )
    assert len(answer["used"]) == len(shares)
