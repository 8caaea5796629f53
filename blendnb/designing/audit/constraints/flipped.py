"""Flipped design: the session that cannot run without its pre-work.

Flipped moves content ahead of a session, so the session has pre-work on its topics and an entry
check that makes the pre-work visible. Without the check it is left undone, and the session repeats
what it was meant to use.
"""

from collections.abc import Iterable
from math import inf

from blendnb.designing.audit.view import Happening, PlanView
from blendnb.designing.audit.wording import ids, named
from blendnb.domain.findings import ConstraintFinding
from blendnb.domain.plan import Touchpoint

TELLING = ("inform", "demonstrate")
USING = ("practice", "apply")


def flipped(view: PlanView) -> ConstraintFinding | None:
    """Judge whether a flipped plan has sessions with pre-work, each behind an entry check."""
    if not view.plan.flipped:
        return None
    sessions = [t for t in view.live if t.purpose in USING]
    alone = [h for h in view.happenings if _is_prework(h.touchpoint)]
    prepared = _after_one_of(sessions, alone)
    checks = [h for h in view.checks if not h.touchpoint.live]
    checked = _after_one_of(prepared, checks)
    if not prepared:
        text = "The plan is called flipped, and no live practice has pre-work on its topics."
        return _finding(text, sessions)
    unchecked = [t for t in prepared if t not in checked]
    if unchecked:
        return _finding(
            f"No entry check opens {named(unchecked)}: pre-work is left undone.", unchecked
        )
    return None


def _finding(text: str, sessions: Iterable[Touchpoint]) -> ConstraintFinding:
    return ConstraintFinding(id="flipped", severity="warning", text=text, touchpoints=ids(sessions))


def _is_prework(touchpoint: Touchpoint) -> bool:
    return touchpoint.modality == "self_paced" and touchpoint.purpose in TELLING


def _after_one_of(sessions: Iterable[Touchpoint], before: Iterable[Happening]) -> list[Touchpoint]:
    """Return the sessions that something of `before` leads up to, by link or by topic."""
    ready: dict[str, float] = {}
    linked: set[str] = set()
    for happening in before:
        linked.add(happening.touchpoint.id)
        for topic in happening.topics:
            ready[topic] = min(happening.due, ready.get(topic, inf))
    return [
        session
        for session in sessions
        if not linked.isdisjoint(session.depends_on)
        or any(ready.get(topic, inf) <= session.start_day for topic in session.all_topics)
    ]
