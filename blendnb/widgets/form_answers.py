"""The form: its questions as controls, what stands in them, and what that amounts to.

People type half a number, leave the title empty and take answers back. A brief is always valid;
entries need not be. They hold one plain value for each answered control under its key path
(`{"audience.size": 400}`), and whatever cannot be read stays as it was typed, so that the brief's
own validation can say what is wrong with it.

Nothing about a question is written here: its label, help, choices and what it decides are the
catalogue's.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from pydantic import ValidationError

from blendnb.domain.brief import GROUPS, MIX, Brief
from blendnb.domain.design_variables import Variable
from blendnb.domain.fact_kinds import required_paths
from blendnb.files.problems import Problem, problems_from
from blendnb.language import say

Entries = Mapping[str, Any]
_WORDS = re.compile(r"[\s,;]+")
_RANGE = re.compile(r"\s*(?:\bto\b|\.\.|[–,;])\s*")


@dataclass(frozen=True, slots=True)
class Reading:
    """What entries amount to: a brief, or what is missing or wrong."""

    brief: Brief | None
    problems: Mapping[str, tuple[str, ...]]
    """Sentences by key path of the control that they belong to."""
    missing: tuple[str, ...]
    """Required key paths that nobody has answered yet."""


NOTHING_READ = Reading(None, {}, required_paths())


def entries_of(brief: Brief | None) -> dict[str, Any]:
    """Return the entries that a brief stands for; of no brief, an empty form."""
    data = {} if brief is None else brief.to_data()
    flat: dict[str, Any] = {}
    for key, value in data.items():
        if key in GROUPS:
            flat |= {f"{key}.{name}": item for name, item in value.items()}
        else:
            flat[key] = value
    return flat


def with_answer(entries: Entries, variable: Variable, typed: Any) -> dict[str, Any]:
    """Return the entries with one control answered; an empty answer takes it back."""
    value = _value_of(variable, typed, entries)
    rest = {path: kept for path, kept in entries.items() if path != variable.path}
    answered = rest if value is None else {**rest, variable.path: value}
    return _with_topics_followed(entries, answered) if variable.path == TOPICS else answered


def _with_topics_followed(before: Entries, after: Entries) -> dict[str, Any]:
    """Let what names a topic follow its new name; where the topic is gone, its name goes too."""
    old, new = ([_line_of(row) for row in entries.get(TOPICS, ())] for entries in (before, after))
    renamed = dict(zip(old, new, strict=False)) if len(old) == len(new) else {}
    names = {name: name if name in new else renamed.get(name) for name in old}
    return {path: _renamed_in(value, names) for path, value in after.items()}


def _renamed_in(value: Any, names: Mapping[str, str | None]) -> Any:
    """Return the rows of an answer with topics renamed, or left out where the new name is None."""
    if not isinstance(value, list | tuple):
        return value
    rows = [_row_renamed(row, names) if isinstance(row, dict) else row for row in value]
    return [row for row in rows if row is not None]


def _row_renamed(row: dict[str, Any], names: Mapping[str, str | None]) -> dict[str, Any] | None:
    lists = {
        key: [new for name in row[key] if (new := names.get(name, name)) is not None]
        for key in ("topics", "after")
        if isinstance(row.get(key), list | tuple)
    }
    if "topic" not in row:
        return {**row, **lists}
    topic = names.get(row["topic"], row["topic"])
    return None if topic is None else {**row, "topic": topic, **lists}


def read(entries: Entries, paths: tuple[str, ...]) -> Reading:
    """Read the entries as a brief.

    Parameters
    ----------
    entries
        What stands in the form.
    paths
        Key paths of the form's controls; each problem is placed at one of them.
    """
    missing = tuple(path for path in required_paths() if path not in entries)
    data = _nested(entries)
    try:
        return Reading(Brief.model_validate(data), {}, ())
    except ValidationError as error:
        problems = problems_from(error, "", model=Brief, data=data)
        return Reading(None, _placed(problems, paths, missing), missing)


# ------------------------------------------------------------------- from a control to a value


def _value_of(variable: Variable, typed: Any, entries: Entries) -> Any:
    """Return a typed answer as a brief file would hold it; None where there is none."""
    if not isinstance(typed, str):
        return typed
    if not typed.strip():
        return None
    if variable.path in _DETAILED:
        before = list(entries.get(variable.path, ()))
        return _with_details(_lines(typed), before, _DETAILED[variable.path])
    if variable.kind == "rows":
        return _read_rows(_lines(typed), variable.path, entries)
    if variable.one_line:
        return _WORDS.split(typed.strip())
    return _READERS.get(variable.kind, str)(typed)


_GROUPED = re.compile(r"(?<=\d)[ ,'\u2019\u00a0\u202f](?=\d{3}(?:\D|$))")
"""What stands between thousands: 1,200 or 1 200."""
_DECIMAL_COMMA = re.compile(r"^(\d+),(\d{1,2})$")


def number_of(text: str) -> int | float | str:
    """Return the number, or the text itself where it is none that can be used."""
    text = text.strip()
    plain = _GROUPED.sub("", text)
    plain = _DECIMAL_COMMA.sub(r"\1.\2", plain)
    for kind in (int, float):
        try:
            number: int | float = kind(plain)
        except ValueError:
            continue
        return number if isfinite(number) else text
    return text


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _ranges(text: str) -> list[list[str]]:
    return [_RANGE.split(line) for line in _lines(text)]


_CHOSEN = ("choice", "yes_no", "set")
"""Kinds whose answer is picked and not typed."""
_READERS: dict[str, Callable[[str], Any]] = {
    "number": number_of,
    "weight": number_of,
    "list": _lines,
    "ranges": _ranges,
    "date": str.strip,
}


MOMENTS, TOPICS = "moments", "topics"
_DETAILED = {MOMENTS: "text", TOPICS: "name"}
"""Lists whose lines may have details, and the key under which the line itself stands then."""


COUNTED = {"audience.groups": "size", "content.existing": "minutes"}
"""Rows that are written as `name, number: topic; topic`, and what their number is."""
_ROW = re.compile(r"^(?P<name>.*?)(?:,\s*(?P<number>[\d.,' ]+))?\s*(?::\s*(?P<topics>.*))?$")


def _read_rows(lines: list[str], path: str, entries: Entries) -> list[dict[str, Any]]:
    """Return rows as a brief holds them; what has no place in a line stays as it was."""
    key = COUNTED[path]
    before = [row for row in entries.get(path, ()) if isinstance(row, dict)]
    same = {_row_line(row, key).strip(): row for row in before}
    named = {row["name"]: row for row in before}
    return [same.get(line) or _read_row(line, key, named) for line in lines]


def _read_row(line: str, key: str, before: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    match = _ROW.match(line)
    name, typed, topics = match.group("name", "number", "topics") if match else (line, None, None)
    row = {k: v for k, v in before.get(name.strip(), {}).items() if k not in (key, "topics")}
    row["name"] = name.strip()
    if typed and typed.strip():
        row[key] = number_of(typed)
    named = [topic.strip() for topic in (topics or "").split(";") if topic.strip()]
    return {**row, "topics": named} if named else row


def _row_line(row: Mapping[str, Any], key: str) -> str:
    head = ", ".join(str(row[part]) for part in ("name", key) if row.get(part) is not None)
    return ": ".join(filter(None, (head, "; ".join(row.get("topics", ())))))


def _with_details(lines: list[str], before: list[Any], key: str) -> list[Any]:
    """Keep the details of rows whose line is still there, or was edited where it stands."""
    unused = list(before)
    kept = [_taken(unused, line) for line in lines]
    edited = before if len(before) == len(lines) else [None] * len(lines)
    return [
        same or (_with_line(old, line, key) if old in unused else line)
        for same, old, line in zip(kept, edited, lines, strict=True)
    ]


def _taken(unused: list[Any], line: str) -> Any:
    """Take the first row with this line out of those not used yet."""
    for row in unused:
        if _line_of(row) == line:
            unused.remove(row)
            return row
    return None


def _line_of(row: Any) -> str:
    """Return the line that stands for a row: a moment's text, a topic's name."""
    if not isinstance(row, dict):
        return str(row)
    return str(next((row[key] for key in _DETAILED.values() if key in row), ""))


def _with_line(row: Any, line: str, key: str) -> Any:
    return {**row, key: line} if isinstance(row, dict) else line


def marks_of(entries: Entries) -> dict[str, dict[str, list[str]]]:
    """Return the marks of the map: purposes by topic and then by stage."""
    marks: dict[str, dict[str, list[str]]] = {}
    for row in entries.get("map", ()):
        marks.setdefault(row["topic"], {})[row["stage"]] = list(row["purposes"])
    return marks


def map_of(marks: Mapping[str, Mapping[str, list[str]]]) -> list[dict[str, Any]] | None:
    """Return marks as a brief holds them; None where there is none."""
    rows = [
        {"topic": topic, "stage": stage, "purposes": list(purposes)}
        for topic, row in marks.items()
        for stage, purposes in row.items()
        if purposes
    ]
    return rows or None


# ------------------------------------------------------------------- from a value to a control


def shown_in_control(variable: Variable, value: Any) -> Any:
    """Return a value as its control shows it: text for text boxes, the value itself for choices."""
    if value is None:
        return "" if variable.kind not in _CHOSEN else None
    match variable.kind:
        case "list":
            between = ", " if variable.one_line else "\n"
            return between.join(_line_of(item) for item in value)
        case "rows" if variable.path in COUNTED:
            return "\n".join(_row_line(row, COUNTED[variable.path]) for row in value)
        case "ranges":
            return "\n".join(" to ".join(map(str, item)) for item in value)
        case "number" | "weight" | "text" | "date":
            return str(value)
        case _:
            return value


# ------------------------------------------------------------------------------------ problems


def _nested(entries: Entries) -> dict[str, Any]:
    data: dict[str, Any] = {"outcome": {}}
    for path, value in entries.items():
        group, _, name = path.rpartition(".")
        (data.setdefault(group, {}) if group else data)[name] = value
    return data


def _placed(
    problems: tuple[Problem, ...], paths: tuple[str, ...], missing: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    placed: dict[str, tuple[str, ...]] = {}
    for problem in problems:
        path = _control_of(problem.key, paths)
        if path not in missing:
            placed[path] = (*placed.get(path, ()), _sentence(problem))
    return placed


def _control_of(key: str, paths: tuple[str, ...]) -> str:
    """Return the control for a key such as `schedule.blackout[0]`, or the group's first one."""
    plain = re.sub(r"\[.*", "", key)
    inside = (path for path in paths if path == plain or path.startswith(f"{plain}."))
    around = (path for path in paths if plain.startswith(f"{path}."))
    return next(inside, None) or next(around, None) or plain


