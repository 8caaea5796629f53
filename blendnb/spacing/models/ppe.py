"""PPE, the Predictive Performance Equation: training that is spread over days decays more slowly.

``M = N**c * T**-D``: the number of studies N helps with diminishing returns, T is their weighted
age (recent ones count more), and the decay rate D falls when the gaps between studies are long.
Recall is ``sigma((M - tau) / s)``.  It was made for training over days and months (Walsh et al.
2018), and it never looks at outcomes: on logs scheduled by success it can point the wrong way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from blendnb.spacing.models.memory import Floats, Parameter, raised
from blendnb.spacing.models.traces import State, Study, TraceModel, by_age, sigmoid

_HIGHEST_LOG_ACTIVATION = 60.0
_LEAST_COUNT = 1e-9


@dataclass(frozen=True, init=False)
class PPE(TraceModel):
    """Predictive Performance Equation, ages in days.

    Parameters
    ----------
    variant : {"cepeda_2008", "literature"}
        ``cepeda_2008`` (default): x fitted with the rest, c = .1 held.  ``literature``: the
        convention x = .6, c = .1, the rest fitted.
    x : float, 0 to 0.99
        How much more recent studies count in the weighted age.  Default .167795 (literature .6).
    c : float, 0 to 2
        Returns from the number of studies.  Default .1.
    b : float, 0 to 5
        Decay rate of a single study.  Default .255161 (literature .114892).
    m : float, 0 to 5
        How much short gaps add to the decay rate.  Default .0950276 (literature .0384674).
    tau : float, -5 to 5
        Activation at which recall is one half.  Default .290681 (literature .600559).
    s : float, 0.0001 to 10
        Noise around it.  Default .0611904 (literature .0622056).

    Raises
    ------
    ValueError
        For a value outside its bounds.

    Notes
    -----
    Form: Walsh et al. 2018.  Values: least-squares fits to the 26 cells of Cepeda et al. 2008,
    RMSE 4.16 and 4.88 percentage points.  With study weights, N is their sum and each weight
    multiplies its study's share before the shares are normalised.  A single study decays at b + m,
    the limit of two studies whose gap goes to 0; the published code uses b there.

    Examples
    --------
    >>> PPE().recall([0, 7], [42]).round(3)
    array([0.764])
    """

    id: ClassVar[str] = "ppe"
    traces = 5
    fading = 2
    calibration_id = "cepeda_2008"
    PARAMETERS: ClassVar[tuple[Parameter, ...]] = (
        Parameter("x", 0.0, 0.99, "one", "ppe.x"),
        Parameter("c", 0.0, 2.0, "one", "ppe.c"),
        Parameter("b", 0.0, 5.0, "one", "ppe.b"),
        Parameter("m", 0.0, 5.0, "one", "ppe.m"),
        Parameter("tau", -5.0, 5.0, "activation", "ppe.tau"),
        Parameter("s", 1e-4, 10.0, "activation", "ppe.s"),
    )
    VARIANTS: ClassVar[dict[str, tuple[float, ...]]] = {
        "cepeda_2008": (0.167795, 0.1, 0.255161, 0.0950276, 0.290681, 0.0611904),
        "literature": (0.6, 0.1, 0.114892, 0.0384674, 0.600559, 0.0622056),
    }

    variant: str
    x: float
    c: float
    b: float
    m: float
    tau: float
    s: float

    def __init__(
        self,
        *,
        variant: str = "cepeda_2008",
        x: float | None = None,
        c: float | None = None,
        b: float | None = None,
        m: float | None = None,
        tau: float | None = None,
        s: float | None = None,
    ) -> None:
        self._settle(variant, {"x": x, "c": c, "b": b, "m": m, "tau": tau, "s": s})

    def free_parameters(self) -> tuple[str, ...]:
        """All but c, and x where it was fitted: two studies say nothing about c."""
        return (
            ("b", "m", "tau", "s") if self.variant == "literature" else ("x", "b", "m", "tau", "s")
        )

    # The five traces: sums of r**-x and of r**(1-x), the weights so far, the sum of
    # 1/ln(gap + e), and the number of gaps.
    def _study(self, state: State, study: Study) -> None:
        seen: Floats | float = (study.ages > 0).astype(float)
        seen = 1.0 if np.all(seen) else seen
        share = study.weights * by_age(lambda r: raised(r, -self.x), study.ages)
        state[0] += share
        share *= study.ages
        state[1] += share
        state[2] += study.weights * seen
        state[3] += seen / np.log(study.gaps + np.e)
        state[4] += np.isfinite(study.gaps) * seen

    def _predict(self, state: State) -> Floats:
        shares, aged, count, closeness, gaps = state
        unstudied = shares <= 0.0
        log_activation = (aged + unstudied) / (shares + unstudied)
        np.log(log_activation, out=log_activation)
        # One study is the limit of two with no gap between them: 1 / ln(0 + e) = 1. Published code
        # leaves the decay rate at b, by which learning once would outlast learning twice.
        crowding = (closeness + (gaps < 1.0)) / np.maximum(gaps, 1.0)
        log_activation *= -self.b - self.m * crowding
        log_activation += self.c * np.log(np.maximum(count, _LEAST_COUNT))
        # Right after a study the activation has no bound; recall is 1 long before this one.
        np.minimum(log_activation, _HIGHEST_LOG_ACTIVATION, out=log_activation)
        activation = np.exp(log_activation, out=log_activation)
        activation -= self.tau
        activation *= 1.0 / self.s
        out = sigmoid(activation)
        out *= ~unstudied
        return out
