"""From an archetype's row to a touchpoint of this client's plan."""

from collections.abc import Sequence
from math import ceil

from blendnb.designing.audit.tensions import SHORTEST_SESSION_MINUTES
from blendnb.designing.compose.content import WEEK_DAYS, groups_in, session_minutes
from blendnb.designing.compose.context import Context, moment_day
from blendnb.designing.compose.placing import Beat, Due, Laid, Placed, dues, place
from blendnb.designing.ledger import CARRYING
from blendnb.designing.ways_to_meet import WaysToMeet
from blendnb.domain.brief import Moment
from blendnb.domain.catalogue import LearningFormat, Slot
from blendnb.domain.plan import Repeat, Touchpoint
from blendnb.language import listed, say

MOST_PIECES = 60
"""Most occurrences of one row; beyond, pieces grow longer instead and the audit says so."""
SHORTEST_PIECE_MINUTES = 5.0
COARSE_MINUTES = 20
LONGEST_WORK_MINUTES = 120.0
USUAL_LENGTH = "self_paced_module_warn"
"""The threshold that pieces keep to whose format has none of its own."""


def touchpoints_of(slot: Slot, context: Context, beat: Beat, laid: Laid) -> tuple[Touchpoint, ...]:
    """Return the touchpoints that fill a row: none, one with its repeats, one for each moment."""
    learning_format = context.format_for(slot)
    if learning_format is None:
        return ()
    slot = slot.worded(learning_format.id)
    if slot.per == "moment":
        return _for_moments(slot, learning_format, context, beat, laid)
    wanted = dues(slot, context, beat)
    if not wanted or (slot.share and slot.purpose in CARRYING and not _carried(slot, beat)):
        return ()
    if slot.span_days == 0:
        return (_staying_open(slot, learning_format, context, wanted[0].day),)
    wanted, slot, minutes = _in_pieces(slot, learning_format, wanted, context, beat)
    apart = slot.share is not None and slot.per in ("unit", "session")
    placed = place(slot, wanted, context, laid, apart=apart)
    if not placed.starts:
        return ()
    return (_touchpoint(slot, learning_format, context, placed, minutes),)


def placed_touchpoint(
    slot: Slot, context: Context, wanted: tuple[Due, ...], laid: Laid
) -> Touchpoint | None:
    """Return a row that falls on days set elsewhere, such as returns a memory model placed."""
    learning_format = context.format_for(slot)
    if learning_format is None or not wanted:
        return None
    slot = slot.worded(learning_format.id)
    placed = place(slot, wanted, context, laid)
    minutes = learning_format.minutes if slot.minutes is None else slot.minutes
    return _touchpoint(slot, learning_format, context, placed, minutes)


# ----------------------------------------------------------------------------------- moments


def _for_moments(
    slot: Slot,
    learning_format: LearningFormat,
    context: Context,
    beat: Beat,
    laid: Laid,
) -> tuple[Touchpoint, ...]:
    """One touchpoint for each moment of the kinds that the row serves."""
    touchpoints = []
    for number, moment in enumerate(context.full.moments, start=1):
        if (moment.kind or "routine") in slot.kinds:
            due = _moment_due(slot, number, moment, context, beat, laid)
            own = _as_prepared(slot.replace(key=f"{slot.key}-{number}"), moment, due, laid)
            placed = place(own, (due,), context, laid)
            minutes = own.minutes or learning_format.minutes
            touchpoints.append(
                _touchpoint(own, learning_format, context, placed, minutes, moment=moment.text)
            )
    return tuple(touchpoints)


def _as_prepared(slot: Slot, moment: Moment, due: Due, laid: Laid) -> Slot:
    """The row; as help where nothing was practised and the moment does not wait for that."""
    if moment.stands_still and not _prepared(slot, due, laid):
        return slot.replace(purpose="support")
    return slot


def _moment_due(  # noqa: PLR0917 - what it knows of the journey so far
    slot: Slot, number: int, moment: Moment, context: Context, beat: Beat, laid: Laid
) -> Due:
    """The day that the business sets; else some days after its topics were met."""
    topics = _topics_of(moment, context, laid)
    if moment.week is not None:
        day = moment_day(moment.week) + slot.offset_days
    else:
        days = {t: unit.day for unit in reversed(beat.units) for t in unit.topics}
        day = max(days.get(topic, 0) for topic in topics) + 7 * number + slot.offset_days
    latest = max(d for d in context.free.days if d <= max(context.last_day, context.free.days[0]))
    return Due(_open_day(max(0, min(day, latest)), context), topics)


def _open_day(day: int, context: Context) -> int:
    """The day, or where nobody works on it the one before it in its week, else the next."""
    monday = day - day % 7
    before = [d for d in context.free.days if monday <= d <= day]
    return before[-1] if before else context.free.on_or_after(day) or day


def _prepared(slot: Slot, due: Due, laid: Laid) -> bool:
    """Whether what comes before a row's purpose is over for its topics."""
    floor = laid.floor_of(slot, due.topics)
    return floor is None or floor <= due.day


def _topics_of(moment: Moment, context: Context, laid: Laid) -> tuple[str, ...]:
    """The moment's own topics, else those that were tried by its week, else all."""
    own = tuple(topic for topic in context.topics if topic in moment.topics)
    if own or moment.week is None:
        return own or context.topics
    due = moment_day(moment.week)
    tried = tuple(t for t in context.topics if (laid.floor("apply", (t,)) or 0) <= due)
    return tried or context.topics


