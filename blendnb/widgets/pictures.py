"""Pictures: the charts of one plan, told to the browser only where they changed."""

from collections.abc import Callable, Iterator
from typing import Any

from altair.utils.schemapi import debug_mode

from blendnb.charts.journey import journey_drawing
from blendnb.charts.journey_layout import Layout
from blendnb.charts.recall import recall_of
from blendnb.charts.spacing import caption, spacing_drawing
from blendnb.charts.tables import journey_table, spacing_table
from blendnb.charts.takeaways import journey_takeaway, recall_takeaway
from blendnb.charts.words import ENGLISH
from blendnb.domain.plan import Plan
from blendnb.domain.vocabulary import MODALITIES
from blendnb.widgets.gallery import Gallery, Picture

USUAL_WIDTH, LEAST_WIDTH, MOST_WIDTH = 720, 300, 1400
WIDE_FROM = 560
"""Narrower than this, labels stand above the time line."""


def journey_picture(plan: Plan, width: float) -> Picture:
    """Draw the journey for the result pane."""
    layout: Layout = "wide" if width >= WIDE_FROM else "narrow"
    return Picture(
        journey_takeaway(plan, ENGLISH),
        _how_to_read(),
        journey_drawing(plan, layout=layout, width=width).chart,
        journey_table(plan),
    )


def _how_to_read() -> str:
    words = ((ENGLISH[f"code.{mode}"], ENGLISH[f"modality.{mode}"].lower()) for mode in MODALITIES)
    modes = ", ".join(f"{code} {name}" for code, name in words)
    return (
        f"Weeks count from launch. {modes}. Diamonds are live sessions, dots single days, "
        "bars several days; an arrow stays open."
    )


def spacing_picture(plan: Plan, width: float) -> Picture:
    """Draw the modelled recall of each topic for the result pane."""
    recall = recall_of(plan)
    return Picture(
        recall_takeaway(recall, ENGLISH),
        caption(recall),
        spacing_drawing(recall, width=width).chart,
        spacing_table(recall),
    )


PICTURES: dict[str, Callable[[Plan, float], Picture]] = {
    "journey": journey_picture,
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

    def preview(self, plan: Plan) -> Iterator[dict[str, dict[str, Any]]]:
        """Yield the curve by topic as it would be; the next news tells it as it is."""
        self._drawn = None
        yield from self._one("spacing", plan)

    def news(self, plan: Plan) -> Iterator[dict[str, dict[str, Any]]]:
        """Yield each picture that differs from the one told before, under its name."""
        drawn = (plan.touchpoints, plan.start, plan.topics, plan.brief.resolved.schedule)
        if drawn == self._drawn:
            return
        for name in PICTURES:
            yield from self._one(name, plan)
        self._drawn = drawn

    def _one(self, name: str, plan: Plan) -> Iterator[dict[str, dict[str, Any]]]:
        # The chart tests check every specification; checking here again would cost the most.
        with debug_mode(False):  # noqa: FBT003
            told = self._gallery.told(name, PICTURES[name](plan, self._width))
        if told:
            yield {name: told}
