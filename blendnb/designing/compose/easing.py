"""Easing: no day and no week of a fresh composition should ask for more than people can give.

Rows are laid out one after another, each where it teaches best. Together they can fill a week
beyond the minutes that learners have, and a blackout sends everything due in it to the first free
day. So occurrences move on: from a day with many deadlines to the free days after it, from a week
that is too full to the nearest with room. What does not move: anchors, launch and close, anything
before the launch, and whatever would leave the teaching order. Then what is optional goes where a
week is still too full. What fits nowhere stays, and the audit says how much it is.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from blendnb.designing.audit import audit
from blendnb.designing.audit.view import THIRDS
from blendnb.designing.calendar import DAYS_IN_WEEK
from blendnb.designing.compose.context import Context
from blendnb.designing.workload import AT_WORK, week_shares
from blendnb.domain.plan import Occurrence, Plan, Repeat, Touchpoint
from blendnb.domain.vocabulary import TEACHING_ORDER

MOST_A_DAY = 2
"""Deadlines on one day right after a blackout; what is more moves on."""
MOST_DAYS_ON = 14
"""How far a deadline moves on from such a day."""
_MOST_MOVES = 60
_SLACK = 0.5
"""Minutes of a week that rounding may add."""


@dataclass(frozen=True)
class _Piece:
    """One occurrence that may move."""

    touchpoint: Touchpoint
    place: int
    start: int
    end: int
    topics: tuple[str, ...]

    @property
    def minutes(self) -> float:
        return 0.0 if self.touchpoint.modality == AT_WORK else self.touchpoint.learner_minutes

    def ending(self, day: int) -> "_Piece":
        return replace(self, start=self.start + day - self.end, end=day)


def eased(plan: Plan, context: Context) -> Plan:
    """Return the plan with full days and weeks relieved as far as its promises allow.

    Parameters
    ----------
    plan
        A composed plan.
    context
        What it was composed from.
    """
    easing = _Easing(plan, context)
    easing.spread_days()
    easing.fit_weeks()
    if not easing.changed:
        return plan
    found = easing.plan()
    return found if _no_worse(found, plan, context) else plan


def _no_worse(found: Plan, before: Plan, context: Context) -> bool:
    """Whether nothing broke and nothing went missing by easing."""
    wrong = _wrong(found, context)
    return not wrong or wrong <= _wrong(before, context)


def _wrong(plan: Plan, context: Context) -> set[str]:
    """What is broken or missing in a plan."""
    found = audit(plan, context.catalogue)
    broken = {c.id for c in found.constraints if c.severity == "broken"}
    return broken | {q.id for q in found.questions.values() if q.verdict == "missing"}


class _Easing:
    """The occurrences of a plan while they are moved."""

    def __init__(self, plan: Plan, context: Context) -> None:
        self._plan, self._context = plan, context
        self._budget = float(context.facts["audience.minutes_per_week"])
        self._pieces = [
            [
                _Piece(t, place, o.start_day, o.start_day if o.end_day is None else o.end_day,
                       o.topics)
                for place, o in enumerate(t.occurrences)
            ]
            for t in plan.touchpoints
        ]  # fmt: skip
        self.changed = False
        self._keeps_checks_apart = True

    # ------------------------------------------------------------------------------- days

    def spread_days(self) -> None:
        """Move deadlines on from the days on which a blackout lets everything fall due."""
        for first, last in self._context.free.closed:
            after = [day for day in self._context.free.days if day > last]
            if after and last >= 0 and first <= self._context.last_day:
                self._spread(after[0])

    def _spread(self, crowded: int) -> None:
        days = [d for d in self._context.free.days if crowded <= d <= crowded + MOST_DAYS_ON]
        for day in days:
            due = Counter(piece.end for piece in self._movable())
            waiting = [p for p in self._movable() if p.end == day]
            for piece in sorted(waiting, key=_teaching_place, reverse=True):
                later = [d for d in days if d > day and due[d] < MOST_A_DAY]
                if due[day] <= MOST_A_DAY:
                    break
                if any(self._try(piece, target) for target in later):
                    due = Counter(p.end for p in self._movable())

    # ------------------------------------------------------------------------------- weeks

    def fit_weeks(self) -> None:
        """Move occurrences out of weeks that ask for too much; then leave out what is optional."""
        for _ in range(_MOST_MOVES):
            loads = self._loads()
            full = sorted((w for w in loads if self._is_full(loads[w])), key=lambda w: -loads[w])
            if not any(self._relieve(week, loads) for week in full):
                break
        loads = self._loads()
        for week in sorted(w for w in loads if self._is_full(loads[w])):
            self._leave_out(week)
        self._level()

    def _level(self) -> None:
        """Where the journey asks for more than the window holds, share it out over the weeks."""
        if sum(self._loads().values()) <= self._budget * self._context.weeks:
            return
        self._keeps_checks_apart = False
        strained = self._context.catalogue.threshold("weekly_workload_warn") / 100 * self._budget
        for _ in range(_MOST_MOVES):
            loads = self._loads()
            full = sorted((w for w in loads if loads[w] > strained), key=lambda w: -loads[w])
            if not any(self._relieve(week, loads, most=loads[week] - 1) for week in full):
                break

    def _is_full(self, minutes: float) -> bool:
        return minutes > self._budget + _SLACK

    def _loads(self) -> Counter[int]:
        loads: Counter[int] = Counter()
        for pieces in self._pieces:
            for piece in pieces:
                for week, share in _weeks(piece):
                    loads[week] += share * piece.minutes  # type: ignore[assignment]
        return loads

    def _relieve(self, week: int, loads: Counter[int], most: float | None = None) -> bool:
        """Move one occurrence out of a week, to the nearest one that has room for it.

        Room up to what learners have, or up to `most` where that is given.
        """
        limit = self._budget + _SLACK if most is None else most
        here = [p for p in self._movable() if p.minutes and week in dict(_weeks(p))]
        for piece in sorted(here, key=_stays_longest):
            own = {w: s * piece.minutes for w, s in _weeks(piece)}
            near = sorted(range(1, self._context.weeks + 1), key=lambda w: (abs(w - week), -w))
            for other in near:
                room = limit - loads[other] + own.get(other, 0.0)
                if other != week and piece.minutes <= room and self._to_week(piece, other):
                    return True
        return False

    def _to_week(self, piece: _Piece, week: int) -> bool:
        """Move an occurrence wholly into a week, on the same weekday where it can."""
        opens = (week - 1) * DAYS_IN_WEEK
        low = opens + min(piece.end - piece.start, DAYS_IN_WEEK - 1)
        high = min(opens + DAYS_IN_WEEK - 1, self._context.last_day)
        day = self._context.free.within(low, high, near=opens + piece.end % DAYS_IN_WEEK)
        return day is not None and self._try(piece, day)

    def _leave_out(self, week: int) -> None:
        """Leave out optional occurrences of a week that is still too full."""
        optional = {slot.key for slot in self._context.archetype.slots if slot.optional}
        for place, pieces in enumerate(self._pieces):
            kept = [p for p in pieces if not p.minutes or week not in dict(_weeks(p))]
            leaves = pieces and pieces[0].touchpoint.id in optional and len(kept) < len(pieces)
            if leaves and self._is_full(self._loads()[week]):
                self._pieces[place] = kept
                self.changed = True

    # ------------------------------------------------------------------------------- moving

    def _movable(self) -> Iterator[_Piece]:
        return (p for pieces in self._pieces for p in pieces if _may_move(p))

    def _try(self, piece: _Piece, end: int) -> bool:
        """Move an occurrence, unless another of its row or the teaching order stands in the way."""
        row = next(n for n, t in enumerate(self._plan.touchpoints) if t is piece.touchpoint)
        pieces, moved = self._pieces[row], piece.ending(end)
        at = next(n for n, p in enumerate(pieces) if p.place == piece.place)
        after = pieces[at + 1].start if at + 1 < len(pieces) else self._context.last_day + 1
        before = pieces[at - 1].start if at else -1
        if not before < moved.start < after or moved.end > self._context.last_day:
            return False
        if self._keeps_checks_apart and self._empties_third(piece, moved):
            return False
        self._pieces[row] = [*pieces[:at], moved, *pieces[at + 1 :]]
        if not self._in_order(piece.topics):
            self._pieces[row] = pieces
            return False
        self.changed = True
        return True

    def _empties_third(self, check: _Piece, moved: _Piece) -> bool:
        """Whether a move would take the only check out of its third of the journey."""
        first, length = self._plan.first_day, self._plan.last_day - self._plan.first_day + 1

        def third(piece: _Piece) -> int:
            return (piece.end - first) * THIRDS // length

        checks = [p for row in self._pieces for p in row if p.touchpoint.assessment]
        alone = sum(third(other) == third(check) for other in checks) == 1
        return bool(check.touchpoint.assessment) and alone and third(moved) != third(check)

    def _in_order(self, topics: Sequence[str]) -> bool:
        """Whether each purpose of these topics begins no earlier than those before it."""
        begun: dict[tuple[str, str], int] = {}
        for pieces in self._pieces:
            for piece in pieces:
                for topic in piece.topics:
                    key = topic, piece.touchpoint.purpose
                    begun[key] = min(piece.start, begun.get(key, piece.start))
        rows = ([begun[t, p] for p in TEACHING_ORDER if (t, p) in begun] for t in topics)
        return all(days == sorted(days) for days in rows)

    def plan(self) -> Plan:
        """Return the plan with its occurrences where they are now."""
        kept = {pieces[0].touchpoint.id for pieces in self._pieces if pieces}
        touchpoints = tuple(_rebuilt(pieces, kept) for pieces in self._pieces if pieces)
        return self._plan.replace(touchpoints=touchpoints)


def _may_move(piece: _Piece) -> bool:
    touchpoint = piece.touchpoint
    fixed = touchpoint.anchor or touchpoint.standing or touchpoint.stage == "before"
    return not fixed and touchpoint.purpose not in ("launch", "close") and piece.start >= 0


def _teaching_place(piece: _Piece) -> tuple[int, int]:
    purpose = piece.touchpoint.purpose
    last = len(TEACHING_ORDER)
    return (TEACHING_ORDER.index(purpose) if purpose in TEACHING_ORDER else last, piece.place)


def _stays_longest(piece: _Piece) -> tuple[bool, int, int]:
    """Returns that a memory model placed move last; of the others, what comes late moves first."""
    touchpoint = piece.touchpoint
    place, number = _teaching_place(piece)
    return touchpoint.purpose == "reinforce", -place, -number


def _weeks(piece: _Piece) -> Iterator[tuple[int, float]]:
    return week_shares(Occurrence(start_day=piece.start, end_day=piece.end, topics=piece.topics))


def _rebuilt(pieces: Sequence[_Piece], kept: set[str]) -> Touchpoint:
    """The touchpoint with these occurrences."""
    touchpoint = pieces[0].touchpoint
    start = pieces[0].start
    topics = tuple(piece.topics for piece in pieces)
    repeat = None
    if len(pieces) > 1:
        days = tuple(piece.start - start for piece in pieces)
        repeat = Repeat(days=days, topics=None if len(set(topics)) == 1 else topics)
    return touchpoint.replace(
        start_day=start,
        repeat=repeat,
        topics=tuple(dict.fromkeys(topic for some in topics for topic in some)),
        depends_on=tuple(id_ for id_ in touchpoint.depends_on if id_ in kept),
    )
