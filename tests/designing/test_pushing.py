"""What depends on a touchpoint that ends later moves along."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.designing.pushing import pushed
from blendnb.domain.brief import Brief
from blendnb.domain.edits import Batch, Move, Resize, apply_edit
from blendnb.domain.plan import Plan, Touchpoint

BRIEF = Brief.model_validate(
    {"title": "T", "objective": "O", "outcome": {"subject": "software"}, "topics": ["A"]}
)


def touchpoint(id_, start, days=1, after=()):
    return Touchpoint.model_validate(
        {
            "id": id_, "title": id_, "format": "reading", "modality": "self_paced",
            "purpose": "inform", "stage": "during", "start_day": start, "days": days,
            "depends_on": list(after),
        }
    )  # fmt: skip


def plan_of(*touchpoints):
    return Plan(title="T", brief=BRIEF, blend_model="bookend", touchpoints=touchpoints)


def days_after(plan, edit):
    changed = apply_edit(plan, edit)
    moves = pushed(plan, changed)
    changed = apply_edit(changed, moves) if moves else changed
    return {t.id: t.start_day for t in changed.touchpoints}


CHAIN = plan_of(
    touchpoint("module", 0, 5), touchpoint("practice", 7, after=["module"]),
    touchpoint("task", 8, 10, after=["practice"]), touchpoint("nudge", 3),
)  # fmt: skip


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (2, {"module": 2, "practice": 7, "task": 8, "nudge": 3}),  # the slack is used up first
        (4, {"module": 4, "practice": 9, "task": 10, "nudge": 3}),
        (-9, {"module": -9, "practice": 7, "task": 8, "nudge": 3}),  # nobody is pulled
    ],
)
def test_a_chain_moves_only_as_far_as_it_must(start, expected):
    assert days_after(CHAIN, Move(id="module", start_day=start)) == expected


def test_a_longer_touchpoint_pushes_too():
    assert days_after(CHAIN, Resize(id="module", days=9))["practice"] == 9


def test_an_overlap_that_was_meant_stays():
    plan = plan_of(touchpoint("live", 10, 5), touchpoint("chat", 12, after=["live"]))
    assert days_after(plan, Move(id="live", start_day=20)) == {"live": 20, "chat": 22}


def test_what_was_moved_together_is_not_pushed_again():
    both = Batch(edits=(Move(id="module", start_day=20), Move(id="practice", start_day=0)))
    assert days_after(CHAIN, both)["practice"] == 0


def test_dependencies_in_a_circle_come_to_an_end():
    plan = plan_of(
        touchpoint("a", 0), touchpoint("b", 2, after=["a", "c"]), touchpoint("c", 4, after=["b"])
    )
    assert days_after(plan, Move(id="a", start_day=50)) == {"a": 50, "b": 51, "c": 52}


@given(st.data())
def test_nobody_comes_nearer_to_what_it_depends_on_than_it_was_or_the_next_day(data):
    count = data.draw(st.integers(2, 7))
    plan = plan_of(
        *(
            touchpoint(
                f"t{n}", data.draw(st.integers(-20, 60)), data.draw(st.integers(0, 9)),
                data.draw(st.lists(st.sampled_from([f"t{k}" for k in range(n)]), unique=True))
                if n else (),
            )
            for n in range(count)
        )
    )  # fmt: skip
    edit = Move(id="t0", start_day=data.draw(st.integers(-30, 90)))
    days = days_after(plan, edit)
    after = apply_edit(plan, Batch(edits=tuple(Move(id=i, start_day=d) for i, d in days.items())))
    for then in plan.touchpoints[1:]:
        assert days[then.id] >= then.start_day
        for first in then.depends_on:
            gap = then.start_day - plan.by_id[first].last_day
            assert days[then.id] - after.by_id[first].last_day >= min(gap, 1)
