"""From an archetype's row to a touchpoint of this client's plan."""

from math import ceil

from blendnb.designing.audit.tensions import SHORTEST_SESSION_MINUTES
from blendnb.designing.compose.context import Context
from blendnb.designing.compose.places import Due, Floors, Placed, dues, place
from blendnb.designing.compose.texts import filled, title
from blendnb.designing.compose.units import Unit, session_minutes
from blendnb.designing.facts import groups
from blendnb.domain.brief import Moment
from blendnb.domain.catalogue import LearningFormat, Slot
from blendnb.domain.plan import Repeat, Touchpoint
from blendnb.domain.vocabulary import Delivery

MOST_PIECES = 60
"""Most occurrences of one row; beyond, pieces grow longer instead and the audit says so."""
SHORTEST_PIECE_MINUTES = 5.0
COARSE_MINUTES = 10


def touchpoints_of(
    slot: Slot, context: Context, units: tuple[Unit, ...], floors: Floors
) -> tuple[Touchpoint, ...]:
    """Return the touchpoints that fill a row: none, one with its repeats, one for each moment."""
    learning_format = context.format_for(slot)
    if learning_format is None:
        return ()
    slot = slot.worded(learning_format.id)
    if slot.per == "moment":
        return _for_moments(slot, learning_format, context, units, floors)
    wanted = dues(slot, context, units)
    if slot.span_days == 0:
        return (_standing(slot, learning_format, context, wanted[0].day),)
    wanted, slot, minutes = _in_pieces(slot, learning_format, wanted, context)
    placed = place(slot, wanted, context, floors)
    return (_touchpoint(slot, learning_format, context, placed, minutes),)


def placed_touchpoint(
    slot: Slot, context: Context, wanted: tuple[Due, ...], floors: Floors
) -> Touchpoint | None:
    """Return a row that falls on days found elsewhere, such as returns a memory model placed."""
    learning_format = context.format_for(slot)
    if learning_format is None or not wanted:
        return None
    slot = slot.worded(learning_format.id)
    placed = place(slot, wanted, context, floors)
    minutes = learning_format.minutes if slot.minutes is None else slot.minutes
    return _touchpoint(slot, learning_format, context, placed, minutes)


def _for_moments(
    slot: Slot,
    learning_format: LearningFormat,
    context: Context,
    units: tuple[Unit, ...],
    floors: Floors,
) -> tuple[Touchpoint, ...]:
    """One touchpoint for each moment that matters, when its topics have been met."""
    found = []
    for number, moment in enumerate(context.full.moments, start=1):
        topics = _topics_of(moment, context, floors)
        met = max(min(u.day for u in units if topic in u.topics) for topic in topics)
        wanted = met + 7 * number if moment.week is None else _day_in(moment.week)
        due = Due(min(wanted, context.last_day), topics)
        placed = place(slot, (due,), context, floors)
        found.append(
            _touchpoint(
                slot.replace(key=f"{slot.key}-{number}"),
                learning_format,
                context,
                placed,
                slot.minutes or learning_format.minutes,
                moment=moment.text,
            )
        )
    return tuple(found)


def _day_in(week: int) -> int:
    """The day of a week on which a moment is due: its fifth."""
    return 7 * (week - 1) + 4


def _topics_of(moment: Moment, context: Context, floors: Floors) -> tuple[str, ...]:
    """The moment's own topics, else those that were tried by its week, else all."""
    own = tuple(topic for topic in moment.topics if topic in context.topics)
    if own or moment.week is None:
        return own or context.topics
    due = _day_in(moment.week)
    tried = tuple(t for t in context.topics if (floors.below("apply", (t,)) or 0) <= due)
    return tried or context.topics


