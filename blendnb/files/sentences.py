"""One plain sentence for each kind of error that pydantic reports.

pydantic says *where* as a tuple, *what* as a type such as `literal_error`, and *what was allowed*
as a context. Here these become the key path as spelled in the file, a sentence, and a guess at what
was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from blendnb.domain.base import Value
from blendnb.domain.brief import LANGUAGE_TAG
from blendnb.domain.plan import TIME_OF_DAY
from blendnb.files.problems import Problem, did_you_mean, shortened, shown

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

Models = tuple[type[BaseModel], ...]
Context = dict[str, Any]

MOST_NAMED = 200
"""Problems of one file that are spelled out; the rest are counted."""

KINDS = {
    "string_type": "a text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "date_type": "a date; write it as 2027-01-11",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a table of keys",
    "model_type": "a table of keys",
    "model_attributes_type": "a table of keys",
}
"""What was expected where the type of a value is wrong."""

PATTERNS = {
    LANGUAGE_TAG: "a language tag; write for instance en, no or pt-BR",
    TIME_OF_DAY: "a time of day; write it as 09:30",
}
"""What a text that must follow a pattern is called by people."""


def problems_of(
    error: ValidationError, file: str, model: type[BaseModel] | None, data: Any
) -> tuple[Problem, ...]:
    """Return every problem, in the order of the file's keys; see `problems.problems_from`."""
    root = (model,) if model else tuple(m for m in _subclasses(Value) if m.__name__ == error.title)
    lines = [line for line in error.errors(include_url=False) if not _follows_from_others(line)]
    placed = [(_place(line, data), line) for line in lines[:MOST_NAMED]]
    problems = [
        replace(_problem(file, root, place, [line for _, line in group]), item=_item(data, place))
        for place, group in groupby(placed, key=lambda pair: pair[0])
    ]
    if len(lines) > MOST_NAMED:
        problems.append(Problem(file, text=f"and {len(lines) - MOST_NAMED:,} more problems"))
    return tuple(problems)


def _follows_from_others(line: ErrorDetails) -> bool:
    """Whether a list is called too short only because some of its entries are wrong."""
    return line["type"] == "too_short" and len(line["input"]) >= line["ctx"]["min_length"]


