"""Commands of the form, the stage map, the choice of a blend model, the step, undo and redo."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from blendnb.designing.priorities import PRIORITIES, STRONGEST
from blendnb.designing.stage_map import StageMap, planned_purposes
from blendnb.domain.vocabulary import MAP_STAGES, TEACHING_ORDER
from blendnb.language import say
from blendnb.widgets.command_context import Command, CommandContext, Handler
from blendnb.widgets.errors import Cannot
from blendnb.widgets.form_answers import map_of, marks_of, moment_rows, number_of
from blendnb.widgets.workspace import STEPS, Option


def _set(context: CommandContext, command: Command) -> None:
    """`{"set": {path: typed}, "step": id}`: answer controls of the form."""
    context.put(context.deriver.answered(context.now, dict(command["set"])), command.get("step"))


def _choose(context: CommandContext, command: Command) -> None:
    """`{"choose": blend model or null}`: compose with it; null follows the ranking."""
    by_hand = context.now.option.edited is not None
    context.put(context.deriver.chosen(context.now, command["choose"]))
    if by_hand:
        context.notice = say("studio.command.composed_anew")


def _why_not(context: CommandContext, command: Command) -> None:
    """`{"why_not": blend model or null}`: say why it is refused, or no more; the plan stays."""
    context.history.amend(context.deriver.asked_about(context.now, command["why_not"]))


def _reopen(context: CommandContext, command: Command) -> None:
    """`{"reopen": blend model, "answers": {path: typed}}`: answer so that it fits, and use it."""
    answered = context.deriver.answered(context.now, dict(command["answers"]))
    context.put(context.deriver.chosen(answered, command["reopen"]))


def _go(context: CommandContext, command: Command) -> None:
    """`{"go": step}`: show one of the five steps; nothing to take back."""
    if command["go"] not in STEPS:
        raise Cannot(
            say(
                "studio.command.no_step",
                step=repr(command["go"]),
                steps=", ".join(STEPS),
            )
        )
    context.history.amend(replace(context.now, step=command["go"]))


def _undo(context: CommandContext, _: Command) -> None:
    context.history.undo()


def _redo(context: CommandContext, _: Command) -> None:
    context.history.redo()


def _weigh(context: CommandContext, command: Command) -> None:
    """`{"weigh": {priority: 0 to 3}}`: say what matters; the plan stays."""
    option = context.now.option
    weights = {**option.priorities, **{n: int(w) for n, w in dict(command["weigh"]).items()}}
    known = all(name in PRIORITIES and 0 <= weights[name] <= STRONGEST for name in weights)
    if not known:
        raise Cannot(say("priorities.unknown", known=", ".join(PRIORITIES)))
    kept = {name: weights[name] for name in PRIORITIES if weights.get(name)}
    if kept != option.priorities:
        context.put(context.now.with_option(replace(option, priorities=kept)))


ANSWERING: dict[str, Handler] = {
    "set": _set, "choose": _choose, "why_not": _why_not, "weigh": _weigh, "reopen": _reopen,
    "go": _go, "undo": _undo, "redo": _redo,
}  # fmt: skip


MOMENT_DETAILS = ("managers", "peers", "kind", "target")
TOPIC_DETAILS = ("kind", "objective")
TOPIC_NUMBERS = ("hours", "ready_by")


def _map(context: CommandContext, command: Command) -> None:
    """`{"map": {topic, stage, purpose, on}}`, or details: `{"map": {moment | details_of, ...}}`."""
    option, arguments = context.now.option, command["map"]
    answers: dict[str, Any]
    if "moment" in arguments:
        answers = {"moments": _with_moment(option.entries.get("moments"), arguments)}
    elif "details_of" in arguments:
        answers = {"topics": _with_topic(option.entries.get("topics"), arguments)}
    else:
        answers = {"map": map_of(_marked(option, arguments))}
    context.put(context.deriver.answered(context.now, answers), command.get("step"))


def _marked(option: Option, arguments: Mapping[str, Any]) -> dict[str, dict[str, list[str]]]:
    """Mark one purpose or take its mark away: clicks that follow each other fast all count.

    The first mark of a topic begins with what the plan does with it, for from then on the plan does
    with it what is marked.
    """
    topic, stage, marked = str(arguments["topic"]), arguments["stage"], arguments.get("purpose")
    if stage not in MAP_STAGES:
        stages = ", ".join(MAP_STAGES)
        raise Cannot(say("studio.command.no_stage", stage=repr(stage), stages=stages))
    if marked not in TEACHING_ORDER:
        raise Cannot(say("studio.command.no_mark", purposes=", ".join(TEACHING_ORDER)))
    marks = marks_of(option.entries)
    row = marks.get(topic) or _planned(option, topic)
    wanted = {*row.get(stage, ()), marked} - (set() if arguments.get("on") else {marked})
    others = [purpose for purpose in row.get(stage, ()) if purpose not in TEACHING_ORDER]
    row[stage] = [*(p for p in TEACHING_ORDER if p in wanted), *others]
    return {**marks, topic: row}


def _planned(option: Option, topic: str) -> dict[str, list[str]]:
    """Return what the plan teaches of a topic, by stage."""
    if option.plan is None:
        return {}
    return planned_purposes(StageMap(option.plan), topic)


def _with_moment(moments: object, arguments: Mapping[str, object]) -> list[dict[str, Any]]:
    """Return the moments as a brief holds them, one with other details."""
    rows = moment_rows(moments)
    if arguments["moment"] not in [row["text"] for row in rows]:
        raise Cannot(say("studio.command.no_moment", moment=repr(str(arguments["moment"]))))
    details = _texts(arguments, MOMENT_DETAILS)
    changed = [{**row, **details} if row["text"] == arguments["moment"] else row for row in rows]
    return [_without_empty(row) for row in changed]


def _with_topic(topics: object, arguments: Mapping[str, object]) -> list[Any]:
    """Return the topics as a brief holds them, one with other details; without any, its name."""
    rows = [row if isinstance(row, dict) else {"name": row} for row in _listed(topics)]
    name = arguments["details_of"]
    if name not in [row["name"] for row in rows]:
        raise Cannot(say("studio.command.no_topic", topic=repr(str(name))))
    numbers = {key: number_of(str(arguments[key])) for key in TOPIC_NUMBERS if key in arguments}
    details = {**_texts(arguments, TOPIC_DETAILS), **numbers}
    changed = [{**row, **details} if row["name"] == name else row for row in rows]
    kept = map(_without_empty, changed)
    return [row["name"] if set(row) == {"name"} else row for row in kept]


def _listed(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value] if value else []


def _texts(arguments: Mapping[str, object], keys: tuple[str, ...]) -> dict[str, str]:
    """What was typed into some boxes, each in one line."""
    return {key: " ".join(str(arguments[key]).split()) for key in keys if key in arguments}


def _without_empty(table: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value}


MAPPING: dict[str, Handler] = {"map": _map}
