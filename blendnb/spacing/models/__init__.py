"""Memory models: from the days on which someone studied to what is left on another day.

`MEMORY_MODELS` maps the ids that stand in files and commands to the classes.  ``all`` means the
planning models: the power curve is a drawing aid and takes no part in the choice of schedules.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from blendnb.language import say
from blendnb.spacing.models.fsrs6 import FSRS6
from blendnb.spacing.models.memory import MemoryModel
from blendnb.spacing.models.pavlik_anderson import PavlikAnderson
from blendnb.spacing.models.power_curve import PowerCurve
from blendnb.spacing.models.ppe import PPE
from blendnb.spacing.models.sac import SAC

_CLASSES: Final[tuple[type[MemoryModel], ...]] = (
    SAC,
    PPE,
    PavlikAnderson,
    FSRS6,
    PowerCurve,
)

MEMORY_MODELS: Final[dict[str, type[MemoryModel]]] = {model.id: model for model in _CLASSES}
"""Every memory model by its id."""

ALL: Final = "all"


def memory_models(
    chosen: str | MemoryModel | Iterable[str | MemoryModel] = ALL,
) -> list[MemoryModel]:
    """Return memory models for ids, models, a list of either, or ``"all"``.

    Raises
    ------
    ValueError
        For an id that is not known, an empty list, or one model twice.

    Examples
    --------
    >>> [m.id for m in memory_models("all")]
    ['sac', 'ppe', 'pavlik_anderson', 'fsrs6']
    """
    if isinstance(chosen, MemoryModel):
        return [chosen]
    if isinstance(chosen, str):
        if chosen != ALL:
            return [_one(chosen)]
        return [model() for name, model in MEMORY_MODELS.items() if name != PowerCurve.id]
    models = [_one(item) for item in chosen]
    ids = [model.id for model in models]
    if not models or len(set(ids)) < len(ids):
        raise ValueError(say("spacing_argument.memory_models", value=repr(ids)))
    return models


def _one(chosen: str | MemoryModel) -> MemoryModel:
    if isinstance(chosen, MemoryModel):
        return chosen
    if chosen not in MEMORY_MODELS:
        known = ", ".join(MEMORY_MODELS)
        raise ValueError(say("spacing_argument.memory_model", value=repr(chosen), known=known))
    return MEMORY_MODELS[chosen]()


def model_label(id_: str) -> str:
    """Return what people call the memory model of this id."""
    return say(f"memory_model.label.{id_}")


__all__ = [
    "ALL", "FSRS6", "MEMORY_MODELS", "PPE", "SAC", "MemoryModel", "PavlikAnderson", "PowerCurve",
    "memory_models", "model_label",
]  # fmt: skip
