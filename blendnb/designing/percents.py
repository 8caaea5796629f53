"""Whole percentages that add up to what they are shares of.

Rounded each for itself, 33.4, 33.3 and 33.3 lose a percent and 40.5, 30.5 and 29 win one, and a
client who adds them up trusts the rest less. So all are rounded down, and what is then missing goes
to those that lost most (the method of largest remainders).
"""

from collections.abc import Sequence

_EXACT = 9
"""Decimals at which two remainders count as equal: the earlier share then comes first."""


def whole_percents(shares: Sequence[float]) -> tuple[int, ...]:
    """Return shares that are shown together as whole percentages, adding up to their total.

    Parameters
    ----------
    shares
        From 0 to 1 each.

    Examples
    --------
    >>> whole_percents([0.405, 0.305, 0.29])
    (41, 30, 29)
    """
    exact = [round(100 * share, _EXACT) for share in shares]
    floors = [int(percent) for percent in exact]
    missing = round(sum(exact)) - sum(floors)
    losers = sorted(range(len(exact)), key=lambda place: floors[place] - exact[place])
    raised = set(losers[:missing])
    return tuple(floor + (place in raised) for place, floor in enumerate(floors))
