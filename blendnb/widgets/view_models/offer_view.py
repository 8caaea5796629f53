"""The nearest blueprint, offered where a blend model is chosen: how alike, what would be adapted.

A module of its own because the offer is worked out while the models are compared and at no other
time, and is the same for as long as the brief is.
"""

from collections import deque
from typing import Any

from blendnb.designing.blueprints import offered
from blendnb.designing.blueprints.adapting import Offer
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.language import percent, say
from blendnb.reporting.blueprints_report import offer_report
from blendnb.reporting.report import Bullets, Paragraph
from blendnb.widgets.workspace import Option

Data = dict[str, Any]
_KEPT = 4
_known: deque[tuple[Catalogue, Brief, Offer | None]] = deque(maxlen=_KEPT)


def offer_for(brief: Brief, catalogue: Catalogue) -> Offer | None:
    """Return the nearest blueprint that is alike enough; of the last few briefs it is at hand."""
    for known, asked, offer in _known:
        if known is catalogue and asked == brief:
            return offer
    offer = offered(brief, catalogue)
    _known.append((catalogue, brief, offer))
    return offer


def offer_view(option: Option, catalogue: Catalogue) -> Data | None:
    """Return the offer in words, and whether the plan is that blueprint's; None without one."""
    offer = None if option.design is None else offer_for(option.design.brief, catalogue)
    if offer is None:
        return None
    blueprint, said = offer.alike.blueprint, offer_report(offer)
    texts = [block.text for block in said.blocks if isinstance(block, Paragraph)]
    changes = [b for block in said.all_blocks() if isinstance(block, Bullets) for b in block.items]
    taken = option.plan is not None and option.plan.blueprint == blueprint.id
    return {
        "id": blueprint.id,
        "heading": say("studio.offer.heading", name=blueprint.name),
        "alike": percent(offer.alike.likeness),
        "texts": texts[:-1],
        "changes_heading": say("blueprints.would_change") if changes else "",
        "changes": changes,
        "taken": taken,
        "label": say("studio.offer.taken") if taken else say("studio.offer.take"),
    }
