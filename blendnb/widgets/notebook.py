"""What a notebook is given when blendnb is first used in it: who shows our values and charts.

IPython gets the names of the types, so nothing is imported before there is something to show, and
other people's charts are shown as they always were. Short because it only says which function
shows what.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

_SHOWN = {
    ("blendnb.domain.recommendation", "Recommendation"): "cells.recommendation_html",
    ("blendnb.domain.findings", "Audit"): "blendnb.reporting.audit_report.audit_report",
    ("blendnb.designing.blueprints.adapting", "Offer"): (
        "blendnb.reporting.blueprints_report.offer_report"
    ),
    ("blendnb.domain.plan", "Plan"): "blendnb.reporting.plan_report.plan_report",
    ("blendnb.designing.session_plan.session_value", "SessionPlan"): (
        "blendnb.reporting.session_report.session_report"
    ),
    ("blendnb.domain.build_list", "BuildList"): "blendnb.reporting.build_report.build_report",
    ("blendnb.domain.measure_ideas", "MeasuresToTake"): (
        "blendnb.reporting.measures_report.measures_report"
    ),
    ("blendnb.domain.costs", "Cost"): "blendnb.reporting.cost_report.cost_report",
    ("blendnb.domain.costs", "BreakEven"): "blendnb.reporting.cost_report.break_even_report",
    ("blendnb.domain.comparison", "Comparison"): (
        "blendnb.reporting.comparison_report.comparison_report"
    ),
    ("blendnb.domain.exploration", "Exploration"): (
        "blendnb.reporting.exploration_report.exploration_report"
    ),
    ("blendnb.domain.pilot_results", "PilotResults"): "blendnb.reporting.pilot_report.pilot_report",
    ("blendnb.spacing.best_days", "Best"): "blendnb.reporting.spacing_report.best_days_report",
    ("blendnb.spacing.recall_fitting", "Fit"): "blendnb.reporting.spacing_report.fit_report",
    (
        "blendnb.spacing.experiment.analysis",
        "Analysis",
    ): "blendnb.reporting.spacing_report.experiment_report",
}
"""By module and name of a type: the function that gives its report, or that shows it itself."""
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
    formatter.mimebundle_formatter.for_type_by_name(*_CHART, _later("cells.chart_bundle"))


def _later(function: str) -> Callable[[Any], Any]:
    """Return a function that is imported when there is something to show."""
    home, _, name = function.rpartition(".")

    def show(value: Any) -> Any:
        from blendnb.reporting.report import Report
        from blendnb.widgets.cells import report_html_cell

        module = home if home.startswith("blendnb.") else f"blendnb.widgets.{home}"
        shown = getattr(import_module(module), name)(value)
        return report_html_cell(shown) if isinstance(shown, Report) else shown

    return show
