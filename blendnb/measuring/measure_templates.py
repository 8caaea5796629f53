"""What measuring takes from templates: known headings, the two ladders, when a result counts.

Short, because it only reads `templates/measures`; five modules ask it, which need not know another.
What one learning management system calls things stands in a file of its own in `measures/lms` and
adds to what is known of all.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from blendnb.shipped import shipped

FOLDER = "measures"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its columns, with the headings that are known for each."""

    id: str
    text: str
    required: tuple[str, ...]
    headings: dict[str, tuple[str, ...]]


@cache
def kinds() -> dict[str, FileKind]:
    """Return the kinds of tables that can be read, by id."""
    return {
        id_: FileKind(
            id_,
            entry["text"],
            tuple(entry["required"]),
            {column: tuple(names) for column, names in entry["columns"].items()},
        )
        for id_, entry in _columns().items()
        if "columns" in entry
    }


@cache
def spellings() -> dict[str, tuple[str, ...]]:
    """Return the spellings of `done`, `open`, `before`, ... in lower case."""
    return {word: tuple(spelled) for word, spelled in _columns()["words"].items()}


@cache
def verbs() -> dict[str, tuple[str, ...]]:
    """Return the last parts of xAPI verbs that mean `done` and those that mean `open`."""
    return {word: tuple(spelled) for word, spelled in _columns()["verbs"].items()}


@cache
def levels() -> dict[str, dict[str, str]]:
    """Return the step of the ladders that each kind of measure stands on."""
    return {kind: dict(entry) for kind, entry in _read("levels").items()}


@cache
def calendar_words() -> tuple[dict[str, int], frozenset[str]]:
    """Return the number of each month by its names, and words beside a date that say nothing."""
    calendar = _columns()["calendar"]
    months = {name: n for n, names in enumerate(calendar["months"], 1) for name in names}
    return months, frozenset(calendar["ignored"])


@cache
def numbers_of_words() -> dict[str, float]:
    """Return the number of each answer in words, lowest 1."""
    scales = _columns()["scales"].values()
    return {word: float(n) for scale in scales for n, word in enumerate(scale, 1)}


@cache
def heading_lists() -> dict[str, tuple[str, ...]]:
    """Return headings that say what a whole file is, and those that say nothing, by name."""
    return {name: tuple(entry) for name, entry in _columns()["headings"].items()}


def threshold(id_: str) -> float:
    """Return when a result argues for a change.

    Raises
    ------
    KeyError
        If there is none of that id.
    """
    return float(_read("thresholds")[id_]["value"])


def with_layout(known: dict[str, Any], layout: dict[str, Any], name: str) -> dict[str, Any]:
    """Return what is known of all systems with what one of them calls things.

    Raises
    ------
    ValueError
        If the layout names something that nothing is read into.
    """
    merged = dict(known)
    for key, value in layout.items():
        if key not in known or type(value) is not type(known[key]):
            raise ValueError(f"{name}: {key!r} is not one of {', '.join(known)}")
        together = with_layout(known[key], value, name) if isinstance(value, dict) else None
        merged[key] = together or [*known[key], *value]
    return merged


@cache
def _columns() -> dict[str, Any]:
    known = _read("columns")
    for path in sorted((_folder() / "lms").glob("*.toml")):
        known = with_layout(known, _toml(path), path.name)
    return known


@cache
def _read(name: str) -> dict[str, Any]:
    return _toml(_folder() / f"{name}.toml")


def _folder() -> Path:
    return shipped("templates") / FOLDER


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
