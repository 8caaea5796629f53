"""Assessment and support in time: checkpoints by kind, and help by the moment that needs it."""

from typing import get_args

from blendnb.charts.calendar import date_name, week_name
from blendnb.designing.workload import week_of
from blendnb.domain.plan import Occurrence, Plan, Touchpoint
from blendnb.domain.vocabulary import AssessmentKind
from blendnb.widgets.telling.teller import Teller, Told

_DAYS_IN_WEEK = 7
CHECKS: dict[str, tuple[str, str]] = {
    "knowledge": ("Knowing", "what is understood"),
    "decision": ("Deciding", "what people would do"),
    "performance": ("Doing", "what people can do, seen by someone"),
}


def supported(teller: Teller) -> Told | None:
    """Return the time axis, a lane for each kind of checkpoint, and the help; None without plan."""
    plan = teller.design.plan
    if plan is None:
        return None
    first, last = plan.first_day, max(plan.last_day, plan.first_day + 1)
    return {
        "first": first,
        "last": last,
        "weeks": _weeks(first, last),
        "lanes": [_lane(teller, plan, kind) for kind in get_args(AssessmentKind)],
        "help": [_help(teller, plan, t) for t in plan.touchpoints if _helps(t)],
    }


def _weeks(first: int, last: int) -> list[Told]:
    """Weeks to name on the axis: at most ten of them."""
    every = max(1, -(-(last - first + 1) // (_DAYS_IN_WEEK * 10)))
    weeks = range(week_of(first), week_of(last) + 1)
    return [
        {"week": week_name(week), "day": (week - 1) * _DAYS_IN_WEEK}
        for week in weeks
        if (week - 1) % every == 0 and (week - 1) * _DAYS_IN_WEEK >= first
    ]


def _lane(teller: Teller, plan: Plan, kind: str) -> Told:
    name, what = CHECKS[kind]
    return {
        "kind": kind,
        "name": name,
        "what": what,
        "marks": [
            {"id": t.id, "title": t.title, "day": o.start_day, "when": _when(teller, plan, o)}
            for t in plan.touchpoints
            if kind in t.assessment
            for o in t.occurrences
        ],
    }


def _when(teller: Teller, plan: Plan, occurrence: Occurrence) -> str:
    day = occurrence.start_day
    date = plan.date_of(day)
    week = f"week {week_name(week_of(day))}"
    return f"{week}, {date_name(date, teller.words.charts)}" if date else week


def _helps(touchpoint: Touchpoint) -> bool:
    return touchpoint.purpose == "support" or touchpoint.standing or bool(touchpoint.trigger)


def _help(teller: Teller, plan: Plan, touchpoint: Touchpoint) -> Told:
    first = touchpoint.occurrences[0]
    return {
        "id": touchpoint.id,
        "title": touchpoint.title,
        "trigger": touchpoint.trigger or "",
        "owner": touchpoint.owner or "",
        "opens": _when(teller, plan, first),
        "times": len(touchpoint.occurrences),
        "standing": touchpoint.standing,
        "format": _format_name(teller, touchpoint),
    }


def _format_name(teller: Teller, touchpoint: Touchpoint) -> str:
    known = teller.catalogue.formats.get(touchpoint.format)
    return known.name if known else touchpoint.format
