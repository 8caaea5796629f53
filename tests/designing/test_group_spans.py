"""From the first group to the last, worked out by hand: five sessions a week for each who leads."""

from datetime import date

import pytest

from blendnb.designing.group_spans import group_spans, spans_by_touchpoint
from blendnb.widgets.view_models import board_of
from tests.designing.audit.judged import constraint
from tests.designing.audit.plans import brief, catalogue, plan, task, workshop

TEN_GROUPS = {"size": 160}


def of(facilitators, **groups):
    return brief(**{"audience": TEN_GROUPS, "support": {"facilitators": facilitators}, **groups})


def days(shown):
    return [(s.groups, s.first_day, s.last_day) for s in group_spans(shown, catalogue())]


@pytest.mark.parametrize(
    ("facilitators", "last"),
    [(1, 17), (2, 11), (10, 6), (100, 5)],  # 5 + 9 / (5 / 7) = 17.6, and so on
)
def test_the_last_group_is_the_later_the_fewer_lead(facilitators, last):
    assert days(plan(workshop("meet", 5), of=of(facilitators))) == [(10, 5, last)]


def test_a_later_session_waits_until_the_earlier_one_was_held_with_everybody():
    shown = plan(workshop("next", 10), workshop("meet", 5), of=of(1))
    assert days(shown) == [(10, 5, 17), (10, 19, 31)]
    [meet], [later] = spans_by_touchpoint(shown, catalogue()).values()
    assert (meet.later, later.later) == (12, 21)


def test_groups_that_the_plan_states_count():
    assert days(plan(workshop("meet", 5, groups=3), of=of(1))) == [(3, 5, 7)]


def test_days_off_are_passed_over():
    # Day 0 is a Monday; the 18th of January is closed, as are all weekends.
    closed = {"weeks": 10, "start": "2027-01-04", "blackout": [["2027-01-18", "2027-01-19"]]}
    shown = plan(workshop("meet", 2), of=of(1, schedule=closed), start=date(2027, 1, 4))
    assert days(shown) == [(10, 2, 16)]  # day 14 is that Monday, and 14.6 is on it


@pytest.mark.parametrize(
    ("touchpoint", "shown_brief"),
    [
        (workshop("meet", 5), of(None)),
        (workshop("meet", 5), of(0)),
        (workshop("meet", 5), of(1, audience={"size": 16})),
        (workshop("meet", 5, facilitation_minutes=0, roles=("learner", "mentor")), of(1)),
        (task("try", 5), of(1)),
    ],
)
def test_there_is_no_span_where_nothing_is_known_nobody_leads_or_one_group_meets(
    touchpoint, shown_brief
):
    assert group_spans(plan(touchpoint, of=shown_brief), catalogue()) == ()


def test_the_audit_warns_where_the_last_groups_meet_after_the_window():
    found = constraint("group_span", plan(workshop("meet", 60), of=of(1)))
    assert (found.severity, found.touchpoints) == ("warning", ("meet",))
    assert "“Meet” (10 groups): the first in week 9, the last in week 11" in found.text
    assert constraint("group_span", plan(workshop("meet", 57), of=of(1))) is None


def test_the_audit_notes_where_something_builds_on_a_session_before_its_last_group_met():
    session = workshop("meet", 5)
    early, late = (
        plan(session, task("try", day, depends_on=("meet",)), of=of(1)) for day in (17, 18)
    )
    assert constraint("group_span", early).severity == "note"
    assert constraint("group_span", late) is None


def test_the_board_draws_how_long_the_groups_of_each_session_take():
    session = workshop("meet", 5, repeat={"days": [0, 28]})
    row = board_of(plan(session, of=of(1)), catalogue())["row:meet"]
    assert row["last_groups"] == [12, 12]
    assert row["groups_text"] == (
        "10 groups, one after another from that day, the last one 12 days later"
    )
    alone = board_of(plan(session, of=of(None)), catalogue())["row:meet"]
    assert "last_groups" not in alone
