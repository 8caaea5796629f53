"""From a touchpoint to its session plan.

The minutes of a session are its learner minutes. What opens, closes, interrupts and secures it is
taken off first; the core has the rest. A session that is too short for all of it goes without a
buffer, then without breaks, then without opening and closing, and says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import floor

from blendnb.designing.session_plan.session_breaks import borders_of, breaks_after, is_act
from blendnb.designing.session_plan.session_core import CoreRun, core_runs
from blendnb.designing.session_plan.session_frame import (
    buffer,
    closing,
    opening,
    pause,
    preparation,
    with_producer,
)
from blendnb.designing.session_plan.session_needs import SessionNeeds
from blendnb.designing.session_plan.session_notes import watch_notes
from blendnb.designing.session_plan.session_shares import SessionShares
from blendnb.designing.session_plan.session_value import SessionPlan, blocks_of
from blendnb.designing.session_plan.small_groups import TRIO, where_they_sit
from blendnb.designing.session_plan.step_minutes import dealt_out, fewest_minutes, timed_steps
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import AgendaStep, Plan, Touchpoint
from blendnb.language import number, say

Steps = tuple[AgendaStep, ...]


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """Steps of a session that add up, and what there is to say of them."""

    steps: Steps
    notes: tuple[str, ...]
    timed: bool = True


def session_plan_of(plan: Plan, touchpoint: Touchpoint, catalogue: Catalogue) -> SessionPlan:
    """Return what happens in one session of a touchpoint, minute by minute.

    Where its agenda says which part of a session each step is, that is the session; otherwise the
    agenda, or what its topics give, is the core.

    Parameters
    ----------
    plan
        The plan.
    touchpoint
        One of the plan's.
    catalogue
        Thresholds `session_*`, sizes of groups.
    """
    needs = SessionNeeds.of(plan, touchpoint, catalogue)
    by_hand = is_whole_session(touchpoint.agenda)
    worked_out = (
        WorkedOut(touchpoint.agenda, tuple(watch_notes(touchpoint.agenda, needs, catalogue)))
        if by_hand
        else session_steps(core_runs(plan, touchpoint, catalogue), needs, catalogue)
    )
    produced = needs.framed and needs.delivery == "virtual" and needs.people > catalogue.threshold(
        "session_producer_above"
    )  # fmt: skip
    steps = with_producer(worked_out.steps) if produced else worked_out.steps
    most = table_size(needs, catalogue)
    companies = tuple(
        where_they_sit(step.method or "", needs.people, most, touchpoint.delivery)
        if step.part in (None, "core")
        else ""
        for step in steps
    )
    return SessionPlan(
        touchpoint=touchpoint.id,
        title=touchpoint.title,
        minutes=touchpoint.learner_minutes,
        people=needs.people,
        delivery=touchpoint.delivery,
        begins=touchpoint.time,
        blocks=blocks_of(steps, companies, timed=worked_out.timed),
        notes=worked_out.notes,
        preparation=preparation() if produced else (),
        by_hand=by_hand,
    )


def is_whole_session(agenda: Sequence[AgendaStep]) -> bool:
    """Return whether an agenda is a whole session, opening and closing where it has them."""
    return any(step.part is not None for step in agenda)


def table_size(needs: SessionNeeds, catalogue: Catalogue) -> int:
    """Return how many people sit at one table, or in one room online."""
    key = "group_small_max" if needs.delivery == "virtual" else "session_table_max"
    return int(catalogue.threshold(key))


# --------------------------------------------------------------------------- the arithmetic


def session_steps(
    runs: tuple[CoreRun, ...], needs: SessionNeeds, catalogue: Catalogue
) -> WorkedOut:
    """Return all steps of a session; their minutes are its minutes.

    Parameters
    ----------
    runs
        The core.
    needs
        The facts of the session.
    catalogue
        Thresholds.
    """
    whole = floor(needs.minutes)
    if not runs or whole < sum(fewest_minutes(run.steps) for run in runs):
        return _untimed(runs, needs)
    shares, core, notes = _room_for(runs, needs, catalogue)
    timed, said = _timed_runs(runs, core, needs, catalogue)
    framed = _framed(timed, shares, needs, catalogue)
    steps = _with_fraction(framed, needs.minutes - whole)
    return WorkedOut(steps, (*notes, *said, *watch_notes(steps, needs, catalogue)))


def _untimed(runs: Sequence[CoreRun], needs: SessionNeeds) -> WorkedOut:
    """Return the steps of a session that is too short to say the minutes of each."""
    steps = [step for run in runs for step in run.steps]
    each = needs.minutes / len(steps) if steps and needs.minutes else None
    listed_ = tuple(
        step.replace(part="core", **({"minutes": each} if each else {})) for step in steps
    )
    key = "untimed" if needs.minutes else "standing"
    note = say(f"session_plan.note.{key}", minutes=number(needs.minutes), count=len(steps))
    return WorkedOut(listed_, (note,) if steps else (), timed=False)


def _room_for(
    runs: Sequence[CoreRun], needs: SessionNeeds, catalogue: Catalogue
) -> tuple[SessionShares, int, list[str]]:
    """Return what stands around the core, the core's minutes, and what had to go."""
    usual = SessionShares.of(needs.minutes, needs.delivery, catalogue)
    if not needs.framed:
        usual = replace(usual, opening=0, closing=0, buffer=0)
    if any(run.whole for run in runs):
        usual = replace(usual, opening=0, closing=0)
    least = sum(fewest_minutes(run.steps) for run in runs)
    usual = replace(usual, breaks=usual.breaks[: _places(runs, usual)])
    notes: list[str] = []
    for key, shares in _shorter(usual):
        core = floor(needs.minutes) - shares.together
        if key:
            notes = [say(f"session_plan.note.{key}", minutes=number(needs.minutes))]
        if core >= least:
            return shares, core, notes
    return SessionShares(0, 0, 0), floor(needs.minutes), notes


