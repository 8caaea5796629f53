"""Plans side by side: what each asks and gives, and in words what one buys with the other."""

from blendnb.designing.compare.comparing import FEWEST_PLANS, MOST_PLANS, compare

__all__ = ["FEWEST_PLANS", "MOST_PLANS", "compare"]
