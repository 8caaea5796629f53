"""Where the journeys differ, touchpoint by touchpoint.

Touchpoints of two plans are the same one where their ids agree, as those of one archetype do; else
where purpose and format agree. The rest stands alone.
"""

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from blendnb.designing.workload import week_of
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.comparison import Difference
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.language import number, say


@dataclass
class _Line:
    """One line of the table while it is filled."""

    cells: dict[int, Touchpoint] = field(default_factory=dict)

    @property
    def first(self) -> Touchpoint:
        return self.cells[min(self.cells)]

    @property
    def day(self) -> int:
        return min(t.start_day for t in self.cells.values())


def differences(plans: Sequence[Plan], catalogue: Catalogue) -> tuple[Difference, ...]:
    """Return every touchpoint of any plan as each of them has it, in the order of the journey."""
    lines: list[_Line] = []
    for index, plan in enumerate(plans):
        _enter(plan, index, lines)
    lines.sort(key=lambda line: (line.day, line.first.stays_open))
    return tuple(
        Difference(
            title=line.first.title,
            purpose=line.first.purpose,
            cells=tuple(_cell(line.cells.get(index), catalogue) for index in range(len(plans))),
        )
        for line in lines
    )


def _enter(plan: Plan, index: int, lines: list[_Line]) -> None:
    """Put each touchpoint of a plan into the line that it belongs to, or into a new one."""
    same_id = {line.first.id: line for line in lines}
    alike: dict[tuple[str, str], deque[_Line]] = defaultdict(deque)
    for line in lines:
        # A line whose id this plan has elsewhere waits for that touchpoint.
        if line.first.id not in plan.by_id:
            alike[line.first.purpose, line.first.format].append(line)
    for touchpoint in plan.touchpoints:
        waiting = alike[touchpoint.purpose, touchpoint.format]
        known = same_id.get(touchpoint.id) or (waiting.popleft() if waiting else None)
        line = known or _Line()
        line.cells[index] = touchpoint
        if known is None:
            lines.append(line)


def _cell(touchpoint: Touchpoint | None, catalogue: Catalogue) -> str | None:
    """Return format, length and weeks of a touchpoint."""
    if touchpoint is None:
        return None
    known = catalogue.formats.get(touchpoint.format)
    name = known.name if known else touchpoint.format.replace("_", " ")
    return ", ".join(filter(None, (name, _length(touchpoint), _weeks(touchpoint))))


def _length(touchpoint: Touchpoint) -> str:
    times, minutes = len(touchpoint.occurrences), touchpoint.learner_minutes
    if not minutes:
        return say("comparison.times", count=times) if times > 1 else ""
    if times == 1:
        return say("comparison.minutes", minutes=number(minutes))
    return say("comparison.minutes_each", count=times, minutes=number(minutes))


def _weeks(touchpoint: Touchpoint) -> str:
    first = _week(touchpoint.start_day)
    if touchpoint.stays_open:
        return say("comparison.from_week", week=first)
    last = _week(touchpoint.last_day)
    if first == last:
        return say("comparison.week", week=first)
    return say("comparison.weeks", first=first, last=last)


def _week(day: int) -> str:
    """Return the number of a day's week; week −1 is the one before launch."""
    week = week_of(day)
    return number(week if week > 0 else week - 1)
