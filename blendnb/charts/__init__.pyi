# Where each chart and table lives: read by type checkers, and when one is first used.

from .comparison_charts import (
    compare_cost_chart,
    compare_journeys_chart,
    compare_recall_chart,
)
from .cost_charts import break_even_chart, cost_chart
from .dimensions import dimensions_chart
from .exploration_charts import exploration_chart, exploration_frame
from .journey import journey_chart
from .metric import metric_chart, metric_table
from .model_evidence import (
    forgetting_chart,
    forgetting_table,
    ridge_chart,
    ridge_table,
)
from .pilot_charts import changes_chart, changes_table, staying_chart, use_chart, use_table
from .recall_curves import spacing_chart
from .tables import (
    dimensions_table,
    journey_table,
    spacing_table,
    workload_table,
)
from .variants import front_chart, regret_table, strip_chart, variants_chart
from .weekly_minutes import workload_chart

__all__ = [
    "break_even_chart",
    "changes_chart",
    "changes_table",
    "compare_cost_chart",
    "compare_journeys_chart",
    "compare_recall_chart",
    "cost_chart",
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
