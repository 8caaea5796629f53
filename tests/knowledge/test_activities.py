"""The shipped activities: complete, countable, and of the quality that a builder needs."""

import re
from collections import Counter

import pytest

from blendnb.domain.activity import gaps_of
from blendnb.domain.activity_minutes import part_minutes, step_minutes

FAMILIES = {
    "reh": 9, "dec": 9, "stu": 5, "dem": 5, "han": 6, "wor": 11, "dia": 7, "rec": 2, "tal": 8,
    "pro": 5, "aid": 5, "rea": 4,
}  # fmt: skip


@pytest.fixture
def activities(catalogue):
    return catalogue.activities.values()


def test_there_are_the_patterns_of_every_family(catalogue, activities):
    counts = Counter(activity.family for activity in activities)
    assert {id_: counts[id_] >= least for id_, least in FAMILIES.items()} == dict.fromkeys(
        FAMILIES, True
    )
    assert set(catalogue.activity_families) == set(FAMILIES)
    assert len(activities) >= 82


def test_a_file_is_called_like_the_activity_in_it(catalogue):
    assert all(id_ == activity.id for id_, activity in catalogue.activities.items())


def test_the_steps_of_the_usual_length_add_up_to_it(activities):
    for activity in activities:
        together = sum(step.minutes or step.share for step in activity.steps)
        assert together == activity.fits.minutes.nominal, activity.id


def test_the_parts_of_a_round_add_up_to_it(activities):
    for activity in activities:
        for step in activity.steps:
            if step.parts:
                whole = step.share / step.rounds
                assert sum(part.share for part in step.parts) == whole, activity.id
                assert part_minutes(step, whole) == tuple(part.share for part in step.parts)


def test_every_length_that_is_allowed_has_minutes_that_add_up(activities):
    for activity in activities:
        limits = activity.fits.minutes
        for total in range(max(int(limits.min), 1), int(limits.max) + 1):
            minutes = step_minutes(activity.steps, total)
            assert minutes is None or sum(minutes) == total, (activity.id, total)


def test_what_stands_open_has_no_minutes_and_everything_else_has(activities):
    for activity in activities:
        assert activity.standing == (activity.fits.minutes.max == 0), activity.id


def test_a_title_says_what_people_do_and_about_what(activities):
    starts = Counter()
    for activity in activities:
        assert gaps_of(activity.title), activity.id
        starts[activity.title] += 1
    assert set(starts.values()) == {1}


def test_whoever_builds_it_finds_a_specification_maker_checker_and_hours(activities):
    for activity in activities:
        assert activity.deliverables, activity.id
        for item in activity.deliverables:
            assert len(item.spec.split()) >= 6, (activity.id, item.id)
            assert item.checker, (activity.id, item.id)
            assert item.hours.low > 0, (activity.id, item.id)


def test_whoever_runs_it_finds_what_to_watch_for_and_who_answers(activities):
    for activity in activities:
        said = (activity.watch, activity.criteria, activity.owner, activity.access, activity.avoid)
        assert all(said), activity.id


def test_what_somebody_leads_in_a_room_has_words_for_it(activities):
    """Of each whole or live activity at least two steps say how they are introduced."""
    for activity in activities:
        if {"virtual_workshop", "in_person_workshop"} <= set(activity.fits.formats):
            assert sum(bool(step.say) for step in activity.steps) >= 2, activity.id


def test_no_spoken_line_names_minutes_that_another_length_would_make_false(activities):
    minutes = re.compile(r"\b(\d+|two|three|four|five|six|eight|ten) minutes\b")
    for activity in activities:
        for step in activity.steps:
            if len(activity.steps) > 1 and step.say:
                assert not minutes.search(step.say), (activity.id, step.say)


def test_recording_and_calls_ask_for_consent(catalogue):
    for id_ in ("call_review", "record_review"):
        assert any("consent" in avoid.text for avoid in catalogue.activities[id_].avoid)


def test_what_plays_with_errors_is_kept_from_high_risk(catalogue):
    for id_ in ("small_experiment", "break_and_mend", "one_move_week"):
        unless = catalogue.activities[id_].fits.unless
        assert unless is not None
        assert unless["outcome.risk"].one_of == ("high",)
