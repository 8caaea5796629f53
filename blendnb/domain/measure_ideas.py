"""What can be measured in each subject, and what of it is proposed for a plan.

An entry never has a baseline or an aim: those are the client's, agreed before the start. Short
because it is one kind of entry and what is chosen of it.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from blendnb.domain.base import Line, Many
from blendnb.domain.plan import Identifier, Measure, Plan
from blendnb.domain.sourced import Sourced
from blendnb.domain.vocabulary import MeasureKind, Subject

Pace = Literal["fast", "medium", "slow"]
"""How fast it can move: within weeks, in one to three months, in a quarter or more."""


class MeasureIdea(Sourced):
    """Something that can be measured, with where it stands and what goes wrong with it."""

    id: Identifier
    subjects: Many[Subject] = ()
    """Subjects that it is for; any where none is named."""
    kind: MeasureKind
    text: Line
    unit: Line
    record: Line
    """The record or instrument that has it."""
    held_by: Line
    """Who has that record."""
    rhythm: Line
    pace: Pace
    trap: Line
    """What makes the figure say something else."""
    cues: Many[Line] = ()
    """Beginnings of words in gap, moments and objective that speak for it."""
    least_people: Annotated[int, Field(ge=1)] | None = None
    """With fewer people somebody could be recognised, so it is not proposed."""


@dataclass(frozen=True)
class ProposedMeasure:
    """An idea that fits this plan, and from when on it can be read."""

    idea: MeasureIdea
    words: tuple[str, ...]
    """The client's own that speak for it."""
    first_day: int
    """Day from launch on which a change could first be seen."""

    @property
    def measure(self) -> Measure:
        """The measure as a plan holds it: without a baseline and an aim, which the client has."""
        return Measure(
            id=self.idea.id, text=self.idea.text, kind=self.idea.kind, when_day=self.first_day
        )

    def to_data(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {**_data(self.idea), "words": list(self.words), "first_day": self.first_day}


@dataclass(frozen=True)
class MeasuresToTake:
    """What could show that a plan works: a few that are proposed, and the others of its subject."""

    plan: Plan
    proposed: tuple[ProposedMeasure, ...]
    others: tuple[MeasureIdea, ...]

    @property
    def later(self) -> tuple[ProposedMeasure, ...]:
        """Those that can be read only after the journey's last day."""
        return tuple(each for each in self.proposed if each.first_day > self.plan.last_day)

    def to_data(self) -> dict[str, Any]:
        """Return them as plain JSON values."""
        return {
            "subject": self.plan.brief.outcome.subject,
            "proposed": [each.to_data() for each in self.proposed],
            "others": [_data(idea) for idea in self.others],
        }


def _data(idea: MeasureIdea) -> dict[str, Any]:
    return idea.model_dump(mode="json", exclude={"subjects", "cues", "least_people"})
