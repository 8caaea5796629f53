"""A command that runs in this process, and files for it to read."""

import json

import pytest
from click.testing import CliRunner

from blendnb import api
from blendnb.cli import main
from blendnb.domain.brief import Brief
from blendnb.files.briefs_and_plans import plan_json

BRIEF = """
title = "CRM rollout"
objective = "Sales teams use the new CRM consistently."
topics = ["Process change", "Forecasting"]
[outcome]
subject = "software"
[audience]
size = 400
location = "distributed"
[work]
longest_session_minutes = 90
[technology]
available = ["lms", "virtual_classroom", "collaboration", "sandbox", "mobile", "authoring"]
[schedule]
weeks = 6
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in an empty folder: `run("check", "plan.json", input=None)`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def run_one(*arguments, **options):
        return CliRunner().invoke(main, list(map(str, arguments)), prog_name="blendnb", **options)

    return run_one


@pytest.fixture
def brief_file(tmp_path):
    path = tmp_path / "brief.toml"
    path.write_text(BRIEF, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def designed():
    """A plan as the composer makes it."""
    return api.design(
        Brief(
            title="CRM rollout",
            objective="Use it.",
            outcome={"subject": "software"},
            work={"longest_session_minutes": 90},
        )
    )


@pytest.fixture
def plan_data(designed):
    """The plan as plain data, to be changed."""
    return json.loads(plan_json(designed))


@pytest.fixture
def plan_file(tmp_path, designed):
    path = tmp_path / "plan.json"
    path.write_text(plan_json(designed), encoding="utf-8")
    return path
