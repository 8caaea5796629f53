"""Reports' tables as a workbook: real dates and numbers, texts that stay texts.

Every text goes into a cell of the kind text, so that none is ever a formula or a link, not even
after somebody has edited the cell. Heads stay in view, columns can be filtered, and each sheet
prints on landscape pages with its head on each of them. The modality colours mean what they mean on
the charts, and the word stands in the same cell.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from blendnb.charts.lettering import wrap
from blendnb.charts.theme import LIGHT
from blendnb.domain.vocabulary import MODALITIES
from blendnb.files.writing import open_workbook
from blendnb.language import say
from blendnb.reporting.escape import LONGEST_CELL, workbook_cell
from blendnb.reporting.report import Chart, Kind, Report, Table, Value

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 -- a workbook knows no time zones
"""When each workbook says it was made, so that equal plans make equal files."""
_HEAD_ROW = 3
_TITLE_HEIGHT, _NOTE_HEIGHT, _LINE_HEIGHT, _AIR = 26, 18, 13, 4
"""Points. Heights are written because not every program works them out."""
_TALLEST = 400
_LETTER, _PIXELS_A_CHARACTER = 13.3, 8
"""Pixels: type size, and what a unit of a column's width is."""
_A4 = 9
_BASE = {"font_name": "Arial", "font_size": 10, "font_color": LIGHT["ink"], "valign": "top"}
_LINE = {"valign": "vcenter", "bottom": 1, "bottom_color": LIGHT["grid"]}
_GAP = {"right": 5, "right_color": LIGHT["paper"]}
"""What keeps the next word off a coloured cell."""
_HEAD = {
    "bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2, "bottom_color": LIGHT["ink"],
}  # fmt: skip
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"font_size": 15, "bold": True, "valign": "vcenter"},
    "note": {"font_color": LIGHT["muted"], "valign": "top"},
    "name": {"font_size": 11, "bold": True},
    "head": {**_HEAD, "align": "left"},
    "number_head": {**_HEAD, "align": "right", "indent": 1},
    "text": {**_LINE, "quote_prefix": True, "text_wrap": True},
    "number": {**_LINE, "num_format": '#,##0;-#,##0;"–"', "align": "right", "indent": 1},
    "index": {**_LINE, "num_format": "General", "align": "left"},
    "day": {**_LINE, "num_format": "d mmm yyyy", "align": "left"},
    "time": {**_LINE, "num_format": "hh:mm", "align": "left"},
}  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """One sheet: what it says first, a note, its tables below each other."""

    name: str
    title: str
    note: str
    tables: tuple[Table, ...]
    widths: tuple[float, ...] = ()
    """Of the columns, in characters, where several tables share them; those of the first table."""
    printed: int = 0
    """How many columns are printed; all where it is 0."""

    @property
    def column_widths(self) -> tuple[float, ...]:
        """The widths of the columns, in characters."""
        return self.widths or tuple(c.width for table in self.tables[:1] for c in table.columns)


def workbook(title: str, sheets: Iterable[Sheet]) -> bytes:
    """Return sheets as an Excel workbook; the same ones give the same bytes.

    Parameters
    ----------
    title
        What the file says it is.
    sheets
        In the order in which they stand.
    """
    made = io.BytesIO()
    with open_workbook(made, default_date_format="yyyy-mm-dd") as book:
        named = workbook_cell(title)[:255]
        book.set_properties({"title": named, "created": _MADE, "author": "", "comments": ""})
        writer = _Writer(book)
        for sheet in sheets:
            writer.write(sheet)
    return made.getvalue()


def report_sheet(report: Report) -> Sheet:
    """Return a report's tables, those of its charts too, as a sheet."""
    blocks = [b.table if isinstance(b, Chart) else b for b in report.all_blocks()]
    tables = tuple(block for block in blocks if isinstance(block, Table))
    widest = max(tables, key=lambda table: len(table.columns), default=None)
    widths = tuple(column.width for column in widest.columns) if widest else ()
    return Sheet(say(f"{report.id}.short"), report.heading, report.name, tables, widths)