# ------------------------------------------------------------------------------------ pieces


def _carried(slot: Slot, beat: Beat) -> float:
    """Minutes of content that a row carries; work at work uses what was learned."""
    if slot.purpose in CARRYING:
        return beat.allotment.rows.get(slot.key, 0.0)
    return (slot.share or 0.0) * beat.allotment.minutes


def _in_pieces(
    slot: Slot,
    learning_format: LearningFormat,
    wanted: tuple[Due, ...],
    context: Context,
    beat: Beat,
) -> tuple[tuple[Due, ...], Slot, float]:
    """Cut a row's content into pieces of a bearable length, spread over its span."""
    if slot.share is None:
        usual = learning_format.minutes if slot.minutes is None else slot.minutes
        longest = session_minutes(context, learning_format)
        return wanted, slot, min(usual, longest) if learning_format.modality == "live" else usual
    if learning_format.modality == "live":
        each = _carried(slot, beat) / len(wanted)
        length = _session_length(each, learning_format, context)
        return wanted, slot.replace(span_days=1), length
    parts = _parts(wanted, _carried(slot, beat), beat)
    longest = _longest_piece(learning_format, context)
    spans = [_span(slot, due) for due in wanted]
    most = MOST_PIECES // len(wanted) or 1
    counts = [max(1, min(ceil(round(part / longest, 6)), span, most))
              for part, span in zip(parts, spans, strict=True)]  # fmt: skip
    minutes = max(part / count for part, count in zip(parts, counts, strict=True))
    # One piece is a matter of days, however long the stretch is at whose end it is due.
    longest_span = max(slot.span_days or 1, WEEK_DAYS)
    step = min(longest_span, *(s // count for s, count in zip(spans, counts, strict=True)))
    spread = tuple(
        Due(due.day - round(later * span / count), due.topics)
        for due, span, count in zip(wanted, spans, counts, strict=True)
        for later in reversed(range(count))
    )
    return spread, slot.replace(span_days=max(step, 1)), max(SHORTEST_PIECE_MINUTES, up(minutes))


def _span(slot: Slot, due: Due) -> int:
    """Days over which the pieces of one due day are spread."""
    return (slot.span_days or 1) + due.days - 7


def _parts(wanted: Sequence[Due], minutes: float, beat: Beat) -> list[float]:
    """What of a row's content each due day has: by its topics, those that come again shared out."""
    shares = [beat.allotment.share(due.topics) for due in wanted]
    whole = sum(shares)
    if not whole:
        return [minutes / len(wanted)] * len(wanted)
    times = [sum(other.topics == due.topics for other in wanted) for due in wanted]
    shares = [share / count for share, count in zip(shares, times, strict=True)]
    return [minutes * share / sum(shares) for share in shares]


def _session_length(each: float, learning_format: LearningFormat, context: Context) -> float:
    longest = session_minutes(context, learning_format)
    return min(longest, max(float(SHORTEST_SESSION_MINUTES), up(each)))


def _longest_piece(learning_format: LearningFormat, context: Context) -> float:
    if learning_format.modality in ("on_the_job", "social"):
        return LONGEST_WORK_MINUTES
    norm = learning_format.length.most if learning_format.length else USUAL_LENGTH
    week = max(float(context.facts["audience.minutes_per_week"]), SHORTEST_PIECE_MINUTES)
    return min(context.catalogue.threshold(norm), week)


def up(minutes: float) -> float:
    """Round up to what people would write in a calendar, so that all of the content has room."""
    whole = ceil(round(minutes, 3))
    return float(max(2, whole if minutes < COARSE_MINUTES else -(-whole // 5) * 5))


def _staying_open(
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
    ways = WaysToMeet.of(context.facts)
    return learning_format.touchpoint(
        slot.key,
        title=title(slot.title, topics=topics, moment=moment),
        modality=slot.modality,
        delivery=ways.delivery_of(learning_format, gathered=context.meets_in_person),
        purpose=slot.purpose,
        stage=slot.stage,
        anchor=slot.anchor,
        start_day=placed.starts[0],
        days=placed.days,
        repeat=Repeat.on(placed.starts, None if len(set(placed.topics)) == 1 else placed.topics),
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
        why=filled(slot.why, topics=topics, moment=moment),
        groups=groups_in(learning_format, context) if live else None,
        origin="composed",
    )


LONGEST_TITLE = 120


def filled(text: str, *, topics: tuple[str, ...] = (), moment: str = "") -> str:
    """Replace `{topics}` and `{moment}`; nothing else in the text is special."""
    return text.replace("{topics}", named(topics)).replace("{moment}", moment)


def title(text: str, *, topics: tuple[str, ...] = (), moment: str = "") -> str:
    """Return a filled title, cut at a word where it would not fit on a line."""
    return shortened(filled(text, topics=topics, moment=moment), LONGEST_TITLE)


def named(topics: tuple[str, ...], most: int = 3) -> str:
    """Name up to a few topics and count the rest: `a, b and 4 more`."""
    if len(topics) <= most:
        return listed(topics)
    rest = len(topics) - most + 1
    return listed([*topics[: most - 1], say("compose.more", count=rest)])


def shortened(text: str, longest: int) -> str:
    """Cut a text at a word and mark the cut."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" ,;:") + "…"
