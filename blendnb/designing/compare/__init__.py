"""Plans side by side: what each asks and gives, and in words what one buys with the other."""

from blendnb.designing.compare.comparing import MOST_PLANS, compare

__all__ = ["MOST_PLANS", "compare"]
