"""Design blended-learning journeys: from a brief to an explained plan, its charts and one page.

>>> import blendnb as bl
>>> brief = bl.Brief(title="CRM", objective="Use it.", outcome={"subject": "software"})
>>> brief.stated
{'outcome.subject': 'software'}

The names below load what they need when they are first used, so that `import blendnb` is light.
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from blendnb._version import __version__

if TYPE_CHECKING:
    from blendnb import charts, spacing
    from blendnb.api import (
        audit,
        blueprint,
        blueprints,
        design,
        recommend,
    )
    from blendnb.charts import (
        break_even_chart,
        changes_chart,
        compare_cost_chart,
        compare_journeys_chart,
        compare_recall_chart,
        cost_chart,
        journey_chart,
        spacing_chart,
        staying_chart,
    )
    from blendnb.domain.brief import Brief
    from blendnb.domain.edits import apply_edit
    from blendnb.domain.plan import Plan
    from blendnb.experiments import load_experiment
    from blendnb.exporting import export
    from blendnb.exporting.comparison_page import export_comparison
    from blendnb.exporting.story import write_story
    from blendnb.files.briefs import load_brief
    from blendnb.files.plans import load_plan
    from blendnb.options import (
        blueprints_like,
        break_even,
        compare,
        cost,
        design_space,
        explore,
        generalize,
        open_design,
        roi,
        save_blueprint,
    )
    from blendnb.pilots import accept, draft_mapping, measure, pilot_size, simplify, write_sheet
    from blendnb.widgets.explorer import explorer
    from blendnb.widgets.spacing_lab import spacing_lab
    from blendnb.widgets.studio import studio

__all__ = [
    "Brief",
    "Plan",
    "__version__",
    "accept",
    "apply_edit",
    "audit",
    "blueprint",
    "blueprints",
    "blueprints_like",
    "break_even",
    "break_even_chart",
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
    "metric_chart",
    "open_design",
    "pilot_size",
    "recommend",
    "roi",
    "save_blueprint",
    "simplify",
    "spacing",
    "spacing_chart",
    "spacing_lab",
    "staying_chart",
    "studio",
    "use_chart",
    "write_sheet",
    "write_story",
]

_HOMES = {
    "Brief": "blendnb.domain.brief",
    "Plan": "blendnb.domain.plan",
    "accept": "blendnb.pilots",
    "apply_edit": "blendnb.domain.edits",
    "audit": "blendnb.api",
    "blueprint": "blendnb.api",
    "blueprints": "blendnb.api",
    "blueprints_like": "blendnb.options",
    "break_even": "blendnb.options",
    "break_even_chart": "blendnb.charts",
    "changes_chart": "blendnb.charts",
    "compare": "blendnb.options",
    "compare_cost_chart": "blendnb.charts",
    "compare_journeys_chart": "blendnb.charts",
    "compare_recall_chart": "blendnb.charts",
    "cost": "blendnb.options",
    "cost_chart": "blendnb.charts",
    "design": "blendnb.api",
    "design_space": "blendnb.options",
    "draft_mapping": "blendnb.pilots",
    "explore": "blendnb.options",
    "explorer": "blendnb.widgets.explorer",
    "export": "blendnb.exporting",
    "export_comparison": "blendnb.exporting.comparison_page",
    "generalize": "blendnb.options",
    "journey_chart": "blendnb.charts",
    "load_brief": "blendnb.files.briefs",
    "load_experiment": "blendnb.experiments",
    "load_plan": "blendnb.files.plans",
    "map_columns": "blendnb.widgets.mapping",
    "measure": "blendnb.pilots",
    "metric_chart": "blendnb.charts",
    "open_design": "blendnb.options",
    "pilot_size": "blendnb.pilots",
    "recommend": "blendnb.api",
    "roi": "blendnb.options",
    "save_blueprint": "blendnb.options",
    "simplify": "blendnb.pilots",
    "spacing_chart": "blendnb.charts",
    "spacing_lab": "blendnb.widgets.spacing_lab",
    "staying_chart": "blendnb.charts",
    "studio": "blendnb.widgets.studio",
    "use_chart": "blendnb.charts",
    "write_sheet": "blendnb.pilots",
    "write_story": "blendnb.exporting.story",
}
_PACKAGES = ("charts", "spacing")


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name not in (*_HOMES, *_PACKAGES):
        raise AttributeError(f"module 'blendnb' has no attribute {name!r}")
    if "IPython" in sys.modules:
        import_module("blendnb.widgets.notebook").register()
    if name in _PACKAGES:
        return import_module(f"blendnb.{name}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """Name what there is, loaded or not."""
    return __all__
