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
from blendnb.files.sentences import key_path

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
Place = tuple[str | int, ...]


# ------------------------------------------------------------------------------------ TOML

_DEEPEST_KEY = 32
_DOTTED_PART = r"""(?:[\w-]+|"[^"]*"|'[^']*')[ \t]*\.[ \t]*"""
_LONG_DOTTED_KEY = re.compile(rf"(?:^|[\[{{,])[ \t]*(?:{_DOTTED_PART}){{{_DEEPEST_KEY}}}")
"""The parser needs quadratic time for such keys."""

_TOML_ADVICE = {
    "Cannot overwrite a value": "this key stands twice; give it once",
    "Cannot declare": "this table stands twice, or is a value already; give it once",
    "Invalid value": "not a value; texts stand in straight quotes, true and false in small letters",
    "Illegal character '\\n'": "a text does not end on this line; close its quotes",
    "Invalid initial character for a key part": (
        "a key is expected here; a table in braces stands on one line"
    ),
    "Expected '=' after a key": "expected key = value",
    "Invalid date or datetime": "there is no such date",
    "Unclosed array": "a list is not closed; it ends with ]",
    "Unescaped '\\'": "a backslash in a text is written twice, or put the text in single quotes",
    "Invalid hex value": "a backslash in a text is written twice, or put the text in single quotes",
    "Unterminated string": "a text is not closed; it ends with the quotes it began with",
    'Expected "\'"': "a text is not closed; it ends with the quotes it began with",
}
"""The commonest complaints of the parser, in words for people."""


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
    digits = f"{len(number[0]):,}" if number else "thousands of"
    return _at_line(file, text, text.count("\n", 0, start) + 1, f"a number of {digits} digits")


def _toml_problem(message: str, text: str, file: str) -> InputError:
    complaint, _, place = message.removesuffix(")").rpartition(" (at ")
    said = next((a for start, a in _TOML_ADVICE.items() if complaint.startswith(start)), None)
    sentence = said or complaint[:1].lower() + complaint[1:]
    where = re.fullmatch(r"line (\d+), column (\d+)", place)
    if where is None:
        return _at_line(file, text, text.rstrip().count("\n") + 1, sentence)
    return _at_line(file, text, int(where[1]), sentence, column=int(where[2]))


# ------------------------------------------------------------------------------------ JSON


_JSON_ADVICE = {
    "Unterminated string starting at": "a text that begins here is not closed",
    "Expecting property name enclosed in double quotes": "a key in double quotes is expected here",
    "Expecting value": "not a value; texts stand in double quotes, true and false in small letters",
    "Extra data": "the JSON ended before this",
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
        raise refuse(file, "is not a JSON object, { ... }", found=shown(data))
    _refuse_size(data, file)
    if hooks.suspicious or _HALF_CHARACTER.search(text):
        _refuse_faults(data, file)
    return data


def canonical_json(data: Data) -> str:
    """Return plain data as JSON for people: keys in the order given, a newline at the end."""
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _json_problem(error: json.JSONDecodeError, text: str, file: str) -> InputError:
    if error.pos >= len(text.rstrip()):
        return refuse(file, "ends too early: the rest of the JSON is missing")
    sentence = _JSON_ADVICE.get(error.msg, error.msg[:1].lower() + error.msg[1:])
    return _at_line(file, text, error.lineno, sentence, column=error.colno)


# ----------------------------------------------------------------------------------- shared


def _too_deep(file: str) -> InputError:
    return refuse(file, f"nested more than {DEEPEST} levels deep")


def _at_line(
    file: str, text: str, line: int, sentence: str, *, column: int | None = None
) -> InputError:
    written = text.split("\n", line)[line - 1].strip()
    place = f"line {line}" if column is None else f"line {line}, column {column}"
    return refuse(file, f"{place}: {sentence}" + (f" ({shortened(written)})" if written else ""))


def _refuse_size(data: Data, file: str) -> None:
    """Refuse what nobody wrote by hand, level by level, before anything is made of it."""
    level: list[Any] = [data]
    values = 0
    for _ in range(DEEPEST):
        values += sum(map(len, level))
        if values > MOST_VALUES:
            raise refuse(file, f"holds more than {MOST_VALUES:,} values")
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
    problems = [Problem(file, key_path(place), text=text) for place, text in _faults((), data)]
    if problems:
        raise InputError(problems)


def _faults(place: Place, value: Any) -> Iterator[tuple[Place, str]]:
    """Yield what is not taken, and where; the depth is known to be small."""
    yield from ((place, sentence) for sentence in _faults_of(value))
    if len(_inside(value)) <= LONGEST_LIST:
        named = value.items() if isinstance(value, dict) else enumerate(_inside(value))
        for step, inner in named:
            yield from _faults((*place, step), inner)


def _faults_of(value: Any) -> Iterator[str]:
    match value:
        case _Twice():
            for key in value.keys_twice:
                yield f"the key {shortened(key)!r} stands twice; give it once"
        case _TooLong():
            yield f"a number of {len(value):,} digits"
        case float() if not isfinite(value):
            yield f"{shown(value)} is not a number that can be used; a finite number is needed"
        case str() if not _is_whole(value):
            yield "holds half of a character (a lone surrogate)"
        case dict() | list() if len(value) > LONGEST_LIST:
            yield f"{shown(value)} is too long; at most {LONGEST_LIST:,} entries"


def _is_whole(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text)
