"""Where breaks stand: where the blocks get about equal, between two activities if one is near.

Never inside a step, so never inside rounds; and rather before something that people do than before
something that they listen to. Short because a place for a break is all there is to find.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from blendnb.domain.plan import AgendaStep

_ACTIVE = frozenset({"individual", "pairs", "trios", "groups"})


@dataclass(frozen=True, slots=True)
class Border:
    """The place between two steps."""

    after: int
    """The number of the step before it, from 0."""
    minute: float
    """When that step ends, without breaks."""
    between_runs: bool
    """Whether the steps beside it belong to different activities."""
    act_follows: bool
    """Whether people do something right after it."""


def borders_of(steps: Sequence[AgendaStep], runs: Sequence[int], last: int) -> list[Border]:
    """Return where a break can stand.

    Parameters
    ----------
    steps
        Of the session, breaks not among them.
    runs
        The number of the run that each step belongs to.
    last
        The last step after which a break makes sense.
    """
    borders, minute = [], 0.0
    for index, step in enumerate(steps[: last + 1]):
        minute += step.minutes
        if index + 1 < len(steps):
            new_run = runs[index] != runs[index + 1]
            borders.append(Border(index, minute, new_run, is_act(steps[index + 1])))
    return borders


def is_act(step: AgendaStep) -> bool:
    """Return whether people do something in a step, alone or with each other."""
    return step.method in _ACTIVE or bool(step.rounds)


def breaks_after(borders: Sequence[Border], count: int, minutes: float, near: float) -> list[int]:
    """Return after which steps the breaks stand, in order.

    Parameters
    ----------
    borders
        Where one can stand.
    count
        How many breaks there are; not more than there are borders.
    minutes
        Of the session, without its breaks.
    near
        Minutes from equal blocks within which a border between activities is taken.
    """
    left, taken = list(borders), []
    for number in range(1, count + 1):
        # As many places are left as there are breaks to come.
        possible = left[: len(left) - (count - number)]
        best = _best(possible, number * minutes / (count + 1), near)
        taken.append(best.after)
        left = [border for border in left if border.after > best.after]
    return taken


def _best(borders: Sequence[Border], ideal: float, near: float) -> Border:
    """Return the border between activities that is near enough, else the nearest of all."""

    def distance(border: Border) -> tuple[float, float]:
        away = abs(border.minute - ideal)
        return away + (0 if border.act_follows else near), border.minute

    close = [b for b in borders if b.between_runs and abs(b.minute - ideal) <= near]
    return min(close or borders, key=distance)
