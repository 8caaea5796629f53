"""Changing a session block by block, without changing how long it is.

What one block gets, another gives: the buffer first, then the longest step of the core, last
opening and closing. What one block loses goes to the buffer. An agenda that is edited is a whole
session from then on, and is shown as it was put.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from blendnb.domain.plan import AgendaStep
from blendnb.language import number, say

Steps = tuple[AgendaStep, ...]
_SMALLEST = 0.01
"""Minutes that count as none."""
WRITTEN = ("do", "method", "leads", "say", "show", "material", "producer")
"""Fields of a block that a person writes."""
OWN_MINUTES = 5.0
"""Of a block that somebody adds."""


class NoRoomError(ValueError):
    """The session has no minutes for what was asked; its text says so."""


def as_whole_session(agenda: Sequence[AgendaStep]) -> Steps:
    """Return an agenda whose every step says which part of the session it is."""
    return tuple(step if step.part else step.replace(part="core") for step in agenda)


def moved(agenda: Steps, index: int, to: int) -> Steps:
    """Return the agenda with a block at another place; the clock of all others follows."""
    steps = list(agenda)
    steps.insert(max(0, min(to, len(steps) - 1)), steps.pop(index))
    return tuple(steps)


def with_minutes(agenda: Steps, index: int, minutes: float) -> Steps:
    """Return the agenda with a block of another length.

    Raises
    ------
    NoRoomError
        If there are no minutes that the others could give, or none for the block itself.
    """
    whole = _together(agenda)
    if not 0 < minutes <= whole:
        raise NoRoomError(say("session_plan.edit.minutes", whole=number(whole)))
    steps = list(agenda)
    steps[index] = steps[index].replace(minutes=float(minutes))
    return _balanced(steps, whole, kept=index)


def without(agenda: Steps, index: int) -> Steps:
    """Return the agenda without a block; its minutes are the buffer's, or the longest step's.

    Raises
    ------
    NoRoomError
        If it is the only one.
    """
    if len(agenda) == 1:
        raise NoRoomError(say("session_plan.edit.only_one"))
    left = [step for number_, step in enumerate(agenda) if number_ != index]
    return _balanced(left, _together(agenda), of_buffer=agenda[index].part == "buffer")


def with_block(agenda: Steps, index: int, step: AgendaStep) -> Steps:
    """Return the agenda with one more block, after which the others follow.

    Parameters
    ----------
    agenda
        The session.
    index
        Where the new block stands.
    step
        The new block, whose minutes the others give.

    Raises
    ------
    NoRoomError
        If they cannot.
    """
    steps = [*agenda[:index], step, *agenda[index:]]
    return _balanced(steps, _together(agenda), kept=index)


def written(agenda: Steps, index: int, values: Mapping[str, Any]) -> Steps:
    """Return the agenda with other words in a block; an empty text takes one away."""
    texts = {key: " ".join(str(values[key]).split()) or None for key in WRITTEN if key in values}
    if texts.get("do", "") is None:
        del texts["do"]
    steps = list(agenda)
    steps[index] = steps[index].replace(**texts)
    return tuple(steps)


def run_of(agenda: Sequence[AgendaStep], index: int) -> tuple[int, ...]:
    """Return the blocks of the activity that a block is a step of, breaks in between left out."""
    if agenda[index].part != "core":
        return ()
    activity, numbers = agenda[index].activity, [index]
    for way in (-1, 1):
        at = index + way
        while 0 <= at < len(agenda) and agenda[at].part in ("core", "break"):
            if agenda[at].part == "core":
                if agenda[at].activity != activity:
                    break
                numbers.append(at)
            at += way
    return tuple(sorted(numbers))


def run_minutes(agenda: Sequence[AgendaStep], run: Sequence[int]) -> float:
    """Return how long the blocks of an activity are together."""
    return _together([agenda[index] for index in run])


def with_run(agenda: Steps, run: Sequence[int], steps: Sequence[AgendaStep]) -> Steps:
    """Return the agenda with other steps in place of an activity; its breaks stay where they fit.

    Parameters
    ----------
    agenda
        The session.
    run
        The blocks that go, as `run_of` gives them.
    steps
        What comes instead, as long as they are together.
    """
    inside = [index for index in range(run[0], run[-1] + 1) if agenda[index].part == "break"]
    new: list[AgendaStep] = []
    elapsed = 0.0
    for step in steps:
        while inside and elapsed >= run_minutes(agenda, [i for i in run if i < inside[0]]):
            new.append(agenda[inside.pop(0)])
        new.append(step)
        elapsed += step.minutes
    new += [agenda[index] for index in inside]
    return (*agenda[: run[0]], *new, *agenda[run[-1] + 1 :])


# ------------------------------------------------------------------------------ the balance


def _together(steps: Sequence[AgendaStep]) -> float:
    return sum(step.minutes for step in steps)


def _balanced(
    steps: list[AgendaStep], whole: float, kept: int | None = None, *, of_buffer: bool = False
) -> Steps:
    """Return steps that last as long as the session, one of them left as it is."""
    lengths = [step.minutes for step in steps]
    over = sum(lengths) - whole
    if over < -_SMALLEST:
        return _with_more(steps, -over, kept, of_buffer=of_buffer)
    for index in _givers(steps, kept):
        over -= _given(lengths, steps, index, over)
    if over > _SMALLEST:
        raise NoRoomError(say("session_plan.edit.no_room"))
    return tuple(
        step.replace(minutes=length)
        for step, length in zip(steps, lengths, strict=True)
        if length > _SMALLEST
    )


def _with_more(steps: list[AgendaStep], more: float, kept: int | None, *, of_buffer: bool) -> Steps:
    """Give minutes that are left to the buffer; without one to a new one, or to a step."""
    buffers = [i for i, step in enumerate(steps) if step.part == "buffer" and i != kept]
    if buffers:
        taker = buffers[-1]
    elif of_buffer:
        taker = max(range(len(steps)), key=lambda i: (steps[i].part == "core", steps[i].minutes))
    else:
        buffer = AgendaStep(
            minutes=more, do=say("session_plan.buffer.usual"), part="buffer", leads="facilitator"
        )
        place = next((i for i, s in enumerate(steps) if s.part == "closing"), len(steps))
        return (*steps[:place], buffer, *steps[place:])
    return tuple(
        step.replace(minutes=step.minutes + more) if i == taker else step
        for i, step in enumerate(steps)
    )


_ORDER = ("buffer", "core", "opening", "closing", "break")


def _givers(steps: Sequence[AgendaStep], kept: int | None) -> list[int]:
    """Return who gives minutes, in order: the buffer, the longest of the core, the rest."""

    def order(index: int) -> tuple[int, float]:
        return _ORDER.index(steps[index].part or "core"), -steps[index].minutes

    return sorted((index for index in range(len(steps)) if index != kept), key=order)


def _given(lengths: list[float], steps: Sequence[AgendaStep], index: int, wanted: float) -> float:
    """Take what is wanted from one step, and leave it a minute, or one for each round."""
    least = 0.0 if steps[index].part == "buffer" else float(steps[index].rounds or 1)
    given = max(min(wanted, lengths[index] - least), 0.0)
    lengths[index] -= given
    return given
