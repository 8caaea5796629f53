"""The journey as a Gantt chart that a room can read.

One row is one touchpoint, however often it repeats. Live sessions are diamonds, single moments are
dots, spans are bars, and help that stays open ends in an arrow. Every row carries the letter of its
modality, so colour is never alone. Weeks count from launch; dates stand below them where the plan
has a start.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pandas as pd

from blendnb.charts import columns, journey_layout
from blendnb.charts.calendar import Extent, TimeAxis, calendar_of
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
from blendnb.charts.journey_layout import Geometry, JourneyRow, Layout
from blendnb.charts.tables import Grouping, journey_frame
from blendnb.charts.takeaways import journey_takeaway, legend
from blendnb.charts.theme import NOTEBOOK_WIDTH, Theme, theme
from blendnb.domain.plan import Plan
from blendnb.language import say

if TYPE_CHECKING:
    import altair as alt

_BAR, _OPEN_BAR = 14, 7
_SESSION, _DOT, _ARROW = 19**2, 11.5**2, 11**2
_LEAST_BAR = 10
_TOOLTIP = [
    nominal(columns.TITLE),
    nominal(columns.PURPOSE),
    quantitative(columns.START_DAY),
    quantitative(columns.MINUTES),
    nominal(columns.WHY),
]
Mark = dict[str, Any]


def journey_chart(
    plan: Plan,
    *,
    group_by: Grouping = "stage",
    layout: Layout = "wide",
    width: float = NOTEBOOK_WIDTH,
    theme_name: str = "light",
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

    Raises
    ------
    ValueError
        If grouping, layout or theme do not exist.
    """
    drawing = journey_drawing(
        plan, group_by=group_by, layout=layout, width=width, theme_name=theme_name
    )
    return titled(drawing.chart, journey_takeaway(plan), journey_subtitle(plan, group_by))


def journey_subtitle(plan: Plan, group_by: Grouping = "stage") -> str:
    """Return what the chart shows, and what its letters stand for."""
    name = say("charts.journey_name", grouping=say(f"charts.grouping.{group_by}"))
    return f"{name}. {legend(plan)}"


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
    today: Today | None = None,
    piece: int | None = None,
) -> JourneyDrawing:
    """Draw the journey without titles, as panels of at most `most_height` pixels.

    The first of them has at most `first_height` where that is given. A `piece`, counted from 1, is
    that panel alone.

    A day that counts as `today` becomes an upright line, and rows say where they stand. The other
    parameters are those of `journey_chart`.
    """
    frame, colors = journey_frame(plan, group_by), theme(theme_name)
    measures = journey_layout.geometry(frame[columns.TITLE], layout, width, noted=today is not None)
    axis = TimeAxis(calendar_of(plan), measures.time_left, measures.time_right, width)
    room = most_height - axis.height
    first = None if first_height is None else first_height - axis.height
    notes = today.notes if today else None
    panes = journey_layout.cut(journey_layout.rows(frame, measures, notes), measures, room, first)
    chosen = panes if piece is None else panes[piece - 1 : piece]
    rows, panels = journey_layout.under_each_other(chosen, axis.height)
    marks = _placed(frame, rows, axis)
    layers = [
        *axis.ground(colors, panels),
        *(axis.mark(today.day, colors, panels) if today else ()),
        *_ground(rows, measures, colors),
        *_spans(marks, axis, colors),
        *_moments(marks, axis, colors),
        *_chips(rows, colors),
        *_labels(rows, measures, colors),
        *axis.labels(colors, panels),
        *(axis.mark_label(today.day, today.label, colors, panels) if today else ()),
    ]
    takeaway = journey_takeaway(plan)
    chart = stacked(layers, colors, width=width, height=panels[-1][1], description=takeaway)
    extents = tuple((row.id, row.top, row.height) for row in rows if row.id)
    return JourneyDrawing(chart, tuple(panels), extents)


# --------------------------------------------------------------------------------------- marks


def _placed(frame: pd.DataFrame, rows: list[JourneyRow], axis: TimeAxis) -> Records:
    """The occurrences of these rows, each with its height and an end that can be drawn."""
    tracks = {row.id: row.track for row in rows if row.id}
    marks = frame[frame[columns.ID].isin(list(tracks))].to_dict("records")
    return [
        _drawable(mark, after, tracks[mark[columns.ID]], axis)
        for mark, after in zip_longest(marks, marks[1:])
    ]


def _drawable(mark: Mark, after: Mark | None, track: float, axis: TimeAxis) -> Mark:
    """An occurrence in days as they are drawn.

    Wide enough to see, open ends at the edge; one that runs on into the next occurrence of its row
    ends where that one begins.
    """
    start = mark[columns.START_DAY]
    end = axis.calendar.end_day if mark[columns.STANDING] else mark[columns.END_DAY]
    single = end - start == 1
    if after is not None and after[columns.ID] == mark[columns.ID]:
        end = min(end, after[columns.START_DAY])
    drawn = max(end, start + _LEAST_BAR / axis.pixels_a_day)
    return {**mark, columns.Y: track, columns.SINGLE: single, columns.END_DAY: drawn}


