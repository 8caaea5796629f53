"""Results of a pilot, shown in a notebook: what they say, the charts, and what cannot be said."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from markupsafe import Markup

from blendnb.exporting.escape import html
from blendnb.widgets.assets import shown_style
from blendnb.widgets.shown import chart_html

if TYPE_CHECKING:
    from blendnb.domain.results import Results


def results_html(results: "Results") -> Markup:
    """Show what a pilot showed: findings, use, drop-off, before and after, metrics, notes."""
    joined = Markup("").join(
        (
            Markup("<h3>{}</h3>").format(html(results.title)),
            _listed("What the pilot showed", results.findings),
            *_charts(results),
            _listed("Not known", results.notes),
        )
    )
    style = Markup("<style>{}</style>").format(Markup(shown_style()))  # noqa: S704 -- our own style
    return Markup('<div class="blendnb-shown">{}{}</div>').format(style, joined)


def _listed(head: str, texts: Iterable[str]) -> Markup:
    items = Markup("").join(Markup("<li>{}</li>").format(html(text)) for text in texts)
    return Markup("<h4>{}</h4><ul>{}</ul>").format(head, items) if items else Markup("")


def _charts(results: "Results") -> Iterator[Markup]:
    from blendnb.charts import changes_chart, metric_chart, staying_chart, use_chart
    from blendnb.charts.changes import units_of
    from blendnb.charts.results import steps_of

    if results.uses:
        yield chart_html(use_chart(results), "use")
    if steps_of(results):
        yield chart_html(staying_chart(results), "staying")
    for unit in units_of(results):
        yield chart_html(changes_chart(results, unit), unit)
    for number, metric in enumerate(results.metrics):
        yield chart_html(metric_chart(metric), f"metric-{number}")
