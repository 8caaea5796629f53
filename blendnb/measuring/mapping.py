"""How the columns of somebody's export are to be read, remembered in a file beside the data.

Headings that are known need no mapping. For the rest, `mapping.toml` in the folder of the data says
which column holds what and which activity is which touchpoint::

    ["lms_*.csv"]
    kind = "completions"
    dates = "day_first"
    ignore = ["Fire safety 2026"]
    columns.learner = "Person No."
    touchpoints."CRM-101 (v2)" = "tp-2"
"""

import json
from fnmatch import fnmatch
from pathlib import Path
from typing import Literal

from pydantic import Field

from blendnb.domain.base import Many, Value
from blendnb.files.parsing import parse_toml
from blendnb.files.problems import InputError, Problem, checked, did_you_mean
from blendnb.files.reading import read_text
from blendnb.files.writing import write_whole
from blendnb.measuring.knowledge import kinds

FILE = "mapping.toml"
DateOrder = Literal["day_first", "month_first"]
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


Mapping = dict[str, FileMapping]


def mapping_beside(data: Path) -> Mapping:
    """Return the mapping that stands beside a file of data; an empty one where there is none.

    Raises
    ------
    InputError
        With everything that is wrong with it.
    """
    file = data.parent / FILE
    return load_mapping(file) if file.is_file() else {}


def load_mapping(file: Path) -> Mapping:
    """Read a mapping file.

    Raises
    ------
    InputError
        With everything that is wrong with it.
    """
    found = parse_toml(read_text(file), str(file))
    mapping: Mapping = {}
    problems: list[Problem] = []
    for pattern, entry in found.items():
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
    return [
        Problem(file, f"columns.{name}", "", f"is not one of {', '.join(everything)}",
                did_you_mean(name, everything))
        for name in entry.columns
        if name not in everything
    ]  # fmt: skip


def entry_for(mapping: Mapping, name: str) -> FileMapping:
    """Return how a file is read: its own entry before a pattern's; an empty one without either."""
    if name in mapping:
        return mapping[name]
    return next((e for pattern, e in mapping.items() if fnmatch(name, pattern)), FileMapping())


def write_mapping(mapping: Mapping, file: Path) -> None:
    """Write a mapping file: the same text for the same mapping.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    write_whole(file, "\n".join(_entry_text(p, e) for p, e in mapping.items()))


def _entry_text(pattern: str, entry: FileMapping) -> str:
    name = json.dumps(pattern, ensure_ascii=False)
    lines = [f"[{name}]"]
    lines += [f'{key} = "{value}"' for key in ("kind", "dates") if (value := getattr(entry, key))]
    if entry.ignore:
        lines.append(f"ignore = {json.dumps(entry.ignore, ensure_ascii=False)}")
    for key in ("columns", "touchpoints"):
        table = getattr(entry, key)
        if table:
            lines.append(f"[{name}.{key}]")
            lines += [f"{_quoted(k)} = {_quoted(v)}" for k, v in table.items()]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    # A JSON string is a TOML basic string, but for DEL, which TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
