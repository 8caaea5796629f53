"""Every kind of file that a plan can become, by its suffix: the one table of them.

A target is a function that takes an order and returns the whole content of the file. Nothing is
written before it has returned, so whatever fails leaves an existing file as it was. What a target
needs is loaded when it is asked for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blendnb.domain.plan import Plan
from blendnb.domain.vocabulary import CHARTS
from blendnb.files.problems import did_you_mean, refuse, shown
from blendnb.files.reading import STANDARD_STREAM, Source, label

if TYPE_CHECKING:
    from blendnb.domain.catalogue import Catalogue
    from blendnb.exporting.choices import Choices
    from blendnb.exporting.views import Subject

_HTML, _JSON = ".html", ".json"
_LARGEST_PREVIOUS = 50_000_000


@dataclass(frozen=True)
class Order:
    """What is to be made of a plan, and where it will go."""

    plan: Plan
    path: Source
    catalogue: "Catalogue | Source | None" = None
    chart: str | None = None
    page: Mapping[str, Any] = field(default_factory=dict)
    """What was chosen for a page, by the names of `choices_of`."""

    @property
    def file(self) -> str:
        """How messages name the file."""
        return label(self.path)

    @property
    def own(self) -> Path | None:
        """The working folder that may hold own words and templates."""
        from blendnb.domain.catalogue import Catalogue

        own = self.catalogue
        return None if own is None or isinstance(own, Catalogue) else Path(own)

    @property
    def previous(self) -> bytes | None:
        """The file that will be replaced, if there is one."""
        path = Path(self.path)
        if not path.is_file() or path.stat().st_size > _LARGEST_PREVIOUS:
            return None
        return path.read_bytes()

    @cached_property
    def choices(self) -> "Choices":
        """What was chosen for a page, checked."""
        from blendnb.exporting.choices import choices_of

        return choices_of(self.plan, **self.page)

    @cached_property
    def subject(self) -> "Subject":
        """The plan with everything that is known of it."""
        from blendnb.api import audit, catalogue_of, recommend
        from blendnb.exporting.views import Subject
        from blendnb.exporting.words import load_words

        plan, known = self.plan, catalogue_of(self.catalogue)
        advice, verdict = recommend(plan.brief, catalogue=known), audit(plan, catalogue=known)
        return Subject(plan, advice, verdict, known, load_words(self.own))


@dataclass(frozen=True)
class Target:
    """One kind of file."""

    what: str
    """What it is, for people."""
    content: Callable[[Order], str | bytes]
    of_one_chart: bool = False
    of_a_page: bool = False


def _page(order: Order) -> str:
    from blendnb.exporting.page import render

    choices, about = order.choices, order.subject
    return render(
        about.plan,
        about.recommendation,
        about.audit,
        about.catalogue,
        own=order.own,
        choices=choices,
    )


def _printed(order: Order) -> bytes:
    from blendnb.exporting.pdf import find_browser, printed

    browser = find_browser(order.file)
    return printed(_page(order), browser, order.file)


def _calendar(order: Order) -> bytes:
    from blendnb.exporting.calendar import calendar, refuse_undated

    refuse_undated(order.plan, order.file)
    return calendar(order.subject, order.file, order.previous)


def _workbook(order: Order) -> bytes:
    from blendnb.exporting.spreadsheet import spreadsheet

    return spreadsheet(order.subject, order.file)


def _table(order: Order) -> bytes:
    from blendnb.exporting.table import table

    return table(order.subject)


def _wiki(order: Order) -> str:
    from blendnb.exporting.wiki import wiki

    return wiki(order.subject, order.own)


def _data(order: Order) -> str:
    from blendnb.files.plans import plan_json

    return plan_json(order.plan)


def _svg(order: Order) -> str:
    from blendnb.exporting.pictures import svg

    return svg(order.subject, order.chart or CHARTS[0])


def _png(order: Order) -> bytes:
    from blendnb.exporting.pictures import png

    return png(order.subject, order.chart or CHARTS[0])


TARGETS = {
    ".html": Target("a page that opens offline and holds the plan", _page, of_a_page=True),
    ".pdf": Target("that page, printed by the browser on this machine", _printed, of_a_page=True),
    ".ics": Target("a calendar of a dated plan", _calendar),
    ".xlsx": Target("a workbook with the plan, week by week, assessment, brief", _workbook),
    ".csv": Target("a table of all occurrences", _table),
    ".md": Target("a text for a wiki", _wiki),
    _JSON: Target("the plan itself", _data),
    ".svg": Target("one chart as a drawing", _svg, of_one_chart=True),
    ".png": Target("one chart as a picture", _png, of_one_chart=True),
}
"""What `export` writes."""


def target_of(order: Order) -> Target:
    """Return the target that an order's suffix names; standard output takes the plan itself.

    Raises
    ------
    InputError
        If there is none, or a chart is asked for that does not exist or that it has no place for.
    """
    suffix = _JSON if order.path == STANDARD_STREAM else Path(order.path).suffix.lower()
    if suffix not in TARGETS:
        raise _unknown_suffix(order.file, suffix)
    target = TARGETS[suffix]
    if order.chart is not None:
        _refuse_chart(order.chart, target)
    chosen = [name for name, value in order.page.items() if value is not None]
    if chosen and not target.of_a_page:
        raise refuse(chosen[0], "only pages, .html and .pdf, have one; leave it away")
    if "interactive" in chosen and suffix != _HTML:
        raise refuse("interactive", "only .html pages have controls; leave it away")
    return target


def _refuse_chart(chart: str, target: Target) -> None:
    if chart not in CHARTS:
        text, hint = f"is not one of {', '.join(CHARTS)}", did_you_mean(chart, CHARTS)
        raise refuse("chart", text, found=shown(chart), hint=hint)
    if not target.of_one_chart:
        pictures = " and ".join(s for s, found in TARGETS.items() if found.of_one_chart)
        raise refuse("chart", f"only {pictures} files hold one chart; leave it away")


def _unknown_suffix(file: str, suffix: str) -> Any:
    *first, last = TARGETS
    allowed = f"{', '.join(first)} or {last}"
    if not suffix:
        return refuse(file, f"names no kind of file; end it in {allowed}")
    hint = did_you_mean(suffix, TARGETS)
    text = f"is not a kind of file that export writes: {allowed}"
    return refuse(file, text, found=shown(suffix), hint=hint)
