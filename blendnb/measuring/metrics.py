"""A figure of the business over time, and what may be said about its cause.

With a comparison group the question is how much more the pilot group moved than the comparison did:
the difference in differences. Where the rows name teams or sites, each becomes one change, after
less before, and the changes of the two groups are compared; days of one team are not independent of
each other, changes of different teams are. Where they do not, the gap between the two groups on
each day takes the place of teams. Without a comparison group nothing is said about cause.

Sources: Bertrand, Duflo & Mullainathan 2004, Q. J. Econ. 119, 249 (one change a unit).
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from statistics import fmean

from blendnb.domain.plan import Plan
from blendnb.domain.results import Estimate, Metric, Point
from blendnb.measuring import statistics
from blendnb.measuring.engine import Engine

LEAST_UNITS = 3
"""Teams in each group from which teams are compared rather than days."""
NO_COMPARISON = (
    "There is no comparison group, so nothing can be said about cause: whatever else changed in "
    "these weeks is in this figure too."
)
NO_LAUNCH = (
    "The metric has dates, but the pilot has no launch day, so before and after are not known: "
    "say --launch DATE."
)
_DAYS_IN_WEEK = 7
_LEAST_POINTS = 2
Row = tuple[int, float, bool, str]
"""Day from launch, value, whether of the pilot group, unit."""


def metrics(
    plan: Plan, engine: Engine, launch: date | None
) -> tuple[tuple[Metric, ...], list[str]]:
    """Return every metric, and a note for each that cannot be compared."""
    found: dict[str, list[Row]] = defaultdict(list)
    rows = engine.rows("SELECT measure, day, value, pilot, unit FROM figures ORDER BY ALL")
    if rows and launch is None:
        return (), [NO_LAUNCH]
    for measure, day, value, pilot, unit in rows:
        assert launch is not None, "refused above"  # noqa: S101
        found[measure].append(((day - launch).days, value, pilot, unit))
    end = plan.last_day
    made = [
        (name, _metric(name or _business_text(plan), rows, end)) for name, rows in found.items()
    ]
    notes = [
        f"{name or 'The metric'} has too few days before or after the launch to compare."
        for name, metric in made
        if metric is None
    ]
    return tuple(metric for _, metric in made if metric is not None), notes


def _business_text(plan: Plan) -> str:
    return next((m.text for m in plan.measures if m.kind == "business"), "The business metric")


def _metric(text: str, rows: Sequence[Row], end: int) -> Metric | None:
    """Return a metric; None where either side has fewer than two days."""
    after_days = {day for day, _, pilot, _ in rows if pilot and day > end}
    first_after = end + 1 if len(after_days) >= _LEAST_POINTS else 0
    pilot, comparison = _daily(rows, pilot=True), _daily(rows, pilot=False)
    before, after = _sides(pilot, first_after)
    if min(len(before), len(after)) < _LEAST_POINTS:
        return None
    gaps = {day: pilot[day] - comparison[day] for day in pilot if day in comparison}
    compared = all(len(side) >= _LEAST_POINTS for side in _sides(gaps, first_after))
    effect = _effect(rows, gaps, first_after) if compared else None
    early = {day: gap for day, gap in gaps.items() if day < 0}
    drift = statistics.slope([d / _DAYS_IN_WEEK for d in early], list(early.values()))
    return Metric(
        text=text,
        before=fmean(before),
        after=fmean(after),
        difference=statistics.difference(before, after, hide=False),
        effect=effect,
        drift=drift if compared and not drift.hidden else None,
        causal=_causal(effect, drift),
        pilot=tuple(Point(day, value) for day, value in pilot.items()),
        comparison=tuple(Point(day, value) for day, value in comparison.items()),
        first_after=first_after,
    )


def _daily(rows: Sequence[Row], *, pilot: bool) -> dict[int, float]:
    """Mean of each day in one group."""
    found: dict[int, list[float]] = defaultdict(list)
    for day, value, of_pilot, _ in rows:
        if of_pilot == pilot:
            found[day].append(value)
    return {day: fmean(values) for day, values in sorted(found.items())}


def _sides(daily: dict[int, float], first_after: int) -> tuple[list[float], list[float]]:
    """Values before the launch and afterwards; what lies between is neither."""
    before = [value for day, value in daily.items() if day < 0]
    return before, [value for day, value in daily.items() if day >= first_after]


def _effect(rows: Sequence[Row], gaps: dict[int, float], first_after: int) -> Estimate:
    pilot, comparison = (_unit_changes(rows, first_after, pilot=side) for side in (True, False))
    if min(len(pilot), len(comparison)) >= LEAST_UNITS:
        return statistics.difference(comparison, pilot, hide=False)
    return statistics.difference(*_sides(gaps, first_after), hide=False)


def _unit_changes(rows: Sequence[Row], first_after: int, *, pilot: bool) -> list[float]:
    """After less before of each team."""
    found: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for day, value, of_pilot, unit in rows:
        if of_pilot == pilot and unit and (day < 0 or day >= first_after):
            found[unit][day >= 0].append(value)
    return [fmean(after) - fmean(before) for before, after in found.values() if before and after]


def _causal(effect: Estimate | None, drift: Estimate) -> str:
    if effect is None:
        return NO_COMPARISON
    lead = (
        "Next to a comparison group this speaks for the programme only as far as both groups would "
        "have moved alike without it"
    )
    if drift.hidden:
        return f"{lead}; there are too few days before the launch to see whether they did."
    if drift.wholly_above(0) or drift.wholly_below(0):
        return f"{lead}; but they were already moving apart before the launch."
    return f"{lead}; before the launch they did not visibly move apart."
