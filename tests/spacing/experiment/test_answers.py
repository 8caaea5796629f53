"""Reading results: who belongs where, who never came, and what cannot be used."""

import pytest

from blendnb.spacing.experiment.allocation import randomize
from blendnb.spacing.experiment.answers import read_allocation, read_results
from blendnb.spacing.experiment.table_rows import TableError


def row(learner="A", arm="old", item="Q1", outcome=1, **more):
    return {"learner": learner, "arm": arm, "item": item, "outcome": outcome, **more}


def test_outcomes_are_right_wrong_or_missing():
    rows = [row(item=f"Q{n}", outcome=o) for n, o in enumerate([1, "0", "yes", "No", "", 1.0])]
    results = read_results([*rows, row("B", "new")])
    assert [a.outcome for a in results.answers][:6] == [True, False, True, False, None, True]


def test_all_bad_cells_are_told_at_once_with_their_rows():
    rows = [
        row(outcome="maybe", lag="soon"),
        row("", "new"),
        row("A", "new", item="Q2", lag=-1),
        row(lag=0), row(lag=0),
    ]  # fmt: skip
    with pytest.raises(TableError) as problem:
        read_results(rows)
    text = str(problem.value)
    assert "row 1, outcome: 'maybe' is neither 1 (right, yes) nor 0 (wrong, no)" in text
    assert "row 1, lag: 'soon' is not a number of days" in text
    assert "row 2, learner: is empty" in text
    assert "row 3, lag: '-1' is not a number of days" in text
    assert "row 3, learner: 'A' is in arm 'old' in an earlier row" in text
    assert "has answered item 'Q1' at this lag in row" in text


def test_a_table_with_one_arm_or_no_answers_has_nothing_to_compare():
    with pytest.raises(TableError, match="holds one arm, 'old'; a comparison needs two"):
        read_results([row()])
    with pytest.raises(TableError, match="is empty in every row"):
        read_results([row(outcome=""), row("B", "new", outcome="")])


def test_learners_count_where_they_were_drawn_not_where_they_went():
    drawn = randomize([{"learner": name} for name in "ABCD"], ["old", "new"], seed=1)
    other = {"old": "new", "new": "old"}[drawn.arm_of["A"]]
    results = read_results([row("A", other), row("B", drawn.arm_of["B"])], drawn)
    assert results.crossed == 1
    assert [p.arm for p in results.places] == [drawn.arm_of[name] for name in "ABCD"]


def test_a_learner_who_was_not_drawn_is_a_mistake():
    drawn = randomize([{"learner": name} for name in "AB"], seed=1)
    with pytest.raises(TableError, match="'Z' is not in the allocation"):
        read_results([row("Z")], drawn)


def test_a_draw_by_team_is_recognised():
    teams = [row("A", "old", team="T1"), row("B", "old", team="T1"), row("C", "new", team="T2")]
    assert read_results(teams).by_team
    mixed = [row("A", "old", team="T1"), row("B", "new", team="T1"), row("C", "new", team="T2")]
    assert not read_results(mixed).by_team
    assert not read_results([row("A", "old"), row("B", "new")]).by_team


def test_an_allocation_file_of_ones_own_needs_no_seed():
    drawn = read_allocation([{"learner": "A", "arm": "x"}, {"learner": "B", "arm": "y"}])
    assert (drawn.arms, drawn.seed, drawn.by_team) == (("x", "y"), 0, False)
    with pytest.raises(TableError, match="stands in two rows"):
        read_allocation([{"learner": "A", "arm": "x"}, {"learner": "A", "arm": "y"}])
