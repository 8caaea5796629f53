"""Who was reached by what, who finished, and where people stopped.

Everybody who was expected counts, whoever left as well: leaving is a result. Only who joined after
a part was over is not expected in it. Of a part that comes back, a person has finished the share of
its occurrences that they finished on different days. Parts that no file speaks about are not
counted as unused; they are named as unknown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from blendnb.domain.plan import Plan, Touchpoint
from blendnb.domain.results import SMALLEST_GROUP, Estimate, Taking, Use
from blendnb.files.problems import refuse
from blendnb.measuring import statistics
from blendnb.measuring.engine import Engine

_IN_TIME = "(t.last IS NULL OR p.joined IS NULL OR p.joined <= t.last)"
_ACTIVE = "(u.touched OR u.done)"
_LAST_THIRD = 2 / 3
Histogram = dict[int, list[tuple[float, int]]]
"""By touchpoint: different values, ascending, with how many people have each."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What the completions say."""

    taking: Taking | None
    uses: tuple[Use, ...]
    unknown: tuple[str, ...]
    """Titles of touchpoints that no file speaks about."""
    strangers: int
    """People in the data who are not among the participants."""
    once: tuple[str, ...] = ()
    """Titles of touchpoints that come back and that nobody finished twice, as the files say."""


def counted(plan: Plan, engine: Engine, launch: date | None, *, several: bool) -> Counted:
    """Return how the parts of a plan were used.

    Parameters
    ----------
    plan
        The plan.
    engine
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
    recorded = [int(place) for (place,) in engine.rows("SELECT DISTINCT touchpoint FROM events")]
    confused = _confused(engine)
    if not recorded:
        return Counted(None, (), (), 0)
    order = _in_order(plan, recorded)
    _create_points(plan, order, engine, launch)
    roster, strangers = _people(engine)
    once = _create_paths(plan, recorded, engine, several=several)
    shares = _Shares(plan, engine, order, confused)
    unknown = [t.title for place, t in enumerate(plan.touchpoints) if place not in recorded]
    taking = _taking(engine, order, launch, plan, from_roster=roster)
    return Counted(taking, tuple(map(shares.use, sorted(recorded, key=shares.rank))),
                   tuple(unknown), strangers, once)  # fmt: skip


def _in_order(plan: Plan, recorded: Sequence[int]) -> list[int]:
    """Places of the recorded touchpoints with an end, in the order of the journey."""
    timed = [place for place in recorded if not plan.touchpoints[place].standing]
    return sorted(timed, key=lambda p: (plan.touchpoints[p].start_day, p))


# ---------------------------------------------------------------------------------------- tables


def _create_points(plan: Plan, order: Sequence[int], engine: Engine, launch: date | None) -> None:
    engine.rows("CREATE TABLE points (place SMALLINT, ord SMALLINT, due DATE, last DATE)")
    ranks = {place: rank for rank, place in enumerate(order, 1)}
    for place, touchpoint in enumerate(plan.touchpoints):
        due, last = _days(touchpoint, launch)
        engine.rows("INSERT INTO points VALUES (?, ?, ?, ?)", [place, ranks.get(place), due, last])


def _days(touchpoint: Touchpoint, launch: date | None) -> tuple[date | None, date | None]:
    """Planned last day of the first occurrence and of all; None of what stays open."""
    first = touchpoint.occurrences[0].end_day
    if launch is None or first is None:
        return None, None
    return launch + timedelta(days=first), launch + timedelta(days=touchpoint.last_day)


def _people(engine: Engine) -> tuple[bool, int]:
    """Complete the participants; return whether there was a list, and how many are not on it."""
    listed = engine.rows("SELECT count(*) FROM people")[0][0]
    if not listed:
        engine.rows("INSERT INTO people SELECT DISTINCT learner, NULL, NULL FROM events")
        return False, 0
    engine.rows(
        "CREATE OR REPLACE TABLE people AS SELECT learner, min(joined) AS joined, "
        "min(gone) AS gone FROM people GROUP BY learner"
    )
    seen, known = engine.rows(
        "SELECT count(*), count(p.learner) FROM (SELECT DISTINCT learner FROM events) AS e "
        "LEFT JOIN people AS p USING (learner)"
    )[0]
    if not known:
        raise refuse(
            "participants", "nobody in the other files is on the list of participants",
            hint="do both use the same kind of id?",
        )  # fmt: skip
    return True, int(seen - known)


def _create_paths(
    plan: Plan, recorded: Sequence[int], engine: Engine, *, several: bool
) -> tuple[str, ...]:
    """One row a learner and touchpoint, over all files; and one row a learner.

    Returns the titles of touchpoints that come back and of which nobody finished a second one: the
    system that wrote the files keeps one finish only, so that finish has to stand for all.
    """
    returning = [p for p in sorted(recorded) if len(plan.touchpoints[p].occurrences) > 1]
    # The rows of one file are merged already, but for those of touchpoints that come back.
    merged = several or bool(returning)
    engine.rows(
        "CREATE TABLE uses AS SELECT learner, touchpoint, finished, done, touched, minutes, dones, "  # noqa: S608
        f"CAST(done AS DOUBLE) AS part, joined FROM ({_MERGED if merged else _AS_READ}) "
        "JOIN people USING (learner)",
        doing="Counting",
    )
    engine.rows("DROP TABLE events")
    once = _share_occurrences(plan, returning, engine)
    _follow(engine)
    return tuple(plan.touchpoints[place].title for place in once)


_AS_READ = "SELECT *, CAST(done AS INTEGER) AS dones FROM events"
_MERGED = (
    "SELECT learner, touchpoint, min(finished) AS finished, bool_or(done) AS done, "
    "bool_or(touched) AS touched, avg(minutes) AS minutes, "
    "count(DISTINCT coalesce(occasion, DATE '0001-01-01')) FILTER (WHERE done) AS dones "
    "FROM (SELECT learner, touchpoint, occasion, min(finished) AS finished, bool_or(done) AS done, "
    "bool_or(touched) AS touched, max(minutes) AS minutes FROM events GROUP BY ALL) "
    "GROUP BY learner, touchpoint"
)


def _share_occurrences(plan: Plan, returning: Sequence[int], engine: Engine) -> list[int]:
    """Put the share of occurrences that a person finished into `part`; return where none tells."""
    most = dict(engine.rows("SELECT touchpoint, max(dones) FROM uses GROUP BY touchpoint"))
    once = [place for place in returning if (most.get(place) or 0) <= 1]
    for place in returning:
        if place not in once:
            times = len(plan.touchpoints[place].occurrences)
            engine.rows(
                "UPDATE uses SET part = least(dones, ?) / ? WHERE touchpoint = ?",
                [times, times, place],
            )
    return once


def _follow(engine: Engine) -> None:
    engine.rows(
        "CREATE TABLE paths AS SELECT learner, "  # noqa: S608
        f"coalesce(max(t.ord) FILTER (WHERE {_ACTIVE}), 0) AS reached, "
        "coalesce(sum(u.part) FILTER (WHERE t.ord IS NOT NULL), 0) AS dones FROM uses AS u "
        f"JOIN points AS t ON t.place = u.touchpoint GROUP BY learner HAVING bool_or({_ACTIVE})",
        doing="Following people",
    )


# ---------------------------------------------------------------------------------------- shares


class _Shares:
    """Counts by touchpoint, each asked for once."""

    def __init__(
        self, plan: Plan, engine: Engine, order: Sequence[int], confused: dict[int, Estimate]
    ) -> None:
        self.plan, self.order, self.confused = plan, list(order), confused
        self.expected = dict(
            engine.rows(
                "SELECT t.place, count(*) FROM people AS p CROSS JOIN points AS t "  # noqa: S608
                f"WHERE {_IN_TIME} GROUP BY t.place"
            )
        )
        self.counts = {
            place: counts
            for place, *counts in engine.rows(
                f"SELECT u.touchpoint, count(*) FILTER (WHERE {_ACTIVE}), "  # noqa: S608
                "count(*) FILTER (WHERE u.done), round(sum(u.part), 6), "
                "round(sum(u.part * u.part), 6) "
                "FROM uses AS u JOIN people AS p USING (learner) "
                f"JOIN points AS t ON t.place = u.touchpoint WHERE {_IN_TIME} "
                "GROUP BY u.touchpoint",
                doing="Counting touchpoints",
            )
        }
        self.minutes = _histogram(engine, "round(u.minutes)", "u.minutes IS NOT NULL")
        self.late = _histogram(
            engine, "date_diff('day', t.due, u.finished)",
            "u.finished IS NOT NULL AND t.due IS NOT NULL "
            "AND (u.joined IS NULL OR u.joined <= t.due)",
        )  # fmt: skip
        self.reached = dict(engine.rows("SELECT reached, count(*) FROM paths GROUP BY reached"))

    def rank(self, place: int) -> tuple[int, int]:
        return self.plan.touchpoints[place].start_day, place

    def use(self, place: int) -> Use:
        touchpoint = self.plan.touchpoints[place]
        expected = int(self.expected.get(place, 0))
        opened, done, parts, squares = self.counts.get(place, (0, 0, 0.0, 0.0))
        whole = parts in (done, None)
        return Use(
            touchpoint=touchpoint.id,
            title=touchpoint.title,
            times=len(touchpoint.occurrences),
            standing=touchpoint.standing,
            reached=statistics.share(int(opened), expected),
            completed=statistics.share(int(done), expected)
            if whole
            else statistics.share_of_parts(expected, parts, squares),
            staying=self._staying(place),
            planned_minutes=touchpoint.learner_minutes,
            minutes=_median(self.minutes.get(place)),
            days_late=_median(self.late.get(place)),
            confused=self.confused.get(place),
        )

    def _staying(self, place: int) -> Estimate | None:
        if place not in self.order:
            return None
        rank = self.order.index(place) + 1
        still = sum(count for reached, count in self.reached.items() if reached >= rank)
        return statistics.share(int(still), int(sum(self.reached.values())))


def _histogram(engine: Engine, value: str, condition: str) -> Histogram:
    found: Histogram = {}
    for place, number, count in engine.rows(
        f"SELECT u.touchpoint, {value} AS v, count(*) FROM uses AS u "  # noqa: S608
        f"JOIN points AS t ON t.place = u.touchpoint WHERE u.done AND {condition} "
        "GROUP BY u.touchpoint, v ORDER BY u.touchpoint, v",
        doing="Counting time",
    ):
        found.setdefault(int(place), []).append((float(number), int(count)))
    return found


def _median(found: list[tuple[float, int]] | None) -> Estimate | None:
    if not found:
        return None
    return statistics.median([value for value, _ in found], [count for _, count in found])


def _confused(engine: Engine) -> dict[int, Estimate]:
    """Share of those asked who found it confusing; somebody asked twice counts once."""
    found = engine.rows(
        "SELECT touchpoint, count(*) FILTER (WHERE said), count(*) FROM ("
        "SELECT touchpoint, bool_or(confusing) AS said FROM ("
        "SELECT *, coalesce(learner, row_number() OVER ()) AS who FROM confusion) "
        "GROUP BY touchpoint, who) GROUP BY touchpoint"
    )
    return {int(place): statistics.share(int(yes), int(of)) for place, yes, of in found}


def _taking(
    engine: Engine, order: Sequence[int], launch: date | None, plan: Plan, *, from_roster: bool
) -> Taking:
    early = [rank for rank, place in enumerate(order, 1) if _is_early(plan, place)]
    # Where no file speaks of the last third, only who left is known to be lost.
    last_early = max(early, default=0) if len(early) < len(order) else 0
    expected, late = engine.rows(
        "SELECT count(*), count(*) FILTER (WHERE joined > ?) FROM people", [launch]
    )[0]
    started, lost = engine.rows(
        "SELECT count(*), "  # noqa: S608
        f"count(*) FILTER (WHERE p.gone IS NOT NULL OR s.reached <= {last_early}) "
        "FROM paths AS s JOIN people AS p USING (learner)"
    )[0]
    finished, parts, deviation = engine.rows(
        "SELECT count(*) FILTER (WHERE dones > due - 1e-6), round(avg(dones / due), 9), "  # noqa: S608
        "round(stddev_samp(dones / due), 9) "
        "FROM (SELECT due, coalesce(s.dones, 0) AS dones FROM (SELECT p.learner, count(*) AS due "
        f"FROM people AS p CROSS JOIN points AS t WHERE t.ord IS NOT NULL AND {_IN_TIME} "
        "GROUP BY p.learner) LEFT JOIN paths AS s USING (learner))",
        doing="Counting who finished",
    )[0]
    return Taking(
        expected=int(expected) if expected >= SMALLEST_GROUP else 0,
        started=statistics.share(int(started), int(expected)),
        attrition=statistics.share(int(lost), int(started)),
        # Coarse, so that no difference of totals tells what the one who joined late has done.
        parts=statistics.coarse(
            statistics.mean_of(int(expected), float(parts or 0), float(deviation or 0))
        ),
        finished=statistics.share(int(finished), int(expected)),
        late=statistics.share(int(late), int(expected)),
        from_roster=from_roster,
    )


def _is_early(plan: Plan, place: int) -> bool:
    """Whether a touchpoint is over before the last third of the journey."""
    span = plan.last_day - plan.first_day
    return plan.touchpoints[place].last_day < plan.first_day + span * _LAST_THIRD
