"""Fitting a blueprint's rows to a brief: topics, window, technology, sessions, groups, calendar."""

from collections.abc import Callable
from dataclasses import replace

from blendnb.designing.blueprints.draft import Draft
from blendnb.designing.compose.archetype_rows import named, title
from blendnb.designing.compose.context import LEAD_DAYS
from blendnb.designing.facts import facts_of, groups
from blendnb.designing.free_days import FreeDays
from blendnb.designing.recommend.rules import vetoed
from blendnb.designing.stand_ins import substitute
from blendnb.designing.teaching_order import Begun, rank
from blendnb.domain.catalogue import LearningFormat
from blendnb.domain.plan import Repeat, Touchpoint

LONG_SPAN_DAYS = 3
"""Spans longer than this stretch with the window."""


def topics_fitted(draft: Draft) -> Draft:
    """Put the client's topics in the places of the blueprint's."""
    theirs, ours = draft.original.brief.topic_names, draft.plan.brief.topic_names
    if not ours or not theirs or ours == theirs:
        return draft
    slots = {topic: _topics_at(index, len(theirs), ours) for index, topic in enumerate(theirs)}
    blueprint = draft.catalogue.blueprints[str(draft.plan.blueprint)]
    names = {row.id: row.adapted_title for row in blueprint.rows}
    return draft.with_touchpoints(
        _about_ours(t, slots, names.get(t.id)) for t in draft.plan.touchpoints
    ).changed("topics", topics=named(ours))


def _topics_at(index: int, count: int, ours: tuple[str, ...]) -> tuple[str, ...]:
    """The client's topics for one of the blueprint's places: a run of them, at least one."""
    first, last = index * len(ours) // count, (index + 1) * len(ours) // count
    return ours[first : max(last, first + 1)]


def _about_ours(
    touchpoint: Touchpoint, slots: dict[str, tuple[str, ...]], name: str | None
) -> Touchpoint:
    def ours(topics: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new for old in topics for new in slots.get(old, ())))

    topics = ours(touchpoint.topics)
    repeat = touchpoint.repeat
    if repeat is not None and repeat.topics is not None:
        repeat = repeat.replace(topics=tuple(ours(some) for some in repeat.topics))
    retitled = title(name, topics=topics) if name else touchpoint.title
    return touchpoint.replace(topics=topics, repeat=repeat, title=retitled)


