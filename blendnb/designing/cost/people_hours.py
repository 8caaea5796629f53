"""Hours that grow with the number of people: leading sessions, learning, managers' time.

Every led touchpoint is held once for each group, and groups are people rounded up, so delivery is a
staircase: cost jumps where a group is full. The first group of a session needs more preparation
than the later ones. Sessions with the same groups share one `Stair`, which works for one number of
learners as well as for a whole array of them.

Tasks on the job are work. They stand beside the learning time and are not added to it, as
everywhere in a plan. A manager's minutes count once for each learner, or once for each group where
the plan says how many groups a touchpoint has.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Literal

from blendnb.designing.cost.rates import Rates
from blendnb.designing.key_figures import (
    MINUTES_IN_HOUR,
    Grouping,
    grouping,
    hours_of_leading,
    learner_hours,
    led,
)
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.costs import Range, SessionItem
from blendnb.domain.plan import Plan, Touchpoint

End = Literal["low", "default", "high"]
ENDS: tuple[End, ...] = ("low", "default", "high")


@dataclass(frozen=True, slots=True)
class Stair:
    """All sessions of one grouping and delivery."""

    grouping: Grouping
    online: bool
    in_room: bool
    hours: float
    """Hours of leading them all, for one group."""
    sessions: int
    """How many sessions one group has."""

    def delivery_hours(self, learners: Any, rates: Rates, end: End) -> Any:
        """Return the hours of everybody who leads, preparation in them."""
        count = self.grouping.groups(learners)
        first, later = (1 + getattr(rates[f"prep_{which}"], end) for which in ("first", "later"))
        leaders = getattr(rates["leaders"], end) + self.producers(learners, rates)
        return leaders * self.hours * (first + (count - 1) * later)

    def producers(self, learners: Any, rates: Rates) -> Any:
        """Return the producers beside the leaders: one in large groups online, else none."""
        if not self.online or self.grouping.group_max is None:
            return learners * 0
        people = -(-learners // self.grouping.groups(learners))
        return (people > rates["producer_above"].default) * 1

    def runs(self, learners: Any) -> Any:
        """Return how many sessions are held in all."""
        return self.grouping.groups(learners) * self.sessions


def stairs(plan: Plan, catalogue: Catalogue) -> tuple[Stair, ...]:
    """Return the sessions of a plan, those with the same groups and delivery together."""
    held: dict[tuple[Grouping, str | None], list[tuple[float, int]]] = defaultdict(list)
    for touchpoint in led(plan):
        key = (grouping(touchpoint, plan, catalogue), touchpoint.delivery)
        held[key].append(_one_group(touchpoint))
    return tuple(
        Stair(
            how,
            delivery == "virtual",
            delivery == "in_person",
            sum(hours for hours, _ in each),
            sum(sessions for _, sessions in each),
        )
        for (how, delivery), each in held.items()
    )


def _one_group(touchpoint: Touchpoint) -> tuple[float, int]:
    return hours_of_leading(touchpoint), len(touchpoint.occurrences)


def session_items(plan: Plan, rates: Rates) -> tuple[SessionItem, ...]:
    """Return what each led touchpoint takes to deliver, in the order of the plan."""
    size = plan.brief.resolved.audience.size or 1
    return tuple(_item(t, plan, rates, size) for t in led(plan))


def _item(touchpoint: Touchpoint, plan: Plan, rates: Rates, size: int) -> SessionItem:
    how = grouping(touchpoint, plan, rates.catalogue)
    hours, times = _one_group(touchpoint)
    online = touchpoint.delivery == "virtual"
    stair = Stair(how, online, touchpoint.delivery == "in_person", hours, times)
    low, default, high = (float(stair.delivery_hours(size, rates, end)) for end in ENDS)
    return SessionItem(
        touchpoint=touchpoint.id,
        title=touchpoint.title,
        delivery=touchpoint.delivery,
        groups=how.groups(size),
        occurrences=times,
        minutes=touchpoint.facilitation_minutes,
        hours=Range(low, default, high),
    )


# ---------------------------------------------------------------------------- learners and managers


@dataclass(frozen=True, slots=True)
class PeoplesTime:
    """Hours of learners and managers, as they grow with the number of learners."""

    learning_hours: float
    """Of one learner."""
    on_the_job_hours: float
    """Of one learner."""
    manager_hours: float
    """For one learner."""
    manager_hours_by_grouping: tuple[tuple[Grouping, float], ...]
    """For one group, where managers meet groups."""

    def managers(self, learners: Any) -> Any:
        """Return the managers' hours, for a number of learners or an array of numbers."""
        in_groups = (how.groups(learners) * hours for how, hours in self.manager_hours_by_grouping)
        return sum(in_groups, learners * self.manager_hours)


def peoples_time(plan: Plan, catalogue: Catalogue) -> PeoplesTime:
    """Return how much time a plan takes from learners and managers."""
    asked = [t for t in plan.touchpoints if minutes_of_helpers(t)]
    in_groups = [t for t in asked if t.groups is not None]
    return PeoplesTime(
        learning_hours=learner_hours(plan, at_work=False),
        on_the_job_hours=learner_hours(plan, at_work=True),
        manager_hours=sum(_manager_hours(t) for t in asked if t.groups is None),
        manager_hours_by_grouping=tuple(
            (grouping(t, plan, catalogue), _manager_hours(t)) for t in in_groups
        ),
    )


def minutes_of_helpers(touchpoint: Touchpoint) -> float:
    """Return the minutes of a manager, or of the mentor or coach who talks with the learner.

    Where the plan does not say how long a mentor takes, it is as long as the learner.
    """
    if touchpoint.manager_minutes or "mentor" not in touchpoint.roles or touchpoint.live:
        return touchpoint.manager_minutes
    return touchpoint.learner_minutes


def _manager_hours(touchpoint: Touchpoint) -> float:
    return minutes_of_helpers(touchpoint) * len(touchpoint.occurrences) / MINUTES_IN_HOUR
