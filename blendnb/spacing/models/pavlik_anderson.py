"""Pavlik & Anderson: every study leaves a trace, and a trace laid on an active memory decays fast.

The activation is ``m = ln sum_k (h r_k)**-d_k`` with ages r in seconds, and the decay rate of
each new trace depends on the activation it finds: ``d_k = c exp(m) + alpha``.  Cramming therefore
piles up traces that do not last.  Recall is ``sigma((m - tau) / s)``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from blendnb.spacing.models.memory import Floats, Parameter
from blendnb.spacing.models.traces import State, Study, TraceModel, by_age, sigmoid

_SECONDS_A_DAY = 86_400.0
_HIGHEST_LOG_TRACE = 80.0


@dataclass(frozen=True, init=False)
class PavlikAnderson(TraceModel):
    """ACT-R with decay that depends on spacing.

    Parameters
    ----------
    variant : {"cepeda_2008", "item_logs"}
        ``cepeda_2008`` (default, for planning) or ``item_logs`` (flash-card reviews).
    alpha : float, 0.0001 to 2
        Decay rate of a trace laid on an empty memory.  Default .03342507 (logs .1768).
    c : float, 0 to 5
        How much an active memory speeds up the decay.  Default .23770614 (logs .2170).
    s : float, 0.0001 to 10
        Noise around the threshold.  Default .03056647 (logs .2549).
    tau : float, -10 to 10
        Activation at which recall is one half.  Default -.69768606 (logs -.7042).
    h : float, 0.000001 to 1000000
        Time scale.  It only rescales seconds and is weakly identified: a value above 1 has no
        psychological meaning.  Default 938.0137 (logs .025).

    Raises
    ------
    ValueError
        For a value outside its bounds.

    Notes
    -----
    Form: Pavlik & Anderson 2005, 2008.  Values: least-squares fit to the 26 cells of Cepeda et
    al. 2008, RMSE 3.84 percentage points; logs: open-spaced-repetition/srs-benchmark
    ``models/act_r.py``.  A study weight multiplies its term of the sum.

    Examples
    --------
    >>> PavlikAnderson().recall([0, 7], [42]).round(3)
    array([0.75])
    """

    id: ClassVar[str] = "pavlik_anderson"
    traces = fading = 1
    PARAMETERS: ClassVar[tuple[Parameter, ...]] = (
        Parameter("alpha", 1e-4, 2.0, "one", "pavlik_anderson.alpha"),
        Parameter("c", 0.0, 5.0, "one", "pavlik_anderson.c"),
        Parameter("s", 1e-4, 10.0, "activation", "pavlik_anderson.s"),
        Parameter("tau", -10.0, 10.0, "activation", "pavlik_anderson.tau"),
        Parameter("h", 1e-6, 1e6, "one", "pavlik_anderson.h"),
    )
    VARIANTS: ClassVar[dict[str, tuple[float, ...]]] = {
        "cepeda_2008": (0.03342507, 0.23770614, 0.03056647, -0.69768606, 938.0137),
        "item_logs": (0.1768, 0.2170, 0.2549, -0.7042, 0.025),
    }

    variant: str
    alpha: float
    c: float
    s: float
    tau: float
    h: float

    def __init__(
        self,
        *,
        variant: str = "cepeda_2008",
        alpha: float | None = None,
        c: float | None = None,
        s: float | None = None,
        tau: float | None = None,
        h: float | None = None,
    ) -> None:
        self._settle(variant, {"alpha": alpha, "c": c, "s": s, "tau": tau, "h": h})

    @property
    def calibration_id(self) -> str:  # type: ignore[override]
        """What the parameters in use were fitted to."""
        return self.variant

    def free_parameters(self) -> tuple[str, ...]:
        """All five."""
        return tuple(p.name for p in self.PARAMETERS)

    def _study(self, state: State, study: Study) -> None:
        rate = self.c * study.before[0] + self.alpha
        log_ages = by_age(lambda r: np.log(self.h * _SECONDS_A_DAY * r), study.ages)
        # Under one unit of scaled time a trace grows instead of fading, without a bound.
        trace = np.exp(np.minimum(-rate * log_ages, _HIGHEST_LOG_TRACE))
        trace *= study.weights
        trace *= study.ages > 0
        state[0] += trace

    def _predict(self, state: State) -> Floats:
        activation = np.log(np.maximum(state[0], np.finfo(state[0].dtype).tiny))
        activation -= self.tau
        activation *= 1.0 / self.s
        out = sigmoid(activation)
        out *= state[0] > 0.0
        return out
