"""The ledger of content as the plan stands: minutes stated, placed and left out, by topic.

A composed plan keeps its ledger (`plan.ledger`). Whoever takes a touchpoint out afterwards takes
its content out too, so the ledger is read against the touchpoints that are there: a topic that
nothing teaches any more is left out as a whole, and no more can be placed than they have minutes.
A plan without a ledger, such as a blueprint, has the minutes of its touchpoints counted, and
nothing is said to be left out but a topic that none of them names. Short because composing has
the arithmetic.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from blendnb.domain.plan import LedgerLine, Plan

CARRYING = ("launch", "inform", "demonstrate", "practice", "close")
"""Purposes of touchpoints that carry content; work at work uses it."""
MINUTES_IN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Ledger:
    """What there is to learn, and what of it has a place."""

    lines: tuple[LedgerLine, ...]
    """By topic, in the order of the brief."""
    kept: bool
    """Whether the plan keeps it; else the minutes of touchpoints are counted."""
    stated: float | None
    """Minutes of all topics; None where nobody says how much there is."""

    @property
    def placed(self) -> float:
        """Minutes that have a place."""
        return sum(line.placed for line in self.lines)

    @property
    def left_out(self) -> float:
        """Minutes that have none."""
        return sum(line.left_out for line in self.lines)

    @property
    def without_place(self) -> tuple[LedgerLine, ...]:
        """The topics of which something, or everything, has no place."""
        return tuple(line for line in self.lines if line.left_out or not line.placed)


def ledger(plan: Plan) -> Ledger:
    """Return the ledger of a plan as it stands."""
    minutes = carrying_minutes(plan)
    if plan.ledger:
        lines = _as_it_stands(plan.ledger, minutes)
        stated = [line.stated for line in lines if line.stated is not None]
        return Ledger(lines, kept=True, stated=sum(stated) if stated else None)
    topics = plan.brief.topics_by_name
    names = dict.fromkeys((*topics, *minutes))
    return Ledger(
        tuple(
            LedgerLine(
                topic=name,
                stated=_hours_as_minutes(topics[name].hours if name in topics else None),
                placed=float(round(minutes.get(name, 0.0))),
            )
            for name in names
        ),
        kept=False,
        stated=_hours_as_minutes(plan.brief.content.hours),
    )


def _hours_as_minutes(hours: float | None) -> float | None:
    return None if hours is None else float(round(MINUTES_IN_HOUR * hours))


def carrying_minutes(plan: Plan) -> dict[str, float]:
    """Return a learner's minutes in what carries content, by topic; several topics share evenly."""
    minutes: dict[str, float] = {}
    for occurrence in plan.occurrences:
        if occurrence.touchpoint.purpose in CARRYING:
            for topic in occurrence.topics:
                share = occurrence.touchpoint.learner_minutes / len(occurrence.topics)
                minutes[topic] = minutes.get(topic, 0.0) + share
    return minutes


def _as_it_stands(
    lines: tuple[LedgerLine, ...], minutes: Mapping[str, float]
) -> tuple[LedgerLine, ...]:
    """Take out what nothing teaches any more, then what the minutes that are left cannot hold."""
    taught = sum(line.placed for line in lines if line.topic in minutes)
    part = min(1.0, sum(minutes.values()) / taught) if taught else 1.0
    return tuple(_left(line, part if line.topic in minutes else 0.0) for line in lines)


def _left(line: LedgerLine, part: float) -> LedgerLine:
    """Return a line of which this part of what was placed is still placed."""
    placed = line.placed if part >= 1 else float(round(part * line.placed))
    return line.replace(placed=placed, left_out=line.left_out + line.placed - placed)
