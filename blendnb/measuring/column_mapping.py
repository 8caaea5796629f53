"""Which column of a file holds what: from the mapping beside the data, else from known headings.

Headings that are known need no mapping. For the rest, `mapping.toml` in the folder of the data says
which column holds what and which activity is which touchpoint::

    ["lms_*.csv"]
    kind = "completions"
    dates = "day_first"
    ignore = ["Fire safety 2026"]
    columns.learner = "Person No."
    touchpoints."CRM-101 (v2)" = "tp-2"

A file that does not fit gets one message: what it seems to be, what is missing, which columns it
has, and where to say what they are.
"""

import re
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Literal, cast

from pydantic import Field

from blendnb.domain.base import Many, Value
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.files.parsing import parse_toml
from blendnb.files.problems import InputError, Problem, checked, did_you_mean, refuse, shortened
from blendnb.files.reading import read_text
from blendnb.files.toml_writing import toml_changed, toml_text
from blendnb.files.writing import write_whole
from blendnb.language import formula_free, say
from blendnb.measuring.column_values import (
    DateOrder,
    Decimals,
    answer_value,
    is_blank,
    meaning,
    name_forms,
    name_key,
)
from blendnb.measuring.duckdb_engine import literal, quoted
from blendnb.measuring.measure_templates import FileKind, heading_lists, kinds, spellings
from blendnb.measuring.read_tables import STATEMENT_COLUMNS, DataFile
from blendnb.measuring.table_layout import NO_HEADING

MAPPING_FILE = "mapping.toml"
Wave = Literal["before", "after", "follow_up"]
RowMeans = Literal["finished", "opened", "listed"]
KindId = Literal["completions", "participants", "survey", "feedback", "observations", "metric"]


class FileMapping(Value):
    """How one file, or all files of one pattern, are read."""

    kind: KindId | None = None
    columns: dict[str, str] = Field(default_factory=dict)
    """Our column by the heading in the file."""
    touchpoints: dict[str, str] = Field(default_factory=dict)
    """Id of the touchpoint by the activity's name in the file."""
    ignore: Many[str] = ()
    """Activities in the file that are no part of the plan."""
    dates: DateOrder | None = None
    """Which comes first in dates such as 03/04/2027."""
    decimals: Decimals | None = None
    """Which mark numbers have before decimals: 1.234 and 1,234 have two readings."""
    touchpoint: str | None = None
    """Id of the one touchpoint that the whole file is about."""
    when: Wave | None = None
    """Wave of a survey that the whole file is of."""
    row_means: RowMeans | None = None
    """What it means to stand in the file, where no column says it."""
    words: dict[str, Many[str]] = Field(default_factory=dict)
    """Words of the file by what they mean: `done`, `open`, `untouched`, `yes`, `before`, ..."""
    numbers: dict[str, float] = Field(default_factory=dict)
    """Numbers of answers that are words."""
    not_learners: Many[str] = ()
    """Ids, or patterns of ids, of test accounts and staff."""


Mappings = dict[str, FileMapping]


def mapping_beside(data: Path) -> Mappings:
    """Return the mapping that stands beside a file of data; an empty one where there is none.

    Raises
    ------
    InputError
        With everything that is wrong with it.
    """
    file = data.parent / MAPPING_FILE
    return load_mapping(file) if file.is_file() else {}


def load_mapping(file: Path) -> Mappings:
    """Read a mapping file.

    Raises
    ------
    InputError
        With everything that is wrong with it.
    """
    result = parse_toml(read_text(file), str(file))
    mapping: Mappings = {}
    problems: list[Problem] = []
    for pattern, entry in result.items():
        try:
            mapping[pattern] = checked(FileMapping, entry, f"{file}: {pattern}")
        except InputError as error:
            problems += error.problems
            continue
        problems += _unknown_columns(mapping[pattern], f"{file}: {pattern}")
    if problems:
        raise InputError(problems)
    return mapping


def _unknown_columns(entry: FileMapping, file: str) -> list[Problem]:
    known = kinds()[entry.kind].headings if entry.kind else {}
    everything = known or {name: () for kind in kinds().values() for name in kind.headings}
    text = say("pilot.problem.not_a_column", columns=", ".join(everything))
    return [
        Problem(file, f"columns.{name}", "", text,
                did_you_mean(name, everything))
        for name in entry.columns
        if name not in everything
    ]  # fmt: skip


