"""What an audit costs: its questions with their fixes, and every constraint, by plan size.

Run it with ``python benchmarks/audit.py``. The plans are blueprints laid end to end with their own
topics, once as they are and once without their additions, where more questions are open and more
fixes are made. Times depend on the machine, so compare the growth within one run; the plan is read
anew for each audit, because a plan remembers what was asked of it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import cycle, islice

from blendnb.designing.audit import audit
from blendnb.designing.blueprints import plan_of
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.files.catalogue_loading import load_catalogue

SIZES = (10, 60, 125, 250, 500)
LATEST_DAY = 1_800
ROUND_DAYS = 84


def rows(catalogue: Catalogue, *, additions: bool) -> Iterator[Touchpoint]:
    """Give touchpoints without end: round after round of the blueprints, each on its own topics."""
    plans = [plan_of(b, additions=additions) for b in catalogue.blueprints.values()]
    for number, plan in enumerate(cycle(plans)):
        shift = number * ROUND_DAYS % LATEST_DAY
        for touchpoint in plan.touchpoints:
            yield touchpoint.replace(
                id=f"{touchpoint.id}-{number}",
                start_day=touchpoint.start_day + shift,
                topics=tuple(f"{topic} {number}" for topic in touchpoint.topics),
                depends_on=(),
                repeat=touchpoint.repeat and touchpoint.repeat.replace(topics=None),
            )


def plan_with(size: int, catalogue: Catalogue, *, additions: bool) -> Plan:
    """Return a plan of so many touchpoints."""
    first = plan_of(catalogue.blueprints["new_manager"])
    brief = first.brief.replacing({"schedule.weeks": 260, "topics": None})
    touchpoints = tuple(islice(rows(catalogue, additions=additions), size))
    return first.replace(brief=brief, touchpoints=touchpoints)


def milliseconds(plan: Plan, catalogue: Catalogue, repeats: int = 7) -> float:
    """Return the least processor time of several audits of a plan."""
    data = plan.to_data()
    times = []
    for _ in range(repeats):
        fresh = Plan.model_validate(data)
        start = time.process_time()
        audit(fresh, catalogue)
        times.append(time.process_time() - start)
    return 1_000 * min(times)


def main() -> None:
    """Print the table."""
    catalogue = load_catalogue()
    print("Audit                    complete plan   with many fixes   fixes   per touchpoint")
    first = 0.0
    for size in SIZES:
        whole = plan_with(size, catalogue, additions=True)
        bare = plan_with(size, catalogue, additions=False)
        fixes = sum(q.fix is not None for q in audit(bare, catalogue).questions.values())
        quick, slow = milliseconds(whole, catalogue), milliseconds(bare, catalogue)
        first = first or slow / size
        growth = f"{slow / size / first:.2f} x the smallest"
        print(f"{size:4} touchpoints   {quick:16.2f} ms {slow:14.2f} ms {fixes:7}   {growth}")


if __name__ == "__main__":
    main()
