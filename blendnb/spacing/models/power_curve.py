"""PowerCurve: the forgetting curve that a consultant can draw on a flip chart.

It shows what one study leaves behind, and starts again at the latest study of weight 0.5 or
more.  It claims no strengthening, so it is a drawing aid and a floor, and takes no part in the
choice of schedules.

Forgetting is steep at first and then slow.  A power of time follows it well and an exponential
does not (R2 .97 against .40 on Ebbinghaus' own points), which is why the exponential stands here
only to be compared.  All of these curves describe *savings* in relearning nonsense syllables, not
recall of course content, and none of them knows about a second study.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final, Self

import numpy as np

from blendnb.spacing.models.memory import (
    Floats,
    MemoryModel,
    Numbers,
    Parameter,
    known_variant,
    settled,
)
from blendnb.spacing.models.traces import LEAST_AGE_DAYS

_MINUTES_A_DAY = 1440.0


def wickelgren(
    days: Floats, lam: float = 1.0, beta: float = 6665.22, psi: float = 0.130235
) -> Floats:
    """Wickelgren power, ``lam (1 + beta t) ** -psi``, t in days (fit to Ebbinghaus, lam held)."""
    out: Floats = lam * (1.0 + beta * days) ** -psi
    return out


def power(days: Floats, a: float = 0.81837, b: float = 0.13016) -> Floats:
    """Power of time, ``a t ** -b``, t in minutes (fit to Ebbinghaus)."""
    out: Floats = a * (days * _MINUTES_A_DAY) ** -b
    return out


def logarithmic(days: Floats, a: float = 0.66425, b: float = 0.04524) -> Floats:
    """Straight line on log time, ``a - b ln t``, t in minutes (fit to Ebbinghaus)."""
    out: Floats = a - b * np.log(days * _MINUTES_A_DAY)
    return out


def ebbinghaus_1885(days: Floats, k: float = 1.84, c: float = 1.25) -> Floats:
    """Ebbinghaus' own equation, ``k / (log10(t) ** c + k)``, t in minutes, 1 up to a minute."""
    log_minutes = np.log10(np.maximum(days * _MINUTES_A_DAY, 1.0))
    out: Floats = k / (log_minutes**c + k)
    return out


def exponential(days: Floats, a: float, b: float) -> Floats:
    """Exponential, ``a exp(-b t)``, t in days: for comparison, it does not follow the data."""
    out: Floats = a * np.exp(-b * days)
    return out


NAMED_CURVES: Final[dict[str, Callable[[Floats], Floats]]] = {
    "power": power,
    "logarithmic": logarithmic,
    "ebbinghaus_1885": ebbinghaus_1885,
    "power_mack": lambda days: power(days, 0.65974, 0.09247),
    "power_seitz": lambda days: power(days, 0.54808, 0.09901),
    "power_dros": lambda days: power(days, 0.78240, 0.16638),
}
"""Curves with published or refitted numbers (Murre & Dros 2015, Table 3), by name."""


RESTART_WEIGHT = 0.5
"""A study of at least this weight starts the curve again (an assumption, not an estimate)."""


@dataclass(frozen=True, init=False)
class PowerCurve(MemoryModel):
    """Single-study forgetting, starting again at the latest study.

    Parameters
    ----------
    variant : str
        ``wickelgren`` (default), or a curve of `NAMED_CURVES` with its published
        numbers: power, logarithmic, ebbinghaus_1885, power_mack, power_seitz, power_dros.
    lam : float, 0 to 1
        Recall right after the study (Wickelgren only).  Default 1, held in the fit.
    beta : float, 0.000001 to 100000000, per day
        Time scale of forgetting (Wickelgren only).  Default 6665.22.
    psi : float, 0.0001 to 5
        How steeply it falls (Wickelgren only).  Default .130235.

    Raises
    ------
    ValueError
        For an unknown curve or a value outside its bounds.

    Notes
    -----
    Defaults: least squares on Ebbinghaus 1885 with lam held at 1, R2 .9744.  With all three
    free, beta runs away: the data do not identify it.

    Examples
    --------
    >>> PowerCurve().recall([0], [1, 7, 30]).round(2)
    array([0.32, 0.25, 0.2 ])
    """

    id: ClassVar[str] = "power_curve"
    calibration_id = "ebbinghaus_1885"
    PARAMETERS: ClassVar[tuple[Parameter, ...]] = (
        Parameter("lam", 0.0, 1.0, "one", "power_curve.lam"),
        Parameter("beta", 1e-6, 1e8, "per_day", "power_curve.beta"),
        Parameter("psi", 1e-4, 5.0, "one", "power_curve.psi"),
    )

    variant: str
    lam: float
    beta: float
    psi: float

    def __init__(
        self,
        *,
        variant: str = "wickelgren",
        lam: float | None = None,
        beta: float | None = None,
        psi: float | None = None,
    ) -> None:
        known_variant("PowerCurve", variant, ("wickelgren", *NAMED_CURVES))
        given = {"lam": lam, "beta": beta, "psi": psi}
        if variant != "wickelgren" and any(value is not None for value in given.values()):
            raise ValueError(
                f"the curve {variant!r} has fixed numbers; lam, beta, psi do not apply"
            )
        defaults = {"lam": 1.0, "beta": 6665.22, "psi": 0.130235}
        object.__setattr__(self, "variant", variant)
        for name, value in settled(self.PARAMETERS, defaults, given).items():
            object.__setattr__(self, name, value)

    @property
    def published(self) -> bool:
        """Whether the parameters in use are those of the calibration, none set by hand."""
        return self == type(self)(variant=self.variant)

    def free_parameters(self) -> tuple[str, ...]:
        """The names beta and psi; lam is not identified beside them.  None for a named curve."""
        return ("beta", "psi") if self.variant == "wickelgren" else ()

    def with_parameters(self, **values: float) -> Self:
        """The Wickelgren curve with some parameters changed."""
        return type(self)(variant=self.variant, **{**self.parameters, **values})

    def _curve(self, ages: Floats) -> Floats:
        if self.variant == "wickelgren":
            return wickelgren(ages, self.lam, self.beta, self.psi)
        return NAMED_CURVES[self.variant](ages)

    def _recall(self, days: Numbers, x: Numbers, weights: Floats) -> Floats:
        latest = np.full(x.shape, -np.inf)
        for j in range(days.shape[1]):
            # The first study always starts the curve: there is nothing else to draw.
            starts = (weights[:, j, None] >= RESTART_WEIGHT) | (j == 0)
            latest = np.where(starts & (x > days[:, j, None]), days[:, j, None], latest)
        studied = np.isfinite(latest)
        ages = np.maximum(np.where(studied, x - latest, 1.0), LEAST_AGE_DAYS)
        return np.where(studied, self._curve(ages), 0.0)
