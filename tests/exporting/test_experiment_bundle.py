"""The folder for a report: everything from one analysis, and no name of a learner in it."""

from xml.etree import ElementTree as ET

import numpy as np
import pytest

import blendnb as bl
from blendnb.files.problems import InputError
from blendnb.spacing import analyze, randomize, read_results


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    rng = np.random.default_rng(1)
    people = [{"learner": f"person{i}@example.org", "team": f"T{i // 4}"} for i in range(48)]
    drawn = randomize(people, ('"new" {x}', "old"), seed=1, by_team=True)
    rows = [
        {"learner": p.learner, "item": f"Q{i}", "outcome": int(rng.random() < 0.5), "lag": lag,
         "baseline": len(p.learner)}
        for p in drawn.places for i in range(3) for lag in (7, 60)
    ]  # fmt: skip
    results = read_results(rows, drawn)
    analysis = analyze(results, lag_days=60, draws=100, permutations=100)
    to = tmp_path_factory.mktemp("report") / "made"
    paths = bl.write_experiment(analysis, results, to)
    assert all(path.exists() for path in paths)
    return to


def test_no_name_of_a_learner_leaves_the_table(folder):
    for path in folder.iterdir():
        assert "@example.org" not in path.read_text()
    first, second = (folder / "answers.csv").read_text().splitlines()[:2]
    assert first == "learner,cluster,stratum,arm,item,lag,repeated,baseline,outcome"
    assert second.startswith("1,1,1,")


def test_figures_name_their_rows_and_the_points(folder):
    for name, said in (("effects", "all items"), ("lags", "change from first to last")):
        svg = ET.fromstring((folder / f"figure_{name}.svg").read_text())
        texts = " ".join(svg.itertext())
        assert said in texts
        assert "What was seen 60 days after the last study" in texts


def test_methods_and_captions_say_what_was_done(folder):
    methods = (folder / "methods.md").read_text()
    assert "48 learners were drawn by lot" in methods
    assert "team by team" in methods
    assert "A linear model with the baseline score" in methods
    assert "12 teams" in (folder / "captions.md").read_text()


def test_r_code_reads_the_answers_and_takes_no_name_for_code(folder):
    code = (folder / "analysis.R").read_text()
    assert 'ref = "\\u{22}new\\u{22} \\u{7b}x\\u{7d}"' in code
    assert "d$lag == 60" in code
    assert "(1 | cluster / learner) + (1 | item)" in code
    assert "arm + baseline" in code


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    results = read_results([{"learner": n, "arm": "xy"[n % 2], "item": 1, "outcome": n // 2 % 2}
                            for n in range(8)])  # fmt: skip
    analysis = analyze(results, draws=10, permutations=10)
    with pytest.raises(InputError, match="no folder"):
        bl.write_experiment(analysis, results, tmp_path / "file")
