"""Commands of files: exports, a preview, a blueprint; going on, taking over, conflicts."""

import warnings
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from blendnb import api
from blendnb.domain.plan import Plan
from blendnb.exporting.own_templates import note_of_own
from blendnb.files.writing import free_path, safe_file_name
from blendnb.language import say
from blendnb.widgets.command_context import Command, CommandContext, Export, Handler, Message
from blendnb.widgets.commands.option_commands import with_new
from blendnb.widgets.derive import plan_in
from blendnb.widgets.errors import Cannot
from blendnb.widgets.workspace import Option

_PAGE = ".html"
_CHOICES = {"edition": "client", "interactive": False, "accent": None, "chart": None}
"""What `export` may be arguments, with what it takes for granted."""


def _export(context: CommandContext, command: Command) -> None:
    """`{"export": true | {suffix, name, edition, interactive, accent, chart}}`: write a file."""
    arguments = command["export"] if isinstance(command["export"], dict) else {}
    plan = plan_in(context.now)
    stem, suffix = (
        safe_file_name(str(arguments.get("name") or _name(plan, arguments))),
        _suffix(arguments),
    )
    path = free_path(context.folder, stem, context.written, suffix)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always", UserWarning)
        context.export(plan, path, **_choices(arguments))
    if path in context.written:
        context.written.remove(path)
    context.written.append(path)
    context.exported = plan
    own = note_of_own(api.own_entries_here(context.folder), path)
    notes = [own, *(str(warning.message) for warning in warned)]
    if not context.now.current:
        notes = [say("studio.command.last_complete_plan"), *notes[1:]]
    context.notice = " ".join(filter(None, notes))


def _name(plan: Plan, arguments: Any) -> str:
    """Name a file after the plan, and after what sets it apart from the usual one."""
    edition = arguments.get("edition")
    apart = [edition if edition != _CHOICES["edition"] else None, arguments.get("chart")]
    return " ".join(filter(None, (plan.title, *apart)))


def _suffix(arguments: Any) -> str:
    suffix = str(arguments.get("suffix") or _PAGE)
    return suffix if suffix.startswith(".") else f".{suffix}"


def _choices(arguments: Any) -> dict[str, Any]:
    return {
        key: arguments[key]
        for key, usual in _CHOICES.items()
        if key in arguments and arguments[key] != usual
    }


def _preview(context: CommandContext, command: Command) -> None:
    """`{"preview": {edition, interactive}}`: the page as it would be written."""
    arguments = command["preview"] if isinstance(command["preview"], dict) else {}
    plan = plan_in(context.now)
    context.extra.append(partial(_page, context.export, plan, _choices(arguments)))


def _page(export: Export, plan: Plan, choices: dict[str, Any]) -> Iterator[Message]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"page{_PAGE}"
        export(plan, path, **choices)
        yield {"kind": "preview", "html": path.read_text(encoding="utf-8")}


def _save_blueprint(context: CommandContext, command: Command) -> None:
    """`{"save_blueprint": {name, provenance, results, notes}}`: keep the plan for next time."""
    arguments = command["save_blueprint"]
    name = str(arguments.get("name") or "").strip()
    if not name:
        raise Cannot(say("studio.command.blueprint_unnamed"))
    texts = {key: str(arguments.get(key) or "") for key in ("results", "notes")}
    provenance = str(arguments.get("provenance") or "") or "own programme"
    made = api.generalize(plan_in(context.now), name, provenance=provenance, **texts)
    path = api.save_blueprint(made, context.folder, replace=bool(arguments.get("replace")))
    context.notice = say("studio.command.blueprint_saved", file=path.relative_to(context.folder))


LEAVING: dict[str, Handler] = {
    "export": _export, "preview": _preview, "save_blueprint": _save_blueprint,
}  # fmt: skip


def _resume(context: CommandContext, command: Command) -> None:
    """`{"resume": true | false}`: go on with the session that is offered, or leave it."""
    if command["resume"]:
        context.history.resume()
        context.proof.clear()
    else:
        context.history.decline()


def _take_over(context: CommandContext, _: Command) -> None:
    """`{"take_over": true}`: work on here what another window works on; that one then watches."""
    context.history.take_over()


def _keep(context: CommandContext, command: Command) -> None:
    """`{"keep": "mine" | "theirs" | "both"}`: settle a plan file that was changed meanwhile."""
    context.history.refuse_watching()
    match command["keep"]:
        case "mine":
            context.history.keep_mine()
        case "theirs":
            context.put(context.now.with_option(_theirs(context, context.now.option.name)))
            context.history.settle()
        case "both":
            both = with_new(context.now, _theirs(context, say("studio.command.from_file")))
            context.put(replace(both, active=context.now.active))
            context.history.keep_mine()
        case other:
            raise Cannot(say("studio.command.keep_what", other=repr(other)))


def _theirs(context: CommandContext, name: str) -> Option:
    """Return the plan that stands on the disk as an option."""
    plan = context.history.plan_on_disk()
    return context.deriver.worked_out(context.deriver.option_of(plan, name))


RESUMING: dict[str, Handler] = {"resume": _resume, "take_over": _take_over, "keep": _keep}
