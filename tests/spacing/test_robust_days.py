"""Days that lose least over memory models, materials and doses."""

import numpy as np
import pytest

from blendnb.spacing import Encounters, NoScheduleError, expected_recall, robust_days
from blendnb.spacing.expected_recall import ASSUMED
from blendnb.spacing.robust_days import Case

SMALL = {"touchpoints": 2, "horizon": 30, "until": 60}


def test_a_case_is_the_expected_recall_of_everybody_who_was_invited():
    found = robust_days(**SMALL, minutes=20, participation=(0.4, 0.6, 0.9), materials=["course"])
    again = ASSUMED.reach(20 / 15, 1.0)
    met = Encounters(
        (0.0, *map(float, found.days)), (1.0,) * 3, ((0.85,) * 3, again, again),
        ((0.4, 0.6, 0.9),) * 3,
    )  # fmt: skip
    expected = expected_recall(met, np.arange(1, 61), material="course").values.mean(axis=2)
    for row, model in enumerate(("sac", "ppe", "pavlik_anderson")):
        for column, dose in enumerate(("low", "middle", "high")):
            value = found.values[Case(model, "course", dose)]
            assert value == pytest.approx(expected[row, column], abs=1e-9)


def test_the_worst_regret_is_no_greater_than_that_of_other_days():
    found = robust_days(**SMALL)
    assert found.max_regret >= 0
    assert found.regret[found.worst_case] == found.max_regret
    assert len(found.values) == 45
    elsewhere = robust_days(**SMALL, blackout=found.days)
    assert elsewhere.max_regret >= 0
    assert elsewhere.days != found.days


def test_three_in_ten_weeks_lose_about_a_point_and_small_questions_hardly_care_for_days():
    whole = robust_days(3, 70, minutes=240, participation=(1, 1, 1))
    assert whole.days == (12, 30, 69)
    assert round(whole.max_regret, 4) == 0.0085
    nudges = robust_days(3, 70, minutes=2)
    assert nudges.max_regret < 0.003
    assert nudges.days_matter < 0.01
    assert len(nudges.alike) > 100


def test_the_calendar_is_kept():
    found = robust_days(3, 60, min_gap=10, blackout=[(1, 20)])
    assert all(day > 20 for day in found.days)
    assert all(gap >= 10 for gap in np.diff(found.days))
    with pytest.raises(NoScheduleError):
        robust_days(3, 20, min_gap=10)
    with pytest.raises(ValueError, match="from 1 to 8"):
        robust_days(9, 90)
