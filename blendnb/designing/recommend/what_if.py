"""What would change the answer, and what would open it again where everything is excluded.

A recommendation that says what would overturn it can be argued with: "with 40 people instead of
400 it would be live-led" shows the client which facts carry the answer and are worth checking. So
for each design variable the smallest step is found after which another blend model comes first.

A refusal that only says "no" ends the conversation. Reopening says which facts would have to be
different: one room, one facilitator, one week more. Every veto that excludes the model has to be
broken, so the search always works on the first that still holds, one change deeper each time; that
finds a smallest set without trying every combination.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from blendnb.designing.facts import facts_of
from blendnb.designing.recommend.rules import Conditions, Scoring, in_force, vetoed
from blendnb.designing.recommend.steps import (
    VariableStep,
    all_steps,
    asked_paths,
    measured_from,
    on_grid,
    step_to,
    steps,
    taken,
)
from blendnb.designing.recommend.usual_answers import held_after
from blendnb.designing.recommend.value_phrases import changed
from blendnb.domain.brief import Brief, assumed_values
from blendnb.domain.catalogue import Catalogue, Veto
from blendnb.domain.design_variables import DesignVariable, Variable
from blendnb.domain.recommendation import Reopening, VariableChange, WhatIf
from blendnb.domain.vocabulary import BLEND_MODELS
from blendnb.language import capitalized, listed, lowered, say

Facts = Mapping[str, Any]
_Path = tuple[VariableStep, ...]

MOST_CHANGES = 6
"""Sets larger than this are no advice any more."""


def what_ifs(facts: Facts, catalogue: Catalogue, scoring: Scoring) -> tuple[WhatIf, ...]:
    """Return every single change after which another blend model comes first, in words.

    Parameters
    ----------
    facts
        Stated and derived facts.
    catalogue
        Names of blend models, and how variables are said.
    scoring
        Rules and vetoes.
    """
    return tuple(
        WhatIf(
            variable=step.path,
            from_=facts.get(step.path),
            to=step.value,
            model=model,
            step=round(step.size, 6),
            text=_turning(
                catalogue.variables[step.path],
                step.value,
                facts,
                lowered(catalogue.blend_models[model].name),
            ),
        )
        for step, model in turning_steps(facts, scoring)
    )


def _turning(entry: Variable, value: Any, facts: Facts, model: str) -> str:
    path = entry.path
    if path in facts:
        condition = capitalized(changed(entry, facts[path], value, facts))
        return say("recommendation.turning", condition=condition, model=model)
    return say("recommendation.turning_open", condition=_open(entry, value, facts), model=model)


def _open(entry: Variable, value: Any, facts: Facts) -> str:
    """Say an answer to an open question beside what would be assumed."""
    assumed = assumed_values().get(entry.path)
    if entry.kind == "set" and assumed is not None and value != assumed:
        condition = changed(entry, assumed, value, facts)
        return say("recommendation.beside_assumed", condition=condition)
    condition = changed(entry, None, value, facts)
    return say("recommendation.as_assumed", condition=condition) if value == assumed else condition


def turning_steps(facts: Facts, scoring: Scoring) -> tuple[tuple[VariableStep, str], ...]:
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
    turnings = (
        _turning_step(variable, facts, scoring, winner)
        for variable in scoring.variables.values()
        if not asked.isdisjoint(variable.paths)
    )
    return tuple(sorted(filter(None, turnings), key=lambda turning: turning[0].size))


def _turning_step(
    variable: DesignVariable, facts: Facts, scoring: Scoring, winner: str
) -> tuple[VariableStep, str] | None:
    tried = steps(variable, facts, scoring.conditions)
    answers = ({step.path: step.value} for step in tried)
    after = held_after(variable, answers, facts, scoring.conditions)
    for step, held in zip(tried, after, strict=True):
        model = scoring.winner(held)
        if model != winner:
            nearest = _nearest(variable, tried, step, facts, scoring)
            # Nearer to what was stated a third model may come first.
            values = [{nearest.path: nearest.value}]
            (there,) = held_after(variable, values, facts, scoring.conditions)
            return nearest, scoring.winner(there)
    return None


def _nearest(
    variable: DesignVariable,
    tried: Sequence[VariableStep],
    turning: VariableStep,
    facts: Facts,
    scoring: Scoring,
) -> VariableStep:
    """Return the least value that turns the answer on a number's ramp.

    It lies between the last value tried that did not turn it and the first that did.
    """
    if variable.kind != "number":
        return turning
    start, grid = measured_from(variable, facts), variable.entry.step
    kept = [s.value for s in tried if s.size < turning.size and _between(start, s.value, turning)]
    low = max([start, *kept], key=lambda value: abs(value - start))
    low, high = round(low / grid), round(turning.value / grid)
    winner = scoring.winner(scoring.held(facts))
    while abs(high - low) > 1:
        middle = (low + high) // 2
        answer = {variable.name: on_grid(middle, grid)}
        held = next(held_after(variable, [answer], facts, scoring.conditions))
        if scoring.winner(held) == winner:
            low = middle
        else:
            high = middle
    return step_to(variable, facts, on_grid(high, grid))


def _between(start: float, value: float, turning: VariableStep) -> bool:
    return bool(start < value < turning.value or turning.value < value < start)


def reopenings(
    brief: Brief, catalogue: Catalogue, excluded: Mapping[str, Any]
) -> tuple[Reopening, ...]:
    """Return what reopens each blend model, where none is left open.

    Parameters
    ----------
    brief
        The brief.
    catalogue
        The vetoes, and how variables are said.
    excluded
        What the brief excludes (`vetoed`).
    """
    if not excluded.keys() >= set(BLEND_MODELS):
        return ()
    facts = facts_of(brief)
    return tuple(
        _reopening(id_, reopening(brief, catalogue, id_), facts, catalogue) for id_ in BLEND_MODELS
    )


def _reopening(
    id_: str, changes: tuple[VariableChange, ...], facts: Facts, catalogue: Catalogue
) -> Reopening:
    name = catalogue.blend_models[id_].name
    if not changes:
        return Reopening(id_, (), say("recommendation.opens_never", model=lowered(name)))
    conditions = [changed(catalogue.variables[c.variable], c.from_, c.to, facts) for c in changes]
    return Reopening(
        id_, changes, say("recommendation.opens", model=name, conditions=listed(conditions))
    )


def reopening(brief: Brief, catalogue: Catalogue, blend_model: str) -> tuple[VariableChange, ...]:
    """Return the smallest set of changes of stated facts after which no veto excludes the model.

    Parameters
    ----------
    brief
        The brief; of a resolved one, assumed values count as stated.
    catalogue
        The vetoes.
    blend_model
        Which model to reopen.

    Returns
    -------
    tuple of VariableChange
        Fewest changes, then the smallest steps; empty where nothing excludes the model or where no
        set of up to six changes reopens it.
    """
    facts = facts_of(brief)
    for size in range(1, MOST_CHANGES + 1):
        shortest = min(_paths(facts, catalogue, blend_model, size), key=_total, default=None)
        if shortest is not None:
            return _merged(facts, shortest)
    return ()


def _total(path: _Path) -> float:
    return sum(step.size for step in path)


def _paths(facts: Facts, catalogue: Catalogue, blend_model: str, size: int) -> Iterator[_Path]:
    """Every sequence of at most `size` steps that each break the first veto still in the way."""
    in_the_way = vetoed(facts, catalogue).get(blend_model, ())
    if not in_the_way:
        yield ()
    elif size:
        for step, after in _breaking(facts, in_the_way[0], catalogue.design_variables):
            for rest in _paths(after, catalogue, blend_model, size - 1):
                yield (step, *rest)


def _breaking(
    facts: Facts, veto: Veto, variables: Mapping[str, DesignVariable]
) -> Iterator[tuple[VariableStep, dict[str, Any]]]:
    conditions = Conditions([veto.when, veto.unless or {}])
    for step in all_steps(facts, conditions, variables):
        after = taken(facts, step)
        if not in_force(veto, after):
            yield step, after


def _merged(facts: Facts, path: _Path) -> tuple[VariableChange, ...]:
    """One change for each key path, from the stated value to the last one taken."""
    last = {step.path: step.value for step in path}
    return tuple(VariableChange(name, facts.get(name), value) for name, value in last.items())
