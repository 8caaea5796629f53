"""The arithmetic of composing, on hand-made rows: each number is worked out in a comment."""

import pytest

from blendnb.designing.compose import returns as returning
from blendnb.designing.compose.archetype_rows import (
    named,
    placed_touchpoint,
    touchpoints_of,
    up,
)
from blendnb.designing.compose.content import Allotment, session_minutes
from blendnb.designing.compose.context import Returning, context_for
from blendnb.designing.compose.levelling import balanced, levelled
from blendnb.designing.compose.outcomes import measures, pilot
from blendnb.designing.compose.placing import (
    Beat,
    Due,
    Laid,
    Unit,
    _batches,
    _on_week_start,
    dues,
    place,
    units_of,
)
from blendnb.domain.brief import Brief
from blendnb.domain.patterns import Slot
from blendnb.files.catalogue_loading import load_catalogue
from tests.designing import proof_plans as made

CATALOGUE = load_catalogue(programmes=False)
FORMATS = CATALOGUE.formats
ALL = {"lms", "virtual_classroom", "collaboration", "mobile", "nudges", "authoring", "sandbox"}


def brief(**stated):
    """Four hours about A for 40 people who have 60 minutes a week, in eight weeks."""
    usual = Brief.model_validate(
        {
            "title": "T", "objective": "O", "topics": ["A"], "outcome": {"subject": "sales"},
            "audience": {"size": 40, "minutes_per_week": 60}, "content": {"hours": 4},
            "work": {"longest_session_minutes": 90}, "schedule": {"weeks": 8},
        }
    )  # fmt: skip
    return usual.replacing(stated)


def context(model="digital_first", **stated):
    return context_for(brief(**stated), CATALOGUE, model, flipped=False, reinforced=True)


def slot(*formats, purpose="practice", **fields):
    usual = {"key": "row", "title": "Row", "why": "Because.", "when": {}}
    return Slot.model_validate({**usual, "purpose": purpose, "formats": formats, **fields})


