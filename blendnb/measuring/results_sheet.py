"""The sheet that a pilot team fills in, and that comes straight back.

One table, the same in Excel and as CSV: a row for each measure, then a row for each touchpoint.
Ids find the rows again, so order, wording and added columns may change. Figures stay counts of
people; no row is about a person.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from blendnb.domain.pilot_results import Estimate, TouchpointUse
from blendnb.domain.plan import Plan
from blendnb.files.problems import InputError, Problem, refuse, shortened
from blendnb.files.reading import LARGEST_PLAN, Row, Source, label, read_table
from blendnb.files.writing import open_workbook, write_whole
from blendnb.language import csv_text, say
from blendnb.measuring import pilot_statistics
from blendnb.measuring.bounded_reading import sheet_rows
from blendnb.measuring.column_values import name_key
from blendnb.measuring.measure_templates import levels

GIVEN = ("row", "id", "what", "level", "moment", "when", "today", "aim")
TO_FILL = ("found", "people", "started", "finished", "minutes", "confused", "note")
HEADINGS = (*GIVEN, *TO_FILL)
_WIDTHS = (11, 14, 54, 26, 34, 14, 12, 12, 16, 9, 9, 9, 9, 10, 30)
_FOR = {"measure": ("found", "note"),
        "touchpoint": ("people", "started", "finished", "minutes", "confused", "note")}  # fmt: skip
_MOST_DIGITS = 9
_COUNTS = ("people", "started", "finished", "confused")


def write_sheet(plan: Plan, path: Source) -> None:
    """Write the sheet to fill in.

    Parameters
    ----------
    plan
        The plan whose measures and touchpoints it asks about.
    path
        Where to: `.xlsx` or `.csv`.

    Raises
    ------
    InputError
        If the suffix is neither, the file cannot be written, or somebody has filled it in.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in (".xlsx", ".csv"):
        raise refuse(label(path), say("pilot.sheet.suffix"))
    if _is_filled(Path(path)):
        raise refuse(label(path), say("pilot.sheet.filled"))
    rows = sheet(plan)
    write_whole(path, _workbook(rows) if suffix == ".xlsx" else _csv(rows))


def sheet(plan: Plan) -> list[Row]:
    """Return the rows of the sheet, with nothing filled in."""
    return [*(_measure_row(plan, m) for m in plan.measures),
            *(_touchpoint_row(plan, t) for t in plan.touchpoints)]  # fmt: skip


def _measure_row(plan: Plan, measure: Any) -> Row:
    return _row(
        row="measure", id=measure.id, what=measure.text, level=levels()[measure.kind]["short"],
        moment=measure.moment or "", today=measure.baseline or "", aim=measure.target or "",
        when=_when(plan, measure.when_day),
    )  # fmt: skip


def _touchpoint_row(plan: Plan, touchpoint: Any) -> Row:
    when = _when(plan, touchpoint.start_day)
    return _row(row="touchpoint", id=touchpoint.id, what=touchpoint.title, when=when)


def _row(**filled: str) -> Row:
    return {**dict.fromkeys(HEADINGS, ""), **filled}


def _when(plan: Plan, day: int | None) -> str:
    if day is None:
        return ""
    date = plan.date_of(day)
    return say("pilot.sheet.day", day=day) if date is None else date.isoformat()


# ----------------------------------------------------------------------------------------- files


def _csv(rows: list[Row]) -> str:
    return "\ufeff" + csv_text([HEADINGS, *([row[name] for name in HEADINGS] for row in rows)])


def _workbook(rows: list[Row]) -> bytes:
    from datetime import UTC, datetime

    stream = BytesIO()
    book = open_workbook(stream)
    # A fixed day, so that the same plan gives the same bytes.
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
    page = book.add_worksheet(say("pilot.sheet.page"))
    text = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#d9dde1"}
    head = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
    given, fill, idle = (
        book.add_format({**text, **more})
        for more in ({}, {"bg_color": "#fff8db"}, {"bg_color": "#f2f4f6"})
    )
    for column, (name, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, name, head)
        if name in TO_FILL:
            page.write_comment(0, column, say(f"pilot.sheet.{name}"))
    for line, row in enumerate(rows, 1):
        for column, name in enumerate(HEADINGS):
            asked = name in _FOR[row["row"]]
            style = fill if asked else idle if name in TO_FILL else given
            page.write_string(line, column, row[name], style) if row[name] else page.write_blank(
                line, column, None, style
            )
    page.freeze_panes(1, 3)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    book.close()
    return stream.getvalue()


# ------------------------------------------------------------------------------------ coming back


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """What a filled-in sheet says."""

    texts: dict[str, str]
    """By measure's id."""
    uses: tuple[TouchpointUse, ...]
    rows: int
    """Rows in which something was filled in."""
    remarks: tuple[str, ...] = ()
    """What was found in it that is worth a word."""


def is_sheet(path: Path) -> bool:
    """Whether a file is such a sheet, by its headings."""
    if path.suffix.lower() not in (".xlsx", ".csv") or not path.is_file():
        return False
    try:
        headings = sheet_rows(path)[0] if path.suffix.lower() == ".xlsx" else _first_row(path)
    except InputError:
        return False
    return set(GIVEN[:3]) | {"found", "finished"} <= set(headings)


def _is_filled(path: Path) -> bool:
    """Whether a file is such a sheet and somebody has written into it."""
    return is_sheet(path) and any(
        row.get(name, "").strip() for row in _table(path) for name in TO_FILL
    )


