"""What a row of each kind of file becomes: typed values, and the reasons that make a row unusable.

A shape is SQL over the columns `c_...`, which hold the texts of the file. Its conditions are asked
in order; the first that holds sets the row aside, with its reason.
"""

from collections.abc import Callable
from dataclasses import dataclass

from blendnb.language import say
from blendnb.measuring.column_mapping import STATEMENTS, VALUE, FittedFile
from blendnb.measuring.column_profile import ColumnProfile, iso_day
from blendnb.measuring.column_values import FIRST_DATE, LAST_DATE
from blendnb.measuring.duckdb_engine import PilotDatabase, literal
from blendnb.measuring.measure_templates import verbs

NO_TOUCHPOINT, LEFT_OUT = "no_touchpoint", "left_out"
_WITHIN = f"BETWEEN DATE '{FIRST_DATE}' AND DATE '{LAST_DATE}'"


@dataclass(frozen=True, slots=True)
class RowShape:
    """How rows of one file become rows of one of our tables."""

    table: str
    """Where they go: `events`, `people`, `answers`, `confusion`, `sightings` or `figures`."""
    values: dict[str, str]
    """Our columns as SQL."""
    faults: tuple[tuple[str, str], ...]
    """Conditions as SQL over texts and values, each with its reason: a key of `pilot.aside`."""
    shown: tuple[str, ...]
    """Columns that may stand in the file of rows set aside: none that tells who somebody is."""


@dataclass(frozen=True, slots=True)
class FileReading:
    """What shapes need to know of a file."""

    fit: FittedFile
    database: PilotDatabase
    profile: ColumnProfile
    launch: str | None
    """Date of the pilot's first day as SQL writes it."""
    fixed: int | None = None
    """Position of the touchpoint that the whole file is about."""

    def text(self, name: str) -> str:
        """SQL of a column's text; NULL where the file has none."""
        return f"c_{name}" if name in self.fit.columns else "CAST(NULL AS VARCHAR)"

    def date(self, name: str) -> str:
        """SQL of a column as a date."""
        if name not in self.fit.columns:
            return "CAST(NULL AS DATE)"
        iso = iso_day(f"trim(c_{name})")
        within = f"CASE WHEN {iso} {_WITHIN} THEN {iso} END"
        return f"coalesce({within}, day_{name})" if self.profile.days.get(name) else within

    def is_(self, name: str) -> str:
        """SQL of what the word of a column means; NULL where it is not known."""
        return f"is_{name}" if name in self.profile.meanings else "CAST(NULL AS VARCHAR)"

    @property
    def named(self) -> str:
        """SQL of the touchpoint's position."""
        return "named" if self.fixed is None else f"CAST({self.fixed} AS SMALLINT)"

    @property
    def learner(self) -> str:
        """SQL of the salted hash of whoever the row is about; a name stands in for an id."""
        names = ["learner"] if self.fit.kind == STATEMENTS else ["learner", "email", "name"]
        stand_ins = [f"nullif(trim(c_{n}), '')" for n in names if n in self.fit.columns]
        if not stand_ins:
            return "CAST(NULL AS UBIGINT)"
        return self.database.hashed(f"coalesce({', '.join(stand_ins)})")

    @property
    def not_learner(self) -> list[tuple[str, str]]:
        """Conditions of rows of nobody: headings that stand there again, test accounts, staff."""
        if "learner" not in self.fit.columns:
            return []
        who = "lower(trim(c_learner))"
        result = []
        if self.fit.kind != STATEMENTS:
            heading = literal(self.fit.columns["learner"].strip().lower())
            result.append((f"{who} = {heading}", "headings_again"))
        if patterns := self.fit.mapping.not_learners:
            listed = " OR ".join(f"{who} GLOB {literal(p.lower())}" for p in patterns)
            result.append((listed, LEFT_OUT))
        return result


def shape_of(reading: FileReading) -> RowShape:
    """Return how the rows of a file become values."""
    return _SHAPES[reading.fit.kind](reading)


