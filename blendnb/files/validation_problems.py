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
from blendnb.domain.brief import CURRENCY, LANGUAGE_TAG
from blendnb.domain.plan import TIME_OF_DAY
from blendnb.files.problems import Problem, did_you_mean, shortened, shown
from blendnb.language import number, say

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

Models = tuple[type[BaseModel], ...]
Context = dict[str, Any]

MOST_NAMED = 200
"""Problems of one file that are spelled out; the rest are counted."""

KINDS = {
    "string_type": "text",
    "bool_type": "truth",
    "int_type": "whole_number",
    "float_type": "number",
    "date_type": "date",
    "list_type": "list",
    "tuple_type": "list",
    "dict_type": "table",
    "model_type": "table",
    "model_attributes_type": "table",
}
"""By pydantic's type of error: what was expected, as a key of `problems.kind`."""
"""What was expected where the type of a value is wrong."""

PATTERNS = {
    LANGUAGE_TAG: "language_tag",
    TIME_OF_DAY: "time_of_day",
    CURRENCY: "currency",
}
"""What a text that must follow a pattern is called by people."""


def problems_of(
    error: ValidationError, file: str, model: type[BaseModel] | None, data: Any
) -> tuple[Problem, ...]:
    """Return every problem, in the order of the file's keys; see `problems.problems_from`."""
    root = (model,) if model else tuple(m for m in _subclasses(Value) if m.__name__ == error.title)
    lines = [line for line in error.errors(include_url=False) if not _follows_from_others(line)]
    placed = [(_path(line, data), line) for line in lines[:MOST_NAMED]]
    problems = [
        replace(_problem(file, root, path, [line for _, line in group]), item=_item(data, path))
        for path, group in groupby(placed, key=lambda pair: pair[0])
    ]
    if len(lines) > MOST_NAMED:
        text = say("problems.more", count=len(lines) - MOST_NAMED)
        problems.append(Problem(file, text=text))
    return tuple(problems)


def _follows_from_others(line: ErrorDetails) -> bool:
    """Whether a list is called too short only because some of its entries are wrong."""
    return line["type"] == "too_short" and len(line["input"]) >= line["ctx"]["min_length"]


def _subclasses(cls: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for sub in cls.__subclasses__():
        yield sub
        yield from _subclasses(sub)


# ------------------------------------------------------------------------------- where it is


def _path(line: ErrorDetails, data: Any) -> tuple[str | int, ...]:
    """Return where the error is in the file, without the names of union members."""
    loc = line["loc"]
    if data is None:
        return tuple(step for step in loc if not _names_a_type(step))
    path: list[str | int] = []
    here = data
    for index, step in enumerate(loc):
        if _leads_on(here, step):
            here = here[step]
            path.append(step)
        elif index == len(loc) - 1 and line["type"] == "missing":
            path.append(step)
    return tuple(path)


def _names_a_type(step: str | int) -> bool:
    return step in {"str", "bool", "int", "float"} or str(step).endswith("]")


def _leads_on(here: Any, step: str | int) -> bool:
    if isinstance(here, dict):
        return step in here
    return isinstance(here, (list, tuple)) and isinstance(step, int) and step < len(here)


def _item(data: Any, path: Iterable[str | int]) -> str:
    """Return the id of the innermost list entry on the way to a place."""
    id_ = ""
    for step in path:
        if not _leads_on(data, step):
            break
        data = data[step]
        if isinstance(step, int) and isinstance(data, dict) and isinstance(data.get("id"), str):
            id_ = data["id"]
    return shortened(id_, 40)


def key_path(steps: Iterable[str | int]) -> str:
    """Spell a place as people do: `schedule.blackout[0]`, `rules."my.rule"`."""
    path = ""
    for step in steps:
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
    file: str, root: Models, path: tuple[str | int, ...], lines: list[ErrorDetails]
) -> Problem:
    """Return one problem for one place; several lines are the members of a union."""
    line = lines[0]
    key = key_path(path)
    match line["type"]:
        case "extra_forbidden":
            text, hint = _unknown_key(root, path)
            return Problem(file, key, "", text, hint)
        case "contradiction":
            context = line["ctx"]
            hint = did_you_mean(line["input"], context["known"])
            return Problem(file, key, _worth_showing(line["input"]), context["text"], hint)
        case "missing":
            return Problem(file, key, "", _missing(root, path))
        case "value_error" | "assertion_error":
            return Problem(file, key, _worth_showing(line["input"]), str(line["ctx"]["error"]))
        case _:
            value = shown(line["input"])
            return Problem(file, key, value, _wrong(lines), _meant(line))


def _wrong(lines: list[ErrorDetails]) -> str:
    kinds = dict.fromkeys(
        say(f"problems.kind.{KINDS[line['type']]}") for line in lines if line["type"] in KINDS
    )
    if kinds and (words := _words_of_any(lines)):
        kinds_ = say("problems.or").join(kinds)
        return say("problems.is_neither", words=", ".join(words), kinds=kinds_)
    if kinds:
        return say("problems.is_not", kinds=say("problems.or").join(kinds))
    line = lines[0]
    sentence = SENTENCES.get(line["type"])
    if sentence is None:
        return say("problems.unusable", reason=line["msg"])
    return sentence(line.get("ctx", {}))


