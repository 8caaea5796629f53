"""From files to tables of values, with every row accounted for.

Each row is used, repeats another one, or is set aside with a reason. Learners' ids turn into salted
hashes in the same step that reads them. What is set aside is named by file and line; of the row
only the columns are kept that say nothing about who it is about.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path

import duckdb

from blendnb.domain.plan import Plan
from blendnb.domain.results import SMALLEST_GROUP, FileRead
from blendnb.files.problems import refuse, shortened
from blendnb.measuring.columns import (
    STATEMENTS,
    Fit,
    fit,
    refuse_unknown_touchpoints,
    touchpoint_names,
)
from blendnb.measuring.engine import Engine, quoted
from blendnb.measuring.mapping import FILE, Mapping, entry_for, mapping_beside
from blendnb.measuring.shapes import LEFT_OUT, NO_TOUCHPOINT, Reading, Shape, shape_of
from blendnb.measuring.sources import open_table

MOST_KEPT = 100_000
"""Rows of one file that are kept aside with their content; all are counted."""
WRONG_LENGTH, NOT_TEXT = "has more or fewer values than columns", "is not UTF-8; save it as UTF-8"
_TABLES = (
    (
        "events (learner UBIGINT, touchpoint SMALLINT, occasion DATE, started DATE, finished DATE, "
        "done BOOLEAN, touched BOOLEAN, minutes FLOAT)"
    ),
    "people (learner UBIGINT, joined DATE, gone DATE)",
    "answers (learner UBIGINT, late BOOLEAN, question VARCHAR, score DOUBLE)",
    "confusion (learner UBIGINT, touchpoint SMALLINT, confusing BOOLEAN)",
    "sightings (learner UBIGINT, late BOOLEAN, indicator VARCHAR, seen DOUBLE)",
    "figures (day DATE, value DOUBLE, pilot BOOLEAN, unit VARCHAR, measure VARCHAR)",
)
_KEYS = {"events": "learner, touchpoint, occasion", "people": "learner"}
"""What makes two rows of a table the same one."""


@dataclass(frozen=True, slots=True)
class Aside:
    """One row that was set aside."""

    file: str
    row: int
    """Its number in the file, the first row below the headings being 1."""
    reason: str
    content: str
    """What may be shown of it, as `column=value`."""


@dataclass(slots=True)
class Loaded:
    """What was loaded so far; grows file by file."""

    files: list[FileRead] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    unmatched: dict[str, int] = field(default_factory=dict)
    """Names of activities that are no touchpoint, with how many rows have each."""
    common: set[str] = field(default_factory=set)
    """Those of them that five people or more have: a name of one person alone may be a person's."""


def create_tables(engine: Engine) -> None:
    """Create the empty tables that files are loaded into."""
    for table in _TABLES:
        engine.rows(f"CREATE TABLE {table}")


def load(
    path: Path, plan: Plan, engine: Engine, loaded: Loaded, *, mapping: Mapping | None,
    launch: date | None,
) -> None:  # fmt: skip
    """Load one file.

    Parameters
    ----------
    path
        The file.
    plan
        The plan whose touchpoints it is about.
    engine
        Where to.
    loaded
        What was loaded before; told what became of this file.
    mapping
        How files are read; what stands beside the file by default.
    launch
        The pilot's first day, for rows that say before and after by their date.

    Raises
    ------
    InputError
        If the file does not fit.
    """
    entry = entry_for(mapping_beside(path) if mapping is None else mapping, path.name)
    refuse_unknown_touchpoints(plan, entry, FILE)
    fitted = fit(open_table(path, engine), entry)
    try:
        _load_fitted(fitted, plan, engine, loaded, launch)
    except duckdb.OutOfMemoryException:
        raise refuse(str(path), "is too large for the memory set aside for reading") from None
    except duckdb.Error as error:
        first = shortened(str(error).splitlines()[0], 200)
        raise refuse(str(path), f"cannot be read: {first}") from None


def _load_fitted(
    fitted: Fit, plan: Plan, engine: Engine, loaded: Loaded, launch: date | None
) -> None:
    _name_touchpoints(plan, fitted, engine)
    day = None if launch is None else f"DATE '{launch}'"
    shape = shape_of(Reading(fitted, engine, _date_order(fitted, engine), day))
    staged = _stage(fitted, shape, engine)
    rejected = _rejected(fitted, engine)
    reasons = [reason for _, reason in shape.faults]
    counts = {reasons[number - 1]: count for number, count in staged if number}
    used = sum(count for number, count in staged if not number)
    aside = _aside_rows(fitted, shape, engine, rejected) if counts else []
    loaded.aside += [*rejected, *aside]
    if NO_TOUCHPOINT in counts:
        _count_unmatched(fitted, shape, engine, loaded)
    for row in rejected:
        counts[row.reason] = counts.get(row.reason, 0) + 1
    repeated = used - _moved(shape, engine)
    # Several statements about one activity are no repetition: it is begun, then finished.
    loaded.files.append(
        FileRead(
            file=fitted.table.name,
            kind=fitted.kind,
            rows=used + sum(counts.values()),
            repeated=0 if fitted.kind == STATEMENTS else repeated,
            aside=tuple(sorted(counts.items(), key=lambda c: (-c[1], c[0]))),
        )
    )
    if not used:
        worst = max(counts, key=lambda reason: counts[reason], default="it has no rows")
        raise refuse(str(fitted.table.path), f"not one row can be used: {worst}",
                     hint=_most_common(loaded))  # fmt: skip


