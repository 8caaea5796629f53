"""What a session plan is worked out from, read from a plan once.

A module of its own because the frame, the notes and the building all take it.
"""

from dataclasses import dataclass
from typing import Self

from blendnb.designing.key_figures import groups_of
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.domain.vocabulary import Delivery, Purpose


@dataclass(frozen=True, slots=True)
class SessionNeeds:
    """The facts of one session."""

    minutes: float
    people: int = 12
    delivery: Delivery = "virtual"
    purpose: Purpose = "practice"
    topics: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    checked: str | None = None
    """Title of a check that everybody has done before."""
    with_manager: bool = False
    """Whether people's managers talk with them afterwards."""
    framed: bool = True
    """Whether it has an opening and a closing: a talk or an open hour has none."""

    @classmethod
    def of(cls, plan: Plan, touchpoint: Touchpoint, catalogue: Catalogue) -> Self:
        """Return the facts of a touchpoint of a plan.

        Parameters
        ----------
        plan
            Its brief says how many people learn, and who takes part.
        touchpoint
            One of the plan's.
        catalogue
            How many people a format takes.
        """
        delivery = touchpoint.delivery or "virtual"
        return cls(
            minutes=touchpoint.learner_minutes,
            people=people_in_a_group(plan, touchpoint, catalogue),
            delivery=delivery,
            purpose=touchpoint.purpose,
            topics=touchpoint.all_topics,
            objectives=_objectives(plan, touchpoint),
            checked=_check_before(plan, touchpoint),
            with_manager=plan.brief.support.managers is True,
            framed=touchpoint.live and touchpoint.purpose != "support",
        )


def people_in_a_group(plan: Plan, touchpoint: Touchpoint, catalogue: Catalogue) -> int:
    """Return how many people are in one group, at most as many as a class takes."""
    known = catalogue.formats.get(touchpoint.format)
    usual = catalogue.threshold(f"group_max_{touchpoint.delivery or 'virtual'}")
    most = (known.group_max if known else None) or int(usual)
    size = plan.brief.resolved.audience.size or most
    shared = -(-size // groups_of(touchpoint, plan, catalogue))
    return shared if touchpoint.groups else min(shared, most)


def _objectives(plan: Plan, touchpoint: Touchpoint) -> tuple[str, ...]:
    serves = set(touchpoint.objectives)
    return tuple(objective.text for objective in plan.objectives if objective.id in serves)


def _check_before(plan: Plan, touchpoint: Touchpoint) -> str | None:
    """Return the title of a check of knowledge that the session waits for."""
    before = (plan.by_id[id_] for id_ in touchpoint.depends_on)
    checks = [t for t in before if not t.live and "knowledge" in t.assessment]
    return checks[-1].title if checks else None
