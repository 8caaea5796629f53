# Where each public name lives: read by type checkers, and when a name is first used.

from . import charts, spacing
from ._version import __version__
from .api import (
    accept,
    activities,
    audit,
    blueprint,
    blueprints,
    blueprints_like,
    break_even,
    build_list,
    compare,
    cost,
    design,
    design_space,
    draft_mapping,
    explore,
    generalize,
    measure,
    measures_for,
    objectives,
    open_design,
    pilot_size,
    recommend,
    roi,
    save_blueprint,
    session_plan,
    simplify,
    use_pilot,
    write_sheet,
)
from .charts import (
    break_even_chart,
    changes_chart,
    compare_cost_chart,
    compare_journeys_chart,
    compare_recall_chart,
    cost_chart,
    journey_chart,
    metric_chart,
    spacing_chart,
    staying_chart,
    use_chart,
)
from .domain.brief import Brief
from .domain.edits import apply_edit
from .domain.plan import Plan
from .experiments import load_experiment
from .exporting import export
from .exporting.comparison_page import export_comparison
from .exporting.experiment_bundle import write_experiment
from .exporting.story import write_story
from .files.briefs_and_plans import load_brief, load_plan
from .widgets.explorer import explorer
from .widgets.mapping_dialog import map_columns
from .widgets.spacing_lab import spacing_lab
from .widgets.studio import studio

__all__ = [
    "Brief",
    "Plan",
    "__version__",
    "accept",
    "activities",
    "apply_edit",
    "audit",
    "blueprint",
    "blueprints",
    "blueprints_like",
    "break_even",
    "break_even_chart",
    "build_list",
    "changes_chart",
    "charts",
    "compare",
    "compare_cost_chart",
    "compare_journeys_chart",
    "compare_recall_chart",
    "cost",
    "cost_chart",
    "design",
    "design_space",
    "draft_mapping",
    "explore",
    "explorer",
    "export",
    "export_comparison",
    "generalize",
    "journey_chart",
    "load_brief",
    "load_experiment",
    "load_plan",
    "map_columns",
    "measure",
    "measures_for",
    "metric_chart",
    "objectives",
    "open_design",
    "pilot_size",
    "recommend",
    "roi",
    "save_blueprint",
    "session_plan",
    "simplify",
    "spacing",
    "spacing_chart",
    "spacing_lab",
    "staying_chart",
    "studio",
    "use_chart",
    "use_pilot",
    "write_experiment",
    "write_sheet",
    "write_story",
]
