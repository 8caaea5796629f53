"""From a quiz log to curves by topic: what was put in comes out, and what cannot be said is not."""

import numpy as np
import pandas as pd
import pytest

from blendnb.spacing import Material, forgetting, read_attempts
from blendnb.spacing.expected_recall import Encounters, expected_recall


def log_of(slopes, *, learners=150, level=2.0, seed=1):
    """Three answers of each learner on each topic; recall falls with ln(1 + days) by `slopes`."""
    rng = np.random.default_rng(seed)
    rows = []
    for learner in range(learners):
        skill = rng.normal(0, 0.7)
        for topic, slope in slopes.items():
            day = 0.0
            for number in range(3):
                gap = float(rng.choice([2, 7, 20, 60])) if number else 0.0
                day += gap
                chance = 1 / (1 + np.exp(-(level + skill + slope * np.log1p(gap))))
                right = int(rng.random() < (chance if number else 0.5))
                rows.append({"learner": f"L{learner}", "topic": topic, "time": day})
                rows[-1]["correct"] = right
    return pd.DataFrame(rows)


@pytest.fixture(scope="module")
def found():
    return forgetting(log_of({"Fast": -1.0, "Slow": -0.2}), draws=60)


def test_a_topic_that_is_forgotten_fast_has_the_steeper_curve_and_the_shorter_half_life(found):
    fast, slow = found.topics
    assert (fast.topic, slow.topic) == ("Fast", "Slow")
    assert fast.recall[-1] < 0.1
    assert slow.recall[-1] > 0.5
    assert fast.half_life[0] < 40 < slow.half_life[0]
    assert fast.days_to_80[0] < slow.days_to_80[0]


def test_the_curve_is_near_what_was_put_in_and_inside_its_interval(found):
    fast = found.topics[0]
    at = list(fast.days).index(7)
    # Level 2 and slope -1 in logits, learners' skills with a spread of .7: 49 % after 7 days.
    assert fast.recall[at] == pytest.approx(0.49, abs=0.06)
    assert (fast.low < fast.recall).all()
    assert (fast.recall < fast.high).all()
    assert 0.03 < fast.high[at] - fast.low[at] < 0.25


def test_intervals_come_from_learners_and_not_from_answers():
    log = log_of({"A": -0.5}, learners=40)
    four = pd.concat([log.assign(topic=f"T{i}") for i in range(4)])
    once, alike = forgetting(log, draws=80), forgetting(four.assign(topic="A"), draws=80)
    wide = [t.topics[0].high[2] - t.topics[0].low[2] for t in (once, alike)]
    assert wide[1] > 0.6 * wide[0], "four times the same answers are no new people"


def test_a_topic_with_few_answers_has_no_curve_of_its_own_and_is_named():
    log = pd.concat([log_of({"A": -0.5}), log_of({"Rare": -0.5}, learners=3)])
    found = forgetting(log, draws=10)
    assert [t.topic for t in found.topics] == ["A"]
    assert found.left_out == (
        "“Rare” has 6 answers after an earlier one, of 3 people: too few for a curve of its own.",
    )


def test_a_topics_curve_is_the_material_of_the_next_plan(found):
    fast = found.topics[0]
    assert isinstance(fast.material, Material)
    once = Encounters.certain([0])
    left = expected_recall(once, [fast.material.days], material=fast.material).line[0]
    assert left == pytest.approx(0.97 * fast.material.share)


def test_dates_words_and_other_headings_are_read_and_the_first_answer_is_no_forgetting():
    log = pd.DataFrame({
        "user": ["a", "a", "b"], "question": ["Q", "Q", "Q"],
        "when": ["2027-01-04 09:00", "2027-01-14 09:00", "2027-01-05"],
        "ok": [True, "no", 1],
    })  # fmt: skip
    names = {"learner": "user", "topic": "question", "time": "when", "correct": "ok"}
    attempts = read_attempts(log, names)
    assert attempts.names == ("Q",)
    assert attempts.days[1] == pytest.approx(10)
    assert np.isnan(attempts.days[[0, 2]]).all()
    assert attempts.right.tolist() == [1, 0, 1]
    assert attempts.earlier.tolist() == [0, 1, 0]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ({"learner": ["a"], "time": [1], "correct": [1]}, "the log has no column topic; it has"),
        ({"learner": ["a"], "topic": ["T"], "time": ["soon"], "correct": [1]}, "time: 1 row"),
        ({"learner": ["a"], "topic": ["T"], "time": [1], "correct": [7]}, "correct: 1 row"),
        ({"learner": [None], "topic": ["T"], "time": [1], "correct": [1]}, "is empty in 1 row"),
        ({"learner": ["a", "a"], "topic": ["T", "T"], "time": [1.79e12, 1.8e12],
          "correct": [1, 0]}, "milliseconds since 1970"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(rows, words):
    with pytest.raises(ValueError, match=words):
        read_attempts(pd.DataFrame(rows))


def test_a_log_in_which_nobody_comes_back_says_nothing_about_forgetting():
    log = {"learner": ["a", "b"], "topic": ["T", "T"], "time": [1, 2], "correct": [1, 0]}
    with pytest.raises(ValueError, match="nobody answered on one topic twice"):
        forgetting(pd.DataFrame(log))
