"""One look at all cells of a table before its rows are read: which texts there are, and how often.

From it follow the tables that rows are joined with: touchpoints by name, days by text, meanings by
word. So a row costs a join and no guessing, and what could not be understood is known by text and
count before anything is counted.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from blendnb.domain.pilot_results import SMALLEST_GROUP
from blendnb.domain.plan import Plan
from blendnb.files.problems import refuse, shortened
from blendnb.language import say
from blendnb.measuring.column_mapping import (
    DAY,
    MAPPING_FILE,
    STATEMENTS,
    VALUE,
    FittedFile,
    named_position,
    touchpoint_names,
)
from blendnb.measuring.column_values import (
    FIRST_DATE,
    LAST_DATE,
    Days,
    Decimals,
    Texts,
    answer_value,
    days_of,
    decimals_of,
    is_blank,
    meaning,
)
from blendnb.measuring.duckdb_engine import PilotDatabase, literal, quoted
from blendnb.measuring.measure_templates import spellings, verbs

DATES = ("started", "finished", "joined", "left", "when", "date", "timestamp")
_NUMBERS = ("minutes", "score", "value")
_WORDS = ("touchpoint", "status", "event", "confusing", "seen", "group", "activity", "name", "verb")
_KINDS = {
    "status": ("done", "open", "untouched"),
    "event": ("done", "open", "untouched"),
    "confusing": ("yes", "no"),
    "seen": ("yes", "no"),
    "group": ("pilot", "comparison"),
    "when": ("before", "after", "follow_up"),
}
_TIME = r"'[,T ]+(um |kl\\. ?|at |à )?[0-9]{1,2}[:.h][0-9]{2}([^0-9].*)?$'".replace("\\\\", "\\")


@dataclass(slots=True)
class ColumnProfile:
    """What the cells of a table say, column by column."""

    fit: FittedFile
    texts: dict[str, Texts] = field(default_factory=dict)
    """Different texts by column: words, names, days that are not written as 2027-01-11."""
    filled: dict[str, int] = field(default_factory=dict)
    """Cells by column that are not empty."""
    meanings: dict[str, dict[str, str]] = field(default_factory=dict)
    days: dict[str, dict[str, date]] = field(default_factory=dict)
    answers: dict[str, float] = field(default_factory=dict)
    decimals: dict[str, Decimals | None] = field(default_factory=dict)
    unread: list[tuple[str, str, int]] = field(default_factory=list)
    """Column, text and count of what was not understood."""
    remarks: list[str] = field(default_factory=list)
    joins: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether the table has one of our columns."""
        return name in self.fit.columns

    def understood(self, name: str) -> bool:
        """Whether at least one word of a column means something."""
        return any(self.meanings.get(name, {}).values())

    def dated(self, name: str) -> bool:
        """Whether at least one day of a column can be read."""
        iso = self.filled.get(name, 0) > sum(self.texts.get(name, {}).values())
        return self.has(name) and (iso or bool(self.days.get(name)))


def profile_of(fitted: FittedFile, plan: Plan, database: PilotDatabase) -> ColumnProfile:
    """Look at all cells once, decide what they mean, and write what rows are joined with.

    Raises
    ------
    InputError
        If days or words of a column have two readings, or ids were changed by a spreadsheet.
    """
    result = ColumnProfile(fitted)
    _look(result, database)
    _check_ids(result)
    _read_days(result, database)
    _read_words(result, database)
    _read_numbers(result)
    _name_touchpoints(result, plan, database)
    return result


# ------------------------------------------------------------------------------------- the look


def cell(heading: str) -> str:
    """Return the SQL of a cell's text without spaces around it; NULL where it is empty."""
    return f"nullif(trim({quoted(heading)}), '')"


def iso_day(text: str) -> str:
    """Return the SQL of a day written as 2027-01-11, with anything behind it; NULL otherwise."""
    return f"CASE WHEN substr({text}, 5, 1) = '-' THEN try_cast(left({text}, 10) AS DATE) END"


