"""From the first group of a session to the last: how long those who lead need for all of them.

A plan says when a session is; with many groups that is the day of the first one. Each facilitator
runs so many sessions a week (`facilitator_sessions_per_week`), so the groups follow each other, and
a later session waits until an earlier one has been held with everybody. Nobody is placed: which
group is on which day is left to those who schedule. One definition, for the board, the page, the
calendar and the audit, and short because it is only that. Where nobody says how many lead, nothing
is known and there is no span.
"""

from dataclasses import dataclass

from blendnb.designing.free_days import DAYS_IN_WEEK, FreeDays
from blendnb.designing.key_figures import groups_of
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Occurrence, Plan, Touchpoint

BEYOND = 2000
"""Days after the plan in which the last groups are looked for."""


@dataclass(frozen=True, slots=True)
class GroupSpan:
    """When the groups of one occurrence are held."""

    occurrence: Occurrence
    groups: int
    first_day: int
    """Of the first group: as planned, or later where earlier sessions take everybody who leads."""
    last_day: int
    """Of the last group."""

    @property
    def later(self) -> int:
        """Days from the day that the plan says to the last group."""
        return self.last_day - self.occurrence.start_day


def group_spans(plan: Plan, catalogue: Catalogue) -> tuple[GroupSpan, ...]:
    """Return the spans of all live touchpoints that several groups attend, in order of their days.

    Parameters
    ----------
    plan
        The plan; `support.facilitators` of its brief says how many lead.
    catalogue
        How many sessions one of them runs in a week, and how many people a format takes.
    """
    people = plan.brief.support.facilitators
    if not people:
        return ()
    a_day = people * catalogue.threshold("facilitator_sessions_per_week") / DAYS_IN_WEEK
    open_days = FreeDays(
        plan.first_day, plan.last_day + BEYOND, plan.start, plan.brief.schedule.blackout
    )
    spans, busy_until = [], float("-inf")
    for occurrence in _led(plan):
        count = groups_of(occurrence.touchpoint, plan, catalogue)
        begins = max(float(occurrence.start_day), busy_until)
        busy_until = begins + count / a_day
        if count > 1:
            first, last = (_on(open_days, at) for at in (begins, begins + (count - 1) / a_day))
            spans.append(GroupSpan(occurrence, count, first, last))
    return tuple(spans)


def _led(plan: Plan) -> list[Occurrence]:
    """Each live occurrence that somebody leads, in the order of their days."""
    led = (t for t in plan.touchpoints if t.live and _is_led(t))
    return sorted((o for t in led for o in t.occurrences), key=lambda each: each.start_day)


def _is_led(touchpoint: Touchpoint) -> bool:
    """Whether somebody leads it; a learner's edition has the role and not its minutes."""
    return bool(touchpoint.facilitation_minutes) or "facilitator" in touchpoint.roles


def _on(open_days: FreeDays, at: float) -> int:
    """The day of a moment, or the next one on which people work and nothing is closed."""
    day = open_days.on_or_after(int(at))
    return int(at) if day is None else day


def spans_by_touchpoint(plan: Plan, catalogue: Catalogue) -> dict[str, tuple[GroupSpan, ...]]:
    """Return the spans of each touchpoint, by its id; those that no several groups attend lack."""
    spans: dict[str, list[GroupSpan]] = {}
    for span in group_spans(plan, catalogue):
        spans.setdefault(span.occurrence.touchpoint.id, []).append(span)
    return {id_: tuple(each) for id_, each in spans.items()}
