"""Names that tell plans apart when several are shown together."""

from collections.abc import Sequence

from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan


def labels(plans: Sequence[Plan], catalogue: Catalogue) -> tuple[str, ...]:
    """Return a name for each plan, no two the same.

    The blend model's name where that is enough, else with the plan's title, else with a number.
    """
    models = [catalogue.blend_models[plan.blend_model].name for plan in plans]
    candidates = (models, [f"{p.title}: {m.lower()}" for p, m in zip(plans, models, strict=True)])
    for found in candidates:
        if len(set(found)) == len(found):
            return tuple(found)
    return tuple(f"{name} ({number})" for number, name in enumerate(candidates[1], start=1))
