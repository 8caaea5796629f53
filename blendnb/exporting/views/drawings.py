"""A chart drawn for each kind of screen that a page meets, and a frame as a table."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from blendnb.charts.drawing import Drawing
from blendnb.exporting.svg import inline_svg
from blendnb.exporting.views import View
from blendnb.exporting.views.pictures import LAYOUTS


def drawings(draw: Callable[[float], Drawing], key: str, name: str) -> list[Markup]:
    """Return a chart as one drawing for each width; the style sheet decides which one is seen."""
    return [inline_svg(draw(width), f"{key}{layout[0]}", name, layout) for layout, width in LAYOUTS]


def rows_of(frame: Any) -> View:
    """Return a frame as a template shows it."""
    return {"head": list(frame.columns), "rows": frame.to_numpy().tolist()}
