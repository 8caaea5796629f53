"""Entries of the catalogue: tables in TOML files, the shipped ones and those of a working folder.

There are two layers. The shipped one travels with the package; the other is the `catalogue` folder
of a working folder, laid out in the same way. An own entry with a new id adds to the shipped ones,
one with the id of a shipped entry takes its place, and `disabled.toml` lists what is not wanted.
Nothing stops at the first mistake: what is wrong is collected, and reading goes on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from blendnb.files.parsing import Data, parse_toml
from blendnb.files.problems import InputError, Problem, did_you_mean, problems_from, shown
from blendnb.files.reading import read_text
from blendnb.language import say

DISABLED = "disabled.toml"
COMMON_SLOTS = "common.toml"
SIDE_FILES = (DISABLED, COMMON_SLOTS)
"""Files of the catalogue that hold no entries of their own."""


@dataclass(frozen=True)
class EntryKind:
    """One kind of entry and where its files are."""

    name: str
    """The field of the catalogue, and the name of the list in files that hold many."""
    model: type[BaseModel]
    pattern: str
    """Files below `templates`; in a working folder `catalogue/` stands for `catalogue` itself."""
    listed: bool
    """Many entries in one file, as a list; otherwise each file is one entry."""
    id_key: str = "id"
    can_be_disabled: bool = False

    @property
    def own_pattern(self) -> str:
        """Files below the `catalogue` folder of a working folder."""
        return self.pattern.removeprefix("catalogue/")


@dataclass(frozen=True)
class Entry:
    """One table of a file."""

    part: EntryKind
    data: Data
    file: str
    key: str = ""
    """Its place in a file of many, `rules[3]`."""
    own: bool = False

    @property
    def id(self) -> str:
        """Its id as written, or an empty text where there is none."""
        id_ = self.data.get(self.part.id_key)
        return id_ if isinstance(id_, str) else ""

    def problem(self, key: str, value: Any, text: str, hint: str = "") -> Problem:
        """Return something that is wrong with it; `value` as in the file, None to leave it out."""
        path = ".".join(filter(None, (self.key, key)))
        return Problem(self.file, path, "" if value is None else shown(value), text, hint, self.id)


@dataclass(frozen=True)
class Checked:
    """An entry and the value that it gave."""

    entry: Entry
    value: Any


class Reader:
    """Reads files one after the other and keeps what was wrong with them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def table(self, path: Path) -> Data:
        """Return a file's table; empty where it cannot be used."""
        try:
            return parse_toml(read_text(path), str(path))
        except InputError as error:
            self.problems += error.problems
            return {}

    def entries(self, part: EntryKind, root: Path, *, own: bool = False) -> list[Entry]:
        """Return the entries of one part in one layer, in the order of the files."""
        entries: list[Entry] = []
        for path in sorted(root.glob(part.own_pattern if own else part.pattern)):
            if path.name not in SIDE_FILES and (data := self.table(path)):
                entries += self._in_file(part, data, str(path), own=own)
        return self._distinct(entries)

    def checked(self, entry: Entry) -> Checked | None:
        """Make the value of an entry, or note what is wrong with it."""
        data = {**entry.data, "origin": "own"} if entry.own else entry.data
        try:
            return Checked(entry, entry.part.model.model_validate(data))
        except ValidationError as error:
            self.note(entry, error, data)
            return None

    def note(
        self, entry: Entry, error: ValidationError, data: Any, model: type[BaseModel] | None = None
    ) -> None:
        """Keep what pydantic found wrong with an entry, under the entry's place in its file."""
        for problem in problems_from(error, entry.file, model=model or entry.part.model, data=data):
            key = ".".join(filter(None, (entry.key, problem.key)))
            self.problems.append(replace(problem, key=key, item=problem.item or entry.id))

    def _in_file(self, part: EntryKind, data: Data, file: str, *, own: bool) -> Iterator[Entry]:
        if not part.listed:
            yield Entry(part, data, file, own=own)
            return
        for key in data:
            if key != part.name:
                text = say("problems.unknown_key_of", known=part.name)
                hint = did_you_mean(key, [part.name])
                self.problems.append(Problem(file, key, "", text, hint))
        tables = data.get(part.name, [])
        if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
            text = say("entries.no_list", part=part.name)
            self.problems.append(Problem(file, part.name, shown(tables), text))
            return
        for number, table in enumerate(tables):
            yield Entry(part, table, file, f"{part.name}[{number}]", own)

    def _distinct(self, entries: list[Entry]) -> list[Entry]:
        first: dict[str, Entry] = {}
        for entry in entries:
            if entry.id in first and entry.id:
                other = first[entry.id]
                where = say("entries.of_file", key=other.key, file=other.file).strip()
                text = say("entries.id_twice", where=where)
                self.problems.append(entry.problem(entry.part.id_key, entry.id, text))
            first.setdefault(entry.id or f"{entry.file}{entry.key}", entry)
        return list(first.values())


def overlaid(shipped: Iterable[Entry], own: Iterable[Entry]) -> list[Entry]:
    """Return the shipped entries with own ones in their places, then the own ones that are new."""
    layers = {entry.id: entry for entry in shipped}
    layers |= {entry.id: entry for entry in own}
    return list(layers.values())


def stray_files(own: Path, parts: Iterable[EntryKind]) -> Iterator[Problem]:
    """Yield files of a working folder's catalogue that nothing reads: mostly misspelled names."""
    patterns = [part.own_pattern for part in parts]
    known = [*patterns, *SIDE_FILES]
    for path in sorted(own.rglob("*.toml")):
        inside = path.relative_to(own)
        if not any(inside.match(pattern) for pattern in known):
            text = say("entries.read_by_nothing", known=", ".join(sorted(known)))
            yield Problem(str(path), text=text, hint=did_you_mean(inside.as_posix(), known))
