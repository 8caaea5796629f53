"""From a brief to a recommendation, a plan and its audit, as people and as scripts see it."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blendnb.files.briefs_and_plans import load_plan
from blendnb.reporting.terminal import columns, paragraph

REFUSING = """
title = "t"
objective = "o"
[outcome]
subject = "change"
[technology]
available = ["lms", "authoring"]
[support]
facilitators = 0
"""


def json_of(result):
    assert result.stderr == ""
    return json.loads(result.stdout)


# ---------------------------------------------------------------------------- recommend


def test_recommend_prints_one_json_document_with_everything_of_the_contract(run, brief_file):
    answer = json_of(run("recommend", brief_file, "--json"))
    model = answer["models"][0]
    assert sorted(entry["id"] for entry in answer["models"]) == [
        "bookend",
        "continuous",
        "digital_first",
        "live_led",
    ]
    assert model.keys() >= {"id", "score", "share", "risks", "reasons"}
    assert model["reasons"][0].keys() >= {
        "rule",
        "variables",
        "effect",
        "text",
        "source",
        "confidence",
    }
    assert answer["flipped"].keys() >= {"use", "text", "reasons"}
    assert answer["reinforcement"].keys() >= {"use", "text", "reasons"}
    assert answer["formats"][0].keys() >= {"id", "purpose", "text"}
    assert answer["excluded"][0].keys() >= {"kind", "id", "by", "text"}
    assert answer["precedents"][0].keys() >= {"id", "likeness", "pattern", "text", "source"}
    assert answer["coverage"].keys() >= {"answered", "of"}
    assert answer["what_if"][0].keys() >= {"variable", "from", "to", "model"}
    assert "audience.languages" in answer["assumed"]


def test_recommend_says_the_same_every_time(run, brief_file):
    first, second = (run("recommend", brief_file, "--json").stdout for _ in range(2))
    assert first == second


def test_recommend_reads_standard_input(run, brief_file):
    text = brief_file.read_text(encoding="utf-8")
    read = run("recommend", "-", "--json", input=text).stdout
    assert read == run("recommend", brief_file, "--json").stdout


def test_recommend_argues_for_people(run, brief_file):
    best = json_of(run("recommend", brief_file, "--json"))["models"][0]["name"]
    text = run("recommend", brief_file).stdout
    for part in (
        "CRM rollout\n  Sales teams use the new CRM consistently.\n",
        f"\n\n{best} fits best",
        "\n  Blend model    Comes first",
        f"\n  {best}  ",
        f"\nWhat speaks for {best}\n  - ",
        "points. Subject. BLM; consistent practice]",
        "\nWhat each would take\n",
        "\nWhy not Continuous?\n",
        "\nTwo more choices\n  Flipped  ",
        "\nFew formats, each with a job\n",
        "\nExcluded by what was stated\n",
        "\nWhat would change the answer\n  - ",
        "\nPublished programmes like this one\n",
        "\nWhat was assumed\n",
        "\nSources\n  BLM",
    ):
        assert part in text


@pytest.mark.parametrize("width", [60, 80, 100])
def test_answers_stay_within_the_terminal(run, brief_file, plan_file, width):
    for arguments in (("recommend", brief_file), ("check", plan_file), ("blueprints",)):
        text = run(*arguments, env={"COLUMNS": str(width)}).stdout
        assert max(map(len, text.splitlines())) <= width
        assert not any(line.endswith(" ") for line in text.splitlines())


def test_a_wide_terminal_is_not_filled(run, brief_file):
    text = run("recommend", brief_file, env={"COLUMNS": "300"}).stdout
    assert max(map(len, text.splitlines())) <= 100


# ------------------------------------------------------------------------------- design


def test_design_writes_a_plan_that_opens(run, brief_file, tmp_path):
    result = run("design", brief_file, "-o", "plan.json")
    assert (result.exit_code, result.stderr) == (0, "")
    plan = load_plan(tmp_path / "plan.json")
    best = json_of(run("recommend", brief_file, "--json"))["models"][0]
    assert (plan.title, plan.blend_model, plan.weeks) == ("CRM rollout", best["id"], 6)
    assert result.stdout.startswith(f"CRM rollout: wrote plan.json\n  {best['name']}, ")


def test_design_to_standard_output_prints_the_plan_and_nothing_else(run, brief_file, tmp_path):
    run("design", brief_file, "-o", "plan.json")
    result = run("design", brief_file, "-o", "-")
    assert result.stdout == (tmp_path / "plan.json").read_text(encoding="utf-8")


def test_design_takes_another_blend_model(run, brief_file, tmp_path):
    assert run("design", brief_file, "-o", "p", "--blend-model", "bookend").exit_code == 0
    assert load_plan(tmp_path / "p").blend_model == "bookend"


def test_design_takes_a_blueprint_with_its_own_brief(run, tmp_path):
    assert run("design", "--blueprint", "new_manager", "-o", "p").exit_code == 0
    plan = load_plan(tmp_path / "p")
    assert (plan.blueprint, plan.brief.outcome.subject) == ("new_manager", "role_transition")


def test_design_adapts_a_blueprint_to_a_brief(run, brief_file, tmp_path):
    assert run("design", brief_file, "--blueprint", "crm_rollout", "-o", "p").exit_code == 0
    plan = load_plan(tmp_path / "p")
    assert (plan.blueprint, plan.title) == ("crm_rollout", "CRM rollout")


def test_a_refusal_has_exit_code_1_its_reasons_and_what_would_reopen_it(run, tmp_path):
    (tmp_path / "b.toml").write_text(REFUSING, encoding="utf-8")
    result = run("design", "b.toml", "-o", "p.json", "--blend-model", "bookend")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(
        "Bookend cannot be composed for this brief\n"
        "  - There is no room, virtual or real, to hold a live session in. (V01)\n"
        "  - Nobody is available to lead live sessions. (V12)\n"
        "\n"
        "The smallest changes that would open it again\n"
        "  technology.available  With a virtual classroom as well\n"
        "  support.facilitators  With one facilitator instead of no"
    )
    assert not (tmp_path / "p.json").exists()


# -------------------------------------------------------------------------------- check


def test_check_prints_one_json_document_with_everything_of_the_contract(run, plan_file):
    result = run("check", plan_file, "--json")
    audit = json_of(result)
    assert result.exit_code == 0
    assert list(audit["dimensions"]) == [
        "time", "modality", "social", "support", "assessment", "substance",
    ]  # fmt: skip
    questions = [q for d in audit["dimensions"].values() for q in d["questions"]]
    assert [q["id"] for q in questions] == [
        "time.phases",
        "time.spacing",
        "modality.fit",
        "modality.balance",
        "social.together",
        "social.managers",
        "support.at_need",
        "support.channels",
        "assessment.spread",
        "assessment.kinds",
        "substance.texts",
        "substance.practice_first",
        "substance.content",
        "substance.owners",
        "substance.moments",
        "substance.objectives",
    ]
    assert questions[0].keys() >= {"id", "verdict", "text", "touchpoints", "forced_by", "fix"}
    assert isinstance(audit["constraints"], list)
    assert isinstance(audit["tensions"], list)


def test_a_broken_constraint_has_exit_code_1_and_is_named(run, tmp_path, plan_data):
    live = next(t for t in plan_data["touchpoints"] if t["modality"] == "live")
    live["learner_minutes"] = 400
    (tmp_path / "plan.json").write_text(json.dumps(plan_data), encoding="utf-8")
    result = run("check", "plan.json", "--json")
    assert result.exit_code == 1
    broken = [c for c in json_of(result)["constraints"] if c["severity"] == "broken"]
    assert ("longest_session", [live["id"]]) in [(c["id"], c["touchpoints"]) for c in broken]
    text = run("check", "plan.json")
    assert text.exit_code == 1
    assert "\n  Broken\n    Longest session: " in text.stdout
    assert "the plan cannot run as it is." in text.stdout


def test_check_shows_every_dimension_with_the_verdicts_on_its_questions(run, plan_file):
    text = run("check", plan_file).stdout
    for title in ("Time", "Modality", "Social", "Support", "Assessment"):
        assert f"\n  {title}: " in text
    for name in ("learning is spread out", "no mode is overused", "learners work together"):
        assert f"  {name}\n" in text
    assert text.endswith(".\n")


def test_check_reads_standard_input(run, plan_file):
    text = plan_file.read_text(encoding="utf-8")
    assert run("check", "-", input=text).stdout == run("check", plan_file).stdout


# ------------------------------------------------------------------------------- layout


@given(st.text(), st.integers(0, 12))
def test_any_text_becomes_lines_that_can_be_shown(text, indent):
    assert paragraph(text, indent=indent).replace("\n", "").isprintable()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9), st.text()), max_size=5))
def test_columns_align_whatever_they_hold(rows):
    assert columns(rows).replace("\n", "").isprintable()


def test_columns_wrap_in_the_last_one(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    rows = [("a", "one two three four five six seven eight"), ("bbb", "x")]
    assert columns(rows) == ("  a    one two three four five six seven\n       eight\n  bbb  x")


# ------------------------------------------------------------------------------- export


def test_an_exported_page_is_a_plan_like_any_other(run, plan_file, tmp_path):
    result = run("export", plan_file, "-o", "page.html")
    assert (result.exit_code, result.stdout) == (0, "CRM rollout: wrote page.html\n")
    assert load_plan(tmp_path / "page.html") == load_plan(plan_file)
    assert run("check", "page.html").stdout == run("check", plan_file).stdout
    run("export", "page.html", "-o", "again.json")
    assert (tmp_path / "again.json").read_bytes() == plan_file.read_bytes()


def test_export_to_standard_output_prints_the_plan_and_nothing_else(run, plan_file):
    result = run("export", plan_file, "-o", "-")
    assert result.stdout_bytes == plan_file.read_bytes()


def test_a_suffix_that_export_does_not_know_is_told_before_anything_is_written(
    run, plan_file, tmp_path
):
    result = run("export", plan_file, "-o", "page.docx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("page.docx: '.docx' is not a kind of file that export writes")
    assert not (tmp_path / "page.docx").exists()


def test_a_picture_of_the_chart_that_is_asked_for(run, plan_file, tmp_path):
    result = run("export", plan_file, "-o", "week.svg", "--chart", "workload")
    assert (result.exit_code, result.stdout) == (0, "CRM rollout: wrote week.svg\n")
    assert "Learner minutes by week" in (tmp_path / "week.svg").read_text(encoding="utf-8")


def test_a_calendar_of_an_undated_plan_says_what_to_set_first(run, plan_file, tmp_path):
    result = run("export", plan_file, "-o", "plan.ics")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("plan.ics: the plan has no start yet")
    assert not (tmp_path / "plan.ics").exists()


def test_a_design_of_another_tool_is_a_plan_with_a_list_of_guesses(run, tmp_path):
    design = {"name": "Talks", "activities": [{"title": "A", "slas": [{"type": "Read"}]}]}
    (tmp_path / "talks.ldj").write_text(json.dumps(design), encoding="utf-8")
    for command in (("check", "talks.ldj"), ("export", "talks.ldj", "-o", "talks.json")):
        text = run(*command).stdout
        assert "From another tool’s design, which does not say everything\n" in text
        assert "- Guessed: the subject is technical." in text
    assert load_plan(tmp_path / "talks.json").title == "Talks"


def test_a_learning_design_is_read_with_the_formats_of_the_working_folder(run, tmp_path):
    run("new", "work")
    entry = (tmp_path / "work/catalogue/README.md").read_text(encoding="utf-8")
    toml = entry.split("```toml\n")[1].split("```")[0]
    formats = tmp_path / "work/catalogue/formats"
    formats.mkdir(exist_ok=True)
    (formats / "lunch_talk.toml").write_text(toml, encoding="utf-8")
    part = {"type": "Lunch talk", "duration": 30}
    design = {"name": "Sales", "activities": [{"title": "Asking", "slas": [part]}]}
    (tmp_path / "sales.ldj").write_text(json.dumps(design), encoding="utf-8")
    shown = run("check", "sales.ldj", "--catalogue", "work", env={"COLUMNS": "100"})
    assert "'Lunch talk' is taken for lunch talk, with the purpose reinforce." in shown.stdout
