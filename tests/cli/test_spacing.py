"""Spacing questions on the command line, as people and as scripts see the answers."""

import json

import pytest

PLAN = ("spacing", "plan", "--touchpoints", "3", "--horizon", "90")


def json_of(result):
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_retention_gives_recall_by_memory_model(run):
    answer = json_of(run("spacing", "retention", "--days", "0,7,30", "--at", "90,180", "--json"))
    assert (answer["days"], answer["at"]) == ([0, 7, 30], [90, 180])
    assert list(answer["recall"]) == ["sac", "ppe", "pavlik_anderson", "fsrs6"]
    assert all(1 > first > second > 0 for first, second in answer["recall"].values())


def test_retention_of_one_memory_model_and_half_days(run):
    answer = json_of(
        run(
            *("spacing", "retention", "--days", "0,0.5", "--at", "1"),
            *("--memory-model", "power_curve", "--json"),
        )
    )
    assert (answer["days"], list(answer["recall"])) == ([0, 0.5], ["power_curve"])


def test_retention_for_people(run):
    text = run("spacing", "retention", "--days", "0,7,30", "--at", "90").stdout
    assert text.startswith("Recall after studying on days 0, 7, 30\n")
    assert "  SAC                80 %\n" in text
    assert "they forecast" in " ".join(text.split())


def test_plan_gives_the_document_of_the_contract(run):
    answer = json_of(run(*PLAN, "--json"))
    assert answer["objective"] == "mean"
    assert answer["window"] == [1, 90]
    assert len(answer["days"]) == 3
    assert 0 not in answer["days"]
    assert (
        list(answer["value"])
        == list(answer["regret"])
        == [
            "sac",
            "ppe",
            "pavlik_anderson",
            "fsrs6",
        ]
    )
    assert answer["rules_of_thumb"][0].keys() == {"id", "days", "value", "regret"}


def test_plan_for_one_model_and_one_day(run):
    answer = json_of(
        run(*PLAN, "--objective", "day", "--at", "120", "--memory-model", "sac", "--json")
    )
    assert (answer["window"], answer["regret"]) == ([120, 120], {"sac": 0.0})


def test_plan_for_people(run):
    text = run(*PLAN).stdout
    assert text.startswith("Best on days ")
    assert "whichever memory model is right" in text.replace("\n  ", " ")
    assert "\n  Least regret " in text


def test_robust_days_for_people_and_for_scripts(run):
    asked = ("spacing", "robust", "--touchpoints", "2", "--horizon", "30", "--until", "60")
    text = " ".join(run(*asked).stdout.split())
    assert "whatever is true" in text
    assert "choose among them by the calendar" in text
    answer = json_of(run(*asked, "--json"))
    assert len(answer["days"]) == 2
    assert answer["window"] == [1, 60]


@pytest.fixture
def observed(tmp_path):
    def write(text):
        (tmp_path / "data.csv").write_text(text, encoding="utf-8")
        return "data.csv"

    return write


def fitted(run, file, *options):
    return run("spacing", "fit", file, "--memory-model", "sac", *options)


ROWS = "0;7,30,0.857\n0;7,60,0.649\n0;21,30,0.924\n0;21,60,0.725\n0;35,60,0.778\n"
"""What SAC with its defaults says, to three digits."""


def test_fit_gives_the_document_of_the_contract(run, observed):
    answer = json_of(fitted(run, observed("schedule,at,recall\n" + ROWS), "--json"))
    assert answer["memory_model"] == "sac"
    assert answer["intervals"].keys() <= answer["parameters"].keys()
    assert 0 <= answer["rmse"] < 0.001
    assert isinstance(answer["warnings"], list)


def test_fit_for_people(run, observed):
    text = fitted(run, observed("schedule,at,recall\n" + ROWS)).stdout
    assert text.startswith("SAC, fitted to 5 observations\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("schedule,at\n0;7,30\n", "missing column(s): recall; the table has schedule, at"),
        ("schedule,at,recall\n", "has no rows below the names of its columns"),
        ("schedule,at,recall\n0;7,30\n", "row 1: 2 values for 3 columns"),
        ("schedule,at,at\n0;7,30,1\n", "two columns are named 'at'"),
        ("schedule,at,recall\n7;0,30,0.5\n", "row 1: schedule = '7;0' must be ascending days"),
        ("schedule,at,recall\n0;7,30,72\n", "row 1: recall = 72 is outside 0 to 1; is it in per"),
        ("\x00\x01binary\n1,2\n", "binary data, not a text file"),
    ],
)
def test_data_that_cannot_be_used_are_told(run, observed, text, message):
    result = fitted(run, observed(text))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"data.csv: {message}")


def test_levers_of_a_plan_are_told_and_given_as_json(run, tmp_path):
    plan = tmp_path / "plan.json"
    run("design", "--blueprint", "crm_rollout", "-o", str(plan))
    text = run("spacing", "levers", str(plan)).stdout
    assert text.startswith(
        "Other days are worth less than a point of recall; what moves day 180 most"
    )
    assert "Other days for the returns are worth less than a point" in text
    data = json.loads(run("spacing", "levers", str(plan), "--day", "90", "--json").stdout)
    assert data["day"] == 90
    assert {"id", "gain", "low", "high", "learner_minutes", "build_hours", "edit"} == set(
        data["levers"][0]
    )


def test_a_quiz_log_gives_curves_by_topic(run, tmp_path):
    from tests.spacing.test_forgetting import log_of

    log = tmp_path / "answers.csv"
    log_of({"Orders": -0.8}, learners=60).rename(columns={"learner": "User"}).to_csv(log)
    text = run("spacing", "curve", str(log), "--by", "topic", "--column", "learner", "User").stdout
    assert text.startswith("How fast your people forget: one topic")
    data = json_of(run("spacing", "curve", str(log), "--column", "learner", "User", "--json"))
    (topic,) = data["topics"]
    assert (topic["topic"], topic["learners"], topic["answers"]) == ("Orders", 60, 120)
    assert topic["half_life"][1] <= topic["half_life"][0]
    assert run("spacing", "curve", str(log)).exit_code == 2
