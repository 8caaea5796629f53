"""Commands that open a session by the minute and change its blocks.

What is changed is written into the touchpoint's agenda as a whole session, whose minutes stay those
of the touchpoint.
"""

from collections.abc import Mapping
from math import floor
from typing import Any

from blendnb.designing.session_plan import session_editing, session_plan_of
from blendnb.designing.session_plan.session_patterns import pattern_run
from blendnb.designing.session_plan.step_minutes import fewest_minutes, timed_steps
from blendnb.domain.plan import AgendaStep, Plan, Touchpoint
from blendnb.language import say
from blendnb.widgets.command_context import Command, CommandContext, Handler
from blendnb.widgets.derive import plan_in
from blendnb.widgets.errors import Cannot

Steps = tuple[AgendaStep, ...]


def _open(context: CommandContext, command: Command) -> None:
    """`{"open_session": touchpoint id | null}`: show a session by the minute, or none."""
    id_ = command["open_session"]
    if id_ is not None:
        _touchpoint(plan_in(context.now), id_)
    context.session = id_


def _touchpoint(plan: Plan, id_: object) -> Touchpoint:
    touchpoint = plan.by_id.get(str(id_))
    if touchpoint is None:
        raise Cannot(say("session_plan.edit.no_touchpoint", id=repr(id_)))
    return touchpoint


def _change(context: CommandContext, command: Command) -> None:
    """`{"session": id, "act": name, "block": number, ..., "step": id}`: change one block.

    `move` with `to`; `minutes` with `minutes`; `write` with `values`; `remove`; `add`, after it;
    `swap` with `activity`, the id of another one for the activity that the block is a step of.
    """
    plan = plan_in(context.now)
    touchpoint = _touchpoint(plan, command["session"])
    session = session_plan_of(plan, touchpoint, context.catalogue)
    if not session.timed or not session.blocks:
        raise Cannot(say("session_plan.edit.untimed"))
    agenda = session_editing.as_whole_session(session.agenda)
    block = _block(command.get("block", 0), agenda)
    act = _act(command)
    try:
        if act == "swap":
            changed = _swapped(context, touchpoint, agenda, block, str(command["activity"]))
        else:
            changed = ACTS[act](agenda, block, command)
    except session_editing.NoRoomError as error:
        raise Cannot(str(error)) from None
    if changed != touchpoint.agenda:
        after = plan.replace(
            touchpoints=tuple(
                t.replace(agenda=changed) if t.id == touchpoint.id else t for t in plan.touchpoints
            )
        )
        context.put(context.deriver.edited(context.now, after), command.get("step"))


def _act(command: Command) -> str:
    act = str(command.get("act"))
    known = (*ACTS, "swap")
    if act not in known:
        raise Cannot(say("session_plan.edit.no_act", act=repr(act), known=", ".join(known)))
    return act


def _block(number: object, agenda: Steps) -> int:
    if not isinstance(number, int) or not 0 <= number < len(agenda):
        raise Cannot(say("session_plan.edit.no_block", number=repr(number)))
    return number


def _move(agenda: Steps, block: int, command: Command) -> Steps:
    return session_editing.moved(agenda, block, _number(command, "to"))


def _minutes(agenda: Steps, block: int, command: Command) -> Steps:
    return session_editing.with_minutes(agenda, block, _minutes_of(command["minutes"]))


def _minutes_of(typed: object) -> float:
    try:
        return float(str(typed).replace(",", "."))
    except ValueError:
        raise Cannot(say("session_plan.edit.no_number", typed=repr(typed))) from None


def _number(command: Command, key: str) -> int:
    value = command.get(key)
    if not isinstance(value, int):
        raise Cannot(say("session_plan.edit.no_number", typed=repr(value)))
    return value


def _write(agenda: Steps, block: int, command: Command) -> Steps:
    values = command.get("values")
    return session_editing.written(agenda, block, values if isinstance(values, Mapping) else {})


def _remove(agenda: Steps, block: int, _: Command) -> Steps:
    return session_editing.without(agenda, block)


def _add(agenda: Steps, block: int, _: Command) -> Steps:
    own = AgendaStep(
        minutes=session_editing.OWN_MINUTES, do=say("session_plan.edit.own"), part="core",
        method="plenary", leads="facilitator",
    )  # fmt: skip
    return session_editing.with_block(agenda, block + 1, own)


def _swapped(
    context: CommandContext, touchpoint: Touchpoint, agenda: Steps, block: int, activity: str
) -> Steps:
    """Put another activity in the place of the one that a block is a step of."""
    run = session_editing.run_of(agenda, block)
    pattern = context.catalogue.activities.get(activity)
    if not run or pattern is None:
        raise Cannot(say("session_plan.edit.no_activity", activity=repr(activity)))
    steps = pattern_run(pattern, plan_in(context.now), touchpoint).steps
    minutes = session_editing.run_minutes(agenda, run)
    if minutes < fewest_minutes(steps):
        raise Cannot(say("session_plan.edit.no_room"))
    timed = timed_steps(steps, floor(minutes))
    rest = minutes - floor(minutes)
    last = timed[-1].replace(minutes=timed[-1].minutes + rest)
    return session_editing.with_run(agenda, run, (*timed[:-1], last))


ACTS: dict[str, Any] = {
    "move": _move,
    "minutes": _minutes,
    "write": _write,
    "remove": _remove,
    "add": _add,
}
SESSIONS: dict[str, Handler] = {"open_session": _open, "session": _change}
