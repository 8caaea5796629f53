"""A start for the mapping file: what is recognised in each file, and what still needs a word."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from blendnb.domain.plan import Plan
from blendnb.files.problems import InputError, nearest, refuse
from blendnb.files.reading import read_text
from blendnb.files.writing import write_whole
from blendnb.language import say
from blendnb.measuring.column_mapping import (
    ACTIVITY,
    DAY,
    MAPPING_FILE,
    STATEMENTS,
    VALUE,
    FileMapping,
    FittedFile,
    Mappings,
    entry_and_kin,
    entry_for,
    fit,
    load_mapping,
    mapped_columns,
    mapping_beside,
    named_position,
    of_one_title,
    touchpoint_names,
    write_mapping,
)
from blendnb.measuring.column_values import name_key
from blendnb.measuring.duckdb_engine import PilotDatabase, open_database, quoted
from blendnb.measuring.measure_templates import kinds
from blendnb.measuring.read_tables import DataFile, data_files, open_tables, unreadable
from blendnb.measuring.results_sheet import is_sheet

MOST_NAMES = 200


@dataclass(frozen=True, slots=True)
class FileGuess:
    """What one file seems to be."""

    file: Path
    headings: tuple[str, ...]
    kind: str | None
    """None where nothing fits yet."""
    columns: dict[str, str]
    names: tuple[str, ...]
    """Activities in it that are no touchpoint by name, most frequent first."""
    near: dict[str, str]
    """Ids of the touchpoints that such names resemble."""
    twins: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of the touchpoints that share such a name."""


def guesses(plan: Plan, data: Sequence[Path], *, salt: bytes) -> tuple[FileGuess, ...]:
    """Return what each file seems to be; the filled-in sheet needs no mapping.

    Raises
    ------
    InputError
        If a file is no table.
    """
    with open_database(salt) as opened:
        files, _ = data_files(data)
        return tuple(_guess(plan, path, opened) for path in files if not is_sheet(path))


def _guess(plan: Plan, path: Path, opened: PilotDatabase) -> FileGuess:
    mapping, kin = entry_and_kin(mapping_beside(path), path.name)
    tables = open_tables(path, opened, mapping.columns.values())
    for table in tables:
        try:
            fitted = fit(table, mapping, plan, learnt=bool(kin))
        except InputError:
            continue
        try:
            names = _unknown_names(plan, fitted, opened)
        except duckdb.Error as error:
            raise unreadable(path, error) from None
        near = _near(plan, names)
        twins = {n: ids for n in names for t, ids in of_one_title(plan).items() if name_key(n) == t}
        return FileGuess(path, table.columns, fitted.kind, _own_columns(fitted), names, near, twins)
    return _unfitting(path, tables[0], mapping)


def _own_columns(fitted: FittedFile) -> dict[str, str]:
    """The columns that the file itself has."""
    return {n: h for n, h in fitted.columns.items() if h not in (ACTIVITY, VALUE, DAY)}


def _unfitting(path: Path, table: DataFile, mapping: FileMapping) -> FileGuess:
    """The columns of the kind that is nearest, without saying that it is one."""
    result = [mapped_columns(table, kind, mapping) for kind in kinds().values()]
    return FileGuess(path, table.columns, None, max(result, key=len), (), {})


def _unknown_names(plan: Plan, fitted: FittedFile, opened: PilotDatabase) -> tuple[str, ...]:
    column = fitted.columns.get("touchpoint")
    if column == ACTIVITY or (column is None and fitted.kind != STATEMENTS):
        return ()
    text = "coalesce(name, activity)" if fitted.kind == STATEMENTS else quoted(str(column))
    known = dict(touchpoint_names(plan, fitted.mapping))
    result = opened.rows(
        f"SELECT {text} AS text, count(*) AS n FROM {fitted.table.relation} "  # noqa: S608
        f"WHERE {text} IS NOT NULL GROUP BY text ORDER BY n DESC, text LIMIT {MOST_NAMES}"
    )
    return tuple(name for name, _ in result if named_position(name, known) is None)


def _near(plan: Plan, names: Sequence[str]) -> dict[str, str]:
    """Ids of touchpoints that names resemble; of a title that two have, none."""
    twins = of_one_title(plan)
    titles = {name_key(t.title): t.id for t in plan.touchpoints if name_key(t.title) not in twins}
    result = {}
    for name in names:
        key = name_key(name)
        if key in twins:
            continue
        inside = [id_ for title, id_ in titles.items() if title in key or key in title]
        near = inside[0] if len(inside) == 1 else titles.get(nearest(key, titles) or "")
        if near:
            result[name] = near
    return result


def draft(plan: Plan, data: Sequence[Path], *, salt: bytes) -> Path:
    """Write a mapping file beside the first file of data; what one that is there says stays.

    What is recognised is written, what resembles a touchpoint as well; what is not known is asked
    in a comment. Once more is said, the next draft goes on from there.

    Raises
    ------
    InputError
        If a file is no table.
    """
    result = guesses(plan, data, salt=salt)
    if not result:
        raise refuse("data", say("pilot.problem.mapped"))
    target = result[0].file.parent / MAPPING_FILE
    before = load_mapping(target) if target.exists() else {}
    write_mapping({**before, **{g.file.name: _merged(before, g) for g in result}}, target)
    keys = [f"# {say(f'pilot.draft.keys.{part}')}" for part in ("columns", "whole", "words")]
    asked = [*keys, *(line for guess in result for line in _questions(plan, guess))]
    known = read_text(target)
    new = [line for line in asked if line not in known.splitlines()]
    write_whole(target, known.rstrip("\n") + "\n\n" + "\n".join(new) + "\n" if new else known)
    return target


def _merged(before: Mappings, guess: FileGuess) -> FileMapping:
    """What was said before, and what is recognised beside it."""
    old, new = entry_for(before, guess.file.name), entry_of(guess)
    return old.replace(
        kind=old.kind or new.kind,
        columns={**new.columns, **old.columns},
        touchpoints={**new.touchpoints, **old.touchpoints},
    )


def _questions(plan: Plan, guess: FileGuess) -> list[str]:
    """Comments that ask what is not known, and show what may be written."""
    name = guess.file.name
    lines = []
    if guess.kind is None:
        shown = ", ".join(guess.headings[:12])
        lines.append(f"# {say('pilot.draft.kind', file=name, headings=shown)}")
    for each in guess.names:
        if each in guess.near:
            continue
        ids = ", ".join(guess.twins.get(each, ()) or (t.id for t in plan.touchpoints))
        lines.append(
            f"# {say('pilot.draft.name', file=name, name=' '.join(each.split()), ids=ids)}"
        )
    return lines


def entry_of(guess: FileGuess) -> FileMapping:
    """Return a guess as an entry of the mapping file."""
    kind = None if guess.kind == STATEMENTS else guess.kind
    columns = {} if guess.kind == STATEMENTS else guess.columns
    result = {"kind": kind, "columns": columns, "touchpoints": guess.near}
    return FileMapping.model_validate(result)
