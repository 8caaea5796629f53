"""Share: how far the answer depends on weights that nobody knows exactly.

Every rule's weight is multiplied by a draw from 0.5 to 1.5; then the models are ranked, many times
over. The share of a model is how often it came first. What nobody stated stays unknown in every
draw: which open question could turn the answer is said apart (`ask_next`). A share is no
probability that a programme succeeds.

The draws come from a fixed seed, one row of them for each rule's place, so the same brief gives the
same shares, and a rule more leaves the draws of those before it as they were. Short because what
the rules add up to stands in `rules`.

Shares are shown as whole percentages that add up to 100. Rounded each for itself, 33.4, 33.3 and
33.3 lose a percent and 40.5, 30.5 and 29 win one, and a client who adds them up trusts the rest
less. So all are rounded down, and what is then missing goes to those that lost most (the method of
largest remainders).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from blendnb.domain.vocabulary import BLEND_MODELS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

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
    losers = sorted(range(len(exact)), key=lambda index: floors[index] - exact[index])
    raised = set(losers[:missing])
    return tuple(floor + (index in raised) for index, floor in enumerate(floors))


DRAWS = 400
LOWEST_FACTOR, FACTOR_RANGE = 0.5, 1.0
_SHUT = float("-inf")


def first_places(
    effects: Mapping[int, Sequence[float]],
    competing: Sequence[bool],
    *,
    draws: int = DRAWS,
    seed: int = 0,
) -> tuple[float, ...]:
    """Return how often each blend model comes first, summing to 1.

    Parameters
    ----------
    effects
        What each argument adds to the blend models, in their order, by the argument's place.
    competing
        Which blend models can come first at all.
    draws, seed
        How many draws, and from which seed; the same give the same shares.
    """
    import numpy as np

    count = len(BLEND_MODELS)
    if not effects:
        sums = np.zeros((draws, count))
    else:
        added = np.array([row[:count] for row in effects.values()])
        sums = (_factors(max(effects) + 1, draws, seed)[:, list(effects)] @ added).round(_EXACT)
    sums[:, [not each for each in competing]] = _SHUT
    wins = np.bincount(sums.argmax(axis=1), minlength=count)
    return tuple(float(won) / draws for won in wins)


@cache
def _factors(places: int, draws: int, seed: int) -> "Floats":
    """What the weights of arguments are multiplied by, shape (draws, places)."""
    import numpy as np

    return np.stack([_column(place, draws, seed) for place in range(places)], axis=1)


@cache
def _column(place: int, draws: int, seed: int) -> "Floats":
    """What one argument's weight is multiplied by, in every draw."""
    import numpy as np

    uniform = Random(seed * _PLACES + place).random  # noqa: S311 -- a simulation, no secret
    return np.array([LOWEST_FACTOR + FACTOR_RANGE * uniform() for _ in range(draws)])


_PLACES = 100_003
"""More than there are arguments, so that no two seeds share a row of draws."""
