"""The journey as a Gantt chart that a room can read.

One row is one touchpoint, however often it repeats. Live sessions are diamonds, single moments are
dots, spans are bars, and help that stays open ends in an arrow. Every row carries the letter of its
modality, so color is never alone. Weeks count from launch; dates stand below them where the plan
has a start.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pandas as pd

from blendnb.charts import columns as col
from blendnb.charts import journey_layout as place
from blendnb.charts.calendar import calendar_of
from blendnb.charts.drawing import (
    END_X2,
    PIXEL_X,
    PIXEL_X2,
    PIXEL_Y,
    PIXEL_Y2,
    Drawing,
    Layer,
    Records,
    fixed,
    modality_fill,
    named,
    nominal,
    quantitative,
    stacked,
    table,
    text,
    titled,
)
from blendnb.charts.frames import Grouping, journey_frame
from blendnb.charts.journey_layout import Geometry, Layout, Row
from blendnb.charts.takeaways import journey_takeaway, letters
from blendnb.charts.theme import NOTEBOOK_WIDTH, Theme, theme
from blendnb.charts.time_axis import Extent, TimeAxis
from blendnb.charts.words import ENGLISH, Words
from blendnb.domain.plan import Plan

if TYPE_CHECKING:
    import altair as alt

_BAR, _OPEN_BAR = 14, 7
_SESSION, _DOT, _ARROW = 19**2, 11.5**2, 11**2
_LEAST_BAR = 10
_TOOLTIP = [
    nominal(col.TITLE),
    nominal(col.PURPOSE),
    quantitative(col.START_DAY),
    quantitative(col.MINUTES),
    nominal(col.WHY),
]
Mark = dict[str, Any]


def journey_chart(
    plan: Plan,
    *,
    group_by: Grouping = "stage",
    layout: Layout = "wide",
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
    words: Words = ENGLISH,
) -> "alt.LayerChart":
    """Draw the whole journey as one chart, with its takeaway as title.

    Parameters
    ----------
    plan
        The plan; without a start it is drawn in weeks from launch alone.
    group_by
        Whether rows are grouped by `stage` or by `modality`.
    layout
        `wide` with labels beside the time line, or `narrow` with labels above it.
    width
        Pixels.
    theme_name
        `light` or `dark`.
    words
        The words on the chart.

    Raises
    ------
    ValueError
        If grouping, layout or theme do not exist.
    """
    drawing = journey_drawing(
        plan, group_by=group_by, layout=layout, width=width, theme_name=theme_name, words=words
    )
    name = words["journey_name"].format(grouping=words[f"grouping.{group_by}"])
    subtitle = f"{name}. {letters(plan, words)}"
    return titled(drawing.chart, journey_takeaway(plan, words), subtitle)


@dataclass(frozen=True)
class Today:
    """A day to mark on the journey, and where each touchpoint stands on it."""

    day: int
    """Counted from launch."""
    label: str
    notes: Mapping[str, str]
    """Words by touchpoint id."""


@dataclass(frozen=True)
class JourneyDrawing:
    """A journey without titles, and where it may be cut for paper."""

    chart: Drawing
    panels: tuple[Extent, ...]
    """Each with its own time axis and all of some rows."""
    rows: tuple[tuple[str, float, float], ...]
    """Id, top and height of each touchpoint's row, in the drawing's pixels."""


def journey_drawing(
    plan: Plan,
    *,
    group_by: Grouping = "stage",
    layout: Layout = "wide",
    width: float = NOTEBOOK_WIDTH,
    most_height: float = float("inf"),
    first_height: float | None = None,
    theme_name: str = "light",
    words: Words = ENGLISH,
    today: Today | None = None,
) -> JourneyDrawing:
    """Draw the journey without titles, as panels of at most `most_height` pixels.

    The first of them has at most `first_height` where that is given.

    A day that counts as `today` becomes an upright line, and rows say where they stand. The other
    parameters are those of `journey_chart`.
    """
    frame, colors = journey_frame(plan, group_by), theme(theme_name)
    measures = place.geometry(frame[col.TITLE], layout, width, noted=today is not None)
    axis = TimeAxis(calendar_of(plan), measures.time_left, measures.time_right, width, words)
    room = most_height - axis.height
    first = None if first_height is None else first_height - axis.height
    notes = today.notes if today else None
    found = place.cut(place.rows(frame, measures, words, notes), measures, room, words, first)
    rows, panels = place.under_each_other(found, axis.height)
    marks = _placed(frame, rows, axis)
    layers = [
        *axis.ground(colors, panels),
        *(axis.mark(today.day, colors, panels) if today else ()),
        *_ground(rows, measures, colors),
        *_spans(marks, axis, colors),
        *_moments(marks, axis, colors),
        *_chips(rows, colors, words),
        *_labels(rows, measures, colors),
        *axis.labels(colors, panels),
        *(axis.mark_label(today.day, today.label, colors, panels) if today else ()),
    ]
    takeaway = journey_takeaway(plan, words)
    chart = stacked(layers, colors, width=width, height=panels[-1][1], description=takeaway)
    extents = tuple((row.id, row.top, row.height) for row in rows if row.id)
    return JourneyDrawing(chart, tuple(panels), extents)


# --------------------------------------------------------------------------------------- marks


def _placed(frame: pd.DataFrame, rows: list[Row], axis: TimeAxis) -> Records:
    """The occurrences of these rows, each with its height and an end that can be drawn."""
    tracks = {row.id: row.track for row in rows if row.id}
    marks = frame[frame[col.ID].isin(list(tracks))].to_dict("records")
    return [
        _drawable(mark, after, tracks[mark[col.ID]], axis)
        for mark, after in zip_longest(marks, marks[1:])
    ]


def _drawable(mark: Mark, after: Mark | None, track: float, axis: TimeAxis) -> Mark:
    """An occurrence in days as they are drawn.

    Wide enough to see, open ends at the edge; one that runs on into the next occurrence of its row
    ends where that one begins.
    """
    start = mark[col.START_DAY]
    end = axis.calendar.end_day if mark[col.STANDING] else mark[col.END_DAY]
    single = end - start == 1
    if after is not None and after[col.ID] == mark[col.ID]:
        end = min(end, after[col.START_DAY])
    drawn = max(end, start + _LEAST_BAR / axis.pixels_a_day)
    return {**mark, col.Y: track, col.SINGLE: single, col.END_DAY: drawn}


def _ground(rows: list[Row], measures: Geometry, colors: Theme) -> Iterator[Layer]:
    """Quiet ground for labels that stand on the time line, and a faint line to lead the eye."""
    names = (col.X, col.X2, col.Y, col.Y2)
    if measures.layout == "narrow":
        papers = table(names, [(0, measures.width, *place.above_track(row)) for row in rows])
        paper = {"type": "rect", "color": colors["paper"]}
        yield named("papers", papers, paper, x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y, y2=PIXEL_Y2)
    lines = [(measures.time_left, measures.time_right, row.track) for row in rows if row.id]
    data = table((col.X, col.X2, col.Y), lines)
    mark = {"type": "rule", "color": colors["grid"]}
    yield named("guides", data, mark, x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y)


def _repeats(marks: Records) -> Records:
    """From the first to the last occurrence of each row that has several."""
    rows = groupby(marks, key=itemgetter(col.ID))
    found = (list(members) for _, members in rows)
    return table(
        (col.START_DAY, col.END_DAY, col.Y),
        [(m[0][col.START_DAY], m[-1][col.START_DAY], m[0][col.Y]) for m in found if len(m) > 1],
    )


def _spans(marks: Records, axis: TimeAxis, colors: Theme) -> Iterator[Layer]:
    """Connections between repeats, help that stays open, and bars."""
    x, fill = axis.x(col.START_DAY), modality_fill(colors)
    link = {"type": "rule", "color": colors["line"], "strokeWidth": 1.5}
    yield named("repeats", _repeats(marks), link, x=x, x2=END_X2, y=PIXEL_Y)
    open_bars = [m for m in marks if m[col.STANDING]]
    bars = [m for m in marks if not m[col.STANDING] and not m[col.SINGLE]]
    for name, shown, height in (("open-bars", open_bars, _OPEN_BAR), ("bars", bars, _BAR)):
        bar = {"type": "bar", "height": height, "cornerRadius": 2, **_outline(colors)}
        yield named(name, shown, bar, x=x, x2=END_X2, y=PIXEL_Y, color=fill, tooltip=_TOOLTIP)


def _moments(marks: Records, axis: TimeAxis, colors: Theme) -> Iterator[Layer]:
    """Sessions, dots and the arrows of what stays open."""
    single = [m for m in marks if m[col.SINGLE] and not m[col.STANDING]]
    for name, shown, shape, size, day in (
        ("sessions", [m for m in single if m[col.LIVE]], "diamond", _SESSION, col.START_DAY),
        ("dots", [m for m in single if not m[col.LIVE]], "circle", _DOT, col.START_DAY),
        ("arrows", [m for m in marks if m[col.STANDING]], "triangle-right", _ARROW, col.END_DAY),
    ):
        point = {"type": "point", "shape": shape, "size": size, "opacity": 1, **_outline(colors)}
        fill = modality_fill(colors)
        yield named(name, shown, point, x=axis.x(day), y=PIXEL_Y, fill=fill, tooltip=_TOOLTIP)


def _outline(colors: Theme) -> dict[str, Any]:
    return {"stroke": colors["ink"], "strokeWidth": 1}


# -------------------------------------------------------------------------------------- labels


def _chips(rows: list[Row], colors: Theme, words: Words) -> Iterator[Layer]:
    """The square with the letter of the row's modality."""
    shown = [row for row in rows if row.id]
    middles = [row.label_top + place.LINE / 2 for row in shown]
    half = place.CHIP / 2
    squares = table(
        (col.MODALITY, col.X, col.X2, col.Y, col.Y2),
        [
            (row.modality, 1, 1 + place.CHIP, middle - half, middle + half)
            for row, middle in zip(shown, middles, strict=True)
        ],
    )
    outline = {"type": "rect", "cornerRadius": 3, **_outline(colors)}
    yield named(
        "chips", squares, outline,
        x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y, y2=PIXEL_Y2, color=modality_fill(colors),
    )  # fmt: skip
    letters = table(
        (col.TEXT, col.Y),
        [
            (words[f"code.{row.modality}"], place.small_baseline(middle))
            for row, middle in zip(shown, middles, strict=True)
        ],
    )
    yield text(
        "codes", letters, colors["on_modality"],
        x=fixed(1 + half), small=True, bold=True, align="center",
    )  # fmt: skip


def _labels(rows: list[Row], measures: Geometry, colors: Theme) -> Iterator[Layer]:
    """Titles of rows and groups, and how much time a row asks for."""
    ink, left = colors["ink"], fixed(place.CHIP_COLUMN)
    named_rows = [row for row in rows if row.id]
    for name, bold in (("anchors", True), ("labels", False)):
        shown = (row for row in named_rows if row.bold == bold)
        yield text(name, _lines(shown), ink, x=left, bold=bold)
    headings = _lines(row for row in rows if not row.id)
    yield text("groups", headings, colors["muted"], x=fixed(0), small=True, bold=True)
    times = [(row.minutes, place.small_baseline(row.track)) for row in named_rows if row.minutes]
    yield text(
        "minutes", table((col.TEXT, col.Y), times), colors["muted"],
        x=fixed(measures.width), small=True, align="right",
    )  # fmt: skip


def _lines(rows: Iterable[Row]) -> Records:
    """Each line of each label with the place where its letters stand."""
    return table(
        (col.TEXT, col.Y),
        [
            (line, place.baseline(row.label_top + place.LINE * (number + 0.5)))
            for row in rows
            for number, line in enumerate(row.lines)
        ],
    )
