"""Telling: what the browser is told about a workspace, as plain data.

Everything that needs knowledge is said here in words, the same words as on the exported page; the
browser only places it. One module for each idea: what holds for every session (`guide`), the
recommendation (`advice`, `argument`), the plan with its audit (`judged`), its touchpoints on the
board (`board`), the map (`mapped`), and assessment and support in time (`supported`).
"""

from blendnb.domain.catalogue import Catalogue
from blendnb.exporting.words import load_words
from blendnb.widgets.telling.advice import advice
from blendnb.widgets.telling.argument import argument
from blendnb.widgets.telling.board import board_guide_of, board_of
from blendnb.widgets.telling.guide import guide_of
from blendnb.widgets.telling.judged import plan_told
from blendnb.widgets.telling.mapped import mapped
from blendnb.widgets.telling.supported import supported
from blendnb.widgets.telling.teller import Teller, Told
from blendnb.widgets.workspace import Workspace

__all__ = ["board_guide_of", "board_of", "guide_of", "result_of"]


def result_of(workspace: Workspace, catalogue: Catalogue) -> Told | None:
    """Return what follows from the workspace's brief; None while there is no design."""
    design = workspace.design
    if design is None:
        return None
    teller = Teller(design, catalogue, load_words())
    return {
        "chosen": workspace.chosen,
        **advice(teller),
        **plan_told(teller),
        "argument": argument(teller),
        "map": mapped(teller),
        "support": supported(teller),
    }