def _filled(name: str) -> str:
    return f"coalesce(trim({name}), '') <> ''"


def _number(r: FileReading, name: str) -> str:
    """A number, its marks read as the whole column has them."""
    text = f"trim({r.text(name)})"
    bare = f"regexp_replace({text}, '[\\s\u00a0\u202f%€$£'']', '', 'g')"
    decimals = r.profile.decimals.get(name)
    shapes = r.profile.texts.get(f"shape {name}") or {}
    if not shapes:
        return f"coalesce(try_cast({text} AS DOUBLE), try_cast({bare} AS DOUBLE))"
    comma = f"try_cast(replace(replace({bare}, '.', ''), ',', '.') AS DOUBLE)"
    point = f"try_cast(replace({bare}, ',', '') AS DOUBLE)"
    if decimals:
        return comma if decimals == "comma" else point
    # Each cell alone, and none that has two readings.
    group = f"regexp_full_match({bare}, '-?[1-9][0-9]{{0,2}}[.,][0-9]{{3}}')"
    last_comma = f"regexp_matches({bare}, ',[0-9]*$') AND NOT regexp_matches({bare}, ',.*,')"
    return f"CASE WHEN {group} THEN NULL WHEN {last_comma} THEN {comma} ELSE {point} END"


def _minutes(r: FileReading) -> str:
    """Minutes: a number, a clock such as 00:25:10, or words such as 1h 30m and 10 mins 12 secs."""
    if "minutes" not in r.fit.columns:
        return "CAST(NULL AS DOUBLE)"
    number = _number(r, "minutes")
    if not r.profile.texts.get("minutes"):
        return number
    text = "lower(trim(c_minutes))"
    clock = "'^([0-9]+):([0-9]{2}):([0-9]{2})(?:[.,][0-9]+)?$'"
    parts = [f"try_cast(regexp_extract({text}, {clock}, {n}) AS DOUBLE)" for n in (1, 2, 3)]
    seconds = f"{parts[0]} * 60 + {parts[1]} + {parts[2]} / 60"
    return (
        f"coalesce({number}, {seconds}, {_iso_minutes(r.text('minutes'))}, {_said_minutes(text)})"
    )


_UNITS = (
    ("d|day|days|tage?|jours?|días?|dager", 1440.0),
    ("h|hr|hrs|hours?|std\\.?|stunden?|heures?|horas?|timer?", 60.0),
    ("m|min|mins|min\\.|minutes?|minuten?|minutos?|minutter", 1.0),
    ("s|sec|secs|seconds?|sek|sekunden?|secondes?|segundos?|sekunder", 1 / 60),
)


def _said_minutes(text: str) -> str:
    whole = "".join(f"(?:[0-9]+(?:[.,][0-9]+)? ?(?:{unit})[ ,]*)?" for unit, _ in _UNITS)
    sums = " + ".join(
        f"coalesce(try_cast(replace(regexp_extract({text}, '([0-9]+(?:[.,][0-9]+)?) ?(?:{unit})"
        f"(?:[ ,0-9]|$)', 1), ',', '.') AS DOUBLE), 0) * {factor}"
        for unit, factor in _UNITS
    )
    matches = f"regexp_full_match({text}, '{whole}') AND regexp_matches({text}, '[0-9]')"
    return f"CASE WHEN {matches} THEN {sums} END"


def _iso_minutes(text: str) -> str:
    """Minutes of an ISO 8601 duration; nothing at all says that they are not known."""
    number = "([0-9]+(?:[.,][0-9]+)?)"
    iso = (
        f"'^P(?:{number}Y)?(?:{number}M)?(?:{number}W)?(?:{number}D)?"
        f"(?:T(?:{number}H)?(?:{number}M)?(?:{number}S)?)?$'"
    )
    factors = (525_960, 43_830, 10_080, 1_440, 60, 1, "1 / 60")
    parts = " + ".join(
        f"coalesce(try_cast(replace(regexp_extract({text}, {iso}, {group}), ',', '.') "
        f"AS DOUBLE), 0) * {factor}"
        for group, factor in enumerate(factors, 1)
    )
    return f"CASE WHEN regexp_matches({text}, {iso}) THEN nullif({parts}, 0) END"


