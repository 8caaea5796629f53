"""Undo and redo are a walk along a list of values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.widgets.history import History, Resting


def test_undo_goes_back_one_step_and_redo_forward_again():
    store = History("a")
    store.put("b")
    store.put("c")
    store.undo()
    assert store.now == "b"
    store.redo()
    assert store.now == "c"


def test_undo_without_a_past_and_redo_without_a_future_stay():
    store = History("a")
    store.undo()
    store.redo()
    assert (store.now, store.can_undo, store.can_redo) == ("a", False, False)


def test_letters_typed_in_one_go_are_taken_back_together():
    store = History("")
    for text in ("C", "CR", "CRM"):
        store.put(text, step="title-1")
    store.undo()
    assert (store.now, store.can_undo) == ("", False)


def test_typing_in_the_same_box_later_is_a_step_of_its_own():
    store = History("")
    store.put("CRM", step="title-1")
    store.put("CRM rollout", step="title-2")
    store.undo()
    assert store.now == "CRM"


def test_a_step_is_not_continued_after_it_was_taken_back():
    store = History("a")
    store.put("b", step="1")
    store.undo()
    store.put("c", step="1")
    store.undo()
    assert store.now == "a"


def test_a_new_value_after_undo_forgets_what_was_taken_back():
    store = History("a")
    store.put("b")
    store.undo()
    store.put("c")
    assert not store.can_redo


def test_an_equal_value_is_no_step():
    store = History("a")
    store.put("a")
    assert not store.can_undo


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from([None, "x", "y"])), max_size=20))
def test_undoing_everything_gives_the_first_value_and_redoing_everything_the_last(puts):
    store = History(-1)
    for value, step in puts:
        store.put(value, step)
    last = store.now
    while store.can_undo:
        store.undo()
    assert store.now == -1
    while store.can_redo:
        store.redo()
    assert store.now == last


def test_what_is_looked_at_changes_without_a_step():
    store = History("a")
    store.put("b")
    store.amend("b, seen otherwise")
    assert store.now == "b, seen otherwise"
    store.undo()
    assert (store.now, store.can_undo) == ("a", False)
    store.redo()
    assert store.now == "b, seen otherwise"


def test_what_lies_far_back_rests_and_is_woken_when_somebody_returns():
    woken = []
    store = History(0)
    for number in range(1, 6):
        store.put(number)
        store.rest(2, lambda old: Resting(lambda: woken.append(old) or old))
    for number in (4, 3, 2, 1, 0):
        assert store.before == number
        store.undo()
        assert store.now == number
    assert woken == [2, 1, 0]


def test_a_value_that_cannot_be_woken_changes_nothing():
    def lost():
        raise OSError("no disk")

    store = History("now", past=[Resting(lost)])
    with pytest.raises(OSError, match="no disk"):
        store.undo()
    assert (store.now, store.can_undo, store.can_redo) == ("now", True, False)
