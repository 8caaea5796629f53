"""Session plans: three worked by hand, and whatever is asked, every sum exact."""

from dataclasses import replace
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.api import catalogue_of
from blendnb.designing.session_plan.session_building import session_steps
from blendnb.designing.session_plan.session_core import CoreRun
from blendnb.designing.session_plan.session_needs import SessionNeeds
from blendnb.designing.session_plan.session_shares import SessionShares, breaks_of
from blendnb.designing.session_plan.session_value import blocks_of
from blendnb.designing.session_plan.small_groups import pairs, tables, trios, where_they_sit
from blendnb.designing.session_plan.step_minutes import dealt_out, fewest_minutes, timed_steps
from blendnb.domain.plan import AgendaStep, RoundPart
from tests.designing.worked_sessions import CONTRAST_CASES, OWN_CASES, THREES, TWO_TAKES, step
from tests.strategies import examples

KNOWN = catalogue_of()


def rows(runs, **facts):
    """From, to, minutes, method, and of rounds their number, their minutes and those of parts."""
    worked_out = session_steps(runs, SessionNeeds(**facts), KNOWN)
    blocks = blocks_of(worked_out.steps, ("",) * len(worked_out.steps), timed=worked_out.timed)
    return [
        (
            block.start, block.end, block.step.minutes, block.step.part, block.step.method,
            *((block.step.rounds, block.each_round) if block.parts else ()),
            *(minutes for _, minutes in block.parts),
        )
        for block in blocks
    ]  # fmt: skip


def test_sixty_minutes_online_with_twelve_people():
    asked = {"topics": ("Asking before advising",), "people": 12, "delivery": "virtual"}
    assert rows((THREES,), minutes=60, **asked) == [
        (0, 5, 5, "opening", "plenary"),
        (5, 13, 8, "core", "individual"),
        (13, 40, 27, "core", "trios", 3, 9, 1, 4, 3, 1),
        (40, 50, 10, "core", "plenary"),
        (50, 53, 3, "buffer", None),
        (53, 60, 7, "closing", "pairs", None, None, 3, 3, 1),
    ]


def test_ninety_minutes_online_after_a_check_with_fifteen_people():
    asked = {"people": 15, "delivery": "virtual", "checked": "Entry check"}
    assert rows((CONTRAST_CASES, THREES), minutes=90, **asked) == [
        (0, 8, 8, "opening", "pairs"),
        (8, 12, 4, "core", "individual"),
        (12, 17, 5, "core", "pairs"),
        (17, 20, 3, "core", "pairs"),
        (20, 25, 5, "core", "groups"),
        (25, 30, 5, "core", "individual"),
        (30, 38, 8, "core", "individual"),
        (38, 43, 5, "break", None),
        (43, 67, 24, "core", "trios", 3, 8, 1, 4, 2, 1),
        (67, 75, 8, "core", "plenary"),
        (75, 80, 5, "buffer", None),
        (80, 90, 10, "closing", "pairs", None, None, 4, 4, 2),
    ]


def test_half_a_day_in_a_room_with_eighteen_people():
    asked = {"people": 18, "delivery": "in_person", "with_manager": True}
    assert rows((TWO_TAKES, THREES, OWN_CASES), minutes=240, **asked) == [
        (0, 12, 12, "opening", "pairs"),
        (12, 17, 5, "core", "plenary"),
        (17, 22, 5, "core", "plenary"),
        (22, 28, 6, "core", "pairs"),
        (28, 33, 5, "core", "plenary"),
        (33, 39, 6, "core", "plenary"),
        (39, 49, 10, "core", "pairs"),
        (49, 55, 6, "core", "individual"),
        (55, 63, 8, "core", "individual"),
        (63, 78, 15, "break", None),
        (78, 123, 45, "core", "trios", 3, 15, 2, 7, 4, 2),
        (123, 134, 11, "core", "plenary"),
        (134, 138, 4, "core", "groups"),
        (138, 153, 15, "break", None),
        (153, 207, 54, "core", "groups", 2, 27, 4, 7, 9, 4, 3),
        (207, 215, 8, "core", "plenary"),
        (215, 225, 10, "buffer", None),
        (225, 240, 15, "closing", "pairs", None, None, 6, 5, 4),
    ]


# ------------------------------------------------------------------------------- every session


@st.composite
def sessions(draw):
    """Any session: runs of steps of all kinds, any length, any number of people."""
    runs = draw(st.lists(any_runs, min_size=1, max_size=4))
    needs = SessionNeeds(
        minutes=draw(st.integers(1, 600) | st.floats(0.25, 600).map(lambda m: round(m, 2))),
        people=draw(st.integers(1, 60)),
        delivery=draw(st.sampled_from(["virtual", "in_person"])),
        purpose=draw(st.sampled_from(["practice", "launch", "close", "apply"])),
        checked=draw(st.sampled_from([None, "Entry check"])),
        framed=draw(st.booleans()),
    )
    return tuple(runs), needs