def stretched(draft: Draft) -> Draft:
    """Stretch or shrink the days to the brief's window; what lies before launch stays."""
    weeks, old_weeks = draft.plan.weeks, draft.original.weeks
    if weeks == old_weeks:
        return draft
    last, factor = weeks * 7 - 1, weeks / old_weeks

    def day(old: int) -> int:
        new = 7 * int(old // 7 * factor) + old % 7 if factor >= 1 else int(old * factor)
        return old if old < 0 else min(new, last)

    return draft.with_touchpoints(
        _stretched(t, day, factor) for t in draft.plan.touchpoints
    ).changed("weeks", old=old_weeks, new=weeks)


def _stretched(touchpoint: Touchpoint, day: Callable[[int], int], factor: float) -> Touchpoint:
    days = touchpoint.days
    if days is not None and days > LONG_SPAN_DAYS:
        days = max(1, round(days * factor))
    return _on_days(
        touchpoint.replace(days=days), [day(o.start_day) for o in touchpoint.occurrences]
    )


def _on_days(touchpoint: Touchpoint, starts: list[int]) -> Touchpoint:
    """Move the occurrences to new first days; those that fall on one day become one."""
    topics: dict[int, tuple[str, ...]] = {}
    for start, occurrence in sorted(zip(starts, touchpoint.occurrences, strict=True), key=_start):
        topics[start] = tuple(dict.fromkeys((*topics.get(start, ()), *occurrence.topics)))
    own = touchpoint.repeat is not None and touchpoint.repeat.topics is not None
    repeat = Repeat.on(topics, topics.values() if own else None)
    return touchpoint.replace(start_day=min(topics), repeat=repeat)


def _start(item: tuple[int, object]) -> int:
    return item[0]


def flipped_fitted(draft: Draft) -> Draft:
    """Give up flipped design where the brief leaves no time for pre-work."""
    vetoes = vetoed(facts_of(draft.plan.brief), draft.catalogue).get("flipped")
    if not vetoes or not draft.plan.flipped:
        return draft
    unflipped = replace(draft, plan=draft.plan.replace(flipped=False))
    return unflipped.changed("unflipped", reason=vetoes[0].sentence)


def formats_fitted(draft: Draft) -> Draft:
    """Replace every format that the brief excludes by one that serves the same purpose."""
    closed = vetoed(facts_of(draft.plan.brief), draft.catalogue)
    kept: list[Touchpoint] = []
    for touchpoint in draft.plan.touchpoints:
        if touchpoint.format not in closed:
            kept.append(touchpoint)
            continue
        other = substitute(touchpoint, draft.catalogue, closed)
        old = draft.catalogue.formats[touchpoint.format]
        kept.append(_in_format(touchpoint, old, other))
        draft = draft.changed(
            "format",
            title=touchpoint.title,
            new=other.name.lower(),
            old=old.name.lower(),
            reason=closed[touchpoint.format][0].sentence,
        )
    return draft.with_touchpoints(kept)


def _in_format(touchpoint: Touchpoint, old: LearningFormat, other: LearningFormat) -> Touchpoint:
    live = other.modality == "live"
    return touchpoint.replace(
        format=other.id,
        modality=other.modality,
        delivery=(other.delivery or "virtual") if live else None,
        anchor=touchpoint.anchor and live,
        days=1 if live else touchpoint.days,
        roles=_roles(touchpoint, old, other),
        facilitation_minutes=touchpoint.learner_minutes if live else 0.0,
    )


def _roles(touchpoint: Touchpoint, old: LearningFormat, other: LearningFormat) -> tuple[str, ...]:
    """A manager's part goes to a mentor where the new format is not the manager's."""
    if old.with_manager and not other.with_manager:
        return tuple("mentor" if role == "manager" else role for role in touchpoint.roles)
    return touchpoint.roles


def sessions_fitted(draft: Draft) -> Draft:
    """Shorten live sessions to what people can attend."""
    longest = float(draft.full.work.longest_session_minutes or 0)
    too_long = tuple(t for t in draft.plan.touchpoints if t.live and t.learner_minutes > longest)
    if not too_long:
        return draft

    def cut(touchpoint: Touchpoint) -> Touchpoint:
        led = min(touchpoint.facilitation_minutes, longest)
        return touchpoint.replace(learner_minutes=longest, facilitation_minutes=led)

    return draft.with_touchpoints(
        cut(t) if t in too_long else t for t in draft.plan.touchpoints
    ).changed("sessions", minutes=f"{longest:g}", titles=named(tuple(t.title for t in too_long)))


def groups_fitted(draft: Draft) -> Draft:
    """Size every live session to groups."""
    audience = draft.full.audience
    languages = len(audience.languages or ("en",))

    def sized(touchpoint: Touchpoint) -> Touchpoint:
        most = draft.catalogue.formats[touchpoint.format].group_max
        if not touchpoint.live or most is None:
            return touchpoint
        return touchpoint.replace(groups=groups(audience.size or 1, most, languages))

    return draft.with_touchpoints(map(sized, draft.plan.touchpoints))


def on_free_days(draft: Draft) -> Draft:
    """Move live sessions and deadlines off blackout days and weekends, in the teaching order."""
    plan = draft.plan
    if plan.start is None:
        return draft
    free = FreeDays(-LEAD_DAYS, plan.last_day, plan.start, plan.brief.schedule.blackout)
    begun = Begun()
    moved = {
        t.id: t if t.stays_open else _moved(t, free, begun)
        for t in sorted(plan.touchpoints, key=lambda t: (rank(t.purpose), t.start_day))
    }
    changed = tuple(t.title for t in plan.touchpoints if moved[t.id].start_day != t.start_day)
    draft = replace(
        draft, plan=plan.replace(touchpoints=tuple(moved[t.id] for t in plan.touchpoints))
    )
    if not changed:
        return draft
    return draft.changed("moved", titles=named(changed))


def _moved(touchpoint: Touchpoint, free: FreeDays, begun: Begun) -> Touchpoint:
    """Move a row's deadlines to free days, its length cut where the order asks for it."""
    length = max(touchpoint.days or 1, 1)
    ends = []
    for occurrence in touchpoint.occurrences:
        floor = begun.floor(touchpoint.purpose, occurrence.topics)
        wanted = occurrence.start_day + length - 1
        end = free.on_or_after(wanted if floor is None else max(wanted, floor))
        assert end is not None, "a window without a free day is refused before adapting"  # noqa: S101
        ends.append(end)
        length = length if floor is None else min(length, end - floor + 1)
    starts = [end - length + 1 for end in ends]
    for start, occurrence in zip(starts, touchpoint.occurrences, strict=True):
        begun.note(touchpoint.purpose, occurrence.topics, start)
    days = length if touchpoint.days else touchpoint.days
    return _on_days(touchpoint.replace(days=days), starts)
