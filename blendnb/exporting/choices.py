"""What whoever exports a page may choose: whom it is for, whose it looks like, which day it is."""

import warnings
from dataclasses import dataclass
from datetime import date

from blendnb.domain.plan import Plan
from blendnb.domain.vocabulary import EDITIONS
from blendnb.exporting.accent import Accent, accent_of
from blendnb.exporting.logo import Logo, load_logo
from blendnb.files.problems import did_you_mean, refuse, shown
from blendnb.files.reading import Source
from blendnb.language import say


@dataclass(frozen=True)
class PageChoices:
    """What was chosen for a page; every choice has a default."""

    edition: str = EDITIONS[0]
    logo: Logo | None = None
    accent: Accent | None = None
    as_of: date | None = None
    """The day that counts as today; None leaves the page without one."""
    interactive: bool = False
    """Whether the page has controls: filters, highlights, a spacing slider."""


def choices_of(
    plan: Plan,
    *,
    edition: str | None = None,
    logo: "Logo | Source | None" = None,
    accent: Accent | str | None = None,
    as_of: date | str | None = None,
    interactive: bool | None = None,
) -> PageChoices:
    """Return the choices for a page, each checked.

    A colour that had to be adjusted to be readable is told as a warning.

    Raises
    ------
    InputError
        If there is no such edition, the logo or the colour cannot be used, the day is no date, or
        the plan has no start to count from.
    """
    chosen = edition or EDITIONS[0]
    if chosen not in EDITIONS:
        text, hint = (
            say("export.not_one_of", values=", ".join(EDITIONS)),
            did_you_mean(chosen, EDITIONS),
        )
        raise refuse("edition", text, found=shown(chosen), hint=hint)
    return PageChoices(
        chosen,
        logo if logo is None or isinstance(logo, Logo) else load_logo(logo),
        _accent(accent),
        _day(plan, as_of),
        bool(interactive),
    )


def _accent(accent: Accent | str | None) -> Accent | None:
    if accent is None or isinstance(accent, Accent):
        return accent
    checked = accent_of(accent)
    if checked.note:
        warnings.warn(checked.note, stacklevel=5)
    return checked


def _day(plan: Plan, day: date | str | None) -> date | None:
    if day is None:
        return None
    if isinstance(day, str):
        try:
            day = date.fromisoformat(day)
        except ValueError:
            text = say("export.problem.date")
            raise refuse(
                "as_of", text, found=shown(day), hint=say("export.problem.date_hint")
            ) from None
    if plan.start is None:
        text = say("export.problem.no_start")
        raise refuse("as_of", text, hint=say("export.problem.no_start_hint"))
    return day
