"""Keeping to the map: a composed plan does with a mapped topic what its marks say, and no more.

Where the brief marks what happens with a topic at which stage, whatever teaches that topic without
serving a mark is left out, and what no row of the archetype serves is added in a format of its own,
on a day that its stage and the order of purposes allow. Where none does, the plan says why.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, inf

from blendnb.designing.compose.archetype_rows import named
from blendnb.designing.compose.content import groups_in
from blendnb.designing.compose.context import Context
from blendnb.designing.free_days import EARLIEST_DAY, LATEST_DAY
from blendnb.designing.stage_map import LATE, StageMap, Wish
from blendnb.designing.teaching_order import UNBOUND, Begun, rank
from blendnb.designing.ways_to_meet import WaysToMeet
from blendnb.domain.catalogue import LearningFormat
from blendnb.domain.plan import Occurrence, Plan, Repeat, Touchpoint
from blendnb.domain.vocabulary import TEACHING_ORDER
from blendnb.language import say

WEEK = 7
LONGEST_TITLE = 500


def on_the_map(plan: Plan, context: Context) -> Plan:
    """Return a plan that keeps every mark that can be kept, and nothing unmarked of their topics.

    Parameters
    ----------
    plan
        Composed as if there were no map.
    context
        What composing knows.
    """
    if not plan.brief.map:
        return plan
    moments = tuple(f"{s.key}-" for s in context.archetype.slots if s.per == "moment")
    plan = only_marked(plan, moments)
    for wish in sorted(StageMap(plan).unserved, key=lambda wish: rank(wish.purpose)):
        added = _added(plan, context, wish)
        if isinstance(added, Touchpoint):
            plan = plan.replace(touchpoints=(*plan.touchpoints, added))
    return _proved_after_practice(plan)


def forced_out(plan: Plan, context: Context) -> Iterator[str]:
    """Say which marks a composed plan does not keep, and why."""
    for wish in StageMap(plan).unserved:
        reason = _added(plan, context, wish)
        if isinstance(reason, str):
            yield say(
                "compose.map.forced_out",
                topic=wish.topic,
                stage=say(f"map.stage.{wish.stage}"),
                purpose=say(f"charts.purpose.{wish.purpose}"),
                reason=say(f"compose.map.{reason}"),
            )


# --------------------------------------------------------------------------------- leaving out


def only_marked(plan: Plan, moments: tuple[str, ...] = ()) -> Plan:
    """Return the plan without what teaches a mapped topic and serves no mark of it.

    What serves a moment of the business (its id begins with one of `moments`) stays, as help.
    """
    stage_map = StageMap(plan)

    def left(occurrence: Occurrence) -> tuple[str, ...]:
        return tuple(
            topic
            for topic in occurrence.topics
            if topic not in stage_map.mapped or _serves(stage_map, occurrence, topic)
        )

    def kept(touchpoint: Touchpoint) -> Touchpoint | None:
        rows = [(o, left(o)) for o in touchpoint.occurrences]
        if touchpoint.purpose not in TEACHING_ORDER or not touchpoint.all_topics:
            return touchpoint
        if moments and touchpoint.id.startswith(moments):
            whole = all(o.topics == topics for o, topics in rows)
            return touchpoint if whole else touchpoint.replace(purpose=UNBOUND)
        return _about(touchpoint, rows)

    return _joined(plan, [each for each in map(kept, plan.touchpoints) if each is not None])


def _proved_after_practice(plan: Plan) -> Plan:
    """Return the plan without proofs of a mapped topic that its marked practice comes after.

    A proof that is itself marked stays where the client wants it.
    """
    stage_map = StageMap(plan)
    wanted = {topic for (topic, _), purposes in stage_map.marks.items() if "assess" in purposes}
    practised: dict[str, int] = {}
    for occurrence in plan.occurrences:
        if occurrence.touchpoint.purpose == "practice":
            for topic in stage_map.mapped.intersection(occurrence.topics) - wanted:
                day = practised.get(topic, occurrence.start_day)
                practised[topic] = min(day, occurrence.start_day)

    def kept(touchpoint: Touchpoint) -> Touchpoint | None:
        if touchpoint.purpose != "assess" or touchpoint.stage == "before":
            return touchpoint
        return _about(
            touchpoint,
            [
                (o, tuple(t for t in o.topics if o.start_day > practised.get(t, EARLIEST_DAY - 1)))
                for o in touchpoint.occurrences
            ],
        )

    return _joined(plan, [each for each in map(kept, plan.touchpoints) if each is not None])


def _serves(stage_map: StageMap, occurrence: Occurrence, topic: str) -> bool:
    """Whether an occurrence serves a mark, or goes on with what was a marked first contact."""
    touchpoint = occurrence.touchpoint
    stages = {touchpoint.stage, stage_map.home(occurrence, topic)}
    if any(touchpoint.purpose in stage_map.marks.get((topic, stage), ()) for stage in stages):
        return True
    first = stage_map.marks.get((topic, "first_contact"), ())
    begins = stage_map.serving(topic, "first_contact", touchpoint.purpose)
    return touchpoint.purpose in first and touchpoint.id in begins


def _about(
    touchpoint: Touchpoint, rows: list[tuple[Occurrence, tuple[str, ...]]]
) -> Touchpoint | None:
    """Return a touchpoint about fewer topics; None where it is about none any more."""
    days = {occurrence.start_day: topics for occurrence, topics in rows if topics}
    if all(occurrence.topics == topics for occurrence, topics in rows):
        return touchpoint
    if not days:
        return None
    topics = tuple(dict.fromkeys(topic for some in days.values() for topic in some))
    before, after = named(touchpoint.all_topics), named(topics)
    return touchpoint.replace(
        topics=topics,
        start_day=min(days),
        repeat=Repeat.on(days, None if len(set(days.values())) == 1 else days.values()),
        title=touchpoint.title.replace(before, after),
        why=touchpoint.why.replace(before, after),
    )


def _joined(plan: Plan, kept: list[Touchpoint]) -> Plan:
    """Return the plan with these touchpoints; what depended on others no longer does."""
    ids = {touchpoint.id for touchpoint in kept}
    return plan.replace(
        touchpoints=tuple(
            t
            if ids.issuperset(t.depends_on)
            else t.replace(depends_on=tuple(i for i in t.depends_on if i in ids))
            for t in kept
        )
    )


# -------------------------------------------------------------------------------------- adding


@dataclass(frozen=True, slots=True)
class _Days:
    """First and last day on which a mark may be served."""

    low: float
    high: float
    near: float = 0
    """Where in between it is best."""


def _added(plan: Plan, context: Context, wish: Wish) -> Touchpoint | str:
    """Return the touchpoint that serves a mark, or the name of what is in its way."""
    of_stage, in_order = _of_stage(plan, wish), _in_order(plan, wish)
    low, high = max(of_stage.low, in_order.low), min(of_stage.high, in_order.high)
    if low > high:
        return "order" if of_stage.low <= of_stage.high else "stage"
    learning_format = _format_for(plan, context, wish)
    if learning_format is None:
        return "format"
    near = of_stage.near if low <= of_stage.near <= high else low
    low, high = max(low, EARLIEST_DAY), min(high, LATEST_DAY)
    day = context.free.within(int(low), int(high), int(max(near, low)))
    if day is None:
        return "day"
    return _touchpoint(plan, context, learning_format, wish, day)


def _of_stage(plan: Plan, wish: Wish) -> _Days:
    last = WEEK * plan.weeks - 1
    core = _end_of_core(plan, last)
    match wish.stage:
        case "before":
            return _before_the_core(plan, wish.topic)
        case "during":
            return _Days(0, core, core // 2)
        case "after":
            return _Days(min(core + 1, last), last, core + WEEK)
        case "sustained":
            late = ceil(LATE * WEEK * plan.weeks)
            return _Days(late, last, (late + last) // 2)
    met = [o.start_day for o in plan.occurrences if wish.topic in o.topics]
    first = min(met, default=core)
    return _Days(-inf, first, first)


def _before_the_core(plan: Plan, topic: str) -> _Days:
    """Return the days before the launch, or before the core of a topic that begins later."""
    core = [
        o.start_day
        for o in plan.occurrences
        if topic in o.topics
        and o.touchpoint.stage == "during"
        and o.touchpoint.purpose in TEACHING_ORDER
    ]
    last = max(-1, min(core, default=0) - 1)
    return _Days(-inf, last, -WEEK if last < 0 else last)


def _end_of_core(plan: Plan, last: int) -> int:
    """Return when the core is over, for what is added: half the window at the latest."""
    ends = [t.last_day for t in plan.touchpoints if t.stage == "during" and not t.stays_open]
    return min(max(ends, default=last // 2), last // 2)


def _in_order(plan: Plan, wish: Wish) -> _Days:
    """Return the days on which a purpose may begin without breaking the order of its topic."""
    topic, purpose = wish.topic, wish.purpose
    if purpose not in TEACHING_ORDER:
        return _Days(-inf, inf)
    begun = Begun.of(plan.occurrences)
    earlier = (begun.days.get((topic, p), -inf) for p in TEACHING_ORDER[: rank(purpose)])
    later = (begun.days.get((topic, p), inf) for p in TEACHING_ORDER[rank(purpose) + 1 :])
    return _Days(max(earlier, default=-inf), min(later, default=inf))


def _format_for(plan: Plan, context: Context, wish: Wish) -> LearningFormat | None:
    """Return an allowed format for a purpose: of the leading modality, argued for, or any."""
    leading = getattr(plan.brief.leading, wish.stage)
    fitting = [
        each
        for id_, each in context.catalogue.formats.items()
        if id_ in context.allowed and wish.purpose in each.purposes
    ]
    return min(
        fitting,
        key=lambda each: (
            each.modality != leading,
            each.purposes[0] != wish.purpose,
            each.id not in context.chosen,
        ),
        default=None,
    )


def _touchpoint(
    plan: Plan, context: Context, learning_format: LearningFormat, wish: Wish, day: int
) -> Touchpoint:
    live = learning_format.modality == "live"
    longest = float(context.facts["work.longest_session_minutes"])
    minutes = min(learning_format.minutes, longest) if live else learning_format.minutes
    ways = WaysToMeet.of(context.facts)
    return learning_format.touchpoint(
        _free_id(plan, wish.purpose),
        title=f"{learning_format.name}: {wish.topic}"[:LONGEST_TITLE],
        delivery=ways.delivery_of(learning_format, gathered=context.meets_in_person),
        purpose=wish.purpose,
        stage=_plan_stage(wish.stage, day),
        start_day=day,
        days=1,
        learner_minutes=minutes,
        facilitation_minutes=minutes if live else 0.0,
        roles=("learner", "facilitator") if live else ("learner",),
        topics=(wish.topic,),
        why=say(
            "compose.map.why",
            purpose=say(f"charts.purpose.{wish.purpose}"),
            stage=say(f"map.stage.{wish.stage}"),
        ),
        groups=groups_in(learning_format, context) if live else None,
        origin="composed",
    )


def _plan_stage(stage: str, day: int) -> str:
    if stage in ("before", "during", "after"):
        return stage
    if stage == "sustained":
        return "after"
    return "before" if day < 0 else "during"


def _free_id(plan: Plan, purpose: str) -> str:
    number = 1
    while f"map-{purpose}-{number}" in plan.by_id:
        number += 1
    return f"map-{purpose}-{number}"
