"""Time: is every event framed, and is learning spread so that retrieval meets forgetting.

What people do before and after an event relates to transfer more than what happens during it. Two
touchpoints belong together when they share a topic, when one depends on the other, or when one of
them is about the whole journey. Help that stays open is no phase: it waits until somebody comes.

A topic that is met once is mostly lost; each return on a later day holds it longer, if the wait
before the return is neither so short that nothing was forgotten yet nor so long that little is
left. So each topic returns at least twice, and one return falls into the band of the spacing
studies. A return that comes too soon does not count as that one; a late one costs little, so up to
a multiple of the band's upper edge still counts. Whether gaps widen is not judged: studies find no
difference at the end.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor, inf
from typing import NamedTuple

from blendnb.designing.audit.fixes import BLACKOUT, better, fresh_ids, new_touchpoint
from blendnb.designing.audit.naming import MOST_NAMED, ids, minutes, named, topics_named, when
from blendnb.designing.audit.plan_facts import ROOM_AROUND_DAYS, PlanView
from blendnb.designing.audit.registry import Answer, question
from blendnb.designing.reinforcement import first_gap_band
from blendnb.designing.workload import DAYS_IN_WEEK
from blendnb.domain.edits import Add
from blendnb.domain.findings import Fix
from blendnb.domain.plan import Occurrence, Touchpoint
from blendnb.domain.vocabulary import VERDICTS, VerdictWord
from blendnb.language import between, capitalized, listed, number, quoted, say
from blendnb.spacing.events import study_events

PHASES, SPACING = "time.phases", "time.spacing"
PREWORK_MINUTES, FOLLOW_UP_MINUTES = 10.0, 20.0
SPAN_DAYS = 5
WHOLE_JOURNEY = ""
"""Stands for the topics of a touchpoint that names none."""


@dataclass(frozen=True)
class Surroundings:
    """Where what belongs together begins and ends, by topic."""

    view: PlanView

    @cached_property
    def _phases(self) -> tuple[Occurrence, ...]:
        return tuple(
            o
            for o in self.view.occurrences
            if o.end_day is not None or o.touchpoint.purpose != "support"
        )

    @cached_property
    def _first(self) -> dict[str, float]:
        first: dict[str, float] = {}
        for occurrence in self._phases:
            for topic in occurrence.topics or (WHOLE_JOURNEY,):
                first[topic] = min(occurrence.start_day, first.get(topic, inf))
        return first

    @cached_property
    def _last(self) -> dict[str, float]:
        last: dict[str, float] = {}
        for occurrence in self._phases:
            end = inf if occurrence.end_day is None else occurrence.end_day
            for topic in occurrence.topics or (WHOLE_JOURNEY,):
                last[topic] = max(end, last.get(topic, -inf))
        return last

    @cached_property
    def _last_dependent(self) -> dict[str, float]:
        """Last day of what depends on a touchpoint, by that touchpoint's id."""
        last: dict[str, float] = {}
        for touchpoint in self.view.plan.touchpoints:
            for id_ in touchpoint.depends_on:
                last[id_] = max(touchpoint.last_day, last.get(id_, -inf))
        return last

    def prepared(self, event: Occurrence) -> bool:
        """Whether something that belongs to the event begins on an earlier day."""
        linked = self.view.plan.by_id
        earlier = (linked[id_].start_day for id_ in event.touchpoint.depends_on)
        topics = (*event.topics, WHOLE_JOURNEY) if event.topics else self._first
        starts = (self._first.get(topic, inf) for topic in topics)
        return min((*starts, *earlier), default=inf) < event.start_day

    def followed(self, event: Occurrence) -> bool:
        """Whether something that belongs to the event ends on a later day."""
        topics = (*event.topics, WHOLE_JOURNEY) if event.topics else self._last
        ends = (self._last.get(topic, -inf) for topic in topics)
        dependent = self._last_dependent.get(event.touchpoint.id, -inf)
        return max((*ends, dependent)) > event.due_day


@question(PHASES, order=10)
def phases(view: PlanView) -> Answer:
    """Answer whether every event has something before and after it."""
    if not view.events:
        return Answer("not_needed", say("audit.phases.no_event"))
    around = Surroundings(view)
    unprepared = [e for e in view.events if not around.prepared(e)]
    unfollowed = [e for e in view.events if not around.followed(e)]
    verdict = _verdict(unprepared, unfollowed)
    if verdict == "met":
        events = ids(e.touchpoint for e in view.events)
        return Answer("met", _all_framed(view.events), events)
    concerned = ids(e.touchpoint for e in (*unprepared, *unfollowed))
    text = _lacks(unprepared, unfollowed)
    fix, left = _phases_fix(view, unprepared, unfollowed)
    if better(left, verdict):
        return Answer(verdict, text, concerned, fix)
    return Answer(verdict, text, concerned, forced_by=view.stated(BLACKOUT))


