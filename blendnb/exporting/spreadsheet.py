"""A workbook that a project office can work with: real dates and numbers, texts that stay texts.

Every text goes into a cell of the kind text, so that none is ever a formula or a link, not even
after somebody has edited the cell. Heads stay in view, columns can be filtered, and each sheet
prints on landscape pages with its head on each of them. The modality colors mean what they mean on
the charts, and the word stands in the same cell.
"""

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from blendnb.charts.lettering import wrap
from blendnb.charts.theme import LIGHT
from blendnb.domain.vocabulary import MODALITIES
from blendnb.exporting.entries import Kind, Value
from blendnb.exporting.escape import LONGEST_CELL, workbook_cell
from blendnb.exporting.sheets import Sheet, Table, rows_of_weeks, sheets
from blendnb.exporting.views import Subject
from blendnb.files.problems import refuse

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_000_000
"""A sheet ends a little later."""
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 -- a workbook knows no time zones
"""When each workbook says it was made, so that equal plans make equal files."""
_HEAD_ROW = 3
_TITLE_HEIGHT, _NOTE_HEIGHT, _LINE_HEIGHT, _AIR = 26, 18, 13, 4
"""Points. Heights are written because not every program works them out."""
_TALLEST = 400
_LETTER, _PIXELS_A_CHARACTER = 13.3, 8
"""Pixels: type size, and what a unit of a column's width is."""
_A4 = 9
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
_BASE = {"font_name": "Arial", "font_size": 10, "font_color": LIGHT["ink"], "valign": "top"}
_LINE = {"valign": "vcenter", "bottom": 1, "bottom_color": LIGHT["grid"]}
_GAP = {"right": 5, "right_color": LIGHT["paper"]}
"""What keeps the next word off a colored cell."""
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


def spreadsheet(subject: Subject, file: str) -> bytes:
    """Return a plan as an Excel workbook.

    Parameters
    ----------
    subject
        The plan and what is known of it.
    file
        How messages name the file.

    Raises
    ------
    InputError
        If the plan has more rows than a sheet can hold.
    """
    from xlsxwriter import Workbook

    if rows_of_weeks(subject) > MOST_ROWS:
        raise refuse(file, f"a sheet holds {MOST_ROWS:,} rows, and this plan needs more")
    made = io.BytesIO()
    with Workbook(made, _OPTIONS) as book:
        title = workbook_cell(subject.plan.title)[:255]
        book.set_properties({"title": title, "created": _MADE, "author": "", "comments": ""})
        writer = _Writer(book, subject)
        for sheet in sheets(subject):
            writer.write(sheet)
    return made.getvalue()


class _Writer:
    """Draws sheets into one workbook, whose formats they share."""

    def __init__(self, book: "Workbook", subject: Subject) -> None:
        self._book = book
        self._formats = {key: book.add_format({**_BASE, **style}) for key, style in _STYLES.items()}
        self._modes = {
            subject.words.charts[f"modality.{mode}"]: book.add_format(
                {**_BASE, **_STYLES["text"], "bg_color": LIGHT[mode],
                 "font_color": LIGHT["on_modality"], **_GAP}
            )
            for mode in MODALITIES
        }  # fmt: skip

    def write(self, sheet: Sheet) -> None:
        """Add a sheet."""
        page = self._book.add_worksheet(sheet.name)
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width)
        page.set_row(0, _TITLE_HEIGHT)
        page.set_row(1, _NOTE_HEIGHT)
        page.write_string(0, 0, workbook_cell(sheet.title), self._formats["title"])
        page.write_string(1, 0, workbook_cell(sheet.note), self._formats["note"])
        row = _HEAD_ROW
        for table in sheet.tables:
            row = self._table(page, table, row, sheet.widths) + 1
        _set_up(page, sheet)

    def _table(self, page: "Worksheet", table: Table, row: int, widths: tuple[float, ...]) -> int:
        """Write a table from a row on; return the row after it."""
        if table.name:
            page.write_string(row, 0, workbook_cell(table.name), self._formats["name"])
            row += 1
        for column, (kind, name) in enumerate(zip(table.kinds, table.head, strict=False)):
            style = self._formats["number_head" if kind == "number" else "head"]
            page.write_string(row, column, workbook_cell(name), style)
        page.set_row(row, _height(table.head, widths))
        for values in table.rows:
            row += 1
            page.set_row(row, _height(values, widths))
            for column, (kind, value) in enumerate(zip(table.kinds, values, strict=False)):
                self._cell(page, row, column, kind, value)
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
