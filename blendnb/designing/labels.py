"""Names that tell plans apart when several are shown together.

Short, because comparing and the break-even need it and neither knows the other.
"""

from collections.abc import Sequence

from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan


def labels(plans: Sequence[Plan], catalogue: Catalogue) -> tuple[str, ...]:
    """Return a name for each plan, no two the same.

    The blend model's name where that is enough, else with the plan's title, else with a number.
    """
    models = [catalogue.blend_models[plan.blend_model].name for plan in plans]
    titled = [f"{plan.title}: {name.lower()}" for plan, name in zip(plans, models, strict=True)]
    numbered = [f"{name} ({number})" for number, name in enumerate(models, start=1)]
    return next(tuple(x) for x in (models, titled, numbered) if len(set(x)) == len(x))
