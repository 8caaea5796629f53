"""Occurrences of touchpoints: what they are, and that they keep plans comparable."""

import pickle

from blendnb.domain.plan import Repeat, Touchpoint


def test_equal_touchpoints_are_equal_after_their_occurrences_were_asked_for():
    values = {
        "id": "a", "title": "A", "format": "reading", "modality": "self_paced",
        "purpose": "inform", "stage": "during", "start_day": 3, "days": 2,
        "repeat": {"days": [0, 7]},
    }  # fmt: skip
    one, other = (Touchpoint.model_validate(values) for _ in range(2))
    spans = [(o.number, o.start_day, o.end_day, o.due_day, o.times) for o in one.occurrences]
    assert spans == [(1, 3, 4, 4, 2), (2, 10, 11, 11, 2)]
    assert one.occurrences == other.occurrences
    assert one == other
    assert one != other.replace(start_day=4)
    assert pickle.loads(pickle.dumps(one)).occurrences[1].touchpoint == one


def test_a_repeat_on_a_single_day_is_none():
    assert Repeat.on([4]) is None
    assert Repeat.on([4, 9, 11]) == Repeat(days=(0, 5, 7))
    assert Repeat.on([4, 9], [("A",), ("B",)]) == Repeat(days=(0, 5), topics=(("A",), ("B",)))
