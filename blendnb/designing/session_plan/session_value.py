"""A session plan as a value: blocks with from and to, and what there is to know beside them."""

from dataclasses import dataclass
from math import floor
from typing import Any

from blendnb.designing.session_plan.step_minutes import largest_remainders
from blendnb.domain.plan import AgendaStep
from blendnb.domain.vocabulary import Delivery


@dataclass(frozen=True, slots=True)
class SessionBlock:
    """One row of a session plan."""

    step: AgendaStep
    start: float | None
    """Minutes from the beginning; None where the session is too short to say."""
    company: str = ""
    """Who sits with whom, in words; empty where all are together or alone."""

    @property
    def end(self) -> float | None:
        """When it ends, in minutes from the beginning."""
        return None if self.start is None else self.start + self.step.minutes

    @property
    def timed(self) -> bool:
        """Whether it has minutes of its own."""
        return self.start is not None

    @property
    def each_round(self) -> int | None:
        """Minutes of one round; None where it is gone through once."""
        return floor(self.step.minutes / self.step.rounds) if self.step.rounds else None

    @property
    def parts(self) -> tuple[tuple[str, int | None], ...]:
        """What follows what in a round, or in the step, each with its whole minutes.

        Without minutes where there are fewer of them than parts.
        """
        within = self.step.within
        minutes = self.each_round if self.step.rounds else floor(self.step.minutes)
        if not within or minutes is None or minutes < len(within):
            return tuple((part.do, None) for part in within)
        lengths = largest_remainders([part.minutes for part in within], minutes)
        return tuple((part.do, length) for part, length in zip(within, lengths, strict=True))


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What happens in one session of a touchpoint, minute by minute."""

    touchpoint: str
    """Its id."""
    title: str
    minutes: float
    people: int
    """In one group."""
    delivery: Delivery | None
    begins: str | None
    """The hour of the day, as HH:MM; None where the plan says none."""
    blocks: tuple[SessionBlock, ...]
    notes: tuple[str, ...] = ()
    """What does not fit, and what to watch for, in sentences."""
    preparation: tuple[str, ...] = ()
    """What a producer does before it begins."""
    by_hand: bool = False
    """Whether its blocks are those of the plan, as somebody put them; else they were worked out."""

    @property
    def timed(self) -> bool:
        """Whether its blocks have minutes of their own."""
        return all(block.timed for block in self.blocks)

    @property
    def agenda(self) -> tuple[AgendaStep, ...]:
        """The steps as an agenda that can stand in the plan."""
        return tuple(block.step for block in self.blocks)

    def to_data(self) -> dict[str, Any]:
        """Return the session plan as plain JSON values."""
        return {
            "touchpoint": self.touchpoint,
            "title": self.title,
            "minutes": self.minutes,
            "people": self.people,
            "delivery": self.delivery,
            "begins": self.begins,
            "by_hand": self.by_hand,
            "blocks": [_block_data(block) for block in self.blocks],
            "notes": list(self.notes),
            "preparation": list(self.preparation),
        }


def _block_data(block: SessionBlock) -> dict[str, Any]:
    parts = [{"do": do, "minutes": minutes} for do, minutes in block.parts]
    step = block.step.model_dump(mode="json", exclude={"within"})
    return {
        "from": block.start,
        "to": block.end,
        **step,
        "minutes": block.step.minutes if block.timed else None,
        "company": block.company,
        **({"parts": parts} if parts else {}),
    }


def blocks_of(
    steps: tuple[AgendaStep, ...], companies: tuple[str, ...], *, timed: bool = True
) -> tuple[SessionBlock, ...]:
    """Return steps as blocks that follow each other from minute 0 on.

    Parameters
    ----------
    steps
        In order.
    companies
        Who sits with whom, for each of them.
    timed
        Whether each has minutes that can be said.
    """
    blocks, start = [], 0.0
    for step, company in zip(steps, companies, strict=True):
        blocks.append(SessionBlock(step, start if timed else None, company))
        start += step.minutes
    return tuple(blocks)
