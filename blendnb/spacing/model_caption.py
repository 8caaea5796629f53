"""The sentence that every curve and number for a client carries, and the band behind it.

Memory models were calibrated on trivia facts and two study sessions.  Shown without that, a curve
looks like a forecast.  So each one names its model, what it was calibrated on, how far the plan
lies outside of that, and how much the models disagree. A module of its own, because charts,
reports, page and studio carry the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from blendnb.language import number, say
from blendnb.spacing import models
from blendnb.spacing.models import ALL, MemoryModel
from blendnb.spacing.models.memory import Floats

CALIBRATED_STUDIES = 2


@dataclass(frozen=True)
class Band:
    """Least and greatest recall over memory models on each date."""

    low: Floats
    high: Floats


def recall_band(
    days: ArrayLike,
    at: ArrayLike,
    weights: ArrayLike | None = None,
    memory_models: str | Iterable[str | MemoryModel] = ALL,
) -> Band:
    """Return the least and greatest recall over memory models.

    Parameters
    ----------
    days, at, weights
        As in `MemoryModel.recall`.
    memory_models : "all", or list of ids or models
        Which models the band spans.

    Examples
    --------
    >>> band = recall_band([0, 7, 30], [90])
    >>> (band.low.round(2), band.high.round(2))
    (array([0.6]), array([0.87]))
    """
    recall = [model.recall(days, at, weights) for model in models.memory_models(memory_models)]
    return Band(np.min(recall, axis=0), np.max(recall, axis=0))


def caption(model: MemoryModel, studies: int, band: Band | None = None) -> str:
    """Return the caption of a curve or number of one memory model.

    Parameters
    ----------
    model : MemoryModel
        The model that is shown.
    studies : int
        Study days of the schedule, day 0 included.
    band : Band, optional
        What all models give for the same; shown as a range of percentages.

    Examples
    --------
    >>> from blendnb.spacing.models import SAC
    >>> print(caption(SAC(), 2))
    Modelled recall of factual content. SAC, calibrated on Cepeda et al. 2008 (trivia facts, two
    study sessions). Not a forecast for your learners.
    """
    return caption_of([model], [studies], band)


def caption_of(
    memory_models: Sequence[MemoryModel], studies: Sequence[int], band: Band | None = None
) -> str:
    """Return the caption of curves of several memory models and schedules.

    Parameters
    ----------
    memory_models : sequence of MemoryModel
        The models that are shown, at least one.
    studies : sequence of int
        Study days of each schedule, day 0 included.
    band : Band, optional
        What they give at the end; shown as a range of percentages.

    Examples
    --------
    >>> from blendnb.spacing.models import FSRS6, PPE
    >>> print(caption_of([PPE(), FSRS6()], [2]))
    Modelled recall of factual content. PPE, calibrated on Cepeda et al. 2008 (trivia facts, two
    study sessions); FSRS-6, calibrated on flash-card review logs (FSRS-6 defaults). Not a forecast
    for your learners.
    """
    reach = _reach(max(studies), band)
    last = say("memory_model.not_a_forecast")
    return " ".join(filter(None, [sources_text(memory_models), reach, last]))


def sources_text(memory_models: Sequence[MemoryModel]) -> str:
    """Return which memory models speak, and what each was calibrated on."""
    by_calibration: dict[str, list[str]] = {}
    for model in memory_models:
        calibration = model.calibration if model.published else ""
        by_calibration.setdefault(calibration, []).append(model.label)
    sources = "; ".join(_source(labels, of) for of, labels in by_calibration.items())
    return say("memory_model.sources", sources=sources)


def _source(labels: Sequence[str], calibration: str) -> str:
    """Models that share what they were calibrated on; nothing where somebody set their numbers."""
    key = "calibrated" if calibration else "own_parameters"
    return say(f"memory_model.{key}", models=labels, calibration=calibration)


def _reach(studies: int, band: Band | None) -> str:
    """How far outside of the calibration, and how wide the models lie apart."""
    outside = studies > CALIBRATED_STUDIES
    if band is None:
        return say("memory_model.extrapolation", count=studies) if outside else ""
    low, high = (number(100 * float(x), 0) for x in (np.min(band.low), np.max(band.high)))
    key = "extrapolation_and_range" if outside else "range"
    return say(f"memory_model.{key}", count=studies, low=low, high=high)
