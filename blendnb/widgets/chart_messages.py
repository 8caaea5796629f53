"""Charts as messages: a drawing that stays, and columns of data that change.

Compiling an Altair chart and starting a view costs far more than exchanging the data of a running
one. So the data is taken out of the specification; what is left, its *shape*, changes only when
marks or axes do. A browser that has drawn the shape already needs the columns alone. What views
were sent is remembered, so that only what changed is sent again.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import pandas as pd

from blendnb.charts.model_plots import ModelPlots
from blendnb.charts.recall import recall_by
from blendnb.charts.recall_curves import caption, spacing_drawing
from blendnb.charts.tables import spacing_table
from blendnb.charts.takeaways import recall_takeaway
from blendnb.charts.theme import LIGHT
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan
from blendnb.reporting.escape import drawing_data
from blendnb.reporting.svg import specification
from blendnb.widgets.assets import css_variable
from blendnb.widgets.view_models.board_view import curves_of

if TYPE_CHECKING:
    import altair as alt

    from blendnb.charts.drawing import Drawing


Columns = dict[str, list[Any]]
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """One chart as the browser needs it."""

    shape: str
    """Names the drawing: equal shapes are equal drawings."""
    drawing: dict[str, Any]
    """The compiled Vega specification without data."""
    height: float
    """Pixels; changes with the data and needs no new drawing."""
    description: str
    data: dict[str, Columns]


def figure_of(chart: "Drawing | alt.LayerChart") -> DrawnChart:
    """Take a drawing or one of our charts in the light theme apart.

    Its colours become CSS variables, so that the page decides between light and dark, and changes
    its mind without asking for a new chart.
    """
    # They place everything themselves, so Vega need not measure to make room.
    spec = {**specification(chart), "padding": 0, "autosize": "none"}
    data = drawing_data(spec.pop("datasets"))
    height, description = spec.pop("height"), spec.pop("description")
    text = json.dumps(spec, sort_keys=True)
    return DrawnChart(
        shape=blake2b(text.encode(), digest_size=8).hexdigest(),
        drawing=_compiled(text),
        height=height,
        description=description,
        data={name: columns_of(rows) for name, rows in data.items()},
    )


def columns_of(rows: Rows) -> Columns:
    """Return rows as columns, which are half as many bytes."""
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


@lru_cache(maxsize=64)
def _compiled(text: str) -> dict[str, Any]:
    from vl_convert import vegalite_to_vega

    drawing = json.dumps(vegalite_to_vega(json.loads(text)))
    for token, color in LIGHT.colors.items():
        drawing = drawing.replace(f'"{color}"', f'"{css_variable(token)}"')
    compiled: dict[str, Any] = json.loads(drawing)
    # The drawing as a whole has a name; its hundred marks need none.
    return {**compiled, "marks": [{**mark, "aria": False} for mark in compiled["marks"]]}


@dataclass(frozen=True)
class Picture:
    """One chart with the headline above it and the sentence that says how to read it."""

    title: str
    caption: str
    chart: "alt.LayerChart | Drawing | ModelPlots"
    table: pd.DataFrame | None = None
    """The same facts in words and numbers, shown on demand below the drawing."""
    curves: tuple[dict[str, Any], ...] = ()
    """The curves themselves, for who draws them on an axis of its own."""

    @cached_property
    def figure(self) -> DrawnChart:
        """The chart as the browser needs it."""
        drawn = self.chart
        return figure_of_plots(drawn) if isinstance(drawn, ModelPlots) else figure_of(drawn)


class SentCharts:
    """Figures by name, and the drawings that the browser holds."""

    def __init__(self) -> None:
        self._figures: dict[str, tuple[DrawnChart, str, str]] = {}
        self._shapes: set[tuple[str, str]] = set()

    def message_of(self, name: str, picture: Picture) -> dict[str, Any]:
        """Return what the browser must be sent of a picture; nothing where it is as before."""
        figure = picture.figure
        shown = (figure, picture.title, picture.caption)
        if shown == self._figures.get(name):
            return {}
        known = (name, figure.shape) in self._shapes
        self._figures[name] = shown
        self._shapes.add((name, figure.shape))
        return {
            "title": picture.title,
            "caption": picture.caption,
            "description": figure.description,
            "shape": figure.shape,
            "height": figure.height,
            "drawing": None if known else figure.drawing,
            "data": figure.data,
            "table": _table_message(picture.table),
            "curves": list(picture.curves),
        }


def _table_message(table: pd.DataFrame | None) -> dict[str, Any] | None:
    if table is None:
        return None
    return {"head": list(table.columns), "rows": table.to_numpy().tolist()}


def figure_of_plots(plots: ModelPlots) -> DrawnChart:
    """Take a drawing in the light theme apart: sheets of one width differ in nothing but data."""
    data = drawing_data(dict(plots.rows))
    return replace(
        _empty_plots(plots.width),
        height=plots.height,
        description=plots.description,
        data={name: columns_of(rows) for name, rows in data.items()},
    )


@lru_cache(maxsize=16)
def _empty_plots(width: float) -> DrawnChart:
    return figure_of(ModelPlots(LIGHT, width).chart())


USUAL_WIDTH, LEAST_WIDTH, MOST_WIDTH = 720, 300, 1400
_REMEMBERED = 12
"""Plans whose pictures are kept: undo shows them at once."""


def spacing_picture(plan: Plan, width: float, catalogue: Catalogue) -> Picture:
    """Draw the modelled recall of each topic for the result pane."""
    recall = recall_by(plan, catalogue)
    return Picture(
        recall_takeaway(recall),
        caption(recall),
        spacing_drawing(recall, width=width).chart,
        spacing_table(recall),
        curves_of(recall),
    )


PICTURES: dict[str, Callable[[Plan, float, Catalogue], Picture]] = {
    "spacing": spacing_picture,
}


class PlanCharts:
    """The charts of one session's plan, sent only where they changed.

    Parameters
    ----------
    catalogue
        Whose formats are known, and whose thresholds say what is assumed of recall.
    width
        Pixels that a chart may take.
    """

    def __init__(self, catalogue: Catalogue, width: float = USUAL_WIDTH) -> None:
        self._sent, self._catalogue = SentCharts(), catalogue
        self.resize(width)

    def resize(self, width: float) -> None:
        """Draw with another width from now on."""
        self._width = min(max(width, LEAST_WIDTH), MOST_WIDTH)
        self._drawn: object = None
        self._drawings: dict[object, Picture] = {}

    def at_hand(self, plan: Plan) -> bool:
        """Whether the plan's pictures were drawn lately, as where something is taken back."""
        shown = _shown_of(plan)
        return all((name, shown) in self._drawings for name in PICTURES)

    def news(self, plan: Plan) -> Iterator[dict[str, dict[str, Any]]]:
        """Yield each picture that differs from the one sent before, under its name."""
        drawn = _shown_of(plan)
        if drawn == self._drawn:
            return
        for name in PICTURES:
            yield from self._one(name, plan)
        self._drawn = drawn

    def _one(self, name: str, plan: Plan) -> Iterator[dict[str, dict[str, Any]]]:
        message = self._sent.message_of(name, self._picture(name, plan))
        if message:
            yield {name: message}

    def _picture(self, name: str, plan: Plan) -> Picture:
        """Draw a picture, or take the one that was drawn lately."""
        key = name, _shown_of(plan)
        if key not in self._drawings:
            if len(self._drawings) == _REMEMBERED * len(PICTURES):
                del self._drawings[next(iter(self._drawings))]
            self._drawings[key] = PICTURES[name](plan, self._width, self._catalogue)
        return self._drawings[key]


def _shown_of(plan: Plan) -> tuple[object, ...]:
    """What of a plan its pictures show."""
    return plan.touchpoints, plan.start, plan.topics, plan.brief.resolved.schedule
