"""What breaks the hard constraints: found, not yet told.

Finding is apart from telling because repairs need it too: an edit is offered only if it adds no
breach, which is found out by looking for breaches in the plan that it makes.
"""

from collections.abc import Iterator
from typing import NamedTuple

from blendnb.designing.audit.view import Happening, PlanView
from blendnb.domain.plan import Touchpoint
from blendnb.domain.vocabulary import TEACHING_ORDER


class TooEarly(NamedTuple):
    """A purpose of a topic that begins before one that has to come first."""

    topic: str
    purpose: str
    day: int
    before: str


def session_limit(view: PlanView) -> float:
    """Return how many minutes people can be free for a session."""
    return (view.brief.work.longest_session_minutes or 0) * view.threshold("longest_session")


def too_long(view: PlanView) -> list[Touchpoint]:
    """Return the live touchpoints that last longer than people can be free."""
    limit = session_limit(view)
    return [t for t in view.live if t.learner_minutes > limit]


def on_blackout(view: PlanView) -> list[Happening]:
    """Return live occurrences and deadlines on days on which nothing may fall."""
    return [h for h in view.happenings if falls_on_blackout(view, h)] if view.free.closed else []


def falls_on_blackout(view: PlanView, happening: Happening) -> bool:
    """Whether people would meet on a blackout day, or something would be due on one."""
    if happening.touchpoint.live:
        return not view.free.is_clear(happening.start, happening.due)
    return happening.end is not None and not view.free.is_free(happening.end)


def excluded(view: PlanView) -> list[Touchpoint]:
    """Return the touchpoints whose format a stated fact excludes."""
    return [t for t in view.plan.touchpoints if t.format in view.excluded]


def group_limit(view: PlanView, touchpoint: Touchpoint) -> int | None:
    """Return the most people in one group of a touchpoint; None where groups do not matter."""
    learning_format = view.catalogue.formats.get(touchpoint.format)
    return learning_format.group_max if learning_format else None


def too_few_groups(view: PlanView) -> list[Touchpoint]:
    """Return the touchpoints whose planned groups do not hold everybody."""
    size = view.brief.audience.size or 1
    grouped = ((t, group_limit(view, t)) for t in view.plan.touchpoints if t.groups is not None)
    return [t for t, most in grouped if most is not None and (t.groups or 0) * most < size]


def too_early(view: PlanView) -> Iterator[TooEarly]:
    """Give each purpose of a topic that begins too early."""
    begun = view.order.begun
    for topic in dict.fromkeys(topic for topic, _ in begun):
        days = [(p, begun[topic, p]) for p in TEACHING_ORDER if (topic, p) in begun]
        latest, first = "", days[0][1]
        for purpose, day in days:
            if day < first:
                yield TooEarly(topic, purpose, day, latest)
            else:
                latest, first = purpose, day


def _reversed_pairs(view: PlanView) -> Iterator[tuple[str, str, str]]:
    """Give each topic with two purposes of which the later begins before the earlier."""
    begun = view.order.begun
    for (topic, purpose), day in begun.items():
        for earlier in TEACHING_ORDER[: TEACHING_ORDER.index(purpose)]:
            if day < begun.get((topic, earlier), day):
                yield topic, purpose, earlier


def breaches(view: PlanView) -> frozenset[tuple[str, ...]]:
    """Return everything in a plan that breaks a hard constraint, as comparable keys."""
    return frozenset(
        (
            *(("longest_session", t.id) for t in too_long(view)),
            *(("blackout", h.touchpoint.id, str(h.start)) for h in on_blackout(view)),
            *(("veto", t.id) for t in excluded(view)),
            *(("group_max", t.id) for t in too_few_groups(view)),
            *(("order", *pair) for pair in _reversed_pairs(view)),
        )
    )
