"""Rules: which of them fire, what they add up to, and what vetoes exclude.

A blend model's score is the sum of the weights of the rules that fired for it, each times how far
its condition holds. Nothing else counts: no hidden factor, no default. So every score can be
explained by listing what was added, and an L&D expert who disagrees changes one weight in one file.

Models are ranked by their share (`share`), ties by score, then in the order of the vocabulary; so
the order and the percentages beside it cannot contradict each other. Models that a veto excludes
come after all others, fewest vetoes first.

Which of many conditions hold is one bit each: fast enough to ask a thousand times in a blink. A
condition is a conjunction over facts. So each value of a fact lets some conditions live and rules
out others, whatever the other facts are; the conditions that hold are those that every fact lets
live. A fact's verdict is worked out once for each value and kept, so asking again with one fact
changed costs a few lookups.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

from blendnb.designing.facts import inputs_of
from blendnb.designing.recommend.share import FACTOR_RANGE, first_places
from blendnb.domain.catalogue import Catalogue, Rule, Veto
from blendnb.domain.conditions import Condition, Requirement, holds, strength
from blendnb.domain.recommendation import Reason
from blendnb.domain.vocabulary import BLEND_MODELS


@dataclass(frozen=True, slots=True)
class Held:
    """Which conditions hold, and how far those hold that fade."""

    bits: int
    faded: tuple[tuple[int, float], ...] = ()
    """Index of a condition and how far it holds, where that is not in full; by index."""

    def strength(self, index: int) -> float:
        """How far a condition that holds does."""
        return dict(self.faded).get(index, 1.0)


class Conditions:
    """A list of conditions, prepared for asking which of them hold.

    The same facts always give the same answer; what is kept between questions is only speed.
    """

    def __init__(self, conditions: Sequence[Condition]) -> None:
        self.options: dict[str, list[tuple[int, Requirement]]] = {}
        """Fact name to the options on it, each with the bit of its condition."""
        for index, condition in enumerate(conditions):
            for fact, option in condition.items():
                self.options.setdefault(fact, []).append((1 << index, option))
        self._all = (1 << len(conditions)) - 1
        self._lets: dict[tuple[str, Any], Held] = {}

    def lets(self, fact: str, value: Any) -> Held:
        """Return the conditions that this value lets live, and how far; None means unknown."""
        key = (fact, value)
        if key not in self._lets:
            ruled_out, faded = 0, []
            for bit, option in self.options.get(fact, ()):
                left = 0.0 if value is None else option.strength(value)
                if not left:
                    ruled_out |= bit
                elif left < 1:
                    faded.append((bit.bit_length() - 1, left))
            self._lets[key] = Held(self._all & ~ruled_out, tuple(faded))
        return self._lets[key]

    def narrowed(self, held: Held, fact: str, value: Any) -> Held:
        """Return what still holds, and how far, when one more fact is known."""
        let = self.lets(fact, value)
        bits = held.bits & let.bits
        if not held.faded and not let.faded:
            return Held(bits)
        left: dict[int, float] = {}
        for index, strength_ in (*held.faded, *let.faded):
            if bits >> index & 1:
                left[index] = round(left.get(index, 1.0) * strength_, _STRENGTH_DECIMALS)
        return Held(bits, tuple(sorted(left.items())))

    def held(self, facts: Mapping[str, Any], *, besides: frozenset[str] = frozenset()) -> Held:
        """Return the conditions that hold, leaving the facts `besides` out of account.

        With `besides`, the answer can be narrowed later: `narrowed(held(..., besides={f}), f, v)`.
        """
        held = Held(self._all)
        for fact in self.options:
            if fact not in besides:
                held = self.narrowed(held, fact, facts.get(fact))
        return held


def bit_indices(bits: int) -> Iterator[int]:
    """Yield the indices of the set bits, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


ELEMENTS = ("flipped", "reinforcement")
SCORED = (*BLEND_MODELS, *ELEMENTS)
"""What rules argue about, in the order of every tuple of scores here."""
_STRENGTH_DECIMALS = 3
_MOST_WINNERS = 4096
"""Kept so that a question asked again costs nothing."""
_EXACT = 9
"""Decimals that scores are rounded to, so that equal sums tie whatever their order."""


