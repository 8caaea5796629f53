"""How much time a journey asks of a learner, week by week.

What a learner can give to learning is scarce and known: minutes a week. Tasks done at work are
work, so their minutes stand beside the learning time and never count against it. A touchpoint that
runs over several days asks for its minutes evenly over those days; one that stays open asks for
them when it opens. Short because composing, levelling, the audit and the charts share this one
sum.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from blendnb.domain.plan import Plan, Touchpoint

DAYS_IN_WEEK = 7
AT_WORK = "on_the_job"


def week_of(day: int) -> int:
    """Return the week of a day: week 1 starts at launch, week 0 is the one before it.

    >>> week_of(0), week_of(6), week_of(7), week_of(-1)
    (1, 1, 2, 0)
    """
    return day // DAYS_IN_WEEK + 1


@dataclass(frozen=True)
class WeekLoad:
    """One learner's minutes in one week."""

    week: int
    minutes: dict[str, float]
    """Minutes by modality; only those that the week has."""

    @property
    def learning_minutes(self) -> float:
        """Minutes that count against what a learner has: all but those on the job."""
        return sum(m for modality, m in self.minutes.items() if modality != AT_WORK)

    @property
    def on_the_job_minutes(self) -> float:
        """Minutes of tasks done at work, shown beside the learning time."""
        return self.minutes.get(AT_WORK, 0.0)


def weekly_workload(plan: Plan) -> tuple[WeekLoad, ...]:
    """Return a learner's minutes for every week from the journey's first to its last, in order.

    Weeks without anything to do are there too, with no minutes. The minutes of all weeks add up to
    the learner minutes of all occurrences of all touchpoints.
    """
    minutes = minutes_by_week(plan.touchpoints)
    last = max([week_of(plan.last_day), *minutes])
    weeks = range(week_of(plan.first_day), last + 1)
    return tuple(WeekLoad(week, minutes.get(week, {})) for week in weeks)


def minutes_by_week(touchpoints: Iterable[Touchpoint]) -> dict[int, dict[str, float]]:
    """Return a learner's minutes by week and modality; weeks without any are left out."""
    loads: dict[int, dict[str, float]] = {}
    for touchpoint in touchpoints:
        for occurrence in touchpoint.occurrences if touchpoint.learner_minutes else ():
            for week, share in week_shares(occurrence.start_day, occurrence.due_day):
                minutes = loads.setdefault(week, {})
                so_far = minutes.get(touchpoint.modality, 0.0)
                minutes[touchpoint.modality] = so_far + share * touchpoint.learner_minutes
    return loads


def week_shares(first: int, last: int) -> Iterator[tuple[int, float]]:
    """Yield each week that days from the first to the last touch, with its share of them."""
    if week_of(first) == week_of(last):
        yield week_of(first), 1.0
        return
    length = last - first + 1
    for week in range(week_of(first), week_of(last) + 1):
        opens = max(first, (week - 1) * DAYS_IN_WEEK)
        closes = min(last, week * DAYS_IN_WEEK - 1)
        yield week, (closes - opens + 1) / length
