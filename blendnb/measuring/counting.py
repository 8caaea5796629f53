"""Who was reached by what, who finished, and where people stopped.

Everybody who was expected counts, whoever left as well: leaving is a result. Only who joined after
a part was over is not expected in it. Of a part that comes back, a person has finished the share of
its occurrences that they finished on different days. Parts that no file speaks about are not
counted as unused; they are named as unknown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from blendnb.domain.pilot_results import NOT_KNOWN, Estimate, Participation, TouchpointUse
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.files.problems import refuse
from blendnb.language import say
from blendnb.measuring import pilot_statistics
from blendnb.measuring.duckdb_engine import PilotDatabase

_IN_TIME = "(t.last IS NULL OR p.joined IS NULL OR p.joined <= t.last)"
_ACTIVE = "(u.touched OR coalesce(u.done, false))"
_LAST_THIRD = 2 / 3
Histogram = dict[int, list[tuple[float, int]]]
"""By touchpoint: different values, ascending, with how many people have each."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What the completions say."""

    taking: Participation | None
    uses: tuple[TouchpointUse, ...]
    unknown: tuple[str, ...]
    """Titles of touchpoints that no file speaks about."""
    strangers: int
    """People in the data who are not among the participants."""
    once: tuple[str, ...] = ()
    """Titles of touchpoints that come back and that nobody finished twice, as the files say."""


def counted(plan: Plan, database: PilotDatabase, launch: date | None, *, several: bool) -> Counts:
    """Return how the parts of a plan were used.

    Parameters
    ----------
    plan
        The plan.
    database
        Where the files are loaded.
    launch
        The pilot's first day.
    several
        Whether completions came from more than one file.

    Raises
    ------
    InputError
        If nobody in the data is among the participants.
    """
    rows = database.rows("SELECT DISTINCT touchpoint FROM events")
    recorded = [int(position) for (position,) in rows]
    confused = _confused(database)
    if not recorded:
        return Counts(None, (), (), 0)
    order = _in_order(plan, recorded)
    _create_points(plan, order, database, launch)
    roster, strangers = _people(database)
    once = _create_paths(plan, recorded, database, launch, several=several)
    shares = _Shares(plan, database, order, confused)
    unknown = [t.title for position, t in enumerate(plan.touchpoints) if position not in recorded]
    taking = _taking(database, order, launch, plan, from_roster=roster)
    return Counts(taking, tuple(map(shares.use, sorted(recorded, key=shares.rank))),
                   tuple(unknown), strangers, once)  # fmt: skip


def _in_order(plan: Plan, recorded: Sequence[int]) -> list[int]:
    """Places of the recorded touchpoints with an end, in the order of the journey."""
    timed = [position for position in recorded if not plan.touchpoints[position].stays_open]
    return sorted(timed, key=lambda p: (plan.touchpoints[p].start_day, p))


# ---------------------------------------------------------------------------------------- tables


def _create_points(
    plan: Plan, order: Sequence[int], database: PilotDatabase, launch: date | None
) -> None:
    # A part of which no file can say that somebody finished it is not one that nobody finished.
    noted = database.rows("SELECT DISTINCT touchpoint FROM events WHERE done IS NOT NULL")
    known = {int(position) for (position,) in noted}
    database.rows(
        "CREATE TABLE points (position SMALLINT, ord SMALLINT, due DATE, last DATE, known BOOLEAN)"
    )
    ranks = {position: rank for rank, position in enumerate(order, 1)}
    for position, touchpoint in enumerate(plan.touchpoints):
        due, last = _days(touchpoint, launch)
        database.rows(
            "INSERT INTO points VALUES (?, ?, ?, ?, ?)",
            [position, ranks.get(position), due, last, position in known],
        )


def _days(touchpoint: Touchpoint, launch: date | None) -> tuple[date | None, date | None]:
    """Planned last day of the first occurrence and of all; None of what stays open."""
    first = touchpoint.occurrences[0].end_day
    if launch is None or first is None:
        return None, None
    return launch + timedelta(days=first), launch + timedelta(days=touchpoint.last_day)


