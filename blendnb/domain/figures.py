"""Figures of a pilot in words: a value with the interval that the data allow, or that it is hidden.

Sentences, tables and charts say the same figure in the same words.
"""

from blendnb.domain.results import Change, Estimate

_FEW = "fewer than five people, not shown"


def percent(found: Estimate | None) -> str:
    """Return a share in words: `79 % (64 to 89)`."""
    if found is None:
        return "not known"
    if found.value is None or found.low is None or found.high is None:
        return _FEW
    return f"{found.value * 100:.0f} % ({found.low * 100:.0f} to {found.high * 100:.0f})"


def figure(found: Estimate | None, *, signed: bool = False, digits: int = 1) -> str:
    """Return a figure in words: `+0.9 (0.6 to 1.2)`."""
    if found is None:
        return "not known"
    if found.value is None:
        return _FEW
    value = f"{found.value:{'+' if signed else ''}.{digits}f}".replace("-", "−")
    if found.low is None or found.high is None:
        return value
    return f"{value} ({found.low:.{digits}f} to {found.high:.{digits}f})".replace("-", "−")


def change_figure(change: Change, found: Estimate, *, signed: bool = False) -> str:
    """Return a figure of a change in its unit: points of a scale, or percentage points."""
    if change.unit == "points" or found.value is None:
        return figure(found, signed=signed)
    times = [None if end is None else end * 100 for end in (found.value, found.low, found.high)]
    value = Estimate(times[0], times[1], times[2], found.people)
    unit = " percentage points" if signed else " %"
    text = figure(value, signed=signed, digits=0)
    head, _, rest = text.partition(" (")
    return f"{head}{unit} ({rest}" if rest else head + unit
