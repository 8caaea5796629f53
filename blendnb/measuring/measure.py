"""From a plan and raw files to what the pilot showed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from blendnb.domain.pilot_results import SMALLEST_GROUP, FileRead, PilotResults, TouchpointUse
from blendnb.domain.plan import Plan
from blendnb.files.problems import shortened
from blendnb.language import say
from blendnb.measuring.before_after import changes, metrics
from blendnb.measuring.column_mapping import MAPPING_FILE, STATEMENTS, Mappings, of_one_title
from blendnb.measuring.column_values import name_key
from blendnb.measuring.counting import Counts, counted
from blendnb.measuring.duckdb_engine import PilotDatabase, Progress, open_database
from blendnb.measuring.load_rows import AsideRow, LoadedRows, create_tables, load, unite_people
from blendnb.measuring.pilot_findings import findings, outcomes
from blendnb.measuring.read_tables import data_files
from blendnb.measuring.results_sheet import FilledSheet, is_sheet, read_sheet

COMPLETIONS = ("completions", STATEMENTS)


@dataclass(frozen=True, slots=True)
class Measured:
    """Results with what is not for others: rows set aside and names that were not understood."""

    results: PilotResults
    aside: tuple[AsideRow, ...]
    unmatched: dict[str, int]
    """Names of activities that are no touchpoint, with how many rows have each."""


def measure(
    plan: Plan,
    data: Sequence[Path],
    *,
    salt: bytes,
    mapping: Mappings | None = None,
    launch: date | None = None,
    progress: Progress | None = None,
) -> Measured:
    """Return what a pilot showed.

    Parameters
    ----------
    plan
        The plan that the pilot tried.
    data
        Files of completions, xAPI statements, participants, surveys, feedback, observations,
        metrics, and the sheet that was filled in; of a folder, all files in it that can be read.
    salt
        Secret that learners' ids are hashed with; results do not depend on it.
    mapping
        How columns are read; the mapping beside each file by default.
    launch
        The pilot's first day; by default the plan's start, moved by the pilot's own start day.
    progress
        Told how far the reading is.

    Raises
    ------
    InputError
        If a file does not fit.
    """
    files, passed = data_files(data)
    day = launch or launch_of(plan)
    with open_database(salt, progress) as opened:
        loaded, sheets = _load_all(files, plan, opened, mapping, day)
        united = unite_people(opened)
        several = united > 0 or sum(file.kind in COMPLETIONS for file in loaded.files) > 1
        about = _about(opened, plan, day, united, passed)
        counts = counted(plan, opened, day, several=several)
        results = _results(
            plan, opened, day, counts=counts, loaded=loaded, sheets=sheets, about=about
        )
    return Measured(results, tuple(loaded.aside), loaded.unmatched)


def launch_of(plan: Plan) -> date | None:
    """Return the pilot's first day, if the plan has dates."""
    if plan.start is None:
        return None
    moved = plan.pilot.start_day if plan.pilot and plan.pilot.start_day else 0
    return plan.start + timedelta(days=moved)


def _load_all(
    files: Sequence[Path],
    plan: Plan,
    opened: PilotDatabase,
    mapping: Mappings | None,
    day: date | None,
) -> tuple[LoadedRows, FilledSheet]:
    loaded = LoadedRows()
    filled: dict[str, str] = {}
    uses: dict[str, TouchpointUse] = {}
    create_tables(opened)
    for path in files:
        if is_sheet(path):
            sheet = read_sheet(path, plan)
            filled |= sheet.texts
            uses |= {use.touchpoint: use for use in sheet.uses}
            loaded.files.append(
                FileRead(path.name, "sheet", sheet.rows, 0, (), remarks=sheet.remarks)
            )
        else:
            load(path, plan, opened, loaded, mapping=mapping, launch=day)
    return loaded, FilledSheet(filled, tuple(uses.values()), 0)


def _results(
    plan: Plan,
    opened: PilotDatabase,
    day: date | None,
    *,
    counts: Counts,
    loaded: LoadedRows,
    sheets: FilledSheet,
    about: list[str],
) -> PilotResults:
    moved, said = changes(opened)
    business, unread = metrics(plan, opened, day)
    recorded = {use.touchpoint for use in counts.uses}
    uses = (*counts.uses, *(use for use in sheets.uses if use.touchpoint not in recorded))
    on_sheet = {use.touchpoint for use in sheets.uses}
    return PilotResults(
        title=plan.title,
        taking=counts.taking,
        uses=uses,
        changes=moved,
        metrics=business,
        outcomes=outcomes(plan, counts.taking, moved, business, sheets.texts),
        files=tuple(loaded.files),
        findings=findings(counts.taking, uses, moved, business),
        notes=(*unread, *said, *_notes(day, counts, loaded, on_sheet, plan), *about),
    )


