"""Figures: an Altair chart taken apart into a drawing that stays and columns that change.

Compiling a chart and starting a view costs far more than exchanging the data of a running one. So
the data is taken out of the specification; what is left, its *shape*, changes only when marks or
axes do. A browser that has drawn the shape already needs the columns alone.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from blendnb.charts.theme import LIGHT
from blendnb.exporting.escape import drawing_data
from blendnb.exporting.svg import specification
from blendnb.widgets.assets import css_variable

if TYPE_CHECKING:
    import altair as alt

    from blendnb.charts.drawing import Drawing

Columns = dict[str, list[Any]]
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart as the browser needs it."""

    shape: str
    """Names the drawing: equal shapes are equal drawings."""
    drawing: dict[str, Any]
    """The compiled Vega specification without data."""
    height: float
    """Pixels; changes with the data and needs no new drawing."""
    description: str
    data: dict[str, Columns]


def figure_of(chart: "Drawing | alt.LayerChart") -> Figure:
    """Take a drawing or one of our charts in the light theme apart.

    Its colors become CSS variables, so that the page decides between light and dark, and changes
    its mind without asking for a new chart.
    """
    # They place everything themselves, so Vega need not measure to make room.
    spec = {**specification(chart), "padding": 0, "autosize": "none"}
    data = drawing_data(spec.pop("datasets"))
    height, description = spec.pop("height"), spec.pop("description")
    text = json.dumps(spec, sort_keys=True)
    return Figure(
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
