"""The published tables that the memory models are measured against.

Cepeda et al. 2008 is the one experiment with many gaps and many delays: more than 1,350 adults
learned trivia facts in two sessions and were tested up to a year later.  Ebbinghaus 1885 and its
replications by Heller, Mack & Seitz (1991) and Murre & Dros (2015) are single-learner records of
*savings*.  Neither is about workplace skills; nobody has published such a log.

Short because the tables themselves are files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

from blendnb.spacing.models.memory import SAME_DAY_GAP_DAYS


class Cell(NamedTuple):
    """One condition: gap between two studies, delay of the test, share recalled."""

    gap_days: float
    retention_interval_days: float
    recall: float


def _row(gap_days: float, **recall_percent: float) -> list[Cell]:
    return [Cell(gap_days, float(ri[2:]), p / 100) for ri, p in recall_percent.items()]


CEPEDA_2008: Final[tuple[Cell, ...]] = (
    *_row(SAME_DAY_GAP_DAYS, ri7=88.2, ri35=51.7, ri70=29.1, ri350=12.4),
    *_row(1, ri7=97.3, ri35=68.9, ri70=42.1, ri350=12.5),
    *_row(2, ri7=95.0),
    *_row(4, ri35=73.9),
    *_row(7, ri7=93.8, ri35=79.9, ri70=60.1, ri350=14.7),
    *_row(11, ri35=81.9),
    *_row(14, ri70=51.3),
    *_row(21, ri7=93.3, ri35=75.9, ri70=61.2, ri350=21.9),
    *_row(35, ri350=19.9),
    *_row(70, ri350=20.6),
    *_row(105, ri7=80.6, ri35=59.1, ri70=42.4, ri350=13.3),
)
"""All 26 cells, N > 1,350; popov-lab/optimal-spacing-memory, mean of three digitised plots."""

SAVINGS_MINUTES: Final = (19, 63, 525, 1440, 2880, 8640, 44640)
"""Delays of the savings tables, in the minutes used in fits."""

SAVINGS: Final[dict[str, tuple[float, ...]]] = {
    "ebbinghaus": (0.582, 0.442, 0.358, 0.337, 0.278, 0.254, 0.211),
    "mack": (0.544, 0.432, 0.285, 0.316, 0.365, 0.309, 0.258),
    "seitz": (0.442, 0.325, 0.270, 0.270, 0.286, 0.205, 0.201),
    "dros": (0.472, 0.373, 0.276, 0.317, 0.230, 0.168, 0.041),
}
"""Savings by learner: Murre & Dros 2015, Table 3."""


def cepeda_2008() -> pd.DataFrame:
    """The 26 cells as observations that `fit` takes: schedule, at, recall."""
    import pandas as pd

    rows = [
        {"schedule": f"0;{c.gap_days:g}", "at": c.gap_days + c.retention_interval_days,
         "recall": c.recall}
        for c in CEPEDA_2008
    ]  # fmt: skip
    return pd.DataFrame(rows)
