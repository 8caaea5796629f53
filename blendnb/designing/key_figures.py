"""The figures that people decide by: how long, how much time, how many sessions and groups.

Each is defined here and nowhere else. Pages, studio, terminal, workbook and a comparison show
these; the cost works with the same groups. How people are divided into groups stands here too,
because what is held, and how often, follows from it.
"""

from dataclasses import dataclass
from typing import Any

from blendnb.designing.facts import groups
from blendnb.designing.workload import AT_WORK, week_of
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan, Touchpoint

MINUTES_IN_HOUR = 60
_LEARNER = "learner"


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """What a plan comes to."""

    weeks: int
    """From launch to the last day: of the window, or of what ends later."""
    learning_hours: float
    """Of one learner; tasks on the job are not in it."""
    on_the_job_hours: float
    """Of one learner, on real tasks."""
    live_hours: float
    """Of one learner, with others in a room or online."""
    live_sessions: int
    """That one learner attends."""
    learners: int
    learners_assumed: bool
    """Whether the brief leaves open how many learn."""
    most_groups: int
    """Groups of the led touchpoint that has most; 0 where nobody leads anything."""
    sessions_held: int
    """Over all groups, of what somebody leads."""
    leading_hours: float
    """Over all groups, of everything that is led, without preparing it."""


def key_figures(plan: Plan, catalogue: Catalogue) -> KeyFigures:
    """Return the figures of a plan.

    Parameters
    ----------
    plan
        The plan.
    catalogue
        Says how many people a format takes at most, where the plan states no groups.
    """
    held = [(t, groups_of(t, plan, catalogue)) for t in led(plan)]
    return KeyFigures(
        weeks=journey_weeks(plan),
        learning_hours=learner_hours(plan, at_work=False),
        on_the_job_hours=learner_hours(plan, at_work=True),
        live_hours=live_hours(plan),
        live_sessions=sum(len(t.occurrences) for t in live_for_learners(plan)),
        learners=_learners(plan),
        learners_assumed="audience.size" in plan.brief.assumed,
        most_groups=max((count for _, count in held), default=0),
        sessions_held=sum(len(t.occurrences) * count for t, count in held),
        leading_hours=sum(hours_of_leading(t) * count for t, count in held),
    )


def journey_weeks(plan: Plan) -> int:
    """Return how many weeks a journey has from its launch on."""
    return week_of(plan.last_day)


def learner_hours(plan: Plan, *, at_work: bool) -> float:
    """Return one learner's hours over all occurrences: of tasks on the job, or of all the rest."""
    asked = (t for t in plan.touchpoints if (t.modality == AT_WORK) == at_work)
    return sum(t.total_learner_minutes for t in asked) / MINUTES_IN_HOUR


def live_hours(plan: Plan) -> float:
    """Return one learner's hours with others, in a room or online."""
    return sum(t.total_learner_minutes for t in live_for_learners(plan)) / MINUTES_IN_HOUR


def live_for_learners(plan: Plan) -> tuple[Touchpoint, ...]:
    """Return the touchpoints in which learners meet others, in a room or online."""
    return tuple(t for t in plan.touchpoints if t.live and _LEARNER in t.roles)


def _learners(plan: Plan) -> int:
    return plan.brief.resolved.audience.size or 1


# ------------------------------------------------------------------------------------- groups


@dataclass(frozen=True, slots=True)
class Grouping:
    """How learners are put into groups for a session."""

    languages: int
    group_max: int | None
    """Most people in a group; None where one group takes all of a language."""
    share: tuple[int, int] | None = None
    """Stated groups for a number of learners, where the maximum would give another number."""

    def groups(self, learners: Any) -> Any:
        """Return how many groups run, for a number of learners or an array of numbers."""
        if self.share is not None:
            stated, size = self.share
            return -(-learners * stated // size)
        if self.group_max is None:
            return learners * 0 + self.languages
        return groups(learners, self.group_max, self.languages)


def grouping(touchpoint: Touchpoint, plan: Plan, catalogue: Catalogue) -> Grouping:
    """Return how learners are grouped for a touchpoint: as the plan says, or by its format."""
    size, languages = _learners(plan), len(plan.brief.resolved.audience.languages or ("en",))
    known = catalogue.formats.get(touchpoint.format)
    usual = Grouping(languages, known.group_max if known else None)
    if touchpoint.groups is None or touchpoint.groups == usual.groups(size):
        return usual
    return Grouping(languages, usual.group_max or size, (touchpoint.groups, size))


def groups_of(touchpoint: Touchpoint, plan: Plan, catalogue: Catalogue) -> int:
    """Return how many groups of a touchpoint run, for the people whom the plan is meant for."""
    return int(grouping(touchpoint, plan, catalogue).groups(_learners(plan)))


def led(plan: Plan) -> tuple[Touchpoint, ...]:
    """Return the touchpoints that somebody leads."""
    return tuple(t for t in plan.touchpoints if t.facilitation_minutes)


def hours_of_leading(touchpoint: Touchpoint) -> float:
    """Return the hours of leading all occurrences for one group."""
    return touchpoint.facilitation_minutes * len(touchpoint.occurrences) / MINUTES_IN_HOUR
