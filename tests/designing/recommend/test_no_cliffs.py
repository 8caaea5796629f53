"""No cliffs: one minute, one week or one learner more never overturns a firm answer."""

from itertools import pairwise

import pytest

from blendnb.api import catalogue_of
from blendnb.designing.facts import facts_of
from blendnb.designing.recommend.rules import SCORED, Scoring
from blendnb.domain.brief import Brief
from blendnb.domain.vocabulary import BLEND_MODELS

SCORING = Scoring(catalogue_of())
LARGEST_STEP = {"score": 0.95, "share": 0.35}
"""How far one step of a number may move a model: less than a slight argument, and some draws."""

LEADERS = {
    "title": "Leading engineers",
    "objective": "Supervisors coach instead of solving.",
    "outcome": {"subject": "leadership", "level": "behavior", "risk": "medium", "audit": False},
    "audience": {"size": 25, "role": "manager", "minutes_per_week": 60, "location": "multi_site",
                 "travel": True, "languages": ["en"]},
    "work": {"setting": "desk", "longest_session_minutes": 420},
    "content": {"conceptual": 0.2, "procedural": 0.1, "interpersonal": 0.7, "hours": 24},
    "technology": {"available": ["lms", "classroom", "virtual_classroom", "collaboration"]},
    "support": {"managers": True, "coaches": True, "facilitators": 2},
    "schedule": {"weeks": 16},
}  # fmt: skip
CLERKS = {
    "title": "Orders in the new system",
    "objective": "Clerks post correctly.",
    "outcome": {"subject": "software", "level": "behavior", "risk": "medium", "audit": False},
    "audience": {"size": 300, "role": "professional", "minutes_per_week": 45,
                 "location": "distributed", "languages": ["en"]},
    "work": {"setting": "desk", "longest_session_minutes": 60},
    "content": {"conceptual": 0.3, "procedural": 0.5, "interpersonal": 0.2, "hours": 4},
    "technology": {"available": ["lms", "virtual_classroom", "collaboration", "sandbox"]},
    "support": {"managers": True, "facilitators": 2},
    "schedule": {"weeks": 8},
}  # fmt: skip
AWARE = {**CLERKS, "outcome": {"subject": "compliance", "level": "awareness", "audit": True}}
BRIEFS = {"leaders": LEADERS, "clerks": CLERKS, "aware": AWARE}

WALKS = {
    "audience.minutes_per_week": range(5, 241),
    "audience.size": [*range(5, 60), *range(60, 1_000, 5), *range(1_000, 30_000, 100)],
    "schedule.weeks": range(3, 60),
    "work.longest_session_minutes": range(30, 481),
    "content.hours": [n / 4 for n in range(1, 160)],
    "support.facilitators": range(4, 60),
}


def put(data, path, value):
    group, name = path.split(".")
    return Brief.model_validate({**data, group: {**data[group], name: value}})


def walk(data, path):
    for value in WALKS[path]:
        held = SCORING.held(facts_of(put(data, path, value)))
        yield value, SCORING.scores(held), SCORING.shares(held)


@pytest.mark.parametrize("path", WALKS)
@pytest.mark.parametrize("name", BRIEFS)
def test_walking_along_a_number_nothing_jumps(name, path):
    places = list(walk(BRIEFS[name], path))
    for (before, scores, shares), (after, scores_after, shares_after) in pairwise(places):
        step = f"{path} {before} -> {after}"
        for old, new in zip(scores[: len(BLEND_MODELS)], scores_after, strict=False):
            assert abs(new - old) <= LARGEST_STEP["score"], step
        for old, new in zip(shares, shares_after, strict=True):
            assert abs(new - old) <= LARGEST_STEP["share"], step


def scores_of(data, path, value):
    held = SCORING.held(facts_of(put(data, path, value)))
    return dict(zip(SCORED, SCORING.scores(held), strict=True))


def test_sixteen_and_seventeen_weeks_give_the_same_answer():
    winners = {
        SCORING.winner(SCORING.held(facts_of(put(LEADERS, "schedule.weeks", weeks))))
        for weeks in (15, 16, 17, 18)
    }
    assert winners == {"bookend"}


def test_thirty_and_thirty_one_minutes_a_week_differ_by_a_few_hundredths():
    path = "audience.minutes_per_week"
    thirty, more = (scores_of(CLERKS, path, minutes) for minutes in (30, 31))
    assert thirty["continuous"] - more["continuous"] == pytest.approx(0.08)
    assert more["live_led"] - thirty["live_led"] == pytest.approx(0.06)


def test_beyond_a_thousand_people_each_tenfold_still_counts():
    sizes = (1_000, 5_000, 20_000)
    live = [scores_of(CLERKS, "audience.size", size)["live_led"] for size in sizes]
    assert live == sorted(live, reverse=True)
    assert live[0] - live[1] > 1
    assert live[1] - live[2] > 1


def test_ten_clerks_get_no_digital_build_and_twenty_thousand_do():
    few = SCORING.winner(SCORING.held(facts_of(put(CLERKS, "audience.size", 10))))
    many = SCORING.winner(SCORING.held(facts_of(put(CLERKS, "audience.size", 20_000))))
    assert (few, many) == ("live_led", "digital_first")
