"""Reading experiments from files: what is wrong with them is said like everything else."""

import pytest

import blendnb as bl
from blendnb.files.problems import InputError

GOOD = "learner,arm,item,outcome\nA,old,Q1,1\nB,new,Q1,0\n"


def written(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_results_file_is_read(tmp_path):
    results = bl.load_experiment(written(tmp_path, "results.csv", GOOD))
    assert (len(results.answers), results.arms) == (2, ("old", "new"))


def test_an_allocation_file_decides_who_is_compared_with_whom(tmp_path):
    drawn = bl.spacing.randomize([{"learner": n} for n in "ABCD"], ["new", "old"], seed=1)
    allocation = written(tmp_path, "allocation.csv", drawn.csv())
    results = bl.load_experiment(written(tmp_path, "results.csv", GOOD), allocation)
    assert results == bl.load_experiment(tmp_path / "results.csv", drawn)
    assert (results.arms, len(results.places)) == (("new", "old"), 4)


def test_every_problem_names_file_row_column_and_value(tmp_path):
    bad = written(tmp_path, "r.csv", "learner,arm,item,outcome\nA,old,Q1,perhaps\n,new,Q1,1\n")
    with pytest.raises(InputError) as problem:
        bl.load_experiment(bad)
    first, second = str(problem.value).splitlines()
    assert first.endswith(
        "r.csv: row 1, outcome: 'perhaps' is neither 1 (right, yes) nor 0 (wrong, no)"
    )
    assert second.endswith("r.csv: row 2, learner: is empty")


def test_a_misspelled_column_is_guessed(tmp_path):
    bad = written(tmp_path, "r.csv", "learners,arm,item,outcome\nA,old,Q1,1\n")
    with pytest.raises(InputError, match=r"has no column learner; .*did you mean learners\?"):
        bl.load_experiment(bad)


def test_a_bad_allocation_is_told_under_its_own_name(tmp_path):
    results = written(tmp_path, "results.csv", GOOD)
    allocation = written(tmp_path, "lots.csv", "learner,arm\nA,\nA,old\n")
    with pytest.raises(InputError, match=r"lots\.csv: row 1, arm: is empty"):
        bl.load_experiment(results, allocation)
