"""Fitting a blueprint's rows to a brief: topics, window, technology, sessions, groups, calendar."""

from collections.abc import Callable
from dataclasses import replace

from blendnb.designing.blueprints.draft import Draft
from blendnb.designing.calendar import FreeDays
from blendnb.designing.compose.context import LEAD_DAYS
from blendnb.designing.compose.places import Floors
from blendnb.designing.compose.texts import listed, title
from blendnb.designing.facts import facts_of, groups
from blendnb.designing.scoring import vetoed
from blendnb.domain.catalogue import Catalogue, LearningFormat
from blendnb.domain.plan import Repeat, Touchpoint
from blendnb.domain.vocabulary import TEACHING_ORDER

LONG_SPAN_DAYS = 3
"""Spans longer than this stretch with the window."""


def topics_fitted(draft: Draft) -> Draft:
    """Put the client's topics in the places of the blueprint's."""
    theirs, ours = draft.original.brief.topics, draft.plan.brief.topics
    if not ours or not theirs or ours == theirs:
        return draft
    places = {topic: _topics_at(place, len(theirs), ours) for place, topic in enumerate(theirs)}
    blueprint = draft.catalogue.blueprints[str(draft.plan.blueprint)]
    names = {row.id: row.adapted_title for row in blueprint.rows}
    return draft.with_touchpoints(
        _retold(t, places, names.get(t.id)) for t in draft.plan.touchpoints
    ).saying(f"Your topics ({listed(ours)}) stand in the places of the blueprint's.")


def _topics_at(place: int, places: int, ours: tuple[str, ...]) -> tuple[str, ...]:
    """The client's topics for one of the blueprint's places: a run of them, at least one."""
    first, last = place * len(ours) // places, (place + 1) * len(ours) // places
    return ours[first : max(last, first + 1)]


def _retold(
    touchpoint: Touchpoint, places: dict[str, tuple[str, ...]], name: str | None
) -> Touchpoint:
    def ours(topics: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new for old in topics for new in places.get(old, ())))

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
    ).saying(f"Days moved from {old_weeks} to {weeks} weeks; anchors and order are kept.")


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
    first = min(topics)
    repeat = touchpoint.repeat and touchpoint.repeat.replace(
        days=tuple(start - first for start in topics),
        topics=None if touchpoint.repeat.topics is None else tuple(topics.values()),
    )
    return touchpoint.replace(start_day=first, repeat=_unless_single(repeat))


def _start(item: tuple[int, object]) -> int:
    return item[0]


def _unless_single(repeat: Repeat | None) -> Repeat | None:
    return None if repeat is None or len(repeat.days) == 1 else repeat


def flipped_fitted(draft: Draft) -> Draft:
    """Give up flipped design where the brief leaves no time for pre-work."""
    vetoes = vetoed(facts_of(draft.plan.brief), draft.catalogue).get("flipped")
    if not vetoes or not draft.plan.flipped:
        return draft
    unflipped = replace(draft, plan=draft.plan.replace(flipped=False))
    return unflipped.saying(f"No longer flipped design. {vetoes[0].sentence}")


def formats_fitted(draft: Draft) -> Draft:
    """Replace every format that the brief excludes by one that serves the same purpose."""
    closed = vetoed(facts_of(draft.plan.brief), draft.catalogue)
    kept: list[Touchpoint] = []
    for touchpoint in draft.plan.touchpoints:
        if touchpoint.format not in closed:
            kept.append(touchpoint)
            continue
        other = _substitute(touchpoint, set(closed), draft.catalogue)
        kept.append(_in_format(touchpoint, other))
        old = draft.catalogue.formats[touchpoint.format].name
        draft = draft.saying(
            f"{touchpoint.title}: {other.name.lower()} instead of {old.lower()}. "
            f"{closed[touchpoint.format][0].sentence}"
        )
    return draft.with_touchpoints(kept)


def _substitute(touchpoint: Touchpoint, closed: set[str], catalogue: Catalogue) -> LearningFormat:
    """The open format that serves the purpose best, of the same modality where there is one."""
    open_ = [f for f in catalogue.formats.values() if f.id not in closed]

    def distance(candidate: LearningFormat) -> tuple[bool, bool, int]:
        serves = touchpoint.purpose in candidate.purposes
        place = candidate.purposes.index(touchpoint.purpose) if serves else len(candidate.purposes)
        return not serves, candidate.modality != touchpoint.modality, place

    return min(open_, key=distance)


def _in_format(touchpoint: Touchpoint, other: LearningFormat) -> Touchpoint:
    live = other.modality == "live"
    return touchpoint.replace(
        format=other.id,
        modality=other.modality,
        delivery=(other.delivery or "virtual") if live else None,
        anchor=touchpoint.anchor and live,
        days=1 if live else touchpoint.days,
        roles=_roles(touchpoint, other),
        facilitation_minutes=touchpoint.learner_minutes if live else 0.0,
    )


def _roles(touchpoint: Touchpoint, other: LearningFormat) -> tuple[str, ...]:
    """A manager's part goes to a mentor where the new format is not the manager's."""
    if touchpoint.format == "manager_check_in" and other.id != "manager_check_in":
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
    ).saying(
        f"Live sessions cut to {longest:g} minutes, the longest that people can attend: "
        f"{listed(tuple(t.title for t in too_long))}."
    )


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
    floors = Floors()
    moved = {
        t.id: t if t.standing else _moved(t, free, floors)
        for t in sorted(plan.touchpoints, key=_teaching_place)
    }
    changed = tuple(t.title for t in plan.touchpoints if moved[t.id].start_day != t.start_day)
    draft = replace(
        draft, plan=plan.replace(touchpoints=tuple(moved[t.id] for t in plan.touchpoints))
    )
    if not changed:
        return draft
    return draft.saying(f"Moved to working days outside the blackout: {listed(changed)}.")


def _teaching_place(touchpoint: Touchpoint) -> tuple[int, int]:
    known = touchpoint.purpose in TEACHING_ORDER
    return (TEACHING_ORDER.index(touchpoint.purpose) if known else -1, touchpoint.start_day)


def _moved(touchpoint: Touchpoint, free: FreeDays, floors: Floors) -> Touchpoint:
    """Move a row's deadlines to free days, its length cut where the order asks for it."""
    length = max(touchpoint.days or 1, 1)
    ends = []
    for occurrence in touchpoint.occurrences:
        floor = floors.below(touchpoint.purpose, occurrence.topics)
        wanted = occurrence.start_day + length - 1
        end = free.on_or_after(wanted if floor is None else max(wanted, floor))
        assert end is not None, "a window without a free day is refused before adapting"  # noqa: S101
        ends.append(end)
        length = length if floor is None else min(length, end - floor + 1)
    starts = [end - length + 1 for end in ends]
    for start, occurrence in zip(starts, touchpoint.occurrences, strict=True):
        floors.note(touchpoint.purpose, occurrence.topics, start)
    days = length if touchpoint.days else touchpoint.days
    return _on_days(touchpoint.replace(days=days), starts)
