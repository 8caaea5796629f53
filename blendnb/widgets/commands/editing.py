"""Editing: changes of the plan itself, by hand or as an audit's finding proposes.

All of them end in an edit of the domain, applied as one step. A drag is only looked at: it answers
what would follow and changes nothing.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from pydantic import TypeAdapter

from blendnb.charts.recall import recall_of
from blendnb.designing.pushing import pushed
from blendnb.designing.reinforcement import Returns, replace_reinforcement, returns_of
from blendnb.domain.edits import Batch, Edit, Move, Resize, apply_edit
from blendnb.domain.plan import Plan
from blendnb.exporting.words import load_words
from blendnb.spacing.choice import Best
from blendnb.widgets.bench import ANEW, Bench, Command, Handler, Message
from blendnb.widgets.desk import plan_in
from blendnb.widgets.jobs import Job
from blendnb.widgets.telling.board import curves_of
from blendnb.widgets.trouble import Cannot
from blendnb.widgets.workspace import Design

_EDIT: TypeAdapter[Any] = TypeAdapter(Edit)


def with_edit(plan: Plan, edit: Any, *, push: bool = False) -> Plan:
    """Return the plan with an edit applied, its dependants pushed where that is asked for."""
    changed = apply_edit(plan, edit)
    moves = pushed(plan, changed) if push else None
    return apply_edit(changed, moves) if moves else changed


def _edit(bench: Bench, command: Command) -> None:
    """`{"edit": Edit, "push": bool, "step": id}`: change the plan."""
    plan = plan_in(bench.now)
    edit = _EDIT.validate_python(command["edit"])
    changed = with_edit(plan, edit, push=bool(command.get("push")))
    # Where the bar was dropped is known now; what was worked out on the way there is late.
    bench.extra.clear()
    if changed != plan:
        bench.put(bench.desk.edited(bench.now, changed), command.get("step"))


def _drag(bench: Bench, command: Command) -> None:
    """`{"drag": [{id, start_day, days}] | null}`: say what would follow, and change nothing."""
    plan, told = plan_in(bench.now), command["drag"]
    if not told:
        return
    changed = with_edit(plan, Batch(edits=tuple(_dragged(told))), push=True)
    before = bench.now.option.design
    design = bench.desk.judge(changed, before.recommendation if before else None)
    bench.extra.append(partial(_preview, plan, design))


def _dragged(told: list[dict[str, Any]]) -> Iterator[Move | Resize]:
    for bar in told:
        yield Move(id=bar["id"], start_day=bar["start_day"])
        if "days" in bar:
            yield Resize(id=bar["id"], days=bar["days"])


def _preview(plan: Plan, design: Design) -> Iterator[Message]:
    assert design.plan is not None, "judged from a plan"  # noqa: S101
    moved = {
        t.id: {"start_day": t.start_day, "days": t.days}
        for t in design.plan.touchpoints
        if t != plan.by_id[t.id]
    }
    curves = curves_of(recall_of(design.plan))
    findings = findings_of(design)
    yield {"board_preview": {"touchpoints": moved, "findings": findings, "curves": list(curves)}}


def findings_of(design: Design) -> list[dict[str, Any]]:
    """Return what an audit finds to mend, in one list: open questions, then constraints."""
    audit = design.audit
    if audit is None:
        return []
    words = load_words()
    questions = [q for q in audit.questions.values() if q.open]
    return [
        *(_finding(q, q.verdict, words.charts[f"verdict.{q.verdict}"]) for q in questions),
        *(_finding(c, c.severity, words["dimensions"][c.severity]) for c in audit.constraints),
    ]


def _finding(found: Any, kind: str, word: str) -> dict[str, Any]:
    return {
        "id": found.id,
        "kind": kind,
        "word": word,
        "text": found.text,
        "touchpoints": list(found.touchpoints),
        "mend": found.fix.text if found.fix else "",
    }


def _mend(bench: Bench, command: Command) -> None:
    """`{"mend": question or constraint id}`: apply what the audit proposes, as one step."""
    plan, design = plan_in(bench.now), bench.now.option.design
    audit = design.audit if design else None
    findings: list[Any] = [*audit.questions.values(), *audit.constraints] if audit else []
    found = [f for f in findings if f.id == command["mend"] and f.fix is not None]
    if not found:
        raise Cannot("There is nothing to mend there any more.")
    bench.put(bench.desk.edited(bench.now, apply_edit(plan, found[0].fix.edit)))


def _recompose(bench: Bench, _: Command) -> None:
    """`{"recompose": true}`: compose the plan anew from the brief."""
    bench.put(bench.desk.recomposed(bench.now))
    bench.said = ANEW


# -------------------------------------------------------------- placing reinforcement again


def _replace_reinforcement(bench: Bench, command: Command) -> None:
    """`{"replace_reinforcement": {}}`: place the returns again so that least can be lost."""
    plan = plan_in(bench.now)
    groups = [group for group in returns_of(plan) if group.days]
    if not groups:
        raise Cannot("Nothing here is there only to reinforce, so nothing can be placed again.")
    told = command["replace_reinforcement"]
    objective = told.get("objective", "mean") if isinstance(told, dict) else "mean"
    bench.start(
        Job(
            "Asking the memory models for the best days",
            partial(_searched, groups, objective),
            partial(_replaced, bench, plan),
        )
    )


Placed = list[tuple[Returns, Best]]


def _searched(groups: list[Returns], objective: str, job: Job) -> Placed:
    from dataclasses import replace

    found: Placed = []
    for number, group in enumerate(groups):
        question = replace(group.question, objective=objective)
        tell = partial(_reported, job, number, len(groups))
        found.append((group, question.best(len(group.days), tell)))
    return found


def _reported(job: Job, group: int, groups: int, done: int, of: int) -> None:
    job.report(job.text, (group + done / of) / groups)


def _replaced(bench: Bench, plan: Plan, found: Placed) -> None:
    if bench.now.option.plan != plan:
        raise Cannot("The plan was changed meanwhile, so the new days were left out. Ask again.")
    for group, best in found:
        plan = apply_edit(
            plan, replace_reinforcement(plan, group.plan_days(best.days), group.topics)
        )
    bench.put(bench.desk.edited(bench.now, plan))
    regret = max(max(best.regret.values()) for _, best in found)
    bench.said = (
        "Reinforcement was placed again: whichever memory model is right, recall stays within "
        f"{100 * regret:.1f} points of its best."
    )
    bench.replaced = bench.now.option.plan, bench.said


EDITING: dict[str, Handler] = {
    "edit": _edit,
    "drag": _drag,
    "mend": _mend,
    "recompose": _recompose,
    "replace_reinforcement": _replace_reinforcement,
}
