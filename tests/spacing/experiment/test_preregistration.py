"""What was settled before, and whatever an analysis does otherwise."""

import json
from dataclasses import replace

import pytest

from blendnb.spacing import Preregistration, analyze, randomize, read_preregistration, read_results

SETTLED = Preregistration(
    "Do three nudges beat one?", ("control", "spaced"), 30.0, ("Q1", "Q2"), learners_per_arm=2,
    seed=7,
)  # fmt: skip


def results(items=("Q1", "Q2"), lag=30, people=4, seed=7):
    drawn = randomize([{"learner": f"L{i}"} for i in range(people)], seed=seed)
    rows = [
        {"learner": place.learner, "item": item, "outcome": (n + i) % 2, "lag": lag}
        for n, place in enumerate(drawn.places)
        for i, item in enumerate(items)
    ]
    return read_results(rows, drawn)


def deviations(found=None, settled=SETTLED, **choices):
    analysis = analyze(
        found or results(), registered=settled, draws=20, permutations=20, **choices
    )  # fmt: skip
    return analysis.deviations


def test_it_is_read_as_it_was_written():
    assert read_preregistration(SETTLED.text()) == SETTLED
    assert deviations() == ()
    assert analyze(results(), draws=20, permutations=20).deviations is None


def test_a_change_after_the_writing_shows():
    changed = json.loads(SETTLED.text())
    changed["lag_days"] = 60.0
    settled = read_preregistration(json.dumps(changed))
    assert not settled.unchanged
    (said,) = deviations(results(lag=60), settled)
    assert "was changed after it was written" in said


@pytest.mark.parametrize(
    ("found", "settled", "choices", "said"),
    [
        (results(lag=60), SETTLED, {"lag_days": 60}, "the lag of 30 days, analysed is that of 60"),
        (results(items=("Q1", "Q3")), SETTLED, {}, "Settled, and not asked: Q2."),
        (results(items=("Q1", "Q2", "Q3")), SETTLED, {}, "Asked, and not settled: Q3."),
        (results(seed=8), SETTLED, {}, "not drawn with the seed"),
        (results(), replace(SETTLED, learners_per_arm=9), {}, "9 learners an arm; 2 were drawn"),
        (results(), SETTLED, {"against": "spaced"}, "compare with control, not with spaced"),
        (results(), SETTLED, {"model": "adjusted"}, "Settled was the plain difference"),
        (results(), SETTLED, {"equivalent_within": 0.1}, "margin of equivalence"),
        (results(), replace(SETTLED, arms=("control", "daily")), {}, "control and daily"),
    ],
)
def test_every_deviation_is_said(found, settled, choices, said):
    assert said in "\n".join(deviations(found, settled, **choices))


def test_what_makes_no_sense_is_refused():
    with pytest.raises(ValueError, match=r"arms must be[^\n]*\nlag_days[^\n]*\nmodel must"):
        Preregistration("?", ("one",), -1, model="guess")
    with pytest.raises(ValueError, match="question is missing\nlags is not a choice"):
        read_preregistration({"arms": ["a", "b"], "lag_days": 1, "lags": 3})
    with pytest.raises(ValueError, match="is no preregistration"):
        read_preregistration("lag: 30")
    with pytest.raises(ValueError, match="wrong kind"):
        read_preregistration({"question": "?", "arms": ["a", "b"], "lag_days": "soon"})
