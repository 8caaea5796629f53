"""Effects worked out by hand, intervals that respect clusters, and verdicts that stop in time."""

from itertools import combinations

import numpy as np
import pytest
import scipy.stats

from blendnb.spacing.experiment.allocation import randomize
from blendnb.spacing.experiment.analysis import analyze
from blendnb.spacing.experiment.answers import read_results
from blendnb.spacing.experiment.arm_differences import Clustered, difference_of

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
    # Sums of residuals: old (1, 0, 0, -1), new (.5, .5, -.5, -.5); each learner is a quarter of the
    # arm, so raised by 4/3: (2 + 1) / 64 x 4/3 = .0625, an error of .25. Degrees of freedom by the
    # arms' variances .25 and .1875: 9 x .4375^2 / (3 x (.25^2 + .1875^2)) = 5.88, t 2.459068.
    found = by_hand.effects[0].found
    assert found.difference == 0.25
    assert found.interval == pytest.approx((0.25 - 0.614767, 0.25 + 0.614767), abs=1e-5)
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
    assert "points more recalled (95\u00a0% interval +" in found.verdict
    assert "The difference was shown." in found.verdict
    assert "nothing about behaviour or results at work" in found.verdict


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
    assert (
        "point in different directions for \N{LEFT SINGLE QUOTATION MARK}new"
        in analyze(read_results(rows)).verdict
    )


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
    assert any("the bootstrap’s" in warning for warning in found.warnings)


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


# ------------------------------------------------------------------------- those who never came


def with_missing(missing_right):
    """Ten drawn an arm, two items each; of the spaced arm only six came, of the other all."""
    people = [{"learner": f"L{i:02}"} for i in range(20)]
    drawn = randomize(people, arms=("old", "spaced"), seed=1)
    rows, seen = [], {"old": 0, "spaced": 0}
    for place in drawn.places:
        number = seen[place.arm]
        seen[place.arm] += 1
        if place.arm == "spaced" and number >= 6:
            continue
        right = missing_right[place.arm][number]
        rows += [
            {"learner": place.learner, "item": item, "outcome": int(item < right)}
            for item in range(2)
        ]
    return analyze(read_results(rows, drawn), draws=300, permutations=300)


def test_everybody_who_was_drawn_counts_and_bounds_say_what_the_missing_could_undo():
    # Spaced: 10 of 12 right among six who came; old: 8 of 20.
    found = with_missing({"spaced": (2, 2, 2, 2, 1, 1), "old": (2, 1, 1, 1, 1, 1, 1, 0, 0, 0)})
    (effect,) = [e for e in found.effects if e.items == "all items"]
    assert effect.found.difference == pytest.approx(10 / 12 - 8 / 20)
    # Each who never came stands for two answers: 10 of 20, and 18 of 20.
    assert effect.missing_as_wrong == pytest.approx(10 / 20 - 8 / 20)
    assert effect.missing_as_right == pytest.approx(18 / 20 - 8 / 20)
    # Six of ten stayed against ten of ten: the fuller arm loses four of its best, or worst.
    mean = 10 / 12
    low, high = mean - (2 + 1 * 5) / 12, mean - (1 * 3) / 12
    assert effect.trimmed == pytest.approx((low, high))


def test_a_difference_that_the_missing_could_undo_was_not_shown():
    found = with_missing({"spaced": (2, 2, 2, 2, 2, 1), "old": (1,) * 9 + (2,)})
    (effect,) = [e for e in found.effects if e.items == "all items"]
    assert effect.found.difference > 0.3
    assert effect.missing_as_wrong == pytest.approx(11 / 20 - 11 / 20)
    assert not effect.survives_the_missing
    assert "was shown" not in found.verdict.replace("no difference was shown", "")
    assert "what those had known who were drawn and never answered" in found.verdict


def test_where_everybody_came_there_is_nothing_to_bound(by_hand):
    (effect,) = by_hand.effects
    assert (effect.missing_as_wrong, effect.trimmed, effect.bounds) == (None, None, ())
    assert effect.survives_the_missing


@pytest.mark.parametrize("teams", [3, 6])
def test_the_interval_is_that_of_the_general_cr2_with_unequal_teams(teams):
    """Against the matrix form: (I - H) to the minus one half for each cluster, Satterthwaite."""
    rng = np.random.default_rng(teams)
    sizes = rng.integers(4, 30, 2 * teams)
    clusters = np.repeat(np.arange(2 * teams), sizes)
    treated = clusters >= teams
    right = (rng.random(len(clusters)) < 0.4 + 0.3 * rng.random(2 * teams)[clusters]).astype(float)
    design = np.column_stack([np.ones(len(right)), treated])
    variance = np.where(treated, right[treated].var(), right[~treated].var())
    inverse = np.linalg.inv(design.T @ design)
    fit = inverse @ design.T @ right
    residuals = right - design @ fit
    hat = design @ inverse @ design.T
    rest = np.eye(len(right)) - hat
    rows = []
    for cluster in range(2 * teams):
        mine = clusters == cluster
        values, vectors = np.linalg.eigh(np.eye(mine.sum()) - hat[np.ix_(mine, mine)])
        root = vectors @ np.diag(values**-0.5) @ vectors.T
        rows.append((design[mine] @ inverse)[:, 1] @ root @ rest[mine])
    spread = sum((row @ right) ** 2 for row in rows)
    made = np.array([[(a * variance) @ b for b in rows] for a in rows])
    freedom = np.trace(made) ** 2 / (made**2).sum()
    half = scipy.stats.t.ppf(0.975, freedom) * spread**0.5
    data = Clustered(right, treated, clusters, np.zeros(len(right)), np.zeros(len(right), int))
    found = difference_of(data, draws=50, permutations=50, seed=0)
    assert residuals.sum() == pytest.approx(0)
    assert found.interval == pytest.approx((fit[1] - half, fit[1] + half))
