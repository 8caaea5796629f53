"""What leaves the room: a plan as a page, and as the files that other tools open.

The suffix of the file decides. Every export is written whole or not at all.
"""

from typing import TYPE_CHECKING

from blendnb.domain.plan import Plan
from blendnb.exporting.targets import TARGETS, Order, target_of
from blendnb.files.reading import Source
from blendnb.files.writing import write_whole

if TYPE_CHECKING:
    from blendnb.domain.catalogue import Catalogue

SUFFIXES = tuple(TARGETS)
"""What `export` writes."""


def export(
    plan: Plan,
    path: Source,
    *,
    chart: str | None = None,
    catalogue: "Catalogue | Source | None" = None,
) -> None:
    """Write a plan to a file, in the form that the file's suffix names.

    Parameters
    ----------
    plan
        The plan.
    path
        Where to: `.html` is one page that needs no network and holds the plan, `.pdf` the same
        printed by the Chromium, Chrome or Edge of this machine, `.ics` a calendar of a dated plan,
        `.xlsx` a workbook, `.csv` a table of all occurrences, `.md` a text for a wiki, `.json` the
        plan alone, `.svg` and `.png` one chart. `-` writes the JSON to standard output.

        An `.ics` that replaces an older one of the same plan carries its SEQUENCE numbers on, so
        that importing it again updates what people have.
    chart
        Which chart a picture holds: `journey` (the default), `spacing`, `workload` or `dimensions`.
    catalogue
        A catalogue, or a working folder with own entries, words and templates; the shipped ones by
        default.

    Raises
    ------
    InputError
        If the suffix is none of these, the plan lacks what the file needs (a calendar needs a
        start), no browser can print, or the file cannot be written; an existing file is then as it
        was.
    """
    order = Order(plan, path, catalogue, chart)
    write_whole(path, target_of(order).content(order))


def page_of(plan: Plan, catalogue: "Catalogue | Source | None" = None) -> str:
    """Return the page of a plan as text, with everything that is said about it worked out.

    The parameters are those of `export`.
    """
    page = TARGETS[".html"].content(Order(plan, "page.html", catalogue))
    assert isinstance(page, str), "a page is text"  # noqa: S101
    return page
