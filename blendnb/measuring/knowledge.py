"""What measuring takes from templates: known headings, the two ladders, when a result counts."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from blendnb.files.shipped import shipped

FOLDER = "measures"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its columns, with the headings that are known for each."""

    id: str
    text: str
    required: tuple[str, ...]
    headings: dict[str, tuple[str, ...]]


@cache
def kinds() -> dict[str, Kind]:
    """Return the kinds of tables that can be read, by id."""
    return {
        id_: Kind(
            id_,
            entry["text"],
            tuple(entry["required"]),
            {column: tuple(names) for column, names in entry["columns"].items()},
        )
        for id_, entry in _read("columns").items()
        if "columns" in entry
    }


@cache
def words() -> dict[str, tuple[str, ...]]:
    """Return the spellings of `done`, `open`, `before`, ... in lower case."""
    return {word: tuple(spelled) for word, spelled in _read("columns")["words"].items()}


@cache
def verbs() -> dict[str, tuple[str, ...]]:
    """Return the last parts of xAPI verbs that mean `done` and those that mean `open`."""
    return {word: tuple(spelled) for word, spelled in _read("columns")["verbs"].items()}


@cache
def levels() -> dict[str, dict[str, str]]:
    """Return the step of the ladders that each kind of measure stands on."""
    return {kind: dict(entry) for kind, entry in _read("levels").items()}


def threshold(id_: str) -> float:
    """Return when a result argues for a change.

    Raises
    ------
    KeyError
        If there is none of that id.
    """
    return float(_read("thresholds")[id_]["value"])


@cache
def _read(name: str) -> dict[str, Any]:
    path = shipped("templates") / FOLDER / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
