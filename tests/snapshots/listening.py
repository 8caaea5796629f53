"""The browser's side of a session: it says commands and tells what is new in the answers."""

import json
import re

from blendnb.widgets.lab_session import LabSession
from blendnb.widgets.message import LAB, STUDIO
from tests.snapshots.outline import difference, outline, without_drawings

LETTERHEAD = {"kind", "revision", "answers"}
IN_PARTS = {"board", "charts"}
"""What is told part by part: a part that is not told stays."""


class Browser:
    """Listens to a session and tells what is new in what it hears."""

    def __init__(self, session):
        self.session, self._known = session, {}
        self._messages = LAB if isinstance(session, LabSession) else STUDIO

    def say(self, command):
        """Send one command; return what is new in the messages that come back."""
        return self.hear(self.session.hear({"view": "a view", "seq": 1, "commands": [command]}))

    def hear(self, messages):
        """Return what is new in messages."""
        return "".join(map(self._news, messages))

    def _news(self, message):
        self._messages.validate_json(json.dumps(message))
        told = {key: without_drawings(message[key]) for key in message if key not in LETTERHEAD}
        # A session that is saved tells the time, and tells it again when a minute has gone by.
        if "saved" in told:
            told["saved"] = _timeless(told["saved"])
            if told["saved"] == self._known.get("saved"):
                del told["saved"]
        news = {key: self._new(key, value) for key, value in told.items()}
        return f"[{message['kind']}]\n{outline(news)}"

    def _new(self, key, value):
        before = self._known.get(key)
        if key in self._known and before == value:
            return "(as before)"
        whole = {**before, **value} if key in IN_PARTS and before and value else value
        self._known[key] = whole
        return difference(before, whole)


def _timeless(saved):
    return saved | {"text": re.sub(r"\d?\d:\d\d", "TIME", saved["text"])}
