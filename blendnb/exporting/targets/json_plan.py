"""`.json`: the plan itself. A target is one file, however short."""

from blendnb.exporting.orders import Order, Target
from blendnb.files.briefs_and_plans import plan_json


def data(order: Order) -> str:
    """Return a plan as JSON."""
    return plan_json(order.plan)


TARGETS = [Target(".json", 70, data)]
