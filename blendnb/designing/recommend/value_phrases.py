"""Phrases: how a design variable's value is said in a sentence, "with 400 learners".

Forms use labels ("Learners"); sentences need phrases. Each variable's entry in the catalogue
brings its own, written so that it reads well after "with" and after "of": every sentence about a
fact is built from them. A module of its own, because reasons, what-ifs and precedents all need it.
"""

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Any

from blendnb.domain.brief import MIX
from blendnb.domain.conditions import Requirement
from blendnb.domain.design_variables import Variable
from blendnb.language import exact, fill, listed, say

_COUNTED = {0: "recommendation.none", 1: "recommendation.one"}
"""What nobody would write as a figure: no facilitators, one learner."""


def phrase(entry: Variable, value: Any, facts: Mapping[str, Any] | None = None) -> str:
    """Return what a value means, to go on after "with".

    Parameters
    ----------
    entry
        The design variable.
    value
        A value of it.
    facts
        The facts it stands among: a content weight means nothing without the other two.
    """
    match entry.kind:
        case "weight":
            return fill(entry.phrase or "", value=_percent(entry.path, value, facts or {}))
        case "set":
            return listed(_names(entry, value)) if value else entry.none or ""
        case "list":
            return fill(entry.phrase or "", count=len(value), value=len(value))
        case "number":
            return fill(entry.phrase or "", count=value, value=exact(value))
        case "yes_no":
            return (entry.yes if value else entry.no) or ""
        case _:
            return fill(entry.phrase or "", value=_name(entry, value))


def changed(entry: Variable, before: Any, after: Any, facts: Mapping[str, Any]) -> str:
    """Return a change as the condition of a sentence: the new value, and what it was.

    Parameters
    ----------
    entry
        The design variable, such as `audience.size`.
    before
        What it was, None where nobody stated it.
    after
        What it would be.
    facts
        The facts it stands among.

    Returns
    -------
    str
        Such as "with 40 learners instead of 400", or "with a sandbox as well".
    """
    if entry.kind == "set" and before is not None:
        return _set_changed(entry, before, after)
    now = say("recommendation.with", what=phrase(entry, after, facts))
    if isinstance(before, bool) or (before is None and entry.kind != "weight"):
        return now
    return say("recommendation.instead", now=now, was=_word(entry, before, facts))


def wished(entry: Variable, option: Requirement) -> str:
    """Return what would have to be there for an option not to hold, such as "a sandbox".

    Parameters
    ----------
    entry
        The design variable.
    option
        What a veto asks of it.
    """
    if option.lacks:
        return either(_names(entry, option.lacks))
    return phrase(entry, value=True) if option.one_of == (False,) else ""


def _word(entry: Variable, value: Any, facts: Mapping[str, Any]) -> str:
    """Return a value alone, to go on after "instead of"."""
    if entry.kind == "number":
        forms = entry.phrase if isinstance(entry.phrase, dict) else {}
        return say(_COUNTED[value]) if f"={value:g}" in forms else exact(value)
    return _name(entry, value) if entry.kind == "choice" else phrase(entry, value, facts)


def _name(entry: Variable, value: Any) -> str:
    choice = entry.choice(value)
    return (choice and choice.phrase) or str(value)


def _names(entry: Variable, values: Iterable[Any]) -> list[str]:
    return [_name(entry, value) for value in values]


def either(names: list[str]) -> str:
    """Return names as alternatives: "a sandbox or a mobile app"."""
    return reduce(lambda one, other: say("recommendation.either", one=one, other=other), names)


def _percent(path: str, value: float | None, facts: Mapping[str, Any]) -> str:
    weights = {other: facts.get(other) or 0.0 for other in MIX} | {path: value or 0.0}
    return exact(round(100 * weights[path] / (sum(weights.values()) or 1)))


def _set_changed(entry: Variable, before: Iterable[Any], after: Iterable[Any]) -> str:
    before, after = tuple(before), tuple(after)
    more = _names(entry, (item for item in after if item not in before))
    less = _names(entry, (item for item in before if item not in after))
    parts = [say("recommendation.as_well", what=listed(more))] if more else []
    return listed([*parts, say("recommendation.without", what=listed(less))] if less else parts)
