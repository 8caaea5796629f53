"""Sample sizes against the published table (two-sided .05, power .80)."""

import pytest

from blendnb.spacing.experiments import power_of, sample_size


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


def test_whole_teams_need_more_learners():
    alone = sample_size(0.5, 0.6, items=10)
    teams = sample_size(0.5, 0.6, items=10, team_size=11, team_icc=0.1)
    assert teams.design_effect == pytest.approx(2 * alone.design_effect)
    assert teams.learners_per_arm == 218
