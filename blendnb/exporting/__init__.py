"""What leaves the room: a plan as a page, and as the files that other tools open.

The suffix of the file decides. Every export is written whole or not at all.
"""

from typing import TYPE_CHECKING, Any

from blendnb.domain.plan import Plan
from blendnb.exporting.orders import Order
from blendnb.exporting.targets import TARGETS, target_of
from blendnb.files.reading import Source
from blendnb.files.writing import write_whole
from blendnb.language import speaking_in

if TYPE_CHECKING:
    from datetime import date

    from blendnb.domain.catalogue import Catalogue
    from blendnb.exporting.accent import Accent
    from blendnb.exporting.logo import Logo


def export(
    plan: Plan,
    path: Source,
    *,
    chart: str | None = None,
    edition: str | None = None,
    logo: "Logo | Source | None" = None,
    accent: "Accent | str | None" = None,
    as_of: "date | str | None" = None,
    interactive: bool = False,
    catalogue: "Catalogue | Source | None" = None,
    **more: Any,
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
    edition
        Whom a page (`.html`, `.pdf`) is for: `client` (the default), `facilitator` (a run sheet) or
        `learner`. A learner's page holds no plan and nothing that is not shown on it.
    logo
        A PNG, JPEG or SVG file for the head of a page; nothing of it but the picture is kept.
    accent
        The page's colour for links and curves, as `#rrggbb`; one that is hard to read is darkened,
        with a warning that says so.
    as_of
        A day, as a date or as `YYYY-MM-DD`: a page marks what is then done, what goes on and what
        comes next. Needs a plan with a start.
    interactive
        Whether an `.html` page has controls: filters by mode and role, a topic to highlight, dates
        or week numbers, and a slider for the spacing. They are one script of the page's own, which
        its policy knows by its hash; without it the page is whole.
    catalogue
        A catalogue, or a working folder with own entries, words and templates; the shipped ones by
        default.
    more
        What else a kind of file takes; a page a `role`, one of the brief's groups: it then holds
        what that role takes of the plan.

    Raises
    ------
    InputError
        If the suffix is none of these, a choice cannot be used or has no place in such a file, the
        plan lacks what the file needs (a calendar needs a
        start), no browser can print, or the file cannot be written; an existing file is then as it
        was.
    """
    chosen: dict[str, Any] = {
        "chart": chart,
        "edition": edition,
        "logo": logo,
        "accent": accent,
        "as_of": as_of,
        "interactive": interactive or None,
    }
    order = Order(plan, path, catalogue, {**more, **chosen})
    with speaking_in(order.own):
        write_whole(path, target_of(order).content(order))


def page_of(plan: Plan, catalogue: "Catalogue | Source | None" = None, **choices: Any) -> str:
    """Return the page of a plan as text, with everything that is said about it worked out.

    The parameters are those of `export`.
    """
    page = TARGETS[".html"].content(Order(plan, "page.html", catalogue, choices))
    assert isinstance(page, str), "a page is text"  # noqa: S101
    return page
