"""Reasons: the rules that fired, as they stand beside what they argue for."""

from collections.abc import Iterable, Mapping
from typing import Any

from blendnb.designing.facts import inputs_of
from blendnb.domain.catalogue import Rule
from blendnb.domain.recommendation import Reason


def reasons_for(scored: str, fired: Iterable[Rule], facts: Mapping[str, Any]) -> tuple[Reason, ...]:
    """Return the reasons for and against one blend model or element, the strongest first.

    Parameters
    ----------
    scored
        Id of a blend model, or `flipped` or `reinforcement`.
    fired
        The rules that fired.
    facts
        Stated facts: only stated design variables are named as what made a rule fire.
    """
    reasons = [
        Reason(
            rule=rule.id,
            variables=_variables(rule, facts),
            effect=rule.weights[scored],
            text=rule.because,
            source=rule.source,
            confidence=rule.confidence,
            origin=rule.origin,
        )
        for rule in fired
        if rule.weights.get(scored)
    ]
    return tuple(sorted(reasons, key=lambda reason: -reason.effect))


def _variables(rule: Rule, facts: Mapping[str, Any]) -> tuple[str, ...]:
    behind = rule.variables or [path for fact in rule.when for path in inputs_of(fact)]
    return tuple(path for path in dict.fromkeys(behind) if path in facts)
