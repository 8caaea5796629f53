"""Drawing lots: equal arms, repeatable, within strata, whole teams."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.spacing.experiment.allocation import randomize
from blendnb.spacing.experiment.answers import read_allocation
from blendnb.spacing.experiment.table_rows import TableError


def people(count, **columns):
    return [{"learner": f"L{i:03}", **{c: f(i) for c, f in columns.items()}} for i in range(count)]


@given(
    count=st.integers(2, 80),
    arms=st.integers(2, 4),
    sites=st.integers(1, 5),
    seed=st.integers(0, 99),
)
def test_arms_differ_by_at_most_one_learner_within_every_stratum(count, arms, sites, seed):
    names = [f"arm {n}" for n in range(arms)]
    drawn = randomize(
        people(count, site=lambda i: str(i % sites)), names, strata=["site"], seed=seed
    )
    for site in range(sites):
        inside = [p.arm for p in drawn.places if p.stratum == (str(site),)]
        sizes = [inside.count(name) for name in names]
        assert max(sizes) - min(sizes) <= 1


def test_what_does_not_divide_in_a_stratum_goes_to_the_arm_that_has_least():
    drawn = randomize(people(30, site=lambda i: str(i // 3)), strata=["site"], seed=3)
    assert drawn.counts == {"control": 15, "spaced": 15}


def test_the_seed_repeats_the_draw_whatever_the_order_of_the_list():
    once = randomize(people(20), seed=5)
    assert randomize(people(20)[::-1], seed=5) == once
    assert randomize(people(20), seed=6) != once


def test_the_draw_of_a_seed_stays_what_it_is():
    drawn = randomize(people(6), seed=7)
    assert [p.arm for p in drawn.places] == [
        "control",
        "control",
        "spaced",
        "spaced",
        "spaced",
        "control",
    ]


def test_a_team_is_drawn_as_one():
    drawn = randomize(people(40, team=lambda i: f"T{i // 4}"), by_team=True, seed=1)
    by_team = {}
    for place in drawn.places:
        by_team.setdefault(place.team, set()).add(place.arm)
    assert [len(arms) for arms in by_team.values()] == [1] * 10
    assert drawn.counts == {"control": 20, "spaced": 20}


def test_the_file_holds_the_draw_and_gives_it_back():
    drawn = randomize(people(8, team=lambda i: f"T{i // 2}", site=lambda _: "A, B"),
                      ["old", "new"], strata=["site"], by_team=True, seed=12)  # fmt: skip
    rows = list(csv.DictReader(StringIO(drawn.csv())))
    assert list(rows[0]) == ["learner", "team", "site", "arm", "seed", "against"]
    assert {(row["seed"], row["against"]) for row in rows} == {("12", "old")}
    assert read_allocation(rows) == drawn


def test_a_learner_whose_id_looks_like_a_formula_is_found_again():
    drawn = randomize([{"learner": "=1+1"}, {"learner": "+49 30"}], seed=1)
    text = drawn.csv()
    assert text.splitlines()[1:] == ["'+49 30,control,1,control", "'=1+1,spaced,1,control"]
    assert read_allocation(list(csv.DictReader(StringIO(text)))) == drawn


def test_everything_that_is_wrong_with_the_list_is_said_at_once():
    rows = [
        {"learner": "A", "team": "T1", "site": "N"},
        {"learner": "A", "team": "T1", "site": "S"},
        {"learner": "", "team": "T2", "site": "N"},
        {"learner": "C", "team": "", "site": "N"},
    ]
    with pytest.raises(TableError) as problem:
        randomize(rows, strata=["site"], by_team=True, seed=1)
    text = str(problem.value)
    assert "row 2, learner: 'A' stands in row 1 already" in text
    assert "row 3, learner: is empty" in text
    assert "row 4, team: is empty" in text
    assert "'T1' lies in several strata" in text


def test_a_column_that_is_missing_is_named():
    with pytest.raises(TableError, match="has no column site; it has learner"):
        randomize(people(4), strata=["site"], seed=1)


@pytest.mark.parametrize("arms", [["one"], ["one", "one"], ["one", ""]])
def test_arms_are_two_or_more_different_names(arms):
    with pytest.raises(ValueError, match="two or more different names"):
        randomize(people(4), arms, seed=1)