def _ground(rows: list[JourneyRow], measures: Geometry, colors: Theme) -> Iterator[Layer]:
    """Quiet ground for labels that stand on the time line, and a faint line to lead the eye."""
    names = (columns.X, columns.X2, columns.Y, columns.Y2)
    if measures.layout == "narrow":
        papers = table(
            names, [(0, measures.width, *journey_layout.above_track(row)) for row in rows]
        )
        paper = {"type": "rect", "color": colors["paper"]}
        yield named("papers", papers, paper, x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y, y2=PIXEL_Y2)
    lines = [(measures.time_left, measures.time_right, row.track) for row in rows if row.id]
    data = table((columns.X, columns.X2, columns.Y), lines)
    mark = {"type": "rule", "color": colors["grid"]}
    yield named("guides", data, mark, x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y)


def _repeats(marks: Records) -> Records:
    """From the first to the last occurrence of each row that has several."""
    rows = groupby(marks, key=itemgetter(columns.ID))
    series = (list(members) for _, members in rows)
    return table(
        (columns.START_DAY, columns.END_DAY, columns.Y),
        [
            (m[0][columns.START_DAY], m[-1][columns.START_DAY], m[0][columns.Y])
            for m in series
            if len(m) > 1
        ],
    )


def _spans(marks: Records, axis: TimeAxis, colors: Theme) -> Iterator[Layer]:
    """Connections between repeats, help that stays open, and bars."""
    x, fill = axis.x(columns.START_DAY), modality_fill(colors)
    link = {"type": "rule", "color": colors["line"], "strokeWidth": 1.5}
    yield named("repeats", _repeats(marks), link, x=x, x2=END_X2, y=PIXEL_Y)
    open_bars = [m for m in marks if m[columns.STANDING]]
    bars = [m for m in marks if not m[columns.STANDING] and not m[columns.SINGLE]]
    for name, shown, height in (("open-bars", open_bars, _OPEN_BAR), ("bars", bars, _BAR)):
        bar = {"type": "bar", "height": height, "cornerRadius": 2, **_outline(colors)}
        yield named(name, shown, bar, x=x, x2=END_X2, y=PIXEL_Y, color=fill, tooltip=_TOOLTIP)


def _moments(marks: Records, axis: TimeAxis, colors: Theme) -> Iterator[Layer]:
    """Sessions, dots and the arrows of what stays open."""
    single = [m for m in marks if m[columns.SINGLE] and not m[columns.STANDING]]
    for name, shown, shape, size, day in (
        (
            "sessions",
            [m for m in single if m[columns.LIVE]],
            "diamond",
            _SESSION,
            columns.START_DAY,
        ),
        ("dots", [m for m in single if not m[columns.LIVE]], "circle", _DOT, columns.START_DAY),
        (
            "arrows",
            [m for m in marks if m[columns.STANDING]],
            "triangle-right",
            _ARROW,
            columns.END_DAY,
        ),
    ):
        point = {"type": "point", "shape": shape, "size": size, "opacity": 1, **_outline(colors)}
        fill = modality_fill(colors)
        yield named(name, shown, point, x=axis.x(day), y=PIXEL_Y, fill=fill, tooltip=_TOOLTIP)


def _outline(colors: Theme) -> dict[str, Any]:
    return {"stroke": colors["ink"], "strokeWidth": 1}


# -------------------------------------------------------------------------------------- labels


def _chips(rows: list[JourneyRow], colors: Theme) -> Iterator[Layer]:
    """The square with the letter of the row's modality."""
    shown = [row for row in rows if row.id]
    middles = [row.label_top + journey_layout.LINE / 2 for row in shown]
    half = journey_layout.CHIP / 2
    squares = table(
        (columns.MODALITY, columns.X, columns.X2, columns.Y, columns.Y2),
        [
            (row.modality, 1, 1 + journey_layout.CHIP, middle - half, middle + half)
            for row, middle in zip(shown, middles, strict=True)
        ],
    )
    outline = {"type": "rect", "cornerRadius": 3, **_outline(colors)}
    yield named(
        "chips", squares, outline,
        x=PIXEL_X, x2=PIXEL_X2, y=PIXEL_Y, y2=PIXEL_Y2, color=modality_fill(colors),
    )  # fmt: skip
    letters = table(
        (columns.TEXT, columns.Y),
        [
            (say(f"charts.code.{row.modality}"), journey_layout.small_baseline(middle))
            for row, middle in zip(shown, middles, strict=True)
        ],
    )
    yield text(
        "codes", letters, colors["on_modality"],
        x=fixed(1 + half), small=True, bold=True, align="center",
    )  # fmt: skip


def _labels(rows: list[JourneyRow], measures: Geometry, colors: Theme) -> Iterator[Layer]:
    """Titles of rows and groups, and how much time a row asks for."""
    ink, left = colors["ink"], fixed(journey_layout.CHIP_COLUMN)
    named_rows = [row for row in rows if row.id]
    for name, bold in (("anchors", True), ("labels", False)):
        shown = (row for row in named_rows if row.bold == bold)
        yield text(name, _lines(shown), ink, x=left, bold=bold)
    headings = _lines(row for row in rows if not row.id)
    yield text("groups", headings, colors["muted"], x=fixed(0), small=True, bold=True)
    times = [
        (row.minutes, journey_layout.small_baseline(row.track)) for row in named_rows if row.minutes
    ]
    yield text(
        "minutes", table((columns.TEXT, columns.Y), times), colors["muted"],
        x=fixed(measures.width), small=True, align="right",
    )  # fmt: skip


def _lines(rows: Iterable[JourneyRow]) -> Records:
    """Each line of each label with the place where its letters stand."""
    return table(
        (columns.TEXT, columns.Y),
        [
            (line, journey_layout.baseline(row.label_top + journey_layout.LINE * (number + 0.5)))
            for row in rows
            for number, line in enumerate(row.lines)
        ],
    )
