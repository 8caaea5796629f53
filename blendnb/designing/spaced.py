"""How long to wait before the first return: the band that the spacing studies support.

The best gap grows with the delay over which something has to be remembered: 20 to 40 % of a week,
falling to 5 to 10 % of a year, read off on the logarithm of the delay (Cepeda et al. 2008, trivia
facts). A gap that is too long costs little, one that is too short costs much (Cepeda et al. 2009).
"""

from math import ceil, log

from blendnb.domain.catalogue import Catalogue

WEEK_DAYS, YEAR_DAYS = 7, 365
MOST_GAP_DAYS = 14
"""Composing keeps a unit together: a longer wait would scatter it over the journey."""


def first_gap_band(delay_days: float, catalogue: Catalogue) -> tuple[float, float]:
    """Return the shortest and longest recommended first gap, in days.

    Parameters
    ----------
    delay_days
        Days from the first exposure to the day up to which it has to be remembered.
    catalogue
        Its thresholds `gap_share_*` are shares of the delay, in per cent.
    """
    delay = max(delay_days, 1.0)
    along = (log(delay) - log(WEEK_DAYS)) / (log(YEAR_DAYS) - log(WEEK_DAYS))
    along = min(1.0, max(0.0, along))
    low, high = (
        (1 - along) * catalogue.threshold(f"gap_share_{end}_week")
        + along * catalogue.threshold(f"gap_share_{end}_year")
        for end in ("low", "high")
    )
    return low / 100 * delay, high / 100 * delay


def first_gap_days(delay_days: float, catalogue: Catalogue) -> int:
    """Return the gap to plan with: whole weeks where the band holds one, else its shorter end."""
    low, high = first_gap_band(delay_days, catalogue)
    weeks = ceil(low / WEEK_DAYS) * WEEK_DAYS
    return min(MOST_GAP_DAYS, weeks if weeks <= high else max(1, ceil(low)))
