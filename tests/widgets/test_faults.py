"""Whatever the disk does, the work stays, the studio says so, and files open as old or new."""

import errno
import os
import socket
import sqlite3
import subprocess
import sys
from hashlib import blake2b
from pathlib import Path

import pytest

from blendnb.files.briefs_and_plans import load_plan
from blendnb.widgets.journal import journal_database
from blendnb.widgets.journal.journal_database import FIRST, Database, Unwritable
from blendnb.widgets.journal.journal_database import connect as usual
from blendnb.widgets.journal.journal_file import on_network

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
        connection.execute("PRAGMA max_page_count = 20")
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
    view.session.history.close()
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
    view.session.history._writer.database.close()
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
    view.session.history.close()
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
    view.session.history.close()
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


def test_two_crashes_in_a_row_before_the_file_is_written_are_no_change_by_somebody_else(
    window, tmp_path, monkeypatch
):
    view = window()
    move(view)
    look_after(view)
    for _ in range(3):
        new = move(view)
        with monkeypatch.context() as broken:
            failing(broken, "replace", errno.EIO)
            look_after(view)
        view = window(None, plan=tmp_path / PLAN_FILE)
        assert view.saved["state"] == "saved"
        assert view.plan == new
    look_after(view)
    assert load_plan(tmp_path / PLAN_FILE) == new


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be deleted elsewhere")
@pytest.mark.parametrize("replaced", [False, True])
def test_a_journal_that_vanishes_while_it_is_open_is_made_whole_with_all_that_can_be_undone(
    window, tmp_path, replaced
):
    view = window()
    plans = [move(view) for _ in range(4)]
    for path in (tmp_path / "state").glob("journal.db*"):
        path.unlink()
    if replaced:
        usual(tmp_path / "state" / "journal.db").close()
        (tmp_path / "state" / "journal.db").touch()
    plans.append(move(view))
    assert view.saved["state"] == "saved"
    assert "whole again" in view.saved["text"]
    again = window(resume=True)
    for plan in reversed(plans):
        assert again.plan == plan
        again.say({"undo": True})


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_the_journal_is_for_its_owner_only(window, tmp_path):
    move(window())
    state = tmp_path / "state"
    assert state.stat().st_mode & 0o777 == 0o700
    modes = {path.name: path.stat().st_mode & 0o777 for path in state.glob("journal.db*")}
    assert set(modes.values()) == {0o600}


# -------------------------------------------------------------------- where the journal lies


def on_a_drive_without_shared_memory(path):
    """Open a database as on a network drive: files are locked by other files."""
    return sqlite3.connect(
        f"file:{path}?vfs=unix-dotfile", uri=True, isolation_level=None, check_same_thread=False
    )


@pytest.mark.skipif(os.name != "posix", reason="SQLite's ways to lock on POSIX")
def test_where_no_log_can_be_kept_the_journal_is_written_another_way_and_that_is_said_once(
    window, tmp_path, clock
):
    view = window(connect=on_a_drive_without_shared_memory)
    plans = [move(view)]
    assert view.saved["text"] == (
        "Saved at 14:03. The journal lies on a network drive, or where no write-ahead log can be "
        "kept: it is written the slower, safe way there."
    )
    clock.on(60)
    plans.append(move(view))
    assert view.saved["text"] == "Saved at 14:04."
    assert {path.name for path in (tmp_path / "state").glob("journal.db-*")} == set()
    again = window(connect=on_a_drive_without_shared_memory, resume=True)
    assert again.plan == plans[1]
    again.say({"undo": True})
    assert again.plan == plans[0]


