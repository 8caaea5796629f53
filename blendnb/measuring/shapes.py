"""What a row of each kind of file becomes: typed values, and the reasons that make a row unusable.

A shape is SQL over the columns `c_...`, which hold the texts of the file. Its conditions are asked
in order; the first that holds sets the row aside, with its reason.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from blendnb.measuring.columns import FIRST_DATE, LAST_DATE, STATEMENTS, Fit, date_sql
from blendnb.measuring.engine import Engine, literal
from blendnb.measuring.knowledge import verbs, words

NO_LEARNER = "no learner id"
NO_TOUCHPOINT = "names no touchpoint of the plan"
LEFT_OUT = "left out by the mapping"
_WITHIN = f"BETWEEN DATE '{FIRST_DATE}' AND DATE '{LAST_DATE}'"


@dataclass(frozen=True, slots=True)
class Shape:
    """How rows of one file become rows of one of our tables."""

    table: str
    """Where they go: `events`, `people`, `answers`, `confusion`, `sightings` or `figures`."""
    values: dict[str, str]
    """Our columns as SQL."""
    faults: tuple[tuple[str, str], ...]
    """Conditions as SQL over texts and values, each with its reason."""
    shown: tuple[str, ...]
    """Columns that may stand in the file of rows set aside: none that tells who somebody is."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What shapes need to know of a file."""

    fit: Fit
    engine: Engine
    order: str | None
    """Which comes first in dates with slashes."""
    launch: str | None
    """Date of the pilot's first day as SQL writes it."""

    def text(self, name: str) -> str:
        """SQL of a column's text; NULL where the file has none."""
        return f"c_{name}" if name in self.fit.columns else "CAST(NULL AS VARCHAR)"

    def date(self, name: str) -> str:
        """SQL of a column as a date."""
        return date_sql(self.text(name), self.order)

    @property
    def learner(self) -> str:
        """SQL of the salted hash of whoever the row is about."""
        return self.engine.hashed(self.text("learner"))


def shape_of(reading: Reading) -> Shape:
    """Return how the rows of a file become values."""
    return _SHAPES[reading.fit.kind](reading)


def _filled(name: str) -> str:
    return f"coalesce(trim({name}), '') <> ''"


def _in(text: str, spelled: Iterable[str]) -> str:
    listed = ", ".join(map(literal, spelled))
    return f"coalesce(lower(trim({text})) IN ({listed}), false)"


def _truth(text: str, yes: str, no: str) -> str:
    found = words()
    return f"CASE WHEN {_in(text, found[yes])} THEN true WHEN {_in(text, found[no])} THEN false END"


def _number(text: str) -> str:
    """A number with a decimal point or comma; `1,200` could be either and is none."""
    bare = f"trim(replace({text}, '%', ''))"
    grouped = f"regexp_full_match({bare}, '-?[0-9]{{1,3}}(,[0-9]{{3}})+(\\.[0-9]+)?')"
    # Hardly any number has a comma, and looking for one costs much less than the pattern.
    plain = f"NOT (contains({text}, ',') AND {grouped})"
    return f"CASE WHEN {plain} THEN try_cast(replace({bare}, ',', '.') AS DOUBLE) END"


def _date_fault(text: str, value: str, what: str) -> tuple[str, str]:
    return (f"{_filled(text)} AND ({value} IS NULL OR {value} NOT {_WITHIN})",
            f"the {what} cannot be read")  # fmt: skip


_WHOSE = (("learner IS NULL", NO_LEARNER),)
_WHAT = (("touchpoint = -1", LEFT_OUT), ("touchpoint IS NULL", NO_TOUCHPOINT))


def _completions(r: Reading) -> Shape:
    status, finished, started = r.text("status"), r.text("finished"), r.text("started")
    done, untouched = _in(status, words()["done"]), _in(status, words()["untouched"])
    known = [*words()["done"], *words()["open"], *words()["untouched"]]
    says_nothing = f"NOT {_filled(status)}"
    any_trace = f"({_filled(finished)} OR {_filled(started)})"
    values = {
        "learner": r.learner,
        "touchpoint": "named",
        "occasion": f"CASE WHEN returns THEN {r.date('finished')} END",
        "started": r.date("started"),
        "finished": r.date("finished"),
        "done": f"{done} OR ({says_nothing} AND {_filled(finished)})",
        "touched": f"NOT {untouched} AND ({_filled(status)} OR {any_trace})",
        "minutes": _number(r.text("minutes")),
    }
    minutes = r.text("minutes")
    faults = (
        *_WHOSE,
        *_WHAT,
        _date_fault(finished, "finished", "day of finishing"),
        _date_fault(started, "started", "day of starting"),
        (f"{_filled(status)} AND NOT {_in(status, known)}", "the status is not known"),
        (f"{_filled(minutes)} AND (minutes IS NULL OR minutes < 0)", "the minutes are no number"),
    )
    return Shape(
        "events", values, faults, ("touchpoint", "status", "started", "finished", "minutes")
    )


