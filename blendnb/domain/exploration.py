"""The designs of a space with what each asks and gives, and those that no other one beats."""

from dataclasses import dataclass, fields
from typing import Any, Literal

from blendnb.domain.brief import Brief
from blendnb.domain.costs import Range

Placing = Literal["recall", "equal", "expanding"]


@dataclass(frozen=True, slots=True)
class FormatSet:
    """A way to limit the formats: a name, and the formats to do without."""

    name: str
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DesignSpace:
    """Every choice that is gone through; all combinations are designs."""

    blend_models: tuple[str, ...]
    flipped: tuple[bool, ...]
    weeks: tuple[int, ...]
    returns: tuple[int, ...]
    """How often topics come back; 0 is a journey without reinforcement."""
    placings: tuple[Placing, ...]
    """How returns are placed."""
    group_sizes: tuple[int, ...]
    """Most people in one class."""
    format_sets: tuple[FormatSet, ...]


@dataclass(frozen=True, slots=True)
class DesignChoice:
    """One design of a space, as the choices that make it."""

    number: int
    """Its position in the space, from 1."""
    blend_model: str
    flipped: bool
    weeks: int
    returns: int
    placing: Placing
    group_size: int
    formats: FormatSet


@dataclass(frozen=True, slots=True)
class ScoredDesign:
    """One feasible design with its scores."""

    choice: DesignChoice
    learner_hours: float
    """Learning time of one learner."""
    live_hours: float
    """Of these, with others in a room or online."""
    effort_hours: Range
    """Building, leading and managers' time, in all."""
    effort_money: float | None
    """The same in money; None while a part of it has no price."""
    recall: tuple[float, ...]
    """Mean recall over the window, by memory model."""
    met: int
    """Questions of the audit that are met."""
    missing: int
    """Questions of the audit that are missing."""
    questions: int
    """Questions that the audit asks."""
    worst_regret: float = 0.0
    """How far it falls short of the best design explored, for the model that likes it least."""
    on_front: bool = False
    """No other design is at least as good in everything and better in something."""

    @property
    def mean_recall(self) -> float:
        """Mean over the memory models."""
        return sum(self.recall) / len(self.recall)

    def to_data(self) -> dict[str, Any]:
        """Return the design as plain JSON values."""
        choice = {f.name: getattr(self.choice, f.name) for f in fields(DesignChoice)}
        return {
            **choice,
            "formats": self.choice.formats.name,
            "learner_hours": self.learner_hours,
            "live_hours": self.live_hours,
            "effort_hours": self.effort_hours.to_data(),
            "effort_money": self.effort_money,
            "mean_recall": round(self.mean_recall, 9),
            "worst_regret": self.worst_regret,
            "met": self.met,
            "missing": self.missing,
            "on_front": self.on_front,
        }


@dataclass(frozen=True, slots=True)
class Exploration:
    """What exploring a space found for one brief."""

    brief: Brief
    space: DesignSpace
    designs: tuple[ScoredDesign, ...]
    """Every feasible design that was looked at, in the order of the space."""
    infeasible: tuple[tuple[str, int], ...]
    """Why designs fell away, with how many did."""
    models: tuple[str, ...]
    """Memory models, in the order of every design's `recall`."""
    until_day: int
    """Mean recall is taken from the launch to this day, the same in all designs."""
    asked: int
    """Designs of the space."""
    complete: bool = True
    """Whether all of them were looked at; not so where somebody stopped it."""

    @property
    def seen(self) -> int:
        """How many designs were looked at: all that were asked, unless somebody stopped it."""
        return len(self.designs) + sum(count for _, count in self.infeasible)

    @property
    def front(self) -> tuple[ScoredDesign, ...]:
        """The designs that no other one beats, least learner time first."""
        chosen = (design for design in self.designs if design.on_front)
        return tuple(sorted(chosen, key=lambda d: (d.learner_hours, d.choice.number)))

    def design(self, number: int) -> ScoredDesign:
        """Return one design by its number.

        Raises
        ------
        KeyError
            If no feasible design has it.
        """
        design = next((d for d in self.designs if d.choice.number == number), None)
        if design is None:
            raise KeyError(f"no feasible design has the number {number}")
        return design

    def to_data(self) -> dict[str, Any]:
        """Return the public JSON form: plain values, in a fixed order of keys."""
        return {
            "title": self.brief.title,
            "asked": self.asked,
            "complete": self.complete,
            "seen": self.seen,
            "feasible": len(self.designs),
            "infeasible": [{"reason": text, "designs": count} for text, count in self.infeasible],
            "memory_models": list(self.models),
            "until_day": self.until_day,
            "front": [design.to_data() for design in self.front],
        }
