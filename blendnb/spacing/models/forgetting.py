"""Single-study forgetting curves: what is left of one session, as others have drawn it.

Forgetting is steep at first and then slow.  A power of time follows it well and an exponential
does not (R2 .97 against .40 on Ebbinghaus' own points), which is why the exponential stands here
only to be compared.  All of these describe *savings* in relearning nonsense syllables, not recall
of course content, and none of them knows about a second study.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from blendnb.spacing.models.memory import Floats

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


def double_exponential(days: Floats, mu_1: float, mu_2: float, a_1: float, a_2: float) -> Floats:
    """Murre's memory chain: a fast store that hands over to a slow one (a_1 differs from a_2)."""
    fast = np.exp(-a_1 * days)
    handed_over = (np.exp(-a_2 * days) - fast) / (a_1 - a_2)
    out: Floats = mu_1 * fast + mu_1 * mu_2 * handed_over
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
