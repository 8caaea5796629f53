"""From files to tables of values, with every row accounted for.

Each row is used, repeats another one, or is set aside with a reason. Learners' ids turn into salted
hashes in the same step that reads them. What is set aside is named by file and line; of the row
only the columns are kept that say nothing about who it is about.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from blendnb.domain.pilot_results import SMALLEST_GROUP, FileRead
from blendnb.domain.plan import Plan
from blendnb.files.problems import InputError, refuse, shortened
from blendnb.language import csv_text, say
from blendnb.measuring.column_mapping import (
    ACTIVITY,
    DAY,
    MAPPING_FILE,
    STATEMENTS,
    VALUE,
    FittedFile,
    Mappings,
    entry_and_kin,
    fit,
    mapping_beside,
    refuse_unknown_touchpoints,
)
from blendnb.measuring.column_profile import ColumnProfile, day_text, profile_of
from blendnb.measuring.column_values import is_blank
from blendnb.measuring.duckdb_engine import PilotDatabase, literal, quoted
from blendnb.measuring.read_tables import forget_rejected, open_tables, unreadable
from blendnb.measuring.row_shapes import (
    LEFT_OUT,
    NO_TOUCHPOINT,
    FileReading,
    RowShape,
    knows_finish,
    says_anything,
    shape_of,
)

MOST_KEPT = 100_000
"""Rows of one file that are kept aside with their content; all are counted."""
_TABLES = (
    (
        "events (learner UBIGINT, touchpoint SMALLINT, occasion DATE, started DATE, finished DATE, "
        "done BOOLEAN, touched BOOLEAN, minutes FLOAT)"
    ),
    "people (learner UBIGINT, joined DATE, gone DATE)",
    "answers (learner UBIGINT, wave TINYINT, question VARCHAR, score DOUBLE)",
    "confusion (learner UBIGINT, touchpoint SMALLINT, confusing BOOLEAN)",
    "sightings (learner UBIGINT, wave TINYINT, indicator VARCHAR, seen DOUBLE)",
    "links (learner UBIGINT, other UBIGINT, file VARCHAR)",
    "voided (id VARCHAR)",
    "figures (day DATE, value DOUBLE, pilot BOOLEAN, unit VARCHAR, measure VARCHAR)",
)
_KEYS = {"events": "learner, touchpoint, occasion", "people": "learner"}
"""What makes two rows of a table the same one."""


@dataclass(frozen=True, slots=True)
class AsideRow:
    """One row that was set aside."""

    file: str
    row: int
    """Its number in the file, the first row below the headings being 1."""
    reason: str
    """Key of the section `pilot.aside`."""
    content: str
    """What may be shown of it, as `column=value`."""


@dataclass(slots=True)
class LoadedRows:
    """What was loaded so far; grows file by file."""

    files: list[FileRead] = field(default_factory=list)
    aside: list[AsideRow] = field(default_factory=list)
    unmatched: dict[str, int] = field(default_factory=dict)
    """Names of activities that are no touchpoint, with how many rows have each."""
    common: set[str] = field(default_factory=set)
    """Those of them that five people or more have: a name of one person alone may be a person's."""


def create_tables(database: PilotDatabase) -> None:
    """Create the empty tables that files are loaded into."""
    for table in _TABLES:
        database.rows(f"CREATE TABLE {table}")