def _first_row(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        first = stream.readline(10_000).strip()
    return [name.strip('" ') for name in first.replace(";", ",").replace("\t", ",").split(",")]


def read_sheet(path: Path, plan: Plan) -> FilledSheet:
    """Read a sheet that was filled in.

    Raises
    ------
    InputError
        With every id that the plan does not have and every count that is none.
    """
    given = _table(path)
    rows = [_with_known_id(row, plan) for row in given]
    measures = {m.id for m in plan.measures}
    problems = []
    texts: dict[str, str] = {}
    uses = []
    for row in rows:
        kind, id_ = row.get("row", "").strip(), row.get("id", "").strip()
        if kind == "measure" and id_ in measures:
            if row.get("found", "").strip():
                texts[id_] = row["found"].strip()
        elif kind == "touchpoint" and id_ in plan.by_id:
            problems += _count_problems(path, id_, row)
            uses.append((id_, row))
        else:
            problems.append(
                Problem(str(path), f"{kind} {shortened(id_)}", "", say("pilot.sheet.not_in_plan"))
            )
    changed = [row["id"].strip() for row in rows if _is_changed(row, plan)]
    if changed:
        shown = ", ".join(shortened(id_, 20) for id_ in changed[:4])
        text = say("pilot.sheet.changed_ids", ids=shown, count=len(changed))
        raise refuse(str(path), text, hint=say("pilot.sheet.use_workbook"))
    if problems:
        raise InputError(problems)
    made = [use for id_, row in uses if (use := _use(plan, id_, row)) is not None]
    lost = [row.get("id", "") for row, known in zip(given, rows, strict=True) if row is not known]
    remarks = (say("pilot.remark.changed_ids", count=len(lost), ids=", ".join(lost[:4])),)
    return FilledSheet(texts, tuple(made), len(texts) + len(made), remarks if lost else ())


def _known_ids(plan: Plan) -> dict[str, str]:
    """What each id of the plan is called in the sheet: its title, where no other has it."""
    named = [(m.id, m.text) for m in plan.measures]
    named += [(t.id, t.title) for t in plan.touchpoints]
    titles = [name_key(title) for _, title in named]
    return {name_key(title): id_ for id_, title in named if titles.count(name_key(title)) == 1}


def _with_known_id(row: Row, plan: Plan) -> Row:
    """A row whose id a spreadsheet has changed, with the id of what it is about.

    Excel makes a date of 1-2, a number of 0012 and a formula of what begins with a dash.
    """
    id_ = row.get("id", "").strip()
    ids = {*plan.by_id, *(m.id for m in plan.measures)}
    if id_ in ids:
        return row
    bare = id_.removeprefix("'")
    about = _known_ids(plan).get(name_key(row.get("what", "")))
    return {**row, "id": bare if bare in ids else about or id_}


_EXCEL_MADE = re.compile(
    r"\d+([.,]\d+)?E[+-]?\d+|\d{1,2}[. /-]+[^\W\d]{3,}\.?([ -]\d{2,4})?|[^\W\d]{3}[ -]\d{2}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d+|'.*|#N[^ ]*",
    re.IGNORECASE,
)


def _is_changed(row: Row, plan: Plan) -> bool:
    """Whether an id that the plan does not have looks like what a spreadsheet makes of one."""
    id_ = row.get("id", "").strip()
    known = id_ in plan.by_id or any(m.id == id_ for m in plan.measures)
    return not known and bool(_EXCEL_MADE.fullmatch(id_))


def _table(path: Path) -> list[Row]:
    if path.suffix.lower() == ".csv":
        if path.stat().st_size > LARGEST_PLAN:
            raise refuse(str(path), say("pilot.sheet.too_large"))
        return read_table(path)
    head, *rows = sheet_rows(path)
    return [dict(zip(head, [*row, *[""] * len(head)], strict=False)) for row in rows]


def _count_problems(path: Path, id_: str, row: Row) -> list[Problem]:
    counts = {name: row.get(name, "").strip() for name in (*_COUNTS, "minutes")}
    wrong = [
        Problem(str(path), f"{id_}: {name}", repr(shortened(text)), say("pilot.sheet.no_number"))
        for name, text in counts.items()
        if text and not _is_number(text.replace(".", "", name == "minutes"))
    ]
    if wrong or not counts["people"]:
        return wrong
    people = int(counts["people"])
    text = say("pilot.sheet.more_than", people=people)
    return [
        Problem(str(path), f"{id_}: {name}", counts[name], text)
        for name in _COUNTS[1:]
        if counts[name] and int(counts[name]) > people
    ]


def _is_number(text: str) -> bool:
    """Whether a text is a count: digits of any script, and no more than a count has."""
    return text.isdecimal() and len(text) <= _MOST_DIGITS


def _use(plan: Plan, id_: str, row: Row) -> TouchpointUse | None:
    counts = {name: row.get(name, "").strip() for name in (*_COUNTS, "minutes")}
    if not counts["people"] or not (counts["finished"] or counts["started"]):
        return None
    touchpoint, people = plan.by_id[id_], int(counts["people"])
    finished = int(counts["finished"] or 0)
    started = int(counts["started"] or finished)
    minutes = float(counts["minutes"]) if counts["minutes"] else None
    return TouchpointUse(
        touchpoint=id_,
        title=touchpoint.title,
        times=len(touchpoint.occurrences),
        stays_open=touchpoint.stays_open,
        reached=pilot_statistics.share(max(started, finished), people),
        completed=pilot_statistics.share(finished, people),
        staying=None,
        planned_minutes=touchpoint.learner_minutes,
        # The sheet holds the middle value alone, which says nothing of how far it may be off.
        minutes=None if minutes is None else Estimate(minutes, None, None, finished),
        days_late=None,
        confused=pilot_statistics.share(int(counts["confused"]), people)
        if counts["confused"]
        else None,
    )