def _verdict(unprepared: Sequence[Occurrence], unfollowed: Sequence[Occurrence]) -> VerdictWord:
    """Judge by the worst event: alone, framed on one side, framed on both."""
    if not unprepared and not unfollowed:
        return "met"
    bare = {(e.touchpoint.id, e.start_day) for e in unprepared}
    alone = any((e.touchpoint.id, e.start_day) in bare for e in unfollowed)
    return "missing" if alone else "partly"


def _all_framed(events: Sequence[Occurrence]) -> str:
    names = named(e.touchpoint for e in events)
    return say("audit.phases.framed", count=len(events), names=names)


def _lacks(unprepared: Sequence[Occurrence], unfollowed: Sequence[Occurrence]) -> str:
    sides = (("unprepared", unprepared), ("unfollowed", unfollowed))
    return " ".join(
        say(f"audit.phases.{side}", names=named(e.touchpoint for e in events))
        for side, events in sides
        if events
    )


def _phases_fix(
    view: PlanView, unprepared: Sequence[Occurrence], unfollowed: Sequence[Occurrence]
) -> tuple[Fix | None, VerdictWord]:
    """Return the fix, and the verdict that it would leave."""
    new_ids = fresh_ids(view, PHASES)
    early = sorted(unprepared, key=lambda e: e.start_day)
    late = sorted(unfollowed, key=lambda e: -e.due_day)
    before, left_bare = _surround(early, lambda e: _prework(view, e, new_ids))
    after, left_alone = _surround(late, lambda e: _follow_up(view, e, new_ids))
    left = _verdict(left_bare, left_alone)
    if not before and not after:
        return None, left
    return Fix(text=_phases_advice(before, after), edit=Add(touchpoints=(*before, *after))), left


def _surround(
    events: Iterable[Occurrence], build: Callable[[Occurrence], Touchpoint | None]
) -> tuple[list[Touchpoint], list[Occurrence]]:
    """Build one touchpoint for every group of events that share a topic, outermost first."""
    built: list[Touchpoint] = []
    left: list[Occurrence] = []
    reached: set[str] = set()
    for event in events:
        topics = set(event.topics or (WHOLE_JOURNEY,))
        if reached & (topics | {WHOLE_JOURNEY}) or (reached and not event.topics):
            continue
        touchpoint = build(event)
        if touchpoint is None:
            left.append(event)
        else:
            built.append(touchpoint)
            reached |= topics
    return built, left


def _prework(view: PlanView, event: Occurrence, new_ids: Iterator[str]) -> Touchpoint | None:
    format_ = view.allowed_of("prework")
    last = event.start_day - 1
    end = view.free.within(last - ROOM_AROUND_DAYS, last, near=last)
    if format_ is None or end is None:
        return None
    return new_touchpoint(
        view,
        next(new_ids),
        format_,
        end=end,
        days=SPAN_DAYS,
        title=say("audit.phases.prework_title", title=quoted(event.touchpoint.title)),
        modality="self_paced",
        purpose=view.order.first_admitted(("inform",), end - SPAN_DAYS + 1, event.topics),
        learner_minutes=PREWORK_MINUTES,
        topics=event.topics,
        why=say("audit.phases.prework_why"),
    )


def _follow_up(view: PlanView, event: Occurrence, new_ids: Iterator[str]) -> Touchpoint | None:
    format_ = view.allowed_of("task_at_work")
    first, wish = event.due_day + 1, event.due_day + DAYS_IN_WEEK
    inside = view.free.within(first, view.last_day, near=wish)
    end = (
        view.free.within(first, first + 2 * ROOM_AROUND_DAYS, near=wish)
        if inside is None
        else inside
    )
    if format_ is None or end is None:
        return None
    days = min(SPAN_DAYS, end - event.due_day)
    return new_touchpoint(
        view,
        next(new_ids),
        format_,
        end=end,
        days=days,
        title=say("audit.phases.follow_up_title", title=quoted(event.touchpoint.title)),
        modality="on_the_job",
        purpose=view.order.first_admitted(("apply", "reinforce"), end - days + 1, event.topics),
        learner_minutes=FOLLOW_UP_MINUTES,
        topics=event.topics,
        why=say("audit.phases.follow_up_why"),
    )


