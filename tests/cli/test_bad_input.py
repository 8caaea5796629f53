"""Bad input ends with one clear message, exit code 2, no traceback, and nothing written."""

import json
import os
import re

import pytest

from blendnb.files.briefs_and_plans import plan_json
from blendnb.files.embedded_plan import embedded

REST = 'objective = "o"\n[outcome]\nsubject = "software"\n'
BRIEFS = {
    "unknown key": (
        'title = "t"\n' + REST + '[audience]\nlocaton = "one_site"\n',
        (
            "audience.locaton: unknown key; known here: size, role, digital_comfort, "
            "minutes_per_week, location, travel, languages, prior, groups, accessibility; "
            "did you mean location?"
        ),
    ),
    "misspelt id": (
        'title = "t"\nobjective = "o"\n[outcome]\nsubject = "sofware"\n',
        (
            "outcome.subject: 'sofware' is not one of leadership, behavioral_skills, sales, "
            "software, process, product_knowledge, compliance, safety, role_transition, change, "
            "culture, technical; did you mean software?"
        ),
    ),
    "wrong type": (
        'title = "t"\n' + REST + '[audience]\nsize = "many"\n',
        "audience.size: 'many' is not a whole number",
    ),
    "size 0": (
        'title = "t"\n' + REST + "[audience]\nsize = 0\n",
        "audience.size: 0 is too small; at least 1",
    ),
    "size of a billion": (
        'title = "t"\n' + REST + "[audience]\nsize = 1_000_000_000\n",
        "audience.size: 1000000000 is too large; at most 10,000,000",
    ),
    "no weeks": (
        'title = "t"\n' + REST + "[schedule]\nweeks = 0\n",
        "schedule.weeks: 0 is too small; at least 1",
    ),
    "a century of weeks": (
        'title = "t"\n' + REST + "[schedule]\nweeks = 5000\n",
        "schedule.weeks: 5000 is too large; at most 260",
    ),
    "negative minutes": (
        'title = "t"\n' + REST + "[audience]\nminutes_per_week = -30\n",
        "audience.minutes_per_week: -30 is too small; at least 1",
    ),
    "blackout upside down": (
        'title = "t"\n' + REST + "[schedule]\nblackout = [[2027-02-19, 2027-02-15]]\n",
        (
            "schedule.blackout[0]: ends on 2027-02-15, before it begins on 2027-02-19; "
            "put the earlier date first"
        ),
    ),
    "not a number": (
        'title = "t"\n' + REST + "[content]\nhours = nan\n",
        "content.hours: nan is not a number that can be used; a finite number is needed",
    ),
    "number of 5,000 digits": (
        'title = "t"\n' + REST + f"[audience]\nsize = {'9' * 5000}\n",
        f"line 6: a number of 5,000 digits (size = {'9' * 50}...)",
    ),
    "JSON 200,000 deep": ('{"title":' * 200_000, "nested more than 50 levels deep"),
    "key twice": (
        'title = "t"\ntitle = "u"\n' + REST,
        'line 2, column 12: this key stands twice; give it once (title = "u")',
    ),
    "key twice in JSON": (
        '{"title": "t", "objective": "o", "outcome": {"subject": "sales", "subject": "sales"}}',
        "outcome: the key 'subject' stands twice; give it once",
    ),
    "empty": ("", "empty"),
    "binary": ("\x00\x01\x02", "binary data, not a text file"),
}


def files_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def refused(run, tmp_path):
    """Run a command that must be refused; return what it says."""

    def refuse(*arguments, **options):
        before = files_in(tmp_path)
        result = run(*arguments, **options)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "Traceback" not in result.stderr
        assert files_in(tmp_path) == before
        return result.stderr.splitlines()

    return refuse


@pytest.mark.parametrize(
    "command", [("recommend",), ("recommend", "--json"), ("design", "-o", "p")]
)
@pytest.mark.parametrize("case", BRIEFS)
def test_a_brief_that_cannot_be_used_is_told_in_one_line(refused, tmp_path, command, case):
    text, message = BRIEFS[case]
    (tmp_path / "brief").write_text(text, encoding="utf-8")
    assert refused(*command, "brief") == [f"brief: {message}"]


