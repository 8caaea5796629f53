"""What a plan costs: build, delivery, learners' and managers' time, each as a range.

Building is paid once, delivery and time with every learner: that is why one plan can be cheaper for
thirty people and dearer for three hundred. All rates come from the catalogue, with their sources;
all prices come from the user.
"""

from blendnb.designing.cost.break_even import break_even, return_on_investment
from blendnb.designing.cost.costing import cost
from blendnb.designing.cost.rates import CostChoices

__all__ = ["CostChoices", "break_even", "cost", "return_on_investment"]