def _people(database: PilotDatabase) -> tuple[bool, int]:
    """Complete the participants; return whether there was a list, and how many are not on it."""
    listed = database.rows("SELECT count(*) FROM people")[0][0]
    if not listed:
        database.rows("INSERT INTO people SELECT DISTINCT learner, NULL, NULL FROM events")
        return False, 0
    database.rows(
        "CREATE OR REPLACE TABLE people AS SELECT learner, min(joined) AS joined, "
        "min(gone) AS gone FROM people GROUP BY learner"
    )
    seen, known = database.rows(
        "SELECT count(*), count(p.learner) FROM (SELECT DISTINCT learner FROM events) AS e "
        "LEFT JOIN people AS p USING (learner)"
    )[0]
    if not known:
        raise refuse(
            "participants",
            say("pilot.problem.other_people"),
            hint=say("pilot.problem.kind_of_id"),
        )
    return True, int(seen - known)


def _create_paths(
    plan: Plan, recorded: Sequence[int], database: PilotDatabase, launch: date | None, *,
    several: bool,
) -> tuple[str, ...]:  # fmt: skip
    """One row a learner and touchpoint, over all files; and one row a learner.

    Returns the titles of touchpoints that come back and of which nobody finished a second one: the
    system that wrote the files keeps one finish only, so that finish has to stand for all.
    """
    returning = [p for p in sorted(recorded) if len(plan.touchpoints[p].occurrences) > 1]
    noted = _finished_twice(returning, database)
    if launch is not None:
        _place_occasions(plan, returning, database, launch)
    # The rows of one file are merged already, but for those of touchpoints that come back.
    merged = several or bool(returning)
    database.rows(
        "CREATE TABLE uses AS SELECT learner, touchpoint, finished, done, touched, minutes, dones, "  # noqa: S608
        "coalesce(CAST(done AS DOUBLE), 0) AS part, joined "
        f"FROM ({_MERGED if merged else _AS_READ}) "
        "JOIN people USING (learner)",
        doing=say("pilot.doing.counting"),
    )
    database.rows("DROP TABLE events")
    once = _share_occurrences(plan, returning, noted, database)
    _follow(database)
    return tuple(plan.touchpoints[position].title for position in once)


def _place_occasions(
    plan: Plan, returning: Sequence[int], database: PilotDatabase, launch: date
) -> None:
    """Put the first day of the occurrence that a finish belongs to in place of its own day.

    Three finishes on three days of one week are one occurrence, not three weeks.
    """
    for position in returning:
        starts = sorted(
            {launch + timedelta(days=o.start_day) for o in plan.touchpoints[position].occurrences}
        )
        cases = " ".join(
            f"WHEN occasion >= DATE '{day}' THEN DATE '{day}'" for day in starts[:0:-1]
        )
        database.rows(
            f"UPDATE events SET occasion = CASE {cases} ELSE DATE '{starts[0]}' END "  # noqa: S608
            f"WHERE touchpoint = {position} AND occasion IS NOT NULL"
        )


_AS_READ = "SELECT *, coalesce(CAST(done AS INTEGER), 0) AS dones FROM events"
_MERGED = (
    "SELECT learner, touchpoint, min(finished) AS finished, bool_or(done) AS done, "
    "bool_or(touched) AS touched, avg(minutes) AS minutes, "
    "count(DISTINCT coalesce(occasion, DATE '0001-01-01')) FILTER (WHERE done) AS dones "
    "FROM (SELECT learner, touchpoint, occasion, min(finished) AS finished, bool_or(done) AS done, "
    "bool_or(touched) AS touched, max(minutes) AS minutes FROM events GROUP BY ALL) "
    "GROUP BY learner, touchpoint"
)


def _finished_twice(returning: Sequence[int], database: PilotDatabase) -> set[int]:
    """Touchpoints that come back and that somebody finished on more than one day."""
    if not returning:
        return set()
    return {
        int(position)
        for (position,) in database.rows(
            "SELECT DISTINCT touchpoint FROM (SELECT touchpoint, learner FROM events WHERE done "
            "GROUP BY ALL HAVING count(DISTINCT occasion) > 1)"
        )
    }


