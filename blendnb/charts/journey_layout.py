"""Where each row of a journey goes: labels broken into lines, rows stacked, panels cut for paper.

Two layouts show the same facts. `wide` is a Gantt chart as people know it: labels left, time in
the middle, minutes right. `narrow` is for a phone: each label stands above its own time line, so
that both have the whole width and nothing has to shrink.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil
from typing import Any, Literal

import pandas as pd

from blendnb.charts import columns
from blendnb.charts.lettering import ROOM, width_px, wrap
from blendnb.charts.theme import LABEL_SIZE, SMALL_SIZE
from blendnb.domain.vocabulary import MODALITIES
from blendnb.language import isolated, number, say

Layout = Literal["wide", "narrow"]

CHIP = 18
"""Side of the square that holds a row's letter."""
CHIP_COLUMN = 28
LINE = 18
"""Distance of two lines of a label."""
HEADER = 32
"""Height of a group's heading."""
MINUTES_COLUMN = 104
NOTE_COLUMN = 48
"""Room beside the minutes for where a row stands today."""
_MOST_LABEL = 330
_LEAST_LABEL = 150
_MOST_TIME = 880
"""Pixels beyond which a wider drawing gives its labels more room, not the time line."""
_GAP = 14
_NARROW_TRACK = 28
_FOOT = 2
_CLOSER = 4
"""Pixels that a row may give up."""
_UNEVEN = 80
"""Pixels by which a panel may be higher than its share: two rows and a heading."""
_WIDE_PADDING = 12
_NARROW_PADDING = 10
_EDGE = 11
"""Half a session's mark, kept free at both ends of a narrow time line."""


@dataclass(frozen=True, slots=True)
class JourneyRow:
    """One touchpoint, or the heading of a group (then `id` is empty), placed in its panel."""

    id: str
    group: str
    lines: tuple[str, ...]
    bold: bool
    minutes: str
    modality: str
    top: float
    height: float
    label_top: float
    """Top of the first line of the label."""
    track: float
    """Middle of the time line."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """The horizontal measures of one layout, in pixels."""

    layout: Layout
    width: float
    label_width: float
    noted: bool = False
    """Whether rows say where they stand today."""

    @property
    def time_left(self) -> float:
        """Where the first day is."""
        return CHIP_COLUMN + self.label_width + _GAP if self.layout == "wide" else _EDGE

    @property
    def time_right(self) -> float:
        """Where the last day ends."""
        if self.layout == "narrow":
            return self.width - _EDGE
        return self.width - MINUTES_COLUMN - (NOTE_COLUMN if self.noted else 0)


def geometry(
    titles: Iterable[str], layout: Layout, width: float, *, noted: bool = False
) -> Geometry:
    """Return the measures for these labels: a column as wide as the longest, within reason.

    Raises
    ------
    ValueError
        If the layout is not one of the two.
    """
    if layout == "narrow":
        return Geometry(layout, width, width - CHIP_COLUMN, noted)
    if layout != "wide":
        raise ValueError(f"a journey's layout is 'wide' or 'narrow', not {layout!r}")
    longest = max((width_px(title, LABEL_SIZE, bold=True) for title in titles), default=0)
    most = min(max(_MOST_LABEL, width - _MOST_TIME), width * 0.34)
    return Geometry(layout, width, min(max(longest * ROOM + 1, _LEAST_LABEL), most), noted)


def rows(
    frame: pd.DataFrame,
    geometry: Geometry,
    notes: Mapping[str, str] | None = None,
) -> list[JourneyRow]:
    """Return one unplaced row for each touchpoint of a journey frame, in its order.

    `notes` says by id where rows stand today.
    """
    firsts = frame.drop_duplicates(columns.ID).to_dict("records")
    return [_row(record, geometry, (notes or {}).get(record[columns.ID], "")) for record in firsts]


def cut(
    uncut: list[JourneyRow],
    geometry: Geometry,
    most_height: float,
    first_height: float | None = None,
) -> list[list[JourneyRow]]:
    """Place rows in panels; those of a wide journey stand a little closer where that saves one."""
    usual = panels(uncut, most_height, first_height)
    if geometry.layout != "wide" or len(usual) == 1:
        return usual
    close = [_recentered(replace(row, height=row.height - _CLOSER)) for row in uncut]
    saving = panels(close, most_height, first_height)
    return saving if len(saving) < len(usual) else usual


def _total(unplaced: list[JourneyRow]) -> float:
    """Height of all rows under the headings of their groups."""
    headings = len({row.group for row in unplaced}) * HEADER
    return sum(row.height for row in unplaced) + headings


def _recentered(row: JourneyRow) -> JourneyRow:
    return replace(row, label_top=(_WIDE_PADDING - _CLOSER) / 2, track=row.height / 2)


def _row(record: dict[str, Any], geometry: Geometry, note: str) -> JourneyRow:
    title, bold = str(record[columns.TITLE]), bool(record[columns.ANCHOR])
    minutes = " · ".join(filter(None, (note, minutes_text(record))))
    wide = geometry.layout == "wide"
    broken = wrap(title, geometry.label_width, LABEL_SIZE, bold=bold)
    lines = tuple(isolated(line, title) for line in broken)
    if minutes and not wide:
        lines = _with_minutes(lines, minutes, geometry.label_width, bold=bold)
    height = len(lines) * LINE + (_WIDE_PADDING if wide else _NARROW_PADDING + _NARROW_TRACK)
    return JourneyRow(
        id=str(record[columns.ID]),
        group=str(record[columns.GROUP]),
        lines=lines,
        bold=bold,
        minutes=minutes if wide else "",
        modality=str(record[columns.MODALITY]),
        top=0,
        height=height,
        label_top=_WIDE_PADDING / 2 if wide else _NARROW_PADDING / 2,
        track=height / 2 if wide else height - _NARROW_TRACK / 2 - _NARROW_PADDING / 2,
    )


def _with_minutes(
    lines: tuple[str, ...], minutes: str, width: float, *, bold: bool
) -> tuple[str, ...]:
    """The label with its minutes after it, or below where they do not fit."""
    longer = f"{lines[-1]} · {isolated(minutes)}"
    if width_px(longer, LABEL_SIZE, bold=bold) * ROOM <= width:
        return (*lines[:-1], longer)
    return (*lines, minutes)


def minutes_text(record: dict[str, Any]) -> str:
    """Return how much of a learner's time a row asks for, or that it stays open."""
    if record[columns.STANDING]:
        return say("charts.stays_open")
    minutes, times = number(record[columns.MINUTES]), record[columns.TIMES]
    if minutes == "0":
        return "" if times == 1 else say("charts.times", times=times)
    if times == 1:
        return say("charts.minutes", minutes=minutes)
    return say("charts.minutes_each", times=times, minutes=minutes)