_WHOSE = (("learner IS NULL", "no_learner"),)
_WHAT = (("touchpoint = -1", LEFT_OUT), ("touchpoint IS NULL", NO_TOUCHPOINT))


def knows_finish(r: FileReading) -> bool:
    """Return whether anything in a file can say that somebody finished."""
    p, means = r.profile, r.fit.mapping.row_means
    return (
        p.dated("finished") or r.fit.attendance or means == "finished"
        or p.understood("status") or "done" in p.meanings.get("event", {}).values()
    )  # fmt: skip


def says_anything(r: FileReading) -> bool:
    """Return whether anything in a file says what it means to stand in it."""
    names = ("status", "started", "finished", "minutes", "event")
    return bool(r.fit.mapping.row_means or r.fit.attendance or {*names} & {*r.fit.columns})


def _completions(r: FileReading) -> RowShape:
    word, event, means = r.is_("status"), r.is_("event"), r.fit.mapping.row_means
    finished, started, minutes = r.date("finished"), r.date("started"), _minutes(r)
    by_event = f"coalesce({event} = 'done', false)"
    finished = f"coalesce({finished}, CASE WHEN {by_event} THEN {started} END)"
    trace = f"({finished} IS NOT NULL OR {started} IS NOT NULL OR coalesce({minutes}, 0) > 0)"
    there = f"{trace}" if r.fit.attendance and "status" not in r.fit.columns else "false"
    stands = {"finished": "true", "opened": "false"}.get(means or "", "false")
    # In an activity's own column the word decides, not the day beside it.
    day = "false" if r.fit.columns.get("status") == VALUE else f"{finished} IS NOT NULL"
    done = (
        f"CASE WHEN {word} = 'done' OR {by_event} THEN true WHEN {word} IS NOT NULL THEN false "
        f"ELSE {day} OR {there} OR {stands} END"
    )
    values = {
        "learner": r.learner,
        "touchpoint": r.named,
        "occasion": f"CASE WHEN returns THEN {finished} END",
        "started": started,
        "finished": f"CASE WHEN {done} THEN {finished} END"
        if "status" in r.fit.columns
        else finished,
        "done": done if knows_finish(r) else "CAST(NULL AS BOOLEAN)",
        "touched": (
            f"coalesce({word} IN ('done', 'open'), false) OR ({word} IS DISTINCT FROM 'untouched' "
            f"AND ({trace} OR {'true' if means in ('finished', 'opened') else 'false'}))"
        ),
        "minutes": f"CASE WHEN {minutes} >= 0 THEN {minutes} END",
    }
    shown = ("touchpoint", "status", "started", "finished", "minutes")
    return RowShape("events", values, (*r.not_learner, *_WHOSE, *_WHAT), shown)


def _statements(r: FileReading) -> RowShape:
    listed = ", ".join(map(literal, verbs()["done"]))
    progress = "try_cast(c_progress AS DOUBLE) >= 100"
    done = (
        "CASE WHEN c_completion = 'false' OR c_success = 'false' THEN false "
        f"ELSE c_completion = 'true' OR c_verb IN ({listed}) OR coalesce({progress}, false) END"
    )
    done = f"coalesce({done}, false)"
    day = r.date("timestamp")
    values = {
        "learner": r.learner,
        "touchpoint": r.named,
        "occasion": f"CASE WHEN returns AND {done} THEN {day} END",
        "started": f"CASE WHEN NOT {done} THEN {day} END",
        "finished": f"CASE WHEN {done} THEN {day} END",
        "done": done,
        "touched": "true",
        "minutes": _iso_minutes("c_duration"),
    }
    faults = (
        ("c_learner IS NULL AND c_verb IS NULL AND c_activity IS NULL", "no_statement"),
        ("c_verb = 'voided'", LEFT_OUT),
        ("c_id IN (SELECT id FROM voided)", "voided"),
        *r.not_learner, *_WHOSE, *_WHAT,
    )  # fmt: skip
    return RowShape("events", values, faults, ("verb", "activity", "name", "timestamp"))


