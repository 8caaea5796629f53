"""What a notebook's cell shows of a value or a chart, as the text that people read in it.

A cell that reads differently on purpose is accepted with
`python -m pytest tests/snapshots/test_cells.py --snapshot-update`.
"""

import pytest
from IPython.core.interactiveshell import InteractiveShell

import blendnb as bl
from blendnb.widgets.notebook import register
from tests.corpus import brief_of, plan_of
from tests.snapshots.text_tree import text_tree

VALUES = {
    "recommendation": lambda: bl.recommend(brief_of("crm_rollout")),
    "plan": lambda: plan_of("crm_rollout"),
    "audit": lambda: bl.audit(plan_of("blueprint-new_manager")),
    "cost": lambda: bl.cost(plan_of("crm_rollout")),
    "comparison": lambda: bl.compare([plan_of("crm_rollout"), plan_of("blueprint-crm_rollout")]),
    "results": lambda: bl.measure(plan_of("crm_rollout"), "pilot"),
    "journey-chart": lambda: bl.journey_chart(plan_of("crm_rollout")),
    "spacing-chart": lambda: bl.spacing_chart(plan_of("crm_rollout")),
}


@pytest.fixture
def shown(folder):  # noqa: ARG001 -- where the pilot's files are
    """Show a value as IPython shows a cell's last line."""
    shell = InteractiveShell.instance()
    register()
    yield lambda value: shell.display_formatter.format(value)[0]["text/html"]
    InteractiveShell.clear_instance()


@pytest.mark.parametrize("name", VALUES)
def test_a_cell_shows_what_it_did(name, shown, snapshot):
    assert text_tree(shown(VALUES[name]())) == snapshot
