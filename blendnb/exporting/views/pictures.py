"""The page's charts: each drawn twice, for a wide page and for a phone.

Which one is seen is decided by the style sheet, so that nothing has to shrink to be readable. The
journey comes in panels that fit a landscape page, so that paper never cuts through a row.
"""

from typing import Any

from markupsafe import Markup

from blendnb.charts import tables
from blendnb.charts.dimensions import dimensions_drawing
from blendnb.charts.journey import journey_drawing
from blendnb.charts.recall import Recall
from blendnb.charts.spacing import spacing_drawing
from blendnb.charts.workload import workload_drawing
from blendnb.exporting.svg import inline_svg
from blendnb.exporting.views import Subject, View

WIDE, NARROW = 1120, 340
PANEL_HEIGHT = 620
"""Tallest part of a journey that fits a landscape page of A4 or Letter under a heading."""
MOST_SCHEDULES = 9
_ENDLESS = float("inf")
_LAYOUTS = (("wide", WIDE), ("narrow", NARROW))


def journey(subject: Subject, title: str) -> View:
    """Return the journey's pictures and its table."""
    drawn = []
    for layout, width, most_height in (("wide", WIDE, PANEL_HEIGHT), ("narrow", NARROW, _ENDLESS)):
        drawing = journey_drawing(
            subject.plan,
            layout=layout,  # type: ignore[arg-type]
            width=width,
            most_height=most_height,
            words=subject.words.charts,
        )
        key = f"j{layout[0]}"
        drawn.append(inline_svg(drawing.chart, key, title, layout, drawing.panels))
    return _chart(drawn, tables.journey_table(subject.plan, words=subject.words.charts))


def spacing(subject: Subject, recall: Recall, title: str) -> View:
    """Return the recall curves, which are small enough for a phone, and their table."""
    words = subject.words.charts
    drawing = spacing_drawing(recall, columns=1, width=NARROW, most=MOST_SCHEDULES, words=words)
    picture = inline_svg(drawing.chart, "s", title, "small", drawing.panels)
    return _chart([picture], tables.spacing_table(recall, words))


def workload(subject: Subject, title: str) -> View:
    """Return the learners' minutes by week and their table."""
    words = subject.words.charts
    drawn = [
        inline_svg(
            workload_drawing(subject.plan, width=width, words=words), f"w{layout[0]}", title, layout
        )
        for layout, width in _LAYOUTS
    ]
    return _chart(drawn, tables.workload_table(subject.plan, words))


def dimensions(subject: Subject, title: str) -> View:
    """Return the verdicts; the text below them is their table."""
    words = subject.words.charts
    drawn = [
        inline_svg(
            dimensions_drawing(subject.audit, width=width, words=words), f"d{layout[0]}", title,
            layout,
        )
        for layout, width in _LAYOUTS
    ]  # fmt: skip
    return _chart(drawn, None)


def _chart(drawn: list[Markup], frame: Any) -> View:
    table = None
    if frame is not None:
        table = {"head": list(frame.columns), "rows": frame.to_numpy().tolist()}
    return {"pictures": drawn, "table": table}


def share_bar(share: float, key: str) -> Markup:
    """Return a small bar for a share from 0 to 1; the number stands beside it in words."""
    width = f"{max(share, 0.0) * 100:.0f}"
    return Markup(  # noqa: S704 -- numbers and a key known here
        f'<svg class="bar" viewBox="0 0 100 8" aria-hidden="true"><rect class="f-grid" width="100" '
        f'height="8"/><rect class="f-{key}" width="{width}" height="8"/></svg>'
    )