class Scoring:
    """The rules and vetoes of a catalogue, prepared for scoring many sets of facts.

    `held`, which the methods take, is what `conditions.held(facts)` gives.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.rules: tuple[Rule, ...] = catalogue.rules
        self.vetoes: tuple[Veto, ...] = catalogue.vetoes
        self.variables = catalogue.design_variables
        unless = [veto.unless for veto in self.vetoes if veto.unless is not None]
        self.conditions = Conditions(
            [*(rule.when for rule in self.rules), *(veto.when for veto in self.vetoes), *unless]
        )
        self._rule_bits = (1 << len(self.rules)) - 1
        self.weights = tuple(
            tuple(rule.effects.get(scored, 0.0) for scored in SCORED) for rule in self.rules
        )
        self._vetoes = self._prepared_vetoes()
        self._winners: dict[Held, str] = {}

    def _prepared_vetoes(self) -> tuple[tuple[int, int, tuple[int, ...]], ...]:
        """The bit of each veto's `when`, the bit of its `unless`, the models that it excludes."""
        index, prepared = len(self.rules), []
        index_unless = index + len(self.vetoes)
        for number, veto in enumerate(self.vetoes):
            models = tuple(BLEND_MODELS.index(x) for x in veto.excludes if x in BLEND_MODELS)
            prepared.append(
                (1 << index + number, 1 << index_unless if veto.unless is not None else 0, models)
            )
            index_unless += veto.unless is not None
        return tuple(prepared)

    def held(self, facts: Mapping[str, Any]) -> Held:
        """Return the rules and vetoes whose conditions hold, and how far."""
        return self.conditions.held(facts)

    def fired(self, held: Held) -> tuple[Rule, ...]:
        """Return the rules that fired."""
        return tuple(self.rules[index] for index in self.fired_indices(held))

    def fired_indices(self, held: Held) -> tuple[int, ...]:
        """Return the indices of the rules that fired."""
        return tuple(bit_indices(held.bits & self._rule_bits))

    def effects(self, held: Held) -> dict[int, tuple[float, ...]]:
        """Return what each rule that fired adds to each of `SCORED`, by the rule's index."""
        faded, weights = dict(held.faded), self.weights
        return {
            index: tuple(weight * faded[index] for weight in weights[index])
            if index in faded
            else weights[index]
            for index in self.fired_indices(held)
        }

    def scores(self, held: Held) -> tuple[float, ...]:
        """Return the sum of what the rules add, for each of `SCORED`."""
        rows = self.effects(held).values()
        return tuple(round(fsum(column), _EXACT) for column in zip(*rows, strict=True)) or (
            (0.0,) * len(SCORED)
        )

    def shares(self, held: Held) -> tuple[float, ...]:
        """Return how often each blend model comes first when the weights vary."""
        counts = self.veto_counts(held)
        competing = [count == min(counts) for count in counts]
        return first_places(self.effects(held), competing)

    def veto_counts(self, held: Held) -> tuple[int, ...]:
        """Return how many vetoes exclude each blend model."""
        counts = [0] * len(BLEND_MODELS)
        for when, unless, models in self._vetoes:
            if held.bits & when and not held.bits & unless:
                for model in models:
                    counts[model] += 1
        return tuple(counts)

    def ranking(self, held: Held) -> tuple[str, ...]:
        """Return the blend models, best first: by vetoes, share, score."""
        counts, shares, scores = self.veto_counts(held), self.shares(held), self.scores(held)
        order = sorted(range(len(BLEND_MODELS)), key=lambda i: (counts[i], -shares[i], -scores[i]))
        return tuple(BLEND_MODELS[index] for index in order)

    def winner(self, held: Held) -> str:
        """Return the blend model that comes first."""
        if held not in self._winners:
            if len(self._winners) == _MOST_WINNERS:
                self._winners.clear()
            self._winners[held] = self._sure_winner(held) or self.ranking(held)[0]
        return self._winners[held]

    def _sure_winner(self, held: Held) -> str | None:
        """Return the model that leads whatever the weights are multiplied by, without drawing."""
        counts, effects = self.veto_counts(held), list(self.effects(held).values())
        competing = [i for i in range(len(BLEND_MODELS)) if counts[i] == min(counts)]
        first = max(competing, key=lambda i: sum(row[i] for row in effects))
        for other in competing:
            leads = [row[first] - row[other] for row in effects]
            if other != first and sum(leads) <= FACTOR_RANGE / 2 * sum(map(abs, leads)):
                return None
        return BLEND_MODELS[first]


_prepared: deque[tuple[Catalogue, Scoring]] = deque(maxlen=4)


def scoring_of(catalogue: Catalogue) -> Scoring:
    """Return a catalogue's scoring, prepared once: what values let live is worked out only once."""
    known = next((scoring for asked, scoring in _prepared if asked is catalogue), None)
    if known is None:
        known = Scoring(catalogue)
        _prepared.append((catalogue, known))
    return known


def in_force(veto: Veto, facts: Mapping[str, Any]) -> bool:
    """Return whether a veto excludes what it names, given the facts."""
    return holds(veto.when, facts) and not (veto.unless is not None and holds(veto.unless, facts))


def vetoed(facts: Mapping[str, Any], catalogue: Catalogue) -> dict[str, tuple[Veto, ...]]:
    """Return what the facts exclude, and the vetoes that exclude it.

    Parameters
    ----------
    facts
        Facts of a brief (`facts_of`); of a resolved brief, assumed values exclude too.
    catalogue
        The vetoes to apply.

    Returns
    -------
    dict
        Ids of blend models, formats, elements or measures, each with its vetoes in order.
    """
    vetoes: dict[str, tuple[Veto, ...]] = {}
    for veto in catalogue.vetoes:
        if in_force(veto, facts):
            for excluded in veto.excludes:
                vetoes[excluded] = (*vetoes.get(excluded, ()), veto)
    return vetoes


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
            effect=round(rule.effects[scored] * strength(rule.when, facts), _STRENGTH_DECIMALS),
            text=rule.because,
            source=rule.source,
            confidence=rule.confidence,
            origin=rule.origin,
        )
        for rule in fired
        if rule.effects.get(scored)
    ]
    argued = (reason for reason in reasons if reason.effect)
    return tuple(sorted(argued, key=lambda reason: -reason.effect))


def _variables(rule: Rule, facts: Mapping[str, Any]) -> tuple[str, ...]:
    behind = rule.variables or [path for fact in rule.when for path in inputs_of(fact)]
    return tuple(path for path in dict.fromkeys(behind) if path in facts)