@pytest.mark.parametrize(
    ("path", "network"),
    [("/home/anna/.local", True), ("/home/local/x", False), ("/tmp", False), ("/media/a b", True)],
)
def test_a_network_drive_is_known_by_what_the_system_says_of_it(tmp_path, path, network):
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\nnas:/home /home nfs4 rw 0 0\n/dev/sdb1 /home/local ext4 rw 0 0\n"
        "//nas/share /media/a\\040b cifs rw 0 0\n",
        encoding="utf-8",
    )
    assert on_network(Path(path), mounts) is network


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be changed elsewhere")
@pytest.mark.parametrize("logs", [["-wal"], ["-shm"], ["-wal", "-shm"]])
def test_a_log_that_is_deleted_under_an_open_studio_costs_nothing(window, tmp_path, logs):
    view = window()
    plans = [move(view) for _ in range(3)]
    for log in logs:
        (tmp_path / "state" / f"journal.db{log}").unlink()
    plans.append(move(view))
    assert view.saved["state"] == "saved"
    again = window(resume=True)
    for plan in reversed(plans):
        assert again.plan == plan
        again.say({"undo": True})


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be changed elsewhere")
@pytest.mark.parametrize("content", ["nothing", "noise", "an older copy"])
def test_a_journal_that_is_overwritten_in_its_place_is_told_and_made_whole(
    window, tmp_path, content
):
    journal = tmp_path / "state" / "journal.db"
    view = window()
    plans = [move(view)]
    look_after(view)
    view.session.history.close()
    older = journal.read_bytes()
    view = window(resume=True)
    plans += [move(view) for _ in range(3)]
    with journal.open("r+b") as file:
        file.truncate()
        file.write({"nothing": b"", "noise": b"noise" * 3000, "an older copy": older}[content])
    plans.append(move(view))
    look_after(view)
    assert view.plan == plans[-1]
    assert view.saved["state"] == "saved"
    # Over an older copy the log still holds all that it lacks.
    assert ("whole again" in view.saved["text"]) is (content != "an older copy")
    again = window(resume=True)
    for plan in plans[:0:-1]:
        assert again.plan == plan
        again.say({"undo": True})


@pytest.mark.parametrize("opens", [True, False])
def test_a_journal_that_may_only_be_read_opens_to_look_and_keeps_what_is_edited(
    window, tmp_path, opens
):
    def reading(path):
        """As where the file may only be read, or the folder too."""
        if not opens and path.parent == tmp_path / "state":
            return usual(Path(f"{path}/no"))
        return sqlite3.connect(
            f"file:{path}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
        )

    first = window()
    plan = move(first)
    first.session.history.close()
    view = window(connect=reading, resume=True)
    assert view.plan == plan
    new = move(view)
    assert view.plan == new
    assert view.saved["text"].startswith("Not saved: ")
    assert window(resume=True).plan == plan


def test_a_journal_that_somebody_else_writes_to_holds_up_no_tick(window, tmp_path, monkeypatch):
    monkeypatch.setattr(journal_database, "_WAIT_SECONDS", 1e9)
    view = window()
    plan = move(view)
    with usual(tmp_path / "state" / "journal.db") as other:
        other.execute("BEGIN IMMEDIATE")
        look_after(view)
        assert view.saved["state"] == "saved"
        assert not (tmp_path / PLAN_FILE).exists()
        other.execute("ROLLBACK")
    look_after(view)
    assert load_plan(tmp_path / PLAN_FILE) == plan


def test_what_a_killed_session_began_to_write_is_cleared_away(window, tmp_path):
    killed = subprocess.Popen([sys.executable, "-c", ""])
    killed.wait()
    host = blake2b(socket.gethostname().encode(), digest_size=4).hexdigest()
    parts = {
        pid: tmp_path / f".blendnb-{host}-{pid}-0123456789ab.part"
        for pid in (killed.pid, os.getpid())
    }
    elsewhere = tmp_path / f".blendnb-00000000-{killed.pid}-0123456789ab.part"
    for path in (*parts.values(), elsewhere):
        path.touch()
    window()
    assert [path.exists() for path in (*parts.values(), elsewhere)] == [False, True, True]
