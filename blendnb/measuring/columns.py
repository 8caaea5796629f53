"""Which column of a file holds what: from the mapping, else from headings that are known.

A file that does not fit gets one message: what it seems to be, what is missing, which columns it
has, and where to say what they are.
"""

import re
from dataclasses import dataclass
from datetime import date

from blendnb.domain.plan import Plan
from blendnb.files.problems import InputError, Problem, did_you_mean, refuse, shortened
from blendnb.measuring.knowledge import Kind, kinds
from blendnb.measuring.mapping import FILE, FileMapping
from blendnb.measuring.sources import STATEMENT_COLUMNS, Table

STATEMENTS = "statements"
_MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Fit:
    """A file with its kind and with the heading of each of our columns that it has."""

    table: Table
    kind: str
    columns: dict[str, str]
    mapping: FileMapping


def plain(heading: str) -> str:
    """Return a heading without case, punctuation and double spaces.

    Examples
    --------
    >>> plain(" Completion_Date ")
    'completion date'
    """
    return " ".join(re.sub(r"[_\-]+", " ", heading.lower()).split())


def fit(table: Table, mapping: FileMapping) -> Fit:
    """Find out what a file is and which columns hold what.

    Raises
    ------
    InputError
        If the mapping names a column that the file does not have, or a required one is not found.
    """
    if table.statements:
        return Fit(table, STATEMENTS, {name: name for name in STATEMENT_COLUMNS}, mapping)
    lost = [heading for heading in mapping.columns.values() if heading not in table.columns]
    if lost:
        raise InputError(
            Problem(str(table.path), "", repr(shortened(heading)), f"is in {FILE}, but no column",
                    did_you_mean(heading, table.columns))
            for heading in lost
        )  # fmt: skip
    chosen = [kinds()[mapping.kind]] if mapping.kind else list(kinds().values())
    found = [(kind, found_columns(table, kind, mapping)) for kind in chosen]
    fitting = [(k, c) for k, c in found if all(name in c for name in k.required)]
    if not fitting:
        raise _misfit(table, found)
    kind, columns = max(fitting, key=_certainty)
    return Fit(table, kind.id, columns, mapping)


def _certainty(found: tuple[Kind, dict[str, str]]) -> tuple[int, int]:
    """More required columns speak louder than optional ones."""
    kind, columns = found
    return len(kind.required), len(columns)


def found_columns(table: Table, kind: Kind, mapping: FileMapping) -> dict[str, str]:
    """Return the heading of each column of a kind that a file has."""
    by_plain = {plain(heading): heading for heading in reversed(table.columns)}
    found = {name: heading for name, heading in mapping.columns.items() if name in kind.headings}
    for name, headings in kind.headings.items():
        known = next((by_plain[h] for h in map(plain, headings) if h in by_plain), None)
        if name not in found and known is not None and known not in found.values():
            found[name] = known
    return found


def _misfit(table: Table, found: list[tuple[Kind, dict[str, str]]]) -> InputError:
    kind, columns = max(found, key=lambda f: len(f[1]) / len(f[0].headings))
    missing = [name for name in kind.required if name not in columns]
    has = ", ".join(shortened(c, 30) for c in table.columns[:_MOST_SHOWN])
    more = (
        f" and {len(table.columns) - _MOST_SHOWN} more" if len(table.columns) > _MOST_SHOWN else ""
    )
    return refuse(
        str(table.path),
        f"looks like {kind.text}; but no column for {' or '.join(missing)} is known "
        f"(it has {has}{more})",
        hint=f"say which it is in {FILE} beside the data; --draft-mapping writes a start",
    )


# ---------------------------------------------------------------------------------- touchpoints


def touchpoint_names(plan: Plan, mapping: FileMapping) -> list[tuple[str, int]]:
    """Return each known name of an activity with its touchpoint's place in the plan.

    A touchpoint is known by its id and by its title; a mapping adds what others call it. What a
    mapping leaves out has place -1.
    """
    places = {t.id: place for place, t in enumerate(plan.touchpoints)}
    titles = [t.title for t in plan.touchpoints]
    found = {_key(t.title): places[t.id] for t in plan.touchpoints if titles.count(t.title) == 1}
    found |= {_key(id_): place for id_, place in places.items()}
    found |= {_key(name): places[id_] for name, id_ in mapping.touchpoints.items()}
    found |= {_key(name): -1 for name in mapping.ignore}
    return list(found.items())


def _key(name: str) -> str:
    return name.strip().lower()


def refuse_unknown_touchpoints(plan: Plan, mapping: FileMapping, file: str) -> None:
    """Check that a mapping names touchpoints of this plan.

    Raises
    ------
    InputError
        With each one that the plan does not have.
    """
    problems = [
        Problem(file, f"touchpoints.{name}", repr(id_), "is no touchpoint of this plan",
                did_you_mean(id_, plan.by_id))
        for name, id_ in mapping.touchpoints.items()
        if id_ not in plan.by_id
    ]  # fmt: skip
    if problems:
        raise InputError(problems)


# ---------------------------------------------------------------------------------------- dates

_TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", "T%H:%M:%S")
_NAMED = ("%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d.%m.%Y", "%d-%b-%Y")
FIRST_DATE, LAST_DATE = date(1990, 1, 1), date(2100, 1, 1)
"""Dates outside are mistakes of typing or of a system that counts from another day."""


def date_sql(expression: str, order: str | None) -> str:
    """Return the SQL that reads a date in any of the usual forms; NULL where it cannot be read.

    Parameters
    ----------
    expression
        SQL of the text.
    order
        Which comes first in 03/04/2027; None where the file has no such date.
    """
    text = f"trim({expression})"
    iso = f"try_cast(left({text}, 10) AS DATE)"
    slashed = ("%d/%m/%Y", "%d-%m-%Y") if order != "month_first" else ("%m/%d/%Y", "%m-%d-%Y")
    forms = [day + time for day in (*slashed, *_NAMED) for time in _TIMES]
    listed = "[" + ", ".join(f"'{form}'" for form in forms) + "]"
    return (
        f"CASE WHEN substr({text}, 5, 1) = '-' THEN {iso} "
        f"ELSE CAST(try_strptime({text}, {listed}) AS DATE) END"
    )
