"""Plans side by side, as values: what each asks, gives and lacks, and where they differ."""

from dataclasses import dataclass
from typing import Any

from blendnb.domain.costs import BreakEven, Cost
from blendnb.domain.findings import Audit
from blendnb.domain.plan import Plan

LETTERS = "ABCD"
"""What the plans of a comparison are called, in the order given."""


@dataclass(frozen=True, slots=True)
class ComparedPlan:
    """One plan of a comparison with the numbers that decide."""

    letter: str
    label: str
    """Its name beside the others: the blend model where that tells them apart."""
    plan: Plan
    cost: Cost
    audit: Audit
    weeks: int
    learning_hours: float
    """Of one learner; tasks on the job are not in it."""
    on_the_job_hours: float
    """Of one learner, on real tasks."""
    live_hours: float
    """Of one learner, with others in a room or online."""
    live_sessions: int
    """That one learner attends."""
    sessions_held: int
    """Over all groups."""
    most_groups: int
    """Groups of the touchpoint that has most."""
    manager_hours: float
    """Of managers, for one learner."""

    @property
    def name(self) -> str:
        """Letter and label."""
        return f"{self.letter} ({self.label})"

    @property
    def full_name(self) -> str:
        """Title of the plan and label."""
        title = self.plan.title
        return self.label if title in self.label else f"{title}: {self.label}"

    def to_data(self) -> dict[str, Any]:
        """Return the option as plain JSON values."""
        return {
            "letter": self.letter,
            "label": self.label,
            "title": self.plan.title,
            "blend_model": self.plan.blend_model,
            "flipped": self.plan.flipped,
            "reinforced": self.plan.reinforced,
            "weeks": self.weeks,
            "learner_hours": round(self.learning_hours, 6),
            "on_the_job_hours": round(self.on_the_job_hours, 6),
            "live_hours": round(self.live_hours, 6),
            "live_sessions": self.live_sessions,
            "people": {
                "learners": self.cost.size,
                "groups": self.most_groups,
                "sessions_held": self.sessions_held,
                "manager_hours_per_learner": round(self.manager_hours, 6),
            },
            "cost": self.cost.to_data(),
            "dimensions": self.audit.verdicts,
            "broken": [finding.id for finding in self.audit.broken],
        }


@dataclass(frozen=True, slots=True)
class Recalled:
    """What can be expected of one plan on one day."""

    by_model: dict[str, float]
    """By memory model, at the middle dose."""
    doses: tuple[float, ...] = ()
    """Of every model at a low and at a high dose: how few or how many take part."""

    @property
    def low(self) -> float:
        """The least over the models and doses."""
        return min((*self.by_model.values(), *self.doses))

    @property
    def high(self) -> float:
        """The greatest over the models and doses."""
        return max((*self.by_model.values(), *self.doses))


@dataclass(frozen=True, slots=True)
class MomentRecall:
    """Modelled recall at one moment that matters, in every plan."""

    text: str
    day: int
    """Of the plan; the same in all of them."""
    topics: tuple[str, ...]
    recalled: tuple[Recalled | None, ...]
    """For each plan; None where it teaches none of the topics."""

    def to_data(self) -> dict[str, Any]:
        """Return the moment as plain JSON values."""
        return {
            "text": self.text,
            "day": self.day,
            "topics": list(self.topics),
            "recall": [
                None if r is None else {
                    "low": round(r.low, 6), "high": round(r.high, 6),
                    "by_model": {id_: round(x, 6) for id_, x in r.by_model.items()},
                }
                for r in self.recalled
            ],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One touchpoint of the journeys, as each plan has it."""

    title: str
    purpose: str
    cells: tuple[str | None, ...]
    """Format, length and weeks in each plan; None where a plan does without it."""

    @property
    def same(self) -> bool:
        """Whether every plan has it in the same way."""
        return None not in self.cells and len(set(self.cells)) == 1

    def to_data(self) -> dict[str, Any]:
        """Return the difference as plain JSON values."""
        return {
            "title": self.title, "purpose": self.purpose, "same": self.same,
            "plans": list(self.cells),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trade:
    """What one plan buys against another, and what it pays for that."""

    plan: str
    """Letter of the plan that would be taken."""
    instead_of: str
    gains: tuple[str, ...]
    pays: tuple[str, ...]
    open: tuple[str, ...]
    """What the figures leave undecided."""
    text: str
    """All of it as a paragraph."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two to four plans side by side."""

    options: tuple[ComparedPlan, ...]
    moments: tuple[MomentRecall, ...]
    differences: tuple[Difference, ...]
    """Every touchpoint of any plan, in the order of the journey."""
    trades: tuple[Trade, ...]
    """The first plan against each of the others."""
    break_evens: tuple[BreakEven, ...]
    """The first plan and each of the others over the number of learners."""

    @property
    def text(self) -> str:
        """What one buys with the first plan against the others."""
        return "\n\n".join(trade.text for trade in self.trades)

    def to_data(self) -> dict[str, Any]:
        """Return the public JSON form: plain values, in a fixed order of keys."""
        return {
            "plans": [option.to_data() for option in self.options],
            "moments": [moment.to_data() for moment in self.moments],
            "differences": [difference.to_data() for difference in self.differences],
            "trades": [
                {
                    "plan": trade.plan, "instead_of": trade.instead_of, "gains": list(trade.gains),
                    "pays": list(trade.pays), "open": list(trade.open), "text": trade.text,
                }
                for trade in self.trades
            ],
            "break_even": [even.to_data() for even in self.break_evens],
        }  # fmt: skip
