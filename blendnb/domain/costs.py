"""What a blend costs, as values: ranges in hours, and money only where somebody set a price.

Surveys of how long learning takes to build differ two to five times, so no figure here stands
alone. A `Range` holds a low, a usual and a high end, and whatever is computed from ranges is a
range again. Hours are always there. Money appears only from prices that the user has set; what has
no price stays in hours and is named.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import Field, model_validator

from blendnb.domain.base import Line, Value
from blendnb.language import say

PriceId = Literal[
    "price_build_hour",
    "price_purchases",
    "price_facilitator_hour",
    "price_room",
    "price_travel",
    "price_licence",
    "wage_learner_hour",
    "wage_manager_hour",
]
PRICES: tuple[PriceId, ...] = get_args(PriceId)
"""The prices that the model can use. None has a value until somebody sets it."""

NOT_NEGATIVE = Field(ge=0, le=1e12)


@dataclass(frozen=True, slots=True)
class Range:
    """A figure with its low, usual and high end; all arithmetic is on figures from 0 up."""

    low: float
    default: float
    high: float

    @classmethod
    def exactly(cls, value: float) -> "Range":
        """Return a figure that is certain."""
        return cls(value, value, value)

    @classmethod
    def total(cls, ranges: Iterable["Range"]) -> "Range":
        """Return the sum, with all low ends, all usual figures and all high ends together."""
        terms = list(ranges)
        return cls(
            sum(r.low for r in terms), sum(r.default for r in terms), sum(r.high for r in terms)
        )

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.default + other.default, self.high + other.high)

    def __mul__(self, other: "Range | float") -> "Range":
        by = other if isinstance(other, Range) else Range.exactly(other)
        return Range(self.low * by.low, self.default * by.default, self.high * by.high)

    def __truediv__(self, by: float) -> "Range":
        return Range(self.low / by, self.default / by, self.high / by)

    @property
    def certain(self) -> bool:
        """Whether both ends are the same."""
        return self.low == self.high

    def to_data(self) -> dict[str, float]:
        """Return the range as plain JSON values, without the noise of the last digits."""
        return {
            "low": round(self.low, 6), "default": round(self.default, 6),
            "high": round(self.high, 6),
        }  # fmt: skip


ZERO = Range(0.0, 0.0, 0.0)


class Price(Value):
    """What one of the user's own prices is: a range in a currency, with where it comes from."""

    id: PriceId
    low: Annotated[float, NOT_NEGATIVE]
    default: Annotated[float, NOT_NEGATIVE]
    high: Annotated[float, NOT_NEGATIVE]
    currency: Annotated[Line, Field(max_length=20)]
    year: int | None = None
    text: Line = "-"
    source: Line = "-"
    """A dash is the user alone."""
    origin: Literal["shipped", "own"] = "own"

    @model_validator(mode="before")
    @classmethod
    def _one_figure_is_enough(cls, data: Any) -> Any:
        """Take `default` alone as certain."""
        if isinstance(data, dict) and "default" in data:
            ends = {end: data["default"] for end in ("low", "high") if end not in data}
            return {**data, **ends}
        return data

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.default <= self.high:
            raise ValueError(
                say(
                    "values.outside_range",
                    default=f"{self.default:g}",
                    low=f"{self.low:g}",
                    high=f"{self.high:g}",
                )
            )
        return self

    @property
    def range(self) -> Range:
        """Its three figures."""
        return Range(self.low, self.default, self.high)


@dataclass(frozen=True, slots=True)
class BuildItem:
    """What one touchpoint takes to build."""

    touchpoint: str
    title: str
    format: str
    rate: str
    """Id of the build rate."""
    pieces: int
    """Contents that differ from each other: a recurrence with new content counts each time."""
    finished_hours: Range
    """Hours of finished learning of all pieces; 0 where the rate is by the piece."""
    hours: Range
    """Build hours, with reuse and translation in them."""


@dataclass(frozen=True, slots=True)
class SessionItem:
    """What one led touchpoint takes to deliver."""

    touchpoint: str
    title: str
    delivery: str | None
    groups: int
    """Groups that each occurrence is held for."""
    occurrences: int
    minutes: float
    """Minutes of leading, for one group and occurrence."""
    hours: Range
    """Hours of everybody who leads, preparation in them."""

    @property
    def runs(self) -> int:
        """Sessions that are held in all."""
        return self.groups * self.occurrences


@dataclass(frozen=True, slots=True)
class CostPart:
    """One part of the cost: always in hours, in money where its price is set."""

    hours: Range
    money: Range | None
    unset: tuple[str, ...] = ()
    """Ids of the prices that would put it into money."""

    def to_data(self) -> dict[str, Any]:
        """Return the part as plain JSON values."""
        money = None if self.money is None else self.money.to_data()
        return {"hours": self.hours.to_data(), "money": money, "unset": list(self.unset)}


@dataclass(frozen=True, slots=True)
class Assumption:
    """One figure that the cost rests on, with where it comes from; no figure where none is set."""

    id: str
    text: str
    unit: str
    figure: Range | None
    source: str
    year: int | None = None
    currency: str = ""
    origin: str = "shipped"
    state: Literal["rate", "set", "unset", "assumed"] = "rate"
    """`rate`: from the catalogue; `set`: the user's price; `unset`: a price nobody set; `assumed`:
    an answer of the brief that nobody gave, or a rate that stands in for a missing one."""

    def to_data(self) -> dict[str, Any]:
        """Return the assumption as plain JSON values."""
        figure = {"low": None, "default": None, "high": None}
        return {
            "id": self.id,
            "text": self.text,
            **(figure if self.figure is None else self.figure.to_data()),
            "unit": self.unit,
            "currency": self.currency,
            "source": self.source,
            "year": self.year,
            "origin": self.origin,
            "state": self.state,
        }


