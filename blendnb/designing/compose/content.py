"""The ledger of content: what there is to teach, what fits, and which row carries how much of it.

What is stated comes to minutes of each topic. What fits is a share of the learners' time up to the
day on which they must be able to do it; the rest of that time is for checks and returns. What does
not fit is left out, the same share of every topic, and the plan says so. What fits is dealt out to
the rows of the archetype that carry content: by the row's share, by how well its format suits the
kind of content, and by what building it costs a head. A row on which people meet takes no more than
its sessions hold and those who lead can run; what is over flows to the other rows.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, inf

from blendnb.designing.audit.tensions import SHORTEST_SESSION_MINUTES
from blendnb.designing.compose.context import Context
from blendnb.designing.facts import groups
from blendnb.designing.ledger import CARRYING
from blendnb.designing.ways_to_meet import WaysToMeet
from blendnb.domain.catalogue import LearningFormat, Slot
from blendnb.domain.plan import Touchpoint

WEEK_DAYS = 7
ALMOST = 1e-6
FIVE = 5.0
HALF_DAY = 180.0
"""Minutes from which a session is worth a journey."""
SESSIONS_A_WEEK = 2
"""Most live sessions in a week of one learner who has other work to do."""
LEAST = 0.25
"""What remains of the weight of building where hardly anybody learns."""
FULL_WEEK = 5
"""Most live sessions in a week of one learner who learns full time."""


@dataclass(frozen=True)
class Allotment:
    """What of the content is placed, by topic, and what each row carries."""

    stated: Mapping[str, int]
    """Minutes of content of each topic; they add up to what the brief states or assumes."""
    fitting: Mapping[str, int]
    """Minutes of each that the time before it counts has room for."""
    rows: Mapping[str, float]
    """Minutes of each row that carries content, by its key."""

    @property
    def minutes(self) -> int:
        """Minutes of content that fit."""
        return sum(self.fitting.values())

    def share(self, topics: Iterable[str]) -> float:
        """Return which part of the content these topics are."""
        total = sum(self.stated.values())
        return sum(self.stated.get(topic, 0) for topic in topics) / total if total else 0.0


def allotted(context: Context) -> Allotment:
    """Deal the content out to the rows that carry it."""
    stated = stated_minutes(context)
    rows = _dealt(context, min(sum(stated.values()), time_for_content(context)))
    fitting = _divided(min(sum(stated.values()), round(sum(rows.values()))), stated)
    return Allotment(stated, fitting, rows)


def stated_minutes(context: Context) -> dict[str, int]:
    """Return the minutes of content of each topic: its own, else an even part of what is left."""
    own = {t: round(60 * h) for t, h in context.topic_hours.items() if t in context.topics}
    rest = [topic for topic in context.topics if topic not in own]
    if not rest:
        return {topic: own[topic] for topic in context.topics}
    left = max(round(context.content_minutes) - sum(own.values()), len(rest))
    shares = _divided(left, dict.fromkeys(rest, 1))
    return {topic: own.get(topic, shares.get(topic, 0)) for topic in context.topics}


def _divided(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Divide whole minutes by weight, so that they add up to the total."""
    whole, so_far, before = sum(weights.values()), 0, 0
    parts = {}
    for topic, weight in weights.items():
        so_far += weight
        parts[topic] = total * so_far // whole - before
        before += parts[topic]
    return parts


def time_for_content(context: Context) -> int:
    """Return the learners' minutes for content up to the day on which they must be able."""
    there = time_there(context, context.ready_by)
    fill = context.catalogue.threshold("content_fill") / 100
    least = context.catalogue.threshold("content_least") / 100
    return max(1, round(max(least * there, min(fill * there, there - context.reserved))))


def time_there(context: Context, last_day: int) -> float:
    """Return the learners' minutes from the launch to a day; closed days have none."""
    open_days = bisect_right(context.free.days, last_day) - bisect_left(context.free.days, 0)
    week = float(context.facts["audience.minutes_per_week"])
    return week * max(open_days, 0) / context.free.days_a_week


# ------------------------------------------------------------------------------------- rows


def content_rows(context: Context) -> list[tuple[Slot, LearningFormat]]:
    """Return the archetype's rows that carry content in this journey, with their formats."""
    slots = (s for s in context.archetype.slots if s.share and s.purpose in CARRYING)
    filled = ((slot, context.format_for(slot)) for slot in slots if context.wants(slot))
    return [(slot, learning_format) for slot, learning_format in filled if learning_format]


def _dealt(context: Context, minutes: float) -> dict[str, float]:
    """Minutes of each row: by weight, none above what its sessions hold."""
    rows = content_rows(context)
    weights = {slot.key: _weight(slot, format_, context) for slot, format_ in rows}
    most = {slot.key: _most(slot, format_, context) for slot, format_ in rows}
    dealt = _filled(minutes, weights, most)
    too_little = {
        slot.key
        for slot, _ in rows
        if slot.per == "session" and dealt[slot.key] < context.catalogue.threshold("session_pays")
    }
    if too_little and len(too_little) < len(rows):
        dealt = _filled(minutes, {k: w for k, w in weights.items() if k not in too_little}, most)
    return dealt


def _filled(
    minutes: float, weights: Mapping[str, float], most: Mapping[str, float]
) -> dict[str, float]:
    """Share minutes out by weight; what is above a row's most flows to the rows with room."""
    dealt: dict[str, float] = {}
    left, open_ = minutes, dict(weights)
    while open_:
        total = sum(open_.values())
        full = [key for key, weight in open_.items() if left * weight / total > most[key]]
        if not full:
            return dealt | {key: left * weight / total for key, weight in open_.items()}
        for key in full:
            dealt[key] = most[key]
            left -= most[key]
            del open_[key]
    return dealt


