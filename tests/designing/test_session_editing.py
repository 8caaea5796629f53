"""Changing a session: what one block gets another gives, and the sum stays."""

import pytest

from blendnb.designing.session_plan.session_editing import (
    NoRoomError,
    as_whole_session,
    moved,
    run_of,
    with_block,
    with_minutes,
    with_run,
    without,
    written,
)
from blendnb.domain.plan import AgendaStep

PARTS = ("opening", "core", "core", "break", "buffer", "closing")
MINUTES = (5, 8, 27, 5, 3, 7)


def agenda(minutes=MINUTES, parts=PARTS, rounds=3):
    return tuple(
        AgendaStep(do=f"{part} {number}", minutes=float(length), part=part,
                   rounds=rounds if length == 27 else None)
        for number, (part, length) in enumerate(zip(parts, minutes, strict=True))
    )  # fmt: skip


def lengths(steps):
    return [(step.do, step.minutes) for step in steps]


def minutes(steps):
    return [step.minutes for step in steps]


def test_a_block_moves_and_nothing_gets_longer():
    assert [do for do, _ in lengths(moved(agenda(), 1, 2))][:3] == ["opening 0", "core 2", "core 1"]
    assert lengths(moved(agenda(), 1, 99))[-1] == ("core 1", 8)
    assert sorted(minutes(moved(agenda(), 0, 4))) == sorted(MINUTES)


@pytest.mark.parametrize(
    ("block", "wanted", "after"),
    [
        (1, 10, [5, 10, 27, 5, 1, 7]),  # from the buffer
        (1, 11, [5, 11, 27, 5, 7]),  # all of the buffer, which is gone
        (1, 20, [5, 20, 18, 5, 7]),  # then from the longest of the core
        (1, 5, [5, 5, 27, 5, 6, 7]),  # to the buffer
        (4, 10, [5, 8, 20, 5, 10, 7]),  # the buffer itself
        (0, 43.5, [43.5, 1, 3, 1.5, 6]),
    ],
)
def test_a_block_of_another_length_leaves_the_sum(block, wanted, after):
    changed = minutes(with_minutes(agenda(), block, wanted))
    assert sum(changed) == 55
    if block:
        assert changed == after


def test_what_cannot_be_given_is_refused():
    for wanted in (0, -1, 56, 54):
        with pytest.raises(NoRoomError):
            with_minutes(agenda(), 1, wanted)
    with pytest.raises(NoRoomError, match="at most the 55 minutes"):
        with_minutes(agenda(), 1, 56)


def test_a_removed_block_leaves_its_minutes_in_the_buffer_or_makes_one():
    assert minutes(without(agenda(), 1)) == [5, 27, 5, 11, 7]
    no_buffer = without(agenda(), 4)  # the buffer's own minutes are the longest step's
    assert minutes(no_buffer) == [5, 8, 30, 5, 7]
    again = without(no_buffer, 1)
    assert [(step.part, step.minutes) for step in again] == [
        ("opening", 5), ("core", 30), ("break", 5), ("buffer", 8), ("closing", 7),
    ]  # fmt: skip
    with pytest.raises(NoRoomError, match="only block"):
        without(agenda()[:1], 0)


def test_an_own_block_takes_its_minutes_from_the_buffer_and_the_longest():
    own = AgendaStep(do="Ours", minutes=5.0, part="core")
    assert lengths(with_block(agenda(), 2, own)) == [
        ("opening 0", 5), ("core 1", 8), ("Ours", 5), ("core 2", 25), ("break 3", 5),
        ("closing 5", 7),
    ]  # fmt: skip


def test_words_are_written_and_taken_away_but_a_block_is_never_without_what_is_done():
    values = {"say": " Begin \n now ", "method": "pairs", "minutes": 99}
    step = written(agenda(), 1, values)[1]
    assert (step.say, step.method, step.minutes) == ("Begin now", "pairs", 8)
    assert written((step,), 0, {"say": "", "do": " "})[0].say is None
    assert written((step,), 0, {"do": " "})[0].do == "core 1"


def test_steps_that_say_no_part_are_the_core():
    plain = (AgendaStep(do="x", minutes=1.0), AgendaStep(do="y", minutes=1.0, part="break"))
    assert [step.part for step in as_whole_session(plain)] == ["core", "break"]


def test_an_activity_is_found_around_its_breaks_and_replaced_with_them_kept():
    parts = ("opening", "core", "core", "break", "core", "closing")
    session = agenda(parts=parts)
    assert [run_of(session, block) for block in (0, 1, 4)] == [(), (1, 2, 4), (1, 2, 4)]
    other = (AgendaStep(do="a", minutes=20.0), AgendaStep(do="b", minutes=18.0))
    assert lengths(with_run(session, (1, 2, 4), other)) == [
        ("opening 0", 5), ("a", 20), ("b", 18), ("break 3", 5), ("closing 5", 7),
    ]  # fmt: skip