any_steps = st.builds(
    lambda minutes, rounds, method, fixed, flex, parts: AgendaStep(
        do="x", minutes=float(minutes), rounds=rounds, method=method, fixed=fixed and not rounds,
        flex=flex, within=tuple(RoundPart(do="y", minutes=float(part)) for part in parts),
    ),
    st.integers(1, 60), st.sampled_from([None, None, 2, 3, 5]),
    st.sampled_from(["individual", "pairs", "trios", "groups", "plenary"]),
    st.booleans(), st.booleans(), st.lists(st.integers(1, 9), max_size=4),
)  # fmt: skip
any_runs = st.builds(
    lambda steps, low, more, whole: CoreRun((*steps, step("x", 3)), low, low + more, whole),
    st.lists(any_steps, max_size=6), st.integers(1, 90), st.integers(0, 90),
    st.booleans(),
)  # fmt: skip


@examples(50)
@given(sessions())
def test_every_session_adds_up(session):
    runs, needs = session
    for minutes in (needs.minutes, 30.0, 60.0, 90.0, 240.0):
        adds_up(runs, replace(needs, minutes=minutes))


def adds_up(runs, needs):
    worked_out = session_steps(runs, needs, KNOWN)
    steps = worked_out.steps
    assert sum(step.minutes for step in steps) == pytest.approx(needs.minutes, abs=1e-6)
    if not worked_out.timed:
        assert needs.minutes < sum(fewest_minutes(run.steps) for run in runs) + 1
        assert worked_out.notes
        return
    core = [step for step in steps if step.part == "core"]
    assert len(core) == sum(len(run.steps) for run in runs)
    assert all(step.minutes.is_integer() and step.minutes >= 1 for step in steps[:-1])
    assert steps[-1].minutes % 1 == pytest.approx(needs.minutes % 1, abs=1e-6)
    assert all(step.minutes % step.rounds == 0 for step in core if step.rounds and not step.flex)
    assert steps[0].part != "break"
    assert steps[-1].part != "break"


# --------------------------------------------------------------------------------- its parts


@pytest.mark.parametrize(
    ("minutes", "delivery", "parts"),
    [
        (44, "virtual", (3, 4, 0, ())),
        (45, "virtual", (5, 7, 3, ())),
        (89, "virtual", (5, 7, 3, ())),
        (90, "virtual", (8, 10, 5, (5,))),
        (120, "virtual", (8, 10, 5, (10,))),
        (150, "virtual", (12, 15, 10, (10, 10))),
        (119, "in_person", (8, 10, 5, ())),
        (120, "in_person", (8, 10, 5, (10,))),
        (179, "in_person", (12, 15, 10, (10,))),
        (180, "in_person", (12, 15, 10, (15, 15))),
        (420, "in_person", (12, 15, 10, (15, 15, 15, 15))),
    ],
)
def test_what_stands_around_the_core_follows_from_the_length(minutes, delivery, parts):
    shares = SessionShares.of(minutes, delivery, KNOWN)
    assert (shares.opening, shares.closing, shares.buffer, shares.breaks) == parts


def test_a_working_folder_can_have_breaks_of_its_own():
    short = KNOWN.thresholds["session_break_virtual_short"].replace(value=7.0)
    own = KNOWN.replace(thresholds={**KNOWN.thresholds, short.id: short})
    assert breaks_of(95, "virtual", own) == (7,)


@pytest.mark.parametrize(
    ("people", "sizes"),
    [
        (1, ((1, 1),)),
        (2, ((2, 1),)),
        (3, ((3, 1),)),
        (4, ((4, 1),)),
        (5, ((3, 1), (2, 1))),
        (7, ((3, 1), (4, 1))),
        (8, ((4, 2),)),
        (11, ((3, 1), (4, 2))),
        (16, ((3, 4), (4, 1))),
        (18, ((3, 6),)),
    ],
)
def test_nobody_is_left_over_in_threes(people, sizes):
    assert trios(people).sizes == sizes
    assert trios(people).people == people


@pytest.mark.parametrize("people", range(1, 61))
def test_everybody_sits_somewhere(people):
    for groups in (trios(people), pairs(people), tables(people, 5), tables(people, 6)):
        assert groups.people == people


@pytest.mark.parametrize(
    ("method", "people", "delivery", "words"),
    [
        ("trios", 13, "virtual", "3 threes and 1 four, in rooms"),
        ("pairs", 15, "in_person", "6 pairs and 1 three, at tables"),
        ("groups", 18, "in_person", "3 groups of 6, at tables"),
        ("trios", 4, "virtual", "1 four"),
        ("plenary", 13, "virtual", ""),
    ],
)
def test_who_sits_with_whom_is_said(method, people, delivery, words):
    assert where_they_sit(method, people, 6, delivery) == words


def minutes_of(steps):
    return [floor(each.minutes) for each in steps]


