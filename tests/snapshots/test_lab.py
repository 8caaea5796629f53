"""What the spacing lab tells its browser: the first message whole, of the others what is new.

Messages that change on purpose are accepted with
`python -m pytest tests/snapshots/test_lab.py --snapshot-update`.
"""

import json

import pytest

import blendnb as bl
from tests.corpus import plan_of
from tests.snapshots.listening import Browser

SCRIPT = (
    {"set": {"gap.0": 9}},
    {"set": {"model.ppe": False}},
    {"write": True},
    {"set": {"ready": "Least regret"}},
    {"write": True},
    {"set": {"copy": True, "name": "Later", "objective": "day"}},
    {"undo": True},
    {"set": {"ready": "Weekly"}},
)


@pytest.fixture
def browser(folder):  # noqa: ARG001 -- where the lab may write
    """Open the lab on a plan, with one search for the best days done."""
    return Browser(bl.spacing_lab(plan_of("crm_rollout"))._session)


def test_the_lab_answers_as_it_did(browser, snapshot):
    hello = browser.say({"hello": 820})
    question, touchpoints = search = browser.session.next_search()
    found = browser.hear(browser.session.finish_search(search, question.best(touchpoints)))
    parts = [f"> {json.dumps(command)}\n{browser.say(command)}" for command in SCRIPT]
    assert "\n".join([hello, f"Best days found\n{found}", *parts]) == snapshot
