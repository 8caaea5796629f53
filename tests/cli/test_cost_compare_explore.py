import json

import pytest

from blendnb import api
from blendnb.files.briefs_and_plans import load_brief, load_plan, plan_json


@pytest.fixture
def other_file(tmp_path, designed):
    made = api.design(designed.brief, blend_model="bookend")
    path = tmp_path / "other.json"
    path.write_text(plan_json(made), encoding="utf-8")
    return path


PRICES = (
    "--currency", "EUR", "--price", "price_build_hour=60,80,110", "--price",
    "price_facilitator_hour=90", "--price", "wage_learner_hour=45", "--price",
    "wage_manager_hour=60",
)  # fmt: skip


def test_cost_shows_hours_per_learner_and_what_is_not_set(run, plan_file):
    result = run("cost", plan_file)
    assert result.exit_code == 0
    for said in ("Build", "Deliver", "Without learners’ time", "For each learner", "(42 to 95)"):
        assert said in result.stdout
    assert "EUR" not in result.stdout


def test_cost_as_json_is_one_document_with_ranges(run, plan_file):
    found = json.loads(run("cost", plan_file, "--json").stdout)
    build = found["build"]["hours"]
    assert build["low"] <= build["default"] < build["high"]
    assert found["build"]["money"] is None
    assert found["break_even"] is None
    assert {"without_learner_time", "with_learner_time"} == found["per_learner"].keys()


def test_prices_put_it_into_money_and_a_benefit_gives_the_return(run, plan_file):
    result = run("cost", plan_file, *PRICES, "--benefit", "50000,90000,150000", "--json")
    found = json.loads(result.stdout)
    assert found["currency"] == "EUR"
    assert found["total"]["with_learner_time"]["money"]["default"] > 0
    assert found["roi_percent"]["low"] < found["roi_percent"]["high"]


def test_a_benefit_without_prices_is_refused(run, plan_file):
    result = run("cost", plan_file, "--benefit", "350")
    assert result.exit_code == 2
    assert "not set: price_build_hour" in result.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--price", "wage_learner_hour=45"), "--currency"),
        (("--price", "wage_lerner_hour=45", "--currency", "EUR"), "did you mean wage_learner_hour"),
        (("--price", "wage_learner_hour=9,5", "--currency", "EUR"), "not a figure"),
        (("--price", "wage_learner_hour", "--currency", "EUR"), "not ID=VALUE"),
        (("--build-as", "self_paced_module=build_modul_complex"), "did you mean"),
    ],
)
def test_settings_that_cannot_be_used_are_told(run, plan_file, options, said):
    result = run("cost", plan_file, *options)
    assert result.exit_code == 2
    assert said in result.stderr


def test_against_another_plan_the_break_even_is_shown(run, plan_file, other_file):
    result = run("cost", plan_file, "--against", other_file)
    assert result.exit_code == 0
    assert "Break-even, in hours: A is" in result.stdout
    found = json.loads(run("cost", plan_file, "--against", other_file, "--json").stdout)
    assert found["break_even"]["cheaper_at_first"] in ("A", "B")


def test_compare_shows_numbers_words_and_differences(run, plan_file, other_file):
    result = run("compare", plan_file, other_file)
    assert result.exit_code == 0
    for said in (
        "Side by side",
        "Taking A (",
        "instead of B (Bookend)",
        "Where the journeys",
    ):
        assert said in result.stdout


def test_compare_as_json_is_one_document(run, plan_file, other_file):
    found = json.loads(run("compare", plan_file, other_file, "--json").stdout)
    assert [plan["letter"] for plan in found["plans"]] == ["A", "B"]
    assert found["trades"][0]["text"]


@pytest.mark.parametrize("count", [1, 5])
def test_compare_takes_two_to_four_plans(run, plan_file, count):
    result = run("compare", *[plan_file] * count)
    assert result.exit_code == 2
    assert f"takes 2 to 4 plans, not {count}" in result.stderr


def test_compare_writes_a_page(run, plan_file, other_file, tmp_path):
    result = run("compare", plan_file, other_file, "-o", "page.html")
    assert (result.exit_code, result.stdout) == (0, "")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert run("compare", plan_file, other_file, "-o", "page.pdf").exit_code == 2


def test_a_plan_is_saved_only_after_it_was_shown(run, plan_file, tmp_path):
    asked = ("blueprints", "--save", plan_file, "--name", "Field CRM", "--provenance", "Ours")
    shown = run(*asked)
    assert shown.exit_code == 0
    assert "Nothing is written yet" in shown.stdout
    assert not (tmp_path / "catalogue").exists()
    assert run(*asked, "--yes").exit_code == 0
    (tmp_path / "catalogue" / "README.md").write_text("made", encoding="utf-8")
    assert "Field CRM (own entry)" in run("blueprints").stdout


def test_saving_needs_a_name_and_where_it_comes_from(run, plan_file):
    result = run("blueprints", "--save", plan_file, "--name", "Field CRM")
    assert result.exit_code == 2
    assert "--provenance" in result.stderr


def test_blueprints_like_a_brief_come_nearest_first(run, brief_file):
    result = run("blueprints", "--like", brief_file)
    assert result.exit_code == 0
    assert "Alike: " in result.stdout
    found = json.loads(run("blueprints", "--like", brief_file, "--json").stdout)["blueprints"]
    assert found[0]["id"] == "crm_rollout"
    assert [f["likeness"] for f in found] == sorted((f["likeness"] for f in found), reverse=True)


def test_explore_asks_where_an_opened_design_goes(run, brief_file):
    result = run("explore", brief_file, "--open", "1")
    assert result.exit_code == 2
    assert "-o PLAN.json" in result.stderr


def test_explore_lists_the_front_and_opens_a_design(run, brief_file, tmp_path, monkeypatch):
    from blendnb import api
    from blendnb.designing.explore import design_space

    monkeypatch.setattr(design_space, "RETURNS", (0, 2))
    monkeypatch.setattr(design_space, "SHARES_OF_WINDOW", (1.0,))
    result = run("explore", brief_file, "--workers", "1")
    assert result.exit_code == 0
    assert "beaten by no other" in result.stdout
    assert "Designs" in result.stderr
    number = api.explore(load_brief(brief_file), workers=1).front[0].choice.number
    opened = run("explore", brief_file, "--workers", "1", "--open", number, "-o", "plan.json")
    assert opened.exit_code == 0
    assert load_plan(tmp_path / "plan.json").title == "CRM rollout"
    run("explore", brief_file, "--workers", "1", "-o", "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert 'src="http' not in page
