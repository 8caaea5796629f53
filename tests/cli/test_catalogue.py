"""What there is to start from, and the schemas of one's own files."""

import json

from blendnb.files.working_folder import first_notebook


def test_blueprints_lists_blueprints_and_archetypes(run):
    text = run("blueprints").stdout
    for id_ in ("compliance_audit", "crm_rollout", "new_manager", "live_led", "bookend"):
        assert f"\n  {id_} " in text
    listed = json.loads(run("blueprints", "--json").stdout)["blueprints"]
    assert {entry["id"] for entry in listed} >= {"new_manager", "crm_rollout", "compliance_audit"}


def test_a_blueprint_is_shown_row_by_row_in_both_layers(run):
    text = run("blueprints", "crm_rollout", env={"COLUMNS": "100"}).stdout
    assert "\nFrom the source\n  day −7 " in text
    assert "  day 21        Microlearning " in text
    assert "(3 times 5 min)" in text
    assert "\nAdditions\n" in text
    assert text.endswith("blendnb design --blueprint crm_rollout -o PLAN.json\n")


def test_an_archetype_is_shown_slot_by_slot(run):
    text = run("blueprints", "live_led").stdout
    assert text.startswith("Live-led journey (live_led)\n")
    assert "\nWhat it fills in\n  Before  launch " in text


def test_one_entry_as_json_is_a_list_of_one(run):
    (entry,) = json.loads(run("blueprints", "new_manager", "--json").stdout)["blueprints"]
    assert (entry["id"], entry["blend_model"]) == ("new_manager", "bookend")


def test_schema_prints_a_schema_and_nothing_else(run):
    for of in ("brief", "plan"):
        schema = json.loads(run("schema", of).stdout)
        assert schema["$id"] == f"urn:blendnb:{of}:1"
        assert schema["$defs"]["Audience"]["properties"]["size"]["description"]


def test_new_makes_a_working_folder_and_says_what_comes_next(run, tmp_path):
    result = run("new", "work")
    assert result.exit_code == 0
    assert result.stdout.startswith("work: ")
    assert "blendnb lab work" in result.stdout
    assert first_notebook(tmp_path / "work") is not None
    again = run("new", "work")
    assert again.stdout.startswith("work: 0 files added.")


def test_new_keeps_what_was_changed_and_says_so(run, tmp_path):
    run("new", "work")
    (tmp_path / "work" / "catalogue" / "README.md").write_text("mine", encoding="utf-8")
    result = run("new", "work")
    assert "1 file with changes of yours left" in result.stdout
    assert (tmp_path / "work" / "catalogue" / "README.md").read_text(encoding="utf-8") == "mine"


def test_new_does_not_replace_a_file(run, tmp_path):
    (tmp_path / "work").write_text("mine", encoding="utf-8")
    result = run("new", "work")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("work: ")
    assert (tmp_path / "work").read_text(encoding="utf-8") == "mine"
