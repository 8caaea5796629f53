"""The page that a client gets: one file that needs nothing, runs nothing and asks nobody.

It is written by templates that escape everything they are given. It carries its own style, whose
hash stands in the page's content security policy, so that no other style and no script can ever
run. The same plan gives the same bytes, on any day and any machine.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateSyntaxError
from jinja2.ext import Extension
from markupsafe import Markup

from blendnb._version import __version__
from blendnb.charts.theme import DARK, LIGHT, Theme
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.findings import Audit
from blendnb.domain.plan import Plan
from blendnb.domain.recommendation import Recommendation
from blendnb.exporting.accent import Accent
from blendnb.exporting.choices import PageChoices
from blendnb.exporting.editions import EDITIONS, Section
from blendnb.exporting.interactive import controls
from blendnb.exporting.own_templates import filled_in, own_text, template_environment
from blendnb.exporting.page_charts import drawn_for_a_page
from blendnb.exporting.sections import sections_of
from blendnb.exporting.subject import Subject, View
from blendnb.files.embedded_plan import ELEMENT_ID, embedded
from blendnb.files.problems import refuse
from blendnb.language import current, say, speaking_in
from blendnb.reporting.escape import visible
from blendnb.reporting.html import report_html, sections_html, with_directions
from blendnb.shipped import shipped

_PLACEHOLDER = re.compile(r"\{% sections (\w+) %\}\n?")


def render(
    plan: Plan,
    recommendation: Recommendation,
    audit: Audit,
    catalogue: Catalogue,
    *,
    own: Path | None = None,
    choices: PageChoices = PageChoices(),  # noqa: B008 -- a frozen value
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
    with speaking_in(own):
        return _rendered(plan, recommendation, audit, catalogue, own=own, choices=choices)


def _rendered(
    plan: Plan,
    recommendation: Recommendation,
    audit: Audit,
    catalogue: Catalogue,
    *,
    own: Path | None,
    choices: PageChoices,
) -> str:
    edition = EDITIONS[choices.edition]
    subject = Subject(edition.shown(plan), recommendation, audit, catalogue, choices.as_of)
    views = {section.id: section.view(subject) for section in sections_of(choices.edition)}
    sections: View = {id_: view for id_, view in views.items() if view is not None}
    extra = controls(subject, sections) if choices.interactive else None
    style = style_sheet(own, choices.accent) + (extra.style if extra else "")
    policy = content_policy(
        style, pictures=choices.logo is not None, script=extra.script if extra else None
    )
    return rendered(
        own,
        edition.template,
        style=style,
        policy=policy,
        head={**edition.head(subject), "logo": _logo_name(subject)},
        sections=sections,
        contents=_contents(choices.edition, sections),
        edition=choices.edition,
        logo=choices.logo,
        controls=extra,
        **_carried(subject.plan if edition.holds_plan else None),
    )


def rendered(own: Path | None, template: str, *, style: str, policy: str, **values: Any) -> str:
    """Return a page of ours: a template filled in, in the language that is spoken.

    Parameters
    ----------
    own
        A working folder whose `page/` may override templates.
    template
        Its file name.
    style, policy
        What looks and what may load.
    values
        What the template shows beside them.
    """
    given = {
        "w": current(),
        "style": Markup(style),  # noqa: S704 -- holds nothing that would end it
        "policy": policy,
        "version": __version__,
    }
    text = filled_in(environment(own), template, given | values)
    return str(with_directions(text)).rstrip("\n") + "\n"


def _contents(edition: str, sections: View) -> list[View]:
    """What the list of contents names, where an edition has one: what is there to be listed."""
    return [
        {"id": section.id, "short": say(f"{section.id}.short")}
        for section in sections_of(edition)
        if "contents" in sections and section.listed and section.id in sections
    ]


def _logo_name(subject: Subject) -> str:
    """What a logo says to those who cannot see it."""
    client = subject.plan.brief.client
    return say("page.logo_of", client=client) if client else say("page.logo")


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
    drawn = {
        "report": partial(report_html, drawn=drawn_for_a_page),
        "sections": partial(sections_html, drawn=drawn_for_a_page),
    }
    return template_environment(own, _shown, drawn, [SectionBlocks])


class SectionBlocks(Extension):
    """Puts the sections of an edition where a template says `{% sections client %}`.

    Each becomes a block of its own, so that an own template may replace it by its name.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return a template's source with the blocks written out.

        Raises
        ------
        TemplateSyntaxError
            If it names an edition that is not there.
        """
        for match in _PLACEHOLDER.finditer(source):
            if match[1] not in EDITIONS:
                line = source.count("\n", 0, match.start()) + 1
                raise TemplateSyntaxError(
                    say("export.own.not_allowed", what=repr(match[1])), line, name, filename
                )
        return _PLACEHOLDER.sub(lambda match: "".join(map(_block, _placed(match[1]))), source)


def _placed(edition: str) -> Iterator[tuple[str, Section]]:
    """The sections that stand in the body of an edition, each with the name of its block."""
    for section in sections_of(edition):
        if not section.in_footer:
            yield f"{EDITIONS[edition].blocks}{section.id}", section


def _block(placed: tuple[str, Section]) -> str:
    name, section = placed
    shown = (
        f'{{% include "{section.template}" %}}'
        if section.template
        else (f'{{{{ sections["{section.id}"] | report }}}}')
    )
    inner = f'{{% if "{section.id}" in sections %}}{shown}{{% endif %}}'
    return f"{{% block {name} %}}{inner}{{% endblock %}}\n"


def _shown(value: Any) -> Any:
    """What a template prints: text without characters that must not be shown, before escaping."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value


# --------------------------------------------------------------------------------------- style


@cache
def style_sheet(own: Path | None, accent: Accent | None = None) -> str:
    """The page's one style sheet: the colours of both themes, then the rules, without comments."""
    rules = re.sub(r"/\*.*?\*/", "", _rules(own), flags=re.DOTALL)
    tight = re.sub(r"\s*([{};,])\s*|(:) ", r"\1\2", re.sub(r"\s+", " ", rules)).strip()
    tight = tight.replace(";}", "}")
    light, dark = (_variables(theme, accent) for theme in (LIGHT, DARK))
    at_night = f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    return f":root{{{light}}}{at_night}{''.join(_color_classes())}{tight}"


def _rules(own: Path | None) -> str:
    """The shipped rules, or a working folder's own.

    Raises
    ------
    InputError
        If the own ones would end the style sheet.
    """
    file = own / "page" / "page.css" if own else None
    if own is None or file is None or not file.is_file():
        return (shipped("templates") / "page" / "page.css").read_text(encoding="utf-8")
    text = own_text(own, file)
    if "</" in text or "<!" in text:
        raise refuse(str(file), say("export.own.markup_in_style"))
    return text


def _variables(theme: Theme, accent: Accent | None) -> str:
    colors = theme.colors | (accent.tokens(theme) if accent else {})
    return ";".join(f"--{_css(token)}:{color}" for token, color in colors.items())


def _color_classes() -> Iterator[str]:
    """A class for each colour as fill and as stroke: what drawings use instead of colours."""
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
