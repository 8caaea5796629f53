"""What a studio tells its browser: every message of one session, command by command.

The first message is kept whole; of the others what differs from what was told before. Charts are
told as their texts and how many marks they have. Messages that change on purpose are accepted with
`python -m pytest tests/snapshots/test_studio.py --snapshot-update`.
"""

import json
from datetime import date

import pytest

import blendnb as bl
from tests.corpus import brief_of
from tests.snapshots.listening import Browser

CARD = {
    "id": "pocket-card", "title": "Pocket card", "format": "job_aid", "modality": "on_the_job",
    "purpose": "support", "stage": "during", "start_day": 3, "days": None, "learner_minutes": 0,
}  # fmt: skip
PILOT = {"size": 24, "text": "Two regions go first.", "start_day": -28, "decide_by": "Then we cut."}
MARK = {"topic": "Forecasting", "stage": "during", "purpose": "practice", "on": True}
DECISION = {"about": "pocket-card", "text": "We print it.", "who": "Kim", "why": "No wifi."}
RESULTS = [f"pilot/{name}" for name in ("lms_export.csv", "feedback.csv", "survey.csv")]

SCRIPT = (
    {"set": {"audience.minutes_per_week": "45"}},
    {"set": {"audience.size": "many"}},
    {"set": {"audience.size": "400"}},
    {"why_not": "continuous"},
    {"choose": "bookend"},
    {"drag": [{"id": "attempt", "start_day": 11}]},
    {"edit": {"kind": "move", "id": "attempt", "start_day": 11}, "push": True},
    {"edit": {"kind": "resize", "id": "attempt", "days": 2}},
    {"edit": {"kind": "add", "touchpoints": [CARD]}},
    {"edit": {"kind": "remove", "ids": ["help-at-work", "pocket-card", "peer-exchange"]}},
    {"mend": "social.together"},
    {"undo": True},
    {"redo": True},
    {"option": {"new": "Shorter"}},
    {"set": {"schedule.weeks": "4"}},
    {"option": {"switch": 0}},
    {"merge": {"from": 1, "stage": "after"}},
    {"map": MARK},
    {"go": "pilot"},
    {"decide": DECISION},
    {"pilot": PILOT},
    {"results": RESULTS},
    {"accept": ["s-1"], "who": "Kim"},
    {"replace_reinforcement": {}},
    {"export": {"suffix": ".md"}},
    {"width": 1180},
    {"dance": True},
)


@pytest.fixture
def browser(folder, monkeypatch):
    """Open a studio whose clock stands still, so that nothing is told but answers."""
    monkeypatch.setenv("BLENDNB_STATE", str(folder / "state"))
    studio = bl.studio(brief_of("crm_rollout"), folder=folder)
    monkeypatch.setattr(type(studio), "_tick", lambda _: None)
    yield Browser(studio._session)
    studio.close()


def answered(browser, command):
    """Say one command and return the whole answer, with the long work that it starts."""
    parts = [f"> {json.dumps(command)}\n", browser.say(command)]
    while job := browser.session.wanted():
        parts.append(browser.hear(browser.session.hand_in(job, job.attempt())))
    return "".join(parts)


def said(text, told):
    """A transcript as it is on every day, in every folder."""
    today = date.today().isoformat()  # noqa: DTZ011 -- the day that people see on their clock
    return told(text).replace(today, "TODAY")


def test_a_view_is_told_first_what_it_was(browser, told, snapshot):
    assert said(browser.say({"hello": 820}), told) == snapshot


def test_commands_are_answered_as_they_were(browser, told, snapshot):
    browser.say({"hello": 820})
    answers = "\n".join(answered(browser, command) for command in SCRIPT)
    assert said(answers, told) == snapshot
