"""Undo and redo are a walk along a list of values."""

from hypothesis import given
from hypothesis import strategies as st

from blendnb.widgets.store import Store


def test_undo_goes_back_one_step_and_redo_forward_again():
    store = Store("a")
    store.put("b")
    store.put("c")
    store.undo()
    assert store.now == "b"
    store.redo()
    assert store.now == "c"


def test_undo_without_a_past_and_redo_without_a_future_stay():
    store = Store("a")
    store.undo()
    store.redo()
    assert (store.now, store.can_undo, store.can_redo) == ("a", False, False)


def test_letters_typed_in_one_go_are_taken_back_together():
    store = Store("")
    for text in ("C", "CR", "CRM"):
        store.put(text, step="title-1")
    store.undo()
    assert (store.now, store.can_undo) == ("", False)


def test_typing_in_the_same_box_later_is_a_step_of_its_own():
    store = Store("")
    store.put("CRM", step="title-1")
    store.put("CRM rollout", step="title-2")
    store.undo()
    assert store.now == "CRM"


def test_a_step_is_not_continued_after_it_was_taken_back():
    store = Store("a")
    store.put("b", step="1")
    store.undo()
    store.put("c", step="1")
    store.undo()
    assert store.now == "a"


def test_a_new_value_after_undo_forgets_what_was_taken_back():
    store = Store("a")
    store.put("b")
    store.undo()
    store.put("c")
    assert not store.can_redo


def test_an_equal_value_is_no_step():
    store = Store("a")
    store.put("a")
    assert not store.can_undo


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from([None, "x", "y"])), max_size=20))
def test_undoing_everything_gives_the_first_value_and_redoing_everything_the_last(puts):
    store = Store(-1)
    for value, step in puts:
        store.put(value, step)
    last = store.now
    while store.can_undo:
        store.undo()
    assert store.now == -1
    while store.can_redo:
        store.redo()
    assert store.now == last
