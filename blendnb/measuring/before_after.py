"""Before and after: what people say of themselves, what is seen of them, what the business counts.

Answers of the same people are compared with themselves, which takes the differences between people
out. Whoever answered only once is counted and left out of the difference. An indicator seen at work
is one share for each learner, so a learner who was watched five times does not count five times.

Of a figure of the business the question is how much more the pilot group moved than a comparison
group did: the difference in differences. Where the rows name teams or sites, each becomes one
change, after less before, and the changes of the two groups are compared; days of one team are not
independent of each other, changes of different teams are. Where they do not, the gap between the
two groups on each day takes the place of teams. Without a comparison group nothing is said about
cause.

Sources: Bertrand, Duflo & Mullainathan 2004, Q. J. Econ. 119, 249 (one change a unit).
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from statistics import fmean
from typing import Literal

from blendnb.domain.pilot_results import SMALLEST_GROUP, BeforeAfter, Estimate, Metric, Point
from blendnb.domain.plan import Plan
from blendnb.language import say
from blendnb.measuring import pilot_statistics
from blendnb.measuring.duckdb_engine import PilotDatabase

People = dict[int, float]
"""One value for each hashed learner, or for each row where rows name nobody."""


def changes(database: PilotDatabase) -> tuple[tuple[BeforeAfter, ...], list[str]]:
    """Return every question and every indicator, before and after, and what is to be told of them.

    A follow-up stands apart: before, and then. Answers that name nobody are left out of a
    difference of the same people, and told.
    """
    answers = _people_rows(database, "answers", "question", "score")
    seen = _people_rows(database, "sightings", "indicator", "seen")
    notes: list[str] = []
    return (
        *_all("confidence", answers, notes),
        *_all("behavior", seen, notes),
    ), notes


Answer = tuple[str, int, int, float, bool]


def _people_rows(database: PilotDatabase, table: str, text: str, value: str) -> list[Answer]:
    """One row a person, wave and text; a row that names nobody is a person of its own."""
    return database.rows(
        f"SELECT {text}, wave, who, round(avg({value}), 9), bool_or(learner IS NULL) FROM ("  # noqa: S608
        f"SELECT *, coalesce(learner, row_number() OVER ()) AS who FROM {table}) "
        f"GROUP BY {text}, wave, who ORDER BY {text}, who"
    )


def _all(
    kind: Literal["confidence", "behavior"], rows: list[Answer], notes: list[str]
) -> list[BeforeAfter]:
    texts: dict[str, list[Answer]] = defaultdict(list)
    for row in rows:
        texts[row[0]].append(row)
    return [change for text, each in texts.items() for change in _waves(kind, text, each, notes)]


def _waves(
    kind: Literal["confidence", "behavior"], text: str, rows: list[Answer], notes: list[str]
) -> list[BeforeAfter]:
    named: list[People] = [{}, {}, {}]
    nameless: list[People] = [{}, {}, {}]
    for _, wave, who, value, unnamed in rows:
        (nameless if unnamed else named)[wave][who] = value
    both = len(named[0].keys() & (named[1] or named[2]).keys())
    unnamed_count = sum(map(len, nameless))
    if both >= SMALLEST_GROUP and unnamed_count:
        notes.append(say("pilot.note.nameless", text=text, count=unnamed_count))
    elif unnamed_count:
        named = [{**one, **two} for one, two in zip(named, nameless, strict=True)]
    alone = both >= SMALLEST_GROUP or not unnamed_count
    before, after, later = named
    result = [_change(kind, text, before, after, named=alone)] if after or not later else []
    if later:
        title = say("pilot.found.follow_up", text=text)
        result.append(_change(kind, title, before, later, named=alone))
    return result


def _change(
    kind: Literal["confidence", "behavior"], text: str, before: People, after: People, *,
    named: bool,
) -> BeforeAfter:  # fmt: skip
    both = sorted(before.keys() & after.keys())
    paired = named and len(both) >= SMALLEST_GROUP
    first = [before[who] for who in both] if paired else list(before.values())
    second = [after[who] for who in both] if paired else list(after.values())
    apart = [b - a for a, b in zip(first, second, strict=True)] if paired else []
    only = len(before) - len(both)
    return BeforeAfter(
        kind=kind,
        text=text,
        before=pilot_statistics.mean(first),
        after=pilot_statistics.mean(second),
        difference=pilot_statistics.mean(apart)
        if paired
        else pilot_statistics.difference(first, second),
        paired=paired,
        only_before=only if named else None,
        unit="share" if kind == "behavior" else "points",
    )


# ---------------------------------------------------------------------- figures of the business

LEAST_UNITS = 3
"""Teams in each group from which teams are compared rather than days."""
_DAYS_IN_WEEK = 7
_LEAST_POINTS = 2
Row = tuple[int, float, bool, str]
"""Day from launch, value, whether of the pilot group, unit."""


def metrics(
    plan: Plan, database: PilotDatabase, launch: date | None
) -> tuple[tuple[Metric, ...], list[str]]:
    """Return every metric, and a note for each that cannot be compared."""
    result: dict[str, list[Row]] = defaultdict(list)
    rows = database.rows("SELECT measure, day, value, pilot, unit FROM figures ORDER BY ALL")
    if rows and launch is None:
        return (), [say("pilot.note.no_launch")]
    for measure, day, value, pilot, unit in rows:
        assert launch is not None, "refused above"  # noqa: S101
        result[measure].append(((day - launch).days, value, pilot, unit))
    end = plan.last_day
    made = [
        (name, _metric(name or _business_text(plan), rows, end)) for name, rows in result.items()
    ]
    notes = [
        say("pilot.note.few_days", metric=name or say("pilot.note.the_metric"))
        for name, metric in made
        if metric is None
    ]
    return tuple(metric for _, metric in made if metric is not None), notes


def _business_text(plan: Plan) -> str:
    texts = [m.text for m in plan.measures if m.kind == "business"]
    return texts[0] if texts else say("pilot.found.business")


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
    drift = pilot_statistics.slope([d / _DAYS_IN_WEEK for d in early], list(early.values()))
    return Metric(
        text=text,
        before=fmean(before),
        after=fmean(after),
        difference=pilot_statistics.difference(before, after, hide=False),
        effect=effect,
        drift=drift if compared and not drift.hidden else None,
        causal=_causal(effect, drift),
        pilot=tuple(Point(day, value) for day, value in pilot.items()),
        comparison=tuple(Point(day, value) for day, value in comparison.items()),
        first_after=first_after,
    )


def _daily(rows: Sequence[Row], *, pilot: bool) -> dict[int, float]:
    """Mean of each day in one group."""
    result: dict[int, list[float]] = defaultdict(list)
    for day, value, of_pilot, _ in rows:
        if of_pilot == pilot:
            result[day].append(value)
    return {day: fmean(values) for day, values in sorted(result.items())}


def _sides(daily: dict[int, float], first_after: int) -> tuple[list[float], list[float]]:
    """Values before the launch and afterwards; what lies between is neither."""
    before = [value for day, value in daily.items() if day < 0]
    return before, [value for day, value in daily.items() if day >= first_after]


def _effect(rows: Sequence[Row], gaps: dict[int, float], first_after: int) -> Estimate:
    pilot, comparison = (_unit_changes(rows, first_after, pilot=side) for side in (True, False))
    if min(len(pilot), len(comparison)) >= LEAST_UNITS:
        return pilot_statistics.difference(comparison, pilot, hide=False)
    return pilot_statistics.difference(*_sides(gaps, first_after), hide=False)


def _unit_changes(rows: Sequence[Row], first_after: int, *, pilot: bool) -> list[float]:
    """After less before of each team."""
    result: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for day, value, of_pilot, unit in rows:
        if of_pilot == pilot and unit and (day < 0 or day >= first_after):
            result[unit][day >= 0].append(value)
    return [fmean(after) - fmean(before) for before, after in result.values() if before and after]


def _causal(effect: Estimate | None, drift: Estimate) -> str:
    if effect is None:
        return say("pilot.cause.no_comparison")
    if drift.hidden:
        return say("pilot.cause.few_days")
    if drift.wholly_above(0) or drift.wholly_below(0):
        return say("pilot.cause.apart")
    return say("pilot.cause.alike")