def load(
    path: Path, plan: Plan, database: PilotDatabase, loaded: LoadedRows, *,
    mapping: Mappings | None, launch: date | None,
) -> None:  # fmt: skip
    """Load one file.

    Parameters
    ----------
    path
        The file.
    plan
        The plan whose touchpoints it is about.
    database
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
    known = mapping_beside(path) if mapping is None else mapping
    entry, kin = entry_and_kin(known, path.name)
    refuse_unknown_touchpoints(plan, entry, MAPPING_FILE)
    fitting, unfit, problem = [], [], None
    for table in open_tables(path, database, entry.columns.values()):
        try:
            fitting.append(fit(table, entry, plan, learnt=bool(kin)))
        except InputError as error:
            problem = problem or error
            unfit.append(table.sheet)
    if not fitting:
        raise problem or refuse(str(path), say("pilot.problem.empty"))
    noted = [say("pilot.remark.unused_sheets", sheets=", ".join(unfit))] if unfit else []
    if kin:
        noted.append(say("pilot.remark.learnt", file=kin, mapping=MAPPING_FILE))
    try:
        for fitted in fitting:
            _load_fitted(fitted, plan, database, loaded, launch, noted)
    except duckdb.OutOfMemoryException:
        raise refuse(str(path), say("pilot.problem.memory")) from None
    except duckdb.Error as error:
        raise unreadable(path, error) from None


def _load_fitted(  # noqa: PLR0917
    fitted: FittedFile, plan: Plan, database: PilotDatabase, loaded: LoadedRows,
    launch: date | None, noted: list[str],
) -> None:  # fmt: skip
    profile = profile_of(fitted, plan, database)
    forget_rejected(fitted.table, database)
    day = None if launch is None else f"DATE '{launch}'"
    fixed = None
    if fitted.touchpoint:
        fixed = [t.id for t in plan.touchpoints].index(fitted.touchpoint)
    reading = FileReading(fitted, database, profile, day, fixed)
    _refuse_silent(reading)
    _note_voided(fitted, profile, database)
    shape = shape_of(reading)
    staged = _stage(reading, shape, database)
    rejected = _rejected(fitted, database)
    reasons = [reason for _, reason in shape.faults]
    counts: dict[str, int] = {}
    for number, rows in staged:
        if number:
            counts[reasons[number - 1]] = counts.get(reasons[number - 1], 0) + rows
    used = sum(rows for number, rows in staged if not number)
    aside = _aside_rows(fitted, shape, database, rejected) if counts else []
    loaded.aside += [*rejected, *aside]
    if NO_TOUCHPOINT in counts:
        _count_unmatched(fitted, shape, database, loaded)
    for row in rejected:
        counts[row.reason] = counts.get(row.reason, 0) + 1
    repeated = used - _moved(fitted, shape, database)
    _link_ids(reading, database)
    said = {_reason(key): rows for key, rows in counts.items()}
    remarks = [*fitted.table.remarks, *fitted.remarks, *profile.remarks, *noted]
    if shape.table == "events" and not knows_finish(reading) and fitted.kind != STATEMENTS:
        remarks.append(say("pilot.remark.no_finish", file=MAPPING_FILE))
    # Several statements about one activity are no repetition: it is begun, then finished.
    once = fitted.kind == STATEMENTS or fitted.attendance
    loaded.files.append(
        FileRead(
            file=fitted.table.shown,
            kind=fitted.kind,
            rows=used + sum(counts.values()),
            repeated=0 if once else repeated,
            aside=tuple(sorted(said.items(), key=lambda reason: (-reason[1], reason[0]))),
            columns=() if fitted.kind == STATEMENTS else _taken_for(fitted),
            unused=fitted.unused,
            unread=tuple(
                sorted(profile.unread, key=lambda each: (-each[2], each[1]))[:MOST_UNREAD]
            ),
            remarks=tuple(dict.fromkeys(remarks)),
        )
    )
    if not used:
        _refuse_unused(reading, counts, loaded)


MOST_UNREAD = 50
"""Texts that were not understood and are named, the most frequent first."""


def _taken_for(fitted: FittedFile) -> tuple[tuple[str, str], ...]:
    """Which heading was taken for what."""
    inner = {ACTIVITY, VALUE, DAY}
    noted = [(heading, name) for name, heading in fitted.columns.items() if heading not in inner]
    what = "question" if fitted.kind == "survey" else "touchpoint"
    return (*noted, *((heading, what) for heading in fitted.wide))


def _refuse_silent(reading: FileReading) -> None:
    """Ask what a row means, where no column says it.

    Raises
    ------
    InputError
        If nothing in the file says it, or not one word is known.
    """
    fitted, profile = reading.fit, reading.profile
    path = str(fitted.table.path)
    if fitted.kind == "completions":
        if not says_anything(reading):
            hint = say("pilot.problem.say_row_means", file=MAPPING_FILE, name=fitted.table.name)
            raise refuse(path, say("pilot.problem.row_means"), hint=hint)
        if "status" in fitted.columns and not profile.understood("status"):
            _refuse_words(reading, "status", "done", unless=profile.dated("finished"))
        if "finished" in fitted.columns and not profile.understood("status"):
            _refuse_words(reading, "finished", "", unless=profile.dated("finished"))
    asked = {
        "feedback": ("confusing", "yes"),
        "metric": ("group", "pilot"),
        "observations": ("seen", "yes"),
    }
    if fitted.kind in asked:
        name, kind = asked[fitted.kind]
        _refuse_scale(reading, name, kind)


def _refuse_words(reading: FileReading, name: str, kind: str, *, unless: bool) -> None:
    heading = reading.fit.columns[name]
    unknown = [(text, count) for column, text, count in reading.profile.unread if column == heading]
    if unless or not unknown:
        return
    unknown.sort(key=lambda each: -each[1])
    shown = ", ".join(f"“{shortened(t, 40)}” ({n})" for t, n in unknown[:5])
    key = "unknown_words" if kind else "unknown_days"
    text = say(f"pilot.problem.{key}", column=heading, words=shown)
    hint = say("pilot.problem.say_words", file=MAPPING_FILE, name=reading.fit.table.name, kind=kind)
    raise refuse(
        str(reading.fit.table.path), text, hint=hint if kind else say("pilot.problem.days_read")
    )


def _refuse_scale(reading: FileReading, name: str, kind: str) -> None:
    """Numbers beyond 0 and 1 are a scale, of which 1 is no yes; 0 and 1 say nothing of groups."""
    if name not in reading.fit.columns:
        return
    own = {word for words in reading.fit.mapping.words.values() for word in words}
    texts = [
        t.strip() for t in reading.profile.texts[name] if not is_blank(t) and t.strip() not in own
    ]
    numbers = [float(t) for t in texts if re.fullmatch(r"-?\d{1,4}(\.\d+)?", t)]
    scale = numbers and len(numbers) == len(texts) and max(numbers) > 1
    flags = name == "group" and numbers and len(numbers) == len(texts)
    if not (scale or flags):
        return
    ends = {"low": f"{min(numbers):g}", "high": f"{max(numbers):g}"}
    key = "which_group" if flags else "a_scale"
    text = say(f"pilot.problem.{key}", column=reading.fit.columns[name], **ends)
    file = reading.fit.table.name
    hint = say("pilot.problem.say_words", file=MAPPING_FILE, name=file, kind=kind)
    raise refuse(str(reading.fit.table.path), text, hint=hint)


def _refuse_unused(reading: FileReading, counts: dict[str, int], loaded: LoadedRows) -> None:
    """Say why not one row can be used, each reason with its rows."""
    listed = sorted(counts.items(), key=lambda each: -each[1])
    said = "; ".join(f"{_reason(key)} ({rows})" for key, rows in listed)
    unread = reading.profile.unread
    words = "; ".join(f"{c}: “{shortened(t, 40)}” ({n})" for c, t, n in unread[:5])
    text = say("pilot.problem.no_row", reason=said or say("pilot.problem.no_rows"))
    hint = _most_common(loaded) if NO_TOUCHPOINT in counts else ""
    if words:
        hint = "; ".join(filter(None, [hint, say("pilot.problem.not_understood", words=words)]))
    raise refuse(str(reading.fit.table.path), text, hint=hint)


def _note_voided(fitted: FittedFile, profile: ColumnProfile, database: PilotDatabase) -> None:
    if fitted.kind == STATEMENTS and "voided" in profile.texts.get("verb", {}):
        database.rows(
            f"INSERT INTO voided SELECT voids FROM {fitted.table.relation} "  # noqa: S608
            "WHERE verb = 'voided' AND voids IS NOT NULL"
        )


def _link_ids(reading: FileReading, database: PilotDatabase) -> None:
    """Keep that an id and an address are the same person's, where a file holds both."""
    columns = reading.fit.columns
    if "email" not in columns or "learner" not in columns or reading.fit.kind == STATEMENTS:
        return
    learner, other = (database.hashed(quoted(columns[name])) for name in ("learner", "email"))
    database.rows(
        f"INSERT INTO links SELECT DISTINCT l, o, {literal(reading.fit.table.shown)} FROM "  # noqa: S608
        f"(SELECT {learner} AS l, {other} AS o FROM {reading.fit.table.relation}) "
        "WHERE l IS NOT NULL AND o IS NOT NULL AND l <> o"
    )
    forget_rejected(reading.fit.table, database)