def _share_occurrences(
    plan: Plan, returning: Sequence[int], noted: set[int], database: PilotDatabase
) -> list[int]:
    """Put the share of occurrences that a person finished into `part`; return where none tells."""
    once = [position for position in returning if position not in noted]
    for position in returning:
        if position not in once:
            times = len(plan.touchpoints[position].occurrences)
            database.rows(
                "UPDATE uses SET part = least(dones, ?) / ? WHERE touchpoint = ?",
                [times, times, position],
            )
    return once


def _follow(database: PilotDatabase) -> None:
    database.rows(
        "CREATE TABLE paths AS SELECT learner, "  # noqa: S608
        f"coalesce(max(t.ord) FILTER (WHERE {_ACTIVE}), 0) AS reached, "
        "coalesce(sum(u.part) FILTER (WHERE t.ord IS NOT NULL), 0) AS dones FROM uses AS u "
        f"JOIN points AS t ON t.position = u.touchpoint GROUP BY learner HAVING bool_or({_ACTIVE})",
        doing=say("pilot.doing.people"),
    )


# ---------------------------------------------------------------------------------------- shares


class _Shares:
    """Counts by touchpoint, each asked for once."""

    def __init__(
        self,
        plan: Plan,
        database: PilotDatabase,
        order: Sequence[int],
        confused: dict[int, Estimate],
    ) -> None:
        self.plan, self.order, self.confused = plan, list(order), confused
        self.expected = dict(
            database.rows(
                "SELECT t.position, count(*) FROM people AS p CROSS JOIN points AS t "  # noqa: S608
                f"WHERE {_IN_TIME} GROUP BY t.position"
            )
        )
        self.counts = {
            position: counts
            for position, *counts in database.rows(
                f"SELECT u.touchpoint, count(*) FILTER (WHERE {_ACTIVE}), "  # noqa: S608
                "count(*) FILTER (WHERE u.done), round(sum(u.part), 6), "
                "round(sum(u.part * u.part), 6) "
                "FROM uses AS u JOIN people AS p USING (learner) "
                f"JOIN points AS t ON t.position = u.touchpoint WHERE {_IN_TIME} "
                "GROUP BY u.touchpoint",
                doing=say("pilot.doing.touchpoints"),
            )
        }
        self.minutes = _histogram(database, "round(u.minutes)", "u.minutes IS NOT NULL")
        self.late = _histogram(
            database, "date_diff('day', t.due, u.finished)",
            "u.finished IS NOT NULL AND t.due IS NOT NULL "
            "AND (u.joined IS NULL OR u.joined <= t.due)",
        )  # fmt: skip
        self.known = {
            int(position)
            for (position,) in database.rows("SELECT position FROM points WHERE known")
        }
        self.reached = dict(database.rows("SELECT reached, count(*) FROM paths GROUP BY reached"))

    def rank(self, position: int) -> tuple[int, int]:
        return self.plan.touchpoints[position].start_day, position

    def use(self, position: int) -> TouchpointUse:
        touchpoint = self.plan.touchpoints[position]
        expected = int(self.expected.get(position, 0))
        opened, done, parts, squares = self.counts.get(position, (0, 0, 0.0, 0.0))
        return TouchpointUse(
            touchpoint=touchpoint.id,
            title=touchpoint.title,
            times=len(touchpoint.occurrences),
            stays_open=touchpoint.stays_open,
            reached=pilot_statistics.share(int(opened), expected),
            completed=self._completed(position, expected, int(done), parts, squares),
            staying=self._staying(position),
            planned_minutes=touchpoint.learner_minutes,
            minutes=_median(self.minutes.get(position)),
            days_late=_median(self.late.get(position)),
            confused=self.confused.get(position),
        )

    def _completed(
        self, position: int, expected: int, done: int, parts: float, squares: float
    ) -> Estimate:
        if position not in self.known:
            return NOT_KNOWN
        if parts in (done, None):
            return pilot_statistics.share(done, expected)
        return pilot_statistics.share_of_parts(expected, parts, squares)

    def _staying(self, position: int) -> Estimate | None:
        if position not in self.order:
            return None
        rank = self.order.index(position) + 1
        still = sum(count for reached, count in self.reached.items() if reached >= rank)
        return pilot_statistics.share(int(still), int(sum(self.reached.values())))


