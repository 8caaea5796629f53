"""How people can meet: online, in a room, or not at all.

Short, because it is one question; composing, adapting, the choice of formats and the audit ask it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from blendnb.domain.learning_format import LearningFormat
from blendnb.domain.vocabulary import Delivery


@dataclass(frozen=True, slots=True)
class WaysToMeet:
    """What a brief says of rooms, real and virtual, and of how far people are from each other."""

    online: bool
    rooms: bool
    at_one_site: bool
    distributed: bool
    may_travel: bool

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Self:
        """Return what the facts of a brief say; what they leave open counts as no."""
        available = facts.get("technology.available") or ()
        location = facts.get("audience.location")
        return cls(
            online="virtual_classroom" in available,
            rooms="classroom" in available,
            at_one_site=location == "one_site",
            distributed=location == "distributed",
            may_travel=bool(facts.get("audience.travel")),
        )

    @property
    def only_rooms(self) -> bool:
        """Whether there is no way to meet but in a room."""
        return self.rooms and not self.online

    @property
    def shortest(self) -> Delivery | None:
        """The way that takes the least: online, else in a room within reach, else none."""
        if self.online:
            return "virtual"
        in_reach = not self.distributed or self.may_travel
        return "in_person" if in_reach and self.rooms else None

    def gather(self, size: int, most: float) -> bool:
        """Whether live sessions happen in a room rather than online.

        Where there is nothing but rooms; and where people can walk or travel into one and are few
        enough.
        """
        near = self.at_one_site or self.may_travel
        return self.only_rooms or (self.rooms and near and size <= most)

    def delivery_of(self, learning_format: LearningFormat, *, gathered: bool) -> Delivery:
        """Return how people meet in a live format."""
        if learning_format.delivery == "virtual" and self.only_rooms:
            return "in_person"
        if learning_format.delivery is not None:
            return learning_format.delivery
        return "virtual" if self.online and not gathered else "in_person"
