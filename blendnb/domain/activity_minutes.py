"""Minutes of an activity's steps, for any length: whole minutes that add up exactly.

Fixed steps keep theirs; the others share what is left by their weights, rounds in whole multiples;
one step takes what rounding leaves. A fraction of a minute goes to the last step. Short because it
is one piece of arithmetic, which plans and session plans share.
"""

from collections.abc import Sequence
from math import floor

from blendnb.domain.activity import ActivityStep


def step_minutes(steps: Sequence[ActivityStep], total: float) -> tuple[float, ...] | None:
    """Return how long each step of an activity is; None where there are too few minutes for all.

    Parameters
    ----------
    steps
        Of an activity.
    total
        Minutes of one occurrence; what is returned adds up to it.
    """
    whole = floor(total)
    if whole < sum(step.rounds for step in steps):
        return None
    minutes = _fixed_kept(steps, whole) or _shared(steps, whole, [step.rounds for step in steps])
    return (*map(float, minutes[:-1]), minutes[-1] + (total - whole))


def part_minutes(step: ActivityStep, minutes: float) -> tuple[int, ...]:
    """Return the minutes of the parts of one round, by the largest remainder.

    Parameters
    ----------
    step
        With parts.
    minutes
        Of one round; whole minutes are shared out.
    """
    whole, weights = floor(minutes), [part.share for part in step.parts]
    exact = [whole * weight / sum(weights) for weight in weights]
    floors = [floor(each) for each in exact]
    first = sorted(range(len(exact)), key=lambda index: (floors[index] - exact[index], index))
    more = set(first[: whole - sum(floors)])
    return tuple(each + (index in more) for index, each in enumerate(floors))


def _fixed_kept(steps: Sequence[ActivityStep], whole: int) -> list[int] | None:
    """Return minutes with fixed steps as they are; None where that leaves too little."""
    fixed = {n: round(step.minutes) for n, step in enumerate(steps) if step.minutes is not None}
    free = [n for n in range(len(steps)) if n not in fixed]
    left = whole - sum(fixed.values())
    if not free:
        return list(fixed.values()) if left == 0 else None
    if left < sum(steps[n].rounds for n in free):
        return None
    shared = _shared([steps[n] for n in free], left, [steps[n].rounds for n in free])
    lengths = {**fixed, **dict(zip(free, shared, strict=True))}
    return [lengths[n] for n in range(len(steps))]


def _shared(steps: Sequence[ActivityStep], whole: int, least: list[int]) -> list[int]:
    """Return whole minutes by weight, each at least its least; the flexible step takes the rest."""
    weights = [step.share or step.minutes or 1.0 for step in steps]
    minutes = [
        _within(step, whole * weight / sum(weights), low)
        for step, weight, low in zip(steps, weights, least, strict=True)
    ]
    flex = next((n for n, step in enumerate(steps) if step.flex), len(steps) - 1)
    minutes[flex] += whole - sum(minutes)
    while minutes[flex] < least[flex]:
        longest = max(
            (n for n in range(len(steps)) if n != flex and minutes[n] > least[n]),
            key=lambda n: (minutes[n], -n),
        )
        minutes[longest] -= steps[longest].rounds
        minutes[flex] += steps[longest].rounds
    return minutes


def _within(step: ActivityStep, minutes: float, least: int) -> int:
    """Return whole minutes within a step's own bounds, in whole multiples of its rounds."""
    bounded = min(max(minutes, step.min or 0.0), step.max or minutes)
    return max(floor(bounded / step.rounds) * step.rounds, least)
