"""Adapting a blueprint to another brief, step by step, each change said with its reason.

Each step is a function from a draft to a draft; the sentences about what was done become the plan's
`changes`.
"""

from collections.abc import Callable

from blendnb.designing.blueprints.draft import Draft
from blendnb.designing.blueprints.fitting import (
    flipped_fitted,
    formats_fitted,
    groups_fitted,
    on_free_days,
    sessions_fitted,
    stretched,
    topics_fitted,
)
from blendnb.designing.blueprints.own import plan_of
from blendnb.designing.blueprints.scaling import population_scaled, risk_scaled
from blendnb.designing.calendar import FreeDays
from blendnb.designing.compose.mending import mended
from blendnb.designing.compose.refusal import no_free_day, refused
from blendnb.designing.facts import facts_of
from blendnb.designing.scoring import vetoed
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Blueprint, Catalogue
from blendnb.domain.plan import Plan

STEPS: tuple[Callable[[Draft], Draft], ...] = (
    topics_fitted,
    stretched,
    population_scaled,
    risk_scaled,
    flipped_fitted,
    formats_fitted,
    sessions_fitted,
    groups_fitted,
    on_free_days,
)


def adapted(blueprint: Blueprint, brief: Brief, catalogue: Catalogue) -> Plan:
    """Return the blueprint's plan for another brief.

    Raises
    ------
    Refusal
        If the brief excludes the blueprint's blend model, or leaves no day on which to work.
    """
    _refuse_if_impossible(blueprint, brief, catalogue)
    original = plan_of(blueprint)
    draft = Draft(
        plan=original.replace(
            title=brief.title, brief=brief, assumed=brief.assumed_data, start=brief.schedule.start
        ),
        original=original,
        catalogue=catalogue,
    )
    for step in STEPS:
        draft = step(draft)
    plan = mended(draft.plan, catalogue)
    ordered = sorted(plan.touchpoints, key=lambda t: (t.start_day, t.standing))
    return plan.replace(touchpoints=tuple(ordered))


def _refuse_if_impossible(blueprint: Blueprint, brief: Brief, catalogue: Catalogue) -> None:
    vetoes = vetoed(facts_of(brief), catalogue).get(blueprint.blend_model)
    if vetoes:
        raise refused(brief, catalogue, blueprint.blend_model, vetoes)
    weeks = brief.resolved.schedule.weeks or 0
    if not FreeDays(0, weeks * 7 - 1, brief.schedule.start, brief.schedule.blackout).days:
        raise no_free_day(blueprint.blend_model)
