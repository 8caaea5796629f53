"""What the parts of a brief say of each other: names that lead nowhere, circles, sums too large.

Each part is checked by its own type. Here are the sentences for what only shows when two parts are
held side by side, each at the key where somebody would put it right.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pydantic_core import InitErrorDetails, PydanticCustomError

from blendnb.language import listed, say

if TYPE_CHECKING:
    from blendnb.domain.brief import Brief

CONTRADICTION = "contradiction"
"""Type of these errors, whose context holds the sentence and the names that are known."""
Place = tuple[str | int, ...]


def contradicts(place: Place, value: Any, text: str, known: Iterable[str] = ()) -> InitErrorDetails:
    """Return an error that pydantic shows at a place of what it checks.

    Parameters
    ----------
    place
        Keys and numbers from the value that is checked.
    value
        What stands there.
    text
        What is wrong with it and what is allowed.
    known
        Names of which one was probably meant.
    """
    context = {"text": text, "known": tuple(known)}
    return InitErrorDetails(
        type=PydanticCustomError(CONTRADICTION, "{text}", context), loc=place, input=value
    )


def contradictions(brief: "Brief", *, supposed: bool = False) -> list[InitErrorDetails]:
    """Return everything in a brief that disagrees with something else in it.

    Parameters
    ----------
    brief
        A brief whose parts are each valid.
    supposed
        Whether somebody asks "what if" about it, with other people or weeks than were stated: then
        parts need not fit into the whole.
    """
    errors = [*_unknown_topics(brief), *_unknown_groups(brief), *_circles(brief), *_twice(brief)]
    if not supposed:
        errors += [*_too_many(brief), *_too_late(brief)]
    return errors


# ------------------------------------------------------------------------------------- names


def _unknown_topics(brief: "Brief") -> Iterator[InitErrorDetails]:
    # A brief without topics has one, its title.
    known = brief.topic_names or (brief.title,)
    for place, topic in _named_topics(brief):
        if topic not in known:
            yield contradicts(place, topic, _no_topic(known), known)


def _named_topics(brief: "Brief") -> Iterator[tuple[Place, str]]:
    for number, topic in enumerate(brief.topics):
        yield from _numbered(("topics", number, "after"), topic.after)
    for number, mark in enumerate(brief.map):
        yield ("map", number, "topic"), mark.topic
    for number, group in enumerate(brief.audience.groups):
        yield from _numbered(("audience", "groups", number, "topics"), group.topics)
    for number, existing in enumerate(brief.content.existing):
        yield from _numbered(("content", "existing", number, "topics"), existing.topics)


def _numbered(place: Place, names: Iterable[str]) -> Iterator[tuple[Place, str]]:
    return (((*place, number), name) for number, name in enumerate(names))


def _no_topic(known: Iterable[str]) -> str:
    return say("values.no_topic", known=_quoted(known))


def _unknown_groups(brief: "Brief") -> Iterator[InitErrorDetails]:
    """Yield audiences of topics that are no group, where any group is stated."""
    known = tuple(group.name for group in brief.audience.groups)
    for number, topic in enumerate(brief.topics):
        for place, name in _numbered(("topics", number, "audiences"), topic.audiences):
            if known and name not in known:
                text = say("values.no_group", known=_quoted(known))
                yield contradicts(place, name, text, known)


def _quoted(names: Iterable[str]) -> str:
    return listed([repr(name) for name in names])


def _twice(brief: "Brief") -> Iterator[InitErrorDetails]:
    seen: set[tuple[str, str]] = set()
    for number, mark in enumerate(brief.map):
        cell = (mark.topic, mark.stage)
        if cell in seen:
            text = say("values.marked_twice", topic=repr(mark.topic), stage=mark.stage)
            yield contradicts(("map", number), None, text)
        seen.add(cell)


# ------------------------------------------------------------------------------------- order


def in_order(after: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return names in their order, but each after those that it comes after.

    Parameters
    ----------
    after
        By name, in the order that is kept where nothing speaks against it: what comes before it.
        Of a circle, whatever stands first is taken first.

    Examples
    --------
    >>> in_order({"Set-up": ["Types"], "Alarms": [], "Types": []})
    ('Types', 'Set-up', 'Alarms')
    """
    ordered: dict[str, None] = {}

    def take(name: str, waiting: tuple[str, ...]) -> None:
        if name in ordered or name in waiting:
            return
        for earlier in after.get(name, ()):
            if earlier in after:
                take(earlier, (*waiting, name))
        ordered[name] = None

    for name in after:
        take(name, ())
    return tuple(ordered)


def _circles(brief: "Brief") -> Iterator[InitErrorDetails]:
    after = {topic.name: topic.after for topic in brief.topics}
    reported: set[str] = set()
    for number, topic in enumerate(brief.topics):
        circle = _way_back(topic.name, after)
        if circle and reported.isdisjoint(circle):
            reported.update(circle)
            text = say("values.circle", topics=" → ".join(map(repr, (*circle, topic.name))))
            yield contradicts(("topics", number, "after"), None, text)


def _way_back(name: str, after: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the topics on the shortest way from a topic back to itself, if there is one."""
    ways: list[tuple[str, ...]] = [(name,)]
    seen: set[str] = set()
    for way in ways:
        for earlier in after.get(way[-1], ()):
            if earlier == name:
                return way
            if earlier not in seen:
                seen.add(earlier)
                ways.append((*way, earlier))
    return ()


# ---------------------------------------------------------------------------- people and weeks


def _too_many(brief: "Brief") -> Iterator[InitErrorDetails]:
    size = brief.audience.size
    if size is None:
        return
    groups = brief.audience.groups
    for number, group in enumerate(groups):
        if group.size and group.size > size:
            text = say("values.group_too_large", size=size)
            yield contradicts(("audience", "groups", number, "size"), group.size, text)
    together = sum(group.size or 0 for group in groups)
    if together > size and all((group.size or 0) <= size for group in groups):
        text = say("values.groups_too_large", together=together, size=size)
        yield contradicts(("audience", "groups"), None, text)


def _too_late(brief: "Brief") -> Iterator[InitErrorDetails]:
    weeks = brief.schedule.weeks
    if weeks is None:
        return
    text = say("values.after_the_window", count=weeks)
    ready = brief.schedule.ready_by
    if ready and ready > weeks:
        yield contradicts(("schedule", "ready_by"), ready, text)
    for number, topic in enumerate(brief.topics):
        if topic.ready_by and topic.ready_by > weeks:
            yield contradicts(("topics", number, "ready_by"), topic.ready_by, text)
