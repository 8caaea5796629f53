"""TOML and JSON to plain data, without surprises.

What a parser lets pass and a person would not: a key that stands twice (the last would silently
win), NaN and Infinity, numbers of thousands of digits, tables nested thousands deep, half a
character. All are refused with the place where they stand. Time and memory stay in proportion to
the text, whatever it holds.
"""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator
from math import isfinite
from typing import Any

from blendnb.files.problems import InputError, Problem, refuse, shortened, shown
from blendnb.files.validation_problems import key_path
from blendnb.language import lowered, say

DEEPEST = 50
"""Levels of nesting that are read; a plan needs six."""
LONGEST_NUMBER = 40
"""Digits of a number that are read."""
LONGEST_LIST = 10_000
"""Entries of one list or table that are read; a plan has at most 5,000 touchpoints."""
MOST_VALUES = 400_000
"""Values of one file that are read."""

_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")

Data = dict[str, Any]
KeyPath = tuple[str | int, ...]


# ------------------------------------------------------------------------------------ TOML

_DEEPEST_KEY = 32
_DOTTED_PART = r"""(?:[\w-]+|"[^"]*"|'[^']*')[ \t]*\.[ \t]*"""
_LONG_DOTTED_KEY = re.compile(rf"(?:^|[\[{{,])[ \t]*(?:{_DOTTED_PART}){{{_DEEPEST_KEY}}}")
"""The parser needs quadratic time for such keys."""

_TOML_ADVICE = {
    "Cannot overwrite a value": "key_twice",
    "Cannot declare": "table_twice",
    "Invalid value": "not_a_value",
    "Illegal character '\\n'": "text_over_lines",
    "Invalid initial character for a key part": "key_expected",
    "Expected '=' after a key": "pair_expected",
    "Invalid date or datetime": "no_such_date",
    "Unclosed array": "list_not_closed",
    "Unescaped '\\'": "backslash",
    "Invalid hex value": "backslash",
    "Unterminated string": "text_not_closed",
    'Expected "\'"': "text_not_closed",
}
"""The commonest complaints of the parser: a key of `files.toml`, where each is said for people."""


def parse_toml(text: str, file: str) -> Data:
    """Parse TOML.

    Raises
    ------
    InputError
        If it is not TOML, with the line and what stands there.
    """
    lines = (line for line in text.split("\n") if line.count(".") >= _DEEPEST_KEY)
    if any(map(_LONG_DOTTED_KEY.search, lines)):
        raise _too_deep(file)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _toml_problem(str(error), text, file) from None
    except ValueError:
        raise _toml_number(text, file) from None
    except RecursionError:
        raise _too_deep(file) from None
    _refuse_size(data, file)
    return data


def _toml_number(text: str, file: str) -> InputError:
    number = re.search(r"[\d_]{4000,}", text)
    start = number.start() if number else 0
    digits = len(number[0]) if number else say("files.thousands_of")
    return _at_line(
        file, text, text.count("\n", 0, start) + 1, say("files.number_of_digits", digits=digits)
    )


def _toml_problem(message: str, text: str, file: str) -> InputError:
    complaint, _, position = message.removesuffix(")").rpartition(" (at ")
    known = next((a for start, a in _TOML_ADVICE.items() if complaint.startswith(start)), None)
    sentence = say(f"files.toml.{known}") if known else lowered(complaint)
    where = re.fullmatch(r"line (\d+), column (\d+)", position)
    if where is None:
        return _at_line(file, text, text.rstrip().count("\n") + 1, sentence)
    return _at_line(file, text, int(where[1]), sentence, column=int(where[2]))


# ------------------------------------------------------------------------------------ JSON


_JSON_ADVICE = {
    "Unterminated string starting at": "text_not_closed",
    "Expecting property name enclosed in double quotes": "key_expected",
    "Expecting value": "not_a_value",
    "Extra data": "ended_before",
}


class _Twice(dict[str, Any]):
    """An object in which keys stood more than once."""

    keys_twice: tuple[str, ...] = ()


class _TooLong(str):
    """A number with too many digits to be one that somebody meant."""

    __slots__ = ()


