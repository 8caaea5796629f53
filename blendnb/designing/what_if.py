"""What would change the answer: for each design variable, the smallest step that does.

A recommendation that says what would overturn it can be argued with: "with 40 people instead of
400 it would be live-led" shows the client which facts carry the answer and are worth checking.
"""

from collections.abc import Mapping
from typing import Any

from blendnb.designing.answers import held_after
from blendnb.designing.scoring import Scoring
from blendnb.designing.steps import Step, asked_paths, steps
from blendnb.designing.variables import DesignVariable, design_variables

Facts = Mapping[str, Any]


def turning_steps(facts: Facts, scoring: Scoring) -> tuple[tuple[Step, str], ...]:
    """Return the steps after which another blend model comes first, with that model.

    Parameters
    ----------
    facts
        Stated and derived facts.
    scoring
        Rules and vetoes; both may turn the answer.

    Returns
    -------
    tuple
        One entry for each design variable that can turn the answer alone, the smallest step first;
        equal steps in the order of the brief.
    """
    winner = scoring.winner(scoring.held(facts))
    asked = set(asked_paths(scoring.conditions))
    found = (
        _turning_step(variable, facts, scoring, winner)
        for variable in design_variables().values()
        if not asked.isdisjoint(variable.paths)
    )
    return tuple(sorted(filter(None, found), key=lambda turning: turning[0].size))


def _turning_step(
    variable: DesignVariable, facts: Facts, scoring: Scoring, winner: str
) -> tuple[Step, str] | None:
    tried = steps(variable, facts, scoring.conditions)
    answers = ({step.path: step.value} for step in tried)
    after = held_after(variable, answers, facts, scoring.conditions)
    for step, held in zip(tried, after, strict=True):
        model = scoring.winner(held)
        if model != winner:
            return step, model
    return None
