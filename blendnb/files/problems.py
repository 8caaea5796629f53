"""What is wrong with an input, in sentences that a person can act on.

A file with five mistakes is told about all five at once. Each `Problem` names the file, the key as
it is spelled there (`audience.size`, `touchpoints[3].start_day`), the value found, what is allowed,
and what was probably meant. Whatever came from the file is shown shortened and with control
characters made visible, so that no file can write to somebody's terminal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from math import log10
from typing import TYPE_CHECKING, Any, TypeVar

from blendnb.language import say

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound="BaseModel")

_LARGEST_SPELLED = 10**18
_PLAIN_WORDS = {None: "null", False: "false", True: "true"}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and where."""

    file: str
    """The file as the user named it."""
    key: str = ""
    """Key path as spelled in the file; empty where the whole file is meant."""
    found: str = ""
    """The value found, as `shown` gives it; empty where naming it would not help."""
    text: str = ""
    """What is wrong with it and what is allowed; reads on after `found`."""
    hint: str = ""
    """What was probably meant, or what to do."""
    item: str = ""
    """Id of the list entry that the key is in, where it has one."""

    def __str__(self) -> str:
        """Return the problem on one line."""
        sentence = " ".join(filter(None, (self.found, self.text)))
        key = say("problems.key_of", key=self.key, id=self.item) if self.item else self.key
        statement = ": ".join(filter(None, (self.file, key, sentence)))
        return visible("; ".join(filter(None, (statement, self.hint))))


class InputError(Exception):
    """An input that cannot be used, with everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        """Return all problems, one a line."""
        return "\n".join(map(str, self.problems))


def refuse(file: str, text: str, *, key: str = "", found: str = "", hint: str = "") -> InputError:
    """Return the error for an input with a single problem, ready to be raised."""
    return InputError([Problem(file, key, found, text, hint)])


def problems_from(
    error: ValidationError,
    file: str,
    *,
    model: type[BaseModel] | None = None,
    data: Any = None,
) -> tuple[Problem, ...]:
    """Turn everything that pydantic found into plain sentences.

    Parameters
    ----------
    error
        What `model_validate` raised.
    file
        The file as the user named it.
    model
        What was to be made; with it, unknown keys are told what is known, and a "did you mean".
    data
        What it was to be made of; with it, key paths are exactly as in the file, and an entry of a
        list that has an id is named by it as well.
    """
    from blendnb.files.validation_problems import problems_of

    return problems_of(error, file, model, data)


def checked(model: type[Model], data: Any, file: str, *, open_: bool = False) -> Model:
    """Make a value from data that was read from a file.

    Parameters
    ----------
    model
        What to make.
    data
        Plain data, as parsed.
    file
        The file as the user named it.
    open_
        Keep keys that no version up to this one knows, at every level, instead of refusing them.

    Raises
    ------
    InputError
        With every problem of the data.
    """
    from pydantic import ValidationError

    try:
        return model.model_validate(data, extra="allow" if open_ else None)
    except ValidationError as error:
        raise InputError(problems_from(error, file, model=model, data=data)) from None


def did_you_mean(written: object, allowed: Iterable[str]) -> str:
    """Return "did you mean x?" for the nearest allowed spelling, or nothing."""
    near = nearest(written, allowed)
    return "" if near is None else say("problems.did_you_mean", name=near)


def nearest(written: object, allowed: Iterable[str]) -> str | None:
    """Return the allowed spelling that was probably meant; None where none is near."""
    if not isinstance(written, str):
        return None
    from difflib import get_close_matches

    plain = {_plain(name): name for name in allowed}
    near = get_close_matches(_plain(written[:100]), plain, n=1, cutoff=0.6)
    return plain[near[0]] if near else None


def _plain(name: str) -> str:
    return name.strip().lower().replace("-", "_").replace(" ", "_")


def visible(text: str) -> str:
    """Return the text with control, direction and zero-width characters spelled out."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def shown(value: object) -> str:
    """Return a value as it would stand in the file, shortened to fit into a sentence."""
    match value:
        case None | bool():
            return _PLAIN_WORDS[value]
        case str():
            return repr(shortened(value))
        case int() if abs(value) >= _LARGEST_SPELLED:
            return say("problems.digits", digits=int((value.bit_length() - 1) * log10(2)) + 1)
        case date() | time():
            return value.isoformat()
        case list() | tuple() | dict():
            kind = "table" if isinstance(value, dict) else "list"
            return say(f"problems.{kind}_of", size=len(value))
        case _:
            return shortened(repr(value))


def shortened(text: str, most: int = 60) -> str:
    """Return at most so many characters of a text, the last three as dots where it is longer."""
    return text if len(text) <= most else text[: most - 3] + "..."
