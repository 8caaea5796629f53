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
    from blendnb import spacing
    from blendnb.api import audit, blueprint, blueprints, break_even, cost, design, recommend, roi
    from blendnb.charts import journey_chart, spacing_chart
    from blendnb.domain.brief import Brief
    from blendnb.domain.edits import apply_edit
    from blendnb.domain.plan import Plan
    from blendnb.exporting import export
    from blendnb.files.briefs import load_brief
    from blendnb.files.plans import load_plan
    from blendnb.widgets.studio import studio

__all__ = [
    "Brief",
    "Plan",
    "__version__",
    "apply_edit",
    "audit",
    "blueprint",
    "blueprints",
    "break_even",
    "cost",
    "design",
    "export",
    "journey_chart",
    "load_brief",
    "load_plan",
    "recommend",
    "roi",
    "spacing",
    "spacing_chart",
    "studio",
]

_HOMES = {
    "Brief": "blendnb.domain.brief",
    "Plan": "blendnb.domain.plan",
    "apply_edit": "blendnb.domain.edits",
    "audit": "blendnb.api",
    "blueprint": "blendnb.api",
    "blueprints": "blendnb.api",
    "break_even": "blendnb.api",
    "cost": "blendnb.api",
    "design": "blendnb.api",
    "export": "blendnb.exporting",
    "journey_chart": "blendnb.charts",
    "load_brief": "blendnb.files.briefs",
    "load_plan": "blendnb.files.plans",
    "recommend": "blendnb.api",
    "roi": "blendnb.api",
    "spacing_chart": "blendnb.charts",
    "studio": "blendnb.widgets.studio",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name == "spacing":
        return import_module("blendnb.spacing")
    if name not in _HOMES:
        raise AttributeError(f"module 'blendnb' has no attribute {name!r}")
    if "IPython" in sys.modules:
        import_module("blendnb.widgets.notebook").register()
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """Name what there is, loaded or not."""
    return __all__
