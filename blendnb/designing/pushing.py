"""Pushing: what depends on a touchpoint that ends later moves along with it.

A touchpoint may depend on others: practice on the module before it. When the module moves a week
later, the practice must not be left before it. Each dependant keeps at least the distance it had,
or the day after where it had more, so that slack is used up first; what has room does not move.
Short, because moving is the only edit that others follow.
"""

from blendnb.domain.edits import Batch, Move
from blendnb.domain.plan import Plan, Touchpoint

_NEXT_DAY = 1


def pushed(before: Plan, after: Plan) -> Batch | None:
    """Return the moves that follow from a change of one plan into another.

    Parameters
    ----------
    before, after
        The plan before and after touchpoints were moved or resized.

    Returns
    -------
    Batch or None
        Moves of dependants, direct and indirect; None where nobody needs to move.
    """
    moved = {t.id for t in after.touchpoints if _differs(before.by_id.get(t.id), t)}
    days = {t.id: t.start_day for t in after.touchpoints}
    # Every dependant at most once for each touchpoint before it: enough even for a long chain.
    for _ in after.touchpoints:
        if not _push_once(before, after, days, moved):
            break
    moves = [
        Move(id=t.id, start_day=days[t.id])
        for t in after.touchpoints
        if days[t.id] != t.start_day and t.id not in moved
    ]
    return Batch(edits=tuple(moves)) if moves else None


def _differs(old: Touchpoint | None, new: Touchpoint) -> bool:
    return old is not None and (old.start_day, old.last_day) != (new.start_day, new.last_day)


def _push_once(before: Plan, after: Plan, days: dict[str, int], fixed: set[str]) -> bool:
    """Push whatever is too early for what it depends on; return whether anything was."""
    pushed_any = False
    for touchpoint in after.touchpoints:
        if touchpoint.id in fixed or touchpoint.id not in before.by_id:
            continue
        for id_ in touchpoint.depends_on:
            if id_ not in before.by_id:
                continue
            earliest = _end(after.by_id[id_], days[id_]) + _distance(before, id_, touchpoint.id)
            if days[touchpoint.id] < earliest:
                days[touchpoint.id] = earliest
                pushed_any = True
    return pushed_any


def _end(touchpoint: Touchpoint, start_day: int) -> int:
    return touchpoint.last_day - touchpoint.start_day + start_day


def _distance(before: Plan, first: str, then: str) -> int:
    """Days that must lie between the end of one and the start of the other."""
    return min(before.by_id[then].start_day - before.by_id[first].last_day, _NEXT_DAY)
