"""Whatever the disk does, the work stays, the studio says so, and files open as old or new."""

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from blendnb.files.plans import load_plan
from blendnb.widgets.journal.database import Database, Unwritable
from blendnb.widgets.journal.database import connect as usual
from blendnb.widgets.journal.migrations import FIRST

PLAN_FILE = "crm-rollout.plan.json"


def move(view, days=1):
    first = view.plan.touchpoints[0]
    edit = {"kind": "move", "id": first.id, "start_day": first.start_day - days}
    view.say({"edit": edit})
    return view.plan


def look_after(view):
    view.hear(view.session.tick())


# ------------------------------------------------------------------------ the journal's faults


class Disk:
    """A disk that fails at a chosen call of the database, or at every one."""

    def __init__(self):
        self.calls, self.fails_at, self.message = 0, None, ""

    def fail(self, at, message):
        self.calls, self.fails_at, self.message = 0, at, message

    def heal(self):
        self.fails_at = None

    def call(self):
        self.calls += 1
        if self.fails_at is not None and (self.fails_at < 0 or self.calls == self.fails_at):
            raise sqlite3.OperationalError(self.message)


def faulty(disk):
    """Open databases on that disk."""

    class Connection(sqlite3.Connection):
        def execute(self, *arguments):
            disk.call()
            return super().execute(*arguments)

        def executemany(self, *arguments):
            disk.call()
            return super().executemany(*arguments)

    def connect(path):
        return sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, factory=Connection
        )

    return connect


def test_at_whichever_call_the_disk_fails_a_session_opens_as_old_or_new(window):
    disk = Disk()
    for message in ("database or disk is full", "disk I/O error"):
        for call in range(1, 14):
            view = window(connect=faulty(disk), resume=True)
            old = view.plan
            disk.fail(call, message)
            new = move(view)
            assert new != old
            disk.heal()
            assert window(resume=True).plan in (old, new)
            look_after(view)  # finds out that the other window has taken over
            view.say({"take_over": True})
            assert window(resume=True).plan == new


def test_a_full_disk_is_told_and_everything_is_written_once_there_is_room(window):
    disk = Disk()
    view = window(connect=faulty(disk))
    move(view)
    disk.fail(-1, "database or disk is full")
    plans = [move(view) for _ in range(3)]
    assert view.saved["state"] == "in memory"
    assert "database or disk is full" in view.saved["text"]
    look_after(view)
    assert view.saved["state"] == "in memory"
    disk.heal()
    look_after(view)
    assert view.saved["state"] == "saved"
    again = window(resume=True)
    assert again.plan == plans[2]
    again.say({"undo": True})
    assert again.plan == plans[1]


def test_a_disk_without_a_page_left_loses_nothing(window):
    def small(path):
        connection = usual(path)
        connection.execute("PRAGMA max_page_count = 40")
        return connection

    view = window(connect=small)
    plans = [move(view) for _ in range(120)]
    assert view.saved["state"] == "in memory"
    assert view.plan == plans[-1]
    again = window(resume=True)
    assert again.plan in plans


def test_a_state_folder_that_cannot_be_made_keeps_the_work_in_memory(window, tmp_path):
    (tmp_path / "state").write_text("in the way", encoding="utf-8")
    view = window()
    plan = move(view)
    assert view.saved["state"] == "in memory"
    assert view.plan == plan
    (tmp_path / "state").unlink()
    look_after(view)
    assert view.saved["state"] == "saved"
    assert window(resume=True).plan == plan


