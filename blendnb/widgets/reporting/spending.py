"""What the plan costs, in one line that stays in sight."""

from typing import Any

from blendnb.charts.takeaways_cost import figure_range
from blendnb.charts.words import ENGLISH
from blendnb.designing.cost import cost
from blendnb.designing.cost.wording import figure, money
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan


def cost_of(plan: Plan | None, catalogue: Catalogue) -> dict[str, Any] | None:
    """Return hours of everybody, in words and as ranges; None without a plan."""
    if plan is None:
        return None
    found = cost(plan, catalogue)
    each = found.total_hours / found.size
    paid = found.effort_money
    return {
        "text": f"{figure_range(found.total_hours, ENGLISH)} hours in all, "
        f"{figure(each.default)} for each learner",
        "per_learner": each.to_data(),
        "range": found.total_hours.to_data(),
        "money": money(paid, found.currency) if paid and found.currency else "",
    }
