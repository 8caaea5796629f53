"""The fifth step in verbs: what a pilot can show, what it showed, and what becomes simpler.

Paths, the salt of a run and the shipped catalogue are brought in here; what is behind takes them as
values.
"""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from blendnb.api import Own, catalogue_of
from blendnb.domain.plan import Plan
from blendnb.files.reading import Source

if TYPE_CHECKING:
    from blendnb.domain.results import Effect, PilotSize, Results, Simplification
    from blendnb.measuring.engine import Progress
    from blendnb.measuring.mapping import Mapping
    from blendnb.measuring.measure import Measured

ASIDE = "set-aside.csv"
"""The usual name of the file that rows are put into which could not be used."""
_SALT_BYTES = 16


def pilot_size(size: int) -> "PilotSize":
    """Return what a pilot group of so many people can show and cannot.

    Parameters
    ----------
    size
        People in the group.

    Raises
    ------
    ValueError
        If there are fewer than five.
    """
    from blendnb.measuring.pilot import pilot_size as sized

    return sized(size)


def write_sheet(plan: Plan, path: Source) -> None:
    """Write the sheet that a pilot team fills in; `measure` reads it back.

    Parameters
    ----------
    plan
        The plan whose measures and touchpoints it asks about.
    path
        Where to: `.xlsx` or `.csv`.

    Raises
    ------
    InputError
        If the suffix is neither, or the file cannot be written.
    """
    from blendnb.measuring.sheet import write_sheet as written

    written(plan, path)


def measure(
    plan: Plan,
    results: Source | Sequence[Source],
    *,
    mapping: "Mapping | None" = None,
    launch: date | None = None,
    aside: Source | None = None,
    progress: "Progress | None" = None,
) -> "Results":
    """Return what a pilot showed.

    Parameters
    ----------
    plan
        The plan that the pilot tried.
    results
        Files, or a folder of files: completions of an LMS, xAPI statements, participants, surveys,
        feedback, observations, a business metric, the sheet that was filled in.
    mapping
        How their columns are read; by default `mapping.toml` beside them, and known headings.
    launch
        The pilot's first day; by default from the plan.
    aside
        Where rows go that cannot be used; they are counted in any case.
    progress
        Told what is being read and how much of it, from 0 to 1.

    Raises
    ------
    InputError
        If a file does not fit.
    """
    measured = measured_files(plan, results, mapping=mapping, launch=launch, progress=progress)
    if aside is not None:
        write_aside(measured, aside)
    return measured.results


def measured_files(
    plan: Plan,
    results: Source | Sequence[Source],
    *,
    mapping: "Mapping | None" = None,
    launch: date | None = None,
    progress: "Progress | None" = None,
) -> "Measured":
    """Return results with the rows that were set aside; the parameters are those of `measure`."""
    from blendnb.measuring.measure import measure as measured

    salt = os.urandom(_SALT_BYTES)
    return measured(
        plan, paths(results), salt=salt, mapping=mapping, launch=launch, progress=progress
    )


def paths(results: Source | Sequence[Source]) -> list[Path]:
    """Return one path or several as a list."""
    single = isinstance(results, str | os.PathLike)
    return [Path(results)] if single else [Path(each) for each in results]  # type: ignore[union-attr, arg-type]


def write_aside(measured: "Measured", path: Source) -> None:
    """Write the rows that were set aside as a CSV file, without who they are about.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    from blendnb.files.writing import write_whole
    from blendnb.measuring.loading import aside_csv

    write_whole(path, aside_csv(measured.aside))


def simplify(
    plan: Plan, results: "Results", *, catalogue: Own = None
) -> "tuple[Simplification, ...]":
    """Return edits that the results argue for, each with what it would do.

    Parameters
    ----------
    plan
        The plan that the pilot tried.
    results
        What `measure` gave.
    catalogue
        A working folder with own entries, or a catalogue; the shipped one by default.
    """
    from blendnb.measuring.simplify import simplify as simplified

    return simplified(plan, results, catalogue_of(catalogue))


def effect(plan: Plan, changed: Plan, *, catalogue: Own = None) -> "Effect":
    """Return what a change of a plan does to learners' time, building, recall and the audit."""
    from blendnb.measuring.effects import effect as told

    return told(plan, changed, catalogue_of(catalogue))


def accept(
    plan: Plan,
    simplifications: "Sequence[Simplification]",
    *,
    who: str | None = None,
    when: date | None = None,
) -> Plan:
    """Return the plan with accepted simplifications applied and on record as decisions.

    Parameters
    ----------
    plan
        The plan that they were proposed for.
    simplifications
        Those that were accepted.
    who, when
        Who decided, and on which day.

    Raises
    ------
    KeyError
        If a touchpoint is no longer in the plan.
    """
    from blendnb.measuring.simplify import accept as accepted

    return accepted(plan, simplifications, who=who, when=when)


def draft_mapping(plan: Plan, results: Source | Sequence[Source]) -> Path:
    """Write a mapping file beside data: what was recognised, to be completed by hand.

    Activities that are no touchpoint of the plan stand under `ignore`; whatever is a touchpoint
    under another name is moved to `touchpoints`, with its id.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    InputError
        If a file cannot be read, or there is a mapping file already.
    """
    from blendnb.measuring.drafting import draft

    return draft(plan, paths(results), salt=os.urandom(_SALT_BYTES))