def _phases_advice(before: Sequence[Touchpoint], after: Sequence[Touchpoint]) -> str:
    effort = minutes(PREWORK_MINUTES)
    parts = [
        *(say("audit.phases.prework", minutes=effort, when=when(t.last_day)) for t in before),
        *(say("audit.phases.follow_up", when=when(t.last_day)) for t in after),
    ]
    return say("audit.phases.fix", parts=listed(parts, MOST_NAMED))


# ----------------------------------------------------------------------------------- spacing

EARLIER_DAYS = (7, 14, 28, ROOM_AROUND_DAYS)
"""How far before its first study a topic may be met earlier, tried in turn."""


@dataclass(frozen=True)
class TopicReturns:
    """The days on which one topic is studied, and what they are worth."""

    topic: str
    days: tuple[int, ...]
    verdict: VerdictWord


@dataclass(frozen=True)
class Rhythm:
    """What a good rhythm of returns is in one journey."""

    view: PlanView

    def band(self, first: int) -> tuple[int, int]:
        """Return the first and last day on which a return is spaced well, from a first study."""
        low, high = first_gap_band(self.view.last_day - first, self.view.catalogue)
        last = first + floor(high * self.view.threshold("gap_err_long"))
        return first + max(1, ceil(low)), min(last, self.view.last_day)

    @property
    def fewest(self) -> int:
        """How often a topic has to return."""
        return int(self.view.threshold("reinforcement_min"))

    def verdict(self, days: Sequence[int]) -> VerdictWord:
        """Judge the days on which a topic is studied."""
        if len(days) <= 1:
            return "missing"
        low, high = self.band(days[0])
        spaced = any(low <= day <= high for day in days[1:])
        return "met" if spaced and len(days) > self.fewest else "partly"

    def completed(self, days: Sequence[int], wanted: Sequence[int]) -> list[int] | None:
        """Return the days to add so that these are met; None where no free days allow it.

        Parameters
        ----------
        days
            Days of study, the first of them included.
        wanted
            Days that other topics return on; they are taken where they serve.
        """
        added: list[int | None] = []
        low, high = self.band(days[0])
        if not any(low <= day <= high for day in days[1:]):
            added.append(self._pick(low, high, (low + high) // 2, days, wanted))
        while None not in added and len(days) + len(added) <= self.fewest:
            taken = [day for day in (*days, *added) if day is not None]
            wish = (max(taken) + self.view.last_day) // 2
            added.append(self._pick(days[0] + 1, self.view.last_day, wish, taken, wanted))
        return None if None in added else [day for day in added if day is not None]

    def _pick(
        self, low: int, high: int, wish: int, taken: Sequence[int], wanted: Sequence[int]
    ) -> int | None:
        shared = [day for day in wanted if low <= day <= high and day not in taken]
        if shared:
            return min(shared, key=lambda day: (abs(day - wish), day))
        return self.view.free.within(low, high, near=wish, without=taken)


@question(SPACING, order=20)
def spacing(view: PlanView) -> Answer:
    """Answer whether each topic returns often enough and at a good time."""
    if view.short_message:
        return Answer("not_needed", say("audit.spacing.short_message"))
    rhythm = Rhythm(view)
    topics = _returns(view, rhythm)
    verdict = min((t.verdict for t in topics), key=VERDICTS.index)
    text = capitalized(_summary(topics, rhythm))
    weak = [t for t in topics if t.verdict != "met"]
    evidence = _studied(view, {t.topic for t in weak or topics})
    if verdict == "met":
        return Answer(verdict, text, evidence)
    fix = _spacing_fix(view, rhythm, weak, verdict)
    return Answer(verdict, text, evidence, fix=fix, forced_by=view.stated(BLACKOUT))


def _returns(view: PlanView, rhythm: Rhythm) -> list[TopicReturns]:
    events = study_events(view.plan, formats=view.catalogue.formats)
    days_of = {t: events[t].plan_days if t in events else () for t in view.topics}
    return [TopicReturns(topic, days, rhythm.verdict(days)) for topic, days in days_of.items()]


def _studied(view: PlanView, topics: set[str]) -> tuple[str, ...]:
    return tuple(t.id for t in view.plan.touchpoints if not topics.isdisjoint(t.all_topics))


def _summary(topics: Sequence[TopicReturns], rhythm: Rhythm) -> str:
    """Say in one sentence how the topics fare."""
    groups: dict[str, list[TopicReturns]] = defaultdict(list)
    for topic in topics:
        groups[_state(topic, rhythm)].append(topic)
    parts = [_state_text(state, groups[state], rhythm) for state in STATES if state in groups]
    return say("audit.naming.sentence", text="; ".join(parts))


STATES = ("never", "once", "few", "unspaced", "met")
"""How topics fare, the worst first."""


def _state_text(state: str, topics: Sequence[TopicReturns], rhythm: Rhythm) -> str:
    returns = [len(t.days) - 1 for t in topics]
    return say(
        f"audit.spacing.{state}",
        count=max(returns),
        topics=topics_named([t.topic for t in topics]),
        returns=between(number(min(returns)), number(max(returns))),
        needed=rhythm.fewest,
        gaps=_gaps(topics, rhythm),
    )


def _state(topic: TopicReturns, rhythm: Rhythm) -> str:
    if len(topic.days) <= 1:
        return "once" if topic.days else "never"
    if len(topic.days) <= rhythm.fewest:
        return "few"
    return "met" if topic.verdict == "met" else "unspaced"


def _gaps(topics: Sequence[TopicReturns], rhythm: Rhythm) -> str:
    bands = [(rhythm.band(t.days[0]), t.days[0]) for t in topics if t.days]
    if not bands:
        return ""
    low = min(low - first for (low, _), first in bands)
    high = max(low, *(high - first for (_, high), first in bands))
    return say("audit.spacing.gap", count=high, days=between(number(low), number(high)))


def _spacing_fix(
    view: PlanView, rhythm: Rhythm, weak: Sequence[TopicReturns], verdict: VerdictWord
) -> Fix | None:
    """Return the studies to add; None where free days are missing for the worst topics."""
    topics_on: dict[tuple[int, str], list[str]] = defaultdict(list)
    for topic in weak:
        wanted = [day for day, purpose in topics_on if purpose != "inform"]
        additions = _additions(view, rhythm, topic.days, wanted)
        if additions is None and topic.verdict == verdict:
            return None
        for day, purpose in additions or ():
            fitting = purpose if view.order.admits(purpose, day, (topic.topic,)) else "assess"
            topics_on[day, fitting].append(topic.topic)
    new_ids = fresh_ids(view, SPACING)
    added = [
        _study(view, next(new_ids), day, purpose, tuple(topics))
        for (day, purpose), topics in sorted(topics_on.items())
    ]
    return Fix(text=_spacing_advice(added), edit=Add(touchpoints=tuple(added)))


def _additions(
    view: PlanView, rhythm: Rhythm, days: tuple[int, ...], wanted: list[int]
) -> list[tuple[int, str]] | None:
    """Return days and purposes to add for one topic; None where no free days allow it."""
    for first in _beginnings(view, days):
        studied = days if first is None else (first, *days)
        returns = rhythm.completed(studied, wanted)
        if returns is not None:
            begin = [] if first is None else [(first, "inform")]
            return begin + [(day, "reinforce") for day in returns]
    return None


def _beginnings(view: PlanView, days: tuple[int, ...]) -> Iterator[int | None]:
    """Give where a topic may begin: as it does, else ever earlier, so that returns find room."""
    if days:
        yield None
    begin = days[0] if days else 1
    for earlier in (1, *EARLIER_DAYS):
        day = view.free.within(begin - earlier, begin - 1, near=begin - earlier)
        if day is not None:
            yield day


class AddedStudy(NamedTuple):
    """What a fix adds for one purpose; its title and reason are sentences."""

    formats: str
    """Id of the list of formats to take one of."""
    minutes: float
    assessment: tuple[str, ...]


STUDIES = {
    "inform": AddedStudy("first_look", 10.0, ()),
    "reinforce": AddedStudy("one_question", 5.0, ("knowledge",)),
    "assess": AddedStudy("quick_check", 5.0, ("knowledge",)),
}


def _study(view: PlanView, id_: str, day: int, purpose: str, topics: tuple[str, ...]) -> Touchpoint:
    study = STUDIES[purpose]
    return new_touchpoint(
        view,
        id_,
        view.one_of(study.formats),
        end=day,
        title=say(f"audit.spacing.{purpose}_title", topics=topics_named(topics)),
        modality="self_paced",
        purpose=purpose,
        learner_minutes=study.minutes,
        topics=topics,
        assessment=study.assessment,
        why=say(f"audit.spacing.{purpose}_why"),
    )


def _spacing_advice(added: Sequence[Touchpoint]) -> str:
    parts = [
        say(
            f"audit.spacing.{t.purpose}_fix",
            topics=topics_named(t.topics),
            when=when(t.start_day),
        )
        for t in added
    ]
    return say("audit.spacing.fix", parts=listed(parts, MOST_NAMED))