def _participants(r: FileReading) -> RowShape:
    values = {"learner": r.learner, "joined": r.date("joined"), "gone": r.date("left")}
    return RowShape("people", values, (*r.not_learner, *_WHOSE), ("joined", "left"))


_WAVES = {"before": 0, "after": 1, "follow_up": 2}


def _when(r: FileReading) -> str:
    """Which wave a row is of: by its file, its word, or its date and the launch."""
    if r.fit.when:
        return str(_WAVES[r.fit.when])
    cases = " ".join(f"WHEN '{word}' THEN {wave}" for word, wave in _WAVES.items())
    word = f"CASE {r.is_('when')} {cases} END"
    if r.launch is None:
        return word
    day = r.date("when")
    return (
        f"coalesce({word}, CASE WHEN {day} IS NOT NULL THEN CAST({day} >= {r.launch} AS INT) END)"
    )


_NEITHER = ("wave IS NULL", "neither_time")


def _survey(r: FileReading) -> RowShape:
    unnamed = literal(say("pilot.found.confidence"))
    number = _number(r, "score")
    cases = " ".join(f"WHEN {literal(t)} THEN {v}" for t, v in r.profile.answers.items())
    worded = f"CASE trim({r.text('score')}) {cases} END" if cases else "NULL"
    values = {
        "learner": r.learner,
        "wave": _when(r),
        "question": f"coalesce(nullif(trim({r.text('question')}), ''), {unnamed})",
        "score": f"coalesce({number}, {worded})",
    }
    faults = (*r.not_learner, _NEITHER, ("score IS NULL", "answer"))
    return RowShape("answers", values, faults, ("when", "question", "score"))


def _truth(word: str, yes: str, no: str) -> str:
    return f"CASE {word} WHEN '{yes}' THEN true WHEN '{no}' THEN false END"


def _feedback(r: FileReading) -> RowShape:
    values = {
        "learner": r.learner,
        "touchpoint": r.named,
        "confusing": _truth(r.is_("confusing"), "yes", "no"),
    }
    faults = (*_WHAT, ("confusing IS NULL", "neither_answer"))
    return RowShape("confusion", values, faults, ("touchpoint", "confusing"))


def _observations(r: FileReading) -> RowShape:
    truth = _truth(r.is_("seen"), "yes", "no")
    values = {
        "learner": r.learner,
        "wave": _when(r),
        "indicator": f"nullif(trim({r.text('indicator')}), '')",
        "seen": f"CAST({truth} AS DOUBLE)",
    }
    faults = (
        _NEITHER,
        ("indicator IS NULL", "no_indicator"),
        ("seen IS NULL", "neither_answer"),
    )
    return RowShape("sightings", values, faults, ("when", "indicator", "seen"))


def _metric(r: FileReading) -> RowShape:
    both = _truth(r.is_("group"), "pilot", "comparison")
    values = {
        "day": r.date("date"),
        "value": _number(r, "value"),
        "pilot": f"CASE WHEN {_filled(r.text('group'))} THEN {both} ELSE true END",
        "unit": f"coalesce(nullif(trim({r.text('unit')}), ''), '')",
        "measure": f"coalesce(nullif(trim({r.text('measure')}), ''), '')",
    }
    faults = (
        ("day IS NULL", "date"),
        ("value IS NULL", "value"),
        ("pilot IS NULL", "group"),
    )
    return RowShape("figures", values, faults, ("date", "value", "group", "measure"))


_SHAPES: dict[str, Callable[[FileReading], RowShape]] = {
    "completions": _completions,
    STATEMENTS: _statements,
    "participants": _participants,
    "survey": _survey,
    "feedback": _feedback,
    "observations": _observations,
    "metric": _metric,
}