def day_text(text: str) -> str:
    """Return the SQL of a day's text without a time of day behind it."""
    return (
        f"CASE WHEN regexp_full_match({text}, '[0-9]{{5}}[.,][0-9]+') THEN left({text}, 5) "
        f"ELSE trim(regexp_replace({text}, {_TIME}, ''), ', ') END"
    )


def _shape(text: str) -> str:
    """The way a number is written, as far as it says which mark stands before decimals."""
    bare = f"regexp_replace({text}, '[^0-9.,]', '', 'g')"
    return (
        f"CASE WHEN NOT (contains({text}, ',') OR contains({text}, '.')) THEN NULL "
        f"WHEN NOT regexp_matches({text}, '^[^0-9]{{0,3}}[0-9][0-9.,]*[^0-9]{{0,3}}$') THEN NULL "
        f"WHEN regexp_full_match({bare}, '[0-9]{{1,3}}(\\.[0-9]{{3}}){{2,}}') THEN 'points' "
        f"WHEN regexp_full_match({bare}, '[0-9]{{1,3}}(,[0-9]{{3}}){{2,}}') THEN 'commas' "
        f"WHEN regexp_full_match({bare}, '[1-9][0-9]{{0,2}}\\.[0-9]{{3}}') THEN 'open_point' "
        f"WHEN regexp_full_match({bare}, '[1-9][0-9]{{0,2}},[0-9]{{3}}') THEN 'open_comma' "
        f"WHEN regexp_full_match({bare}, '[0-9.]*\\.[0-9.]*,[0-9]+') THEN 'point_comma' "
        f"WHEN regexp_full_match({bare}, '[0-9,]*,[0-9,]*\\.[0-9]+') THEN 'comma_point' "
        f"WHEN contains({bare}, ',') THEN 'comma' ELSE 'point' END"
    )


def _look(result: ColumnProfile, database: PilotDatabase) -> None:
    fitted = result.fit
    asked: dict[str, str] = {}
    for name, heading in fitted.columns.items():
        text = cell(heading)
        if name in DATES:
            listed = f"{iso_day(text)} BETWEEN DATE '{FIRST_DATE}' AND DATE '{LAST_DATE}'"
            asked[f"text {name}"] = (
                f"histogram(CASE WHEN {listed} THEN NULL ELSE {day_text(text)} END)"
            )
            asked[f"filled {name}"] = f"count({text})"
        elif name in _WORDS and not (fitted.kind != STATEMENTS and name == "name"):
            asked[f"text {name}"] = f"histogram({quoted(heading)})"
        if name in _NUMBERS:
            asked[f"shape {name}"] = f"histogram({_shape(text)})"
            plain = f"try_cast(replace({text}, ',', '.') AS DOUBLE)"
            asked[f"text {name}"] = f"histogram(CASE WHEN {plain} IS NULL THEN {text} END)"
            asked[f"filled {name}"] = f"count({text})"
    if "learner" in fitted.columns:
        asked |= _about_ids(fitted)
    if not asked:
        return
    columns = ", ".join(asked.values())
    doing = say("pilot.doing.dates", file=fitted.table.name)
    (row,) = database.rows(f"SELECT {columns} FROM {fitted.table.relation}", doing=doing)  # noqa: S608
    for key, value in zip(asked, row, strict=True):
        what, _, name = key.partition(" ")
        if what in ("text", "shape"):
            result.texts[name if what == "text" else f"shape {name}"] = dict(value or {})
        elif what == "filled":
            result.filled[name] = int(value)
        else:
            result.counts[name] = int(value)