def test_a_fixed_step_keeps_its_minutes_and_gives_them_up_where_there_is_no_room():
    assert minutes_of(timed_steps(THREES.steps, 45)) == [8, 27, 10]
    assert minutes_of(timed_steps(THREES.steps, 12)) == [8, 3, 1]
    assert minutes_of(timed_steps(THREES.steps, 11)) == [1, 6, 4]


def test_the_largest_step_gives_where_nothing_is_left_for_the_last():
    steps = (step("a", 50), step("b", 50), step("c", 1, flex=True))
    assert minutes_of(timed_steps(steps, 101)) == [50, 50, 1]
    rounds = (step("a", 90, "t", rounds=3), step("b", 5, fixed=True), step("c", 1, flex=True))
    assert minutes_of(timed_steps(rounds, 11)) == [3, 5, 3]
    assert minutes_of(timed_steps(rounds, 12)) == [6, 5, 1]
    assert minutes_of(timed_steps(rounds, 9)) == [3, 5, 1]


def test_fewer_minutes_than_steps_are_refused():
    with pytest.raises(ValueError, match="4 minutes"):
        timed_steps(THREES.steps, 4)


@pytest.mark.parametrize(
    ("nominal", "bounds", "minutes", "lengths"),
    [
        ((40, 60), ((15, 60), (40, 90)), 62, (22, 40)),
        ((40, 60, 60), ((30, 60), (40, 90), (30, 120)), 173, (43, 64, 66)),
        ((60, 40), ((40, 60), (15, 20)), 100, (60, 40)),
        ((60, 60), ((40, 90), (40, 90)), 50, (40, 10)),
    ],
)
def test_activities_share_the_core_within_their_bounds(nominal, bounds, minutes, lengths):
    assert dealt_out(nominal, bounds, minutes) == lengths


def notes(runs, **facts):
    return session_steps(runs, SessionNeeds(**facts), KNOWN).notes


@pytest.mark.parametrize(
    ("minutes", "note", "parts"),
    [
        (60, "", ("opening", "core", "core", "core", "buffer", "closing")),
        (12, "", ("opening", "core", "core", "core", "closing")),
        (9, "9 minutes are all needed for the steps: no opening, closing, buffer or break.",
         ("core", "core", "core")),
        (4, "4 minutes are too few to give each of the 3 steps its own.", ("core", "core", "core")),
    ],
)  # fmt: skip
def test_what_a_short_session_goes_without_is_said(minutes, note, parts):
    drill = CoreRun((step("shown", 4, "p"), step("try", 20, "p", rounds=3), step("own", 6, "i")))
    worked_out = session_steps((drill,), SessionNeeds(minutes=minutes), KNOWN)
    assert "".join(worked_out.notes) == note
    assert tuple(each.part for each in worked_out.steps) == parts


def test_a_long_session_of_many_rounds_goes_without_buffer_and_then_without_breaks():
    def parts(rounds):
        run = CoreRun((step("try", 50, "p", rounds=rounds), step("own", 6, "i")))
        worked_out = session_steps((run,), SessionNeeds(minutes=90), KNOWN)
        return [each.part for each in worked_out.steps], worked_out.notes[:1]

    with_all = ["opening", "core", "break", "core", "buffer", "closing"]
    assert parts(50) == (with_all, ())
    assert parts(64)[1] == ("90 minutes leave no buffer.",)
    assert parts(70) == (
        ["opening", "core", "core", "closing"], ("90 minutes leave neither buffer nor break.",)
    )  # fmt: skip


def test_threes_become_pairs_where_a_round_would_be_too_short():
    needs = SessionNeeds(minutes=45, people=12)
    worked_out = session_steps((THREES,), needs, KNOWN)
    in_rounds = next(each for each in worked_out.steps if each.rounds)
    assert (in_rounds.method, in_rounds.rounds, in_rounds.minutes) == ("pairs", 2, 16)
    assert worked_out.notes[:2] == (
        "“Practice in threes” has 30 minutes here; it is meant to have 40 at least.",
        "Rounds in threes would be shorter than 8 minutes: practise in pairs, two rounds.",
    )


LISTENING = (
    "Nobody only listens longer than {} minutes: a question, a vote or a line of their own within "
    "what begins at minute {}."
)


def test_a_four_among_threes_and_too_many_threes_are_told():
    assert notes((THREES,), minutes=60, people=13) == (
        "From minute 13: a four goes through four rounds of 6 minutes in the same time.",
        LISTENING.format(5, 40),
    )
    assert notes((THREES,), minutes=60, people=24, delivery="in_person") == (
        "24 people are more than the 20 with whom this way of meeting works: split the group.",
        "8 threes are more than the 6 that one person can follow: one helper more.",
    )


def test_much_listening_at_the_beginning_is_told():
    lecture = CoreRun((step("slides", 40), step("try", 20, "p")))
    assert notes((lecture,), minutes=60, delivery="in_person") == (
        LISTENING.format(15, 5),
        "What begins at minute 5 is longer than 25 minutes, after which the method should change.",
        "People listen for 30 minutes before they do anything; what exceeds 12 can come before.",
    )
