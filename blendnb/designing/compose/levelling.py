"""Levelling: no mode, no day and no week of a fresh composition has more than its share.

Modes. The content's minutes follow the archetype, but a large self-paced core would push every
other mode aside. Work done at work costs no learning time, so it is what grows, or shrinks where it
is itself too much (`balanced`).

Days and weeks. Rows are laid out one after another, each where it teaches best. Together they can
fill a week beyond the minutes that learners have, and a blackout sends everything due in it to the
first free day. So occurrences move on: from a day with many deadlines to the free days after it,
from dataclasses import replace
from a week that is too full to the nearest with room (`levelled`). What does not move: anchors,
launch and close, anything before the launch, and whatever would leave the teaching order. Then what
is optional goes where a week is still too full. What fits nowhere stays, and the audit says how
much it is.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from blendnb.designing.audit import audit
from blendnb.designing.audit.plan_facts import THIRDS
from blendnb.designing.compose.context import Context
from blendnb.designing.compose.placing import LEARNS
from blendnb.designing.free_days import DAYS_IN_WEEK
from blendnb.designing.teaching_order import Begun, rank
from blendnb.designing.workload import AT_WORK, week_shares
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Occurrence, Plan, Repeat, Touchpoint
from blendnb.domain.vocabulary import TEACHING_ORDER

FEWEST_MINUTES = 5.0
MOST_ROUNDS = 4
MOST_A_DAY = 2
"""Deadlines on one day right after a blackout; what is more moves on."""
MOST_DAYS_ON = 14
"""How far a deadline moves on from such a day."""
_MOST_MOVES = 60
BEARABLE = 1.1
_SLACK = 0.5
"""Minutes of a week that rounding may add."""


# ------------------------------------------------------------------------------------ modes


def balanced(plan: Plan, catalogue: Catalogue) -> Plan:
    """Return the plan with work at work grown or cut until no mode or format has too much."""
    limit = catalogue.threshold("one_mode_share") / 100
    for _ in range(MOST_ROUNDS):
        total = sum(t.total_learner_minutes for t in plan.touchpoints)
        minutes, heaviest = _heaviest(plan)
        if not total or minutes <= limit * total:
            return plan
        on_the_job = _movable(plan)
        if not on_the_job:
            return plan
        now = sum(t.total_learner_minutes for t in on_the_job)
        if heaviest in {AT_WORK, *(t.format for t in on_the_job)}:
            wanted = limit * (total - minutes) / (1 - limit) - (minutes - now)
        else:
            wanted = now + minutes / limit - total
        plan = _scaled(plan, on_the_job, max(wanted, 0.0) / now)
    return plan


def _heaviest(plan: Plan) -> tuple[float, str]:
    """The modality or format with the most learner minutes."""
    sums: Counter[str] = Counter()
    for touchpoint in plan.touchpoints:
        sums[touchpoint.modality] += touchpoint.total_learner_minutes  # type: ignore[assignment]
        if touchpoint.format != touchpoint.modality:
            sums[touchpoint.format] += touchpoint.total_learner_minutes  # type: ignore[assignment]
    name, minutes = max(sums.items(), key=lambda item: item[1])
    return minutes, name


def _movable(plan: Plan) -> list[Touchpoint]:
    return [
        t
        for t in plan.touchpoints
        if t.modality == AT_WORK and t.purpose == "apply" and t.learner_minutes
    ]


def _scaled(plan: Plan, touchpoints: list[Touchpoint], factor: float) -> Plan:
    ids = {t.id for t in touchpoints}
    return plan.replace(
        touchpoints=tuple(
            t.replace(learner_minutes=_stepped(t.learner_minutes * factor, grows=factor > 1))
            if t.id in ids
            else t
            for t in plan.touchpoints
        )
    )


def _stepped(minutes: float, *, grows: bool) -> float:
    """Round in the direction of the change, so that the limit is met and not just missed."""
    steps = minutes / 5
    whole = -(-steps // 1) if grows else steps // 1
    return max(FEWEST_MINUTES, 5.0 * whole)


# ---------------------------------------------------------------------------- days and weeks


def levelled(plan: Plan, context: Context) -> Plan:
    """Return the plan with full days and weeks relieved as far as its promises allow.

    Parameters
    ----------
    plan
        A composed plan.
    context
        What it was composed from.
    """
    levelling = _Levelling(plan, context)
    levelling.spread_days()
    levelling.fit_weeks()
    if not levelling.changed:
        return plan
    result = levelling.plan()
    return result if _no_worse(result, plan, context) else plan


def _no_worse(after: Plan, before: Plan, context: Context) -> bool:
    """Whether nothing broke and nothing went missing by levelling."""
    wrong = _wrong(after, context)
    return not wrong or wrong <= _wrong(before, context)


def _wrong(plan: Plan, context: Context) -> set[str]:
    """What is broken or missing in a plan."""
    judged = audit(plan, context.catalogue)
    broken = {c.id for c in judged.constraints if c.severity == "broken"}
    return broken | {q.id for q in judged.questions.values() if q.verdict == "missing"}


class _Levelling:
    """The occurrences of a plan while they are moved, those of each touchpoint in one row."""

    def __init__(self, plan: Plan, context: Context) -> None:
        self._plan, self._context = plan, context
        self._budget = float(context.facts["audience.minutes_per_week"])
        self._rows = [list(t.occurrences) for t in plan.touchpoints]
        self._row_of = {t.id: row for row, t in enumerate(plan.touchpoints)}
        self._open_days = frozenset(context.free.days)
        self._gates = {slot.key for slot in context.archetype.slots if slot.gate}
        self._still = {
            f"{slot.key}-{number}"
            for slot in context.archetype.slots if slot.per == "moment"
            for number, moment in enumerate(context.full.moments, start=1) if moment.stands_still
        }  # fmt: skip
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
            self._thin_out(day, days)

    def _thin_out(self, day: int, days: Sequence[int]) -> None:
        """Move deadlines on from a day until it has few enough."""
        due = Counter(o.due_day for o in self._movable())
        waiting = [o for o in self._movable() if o.due_day == day]
        for occurrence in sorted(waiting, key=_teaching_rank, reverse=True):
            if due[day] <= MOST_A_DAY:
                break
            later = [d for d in days if d > day and due[d] < MOST_A_DAY]
            if any(self._try(occurrence, target) for target in later):
                due = Counter(o.due_day for o in self._movable())

    # ------------------------------------------------------------------------------- weeks

    def fit_weeks(self) -> None:
        """Move occurrences out of weeks that ask for too much; then leave out what is optional."""
        for _ in range(_MOST_MOVES):
            loads = self._loads()
            if not any(self._relieve(week, loads) for week in _above(loads, self._most)):
                break
        for week in sorted(_above(self._loads(), self._bearable)):
            self._leave_out(week)
        self._share_out()

    def _share_out(self) -> None:
        """Where the journey asks for more than the window holds, share it out over the weeks."""
        if sum(self._loads().values()) <= self._budget * self._context.weeks:
            return
        self._keeps_checks_apart = False
        strained = self._context.catalogue.threshold("weekly_workload_warn") / 100 * self._budget
        for _ in range(_MOST_MOVES):
            loads = self._loads()
            full = _above(loads, strained)
            if not any(self._relieve(week, loads, most=loads[week] - 1) for week in full):
                break

    @property
    def _most(self) -> float:
        """The minutes of a week above which it is too full."""
        return self._budget + _SLACK

    @property
    def _bearable(self) -> float:
        """The minutes of a week above which something is left out: a tenth more than there is."""
        return BEARABLE * self._budget

    def _loads(self) -> Counter[int]:
        loads: Counter[int] = Counter()
        for row in self._rows:
            for occurrence in row:
                for week, minutes in _minutes_by_week(occurrence).items():
                    loads[week] += minutes  # type: ignore[assignment]
        return loads

    def _relieve(self, week: int, loads: Counter[int], most: float | None = None) -> bool:
        """Move one occurrence out of a week, to the nearest one that has room for it.

        Room up to what learners have, or up to `most` where that is given.
        """
        limit = self._most if most is None else most
        here = [o for o in self._movable() if _minutes(o) and week in _minutes_by_week(o)]
        near = sorted(range(1, self._context.weeks + 1), key=lambda w: (abs(w - week), -w))
        return any(
            self._to_week(occurrence, other)
            for occurrence in sorted(here, key=_stays_longest)
            for other in near
            if other != week and _minutes(occurrence) <= _room(occurrence, other, loads, limit)
        )

    def _to_week(self, occurrence: Occurrence, week: int) -> bool:
        """Move an occurrence wholly into a week, on the same weekday where it can."""
        opens, due = (week - 1) * DAYS_IN_WEEK, occurrence.due_day
        low = opens + min(due - occurrence.start_day, DAYS_IN_WEEK - 1)
        high = min(opens + DAYS_IN_WEEK - 1, self._context.last_day)
        day = self._context.free.within(low, high, near=opens + due % DAYS_IN_WEEK)
        return day is not None and self._try(occurrence, day)

    def _leave_out(self, week: int) -> None:
        """Leave out optional occurrences of a week that is still too full."""
        slots = self._context.archetype.slots
        optional = {s.key for s in slots if (s.optional or s.spare) and not s.share}
        if self._context.facts["outcome.risk"] == "high":
            checks = {t.id for t in self._plan.touchpoints if t.purpose == "assess"}
            optional -= checks  # What can hurt people is checked, whatever the week.
        rows = self._rows
        for index in sorted(range(len(rows)), key=lambda index: _length(rows[index])):
            row = self._rows[index]
            kept = [o for o in row if not _minutes(o) or week not in _minutes_by_week(o)]
            leaves = row and row[0].touchpoint.id in optional and len(kept) < len(row)
            if leaves and self._loads()[week] > self._bearable:
                self._rows[index] = kept
                self.changed = True

    # ------------------------------------------------------------------------------- moving

    def _movable(self) -> Iterator[Occurrence]:
        return (o for row in self._rows for o in row if self._may_move(o))

    def _may_move(self, occurrence: Occurrence) -> bool:
        touchpoint = occurrence.touchpoint
        at_the_door = touchpoint.stage == "before" and touchpoint.purpose == "assess"
        fixed = touchpoint.anchor or touchpoint.stays_open or at_the_door
        at_the_ends = touchpoint.purpose in ("launch", "close")
        still = fixed or at_the_ends or touchpoint.id in self._still
        return not still and occurrence.start_day >= 0

    def _try(self, occurrence: Occurrence, due: int) -> bool:
        """Move an occurrence, unless another of its row or the teaching order stands in the way."""
        index = self._row_of[occurrence.touchpoint.id]
        row, moved = self._rows[index], _due_on(occurrence, due)
        at = next(n for n, o in enumerate(row) if o.number == occurrence.number)
        if not self._fits_between(row, at, moved):
            return False
        if self._keeps_checks_apart and self._empties_third(occurrence, moved):
            return False
        self._rows[index] = [*row[:at], moved, *row[at + 1 :]]
        if not self._keeps_promises(occurrence):
            self._rows[index] = row
            return False
        self.changed = True
        return True

    def _keeps_promises(self, moved: Occurrence) -> bool:
        """Whether teaching order, practice before proof and deadlines of its topics still hold."""
        about = set(moved.topics)
        near = [o for row in self._rows for o in row if about.intersection(o.topics)]
        return Begun.of(near).in_order(moved.topics) and all(
            self._is_in_time(topic, near) for topic in moved.topics
        )

    def _is_in_time(self, topic: str, near: Sequence[Occurrence]) -> bool:
        """Whether a topic is practised before it is proved, and cleared before it is used."""
        own = [o for o in near if topic in o.topics]
        practised = [o.due_day for o in own if o.touchpoint.purpose == "practice"]
        proved = [o.start_day for o in own if self._proves(o)]
        cleared = [o.due_day for o in own if o.touchpoint.id in self._gates]
        used = [o.start_day for o in own if o.touchpoint.purpose == "apply"]
        return _before(practised, proved) and _before(cleared, used)

    def _proves(self, occurrence: Occurrence) -> bool:
        touchpoint = occurrence.touchpoint
        return touchpoint.purpose == "assess" and touchpoint.stage != "before"

    def _fits_between(self, row: Sequence[Occurrence], at: int, moved: Occurrence) -> bool:
        """Whether a moved occurrence lies between its neighbours in the row, and in the window."""
        after = row[at + 1].start_day if at + 1 < len(row) else self._context.last_day + 1
        before = row[at - 1].start_day if at else -1
        in_row = before < moved.start_day < after and moved.due_day <= self._context.last_day
        return in_row and self._fits_its_days(moved)

    def _fits_its_days(self, moved: Occurrence) -> bool:
        """Whether it opens on a day on which somebody works, and is over when it counts."""
        touchpoint = moved.touchpoint
        if moved.start_day >= 0 and moved.start_day not in self._open_days:
            return False
        if touchpoint.stage == "before" and self._leads_up_to(moved) is None:
            return False
        counts = touchpoint.purpose in LEARNS or touchpoint.id in self._gates
        by = self._context.deadline(moved.topics)
        return not counts or moved.due_day <= by or not self._context.sets_deadline(moved.topics)

    def _leads_up_to(self, moved: Occurrence) -> int | None:
        """The day of the session that pre-work still comes before; None where it has passed it."""
        before = next(o for o in moved.touchpoint.occurrences if o.number == moved.number).due_day
        anchors = [
            o.start_day
            for row in self._rows for o in row
            if o.touchpoint.anchor and o.start_day >= before
            and not set(o.topics).isdisjoint(moved.topics)
        ]  # fmt: skip
        first = min(anchors, default=None)
        return first if first is not None and moved.due_day <= first else None

    def _empties_third(self, check: Occurrence, moved: Occurrence) -> bool:
        """Whether a move would take the only check out of its third of the journey."""
        checks = [o for row in self._rows for o in row if o.touchpoint.assessment]
        alone = sum(self._third(other) == self._third(check) for other in checks) == 1
        leaves = self._third(moved) != self._third(check)
        return bool(check.touchpoint.assessment) and alone and leaves

    def _third(self, occurrence: Occurrence) -> int:
        first, length = self._plan.first_day, self._plan.last_day - self._plan.first_day + 1
        return (occurrence.due_day - first) * THIRDS // length

    def plan(self) -> Plan:
        """Return the plan with its occurrences where they are now."""
        kept = {row[0].touchpoint.id for row in self._rows if row}
        touchpoints = tuple(_rebuilt(row, kept) for row in self._rows if row)
        return self._plan.replace(touchpoints=touchpoints)


def _length(row: Sequence[Occurrence]) -> float:
    return row[0].touchpoint.learner_minutes if row else 0.0


def _before(earlier: Sequence[int], later: Sequence[int]) -> bool:
    """Whether the first of some days comes before all of others, where there are both."""
    return not earlier or not later or min(earlier) < min(later)


def _above(loads: Counter[int], most: float) -> list[int]:
    """The weeks with more minutes than that, the fullest first."""
    return sorted((week for week in loads if loads[week] > most), key=lambda week: -loads[week])


def _room(occurrence: Occurrence, week: int, loads: Counter[int], limit: float) -> float:
    """The minutes that a week has left, not counting what the occurrence has in it already."""
    return limit - loads[week] + _minutes_by_week(occurrence).get(week, 0.0)


def _minutes(occurrence: Occurrence) -> float:
    """Minutes of learning time; work at work takes none."""
    touchpoint = occurrence.touchpoint
    return 0.0 if touchpoint.modality == AT_WORK else touchpoint.learner_minutes


def _minutes_by_week(occurrence: Occurrence) -> dict[int, float]:
    weeks = week_shares(occurrence.start_day, occurrence.due_day)
    return {week: share * _minutes(occurrence) for week, share in weeks}


def _due_on(occurrence: Occurrence, due: int) -> Occurrence:
    """The occurrence moved as a whole, so that it is due on a day."""
    start = occurrence.start_day + due - occurrence.due_day
    return replace(occurrence, start_day=start, end_day=due)


def _teaching_rank(occurrence: Occurrence) -> tuple[int, int]:
    """What comes late in teaching, then late in its row; what no order binds comes last."""
    return rank(occurrence.touchpoint.purpose, unbound=len(TEACHING_ORDER)), occurrence.number


def _stays_longest(occurrence: Occurrence) -> tuple[bool, int, int]:
    """Returns that a memory model placed move last; of the others, what comes late moves first."""
    purpose, number = _teaching_rank(occurrence)
    return occurrence.touchpoint.purpose == "reinforce", -purpose, -number


def _rebuilt(row: Sequence[Occurrence], kept: set[str]) -> Touchpoint:
    """The touchpoint with these occurrences."""
    touchpoint = row[0].touchpoint
    topics = tuple(occurrence.topics for occurrence in row)
    days = [occurrence.start_day for occurrence in row]
    return touchpoint.replace(
        start_day=days[0],
        repeat=Repeat.on(days, None if len(set(topics)) == 1 else topics),
        topics=tuple(dict.fromkeys(topic for some in topics for topic in some)),
        depends_on=tuple(id_ for id_ in touchpoint.depends_on if id_ in kept),
    )
