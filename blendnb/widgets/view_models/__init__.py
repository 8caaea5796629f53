"""View models: what the browser shows of a workspace, as plain data.

Everything that needs knowledge is said here, in the same words as on the exported page; the browser
only places it.
"""

from blendnb.domain.catalogue import Catalogue
from blendnb.language import current
from blendnb.widgets.view_models.board_view import board_guide_of, board_of
from blendnb.widgets.view_models.guide_view import guide_of
from blendnb.widgets.view_models.plan_view import (
    causes_view,
    ledger_view,
    plan_view,
    stage_map_view,
    support_view,
    tracks_view,
)
from blendnb.widgets.view_models.recommendation_view import (
    Data,
    DesignView,
    argument_view,
    recommendation_view,
)
from blendnb.widgets.workspace import Workspace

__all__ = ["board_guide_of", "board_of", "guide_of", "result_of"]


def result_of(workspace: Workspace, catalogue: Catalogue) -> Data | None:
    """Return what follows from the workspace's brief; None while there is no design."""
    design = workspace.design
    if design is None:
        return None
    view = DesignView(design, catalogue, current())
    return {
        "chosen": workspace.chosen,
        **recommendation_view(view),
        **plan_view(view),
        "argument": argument_view(view),
        "map": stage_map_view(view),
        "causes": causes_view(view),
        "tracks": tracks_view(view),
        "ledger": ledger_view(view),
        "support": support_view(view),
    }