def entry_for(mapping: Mappings, name: str) -> FileMapping:
    """Return how a file is read: its own entry, one of a pattern, one of its kin; else an empty."""
    return entry_and_kin(mapping, name)[0]


def entry_and_kin(mapping: Mappings, name: str) -> tuple[FileMapping, str]:
    """Return how a file is read, and the name of the earlier export that it was learnt from.

    Exports of one report differ in the figures of their names. What was said of one of them serves
    the next, but for what is of one file alone.
    """
    if name in mapping:
        return mapping[name], ""
    matched = next((e for pattern, e in mapping.items() if fnmatch(name, pattern)), None)
    if matched is not None:
        return matched, ""
    kin = next((other for other in reversed(mapping) if _are_kin(other, name)), "")
    return (mapping[kin].replace(touchpoint=None, when=None), kin) if kin else (FileMapping(), "")


def _are_kin(one: str, other: str) -> bool:
    """Whether two names differ in their figures only."""
    kinds = {re.sub(r"[\W_]*\d[\d\W_]*", "#", name.lower()) for name in (one, other)}
    return len(kinds) == 1 and "#" in kinds.pop()


def write_mapping(mapping: Mappings, file: Path) -> None:
    """Write a mapping file; one that is there keeps its comments, its order and its quoting.

    Raises
    ------
    InputError
        If it cannot be written, or the one that is there cannot be read.
    """
    data = {pattern: _entry_data(entry) for pattern, entry in mapping.items()}
    if not file.is_file():
        write_whole(file, toml_text(data))
        return
    load_mapping(file)
    write_whole(file, toml_changed(read_text(file), data))


def _entry_data(entry: FileMapping) -> dict[str, Any]:
    return entry.model_dump(mode="json", exclude_defaults=True)


# ---------------------------------------------------------------------- the columns of a file

STATEMENTS = "statements"
_MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class FittedFile:
    """A table with its kind and with the heading of each of our columns that it has."""

    table: DataFile
    kind: str
    columns: dict[str, str]
    mapping: FileMapping
    touchpoint: str | None = None
    """The touchpoint that the whole file is about."""
    when: Wave | None = None
    """The wave that the whole file is of."""
    attendance: bool = False
    """Whether it lists who was there; minutes of the same person add up."""
    wide: tuple[str, ...] = ()
    """Headings of the file that are activities or questions, one column each."""
    remarks: tuple[str, ...] = ()
    """What was taken for what without being said in a column."""
    unused: tuple[str, ...] = ()
    """Headings that nothing is read from."""


def plain(heading: str) -> str:
    """Return a heading without case, punctuation and double spaces.

    Examples
    --------
    >>> plain(" Completion_Date ")
    'completion date'
    """
    return " ".join(re.sub(r"[_\-]+", " ", heading.lower()).split())


def fit(table: DataFile, mapping: FileMapping, plan: Plan, *, learnt: bool = False) -> FittedFile:
    """Find out what a table is and which columns hold what.

    Parameters
    ----------
    table
        The table.
    mapping
        What is said of it.
    plan
        The plan, whose touchpoints may be headings, or the name of the file.
    learnt
        Whether the mapping was said of an earlier export, which may have had other columns.

    Raises
    ------
    InputError
        If the mapping names a column that the file does not have, or a required one is not found.
    """
    if table.statements:
        columns = {name: name for name in STATEMENT_COLUMNS}
        return FittedFile(table, STATEMENTS, columns, mapping, touchpoint=mapping.touchpoint)
    if learnt:
        held = {n: h for n, h in mapping.columns.items() if not h or h in table.columns}
        mapping = mapping.replace(columns=held)
    lost = [each for each in mapping.columns.values() if each and each not in table.columns]
    if lost:
        raise InputError(
            Problem(str(table.path), "", repr(shortened(heading)),
                    say("pilot.problem.no_column", file=MAPPING_FILE),
                    did_you_mean(heading, table.columns))
            for heading in lost
        )  # fmt: skip
    table = _joined_and_left(table)
    chosen = [kinds()[mapping.kind]] if mapping.kind else list(kinds().values())
    result = [_Try(table, kind, mapping, plan) for kind in chosen]
    fitting = [each for each in result if each.fits]
    if not fitting:
        raise _misfit(table, result)
    best = max(fitting, key=_Try.certainty)
    return best.fitted()


