"""Delivery hours: a staircase, because a group more is a session more.

Every led touchpoint is held once for each group, and groups are people rounded up, so cost jumps
where a group is full. The first group of a session needs more preparation than the later ones.
Sessions with the same groups share one `Stair`, which works for one number of learners as well as
for a whole array of them.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Literal

from blendnb.designing.cost.choices import Rates
from blendnb.designing.facts import groups
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.costs import Range, SessionItem
from blendnb.domain.plan import Plan, Touchpoint

MINUTES = 60
End = Literal["low", "default", "high"]
ENDS: tuple[End, ...] = ("low", "default", "high")


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
    found: dict[tuple[Grouping, str | None], list[tuple[float, int]]] = defaultdict(list)
    for touchpoint in led(plan):
        key = (grouping(touchpoint, plan, catalogue), touchpoint.delivery)
        found[key].append(_one_group(touchpoint))
    return tuple(
        Stair(
            how,
            delivery == "virtual",
            delivery == "in_person",
            sum(hours for hours, _ in each),
            sum(sessions for _, sessions in each),
        )
        for (how, delivery), each in found.items()
    )


def led(plan: Plan) -> tuple[Touchpoint, ...]:
    """Return the touchpoints that somebody leads."""
    return tuple(t for t in plan.touchpoints if t.facilitation_minutes)


def _one_group(touchpoint: Touchpoint) -> tuple[float, int]:
    times = len(touchpoint.occurrences)
    return touchpoint.facilitation_minutes / MINUTES * times, times


def grouping(touchpoint: Touchpoint, plan: Plan, catalogue: Catalogue) -> Grouping:
    """Return how learners are grouped for a touchpoint: as the plan says, or by its format."""
    audience = plan.brief.resolved.audience
    size, languages = audience.size or 1, len(audience.languages or ("en",))
    known = catalogue.formats.get(touchpoint.format)
    usual = Grouping(languages, known.group_max if known else None)
    if touchpoint.groups is None or touchpoint.groups == usual.groups(size):
        return usual
    return Grouping(languages, usual.group_max or size, (touchpoint.groups, size))


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
