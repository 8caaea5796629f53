"""From a plan and raw files to what the pilot showed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from blendnb.domain.plan import Plan
from blendnb.domain.results import SMALLEST_GROUP, FileRead, Results, Use
from blendnb.files.problems import refuse
from blendnb.measuring.changes import changes
from blendnb.measuring.columns import STATEMENTS
from blendnb.measuring.counting import Counted, counted
from blendnb.measuring.engine import Engine, Progress, engine
from blendnb.measuring.loading import Aside, Loaded, create_tables, load
from blendnb.measuring.mapping import FILE, Mapping
from blendnb.measuring.metrics import metrics
from blendnb.measuring.outcomes import findings, outcomes
from blendnb.measuring.sheet import Filled, is_sheet, read_sheet
from blendnb.measuring.sources import SUFFIXES

MOST_FILES = 1000
COMPLETIONS = ("completions", STATEMENTS)


@dataclass(frozen=True, slots=True)
class Measured:
    """Results with what is not for others: rows set aside and names that were not understood."""

    results: Results
    aside: tuple[Aside, ...]
    unmatched: dict[str, int]
    """Names of activities that are no touchpoint, with how many rows have each."""


def measure(
    plan: Plan,
    data: Sequence[Path],
    *,
    salt: bytes,
    mapping: Mapping | None = None,
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
    files = data_files(data)
    day = launch or launch_of(plan)
    with engine(salt, progress) as opened:
        loaded, sheets = _load_all(files, plan, opened, mapping, day)
        several = sum(file.kind in COMPLETIONS for file in loaded.files) > 1
        found = counted(plan, opened, day, several=several)
        results = _results(plan, opened, day, found=found, loaded=loaded, sheets=sheets)
    return Measured(results, tuple(loaded.aside), loaded.unmatched)


def launch_of(plan: Plan) -> date | None:
    """Return the pilot's first day, if the plan has dates."""
    if plan.start is None:
        return None
    moved = plan.pilot.start_day if plan.pilot and plan.pilot.start_day else 0
    return plan.start + timedelta(days=moved)


def data_files(data: Sequence[Path]) -> list[Path]:
    """Return all files, those of a folder in the order of their names."""
    found: list[Path] = []
    for path in data:
        if path.is_dir():
            found += sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES)
        else:
            found.append(path)
    if not found:
        raise refuse("data", f"no files to read; they end in {', '.join(SUFFIXES)}")
    if len(found) > MOST_FILES:
        raise refuse("data", f"{len(found)} files; at most {MOST_FILES} at once")
    return list(dict.fromkeys(found))


def _load_all(
    files: Sequence[Path], plan: Plan, opened: Engine, mapping: Mapping | None, day: date | None
) -> tuple[Loaded, Filled]:
    loaded = Loaded()
    found: dict[str, str] = {}
    uses: dict[str, Use] = {}
    create_tables(opened)
    for path in files:
        if is_sheet(path):
            sheet = read_sheet(path, plan)
            found |= sheet.found
            uses |= {use.touchpoint: use for use in sheet.uses}
            loaded.files.append(FileRead(path.name, "sheet", sheet.rows, 0, ()))
        else:
            load(path, plan, opened, loaded, mapping=mapping, launch=day)
    return loaded, Filled(found, tuple(uses.values()), 0)


def _results(
    plan: Plan,
    opened: Engine,
    day: date | None,
    *,
    found: Counted,
    loaded: Loaded,
    sheets: Filled,
) -> Results:
    moved = changes(opened)
    business, unread = metrics(plan, opened, day)
    recorded = {use.touchpoint for use in found.uses}
    uses = (*found.uses, *(use for use in sheets.uses if use.touchpoint not in recorded))
    return Results(
        title=plan.title,
        taking=found.taking,
        uses=uses,
        changes=moved,
        metrics=business,
        outcomes=outcomes(plan, found.taking, moved, business, sheets.found),
        files=tuple(loaded.files),
        findings=findings(found.taking, uses, moved, business),
        notes=(*unread, *_notes(day, found, loaded, {use.touchpoint for use in sheets.uses}, plan)),
    )


def _notes(
    day: date | None, found: Counted, loaded: Loaded, on_sheet: set[str], plan: Plan
) -> list[str]:
    """What could not be worked out, and why."""
    titles = {plan.by_id[id_].title for id_ in on_sheet}
    unknown = [title for title in found.unknown if title not in titles]
    lines = []
    if unknown:
        lines.append(f"No file says anything about: {'; '.join(unknown)}. Not used and not "
                     "recorded look the same, so nothing is said about them.")  # fmt: skip
    if found.taking and not found.taking.from_roster:
        lines.append("There is no list of participants, so everybody seen in the data counts as "
                     "expected; who never came is not in it.")  # fmt: skip
    if found.strangers:
        some = "Fewer than five" if found.strangers < SMALLEST_GROUP else f"{found.strangers:,}"
        lines.append(f"{some} people in the data are not on the list of participants and are left "
                     "out.")  # fmt: skip
    if found.once:
        lines.append(f"No file tells the occurrences apart of: {'; '.join(found.once)}. Who "
                     "finished one of them counts as having finished all.")  # fmt: skip
    if day is None:
        lines.append("The plan has no start, so nothing is said about days.")
    if loaded.unmatched:
        names = [f"{name!r}" for name in loaded.unmatched if name in loaded.common][:3]
        such = f", for instance {', '.join(names)}" if names else ""
        lines.append("Names in the data that are no touchpoint of the plan: "
                     f"{len(loaded.unmatched)}{such}; {FILE} may say which they are.")  # fmt: skip
    return lines
