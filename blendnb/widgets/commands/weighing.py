"""Weighing: several options beside each other, and parts of one taken over into another."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

from blendnb.domain.plan import Plan, Touchpoint
from blendnb.domain.vocabulary import Stage
from blendnb.widgets.bench import Bench, Command, Handler
from blendnb.widgets.desk import plan_in
from blendnb.widgets.trouble import Cannot
from blendnb.widgets.workspace import MOST_OPTIONS, Option, Workspace

_LONGEST_NAME = 60


def _option(bench: Bench, command: Command) -> None:
    """`{"option": {"new": name} | {"switch": n} | {"rename": [n, name]} | {"remove": n}}`."""
    (action, told), *rest = dict(command["option"]).items()
    if rest or action not in _ACTIONS:
        raise Cannot(f"An option is one of {', '.join(_ACTIONS)}.")
    changed = _ACTIONS[action](bench.now, told)
    if action == "switch":
        bench.keeping.amend(changed)
    else:
        bench.put(changed)


def with_new(workspace: Workspace, option: Option) -> Workspace:
    """Return the workspace with one more option, which is worked on from now on.

    Raises
    ------
    Cannot
        If there are four already.
    """
    if len(workspace.options) == MOST_OPTIONS:
        raise Cannot(f"There are {MOST_OPTIONS} options already; remove one first.")
    options = (*workspace.options, option)
    return replace(workspace, options=options, active=len(options) - 1)


def _new(workspace: Workspace, name: Any) -> Workspace:
    letters = (f"Option {letter}" for letter in "ABCDE")
    taken = {option.name for option in workspace.options}
    free = next(letter for letter in letters if letter not in taken)
    named = str(name).strip()[:_LONGEST_NAME] if isinstance(name, str) else ""
    return with_new(workspace, replace(workspace.option, name=_free_name(named or free, taken)))


def _switch(workspace: Workspace, place: Any) -> Workspace:
    return replace(workspace, active=_place(workspace, place))


def _rename(workspace: Workspace, told: Any) -> Workspace:
    place, name = _place(workspace, told[0]), str(told[1]).strip()[:_LONGEST_NAME]
    taken = {option.name for n, option in enumerate(workspace.options) if n != place}
    if not name:
        raise Cannot("An option needs a name.")
    return _at(workspace, place, replace(workspace.options[place], name=_free_name(name, taken)))


def _remove(workspace: Workspace, told: Any) -> Workspace:
    place = _place(workspace, told)
    if len(workspace.options) == 1:
        raise Cannot("This is the only option; it stays.")
    options = workspace.options[:place] + workspace.options[place + 1 :]
    active = workspace.active - (workspace.active > place)
    return replace(workspace, options=options, active=min(active, len(options) - 1))


_ACTIONS: dict[str, Callable[[Workspace, Any], Workspace]] = {
    "new": _new, "switch": _switch, "rename": _rename, "remove": _remove,
}  # fmt: skip


def _place(workspace: Workspace, told: Any) -> int:
    if not isinstance(told, int) or not 0 <= told < len(workspace.options):
        raise Cannot(f"There is no option number {told!r}.")
    return told


def _at(workspace: Workspace, place: int, option: Option) -> Workspace:
    options = list(workspace.options)
    options[place] = option
    return replace(workspace, options=tuple(options))


def _free_name(name: str, taken: set[str]) -> str:
    numbered = (f"{name} {number}" for number in range(2, MOST_OPTIONS + 2))
    return next(each for each in (name, *numbered) if each not in taken)


# ------------------------------------------------------------------------------------- merge


def _merge(bench: Bench, command: Command) -> None:
    """`{"merge": {"from": n, "touchpoint": id} | {"from": n, "stage": stage}}`, as one step."""
    told = command["merge"]
    source = bench.now.options[_place(bench.now, told["from"])].plan
    if source is None:
        raise Cannot("That option has no plan yet.")
    plan = plan_in(bench.now)
    merged = _with_stage(plan, source, told) if "stage" in told else _with_one(plan, source, told)
    bench.put(bench.desk.edited(bench.now, merged))


def _with_one(plan: Plan, source: Plan, told: Any) -> Plan:
    found = source.by_id.get(told.get("touchpoint"))
    if found is None:
        raise Cannot("That touchpoint is not in the other option any more.")
    return _merged(plan.touchpoints, (found,), plan)


def _with_stage(plan: Plan, source: Plan, told: Any) -> Plan:
    stage = told["stage"]
    if stage not in get_args(Stage):
        raise Cannot(f"There is no phase {stage!r}.")
    taken = tuple(t for t in source.touchpoints if t.stage == stage)
    return _merged(tuple(t for t in plan.touchpoints if t.stage != stage), taken, plan)


def _merged(kept: tuple[Touchpoint, ...], taken: tuple[Touchpoint, ...], plan: Plan) -> Plan:
    """Put touchpoints in the places of those with the same id; forget what is not there."""
    by_id = {t.id: t for t in taken}
    places = [by_id.pop(t.id, t) for t in kept]
    together = [*places, *by_id.values()]
    known = {t.id for t in together}
    return plan.replace(touchpoints=tuple(_knowing(t, known) for t in together))


def _knowing(touchpoint: Touchpoint, known: set[str]) -> Touchpoint:
    left = tuple(id_ for id_ in touchpoint.depends_on if id_ in known)
    return touchpoint if left == touchpoint.depends_on else touchpoint.replace(depends_on=left)


WEIGHING: dict[str, Handler] = {"option": _option, "merge": _merge}
