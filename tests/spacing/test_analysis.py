"""Effects worked out by hand, intervals that respect clusters, and verdicts that stop in time."""

from itertools import combinations

import numpy as np
import pytest

from blendnb.spacing.analysis import analyze
from blendnb.spacing.randomizing import randomize
from blendnb.spacing.results import read_results

BY_HAND = {"old": (2, 1, 1, 0), "new": (2, 2, 1, 1)}
"""Right answers of two, for four learners in each arm: shares .5 and .75."""


def rows_by_hand(**more):
    return [
        {
            "learner": f"{arm}{n}",
            "arm": arm,
            "item": f"Q{item}",
            "outcome": int(item < right),
            **more,
        }
        for arm, rights in BY_HAND.items()
        for n, right in enumerate(rights)
        for item in range(2)
    ]


def cohort(effect, *, learners=200, items=12, seed=0, skill=1.0, teams=None):
    """Answers of learners who differ, and of arms that differ by `effect` on the logit."""
    rng = np.random.default_rng(seed)
    people = [{"learner": f"L{i:03}", "team": f"T{i // (teams or 1)}"} for i in range(learners)]
    drawn = randomize(people, seed=seed, by_team=teams is not None)
    level = {team: rng.normal(0, 0.8) for team in sorted({p.team for p in drawn.places})}
    rows = []
    for place in drawn.places:
        logit = rng.normal(0, skill) + effect * (place.arm == "spaced")
        logit += level[place.team] if teams else 0.0
        chance = 1 / (1 + np.exp(-logit))
        rows += [
            {"learner": place.learner, "item": item, "outcome": int(rng.random() < chance)}
            for item in range(items)
        ]
    return read_results(rows, drawn)


@pytest.fixture(scope="module")
def by_hand():
    return analyze(read_results(rows_by_hand()), draws=2000, permutations=2000)


def test_rate_and_items_stand_side_by_side(by_hand):
    old, new = by_hand.arms
    assert (old.retention_rate, new.retention_rate) == (0.5, 0.75)
    assert (old.items_retained, new.items_retained) == (1.0, 1.5)
    assert (old.answered, old.answers) == (4, 8)


def test_the_clustered_interval_is_the_one_worked_out_by_hand(by_hand):
    # Cluster residuals: old (.5, 0, 0, -.5), new (.25, .25, -.25, -.25); variance (.5 + .25) / 16,
    # times 8/7 for clusters and 15/14 for answers; t with 6 degrees of freedom is 2.446912.
    found = by_hand.effects[0].found
    assert found.difference == 0.25
    assert found.interval == pytest.approx((-0.336227, 0.836227), abs=1e-5)
    assert found.odds_ratio == pytest.approx(3.0, rel=1e-6)
    assert found.clusters == 8


def test_the_permutation_p_is_the_share_of_all_deals(by_hand):
    right = [*BY_HAND["old"], *BY_HAND["new"]]
    deals = [sum(right[i] for i in chosen) for chosen in combinations(range(8), 4)]
    share = sum(abs(total - (10 - total)) / 8 >= 0.25 - 1e-12 for total in deals) / len(deals)
    assert by_hand.effects[0].found.permutation_p == pytest.approx(share, abs=0.03)


def test_answers_of_one_learner_count_as_one():
    single = analyze(cohort(0.0, learners=300, seed=3), draws=200, permutations=200)
    found = single.effects[0].found
    half = (found.interval[1] - found.interval[0]) / 2
    naive = 1.96 * (2 * 0.25 / 1800) ** 0.5
    assert half > 1.3 * naive
    assert half == pytest.approx((found.bootstrap[1] - found.bootstrap[0]) / 2, rel=0.15)


def test_where_teams_were_drawn_teams_are_the_clusters():
    results = cohort(0.0, learners=200, teams=10, seed=1)
    found = analyze(results, draws=200, permutations=200)
    assert found.clustered_by == "team"
    assert found.effects[0].found.clusters == 20
    assert any("Only 20 teams" in warning for warning in found.warnings)


def test_intervals_cover_what_is_true_about_as_often_as_they_say():
    inside = 0
    for seed in range(60):
        found = analyze(cohort(0.0, learners=60, items=5, seed=seed), draws=50, permutations=50)
        low, high = found.effects[0].found.interval
        inside += low <= 0 <= high
    assert 52 <= inside <= 60


def test_a_difference_that_was_shown_is_said_with_its_interval():
    found = analyze(cohort(1.0))
    assert "points more recalled (95 % interval +" in found.verdict
    assert "The difference was shown." in found.verdict
    assert "nothing about behavior or results at work" in found.verdict


def test_no_difference_shown_is_never_said_to_be_no_difference():
    found = analyze(cohort(0.0, seed=2))
    assert "no difference was shown" in found.verdict
    assert "not proof that there is none" in found.verdict
    assert "was shown. This" not in found.verdict.replace("no difference was shown", "")


