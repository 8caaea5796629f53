"""Activities of the catalogue inside a session: their steps, and which could stand in for one."""

from collections.abc import Iterable

from blendnb.designing.facts import with_derived
from blendnb.designing.session_plan.session_core import CoreRun, topics_text
from blendnb.designing.session_plan.session_needs import SessionNeeds
from blendnb.domain.activity import ActivityPattern, ActivityStep
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.conditions import holds
from blendnb.domain.plan import AgendaStep, Plan, RoundPart, Touchpoint
from blendnb.domain.vocabulary import CONTENT_KINDS
from blendnb.language import listed, say

MOST_OFFERED = 8


def pattern_run(pattern: ActivityPattern, plan: Plan, touchpoint: Touchpoint) -> CoreRun:
    """Return an activity's steps for a touchpoint, with its usual minutes.

    Parameters
    ----------
    pattern
        One of the catalogue's activities.
    plan
        Its brief fills the gaps for the moment, the role and the objective.
    touchpoint
        Its topics fill the gap for the topic.
    """
    gaps = _gaps(plan, touchpoint)
    minutes = pattern.fits.minutes
    shared = minutes.nominal - sum(step.minutes or 0.0 for step in pattern.steps)
    weights = sum(step.share for step in pattern.steps if step.minutes is None) or 1.0
    built = {each.id: each.what for each in pattern.deliverables}
    return CoreRun(
        tuple(
            _step(step, pattern.id, gaps, shared / weights, [built[id_] for id_ in step.uses])
            for step in pattern.steps
        ),
        minutes.min,
        minutes.max,
        whole=pattern.part == "whole",
        name=pattern.name,
    )


def _step(
    step: ActivityStep, activity: str, gaps: dict[str, str], each: float, uses: list[str]
) -> AgendaStep:
    return AgendaStep(
        minutes=step.minutes or max(step.share * each, 1.0),
        do=_filled(step.do, gaps),
        method=step.method,
        leads=step.leads,
        say=_filled(step.say, gaps) if step.say else None,
        show=step.show,
        rounds=step.rounds if step.rounds > 1 else None,
        within=tuple(RoundPart(do=part.do, minutes=part.share) for part in step.parts),
        fixed=True if step.minutes is not None else None,
        flex=step.flex or None,
        material=listed(uses) or None,
        activity=activity,
        part="core",
    )


def _filled(text: str, gaps: dict[str, str]) -> str:
    """Fill gaps one by one: what a client wrote is never looked into for gaps of its own."""
    parts = text.split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        name, brace, rest = part.partition("}")
        filled.append(f"{gaps.get(name, name)}{rest}" if brace else f"{{{part}")
    return "".join(filled)


def _gaps(plan: Plan, touchpoint: Touchpoint) -> dict[str, str]:
    moments = plan.brief.moments
    usual = ("moment", "role", "manager", "sponsor", "question")
    return {
        **{name: say(f"session_plan.gap.{name}") for name in usual},
        **({"moment": moments[0].text} if moments else {}),
        "topic": topics_text(touchpoint.all_topics),
        "objective": plan.brief.objective,
    }


def alternatives(
    plan: Plan,
    touchpoint: Touchpoint,
    minutes: float,
    needs: SessionNeeds,
    catalogue: Catalogue,
    *,
    used: Iterable[str],
) -> tuple[ActivityPattern, ...]:
    """Return activities that could stand in for one in a session, best first.

    Parameters
    ----------
    plan
        What its brief states or leaves assumed decides which are meant for it.
    touchpoint
        Its format and purpose must be among those of the activity.
    minutes
        That the activity would have.
    needs
        The people in the session.
    catalogue
        The activities.
    used
        Ids that are not offered, because the session has them.
    """
    facts = with_derived({**plan.brief.assumed_data, **plan.brief.stated})
    weights = plan.brief.resolved.content.model_dump()
    kind = max(CONTENT_KINDS, key=lambda name: weights.get(name) or 0)
    taken = set(used)

    def fits(pattern: ActivityPattern) -> bool:
        asked = pattern.fits
        return (
            pattern.part == "core"
            and pattern.id not in taken
            and touchpoint.format in asked.formats
            and touchpoint.purpose in asked.purposes
            and kind in asked.kinds
            and (not asked.subjects or plan.brief.outcome.subject in asked.subjects)
            and asked.minutes.min <= minutes <= asked.minutes.max
            and asked.group.min <= needs.people
            and not asked.needs
            and holds(asked.when, facts)
            and not (asked.unless and holds(asked.unless, facts))
        )

    def order(pattern: ActivityPattern) -> tuple[int, int, int, float, str]:
        asked = pattern.fits
        return (
            plan.brief.outcome.subject not in asked.subjects,
            asked.kinds.index(kind),
            asked.purposes.index(touchpoint.purpose),
            abs(asked.minutes.nominal - minutes),
            pattern.id,
        )

    known = (pattern for pattern in catalogue.activities.values() if fits(pattern))
    return tuple(sorted(known, key=order)[:MOST_OFFERED])
