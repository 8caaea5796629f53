import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import blendnb as bl
from blendnb.domain.plan import Plan
from blendnb.exporting.targets import TARGETS
from blendnb.files import writing
from blendnb.files.problems import InputError
from tests.exporting.hostile import CORPUS
from tests.exporting.sample_plans import new_manager
from tests.exporting.shapes import with_texts

ROOT = Path(__file__).parents[2]
PLAN = new_manager("2027-01-11")
KNOWN = ".html, .pdf, .ics, .xlsx, .csv, .md, .json, .svg or .png"


@pytest.mark.parametrize("name", ["plan.html", "plan.json", "PLAN.HTML"])
def test_what_is_exported_opens_again(tmp_path, name):
    bl.export(PLAN, tmp_path / name)
    assert bl.load_plan(tmp_path / name) == PLAN


def test_json_is_the_plan_and_nothing_else(tmp_path):
    bl.export(PLAN, tmp_path / "plan.json")
    data = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    assert data["schema"] == "blendnb.plan/1"
    assert data["touchpoints"][0]["id"] == "tp-1"


def test_a_dash_writes_the_json_to_standard_output(capfdbinary):
    bl.export(PLAN, "-")
    assert json.loads(capfdbinary.readouterr().out)["title"] == "First-time managers"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("plan.htm", f"is not a kind of file that export writes: {KNOWN}; did you mean .html?"),
        ("plan", f"names no kind of file; end it in {KNOWN}"),
        ("plan.docx", "'.docx' is not a kind of file"),
        ("plan.xls", "did you mean .xlsx?"),
    ],
)  # fmt: skip
def test_another_kind_of_file_is_refused_and_nothing_written(tmp_path, name, message):
    with pytest.raises(InputError) as refused:
        bl.export(PLAN, tmp_path / name)
    assert message in str(refused.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", TARGETS)
def test_an_existing_file_survives_an_export_that_fails(tmp_path, monkeypatch, suffix):
    target = tmp_path / f"plan{suffix}"
    target.write_text("what was there", encoding="utf-8")

    def fails(_):
        raise RuntimeError("not today")

    monkeypatch.setitem(TARGETS, suffix, replace(TARGETS[suffix], content=fails))
    with pytest.raises(RuntimeError):
        bl.export(PLAN, target)
    assert target.read_text(encoding="utf-8") == "what was there"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize("suffix", [s for s in TARGETS if s != ".pdf"])
def test_an_existing_file_survives_a_disk_that_is_full(tmp_path, monkeypatch, suffix):
    target = tmp_path / f"plan{suffix}"
    target.write_text("what was there", encoding="utf-8")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)
    with pytest.raises(InputError, match="cannot be written: no space left on device"):
        bl.export(PLAN, target)
    assert target.read_text(encoding="utf-8") == "what was there"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


# ------------------------------------------------------------------------------------ hostile


@pytest.mark.parametrize("turn", range(0, len(CORPUS), 40))
def test_json_gives_every_text_back_exactly(tmp_path, turn):
    plan = with_texts(PLAN, [*CORPUS[turn:], *CORPUS[:turn]])
    bl.export(plan, tmp_path / "plan.json")
    assert json.loads((tmp_path / "plan.json").read_bytes())["title"] == plan.title
    assert bl.load_plan(tmp_path / "plan.json") == plan


@pytest.mark.parametrize("field", ["title", "why"])
def test_half_a_character_never_gets_into_a_plan(field):
    data = json.loads(json.dumps(PLAN.to_data()))
    data["touchpoints"][0][field] = "a\ud800b"
    with pytest.raises(ValueError, match="string"):
        Plan.model_validate(data)


# -------------------------------------------------------------------------------- determinism

SUFFIXES = [".html", ".ics", ".xlsx", ".csv", ".md", ".json", ".svg", ".png"]
WRITE_ALL = """
import sys
from pathlib import Path
import blendnb as bl
from tests.exporting.sample_plans import new_manager
plan = new_manager("2027-01-11")
oslo = {"time": "09:30", "time_zone": "Europe/Oslo"}
timed = [t.replace(**oslo) if t.live else t for t in plan.touchpoints]
plan = plan.replace(touchpoints=tuple(timed))
for suffix in sys.argv[2:]:
    bl.export(plan, Path(sys.argv[1], "plan" + suffix))
"""


def test_the_same_plan_gives_the_same_bytes_on_any_machine(tmp_path):
    surroundings = {
        "a": {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
        "b": {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8",
              "FONTCONFIG_FILE": "/dev/null"},
    }  # fmt: skip
    processes = []
    for name, variables in surroundings.items():
        (tmp_path / name).mkdir()
        command = [sys.executable, "-c", WRITE_ALL, tmp_path / name, *SUFFIXES]
        processes.append(subprocess.Popen(command, cwd=ROOT, env={**os.environ, **variables}))
    assert [process.wait(timeout=300) for process in processes] == [0, 0]
    digests = [
        {p.suffix: hashlib.sha256(p.read_bytes()).hexdigest() for p in (tmp_path / name).iterdir()}
        for name in surroundings
    ]
    assert digests[0] == digests[1]
    assert sorted(digests[0]) == sorted(SUFFIXES)


# ----------------------------------------------------------------------------- working folder


def test_own_entries_of_a_working_folder_are_used_and_said(tmp_path):
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "rules.toml").write_text(
        """
[[rules]]
id = "own-1"
when = { "outcome.subject" = "role_transition" }
effects = { bookend = 3 }
because = "It worked for us in 2024."
source = "Northwind"
confidence = "L"
""",
        encoding="utf-8",
    )
    bl.export(PLAN, tmp_path / "plan.html", catalogue=tmp_path)
    page = (tmp_path / "plan.html").read_text(encoding="utf-8")
    assert "It worked for us in 2024." in page
    assert "Northwind; judgement; from your own catalogue" in page


def test_own_words_are_used_in_every_file(tmp_path):
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "language").mkdir()
    (tmp_path / "language" / "en.toml").write_text(
        '[tables]\ntitle = "Baustein"\n', encoding="utf-8"
    )
    bl.export(PLAN, tmp_path / "plan.csv", catalogue=tmp_path)
    assert '"Baustein"' in (tmp_path / "plan.csv").read_text(encoding="utf-8-sig")
