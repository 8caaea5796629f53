"""Learners' and managers' time: hours that nobody invoices and that cost most of all.

Tasks on the job are work. They stand beside the learning time and are not added to it, as
everywhere in a plan. A manager's minutes count once for each learner, or once for each group where
the plan says how many groups a touchpoint has.
"""

from dataclasses import dataclass
from typing import Any

from blendnb.designing.cost.delivering import Grouping, grouping
from blendnb.designing.workload import AT_WORK
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan, Touchpoint

MINUTES = 60


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
    asked = [t for t in plan.touchpoints if t.manager_minutes]
    in_groups = [t for t in asked if t.groups is not None]
    return PeoplesTime(
        learning_hours=_hours([t for t in plan.touchpoints if t.modality != AT_WORK]),
        on_the_job_hours=_hours([t for t in plan.touchpoints if t.modality == AT_WORK]),
        manager_hours=sum(_manager_hours(t) for t in asked if t.groups is None),
        manager_hours_by_grouping=tuple(
            (grouping(t, plan, catalogue), _manager_hours(t)) for t in in_groups
        ),
    )


def _hours(touchpoints: list[Touchpoint]) -> float:
    return sum(t.total_learner_minutes for t in touchpoints) / MINUTES


def _manager_hours(touchpoint: Touchpoint) -> float:
    return touchpoint.manager_minutes * len(touchpoint.occurrences) / MINUTES
