"""The sentence that every curve and number for a client carries, and the band behind it.

Memory models were calibrated on trivia facts and two study sessions.  Shown without that, a
curve looks like a forecast.  So each one names its model, what it was calibrated on, how far the
plan lies outside of that, and how much the models disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from blendnb.spacing.models import ALL, MemoryModel
from blendnb.spacing.models import memory_models as chosen_models
from blendnb.spacing.models.memory import Floats

CALIBRATED_STUDIES = 2
CALIBRATED_GAP_DAYS = 105
CALIBRATED_DELAY_DAYS = 350


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
    recall = [model.recall(days, at, weights) for model in chosen_models(memory_models)]
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
        What all models give for the same; shown as a range of per cents.

    Examples
    --------
    >>> from blendnb.spacing.models import SAC
    >>> print(caption(SAC(), 2))
    Modelled recall of factual content. SAC, calibrated on Cepeda et al. 2008 (trivia facts, two
    study sessions). Not a forecast for your learners.
    """
    source = f"calibrated on {model.calibration}" if model.published else "with own parameters"
    parts = [f"Modelled recall of factual content. {model.label}, {source}.", _reach(studies, band)]
    return " ".join([*filter(None, parts), "Not a forecast for your learners."])


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
        What they give at the end; shown as a range of per cents.

    Examples
    --------
    >>> from blendnb.spacing.models import FSRS6, PPE
    >>> print(caption_of([PPE(), FSRS6()], [2]))
    Modelled recall of factual content. PPE, calibrated on Cepeda et al. 2008 (trivia facts, two
    study sessions); FSRS-6, calibrated on flash-card review logs (FSRS-6 defaults). Not a forecast
    for your learners.
    """
    by_source: dict[str, list[str]] = {}
    for model in memory_models:
        source = f"calibrated on {model.calibration}" if model.published else "with own parameters"
        by_source.setdefault(source, []).append(model.label)
    told = "; ".join(f"{_listed(labels)}, {source}" for source, labels in by_source.items())
    words = [f"Modelled recall of factual content. {told}.", _reach(max(studies), band)]
    return " ".join([*filter(None, words), "Not a forecast for your learners."])


def _listed(labels: Sequence[str]) -> str:
    """Join names as a sentence does."""
    return " and ".join(filter(None, (", ".join(labels[:-1]), labels[-1])))


def _reach(studies: int, band: Band | None) -> str:
    """How far outside of the calibration, and how wide the models lie apart."""
    words = []
    if studies > CALIBRATED_STUDIES:
        words.append(f"with these {studies} study days it is an extrapolation")
    if band is not None:
        low, high = (round(100 * float(x)) for x in (np.min(band.low), np.max(band.high)))
        words.append(f"the models give {low} to {high} %")
    sentence = "; ".join(words)
    return sentence[:1].upper() + sentence[1:] + "." if sentence else ""