def _subclasses(cls: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for sub in cls.__subclasses__():
        yield sub
        yield from _subclasses(sub)


# ------------------------------------------------------------------------------- where it is


def _place(line: ErrorDetails, data: Any) -> tuple[str | int, ...]:
    """Return where the error is in the file, without the names of union members."""
    loc = line["loc"]
    if data is None:
        return tuple(step for step in loc if not _names_a_type(step))
    place: list[str | int] = []
    here = data
    for number, step in enumerate(loc):
        if _leads_on(here, step):
            here = here[step]
            place.append(step)
        elif number == len(loc) - 1 and line["type"] == "missing":
            place.append(step)
    return tuple(place)


def _names_a_type(step: str | int) -> bool:
    return step in {"str", "bool", "int", "float"} or str(step).endswith("]")


def _leads_on(here: Any, step: str | int) -> bool:
    if isinstance(here, dict):
        return step in here
    return isinstance(here, (list, tuple)) and isinstance(step, int) and step < len(here)


def _item(data: Any, place: Iterable[str | int]) -> str:
    """Return the id of the innermost list entry on the way to a place."""
    id_ = ""
    for step in place:
        if not _leads_on(data, step):
            break
        data = data[step]
        if isinstance(step, int) and isinstance(data, dict) and isinstance(data.get("id"), str):
            id_ = data["id"]
    return shortened(id_, 40)


def key_path(place: Iterable[str | int]) -> str:
    """Spell a place as people do: `schedule.blackout[0]`, `rules."my.rule"`."""
    path = ""
    for step in place:
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            path += ("." if path else "") + _spelled(step)
    return path


def _spelled(key: str) -> str:
    short = shortened(key, 40)
    return short if re.fullmatch(r"[\w-]+(\.\.\.)?", short) else repr(short)


# ----------------------------------------------------------------------------- what is wrong


def _problem(
    file: str, root: Models, place: tuple[str | int, ...], lines: list[ErrorDetails]
) -> Problem:
    """Return one problem for one place; several lines are the members of a union."""
    line = lines[0]
    key = key_path(place)
    match line["type"]:
        case "extra_forbidden":
            text, hint = _unknown_key(root, place)
            return Problem(file, key, "", text, hint)
        case "missing":
            return Problem(file, key, "", _missing(root, place))
        case "value_error" | "assertion_error":
            return Problem(file, key, _worth_showing(line["input"]), str(line["ctx"]["error"]))
        case _:
            found = shown(line["input"])
            return Problem(file, key, found, _wrong(lines), _meant(line))


def _wrong(lines: list[ErrorDetails]) -> str:
    kinds = dict.fromkeys(KINDS[line["type"]] for line in lines if line["type"] in KINDS)
    if kinds:
        return f"is not {' or '.join(kinds)}"
    line = lines[0]
    say = SENTENCES.get(line["type"])
    return say(line.get("ctx", {})) if say else f"cannot be used: {line['msg']}"


SENTENCES: dict[str, Callable[[Context], str]] = {
    "literal_error": lambda ctx: f"is not one of {', '.join(_allowed_words(ctx))}",
    "union_tag_invalid": lambda ctx: f"has an unknown kind; allowed are {ctx['expected_tags']}",
    "union_tag_not_found": lambda ctx: f"does not say its {ctx['discriminator']}",
    "greater_than": lambda ctx: f"is too small; more than {_number(ctx['gt'])}",
    "greater_than_equal": lambda ctx: f"is too small; at least {_number(ctx['ge'])}",
    "less_than": lambda ctx: f"is too large; less than {_number(ctx['lt'])}",
    "less_than_equal": lambda ctx: f"is too large; at most {_number(ctx['le'])}",
    "finite_number": lambda _: "is not a number that can be used; a finite number is needed",
    "int_from_float": lambda _: "is not a whole number",
    "too_short": lambda ctx: f"is too short; at least {_entries(ctx['min_length'])}",
    "too_long": lambda ctx: f"is too long; at most {_entries(ctx['max_length'])}",
    "string_too_short": lambda _: "is empty; it needs a text",
    "string_too_long": lambda ctx: f"is too long; at most {_number(ctx['max_length'])} characters",
    "string_pattern_mismatch": lambda ctx: f"is not {PATTERNS.get(ctx['pattern'], 'well formed')}",
    "string_unicode": lambda _: "is not a text that can be written: half of a character",
}


def _allowed_words(ctx: Context) -> list[str]:
    """Return the vocabulary of a literal, which pydantic gives as one quoted sentence."""
    return re.findall(r"'([^']*)'", ctx["expected"])


def _meant(line: ErrorDetails) -> str:
    found = line["input"]
    match line["type"], found:
        case "literal_error", _:
            return did_you_mean(found, _allowed_words(line["ctx"]))
        case (("int_type" | "float_type" | "bool_type"), str()):
            return "write it without quotes" if _reads_as_plain(found) else ""
        case "int_type", float() if found.is_integer():
            return f"did you mean {int(found)}?"
        case (("tuple_type" | "list_type"), str()):
            return f"did you mean [{shown(found)}]?"
        case _:
            return ""


def _reads_as_plain(text: str) -> bool:
    return bool(re.fullmatch(r"\s*(-?\d{1,15}(\.\d{1,15})?|true|false)\s*", text))


def _worth_showing(found: Any) -> str:
    return "" if isinstance(found, (dict, list, tuple, BaseModel)) else shown(found)


def _number(bound: float) -> str:
    return f"{bound:,.10g}"


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"


# ------------------------------------------------------------------------------ what is known


def _missing(root: Models, place: tuple[str | int, ...]) -> str:
    words = _vocabulary(_annotations(root, place))
    return f"missing; it must be one of {', '.join(words)}" if words else "missing; it is required"


def _unknown_key(root: Models, place: tuple[str | int, ...]) -> tuple[str, str]:
    key, siblings = place[-1], _keys(_models_at(root, place[:-1]))
    text = f"unknown key; known here: {', '.join(siblings)}" if siblings else "unknown key"
    return text, did_you_mean(key, siblings) or _known_elsewhere(root, str(key))


def _known_elsewhere(root: Models, key: str) -> str:
    """Name the place where this key is known: `weeks` belongs into `schedule`."""
    for path in _paths(root):
        home, _, name = path.rpartition(".")
        if name == key:
            where = f"did you mean {path}"
            return f"{where}?" if home else f"{where}, at the top before the first [table]?"
    return ""


def _paths(root: Models) -> Iterator[str]:
    """Yield key paths of the first two levels, the first level first: what a brief consists of."""
    fields = [field for model in root for field in _fields(model)]
    yield from (name for name, _ in fields)
    for name, annotation in fields:
        for inner in _models_in(annotation):
            yield from (f"{name}.{key}" for key, _ in _fields(inner))


def _models_at(root: Models, place: Iterable[str | int]) -> Models:
    models = root
    for step in place:
        if not isinstance(step, int):
            models = tuple(m for a in _annotations(models, (step,)) for m in _models_in(a))
    return models


def _annotations(root: Models, place: tuple[str | int, ...]) -> list[Any]:
    models = _models_at(root, place[:-1])
    return [annotation for m in models for name, annotation in _fields(m) if name == place[-1]]


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    for name, field in model.model_fields.items():
        yield field.alias or name, field.annotation


def _keys(models: Models) -> list[str]:
    return list(dict.fromkeys(name for model in models for name, _ in _fields(model)))


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    else:
        for part in get_args(annotation):
            yield from _models_in(part)


def _vocabulary(annotations: Iterable[Any]) -> list[str]:
    words: list[str] = []
    for annotation in annotations:
        if get_origin(annotation) is Literal:
            words += map(str, get_args(annotation))
        else:
            words += _vocabulary(get_args(annotation))
    return words
