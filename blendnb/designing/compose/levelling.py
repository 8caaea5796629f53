"""Levelling: no mode, no day and no week of a fresh composition has more than its share.

Modes. The content's minutes follow the archetype, but a large self-paced core would push every
other mode aside. Work done at work costs no learning time, so it is what grows, or shrinks where it
is itself too much (`balanced`).

Days and weeks. Rows are laid out one after another, each where it teaches best. Together they can
fill a week beyond the minutes that learners have, and a blackout sends everything due in it to the
first free day. So occurrences move on: from a day with many deadlines to the free days after it,
from a week that is too full to the nearest with room (`levelled`). What does not move: anchors,
launch and close, and whatever would leave the teaching order. Then what the weeks have no time for
is taken away (`trimming`), and what is above all the same is named.
"""

from collections import Counter
from collections.abc import Sequence

from blendnb.designing.compose.context import Context
from blendnb.designing.compose.moved_pieces import SLACK, MovedPieces, Piece, teaching_rank
from blendnb.designing.compose.trimming import Trimming
from blendnb.designing.workload import AT_WORK
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan, Touchpoint

FEWEST_MINUTES = 5.0
MOST_ROUNDS = 4
MOST_A_DAY = 2
"""Deadlines on one day right after a blackout; what is more moves on."""
MOST_DAYS_ON = 14
"""How far a deadline moves on from such a day."""
MOST_MOVES = 80

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
    pieces = MovedPieces(plan, context)
    _spread_days(pieces)
    trimming = Trimming(pieces)
    _fit_weeks(pieces)
    while trimming.drops_spare():
        _fit_weeks(pieces)
    if trimming.shortens_content():
        _fit_weeks(pieces)
    _spread_days(pieces)
    return pieces.rebuilt()


def forced_weeks(plan: Plan, context: Context) -> tuple[str, ...]:
    """Say which weeks of a plan ask for more than learners have, and what forces that."""
    return tuple(Trimming(MovedPieces(plan, context)).forced())


def _spread_days(pieces: MovedPieces) -> None:
    """Move deadlines on from the days on which a blackout lets everything fall due."""
    free = pieces.context.free
    for first, last in free.closed:
        after = [day for day in free.days if day > last]
        if after and last >= 0 and first <= pieces.context.last_day:
            days = [d for d in free.days if after[0] <= d <= after[0] + MOST_DAYS_ON]
            for day in days:
                _thin_out(pieces, day, days)


def _thin_out(pieces: MovedPieces, day: int, days: Sequence[int]) -> None:
    """Move deadlines on from a day until it has few enough."""
    waiting = [piece for piece in pieces.movable if piece.due == day]
    for piece in sorted(waiting, key=teaching_rank, reverse=True):
        due = Counter(other.due for other in pieces.movable)
        if due[day] <= MOST_A_DAY:
            break
        later = (d for d in days if d > day and due[d] < MOST_A_DAY)
        any(pieces.move(piece, target) for target in later)


def _fit_weeks(pieces: MovedPieces) -> None:
    """Move occurrences out of weeks that ask for too much, to where the weeks are evener."""
    held = pieces.budget * pieces.context.weeks
    pieces.keeps_checks_apart = sum(pieces.loads.values()) <= held
    for _ in range(MOST_MOVES):
        full = pieces.weeks_above(pieces.budget + SLACK)
        if not any(_relieve(pieces, week) for week in full):
            break


def _relieve(pieces: MovedPieces, week: int) -> bool:
    """Move one occurrence out of a week, to the nearest one that has room for it."""
    here = [piece for piece in pieces.in_week(week) if not piece.fixed]
    first = min(pieces.loads)
    near = sorted(range(first, pieces.context.weeks + 1), key=lambda w: (abs(w - week), -w))
    return any(
        pieces.relieve(piece, other)
        for piece in sorted(here, key=_stays_longest)
        for other in near
        if other != week and pieces.loads[other] + piece.minutes < pieces.loads[week]
    )


def _stays_longest(piece: Piece) -> tuple[bool, int, int]:
    """Returns that a memory model placed move last; of the others, what comes late moves first."""
    purpose, number = teaching_rank(piece)
    return piece.touchpoint.purpose == "reinforce", -purpose, -number
