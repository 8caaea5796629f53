"""FSRS-7 meets the published vector, and plans nothing."""

import numpy as np
import pytest

from blendnb.spacing import FSRS7, MEMORY_MODELS, best
from blendnb.spacing.models import fsrs7

W = FSRS7().w

# Ratings 1, 3, 3, 3, 3, 3 after gaps of 0, 0, 1, 3, 8 and 21 days: difficulty, slow and fast
# stability, as fsrs-rs gives them.
VECTOR = [
    (6.1686, 0.1104, 0.0883), (6.1092, 0.1104, 0.0883), (6.0504, 0.9169, 44.4442),
    (5.9922, 3.5338, 193.5973), (5.9346, 10.186, 407.6265), (5.8775, 25.9857, 700.5589),
]  # fmt: skip


def after(*reviews):
    state = fsrs7.first_state(W, np.array([reviews[0][1]]))
    for gap, grade in reviews[1:]:
        state = fsrs7.next_state(W, state, np.array([float(gap)]), np.array([grade]))
    return state


def test_the_published_vector():
    gaps = (0, 0, 1, 3, 8, 21)
    for count, expected in enumerate(VECTOR, 1):
        reviews = [(gap, 1 if i == 0 else 3) for i, gap in enumerate(gaps[:count])]
        slow, difficulty, fast = after(*reviews)
        assert (difficulty[0], slow[0], fast[0]) == pytest.approx(expected, abs=5.1e-5)


def test_other_grades_from_the_same_state():
    found = {grade: after((0, 3), (4, grade)) for grade in (1, 2, 3, 4)}
    slow, difficulty, fast = (
        [round(float(found[g][part][0]), 4) for g in (1, 2, 3, 4)] for part in (0, 1, 2)
    )
    assert slow == [1.2144, 8.124, 10.4896, 10.4896]
    assert difficulty == [8.7677, 6.117, 3.4977, 1.0]
    assert fast == [0.2615, 106.3462, 170.6296, 185.1847]


def test_recall_falls_from_one_and_is_mixed_of_two_curves():
    state = fsrs7.first_state(W, np.array([3]))
    left = fsrs7.recall_after(W, tuple(s[:, None] for s in state), np.array([[0.0, 1, 7, 365]]))
    assert left[0].round(4).tolist() == [1.0, 0.9372, 0.8854, 0.6718]


def test_it_cannot_be_taken_for_a_model_that_plans():
    assert "fsrs7" not in MEMORY_MODELS
    with pytest.raises(ValueError, match="fsrs7"):
        best(2, 30, memory_models="fsrs7")


def test_weights_are_checked():
    assert FSRS7(w33=0.5).parameters["w33"] == 0.5
    assert FSRS7.PARAMETERS[22].meaning == "fast stability: easy bonus"
    for wrong, said in (({"w": (1.0,)}, "34"), ({"w40": 1}, "w40"), ({"w25": 0.9}, "w25")):
        with pytest.raises(ValueError, match=said):
            FSRS7(**wrong)
