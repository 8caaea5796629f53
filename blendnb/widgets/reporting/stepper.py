"""The stepper and the agenda: the five steps of the framework, open in any order.

Each step says whether it has produced what it must, and what of it is saved. The facilitator's
agenda gives each step its minutes in a session of an hour and a half.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from blendnb.widgets.workspace import STEPS, Option


@dataclass(frozen=True, slots=True)
class _Step:
    name: str
    saves: str
    minutes: int
    asks: str
    done: Callable[[Option], bool]


def _stated(option: Option) -> bool:
    """Whether the gap is named, and every moment that matters with its measure."""
    brief = option.reading.brief
    return bool(brief and brief.gap and brief.moments and all(m.measure for m in brief.moments))


def _mapped(option: Option) -> bool:
    topics = option.reading.brief.topics if option.reading.brief else ()
    return bool(option.map.purposes) and set(topics) <= set(option.map.purposes)


def _supported(option: Option) -> bool:
    audit = option.design.audit if option.design else None
    if audit is None:
        return False
    asked = [q for q in audit.questions.values() if q.id.startswith(("support", "assessment"))]
    return not audit.broken and all(q.verdict != "missing" or q.forced_by for q in asked)


def _proven(option: Option) -> bool:
    """Whether a pilot is planned, measures have a baseline and a day, and something is decided."""
    plan = option.plan
    if plan is None or plan.pilot is None or not plan.measures or not plan.decisions:
        return False
    return all(measure.baseline and measure.when_day is not None for measure in plan.measures)


_STEPS = dict(
    zip(
        STEPS,
        (
            _Step(
                "Outcomes and moments",
                "The brief: gap, moments, outcome and what was answered.",
                25,
                "What goes wrong today, and at which moments must people act differently?",
                _stated,
            ),
            _Step(
                "Map the journey",
                "The map: purposes for each topic and stage, managers' and peers' part.",
                20,
                "What happens to each topic from first contact to sustained performance?",
                _mapped,
            ),
            _Step(
                "Models and formats",
                "The blend model and the plan with its touchpoints.",
                20,
                "Which blend model carries this, and what does each format do?",
                lambda option: option.plan is not None and option.current,
            ),
            _Step(
                "Assessment and support",
                "Checkpoints and support in the plan.",
                15,
                "How do we see that it works, and who helps at the moment of need?",
                _supported,
            ),
            _Step(
                "Pilot, measure, simplify",
                "Pilot, measures, decisions; results and what was simplified.",
                10,
                "Who goes first, what do we measure, and what will we cut?",
                _proven,
            ),
        ),
        strict=True,
    )
)


def steps_of(option: Option) -> list[dict[str, Any]]:
    """Return the five steps with what each saves and whether it is done."""
    return [
        {"id": id_, "name": step.name, "done": step.done(option), "saves": step.saves}
        for id_, step in _STEPS.items()
    ]


def agenda() -> list[dict[str, Any]]:
    """Return the facilitator's view: each step with its minutes and the question that opens it."""
    return [
        {"id": id_, "name": step.name, "minutes": step.minutes, "asks": step.asks}
        for id_, step in _STEPS.items()
    ]