_LONG_BEFORE = timedelta(days=30)
"""How long before the first touchpoint a finish is of another time."""


def _about(
    opened: PilotDatabase, plan: Plan, day: date | None, united: int, passed: list[str]
) -> list[str]:
    """What is to be told of all files together."""
    notes = []
    if passed:
        notes.append(say("pilot.note.passed_over", files=", ".join(passed)))
    if united:
        notes.append(say("pilot.note.united", count=united))
    if day is not None:
        first = day + timedelta(days=min((t.start_day for t in plan.touchpoints), default=0))
        early, of = opened.rows(
            "SELECT count(DISTINCT learner) FILTER (WHERE finished < ?), count(DISTINCT learner) "
            "FROM events WHERE finished IS NOT NULL", [min(first, day) - _LONG_BEFORE],
        )[0]  # fmt: skip
        if early >= SMALLEST_GROUP:
            notes.append(say("pilot.note.long_before", count=early, of=of, day=str(day)))
    learners = opened.rows("SELECT count(DISTINCT touchpoint) FROM events")[0][0]
    if learners > 1 and not united:
        notes += _strangers_to_each_other(opened)
    return notes


def _strangers_to_each_other(opened: PilotDatabase) -> list[str]:
    """Nobody stands at two touchpoints: the files probably know people by different ids."""
    shared, people, most = opened.rows(
        "SELECT count(*) FILTER (WHERE n > 1), count(*), max(n) FROM (SELECT learner, "
        "count(DISTINCT touchpoint) AS n FROM events GROUP BY learner)"
    )[0]
    apart = people >= SMALLEST_GROUP and not shared and most == 1
    return [say("pilot.note.no_shared")] if apart else []


def _notes(
    day: date | None, counts: Counts, loaded: LoadedRows, on_sheet: set[str], plan: Plan
) -> list[str]:
    """What could not be worked out, and why."""
    titles = {plan.by_id[id_].title for id_ in on_sheet}
    unknown = [title for title in counts.unknown if title not in titles]
    notes = []
    if unknown:
        notes.append(say("pilot.note.no_file", titles="; ".join(unknown)))
    if counts.taking and not counts.taking.from_roster:
        notes.append(say("pilot.note.no_roster"))
    if counts.strangers >= SMALLEST_GROUP:
        notes.append(say("pilot.note.strangers", count=counts.strangers))
    elif counts.strangers:
        notes.append(say("pilot.note.few_strangers"))
    if counts.once:
        notes.append(say("pilot.note.once", titles="; ".join(counts.once)))
    if counts.taking or on_sheet:
        notes.append(say("pilot.note.differencing"))
    if day is None:
        notes.append(say("pilot.note.no_start"))
    notes += [say("pilot.note.file", file=f.file, text=t) for f in loaded.files for t in f.remarks]
    notes += [_not_understood(f) for f in loaded.files if f.unread]
    if loaded.unmatched:
        notes += _twins(plan, loaded)
        notes.append(_unmatched(loaded))
    return notes


def _not_understood(file: FileRead) -> str:
    """The texts of a file that nothing was read from, the most frequent first."""
    shown = "; ".join(f"{c}: “{shortened(t, 40)}” ({n})" for c, t, n in file.unread[:5])
    return say("pilot.note.not_understood", file=file.file, words=shown, mapping=MAPPING_FILE)


def _twins(plan: Plan, loaded: LoadedRows) -> list[str]:
    """Names that two touchpoints of the plan have."""
    titles = of_one_title(plan)
    named = {name_key(name): name for name in loaded.unmatched if name_key(name) in titles}
    return [
        say("pilot.note.one_title", title=name, ids=", ".join(titles[key]), file=MAPPING_FILE)
        for key, name in named.items()
    ]


def _unmatched(loaded: LoadedRows) -> str:
    """Names that are no touchpoint; shown are only those that several people have."""
    names = [f"“{name}”" for name in loaded.unmatched if name in loaded.common][:3]
    such = "_such" if names else ""
    values = {"count": len(loaded.unmatched), "names": ", ".join(names), "file": MAPPING_FILE}
    return say(f"pilot.note.unmatched{such}", **values)
