"""What a pilot showed in place of what was assumed."""

import numpy as np

import blendnb as bl
from blendnb.spacing import forgetting, material_of

PLAN = bl.design(blueprint="crm_rollout")


def log_of(topic, seed=0):
    """Forty people who answer on a topic at once and after one to sixty days, forgetting fast."""
    rng = np.random.default_rng(seed)
    rows = []
    for learner in range(40):
        rows.append({"learner": learner, "topic": topic, "time": 0.0, "correct": 1})
        for day in (1, 10, 30, 60):
            right = rng.random() < 1 / (1 + np.exp(-(2.5 - 0.9 * np.log1p(day))))
            rows.append({"learner": learner, "topic": topic, "time": float(day), "correct": right})
    return rows


def test_a_quiz_log_becomes_the_pace_of_its_topic():
    topic = PLAN.topics[0]
    log = bl.spacing.read_attempts(log_of(topic.upper()))
    used = bl.use_pilot(PLAN, None, forgetting(log, draws=20))
    pace = material_of(used.plan, topic)
    assert 0 < pace.share < 1
    assert pace != material_of(PLAN, topic)
    assert used.plan.material[topic].days == pace.days
    assert used.changes[0].startswith(f"{topic}: ")
    assert used.plan.touchpoints == PLAN.touchpoints


def test_a_topic_that_the_plan_does_not_have_changes_nothing():
    log = bl.spacing.read_attempts(log_of("something else"))
    used = bl.use_pilot(PLAN, None, forgetting(log, draws=20))
    assert (used.plan, used.changes) == (PLAN, ())
