import json

import pytest

import blendnb as bl
from blendnb.files.problems import InputError
from tests.exporting.sample_plans import new_manager

PLAN = new_manager("2027-01-11")


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
        ("plan.htm", "export writes: .html or .json; did you mean .html?"),
        ("plan", "names no kind of file; end it in .html or .json"),
        ("plan.docx", "'.docx' is not a kind of file"),
    ],
)  # fmt: skip
def test_another_kind_of_file_is_refused_and_nothing_written(tmp_path, name, message):
    with pytest.raises(InputError) as refused:
        bl.export(PLAN, tmp_path / name)
    assert message in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_survives_an_export_that_fails(tmp_path, monkeypatch):
    target = tmp_path / "plan.html"
    target.write_text("what was there", encoding="utf-8")

    def fails(*_, **__):
        raise RuntimeError("no chart today")

    monkeypatch.setattr("blendnb.exporting.page.render", fails)
    with pytest.raises(RuntimeError):
        bl.export(PLAN, target)
    assert target.read_text(encoding="utf-8") == "what was there"


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
