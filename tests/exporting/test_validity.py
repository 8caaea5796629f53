"""Pages and calendars before independent programs: the Nu HTML checker and ical.js."""

import json
import subprocess

import pytest

import blendnb as bl
from blendnb.exporting import page_of
from blendnb.reporting.escape import calendar_line
from tests.exporting.every_page import EDITIONS, OTHERS, page_of_kind
from tests.exporting.hostile import CORPUS
from tests.exporting.sample_plans import crm_rollout, new_manager
from tests.exporting.shapes import with_texts

PLAN = new_manager("2027-01-11")
# The checker reads a policy as if data blocks could run; no browser runs them.
DATA_BLOCKS = "Inline script violates Content Security Policy"


@pytest.fixture
def faults_of(system_tool, javascript_package):
    """Run the Nu HTML checker over files: what it finds but remarks on data blocks."""
    java, checker = system_tool("java"), javascript_package("vnu-jar/build/dist/vnu.jar")

    def run(*files):
        command = [java, "-jar", checker, "--format", "json", "--stdout", "--exit-zero-always"]
        done = subprocess.run(
            [*command, *files], capture_output=True, text=True, check=True, timeout=300
        )
        found = json.loads(done.stdout)["messages"]
        return [
            (entry["type"], entry["message"], entry["url"].rpartition("/")[2])
            for entry in found
            if not entry["message"].startswith(DATA_BLOCKS)
        ]

    return run


def test_the_checker_finds_a_fault_where_there_is_one(faults_of, tmp_path):
    (tmp_path / "bad.html").write_text("<!doctype html><title>x</title><p id=a><p id=a>")
    assert "error" in {kind for kind, *_ in faults_of(tmp_path / "bad.html")}


def test_the_html_checker_finds_nothing_on_any_kind_of_page(faults_of, tmp_path):
    plans = {"dated": PLAN, "undated": new_manager(), "hostile": with_texts(crm_rollout(), CORPUS)}
    for name, plan in plans.items():
        for edition in EDITIONS:
            for interactive in (None, True):
                page = page_of(plan, edition=edition, interactive=interactive)
                file = tmp_path / f"{name}-{edition}-{interactive}.html"
                file.write_text(page, encoding="utf-8")
    for kind in OTHERS:
        for name, texts in (("plain", ()), ("hostile", tuple(CORPUS))):
            page = page_of_kind(kind, texts)
            (tmp_path / f"{name}-{kind}.html").write_text(page, encoding="utf-8")
    assert faults_of(*sorted(tmp_path.iterdir())) == []


READ = """
const {readFileSync} = require("fs"), ICAL = require(process.argv[1]);
const root = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
for (const zone of root.getAllSubcomponents("vtimezone"))
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
console.log(JSON.stringify(root.getAllSubcomponents("vevent").map(part => {
  const event = new ICAL.Event(part);
  return {uid: event.uid, sequence: event.sequence, title: event.summary,
          starts: event.startDate.toString(), ends: event.endDate.toString(),
          instant: event.startDate.toUnixTime()};
})));
"""


@pytest.fixture
def read_by_ical_js(system_tool, javascript_package):
    """Give the entries of a calendar as ical.js reads them, by id."""
    node, library = system_tool("node"), javascript_package("ical.js/dist/ical.es5.cjs")

    def read(path):
        done = subprocess.run(
            [node, "-e", READ, library, path], capture_output=True, text=True, check=True
        )
        return {entry["uid"]: entry for entry in json.loads(done.stdout)}

    return read


@pytest.mark.parametrize("turn", range(0, len(CORPUS), 40))
def test_ical_js_reads_hostile_titles_as_titles(read_by_ical_js, tmp_path, turn):
    plan = with_texts(PLAN, [*CORPUS[turn:], *CORPUS[:turn]])
    bl.export(plan, tmp_path / "plan.ics")
    entries = read_by_ical_js(tmp_path / "plan.ics")
    assert len(entries) == 16
    titles = {entry["title"].partition(" (1 of")[0] for entry in entries.values()}
    single = [t for t in plan.touchpoints if not t.repeat and not t.stays_open]
    assert {calendar_line(t.title).replace("\ufeff", "") for t in single} <= titles


def test_ical_js_reads_every_entry_and_sees_that_one_is_newer(read_by_ical_js, tmp_path):
    path = tmp_path / "plan.ics"
    first, *others, last = PLAN.touchpoints
    timed = PLAN.replace(
        touchpoints=(first.replace(time="09:30", time_zone="Europe/Oslo"), *others, last)
    )
    bl.export(timed, path)
    before = read_by_ical_js(path)
    assert len(before) == 16
    (kick_off,) = [e for e in before.values() if e["title"].startswith("Kick-off")]
    assert kick_off["instant"] == 1799656200, "2027-01-11 08:30 in universal time"
    (peers,) = [e for e in before.values() if e["title"].startswith("Peer pairs")]
    assert (peers["starts"], peers["ends"]) == ("2027-01-27", "2027-02-15")
    moved = [t.replace(start_day=84) if t.id == "tp-9" else t for t in timed.touchpoints]
    bl.export(timed.replace(touchpoints=tuple(moved)), path)
    after = read_by_ical_js(path)
    assert after.keys() == before.keys()
    (newer,) = [e for e in after.values() if e["sequence"] > before[e["uid"]]["sequence"]]
    assert (newer["title"], newer["starts"]) == ("Close: wins, obstacles, next steps", "2027-04-05")


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Tokyo"])
def test_ical_js_reads_a_summer_hour_as_the_same_moment_in_every_zone(
    read_by_ical_js, tmp_path, monkeypatch, zone
):
    monkeypatch.setenv("TZ", zone)
    first, *others = PLAN.touchpoints
    summer = first.replace(time="10:00", time_zone="Europe/Oslo", start_day=77)
    bl.export(PLAN.replace(touchpoints=(summer, *others)), tmp_path / "plan.ics")
    entries = read_by_ical_js(tmp_path / "plan.ics").values()
    (kick_off,) = [e for e in entries if e["title"].startswith("Kick-off")]
    assert kick_off["instant"] == 1806307200, "2027-03-29 08:00 in universal time"
