"""Whatever two people do with one plan, both see the same, and what was done is in the journal."""

import json
import tempfile
from datetime import date
from functools import partial
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from blendnb.domain.brief import Brief
from blendnb.files.catalogue_loading import load_catalogue
from blendnb.widgets.derive import Deriver, designer, judge, recommender
from blendnb.widgets.journal.journal_database import Database, Holder
from blendnb.widgets.journal.known_sessions import Home
from blendnb.widgets.journal.move_log import read_session
from blendnb.widgets.session import opened

BRIEF = Brief.model_validate(
    {
        "title": "Two windows", "objective": "Nothing is lost.", "topics": ["One"],
        "outcome": {"subject": "software"},
    }
)  # fmt: skip
CATALOGUE = load_catalogue(programmes=False)
RECOMMENDED = recommender(CATALOGUE)
MINDS = {
    "designer": designer(CATALOGUE, RECOMMENDED), "judge": judge(CATALOGUE, RECOMMENDED),
}  # fmt: skip
DESK = Deriver(CATALOGUE.variables, **MINDS)
PROCESSES = (Holder().pid, 1)
"""Two that live: this one, and the first of all."""
windows = st.integers(0, 1)


class TwoWindows(RuleBasedStateMachine):
    """Two windows in two processes, and a model of what must be seen in both."""

    def __init__(self):
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        self.folder = Path(self.place.name)
        self.past, self.future, self.count, self.holder = [], [], 0, 0
        self.conflict = False

    def teardown(self):
        for session in self.sessions:
            session.history._writer.database.close()
        self.place.cleanup()

    @initialize()
    def begin(self):
        first = self.opened(0)
        self.now = self.title_in(first)
        self.sessions = [first]
        self.edit(0)
        self.sessions.append(self.opened(1))
        self.key = first.history.key

    def opened(self, window):
        home = partial(Home, holder=Holder(pid=PROCESSES[window]))
        return opened(
            BRIEF, plan=None, folder=self.folder, resume=True, home=home, catalogue=CATALOGUE,
            database=Database(self.folder / "state"), export=None, today=lambda: date(2026, 1, 1),
            **MINDS,
        )  # fmt: skip

    def say(self, window, command):
        message = {"view": "v", "seq": 1, "commands": [command]}
        return next(self.sessions[window].hear(message))["notice"]

    def title_in(self, session):
        return session.design.plan.touchpoints[0].title

    def put(self, title):
        self.past.append(self.now)
        self.now, self.future = title, []

    @rule(window=windows)
    def edit(self, window):
        self.count += 1
        title = f"Edit {self.count}"
        first = self.sessions[window].design.plan.touchpoints[0].id
        edit = {"kind": "change", "id": first, "values": {"title": title}}
        notice = self.say(window, {"edit": edit})
        if window == self.holder:
            self.put(title)
        else:
            assert "Another window" in notice

    @rule(window=windows)
    def undo(self, window):
        self.say(window, {"undo": True})
        if window == self.holder and self.past:
            self.future.append(self.now)
            self.now = self.past.pop()

    @rule(window=windows)
    def redo(self, window):
        self.say(window, {"redo": True})
        if window == self.holder and self.future:
            self.past.append(self.now)
            self.now = self.future.pop()

    @rule(window=windows)
    def look_around(self, window):
        self.say(window, {"go": "pilot"})

    @rule(window=windows)
    def take_over(self, window):
        self.tick()
        self.say(window, {"take_over": True})
        self.holder = window

    @rule(window=windows)
    def crash(self, window):
        """The process is gone without a word, and the cell is run again."""
        self.sessions[window].history._writer.database.close()
        self.sessions[window] = self.opened(window)

    @rule()
    def tick(self):
        for session in self.sessions:
            list(zip(session.tick(), [0], strict=False))

    def plan_file(self):
        return next(self.folder.glob("two-windows.plan.json"), None)

    @precondition(lambda self: self.plan_file() is not None)
    @rule(kept=st.sampled_from(["mine", "theirs"]))
    def somebody_changes_the_file(self, kept):
        self.tick()
        path = self.plan_file()
        data = json.loads(path.read_text(encoding="utf-8"))
        self.count += 1
        data["touchpoints"][0]["title"] = f"Theirs {self.count}"
        path.write_text(json.dumps(data), encoding="utf-8")
        self.tick()
        assert self.sessions[self.holder].history.status["state"] == "changed on disk"
        assert f"Theirs {self.count}" in path.read_text(encoding="utf-8")
        self.say(self.holder, {"keep": kept})
        if kept == "theirs":
            self.put(f"Theirs {self.count}")
        assert self.sessions[self.holder].history.status["state"] == "saved"

    @invariant()
    def the_holder_shows_what_was_done(self):
        session = self.sessions[self.holder]
        assert self.title_in(session) == self.now
        assert session.history.can_undo == bool(self.past)
        assert session.history.can_redo == bool(self.future)

    @invariant()
    def the_journal_holds_what_was_done(self):
        database = Database(self.folder / "state")
        store, _ = read_session(database, self.key, DESK)
        assert store.now.option.plan == self.sessions[self.holder].design.plan
        database.close()

    @invariant()
    def who_watches_sees_it_after_a_moment(self):
        other = self.sessions[1 - self.holder]
        list(zip(other.tick(), [0], strict=False))
        assert other.history.status["state"] == "watching"
        assert self.title_in(other) == self.now


TestTwoWindows = TwoWindows.TestCase
TestTwoWindows.settings = settings(
    max_examples=max(8, settings.default.max_examples // 10), stateful_step_count=12
)
