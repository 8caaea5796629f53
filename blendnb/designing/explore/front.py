"""Which designs no other one beats, and how to say why one of them stands there.

A design is beaten if another one asks no more learner time and effort, keeps no less in memory on
average and in the worst case, leaves no more of the audit open, and is better in at least one of
these. What is left is the front: a choice between its designs is a choice of what matters.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from blendnb.designing.cost.wording import figure
from blendnb.domain.exploration import Exploration, ScoredDesign

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DIGITS = 9
QUESTIONS = 10


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
        QUESTIONS - design.met,
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


def why(exploration: Exploration, design: ScoredDesign) -> str:
    """Return what a design is, and how it stands among all feasible ones."""
    ahead = [
        f"{_share(exploration, design, place)} {said}"
        for place, said in enumerate(("ask less of learners", "cost less", "keep more in memory"))
    ]
    return (
        f"{described(design)} Of {len(exploration.designs):,} feasible designs "
        f"{', '.join(ahead[:-1])} and {ahead[-1]}."
    )


def _share(exploration: Exploration, design: ScoredDesign, place: int) -> str:
    mine = measures(design)[place]
    better = sum(measures(other)[place] < mine for other in exploration.designs)
    return f"{100 * better / len(exploration.designs):.0f} %"


def described(design: ScoredDesign) -> str:
    """Return the choices and the scores of a design in two sentences."""
    return (
        f"{chosen(design)}. {figure(design.learner_hours)} hours for each learner, "
        f"{figure(design.effort_hours.default)} hours of effort "
        f"({figure(design.effort_hours.low)} to {figure(design.effort_hours.high)}), modelled "
        f"recall {100 * design.mean_recall:.0f} %, {design.met} of {QUESTIONS} questions met."
    )


def chosen(design: ScoredDesign) -> str:
    """Return the choices that make a design."""
    choice = design.choice
    returns = f"{choice.returns} returns by {_PLACED[choice.placing]}" if choice.returns else ""
    parts = (
        choice.blend_model.replace("_", "-").capitalize(),
        "flipped" if choice.flipped else "",
        f"{choice.weeks} weeks",
        returns or "no reinforcement",
        f"classes of {choice.group_size}",
        choice.formats.name,
    )
    return ", ".join(filter(None, parts))


_PLACED = {"recall": "recall", "equal": "equal gaps", "expanding": "growing gaps"}