_PERSON = ("learner", "email", "name")
_LIST_NAME = re.compile(
    r"participant|roster|enrol|member|teilnehm|people|inscri|deltak", re.IGNORECASE
)


class _Try:
    """A table taken for one kind."""

    def __init__(self, table: DataFile, kind: FileKind, mapping: FileMapping, plan: Plan) -> None:
        self.table, self.kind, self.mapping = table, kind, mapping
        self.columns = mapped_columns(table, kind, mapping)
        self.noted: list[str] = []
        self.wide: dict[str, str] = {}
        self.touchpoint, self.when = mapping.touchpoint, mapping.when
        self.attendance = kind.id == "completions" and self._attendance()
        self._person()
        if kind.id == "completions":
            self._find_touchpoint(plan)
        if kind.id == "survey":
            self._find_wave()
            self._find_questions()
        self.missing = [name for name in kind.required if not self._has(name)]

    def _has(self, name: str) -> bool:
        known = {"touchpoint": self.touchpoint or self.wide, "when": self.when, "score": self.wide}
        return name in self.columns or bool(known.get(name))

    @property
    def fits(self) -> bool:
        if self.missing:
            return False
        if self.kind.id != "participants" or self.mapping.kind:
            return True
        dated = {"joined", "left"} & set(self.columns)
        whole = set(self.columns.values()) >= set(self.table.columns)
        listed = bool(_LIST_NAME.search(self.table.path.stem)) and not self._attendance()
        return bool(dated) or whole or listed

    def certainty(self) -> tuple[int, int, int]:
        """More required columns speak louder than optional ones, one heading louder than many."""
        required = 1 if self.kind.id == "participants" else len(self.kind.required)
        return required, -len(self.wide), len(self.columns)

    def _attendance(self) -> bool:
        listed = heading_lists()["attendance"]
        times = [h for h in self.table.columns if plain(h) in listed]
        return bool(times)

    def _person(self) -> None:
        """An address or a name stands for the person where there is no id."""
        if "learner" in self.columns or "learner" not in self.kind.headings:
            return
        stand_in = next((name for name in _PERSON if name in self.columns), None)
        if stand_in:
            self.columns["learner"] = self.columns.pop(stand_in)
            if stand_in == "name":
                self.noted.append(say("pilot.remark.names", column=self.columns["learner"]))

    def _find_touchpoint(self, plan: Plan) -> None:
        if "touchpoint" in self.columns or self.touchpoint or "learner" not in self.columns:
            return
        names = dict(touchpoint_names(plan, self.mapping))
        free = [h for h in self.table.columns if h not in self.columns.values()]
        matched = {h: named_position(h, names) for h in free}
        self.wide = {
            h: plan.touchpoints[place].id for h, place in matched.items() if place is not None
            and place >= 0
        }  # fmt: skip
        if self.wide:
            return
        for text in (self.table.title, self.table.sheet, self.table.path.stem):
            touchpoint = _inside_name(text, plan) if text else None
            if touchpoint and self._says_something():
                self.touchpoint = touchpoint
                self.noted.append(
                    say(
                        "pilot.remark.one_touchpoint",
                        touchpoint=touchpoint,
                        text=shortened(text, 60),
                    )
                )
                return

    def _says_something(self) -> bool:
        facts = {"status", "started", "finished", "minutes"} & set(self.columns)
        return bool(facts) or self.attendance or self.mapping.row_means is not None

    def _find_wave(self) -> None:
        if self.when:
            self.columns.pop("when", None)
            return
        dated = "when" in self.columns and self.columns["when"] not in self.mapping.columns.values()
        tokens = re.split(r"[\W_]+", self.table.path.stem.lower())
        matched = {w for w in ("before", "after", "follow_up") for t in tokens
                 if t in spellings()[w] and t not in _NO_WAVE}  # fmt: skip
        worded = dated and any(
            meaning(row[self.columns["when"]], self.mapping.words, "before", "after", "follow_up")
            for row in self.table.sample
        )
        if len(matched) == 1 and not worded and ("when" not in self.columns or dated):
            self.when = cast("Wave", matched.pop())
            self.columns.pop("when", None)
            self.noted.append(say(f"pilot.remark.wave_{self.when}"))

    def _find_questions(self) -> None:
        if "score" in self.columns or not self._has("when"):
            return
        listed = set(heading_lists()["no_question"])
        free = [h for h in self.table.columns if h not in self.columns.values()]
        self.wide = {
            h: h for h in free
            if plain(h) not in listed and h.lower() not in listed and self._is_question(h)
        }  # fmt: skip
        if len(self.wide) == len(free) == len(self.table.columns):
            self.wide = {}

    def _is_question(self, heading: str) -> bool:
        filled = [row[heading] for row in self.table.sample if not is_blank(row[heading])]
        read = sum(_is_answer(text, self.mapping) for text in filled)
        return bool(filled) and read >= _MOSTLY * len(filled)

    def fitted(self) -> FittedFile:
        table, columns = self.table, dict(self.columns)
        wide: set[str] = set()
        if self.wide:
            table, columns, wide = _unpivoted(table, self.kind.id, columns, self.wide)
        used = {*self.columns.values(), *wide}
        unused = tuple(h for h in self.table.columns if h not in used)
        return FittedFile(table, self.kind.id, columns, self.mapping, self.touchpoint, self.when,
                          self.attendance, tuple(self.wide), tuple(self.noted), unused)  # fmt: skip


