"""What matters to the client, and the order of the blend models that it gives.

A module of its own because it alone composes the plan of every blend model: it is asked only while
the models are compared, and what the plans take is kept for as long as the brief is the same.
"""

from collections import deque
from typing import Any

from blendnb.designing.consequences import with_consequences
from blendnb.designing.priorities import PRIORITIES, STRONGEST, WeighedModel, by_priorities
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.recommendation import RankedModel, Recommendation
from blendnb.language import say
from blendnb.reporting.recommendation_report import what_each_takes
from blendnb.widgets.workspace import Option

Data = dict[str, Any]
_KEPT = 4
_known: deque[tuple[Catalogue, Brief, Recommendation]] = deque(maxlen=_KEPT)


def _advised(brief: Brief, advice: Recommendation, catalogue: Catalogue) -> Recommendation:
    """The recommendation with what each plan takes; of the last few briefs it is at hand."""
    for known, asked, advised in _known:
        if known is catalogue and asked == brief:
            return advised
    advised = with_consequences(advice, brief, catalogue)
    _known.append((catalogue, brief, advised))
    return advised


def priorities_of(option: Option, catalogue: Catalogue) -> Data | None:
    """Return the sliders, the order that they give, and whether the first weighed_model holds.

    Parameters
    ----------
    option
        The option that is worked on.
    catalogue
        The rules.
    """
    design = option.design
    if design is None:
        return None
    advice = _advised(design.brief, design.recommendation, catalogue)
    weighed = by_priorities(design.brief, catalogue, advice, option.priorities)
    models = {model.id: model for model in advice.models}
    return {
        "heading": say("priorities.heading"),
        "text": _text(weighed, advice, option),
        "order_name": say("priorities.order"),
        "sliders": [_slider(name, option.priorities.get(name, 0)) for name in PRIORITIES],
        "order": [_row(weighed_model, models[weighed_model.id]) for weighed_model in weighed],
    }


def _slider(name: str, value: int) -> Data:
    return {
        "id": name,
        "label": say(f"priorities.{name}"),
        "value": value,
        "most": STRONGEST,
        "said": say(f"priorities.level_{value}"),
    }


def _row(weighed_model: WeighedModel, model: RankedModel) -> Data:
    return {
        "id": weighed_model.id,
        "name": model.name,
        "percent": weighed_model.percent,
        "takes": what_each_takes(model),
        "breaks": list(model.consequences.breaks) if model.consequences else [],
    }


def _text(weighed: tuple[WeighedModel, ...], advice: Recommendation, option: Option) -> str:
    names = {model.id: model.name for model in advice.models}
    first, now = advice.best.id, weighed[0].id
    if not option.priorities:
        return say("priorities.nothing_yet", model=names[first])
    if first == now:
        return say("priorities.holds", model=names[first], percent=weighed[0].percent)
    return say("priorities.turns", model=names[now], first=names[first], percent=weighed[0].percent)
