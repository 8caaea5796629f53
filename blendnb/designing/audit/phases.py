"""Time, first question: every live or anchor event has something before and after it.

What people do before and after an event relates to transfer more than what happens during it. Two
touchpoints belong together when they share a topic, when one depends on the other, or when one of
them is about the whole journey. Standing help is no phase: it waits until somebody comes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

from blendnb.designing.audit.mends import BLACKOUT, better, fresh_ids, new_touchpoint, question
from blendnb.designing.audit.view import ROOM_AROUND_DAYS, Happening, PlanView
from blendnb.designing.audit.wording import counted, ids, listed, minutes, named, quoted, when
from blendnb.designing.workload import DAYS_IN_WEEK
from blendnb.domain.edits import Add
from blendnb.domain.findings import Fix, Question
from blendnb.domain.plan import Touchpoint
from blendnb.domain.vocabulary import VerdictWord

PHASES = "time.phases"
PREWORK_MINUTES, FOLLOW_UP_MINUTES = 10.0, 20.0
SPAN_DAYS = 5
WHOLE_JOURNEY = ""
"""Stands for the topics of a touchpoint that names none."""


@dataclass(frozen=True)
class Surroundings:
    """Where what belongs together begins and ends, by topic."""

    view: PlanView

    @cached_property
    def _phases(self) -> tuple[Happening, ...]:
        return tuple(
            h
            for h in self.view.happenings
            if h.end is not None or h.touchpoint.purpose != "support"
        )

    @cached_property
    def _first(self) -> dict[str, float]:
        first: dict[str, float] = {}
        for happening in self._phases:
            for topic in happening.topics or (WHOLE_JOURNEY,):
                first[topic] = min(happening.start, first.get(topic, inf))
        return first

    @cached_property
    def _last(self) -> dict[str, float]:
        last: dict[str, float] = {}
        for happening in self._phases:
            end = inf if happening.end is None else happening.end
            for topic in happening.topics or (WHOLE_JOURNEY,):
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

    def prepared(self, event: Happening) -> bool:
        """Whether something that belongs to the event begins on an earlier day."""
        linked = self.view.plan.by_id
        earlier = (linked[id_].start_day for id_ in event.touchpoint.depends_on)
        topics = (*event.topics, WHOLE_JOURNEY) if event.topics else self._first
        starts = (self._first.get(topic, inf) for topic in topics)
        return min((*starts, *earlier), default=inf) < event.start

    def followed(self, event: Happening) -> bool:
        """Whether something that belongs to the event ends on a later day."""
        topics = (*event.topics, WHOLE_JOURNEY) if event.topics else self._last
        ends = (self._last.get(topic, -inf) for topic in topics)
        dependent = self._last_dependent.get(event.touchpoint.id, -inf)
        return max((*ends, dependent)) > event.due


def phases(view: PlanView) -> Question:
    """Answer whether every event has something before and after it."""
    if not view.events:
        text = "No live or anchor event is planned beside drop-in help, so none needs a frame."
        return question(PHASES, "not_needed", text)
    around = Surroundings(view)
    unprepared = [e for e in view.events if not around.prepared(e)]
    unfollowed = [e for e in view.events if not around.followed(e)]
    verdict = _verdict(unprepared, unfollowed)
    if verdict == "met":
        events = ids(e.touchpoint for e in view.events)
        return question(PHASES, "met", _all_framed(view.events), touchpoints=events)
    concerned = ids(e.touchpoint for e in (*unprepared, *unfollowed))
    text = _lacks(unprepared, unfollowed)
    fix, left = _mend(view, unprepared, unfollowed)
    if better(left, verdict):
        return question(PHASES, verdict, text, touchpoints=concerned, fix=fix)
    forced_by = view.stated(BLACKOUT)
    return question(PHASES, verdict, text, touchpoints=concerned, forced_by=forced_by)


def _verdict(unprepared: Sequence[Happening], unfollowed: Sequence[Happening]) -> VerdictWord:
    """Judge by the worst event: alone, framed on one side, framed on both."""
    if not unprepared and not unfollowed:
        return "met"
    bare = {(e.touchpoint.id, e.start) for e in unprepared}
    alone = any((e.touchpoint.id, e.start) in bare for e in unfollowed)
    return "missing" if alone else "partly"


def _all_framed(events: Sequence[Happening]) -> str:
    touchpoints = [e.touchpoint for e in events]
    return (
        f"{counted(len(events), 'live or anchor event')} ({named(touchpoints)}): each has "
        "something before it and something after it on the same topics."
    )


def _lacks(unprepared: Sequence[Happening], unfollowed: Sequence[Happening]) -> str:
    sides = (("prepares", unprepared), ("follows", unfollowed))
    return " ".join(
        f"Nothing {verb} {named(e.touchpoint for e in events)}." for verb, events in sides if events
    )


# ---------------------------------------------------------------------------------- the mend


def _mend(
    view: PlanView, unprepared: Sequence[Happening], unfollowed: Sequence[Happening]
) -> tuple[Fix | None, VerdictWord]:
    """Return the mend, and the verdict that it would leave."""
    new_ids = fresh_ids(view, PHASES)
    early = sorted(unprepared, key=lambda e: e.start)
    late = sorted(unfollowed, key=lambda e: -e.due)
    before, left_bare = _surround(early, lambda e: _prework(view, e, new_ids))
    after, left_alone = _surround(late, lambda e: _follow_up(view, e, new_ids))
    left = _verdict(left_bare, left_alone)
    if not before and not after:
        return None, left
    return Fix(text=_advice(before, after), edit=Add(touchpoints=(*before, *after))), left


def _surround(
    events: Iterable[Happening], build: Callable[[Happening], Touchpoint | None]
) -> tuple[list[Touchpoint], list[Happening]]:
    """Build one touchpoint for every group of events that share a topic, outermost first."""
    built: list[Touchpoint] = []
    left: list[Happening] = []
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


def _prework(view: PlanView, event: Happening, new_ids: Iterator[str]) -> Touchpoint | None:
    format_ = view.allowed("reading", "microlearning", "video_demo", "message")
    last = event.start - 1
    end = view.free.within(last - ROOM_AROUND_DAYS, last, near=last)
    if format_ is None or end is None:
        return None
    return new_touchpoint(
        view,
        next(new_ids),
        format_,
        end=end,
        days=SPAN_DAYS,
        title=f"Prepare for {quoted(event.touchpoint.title)}",
        modality="self_paced",
        purpose=view.order.first_admitted(("inform",), end - SPAN_DAYS + 1, event.topics),
        learner_minutes=PREWORK_MINUTES,
        topics=event.topics,
        why="People arrive with the basics, so that time together goes to using them.",
    )


def _follow_up(view: PlanView, event: Happening, new_ids: Iterator[str]) -> Touchpoint | None:
    format_ = view.allowed("on_the_job_assignment", "performance_task", "coaching")
    first, wish = event.due + 1, event.due + DAYS_IN_WEEK
    inside = view.free.within(first, view.last_day, near=wish)
    end = (
        view.free.within(first, first + 2 * ROOM_AROUND_DAYS, near=wish)
        if inside is None
        else inside
    )
    if format_ is None or end is None:
        return None
    days = min(SPAN_DAYS, end - event.due)
    return new_touchpoint(
        view,
        next(new_ids),
        format_,
        end=end,
        days=days,
        title=f"Use it at work after {quoted(event.touchpoint.title)}",
        modality="on_the_job",
        purpose=view.order.first_admitted(("apply", "reinforce"), end - days + 1, event.topics),
        learner_minutes=FOLLOW_UP_MINUTES,
        topics=event.topics,
        why="What is not tried at work within days of an event is soon gone.",
    )


def _advice(before: Sequence[Touchpoint], after: Sequence[Touchpoint]) -> str:
    parts = [
        *(f"{minutes(PREWORK_MINUTES)} of pre-work {when(t.last_day)}" for t in before),
        *(f"a short task at work {when(t.last_day)}" for t in after),
    ]
    return f"Add {listed(parts)}."