_MOSTLY = 0.8
_NO_WAVE = {"start", "end", "done", "later"}
"""Words that say more often something else in the name of a file."""
_LARGEST_ANSWER = 100


def _is_answer(text: str, mapping: FileMapping) -> bool:
    if answer_value(text, mapping.numbers) is not None:
        return True
    bare = text.strip().replace(",", ".")
    number = re.fullmatch(r"-?\d+(\.\d+)?", bare)
    return bool(number) and abs(float(bare)) <= _LARGEST_ANSWER


def _inside_name(text: str, plan: Plan) -> str | None:
    """The one touchpoint that a title or the name of a file is, or holds."""
    key = name_key(re.sub(r"[_\-]+", " ", text))
    names = {t.id: {name_key(form) for form in _spelled(t)} for t in plan.touchpoints}
    whole = [id_ for id_, forms in names.items() if key in forms]
    padded = f" {key} "
    inside = [id_ for id_, forms in names.items() if any(f" {form} " in padded for form in forms)]
    matched = whole or inside
    return matched[0] if len(matched) == 1 else None


def _spelled(touchpoint: Touchpoint) -> tuple[str, ...]:
    """A touchpoint's title and id, as they stand in the name of a file as well."""
    apart = (re.sub(r"[_\-]+", " ", text) for text in (touchpoint.title, touchpoint.id))
    return (touchpoint.title, *apart)


def named_position(text: str, names: dict[str, int]) -> int | None:
    """Return the position of the touchpoint that a name means; None if it means none."""
    return next((names[form] for form in name_forms(text) if form in names), None)


def _joined_and_left(table: DataFile) -> DataFile:
    """A list with a row for each coming and each going as one with a row for each person."""
    event = next((h for h in table.columns if plain(h) in _EVENT_HEADINGS), None)
    time = next((h for h in table.columns if plain(h) in _TIME_HEADINGS), None)
    who = next((h for h in table.columns if plain(h) in _WHO_HEADINGS), table.columns[0])
    seen = {name_key(row[event]) for row in table.sample if row[event]} if event else set()
    if not event or not time or not seen or not seen <= _CAME | _WENT:
        return table
    listed = ", ".join(literal(word) for word in sorted(_WENT))
    pattern = r"'([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?'"
    part = [f"coalesce(try_cast(regexp_extract({quoted(time)}, {pattern}, {n}) AS INT), 0)"
            for n in (1, 2, 3)]  # fmt: skip
    hour = (
        f"({part[0]} % 12 + CASE WHEN regexp_matches({quoted(time)}, '[pP]\\.?[mM]') "
        f"THEN 12 WHEN regexp_matches({quoted(time)}, '[aA]\\.?[mM]') THEN 0 "
        f"ELSE {part[0]} - {part[0]} % 12 END)"
    )
    went = f"lower(trim({quoted(event)})) IN ({listed})"
    minute = f"({hour} * 60 + {part[1]} + {part[2]} / 60.0)"
    relation = (
        f"(SELECT {quoted(who)}, min({quoted(time)}) AS {quoted(JOIN)}, "  # noqa: S608
        f"CASE WHEN count(*) FILTER ({went}) * 2 = count(*) THEN CAST(round(sum(CASE WHEN {went} "
        f"THEN {minute} ELSE -{minute} END), 2) AS VARCHAR) END AS {quoted(MINUTES)} "
        f"FROM {table.relation} GROUP BY {quoted(who)})"
    ).replace("FILTER (lower", "FILTER (WHERE lower")
    return replace(
        table, relation=relation, columns=(who, JOIN, MINUTES),
        remarks=(*table.remarks, say("pilot.remark.joined_and_left")),
        sample=tuple({who: row[who], JOIN: row[time], MINUTES: "1"} for row in table.sample),
    )  # fmt: skip


