"""What costing, comparing and exploring take, each figure measured here and now.

Run it with ``python benchmarks/cost.py``. Times depend on the machine, so compare ratios of one
run: costing and comparing stand beside auditing the same plan, exploring in several processes
beside exploring in one. The aims, on two quiet cores: 20 ms for a cost or a comparison, 20 s for
5,000 designs.
"""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import blendnb as bl
from blendnb.api import catalogue_of
from blendnb.designing.explore import choices
from blendnb.domain.brief import Brief
from blendnb.domain.plan import Plan

TOUCHPOINTS = 100
DESIGNS = 5_000


def fastest(work: Callable[[], Any], repeats: int = 20) -> float:
    """Return the least of several times on the processor, in seconds: no other program counts."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def brief(topics: int) -> Brief:
    """Return a brief with many topics and moments."""
    names = [f"Topic {n}" for n in range(1, topics + 1)]
    return bl.Brief.model_validate(
        {
            "title": "Large programme",
            "objective": "Use it at work.",
            "topics": names,
            "moments": [{"text": f"Moment {n}", "week": 2 * n} for n in range(1, 6)],
            "outcome": {"subject": "software"},
            "audience": {"size": 1000, "minutes_per_week": 120},
            "content": {"hours": 20},
            "schedule": {"weeks": 26},
        }
    )


def large_plan(blend_model: str) -> Plan:
    """Return a composed plan with as many touchpoints as a long programme has.

    Each copy of a touchpoint is about one topic of its own, as the parts of a curriculum are.
    """
    plan = bl.design(brief(12), blend_model=blend_model)
    found, number = [], 0
    while len(found) < TOUCHPOINTS:
        for touchpoint in plan.touchpoints:
            topic = plan.topics[number % len(plan.topics)]
            found.append(
                touchpoint.replace(
                    id=f"{touchpoint.id}-{number}", topics=[topic], repeat=None, depends_on=[]
                )
            )
            number += 1
    return plan.replace(touchpoints=tuple(found[:TOUCHPOINTS]))


def plan_figures() -> None:
    """Measure costing and comparing."""
    catalogue = catalogue_of()
    one, other = large_plan("digital_first"), large_plan("live_led")
    audit = fastest(lambda: bl.audit(one, catalogue=catalogue))
    for name, work in (
        ("audit, 100 touchpoints", lambda: bl.audit(one, catalogue=catalogue)),
        ("cost, 100 touchpoints", lambda: bl.cost(one, catalogue=catalogue)),
        ("break-even of two such plans", lambda: bl.break_even(one, other, catalogue=catalogue)),
        ("compare two such plans", lambda: bl.compare([one, other], catalogue=catalogue)),
    ):
        seconds = fastest(work)
        print(f"{name:36} {seconds * 1e3:10.2f} ms {seconds / audit:14.2f} x the audit", flush=True)


def explore_figures() -> None:
    """Measure exploring, in one process and in as many as there are processors."""
    catalogue, asked = catalogue_of(), bl.Brief.model_validate(brief(3).to_data())
    space = replace(bl.design_space(asked), weeks=(8, 10, 12, 16, 18, 20, 26))
    many = len(choices(space, catalogue))
    rates = {}
    for workers in dict.fromkeys((1, os.cpu_count() or 1)):
        start = time.perf_counter()
        found = bl.explore(asked, space, workers=workers, catalogue=catalogue)
        seconds = time.perf_counter() - start
        rates[workers] = many / seconds
        note = f"{many / seconds / rates[1]:.2f} x one process; {DESIGNS:,} in "
        note += f"{DESIGNS / rates[workers]:.1f} s; {len(found.front)} on the front"
        name = f"explore {many:,} designs, {workers} process" + ("es" if workers > 1 else "")
        print(f"{name:36} {rates[workers]:10.0f} a second   {note}", flush=True)


def main() -> None:
    """Print the table."""
    plan_figures()
    explore_figures()


if __name__ == "__main__":
    main()
