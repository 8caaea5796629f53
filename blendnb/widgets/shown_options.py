"""What plans cost and how they compare, shown in a notebook: the charts with the tables behind."""

from typing import TYPE_CHECKING

from markupsafe import Markup

from blendnb.widgets.shown import chart_html, framed, table, tag

if TYPE_CHECKING:
    import pandas as pd

    from blendnb.domain.comparison import Comparison
    from blendnb.domain.costs import Cost


def cost_html(cost: "Cost") -> Markup:
    """Show the parts of a cost, and every rate and price that they rest on."""
    from blendnb.charts import assumptions_table, cost_chart, cost_table

    return framed(
        chart_html(cost_chart(cost)),
        _rows(cost_table(cost)),
        tag("h4", "What these figures rest on"),
        _rows(assumptions_table(cost)),
    )


def comparison_html(comparison: "Comparison") -> Markup:
    """Show plans side by side: in words, in figures, as journeys, and where they differ."""
    from blendnb.charts import (
        compare_journeys_chart,
        compare_recall_chart,
        comparison_table,
        differences_table,
    )

    return framed(
        tag("h3", ", ".join(option.name for option in comparison.options)),
        *(tag("p", trade.text) for trade in comparison.trades),
        _rows(comparison_table(comparison)),
        chart_html(compare_journeys_chart(comparison), "journeys"),
        chart_html(compare_recall_chart(comparison), "recall"),
        tag("h4", "Touchpoint by touchpoint, where they differ"),
        _rows(differences_table(comparison)),
    )


def _rows(frame: "pd.DataFrame") -> Markup:
    return table(frame.columns, frame.to_numpy().tolist())
