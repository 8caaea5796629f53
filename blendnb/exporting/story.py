"""One page for the sponsor: what the pilot showed, what changes, and what this cannot show."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from blendnb.domain.pilot_results import EditEffect, PilotResults, Simplification
from blendnb.domain.plan import Plan
from blendnb.exporting.page import content_policy, rendered, style_sheet
from blendnb.exporting.subject import View
from blendnb.files.problems import refuse, shown
from blendnb.files.reading import Source, label
from blendnb.files.writing import write_whole
from blendnb.language import say, speaking_in
from blendnb.measuring.column_mapping import MAPPING_FILE
from blendnb.measuring.pilot_statistics import pilot_of
from blendnb.reporting.data_sureness import sureness_section
from blendnb.reporting.pilot_report import (
    accepted_section,
    cannot_section,
    chart_sections,
    files_section,
    findings_section,
    measures_section,
    pilot_figures,
)

if TYPE_CHECKING:
    from blendnb.domain.catalogue import Catalogue


def write_story(
    plan: Plan,
    changed: Plan,
    results: PilotResults,
    accepted: Sequence[Simplification],
    path: Source,
    *,
    catalogue: "Catalogue | Source | None" = None,
) -> None:
    """Write one page for the sponsor of a pilot, as self-contained as the page of a plan.

    Parameters
    ----------
    plan, changed
        The plan that the pilot tried, and the plan with what was accepted.
    results
        What the pilot showed.
    accepted
        The simplifications that were accepted.
    path
        Where to; it must end in `.html`.
    catalogue
        A catalogue, or a working folder with own entries, words and templates.

    Raises
    ------
    InputError
        If the file has another suffix or cannot be written; an existing file is then as it was.
    """
    suffix = Path(path).suffix.lower()
    if suffix != ".html":
        raise refuse(label(path), say("story.suffix"), found=shown(suffix))
    write_whole(path, story_page(plan, changed, results, accepted, catalogue=catalogue))


def story_page(
    plan: Plan,
    changed: Plan,
    results: PilotResults,
    accepted: Sequence[Simplification],
    *,
    catalogue: "Catalogue | Source | None" = None,
) -> str:
    """Return the page as text; the parameters are those of `write_story`."""
    from blendnb.api import effect
    from blendnb.domain.catalogue import Catalogue

    own = None if catalogue is None or isinstance(catalogue, Catalogue) else Path(catalogue)
    style = style_sheet(own)
    total = effect(plan, changed, catalogue=catalogue) if accepted else None
    with speaking_in(own):
        view = _view(plan, results, accepted, total)
        return rendered(own, "story.html", style=style, policy=content_policy(style), s=view)


def _for_sponsor(results: PilotResults) -> PilotResults:
    """The results without notes that name a file: those are for whoever reads the data.

    Such a note may name what else the files hold, such as somebody else's course.
    """
    names = {MAPPING_FILE, *(file.file for file in results.files)}
    notes = tuple(note for note in results.notes if not any(name in note for name in names))
    return replace(results, notes=notes)


def _view(
    plan: Plan,
    results: PilotResults,
    accepted: Sequence[Simplification],
    total: EditEffect | None,
) -> View:
    return {
        "client": plan.brief.client or "",
        "title": say("story.title", title=plan.title),
        "objective": plan.brief.objective,
        "numbers": pilot_figures(results).items,
        "says": findings_section(results),
        "accepted": accepted_section(accepted, total),
        "cannot": cannot_section(_for_sponsor(results), pilot_of(plan, results)),
        "below": [
            *chart_sections(results),
            *([measures_section(results)] if results.outcomes else []),
            sureness_section(results),
            files_section(results.files, named=False),
        ],
    }