@pytest.mark.parametrize("case", BRIEFS)
def test_a_brief_from_standard_input_is_told_the_same_way(refused, case):
    text, message = BRIEFS[case]
    assert refused("recommend", "-", input=text) == [f"standard input: {message}"]


def test_every_mistake_has_its_own_line(refused, tmp_path):
    (tmp_path / "b.toml").write_text("titel = 1\n[audience]\nsize = 0\n", encoding="utf-8")
    assert [line.split(":")[1].strip() for line in refused("recommend", "b.toml")] == [
        "title",
        "objective",
        "outcome",
        "audience.size",
        "titel",
    ]


@pytest.mark.parametrize("command", ["recommend", "check"])
def test_a_folder_and_a_missing_file_are_told(refused, tmp_path, command):
    (tmp_path / "folder").mkdir()
    assert refused(command, "folder") == ["folder: a folder, not a file"]
    assert refused(command, "foldr") == ["foldr: there is no such file; did you mean folder?"]


PLANS = {
    "a touchpoint's mistake": (
        lambda plan: plan["touchpoints"][1].update(start_day="soon", id="demo"),
        "touchpoints[1].start_day (id demo): 'soon' is not a whole number",
    ),
    "an unknown purpose": (
        lambda plan: plan["touchpoints"][0].update(purpose="practise", id="demo"),
        (
            "touchpoints[0].purpose (id demo): 'practise' is not one of launch, inform, "
            "demonstrate, practice, apply, reinforce, assess, support, close; "
            "did you mean practice?"
        ),
    ),
    "a newer schema": (
        lambda plan: plan.update(schema="blendnb.plan/2"),
        (
            "schema: 'blendnb.plan/2' was written by a newer blendnb; this one reads up to "
            "'blendnb.plan/1'; update blendnb"
        ),
    ),
    "no schema": (
        lambda plan: plan.pop("schema"),
        "schema: missing, so this is no plan; a plan has 'blendnb.plan/1'",
    ),
}


@pytest.mark.parametrize(
    "command", [("check",), ("check", "--json"), ("export", "-o", "page.html")]
)
@pytest.mark.parametrize("case", PLANS)
def test_a_plan_that_cannot_be_used_is_told(refused, tmp_path, plan_data, command, case):
    change, message = PLANS[case]
    change(plan_data)
    (tmp_path / "plan.json").write_text(json.dumps(plan_data), encoding="utf-8")
    assert refused(*command, "plan.json")[0] == f"plan.json: {message}"


@pytest.mark.parametrize("command", [("check",), ("export", "-o", "page.json")])
def test_a_page_whose_plan_was_cut_off_is_told(refused, tmp_path, designed, command):
    held = embedded(designed.to_data())
    page = f'<html><script id="blendnb-plan" data-digest="{held.digest}">{held.json[:-900]}'
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert refused(*command, "page.html") == [
        (
            "page.html: the plan in this page was cut off; "
            "open the plan’s JSON, or a page that still is as it was exported"
        )
    ]


TARGETS = {
    "a folder": ("there", "there: cannot be written: it is a folder"),
    "in no folder": ("none/p.json", "none/p.json: cannot be written: there is no folder"),
}