SENTENCES: dict[str, Callable[[Context], str]] = {
    "literal_error": lambda ctx: say(
        "problems.is_not_one_of", words=", ".join(_allowed_words(ctx))
    ),
    "union_tag_invalid": lambda ctx: say("problems.unknown_kind", allowed=ctx["expected_tags"]),
    "union_tag_not_found": lambda ctx: say("problems.no_kind", key=ctx["discriminator"]),
    "greater_than": lambda ctx: say("problems.more_than", bound=_bound(ctx["gt"])),
    "greater_than_equal": lambda ctx: say("problems.at_least", bound=_bound(ctx["ge"])),
    "less_than": lambda ctx: say("problems.less_than", bound=_bound(ctx["lt"])),
    "less_than_equal": lambda ctx: say("problems.at_most", bound=_bound(ctx["le"])),
    "finite_number": lambda _: say("problems.not_finite"),
    "int_from_float": lambda _: say("problems.not_whole"),
    "too_short": lambda ctx: say("problems.too_short", count=ctx["min_length"]),
    "too_long": lambda ctx: say("problems.too_long", count=ctx["max_length"]),
    "string_too_short": lambda _: say("problems.empty"),
    "string_too_long": lambda ctx: say("problems.text_too_long", count=ctx["max_length"]),
    "string_pattern_mismatch": lambda ctx: say(
        f"problems.pattern.{PATTERNS.get(ctx['pattern'], 'other')}"
    ),
    "string_unicode": lambda _: say("problems.half_a_character"),
}


def _words_of_any(lines: list[ErrorDetails]) -> list[str]:
    """Return the vocabulary of those members of a union that are words."""
    return [
        word
        for line in lines
        if line["type"] == "literal_error"
        for word in _allowed_words(line["ctx"])
    ]


def _allowed_words(ctx: Context) -> list[str]:
    """Return the vocabulary of a literal, which pydantic gives as one quoted sentence."""
    return re.findall(r"'([^']*)'", ctx["expected"])


def _meant(line: ErrorDetails) -> str:
    value = line["input"]
    match line["type"], value:
        case "literal_error", _:
            return did_you_mean(value, _allowed_words(line["ctx"]))
        case (("int_type" | "float_type" | "bool_type"), str()):
            return say("problems.without_quotes") if _reads_as_plain(value) else ""
        case "int_type", float() if value.is_integer():
            return say("problems.did_you_mean", name=str(int(value)))
        case (("tuple_type" | "list_type"), str()):
            return say("problems.did_you_mean", name=f"[{shown(value)}]")
        case _:
            return ""


def _reads_as_plain(text: str) -> bool:
    return bool(re.fullmatch(r"\s*(-?\d{1,15}(\.\d{1,15})?|true|false)\s*", text))


def _worth_showing(value: Any) -> str:
    unsaying = value is None or isinstance(value, (dict, list, tuple, BaseModel))
    return "" if unsaying else shown(value)


def _bound(bound: float) -> str:
    """A limit with all the digits that it is stated with."""
    _, _, decimals = f"{bound:.10g}".partition(".")
    return number(bound, len(decimals))


# ------------------------------------------------------------------------------ what is known


def _missing(root: Models, path: tuple[str | int, ...]) -> str:
    words = _vocabulary(_annotations(root, path))
    if words:
        return say("problems.missing_one_of", words=", ".join(words))
    return say("problems.missing")


def _unknown_key(root: Models, path: tuple[str | int, ...]) -> tuple[str, str]:
    key, siblings = path[-1], _keys(_models_at(root, path[:-1]))
    known = ", ".join(siblings)
    text = say("problems.unknown_key_of", known=known) if known else say("problems.unknown_key")
    return text, did_you_mean(key, siblings) or _known_elsewhere(root, str(key))


def _known_elsewhere(root: Models, key: str) -> str:
    """Name the place where this key is known: `weeks` belongs into `schedule`."""
    for path in _paths(root):
        home, _, name = path.rpartition(".")
        if name == key:
            return say("problems.did_you_mean" if home else "problems.did_you_mean_top", name=path)
    return ""


def _paths(root: Models) -> Iterator[str]:
    """Yield key paths of the first two levels, the first level first: what a brief consists of."""
    fields = [field for model in root for field in _fields(model)]
    yield from (name for name, _ in fields)
    for name, annotation in fields:
        for inner in _models_in(annotation):
            yield from (f"{name}.{key}" for key, _ in _fields(inner))


def _models_at(root: Models, path: Iterable[str | int]) -> Models:
    models = root
    for step in path:
        if not isinstance(step, int):
            models = tuple(m for a in _annotations(models, (step,)) for m in _models_in(a))
    return models


def _annotations(root: Models, path: tuple[str | int, ...]) -> list[Any]:
    models = _models_at(root, path[:-1])
    return [annotation for m in models for name, annotation in _fields(m) if name == path[-1]]


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
