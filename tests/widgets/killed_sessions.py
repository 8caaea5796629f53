"""A studio that is killed again and again while somebody edits without pause.

Run by a test, in a process of its own: each round forks a child that edits, acknowledging each edit
by a byte once the session has answered; kills it at a random moment; and opens what is left.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

from blendnb.domain.brief import Brief
from blendnb.files.briefs_and_plans import load_plan
from blendnb.files.catalogue_loading import load_catalogue
from blendnb.widgets.derive import designer, judge, recommender
from blendnb.widgets.journal.journal_database import Database
from blendnb.widgets.session import opened

BRIEF = Brief.model_validate(
    {
        "title": "Killed", "objective": "Nothing is lost.", "outcome": {"subject": "software"},
        "topics": ["One", "Two"],
    }
)  # fmt: skip
EDITS_A_TICK = 3


def edits_in(plan):
    """The number of the last edit, which stands in a title."""
    return int(plan.touchpoints[0].title.partition("Edit ")[2] or 0)


def edit_without_pause(session, pipe):
    number = edits_in(session.design.plan)
    first = session.design.plan.touchpoints[0].id
    while True:
        number += 1
        edit = {"kind": "change", "id": first, "values": {"title": f"Edit {number}"}}
        answer = next(session.hear({"view": "v", "seq": number, "commands": [{"edit": edit}]}))
        assert answer["notice"] == "", answer["notice"]
        os.write(pipe, f"{number}\n".encode())
        if number % EDITS_A_TICK == 0:
            list(session.tick())


def killed(open_session, seconds):
    """Let a child edit for a while, kill it, and return the last edit that it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        edit_without_pause(open_session(), writing)
    os.close(writing)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading) as told:
        acknowledged = [line for line in told.read().splitlines() if line]
    return int(acknowledged[-1]) if acknowledged else 0


def main(folder, kills, seed):
    moments, catalogue = random.Random(seed), load_catalogue()
    recommended = recommender(catalogue)
    minds = {"designer": designer(catalogue, recommended), "judge": judge(catalogue, recommended)}

    def open_session():
        return opened(
            BRIEF, plan=None, folder=folder, resume=True, database=Database(folder / "state"),
            catalogue=catalogue, export=None, **minds,
        )  # fmt: skip

    open_session().history.close()
    last = 0
    for _ in range(kills):
        acknowledged = killed(open_session, moments.uniform(0.05, 0.4)) or last
        session = open_session()
        found, state = edits_in(session.design.plan), session.history.status["state"]
        assert found in (acknowledged, acknowledged + 1), (acknowledged, found)
        assert state == "saved", session.history.status
        for path in folder.glob("*.plan.json"):
            load_plan(path)
        list(session.hear({"view": "v", "seq": 0, "commands": [{"undo": True}, {"redo": True}]}))
        assert edits_in(session.design.plan) == found
        session.history.close()
        last = found
    sys.stdout.write(f"{last} edits, {kills} kills, nothing lost\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
