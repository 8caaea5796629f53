"""Minutes of steps that add up: fixed ones keep theirs, the others share what is left.

Everything is counted in whole minutes, rounds in whole multiples; what rounding leaves goes to the
step that is there for it. No chance and no clock: the same steps and minutes give the same answer.
"""

from collections.abc import Sequence
from math import floor

from blendnb.domain.plan import AgendaStep


def fewest_minutes(steps: Sequence[AgendaStep]) -> int:
    """Return the minutes that steps need at least: one each, and one for each round."""
    return sum(_unit(step) for step in steps)


def timed_steps(steps: Sequence[AgendaStep], minutes: int) -> tuple[AgendaStep, ...]:
    """Return steps that last so many minutes together.

    A fixed step keeps its minutes where the others have room for theirs beside it. Each other one
    gets its share of the rest, rounded down to whole minutes and whole rounds; the one that is
    marked for it (`flex`, else the last that has no rounds) gets what is left over, and where that
    is less than a minute, the largest other one gives a minute or a round.

    Parameters
    ----------
    steps
        With the minutes that they usually have, which say how they share.
    minutes
        Of all of them together.

    Raises
    ------
    ValueError
        If there are fewer minutes than `fewest_minutes`.
    """
    if not steps or minutes < fewest_minutes(steps):
        raise ValueError(f"{minutes} minutes for {len(steps)} steps")
    flex = _flexible(steps)
    fixed = _fixed(steps, flex, minutes)
    lengths = [0] * len(steps)
    free = [index for index in range(len(steps)) if index not in fixed]
    for index in fixed:
        lengths[index] = floor(steps[index].minutes)
    left = minutes - sum(lengths)
    weights = sum(steps[index].minutes for index in free)
    for index in free:
        if index != flex:
            unit = _unit(steps[index])
            share = floor(left * steps[index].minutes / weights)
            lengths[index] = max(share // unit, 1) * unit
    _settle(lengths, steps, flex, minutes)
    return tuple(
        step.replace(minutes=float(length)) for step, length in zip(steps, lengths, strict=True)
    )


def _settle(lengths: list[int], steps: Sequence[AgendaStep], flex: int, minutes: int) -> None:
    """Give one step what is left; where nothing is left, let the largest others give."""
    lengths[flex] = minutes - sum(lengths) + lengths[flex]
    least = _unit(steps[flex])
    while lengths[flex] < least:
        giving = [
            index
            for index, length in enumerate(lengths)
            if index != flex and length - _unit(steps[index]) >= _unit(steps[index])
        ]
        largest = max(giving, key=lambda index: (not steps[index].fixed, lengths[index], -index))
        lengths[largest] -= _unit(steps[largest])
        lengths[flex] += _unit(steps[largest])


def _unit(step: AgendaStep) -> int:
    return step.rounds or 1


def _flexible(steps: Sequence[AgendaStep]) -> int:
    """Return which step takes what rounding leaves."""
    marked = [index for index, step in enumerate(steps) if step.flex]
    single = [i for i, step in enumerate(steps) if not step.rounds and not step.fixed]
    return (marked or single or [len(steps) - 1])[-1]


def _fixed(steps: Sequence[AgendaStep], flex: int, minutes: int) -> set[int]:
    """Return the steps that keep their minutes; none where the others would not have enough."""
    fixed = {index for index, step in enumerate(steps) if step.fixed and index != flex}
    others = [step for index, step in enumerate(steps) if index not in fixed]
    kept = sum(floor(steps[index].minutes) for index in fixed)
    whole = all(
        steps[i].minutes >= 1 and steps[i].minutes == floor(steps[i].minutes) for i in fixed
    )
    return fixed if whole and kept + fewest_minutes(others) <= minutes else set()


def largest_remainders(weights: Sequence[float], minutes: int) -> tuple[int, ...]:
    """Return whole minutes by weight: rounded down, then one more where most was cut off.

    Examples
    --------
    >>> largest_remainders((2, 6, 4, 2), 15), largest_remainders((2, 6, 4, 2), 9)
    ((2, 7, 4, 2), (1, 4, 3, 1))
    """
    together = sum(weights)
    exact = [minutes * weight / together for weight in weights]
    whole = [floor(share) for share in exact]
    most = sorted(range(len(exact)), key=lambda index: (whole[index] - exact[index], index))
    for index in most[: minutes - sum(whole)]:
        whole[index] += 1
    return tuple(whole)


def dealt_out(
    nominal: Sequence[float], bounds: Sequence[tuple[float, float]], minutes: int
) -> tuple[int, ...]:
    """Return the minutes of parts: each its share, none beyond its bounds where that can be.

    What is over, or too much, is the last part's first, then that of those before it.

    Parameters
    ----------
    nominal
        Usual minutes of each part.
    bounds
        The least and the most of each.
    minutes
        Of all of them together.
    """
    shares = [floor(minutes * usual / sum(nominal)) for usual in nominal]
    lengths = [
        int(min(max(share, low), high)) for share, (low, high) in zip(shares, bounds, strict=True)
    ]
    over = minutes - sum(lengths)
    for index in reversed(range(len(lengths))):
        low, high = bounds[index]
        changed = min(max(lengths[index] + over, low), max(high, low))
        over -= int(changed) - lengths[index]
        lengths[index] = int(changed)
    lengths[-1] += over
    return tuple(lengths)
