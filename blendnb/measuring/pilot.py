"""What a pilot of a size can show, and what it cannot, before anybody is invited."""

from math import floor

from blendnb.domain.plan import Plan
from blendnb.domain.results import Estimate, PilotSize, Results
from blendnb.measuring import statistics
from blendnb.measuring.knowledge import threshold

_COMPLETION = 0.8
_LEAST = 5


def pilot_size(size: int) -> PilotSize:
    """Return what a group of so many people can show and cannot.

    Parameters
    ----------
    size
        People in the group; at least five, as smaller groups are never shown.

    Raises
    ------
    ValueError
        If the group is smaller than that.

    Notes
    -----
    The interval of a share is Wilson's (1927); the smallest change is that of a paired t test at
    5 %, two-sided, with 80 % power; what goes unseen is the exact form of the rule of three
    (Hanley & Lippman-Hand 1983).

    Examples
    --------
    >>> found = pilot_size(20)
    >>> found.answering, round(found.smallest_change, 2), round(found.unseen, 2)
    (15, 0.78, 0.14)
    """
    if size < _LEAST:
        raise ValueError(f"a pilot of {size} shows nothing; from {_LEAST} people on it does")
    answering = max(floor(size * threshold("answering")), 3)
    completion = statistics.share(round(size * _COMPLETION), size)
    change, unseen = statistics.smallest_change(answering), statistics.unseen(size)
    text = _sentences(size, answering, completion, change, unseen)
    return PilotSize(size, answering, completion, change, unseen, text)


def _sentences(
    size: int, answering: int, completion: Estimate, change: float, unseen: float
) -> tuple[str, ...]:
    low, high = completion.low or 0.0, completion.high or 1.0
    finishing = (
        f"If {round(size * _COMPLETION)} of {size} finish, the completion for everybody is still "
        f"anywhere between {low * 100:.0f} and {high * 100:.0f} %."
    )
    changing = (
        f"With {answering} people answering before and after, a change is seen from "
        f"{change:.2f} standard deviations on: {_in_words(change)}. A smaller one may be there "
        "and not show."
    )
    tripping = (
        f"What trips nobody in a group of {size} may still trip up to {unseen * 100:.0f} % of "
        "everybody."
    )
    return (
        finishing,
        changing,
        tripping,
        "A pilot of this size finds what is in the way; it does not prove a business result.",
    )


def _in_words(change: float) -> str:
    """Cohen 1988: 0.2 is small, 0.5 medium, 0.8 large."""
    sizes = ((0.35, "a small change"), (0.65, "a medium change"), (1.0, "a large change"))
    return next((word for most, word in sizes if change <= most), "only a very large change")


def pilot_of(plan: Plan, results: Results | None = None) -> PilotSize | None:
    """Return what a pilot can show: of those who were in it, else of those the plan foresees.

    None where neither is known, or where they are too few.
    """
    taking = results.taking if results is not None else None
    size = taking.expected if taking is not None else plan.pilot.size if plan.pilot else 0
    return pilot_size(size) if size >= _LEAST else None