def unite_people(database: PilotDatabase) -> int:
    """Make people one who are known by an id in one file and by an address in another.

    An address that two ids of one file share is nobody's alone and unites nobody.

    Returns
    -------
    int
        How many ids were found to be another one's.
    """
    tables = ("events", "people", "answers", "confusion", "sightings")
    every = " UNION ".join(f"SELECT learner FROM {table}" for table in tables)  # noqa: S608
    pairs = database.rows(
        "SELECT DISTINCT l.learner, l.other FROM links AS l WHERE l.other NOT IN ("  # noqa: S608
        "SELECT other FROM links GROUP BY other, file HAVING count(DISTINCT learner) > 1) "
        f"AND (l.other IN ({every}) OR l.other IN "
        "(SELECT other FROM links GROUP BY other HAVING count(DISTINCT learner) > 1)) ORDER BY ALL"
    )
    first: dict[int, int] = {}

    def root(person: int) -> int:
        while person in first:
            person = first[person]
        return person

    for learner, other in pairs:
        one, two = root(learner), root(other)
        if one != two:
            first[max(one, two)] = min(one, two)
    if not first:
        return 0
    database.rows("CREATE TABLE same_person (old UBIGINT, new UBIGINT)")
    people = list(first)
    database.rows(
        "INSERT INTO same_person SELECT unnest(?), unnest(?)", [people, [root(p) for p in people]]
    )
    for table in tables:
        database.rows(
            f"UPDATE {table} SET learner = new FROM same_person WHERE learner = old"  # noqa: S608
        )
    return len(first)


