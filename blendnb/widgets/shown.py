"""Shown in a notebook: what a cell displays when its last line is one of our values or charts.

A recommendation, a plan, an audit and a chart each become a piece of HTML that needs nothing from
anywhere: charts are inline SVG, colors follow the notebook's light or dark theme, and every text is
escaped. Values of the domain know nothing of this: `notebook` tells IPython who shows what.
"""

import sys
from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from blendnb.exporting.escape import html
from blendnb.widgets.assets import shown_style

if TYPE_CHECKING:
    import altair as alt

    from blendnb.domain.findings import Audit, Dimension
    from blendnb.domain.plan import Plan
    from blendnb.domain.recommendation import RankedModel, Recommendation
    from blendnb.spacing.analysis import Analysis

# -------------------------------------------------------------------------------------- values


def recommendation_html(advice: "Recommendation") -> Markup:
    """Show the ranking with its main arguments, the elements and what would change the answer."""
    answer, _, rest = advice.summary.partition(". ")
    return framed(
        tag("h3", answer),
        tag("p", rest),
        table(("Blend model", "Comes first", "What weighs most"), map(_ranked, advice.models)),
        _pairs((("Flipped", advice.flipped.text), ("Reinforced", advice.reinforcement.text))),
        listed("What would change the answer", (change.text for change in advice.what_if)),
        listed("Formats", (chosen.text for chosen in advice.format_choice.chosen)),
        tag(
            "p",
            f"{advice.coverage.answered} of {advice.coverage.of} design questions are answered. "
            "The share says how often a model comes first when the rules' weights and the open "
            "answers vary.",
            "note",
        ),
    )


def _ranked(model: "RankedModel") -> tuple[Markup, Markup, str]:
    percent = f"{100 * model.share:.0f}"
    bar = Markup('<span class="bar"><span style="width:{0}%"></span></span>{0}&nbsp;%').format(
        percent
    )
    first = model.reasons[0] if model.reasons else None
    reason = first.text if first else "Nothing stated argues for or against it."
    if first and first.effect < 0:
        reason = f"Against it: {reason}"
    return tag("b", model.name), bar, "Excluded by the brief." if model.excluded else reason


def audit_html(audit: "Audit") -> Markup:
    """Show ten verdicts with their evidence, then constraints and tensions."""
    from blendnb.charts.takeaways import dimensions_takeaway
    from blendnb.charts.words import ENGLISH

    found = [
        *((str(finding.severity), finding.text) for finding in audit.constraints),
        *(("in the brief", tension.text) for tension in audit.tensions),
    ]
    rows = [row for dimension in audit.dimensions for row in _verdicts(dimension, ENGLISH)]
    return framed(
        tag("h3", dimensions_takeaway(audit, ENGLISH)),
        table(("Dimension", "Verdict", "Question", "Evidence"), rows),
        tag("h4", "What to watch") if found else Markup(""),
        _pairs(found),
    )


def _verdicts(dimension: "Dimension", words: Any) -> Iterable[tuple[Any, ...]]:
    for question in dimension.questions:
        first = question is dimension.questions[0]
        yield (
            tag("b", words[f"dimension.{dimension.id}"]) if first else "",
            tag("span", words[f"verdict.{question.verdict}"], f"verdict {question.verdict}"),
            words[f"question.{question.id}"],
            question.text,
        )


def plan_html(plan: "Plan") -> Markup:
    """Show what a plan is called, how it takes place, and its touchpoints in order."""
    from blendnb.charts.tables import journey_table
    from blendnb.charts.takeaways import journey_takeaway
    from blendnb.charts.words import ENGLISH

    frame = journey_table(plan)
    return framed(
        tag("h3", plan.title),
        tag("p", journey_takeaway(plan, ENGLISH)),
        table(frame.columns, frame.to_numpy().tolist()),
    )


def analysis_html(analysis: "Analysis") -> Markup:
    """Show the verdict, then the effect, both measures by arm, who is missing, what to know."""
    effects = [
        (
            effect.items,
            f"{effect.arm} \N{MINUS SIGN} {effect.against}",
            _points(effect.found.difference),
            _span(effect.interval),
            _span(effect.found.bootstrap),
            f"{effect.holm_p:.4f}",
        )
        for effect in analysis.effects
    ]
    arms = [
        (
            a.items,
            a.arm,
            a.answered,
            f"{100 * a.retention_rate:.1f}\u00a0%",
            f"{a.items_retained:.1f}",
        )
        for a in analysis.arms
    ]
    missing = [
        (f"{a.lag_days:g}", a.arm, a.drawn, a.answered, f"{100 * a.missing_share:.0f}\u00a0%")
        for a in analysis.attrition
    ]
    return framed(
        tag("h3", f"What was seen {analysis.lag_days:g} days after the last study"),
        tag("p", analysis.verdict),
        table(
            ("Items", "Difference", "Points", "95 % interval", "Bootstrap", "Permutation p"),
            effects,
        ),
        tag("p", f"Errors clustered by {analysis.clustered_by}.", "note"),
        tag("h4", "Retention rate and items retained"),
        table(("Items", "Arm", "Learners", "Right of those asked", "Right for each learner"), arms),
        tag("h4", "Who is missing"),
        table(("Days after", "Arm", "Drawn", "Answered", "Missing"), missing),
        listed("What to know", analysis.warnings),
    )


def _points(share: float) -> str:
    return f"{100 * share:+.1f}".replace("-", "\N{MINUS SIGN}")


def _span(interval: tuple[float, float]) -> str:
    return " to ".join(map(_points, interval))


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
    shell = sys.modules["IPython"].get_ipython()
    return str(shell.execution_count) if shell else ""


def chart_html(chart: "alt.LayerChart", cell: str = "", theme: str = "light") -> Markup:
    """Show a chart with its takeaway above it, as wide as the cell and no wider than drawn."""
    from blendnb.exporting.svg import inline_svg

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
