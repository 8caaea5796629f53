"""What the pilot showed in place of what was assumed: who takes part, and how fast people forget.

Curves rest on two assumptions that a pilot measures. How many take part in each touchpoint stands
in its completions; how fast a topic is forgotten stands in its quiz answers. Both become the plan's
own numbers in one step, and what is not known, or is about too few people, stays assumed. Short
because counting people and fitting curves are done where their data are read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blendnb.domain.brief import OwnMaterial
from blendnb.domain.edits import Batch, Change, apply_edit
from blendnb.domain.pilot_results import PilotResults, TouchpointUse
from blendnb.domain.plan import Plan
from blendnb.language import number, percent, say

if TYPE_CHECKING:
    from blendnb.spacing.forgetting import Forgetting

_LEAST, _MOST = 0.01, 0.99
"""Shares of a small group are never taken for nobody or everybody."""


@dataclass(frozen=True, slots=True)
class PilotUsed:
    """A plan that rests on what a pilot showed.

    Attributes
    ----------
    plan
        The plan with measured participation and pace of forgetting.
    changes
        What is known now instead of assumed, a sentence each; empty where nothing is.
    """

    plan: Plan
    changes: tuple[str, ...]


def use_pilot(
    plan: Plan, results: PilotResults | None, forgetting: "Forgetting | None" = None
) -> PilotUsed:
    """Return the plan with what a pilot showed in place of what was assumed.

    Parameters
    ----------
    plan
        The plan.
    results
        What `measure` gave: who took part in what; None without.
    forgetting
        What a quiz log says, by topic; topics that the plan does not have are left out.
    """
    shares = dict(_shares(plan, results)) if results else {}
    paces = dict(_paces(plan, forgetting)) if forgetting else {}
    edits = tuple(Change(id=i, values={"participation": share}) for i, share in shares.items())
    changed = apply_edit(plan, Batch(edits=edits)) if edits else plan
    if paces:
        changed = changed.replace(material={**changed.material, **paces})
    return PilotUsed(changed, (*_said_of_shares(plan, shares), *_said_of_paces(paces)))


def _shares(plan: Plan, results: PilotResults) -> Iterator[tuple[str, float]]:
    """Share of those expected who took part, by touchpoint that is still in the plan."""
    for use in results.uses:
        share = _taking_part(use)
        if share is not None and use.touchpoint in plan.by_id:
            yield use.touchpoint, round(min(max(share, _LEAST), _MOST), 3)


def _taking_part(use: TouchpointUse) -> float | None:
    """Who finished, else who opened it; None where neither is known of enough people."""
    return use.reached.value if use.completed.hidden else use.completed.value


def _paces(plan: Plan, forgetting: "Forgetting") -> Iterator[tuple[str, OwnMaterial]]:
    names = {topic.casefold(): topic for topic in plan.topics}
    for each in forgetting.topics:
        topic = names.get(each.topic.strip().casefold())
        if topic is not None and each.material is not None:
            yield topic, OwnMaterial(days=each.material.days, share=each.material.share)


def _said_of_shares(plan: Plan, shares: dict[str, float]) -> Iterator[str]:
    for id_, share in shares.items():
        before = plan.by_id[id_].participation
        key = "participation_assumed" if before is None else "participation"
        yield say(
            f"pilot.anchored.{key}",
            title=plan.by_id[id_].title,
            share=percent(share),
            before=percent(before or 0),
        )


def _said_of_paces(paces: dict[str, OwnMaterial]) -> Iterator[str]:
    for topic, pace in paces.items():
        yield say(
            "pilot.anchored.material",
            topic=topic,
            share=percent(pace.share),
            days=number(pace.days),
        )
