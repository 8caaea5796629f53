"""SAC: a study session teaches what is not yet remembered.

A session that comes too soon finds everything still in memory and adds little; one that comes
too late has to start over.  In the two-trace form of Popov & Reder's line, the n-th session adds
a trace of strength ``u_n = delta_n (1 - B(t_n))``, where B is what is left on that day, and every
trace fades as ``f(t) = (1 + t / tau) ** -d``.  Recall is ``sigma((B - theta) / s)``.

Of five models it fits the 26 cells of Cepeda et al. 2008 (trivia facts, two sessions) best: 3.11
percentage points.  For two sessions the best gap has a closed form, see `best_gap_days`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np

from blendnb.spacing.models.memory import Floats, Parameter, raised
from blendnb.spacing.models.traces import State, Study, TraceModel, by_age, sigmoid


@dataclass(frozen=True, init=False)
class SAC(TraceModel):
    """Two-trace SAC, the default model.

    Parameters
    ----------
    variant : {"session_specific", "common"}
        ``session_specific`` (default): the first session may teach more than later ones; using
        ``delta_2`` for every later session is an extension of the two-session model.
        ``common``: one delta for all sessions.
    delta_1 : float, 0 to 1
        Share of what is unlearned that the first study teaches.  Default 1 (common: .40129).
    delta_2 : float, 0 to 1
        The same for every later study.  Default .43316 (common: .40129).
    d : float, 0.0001 to 5
        How steeply traces fade.  Default .22203 (common: .13667).
    tau_days : float, 0.000001 to 1000, days
        Time scale of fading.  Default .24185 (common: .03180).
    theta : float, -5 to 5
        Trace strength at which recall is one half.  Default .33012 (common: .24653).
    s : float, 0.0001 to 10
        Noise around it.  Default .05340 (common: .02668).

    Raises
    ------
    ValueError
        For a value outside its bounds, or two different deltas in the common variant.

    Notes
    -----
    Form: popov-lab/optimal-spacing-memory.  Values: least-squares fits to the 26 cells of Cepeda
    et al. 2008, RMSE 3.11 (session-specific) and 4.02 (common) percentage points.  A study weight
    w multiplies the new trace.

    Examples
    --------
    >>> SAC().recall([0, 7], [42]).round(3)
    array([0.767])
    """

    id: ClassVar[str] = "sac"
    traces = fading = 1
    calibration_id = "cepeda_2008"
    PARAMETERS: ClassVar[tuple[Parameter, ...]] = (
        Parameter("delta_1", 0.0, 1.0, "one", "sac.delta_1"),
        Parameter("delta_2", 0.0, 1.0, "one", "sac.delta_2"),
        Parameter("d", 1e-4, 5.0, "one", "sac.d"),
        Parameter("tau_days", 1e-6, 1000.0, "days", "sac.tau_days"),
        Parameter("theta", -5.0, 5.0, "trace_strength", "sac.theta"),
        Parameter("s", 1e-4, 10.0, "trace_strength", "sac.s"),
    )
    VARIANTS: ClassVar[dict[str, tuple[float, ...]]] = {
        "session_specific": (1.0, 0.43316, 0.22203, 0.24185, 0.33012, 0.05340),
        "common": (0.40129, 0.40129, 0.13667, 0.03180, 0.24653, 0.02668),
    }

    variant: str
    delta_1: float
    delta_2: float
    d: float
    tau_days: float
    theta: float
    s: float

    def __init__(
        self,
        *,
        variant: str = "session_specific",
        delta_1: float | None = None,
        delta_2: float | None = None,
        d: float | None = None,
        tau_days: float | None = None,
        theta: float | None = None,
        s: float | None = None,
    ) -> None:
        if variant == "common":
            delta_1, delta_2 = _one_delta(delta_1, delta_2)
        given = {
            "delta_1": delta_1, "delta_2": delta_2, "d": d,
            "tau_days": tau_days, "theta": theta, "s": s,
        }  # fmt: skip
        self._settle(variant, given)

    def free_parameters(self) -> tuple[str, ...]:
        """All but delta_1, which stays (in the common variant it follows delta_2)."""
        return ("delta_2", "d", "tau_days", "theta", "s")

    def with_parameters(self, **values: float) -> Self:
        """The same variant with some parameters changed."""
        merged = {**self.parameters, **values}
        if self.variant == "common" and "delta_1" not in values:
            merged["delta_1"] = merged["delta_2"]
        return type(self)(variant=self.variant, **merged)

    def best_gap_days(self, retention_interval_days: float) -> float:
        """The gap between two studies that makes recall that long after the second greatest.

        Closed form of the two-study model; 0 where the formula falls below it.
        """
        fade = float(self._fade(np.array([retention_interval_days]))[0])
        if self.delta_2 * fade == 0.0:
            return 0.0
        stretch: float = (self.delta_2 * fade) ** (-1 / (self.d + 1))
        return max(0.0, retention_interval_days / (stretch - 1) - self.tau_days)

    def _fade(self, ages: Floats) -> Floats:
        return raised(1.0 + ages * (1.0 / self.tau_days), -self.d)

    def _study(self, state: State, study: Study) -> None:
        delta = np.where(np.isinf(study.gaps), self.delta_1, self.delta_2)
        strength = study.weights * delta * (1.0 - study.before[0])
        state[0] += strength.astype(state[0].dtype, copy=False) * by_age(self._fade, study.ages)

    def _predict(self, state: State) -> Floats:
        out = sigmoid((state[0] - self.theta) * (1.0 / self.s))
        out *= state[0] > 0.0
        return out


def _one_delta(first: float | None, later: float | None) -> tuple[float | None, float | None]:
    """Either delta stands for both in the common variant."""
    if first is not None and later is not None and first != later:
        raise ValueError(
            f"delta_1 = {first!r} and delta_2 = {later!r} differ; the common variant has one delta "
            "(bounds [0, 1])"
        )
    one = later if first is None else first
    return one, one
