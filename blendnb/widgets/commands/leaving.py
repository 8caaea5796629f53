"""Leaving the room: files in every form, a page to look at before, a blueprint for next time."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from blendnb import options
from blendnb.domain.plan import Plan
from blendnb.files.writing import safe_file_name
from blendnb.widgets.bench import Bench, Command, Export, Handler, Message
from blendnb.widgets.desk import plan_in
from blendnb.widgets.saving import free_path
from blendnb.widgets.trouble import Cannot

_PAGE = ".html"
_CHOICES = {"edition": "client", "interactive": False, "accent": None, "chart": None}
"""What `export` may be told, with what it takes for granted."""


def _export(bench: Bench, command: Command) -> None:
    """`{"export": true | {suffix, name, edition, interactive, accent, chart}}`: write a file."""
    told = command["export"] if isinstance(command["export"], dict) else {}
    plan = plan_in(bench.now)
    stem, suffix = safe_file_name(str(told.get("name") or _name(plan, told))), _suffix(told)
    path = free_path(bench.folder, stem, bench.written, suffix)
    bench.export(plan, path, **_choices(told))
    if path in bench.written:
        bench.written.remove(path)
    bench.written.append(path)
    bench.exported = plan
    if not bench.now.current:
        bench.said = "The file holds the last complete plan; what the form marks is not in it yet."


def _name(plan: Plan, told: Any) -> str:
    """Name a file after the plan, and after what sets it apart from the usual one."""
    edition = told.get("edition")
    apart = [edition if edition != _CHOICES["edition"] else None, told.get("chart")]
    return " ".join(filter(None, (plan.title, *apart)))


def _suffix(told: Any) -> str:
    suffix = str(told.get("suffix") or _PAGE)
    return suffix if suffix.startswith(".") else f".{suffix}"


def _choices(told: Any) -> dict[str, Any]:
    return {key: told[key] for key, usual in _CHOICES.items() if key in told and told[key] != usual}


def _preview(bench: Bench, command: Command) -> None:
    """`{"preview": {edition, interactive}}`: the page as it would be written."""
    told = command["preview"] if isinstance(command["preview"], dict) else {}
    plan = plan_in(bench.now)
    bench.extra.append(partial(_page, bench.export, plan, _choices(told)))


def _page(export: Export, plan: Plan, choices: dict[str, Any]) -> Iterator[Message]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"page{_PAGE}"
        export(plan, path, **choices)
        yield {"kind": "preview", "html": path.read_text(encoding="utf-8")}


def _save_blueprint(bench: Bench, command: Command) -> None:
    """`{"save_blueprint": {name, provenance, results, notes}}`: keep the plan for next time."""
    told = command["save_blueprint"]
    name = str(told.get("name") or "").strip()
    if not name:
        raise Cannot("A blueprint needs a name.")
    texts = {key: str(told.get(key) or "") for key in ("results", "notes")}
    provenance = str(told.get("provenance") or "") or "own programme"
    made = options.generalize(plan_in(bench.now), name, provenance=provenance, **texts)
    path = options.save_blueprint(made, bench.folder, replace=bool(told.get("replace")))
    bench.said = f"Saved as a blueprint of your own: {path.relative_to(bench.folder)}."


LEAVING: dict[str, Handler] = {
    "export": _export, "preview": _preview, "save_blueprint": _save_blueprint,
}  # fmt: skip