def _statements(r: Reading) -> Shape:
    done, known = verbs()["done"], [*verbs()["done"], *verbs()["open"]]
    duration = r.text("duration")
    iso = "'^P(?:([0-9.]+)D)?(?:T(?:([0-9.]+)H)?(?:([0-9.]+)M)?(?:([0-9.]+)S)?)?$'"
    parts = " + ".join(
        f"coalesce(try_cast(regexp_extract({duration}, {iso}, {group}) AS DOUBLE), 0) * {factor}"
        for group, factor in ((1, 1440), (2, 60), (3, 1), (4, "1 / 60"))
    )
    finishing = _in(r.text("verb"), done)
    day = r.date("timestamp")
    values = {
        "learner": r.learner,
        "touchpoint": "named",
        "occasion": f"CASE WHEN returns AND {finishing} THEN {day} END",
        "started": f"CASE WHEN NOT {finishing} THEN {day} END",
        "finished": f"CASE WHEN {finishing} THEN {day} END",
        "done": finishing,
        "touched": "true",
        "minutes": f"CASE WHEN regexp_matches({duration}, {iso}) THEN {parts} END",
    }
    faults = (
        ("c_learner IS NULL AND c_verb IS NULL AND c_activity IS NULL", "is no statement"),
        *_WHOSE,
        *_WHAT,
        (f"NOT {_in(r.text('verb'), known)}", "the verb is not known"),
        ("started IS NULL AND finished IS NULL", "the timestamp cannot be read"),
    )
    return Shape("events", values, faults, ("verb", "activity", "name", "timestamp"))


def _participants(r: Reading) -> Shape:
    values = {"learner": r.learner, "joined": r.date("joined"), "gone": r.date("left")}
    faults = (
        *_WHOSE,
        _date_fault(r.text("joined"), "joined", "day of joining"),
        _date_fault(r.text("left"), "gone", "day of leaving"),
    )
    return Shape("people", values, faults, ("joined", "left"))


def _when(r: Reading) -> str:
    """Whether a row is of afterwards: by its word, or by its date and the launch."""
    word = _truth(r.text("when"), "after", "before")
    if r.launch is None:
        return word
    dated = f"CASE WHEN {r.date('when')} IS NOT NULL THEN {r.date('when')} >= {r.launch} END"
    return f"coalesce({word}, {dated})"


_NEITHER = ("late IS NULL", "is neither before nor after")


def _survey(r: Reading) -> Shape:
    values = {
        "learner": r.learner,
        "late": _when(r),
        "question": f"coalesce(nullif(trim({r.text('question')}), ''), 'Confidence')",
        "score": _number(r.text("score")),
    }
    faults = (*_WHOSE, _NEITHER, ("score IS NULL", "the answer is no number"))
    return Shape("answers", values, faults, ("when", "question", "score"))


def _feedback(r: Reading) -> Shape:
    values = {
        "learner": r.learner,
        "touchpoint": "named",
        "confusing": _truth(r.text("confusing"), "yes", "no"),
    }
    faults = (*_WHAT, ("confusing IS NULL", "is neither yes nor no"))
    return Shape("confusion", values, faults, ("touchpoint", "confusing"))


def _observations(r: Reading) -> Shape:
    truth = _truth(r.text("seen"), "yes", "no")
    values = {
        "learner": r.learner,
        "late": _when(r),
        "indicator": f"nullif(trim({r.text('indicator')}), '')",
        "seen": f"CAST({truth} AS DOUBLE)",
    }
    faults = (
        _NEITHER,
        ("indicator IS NULL", "names nothing to be seen"),
        ("seen IS NULL", "is neither yes nor no"),
    )
    return Shape("sightings", values, faults, ("when", "indicator", "seen"))


def _metric(r: Reading) -> Shape:
    group = r.text("group")
    both = _truth(group, "pilot", "comparison")
    values = {
        "day": r.date("date"),
        "value": _number(r.text("value")),
        "pilot": f"CASE WHEN {_filled(group)} THEN {both} ELSE true END",
        "unit": f"coalesce(nullif(trim({r.text('unit')}), ''), '')",
        "measure": f"coalesce(nullif(trim({r.text('measure')}), ''), '')",
    }
    faults = (
        (f"day IS NULL OR day NOT {_WITHIN}", "the date cannot be read"),
        ("value IS NULL", "the value is no plain number"),
        ("pilot IS NULL", "the group is neither pilot nor comparison"),
    )
    return Shape("figures", values, faults, ("date", "value", "group", "measure"))


_SHAPES: dict[str, Callable[[Reading], Shape]] = {
    "completions": _completions,
    STATEMENTS: _statements,
    "participants": _participants,
    "survey": _survey,
    "feedback": _feedback,
    "observations": _observations,
    "metric": _metric,
}
