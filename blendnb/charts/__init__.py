"""Charts: the journey, what forgetting leaves, learners' time, the five dimensions.

Each comes as a drawing for notebooks (`journey_chart`), as the same facts in a table
(`journey_table`), and as one sentence that says what it shows: its title and its description.

Each name loads what it needs when it is first used: most who draw one chart draw no other.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from blendnb.charts.changes import changes_chart, changes_table
    from blendnb.charts.compare import (
        compare_cost_chart,
        compare_journeys_chart,
        compare_recall_chart,
    )
    from blendnb.charts.compare_tables import comparison_table, differences_table, moments_table
    from blendnb.charts.cost import break_even_chart, cost_chart
    from blendnb.charts.cost_tables import assumptions_table, break_even_table, cost_table
    from blendnb.charts.dimensions import dimensions_chart
    from blendnb.charts.evidence import (
        forgetting_chart,
        forgetting_table,
        ridge_chart,
        ridge_table,
    )
    from blendnb.charts.explore import exploration_chart, exploration_frame
    from blendnb.charts.front import front_chart, regret_table
    from blendnb.charts.journey import journey_chart
    from blendnb.charts.metric import metric_chart, metric_table
    from blendnb.charts.results import staying_chart, use_chart, use_table
    from blendnb.charts.spacing import spacing_chart
    from blendnb.charts.tables import (
        dimensions_table,
        journey_table,
        spacing_table,
        workload_table,
    )
    from blendnb.charts.variants import strip_chart, variants_chart
    from blendnb.charts.workload import workload_chart

__all__ = [
    "assumptions_table",
    "break_even_chart",
    "break_even_table",
    "changes_chart",
    "changes_table",
    "compare_cost_chart",
    "compare_journeys_chart",
    "compare_recall_chart",
    "comparison_table",
    "cost_chart",
    "cost_table",
    "differences_table",
    "dimensions_chart",
    "dimensions_table",
    "exploration_chart",
    "exploration_frame",
    "forgetting_chart",
    "forgetting_table",
    "front_chart",
    "journey_chart",
    "journey_table",
    "metric_chart",
    "metric_table",
    "moments_table",
    "regret_table",
    "ridge_chart",
    "ridge_table",
    "spacing_chart",
    "spacing_table",
    "staying_chart",
    "strip_chart",
    "use_chart",
    "use_table",
    "variants_chart",
    "workload_chart",
    "workload_table",
]

_HOMES = {
    "assumptions_table": "cost_tables",
    "break_even_chart": "cost",
    "break_even_table": "cost_tables",
    "changes_chart": "changes",
    "changes_table": "changes",
    "compare_cost_chart": "compare",
    "compare_journeys_chart": "compare",
    "compare_recall_chart": "compare",
    "comparison_table": "compare_tables",
    "cost_chart": "cost",
    "cost_table": "cost_tables",
    "differences_table": "compare_tables",
    "dimensions_chart": "dimensions",
    "dimensions_table": "tables",
    "exploration_chart": "explore",
    "exploration_frame": "explore",
    "forgetting_chart": "evidence",
    "forgetting_table": "evidence",
    "front_chart": "front",
    "journey_chart": "journey",
    "journey_table": "tables",
    "metric_chart": "metric",
    "metric_table": "metric",
    "moments_table": "compare_tables",
    "regret_table": "front",
    "ridge_chart": "evidence",
    "ridge_table": "evidence",
    "spacing_chart": "spacing",
    "spacing_table": "tables",
    "staying_chart": "results",
    "strip_chart": "variants",
    "use_chart": "results",
    "use_table": "results",
    "variants_chart": "variants",
    "workload_chart": "workload",
    "workload_table": "tables",
}


def __getattr__(name: str) -> Any:
    """Load a chart or table when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'blendnb.charts' has no attribute {name!r}")
    return getattr(import_module(f"blendnb.charts.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """Name what there is, loaded or not."""
    return __all__
