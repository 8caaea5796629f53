"""Answering: the form, the choice of a blend model, the step that is shown, undo and redo."""

from dataclasses import replace

from blendnb.widgets.bench import ANEW, Bench, Command, Handler
from blendnb.widgets.trouble import Cannot
from blendnb.widgets.workspace import STEPS


def _set(bench: Bench, command: Command) -> None:
    """`{"set": {path: typed}, "step": id}`: answer controls of the form."""
    bench.put(bench.desk.answered(bench.now, dict(command["set"])), command.get("step"))


def _choose(bench: Bench, command: Command) -> None:
    """`{"choose": blend model or null}`: compose with it; null follows the ranking."""
    by_hand = bench.now.option.edited is not None
    bench.put(bench.desk.chosen(bench.now, command["choose"]))
    if by_hand:
        bench.said = ANEW


def _why_not(bench: Bench, command: Command) -> None:
    """`{"why_not": blend model or null}`: say why it is refused, or no more; the plan stays."""
    bench.keeping.amend(bench.desk.asked_about(bench.now, command["why_not"]))


def _reopen(bench: Bench, command: Command) -> None:
    """`{"reopen": blend model, "answers": {path: typed}}`: answer so that it fits, and use it."""
    answered = bench.desk.answered(bench.now, dict(command["answers"]))
    bench.put(bench.desk.chosen(answered, command["reopen"]))


def _go(bench: Bench, command: Command) -> None:
    """`{"go": step}`: show one of the five steps; nothing to take back."""
    if command["go"] not in STEPS:
        raise Cannot(f"There is no step {command['go']!r}; the steps are {', '.join(STEPS)}.")
    bench.keeping.amend(replace(bench.now, step=command["go"]))


def _undo(bench: Bench, _: Command) -> None:
    bench.keeping.undo()


def _redo(bench: Bench, _: Command) -> None:
    bench.keeping.redo()


ANSWERING: dict[str, Handler] = {
    "set": _set, "choose": _choose, "why_not": _why_not, "reopen": _reopen, "go": _go,
    "undo": _undo, "redo": _redo,
}  # fmt: skip