def _about_ids(fitted: FittedFile) -> dict[str, str]:
    text = cell(fitted.columns["learner"])
    tests = spellings()["tests"]
    pattern = f"'(^|[^a-z])({'|'.join(tests)})([^a-z]|$)'"
    some = " OR ".join(f"contains(lower({text}), {literal(word)})" for word in tests[:5])
    rounded = (
        f"contains(upper({text}), 'E+') AND regexp_full_match({text}, '[0-9][0-9.,]*[eE][+][0-9]+')"
    )
    asked = {
        "count rounded": f"count(*) FILTER (WHERE {rounded})",
        "count tests": (
            f"count(DISTINCT CASE WHEN ({some}) AND regexp_matches(lower({text}), {pattern}) "
            f"THEN {text} END)"
        ),
    }
    stand_ins = [fitted.columns[n] for n in ("email", "name") if n in fitted.columns]
    if stand_ins and fitted.kind != STATEMENTS:
        others = ", ".join(map(cell, stand_ins))
        asked["count named"] = (
            f"count(*) FILTER (WHERE {text} IS NULL AND coalesce({others}) IS NOT NULL)"
        )
    return asked


def _check_ids(result: ColumnProfile) -> None:
    table = result.fit.table
    if result.counts.get("rounded"):
        text = say("pilot.problem.rounded_ids", count=result.counts["rounded"])
        raise refuse(str(table.path), text, hint=say("pilot.problem.ids_as_text"))
    if named := result.counts.get("named"):
        result.remarks.append(say("pilot.remark.stand_in", count=named))
    if tests := result.counts.get("tests"):
        result.remarks.append(say("pilot.remark.tests", count=tests, file=MAPPING_FILE))


# ---------------------------------------------------------------------------------- days, words


def _lookup(database: PilotDatabase, name: str, kind: str, values: Mapping[str, object]) -> None:
    """A table from text to meaning, and the join of a column with it."""
    table = f"k_{name}"
    database.rows(f"CREATE OR REPLACE TABLE {table} (text VARCHAR, {name} {kind})")
    if values:
        database.rows(
            f"INSERT INTO {table} SELECT unnest(?), unnest(?)",
            [list(values), list(values.values())],
        )


def _read_days(result: ColumnProfile, database: PilotDatabase) -> None:
    names = [name for name in DATES if result.texts.get(name)]
    order = result.fit.mapping.dates
    own = result.fit.mapping.words
    kinds = _KINDS["when"]
    pure = {
        name: [t for t in result.texts[name] if name != "when" or not meaning(t, own, *kinds)]
        for name in names
    }
    read = days_of([text for texts in pure.values() for text in texts], order)
    if read.trouble and any(name != "when" or result.fit.kind for name in names):
        _ask_order(result, read)
    for name in names:
        days = {text: read.matched[text] for text in pure[name] if text in read.matched}
        result.days[name] = days
        if days:
            _lookup(database, f"day_{name}", "DATE", days)
            result.joins.append(f"day_{name}")
        if result.fit.columns[name] != DAY and name != "when":
            _tell(result, name, (text for text in pure[name] if text in read.unread))
    for kind, example in read.noted.items():
        result.remarks.append(
            say(
                f"pilot.remark.{kind}",
                example=shortened(example, 40),
                day=str(read.matched.get(example, "")),
            )
        )


def _ask_order(result: ColumnProfile, read: Days) -> None:
    assert read.trouble is not None, "asked only where there is some"  # noqa: S101
    kind, example = read.trouble
    raise refuse(
        str(result.fit.table.path),
        say(f"pilot.problem.{kind}", example=shortened(example, 20)),
        hint=say("pilot.problem.say_order", name=result.fit.table.name, file=MAPPING_FILE),
    )


def _tell(result: ColumnProfile, name: str, texts: Iterable[str]) -> None:
    """Name what was not understood, but for texts that may be about one person."""
    heading = result.fit.columns[name]
    counts = result.texts[name]
    rare = 0
    for text in texts:
        figure = any(c.isdigit() for c in text) and "@" not in text and len(text) <= _FIGURE
        if counts[text] >= SMALLEST_GROUP or name == "verb" or (figure and name != "score"):
            result.unread.append((heading, text, counts[text]))
        else:
            rare += counts[text]
    if rare:
        result.unread.append((heading, say("pilot.found.rare"), rare))