def test_a_margin_named_before_lets_a_verdict_rule_something_out():
    results = cohort(0.0, learners=600, seed=2)
    assert (
        "one of 15.0 points or more is ruled out"
        in analyze(results, equivalent_within=0.15).verdict
    )
    assert "ruled out" not in analyze(results, equivalent_within=0.01).verdict


def test_rate_and_items_that_disagree_are_pointed_out():
    rows = [
        {"learner": f"{arm}{n}", "arm": arm, "item": f"Q{item}", "outcome": int(item < right)}
        for arm, asked, right in (("old", 10, 5), ("new", 4, 3))
        for n in range(20)
        for item in range(asked)
    ]
    assert "point in different directions for 'new'" in analyze(read_results(rows)).verdict


def test_attrition_is_counted_against_everybody_who_was_drawn():
    drawn = randomize([{"learner": f"L{i}"} for i in range(40)], seed=1)
    came = [p for p in drawn.places if p.arm == "control" or int(p.learner[1:]) % 4]
    rows = [{"learner": p.learner, "item": "Q", "outcome": int(p.learner[1:]) % 2} for p in came]
    found = analyze(read_results(rows, drawn), draws=100, permutations=100)
    lost = {a.arm: a.drawn - a.answered for a in found.attrition}
    assert lost["control"] == 0 < lost["spaced"]
    assert any("lost different shares" in warning for warning in found.warnings)


def test_repeated_and_new_items_stand_apart():
    rows = [r | {"repeated": int(r["item"] == "Q0")} for r in rows_by_hand()]
    found = analyze(read_results(rows), draws=100, permutations=100)
    kinds = {(a.items, a.arm): a.retention_rate for a in found.arms}
    assert kinds["repeated items", "new"] == 1.0
    assert kinds["new items", "new"] == 0.5
    assert [e.items for e in found.effects] == ["all items", "repeated items", "new items"]


def test_an_arm_that_has_nothing_but_right_answers_has_a_bootstrap_interval_alone():
    rows = [r | {"outcome": 1} if r["arm"] == "new" else r for r in rows_by_hand()]
    found = analyze(read_results(rows), draws=500, permutations=100)
    effect = found.effects[0]
    assert (effect.found.interval, effect.found.odds_ratio) == (None, None)
    assert effect.interval == effect.found.bootstrap
    assert any("the bootstrap's" in warning for warning in found.warnings)


def test_without_a_named_lag_the_longest_is_taken_and_that_is_said():
    rows = [r | {"lag": lag} for lag in (7, 60) for r in rows_by_hand()]
    results = read_results(rows)
    found = analyze(results, draws=100, permutations=100)
    assert found.lag_days == 60
    assert any("No primary lag was named" in warning for warning in found.warnings)
    assert len(found.attrition) == 4
    with pytest.raises(ValueError, match="nobody was asked then; the table has 7, 60"):
        analyze(results, lag_days=30)


def test_another_arm_can_be_the_one_to_compare_with():
    found = analyze(read_results(rows_by_hand()), against="new", draws=100, permutations=100)
    assert (found.effects[0].against, found.effects[0].found.difference) == ("new", -0.25)
    with pytest.raises(ValueError, match="there is no arm 'none'; the arms are old, new"):
        analyze(read_results(rows_by_hand()), against="none")


def test_answers_that_never_came_can_be_counted_as_wrong():
    rows = rows_by_hand()
    rows[-1] = rows[-1] | {"outcome": ""}
    effect = analyze(read_results(rows), draws=100, permutations=100).effects[0]
    assert effect.found.difference == pytest.approx(6 / 7 - 0.5)
    assert effect.blanks_as_wrong == pytest.approx(6 / 8 - 0.5)


def test_several_arms_are_corrected_for():
    rows = rows_by_hand() + [
        r | {"learner": r["learner"] + "x", "arm": "third"} for r in rows_by_hand()[:8]
    ]
    found = analyze(read_results(rows), draws=100, permutations=500)
    assert all(e.holm_p >= e.found.permutation_p for e in found.effects)
    assert max(e.holm_p for e in found.effects) <= 1
    assert any("Holm" in warning for warning in found.warnings)


def test_the_same_seed_gives_the_same_analysis():
    results = cohort(0.5, learners=60)
    assert analyze(results, seed=4) == analyze(results, seed=4)


def test_sensitivity_models_agree_where_nothing_is_odd():
    effect = analyze(cohort(0.8, learners=150), draws=100, permutations=100).effects[0]
    assert set(effect.sensitivity) == {"items as fixed effects", "GEE, exchangeable"}
    for ratio, low, high in effect.sensitivity.values():
        assert low < effect.found.odds_ratio < high
        assert ratio == pytest.approx(effect.found.odds_ratio, rel=0.15)


def test_the_crossed_mixed_model_comes_on_request_and_lies_farther_from_one():
    results = cohort(0.8, learners=60)
    first, again = (
        analyze(results, draws=100, permutations=100, crossed=True).effects[0] for _ in range(2)
    )
    ratio, low, high = first.sensitivity["learners and items crossed, mixed (interval too narrow)"]
    assert low < ratio < high
    assert ratio > first.found.odds_ratio > 1
    assert first.sensitivity == again.sensitivity
