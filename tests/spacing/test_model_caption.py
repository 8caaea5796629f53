"""What a client reads beside every curve."""

import numpy as np
import pytest

from blendnb.spacing.model_caption import caption, recall_band
from blendnb.spacing.models import FSRS6, SAC, PavlikAnderson, PowerCurve, memory_models


def test_a_caption_names_model_calibration_extrapolation_and_disagreement():
    band = recall_band([0, 7, 30, 60], [90, 180])
    low, high = round(100 * band.low.min()), round(100 * band.high.max())
    assert caption(SAC(), 4, band) == (
        "Modelled recall of factual content. SAC, calibrated on Cepeda et al. 2008 (trivia facts, "
        "two study sessions). With these 4 study days it is an extrapolation; the models give "
        f"{low} to {high}\u00a0%. Not a forecast for your learners."
    )


def test_two_studies_are_what_the_models_were_calibrated_on():
    assert "extrapolation" not in caption(SAC(), 2)
    assert "The models give" in caption(SAC(), 2, recall_band([0, 7], [30]))


def test_own_parameters_are_not_passed_off_as_a_calibration():
    assert "SAC, with own parameters." in caption(SAC(d=0.3), 2)
    assert "flash-card" in caption(PavlikAnderson(variant="item_logs"), 2)
    assert "FSRS-6, with own parameters." in caption(FSRS6(w2=3.0), 2)
    assert "savings" in caption(PowerCurve(), 1)


def test_the_band_spans_the_models():
    at = np.arange(1, 200, 7)
    band = recall_band([0, 5, 30], at)
    for model in memory_models("all"):
        recall = model.recall([0, 5, 30], at)
        assert (band.low <= recall).all()
        assert (recall <= band.high).all()
    alone = recall_band([0, 5], [30], memory_models=["sac"])
    assert alone.low == pytest.approx(alone.high)
