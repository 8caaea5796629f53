"""What changes of the plan would buy in recall, each with the edit that makes it.

Short because the figures come from `designing`, and their words from the report that commands
print.
"""

from typing import Any

from blendnb.designing.levers_of_recall import compared_on, levers
from blendnb.domain.catalogue import Catalogue
from blendnb.reporting.report import Paragraph, Table
from blendnb.reporting.spacing_report import levers_report
from blendnb.widgets.workspace import Option


def levers_of(option: Option, catalogue: Catalogue) -> dict[str, Any] | None:
    """Return the table of levers; None where no topic comes back.

    Parameters
    ----------
    option
        The option that is worked on.
    catalogue
        Whose formats and rates are known.
    """
    if option.plan is None:
        return None
    changes = levers(option.plan, catalogue)
    if not changes:
        return None
    answer = levers_report(changes, compared_on(option.plan))
    said = [block.text for block in answer.blocks if isinstance(block, Paragraph)]
    (table,) = (block for block in answer.blocks if isinstance(block, Table))
    return {
        "heading": answer.heading,
        "lead": said[0] if len(said) > 1 else "",
        "head": list(table.head),
        "rows": [
            {
                "id": lever.id,
                "cells": list(row),
                "gain": lever.gain,
                "edit": lever.edit.model_dump(mode="json"),
            }
            for lever, row in zip(changes, table.rows, strict=True)
        ],
        "note": said[-1],
    }
