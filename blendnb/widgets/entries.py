"""Entries: what stands in the form, before it is a brief.

People type half a number, leave the title empty and take answers back. A brief is always valid;
entries need not be. They hold one plain value for each answered control under its key path
(`{"audience.size": 400}`), and whatever cannot be read stays as it was typed, so that the brief's
own validation can say what is wrong with it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from pydantic import ValidationError

from blendnb.domain.brief import GROUPS, Brief
from blendnb.domain.catalogue import Variable
from blendnb.files.problems import Problem, problems_from

Entries = Mapping[str, Any]
REQUIRED = ("title", "objective", "outcome.subject")
"""Without these there is no brief yet; in an empty form they are not mistakes."""

ONE_LINE = ("audience.languages",)
"""Lists of short words, which stand in one line with commas; others have a line for each entry."""
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


NOTHING_READ = Reading(None, {}, REQUIRED)


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
    return rest if value is None else {**rest, variable.path: value}


def read(entries: Entries, paths: tuple[str, ...]) -> Reading:
    """Read the entries as a brief.

    Parameters
    ----------
    entries
        What stands in the form.
    paths
        Key paths of the form's controls; each problem is placed at one of them.
    """
    missing = tuple(path for path in REQUIRED if path not in entries)
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
    if variable.path == "moments":
        return _moments(_lines(typed), list(entries.get("moments", ())))
    if variable.path in ONE_LINE:
        return _WORDS.split(typed.strip())
    return _READERS.get(variable.kind, str)(typed)


_GROUPED = re.compile(r"(?<=\d)[ ,'\u2019\u00a0\u202f](?=\d{3}(?:\D|$))")
"""What stands between thousands: 1,200 or 1 200."""
_DECIMAL_COMMA = re.compile(r"^(\d+),(\d{1,2})$")


def _number(text: str) -> int | float | str:
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


_READERS: dict[str, Callable[[str], Any]] = {
    "number": _number,
    "list": _lines,
    "ranges": _ranges,
    "date": str.strip,
}


def _moments(lines: list[str], before: list[Any]) -> list[Any]:
    """Keep the details of moments whose line is still there, or was edited where it stands."""
    unused = list(before)
    kept = [_taken(unused, line) for line in lines]
    edited = before if len(before) == len(lines) else [None] * len(lines)
    return [
        same or (_renamed(old, line) if old in unused else line)
        for same, old, line in zip(kept, edited, lines, strict=True)
    ]


def _taken(unused: list[Any], line: str) -> Any:
    """Take the first moment with this text out of those not used yet."""
    for moment in unused:
        if _moment_text(moment) == line:
            unused.remove(moment)
            return moment
    return None


def _moment_text(moment: Any) -> str:
    return str(moment["text"] if isinstance(moment, dict) else moment)


def _renamed(moment: Any, line: str) -> Any:
    return {**moment, "text": line} if isinstance(moment, dict) else line


# ------------------------------------------------------------------- from a value to a control


def shown_in_control(variable: Variable, value: Any) -> Any:
    """Return a value as its control shows it: text for text boxes, the value itself for choices."""
    if value is None:
        return "" if variable.kind in ("number", "text", "list", "ranges", "date") else None
    match variable.kind:
        case "list":
            between = ", " if variable.path in ONE_LINE else "\n"
            return between.join(_moment_text(item) for item in value)
        case "ranges":
            return "\n".join(" to ".join(map(str, item)) for item in value)
        case "number" | "text" | "date":
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
