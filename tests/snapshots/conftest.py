"""What the snapshots are made from: plans, and a pilot's files, made once.

A snapshot is a text file below `__snapshots__`, in the folder of its test file. When a change of
what people read is meant, `python -m pytest tests/snapshots --snapshot-update` accepts it, and the
diff of those files shows it to whoever reviews.
"""

import os
import shlex
import shutil
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

import blendnb as bl
from blendnb.cli import main
from blendnb.domain.edits import Change
from tests.corpus import ROOT, plan_of, text_of
from tests.golden.conftest import TextFile

AS_OF = "2027-01-20"
"""A day in the middle of the dated plan."""
DECIDED = "2027-05-03"


@pytest.fixture
def snapshot(snapshot):
    return snapshot.use_extension(TextFile)


def command(line):
    """Run a command line, without the `blendnb` before it, in this process."""
    runner = CliRunner(env={"COLUMNS": "100"})
    return runner.invoke(main, shlex.split(line), prog_name="blendnb")


def done(line):
    """Run a command that must succeed."""
    result = command(line)
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A folder with briefs, plans and a made pilot's files.

    `dated.json` has a start, `undated.json` none; `other.json` answers the first one's brief with
    another blend model, and `broken.json` breaks what that brief states.
    """
    folder = tmp_path_factory.mktemp("made")
    with chdir(folder):
        for name in ("crm_rollout", "new_manager"):
            shutil.copy(ROOT / "templates" / "briefs" / f"{name}.toml", f"{name}.toml")
        written("dated", plan_of("crm_rollout"))
        written("undated", plan_of("blueprint-new_manager"))
        done("design crm_rollout.toml --blend-model bookend -o other.json")
        written("broken", _broken(plan_of("crm_rollout")))
        done("measure dated.json --example pilot")
    return folder


def written(name, plan):
    Path(f"{name}.json").write_text(text_of(plan), encoding="utf-8")


def _broken(plan):
    """Give the first live touchpoint more minutes than anybody has."""
    live = next(touchpoint for touchpoint in plan.touchpoints if touchpoint.live)
    return bl.apply_edit(plan, Change(id=live.id, values={"learner_minutes": 400}))


@pytest.fixture
def folder(made, tmp_path, monkeypatch):
    """A copy of those files as the current folder."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def small_space(monkeypatch):
    """Let the exploring of a brief be short."""
    from blendnb.designing.explore import design_space

    monkeypatch.setattr(design_space, "RETURNS", (0, 2))
    monkeypatch.setattr(design_space, "SHARES_OF_WINDOW", (1.0,))
    monkeypatch.setattr(design_space, "FORMAT_SETS", {"all": ()})
    monkeypatch.setattr(design_space, "BLEND_MODELS", ("live_led", "digital_first"))


@pytest.fixture
def told(tmp_path):
    """Take out of a text in which folder it was made."""
    return lambda text: text.replace(os.path.realpath(tmp_path), "FOLDER").replace(
        str(tmp_path), "FOLDER"
    )
