"""Versions are written as what differs: what comes back is what was, and an edit costs little."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.widgets.journal.compaction import Base, Damaged, pack, unpack
from tests.widgets.test_journaled_history import look_after, move

WHOLE = b'{"entries":{"title":"CRM"},"touchpoints":["a1","b2","c3"]}'


JSON = st.binary(max_size=300).map(lambda raw: b"{" + raw)


@given(JSON, JSON)
def test_whatever_the_base_is_what_comes_back_is_what_was(raw, before):
    assert unpack(pack(raw, Base("7", before)), {"7": before}.__getitem__) == raw


def test_a_chain_of_versions_comes_back_and_each_costs_what_changed():
    versions = [b"0" * 9 + bytes(range(32, 126)) * 90 + b"%05d" % n for n in range(12)]
    written, base = {}, None
    for number, raw in enumerate(versions):
        written[str(number)] = pack(raw, base)
        base = Base(str(number), raw, number)
    assert [unpack(each, written.__getitem__) for each in written.values()] == versions
    assert max(len(each) for each in list(written.values())[1:]) < 40


def test_what_was_written_before_anything_was_packed_is_read_as_it_stands():
    assert unpack(WHOLE, {}.__getitem__) == WHOLE


@pytest.mark.parametrize("cut", [5, 14, 30, -6])
def test_what_was_damaged_is_told_and_never_made_up(cut):
    with pytest.raises(Damaged):
        unpack(pack(WHOLE)[:cut], {}.__getitem__)


def test_another_base_than_the_one_it_was_written_by_is_told():
    packed = pack(WHOLE.replace(b"b2", b"b3"), Base("7", WHOLE))
    with pytest.raises(Damaged):
        unpack(packed, {"7": WHOLE.replace(b"CRM", b"ERP")}.__getitem__)


def test_an_edit_costs_a_few_hundred_bytes_and_undo_reaches_across_all_of_them(window):
    left = window()
    plans = [left.plan, *(move(left) for _ in range(40))]
    look_after(left)
    path = left.session.history._home.database.path
    with sqlite3.connect(path) as db:
        bodies = [size for (size,) in db.execute("SELECT length(body) FROM moves WHERE number > 1")]
        pieces = [size for (size,) in db.execute("SELECT length(body) FROM pieces ORDER BY 1")]
    assert sorted(bodies)[len(bodies) // 2] < 300
    assert pieces[len(pieces) // 2] < 300
    view = window(resume=True)
    for plan in reversed(plans[:-1]):
        view.say({"undo": True})
        assert view.plan == plan


def test_a_session_that_was_forgotten_under_an_open_studio_begins_whole_again(window):
    left = window()
    plans = [move(left), move(left)]
    database = left.session.history._home.database
    with sqlite3.connect(database.path) as db:
        for table in ("moves", "pieces", "leases", "sessions"):
            db.execute(f"DELETE FROM {table}")
    last = move(left)
    look_after(left)
    view = window(resume=True)
    assert view.plan == last
    view.say({"undo": True})
    assert view.plan == plans[1]
