"""The studio: a design session as one widget, `bl.studio(brief)`.

The widget is the wire between the browser and the `Session`, and a place to watch it from: observe
its `brief`, `recommendation` and `plan`, or set `brief` and `plan`. What the views show travels in
messages and is no state of the widget, so a saved notebook holds none of it.
"""

import gc
from collections.abc import Iterable
from functools import cache, partial
from pathlib import Path
from threading import Event, RLock, Thread
from typing import TYPE_CHECKING, Any
from weakref import finalize, ref

import anywidget
import traitlets

from blendnb.domain.brief import Brief
from blendnb.domain.plan import Plan
from blendnb.domain.recommendation import Recommendation
from blendnb.files.reading import Source
from blendnb.language import current
from blendnb.widgets.assets import script, script_texts, style, vega_module
from blendnb.widgets.command_context import Job
from blendnb.widgets.session import Message, Session, opened

if TYPE_CHECKING:
    from blendnb.api import Own

TICK_SECONDS = 0.4
"""Between two looks at what is due: so the plan file follows an edit within a second."""


class _Exclusive(traitlets.Instance):  # type: ignore[type-arg]
    """A value that is set while no other thread tells how things stand.

    Otherwise the studio's own thread could put back what it saw a moment before, and what was set
    would be lost.
    """

    def set(self, obj: traitlets.HasTraits, value: object) -> None:
        assert isinstance(obj, Studio), "whose trait it is"  # noqa: S101
        with obj._lock:  # noqa: SLF001 -- its own trait
            super().set(obj, value)


class Studio(anywidget.AnyWidget):
    """A design session: the form on the left, what follows from it on the right.

    Attributes
    ----------
    brief
        The last valid brief, None while there is none; set it to show another one.
    plan
        The plan as it stands, None while there is none; set it to show another one. Either is one
        step that can be taken back.
    recommendation
        What the rules say about the brief.
    """

    _esm = script()
    _css = style()
    phrases = traitlets.Dict(read_only=True).tag(sync=True)
    language = traitlets.Unicode(read_only=True).tag(sync=True)

    brief = _Exclusive(Brief, allow_none=True)
    plan = _Exclusive(Plan, allow_none=True)
    recommendation = traitlets.Instance(Recommendation, allow_none=True, read_only=True)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.set_trait("phrases", script_texts())
        self.set_trait("language", current().locale)
        self._session = session
        self._lock = RLock()
        self._show_traits()
        self.on_msg(self._heard)
        self._stopped = Event()
        # The thread holds the studio only while it looks: one that nobody has any more can go.
        Thread(target=_look_after, args=(ref(self), self._stopped), daemon=True).start()
        self._finalizer = finalize(self, self._stopped.set)

    @property
    def key(self) -> str | None:
        """What `studio(resume=key)` goes on with later."""
        return self._session.history.key

    def close(self) -> None:
        """Save what is due, let others work on the plan, and take the views away."""
        if self._stopped.is_set():  # ipywidgets closes once more when the program ends
            return
        self._stopped.set()
        with self._lock:
            self._session.history.close()
        super().close()

    @traitlets.observe("brief")
    def _brief_was_set(self, change: dict[str, Any]) -> None:
        shown = self._session.design
        # An equal brief is our own doing: what the session works out arrives here too.
        if change["new"] != (shown and shown.brief):
            self._pass_on(self._session.open(change["new"]))

    @traitlets.observe("plan")
    def _plan_was_set(self, change: dict[str, Any]) -> None:
        shown, plan = self._session.design, change["new"]
        if plan is None:
            self._show_traits()
        elif plan != (shown and shown.plan):
            self._pass_on(self._session.open_plan(plan))

    def _heard(self, _: object, content: Message, __: object) -> None:
        if content.get("want") == "vega":
            self.send({"kind": "vega"}, buffers=[vega_module()])
        else:
            self._pass_on(self._session.hear(content))
            _settled()

    def _pass_on(self, messages: Iterable[Message]) -> None:
        with self._lock:
            sent = [self.send(message) for message in messages]
            if sent:
                self._show_traits()
            job = self._session.wanted()
        if job is not None:
            job.on_progress = self._send_progress
            Thread(target=self._do, args=(job,), daemon=True).start()

    def _do(self, job: Job) -> None:
        outcome = job.attempt()
        with self._lock:
            self._pass_on(self._session.hand_in(job, outcome))

    def _send_progress(self) -> None:
        self._pass_on(self._session.progress())

    def _tick(self) -> None:
        with self._lock:
            self._pass_on(self._session.tick())

    def _show_traits(self) -> None:
        shown = self._session.design
        self.set_trait("recommendation", shown.recommendation if shown else None)
        # Plan and brief are told together, or the first to change would be taken as set by hand.
        with self.hold_trait_notifications():
            self.plan = shown.plan if shown else None
            self.brief = shown.brief if shown else None


@cache
def _settled() -> None:
    """Once all is loaded, tell the garbage collector that it stays.

    Otherwise it looks through the libraries again now and then, for 0.2 seconds in the midst of an
    edit.
    """
    gc.freeze()


def _look_after(studio: "ref[Studio]", stopped: Event) -> None:
    """See to what is due from time to time, until the studio is gone."""
    while not stopped.wait(TICK_SECONDS):
        alive = studio()
        if alive is None:
            return
        alive._tick()  # noqa: SLF001 -- its own clock
        del alive


def studio(
    brief: Brief | None = None,
    *,
    plan: Plan | Source | None = None,
    catalogue: "Own" = None,
    folder: Source | None = None,
    resume: bool | str | None = None,
) -> Studio:
    """Open a design session; as a cell's last line it shows itself.

    Parameters
    ----------
    brief
        What to begin with; without one the form is empty.
    plan
        A plan to begin with, or the file of one: its JSON, or an exported page. A plan file is gone
        on with where it was left, with everything that can be undone.
    catalogue
        A working folder with own entries, or a catalogue; the shipped one by default.
    folder
        Where the plan file and exported files are written; beside the notebook by default.
    resume
        Go on with what was left when the studio was opened with the same brief in this notebook:
        True does, False begins anew, by default the studio asks. A session's key opens that one.

    Raises
    ------
    InputError
        If the plan's file cannot be read, or there is no session of that key.
    """
    from blendnb.api import catalogue_of
    from blendnb.exporting import export
    from blendnb.files.working_folder import notebook_folder
    from blendnb.widgets.derive import designer, judge, recommender

    known = catalogue_of(catalogue)
    recommended = recommender(known)
    return Studio(
        opened(
            brief,
            plan=plan,
            folder=notebook_folder() if folder is None else Path(folder),
            resume=resume,
            catalogue=known,
            designer=designer(known, recommended),
            judge=judge(known, recommended),
            export=partial(export, catalogue=catalogue),
        )
    )
