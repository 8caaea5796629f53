"""The teaching order: each purpose of a topic begins no earlier than the purposes before it.

A topic is met, shown, practised, applied and brought back in this order (`TEACHING_ORDER`); the
other purposes (launch, assess, support, close) are bound by nothing. Whatever places touchpoints
notes here when a purpose of a topic begins, and asks here from when on the next one may.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from blendnb.domain.plan import Occurrence
from blendnb.domain.vocabulary import TEACHING_ORDER

UNBOUND = "support"
"""A purpose that no teaching order binds, for what fits nowhere in it."""


def rank(purpose: str, *, unbound: int = -1) -> int:
    """Return how late a purpose comes in the teaching order; `unbound` for one beside it."""
    return TEACHING_ORDER.index(purpose) if purpose in TEACHING_ORDER else unbound


class TooEarly(NamedTuple):
    """A purpose of a topic that begins before one that has to come first."""

    topic: str
    purpose: str
    day: int
    before: str


@dataclass
class Begun:
    """First day on which each purpose of each topic begins."""

    days: dict[tuple[str, str], int] = field(default_factory=dict)
    """By topic and purpose; of purposes in the teaching order only."""

    @classmethod
    def of(cls, occurrences: Iterable[Occurrence]) -> Self:
        """Return when the purposes begin in these occurrences."""
        begun = cls()
        for occurrence in occurrences:
            begun.note(occurrence.touchpoint.purpose, occurrence.topics, occurrence.start_day)
        return begun

    def note(self, purpose: str, topics: Iterable[str], day: int) -> None:
        """Remember a beginning."""
        if purpose in TEACHING_ORDER:
            for topic in topics:
                self.days[topic, purpose] = min(day, self.days.get((topic, purpose), day))

    def floor(self, purpose: str, topics: Iterable[str]) -> int | None:
        """Return the earliest day on which a purpose may begin for topics; None if it is free."""
        earlier = TEACHING_ORDER[: max(rank(purpose), 0)]
        days = [self.days[t, p] for t in topics for p in earlier if (t, p) in self.days]
        return max(days, default=None)

    def window(self, purpose: str, topic: str, last_day: int) -> tuple[int, int]:
        """Return the first and last day on which a purpose may begin for a topic.

        Empty (the first after the last) where the topic's order is broken already.
        """
        own = self.days.get((topic, purpose))
        if own is not None:
            return own, max(own, last_day)
        earlier = (self.days.get((topic, p), 0) for p in TEACHING_ORDER[: rank(purpose)])
        later = (self.days.get((topic, p), last_day) for p in TEACHING_ORDER[rank(purpose) + 1 :])
        return max(earlier, default=0), min(later, default=last_day)

    def admits(self, purpose: str, day: int, topics: Iterable[str]) -> bool:
        """Whether a purpose may begin on a day for these topics without breaking the order."""
        return purpose not in TEACHING_ORDER or all(
            self._admits(purpose, day, topic) for topic in topics
        )

    def _admits(self, purpose: str, day: int, topic: str) -> bool:
        own = self.days.get((topic, purpose))
        if own is not None and own <= day:
            return True
        floor = self.floor(purpose, (topic,))
        later = (self.days.get((topic, p), day) for p in TEACHING_ORDER[rank(purpose) + 1 :])
        return (day if floor is None else floor) <= day <= min(later, default=day)

    def first_admitted(self, purposes: Iterable[str], day: int, topics: Iterable[str]) -> str:
        """Return the first of the purposes that may begin on the day, else one without order."""
        about = tuple(topics)
        return next((p for p in purposes if self.admits(p, day, about)), UNBOUND)

    def in_order(self, topics: Iterable[str]) -> bool:
        """Whether each purpose of these topics begins no earlier than those before it."""
        rows = ([day for _, day in self._of_topic(topic)] for topic in topics)
        return all(days == sorted(days) for days in rows)

    def too_early(self) -> Iterator[TooEarly]:
        """Give each purpose of a topic that begins before one that has to come first."""
        for topic in dict.fromkeys(topic for topic, _ in self.days):
            latest, first = "", None
            for purpose, day in self._of_topic(topic):
                if first is not None and day < first:
                    yield TooEarly(topic, purpose, day, latest)
                else:
                    latest, first = purpose, day

    def reversed_pairs(self) -> Iterator[tuple[str, str, str]]:
        """Give each topic with two purposes of which the later begins before the earlier."""
        for (topic, purpose), day in self.days.items():
            for earlier in TEACHING_ORDER[: rank(purpose)]:
                if day < self.days.get((topic, earlier), day):
                    yield topic, purpose, earlier

    def _of_topic(self, topic: str) -> Iterator[tuple[str, int]]:
        """The purposes of a topic that have begun, in the teaching order, each with its day."""
        return ((p, self.days[topic, p]) for p in TEACHING_ORDER if (topic, p) in self.days)
