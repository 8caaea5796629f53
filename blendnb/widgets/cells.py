"""Notebook cells: what is shown when a cell's last line is one of our values or charts.

Each becomes a piece of HTML that needs nothing from anywhere: charts are inline SVG, colours follow
the notebook's light or dark theme, and every text is escaped. Values of the domain know nothing of
this: `notebook` tells IPython who shows what.
"""

import sys
from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from blendnb.reporting.escape import html
from blendnb.reporting.html import blocks_html, with_directions
from blendnb.reporting.report import Chart, Report
from blendnb.widgets.assets import shown_style

if TYPE_CHECKING:
    import altair as alt

    from blendnb.domain.recommendation import Recommendation


CELL_WIDTH = 800
"""Pixels that a chart in a cell is drawn for; a narrower cell shrinks it."""


# -------------------------------------------------------------------------------------- reports


def report_html_cell(report: Report) -> Markup:
    """Show a report in a cell: its takeaway, what it is about, and everything below."""
    name = tag("p", report.name, "note") if report.name else Markup()
    body = blocks_html(report.blocks, _chart_svg, 4)
    return with_directions(framed(tag("h3", report.heading), name, body))


def _chart_svg(chart: Chart) -> Markup:
    from blendnb.reporting.svg import inline_svg

    drawing = chart.draw(CELL_WIDTH)
    digest = blake2b(f"{chart.kind}{drawing.description}".encode(), digest_size=4).hexdigest()
    svg = inline_svg(drawing, f"blendnb-{_cell()}-{digest}", chart.name, "drawing")
    return Markup('<div style="max-width:{}px">{}</div>').format(CELL_WIDTH, svg)


# -------------------------------------------------------------------------------------- values


def recommendation_html(advice: "Recommendation") -> Markup:
    """Show a recommendation with its ranking, its reasons and what would change the answer."""
    from blendnb.api import catalogue_of
    from blendnb.reporting.recommendation_report import recommendation_report

    return report_html_cell(recommendation_report(advice, catalogue_of()))


# -------------------------------------------------------------------------------------- charts


def chart_bundle(chart: "alt.LayerChart") -> Any:
    """Show one of our charts as SVG, and any other chart the way Altair shows it."""
    theme = _theme_of(chart)
    if theme is None:
        return chart._repr_mimebundle_()
    return {"text/html": chart_html(chart, _cell(), theme), "text/plain": repr(chart)}


def _theme_of(chart: "alt.LayerChart") -> str | None:
    """Return the theme that one of our charts is drawn in; None of other people's charts."""
    from blendnb.charts.theme import THEMES

    config = chart.config if isinstance(chart.config, dict) else {}
    return next((name for name, theme in THEMES.items() if config == theme.config()), None)


def _cell() -> str:
    """Return the number of the cell that runs, so that a chart shown twice has two ids."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return str(shell.execution_count) if shell else ""


def chart_html(chart: "alt.LayerChart", cell: str = "", theme: str = "light") -> Markup:
    """Show a chart with its takeaway above it, as wide as the cell and no wider than drawn."""
    from blendnb.reporting.svg import inline_svg

    title = _one_line(getattr(chart.title, "text", chart.description))
    subtitle = _one_line(getattr(chart.title, "subtitle", ""))
    digest = blake2b(f"{title}{chart.description}".encode(), digest_size=4).hexdigest()
    svg = inline_svg(chart, f"blendnb-{cell}-{digest}", title, "drawing")
    drawn = Markup('<div style="max-width:{}px">{}</div>').format(chart.width, svg)
    return framed(tag("h3", title), tag("p", subtitle, "note"), drawn, theme=theme)


def _one_line(text: str | list[str]) -> str:
    """Join what was broken into lines for a drawing; a page breaks its own."""
    return " ".join(text) if isinstance(text, list) else text


# -------------------------------------------------------------------------------------- pieces


def framed(*parts: Markup, theme: str = "") -> Markup:
    """Put pieces into one frame, with the style that they need."""
    frame = Markup('<style>{}</style><div class="{}">{}</div>')
    names = f"blendnb-shown {theme}".strip()
    return frame.format(Markup(shown_style()), names, Markup("").join(parts))  # noqa: S704 -- ours


def tag(name: str, text: str, css_class: str = "") -> Markup:
    """Return a text in an element."""
    named = Markup(' class="{}"').format(css_class) if css_class else ""
    return Markup("<{0}{1}>{2}</{0}>").format(name, named, html(text))


def _cell_of(value: Any) -> Markup:
    return Markup("<td>{}</td>").format(value if isinstance(value, Markup) else html(str(value)))


def table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> Markup:
    """Return a table; a cell is markup of ours, or a text."""
    names = Markup("").join(Markup('<th scope="col">{}</th>').format(html(name)) for name in head)
    body = (Markup("<tr>{}</tr>").format(Markup("").join(map(_cell_of, row))) for row in rows)
    whole = Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>")
    return whole.format(names, Markup("").join(body))


def _pairs(pairs: Iterable[tuple[str, str]]) -> Markup:
    items = (tag("dt", name) + tag("dd", text) for name, text in pairs)
    return Markup("<dl>{}</dl>").format(Markup("").join(items))


def listed(heading: str, texts: Iterable[str]) -> Markup:
    """Return a list under its heading; nothing where there is nothing to list."""
    items = Markup("").join(tag("li", text) for text in texts)
    return tag("h4", heading) + Markup("<ul>{}</ul>").format(items) if items else Markup("")
