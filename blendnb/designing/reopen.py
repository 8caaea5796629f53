"""Reopening: the smallest set of changes after which nothing excludes a blend model.

A refusal that only says "no" ends the conversation. This one says which facts would have to be
different: one room, one facilitator, one week more. Every veto that excludes the model has to be
broken, so the search always works on the first that still holds, one change deeper each time; that
finds a smallest set without trying every combination.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from blendnb.designing.facts import facts_of
from blendnb.designing.scoring import in_force, vetoed
from blendnb.designing.steps import Step, all_steps, taken
from blendnb.designing.truth import Conditions
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue, Veto
from blendnb.domain.recommendation import Change

MOST_CHANGES = 6
"""Sets larger than this are no advice any more."""
_Path = tuple[Step, ...]


def reopening(brief: Brief, catalogue: Catalogue, blend_model: str) -> tuple[Change, ...]:
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
    tuple of Change
        Fewest changes, then the smallest steps; empty where nothing excludes the model or where no
        set of up to six changes reopens it.
    """
    facts = facts_of(brief)
    for size in range(1, MOST_CHANGES + 1):
        found = min(_paths(facts, catalogue, blend_model, size), key=_total, default=None)
        if found is not None:
            return _merged(facts, found)
    return ()


def _total(path: _Path) -> float:
    return sum(step.size for step in path)


def _paths(
    facts: Mapping[str, Any], catalogue: Catalogue, blend_model: str, size: int
) -> Iterator[_Path]:
    """Every sequence of at most `size` steps that each break the first veto still in the way."""
    in_the_way = vetoed(facts, catalogue).get(blend_model, ())
    if not in_the_way:
        yield ()
    elif size:
        for step, after in _breaking(facts, in_the_way[0]):
            for rest in _paths(after, catalogue, blend_model, size - 1):
                yield (step, *rest)


def _breaking(facts: Mapping[str, Any], veto: Veto) -> Iterator[tuple[Step, dict[str, Any]]]:
    conditions = Conditions([veto.when, veto.unless or {}])
    for step in all_steps(facts, conditions):
        after = taken(facts, step)
        if not in_force(veto, after):
            yield step, after


def _merged(facts: Mapping[str, Any], path: _Path) -> tuple[Change, ...]:
    """One change for each key path, from the stated value to the last one taken."""
    last = {step.path: step.value for step in path}
    return tuple(Change(name, facts.get(name), value) for name, value in last.items())
