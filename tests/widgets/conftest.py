"""What the studio's tests share: the shipped catalogue, a sample brief, and a session with both."""

import pytest

from blendnb.domain.brief import Brief
from blendnb.files.catalogue import load_catalogue
from blendnb.widgets.designer import designer
from blendnb.widgets.session import Session


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

    def __init__(self, session):
        self.session, self.seq, self.state, self.charts, self.revisions = session, 0, {}, {}, []
        self.say({"hello": 820})

    def say(self, *commands):
        """Send commands in one message; return the answers."""
        self.seq += 1
        message = {"view": "a view", "seq": self.seq, "commands": list(commands)}
        return self.hear(self.session.hear(message))

    def hear(self, answers):
        """Take in what the session tells."""
        answers = list(answers)
        for answer in answers:
            self.revisions.append(answer["revision"])
            self.charts |= answer.get("charts", {})
            if answer["kind"] == "state":
                self.state |= answer
        return answers

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
