"""Whom a page is for: what stands at the head of each edition, and how a section says its place.

An edition is a template with sections in an order; which sections, and where, the sections say
themselves. A learner's edition is made from a plan that was cut down first: rows in which learners
have no part are gone, and so are prices, decisions, aims to be measured and everybody else's
minutes. What is not there cannot be shown by mistake.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blendnb.designing.key_figures import key_figures
from blendnb.domain.plan import Plan
from blendnb.exporting.first_answers import first_answers
from blendnb.exporting.subject import Subject, View, as_of
from blendnb.language import date, say
from blendnb.reporting.plan_report import (
    LEADING_FIGURES,
    LEARNER_FIGURES,
    PLAN_FIGURES,
    figures_in_words,
)
from blendnb.reporting.report import Report

if TYPE_CHECKING:
    from blendnb.reporting.workbook import Sheet

LEARNER = "learner"


@dataclass(frozen=True)
class Section:
    """A section of a page, and where else the same is shown."""

    id: str
    view: Callable[[Subject], View | Report | None]
    """What it says; None where there is nothing to say, and then the page does without it. A
    report needs no template; other values are for a template of its own."""
    editions: Mapping[str, int] = field(default_factory=dict)
    """The editions that have it, each with its place: sections ascend by it."""
    template: str = ""
    """The template in `templates/page` that shows it; a report is rendered without one."""
    listed: bool = True
    """Whether the list of contents names it, by the sentence `<id>.short`."""
    in_footer: bool = False
    """Whether the template of the footer places it."""
    wiki: bool = False
    """Whether its report stands in the text for a wiki too; `plan.md` places the other sections."""
    sheet: "Callable[[Subject], Sheet] | None" = None
    """Its sheet of the workbook."""
    sheet_order: int = 0


@dataclass(frozen=True)
class Edition:
    """What sets one edition of the page apart."""

    template: str
    head: Callable[[Subject], View]
    blocks: str
    """What the names of its blocks begin with, for own templates that replace some."""
    shown: Callable[[Plan], Plan] = lambda plan: plan
    """The plan with what may be shown."""
    holds_plan: bool = True


# -------------------------------------------------------------------------------------- heads


def _head(subject: Subject, section: str, figures: tuple[str, ...]) -> View:
    """Title, whose it is, objective, start, key figures."""
    plan = subject.plan
    client, start = plan.brief.client, plan.start
    return {
        "title": plan.title,
        "kicker": say(f"{section}.by_client", client=client)
        if client
        else say(f"{section}.by_nobody"),
        "objective": plan.brief.objective,
        "start": say("page.undated")
        if start is None
        else say("page.starts", date=date(start, year=True)),
        "as_of": as_of(subject),
        "numbers": figures_in_words(key_figures(plan, subject.catalogue), figures),
    }


def client_head(subject: Subject) -> View:
    """Return whose journey it is, what for, the numbers that matter, and the four answers."""
    return {**_head(subject, "page", PLAN_FIGURES), "first": first_answers(subject)}


def facilitator_head(subject: Subject) -> View:
    """Return whose run sheet it is, and how much there is to lead."""
    return _head(subject, "run_sheet", LEADING_FIGURES)


def learner_head(subject: Subject) -> View:
    """Return what it is, what for, when it starts, and what it asks of me."""
    return _head(subject, "learner", LEARNER_FIGURES)


# ------------------------------------------------------------------------------ what is shown


_ADDRESS = re.compile(r"([\w.+-]+)@[\w-]+(?:\.[\w-]+)+")
_ADDRESS_BESIDE = re.compile(rf"\s*[<(\[]\s*{_ADDRESS.pattern}\s*[>)\]]")


def without_addresses(plan: Plan) -> Plan:
    """Return a plan that names its people, without their e-mail addresses."""
    if not any("@" in who for who in _people(plan)):
        return plan
    return plan.replace(
        touchpoints=tuple(t.replace(owner=_named(t.owner)) for t in plan.touchpoints),
        decisions=tuple(d.replace(who=_named(d.who)) for d in plan.decisions),
    )


def _people(plan: Plan) -> list[str]:
    owners, deciders = (t.owner for t in plan.touchpoints), (d.who for d in plan.decisions)
    return [who for who in (*owners, *deciders) if who]


def _named(who: str | None) -> str | None:
    """A name without the address beside it; the name in the address where nothing else is."""
    if who is None:
        return None
    name = _ADDRESS_BESIDE.sub("", who).strip() or who
    return _ADDRESS.sub(_name_in, name).strip(" <>") or who


def _name_in(address: re.Match[str]) -> str:
    return re.sub(r"[._]+", " ", address[1]).title()


_OF_DESIGNERS = {"composed", "source", "addition"}
"""Where a touchpoint comes from whose reason was written for those who design."""


def for_learners(plan: Plan) -> Plan:
    """Return a plan with nothing but what learners take part in, and what was written for them."""
    plan = without_addresses(plan)
    theirs = [t for t in plan.touchpoints if LEARNER in t.roles]
    ids = {touchpoint.id for touchpoint in theirs}
    return plan.replace(
        touchpoints=tuple(
            t.replace(
                depends_on=tuple(id_ for id_ in t.depends_on if id_ in ids),
                facilitation_minutes=0.0,
                manager_minutes=0.0,
                why="" if t.origin in _OF_DESIGNERS else t.why,
            )
            for t in theirs
        ),
        measures=(),
        decisions=(),
        changes=(),
        pilot=None,
    )


EDITIONS = {
    "client": Edition("page.html", client_head, "", without_addresses),
    "facilitator": Edition("facilitator.html", facilitator_head, "run_"),
    "learner": Edition("learner.html", learner_head, "my_", for_learners, holds_plan=False),
}
"""The editions of the page: one set of templates, three choices of what is shown."""
