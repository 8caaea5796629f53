"""The page's charts: each drawn for a wide page, for a tablet and for a phone.

Which one is seen is decided by the style sheet, so that nothing has to shrink to be readable. The
journey comes in panels that fit a landscape page, so that paper never cuts through a row.
"""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from blendnb.charts import columns, tables
from blendnb.charts.drawing import Drawing
from blendnb.charts.journey import Today, journey_drawing
from blendnb.charts.recall import Recall
from blendnb.charts.recall_curves import spacing_drawing
from blendnb.charts.tables import journey_frame
from blendnb.charts.weekly_minutes import workload_drawing
from blendnb.exporting.subject import Subject, View, progress
from blendnb.language import date, say
from blendnb.reporting.report import Chart
from blendnb.reporting.svg import inline_svg

WIDE, MIDDLE, NARROW = 1280, 640, 340
"""Pixels: a laptop or a landscape page, a tablet, a phone."""
FIRST_HEIGHT, PANEL_HEIGHT = 520, 840
"""Tallest part of a journey that fits a landscape page: below the page's head, and alone."""
MOST_SCHEDULES = 9
NARROW_PANEL_HEIGHT = 620
"""The same for a phone, where each part repeats the time axis; a tablet sets them side by side."""
LAYOUTS = (("wide", WIDE), ("middle", MIDDLE), ("narrow", NARROW))


def journey(subject: Subject, name: str) -> View:
    """Return the journey's pictures and its table."""
    drawn, rows, parts, today = [], {}, {}, _today(subject)
    for layout, width, first_height, most_height in (
        ("wide", WIDE, FIRST_HEIGHT, PANEL_HEIGHT),
        ("narrow", NARROW, None, NARROW_PANEL_HEIGHT),
    ):
        drawing = journey_drawing(
            subject.plan,
            layout=layout,  # type: ignore[arg-type]
            width=width,
            most_height=most_height,
            first_height=first_height,
            today=today,
        )
        key = f"j{layout[0]}"
        drawn.append(inline_svg(drawing.chart, key, name, layout, drawing.panels))
        rows[layout], parts[layout] = drawing.rows, len(drawing.panels)
    frame = tables.journey_table(subject.plan)
    if today:
        ids = journey_frame(subject.plan, "stage")[columns.ID].drop_duplicates()
        frame[say("states.state")] = [today.notes[id_] for id_ in ids]
    return {**_chart(drawn, frame), "rows": rows, "parts": parts["wide"]}


def _today(subject: Subject) -> Today | None:
    if subject.today is None or subject.as_of is None:
        return None
    label = say("states.today", date=date(subject.as_of))
    notes = {t.id: progress(subject, t) for t in subject.plan.touchpoints}
    return Today(subject.today, label, notes)


def spacing(recall: Recall, name: str) -> View:
    """Return the recall curves, which are small enough for a phone, and their table."""
    drawing = spacing_drawing(recall, columns=1, width=NARROW, most=MOST_SCHEDULES)
    picture = inline_svg(drawing.chart, "s", name, "small", drawing.panels)
    return _chart([picture], tables.spacing_table(recall))


def workload(subject: Subject, name: str) -> View:
    """Return the learners' minutes by week and their table."""
    drawn = drawings(lambda width: workload_drawing(subject.plan, width=width), "w", name)
    return _chart(drawn, tables.workload_table(subject.plan))


def _chart(drawn: list[Markup], frame: Any) -> View:
    return {"pictures": drawn, "table": None if frame is None else rows_of(frame)}


def drawings(draw: Callable[[float], Drawing], key: str, name: str) -> list[Markup]:
    """Return a chart as one drawing for each width; the style sheet decides which one is seen."""
    return [inline_svg(draw(width), f"{key}{layout[0]}", name, layout) for layout, width in LAYOUTS]


def drawn_for_a_page(chart: Chart) -> Markup:
    """Return a report's chart as one drawing for each width, one below the other."""
    return Markup("\n").join(drawings(chart.draw, chart.kind, chart.name))


def rows_of(frame: Any) -> View:
    """Return a frame as a template shows it."""
    return {"head": list(frame.columns), "rows": frame.to_numpy().tolist()}