def _sentence(problem: Problem) -> str:
    text = "; ".join(filter(None, (f"{problem.found} {problem.text}".strip(), problem.hint)))
    return text[:1].upper() + text[1:] + ("" if text.endswith("?") else ".")


Variables = Mapping[str, Variable]
BESIDE_EACH_OTHER = 15
"""Choices whose labels have no more letters than this stand side by side; others in a list."""
_DRAWN_ELSEWHERE = ("map", "leading.")
"""Questions that are answered on the map, where the stages stand beside each other."""


_NO_BRIEF_YET = Brief.model_validate(
    {"title": "the programme's title", "objective": "-", "outcome": {"subject": "process"}}
)
"""Says what is assumed of everything, while the entries are no brief."""


def form_of(variables: Variables) -> list[dict[str, Any]]:
    """Return the groups of the form with their controls, in the catalogue's order."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for variable in variables.values():
        if not variable.path.startswith(_DRAWN_ELSEWHERE):
            groups.setdefault(variable.group, []).append(_control(variable))
    return [{"title": title, "controls": controls} for title, controls in groups.items()]


def _control(variable: Variable) -> dict[str, Any]:
    return {
        "path": variable.path,
        "label": variable.label,
        "help": variable.help,
        "decides": variable.decides,
        "unit": variable.unit,
        "control": MOMENTS if variable.path == MOMENTS else _kind_of_control(variable),
        "rows": variable.rows,
        "required": variable.path in required_paths(),
        "choices": _choices(variable),
    }


def _kind_of_control(variable: Variable) -> str:
    match variable.kind:
        case "yes_no":
            return "segments"
        case "choice":
            letters = sum(len(choice.label) for choice in variable.choices)
            return "segments" if letters <= BESIDE_EACH_OTHER else "select"
        case "set":
            return "checks"
        case "date":
            return "date"
        case "number" | "weight":
            return "number"
        case _:
            return "text"


def _choices(variable: Variable) -> list[dict[str, Any]]:
    if variable.kind == "yes_no":
        return [
            {"value": True, "label": say("studio.form.yes"), "help": ""},
            {"value": False, "label": say("studio.form.no"), "help": ""},
        ]
    shown = {"value", "label", "help"}
    return [choice.model_dump(mode="json", include=shown) for choice in variable.choices]


def answers_of(variables: Variables, entries: Entries, reading: Reading) -> dict[str, Any]:
    """Return what every control shows now: its value, or what is assumed instead.

    Returns
    -------
    dict
        `values` and `problems` by key path; `assumed` with the words for each open question and
        `assumed_values` with the options that a set of boxes shows as assumed; `missing` paths.
    """
    supposed = _assumed(variables, reading.brief or _NO_BRIEF_YET)
    assumed = {path: supposed[path] for path in variables if path in supposed.keys() - entries}
    return {
        "values": {
            path: moments_shown(entries.get(path))
            if path == MOMENTS
            else shown_in_control(variable, entries.get(path))
            for path, variable in variables.items()
        },
        "assumed": {path: _assumed_words(variables[path], v) for path, v in assumed.items()},
        "assumed_values": {
            path: list(value) for path, value in assumed.items() if variables[path].kind == "set"
        },
        "problems": {path: list(texts) for path, texts in reading.problems.items()},
        "missing": list(reading.missing),
    }


def moments_shown(value: Any) -> list[dict[str, Any]] | None:
    """Return the moments that matter as rows of text, with measure and baseline; None of none."""
    return [_moment(row) for row in moment_rows(value)] or None


def moment_rows(value: Any) -> list[dict[str, Any]]:
    """Return the moments that matter of the form's entries, each with its parts by name."""
    rows = value if isinstance(value, list | tuple) else [value] if value else []
    return [row if isinstance(row, dict) else {"text": row} for row in rows]


def _moment(row: dict[str, Any]) -> dict[str, Any]:
    texts = {key: str(row.get(key) or "") for key in ("text", "week", "measure", "baseline")}
    return {**row, **texts}


def _assumed(variables: Variables, brief: Brief) -> dict[str, Any]:
    """Return what is assumed for each open question; None where words stand in for a value."""
    said = {path for path, variable in variables.items() if variable.otherwise is not None}
    open_ = (said & brief.assumed.keys()) | (said - brief.stated.keys() - set(MIX))
    return {**brief.assumed, **dict.fromkeys(open_)}


def _assumed_words(variable: Variable, value: Any) -> str:
    return variable.otherwise or words_for(variable, value)


def words_for(variable: Variable, value: Any) -> str:
    """Return a value in the words of its control: `8 weeks`, `several sites`, `no`."""
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple() | list():
            return ", ".join(_word(variable, item) for item in value)
        case _:
            return " ".join(filter(None, (_word(variable, value), variable.unit)))


def _word(variable: Variable, value: Any) -> str:
    label = next((c.label for c in variable.choices if c.value == value), None)
    if label:
        return label[:1].lower() + label[1:]
    return f"{value:,.10g}" if isinstance(value, (int, float)) else str(value)