@pytest.mark.parametrize("case", TARGETS)
def test_a_target_that_cannot_be_written_is_told(refused, tmp_path, brief_file, plan_file, case):
    (tmp_path / "there").mkdir()
    target, message = TARGETS[case]
    (line,) = refused("design", brief_file, "-o", target)
    assert line.startswith(message)
    if target.endswith(".json"):
        (line,) = refused("export", plan_file, "-o", target)
        assert line.startswith(message)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_takes_no_files_is_told(refused, tmp_path, brief_file):
    (tmp_path / "locked").mkdir(mode=0o500)
    assert refused("design", brief_file, "-o", "locked/p.json") == [
        "locked/p.json: cannot be written: permission denied"
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("recommend",),
        ("recommend", "a", "b"),
        ("recomend", "a"),
        ("design", "-o", "p.json"),
        ("design", "b.toml"),
        ("design", "b.toml", "-o", "p.json", "--blend-model", "live"),
        ("check", "--jason", "p.json"),
        ("schema", "breif"),
        ("spacing", "retention", "--days", "x", "--at", "9"),
        ("spacing", "retention", "--days", "7,0", "--at", "9"),
        ("spacing", "plan", "--touchpoints", "0", "--horizon", "9"),
        ("spacing", "plan", "--touchpoints", "9", "--horizon", "3"),
        ("spacing", "plan", "--touchpoints", "2", "--horizon", "9", "--memory-model", "sax"),
    ],
)
def test_bad_usage_is_told_with_the_usage(refused, arguments):
    lines = refused(*arguments)
    assert lines[0].startswith("Usage: blendnb")
    assert lines[-1].startswith("Error: ")


def test_an_unknown_blueprint_is_told_with_those_there_are(refused):
    (line,) = refused("design", "--blueprint", "crm_rolout", "-o", "p.json")
    assert line.startswith("blueprint: 'crm_rolout' is not one of ")
    assert line.endswith("; did you mean crm_rollout?")
    assert refused("blueprints", "crm_rolout")[0].endswith("; did you mean crm_rollout?")


def test_a_folder_that_is_no_working_folder_is_told(refused, brief_file, tmp_path):
    assert refused("recommend", brief_file, "--catalogue", tmp_path) == [
        (
            f"{tmp_path}: neither a working folder nor its folder 'catalogue'; "
            "make a working folder with: blendnb new DIR"
        )
    ]


def test_mistakes_in_own_entries_are_told(refused, brief_file, tmp_path):
    own = tmp_path / "work" / "catalogue" / "rules.toml"
    own.parent.mkdir(parents=True)
    own.write_text("[[rules]]\nid = 1\n", encoding="utf-8")
    lines = refused("recommend", brief_file, "--catalogue", "work")
    assert all(str(own.relative_to(tmp_path)) in line for line in lines)


def test_what_a_file_holds_cannot_write_to_the_terminal(run, brief_file):
    hostile = brief_file.read_text(encoding="utf-8").replace(
        '"CRM rollout"', '"\\u001b[2J\\u202e\\u0007CRM"'
    )
    brief_file.write_text(hostile, encoding="utf-8")
    for arguments in (("recommend", brief_file), ("design", brief_file, "-o", "p.json")):
        result = run(*arguments)
        assert result.exit_code == 0
        assert "\\x1b[2J\\u202e\\x07CRM" in result.stdout
        assert result.stdout.replace("\n", "").isprintable()
    assert run("check", "p.json").stdout.replace("\n", "").isprintable()


def test_the_plan_is_written_whole_or_not_at_all(refused, brief_file, plan_file, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("blendnb.files.writing.os.fsync", fail)
    assert refused("design", brief_file, "-o", plan_file) == [
        f"{plan_file}: cannot be written: no space left on device"
    ]


def test_plans_are_written_as_the_reader_expects(run, brief_file, designed):
    assert run("design", brief_file, "-o", "p.json").exit_code == 0
    text = plan_json(designed)
    assert re.match(
        r'\{\n "schema": "blendnb.plan/1",\n "id": "plan-[0-9a-f]{16}",\n "title": "CRM', text
    )


def test_a_name_that_no_file_system_takes_is_told(run, plan_file):
    answer = run("measure", plan_file, "n" * 300 + ".csv")
    assert answer.exit_code == 2
    assert "cannot be read: file name too long" in answer.stderr


def test_a_plan_without_touchpoints_has_no_example_pilot(run, tmp_path, plan_data):
    (tmp_path / "empty.json").write_text(
        json.dumps({**plan_data, "start": "2027-01-11", "touchpoints": []})
    )
    answer = run("measure", "empty.json", "--example", "ex")
    assert answer.exit_code == 2
    assert "needs a touchpoint" in answer.stderr
