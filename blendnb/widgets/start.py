"""The start page of the studio's app: go on with a recent plan, or begin one.

One page, one kernel: what is chosen takes the start page's place. The browser keeps the session's
key in its address, so that a page loaded again goes on where it was.
"""

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import anywidget
import ipywidgets
import traitlets

from blendnb import api
from blendnb.domain.plan import Plan
from blendnb.files.briefs_and_plans import load_brief, load_plan
from blendnb.files.embedded_plan import ELEMENT_ID
from blendnb.files.problems import InputError, refuse
from blendnb.files.reading import LARGEST_PLAN
from blendnb.files.working_folder import STUDIO_FOLDER
from blendnb.language import current, say
from blendnb.widgets.assets import script, script_texts, style
from blendnb.widgets.errors import sentence
from blendnb.widgets.journal.known_sessions import forget, recent

_STUDIO = "blendnb.widgets.studio"
LARGEST_DROPPED = 9_000_000
"""Bytes of a file that the browser sends; the server hangs up on a message of 10 MiB."""
MOST_FILES = 40
_LOOKED_AT = 400
"""Files of a folder that are looked at: a folder of thousands must not hold up the page."""

Data = dict[str, Any]


class Start(anywidget.AnyWidget):
    """What can be opened; `opened` is the studio that was chosen.

    Parameters
    ----------
    folder
        Where plans and exported files stand.
    """

    _esm = script("start.js")
    _css = style("start.css")
    phrases = traitlets.Dict(read_only=True).tag(sync=True)
    language = traitlets.Unicode(read_only=True).tag(sync=True)

    opened = traitlets.Instance(anywidget.AnyWidget, allow_none=True, read_only=True)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.set_trait("phrases", script_texts())
        self.set_trait("language", current().locale)
        self._folder = folder
        self.on_msg(self._heard)
        # What is chosen here needs ten times as much to be loaded as the choice itself.
        Thread(target=import_module, args=[_STUDIO], daemon=True).start()

    def _heard(self, _: object, content: Data, buffers: list[memoryview]) -> None:
        notice = ""
        try:
            self._carry_out(content, buffers)
        except InputError as error:
            notice = str(error)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the page stays
            notice = sentence(error)
        self.send({"kind": "offers", **self._offers(), "notice": notice})

    def _carry_out(self, content: Data, buffers: list[memoryview]) -> None:
        match content:
            case {"want": "offers"}:
                pass
            case {"forget": str(key)}:
                forget(key)
            case {"session": str(key), **rest}:
                self._go_on(key, rest.get("otherwise", {}))
            case {"blueprint": str(id_)}:
                plan = api.design(blueprint=id_, catalogue=self._own)
                self._open(plan=plan, resume=False)
            case {"file": str(name)}:
                self._open_file(self._folder / self._listed(name))
            case {"dropped": str(name)}:
                self._open_dropped(name, bytes(buffers[0]))
            case {"blank": True}:
                self._open(resume=False)
            case _:
                raise ValueError(say("studio.start.no_command", content=repr(content)))

    def _go_on(self, key: str, otherwise: Data) -> None:
        """Open a session; one in which nothing was changed is not kept, and begins anew."""
        if otherwise and key not in {record.key for record in recent()}:
            again = "dropped" not in otherwise and "session" not in otherwise
            self._carry_out(otherwise if again else {"want": "offers"}, [])
        else:
            self._open(resume=key)

    def _open(self, **what: Any) -> None:
        from blendnb.widgets.studio import studio

        studio_ = studio(folder=self._folder, catalogue=self._own, **what)
        self.send({"kind": "opened", "key": studio_.key})
        self.set_trait("opened", studio_)

    def _open_file(self, path: Path) -> None:
        """A plan's file is gone on with; a brief, a page or a learning design begins anew."""
        if path.name.endswith(".plan.json"):
            self._open(plan=path)
        elif _is_plan(path):
            self._open(plan=self._plan_of(path), resume=False)
        else:
            self._open(brief=load_brief(path), resume=False)

    def _plan_of(self, path: Path) -> Plan:
        """A plan, or a learning design read with the formats of the working folder."""
        return load_plan(path, api.catalogue_of(self._own).formats)

    def _open_dropped(self, name: str, content: bytes) -> None:
        if len(content) > LARGEST_DROPPED:
            raise refuse(name, say("files.too_large", megabytes=LARGEST_DROPPED // 1_000_000))
        with TemporaryDirectory() as folder:
            path = Path(folder) / Path(name).name
            path.write_bytes(content)
            plan = self._plan_of(path) if _is_plan(path) else None
            brief = None if plan else load_brief(path)
        self._open(plan=plan, brief=brief, resume=False)

    def _listed(self, name: str) -> str:
        """Let nothing be opened that the page does not list."""
        if name not in {file["name"] for file in self._files()}:
            raise ValueError(say("studio.start.gone", name=name))
        return name

    # --------------------------------------------------------------------------------- offers

    def _offers(self) -> Data:
        return {
            "folder": str(self._folder),
            "largest": LARGEST_DROPPED,
            "recents": [
                {
                    "key": record.key,
                    "title": record.title or say("studio.start.untitled_programme"),
                    "when": record.when,
                    "file": record.path.name if record.path else say("studio.start.no_file"),
                }
                for record in recent()
            ],
            "files": list(self._files()),
            "blueprints": [
                {"id": blueprint.id, "name": blueprint.name, "text": blueprint.summary}
                for blueprint in api.blueprints(self._own)
            ],
        }

    @cached_property
    def _own(self) -> Path | None:
        return api.own_entries_here(self._folder)

    def _files(self) -> Iterator[Data]:
        files = (
            {"name": path.relative_to(self._folder).as_posix(), "kind": kind}
            for folder in (self._folder, self._folder / "briefs")
            for path in _first_files(folder)
            if (kind := _kind(path))
        )
        return (file for _, file in zip(range(MOST_FILES), files, strict=False))


def _first_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    paths = (path for path in folder.iterdir() if path.is_file() and path.name[0] != ".")
    return sorted(path for _, path in zip(range(_LOOKED_AT), paths, strict=False))


def _kind(path: Path) -> str:
    """Return what a file is to the studio, in a word; empty where it is nothing to it."""
    suffix = path.suffix.lower()
    if suffix == ".toml":
        return "brief"
    if suffix == ".ldj":
        return "learning design"
    if suffix in {".html", ".htm"}:
        return "page" if _holds(path, f'id="{ELEMENT_ID}"') else ""
    if suffix == ".json":
        return "plan" if _is_plan(path) else "brief" if _holds(path, '"outcome"') else ""
    return ""


def _is_plan(path: Path) -> bool:
    if path.suffix.lower() in {".html", ".htm", ".ldj"}:
        return True
    return path.suffix.lower() == ".json" and _holds(path, '"blendnb.plan/')


def _holds(path: Path, mark: str) -> bool:
    try:
        with path.open("rb") as stream:
            return mark.encode() in stream.read(LARGEST_PLAN)
    except OSError:
        return False


def start(folder: Path | None = None) -> Any:
    """Return the app's page: the start page, and then what was chosen on it.

    Parameters
    ----------
    folder
        Where plans and exported files stand; by default what `blendnb studio` was given.
    """
    place = Path(os.environ.get(STUDIO_FOLDER, ".")) if folder is None else folder
    page = Start(place)
    box = ipywidgets.VBox([page], layout={"overflow": "visible"})

    def show(change: Mapping[str, Any]) -> None:
        box.children = (change["new"],)

    page.observe(show, names="opened")
    return box