class _Hooks:
    """What json calls while it parses; notes whether anything has to be looked for afterwards."""

    def __init__(self) -> None:
        self.suspicious = False

    def object_of(self, pairs: list[tuple[str, Any]]) -> Data:
        made = dict(pairs)
        if len(made) == len(pairs):
            return made
        self.suspicious = True
        twice = _Twice(made)
        counts = Counter(key for key, _ in pairs)
        twice.keys_twice = tuple(key for key, count in counts.items() if count > 1)
        return twice

    def whole_number(self, digits: str) -> int | _TooLong:
        if len(digits) <= LONGEST_NUMBER:
            return int(digits)
        self.suspicious = True
        return _TooLong(digits)

    def number(self, digits: str) -> float:
        value = float(digits)
        self.suspicious |= not isfinite(value)
        return value


def parse_json(text: str, file: str) -> Data:
    """Parse JSON whose outermost value is an object.

    Raises
    ------
    InputError
        If it is not JSON, with line and column; or with everything in it that is refused.
    """
    hooks = _Hooks()
    try:
        data = json.loads(
            text,
            object_pairs_hook=hooks.object_of,
            parse_int=hooks.whole_number,
            parse_float=hooks.number,
            parse_constant=hooks.number,
        )
    except json.JSONDecodeError as error:
        raise _json_problem(error, text, file) from None
    except RecursionError:
        raise _too_deep(file) from None
    if not isinstance(data, dict):
        raise refuse(file, say("files.json.no_object"), found=shown(data))
    _refuse_size(data, file)
    if hooks.suspicious or _HALF_CHARACTER.search(text):
        _refuse_faults(data, file)
    return data


def canonical_json(data: Data) -> str:
    """Return plain data as JSON for people: keys in the order given, a newline at the end."""
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _json_problem(error: json.JSONDecodeError, text: str, file: str) -> InputError:
    if error.pos >= len(text.rstrip()):
        return refuse(file, say("files.json.cut_off"))
    known = _JSON_ADVICE.get(error.msg)
    sentence = say(f"files.json.{known}") if known else lowered(error.msg)
    return _at_line(file, text, error.lineno, sentence, column=error.colno)


# ----------------------------------------------------------------------------------- shared


def _too_deep(file: str) -> InputError:
    return refuse(file, say("files.too_deep", levels=DEEPEST))


def _at_line(
    file: str, text: str, line: int, sentence: str, *, column: int | None = None
) -> InputError:
    written = text.split("\n", line)[line - 1].strip()
    kind = "at_line" if column is None else "at_column"
    said = say(f"files.{kind}", line=str(line), column=str(column), sentence=sentence)
    return refuse(file, said + (f" ({shortened(written)})" if written else ""))


def _refuse_size(data: Data, file: str) -> None:
    """Refuse what nobody wrote by hand, level by level, before anything is made of it."""
    level: list[Any] = [data]
    values = 0
    for _ in range(DEEPEST):
        values += sum(map(len, level))
        if values > MOST_VALUES:
            raise refuse(file, say("files.too_many_values", most=MOST_VALUES))
        if any(len(outer) > LONGEST_LIST for outer in level):
            _refuse_faults(data, file)
        level = [inner for outer in level for inner in _inside(outer) if _inside(inner)]
    if level:
        raise _too_deep(file)


def _inside(value: Any) -> Collection[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _refuse_faults(data: Data, file: str) -> None:
    problems = [Problem(file, key_path(path), text=text) for path, text in _faults((), data)]
    if problems:
        raise InputError(problems)


def _faults(path: KeyPath, value: Any) -> Iterator[tuple[KeyPath, str]]:
    """Yield what is not taken, and where; the depth is known to be small."""
    yield from ((path, sentence) for sentence in _faults_of(value))
    if len(_inside(value)) <= LONGEST_LIST:
        named = value.items() if isinstance(value, dict) else enumerate(_inside(value))
        for step, inner in named:
            yield from _faults((*path, step), inner)


def _faults_of(value: Any) -> Iterator[str]:
    match value:
        case _Twice():
            for key in value.keys_twice:
                yield say("files.this_key_twice", key=repr(shortened(key)))
        case _TooLong():
            yield say("files.number_of_digits", digits=len(value))
        case float() if not isfinite(value):
            yield f"{shown(value)} {say('problems.not_finite')}"
        case str() if not _is_whole(value):
            yield say("files.half_a_character")
        case dict() | list() if len(value) > LONGEST_LIST:
            yield f"{shown(value)} {say('problems.too_long', count=LONGEST_LIST)}"


def _is_whole(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text)