def _weight(slot: Slot, learning_format: LearningFormat, context: Context) -> float:
    """A row's share, more where its format suits the content, less where few pay for building."""
    mix = context.full.mix
    suits = sum(learning_format.fit[kind] * mix.get(kind, 0.0) for kind in learning_format.fit)
    days = slot.per == "session" and session_minutes(context, learning_format) >= HALF_DAY
    gathered = context.catalogue.threshold("room_day_weight") if days else 1.0
    return (slot.share or 0.0) * max(suits, 0.1) * _pays(learning_format, context) * gathered


def _pays(learning_format: LearningFormat, context: Context) -> float:
    """From a quarter for a handful of learners to one where it is paid back, or there already."""
    if learning_format.modality != "self_paced":
        return 1.0
    pays_at = context.catalogue.threshold("build_pays_at")
    size = float(context.facts["audience.size"])
    pays = max(min(1.0, size / pays_at), context.part_there(learning_format.id))
    return LEAST + (1 - LEAST) * pays


def _most(slot: Slot, learning_format: LearningFormat, context: Context) -> float:
    """Most minutes of a row: of one on which people meet, what its sessions hold."""
    if learning_format.modality != "live":
        return inf
    longest = session_minutes(context, learning_format)
    if slot.per == "journey":
        return longest * len(slot.at)
    return longest * most_sessions(context, learning_format)


def most_sessions(context: Context, learning_format: LearningFormat) -> int:
    """Return how many sessions of one learner the weeks hold and those who lead can run."""
    weeks = max(1.0, (context.ready_by + 1) / WEEK_DAYS)
    by_time = weeks * sessions_a_week(context, learning_format)
    people = context.brief.support.facilitators
    if not people:
        return max(1, int(by_time))
    each = context.catalogue.threshold("facilitator_sessions_per_week")
    by_people = people * each * weeks / (groups_in(learning_format, context) or 1)
    return max(1, int(min(by_time, by_people)))


def sessions_a_week(context: Context, learning_format: LearningFormat) -> float:
    """Return how many sessions a week of one learner holds: one at least, five at most.

    Two at most beside other work, but for those who learn half of their time.
    """
    week, each = _week(context), session_minutes(context, learning_format)
    beside_work = min(SESSIONS_A_WEEK, max(1.0, week // each))
    return min(FULL_WEEK, max(beside_work, week / 2 / each))


def _week(context: Context) -> float:
    return float(context.facts["audience.minutes_per_week"])


def groups_in(learning_format: LearningFormat, context: Context) -> int | None:
    """Return how many groups of a live format hold everybody; None where size does not matter."""
    if learning_format.group_max is None:
        return None
    languages = len(context.facts["audience.languages"])
    return groups(context.facts["audience.size"], learning_format.group_max, languages)


def session_minutes(context: Context, learning_format: LearningFormat) -> float:
    """Longest sensible session.

    What people can attend; online no longer than can be borne. It leaves a part of the week's
    learning time to what belongs to it, unless that makes it shorter than half an hour. Where
    people travel, or can be away for half a day, a meeting in a room is as long as it may be.
    """
    longest = float(context.facts["work.longest_session_minutes"])
    if learning_format.delivery == "in_person" or context.meets_in_person:
        longest = min(longest, context.catalogue.threshold("room_day"))
        if longest >= HALF_DAY or WaysToMeet.of(context.facts).may_travel:
            return longest
    else:
        longest = min(longest, context.catalogue.threshold("live_virtual_warn_no_break"))
    return min(longest, max(_part_of_week(context), float(SHORTEST_SESSION_MINUTES)))


def _part_of_week(context: Context) -> float:
    """The part of a week's minutes that one session may take, in fives."""
    fill = context.catalogue.threshold("content_fill") / 100
    return float(fill * float(context.facts["audience.minutes_per_week"]) // FIVE * FIVE)


def sessions(minutes: float, longest: float) -> int:
    """Return how many sessions hold the content."""
    return max(1, ceil(round(minutes / longest, 6)))


# ----------------------------------------------------------------------------------- ledger


def carried_minutes(touchpoints: Iterable[Touchpoint], wanted: Mapping[str, int]) -> Counter[str]:
    """Return the minutes of content of each topic in what teaches, no more than is wanted of each.

    What is about one topic alone is for that one; what is about several goes to those of them that
    still have something to be taught, in proportion to it.
    """
    left: dict[str, float] = dict(wanted)
    teaching = [
        (occurrence.topics, touchpoint.learner_minutes)
        for touchpoint in touchpoints
        if touchpoint.purpose in CARRYING and touchpoint.learner_minutes
        for occurrence in touchpoint.occurrences
    ]
    for topics, minutes in sorted(teaching, key=lambda each: len(each[0])):
        open_ = {topic: left[topic] for topic in topics if left.get(topic, 0.0) > 0}
        part = min(1.0, minutes / (sum(open_.values()) or minutes))
        for topic, needs in open_.items():
            left[topic] = needs * (1.0 - part)
    return Counter({topic: wanted[topic] - left[topic] for topic in wanted})


def ledger_minutes(
    allotment: Allotment, carried: Mapping[str, float]
) -> dict[str, tuple[int, int, int]]:
    """Return minutes stated, placed and left out, by topic.

    Rows round up to what stands in a calendar, so what is placed has its room; what a touchpoint
    has beyond it is practice. Of a topic no more is placed than what teaches it has minutes for.
    """
    placed = {
        topic: min(fits, int(carried.get(topic, 0.0) + ALMOST))
        for topic, fits in allotment.fitting.items()
    }
    return {t: (all_, placed[t], all_ - placed[t]) for t, all_ in allotment.stated.items()}
