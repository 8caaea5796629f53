"""The studio: a design session as one widget, `bl.studio(brief)`.

The widget is the wire between the browser and the `Session`, and a place to watch it from: set its
`brief`, observe its `recommendation` and `plan`.
"""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from blendnb.domain.brief import Brief
from blendnb.domain.plan import Plan
from blendnb.domain.recommendation import Recommendation
from blendnb.widgets.assets import script, style
from blendnb.widgets.bundle import vega_module
from blendnb.widgets.session import Message, Session

if TYPE_CHECKING:
    from blendnb.api import Own


class Studio(anywidget.AnyWidget):
    """A design session: the form on the left, what follows from it on the right.

    Attributes
    ----------
    brief
        The last valid brief, None while there is none; set it to show another one.
    recommendation, plan
        What follows from the brief; observe them to follow the session.
    """

    _esm = script()
    _css = style()

    brief = traitlets.Instance(Brief, allow_none=True)
    recommendation = traitlets.Instance(Recommendation, allow_none=True, read_only=True)
    plan = traitlets.Instance(Plan, allow_none=True, read_only=True)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._show_traits()
        self.on_msg(self._heard)

    @traitlets.observe("brief")
    def _brief_was_set(self, change: dict[str, Any]) -> None:
        shown = self._session.design
        # An equal brief is our own doing: what the session works out arrives here too.
        if change["new"] != (shown and shown.brief):
            self._pass_on(self._session.open(change["new"]))

    def _heard(self, _: object, content: Message, __: object) -> None:
        if content.get("want") == "vega":
            self.send({"kind": "vega"}, buffers=[vega_module()])
        else:
            self._pass_on(self._session.hear(content))

    def _pass_on(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.send(message)
        self._show_traits()

    def _show_traits(self) -> None:
        shown = self._session.design
        self.set_trait("recommendation", shown.recommendation if shown else None)
        self.set_trait("plan", shown.plan if shown else None)
        self.set_trait("brief", shown.brief if shown else None)


def studio(brief: Brief | None = None, *, catalogue: "Own" = None) -> Studio:
    """Open a design session; as a cell's last line it shows itself.

    Parameters
    ----------
    brief
        What to begin with; without one the form is empty.
    catalogue
        A working folder with own entries, or a catalogue; the shipped one by default.
    """
    from blendnb.api import catalogue_of
    from blendnb.exporting import export
    from blendnb.widgets.designer import designer
    from blendnb.widgets.saving import notebook_folder

    known = catalogue_of(catalogue)
    return Studio(
        Session(
            brief,
            catalogue=known,
            designer=designer(known),
            export=partial(export, catalogue=catalogue),
            folder=notebook_folder(),
        )
    )