def test_a_log_that_was_cut_anywhere_opens_as_one_of_the_states_that_were(window, tmp_path):
    view = window()
    plans = [view.plan, *(move(view) for _ in range(4))]
    folder = tmp_path / "state"
    main, log = (folder / name for name in ("journal.db", "journal.db-wal"))
    raw, cut_folder = log.read_bytes(), tmp_path / "cut"
    cut_folder.mkdir()
    for length in range(0, len(raw), max(1, len(raw) // 40)):
        (cut_folder / "journal.db").write_bytes(main.read_bytes())
        (cut_folder / "journal.db-wal").write_bytes(raw[:length])
        database = Database(cut_folder)
        found = window(resume=True, folder=tmp_path, database=database).plan
        assert found in plans
        database.close()
        for path in cut_folder.iterdir():
            path.unlink()


def test_a_damaged_journal_is_set_aside_and_sessions_open_from_their_snapshots(window, tmp_path):
    view = window()
    plan = move(view)
    look_after(view)
    view.session.keeping.close()
    (tmp_path / "state" / "journal.db").write_bytes(b"not a database at all" * 100)
    again = window(resume=True)
    assert again.plan == plan
    assert (tmp_path / "state" / "journal.db.damaged-1").is_file()
    newer = move(again)
    assert window(resume=True).plan == newer


def test_a_journal_that_was_deleted_under_our_hands_begins_anew_with_what_is_shown(
    window, tmp_path
):
    view = window()
    before = move(view)
    look_after(view)
    view.session.keeping._writer.database.close()
    for path in (tmp_path / "state").glob("journal.db*"):
        path.unlink()
    plan = move(view)
    assert view.saved["state"] == "saved"
    again = window(resume=True)
    assert again.plan == plan
    again.say({"undo": True})
    assert again.plan == before


# ------------------------------------------------------------------------------- versions


def test_a_journal_of_an_older_version_is_copied_before_it_is_migrated(window, tmp_path):
    view = window()
    plan = move(view)
    view.session.keeping.close()
    added = "ALTER TABLE sessions ADD COLUMN color TEXT; ALTER TABLE sessions DROP COLUMN color"
    newer = Database(tmp_path / "state", migrations={0: FIRST, 1: added})
    assert window(resume=True, database=newer).plan == plan
    newer.close()
    with sqlite3.connect(tmp_path / "state" / "journal.db.v1") as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)
        assert copy.execute("SELECT count(*) FROM sessions").fetchone() == (1,)
    copy.close()


def test_a_migration_that_fails_leaves_the_journal_as_it_was(window, tmp_path):
    view = window()
    plan = move(view)
    view.session.keeping.close()
    broken = "ALTER TABLE sessions ADD COLUMN color TEXT; NONSENSE"
    database = Database(tmp_path / "state", migrations={0: FIRST, 1: broken})
    with pytest.raises(Unwritable):
        database.recent(1)
    assert window(resume=True).plan == plan


def test_a_journal_of_a_newer_version_is_left_alone(window, tmp_path):
    move(window())
    with sqlite3.connect(tmp_path / "state" / "journal.db") as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    view = window()
    move(view)
    assert view.saved["state"] == "in memory"
    assert "newer blendnb" in view.saved["text"]


# ---------------------------------------------------------------------- faults of the plan file


class BrokenFile:
    """A file that takes half of what is written, and then no more."""

    def __init__(self, file, error):
        self.file, self.error = file, error

    def write(self, raw):
        self.file.write(raw[: len(raw) // 2])
        raise OSError(self.error, os.strerror(self.error))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()

    def __getattr__(self, name):
        return getattr(self.file, name)


def failing(monkeypatch, place, error):
    """Let one of the calls that write a file fail."""

    def refuse(*_, **__):
        raise OSError(error, os.strerror(error))

    if place == "write":
        opened = Path.open
        monkeypatch.setattr(
            Path,
            "open",
            lambda path, mode="r", *more, **rest: (
                BrokenFile(opened(path, mode), error)
                if mode == "xb"
                else opened(path, mode, *more, **rest)
            ),
        )
    else:
        home, name = {"fsync": (os, "fsync"), "replace": (Path, "replace")}[place]
        monkeypatch.setattr(home, name, refuse)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EROFS])
@pytest.mark.parametrize("place", ["write", "fsync", "replace"])
def test_a_plan_file_that_cannot_be_written_stays_as_it_was_and_follows_later(
    window, tmp_path, monkeypatch, place, error
):
    view = window()
    old = move(view)
    look_after(view)
    with monkeypatch.context() as broken:
        failing(broken, place, error)
        new = move(view)
        look_after(view)
        assert view.saved["state"] == "not in the file"
        assert "not in the plan file" in view.saved["text"]
        assert load_plan(tmp_path / PLAN_FILE) == old
        assert window(resume=True).plan == new
    look_after(view)
    view.say({"take_over": True})
    move(view)
    look_after(view)
    assert load_plan(tmp_path / PLAN_FILE) == view.plan
    assert [p.name for p in tmp_path.glob("*") if p.is_file()] == [PLAN_FILE]


def test_a_crash_between_the_record_and_the_file_is_no_change_by_somebody_else(
    window, tmp_path, monkeypatch
):
    view = window()
    move(view)
    look_after(view)
    new = move(view)
    with monkeypatch.context() as broken:
        failing(broken, "replace", errno.EIO)
        look_after(view)
    again = window(None, plan=tmp_path / PLAN_FILE)
    assert again.saved["state"] == "saved"
    assert again.plan == new
