"""Keeping one mode from swallowing the journey.

The content's minutes follow the archetype, but a large self-paced core would push every other mode
aside. Work done at work costs no learning time, so it is what grows, or shrinks where it is itself
too much.
"""

from collections import Counter

from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan, Touchpoint

FEWEST_MINUTES = 5.0


def balanced(plan: Plan, catalogue: Catalogue) -> Plan:
    """Return the plan with work at work grown or cut until no mode or format has too much."""
    limit = catalogue.threshold("one_mode_share") / 100
    for _ in range(4):
        total = sum(t.total_learner_minutes for t in plan.touchpoints)
        minutes, heaviest = _heaviest(plan)
        if not total or minutes <= limit * total:
            return plan
        on_the_job = _movable(plan)
        if not on_the_job:
            return plan
        now = sum(t.total_learner_minutes for t in on_the_job)
        if heaviest in ("on_the_job", "on_the_job_assignment"):
            wanted = limit * (total - minutes) / (1 - limit) - (minutes - now)
        else:
            wanted = now + minutes / limit - total
        plan = _scaled(plan, on_the_job, max(wanted, 0.0) / now)
    return plan


def _heaviest(plan: Plan) -> tuple[float, str]:
    """The modality or format with the most learner minutes."""
    sums: Counter[str] = Counter()
    for touchpoint in plan.touchpoints:
        sums[touchpoint.modality] += touchpoint.total_learner_minutes  # type: ignore[assignment]
        if touchpoint.format != touchpoint.modality:
            sums[touchpoint.format] += touchpoint.total_learner_minutes  # type: ignore[assignment]
    name, minutes = max(sums.items(), key=lambda item: item[1])
    return minutes, name


def _movable(plan: Plan) -> list[Touchpoint]:
    return [
        t
        for t in plan.touchpoints
        if t.modality == "on_the_job" and t.purpose == "apply" and t.learner_minutes
    ]


def _scaled(plan: Plan, touchpoints: list[Touchpoint], factor: float) -> Plan:
    ids = {t.id for t in touchpoints}
    return plan.replace(
        touchpoints=tuple(
            t.replace(learner_minutes=_stepped(t.learner_minutes * factor, grows=factor > 1))
            if t.id in ids
            else t
            for t in plan.touchpoints
        )
    )


def _stepped(minutes: float, *, grows: bool) -> float:
    """Round in the direction of the change, so that the limit is met and not just missed."""
    steps = minutes / 5
    whole = -(-steps // 1) if grows else steps // 1
    return max(FEWEST_MINUTES, 5.0 * whole)