_FIGURE = 30
"""Characters of a text with digits that is a day, a time or a number and no sentence."""


def _read_words(result: ColumnProfile, database: PilotDatabase) -> None:
    own = result.fit.mapping.words
    for name, kinds in _KINDS.items():
        if name not in result.texts:
            continue
        wide = result.fit.columns[name] == VALUE
        meant = {
            text: matched
            for text in result.texts[name]
            if (matched := meaning(text, own, *kinds) if not wide else _of_value(text, own))
        }
        result.meanings[name] = meant
        _lookup(database, f"is_{name}", "VARCHAR", meant)
        result.joins.append(f"is_{name}")
        unknown = [t for t in result.texts[name] if t not in meant and not is_blank(t)]
        if name == "when":
            unknown = [t for t in unknown if t not in result.days.get("when", {})]
        if name == "event" and not result.understood("event"):
            continue
        _tell(result, name, unknown)
    if "verb" in result.texts:
        known = {*verbs()["done"], *verbs()["open"], "voided"}
        _tell(result, "verb", (t for t in result.texts["verb"] if t not in known))


def _of_value(text: str, own: Mapping[str, Iterable[str]]) -> str | None:
    """What the cell of an activity's own column means: a word, a grade, or the day it was done."""
    if is_blank(text):
        return None
    if matched := meaning(text, own, "done", "open", "untouched"):
        return matched
    bare = text.strip().replace(",", ".").partition("/")[0].strip()
    try:
        return "done" if float(bare) > 0 else "open"
    except ValueError:
        return "done" if days_of([_without_time(text)], None).matched else None


def _without_time(text: str) -> str:
    return re.sub(r"[,T ]+\d{1,2}[:.h]\d{2}(\D.*)?$", "", text.strip())


# ------------------------------------------------------------------------------ numbers, names


def _read_numbers(result: ColumnProfile) -> None:
    mapping = result.fit.mapping
    for name in _NUMBERS:
        shapes = result.texts.get(f"shape {name}")
        if shapes is None:
            continue
        semicolons = "delim = ';'" in result.fit.table.relation
        matched = mapping.decimals or decimals_of(shapes)
        # In a file split by commas a point is the usual mark; with semicolons it may be either.
        if matched is None and shapes.get("open_point") and not semicolons:
            matched = "point"
        result.decimals[name] = matched
        unclear = sum(shapes.get(f"open_{mark}", 0) for mark in ("point", "comma"))
        if matched is None and unclear:
            result.remarks.append(
                say("pilot.remark.two_numbers", column=result.fit.columns[name], count=unclear,
                    file=MAPPING_FILE)
            )  # fmt: skip
        if name == "score":
            texts = result.texts["score"]
            read = {t: answer_value(t, mapping.numbers) for t in texts}
            result.answers = {t: v for t, v in read.items() if v is not None}
            _tell(result, name, (t for t, v in read.items() if v is None and not is_blank(t)
                                 and not any(c.isdigit() for c in t)))  # fmt: skip


def _name_touchpoints(result: ColumnProfile, plan: Plan, database: PilotDatabase) -> None:
    names = dict(touchpoint_names(plan, result.fit.mapping))
    for name in ("touchpoint", "activity", "name"):
        if name not in result.texts or (name == "name" and result.fit.kind != STATEMENTS):
            continue
        matched = {text: named_position(text, names) for text in result.texts[name]}
        placed = {text: place for text, place in matched.items() if place is not None}
        _lookup(database, f"at_{name}", "SMALLINT", placed)
        result.joins.append(f"at_{name}")
    returning = [n for n, t in enumerate(plan.touchpoints) if len(t.occurrences) > 1]
    database.rows("CREATE OR REPLACE TABLE returning_points (position SMALLINT)")
    for position in returning:
        database.rows("INSERT INTO returning_points VALUES (?)", [position])
