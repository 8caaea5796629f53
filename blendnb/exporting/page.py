"""The page that a client gets: one file that needs nothing, runs nothing and asks nobody.

It is written by templates that escape everything they are given. It carries its own style, whose
hash stands in the page's content security policy, so that no other style and no script can ever
run. The same plan gives the same bytes, on any day and any machine.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
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
from blendnb.exporting.escape import visible
from blendnb.exporting.views import Subject, View
from blendnb.exporting.views.brief import brief
from blendnb.exporting.views.cost import cost
from blendnb.exporting.views.evidence import dimensions, spacing
from blendnb.exporting.views.first_screen import header, journey
from blendnb.exporting.views.proof import checks, decisions, measures
from blendnb.exporting.views.sources import sources
from blendnb.exporting.views.weeks import weeks
from blendnb.exporting.views.why import why
from blendnb.exporting.words import load_words
from blendnb.files.pages import ELEMENT_ID, embedded
from blendnb.files.shipped import shipped

SECTIONS = {
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


def render(
    plan: Plan,
    recommendation: Recommendation,
    audit: Audit,
    catalogue: Catalogue,
    *,
    own: Path | None = None,
) -> str:
    """Return the page of a plan.

    Parameters
    ----------
    plan
        The plan; it travels inside the page.
    recommendation, audit
        What the rules say about its brief, and what it has and lacks.
    catalogue
        Names of formats and models, labels of the brief's questions, sources.
    own
        A working folder whose `page/` may override templates, style and words.
    """
    words = load_words(own)
    subject = Subject(plan, recommendation, audit, catalogue, words)
    with unchecked_charts():
        sections: View = {name: section(subject) for name, section in SECTIONS.items()}
    style = style_sheet(own)
    data = embedded(plan.to_data())
    text = (
        environment(own)
        .get_template("page.html")
        .render(
            head=header(subject),
            w=words,
            sections=sections,
            style=Markup(style),  # noqa: S704 -- our own style sheet
            policy=content_policy(style),
            plan_id=ELEMENT_ID,
            plan_json=Markup(data.json),  # noqa: S704 -- holds no character that HTML would read
            plan_digest=data.digest,
            version=__version__,
        )
    )
    return text.rstrip("\n") + "\n"


def unchecked_charts() -> Any:
    """Let Altair build charts without checking each part against its schema; tests check them."""
    from altair.utils.schemapi import debug_mode

    return debug_mode(False)  # noqa: FBT003


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
def style_sheet(own: Path | None) -> str:
    """The page's one style sheet: the colors of both themes, then the rules, without comments."""
    file = own / "page" / "page.css" if own else None
    path = file if file and file.is_file() else shipped("templates") / "page" / "page.css"
    rules = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    tight = re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", rules)).strip()
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{{_variables(DARK)}}}}}"
    return f":root{{{_variables(LIGHT)}}}{dark}{''.join(_color_classes())}{tight}"


def _variables(theme: Theme) -> str:
    return ";".join(f"--{_css(token)}:{color}" for token, color in theme.colors.items())


def _color_classes() -> Iterator[str]:
    """A class for each color as fill and as stroke: what drawings use instead of colors."""
    for token in map(_css, LIGHT.colors):
        yield f".f-{token}{{fill:var(--{token})}}.s-{token}{{stroke:var(--{token})}}"


def _css(token: str) -> str:
    return token.replace("_", "-")


def content_policy(style: str) -> str:
    """Nothing may load and nothing may run; the one style sheet is known by its hash."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
