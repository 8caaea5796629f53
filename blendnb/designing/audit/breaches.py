"""What breaks the hard constraints, as touchpoints and occurrences.

It stands apart from the sentences of `hard_constraints` because fixes need it too: an edit is
offered only if it adds no breach, and that shows in the breaches of the plan that it makes.
"""

from blendnb.designing.audit.plan_facts import PlanView
from blendnb.domain.plan import Occurrence, Touchpoint


def session_limit(view: PlanView) -> float:
    """Return how many minutes people can be free for a session."""
    return (view.brief.work.longest_session_minutes or 0) * view.threshold("longest_session")


def too_long(view: PlanView) -> list[Touchpoint]:
    """Return the live touchpoints that last longer than people can be free."""
    limit = session_limit(view)
    return [t for t in view.live if t.learner_minutes > limit]


def on_blackout(view: PlanView) -> list[Occurrence]:
    """Return live occurrences and deadlines on days on which nothing may fall."""
    return [o for o in view.occurrences if falls_on_blackout(view, o)] if view.free.closed else []


def falls_on_blackout(view: PlanView, occurrence: Occurrence) -> bool:
    """Whether people would meet on a blackout day, or something would be due on one."""
    if occurrence.touchpoint.live:
        return not view.free.is_clear(occurrence.start_day, occurrence.due_day)
    return occurrence.end_day is not None and not view.free.is_free(occurrence.end_day)


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


def breaches(view: PlanView) -> frozenset[tuple[str, ...]]:
    """Return everything in a plan that breaks a hard constraint, as comparable keys."""
    return frozenset(
        (
            *(("longest_session", t.id) for t in too_long(view)),
            *(("blackout", o.touchpoint.id, str(o.start_day)) for o in on_blackout(view)),
            *(("veto", t.id) for t in excluded(view)),
            *(("group_max", t.id) for t in too_few_groups(view)),
            *(("order", *pair) for pair in view.order.reversed_pairs()),
        )
    )
