"""The gallery: what views have been shown so far, so that only what changed is told again."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from blendnb.charts.sheet import Sheet
from blendnb.charts.theme import LIGHT
from blendnb.exporting.escape import drawing_data
from blendnb.widgets.figures import Figure, columns_of, figure_of

if TYPE_CHECKING:
    import altair as alt

    from blendnb.charts.drawing import Drawing


@dataclass(frozen=True)
class Picture:
    """One chart with the headline above it and the sentence that says how to read it."""

    title: str
    caption: str
    chart: "alt.LayerChart | Drawing | Sheet"
    table: pd.DataFrame | None = None
    """The same facts in words and numbers, shown on demand below the drawing."""
    curves: tuple[dict[str, Any], ...] = ()
    """The curves themselves, for who draws them on an axis of its own."""

    @cached_property
    def figure(self) -> Figure:
        """The chart as the browser needs it."""
        drawn = self.chart
        return figure_of_sheet(drawn) if isinstance(drawn, Sheet) else figure_of(drawn)


class Gallery:
    """Figures by name, and the drawings that the browser holds."""

    def __init__(self) -> None:
        self._figures: dict[str, tuple[Figure, str, str]] = {}
        self._shapes: set[tuple[str, str]] = set()

    def told(self, name: str, picture: Picture) -> dict[str, Any]:
        """Return what the browser must hear of a picture; nothing where it is as before."""
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
            "table": _table_told(picture.table),
            "curves": list(picture.curves),
        }


def _table_told(table: pd.DataFrame | None) -> dict[str, Any] | None:
    if table is None:
        return None
    return {"head": list(table.columns), "rows": table.to_numpy().tolist()}


def figure_of_sheet(sheet: Sheet) -> Figure:
    """Take a sheet in the light theme apart: sheets of one width differ in nothing but data."""
    data = drawing_data(dict(sheet.rows))
    return replace(
        _empty_sheet(sheet.width),
        height=sheet.height,
        description=sheet.description,
        data={name: columns_of(rows) for name, rows in data.items()},
    )


@lru_cache(maxsize=16)
def _empty_sheet(width: float) -> Figure:
    return figure_of(Sheet(LIGHT, width).chart())