PARTS = ("build", "deliver", "learner_time", "manager_time")
"""The parts of a cost, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Everything that a journey takes, part by part."""

    title: str
    size: int
    build: CostPart
    deliver: CostPart
    learner_time: CostPart
    manager_time: CostPart
    on_the_job_hours: float
    """Hours of all learners on real tasks: work, shown beside the learning time."""
    upkeep_hours: Range
    """A year of keeping the content right; not part of the total."""
    cross_check_hours: Range
    """What a survey of whole blends gives for the same finished hours."""
    finished_hours: Range
    build_items: tuple[BuildItem, ...]
    sessions: tuple[SessionItem, ...]
    assumptions: tuple[Assumption, ...]
    currency: str = ""
    """Of all money; empty where no price is set."""

    @property
    def parts(self) -> dict[str, CostPart]:
        """The four parts by name, in the order in which they are shown."""
        return {name: getattr(self, name) for name in PARTS}

    @property
    def effort_hours(self) -> Range:
        """Hours of everybody but the learners: building, leading, managers."""
        return self.build.hours + self.deliver.hours + self.manager_time.hours

    @property
    def total_hours(self) -> Range:
        """All hours, learners' time included; tasks at work are work."""
        return self.effort_hours + self.learner_time.hours

    @property
    def unset(self) -> tuple[str, ...]:
        """Prices that nobody set and that would put more of it into money."""
        return tuple(dict.fromkeys(id_ for part in self.parts.values() for id_ in part.unset))

    @property
    def effort_money(self) -> Range | None:
        """Money of everything but the learners' time; None while a part of it has no price."""
        return _sum(self.build, self.deliver, self.manager_time)

    @property
    def total_money(self) -> Range | None:
        """All money; None while a part of it has no price."""
        return _sum(*self.parts.values())

    def to_data(self) -> dict[str, Any]:
        """Return the public JSON form: plain values, in a fixed order of keys."""
        return {
            "title": self.title,
            "learners": self.size,
            "currency": self.currency or None,
            **{name: part.to_data() for name, part in self.parts.items()},
            "on_the_job_hours": round(self.on_the_job_hours, 6),
            "total": {
                "without_learner_time": _both(self.effort_hours, self.effort_money),
                "with_learner_time": _both(self.total_hours, self.total_money),
            },
            "per_learner": {
                "without_learner_time": _both(self.effort_hours, self.effort_money, self.size),
                "with_learner_time": _both(self.total_hours, self.total_money, self.size),
            },
            "upkeep_hours_per_year": self.upkeep_hours.to_data(),
            "cross_check": {
                "finished_hours": self.finished_hours.to_data(),
                "build_hours": self.cross_check_hours.to_data(),
            },
            "build_items": [_item(item) for item in self.build_items],
            "sessions": [{**_item(item), "runs": item.runs} for item in self.sessions],
            "assumptions": [assumption.to_data() for assumption in self.assumptions],
            "unset": list(self.unset),
        }


def _sum(*parts: CostPart) -> Range | None:
    paid = [part.money for part in parts]
    return None if None in paid else Range.total(money for money in paid if money is not None)


def _both(hours: Range, money: Range | None, by: float = 1) -> dict[str, Any]:
    return {
        "hours": (hours / by).to_data(),
        "money": None if money is None else (money / by).to_data(),
    }


def _item(item: BuildItem | SessionItem) -> dict[str, Any]:
    data = {name: getattr(item, name) for name in type(item).__slots__}
    return {k: v.to_data() if isinstance(v, Range) else v for k, v in data.items()}


@dataclass(frozen=True, slots=True)
class Curve:
    """The total of one plan for each number of learners, at its three ends."""

    low: tuple[float, ...]
    default: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Crossing:
    """A number of learners from which another plan is the cheaper one."""

    learners: int
    cheaper: int
    """Index of the plan that is cheaper from here on: 0 or 1."""
    totals: tuple[float, float]
    """Usual total of each plan there."""


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Two plans over the number of learners: which one is cheaper where."""

    titles: tuple[str, str]
    measure: Literal["hours", "money"]
    currency: str
    learner_time: bool
    """Whether the learners' time is in the totals."""
    curves: tuple[Curve, Curve]
    """Totals for 1, 2, 3, ... learners."""
    crossings: tuple[Crossing, ...]
    """All of them at the usual figures; delivery is a staircase, so there may be many."""
    cheaper_at_first: int
    """Index of the plan that is cheaper for one learner; the first where both cost the same."""
    pays_from: tuple[int | None, int | None]
    """For each plan the smallest number from which it stays the cheaper one; None if it never."""
    pays_from_ends: tuple[tuple[int | None, int | None], tuple[int | None, int | None]]
    """The same for each plan with all figures at their low end, and with all at their high end."""
    linear: float | None
    """Where straight lines would cross; None where they do not."""

    @property
    def most(self) -> int:
        """The largest number of learners that was looked at."""
        return len(self.curves[0].default)

    def to_data(self) -> dict[str, Any]:
        """Return the comparison as plain JSON values; plans are A and B, in the order given."""
        return {
            "measure": self.measure,
            "currency": self.currency or None,
            "learner_time": self.learner_time,
            "learners": [1, self.most],
            "cheaper_at_first": "AB"[self.cheaper_at_first],
            "crossings": [
                {"learners": c.learners, "cheaper": "AB"[c.cheaper]} for c in self.crossings
            ],
            "pays_from": dict(zip("AB", self.pays_from, strict=True)),
            "pays_from_low_and_high": dict(zip("AB", map(list, self.pays_from_ends), strict=True)),
            "linear": None if self.linear is None else round(self.linear, 6),
        }
