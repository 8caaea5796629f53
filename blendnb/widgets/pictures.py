"""Pictures: the charts of one plan, told to the browser only where they changed."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from blendnb.charts.recall import recall_of
from blendnb.charts.spacing import caption, spacing_drawing
from blendnb.charts.tables import spacing_table
from blendnb.charts.takeaways import recall_takeaway
from blendnb.charts.words import ENGLISH
from blendnb.domain.plan import Plan
from blendnb.widgets.gallery import Gallery, Picture
from blendnb.widgets.latest import Latest
from blendnb.widgets.telling.board import curves_of

USUAL_WIDTH, LEAST_WIDTH, MOST_WIDTH = 720, 300, 1400
_REMEMBERED = 12
"""Plans whose pictures are kept: undo shows them at once."""


def spacing_picture(plan: Plan, width: float) -> Picture:
    """Draw the modelled recall of each topic for the result pane."""
    recall = recall_of(plan)
    return Picture(
        recall_takeaway(recall, ENGLISH),
        caption(recall),
        spacing_drawing(recall, width=width).chart,
        spacing_table(recall),
        curves_of(recall),
    )


PICTURES: dict[str, Callable[[Plan, float], Picture]] = {
    "spacing": spacing_picture,
}


class Pictures:
    """What the views of one session have been told so far.

    Parameters
    ----------
    width
        Pixels that a chart may take.
    """

    def __init__(self, width: float = USUAL_WIDTH) -> None:
        self._gallery = Gallery()
        self.resize(width)

    def resize(self, width: float) -> None:
        """Draw with another width from now on."""
        self._width = min(max(width, LEAST_WIDTH), MOST_WIDTH)
        self._drawn: object = None
        self._latest = Latest[object, Picture](_REMEMBERED * len(PICTURES))

    def at_hand(self, plan: Plan) -> bool:
        """Whether the plan's pictures were drawn lately, as where something is taken back."""
        shown = _shown_of(plan)
        return all((name, shown) in self._latest for name in PICTURES)

    def news(self, plan: Plan) -> Iterator[dict[str, dict[str, Any]]]:
        """Yield each picture that differs from the one told before, under its name."""
        drawn = _shown_of(plan)
        if drawn == self._drawn:
            return
        for name in PICTURES:
            yield from self._one(name, plan)
        self._drawn = drawn

    def _one(self, name: str, plan: Plan) -> Iterator[dict[str, dict[str, Any]]]:
        draw = partial(PICTURES[name], plan, self._width)
        told = self._gallery.told(name, self._latest.get((name, _shown_of(plan)), draw))
        if told:
            yield {name: told}


def _shown_of(plan: Plan) -> tuple[object, ...]:
    """What of a plan its pictures show."""
    return plan.touchpoints, plan.start, plan.topics, plan.brief.resolved.schedule