def _most_common(loaded: Loaded) -> str:
    names = list(loaded.unmatched)[:3]
    found = ", ".join(repr(shortened(name, 40)) for name in names)
    return f"it speaks of {found}; say in {FILE} which touchpoints they are" if found else ""


def _name_touchpoints(plan: Plan, fitted: Fit, engine: Engine) -> None:
    names = touchpoint_names(plan, fitted.mapping)
    engine.rows("CREATE OR REPLACE TABLE names (name VARCHAR, place SMALLINT, returns BOOLEAN)")
    for name, place in names:
        returns = place >= 0 and len(plan.touchpoints[place].occurrences) > 1
        engine.rows("INSERT INTO names VALUES (?, ?, ?)", [name, place, returns])


# --------------------------------------------------------------------------------------- staging


def _texts(fitted: Fit) -> str:
    return ", ".join(f"{quoted(heading)} AS c_{name}" for name, heading in fitted.columns.items())


def _rows(fitted: Fit) -> str:
    """The file's rows as texts, with the place of the touchpoint that they name as `named`.

    `returns` says whether that touchpoint comes several times.
    """
    source = f"(SELECT {_texts(fitted)} FROM {fitted.table.relation})"  # noqa: S608
    candidates = ["c_touchpoint"] if "touchpoint" in fitted.columns else []
    if fitted.kind == STATEMENTS:
        last = "regexp_extract(c_activity, '[^/#]+$')"
        candidates = ["c_activity", last, "c_name"]
    joins = "".join(
        f" LEFT JOIN names AS n{i} ON n{i}.name = lower(trim({text}))"
        for i, text in enumerate(candidates)
    )
    named, returns = (
        f"coalesce({', '.join(f'n{i}.{field}' for i in range(len(candidates)))})"
        if candidates
        else "NULL"
        for field in ("place", "returns")
    )
    found = f"CAST({named} AS SMALLINT) AS named, coalesce({returns}, false) AS returns"
    return f"(SELECT s.*, {found} FROM {source} AS s{joins})"  # noqa: S608


def _judged(fitted: Fit, shape: Shape) -> str:
    values = ", ".join(f"{sql} AS {name}" for name, sql in shape.values.items())
    cases = " ".join(
        f"WHEN {condition} THEN {number}"
        for number, (condition, _) in enumerate(shape.faults, start=1)
    )
    inner = f"(SELECT *, {values} FROM {_rows(fitted)})"  # noqa: S608
    return f"(SELECT *, CAST(CASE {cases} ELSE 0 END AS UTINYINT) AS fault FROM {inner})"  # noqa: S608


def _stage(fitted: Fit, shape: Shape, engine: Engine) -> list[tuple[int, int]]:
    """Read the file once; return how many rows have each fault, 0 being none.

    Of rows with a fault the texts are kept, of all others only the values. DuckDB keeps the order
    of a file, so the place of a row in the table is its place in the file.
    """
    kept = "".join(
        f", CASE WHEN fault > 0 THEN c_{name} END AS c_{name}" for name in _shown(fitted, shape)
    )
    values = ", ".join(shape.values)
    sql = f"CREATE OR REPLACE TABLE staged AS SELECT {values}, fault{kept} FROM "  # noqa: S608
    engine.rows(sql + _judged(fitted, shape), doing=f"Reading {fitted.table.name}")
    found = engine.rows("SELECT fault, count(*) FROM staged GROUP BY fault ORDER BY fault")
    return [(int(fault), int(count)) for fault, count in found]


def _shown(fitted: Fit, shape: Shape) -> list[str]:
    return [name for name in shape.shown if name in fitted.columns]


def _moved(shape: Shape, engine: Engine) -> int:
    """Move what can be used into its table; return how many rows differ from each other there."""
    values = ", ".join(shape.values)
    keys = _KEYS.get(shape.table, "")
    good = "FROM staged WHERE fault = 0"
    before = _count(shape.table, engine)
    if not keys:
        engine.rows(f"INSERT INTO {shape.table} SELECT {values} {good}")
        return _count(shape.table, engine) - before
    merged = ", ".join(f"{_MERGED.get(name, 'min')}({name})" for name in shape.values
                       if name not in keys.split(", "))  # fmt: skip
    engine.rows(
        f"INSERT INTO {shape.table} SELECT {keys}, {merged} {good} GROUP BY {keys}",
        doing="Counting",
    )
    return _count(shape.table, engine) - before


