"""Commands of what is agreed: the pilot, its measures and results, and decisions on record."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from blendnb import api
from blendnb.domain.plan import Decision, Measure, Pilot, Plan
from blendnb.language import say
from blendnb.widgets.command_context import Command, CommandContext, Handler, Job
from blendnb.widgets.derive import plan_in
from blendnb.widgets.errors import Cannot


def _pilot(context: CommandContext, command: Command) -> None:
    """`{"pilot": {size, text, start_day, decide_by} | null}`: who goes first."""
    arguments = command["pilot"]
    pilot = None if arguments is None else Pilot.model_validate(arguments)
    context.put(context.deriver.agreed(context.now, pilot=pilot), command.get("step"))


def _measures(context: CommandContext, command: Command) -> None:
    """`{"measures": [...]}`: what is measured; entries without an id get one."""
    arguments: list[dict[str, Any]] = [dict(entry) for entry in command["measures"]]
    taken = {str(entry.get("id")) for entry in arguments}
    for entry in arguments:
        if not entry.get("id"):
            entry["id"] = next(i for n in range(1, 1000) if (i := f"measure-{n}") not in taken)
            taken.add(entry["id"])
    measures = tuple(Measure.model_validate(entry) for entry in arguments)
    context.put(context.deriver.agreed(context.now, measures=measures), command.get("step"))


# ----------------------------------------------------------------------------------- results


def _results(context: CommandContext, command: Command) -> None:
    """`{"results": [paths]}`: read what the pilot showed; relative to the studio's folder."""
    files = tuple(str(path).strip() for path in command["results"] if str(path).strip())
    plan, option = plan_in(context.now), context.now.option
    if not files:
        context.proof.pop(option.name, None)
        context.put(context.now.with_option(replace(option, results=())))
        return
    paths = [context.folder / Path(file).expanduser() for file in files]
    context.start(
        Job(
            say("pilot.studio.reading"),
            partial(_read, plan, paths, context),
            partial(_were_read, context, option.name, files),
        )
    )


def _read(plan: Plan, paths: list[Path], context: CommandContext, job: Job) -> Any:
    results = api.measure(plan, paths, progress=job.report)
    job.report(say("pilot.studio.simplifying"), 1.0)
    return results, api.simplify(plan, results, catalogue=context.catalogue)


def _were_read(context: CommandContext, name: str, files: tuple[str, ...], proof: Any) -> None:
    option = context.now.option
    if option.name != name:
        raise Cannot(say("pilot.studio.other_option", name=f"“{name}”"))
    context.proof[name] = proof
    context.put(context.now.with_option(replace(option, results=files)))


def _accept(context: CommandContext, command: Command) -> None:
    """`{"accept": [ids], "who": name}`: apply simplifications and put them on record."""
    plan = plan_in(context.now)
    _, proposed = context.proof.get(context.now.option.name, (None, ()))
    wanted = [each for each in proposed if each.id in command["accept"]]
    if not wanted:
        raise Cannot(say("pilot.studio.gone"))
    who = str(command.get("who") or "").strip() or None
    changed = api.accept(plan, wanted, who=who, when=context.today())
    context.put(context.deriver.edited(context.now, changed))


def _use_pilot(context: CommandContext, _: Command) -> None:
    """`{"use_pilot": true}`: put measured participation in place of what the plan assumes."""
    plan = plan_in(context.now)
    results, _proposed = context.proof.get(context.now.option.name, (None, ()))
    if results is None:
        raise Cannot(say("pilot.studio.gone"))
    used = api.use_pilot(plan, results)
    if not used.changes:
        raise Cannot(say("pilot.anchored.nothing"))
    context.put(context.deriver.edited(context.now, used.plan))


def _cancel(context: CommandContext, _: Command) -> None:
    """`{"cancel": true}`: give up what takes long."""
    if context.job is not None:
        context.job.cancel()
        context.job = None


PROVING: dict[str, Handler] = {
    "pilot": _pilot, "measures": _measures, "results": _results, "accept": _accept,
    "use_pilot": _use_pilot, "cancel": _cancel,
}  # fmt: skip


def _decide(context: CommandContext, command: Command) -> None:
    """`{"decide": {about, text, who, why}}`: put a decision on record.

    `about` is the id of a touchpoint, or any words.
    """
    arguments = command["decide"]
    text = str(arguments.get("text") or "").strip()
    if not text:
        raise Cannot(say("studio.command.decision_empty"))
    before = context.now.option.agreed.decisions
    taken = {decision.id for decision in before}
    id_ = next(i for n in range(1, len(taken) + 2) if (i := f"decision-{n}") not in taken)
    decision = Decision(
        id=id_,
        text=_about(context, arguments, text),
        why=str(arguments.get("why") or "").strip(),
        who=str(arguments.get("who") or "").strip() or None,
        when=context.today(),
        about=_touchpoints(context, arguments),
    )
    context.put(context.deriver.agreed(context.now, decisions=(*before, decision)))


def _touchpoints(context: CommandContext, arguments: Any) -> tuple[str, ...]:
    plan = context.now.option.plan
    about = arguments.get("about")
    return (about,) if plan is not None and about in plan.by_id else ()


def _about(context: CommandContext, arguments: Any, text: str) -> str:
    """Say what a decision is about in its text, where that is no touchpoint."""
    about = str(arguments.get("about") or "").strip()
    return text if not about or _touchpoints(context, arguments) else f"{about}: {text}"


def _undecide(context: CommandContext, command: Command) -> None:
    """`{"undecide": n}`: take a decision off the record."""
    before, index = context.now.option.agreed.decisions, command["undecide"]
    if not isinstance(index, int) or not 0 <= index < len(before):
        raise Cannot(say("studio.command.no_decision", index=repr(index)))
    left = before[:index] + before[index + 1 :]
    context.put(context.deriver.agreed(context.now, decisions=left))


DECIDING: dict[str, Handler] = {"decide": _decide, "undecide": _undecide}
