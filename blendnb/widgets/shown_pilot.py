"""Results of a pilot, shown in a notebook: what they say, the charts, and what cannot be said."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from markupsafe import Markup

from blendnb.widgets.shown import chart_html, framed, listed, tag

if TYPE_CHECKING:
    from blendnb.domain.results import Results


def results_html(results: "Results") -> Markup:
    """Show what a pilot showed: findings, use, drop-off, before and after, metrics, notes."""
    return framed(
        tag("h3", results.title),
        listed("What the pilot showed", results.findings),
        *_charts(results),
        listed("Not known", results.notes),
    )


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
