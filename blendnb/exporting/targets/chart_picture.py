"""One chart as a file for slides: `.svg` that scales and stays text, `.png` that opens anywhere.

Vega measures and draws with Liberation Sans, which travels inside vl-convert, so a machine's fonts
change nothing. Letters that it lacks are drawn by the machine's browser in a `.png`. An SVG names
Arial first, which has the same widths and is where people present.
"""

from collections.abc import Callable, Iterator
from math import ceil
from typing import Any
from xml.etree import ElementTree as ET

from blendnb.charts.drawing import Drawing, headed
from blendnb.charts.theme import LIGHT
from blendnb.exporting.browser_picture import browser_picture, needs_browser
from blendnb.exporting.orders import CHART, PIECE, Order, Target
from blendnb.files.problems import refuse, shown
from blendnb.language import say
from blendnb.reporting.escape import drawing_data, html

WIDTH = 1200
"""Pixels: what a slide shows without making the letters small."""
SCALE = 2
"""Dots of a PNG for each pixel, so that a projector shows no steps."""
_SLIDE = 540
"""Pixels that a piece of a journey has for its rows, so that it fits a slide with its title."""
_MARGIN = 24
_FONT = "Liberation Sans"
_FONTS = "Arial, Liberation Sans, Helvetica, sans-serif"


def svg(order: Order) -> str:
    """Return a chart as an SVG document with a name and a description."""
    return _svg(_spec(order))


def drawn_svg(drawing: Drawing) -> str:
    """Return any drawing as an SVG document, as for a slide."""
    return _svg(_on_white(drawing))


def _svg(spec: dict[str, Any]) -> str:
    import vl_convert

    drawn = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]).replace(
        f'font-family="{_FONT}"', f'font-family="{_FONTS}"'
    )
    start, _, rest = drawn.partition(">")
    lines = spec["title"]["text"]
    title = html(lines if isinstance(lines, str) else " ".join(lines))
    description = html(spec["description"])
    named = f'role="img" aria-labelledby="name"><title id="name">{title}</title>'
    return f"{start} {named}<desc>{description}</desc>{rest}\n"


def png(order: Order) -> bytes:
    """Return a chart as a PNG picture."""
    import vl_convert

    spec = _spec(order)
    texts = list(_texts(spec))
    if not needs_browser(texts):
        return vl_convert.vegalite_to_png(spec, scale=SCALE, allowed_base_urls=[])
    drawing = svg(order)
    return browser_picture(drawing, texts, _size(drawing), order.file)


def _size(drawing: str) -> tuple[int, int]:
    """Width and height of an SVG document in whole pixels."""
    root = ET.fromstring(drawing)  # noqa: S314 -- made here, from text that is escaped
    return ceil(float(root.get("width", 0))), ceil(float(root.get("height", 0)))


def _texts(data: Any) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _texts(value)


def _chart(order: Order) -> str:
    return order.options.get(CHART.name) or CHART.values[0]


def _spec(order: Order) -> dict[str, Any]:
    """Return a chart's specification with all texts made safe, on white, with a margin."""
    if _chart(order) != CHART.values[0] and order.options.get(PIECE.name) is not None:
        raise refuse(PIECE.name, say("export.problem.whole"), found=shown(_chart(order)))
    return _on_white(CHARTS[_chart(order)](order))


def _on_white(drawing: Drawing) -> dict[str, Any]:
    spec: dict[str, Any] = drawing_data(drawing.spec())
    config = {**spec["config"], "font": _FONT, "background": LIGHT["paper"]}
    return {**spec, "config": config, "padding": _MARGIN}


# ------------------------------------------------------------------------------------ charts


def _journey(order: Order) -> Drawing:
    from blendnb.charts.journey import journey_drawing, journey_subtitle
    from blendnb.charts.takeaways import journey_takeaway

    plan, asked = order.shown_plan, order.options.get(PIECE.name)
    subtitle = journey_subtitle(plan)
    if asked is None:
        return headed(journey_drawing(plan, width=WIDTH).chart, journey_takeaway(plan), subtitle)
    of = len(journey_drawing(plan, width=WIDTH, most_height=_SLIDE).panels)
    number = _piece(asked, of)
    drawing = journey_drawing(plan, width=WIDTH, most_height=_SLIDE, piece=number).chart
    title = say("charts.piece", name=journey_takeaway(plan), number=number, of=of)
    return headed(drawing, title, subtitle)


def _piece(asked: Any, of: int) -> int:
    """The number of a piece that there is.

    Raises
    ------
    InputError
        If there is none of that number.
    """
    numbers = {str(number): number for number in range(1, of + 1)}
    if str(asked) not in numbers:
        raise refuse(PIECE.name, say("export.problem.piece", count=of), found=shown(asked))
    return numbers[str(asked)]


def _spacing(order: Order) -> Drawing:
    from blendnb.api import catalogue_of
    from blendnb.charts.recall import recall_by
    from blendnb.charts.recall_curves import caption, spacing_drawing
    from blendnb.charts.takeaways import recall_takeaway

    recall = recall_by(order.shown_plan, catalogue_of(order.catalogue))
    return headed(
        spacing_drawing(recall, width=WIDTH).chart, recall_takeaway(recall), caption(recall)
    )


def _workload(order: Order) -> Drawing:
    from blendnb.charts.takeaways import workload_takeaway
    from blendnb.charts.weekly_minutes import workload_drawing, workload_subtitle

    drawing = workload_drawing(order.shown_plan, width=WIDTH)
    return headed(drawing, workload_takeaway(order.shown_plan), workload_subtitle(order.shown_plan))


def _dimensions(order: Order) -> Drawing:
    from blendnb.charts.dimensions import dimensions_drawing
    from blendnb.charts.takeaways import dimensions_takeaway

    audit = order.subject.audit
    drawing = dimensions_drawing(audit, width=WIDTH)
    return headed(drawing, dimensions_takeaway(audit), say("charts.dimensions_name"))


CHARTS: dict[str, Callable[[Order], Drawing]] = {
    "journey": _journey,
    "spacing": _spacing,
    "workload": _workload,
    "dimensions": _dimensions,
}
"""Every chart that can be a file, by the name that `--chart` takes."""

TARGETS = [
    Target(".svg", 80, svg, (CHART, PIECE)),
    Target(".png", 90, png, (CHART, PIECE)),
]