class _Writer:
    """Draws sheets into one workbook, whose formats they share."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._formats = {key: book.add_format({**_BASE, **style}) for key, style in _STYLES.items()}
        self._modes = {
            say(f"charts.modality.{mode}"): book.add_format(
                {**_BASE, **_STYLES["text"], "bg_color": LIGHT[mode],
                 "font_color": LIGHT["on_modality"], **_GAP}
            )
            for mode in MODALITIES
        }  # fmt: skip

    def write(self, sheet: Sheet) -> None:
        """Add a sheet."""
        page = self._book.add_worksheet(sheet.name)
        for column, width in enumerate(sheet.column_widths):
            page.set_column(column, column, width)
        page.set_row(0, _TITLE_HEIGHT)
        page.set_row(1, _NOTE_HEIGHT)
        page.write_string(0, 0, workbook_cell(sheet.title), self._formats["title"])
        page.write_string(1, 0, workbook_cell(sheet.note), self._formats["note"])
        row = _HEAD_ROW
        for table in sheet.tables:
            row = self._table(page, table, row, sheet.column_widths) + 1
        _set_up(page, sheet)

    def _table(self, page: "Worksheet", table: Table, row: int, widths: tuple[float, ...]) -> int:
        """Write a table from a row on; return the row after it."""
        if table.heading:
            page.write_string(row, 0, workbook_cell(table.heading), self._formats["name"])
            row += 1
        for number, column in enumerate(table.columns):
            style = self._formats["number_head" if column.kind == "number" else "head"]
            page.write_string(row, number, workbook_cell(column.label), style)
        page.set_row(row, _height(table.head, widths))
        for values in table.rows:
            row += 1
            page.set_row(row, _height(values, widths))
            for number, value in enumerate(values):
                self._cell(page, row, number, table.columns[number].kind, value)
        return row + 1

    def _cell(self, page: "Worksheet", row: int, column: int, kind: Kind, value: Value) -> None:
        match value:
            case None:
                page.write_blank(row, column, None, self._formats["text"])
            case str():
                style = self._modes.get(value) if kind == "mode" else None
                text_style = style or self._formats["text"]
                page.write_string(row, column, workbook_cell(value), text_style)
            case date():
                page.write_datetime(row, column, value, self._formats["day"])
            case time():
                page.write_datetime(row, column, value, self._formats["time"])
            case _:
                # Minutes and people are counted, and shown, in whole ones; zero is a dash.
                number_style = self._formats["number" if kind == "number" else "index"]
                page.write_number(row, column, value, number_style)


def _height(values: Sequence[Value], widths: Sequence[float]) -> float:
    """Points that a row needs for the text in it that takes most lines."""
    texts = ((v, w) for v, w in zip(values, widths, strict=False) if isinstance(v, str))
    most = max((_lines(text, width) for text, width in texts), default=1)
    return min(most * _LINE_HEIGHT + _AIR, _TALLEST)


def _lines(text: str, width: float) -> int:
    pixels = (width - 1) * _PIXELS_A_CHARACTER
    return sum(len(wrap(part, pixels, _LETTER)) for part in text[:LONGEST_CELL].split("\n"))


def _set_up(page: "Worksheet", sheet: Sheet) -> None:
    """Keep the head in view, let columns be filtered, and make it print."""
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.set_footer("&L&8&A&R&8&P / &N")
    (first, *others) = sheet.tables or (None,)
    if first is None or others:
        page.freeze_panes(_HEAD_ROW, 0)
        return
    last_row, last_column = _HEAD_ROW + max(len(first.rows), 1), len(first.head) - 1
    page.autofilter(_HEAD_ROW, 0, last_row, last_column)
    page.freeze_panes(_HEAD_ROW + 1, 0)
    page.repeat_rows(_HEAD_ROW)
    if sheet.printed:
        page.print_area(0, 0, last_row, sheet.printed - 1)
