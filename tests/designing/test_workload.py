"""Workload: minutes by week and modality, with work at work beside them."""

import pytest
from hypothesis import given

from blendnb.designing.workload import week_of, weekly_workload
from tests.designing.audit.plans import any_plan, brief, plan, task, touchpoint, workshop


def loads(*touchpoints, weeks=4):
    found = weekly_workload(plan(*touchpoints, of=brief(schedule={"weeks": weeks})))
    return {load.week: load.minutes for load in found}


def test_week_one_starts_at_launch_and_weeks_before_it_count_down():
    assert [week_of(day) for day in (-8, -7, -1, 0, 6, 7)] == [-1, 0, 0, 1, 1, 2]


def test_every_week_of_the_window_is_there_even_an_empty_one():
    assert loads() == {1: {}, 2: {}, 3: {}, 4: {}}


def test_a_span_spreads_its_minutes_over_its_days():
    spread = loads(touchpoint("module", 5, days=6, learner_minutes=60.0))
    assert spread[1] == {"self_paced": pytest.approx(20.0)}
    assert spread[2] == {"self_paced": pytest.approx(40.0)}


def test_repeats_count_each_time():
    repeated = loads(workshop("workshop", 0, repeat={"days": [0, 1, 7]}))
    assert (repeated[1], repeated[2], repeated[3]) == ({"live": 120.0}, {"live": 60.0}, {})


def test_what_stays_open_asks_for_its_minutes_when_it_opens():
    assert loads(touchpoint("library", 8, days=None, learner_minutes=30.0))[2] == {
        "self_paced": 30.0
    }


def test_work_before_launch_falls_into_week_zero():
    assert loads(touchpoint("prework", -7, days=7))[0] == {"self_paced": pytest.approx(10.0)}


def test_tasks_at_work_stand_beside_the_learning_time():
    (load, *_) = weekly_workload(plan(task("task", 0), touchpoint("module", 0)))
    assert (load.learning_minutes, load.on_the_job_minutes) == (10.0, 10.0)


@given(any_plan())
def test_the_weeks_add_up_to_all_the_minutes_of_the_plan(drawn):
    by_week = sum(sum(load.minutes.values()) for load in weekly_workload(drawn))
    assert by_week == pytest.approx(sum(t.total_learner_minutes for t in drawn.touchpoints))