JOIN, MINUTES = "join time", "minutes"
_EVENT_HEADINGS = ("user action", "action", "event", "aktion", "benutzeraktion", "activity")
_TIME_HEADINGS = ("timestamp", "time", "zeitstempel", "horodateur", "zeit")
_WHO_HEADINGS = ("email", "user email", "full name", "name", "vollständiger name", "user")
_CAME = {
    "joined",
    "joined before",
    "join",
    "entered",
    "beigetreten",
    "teilgenommen",
    "hat teilgenommen",
}
_WENT = {"left", "leave", "exited", "verlassen", "hat verlassen", "hat die besprechung verlassen"}


def _unpivoted(
    table: DataFile, kind: str, columns: dict[str, str], wide: dict[str, str]
) -> tuple[DataFile, dict[str, str], set[str]]:
    """A table with a column for each activity or question as one with a row for each."""
    used = set(wide)
    entries = []
    for heading, name in wide.items():
        day = _day_beside(table, heading, wide) if kind == "completions" else None
        used |= {day} if day else set()
        entries.append(
            f"{{'a': {literal(name)}, 'v': {quoted(heading)}, 'd': {quoted(day or heading)}}}"
        )
    kept = ", ".join(quoted(h) for h in dict.fromkeys(columns.values()))
    relation = (
        f"(SELECT {kept + ', ' if kept else ''}u.a AS {quoted(ACTIVITY)}, u.v AS {quoted(VALUE)}, "  # noqa: S608
        f"u.d AS {quoted(DAY)} FROM (SELECT *, unnest([{', '.join(entries)}]) AS u "
        f"FROM {table.relation}))"
    )
    if kind == "completions":
        extra = {"touchpoint": ACTIVITY, "status": VALUE, "finished": DAY}
    else:
        extra = {"question": ACTIVITY, "score": VALUE}
    shown = replace(table, relation=relation)
    return shown, {**columns, **extra}, used


ACTIVITY, VALUE, DAY = "blendnb activity", "blendnb value", "blendnb day"
_DAY_BEHIND = re.compile(
    r" ?[-:(]? ?(completion date|date|abschlussdatum|datum|fecha|dato)\)?$", re.IGNORECASE
)


def _day_beside(table: DataFile, heading: str, wide: dict[str, str]) -> str | None:
    """The column of the day when an activity was finished: the next one, if it says so."""
    place = table.columns.index(heading) + 1
    if place >= len(table.columns):
        return None
    beside = table.columns[place]
    unnamed = re.fullmatch(rf"{NO_HEADING} \d+", beside)
    return beside if unnamed or (_DAY_BEHIND.search(beside) and beside not in wide) else None


def mapped_columns(table: DataFile, kind: FileKind, mapping: FileMapping) -> dict[str, str]:
    """Return the heading of each column of a kind that a table has, by name and by content."""
    by_plain: dict[str, list[str]] = {}
    for heading in table.columns:
        by_plain.setdefault(plain(heading), []).append(heading)
    result = {name: h for name, h in mapping.columns.items() if name in kind.headings and h}
    for name, headings in kind.headings.items():
        if name in mapping.columns:
            continue
        known = (heading for h in map(plain, headings) for heading in by_plain.get(h, ()))
        free = (h for h in known if h not in result.values() and _suits(name, h, table, mapping))
        if (first := next(free, None)) is not None:
            result[name] = first
    return result


