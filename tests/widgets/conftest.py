"""What the studio's tests share: the shipped catalogue, a sample brief, and a session with both."""

import json
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice

import pytest

from blendnb.domain.brief import Brief
from blendnb.exporting import export
from blendnb.files.catalogue_loading import load_catalogue
from blendnb.widgets.derive import designer, judge, recommender
from blendnb.widgets.journal.journal_database import Database, Holder
from blendnb.widgets.journal.known_sessions import Home
from blendnb.widgets.message import STUDIO
from blendnb.widgets.session import Session, opened


@pytest.fixture(scope="session")
def catalogue():
    return load_catalogue()


@pytest.fixture(scope="session")
def work_out(catalogue):
    """The real designer."""
    return designer(catalogue)


@pytest.fixture(scope="session")
def crm():
    """A brief that leaves much open."""
    return Brief.model_validate(
        {
            "title": "CRM rollout",
            "objective": "Sales teams use the new CRM consistently.",
            "client": "Northwind",
            "topics": ["Process change", "Forecasting"],
            "outcome": {"subject": "software"},
            "audience": {"size": 400, "role": "sales", "location": "distributed"},
            "schedule": {"weeks": 6},
        }
    )


class View:
    """A view of a session: says things and hears the answers, as the browser does."""

    def __init__(self, session, *, patient=True):
        self.session, self.seq, self.state, self.charts, self.revisions = session, 0, {}, {}, []
        self.patient = patient  # one that is not hears the state alone, and no charts are drawn
        self.say({"hello": 820})

    def say(self, *commands):
        """Send commands in one message; return the answers."""
        self.seq += 1
        message = {"view": "a view", "seq": self.seq, "commands": list(commands)}
        return self.hear(self.session.hear(message))

    def hear(self, answers):
        """Take in what the session tells."""
        answers = list(answers if self.patient else islice(answers, 1))
        for answer in answers:
            STUDIO.validate_json(json.dumps(answer))
            self.revisions.append(answer["revision"])
            self.charts |= answer.get("charts", {})
            if answer["kind"] == "state":
                self.state |= answer
        return answers

    def work(self):
        """Do what takes long, as the widget does beside the conversation."""
        while job := self.session.wanted():
            self.hear(self.session.hand_in(job, job.attempt()))

    @property
    def plan(self):
        """The plan as it stands."""
        return self.session.design.plan

    @property
    def notice(self):
        """The sentence that is shown."""
        return self.state["notice"]

    @property
    def saved(self):
        """How things stand."""
        return self.state["saved"]

    @property
    def shown(self):
        """What the controls show."""
        return self.state["answers_shown"]

    @property
    def result(self):
        """What the result pane shows."""
        return self.state["result"]

    @property
    def in_plan(self):
        """The blend model that the plan uses."""
        return next(model["id"] for model in self.result["models"] if model["used"])


@pytest.fixture
def open_view(catalogue, work_out, tmp_path):
    """Open a session and look at it: `open_view(brief, **parts)`."""

    def opened(brief=None, **parts):
        usual = {
            "catalogue": catalogue,
            "designer": work_out,
            "export": lambda plan, path: path.write_text(plan.title, encoding="utf-8"),
            "folder": tmp_path,
        }
        return View(Session(brief, **(usual | parts)))

    return opened


# ------------------------------------------------------------------ sessions that are kept


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self):
        self.now = datetime(2026, 11, 24, 14, 3).astimezone()

    def __call__(self):
        return self.now

    def on(self, seconds):
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="session")
def minds(catalogue):
    """Designer and judge that share what was recommended, as in the studio."""
    recommended = recommender(catalogue)
    return {"designer": designer(catalogue, recommended), "judge": judge(catalogue, recommended)}


@pytest.fixture
def window(catalogue, minds, crm, tmp_path, clock):
    """Open a window on a kept session: `window(brief, resume=True, pid=1, **parts)`.

    Every window is a studio of its own. Those with another `pid` live in another process.
    """

    def open_window(brief=crm, *, pid=None, connect=None, patient=False, **parts):
        holder = Holder() if pid is None else Holder(pid=pid)
        database = Database(tmp_path / "state", **({"connect": connect} if connect else {}))
        usual = {
            "plan": None, "folder": tmp_path, "resume": None, "catalogue": catalogue, **minds,
            "export": partial(export, catalogue=catalogue), "today": lambda: date(2026, 11, 24),
            "database": database, "home": partial(Home, holder=holder, clock=clock),
        }  # fmt: skip
        session = opened(brief, **(usual | parts))
        return View(session, patient=patient)

    return open_window
