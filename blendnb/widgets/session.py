"""The session: commands in, state out, whatever happens in between.

It knows nothing of widgets. A message from a view carries commands; the answer to it is one message
of state and, where the plan changed, one of charts, which take longer. Each carries a revision that
only grows, so that an older one never overwrites a newer one. An exception becomes a sentence, and
the last good state stays.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic_core import to_jsonable_python

from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan
from blendnb.widgets.form import answers_of, form_of
from blendnb.widgets.pictures import Pictures
from blendnb.widgets.saving import file_stem, free_path
from blendnb.widgets.store import Store
from blendnb.widgets.telling import result_of
from blendnb.widgets.workspace import Design, Designer, Desk, Workspace, sentence

Message = dict[str, Any]
Export = Callable[[Plan, Path], object]


class Session:
    """One design session.

    Parameters
    ----------
    brief
        What to begin with; None begins with an empty form.
    catalogue
        The questions, and the names of everything.
    designer
        Works out a design from a brief.
    export
        Writes the page of a plan.
    folder
        Where pages are written.
    """

    def __init__(
        self,
        brief: Brief | None,
        *,
        catalogue: Catalogue,
        designer: Designer,
        export: Export,
        folder: Path,
    ) -> None:
        self._catalogue, self._export, self._folder = catalogue, export, folder
        self._desk = Desk(catalogue.variables, designer)
        self._store: Store[Workspace] = Store(self._desk.opened(brief))
        self._pictures = Pictures()
        self._heard: dict[str, int] = {}
        self._revision = 0
        self._told: Message = {}
        self._written: list[Path] = []

    @property
    def design(self) -> Design | None:
        """The last good design."""
        return self._store.now.design

    def open(self, brief: Brief | None) -> Iterator[Message]:
        """Show another brief, as one step that can be taken back; return what views must hear."""
        return self._answers(lambda: self._store.put(self._desk.opened(brief)))

    def hear(self, message: Mapping[str, Any]) -> Iterator[Message]:
        """Carry out the commands of one message; return what views must hear."""
        self._heard[str(message.get("view"))] = message.get("seq", 0)
        return self._answers(lambda: self._carry_out(message.get("commands", ())))

    # ------------------------------------------------------------------------------- commands

    def _carry_out(self, commands: Any) -> None:
        for command in commands:
            match command:
                case {"hello": width}:
                    self._told, self._pictures = {}, Pictures(width)
                case {"width": width}:
                    self._pictures.resize(width)
                case {"set": dict(answers), **rest}:
                    changed = self._desk.answered(self._store.now, answers)
                    step = rest.get("step")
                    self._store.put(changed, str(step) if step else None)
                case {"choose": blend_model}:
                    self._store.put(self._desk.chosen(self._store.now, blend_model))
                case {"undo": True}:
                    self._store.undo()
                case {"redo": True}:
                    self._store.redo()
                case {"export": True}:
                    self._save_page()
                case _:
                    raise ValueError(f"there is no command {command!r}")

    def _save_page(self) -> None:
        plan = None if self.design is None else self.design.plan
        if plan is None:
            raise ValueError("there is no plan to export yet")
        path = free_path(self._folder, file_stem(plan.title), self._written)
        self._export(plan, path)
        self._written.append(path)

    # -------------------------------------------------------------------------------- answers

    def _answers(self, act: Callable[[], None]) -> Iterator[Message]:
        notice = _tried(act)
        news: Message = {}
        notice = _tried(lambda: news.update(self._news())) or notice or self._store.now.failure
        yield self._message("state", {**news, "notice": notice, "answers": dict(self._heard)})
        yield from self._charts()

    def _charts(self) -> Iterator[Message]:
        """Tell each chart as soon as it is drawn; of several, one that fails ends the row."""
        plan = None if self.design is None else self.design.plan
        try:
            for charts in self._pictures.news(plan) if plan else ():
                yield self._message("charts", {"charts": charts, "notice": ""})
        except Exception as error:  # noqa: BLE001 -- the rest of the result stands without it
            yield self._message("charts", {"charts": {}, "notice": sentence(error)})

    def _message(self, kind: str, content: Message) -> Message:
        self._revision += 1
        return {"kind": kind, "revision": self._revision, **content}

    def _news(self) -> Message:
        """Return the parts of the state that differ from what was told before."""
        now = self._store.now
        state = to_jsonable_python(
            {
                "form": form_of(self._catalogue.variables),
                "answers_shown": answers_of(self._catalogue.variables, now.entries, now.reading),
                "can_undo": self._store.can_undo,
                "can_redo": self._store.can_redo,
                "current": now.current,
                "result": result_of(now, self._catalogue),
                "exported": self._exported(),
            }
        )
        news = {key: value for key, value in state.items() if self._told.get(key, ...) != value}
        self._told = state
        return news

    def _exported(self) -> dict[str, str] | None:
        if not self._written:
            return None
        path = self._written[-1]
        return {"name": path.name, "folder": str(path.parent)}


def _tried(act: Callable[[], None]) -> str:
    """Do something at the edge of the program; return the sentence to show if it fails."""
    try:
        act()
    except Exception as error:  # noqa: BLE001 -- whatever it is, the session goes on
        return sentence(error)
    return ""
