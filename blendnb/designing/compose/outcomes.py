"""The fifth step, drafted: what will be measured, and which small group goes first."""

from blendnb.designing.compose.context import Context
from blendnb.designing.compose.texts import shortened
from blendnb.domain.plan import Measure, Pilot, Plan

AFTER_DAYS = 30
"""A business figure is read a month after the journey's end."""


def measures(plan: Plan, context: Context) -> tuple[Measure, ...]:
    """Return a draft from completion to the business figure, one for each moment between."""
    end = plan.last_day
    return (
        Measure(
            id="completion",
            text="Share of learners who finish each part, and where they stop",
            kind="completion",
            when_day=end,
        ),
        Measure(
            id="confidence",
            text="Confidence to do it alone: the same two questions before and after",
            kind="confidence",
            when_day=end,
        ),
        *_moment_measures(plan, context),
        Measure(
            id="business",
            text=_business_text(context),
            kind="business",
            when_day=end + AFTER_DAYS,
        ),
    )


def _moment_measures(plan: Plan, context: Context) -> list[Measure]:
    moments = context.full.moments
    if not moments:
        return [
            Measure(
                id="behavior",
                text="What a manager or colleague sees people do at work, with a short checklist",
                kind="behavior",
                when_day=plan.last_day + AFTER_DAYS,
            )
        ]
    return [
        Measure(
            id=f"moment-{number}",
            text=moment.measure or f"How it is done when it matters: {moment.text}",
            kind="work" if moment.measure else "behavior",
            moment=moment.text,
            baseline=moment.baseline,
            when_day=plan.last_day + AFTER_DAYS,
        )
        for number, moment in enumerate(moments, start=1)
    ]


def _business_text(context: Context) -> str:
    gap = context.brief.gap
    if gap:
        return f"The figure behind the gap, against its baseline: {shortened(gap, 200)}"
    return "One figure of the business that should move; name it and read its baseline now"


def pilot(context: Context) -> Pilot:
    """Return a draft of the pilot: a manageable group, and what decides whether all follow."""
    size = int(context.facts["audience.size"])
    least, most, share = (
        context.catalogue.threshold(id_)
        for id_ in ("pilot_group_min", "pilot_group_max", "pilot_group_share")
    )
    wanted = int(min(most, max(least, size * share / 100)))
    return Pilot(
        size=min(size, wanted),
        text="One manageable group from typical teams, with their managers, goes through the "
        "whole journey before everybody else.",
        decide_by="Go on if most finish, at least one measure at work moves, and nothing that "
        "confused people is still in; cut what was little used.",
    )
