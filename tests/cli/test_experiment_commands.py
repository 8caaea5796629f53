"""An experiment from its size to the folder for a report, on the command line."""

import json

import pytest

EXPERIMENT = ("spacing", "experiment")


@pytest.fixture
def people(tmp_path):
    rows = [f"L{i:02},T{i // 5},{'north' if i < 30 else 'south'}" for i in range(60)]
    (tmp_path / "people.csv").write_text("learner,team,site\n" + "\n".join(rows) + "\n")
    return "people.csv"


def done(result):
    assert (result.exit_code, result.exception) == (0, None)
    return result.stdout


def test_size_for_learners_and_for_teams(run):
    asked = (*EXPERIMENT, "size", "--from", "0.5", "--to", "0.6")
    assert "109 learners in each arm" in done(run(*asked))
    answer = json.loads(done(run(*asked, "--team-size", "8", "--json")))
    assert (answer["teams_per_arm"], answer["played"]) == (32, None)


def test_size_played_through(run):
    asked = (*EXPERIMENT, "size", "--from", "0.3", "--to", "0.6", "--runs", "20", "--json")
    played = json.loads(run(*asked).stdout)["played"]
    assert played["runs"] == 20
    assert played["power"] > 0.5


def test_size_says_what_is_out_of_range(run):
    result = run(*EXPERIMENT, "size", "--from", "0.5", "--to", "0.5")
    assert result.exit_code == 2
    assert "there is no difference to see" in result.stderr


def test_from_the_lots_to_the_folder(run, people, tmp_path):
    done(run(*EXPERIMENT, "draw", people, "--seed", "7", "--strata", "site", "-o", "lots.csv"))
    lots = (tmp_path / "lots.csv").read_text().splitlines()
    assert lots[0] == "learner,team,site,arm,seed,against"
    done(
        run(
            *(*EXPERIMENT, "register", "--question", "Does it last?", "--lag", "30"),
            *("--items", "Q0,Q1", "--adjusted", "--seed", "7", "-o", "settled.json"),
        )
    )
    rows = ["learner,item,outcome,lag,baseline"]
    for number, line in enumerate(lots[1:]):
        learner, _, _, arm, *_ = line.split(",")
        for lag in (7, 30):
            for item in range(2):
                right = (number * 7 + item * 3 + lag) % 10 < (7 if arm == "spaced" else 4)
                rows.append(f"{learner},Q{item},{int(right)},{lag},{number % 9}")
    (tmp_path / "results.csv").write_text("\n".join(rows) + "\n")
    asked = (*EXPERIMENT, "analyze", "results.csv", "--allocation", "lots.csv",
             "--registered", "settled.json")  # fmt: skip
    text = " ".join(done(run(*asked, "-o", "report")).split())
    assert "Analysed as it was settled before." in text
    assert "Within strata, and at the same baseline" in text
    assert "change from first to last" in text
    names = {path.name for path in (tmp_path / "report").iterdir()}
    assert names == {
        "effects.csv", "arms.csv", "attrition.csv", "lags.csv", "answers.csv", "captions.md",
        "figure_effects.svg", "figure_lags.svg", "methods.md", "report.md", "analysis.R",
    }  # fmt: skip
    answer = json.loads(done(run(*asked, "--json")))
    assert answer["deviations"] == []
    assert [row["lag_days"] for row in answer["by_lag"]] == [7.0, 30.0, None]


def test_what_is_wrong_with_a_file_is_said_with_its_name(run, people, tmp_path):
    (tmp_path / "settled.json").write_text("{}")
    (tmp_path / "results.csv").write_text("learner,arm,item,outcome\nA,x,Q,1\nB,y,Q,0\n")
    result = run(*EXPERIMENT, "analyze", "results.csv", "--registered", "settled.json")
    assert result.exit_code == 2
    assert "settled.json: question is missing" in result.stderr
    result = run(*EXPERIMENT, "draw", people, "--seed", "7", "--strata", "role")
    assert result.exit_code == 2
    assert "has no column role" in result.stderr
