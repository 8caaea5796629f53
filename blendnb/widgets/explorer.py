"""Exploring in a notebook: brush over the dots, click one, and the plan behind it opens below.

The chart is drawn by Altair's own notebook widget with its scripts inside, so it needs no network.
A click comes back as the number of a design; the plan is composed when it is asked for. Short
because the chart and the plan's report are made elsewhere.
"""

from typing import Any

import altair as alt
import ipywidgets

from blendnb.charts.exploration_charts import OPENED, clicks_through, exploration_chart
from blendnb.charts.journey import journey_chart
from blendnb.designing.explore import plan_of_choice
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.exploration import Exploration
from blendnb.domain.plan import Plan
from blendnb.widgets.cells import chart_html

_WIDTH = 820


class Explorer(ipywidgets.VBox):  # type: ignore[misc]
    """The linked chart of an exploration above the journey of the design that was clicked.

    Parameters
    ----------
    exploration
        What `explore` found.
    catalogue
        The catalogue that it was found with.
    """

    def __init__(self, exploration: Exploration, catalogue: Catalogue) -> None:
        alt.JupyterChart.enable_offline(offline=True)
        self.exploration = exploration
        self.plan: Plan | None = None
        """The plan that was opened last."""
        self._catalogue = catalogue
        chart = exploration_chart(exploration, width=_WIDTH)
        options = {"actions": False, "patch": clicks_through(chart.to_dict())}
        self._chart = alt.JupyterChart(chart, embed_options=options)
        self._below = ipywidgets.HTML()
        super().__init__([self._chart, self._below])
        self._chart.selections.observe(self._clicked, [OPENED])

    def show_design(self, number: int) -> Plan:
        """Open one design by its number and show its journey.

        Raises
        ------
        KeyError
            If no feasible design has the number.
        """
        choice = self.exploration.design(number).choice
        self.plan = plan_of_choice(self.exploration.brief, choice, self._catalogue)
        chart = journey_chart(self.plan, width=_WIDTH)
        self._below.value = str(chart_html(chart, f"design-{number}"))
        return self.plan

    def _clicked(self, change: Any) -> None:
        for clicked in change["new"].value:
            self.show_design(int(clicked["number"]))


def explorer(exploration: Exploration, *, catalogue: Any = None) -> Explorer:
    """Show an exploration in a notebook; as a cell's last line it shows itself.

    Parameters
    ----------
    exploration
        What `explore` found.
    catalogue
        The catalogue or working folder that it was found with; the shipped one by default.
    """
    from blendnb.api import catalogue_of

    return Explorer(exploration, catalogue_of(catalogue))
