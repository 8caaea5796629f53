"""Sample sizes against the published table (two-sided .05, power .80)."""

import pytest

from blendnb.spacing.experiment.experiment_size import power_of, sample_size


@pytest.mark.parametrize(
    ("p1", "p2", "h", "answers", "learners"),
    [
        (0.50, 0.55, 0.1002, 1565, 439),
        (0.50, 0.60, 0.2014, 388, 109),
        (0.60, 0.70, 0.2102, 356, 100),
        (0.70, 0.75, 0.1121, 1250, 350),
        (0.42, 0.60, 0.3620, 120, 34),
    ],
)
def test_the_table_of_sample_sizes_is_reproduced(p1, p2, h, answers, learners):
    found = sample_size(p1, p2, items=10, icc=0.2)
    assert found.effect_h == pytest.approx(h, abs=0.6e-4)
    assert found.answers_per_arm == answers
    assert found.design_effect == pytest.approx(2.8)
    assert found.learners_per_arm == learners


@pytest.mark.parametrize(
    ("p1", "p2", "power", "answers"),
    [
        # Cohen 1988, table 6.4.1: two-sided .05, h = 0.20 and 0.50.
        (0.5, 0.599334, 0.80, 392),
        (0.5, 0.599334, 0.90, 525),
        (0.5, 0.739713, 0.80, 63),
    ],
)
def test_the_sample_sizes_of_cohens_table_are_reproduced(p1, p2, power, answers):
    assert sample_size(p1, p2, power=power).answers_per_arm == pytest.approx(answers, abs=1)


def test_one_item_a_learner_needs_no_design_effect():
    found = sample_size(0.5, 0.6)
    assert (found.design_effect, found.learners_per_arm) == (1.0, found.answers_per_arm)


def test_the_direction_of_the_difference_does_not_matter():
    assert sample_size(0.6, 0.5).answers_per_arm == sample_size(0.5, 0.6).answers_per_arm


def test_everything_out_of_range_is_said_at_once():
    with pytest.raises(ValueError) as problem:
        sample_size(-0.1, 1.2, alpha=0, power=1, items=0, icc=2)
    for name in ("p1 = -0.1", "p2 = 1.2", "alpha = 0", "power = 1", "items = 0", "icc = 2"):
        assert name in str(problem.value)
    with pytest.raises(ValueError, match="no difference"):
        sample_size(0.5, 0.5)


@pytest.mark.parametrize(
    ("p1", "p2", "learners"), [(0.50, 0.55, 439), (0.60, 0.70, 100), (0.42, 0.60, 34)]
)
def test_the_sample_of_the_table_has_the_power_it_was_made_for(p1, p2, learners):
    assert power_of(p1, p2, learners, items=10) == pytest.approx(0.8, abs=0.01)


def test_whole_teams_need_more_learners_and_the_scale_of_likeness_matters():
    alone = sample_size(0.5, 0.6, items=10)
    scores = sample_size(0.5, 0.6, items=10, team_size=11, team_icc=0.1, team_icc_of="scores")
    assert scores.design_effect == pytest.approx(2 * alone.design_effect)
    assert (alone.teams_per_arm, scores.teams_per_arm) == (None, 21)
    # 1 + 9 x .2 for a learner's answers, and 10 others x 10 items x .1 for a team's.
    answers = sample_size(0.5, 0.6, items=10, team_size=11, team_icc=0.1)
    assert answers.design_effect == pytest.approx(2.8 + 10)
    assert answers.teams_per_arm == 47
    assert answers.learners_per_arm == 47 * 11


def test_unequal_teams_need_more_of_them():
    equal = sample_size(0.5, 0.6, items=10, team_size=11, team_icc=0.1)
    unequal = sample_size(0.5, 0.6, items=10, team_size=11, team_icc=0.1, team_size_cv=0.6)
    assert unequal.design_effect == pytest.approx(2.8 + (1.36 * 11 - 1) * 10 * 0.1)
    assert unequal.teams_per_arm > equal.teams_per_arm


def test_fewer_than_four_teams_an_arm_are_never_proposed_and_have_no_power():
    large = sample_size(0.3, 0.8, items=10, team_size=20, team_icc=0.02)
    assert large.teams_per_arm == 4
    assert power_of(0.3, 0.8, 60, items=10, team_size=20, team_icc=0.02) == 0.0


def test_the_teams_that_are_proposed_have_the_power_that_was_asked_for():
    size = sample_size(0.5, 0.65, items=10, team_size=12, team_icc=0.05)
    found = power_of(0.5, 0.65, size.learners_per_arm, items=10, team_size=12, team_icc=0.05)
    assert found == pytest.approx(0.8, abs=0.02)
    one_less = size.learners_per_arm - 12
    assert power_of(0.5, 0.65, one_less, items=10, team_size=12, team_icc=0.05) < 0.8
