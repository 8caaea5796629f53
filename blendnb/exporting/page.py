"""The page that a client gets: one file that needs nothing, runs nothing and asks nobody.

It is written by templates that escape everything they are given. It carries its own style, whose
hash stands in the page's content security policy, so that no other style and no script can ever
run. The same plan gives the same bytes, on any day and any machine.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from blendnb._version import __version__
from blendnb.charts.theme import DARK, LIGHT, Theme
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.findings import Audit
from blendnb.domain.plan import Plan
from blendnb.domain.recommendation import Recommendation
from blendnb.exporting.accent import Accent
from blendnb.exporting.choices import Choices
from blendnb.exporting.escape import visible
from blendnb.exporting.interactive import controls
from blendnb.exporting.views import Subject, View
from blendnb.exporting.views.brief import brief
from blendnb.exporting.views.cost import cost
from blendnb.exporting.views.evidence import dimensions, spacing
from blendnb.exporting.views.first_screen import header, journey
from blendnb.exporting.views.learner import for_learners, learner_header, my_journey, steps
from blendnb.exporting.views.proof import checks, decisions, measures
from blendnb.exporting.views.run_sheet import agenda, preparing, run_sheet_header, sessions
from blendnb.exporting.views.sources import sources
from blendnb.exporting.views.weeks import weeks
from blendnb.exporting.views.why import why
from blendnb.exporting.words import load_words
from blendnb.files.pages import ELEMENT_ID, embedded
from blendnb.files.shipped import shipped

Section = Callable[[Subject], View]

SECTIONS: dict[str, Section] = {
    "journey": journey,
    "why": why,
    "weeks": weeks,
    "spacing": spacing,
    "dimensions": dimensions,
    "checks": checks,
    "measures": measures,
    "cost": cost,
    "decisions": decisions,
    "brief": brief,
    "sources": sources,
}
"""The sections of a client's page, in order."""


@dataclass(frozen=True)
class Edition:
    """What makes up one edition of the page."""

    template: str
    head: Section
    sections: Mapping[str, Section]
    holds_plan: bool = True


EDITIONS = {
    "client": Edition("page.html", header, SECTIONS),
    "facilitator": Edition(
        "facilitator.html",
        run_sheet_header,
        {
            "agenda": agenda,
            "preparing": preparing,
            "sessions": sessions,
            "journey": journey,
            "weeks": weeks,
            "checks": checks,
        },
    ),
    "learner": Edition(
        "learner.html", learner_header, {"journey": my_journey, "steps": steps}, holds_plan=False
    ),
}
"""The editions of the page: one set of templates, three choices of what is shown."""


def render(
    plan: Plan,
    recommendation: Recommendation,
    audit: Audit,
    catalogue: Catalogue,
    *,
    own: Path | None = None,
    choices: Choices = Choices(),  # noqa: B008 -- a frozen value
) -> str:
    """Return the page of a plan.

    Parameters
    ----------
    plan
        The plan; it travels inside the page, except in the learner's edition.
    recommendation, audit
        What the rules say about its brief, and what it has and lacks.
    catalogue
        Names of formats and models, labels of the brief's questions, sources.
    own
        A working folder whose `page/` may override templates, style and words.
    choices
        Edition, logo, accent, the day that counts as today, and whether the page has controls.
    """
    edition, words = EDITIONS[choices.edition], load_words(own)
    shown = plan if edition.holds_plan else for_learners(plan)
    subject = Subject(shown, recommendation, audit, catalogue, words, choices.as_of)
    sections: View = {name: section(subject) for name, section in edition.sections.items()}
    extra = controls(subject, sections) if choices.interactive else None
    style = style_sheet(own, choices.accent) + (extra.style if extra else "")
    script = extra.script if extra else None
    text = (
        environment(own)
        .get_template(edition.template)
        .render(
            head={**edition.head(subject), "logo": _logo_name(subject)},
            w=words,
            sections=sections,
            edition=choices.edition,
            logo=choices.logo,
            style=Markup(style),  # noqa: S704 -- our own style sheet
            policy=content_policy(style, pictures=choices.logo is not None, script=script),
            controls=extra,
            version=__version__,
            **_carried(plan if edition.holds_plan else None),
        )
    )
    return text.rstrip("\n") + "\n"


def _logo_name(subject: Subject) -> str:
    """What a logo says to those who cannot see it."""
    client = subject.plan.brief.client
    words = subject.words
    return words.say("page.logo_of", client=client) if client else words["page"]["logo"]


def _carried(plan: Plan | None) -> View:
    """The plan as the page carries it."""
    if plan is None:
        return {"plan_id": None}
    data = embedded(plan.to_data())
    json = Markup(data.json)  # noqa: S704 -- holds no character that HTML would read
    return {"plan_id": ELEMENT_ID, "plan_json": json, "plan_digest": data.digest}


# ----------------------------------------------------------------------------------- templates


@cache
def environment(own: Path | None) -> Environment:
    """Templates that escape everything; a working folder's own stand before the shipped ones.

    An own `page.html` may extend `shipped/page.html` and override single blocks of it.
    """
    folder = str(shipped("templates") / "page")
    shipped_templates = FileSystemLoader(folder)
    own_templates = [FileSystemLoader(str(own / "page"))] if own else []
    return Environment(
        loader=ChoiceLoader(
            [*own_templates, shipped_templates, PrefixLoader({"shipped": shipped_templates})]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )


def _shown(value: Any) -> Any:
    """What a template prints: text without characters that must not be shown, before escaping."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value


# --------------------------------------------------------------------------------------- style


@cache
def style_sheet(own: Path | None, accent: Accent | None = None) -> str:
    """The page's one style sheet: the colors of both themes, then the rules, without comments."""
    file = own / "page" / "page.css" if own else None
    path = file if file and file.is_file() else shipped("templates") / "page" / "page.css"
    rules = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    tight = re.sub(r"\s*([{};,])\s*|(:) ", r"\1\2", re.sub(r"\s+", " ", rules)).strip()
    tight = tight.replace(";}", "}")
    light, dark = (_variables(theme, accent) for theme in (LIGHT, DARK))
    at_night = f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    return f":root{{{light}}}{at_night}{''.join(_color_classes())}{tight}"


def _variables(theme: Theme, accent: Accent | None) -> str:
    colors = theme.colors | (accent.tokens(theme) if accent else {})
    return ";".join(f"--{_css(token)}:{color}" for token, color in colors.items())


def _color_classes() -> Iterator[str]:
    """A class for each color as fill and as stroke: what drawings use instead of colors."""
    for token in map(_css, LIGHT.colors):
        yield f".f-{token}{{fill:var(--{token})}}.s-{token}{{stroke:var(--{token})}}"


def _css(token: str) -> str:
    return token.replace("_", "-")


def content_policy(style: str, *, pictures: bool = False, script: str | None = None) -> str:
    """Nothing may load and nothing may run; the one style sheet is known by its hash.

    A page with a logo may show pictures that it carries itself, and no others; an interactive one
    may run its own script, known by its hash as well, and no other.
    """
    carried = "img-src data:; " if pictures else ""
    runs = f"script-src {_known(script)}; " if script else ""
    return (
        f"default-src 'none'; style-src {_known(style)}; {runs}{carried}base-uri 'none'; "
        "form-action 'none'"
    )


def _known(text: str) -> str:
    """A style or a script as a policy names it: by its hash."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