def _most_common(loaded: LoadedRows) -> str:
    names = [f"“{shortened(name, 40)}”" for name in loaded.unmatched][:3]
    return (
        say("pilot.problem.speaks_of", names=", ".join(names), file=MAPPING_FILE) if names else ""
    )


def _reason(key: str) -> str:
    """Why a row was set aside, in words."""
    return say(f"pilot.aside.{key}")


# --------------------------------------------------------------------------------------- staging


def _texts(fitted: FittedFile) -> str:
    return ", ".join(f"{quoted(heading)} AS c_{name}" for name, heading in fitted.columns.items())


def _rows(reading: FileReading) -> str:
    """The file's rows as texts, joined with what they mean; `named` is their touchpoint.

    `returns` says whether that touchpoint comes several times.
    """
    fitted = reading.fit
    # Who reloads a report has every row twice; who comes back has different ones.
    distinct = "DISTINCT " if fitted.attendance else ""
    source = f"(SELECT {_texts(fitted)} FROM (SELECT {distinct}* FROM {fitted.table.relation}))"  # noqa: S608
    if not fitted.attendance:
        source = f"(SELECT {_texts(fitted)} FROM {fitted.table.relation})"  # noqa: S608
    joins = "".join(
        f" LEFT JOIN k_{name} ON k_{name}.text = {_joined_text(name)}"
        for name in reading.profile.joins
    )
    known = [f"k_{name}.{name}" for name in reading.profile.joins]
    places = [each for each in known if ".at_" in each]
    named = f"coalesce({', '.join(places)})" if places else "NULL"
    if reading.fixed is not None:
        named = str(reading.fixed)
    others = "".join(f", {each}" for each in known if ".at_" not in each)
    inner = f"(SELECT s.*{others}, CAST({named} AS SMALLINT) AS named FROM {source} AS s{joins})"  # noqa: S608
    return f"(SELECT *, named IN (SELECT position FROM returning_points) AS returns FROM {inner})"  # noqa: S608


def _joined_text(name: str) -> str:
    what, _, column = name.partition("_")
    return day_text(f"trim(c_{column})") if what == "day" or column == "when" else f"c_{column}"


def _judged(reading: FileReading, shape: RowShape) -> str:
    values = ", ".join(f"{sql} AS {name}" for name, sql in shape.values.items())
    cases = " ".join(
        f"WHEN {condition} THEN {number}"
        for number, (condition, _) in enumerate(shape.faults, start=1)
    )
    inner = f"(SELECT *, {values} FROM {_rows(reading)})"  # noqa: S608
    return f"(SELECT *, CAST(CASE {cases} ELSE 0 END AS UTINYINT) AS fault FROM {inner})"  # noqa: S608


def _stage(reading: FileReading, shape: RowShape, database: PilotDatabase) -> list[tuple[int, int]]:
    """Read the file once; return how many rows have each fault, 0 being none.

    Of rows with a fault the texts are kept, of all others only the values. DuckDB keeps the order
    of a file, so the position of a row in the table is its position in the file.
    """
    kept = "".join(
        f", CASE WHEN fault > 0 THEN c_{name} END AS c_{name}"
        for name in _shown(reading.fit, shape)
    )
    values = ", ".join(shape.values)
    sql = f"CREATE OR REPLACE TABLE staged AS SELECT {values}, fault{kept} FROM "  # noqa: S608
    doing = say("pilot.doing.reading", file=reading.fit.table.name)
    database.rows(sql + _judged(reading, shape), doing=doing)
    result = database.rows("SELECT fault, count(*) FROM staged GROUP BY fault ORDER BY fault")
    return [(int(fault), int(count)) for fault, count in result]


