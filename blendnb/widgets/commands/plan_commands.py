"""Commands that change the plan itself, by hand or as an audit's finding proposes.

All of them end in an edit of the domain, applied as one step. A drag is only looked at: it answers
what would follow and changes nothing.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from pydantic import TypeAdapter

from blendnb.charts.recall import recall_by
from blendnb.designing.pushing import pushed
from blendnb.designing.reinforcement import Returns, replace_reinforcement, returns_of
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.edits import Batch, Edit, Move, Resize, apply_edit
from blendnb.domain.plan import Plan
from blendnb.language import number, say
from blendnb.spacing.best_days import Best
from blendnb.widgets.command_context import Command, CommandContext, Handler, Job, Message
from blendnb.widgets.derive import plan_in
from blendnb.widgets.errors import Cannot
from blendnb.widgets.view_models.board_view import curves_of
from blendnb.widgets.view_models.offer_view import offer_for
from blendnb.widgets.workspace import Design

_EDIT: TypeAdapter[Any] = TypeAdapter(Edit)


def with_edit(plan: Plan, edit: Any, *, push: bool = False) -> Plan:
    """Return the plan with an edit applied, its dependants pushed where that is asked for."""
    changed = apply_edit(plan, edit)
    moves = pushed(plan, changed) if push else None
    return apply_edit(changed, moves) if moves else changed


def _edit(context: CommandContext, command: Command) -> None:
    """`{"edit": Edit, "push": bool, "step": id}`: change the plan."""
    plan = plan_in(context.now)
    edit = _EDIT.validate_python(command["edit"])
    changed = with_edit(plan, edit, push=bool(command.get("push")))
    # Where the bar was dropped is known now; what was worked out on the way there is late.
    context.extra.clear()
    if changed != plan:
        context.put(context.deriver.edited(context.now, changed), command.get("step"))


def _drag(context: CommandContext, command: Command) -> None:
    """`{"drag": [{id, start_day, days}] | null}`: say what would follow, and change nothing."""
    plan, arguments = plan_in(context.now), command["drag"]
    if not arguments:
        return
    changed = with_edit(plan, Batch(edits=tuple(_dragged(arguments))), push=True)
    before = context.now.option.design
    design = context.deriver.judge(changed, before.recommendation if before else None)
    context.extra.append(partial(_preview, plan, design, context.catalogue))


def _dragged(arguments: list[dict[str, Any]]) -> Iterator[Move | Resize]:
    for bar in arguments:
        yield Move(id=bar["id"], start_day=bar["start_day"])
        if "days" in bar:
            yield Resize(id=bar["id"], days=bar["days"])


def _preview(plan: Plan, design: Design, catalogue: Catalogue) -> Iterator[Message]:
    assert design.plan is not None, "judged from a plan"  # noqa: S101
    moved = {
        t.id: {"start_day": t.start_day, "days": t.days}
        for t in design.plan.touchpoints
        if t != plan.by_id[t.id]
    }
    curves = curves_of(recall_by(design.plan, catalogue))
    findings = findings_of(design)
    yield {"board_preview": {"touchpoints": moved, "findings": findings, "curves": list(curves)}}


def findings_of(design: Design) -> list[dict[str, Any]]:
    """Return what an audit finds to mend, in one list: open questions, then constraints."""
    audit = design.audit
    if audit is None:
        return []
    questions = [q for q in audit.questions.values() if q.open]
    return [
        *(_finding(q, q.verdict, say(f"audit.verdict.{q.verdict}")) for q in questions),
        *(_finding(c, c.severity, say(f"dimensions.{c.severity}")) for c in audit.constraints),
    ]


def _finding(finding: Any, kind: str, word: str) -> dict[str, Any]:
    return {
        "id": finding.id,
        "kind": kind,
        "word": word,
        "text": finding.text,
        "touchpoints": list(finding.touchpoints),
        "mend": finding.fix.text if finding.fix else "",
    }


def _fix(context: CommandContext, command: Command) -> None:
    """`{"mend": question or constraint id}`: apply what the audit proposes, as one step."""
    plan, design = plan_in(context.now), context.now.option.design
    audit = design.audit if design else None
    findings: list[Any] = [*audit.questions.values(), *audit.constraints] if audit else []
    fixable = [f for f in findings if f.id == command["mend"] and f.fix is not None]
    if not fixable:
        raise Cannot(say("studio.command.nothing_to_mend"))
    context.put(context.deriver.edited(context.now, apply_edit(plan, fixable[0].fix.edit)))


def _recompose(context: CommandContext, _: Command) -> None:
    """`{"recompose": true}`: compose the plan anew from the brief."""
    context.put(context.deriver.recomposed(context.now))
    context.notice = say("studio.command.composed_anew")


def _take_blueprint(context: CommandContext, command: Command) -> None:
    """`{"take_blueprint": id}`: make the offered blueprint, adapted to the brief, the plan."""
    design = context.now.option.design
    offer = None if design is None else offer_for(design.brief, context.catalogue)
    if offer is None or offer.alike.blueprint.id != command["take_blueprint"]:
        raise Cannot(say("studio.command.not_offered"))
    plan = context.now.option.agreed.on(offer.plan)
    context.put(context.deriver.edited(context.now, plan))
    context.notice = say("studio.command.blueprint_taken", name=offer.alike.blueprint.name)


# -------------------------------------------------------------- placing reinforcement again


def _replace_reinforcement(context: CommandContext, command: Command) -> None:
    """`{"replace_reinforcement": {}}`: place the returns again so that least can be lost."""
    plan = plan_in(context.now)
    groups = [group for group in returns_of(plan, context.catalogue.formats) if group.days]
    if not groups:
        raise Cannot(say("studio.command.nothing_to_place"))
    arguments = command["replace_reinforcement"]
    objective = arguments.get("objective", "mean") if isinstance(arguments, dict) else "mean"
    context.start(
        Job(
            say("studio.command.searching_days"),
            partial(_searched, groups, objective),
            partial(_replaced, context, plan),
        )
    )


Placed = list[tuple[Returns, Best]]


def _searched(groups: list[Returns], objective: str, job: Job) -> Placed:
    from dataclasses import replace

    placed: Placed = []
    for index, group in enumerate(groups):
        question = replace(group.question, objective=objective)
        tell = partial(_reported, job, index, len(groups))
        placed.append((group, question.best(len(group.days), tell)))
    return placed


def _reported(job: Job, group: int, groups: int, done: int, of: int) -> None:
    job.report(job.text, (group + done / of) / groups)


def _replaced(context: CommandContext, plan: Plan, placed: Placed) -> None:
    if context.now.option.plan != plan:
        raise Cannot(say("studio.command.changed_meanwhile"))
    for group, best in placed:
        plan = apply_edit(
            plan,
            replace_reinforcement(
                plan, group.plan_days(best.days), group.topics, context.catalogue.formats
            ),
        )
    context.put(context.deriver.edited(context.now, plan))
    regret = max(max(best.regret.values()) for _, best in placed)
    context.notice = say("studio.command.reinforcement_placed", regret=number(100 * regret, 1))
    context.replaced = context.now.option.plan, context.notice


EDITING: dict[str, Handler] = {
    "edit": _edit,
    "drag": _drag,
    "mend": _fix,
    "recompose": _recompose,
    "take_blueprint": _take_blueprint,
    "replace_reinforcement": _replace_reinforcement,
}
