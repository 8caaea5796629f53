"""How people can meet, by rooms, distance and number."""

import pytest

from blendnb.designing.ways_to_meet import WaysToMeet
from blendnb.domain.learning_format import shipped_formats

ROOMS, ONLINE = ("classroom",), ("virtual_classroom",)


def ways(available=(), location=None, travel=None):
    stated = {
        "technology.available": available, "audience.location": location,
        "audience.travel": travel,
    }  # fmt: skip
    return WaysToMeet.of({path: value for path, value in stated.items() if value is not None})


@pytest.mark.parametrize(
    ("available", "location", "travel", "shortest"),
    [
        ((*ROOMS, *ONLINE), "one_site", None, "virtual"),
        (ROOMS, "multi_site", None, "in_person"),
        (ROOMS, "distributed", None, None),
        (ROOMS, "distributed", True, "in_person"),
        (("lms",), "one_site", None, None),
    ],
)
def test_the_way_that_takes_least_is_online_then_a_room_within_reach(
    available, location, travel, shortest
):
    assert ways(available, location, travel).shortest == shortest


def test_people_gather_in_a_room_where_they_are_near_and_few_or_have_nothing_else():
    both = (*ROOMS, *ONLINE)
    assert ways(both, "one_site").gather(40, most=40)
    assert not ways(both, "one_site").gather(41, most=40)
    assert not ways(both, "multi_site").gather(10, most=40)
    assert ways(both, "multi_site", travel=True).gather(10, most=40)
    assert ways(ROOMS, "distributed").gather(1000, most=40)
    assert not ways(ONLINE, "one_site").gather(10, most=40)


def test_a_virtual_format_meets_in_a_room_where_there_is_nothing_else():
    virtual = shipped_formats()["virtual_workshop"]
    open_ = virtual.replace(delivery=None)
    assert ways(ROOMS).delivery_of(virtual, gathered=True) == "in_person"
    assert ways((*ROOMS, *ONLINE)).delivery_of(virtual, gathered=True) == "virtual"
    assert ways((*ROOMS, *ONLINE)).delivery_of(open_, gathered=True) == "in_person"
    assert ways((*ROOMS, *ONLINE)).delivery_of(open_, gathered=False) == "virtual"
