"""Everything that must exist before a plan can run: what, for what, by whom, by when.

Days count from launch. Hours come from whoever described a deliverable; what surveys say of a whole
touchpoint stands beside them and is never added to them.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from blendnb.domain.base import Line, Many
from blendnb.domain.costs import ZERO, Range
from blendnb.domain.plan import HoursRange, Identifier, Plan
from blendnb.domain.sourced import Sourced
from blendnb.language import say

DaysBefore = Annotated[int, Field(ge=0, le=400)]


class ProductionRule(Sourced):
    """Who makes and checks what a format needs, and how many days before its first use."""

    id: Identifier
    formats: Many[Identifier] = ()
    """Formats that it is for; those that no other rule names where it names none."""
    maker: Line
    checker: Line
    making: DaysBefore
    """Days that making takes where nobody says how many hours."""
    draft: DaysBefore
    checked: DaysBefore
    ready: DaysBefore
    translation: DaysBefore = 0
    """Days more where it is translated."""
    arranged: Many[Line] = ()
    """What is booked or named rather than made."""

    @model_validator(mode="after")
    def _one_after_the_other(self) -> Self:
        if not self.draft >= self.checked >= self.ready:
            days = {"draft": self.draft, "checked": self.checked, "ready": self.ready}
            raise ValueError(say("values.days_before", **days))
        return self


@dataclass(frozen=True)
class BuildDays:
    """When something has to be where; days from launch."""

    begin: int
    draft: int
    checked: int
    ready: int
    first_use: int


@dataclass(frozen=True)
class BuildRow:
    """One thing that must exist."""

    touchpoint: str
    title: str
    """Of the touchpoint."""
    what: str
    count: int
    spec: str
    maker: str
    checker: str
    days: BuildDays
    hours: HoursRange | None = None
    """As whoever described it says; None where nobody does."""
    arranged: bool = False
    """It is booked or named rather than made."""
    translated: bool = False
    reused: str = ""
    """What is there already and stands in for it."""
    reused_whole: bool = False
    """Nothing of it is left to make."""

    @property
    def made(self) -> bool:
        """Whether somebody has to make it."""
        return not (self.arranged or self.reused_whole)


@dataclass(frozen=True)
class Load:
    """What one person makes in one week, or in all."""

    who: str
    week: int | None
    """Of the journey; None for all weeks together."""
    count: float
    hours: Range
    """By those who described the deliverables."""
    surveys: Range
    """By surveys, of the touchpoints that these things are for."""
    too_much: bool = False


@dataclass(frozen=True)
class BuildList:
    """Everything that must exist before a plan can run, in the order in which it is begun."""

    plan: Plan
    rows: tuple[BuildRow, ...]
    surveys: dict[str, Range]
    """Build hours of each touchpoint by the surveys of the cost model."""
    by_person: tuple[Load, ...]
    by_week: tuple[Load, ...]
    today: int | None = None
    """Day from launch that counts as today; without one nothing can be late."""

    @property
    def made(self) -> tuple[BuildRow, ...]:
        """What somebody has to make."""
        return tuple(row for row in self.rows if row.made)

    @property
    def late(self) -> tuple[BuildRow, ...]:
        """What should have been begun before today."""
        return tuple(row for row in self.rows if self.is_late(row))

    def is_late(self, row: BuildRow) -> bool:
        """Whether something should have been begun before today."""
        return self.today is not None and row.days.begin < self.today

    @property
    def hours(self) -> Range:
        """Sum over what somebody gave hours for, as a range whose middle is between its ends."""
        given = [row.hours for row in self.made if row.hours]
        low, high = sum(h.low for h in given), sum(h.high for h in given)
        return Range(low, (low + high) / 2, high)

    @property
    def survey_hours(self) -> Range:
        """Sum over all touchpoints, by surveys."""
        return Range.total(self.surveys.values()) if self.surveys else ZERO

    def to_data(self) -> dict[str, Any]:
        """Return the list as plain JSON values."""
        return {
            "rows": [self._row(row) for row in self.rows],
            "hours": self.hours.to_data(),
            "survey_hours": self.survey_hours.to_data(),
            "by_person": [_load(load) for load in self.by_person],
            "by_week": [_load(load) for load in self.by_week],
        }

    def _row(self, row: BuildRow) -> dict[str, Any]:
        hours = row.hours and {"low": row.hours.low, "high": row.hours.high}
        flat = {name: getattr(row, name) for name in _PLAIN}
        days = {name: getattr(row.days, name) for name in BuildDays.__dataclass_fields__}
        return {**flat, **days, "hours": hours, "late": self.is_late(row)}


_PLAIN = ("touchpoint", "title", "what", "count", "spec", "maker", "checker", "arranged",
          "translated", "reused", "reused_whole")  # fmt: skip


def _load(load: Load) -> dict[str, Any]:
    return {
        "who": load.who,
        "week": load.week,
        "hours": load.hours.to_data(),
        "survey_hours": load.surveys.to_data(),
        "too_much": load.too_much,
    }