def panels(
    unplaced: list[JourneyRow], most_height: float, first_height: float | None = None
) -> list[list[JourneyRow]]:
    """Place rows under the headings of their groups, in panels of at most this height.

    The first may have to be lower, because it shares its page with a title; then each takes what
    it holds.

    A heading never stands alone at the end of a panel; a group that goes on in the next panel says
    so in a heading of its own. Panels are about equally high, so that none holds a single row.
    """
    if first_height is None:
        count = max(1, ceil(_total(unplaced) / most_height))
        most_height = min(most_height, _total(unplaced) / count + _UNEVEN)
    room = first_height or most_height
    done: list[list[JourneyRow]] = []
    panel: list[JourneyRow] = []
    bottom = 0.0
    for heading, row in _headed(unplaced):
        needed = row.height + (HEADER if heading else 0)
        if panel and bottom + needed > room:
            done.append(panel)
            panel, bottom, room = [], 0.0, most_height
            heading = heading or _continued(row.group)  # noqa: PLW2901
        if heading:
            panel.append(_heading(heading, row.group, bottom))
            bottom += HEADER
        panel.append(moved(row, bottom))
        bottom += row.height
    return [*done, panel]


def _headed(unplaced: list[JourneyRow]) -> Iterator[tuple[str, JourneyRow]]:
    """Each row with the heading that goes before it; empty inside a group."""
    for group, members in groupby(unplaced, key=lambda row: row.group):
        for index, row in enumerate(members):
            yield ("" if index else group_name(group)), row


def group_name(group: str) -> str:
    """Return the name of a stage, a modality or the lane of standing support."""
    kind = "modality" if group in MODALITIES else "group"
    return say(f"charts.{kind}.{group}")


def _continued(group: str) -> str:
    return say("charts.group.continued", group=group_name(group))


def _heading(text: str, group: str, top: float) -> JourneyRow:
    middle = top + HEADER - LINE / 2 - 4
    return JourneyRow("", group, (text,), True, "", "", top, HEADER, middle - LINE / 2, middle)  # noqa: FBT003


def moved(row: JourneyRow, by: float) -> JourneyRow:
    """Return the row so many pixels further down."""
    return replace(row, top=row.top + by, label_top=row.label_top + by, track=row.track + by)


def under_each_other(
    cut: list[list[JourneyRow]], axis_height: float
) -> tuple[list[JourneyRow], list[tuple[float, float]]]:
    """Place panels one below the other, each under an axis; return all rows and the extents."""
    rows: list[JourneyRow] = []
    extents: list[tuple[float, float]] = []
    top = 0.0
    for panel in cut:
        placed = [moved(row, top + axis_height) for row in panel]
        bottom = max((r.top + r.height for r in placed), default=top + axis_height) + _FOOT
        rows.extend(placed)
        extents.append((top, bottom))
        top = bottom
    return rows, extents


def above_track(row: JourneyRow) -> tuple[float, float]:
    """Return the part of a narrow row that its label has to itself."""
    return row.top, row.top + row.height if not row.id else row.track - _NARROW_TRACK / 2


def baseline(middle: float, size: float = LABEL_SIZE) -> float:
    """Return where the letters of a line stand so that it looks centred on `middle`."""
    return middle + size * 0.35


def small_baseline(middle: float) -> float:
    """Return the same for small type."""
    return baseline(middle, SMALL_SIZE)