def _in_pieces(
    slot: Slot, learning_format: LearningFormat, wanted: tuple[Due, ...], context: Context
) -> tuple[tuple[Due, ...], Slot, float]:
    """Cut a share of the content into pieces of a bearable length, spread over the row's span."""
    if slot.share is None:
        usual = learning_format.minutes if slot.minutes is None else slot.minutes
        longest = session_minutes(context, learning_format)
        return wanted, slot, min(usual, longest) if learning_format.modality == "live" else usual
    each = slot.share * context.content_minutes / len(wanted)
    if learning_format.modality == "live":
        return wanted, slot.replace(span_days=1), _session_length(each, learning_format, context)
    span = slot.span_days or 1
    pieces = min(
        ceil(each / _longest_piece(learning_format, context)), span, MOST_PIECES // len(wanted) or 1
    )
    step = span // pieces
    spread = tuple(
        Due(due.day - step * later, due.topics)
        for due in wanted
        for later in reversed(range(pieces))
    )
    return spread, slot.replace(span_days=step), max(SHORTEST_PIECE_MINUTES, rounded(each / pieces))


def _session_length(each: float, learning_format: LearningFormat, context: Context) -> float:
    longest = session_minutes(context, learning_format)
    return min(longest, max(SHORTEST_SESSION_MINUTES, rounded(each)))


def _longest_piece(learning_format: LearningFormat, context: Context) -> float:
    if learning_format.modality in ("on_the_job", "social"):
        return 120.0
    norm = (
        "microlearning_warn" if learning_format.id == "microlearning" else "self_paced_module_warn"
    )
    week = max(float(context.facts["audience.minutes_per_week"]), SHORTEST_PIECE_MINUTES)
    return min(context.catalogue.threshold(norm), week)


def rounded(minutes: float) -> float:
    """Round to what people would write in a calendar: fives above ten, at least two."""
    return float(max(2, round(minutes) if minutes < COARSE_MINUTES else 5 * round(minutes / 5)))


def _standing(
    slot: Slot, learning_format: LearningFormat, context: Context, day: int
) -> Touchpoint:
    placed = Placed(starts=(day,), days=0, topics=(context.topics,))
    return _touchpoint(slot, learning_format, context, placed, slot.minutes or 0.0).replace(
        days=None
    )


def _touchpoint(
    slot: Slot,
    learning_format: LearningFormat,
    context: Context,
    placed: Placed,
    minutes: float,
    *,
    moment: str = "",
) -> Touchpoint:
    topics = tuple(dict.fromkeys(t for some in placed.topics for t in some))
    live = learning_format.modality == "live"
    return Touchpoint(
        id=slot.key,
        title=title(slot.title, topics=topics, moment=moment),
        format=learning_format.id,
        modality=slot.modality or learning_format.modality,
        delivery=_delivery(learning_format, context) if live else None,
        purpose=slot.purpose,
        stage=slot.stage,
        anchor=slot.anchor,
        start_day=placed.starts[0],
        days=placed.days,
        repeat=_repeat(placed),
        learner_minutes=minutes,
        facilitation_minutes=minutes if live else 0.0,
        manager_minutes=slot.manager_minutes,
        roles=slot.roles,
        topics=topics,
        assessment=slot.assessment,
        depends_on=slot.depends_on,
        trigger=filled(slot.trigger, moment=moment) if slot.trigger else None,
        owner=slot.owner,
        description=slot.description,
        materials=learning_format.materials,
        why=filled(slot.why, topics=topics, moment=moment),
        groups=_groups(learning_format, context) if live else None,
        origin="composed",
    )


def _repeat(placed: Placed) -> Repeat | None:
    if len(placed.starts) == 1:
        return None
    same = len(set(placed.topics)) == 1
    return Repeat(
        days=tuple(start - placed.starts[0] for start in placed.starts),
        topics=None if same else placed.topics,
    )


def _delivery(learning_format: LearningFormat, context: Context) -> Delivery:
    available = context.facts["technology.available"]
    online = "virtual_classroom" in available
    if learning_format.delivery == "virtual" and not online and "classroom" in available:
        return "in_person"
    if learning_format.delivery is not None:
        return learning_format.delivery
    return "virtual" if online and not context.meets_in_person else "in_person"


def _groups(learning_format: LearningFormat, context: Context) -> int | None:
    if learning_format.group_max is None:
        return None
    languages = len(context.facts["audience.languages"])
    return groups(context.facts["audience.size"], learning_format.group_max, languages)