def _suits(name: str, heading: str, table: DataFile, mapping: FileMapping) -> bool:
    """Whether the values of a column may be what its heading says."""
    filled = [row[heading] for row in table.sample if not is_blank(row[heading])]
    if not filled or name not in ("started", "finished", "status", "minutes", "joined", "left"):
        return True
    words = sum(bool(meaning(t, mapping.words, "done", "open", "untouched")) for t in filled)
    digits = sum(any(c.isdigit() for c in text) for text in filled)
    if name == "minutes":
        return digits > 0
    if name == "status":
        dated = sum(bool(re.search(r"\d{1,4}[-/.]\d{1,2}[-/.]\d|\d{1,2}:\d{2}", t)) for t in filled)
        return words > 0 or (digits < len(filled) and dated == 0)
    return words < len(filled) / 2


def _misfit(table: DataFile, result: list[_Try]) -> InputError:
    shown = ", ".join(shortened(c, 30) for c in table.columns[:_MOST_SHOWN])
    more = len(table.columns) - _MOST_SHOWN
    known = [each for each in result if each.columns]
    if not known:
        text = say("pilot.problem.nothing_known", has=shown)
        return refuse(
            str(table.path), text, hint=say("pilot.problem.what_is_read", file=MAPPING_FILE)
        )
    best = max(known, key=_nearness)
    about_one = best.kind.id == "completions" and best.missing == ["touchpoint"]
    if about_one or best.kind.id == "participants":
        text = say("pilot.problem.which_touchpoint", has=shown)
        hint = say("pilot.problem.say_touchpoint", file=MAPPING_FILE, name=table.name)
        return refuse(str(table.path), text, hint=hint)
    if best.kind.id == "survey" and best.missing == ["when"]:
        hint = say("pilot.problem.say_when", file=MAPPING_FILE, name=table.name)
        return refuse(str(table.path), say("pilot.problem.which_wave", has=shown), hint=hint)
    text = say(
        "pilot.problem.looks_like_more" if more > 0 else "pilot.problem.looks_like",
        kind=best.kind.text, missing=_or(best.missing), has=shown, more=more,
    )  # fmt: skip
    return refuse(str(table.path), text, hint=say("pilot.problem.say_which", file=MAPPING_FILE))


def _nearness(each: _Try) -> tuple[bool, int, float]:
    facts = each.attendance or len(set(each.columns) - {"learner", "email", "name"}) > 0
    return facts, -len(each.missing), len(each.columns) / len(each.kind.headings)


def _or(names: list[str]) -> str:
    *first, last = names
    return say("pilot.problem.missing", names=", ".join(first), last=last) if first else last


# ---------------------------------------------------------------------------------- touchpoints


def touchpoint_names(plan: Plan, mapping: FileMapping) -> list[tuple[str, int]]:
    """Return each known name of an activity with its touchpoint's position in the plan.

    A touchpoint is known by its id and by its title; a mapping adds what others call it. What a
    mapping leaves out has position -1.
    """
    positions = {t.id: position for position, t in enumerate(plan.touchpoints)}
    titles = [name_key(t.title) for t in plan.touchpoints]
    alone = [t for t in plan.touchpoints if titles.count(name_key(t.title)) == 1]
    # A file that went through a guarded table has an apostrophe before what looks like a formula.
    result = {name_key(formula_free(t.title)): positions[t.id] for t in alone}
    result |= {name_key(t.title): positions[t.id] for t in alone}
    result |= {name_key(id_): position for id_, position in positions.items()}
    result |= {name_key(name): positions[id_] for name, id_ in mapping.touchpoints.items()}
    result |= {name_key(name): -1 for name in mapping.ignore}
    return list(result.items())


def of_one_title(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return the ids of touchpoints that share a title, by that title as it is compared."""
    together: dict[str, list[str]] = {}
    for touchpoint in plan.touchpoints:
        together.setdefault(name_key(touchpoint.title), []).append(touchpoint.id)
    return {title: tuple(ids) for title, ids in together.items() if len(ids) > 1}


def refuse_unknown_touchpoints(plan: Plan, mapping: FileMapping, file: str) -> None:
    """Check that a mapping names touchpoints of this plan.

    Raises
    ------
    InputError
        With each one that the plan does not have.
    """
    named = {f"touchpoints.{name}": id_ for name, id_ in mapping.touchpoints.items()}
    if mapping.touchpoint:
        named["touchpoint"] = mapping.touchpoint
    text = say("pilot.problem.not_in_plan")
    problems = [
        Problem(file, place, repr(id_), text, did_you_mean(id_, plan.by_id))
        for place, id_ in named.items()
        if id_ not in plan.by_id
    ]
    if problems:
        raise InputError(problems)