def _histogram(database: PilotDatabase, value: str, condition: str) -> Histogram:
    result: Histogram = {}
    for position, number, count in database.rows(
        f"SELECT u.touchpoint, {value} AS v, count(*) FROM uses AS u "  # noqa: S608
        f"JOIN points AS t ON t.position = u.touchpoint WHERE u.done AND {condition} "
        "GROUP BY u.touchpoint, v ORDER BY u.touchpoint, v",
        doing=say("pilot.doing.time"),
    ):
        result.setdefault(int(position), []).append((float(number), int(count)))
    return result


def _median(result: list[tuple[float, int]] | None) -> Estimate | None:
    if not result:
        return None
    return pilot_statistics.median([value for value, _ in result], [count for _, count in result])


def _confused(database: PilotDatabase) -> dict[int, Estimate]:
    """Share of those asked who found it confusing; somebody asked twice counts once."""
    result = database.rows(
        "SELECT touchpoint, count(*) FILTER (WHERE said), count(*) FROM ("
        "SELECT touchpoint, bool_or(confusing) AS said FROM ("
        "SELECT *, coalesce(learner, row_number() OVER ()) AS who FROM confusion) "
        "GROUP BY touchpoint, who) GROUP BY touchpoint"
    )
    return {
        int(position): pilot_statistics.share(int(yes), int(of)) for position, yes, of in result
    }


def _taking(
    database: PilotDatabase,
    order: Sequence[int],
    launch: date | None,
    plan: Plan,
    *,
    from_roster: bool,
) -> Participation:
    early = [rank for rank, position in enumerate(order, 1) if _is_early(plan, position)]
    # Where no file speaks of the last third, only who left is known to be lost.
    last_early = max(early, default=0) if len(early) < len(order) else 0
    expected, late = database.rows(
        "SELECT count(*), count(*) FILTER (WHERE joined > ?) FROM people", [launch]
    )[0]
    started, lost = database.rows(
        "SELECT count(*), "  # noqa: S608
        f"count(*) FILTER (WHERE p.gone IS NOT NULL OR s.reached <= {last_early}) "
        "FROM paths AS s JOIN people AS p USING (learner)"
    )[0]
    known = database.rows("SELECT count(*) FROM points WHERE known AND ord IS NOT NULL")[0][0]
    finished, parts, deviation = database.rows(
        "SELECT count(*) FILTER (WHERE dones > due - 1e-6), round(avg(dones / due), 9), "  # noqa: S608
        "round(stddev_samp(dones / due), 9) "
        "FROM (SELECT due, coalesce(s.dones, 0) AS dones FROM (SELECT p.learner, count(*) AS due "
        "FROM people AS p CROSS JOIN points AS t "
        f"WHERE t.ord IS NOT NULL AND t.known AND {_IN_TIME} "
        "GROUP BY p.learner) LEFT JOIN paths AS s USING (learner))",
        doing=say("pilot.doing.finished"),
    )[0]
    return Participation(
        expected=int(expected),
        started=pilot_statistics.share(int(started), int(expected)),
        attrition=pilot_statistics.share(int(lost), int(started)),
        # Coarse, so that no difference of totals tells what the one who joined late has done.
        parts=pilot_statistics.coarse(
            pilot_statistics.mean_of(int(expected), float(parts or 0), float(deviation or 0))
        )
        if known
        else NOT_KNOWN,
        finished=pilot_statistics.share(int(finished), int(expected)) if known else NOT_KNOWN,
        late=pilot_statistics.share(int(late), int(expected)),
        from_roster=from_roster,
    )


def _is_early(plan: Plan, position: int) -> bool:
    """Whether a touchpoint is over before the last third of the journey."""
    span = plan.last_day - plan.first_day
    return plan.touchpoints[position].last_day < plan.first_day + span * _LAST_THIRD