def _count(table: str, engine: Engine) -> int:
    return int(engine.rows(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608


_MERGED = {"done": "bool_or", "touched": "bool_or", "minutes": "max"}
"""How rows of the same learner and touchpoint become one; the earliest day counts."""


# ------------------------------------------------------------------------------------- set aside


def _rejected(fitted: Fit, engine: Engine) -> list[Aside]:
    """Rows with more or fewer values than columns, which DuckDB kept apart."""
    if not fitted.table.delimited:
        return []
    found = engine.rows(
        "SELECT line, bool_or(error_type = 'INVALID ENCODING') FROM rejects "
        "GROUP BY line ORDER BY line"
    )
    _forget_rejected(fitted, engine)
    return [
        Aside(fitted.table.name, int(line) - 1, NOT_TEXT if encoded else WRONG_LENGTH, "")
        for line, encoded in found
    ]


def _aside_rows(fitted: Fit, shape: Shape, engine: Engine, rejected: list[Aside]) -> list[Aside]:
    """Rows that cannot be used, but for those that the mapping leaves out."""
    shown = _shown(fitted, shape)
    texts = "".join(f", c_{name}" for name in shown)
    left_out = [n for n, (_, reason) in enumerate(shape.faults, 1) if reason == LEFT_OUT]
    fine = ", ".join(map(str, [0, *left_out]))
    found = engine.rows(
        f"SELECT rowid + 1, fault{texts} FROM staged WHERE fault NOT IN ({fine}) "  # noqa: S608
        f"ORDER BY rowid LIMIT {MOST_KEPT}"
    )
    missed = [row.row for row in rejected]
    return [
        Aside(fitted.table.name, _in_file(int(row), missed), shape.faults[fault - 1][1],
              _content(shown, cells))
        for row, fault, *cells in found
    ]  # fmt: skip


def _in_file(row: int, missed: Iterable[int]) -> int:
    """The number of a row when those that could not be split into values count too."""
    for number in missed:
        row += number <= row
    return row


def _forget_rejected(fitted: Fit, engine: Engine) -> None:
    if fitted.table.delimited:
        engine.rows("DELETE FROM rejects")
        engine.rows("DELETE FROM scans")


def _content(shown: Iterable[str], cells: Iterable[str | None]) -> str:
    pairs = zip(shown, cells, strict=True)
    return "; ".join(f"{name}={shortened(cell, 80)}" for name, cell in pairs if cell)


def _count_unmatched(fitted: Fit, shape: Shape, engine: Engine, loaded: Loaded) -> None:
    text = "coalesce(c_name, c_activity)" if fitted.kind == STATEMENTS else "c_touchpoint"
    number = [reason for _, reason in shape.faults].index(NO_TOUCHPOINT) + 1
    who = "learner" if "learner" in shape.values else "NULL"
    found = engine.rows(
        f"SELECT {text} AS name, count(*) AS times, count(DISTINCT {who}) FROM staged "  # noqa: S608
        f"WHERE fault = {number} AND {text} IS NOT NULL "
        "GROUP BY name ORDER BY times DESC, name LIMIT 50"
    )
    for name, count, people in found:
        loaded.unmatched[name] = loaded.unmatched.get(name, 0) + int(count)
        if people >= SMALLEST_GROUP:
            loaded.common.add(name)


def aside_csv(aside: Iterable[Aside]) -> str:
    """Return the rows that were set aside as a CSV text."""
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(("file", "row", "reason", "content"))
    writer.writerows((a.file, a.row, a.reason, a.content) for a in aside)
    return stream.getvalue()


# ----------------------------------------------------------------------------------------- dates


def _date_order(fitted: Fit, engine: Engine) -> str | None:
    """Which comes first in dates such as 03/04/2027, as the file itself shows.

    Raises
    ------
    InputError
        If it shows neither, or both.
    """
    dated = [
        n for n in ("started", "finished", "joined", "left", "when", "date") if n in fitted.columns
    ]
    if fitted.mapping.dates or not dated:
        return fitted.mapping.dates
    columns = ", ".join(quoted(fitted.columns[name]) for name in dated)
    forms = r"'^\s*([0-9]{1,2})[/-]([0-9]{1,2})[/-][0-9]{4}'"
    # Most exports have no such date, and a plain search finds that out ten times faster.
    first, second, example = engine.rows(
        f"SELECT max(try_cast(regexp_extract(d, {forms}, 1) AS INT)), "  # noqa: S608
        f"max(try_cast(regexp_extract(d, {forms}, 2) AS INT)), min(d) "
        f"FROM (SELECT unnest([{columns}]) AS d FROM {fitted.table.relation}) "
        "WHERE substr(d, 5, 1) <> '-' AND (contains(d, '/') OR contains(d, '-'))",
        doing=f"Looking at dates of {fitted.table.name}",
    )[0]
    _forget_rejected(fitted, engine)
    if first is None:
        return None
    day_first, month_first = first > _MONTHS, (second or 0) > _MONTHS
    if day_first != month_first:
        return "day_first" if day_first else "month_first"
    said = "are written in both orders" if day_first else "can be read in two ways"
    raise refuse(
        str(fitted.table.path), f"dates such as {shortened(example, 20)} {said}",
        hint=f'say dates = "day_first" or "month_first" for {fitted.table.name} in {FILE}',
    )  # fmt: skip


_MONTHS = 12
