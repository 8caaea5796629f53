"""Which designs no other one beats, and how to say why one of them stands there.

A design is beaten if another one asks no more learner time and effort, keeps no less in memory on
average and in the worst case, leaves no more of the audit open, and is better in at least one of
these. What is left is the front: a choice between its designs is a choice of what matters.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from blendnb.domain.exploration import DesignChoice, Exploration, ScoredDesign
from blendnb.language import count, estimate, listed, number, percent, say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DIGITS = 9


def judged(designs: Sequence[ScoredDesign]) -> tuple[ScoredDesign, ...]:
    """Return the designs with their worst regret, and with the front marked."""
    if not designs:
        return ()
    best = [max(column) for column in zip(*(d.recall for d in designs), strict=True)]
    regretted = [
        replace(
            d, worst_regret=round(max(b - r for b, r in zip(best, d.recall, strict=True)), DIGITS)
        )
        for d in designs
    ]
    return tuple(
        replace(design, on_front=bool(unbeaten))
        for design, unbeaten in zip(regretted, _unbeaten(regretted), strict=True)
    )


def measures(design: ScoredDesign) -> tuple[float, ...]:
    """Return what designs are set against each other by; less is better in each."""
    effort = design.effort_hours.default if design.effort_money is None else design.effort_money
    return (
        design.learner_hours,
        effort,
        -round(design.mean_recall, DIGITS),
        design.worst_regret,
        design.questions - design.met,
    )


def _unbeaten(designs: Sequence[ScoredDesign]) -> list[bool]:
    """Say for each design whether it is on the front; of equal ones the first stands for all."""
    import numpy as np

    table = np.array([measures(design) for design in designs])
    _, first = np.unique(table, axis=0, return_index=True)
    chosen = np.zeros(len(table), dtype=bool)
    chosen[first] = True
    # Sorted by their sum of ranks, strong designs come first and beat most of the others early.
    order = first[np.argsort(np.argsort(table[first], axis=0).sum(axis=1), kind="stable")]
    for row in order:
        if chosen[row]:
            beaten = (table >= table[row]).all(axis=1) & (table > table[row]).any(axis=1)
            chosen &= ~beaten
    return [bool(x) for x in chosen]


# ---------------------------------------------------------------------------------- in words


def why(exploration: Exploration, design: ScoredDesign) -> str:
    """Return what a design is, and how it stands among all feasible ones."""
    mine = measures(design)
    ahead = [
        say(
            f"exploration.ahead.{name}", share=percent(_better(exploration, measure, mine[measure]))
        )
        for measure, name in enumerate(("learner_hours", "effort", "recall"))
    ]
    return say(
        "exploration.why",
        design=described(design),
        count=len(exploration.designs),
        standing=listed(ahead),
    )


def _better(exploration: Exploration, measure: int, than: float) -> float:
    """Return the share of designs that do better in one of the measures."""
    better = sum(measures(other)[measure] < than for other in exploration.designs)
    return better / len(exploration.designs)


def described(design: ScoredDesign) -> str:
    """Return the choices and the scores of a design in two sentences."""
    return say(
        "exploration.described",
        chosen=chosen(design),
        hours=number(design.learner_hours),
        effort=estimate(design.effort_hours.default),
        low=estimate(design.effort_hours.low),
        high=estimate(design.effort_hours.high),
        recall=percent(design.mean_recall),
        met=design.met,
        questions=design.questions,
    )


def chosen(design: ScoredDesign) -> str:
    """Return the choices that make a design."""
    choice = design.choice
    parts = (
        say(f"plan.model.{choice.blend_model}"),
        say("exploration.choice.flipped") if choice.flipped else "",
        count("weeks", choice.weeks),
        _returns(choice),
        say("exploration.choice.classes", size=choice.group_size),
        choice.formats.name,
    )
    return ", ".join(filter(None, parts))


def _returns(choice: DesignChoice) -> str:
    if not choice.returns:
        return say("exploration.choice.no_reinforcement")
    return say(f"exploration.choice.returns.{choice.placing}", count=choice.returns)