def _shown(fitted: FittedFile, shape: RowShape) -> list[str]:
    return [name for name in shape.shown if name in fitted.columns]


def _moved(fitted: FittedFile, shape: RowShape, database: PilotDatabase) -> int:
    """Move what can be used into its table; return how many rows differ from each other there."""
    values = ", ".join(shape.values)
    keys = _KEYS.get(shape.table, "")
    good = "FROM staged WHERE fault = 0"
    before = _count(shape.table, database)
    if not keys:
        database.rows(f"INSERT INTO {shape.table} SELECT {values} {good}")
        return _count(shape.table, database) - before
    merging = {**_MERGED, "minutes": "sum"} if fitted.attendance else _MERGED
    merged = ", ".join(f"{merging.get(name, 'min')}({name})" for name in shape.values
                       if name not in keys.split(", "))  # fmt: skip
    database.rows(
        f"INSERT INTO {shape.table} SELECT {keys}, {merged} {good} GROUP BY {keys}",
        doing=say("pilot.doing.counting"),
    )
    return _count(shape.table, database) - before


def _count(table: str, database: PilotDatabase) -> int:
    return int(database.rows(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608


_MERGED = {"done": "bool_or", "touched": "bool_or", "minutes": "max"}
"""How rows of the same learner and touchpoint become one; the earliest day counts."""


# ------------------------------------------------------------------------------------- set aside


def _rejected(fitted: FittedFile, database: PilotDatabase) -> list[AsideRow]:
    """Rows with more or fewer values than columns, which DuckDB kept apart."""
    if not fitted.table.delimited:
        return []
    result = database.rows(
        "SELECT line, bool_or(error_type = 'INVALID ENCODING') FROM rejects "
        "GROUP BY line ORDER BY line"
    )
    forget_rejected(fitted.table, database)
    return [
        AsideRow(fitted.table.name, int(line) - 1, "not_text" if encoded else "wrong_length", "")
        for line, encoded in result
    ]


def _aside_rows(
    fitted: FittedFile, shape: RowShape, database: PilotDatabase, rejected: list[AsideRow]
) -> list[AsideRow]:
    """Rows that cannot be used, but for those that the mapping leaves out."""
    shown = _shown(fitted, shape)
    texts = "".join(f", c_{name}" for name in shown)
    left_out = [n for n, (_, reason) in enumerate(shape.faults, 1) if reason == LEFT_OUT]
    fine = ", ".join(map(str, [0, *left_out]))
    result = database.rows(
        f"SELECT rowid + 1, fault{texts} FROM staged WHERE fault NOT IN ({fine}) "  # noqa: S608
        f"ORDER BY rowid LIMIT {MOST_KEPT}"
    )
    missed = [row.row for row in rejected]
    return [
        AsideRow(fitted.table.name, _in_file(int(row), missed), shape.faults[fault - 1][1],
              _content(shown, cells))
        for row, fault, *cells in result
    ]  # fmt: skip


def _in_file(row: int, missed: Iterable[int]) -> int:
    """The number of a row when those that could not be split into values count too."""
    for number in missed:
        row += number <= row
    return row


def _content(shown: Iterable[str], cells: Iterable[str | None]) -> str:
    pairs = zip(shown, cells, strict=True)
    return "; ".join(f"{name}={shortened(cell, 80)}" for name, cell in pairs if cell)


def _count_unmatched(
    fitted: FittedFile, shape: RowShape, database: PilotDatabase, loaded: LoadedRows
) -> None:
    text = "coalesce(c_name, c_activity)" if fitted.kind == STATEMENTS else "c_touchpoint"
    number = [reason for _, reason in shape.faults].index(NO_TOUCHPOINT) + 1
    who = "learner" if "learner" in shape.values else "NULL"
    result = database.rows(
        f"SELECT {text} AS name, count(*) AS times, count(DISTINCT {who}) FROM staged "  # noqa: S608
        f"WHERE fault = {number} AND {text} IS NOT NULL "
        "GROUP BY name ORDER BY times DESC, name"
    )
    for name, count, people in result:
        loaded.unmatched[name] = loaded.unmatched.get(name, 0) + int(count)
        if people >= SMALLEST_GROUP:
            loaded.common.add(name)


def aside_csv(aside: Iterable[AsideRow]) -> str:
    """Return the rows that were set aside as a CSV text."""
    rows = ((a.file, a.row, _reason(a.reason), a.content) for a in aside)
    return csv_text([("file", "row", "reason", "content"), *rows])
