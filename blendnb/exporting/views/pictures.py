"""The page's charts: each drawn for a wide page, for a tablet and for a phone.

Which one is seen is decided by the style sheet, so that nothing has to shrink to be readable. The
journey comes in panels that fit a landscape page, so that paper never cuts through a row.
"""

from typing import Any

from markupsafe import Markup

from blendnb.charts import columns as col
from blendnb.charts import tables
from blendnb.charts.calendar import date_name
from blendnb.charts.dimensions import dimensions_drawing
from blendnb.charts.frames import journey_frame
from blendnb.charts.journey import Today, journey_drawing
from blendnb.charts.recall import Recall
from blendnb.charts.spacing import spacing_drawing
from blendnb.charts.workload import workload_drawing
from blendnb.exporting.svg import inline_svg
from blendnb.exporting.views import Subject, View
from blendnb.exporting.views.states import progress

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
    drawn, rows, today = [], {}, _today(subject)
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
            words=subject.words.charts,
            today=today,
        )
        key = f"j{layout[0]}"
        drawn.append(inline_svg(drawing.chart, key, name, layout, drawing.panels))
        rows[layout] = drawing.rows
    frame = tables.journey_table(subject.plan, words=subject.words.charts)
    if today:
        ids = journey_frame(subject.plan, "stage")[col.ID].drop_duplicates()
        frame[subject.words["states"]["state"]] = [today.notes[id_] for id_ in ids]
    return {**_chart(drawn, frame), "rows": rows}


def _today(subject: Subject) -> Today | None:
    if subject.today is None or subject.as_of is None:
        return None
    words = subject.words
    label = words.say("states.today", date=date_name(subject.as_of, words.charts))
    notes = {t.id: progress(subject, t) for t in subject.plan.touchpoints}
    return Today(subject.today, label, notes)


def spacing(subject: Subject, recall: Recall, name: str) -> View:
    """Return the recall curves, which are small enough for a phone, and their table."""
    words = subject.words.charts
    drawing = spacing_drawing(recall, columns=1, width=NARROW, most=MOST_SCHEDULES, words=words)
    picture = inline_svg(drawing.chart, "s", name, "small", drawing.panels)
    return _chart([picture], tables.spacing_table(recall, words))


def workload(subject: Subject, name: str) -> View:
    """Return the learners' minutes by week and their table."""
    words = subject.words.charts
    drawn = [
        inline_svg(
            workload_drawing(subject.plan, width=width, words=words), f"w{layout[0]}", name, layout
        )
        for layout, width in LAYOUTS
    ]
    return _chart(drawn, tables.workload_table(subject.plan, words))


def dimensions(subject: Subject, name: str) -> View:
    """Return the verdicts; the text below them is their table."""
    words = subject.words.charts
    drawn = [
        inline_svg(
            dimensions_drawing(subject.audit, width=width, words=words), f"d{layout[0]}", name,
            layout,
        )
        for layout, width in LAYOUTS
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