def beat(units=(), minutes=240, ready_day=55):
    """A beat whose row carries half of the minutes, about the topics of its units."""
    topics = dict.fromkeys((t for unit in units for t in unit.topics), 0) or {"A": 0}
    each = dict.fromkeys(topics, minutes // len(topics))
    return Beat(tuple(units), Allotment(each, each, {"row": minutes / 2}), ready_day)


def days_of(touchpoint):
    return [o.start_day for o in touchpoint.occurrences]


# --------------------------------------------------------------------------------- places


@pytest.mark.parametrize(
    ("weeks", "days"),
    [
        # 0.3, 0.5 and 1 of day 20, each rounded: a short journey has no weekly rhythm.
        (3, [6, 10, 20]),
        # 0.3, 0.5 and 1 of day 27 are 8, 14 and 27; the nearest week starts, the last at most.
        (4, [7, 14, 21]),
        # 0.3, 0.5 and 1 of day 55 are 16, 28 and 55.
        (8, [14, 28, 49]),
    ],
)
def test_rows_fall_on_the_start_of_a_week_from_four_weeks_on(weeks, days):
    row = slot("reading", at=[0.3, 0.5, 1.0])
    assert [d.day for d in dues(row, context(**{"schedule.weeks": weeks}), beat())] == days


def test_a_row_is_due_so_many_gaps_and_days_after_its_place_and_never_after_the_window():
    # Eight weeks ask for a gap of 7 days; two of them and 10 days are 24 days later.
    # Practice leaves the last day that is worked, Friday 53, to what shows it.
    units = (Unit(3, ("A",)), Unit(40, ("B",)))
    row = slot("reading", per="unit", gaps=2.0, offset_days=10)
    assert dues(row, context(), beat(units)) == (Due(27, ("A",)), Due(52, ("B",)))
    journey = slot("reading", at=[0.3], gaps=-1.0, offset_days=2)
    assert [d.day for d in dues(journey, context(), beat())] == [9]  # 14 - 7 + 2


def test_a_span_ends_on_its_due_day_and_never_begins_before_what_comes_first():
    floors = Laid()
    floors.note("inform", ("A",), 10)
    row = slot("reading", span_days=5)
    free, held = Due(30, ("B",)), Due(12, ("A",))
    # Day 30 is a Wednesday; five days before would open on a Saturday, so Monday it is.
    opened = place(row, (free,), context(), Laid())
    assert (opened.starts, opened.days) == ((28,), 3)
    found = place(row, (held,), context(), floors)
    assert (found.starts, found.days) == ((10,), 5)  # to day 14: day 12 is a Saturday
    # The shortest of all is the length of each; three days up to Monday 14 open on a Saturday.
    both = place(row, (free, held), context(), floors)
    assert (both.starts, both.days, both.topics) == ((14, 30), 1, (("A",), ("B",)))


def test_what_is_due_before_its_floor_moves_to_the_floor_and_shares_that_day():
    floors = Laid()
    floors.note("inform", ("A",), 10)
    floors.note("inform", ("A",), 14)
    floors.note("inform", ("B",), 9)
    row = slot("reading")
    found = place(row, (Due(4, ("A",)), Due(10, ("B",))), context(), floors)
    assert (found.starts, found.topics) == ((10,), (("A", "B"),))


def test_the_floor_of_a_purpose_is_the_latest_beginning_of_those_before_it():
    floors = Laid()
    floors.note("inform", ("A",), 3)
    floors.note("demonstrate", ("A",), 8)
    floors.note("practice", ("A",), 20)
    assert floors.floor("practice", ("A",)) == 8
    assert floors.floor("demonstrate", ("A",)) == 3
    assert floors.floor("inform", ("A",)) is None
    assert floors.floor("apply", ("A", "B")) == 20
    assert floors.floor("assess", ("A",)) is None


# ---------------------------------------------------------------------------------- units


def test_a_session_is_no_longer_than_is_borne_and_leaves_a_fifth_of_the_week():
    online, room = FORMATS["virtual_workshop"], FORMATS["in_person_workshop"]

    def longest(learning_format, session, week, **more):
        stated = {"work.longest_session_minutes": session, "audience.minutes_per_week": week}
        return session_minutes(context(**stated, **more), learning_format)

    assert longest(online, 240, 300) == 90
    assert longest(online, 240, 60) == 45  # four fifths are 48, in fives 45
    assert longest(online, 240, 20) == 30  # half an hour at least
    assert longest(online, 45, 90) == 45
    # Where half a day is possible, or people travel, a meeting in a room is worth the week.
    assert longest(room, 240, 20) == 240
    assert longest(room, 600, 20) == 420
    assert longest(room, 120, 20) == 30
    assert longest(room, 120, 20, **{"audience.travel": True}) == 120


def test_each_topic_is_a_unit_but_none_has_only_a_few_minutes():
    four = {"topics": ["A", "B", "C", "D"]}
    assert [u.topics for u in units_of(context(**four))] == [("A",), ("B",), ("C",), ("D",)]
    # Of half an hour, modules carry 15 minutes or so: two units of two topics each.
    few = units_of(context(**four, **{"content.hours": 0.5}))
    assert [u.topics for u in few] == [("A", "B"), ("C", "D")]


@pytest.mark.parametrize(
    ("risk", "days"),
    # 240 minutes at 42 a week (70 % of 60) take 40 of 56 days, more than the 22 that the pattern
    # has (0.4 of 56) and than four weeks: ten days a topic, on starts of weeks. A high risk leaves
    # a gap and two weeks to checks and use: 35 days, nine a topic.
    [("low", [0, 7, 21, 28]), ("high", [0, 7, 14, 28])],
)
def test_units_are_as_far_apart_as_the_learners_time_asks_for(risk, days):
    stated = {"topics": ["A", "B", "C", "D"], "outcome.risk": risk}
    assert [u.day for u in units_of(context(**stated))] == days


@pytest.mark.parametrize(
    ("risk", "days"),
    # Two hours take 20 days of 26 weeks; the pattern would take 73 (0.4 of 182). Three weeks a
    # topic are 84, so 73, 18 a topic; two are 56, 14 a topic; one is 28, 7 a topic.
    [("low", [0, 21, 35, 56]), ("medium", [0, 14, 28, 42]), ("high", [0, 7, 14, 21])],
)
def test_the_higher_the_risk_the_earlier_topics_are_met(risk, days):
    stated = {
        "topics": ["A", "B", "C", "D"], "outcome.risk": risk, "content.hours": 2,
        "schedule.weeks": 26, "audience.size": 400,
    }  # fmt: skip
    assert [u.day for u in units_of(context(**stated))] == days


def test_there_are_as_many_sessions_as_their_content_fills():
    # Of 240 minutes sessions carry 191 (the rest is pre-work): five of at most 45.
    assert len(units_of(context("live_led"))) == 5
    # Of eight hours 384 minutes fit (four fifths of 480), 305 of them in sessions: seven.
    assert len(units_of(context("live_led", **{"content.hours": 8}))) == 7


@pytest.mark.parametrize("model", ["digital_first", "live_led", "continuous"])
def test_a_single_week_holds_one_unit(model):
    assert len(units_of(context(model, **{"schedule.weeks": 1, "content.hours": 0.5}))) == 1


@pytest.mark.parametrize("model", ["digital_first", "live_led", "continuous"])
def test_nobody_follows_more_than_twenty_six_units(model):
    many = [f"Topic {n}" for n in range(30)]
    stated = {"schedule.weeks": 90, "content.hours": 200, "topics": many}
    assert len(units_of(context(model, **stated))) == 26


def test_bursts_come_once_a_week_of_nine_tenths_and_go_round_the_topics():
    units = units_of(context("continuous", topics=["A", "B", "C"]))
    assert len(units) == 7  # 0.9 x 8 = 7.2
    assert [u.topics for u in units] == [(t,) for t in "ABCABCA"]


def test_topics_are_dealt_out_in_order_and_evenly_by_what_there_is_to_learn():
    def dealt(minutes, count, *, returning=False):
        return ["".join(topics) for topics in _batches(minutes, count, returning=returning)]

    even = dict.fromkeys("ABCDE", 10)
    assert dealt(even, 2) == ["AB", "CDE"]
    assert dealt({"A": 60, "B": 10, "C": 10, "D": 10}, 2) == ["A", "BCD"]
    assert dealt({"A": 10, "B": 10}, 4) == ["A", "A", "B", "B"]
    assert dealt({"A": 30, "B": 10}, 4) == ["A", "A", "A", "B"]
    assert dealt({"A": 10, "B": 10}, 4, returning=True) == ["A", "B", "A", "B"]


def test_a_beat_of_a_week_or_more_keeps_to_the_start_of_weeks():
    assert _on_week_start(10.0, 7.0) == 7
    assert _on_week_start(11.0, 7.0) == 14
    assert _on_week_start(10.0, 6.9) == 10


# ----------------------------------------------------------------------------------- rows


def made_of(row, units=(), minutes=240, **stated):
    """What a row is filled with that carries half of the minutes."""
    return touchpoints_of(row, context(**stated), beat(units, minutes), Laid())


def test_a_rows_content_is_cut_into_pieces_of_half_an_hour_over_its_span():
    # 120 minutes: four modules of 30, over the eight days up to day 28, a Monday: the days two,
    # four and six before it are Saturday, Thursday and Tuesday, so Saturday's is on Monday.
    (found,) = made_of(slot("self_paced_module", at=[0.5], share=0.5, span_days=8, per="unit"),
                       (Unit(28, ("A",)),))  # fmt: skip
    assert (days_of(found), found.days, found.learner_minutes) == ([22, 24, 28, 29], 1, 30)


def test_bursts_are_at_most_ten_minutes_but_no_more_of_them_than_days():
    # 60 minutes in pieces of 10 are 6; over four days only 4, of 15 minutes.
    six, four = (
        made_of(
            slot("microlearning", per="unit", share=0.25, span_days=span), (Unit(25, ("A",)),), 120
        )[0]
        for span in (12, 4)
    )
    assert (len(days_of(six)), six.learner_minutes) == (6, 10)
    assert (len(days_of(four)), four.learner_minutes) == (4, 15)


def test_no_piece_asks_for_more_than_a_week_holds():
    # 120 minutes in weeks of 20: six pieces of 20.
    stated = {"audience.minutes_per_week": 20}
    row = slot("self_paced_module", per="unit", share=0.5, span_days=12)
    (found,) = made_of(row, (Unit(25, ("A",)),), **stated)
    assert (len(days_of(found)), found.learner_minutes) == (6, 20)


def test_work_at_work_takes_its_share_of_the_content_and_is_cut_at_two_hours():
    # Three quarters of 240 minutes are 180: two tasks of 90.
    row = slot("on_the_job_assignment", purpose="apply", per="unit", share=0.75, span_days=10)
    (found,) = made_of(row, (Unit(25, ("A",)),))
    assert (len(days_of(found)), found.learner_minutes) == (2, 90)


def test_there_are_at_most_sixty_pieces_which_grow_longer_instead():
    # 2,400 minutes would be 80 pieces of 30; 60 of 40 are made.
    row = slot("self_paced_module", per="unit", share=1.0, span_days=180)
    (found,) = made_of(row, (Unit(200, ("A",)),), 4800, **{"schedule.weeks": 40})
    assert (len(days_of(found)), found.learner_minutes) == (60, 40)


def test_a_piece_asks_for_five_minutes_at_least():
    (found,) = made_of(slot("reading", share=0.5), minutes=4)  # 2 minutes
    assert found.learner_minutes == 5


def test_help_stays_open_from_its_day_on_and_asks_for_no_time_of_its_own():
    (found,) = made_of(slot("job_aid", purpose="support", at=[0.5], span_days=0))
    assert (found.start_day, found.days, found.learner_minutes) == (28, None, 0)


def test_a_return_has_the_rows_minutes_else_those_of_its_format():
    due = (Due(9, ("A",)),)

    def minutes(**fields):
        row = slot("knowledge_check", purpose="reinforce", **fields)
        return placed_touchpoint(row, context(), due, Laid()).learner_minutes

    assert minutes(minutes=7) == 7
    assert minutes() == 10
    assert placed_touchpoint(slot("knowledge_check"), context(), (), Laid()) is None


def test_occurrences_name_their_topics_only_where_these_differ():
    units = (Unit(0, ("A",)), Unit(7, ("B",)))
    (differ,) = made_of(slot("reading", per="unit"), units)
    assert (differ.topics, differ.repeat.topics) == (("A", "B"), (("A",), ("B",)))
    (same,) = made_of(slot("reading", at=[0.3, 0.6]))
    assert (same.topics, same.repeat.topics) == (("A",), None)
    (once,) = made_of(slot("reading"))
    assert once.repeat is None


def test_a_moment_without_topics_takes_those_that_were_tried_by_its_week():
    floors = Laid()
    floors.note("practice", ("A",), 3)
    floors.note("practice", ("B",), 20)
    units = (Unit(0, ("A",)), Unit(7, ("B",)))
    row = slot("on_the_job_assignment", per="moment", purpose="apply")
    moments = [{"text": "early", "week": 1}, {"text": "late", "week": 4}, {"text": "open"}]
    known = context(topics=["A", "B"], moments=moments)
    early, late, other = touchpoints_of(row, known, beat(units), floors)
    # Week 1 is due on day 4, week 4 on day 25; without a week all: met on day 7, then 3 x 7.
    assert (early.topics, late.topics, other.topics) == (("A",), ("A", "B"), ("A", "B"))
    assert (early.start_day, late.start_day, other.start_day) == (4, 25, 28)


def test_live_content_makes_one_session_for_each_place_within_its_bounds():
    def length(minutes):
        row = slot("virtual_workshop", at=[0.3, 0.6], share=0.5, span_days=4)
        (found,) = made_of(row, minutes=minutes)
        assert (len(days_of(found)), found.days) == (2, 1)
        return found.learner_minutes, found.facilitation_minutes

    assert length(152) == (40, 40)  # 38 minutes each, up to the next five
    assert length(48) == (30, 30)  # 12 each, no session is shorter than half an hour
    assert length(480) == (45, 45)  # 120 each, no longer than four fifths of a week


def test_a_session_has_the_formats_minutes_or_what_people_can_attend():
    row = slot("virtual_workshop", at=[0.5])
    (found,) = made_of(row, **{"audience.minutes_per_week": 45})
    assert found.learner_minutes == 35  # four fifths of 45 are 36
    (roomy,) = made_of(row, **{"audience.minutes_per_week": 200})
    assert roomy.learner_minutes == 90


def test_groups_are_whole_in_each_language():
    # 40 people in two languages, 16 to a class: two classes in each.
    (found,) = made_of(slot("virtual_workshop"), **{"audience.languages": ["en", "no"]})
    assert (found.groups, found.delivery) == (4, "virtual")
    (one,) = made_of(slot("virtual_workshop"))
    assert one.groups == 3


def test_a_moment_is_served_on_the_friday_of_its_week_or_a_week_after_it_was_met_for_each():
    moments = [{"text": "first"}, {"text": "second"}, {"text": "third", "week": 5}]
    row = slot("on_the_job_assignment", per="moment", purpose="apply", minutes=10)
    found = made_of(row, (Unit(7, ("A",)),), moments=moments)
    # Met on day 7: 7 + 7 x 1 and 7 + 7 x 2; the fifth day of week 5 is 4 x 7 + 4.
    assert [t.start_day for t in found] == [14, 21, 32]
    assert [t.id for t in found] == ["row-1", "row-2", "row-3"]
    assert {t.learner_minutes for t in found} == {10}


def test_minutes_are_rounded_up_to_fives_from_twenty_on_so_that_all_content_has_room():
    given = (0.4, 1.6, 7.4, 10.0, 15.9, 19.2, 20.0, 20.6, 47.4)
    wanted = (2, 2, 8, 10, 16, 20, 20, 25, 50)
    assert [up(minutes) for minutes in given] == list(wanted)


@pytest.mark.parametrize(
    ("stated", "room"),
    [
        ({"audience.size": 100, "audience.location": "one_site"}, True),
        ({"audience.size": 101, "audience.location": "one_site"}, False),
        ({"audience.size": 40, "audience.location": "distributed"}, False),
        ({"audience.size": 40, "audience.location": "distributed", "audience.travel": True}, True),
        ({"technology.available": ["lms", "classroom"], "audience.size": 900}, True),
        ({"technology.available": ["lms", "virtual_classroom"], "audience.size": 9}, False),
    ],
)
def test_people_meet_in_a_room_that_up_to_a_hundred_of_them_can_reach(stated, room):
    both = {"technology.available": [*sorted(ALL), "classroom"]}
    assert context(**{**both, **stated}).meets_in_person is room


def test_a_touchpoint_may_lie_six_weeks_before_the_launch():
    days = context().free.days
    assert (days[0], days[-1]) == (-42, 53)  # A Friday: nothing is due on a weekend.


def test_three_names_are_listed_and_of_more_the_first_two():
    assert named(("a",)) == "a"
    assert named(("a", "b", "c")) == "a, b and c"
    assert named(tuple("abcde")) == "a, b and 3 more"


# -------------------------------------------------------------------------------- balance


def task(minutes, **fields):
    return made.touchpoint(
        "task", "on_the_job_assignment", modality="on_the_job", purpose="apply",
        learner_minutes=minutes, **fields,
    )  # fmt: skip


def test_work_at_work_grows_until_study_has_at_most_six_tenths():
    # 100 of 140 minutes are too many; 100 / 0.6 = 167 are wanted: 47 of work, in fives 50.
    journey = made.plan(
        made.module(learner_minutes=100), made.workshop(learner_minutes=20), task(20)
    )
    assert balanced(journey, CATALOGUE).by_id["task"].learner_minutes == 50


def test_work_at_work_shrinks_where_it_has_more_than_six_tenths_itself():
    # Beside 60 minutes of another mode, six tenths are 90.
    session = made.workshop(learner_minutes=60)
    assert balanced(made.plan(session, task(200)), CATALOGUE).by_id["task"].learner_minutes == 90
    # Of these 90, talks at work take 30; they cannot give way.
    talk = made.touchpoint("talk", "manager_check_in", modality="on_the_job", purpose="support",
                           learner_minutes=30)  # fmt: skip
    found = balanced(made.plan(session, task(200), talk), CATALOGUE)
    assert [found.by_id[id_].learner_minutes for id_ in ("task", "talk")] == [60, 30]


def test_a_task_keeps_five_minutes_and_a_balanced_journey_is_left_alone():
    tiny = made.plan(made.workshop(learner_minutes=2), task(50))
    assert balanced(tiny, CATALOGUE).by_id["task"].learner_minutes == 5
    fair = made.plan(made.module(learner_minutes=60), task(40))
    assert balanced(fair, CATALOGUE) == fair


# --------------------------------------------------------------------------------- easing


def week_loads(found):
    loads = {}
    for t in found.touchpoints:
        for o in t.occurrences:
            week = o.start_day // 7 + 1
            loads[week] = loads.get(week, 0) + t.learner_minutes
    return loads


def test_a_full_week_hands_on_to_the_later_of_its_neighbours():
    # 70 minutes in week 3, of 60: the later reading moves to the same weekday of week 4.
    first = made.module("first", start_day=14, learner_minutes=40, topics=["A"])
    later = made.touchpoint("later", "reading", purpose="practice", start_day=16,
                            learner_minutes=30, topics=["A"])  # fmt: skip
    journey = made.plan(first, later, brief=brief())
    found = levelled(journey, context())
    assert {id_: found.by_id[id_].start_day for id_ in ("first", "later")} == {
        "first": 14, "later": 23,
    }  # fmt: skip


def test_a_week_is_full_only_beyond_the_minutes_that_learners_have():
    first = made.module("first", start_day=14, learner_minutes=30, topics=["A"])
    later = made.touchpoint("later", "reading", purpose="practice", start_day=16,
                            learner_minutes=30, topics=["A"])  # fmt: skip
    journey = made.plan(first, later, brief=brief())
    assert levelled(journey, context()) == journey


def test_what_is_fixed_stays_in_a_full_week():
    anchor = made.module("first", start_day=14, learner_minutes=40, anchor=True)
    close = made.touchpoint("close", "reading", purpose="close", start_day=16, learner_minutes=30)
    journey = made.plan(anchor, close, brief=brief())
    assert levelled(journey, context()) == journey


def test_two_deadlines_stay_on_the_day_after_a_blackout_and_the_third_moves_to_the_next():
    stated = {"schedule.start": "2027-01-11", "schedule.blackout": [["2027-01-18", "2027-01-24"]]}
    # Closed from day 7 to 13, so Monday 25 January, day 14, is the first open one.
    due = [
        made.touchpoint(id_, "reading", start_day=14, learner_minutes=5, topics=["A"])
        for id_ in ("one", "two", "three")
    ]
    journey = made.plan(*due, brief=brief(**stated)).replace(start="2027-01-11")
    found = levelled(journey, context(**stated))
    assert sorted(t.start_day for t in found.touchpoints) == [14, 14, 15]


# -------------------------------------------------------------------------------- coming back


@pytest.fixture
def asked(monkeypatch):
    """What the placing of returns is asked, each time; it finds as many days as are wanted."""
    calls = []

    def placed(wanted, history, last_day, allowed, gap):
        calls.append((wanted, history, last_day, allowed, gap))
        return allowed[: wanted.count]

    monkeypatch.setattr(returning, "_placed", placed)
    return calls


def returned(asked, weeks, **stated):
    floors = Laid()
    floors.note("apply", ("A",), 4)
    known = context(**{"schedule.weeks": weeks, **stated})
    journey = made.plan(made.module(topics=["A"], start_day=2), brief=known.brief)
    assert returning.returns(journey, known, floors)
    return asked[-1]


@pytest.mark.parametrize(
    ("weeks", "risk", "count", "gap"),
    # One for every four weeks, two to six, half as many again where the risk is high; half of the
    # first gap (7, 14, 14, 14) away from other studies.
    [(8, "low", 2, 3), (12, "medium", 3, 7), (12, "high", 5, 7), (26, "low", 6, 7),
     (52, "medium", 6, 7), (52, "high", 9, 7)],
)  # fmt: skip
def test_topics_return_every_four_weeks_and_more_often_where_the_risk_is_high(
    asked, weeks, risk, count, gap
):
    wanted, _, last_day, _, found = returned(asked, weeks, **{"outcome.risk": risk})
    assert (wanted, found) == (Returning(count), gap)
    assert last_day == weeks * 7 - 1
    assert len(asked) == 1


def test_returns_come_closer_to_other_studies_where_there_is_no_room_further_off(monkeypatch):
    gaps = []

    def placed(wanted, _history, _last_day, allowed, gap):
        gaps.append(gap)
        return allowed[: 1 if gap > 1 else wanted.count]

    monkeypatch.setattr(returning, "_placed", placed)
    known = context()
    journey = made.plan(made.module(topics=["A"], start_day=2), brief=known.brief)
    assert len(returning.returns(journey, known, Laid())) == 2
    assert gaps == [3, 2, 1]


def test_a_return_is_on_a_tuesday_or_thursday_after_the_topic_was_tried(asked):
    _, history, _, allowed, _ = returned(asked, 8)
    assert history[0] == (2,)
    assert allowed == (8, 10, 15, 17, 22, 24, 29, 31, 36, 38, 43, 45, 50, 52)


def test_days_of_a_rule_move_to_the_next_days_that_may_be_used():
    assert returning._on_allowed([3, 3, 10, 30], (1, 4, 5, 12)) == (4, 5, 12)


# -------------------------------------------------------------------------------- outcomes


@pytest.mark.parametrize(
    ("size", "first"),
    # A twentieth of all, from 10 to 30, and never more people than there are.
    [(8, 8), (100, 10), (260, 13), (400, 20), (1000, 30)],
)
def test_a_twentieth_goes_first_but_ten_to_thirty(size, first):
    assert pilot(context(**{"audience.size": size})).size == first


def test_use_is_read_at_the_end_and_work_and_business_a_month_later():
    stated = {"moments": [{"text": "Call", "measure": "Days", "baseline": "6"}, {"text": "Visit"}]}
    journey = made.plan(made.module(), brief=brief(**stated))
    found = measures(journey, context(**stated))
    # The window ends on day 55; thirty days later is day 85.
    assert [(m.id, m.kind, m.when_day) for m in found] == [
        ("completion", "completion", 55), ("confidence", "confidence", 55),
        ("moment-1", "work", 85), ("moment-2", "behavior", 85), ("business", "business", 85),
    ]  # fmt: skip
    assert (found[2].text, found[2].baseline, found[2].moment) == ("Days", "6", "Call")
    assert [m.when_day for m in measures(journey, context()) if m.kind == "behavior"] == [85]
