"""A start for the mapping file: what is recognised in each file, and what still needs a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from blendnb.domain.plan import Plan
from blendnb.files.problems import InputError, did_you_mean, refuse
from blendnb.measuring.columns import STATEMENTS, Fit, fit, found_columns, touchpoint_names
from blendnb.measuring.engine import Engine, engine, quoted
from blendnb.measuring.knowledge import kinds
from blendnb.measuring.mapping import FILE, FileMapping, entry_for, mapping_beside, write_mapping
from blendnb.measuring.measure import data_files
from blendnb.measuring.sheet import is_sheet
from blendnb.measuring.sources import Table, open_table

MOST_NAMES = 200


@dataclass(frozen=True, slots=True)
class Guess:
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


def guesses(plan: Plan, data: Sequence[Path], *, salt: bytes) -> tuple[Guess, ...]:
    """Return what each file seems to be; the filled-in sheet needs no mapping.

    Raises
    ------
    InputError
        If a file is no table.
    """
    with engine(salt) as opened:
        return tuple(_guess(plan, p, opened) for p in data_files(data) if not is_sheet(p))


def _guess(plan: Plan, path: Path, opened: Engine) -> Guess:
    mapping = entry_for(mapping_beside(path), path.name)
    table = open_table(path, opened)
    try:
        fitted = fit(table, mapping)
    except InputError:
        return _unfitting(path, table, mapping)
    names = _unknown_names(plan, fitted, opened)
    return Guess(path, table.columns, fitted.kind, fitted.columns, names, _near(plan, names))


def _unfitting(path: Path, table: Table, mapping: FileMapping) -> Guess:
    """The columns of the kind that is nearest, without saying that it is one."""
    found = [found_columns(table, kind, mapping) for kind in kinds().values()]
    return Guess(path, table.columns, None, max(found, key=len), (), {})


def _unknown_names(plan: Plan, fitted: Fit, opened: Engine) -> tuple[str, ...]:
    column = "name" if fitted.kind == STATEMENTS else fitted.columns.get("touchpoint")
    if column is None:
        return ()
    known = {name for name, _ in touchpoint_names(plan, fitted.mapping)}
    found = opened.rows(
        f"SELECT {quoted(column)} AS name, count(*) AS n FROM {fitted.table.relation} "  # noqa: S608
        f"WHERE {quoted(column)} IS NOT NULL GROUP BY name ORDER BY n DESC, name LIMIT {MOST_NAMES}"
    )
    return tuple(name for name, _ in found if name.strip().lower() not in known)


def _near(plan: Plan, names: Sequence[str]) -> dict[str, str]:
    titles = {t.title.lower(): t.id for t in plan.touchpoints}
    found = {}
    for name in names:
        lower = name.lower()
        inside = [id_ for title, id_ in titles.items() if title in lower or lower in title]
        hint = did_you_mean(lower, titles).removeprefix("did you mean ").removesuffix("?")
        near = inside[0] if len(inside) == 1 else titles.get(hint)
        if near:
            found[name] = near
    return found


def draft(plan: Plan, data: Sequence[Path], *, salt: bytes) -> Path:
    """Write a mapping file beside the first file of data; one that is there stays.

    Raises
    ------
    InputError
        If a file is no table, or there is a mapping file already.
    """
    found = guesses(plan, data, salt=salt)
    if not found:
        raise refuse("data", "nothing here needs a mapping")
    target = found[0].file.parent / FILE
    if target.exists():
        raise refuse(str(target), "is there already", hint="change it, or move it away first")
    write_mapping({guess.file.name: entry_of(guess) for guess in found}, target)
    return target


def entry_of(guess: Guess) -> FileMapping:
    """Return a guess as an entry of the mapping file."""
    kind = None if guess.kind == STATEMENTS else guess.kind
    columns = {} if guess.kind == STATEMENTS else guess.columns
    ignored = tuple(name for name in guess.names if name not in guess.near)
    found = {"kind": kind, "columns": columns, "touchpoints": guess.near, "ignore": ignored}
    return FileMapping.model_validate(found)
