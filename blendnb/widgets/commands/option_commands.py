"""Commands of the options beside each other, and parts of one taken over into another."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

from blendnb.domain.plan import Plan, Touchpoint
from blendnb.domain.vocabulary import Stage
from blendnb.language import say
from blendnb.widgets.command_context import Command, CommandContext, Handler
from blendnb.widgets.derive import plan_in
from blendnb.widgets.errors import Cannot
from blendnb.widgets.workspace import MOST_OPTIONS, Option, Workspace

_LONGEST_NAME = 60


def _option(context: CommandContext, command: Command) -> None:
    """`{"option": {"new": name} | {"switch": n} | {"rename": [n, name]} | {"remove": n}}`."""
    (action, arguments), *rest = dict(command["option"]).items()
    if rest or action not in _ACTIONS:
        raise Cannot(say("studio.command.no_option_action", actions=", ".join(_ACTIONS)))
    changed = _ACTIONS[action](context.now, arguments)
    if action == "switch":
        context.history.amend(changed)
    else:
        context.put(changed)


def with_new(workspace: Workspace, option: Option) -> Workspace:
    """Return the workspace with one more option, which is worked on from now on.

    Raises
    ------
    Cannot
        If there are four already.
    """
    if len(workspace.options) == MOST_OPTIONS:
        raise Cannot(say("studio.command.too_many_options", count=MOST_OPTIONS))
    options = (*workspace.options, option)
    return replace(workspace, options=options, active=len(options) - 1)


def _new(workspace: Workspace, name: Any) -> Workspace:
    letters = (say("studio.command.option", letter=letter) for letter in "ABCDE")
    taken = {option.name for option in workspace.options}
    free = next(letter for letter in letters if letter not in taken)
    named = str(name).strip()[:_LONGEST_NAME] if isinstance(name, str) else ""
    return with_new(workspace, replace(workspace.option, name=_free_name(named or free, taken)))


def _switch(workspace: Workspace, index: Any) -> Workspace:
    return replace(workspace, active=_index_of(workspace, index))


def _rename(workspace: Workspace, arguments: Any) -> Workspace:
    index, name = _index_of(workspace, arguments[0]), str(arguments[1]).strip()[:_LONGEST_NAME]
    taken = {option.name for n, option in enumerate(workspace.options) if n != index}
    if not name:
        raise Cannot(say("studio.command.option_unnamed"))
    return _at(workspace, index, replace(workspace.options[index], name=_free_name(name, taken)))


def _remove(workspace: Workspace, arguments: Any) -> Workspace:
    index = _index_of(workspace, arguments)
    if len(workspace.options) == 1:
        raise Cannot(say("studio.command.only_option"))
    options = workspace.options[:index] + workspace.options[index + 1 :]
    active = workspace.active - (workspace.active > index)
    return replace(workspace, options=options, active=min(active, len(options) - 1))


_ACTIONS: dict[str, Callable[[Workspace, Any], Workspace]] = {
    "new": _new, "switch": _switch, "rename": _rename, "remove": _remove,
}  # fmt: skip


def _index_of(workspace: Workspace, arguments: Any) -> int:
    if not isinstance(arguments, int) or not 0 <= arguments < len(workspace.options):
        raise Cannot(say("studio.command.no_option", number=repr(arguments)))
    return arguments


def _at(workspace: Workspace, index: int, option: Option) -> Workspace:
    options = list(workspace.options)
    options[index] = option
    return replace(workspace, options=tuple(options))


def _free_name(name: str, taken: set[str]) -> str:
    numbered = (f"{name} {number}" for number in range(2, MOST_OPTIONS + 2))
    return next(each for each in (name, *numbered) if each not in taken)


# ------------------------------------------------------------------------------------- merge


def _merge(context: CommandContext, command: Command) -> None:
    """`{"merge": {"from": n, "touchpoint": id} | {"from": n, "stage": stage}}`, as one step."""
    arguments = command["merge"]
    source = context.now.options[_index_of(context.now, arguments["from"])].plan
    if source is None:
        raise Cannot(say("studio.command.option_without_plan"))
    plan = plan_in(context.now)
    merge = _with_stage if "stage" in arguments else _with_one
    context.put(context.deriver.edited(context.now, merge(plan, source, arguments)))


def _with_one(plan: Plan, source: Plan, arguments: Any) -> Plan:
    taken = source.by_id.get(arguments.get("touchpoint"))
    if taken is None:
        raise Cannot(say("studio.command.no_touchpoint"))
    return _merged(plan.touchpoints, (taken,), plan)


def _with_stage(plan: Plan, source: Plan, arguments: Any) -> Plan:
    stage = arguments["stage"]
    if stage not in get_args(Stage):
        raise Cannot(say("studio.command.no_phase", stage=repr(stage)))
    taken = tuple(t for t in source.touchpoints if t.stage == stage)
    return _merged(tuple(t for t in plan.touchpoints if t.stage != stage), taken, plan)


def _merged(kept: tuple[Touchpoint, ...], taken: tuple[Touchpoint, ...], plan: Plan) -> Plan:
    """Put touchpoints in the places of those with the same id; forget what is not there."""
    by_id = {t.id: t for t in taken}
    positions = [by_id.pop(t.id, t) for t in kept]
    together = [*positions, *by_id.values()]
    known = {t.id for t in together}
    return plan.replace(touchpoints=tuple(_knowing(t, known) for t in together))


def _knowing(touchpoint: Touchpoint, known: set[str]) -> Touchpoint:
    left = tuple(id_ for id_ in touchpoint.depends_on if id_ in known)
    return touchpoint if left == touchpoint.depends_on else touchpoint.replace(depends_on=left)


WEIGHING: dict[str, Handler] = {"option": _option, "merge": _merge}
