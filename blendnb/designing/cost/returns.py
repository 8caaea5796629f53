"""Return on investment, from the user's own benefit and nothing else.

No default benefit exists here and none ever will: a return that a tool made up is worse than none.
The formula is Phillips': benefits less costs, in per cent of the costs.
"""

from blendnb.domain.costs import Range


def roi(benefits: Range, costs: Range) -> Range:
    """Return the return on investment in per cent.

    Parameters
    ----------
    benefits
        What the user expects or has measured, in the currency of the costs.
    costs
        All costs, above 0.

    Returns
    -------
    Range
        Its low end is the least benefit against the greatest cost.

    Raises
    ------
    ValueError
        If a cost is not above 0.

    Examples
    --------
    >>> roi(Range.exactly(350), Range.exactly(125)).default
    180.0
    """
    if costs.low <= 0:
        raise ValueError("costs must be above 0 to be earned back")
    return Range(
        _percent(benefits.low, costs.high),
        _percent(benefits.default, costs.default),
        _percent(benefits.high, costs.low),
    )


def _percent(benefit: float, cost: float) -> float:
    return (benefit - cost) / cost * 100
