"""The occurrences of a composed journey while they are moved from day to day.

A piece is one occurrence. What it may not do is asked of the pieces around it: it stays between its
neighbours in its row, in the teaching order of its topics, after the practice that it proves and
the gate that it waits for, and before the day on which its topics count. A piece that moves on
pushes those that come after it, as far as they may move themselves; where one may not, nothing has
moved. Loads of weeks are kept while pieces move, so that thousands of moves cost little.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from blendnb.designing.compose.context import LATE, Context
from blendnb.designing.compose.placing import LEARNS
from blendnb.designing.free_days import DAYS_IN_WEEK
from blendnb.designing.teaching_order import rank
from blendnb.designing.workload import AT_WORK, week_shares
from blendnb.domain.plan import Occurrence, Plan, Repeat, Touchpoint
from blendnb.domain.vocabulary import TEACHING_ORDER

MOST_PUSHES = 12
"""MovedPieces that one move may push on."""
CHECKS_MOVE = 14
"""Days by which a check moves on at most: one to steer by is worth nothing at the end."""
SLACK = 0.5
"""Minutes of a week that rounding may add."""


@dataclass(eq=False, slots=True)
class Piece:
    """One occurrence on the move."""

    touchpoint: Touchpoint
    number: int
    start: int
    further: int
    """Days after the first one until it is due."""
    topics: tuple[str, ...]
    minutes: float
    """Of learning time; work at work takes none."""
    rank: int
    """In the teaching order; -1 beside it."""
    proves: bool
    gate: bool
    fixed: bool
    ceiling: int
    """The last day on which it may be due."""

    @property
    def due(self) -> int:
        """The day by which it is done."""
        return self.start + self.further

    @property
    def applies(self) -> bool:
        """Whether it is done for real, and so waits for the gate of its topics."""
        return self.touchpoint.purpose == "apply"

    @property
    def practises(self) -> bool:
        """Whether it is practice, which comes before proof."""
        return self.touchpoint.purpose == "practice"


class MovedPieces:
    """The pieces of a plan, those of each touchpoint in one row."""

    def __init__(self, plan: Plan, context: Context) -> None:
        self.plan, self.context = plan, context
        self.budget = float(context.facts["audience.minutes_per_week"])
        self._open = context.free.days
        self._open_days = frozenset(self._open)
        self._gates = {slot.key for slot in context.archetype.slots if slot.gate}
        self._still = {
            f"{slot.key}-{number}"
            for slot in context.archetype.slots if slot.per == "moment"
            for number, moment in enumerate(context.full.moments, start=1) if moment.stands_still
        }  # fmt: skip
        self._anchors = [
            o for t in plan.touchpoints if t.anchor for o in t.occurrences
        ]  # fmt: skip
        self.rows = [[self._piece(o) for o in t.occurrences] for t in plan.touchpoints]
        self._row_of = {t.id: row for t, row in zip(plan.touchpoints, self.rows, strict=True)}
        self._about: dict[str, list[Piece]] = defaultdict(list)
        for piece in self.all:
            for topic in dict.fromkeys(piece.topics):
                self._about[topic].append(piece)
        self.loads: Counter[int] = Counter()
        self.excess = 0.0
        for piece in self.all:
            self._load(piece, 1)

    # -------------------------------------------------------------------------- the pieces

    @property
    def all(self) -> Iterator[Piece]:
        """Every piece, row by row."""
        return (piece for row in self.rows for piece in row)

    @property
    def movable(self) -> Iterator[Piece]:
        """The pieces that may move."""
        return (piece for piece in self.all if not piece.fixed)

    def _piece(self, occurrence: Occurrence) -> Piece:
        touchpoint = occurrence.touchpoint
        before = touchpoint.stage == "before"
        proves = touchpoint.purpose == "assess" and not before
        ceiling = self._ceiling(occurrence)
        return Piece(
            touchpoint=touchpoint,
            number=occurrence.number,
            start=occurrence.start_day,
            further=occurrence.due_day - occurrence.start_day,
            topics=occurrence.topics,
            minutes=0.0 if touchpoint.modality == AT_WORK else touchpoint.learner_minutes,
            rank=rank(touchpoint.purpose),
            proves=proves,
            gate=touchpoint.id in self._gates,
            fixed=self._is_fixed(touchpoint) or ceiling < occurrence.due_day,
            ceiling=ceiling,
        )

    def _is_fixed(self, touchpoint: Touchpoint) -> bool:
        at_the_door = touchpoint.stage == "before" and touchpoint.purpose == "assess"
        at_the_ends = touchpoint.purpose in ("launch", "close")
        briefing = touchpoint.stage == "before" and touchpoint.purpose == "support"
        still = touchpoint.anchor or touchpoint.stays_open or touchpoint.id in self._still
        return at_the_door or at_the_ends or briefing or still

    def _ceiling(self, occurrence: Occurrence) -> int:
        """The last day on which it may be due: of the window, its deadline, or its session."""
        touchpoint, last = occurrence.touchpoint, self.context.last_day
        if touchpoint.stage == "before":
            return self._session_day(occurrence)
        if self._met_first(occurrence):
            return max(self._first_tenth, occurrence.due_day)
        counts = touchpoint.purpose in LEARNS or touchpoint.id in self._gates
        if counts and self.context.sets_deadline(occurrence.topics):
            deadline = self.context.deadline(occurrence.topics)
            return deadline if occurrence.due_day <= deadline else last
        checks = touchpoint.assessment and touchpoint.purpose == "assess"
        return min(last, occurrence.due_day + CHECKS_MOVE) if checks else last

    def _met_first(self, occurrence: Occurrence) -> bool:
        """Whether a high risk asks for it in the first tenth of the window."""
        high = self.context.facts["outcome.risk"] == "high"
        inform = occurrence.touchpoint.purpose == "inform"
        return high and inform and occurrence.due_day <= self._first_tenth

    @property
    def _first_tenth(self) -> int:
        return max(DAYS_IN_WEEK - 1, self.context.last_day // 10)

    def _session_day(self, before: Occurrence) -> int:
        """The day of the session that pre-work leads up to; its own day where none is."""
        days = [
            o.start_day
            for o in self._anchors
            if o.start_day >= before.due_day and not set(o.topics).isdisjoint(before.topics)
        ]
        return min(days, default=before.due_day - 1)

    # --------------------------------------------------------------------------- the loads

    def _load(self, piece: Piece, sign: int) -> None:
        """Add a piece's minutes to its weeks, or take them away."""
        if piece.minutes:
            for week, share in week_shares(piece.start, piece.due):
                self.excess -= self._above(week)
                self.loads[week] += sign * share * piece.minutes  # type: ignore[assignment]
                self.excess += self._above(week)

    def _above(self, week: int) -> float:
        """How badly a week is too full: by the square, so that evenness counts."""
        return max(0.0, self.loads[week] - self.budget - SLACK) ** 2

    def weeks_above(self, most: float) -> list[int]:
        """Return the weeks with more minutes than that, the fullest first."""
        return sorted((w for w in self.loads if self.loads[w] > most), key=lambda w: -self.loads[w])

    def weeks_of(self, piece: Piece) -> list[int]:
        """Return the weeks that a piece has minutes in."""
        return [week for week, _ in week_shares(piece.start, piece.due)] if piece.minutes else []

    def in_week(self, week: int) -> list[Piece]:
        """Return the pieces that ask for learning time in a week."""
        opens, closes = (week - 1) * DAYS_IN_WEEK, week * DAYS_IN_WEEK - 1
        return [p for p in self.all if p.minutes and p.start <= closes and p.due >= opens]

    # --------------------------------------------------------------------------- the moves

    def relieve(self, piece: Piece, week: int) -> bool:
        """Move a piece wholly into a week, if the weeks are evener for it."""
        start = self._day_in(piece, week)
        return start is not None and self._try(piece, start, eases=True)

    def move(self, piece: Piece, due: int) -> bool:
        """Move a piece so that it is due on a day, if no promise and no full week is in the way."""
        return self._try(piece, due - piece.further, eases=False)

    def _day_in(self, piece: Piece, week: int) -> int | None:
        """The first day of a piece that is due in a week, on the same weekday where it can."""
        opens = (week - 1) * DAYS_IN_WEEK
        low = opens + min(piece.further, DAYS_IN_WEEK - 1)
        high = min(opens + DAYS_IN_WEEK - 1, piece.ceiling)
        low = max(low, self._floor(piece) + piece.further)
        if low > high:
            return None
        near = opens + piece.due % DAYS_IN_WEEK
        due = self.context.free.within(low, high, near=max(low, min(near, high)))
        return None if due is None else due - piece.further

    def _try(self, piece: Piece, start: int, *, eases: bool) -> bool:
        before, trail = self.excess, list[tuple[Piece, int]]()
        checks = self._thirds_with_checks() if piece.touchpoint.assessment else None
        moved = self._shift(piece, start, trail)
        if moved:
            moved = self.excess < before - SLACK if eases else self.excess <= before + SLACK
        if moved and self.keeps_checks_apart:
            if checks is None and any(p.touchpoint.assessment for p, _ in trail):
                moved = self._checks_stay_apart(trail)
            elif checks is not None:
                moved = checks <= self._thirds_with_checks()
        if not moved:
            for each, day in reversed(trail):
                self._put(each, day)
        return moved

    keeps_checks_apart = True
    """Whether no move may leave a third of the journey without a check."""

    def _shift(self, piece: Piece, start: int, trail: list[tuple[Piece, int]]) -> bool:
        """Put a piece on a day and push on what comes after it."""
        if piece.fixed or len(trail) > MOST_PUSHES or not self._may_open(piece, start):
            return False
        trail.append((piece, piece.start))
        self._put(piece, start)
        if start < self._floor(piece):
            return False
        for other, earliest in self._in_the_way(piece):
            if other.start < earliest:
                day = self._next_open(earliest)
                if day is None or not self._shift(other, day, trail):
                    return False
        return True

    def _put(self, piece: Piece, start: int) -> None:
        self._load(piece, -1)
        piece.start = start
        self._load(piece, 1)

    def _may_open(self, piece: Piece, start: int) -> bool:
        due = start + piece.further
        if due > piece.ceiling or not self.context.free.is_free(due):
            return False
        leads_up = piece.start < 0 or piece.touchpoint.stage == "before"
        return start in self._open_days and (start >= 0 or leads_up)

    def _next_open(self, day: int) -> int | None:
        at = bisect_left(self._open, day)
        return self._open[at] if at < len(self._open) else None

    # ------------------------------------------------------------------------ the promises

    def _floor(self, piece: Piece) -> int:
        """The first day on which a piece may open, as the others lie."""
        row = self._row_of[piece.touchpoint.id]
        at = row.index(piece)
        floor = row[at - 1].start + 1 if at else self._opening(piece)
        for topic in piece.topics:
            others = [p for p in self._about[topic] if p is not piece]
            if piece.rank > 0:
                floor = max(floor, *self._begins(others, piece.rank), floor)
            if piece.proves:
                floor = max(floor, self._first_due(p for p in others if p.practises) + 1)
            if piece.applies:
                floor = max(floor, self._first_due(p for p in others if p.gate))
        return floor

    def _opening(self, piece: Piece) -> int:
        """The first day of all: the launch, or what announces it."""
        if piece.start >= 0 and piece.touchpoint.stage != "before":
            # Help and talks follow what they are about; they come no earlier than they were laid.
            return piece.start if piece.rank < 0 and not piece.touchpoint.assessment else 0
        return min(
            [p.start for p in self.all if p.touchpoint.purpose == "launch"] + [piece.start, 0]
        )

    @staticmethod
    def _begins(others: Sequence[Piece], before: int) -> list[int]:
        """When each purpose before a rank begins."""
        first: dict[int, int] = {}
        for other in others:
            if 0 <= other.rank < before:
                first[other.rank] = min(other.start, first.get(other.rank, LATE))
        return list(first.values())

    @staticmethod
    def _first_due(pieces: Iterable[Piece]) -> int:
        """The first day on which one of them is done; before any day where there is none."""
        return min((piece.due for piece in pieces), default=-LATE)

    def _in_the_way(self, piece: Piece) -> Iterator[tuple[Piece, int]]:
        """What comes after a piece, each with the first day that is left for it."""
        row = self._row_of[piece.touchpoint.id]
        at = row.index(piece)
        if at + 1 < len(row):
            yield row[at + 1], piece.start + 1
        for topic in piece.topics:
            about = self._about[topic]
            if piece.rank >= 0:
                begins = min(p.start for p in about if p.rank == piece.rank)
                yield from ((p, begins) for p in about if p.rank > piece.rank)
            if piece.practises:
                done = self._first_due(p for p in about if p.practises)
                yield from ((p, done + 1) for p in about if p.proves)
            if piece.gate:
                passed = self._first_due(p for p in about if p.gate)
                yield from ((p, passed) for p in about if p.applies)

    # -------------------------------------------------------------------------- the checks

    @cached_property
    def _length(self) -> tuple[int, int]:
        first, last = self.plan.first_day, self.plan.last_day
        return first, last - first + 1

    def _third(self, day: int) -> int:
        first, length = self._length
        return (day - first) * 3 // length

    def _thirds_with_checks(self) -> set[int]:
        return {self._third(p.due) for p in self.all if p.touchpoint.assessment}

    def _checks_stay_apart(self, trail: Sequence[tuple[Piece, int]]) -> bool:
        """Whether each third that lost a check by pushing still has one."""
        left = {
            self._third(day + p.further) for p, day in trail if p.touchpoint.assessment
        }  # fmt: skip
        return left <= self._thirds_with_checks()

    # ----------------------------------------------------------------------- taking away

    def drop(self, piece: Piece) -> None:
        """Take a piece away."""
        self._load(piece, -1)
        self._row_of[piece.touchpoint.id].remove(piece)
        for topic in dict.fromkeys(piece.topics):
            self._about[topic].remove(piece)

    def shorten(self, touchpoint: Touchpoint, minutes: float) -> None:
        """Give each piece of a touchpoint fewer minutes."""
        for piece in self._row_of[touchpoint.id]:
            self._load(piece, -1)
            piece.minutes = minutes
            self._load(piece, 1)

    def row(self, id_: str) -> list[Piece]:
        """Return the pieces of a touchpoint."""
        return self._row_of[id_]

    def rebuilt(self) -> Plan:
        """Return the plan with its pieces where they are now."""
        kept = {t.id for t, row in zip(self.plan.touchpoints, self.rows, strict=True) if row}
        pairs = zip(self.plan.touchpoints, self.rows, strict=True)
        return self.plan.replace(
            touchpoints=tuple(_rebuilt(touchpoint, row, kept) for touchpoint, row in pairs if row)
        )


def teaching_rank(piece: Piece) -> tuple[int, int]:
    """Return what comes late in teaching, then late in its row; what no order binds comes last."""
    return rank(piece.touchpoint.purpose, unbound=len(TEACHING_ORDER)), piece.number


def _rebuilt(touchpoint: Touchpoint, row: Sequence[Piece], kept: set[str]) -> Touchpoint:
    """The touchpoint with these occurrences; as it is where none of them has moved."""
    days, topics = [p.start for p in row], tuple(p.topics for p in row)
    minutes = row[0].minutes if touchpoint.modality != AT_WORK else touchpoint.learner_minutes
    depends = tuple(id_ for id_ in touchpoint.depends_on if id_ in kept)
    before = [o.start_day for o in touchpoint.occurrences]
    same = days == before and depends == touchpoint.depends_on
    if same and minutes == touchpoint.learner_minutes:
        return touchpoint
    return touchpoint.replace(
        start_day=days[0],
        repeat=Repeat.on(days, None if len(set(topics)) == 1 else topics),
        topics=tuple(dict.fromkeys(topic for some in topics for topic in some)),
        depends_on=depends,
        learner_minutes=minutes,
        facilitation_minutes=minutes if touchpoint.live else touchpoint.facilitation_minutes,
    )
