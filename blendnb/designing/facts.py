"""Facts: what rules and vetoes look at, stated and derived.

A stated fact is a design variable that the brief answers, under its key path (`audience.size`). A
derived fact is arithmetic on stated ones (`support.load`: groups that each facilitator must run).
It is unknown as long as something it needs is unknown, so a question that nobody answered never
argues through the back door. Short because a fact is a line in a table; rules and the brief share
it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from blendnb.designing.ways_to_meet import WaysToMeet
from blendnb.domain.brief import MIX, Brief
from blendnb.domain.vocabulary import CONTENT_KINDS

CLASS_SIZE, ROOM_SIZE = 16, 20
"""People in one class online and in a room: the groups in which a facilitator's load is counted."""
MOST_IN_ROOMS = 100
"""Most people who are gathered in rooms where they could meet online."""


def class_size(stated: Mapping[str, Any]) -> int:
    """Return how many people make a class, in a room or online, by what is stated of meeting."""
    ways = WaysToMeet.of(stated)
    in_rooms = ways.gather(stated.get("audience.size") or 0, MOST_IN_ROOMS)
    return ROOM_SIZE if in_rooms else CLASS_SIZE


def groups(size: int, group_max: int, languages: int = 1) -> int:
    """Return how many groups run side by side: per language, the people rounded up to whole groups.

    Parameters
    ----------
    size
        Learners.
    group_max
        Most people in one group.
    languages
        Languages that the live parts are held in, with learners spread evenly.

    Examples
    --------
    >>> groups(400, 16), groups(400, 16, languages=3)
    (25, 27)
    """
    return languages * -(-size // (languages * group_max))


@dataclass(frozen=True, slots=True)
class Derived:
    """How a fact follows from stated ones, and from which."""

    inputs: tuple[str, ...]
    value: Callable[..., Any]
    """Takes the inputs in order; gives None while the fact is unknown."""
    any_input: bool = False
    """Known inputs alone may settle it; otherwise every input must be known."""
    sees_all: bool = False
    """Whether its value takes everything that is stated, after the inputs that settle it."""


def _away(setting: str | None, mobile_only: bool | None) -> bool | None:  # noqa: FBT001
    if setting == "field" or mobile_only:
        return True
    return None if setting is None or mobile_only is None else False


def _share(index: int) -> Callable[..., float | None]:
    def share(*weights: float | None) -> float | None:
        total = sum(weight or 0.0 for weight in weights)
        return (weights[index] or 0.0) / total if total > 0 else None

    return share


def _load(size: int, facilitators: int, stated: Mapping[str, Any]) -> float:
    languages = len(stated.get("audience.languages") or ("en",))
    return groups(size, class_size(stated), languages) / max(facilitators, 1)


DERIVED: dict[str, Derived] = {
    **{
        f"content.share.{kind}": Derived(MIX, _share(index), any_input=True)
        for index, kind in enumerate(CONTENT_KINDS)
    },
    "content.fill": Derived(
        ("content.hours", "audience.minutes_per_week", "schedule.weeks"),
        lambda hours, minutes, weeks: hours * 60 / (minutes * weeks),
    ),
    "support.load": Derived(
        ("audience.size", "support.facilitators"),
        _load,
        sees_all=True,
    ),
    "work.away_from_desk": Derived(("work.setting", "work.mobile_only"), _away, any_input=True),
    "moments.count": Derived(("moments",), len),
    "languages.count": Derived(("audience.languages",), len),
}
"""Every derived fact by name."""


def derive(name: str, stated: Mapping[str, Any]) -> Any:
    """Return one derived fact, or None while it is unknown."""
    fact = DERIVED[name]
    inputs = [stated.get(path) for path in fact.inputs]
    if None in inputs and not (fact.any_input and any(x is not None for x in inputs)):
        return None
    return fact.value(*inputs, stated) if fact.sees_all else fact.value(*inputs)


def with_derived(stated: Mapping[str, Any]) -> dict[str, Any]:
    """Return the stated facts together with every derived fact that they settle."""
    facts = dict(stated)
    for name in DERIVED:
        value = derive(name, stated)
        if value is not None:
            facts[name] = value
    return facts


def facts_of(brief: Brief) -> dict[str, Any]:
    """Return the facts that a brief settles; of a resolved brief, assumed values count too."""
    return with_derived(brief.stated)


def inputs_of(fact: str) -> tuple[str, ...]:
    """Return the key paths of the brief behind a fact: its inputs, or itself where it is stated."""
    return DERIVED[fact].inputs if fact in DERIVED else (fact,)
