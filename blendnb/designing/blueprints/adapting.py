"""Adapting a blueprint to another brief, step by step, each change said with its reason.

Each step is a function from a draft to a draft; the sentences about what was done become the plan's
`changes`. Short, because each kind of step has its module.

The nearest blueprint is offered with what adapting it would change; it is never chosen silently.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from blendnb.designing.blueprints.draft import Draft
from blendnb.designing.blueprints.fit_to_brief import (
    flipped_fitted,
    formats_fitted,
    groups_fitted,
    on_free_days,
    sessions_fitted,
    stretched,
    topics_fitted,
)
from blendnb.designing.blueprints.library import AlikeBlueprint, blueprints_like, plan_of
from blendnb.designing.blueprints.scaling import population_scaled, risk_scaled
from blendnb.designing.compose.composing import with_fixes
from blendnb.designing.compose.refusal import Refusal, no_free_day, refused
from blendnb.designing.facts import facts_of
from blendnb.designing.free_days import FreeDays
from blendnb.designing.recommend.rules import vetoed
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
    plan = with_fixes(draft.plan, catalogue)
    ordered = sorted(plan.touchpoints, key=lambda t: (t.start_day, t.stays_open))
    return plan.replace(touchpoints=tuple(ordered))


def _refuse_if_impossible(blueprint: Blueprint, brief: Brief, catalogue: Catalogue) -> None:
    vetoes = vetoed(facts_of(brief), catalogue).get(blueprint.blend_model)
    if vetoes:
        raise refused(brief, catalogue, blueprint.blend_model, vetoes)
    weeks = brief.resolved.schedule.weeks or 0
    if not FreeDays(0, weeks * 7 - 1, brief.schedule.start, brief.schedule.blackout).days:
        raise no_free_day(blueprint.blend_model)


OFFERED_FROM = 0.8
"""A blueprint is offered when its brief is at least this much like the one at hand."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A blueprint that answers nearly this brief, and the plan that it would become."""

    alike: AlikeBlueprint
    plan: Plan
    """Adapted to the brief; `changes` says what of the blueprint it changes, and why."""
    catalogue: Catalogue = field(repr=False)


def offered(brief: Brief, catalogue: Catalogue) -> Offer | None:
    """Return the nearest own or shipped blueprint that is alike enough, adapted; None without one.

    Parameters
    ----------
    brief
        The design variables; only stated ones are compared.
    catalogue
        Whose blueprints are looked through.
    """
    ranked = blueprints_like(brief, catalogue.blueprints.values(), catalogue.design_variables)
    for alike in ranked:
        if alike.likeness < OFFERED_FROM:
            return None
        try:
            return Offer(alike, adapted(alike.blueprint, brief, catalogue), catalogue)
        except Refusal:
            continue
    return None
