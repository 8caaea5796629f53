"""Ranges in words, with no more digits than they deserve."""

from blendnb.domain.costs import Range

_WHOLE_FROM = 10
_ROUGH_FROM = 1000


def figure(value: float) -> str:
    """Return one figure as people write it.

    Examples
    --------
    >>> figure(4.25), figure(222.53), figure(12_345)
    ('4.2', '223', '12,300')
    """
    if abs(value) < _WHOLE_FROM:
        return f"{value:.1f}".removesuffix(".0")
    if abs(value) < _ROUGH_FROM:
        return f"{value:,.0f}"
    digits = len(f"{abs(value):.0f}") - 3
    return f"{round(value, -digits):,.0f}"


def hours(found: Range) -> str:
    """Return hours with their range.

    Examples
    --------
    >>> hours(Range(194, 222.5, 574))
    '222 hours (194 to 574)'
    """
    noun = "hour" if figure(found.default) == "1" else "hours"
    return f"{figure(found.default)} {noun}{_ends(found)}"


def money(found: Range, currency: str) -> str:
    """Return money with its range.

    Examples
    --------
    >>> money(Range(9_000, 12_345, 20_000), "EUR")
    'EUR 12,300 (9,000 to 20,000)'
    """
    return f"{currency} {figure(found.default)}{_ends(found)}"


def _ends(found: Range) -> str:
    low, high = figure(found.low), figure(found.high)
    return "" if low == high else f" ({low} to {high})"
