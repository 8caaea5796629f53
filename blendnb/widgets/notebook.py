"""What a notebook is told when blendnb is first used in it: who shows our values and charts.

IPython is told by the names of the types, so nothing is imported before there is something to show,
and other people's charts are shown as they always were.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

_SHOWN = {
    ("blendnb.domain.recommendation", "Recommendation"): "shown.recommendation_html",
    ("blendnb.domain.findings", "Audit"): "shown.audit_html",
    ("blendnb.domain.plan", "Plan"): "shown.plan_html",
    ("blendnb.domain.costs", "Cost"): "shown_options.cost_html",
    ("blendnb.domain.comparison", "Comparison"): "shown_options.comparison_html",
    ("blendnb.domain.results", "Results"): "shown_pilot.results_html",
    ("blendnb.spacing.analysis", "Analysis"): "shown.analysis_html",
}
"""By module and name of a type: the module of this folder that shows it, and its function."""
_CHART = ("altair.vegalite.v6.api", "LayerChart")


def register() -> None:
    """Tell IPython how our values are shown, if it runs; calling it again changes nothing."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is None:
        return
    formatter = shell.display_formatter
    for (module, name), function in _SHOWN.items():
        formatter.formatters["text/html"].for_type_by_name(module, name, _later(function))
    formatter.mimebundle_formatter.for_type_by_name(*_CHART, _later("shown.chart_bundle"))


def _later(function: str) -> Callable[[Any], Any]:
    """Return a function that is imported when there is something to show."""
    home, _, name = function.partition(".")

    def show(value: Any) -> Any:
        return getattr(import_module(f"blendnb.widgets.{home}"), name)(value)

    return show
