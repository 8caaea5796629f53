"""The spacing lab as a widget, `bl.spacing_lab(plan)`: pick models, move gaps, see what is lost.

The widget is the wire between the browser and the `LabSession`.  Searches run in a thread beside
it, one at a time, the one that is needed most first; a lock keeps messages in their order.
A search whose question was changed meanwhile is given up.
"""

from collections.abc import Iterable
from functools import partial
from threading import Lock, Thread
from typing import TYPE_CHECKING

import anywidget
import traitlets

from blendnb.domain.plan import Plan
from blendnb.files.working_folder import notebook_folder
from blendnb.language import current, texts_of
from blendnb.spacing.best_days import Best
from blendnb.spacing.questions import Variant
from blendnb.spacing.search import Progress
from blendnb.widgets.assets import script, script_texts, style, vega_module
from blendnb.widgets.command_context import Cancelled
from blendnb.widgets.errors import sentence
from blendnb.widgets.lab_session import LabSession, Message, Search

if TYPE_CHECKING:
    import pandas as pd

    from blendnb.domain.edits import Edit


class SpacingLab(anywidget.AnyWidget):
    """The spacing lab: controls on the left, what the memory models say on the right.

    Attributes
    ----------
    plan
        The plan as it is after the last edit; None without one.  Observe it to follow the lab.
    """

    _esm = script("lab.js")
    _css = style()
    phrases = traitlets.Dict(read_only=True).tag(sync=True)
    language = traitlets.Unicode(read_only=True).tag(sync=True)

    plan = traitlets.Instance(Plan, allow_none=True, read_only=True)
    texts = traitlets.Dict(read_only=True).tag(sync=True)
    """What the script writes itself, in the language that is spoken."""

    def __init__(self, session: LabSession) -> None:
        super().__init__()
        self.set_trait("phrases", script_texts())
        self.set_trait("language", current().locale)
        self._session = session
        self._lock = Lock()
        self._worker: Thread | None = None
        self.set_trait("plan", session.state.plan)
        self.set_trait("texts", dict(texts_of("lab.text")))
        self.on_msg(self._receive)

    @property
    def variants(self) -> tuple[Variant, ...]:
        """The variants as they stand."""
        return self._session.state.variants

    @property
    def edit(self) -> "Edit | None":
        """The last edit that was written into the plan."""
        return self._session.state.edit

    def frame(self) -> "pd.DataFrame":
        """The curves as a table: variant, day, memory_model, recall."""
        return self._session.frame()

    def regret_frame(self) -> "pd.DataFrame":
        """Value and regret of every schedule, as far as the best days are known."""
        return self._session.regret_frame()

    def _receive(self, _: object, content: Message, __: object) -> None:
        if content.get("want") == "vega":
            self.send({"kind": "vega"}, buffers=[vega_module()])
            return
        with self._lock:
            self._send_all(self._session.hear(content))
            self.set_trait("plan", self._session.state.plan)
            if self._worker is None and self._session.next_search():
                self._worker = Thread(target=self._search, daemon=True)
                self._worker.start()

    def _send_all(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.send(message)

    def _search(self) -> None:
        """Run the searches that are needed until there are none."""
        while True:
            with self._lock:
                search = self._session.next_search()
                if search is None:
                    self._worker = None
                    return
            try:
                result = run_search(search, partial(self._report_progress, search))
            except Cancelled:
                continue
            with self._lock:
                self._send_all(self._session.finish_search(search, result))

    def _report_progress(self, search: Search, done: int, of: int) -> None:
        """Tell how far a search is; end it where another question is asked by now."""
        if not self._session.is_current(search):
            raise Cancelled
        with self._lock:
            self._send_all(self._session.report_progress(search, done, of))


def run_search(search: Search, progress: Progress | None = None) -> Best | str:
    """Return the best days that were searched, or a sentence why there are none.

    Raises
    ------
    Cancelled
        If `progress` does so: nobody waits for the answer any more.
    """
    question, touchpoints = search
    try:
        return question.best(touchpoints, progress)
    except Cancelled:
        raise
    except ValueError as error:
        return f"{error}."
    except Exception as error:  # noqa: BLE001 -- said in the lab, which goes on
        return sentence(error)


def spacing_lab(plan: Plan | None = None) -> SpacingLab:
    """Open the spacing lab; as a cell's last line it shows itself.

    Parameters
    ----------
    plan
        A plan whose returns are to be placed again; without one the lab starts from a blank sheet.

    Raises
    ------
    ValueError
        If nothing in the plan asks anybody to recall a topic.
    """
    return SpacingLab(LabSession(plan, notebook_folder()))
