"""The fifth step, drafted: what will be measured, and which small group goes first."""

from blendnb.designing.compose.archetype_rows import shortened
from blendnb.designing.compose.context import Context
from blendnb.domain.plan import Measure, Pilot, Plan
from blendnb.language import say

AFTER_DAYS = 30
"""A business figure is read a month after the journey's end."""
LONGEST_GAP = 200


def measures(plan: Plan, context: Context) -> tuple[Measure, ...]:
    """Return a draft from completion to the business figure, one for each moment between."""
    end = plan.last_day
    return (
        Measure(
            id="completion",
            text=say("compose.measure_completion"),
            kind="completion",
            when_day=end,
        ),
        Measure(
            id="confidence",
            text=say("compose.measure_confidence"),
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
                text=say("compose.measure_behavior"),
                kind="behavior",
                when_day=plan.last_day + AFTER_DAYS,
            )
        ]
    return [
        Measure(
            id=f"moment-{number}",
            text=moment.measure or say("compose.measure_moment", moment=moment.text),
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
        return say("compose.measure_gap", gap=shortened(gap, LONGEST_GAP))
    return say("compose.measure_business")


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
        text=say("compose.pilot"),
        decide_by=say("compose.pilot_decides"),
    )
