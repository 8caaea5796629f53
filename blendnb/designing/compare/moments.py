"""Recall at the moments that matter: the same day and topics in every plan, for every memory model.

A moment without a stated week is looked at when the longest of the journeys is over. Where no brief
names a moment, that day stands for all of them, with all topics.
"""

from collections.abc import Iterator, Mapping, Sequence

from blendnb.designing.recalled import recall_by_topic
from blendnb.domain.brief import Moment
from blendnb.domain.comparison import MomentRecall, Recalled
from blendnb.domain.plan import Plan
from blendnb.spacing.models import memory_models
from blendnb.spacing.models.memory import Floats

AT_THE_END = "When the journey is over"
_DAY_IN_WEEK = 4
"""A moment in a week is looked at on its Friday."""


def moments_recalled(plans: Sequence[Plan]) -> tuple[MomentRecall, ...]:
    """Return modelled recall at each moment of any of the plans, in the order of the days."""
    end = max(plan.last_day for plan in plans) + 1
    stated = {moment.text: moment for plan in plans for moment in plan.brief.moments}
    moments = [(_day(moment, end), moment) for moment in stated.values()]
    moments.sort(key=lambda pair: pair[0])
    if not moments:
        moments = [(end, Moment(text=AT_THE_END))]
    days = [day for day, _ in moments]
    models = memory_models()
    found = [
        list(_in_plan(by_topic, [moment for _, moment in moments], [model.id for model in models]))
        for by_topic in recall_by_topic(plans, days, models)
    ]
    return tuple(
        MomentRecall(moment.text, day, moment.topics, tuple(row[place] for row in found))
        for place, (day, moment) in enumerate(moments)
    )


def _day(moment: Moment, end: int) -> int:
    return end if moment.week is None else 7 * (moment.week - 1) + _DAY_IN_WEEK


def _in_plan(
    by_topic: "Mapping[str, Floats]", moments: Sequence[Moment], models: Sequence[str]
) -> Iterator[Recalled | None]:
    """Recall at each moment, the mean over its topics that the plan teaches."""
    for place, moment in enumerate(moments):
        wanted = [topic for topic in moment.topics or by_topic if topic in by_topic]
        values = [by_topic[topic][:, place] for topic in wanted]
        yield _mean(values, models) if values else None


def _mean(values: "Sequence[Floats]", models: Sequence[str]) -> Recalled:
    """Mean over the topics, for each model."""
    means = sum(values[1:], values[0]) / len(values)
    return Recalled({id_: float(x) for id_, x in zip(models, means, strict=True)})