def _places(runs: Sequence[CoreRun], shares: SessionShares) -> int:
    """Return between how many steps a break can stand."""
    ends_before = bool(shares.buffer or shares.closing)
    steps = sum(len(run.steps) for run in runs)
    return bool(shares.opening) + steps - (not ends_before)


def _shorter(usual: SessionShares) -> Iterator[tuple[str, SessionShares]]:
    yield "", usual
    yield "no_buffer", replace(usual, buffer=0)
    yield "no_break", replace(usual, buffer=0, breaks=())
    yield "no_frame", SessionShares(0, 0, 0)


def _timed_runs(
    runs: Sequence[CoreRun], minutes: int, needs: SessionNeeds, catalogue: Catalogue
) -> tuple[list[Steps], list[str]]:
    """Return each run's steps with their minutes, and what to know of it."""
    lengths = dealt_out([run.nominal for run in runs], [run.bounds for run in runs], minutes)
    if any(length < fewest_minutes(run.steps) for run, length in zip(runs, lengths, strict=True)):
        least = [(float(fewest_minutes(run.steps)), run.high) for run in runs]
        lengths = dealt_out([run.nominal for run in runs], least, minutes)
    notes: list[str] = []
    timed: list[Steps] = []
    for run, length in zip(runs, lengths, strict=True):
        steps, said = _timed_run(run, length, needs, catalogue)
        timed.append(steps)
        notes += said
    return timed, notes


def _timed_run(
    run: CoreRun, minutes: int, needs: SessionNeeds, catalogue: Catalogue
) -> tuple[Steps, list[str]]:
    notes = []
    if minutes < run.low and run.name:
        notes.append(
            say("session_plan.note.short", name=run.name, minutes=minutes, low=number(run.low))
        )
    steps = tuple(_for_few(step, needs.people) for step in run.steps)
    timed = timed_steps(steps, minutes)
    least = catalogue.threshold("session_round_min")
    hurried = [
        index
        for index, (usual, step) in enumerate(zip(steps, timed, strict=True))
        if _each(step) < least <= _each(usual) and step.method == "trios"
    ]
    if hurried:
        notes.append(say("session_plan.note.hurried", least=number(least)))
        paired = tuple(_in_pairs(s) if i in hurried else s for i, s in enumerate(steps))
        timed = timed_steps(paired, minutes)
    return timed, notes


def _each(step: AgendaStep) -> float:
    return step.minutes / (step.rounds or 1)


def _for_few(step: AgendaStep, people: int) -> AgendaStep:
    """Return a step for two people, or one, where it was meant for three."""
    return _in_pairs(step) if step.method == "trios" and people < TRIO else step


def _in_pairs(step: AgendaStep) -> AgendaStep:
    return step.replace(method="pairs", rounds=2 if step.rounds else None)


def _framed(
    runs: Sequence[Steps], shares: SessionShares, needs: SessionNeeds, catalogue: Catalogue
) -> Steps:
    """Put opening, buffer, closing and breaks around the core."""
    steps: list[AgendaStep] = [opening(needs, shares.opening)] if shares.opening else []
    numbers = [-1] * len(steps)
    for number_, run in enumerate(runs):
        steps += [step.replace(part="core") for step in run]
        numbers += [number_] * len(run)
    last = len(steps) - 1
    steps += [buffer(shares.buffer)] if shares.buffer else []
    steps += [closing(needs, shares.closing)] if shares.closing else []
    numbers += [len(runs)] * (len(steps) - len(numbers))
    minutes = sum(step.minutes for step in steps)
    borders = borders_of(steps, numbers, last)
    near = catalogue.threshold("session_break_near")
    places = breaks_after(borders, len(shares.breaks), minutes, near)
    return _with_breaks(steps, places, shares)


def _with_breaks(
    steps: Sequence[AgendaStep], places: Sequence[int], shares: SessionShares
) -> Steps:
    """Return the steps with a break after each of the places."""
    with_breaks: list[AgendaStep] = []
    breaks = iter(shares.breaks)
    for index, step in enumerate(steps):
        with_breaks.append(step)
        if index in places:
            following = steps[index + 1]
            with_breaks.append(pause(next(breaks), following, act_follows=is_act(following)))
    return tuple(with_breaks)


def _with_fraction(steps: Steps, fraction: float) -> Steps:
    """Give the last step what is no whole minute."""
    if not fraction:
        return steps
    return (*steps[:-1], steps[-1].replace(minutes=steps[-1].minutes + fraction))
